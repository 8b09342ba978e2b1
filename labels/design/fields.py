"""The printable fields: key, name, sample value and how each is read. Captions belong to the design."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from types import MappingProxyType
from unicodedata import normalize

from labels.design.designs import Design
from labels.design.errors import DesignNotReadable
from labels.design.facts import LabelFacts

LOT_TAIL = 10  # of a lot: its day and four random characters, after the cooperative's short code
SAMPLE_VI = "TEM THỬ – KHÔNG DÙNG ĐỂ BÁN"
SAMPLE_EN = "DEMO, NOT FOR SALE"
SAMPLE_ZH = "演示，非卖品"
SAMPLE_SHORT = "TEM THỬ"
SAMPLE_NOTICE = f"{SAMPLE_VI} / {SAMPLE_EN} / {SAMPLE_ZH}"


@dataclass(frozen=True, kw_only=True, slots=True)
class Field:
    """One thing that a design can print.

    Attributes:
        read: the text for the facts of a run, None when they have none; itself None for a field that
            differs from label to label.
    """

    key: str
    label_vi: str
    label_en: str
    sample: str
    read: Callable[[LabelFacts], str | None] | None

    @property
    def is_per_label(self) -> bool:
        return self.read is None


def _fact(
    key: str, label_vi: str, label_en: str, sample: str, read: Callable[[LabelFacts], str | None] | None
) -> Field:
    return Field(key=key, label_vi=label_vi, label_en=label_en, sample=sample, read=read)


def _day(day: date | None, form: str = "%d/%m/%Y") -> str | None:
    return None if day is None else f"{day:{form}}"


def _kilograms(weight: Decimal | None, point: str) -> str | None:
    return None if weight is None else f"{weight.normalize():f}".replace(".", point)


def _only_sample(text: str) -> Callable[[LabelFacts], str | None]:
    return lambda facts: text if facts.is_sample else None


_ALL = (
    _fact("product_name", "Tên sản phẩm", "Product name", "Sầu riêng Ri6", lambda f: f.product_name_vi),
    _fact("product_name_en", "Tên tiếng Anh", "English name", "Ri6 durian", lambda f: f.product_name_en),
    _fact("product_name_zh", "Tên tiếng Trung", "Chinese name", "Ri6榴莲", lambda f: f.product_name_zh),
    _fact("variety", "Giống", "Variety", "Ri6", lambda f: f.variety),
    _fact("organisation", "Tổ chức", "Organisation", "HTX Phú Hựu", lambda f: f.organisation_name),
    _fact("place", "Địa chỉ", "Place", "Xã Phú Hựu, Tỉnh Đồng Tháp", lambda f: f.organisation_place),
    _fact(
        "growing_area_code", "Mã vùng trồng", "Growing area", "VN-DTOR-0017", lambda f: f.growing_area_code
    ),
    _fact("claim", "Chứng nhận", "Certificate", "VietGAP số 0142, đến 31/12/2026", lambda f: f.claim),
    _fact("harvested_on", "Ngày thu hoạch", "Harvested on", "05/10/2026", lambda f: f.harvest_days),
    _fact("packed_on", "Ngày đóng gói", "Packed on", "06/10/2026", lambda f: _day(f.packed_on)),
    _fact(
        "packed_on_iso",
        "Ngày đóng gói (năm trước)",
        "Packed on (year first)",
        "2026-10-06",
        lambda f: _day(f.packed_on, "%Y-%m-%d"),
    ),
    _fact(
        "packing_house_code",
        "Mã cơ sở đóng gói",
        "Packing house",
        "VN-DTPH-0001",
        lambda f: f.packing_house_code,
    ),
    _fact(
        "packing_house",
        "Cơ sở đóng gói",
        "Packing house (name)",
        "Cơ sở đóng gói Phú Hựu",
        lambda f: f.packing_house_name,
    ),
    _fact("lot", "Số lô", "Lot", "PHU2610057K3Q", lambda f: f.lot),
    _fact(
        "lot_in_two",
        "Số lô (hai phần)",
        "Lot (in two parts)",
        "PHU 2610057K3Q",
        lambda f: f"{f.lot[:-LOT_TAIL]} {f.lot[-LOT_TAIL:]}",
    ),
    _fact("trace_code", "Mã truy xuất", "Trace code", "PHU2610057K3Q", lambda f: f.trace_code),
    _fact("gtin", "GTIN", "GTIN", "09521234567899", lambda f: f.gtin),
    _fact("brand", "Thương hiệu", "Brand", "Phú Hựu", lambda f: f.brand),
    _fact("storage", "Bảo quản", "Storage", "Nơi thoáng mát, 13-15 °C", lambda f: f.storage),
    _fact("best_before", "Hạn sử dụng", "Best before", "16/10/2026", lambda f: _day(f.best_before_on)),
    _fact("grade", "Hạng", "Grade", "A", lambda f: f.grade),
    _fact("exporter", "Đơn vị xuất khẩu", "Exporter", "Công ty XNK Mẫu", lambda f: f.exporter),
    _fact(
        "net_weight_kg",
        "Khối lượng tịnh của thùng",
        "Net weight of a carton",
        "18.5",
        lambda f: _kilograms(f.carton_net_weight_kg, "."),
    ),
    _fact(
        "net_weight_kg_vi",
        "Khối lượng tịnh của thùng (dấu phẩy)",
        "Net weight of a carton (comma)",
        "18,5",
        lambda f: _kilograms(f.carton_net_weight_kg, ","),
    ),
    _fact(
        "fruit_count",
        "Số quả trong thùng",
        "Fruits in a carton",
        "6",
        lambda f: str(f.carton_fruit_count) if f.carton_fruit_count else None,
    ),
    _fact("host", "Địa chỉ tra cứu", "Look-up address", "label.example.vn", lambda f: f.host),
    _fact("sample_notice", "Dòng tem thử", "Sample notice", SAMPLE_NOTICE, _only_sample(SAMPLE_NOTICE)),
    _fact(
        "sample_short",
        "Dòng tem thử (ngắn)",
        "Sample notice (short)",
        SAMPLE_SHORT,
        _only_sample(SAMPLE_SHORT),
    ),
    _fact("sample_vi", "Dòng tem thử (Việt)", "Sample notice (vi)", SAMPLE_VI, _only_sample(SAMPLE_VI)),
    _fact("sample_en", "Dòng tem thử (Anh)", "Sample notice (en)", SAMPLE_EN, _only_sample(SAMPLE_EN)),
    _fact("sample_zh", "Dòng tem thử (Trung)", "Sample notice (zh)", SAMPLE_ZH, _only_sample(SAMPLE_ZH)),
    _fact("code", "Mã tem", "Label code", "7KX3-Q9MT-2A4B-0CDE", None),
    _fact("code_begin", "Mã tem (nửa đầu)", "Label code (first half)", "7KX3-Q9MT", None),
    _fact("code_end", "Mã tem (nửa sau)", "Label code (second half)", "2A4B-0CDE", None),
    _fact("serial", "Số thứ tự tem", "Label number", "137", None),
)

FIELDS: Mapping[str, Field] = MappingProxyType({field.key: field for field in _ALL})


def get_field(key: str) -> Field:
    """The field of that key.

    Raises:
        DesignNotReadable: there is none.
    """
    if key not in FIELDS:
        raise DesignNotReadable(what="field", met=key, expected=", ".join(FIELDS))
    return FIELDS[key]


def label_values(code: str, serial: int) -> dict[str, str]:
    """The texts that differ from label to label.

    Args:
        code: as people read it, 4-4-4-4.
    """
    begin, end = code[:9], code[10:]
    return {"code": code, "code_begin": begin, "code_end": end, "serial": str(serial)}


def sample_values(design: Design) -> dict[str, str]:
    """Made-up texts for every field that a design prints, with the notice that they are: for previews."""
    return {key: FIELDS[key].sample for key in _printed(design) if not get_field(key).is_per_label}


def read_values(design: Design, facts: LabelFacts) -> dict[str, str]:
    """The text of every field that the design prints and that is the same on each label, in NFC.

    A field for which the facts have nothing is left out.

    Raises:
        DesignNotReadable: the design names a field that there is not.
    """
    values: dict[str, str] = {}
    for key in _printed(design):
        read = get_field(key).read
        text = read(facts) if read else None
        if text:
            values[key] = normalize("NFC", text)
    return values


def _printed(design: Design) -> list[str]:
    """Keys in the order of the design, each once."""
    passages = [key for passage in design.passages for key in passage.fields]
    conditions = [element.shown_with for element in design.elements if hasattr(element, "shown_with")]
    return list(dict.fromkeys(key for key in passages + conditions if key))
