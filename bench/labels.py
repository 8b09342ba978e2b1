"""`make bench-labels`: the label engine beside other ways to the same sheet; it writes a section of docs/benchmarks.md.

CPU seconds of one core, rounds of all sides in turn, medians. LABELS=1000000 adds the memory of so many labels, ROUNDS
(3) is how often each side is measured. A missed bar is told, and ends the command with an error.
"""

import json
import os
import statistics
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import Any

from bench import label_peers
from bench.label_pages import count_read, count_seams, engines, first_pages
from bench.label_peers import Absent, Peer
from bench.label_run import SHEET, make_job, write_for_peers
from bench.report import Row, show, write_section
from labels.drawing.pdf.render import render_pdf
from labels.drawing.pdf.symbols import MODES, Mode
from proof.label_readers import missing_programs
from proof.service import ROOT

QUANTITY, OF_PEERS, CODES = 50_000, 480, 5_000
SAMPLE, SAMPLE_PAGES = 504, 4  # so many labels share forms; of them the pages are looked at
MANY, FEW = 100_000, 1_000
RATIO_BARS = {
    label_peers.PYLABELS.name: (50, 100),
    label_peers.WEASYPRINT.name: (150, 300),
    label_peers.CAIRO.name: (12, 28),
}
BYTE_BARS = {("sheet", "M"): (345, 145), ("sheet", "Q"): (415, 160), ("roll", "M"): (1150, 550)}
FIXED_BAR, MEMORY_BAR, MILLION_BAR, PROCESSES_BAR, ENCODER_BAR = 60, 1.05, 1.15, 1.6, 80
SEAM_DPI = 300

TOLD = """\
The sheet is A4 of 24 labels with all the texts of `fruit-a4`, the real fruit link on a host of 20 characters, level M.
Ours derives each code, chooses version and mask, draws, packs and writes; the others are given codes and places of all
texts. `vector` draws paths, `compact` pictures of one bit a module."""


def ours(what: str, **options: object) -> dict[str, float]:
    """A measurement of `bench.label_ours` in a process of its own."""
    command = [sys.executable, "-m", "bench.label_ours", what]
    for name, value in options.items():
        command += [f"--{name}"] if value is True else [f"--{name}", str(value)]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True)
    found: dict[str, float] = json.loads(done.stdout)
    return found


def encoder_rows(level: str) -> Iterator[Row]:
    found = ours("encode", quantity=CODES, level=level)
    yield Row(
        what=f"encoder against segno's automatic mask, {level}",
        met=found["segno"] / found["ours"],
        least=ENCODER_BAR,
        note=f"{found['ours'] / CODES * 1e6:.0f} µs a symbol, after {found['learning'] * 1000:.0f} ms of learning",
    )
    yield Row(
        what=f"the same symbols as segno's, {level}",
        met=found["equal"] / CODES * 100,
        unit="%",
        least=100,
        note=f"{CODES:,} random codes",
    )


def speed_rows(folder: Path, rounds: int) -> Iterator[Row]:
    """Microseconds a label of each side, then how many times as fast ours is."""
    job = folder / "job.json"
    write_for_peers(job, quantity=OF_PEERS)
    sides = _sides(job, folder)
    taken: dict[str, list[float]] = {name: [] for name in sides}
    absent: dict[str, str] = {}
    for _ in range(rounds):
        for name, measure in sides.items():
            try:
                taken[name].append(measure())
            except Absent as reason:
                absent[name] = str(reason)
    medians = {name: statistics.median(found) for name, found in taken.items() if found}
    for name in sides:
        speed = 1 / medians[name] if name in medians else None
        yield Row(what=f"labels a second: {name}", met=speed, unit="/s", note=absent.get(name, ""))
    for peer in label_peers.PEERS:
        for at, mode in enumerate(MODES):
            yield Row(
                what=f"{mode} against {peer.name}",
                met=medians[peer.name] / medians[f"ours, {mode}"] if peer.name in medians else None,
                unit="x",
                least=RATIO_BARS[peer.name][at] if peer.name in RATIO_BARS else None,
                note=absent.get(peer.name, label_peers.versions(peer)),
            )


