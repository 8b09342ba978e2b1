"""What Vietnamese law wants of a batch, item by item under its legal name, and what of it is missing. Pure.

The eleven items are those of Circular 02/2024/TT-BKHCN (art. 6) with those of Decree 37/2026/ND-CP. Those that
the public must see hold a batch back; the others are kept, and their lack is told.
"""

from dataclasses import dataclass
from functools import cache


@dataclass(frozen=True, kw_only=True, slots=True)
class LegalItem:
    """One item of the law.

    Attributes:
        number: its place in the list, 1 to 11.
        is_public: a batch is not published without it.
    """

    number: int
    code: str
    legal_name: str
    is_public: bool


PUBLIC = frozenset(
    {
        "product_name",
        "product_image",
        "organisation_name",
        "organisation_address",
        "event_times",
        "brand_lot_serial",
        "shelf_life",
    }
)
IF_ANY = frozenset({"brand_lot_serial", "shelf_life"})  # the law asks for them only where there are some
LEGAL_NAMES = {
    "product_name": "Tên sản phẩm, hàng hóa",
    "product_image": "Hình ảnh sản phẩm, hàng hóa",
    "organisation_name": "Tên đơn vị sản xuất, kinh doanh",
    "organisation_address": "Địa chỉ đơn vị sản xuất, kinh doanh",
    "stages": "Các công đoạn trong sản xuất, kinh doanh",
    "event_times": "Thời gian sản xuất, kinh doanh",
    "trace_code": "Mã truy xuất nguồn gốc sản phẩm, hàng hóa",
    "brand_lot_serial": "Thương hiệu, nhãn hiệu, mã ký hiệu, số sê-ri, số lô (nếu có)",
    "shelf_life": "Thời hạn sử dụng (nếu có)",
    "standards": "Tiêu chuẩn quốc gia, quy chuẩn kỹ thuật, tiêu chuẩn quốc tế, khu vực, cơ sở áp dụng",
    "origin": "Xuất xứ sản phẩm, hàng hóa",
}
ITEMS = tuple(
    LegalItem(number=number, code=code, legal_name=legal_name, is_public=code in PUBLIC)
    for number, (code, legal_name) in enumerate(LEGAL_NAMES.items(), start=1)
)


@dataclass(frozen=True, kw_only=True, slots=True)
class Completeness:
    """What is missing: `missing` keeps a batch from being published, `recommended` does not."""

    missing: tuple[LegalItem, ...]
    recommended: tuple[LegalItem, ...]

    @property
    def is_whole(self) -> bool:
        return not self.missing


@cache
def judge(present: frozenset[str]) -> Completeness:
    """Compare what is there, by the items' codes, with what the law lists, in the law's order."""
    lacking = [item for item in ITEMS if item.code not in present and item.code not in IF_ANY]
    return Completeness(
        missing=tuple(item for item in lacking if item.is_public),
        recommended=tuple(item for item in lacking if not item.is_public),
    )
