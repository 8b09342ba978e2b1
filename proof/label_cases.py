"""What the proof of labels draws: every built-in design on every built-in stock that it fits, full of text."""

import random
import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace

from batches.places.units import communes, get_province
from labels.codes.codes import show
from labels.codes.crockford import ALPHABET
from labels.codes.links import label_path
from labels.design.built_in import BUILT_IN as DESIGNS
from labels.design.designs import Design
from labels.design.errors import StockDoesNotFit
from labels.design.fields import FIELDS
from labels.design.rules import check_design_fits
from labels.drawing.job import Label, LabelJob
from labels.drawing.plan import plan_job
from labels.qr.errors import ModuleTooSmall
from labels.qr.payload import Payload
from labels.runs.rules import link_of
from labels.stock.stocks import BUILT_IN as STOCKS
from labels.stock.stocks import Stock

HOST = "nguon.htx-mau.com.vn"  # 20 characters, as long as most
GTIN, LOT, RUN = "09521234567899", "PHU2610057K3Q", "7KX3Q"
LONG_NAMES = 30
_RANK = re.compile("^(Xã|Phường|Đặc khu) ")


@dataclass(frozen=True, kw_only=True, slots=True)
class Case:
    """One design on one stock, with as many labels as are wanted."""

    job: LabelJob

    @property
    def name(self) -> str:
        return f"{self.job.design.key} on {self.job.stock.key}"

    @property
    def labels(self) -> list[Label]:
        return [self.job.label_of(number) for number in range(1, self.job.quantity + 1)]


def make_cases(*, labels: int, seed: int = 1) -> Iterator[Case]:
    """Each pair that fits, with up to so many labels, all of them on one page of a sheet."""
    for design in DESIGNS.values():
        for stock in STOCKS.values():
            if fits(design, stock):
                quantity = (
                    min(labels, stock.per_page) if not stock.is_roll else min(labels, 2 * stock.per_page)
                )
                yield Case(job=make_job(design, stock, quantity=quantity, seed=seed))


def fits(design: Design, stock: Stock) -> bool:
    try:
        check_design_fits(design, stock)
    except StockDoesNotFit:
        return False
    return True


def make_job(
    design: Design,
    stock: Stock,
    *,
    quantity: int,
    seed: int = 1,
    start_position: int = 1,
    values: Mapping[str, str] | None = None,
) -> LabelJob:
    """A job with a text in every field; the link is the design's own, or the short one where that is too large."""
    job = LabelJob(
        design=design,
        stock=stock,
        start_position=start_position,
        quantity=quantity,
        values={**samples(design), **(values or {})},
        label_of=_labels(link_of(design, GTIN), seed),
        title="Tem thử của phép chứng minh",
        language="vi",
    )
    try:
        plan_job(job)
    except ModuleTooSmall:
        return replace(job, label_of=_labels("short", seed))
    return job


def samples(design: Design) -> dict[str, str]:
    """The sample of each field that the design prints and that is the same on all labels."""
    asked = [key for passage in design.passages for key in passage.fields]
    asked += [getattr(element, "shown_with", "") for element in design.elements]
    return {key: FIELDS[key].sample for key in asked if key and not FIELDS[key].is_per_label} | {"host": HOST}


def long_names() -> list[dict[str, str]]:
    """The longest communes of the country with their provinces, and what is named after them."""
    named = (
        (one.name_vi, f"{one.name_vi}, {get_province(one.province_code).name_vi}")
        for one in communes().values()
    )
    longest = sorted(named, key=lambda names: (-len(names[1]), names[1]))[:LONG_NAMES]
    return [
        {
            "place": place,
            "organisation": f"HTX Nông nghiệp {_RANK.sub('', commune)}",
            "product_name": f"Sầu riêng Ri6 {_RANK.sub('', commune)}",
        }
        for commune, place in longest
    ]


def _labels(link: str, seed: int) -> Callable[[int], Label]:
    """Codes with a run and serials as real ones have them, and a check that nobody issued."""

    def label_of(number: int) -> Label:
        tail = "".join(random.Random(f"{seed} {number}").choices(ALPHABET, k=7))
        code = f"{RUN}{number:04d}{tail}"
        shown = show(code)
        values = {"code": shown, "code_begin": shown[:9], "code_end": shown[10:], "serial": str(number)}
        path = label_path(link, gtin=GTIN, lot=LOT, code=code)
        return Label(payload=Payload(host=f"https://{HOST}", rest=path), values=values)

    return label_of