def size_rows() -> Iterator[Row]:
    """A label's bytes without the fixed part, which has a bar of its own."""
    few, many = (ours("pdf", quantity=quantity)["bytes"] for quantity in (24, 48))
    fixed = 2 * few - many
    yield Row(what="fixed part of the file", met=fixed / 1000, unit="kB", most=FIXED_BAR)
    for (paper, level), bars in BYTE_BARS.items():
        for mode, bar in zip(MODES, bars, strict=True):
            options: dict[str, Any] = {"quantity": QUANTITY, "level": level, "mode": mode}
            found = ours("pdf", **options, **({"roll": True} if paper == "roll" else {}))
            what = "A4 sheet" if paper == "sheet" else "roll of 50 x 30 mm, a page each"
            share = (found["bytes"] - fixed) / QUANTITY
            yield Row(what=f"bytes a label, {what}, {level}, {mode}", met=share, most=bar)


def size_of_run_rows(labels: int) -> Iterator[Row]:
    """Memory, and the time of two processes."""
    few, many = (ours("pdf", quantity=quantity) for quantity in (FEW, MANY))
    share = many["memory"] / few["memory"]
    note = f"{few['memory'] / 1024:.0f} and {many['memory'] / 1024:.0f} MB"
    yield Row(what=f"peak memory, {MANY:,} labels against {FEW:,}", met=share, most=MEMORY_BAR, note=note)
    if labels > MANY:
        most = ours("pdf", quantity=labels)
        yield Row(
            what=f"peak memory, {labels:,} labels against {FEW:,}",
            met=most["memory"] / few["memory"],
            most=MILLION_BAR,
            note=f"{most['memory'] / 1024:.0f} MB",
        )
    two = ours("pdf", quantity=MANY, processes=2)
    yield Row(
        what=f"two processes against one, wall, {MANY:,} labels",
        met=many["wall"] / two["wall"],
        unit="x",
        least=PROCESSES_BAR,
        note=f"{many['wall']:.1f} and {two['wall']:.1f} s at a load of {os.getloadavg()[0]:.1f}; wants idle cores",
    )


def page_rows() -> Iterator[Row]:
    """What readers read and engines draw of a sample."""
    run = make_job(SHEET, quantity=SAMPLE)
    job = replace(run, quantity=SAMPLE_PAGES * run.stock.per_page)
    for mode in MODES:
        pdf = first_pages(b"".join(render_pdf(run, first=1, last=SAMPLE, mode=mode)), SAMPLE_PAGES)
        if missing_programs():
            yield Row(what=f"codes read, {mode}", met=None, note=f"needs {', '.join(missing_programs())}")
        else:
            for reader, count in count_read(pdf, job).items():
                yield Row(
                    what=f"codes read, {mode}, {reader}", met=count / job.quantity * 100, unit="%", least=100
                )
        for name, draw in engines().items():
            if draw is None:
                yield Row(what=f"seams, {mode}, {name}", met=None, note="not on this machine")
                continue
            seams, edges = count_seams(draw(pdf, SEAM_DPI), job, SEAM_DPI)
            note = f"of {edges:,} edges between dark modules"
            yield Row(what=f"edges with a grey seam, {mode}, {name}", met=seams, most=0, note=note)


def main() -> None:
    labels, rounds = int(os.environ.get("LABELS", "0")), int(os.environ.get("ROUNDS", "3"))
    rows: list[Row] = []
    with tempfile.TemporaryDirectory(prefix="ro-nguon-bench-") as folder:
        for some in (
            *(encoder_rows(level) for level in ("M", "Q")),
            speed_rows(Path(folder), rounds),
            size_rows(),
            size_of_run_rows(labels),
            page_rows(),
        ):
            for row in some:
                show(row)
                rows.append(row)
    write_section("Labels: `make bench-labels`", rows, TOLD)
    missed = [row.what for row in rows if row.is_missed]
    if missed:
        raise SystemExit(f"missed: {'; '.join(missed)}")


def _sides(job: Path, folder: Path) -> dict[str, Callable[[], float]]:
    """By name, what measures the seconds of one label."""
    sides: dict[str, Callable[[], float]] = {f"ours, {mode}": partial(_of_ours, mode) for mode in MODES}
    sides |= {peer.name: partial(_of_peer, peer, job, folder) for peer in label_peers.PEERS}
    for what in ("vector", "mask"):
        sides[f"C: libqrencode, zlib, no texts, {what}"] = partial(_of_c, what, job, folder)
    return sides


def _of_ours(mode: Mode) -> float:
    return ours("pdf", quantity=QUANTITY, mode=mode)["cpu"] / QUANTITY


def _of_c(what: str, job: Path, folder: Path) -> float:
    return label_peers.measure_c(what, job, str(folder / "c")) / OF_PEERS


def _of_peer(peer: Peer, job: Path, folder: Path) -> float:
    return label_peers.measure(peer, job, str(folder / "peer.pdf")) / OF_PEERS


if __name__ == "__main__":
    main()
