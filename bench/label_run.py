"""The run that `make bench-labels` draws, as a job of ours and as plain values for others."""

import json
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, Final

from labels.codes.keys import LabelKeys
from labels.design.built_in import BUILT_IN as DESIGNS
from labels.drawing.fonts import FontKey, LabelTypeface, font_path, pieces
from labels.drawing.instructions import PlacedText
from labels.drawing.job import LabelJob
from labels.drawing.plan import plan_job
from labels.qr.symbol import Level
from labels.runs.snapshot import Snapshot
from labels.stock.imposition import place
from labels.stock.stocks import BUILT_IN as STOCKS
from proof.label_cases import GTIN, HOST, LOT, samples

SHEET: Final = ("fruit-a4", "a4-3x8")
ROLL: Final = ("fruit-50x30", "roll-50x30")
FONTS: Final[tuple[FontKey, ...]] = ("regular", "bold", "chinese")
_KEYS = LabelKeys.first(key_id="bench", key=bytes(range(32)), now=datetime(2026, 10, 5, tzinfo=UTC))


def make_job(paper: tuple[str, str], *, quantity: int, level: Level = "M") -> LabelJob:
    """A run as the service makes it, with its own codes; a text in every field of the design."""
    design = replace(DESIGNS[paper[0]], qr_level=level)
    values = {key: text for key, text in samples(design).items() if not key.startswith("sample")}
    return Snapshot(
        number=0x7A9E3,
        quantity=quantity,
        key_id="bench",
        base_url=f"https://{HOST}",
        link="digital-link",
        gtin=GTIN,
        lot=LOT,
        design=design,
        stock=STOCKS[paper[1]],
        start_position=1,
        language="vi",
        title="Rõ Nguồn, a measured run",
        values=values,
    ).job(_KEYS)


def write_for_peers(path: Path, *, quantity: int) -> None:
    """The sheet at level M as JSON: every text, line and cell where ours are, for programs that lay out nothing."""
    job = make_job(SHEET, quantity=quantity)
    plan = plan_job(job)
    qr, modules = plan.layout.qr, 17 + 4 * plan.version
    labels = [job.label_of(number) for number in range(1, quantity + 1)]
    cells = [place(job.stock, 1, index) for index in range(job.stock.per_page)]
    plain: dict[str, Any] = {
        "page_mm": [job.stock.page_width_mm, job.stock.page_height_mm],
        "label_mm": [job.stock.label_width_mm, job.stock.label_height_mm],
        "columns": job.stock.columns,
        "rows": job.stock.rows,
        "cells": [[cell.x_mm, cell.y_mm] for cell in cells],
        "fonts": {key: str(font_path(key)) for key in FONTS},
        "qr": [qr.x_mm, qr.y_mm, modules * qr.module_mm],
        "rects": [[one.x_mm, one.y_mm, one.width_mm, one.height_mm] for one in plan.layout.rects],
        "texts": [piece for text in plan.layout.texts for piece in _pieces(text)],
        "labels": [
            {
                "payload": label.payload.text,
                "segments": label.payload.segments,
                "texts": [piece for text in plan.texts(label) for piece in _pieces(text)],
            }
            for label in labels
        ],
    }
    path.write_text(json.dumps(plain))


def _pieces(text: PlacedText) -> list[list[object]]:
    """Position and baseline in mm, size in points, font and characters, one for each font of a line."""
    found: list[list[object]] = []
    x_mm = text.x_mm
    for piece in pieces(text.text, bold=text.bold):
        found.append([x_mm, text.baseline_mm, text.size_pt, piece.font, piece.text])
        x_mm += LabelTypeface().width_mm(piece.text, bold=text.bold, size_pt=text.size_pt)
    return found
