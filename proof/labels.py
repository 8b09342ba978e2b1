"""`make proof-labels`: is every label of every design on every paper read, whole, in its place, and harmless?

Each pair of built-in design and stock is drawn with up to LABELS=8 labels, as a PDF, as our own pictures, and on
rolls as ZPL and TSPL, and read by two readers after what paper, hands and cameras do to it. Then places, white
zones, long names, files and 500 texts that try to be commands. It needs zbarimg, pdftoppm and qpdf, and says so.
"""

import os
import random
import time
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace

from PIL import Image

from labels.design.errors import TextDoesNotFit
from labels.drawing.label_printers.tspl import render_tspl
from labels.drawing.label_printers.zpl import render_zpl
from labels.drawing.plan import plan_job
from labels.qr.errors import ModuleTooSmall
from labels.stock.geometry import PRINTER_DPIS
from proof import hostile_texts, label_payloads
from proof.label_cases import Case, long_names, make_cases, make_job
from proof.label_documents import differing, faults
from proof.label_geometry import farthest_edge_mm, strays
from proof.label_pictures import HARMS, MM_PER_INCH, by_pdfium, by_poppler, by_us, labels_of, pdf_of
from proof.label_readers import READERS, Reader, missing_programs
from tests.tspl_printer import TsplPrinter
from tests.zpl_printer import print_zpl

RESOLUTIONS = (203, 300, 600)
HARMED_DPI = 300
LEAST_HARMED = 0.98
MOST_EDGE_MM = 0.01


@dataclass(kw_only=True, slots=True)
class Tally:
    """How many of how many, by what was tried; and what went wrong, in words."""

    right: Counter[str] = field(default_factory=Counter)
    tried: Counter[str] = field(default_factory=Counter)
    wrong: list[str] = field(default_factory=list)

    def count(self, what: str, right: int, tried: int) -> None:
        self.right[what] += right
        self.tried[what] += tried

    def share(self, what: str) -> float:
        return self.right[what] / self.tried[what] if self.tried[what] else 0.0

    @property
    def is_kept(self) -> bool:
        bars = {what: LEAST_HARMED if what.startswith("after ") else 1.0 for what in self.tried}
        return bool(bars) and not self.wrong and all(self.share(what) >= bar for what, bar in bars.items())


def prove_reading(case: Case, tally: Tally, readers: dict[str, Reader]) -> None:
    """Every label of a case, by each program, at each resolution, by each reader, whole and harmed."""
    pdf = pdf_of(case.job)
    for dpi in RESOLUTIONS:
        drawn = {
            "PDF, pdfium": labels_of(by_pdfium(pdf, dpi), case.job, dpi),
            "PDF, poppler": labels_of(by_poppler(pdf, dpi), case.job, dpi),
            "our picture": by_us(case.job, dpi),
        }
        for program, pictures in drawn.items():
            _read(case, tally, readers, f"{program}, {dpi} dpi", pictures)
        if dpi == HARMED_DPI:
            for program in ("PDF, pdfium", "our picture"):
                for name, pictures in _harmed(case, drawn[program]):
                    _read(case, tally, readers, f"after {name}, {program}", pictures)


def prove_printers(case: Case, tally: Tally, readers: dict[str, Reader]) -> None:
    """The rows of a roll as the printers of both languages print them."""
    if not case.job.stock.is_roll:
        return
    expected = Counter(label.payload.text for label in case.labels)
    for dpi in PRINTER_DPIS:
        try:
            zpl = b"".join(render_zpl(case.job, first=1, last=case.job.quantity, dpi=dpi))
        except ModuleTooSmall:
            tally.count(f"(ZPL and TSPL refused at {dpi} dpi, as the QR would be too small)", 1, 1)
            continue
        tspl = b"".join(render_tspl(case.job, first=1, last=case.job.quantity, dpi=dpi))
        for language, rows in (("ZPL", print_zpl(zpl)), ("TSPL", TsplPrinter(dpi=dpi).print(tspl))):
            for reader, read in readers.items():
                found = Counter(text for texts in read(rows) for text in texts)
                right = sum((found & expected).values())
                tally.count(f"{language}, {dpi} dpi, {reader}", right, sum(expected.values()))


