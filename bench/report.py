"""Rows of measurements with their bars, on the screen and as a section of docs/benchmarks.md."""

import os
import platform
import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from proof.service import ROOT

PAGE = ROOT / "docs" / "benchmarks.md"
_HEAD = """# Benchmarks

Written by the commands themselves; each tells its own section anew. Both sides of a ratio were measured in one run on
one machine: the ratio counts, the figures follow the machine. How each is measured stands in
[bench/](../bench/README.md).
"""


@dataclass(frozen=True, kw_only=True, slots=True)
class Row:
    """One figure beside its bar.

    Attributes:
        met: the figure, None when it could not be measured here; `note` then says why.
        least, most: the bar, where there is one.
    """

    what: str
    met: float | None
    unit: str = ""
    least: float | None = None
    most: float | None = None
    note: str = ""

    @property
    def is_missed(self) -> bool:
        if self.met is None:
            return False
        return (self.least is not None and self.met < self.least) or (
            self.most is not None and self.met > self.most
        )

    @property
    def cells(self) -> list[str]:
        bar = (
            f"≥ {self.least:,g}"
            if self.least is not None
            else f"≤ {self.most:,g}"
            if self.most is not None
            else ""
        )
        verdict = "absent" if self.met is None else "**missed**" if self.is_missed else "reached"
        return [self.what, self._figure, bar, verdict if bar or self.met is None else "", self.note]

    @property
    def _figure(self) -> str:
        if self.met is None:
            return ""
        digits = 0 if abs(self.met) >= 100 or self.met == int(self.met) else 2
        return f"{self.met:,.{digits}f}{self.unit and ' '}{self.unit}"


def show(row: Row) -> None:
    what, figure, bar, verdict, note = row.cells
    print(f"{what:<62} {figure:>14} {bar:>10} {verdict.strip('*'):<8} {note}", flush=True)


def write_section(title: str, rows: Sequence[Row], told: str, page: Path = PAGE) -> None:
    """Put a section in place of the one with its title, or at the page's end; other sections stay."""
    table = [["what", "figure", "bar", "", "note"], ["---", "---:", "---:", "---", "---"]]
    table += [row.cells for row in rows]
    lines = "\n".join(f"| {' | '.join(cells)} |" for cells in table)
    section = f"## {title}\n\n{_machine()}\n{told}\n\n{lines}\n"
    text = page.read_text() if page.exists() else _HEAD
    found = re.search(rf"^## {re.escape(title)}\n.*?(?=^## |\Z)", text, re.MULTILINE | re.DOTALL)
    if found:
        tail = text[found.end() :]
        text = text[: found.start()] + section + (f"\n{tail}" if tail else "")
    else:
        text = f"{text.rstrip()}\n\n{section}"
    page.write_text(text)


def _machine() -> str:
    today = datetime.now(UTC).date()
    found = re.search(r"model name\s*:\s*(.+)", _read("/proc/cpuinfo"))
    processor = found[1] if found else platform.machine()
    load = os.getloadavg()[0]
    return (
        f"{today}, {os.cpu_count()} cores of {processor}, {platform.system()}, "
        f"Python {platform.python_version()}, load {load:.1f} at the end."
    )


def _read(path: str) -> str:
    return Path(path).read_text() if Path(path).exists() else ""
