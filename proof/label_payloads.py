"""Texts that try to be commands, in every field, in a process that watches each file and connection that is opened.

Run as a program it prints what it found as JSON.
"""

import io
import json
import subprocess
import sys
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Any

import pypdfium2

from labels.design.designs import Design, Passage, Qr, Text
from labels.design.errors import CharacterNotInFont, TextDoesNotFit
from labels.design.fields import FIELDS
from labels.drawing.job import LabelJob
from labels.drawing.label_printers.tspl import render_tspl
from labels.drawing.label_printers.zpl import render_zpl
from labels.drawing.preview import render_preview
from labels.stock.geometry import Stock
from proof.hostile_texts import COMMANDS, UNPRINTABLE
from proof.label_cases import make_job
from proof.label_documents import forbidden_names
from proof.label_pictures import pdf_of

WATCHED = (
    *("open", "socket.", "subprocess.", "urllib.", "ctypes.dlopen"),
    *("os.system", "os.exec", "os.spawn", "os.posix_spawn"),
)
_ROW_MM = 11.0
OWN_TEXTS = 3  # words, caption and suffix of a passage


@dataclass(frozen=True, kw_only=True, slots=True)
class Outcome:
    """What was counted.

    Attributes:
        drawn: payloads that stand on the label, in every field, letter by letter.
        refused: texts with characters that no paper shows, refused by name.
        opened: files and connections, by the name of the audit event.
        faults: everything else that went wrong.
    """

    drawn: int
    refused: int
    opened: list[str]
    faults: list[str]

    @property
    def is_kept(self) -> bool:
        return self.drawn + self.refused > 0 and not self.opened and not self.faults


def run_elsewhere(count: int) -> Outcome:
    """So many payloads, spread over all forms, in a process of its own."""
    told = subprocess.run(
        [sys.executable, "-m", "proof.label_payloads", str(count)], capture_output=True, text=True, check=True
    )
    return Outcome(**json.loads(told.stdout))


def run(texts: Sequence[str], draw: Callable[[LabelJob], bytes]) -> Outcome:
    """In this process, whose audit hook stays.

    Args:
        draw: makes the label; its PDF.
    """
    watching, opened = [False], []

    def watch(event: str, arguments: tuple[Any, ...]) -> None:
        if watching[0] and event.startswith(WATCHED):
            opened.append(f"{event} {arguments!r:.120}")

    draw(_job("Sầu riêng 榴莲"))  # loads what is loaded once: modules, fonts
    sys.addaudithook(watch)
    faults: list[str] = []
    drawn = 0
    for payload in texts:
        watching[0] = True
        try:
            pdf = draw(_job(payload))
        except (TextDoesNotFit, CharacterNotInFont) as refusal:
            faults.append(f"{payload}: {refusal}")
            continue
        finally:
            watching[0] = False
        wrong = list(_wrong(pdf, payload))
        faults += [f"{payload}: {one}" for one in wrong]
        drawn += not wrong
    return Outcome(drawn=drawn, refused=_count_refused(faults, draw), opened=opened, faults=faults)


def _count_refused(faults: list[str], draw: Callable[[LabelJob], bytes]) -> int:
    refused = 0
    for text in UNPRINTABLE:
        try:
            draw(_job(text))
        except CharacterNotInFont:
            refused += 1
            continue
        faults.append(f"{text!r} was drawn")
    return refused


def _job(payload: str) -> LabelJob:
    """Each field that is the same on all labels, and each text of a design itself, on a roll as large as needed."""
    keys = [key for key, field in FIELDS.items() if not field.is_per_label and key != "host"]
    passages = [Passage(fields=(key,), size_pt=8, max_lines=3) for key in keys]
    passages += [
        Passage(words=payload, size_pt=8, max_lines=3),
        Passage(fields=("host",), caption=payload, size_pt=8),
        Passage(fields=("host",), suffix=payload, size_pt=8, max_lines=3),
    ]
    height = 40 + _ROW_MM * len(passages)
    texts = tuple(
        Text(
            x_mm=2,
            y_mm=38 + at * _ROW_MM,
            width_mm=190,
            height_mm=_ROW_MM,
            passages=(passage,),
        )
        for at, passage in enumerate(passages)
    )
    design = Design(
        key="payloads",
        name_vi=payload,
        name_en="Trial",
        width_mm=194,
        height_mm=height,
        packaging_level="fruit",
        link="short",
        qr_level="M",
        elements=(Qr(x_mm=1, y_mm=1, size_mm=30), *texts),
    )
    job = make_job(design, _paper(design), quantity=1, values=dict.fromkeys(keys, payload))
    return replace(job, title=payload)


def _paper(design: Design) -> Stock:
    """A roll of one lane, as large as the design."""
    return Stock(
        key="payloads",
        name_vi="Thử",
        name_en="Trial",
        page_width_mm=design.width_mm,
        page_height_mm=design.height_mm,
        columns=1,
        rows=1,
        label_width_mm=design.width_mm,
        label_height_mm=design.height_mm,
        margin_left_mm=0,
        margin_top_mm=0,
        gap_x_mm=0,
        gap_y_mm=2,
        source="none",
        kind="roll",
    )


def draw_all(job: LabelJob) -> bytes:
    """In all four forms; the PDF."""
    render_preview(job, number=1, dpi=72)
    for render in (render_zpl, render_tspl):
        data = b"".join(render(job, first=1, last=1, dpi=203))
        if data.count(b"^XA") > 1 or data.count(b"\r\nPRINT ") > 1:
            raise AssertionError("a text became a command of the printer")
    return pdf_of(job)


def _wrong(pdf: bytes, payload: str) -> Iterator[str]:
    """What the file lacks of the text, and what it has that acts."""
    names = forbidden_names(pdf)
    if names:
        yield f"has {sorted(names)}"
    with pypdfium2.PdfDocument(io.BytesIO(pdf)) as document:
        text = "".join(document[0].get_textpage().get_text_range().split())
    fields = sum(not field.is_per_label for key, field in FIELDS.items() if key != "host") + OWN_TEXTS
    met = text.count("".join(payload.split()))
    if met < fields:
        yield f"stands on the page {met} times instead of {fields}"


if __name__ == "__main__":
    count = int(sys.argv[1])
    found = run(COMMANDS[:: max(1, len(COMMANDS) // count)][:count], draw_all)
    print(json.dumps({name: getattr(found, name) for name in found.__slots__}))
