"""The fields that the public may read of a batch, under their names in Circular 02/2024 and Decree 37/2026.

What is absent stays absent: no field has a default.
"""

from dataclasses import dataclass

from flask_babel import gettext as _
from flask_babel import ngettext

from app.pages.languages import SOURCE, Language, format_day
from app.scan.chain import days_text, places_of
from batches.certificates.rules import SCHEME_NAMES
from batches.provenance.story import PublicBatch, PublicClaim, PublicGrower


@dataclass(frozen=True, kw_only=True, slots=True)
class Row:
    """A field: `lang` is set where the text stays in the language it was written in; `note` is a small one below."""

    name: str
    text: str | None
    lang: str | None = None
    note: str | None = None


def product_name(names: dict[str, str], language: Language) -> str:
    """The name in a language, or the Vietnamese one where there is none."""
    return names.get(language.code) or names[SOURCE.code]


def batch_names(batch: PublicBatch) -> dict[str, str]:
    return {"vi": batch.product_name_vi, "en": batch.product_name_en, "zh": batch.product_name_zh}


def scheme_name(scheme: str) -> str:
    return str(_("hữu cơ")) if scheme == "organic" else SCHEME_NAMES[scheme]


def claim_sentence(claim: PublicClaim) -> str:
    """What a certificate says of a batch; whoever gives one has checked that it held on the harvest day."""
    sentence: str = _(
        "Chứng nhận %(scheme)s số %(number)s, tổ chức %(body)s, hiệu lực đến %(until)s, "
        "còn hiệu lực vào ngày thu hoạch",
        scheme=scheme_name(claim.scheme),
        number=claim.number,
        body=claim.body,
        until=format_day(claim.valid_to),
    )
    return sentence


def short_claim(claim: PublicClaim) -> str:
    """The same for the first screen."""
    sentence: str = _("%(scheme)s, có hiệu lực vào ngày thu hoạch", scheme=scheme_name(claim.scheme))
    return sentence


def legal_rows(batch: PublicBatch, language: Language) -> list[Row]:
    """The fields in the order of the law up to the label's serial."""
    return [*_product_rows(batch), *_producer_rows(batch, language), *_identity_rows(batch)]


def serial_row(code: str) -> Row:
    return Row(name=_("Số sê-ri (mã trên tem)"), text=code)


def use_rows(batch: PublicBatch) -> list[Row]:
    """The fields in the order of the law after the label's serial."""
    days = batch.shelf_life_days
    shelf_life = None if days is None else ngettext("%(num)s ngày", "%(num)s ngày", days)
    return [
        Row(name=_("Thời hạn sử dụng"), text=shelf_life),
        Row(name=_("Bảo quản"), text=batch.storage, lang=SOURCE.tag),
        Row(
            name=_("Tiêu chuẩn quốc gia, quy chuẩn kỹ thuật, tiêu chuẩn quốc tế, khu vực, cơ sở áp dụng"),
            text=batch.standards,
            lang=SOURCE.tag,
        ),
    ]


def grower_rows(grower: PublicGrower) -> list[Row]:
    """What the grower agreed to have shown, and nothing where they did not."""
    known = [
        Row(name=_("Họ tên"), text=grower.name, lang=SOURCE.tag),
        Row(name=_("Mã hộ"), text=grower.household_code, lang=SOURCE.tag),
        Row(name=_("Điện thoại"), text=grower.phone),
        Row(name=_("Vị trí vườn (vĩ độ, kinh độ)"), text=_position(grower.position)),
    ]
    return [row for row in known if row.text is not None]


def _position(position: tuple[float, float] | None) -> str | None:
    """Latitude first, as maps take it; six decimals are ten centimetres."""
    return None if position is None else f"{position[1]:.6f}, {position[0]:.6f}"


def _product_rows(batch: PublicBatch) -> list[Row]:
    image = _("Ở đầu trang") if batch.image_id else None
    return [
        Row(name=_("Tên sản phẩm, hàng hóa"), text=batch.product_name_vi, lang=SOURCE.tag),
        Row(name=_("Hình ảnh sản phẩm, hàng hóa"), text=image),
    ]


def _producer_rows(batch: PublicBatch, language: Language) -> list[Row]:
    places = "; ".join(places_of(batch, language))
    legacy = batch.organisation_address.legacy
    return [
        Row(name=_("Tên đơn vị sản xuất, kinh doanh"), text=batch.organisation_name, lang=SOURCE.tag),
        Row(
            name=_("Địa chỉ đơn vị sản xuất, kinh doanh"),
            text=batch.organisation_address.full(language.code),
            note=_("Địa chỉ trước 01/07/2025: %(address)s", address=legacy) if legacy else None,
        ),
        Row(name=_("Thời gian sản xuất, kinh doanh"), text=_when(batch)),
        Row(name=_("Xuất xứ sản phẩm, hàng hóa"), text=_("%(place)s, Việt Nam", place=places)),
        Row(name=_("Mã số vùng trồng"), text=", ".join(batch.growing_area_codes) or None),
        *_packing_rows(batch),
    ]


def _when(batch: PublicBatch) -> str:
    harvested = _("Thu hoạch: %(day)s", day=days_text(batch.harvested_on, batch.harvested_to_on))
    if batch.packing is None:
        return str(harvested)
    packed = _("Đóng gói: %(day)s", day=format_day(batch.packing.packed_on))
    return f"{harvested}; {packed}"


def _packing_rows(batch: PublicBatch) -> list[Row]:
    if batch.packing is None:
        return []
    return [Row(name=_("Mã số cơ sở đóng gói"), text=batch.packing.packing_house_code)]


def _identity_rows(batch: PublicBatch) -> list[Row]:
    return [
        Row(name=_("Mã truy xuất nguồn gốc sản phẩm, hàng hóa"), text=batch.trace_code),
        Row(name=_("Thương hiệu, nhãn hiệu"), text=batch.brand, lang=SOURCE.tag),
        Row(name=_("Mã sản phẩm GTIN"), text=batch.gtin),
        Row(name=_("Số lô/mẻ"), text=batch.lot),
    ]
