"""What the demo is made of. Invented: no real person, GTINs of the prefix 952. Dates are fixed in season 2026."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from batches.plots.geojson import Boundary, Position

PROVINCE = "82"
PACKING_HOUSE = "VN-DTPH-9901"
VALID_FROM, VALID_TO = date(2026, 1, 1), date(2027, 12, 31)
CERTIFIER = "Trung tâm Chứng nhận Mẫu"
STANDARDS = "TCVN 11892-1:2017 (VietGAP trồng trọt)"
CORNERS_PH_02 = ((105.8412, 10.2146), (105.84235, 10.21468), (105.84231, 10.21566), (105.84114, 10.21557))
CORNERS_TND_01 = ((105.8527, 10.2301), (105.85392, 10.23022), (105.85386, 10.2314), (105.85263, 10.23131))
STORAGE = "Để nơi thoáng mát, tránh nắng"


@dataclass(frozen=True, kw_only=True, slots=True)
class DemoPlot:
    code: str
    variety: str
    area_m2: int
    tree_count: int
    planted_year: int
    expected_yield_kg: Decimal
    boundary: Boundary | None


@dataclass(frozen=True, kw_only=True, slots=True)
class DemoProduct:
    gtin: str | None
    name_vi: str
    name_en: str
    name_zh: str
    variety: str


@dataclass(frozen=True, kw_only=True, slots=True)
class DemoHarvest:
    """A batch by the places of its plot and product in the cooperative's lists."""

    plot: int
    product: int
    harvested_on: date
    net_weight_kg: Decimal
    fruit_count: int
    recorded_days_after: int = 0


@dataclass(frozen=True, kw_only=True, slots=True)
class Shipped:
    """A harvest that went to the packing company; `is_heaviest` of the day, else the lightest."""

    short_code: str
    harvested_on: date
    is_heaviest: bool
    moved_on: date
    sent_kg: Decimal
    received_kg: Decimal
    packed_kg: Decimal
    reference: str


@dataclass(frozen=True, kw_only=True, slots=True)
class DemoCooperative:
    name: str
    short_code: str
    kind: str
    commune_code: str
    address_detail: str
    address_legacy: str
    plots: tuple[DemoPlot, ...] = ()
    growing_area_code: str = ""
    packing_house_code: str = ""
    quota_kg: Decimal | None = None
    certificate: tuple[str, date, date] | None = None
    products: tuple[DemoProduct, ...] = ()
    harvests: tuple[DemoHarvest, ...] = ()


def _plot(
    code: str,
    variety: str,
    area_ha: float,
    trees: int,
    planted: int,
    tonnes: int,
    *corners: Position,
) -> DemoPlot:
    """A plot, where corners are given with its outline."""
    return DemoPlot(
        code=code,
        variety=variety,
        area_m2=round(area_ha * 10_000),
        tree_count=trees,
        planted_year=planted,
        expected_yield_kg=Decimal(tonnes * 1000),
        boundary=Boundary(kind="Polygon", polygons=(((*corners, corners[0]),),)) if corners else None,
    )


def _ri6(gtin: str | None) -> DemoProduct:
    return DemoProduct(
        gtin=gtin, name_vi="Sầu riêng Ri6", name_en="Ri6 durian", name_zh="Ri6 榴莲", variety="Ri6"
    )


def _monthong(gtin: str | None) -> DemoProduct:
    return DemoProduct(
        gtin=gtin,
        name_vi="Sầu riêng Monthong",
        name_en="Monthong durian",
        name_zh="金枕榴莲",
        variety="Monthong",
    )


def _harvest(
    plot: int, product: int, month: int, day: int, kilograms: str, fruits: int, late: int = 0
) -> DemoHarvest:
    return DemoHarvest(
        plot=plot,
        product=product,
        harvested_on=date(2026, month, day),
        net_weight_kg=Decimal(kilograms),
        fruit_count=fruits,
        recorded_days_after=late,
    )