def prove_places(case: Case, tally: Tally) -> None:
    """Edges of modules, and nothing black where nothing may be, with a single label in the middle of its paper."""
    worst = farthest_edge_mm(pdf_of(case.job), case.job)
    tally.count(f"QR edges within {MOST_EDGE_MM} mm", worst <= MOST_EDGE_MM, 1)
    stock = case.job.stock
    alone = replace(case.job, quantity=1, start_position=stock.per_page // 2 + 1)
    found = strays(alone)
    tally.wrong += [f"{case.name}: {one}" for one in found]
    tally.count("nothing outside of the label or in the quiet zone", not found, 1)


def prove_long_names(cases: Sequence[Case], tally: Tally, readers: dict[str, Reader]) -> None:
    """The longest names of places, cooperatives and products: whole, within the label and readable, or refused."""
    on = {case.job.design.key: case.job.stock for case in reversed(cases)}
    for case in cases:
        if case.job.stock is not on[case.job.design.key]:
            continue
        for names in long_names():
            job = make_job(case.job.design, case.job.stock, quantity=1, values=_printed(case, names))
            try:
                plan_job(job)
            except TextDoesNotFit:
                tally.count("(long names refused by their field)", 1, 1)
                continue
            tally.wrong += [f"{case.name}, {names['place']}: {one}" for one in strays(job)]
            _read(Case(job=job), tally, readers, "30 long names", by_us(job, HARMED_DPI))


def prove_files(cases: Sequence[Case], tally: Tally, labels: int) -> None:
    """What qpdf finds, nothing that acts, and the same bytes by another process."""
    for case in cases:
        found = faults(pdf_of(case.job))
        tally.wrong += [f"{case.name}: {one}" for one in found]
        tally.count("qpdf --check, and no script, action, link or file in it", not found, 1)
    different = differing(labels)
    tally.wrong += [f"{name}: other bytes in another process" for name in different]
    tally.count("same sha256 in another process", len(cases) - len(different), len(cases))


def prove_payloads(tally: Tally, count: int) -> None:
    """Texts that try to be commands."""
    outcome = label_payloads.run_elsewhere(count)
    tally.wrong += [*outcome.opened, *outcome.faults]
    tally.count("payloads drawn as text in every field, in four forms", outcome.drawn, count)
    tally.count("unprintable texts refused", outcome.refused, len(hostile_texts.UNPRINTABLE))
    tally.count("payloads that opened no file and no connection", count - len(outcome.opened), count)


def run(*, labels: int, payloads: int, readers: dict[str, Reader], cases: Sequence[Case]) -> Tally:
    """The whole proof of these cases."""
    tally = Tally()
    for case in cases:
        prove_reading(case, tally, readers)
        prove_printers(case, tally, readers)
        prove_places(case, tally)
    prove_long_names(cases, tally, readers)
    prove_files(cases, tally, labels)
    prove_payloads(tally, payloads)
    return tally


def main() -> None:
    missing = missing_programs()
    if missing:
        raise SystemExit(f"the proof needs programs of the machine: apt install {' '.join(missing)}")
    began, labels = time.monotonic(), int(os.environ.get("LABELS", "8"))
    cases = list(make_cases(labels=labels))
    tally = run(labels=labels, payloads=len(hostile_texts.COMMANDS), readers=dict(READERS), cases=cases)
    print(f"{len({case.job.design.key for case in cases})} designs on {len(cases)} papers that they fit\n")
    print(table(tally))
    print("\n".join(["", "wrong:", *tally.wrong[:20]] if tally.wrong else ["", "nothing else was wrong"]))
    print(f"{time.monotonic() - began:.0f} seconds")
    if not tally.is_kept:
        raise SystemExit(1)


def table(tally: Tally) -> str:
    """One row for each thing tried."""
    rows = (
        f"| {what} | {tally.right[what]:,} of {tally.tried[what]:,} | {100 * tally.share(what):.2f} % |"
        for what in tally.tried
    )
    return "\n".join(("| what | right | share |", "|---|---|---|", *rows))


def _read(
    case: Case, tally: Tally, readers: dict[str, Reader], what: str, pictures: Sequence[Image.Image]
) -> None:
    """Right is a picture that says its own label and nothing else."""
    for name, read in readers.items():
        told = read(pictures)
        right = sum(texts == [label.payload.text] for texts, label in zip(told, case.labels, strict=True))
        tally.count(f"{what}, {name}", right, len(pictures))


def _harmed(case: Case, pictures: Sequence[Image.Image]) -> Iterator[tuple[str, list[Image.Image]]]:
    plan = plan_job(case.job)
    side = 17 + 4 * plan.version
    for name, harm in HARMS.items():
        chance = random.Random(f"{case.name} {name}")
        per_mm = HARMED_DPI / MM_PER_INCH
        yield name, [harm(picture, plan.layout.qr, side, per_mm, chance) for picture in pictures]


def _printed(case: Case, names: dict[str, str]) -> dict[str, str]:
    """Of the names those that the design prints."""
    return {key: text for key, text in names.items() if key in case.job.values}


if __name__ == "__main__":
    main()
