"""What a label may state: the values that fields read. Plain values, frozen into the run before printing."""

from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal


@dataclass(frozen=True, kw_only=True, slots=True)
class LabelFacts:
    """The facts of one batch (and of the service) that labels can print.

    Attributes:
        organisation_place: commune and province in Vietnamese, e.g. "Xã Phú Hựu, Tỉnh Đồng Tháp".
        claim: a whole certificate sentence, or None when the batch may not claim one.
        gtin: 14 digits, or None.
        host: host of the label base URL as printed beside the code (with a port when it has one).
        harvested_to_on: the last day, where what was packed was cut on several.
        packed_on, packing_house_code, packing_house_name: of what was packed of other batches.
        brand, storage, shelf_life_days, grade: None where nobody has said; a grade is that of all its fruit.
        exporter: the name of who prints it, where that is an exporter.
        carton_net_weight_kg, carton_fruit_count: of one carton, as told for the run.
        is_sample: of a demo organisation; the label then says that it is not for sale.
    """

    product_name_vi: str
    product_name_en: str
    product_name_zh: str
    variety: str
    organisation_name: str
    organisation_place: str
    growing_area_code: str | None
    claim: str | None
    harvested_on: date
    lot: str
    trace_code: str
    gtin: str | None
    host: str
    is_sample: bool
    harvested_to_on: date | None = None
    packed_on: date | None = None
    packing_house_code: str | None = None
    packing_house_name: str | None = None
    brand: str | None = None
    storage: str | None = None
    shelf_life_days: int | None = None
    grade: str | None = None
    exporter: str | None = None
    carton_net_weight_kg: Decimal | None = None
    carton_fruit_count: int | None = None

    @property
    def best_before_on(self) -> date | None:
        """So many days after it was packed, or else cut for the last time."""
        begins_on = self.packed_on or self.harvested_to_on or self.harvested_on
        days = self.shelf_life_days
        return None if days is None else begins_on + timedelta(days=days)

    @property
    def harvest_days(self) -> str:
        """`05/10/2026`, or `12/10-20/10/2026` where it was cut on several days: no day is left out."""
        first, last = self.harvested_on, self.harvested_to_on
        if last is None:
            return f"{first:%d/%m/%Y}"
        begins = f"{first:%d/%m}" if first.year == last.year else f"{first:%d/%m/%Y}"
        return f"{begins}-{last:%d/%m/%Y}"