COOPERATIVES = (
    DemoCooperative(
        name="HTX Sầu riêng Phú Hựu (mẫu)",
        short_code="PHUU",
        kind="cooperative",
        commune_code="30244",
        address_detail="Ấp mẫu 1",
        address_legacy="huyện Châu Thành, tỉnh Đồng Tháp",
        plots=(
            _plot("PH-01", "Ri6", 40, 7200, 2014, 2000),
            _plot("PH-02", "Ri6", 1.4, 250, 2016, 25, *CORNERS_PH_02),
            _plot("PH-03", "Monthong", 2.1, 370, 2015, 40),
        ),
        growing_area_code="VN-DTOR-9901",
        quota_kg=Decimal(2_000_000),
        certificate=("VietGAP-TT-13-99-87-0001", VALID_FROM, VALID_TO),
        products=(_ri6("09521234560012"), _monthong("09521234560029")),
        harvests=(
            _harvest(0, 0, 10, 5, "1250.5", 402),
            _harvest(0, 0, 10, 12, "2180", 703),
            _harvest(1, 0, 10, 12, "640", 205),
            _harvest(2, 1, 10, 14, "980.25", 260, late=5),
            _harvest(0, 0, 10, 20, "3015", 968),
        ),
    ),
    DemoCooperative(
        name="HTX Trái cây Tân Nhuận Đông (mẫu)",
        short_code="TND",
        kind="cooperative",
        commune_code="30253",
        address_detail="Ấp mẫu 2",
        address_legacy="huyện Châu Thành, tỉnh Đồng Tháp",
        plots=(
            _plot("TND-01", "Ri6", 1.8, 320, 2017, 32, *CORNERS_TND_01),
            _plot("TND-02", "Monthong", 1.2, 210, 2018, 20),
        ),
        growing_area_code="VN-DTOR-9902",
        certificate=("VietGAP-TT-13-99-87-0002", VALID_FROM, VALID_TO),
        products=(_ri6("09521234560036"), _monthong(None)),
        harvests=(
            _harvest(0, 0, 9, 28, "860", 276),
            _harvest(1, 1, 10, 3, "720.4", 190),
            _harvest(0, 0, 10, 9, "1104", 351),
            _harvest(1, 1, 10, 18, "655", 171),
        ),
    ),
    DemoCooperative(
        name="HTX Nông nghiệp Tân Phú Trung (mẫu)",
        short_code="TPT",
        kind="cooperative",
        commune_code="30259",
        address_detail="Ấp mẫu 3",
        address_legacy="huyện Châu Thành, tỉnh Đồng Tháp",
        plots=(_plot("TPT-01", "Ri6", 0.9, 160, 2019, 15),),
        growing_area_code="VN-DTOR-9903",
        certificate=("VietGAP-TT-13-99-87-0003", date(2024, 6, 1), date(2026, 5, 31)),
        products=(_ri6(None),),
        harvests=(
            _harvest(0, 0, 9, 22, "410", 132),
            _harvest(0, 0, 10, 2, "388.75", 124),
            _harvest(0, 0, 10, 16, "502", 161),
        ),
    ),
    DemoCooperative(
        name="Công ty Đóng gói Trái cây Sa Đéc (mẫu)",
        short_code="SDP",
        kind="packing_company",
        commune_code="29905",
        address_detail="Khu mẫu",
        address_legacy="thành phố Sa Đéc, tỉnh Đồng Tháp",
        packing_house_code=PACKING_HOUSE,
    ),
)

SHIPPED_ABROAD = (
    Shipped(
        short_code="PHUU",
        harvested_on=date(2026, 10, 12),
        is_heaviest=True,
        moved_on=date(2026, 10, 13),
        sent_kg=Decimal(2100),
        received_kg=Decimal(2094),
        packed_kg=Decimal(2080),
        reference="MẪU-01",
    ),
    Shipped(
        short_code="PHUU",
        harvested_on=date(2026, 10, 12),
        is_heaviest=False,
        moved_on=date(2026, 10, 13),
        sent_kg=Decimal(610),
        received_kg=Decimal("607.5"),
        packed_kg=Decimal("607.5"),
        reference="MẪU-02",
    ),
    Shipped(
        short_code="PHUU",
        harvested_on=date(2026, 10, 5),
        is_heaviest=True,
        moved_on=date(2026, 10, 13),
        sent_kg=Decimal(310),
        received_kg=Decimal(308),
        packed_kg=Decimal(308),
        reference="MẪU-04",
    ),
    Shipped(
        short_code="PHUU",
        harvested_on=date(2026, 10, 20),
        is_heaviest=True,
        moved_on=date(2026, 10, 21),
        sent_kg=Decimal(3000),
        received_kg=Decimal(2978),
        packed_kg=Decimal(1800),
        reference="MẪU-03",
    ),
)
