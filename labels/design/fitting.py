"""Passages fitted into a box: they shrink together to their minimum, wrapping as they may, or are refused.

Pure. All measures are in millimetres from the top of the box, type sizes in points.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cache

from labels.design.designs import Passage
from labels.design.errors import TextDoesNotFit
from labels.design.wrapping import Typeface, wrap

MM_PER_PT = 25.4 / 72
TIGHT_LINE_EM, LOOSE_LINE_EM = 1.08, 1.18
BASELINE_EM = 0.86  # ậ reaches 0.78 em above the baseline and 0.25 below in the typeface of our labels
BAR_TOP_MM, BAR_BOTTOM_MM, BAR_SIDE_MM = 0.6, 0.35, 0.4  # around white text; capitals carry marks
STEPS = 50  # sizes are tried in steps of 1/50 of the size wanted
BALANCE_STEPS = 40
_NO_BREAK = "\u00a0"
_TOGETHER = re.compile(r"(?<=\bsầu) (?=riêng\b)", re.IGNORECASE)  # kept on one line where it costs none
WORTH_A_LINE = 0.88  # a passage shrinks to this share of its size when that saves a line


@dataclass(frozen=True, kw_only=True, slots=True)
class Content:
    """A passage with its text, already checked; `label_vi` and `label_en` name it in a refusal."""

    passage: Passage
    text: str
    label_vi: str
    label_en: str


@dataclass(frozen=True, kw_only=True, slots=True)
class Fitted:
    """A passage in its place.

    Attributes:
        indent_mm: where its lines start, right of a caption or inside a bar.
        caption_mm: room left of that for the caption, 0 without one.
        width_mm: room that a line has from its start.
        top_mm, bottom_mm: of the passage, with its bar when it is inverted.
        baselines_mm: one for each line.
    """

    content: Content
    size_pt: float
    indent_mm: float
    caption_mm: float
    width_mm: float
    top_mm: float
    bottom_mm: float
    lines: tuple[str, ...]
    baselines_mm: tuple[float, ...]


def fit(
    contents: Sequence[Content], typeface: Typeface, *, width_mm: float, height_mm: float
) -> tuple[Fitted, ...]:
    """The passages at the largest common scale at which all of them fit, optional ones as long as there is room.

    Raises:
        TextDoesNotFit: names the text that is too long at its minimum size.
    """
    left = list(range(len(contents)))

    @cache  # or each optional passage left out would cost as much as all those before
    def lines_at(place: int, step: int) -> Fitted:
        return _lines(contents[place], typeface, width_mm=width_mm, scale=step / STEPS)

    while True:
        for step in range(STEPS, -1, -1):
            fitted = [lines_at(place, step) for place in left]
            if all(len(one.lines) in range(1, one.content.passage.max_lines + 1) for one in fitted):
                stacked = _stack(fitted, step / STEPS)
                if not stacked or stacked[-1].bottom_mm <= height_mm + 1e-9:
                    return tuple(_balanced(one, typeface) for one in stacked)
        optional = [place for place in left if contents[place].passage.optional]
        if not optional:
            raise _refusal(fitted, width_mm=width_mm, height_mm=height_mm)
        left.remove(optional[-1])


def _lines(content: Content, typeface: Typeface, *, width_mm: float, scale: float) -> Fitted:
    """The passage's lines at a scale, not yet in its place nor balanced; none when a word is too wide."""
    passage = content.passage
    size_pt = max(passage.min_size_pt, round(passage.size_pt * scale, 2))
    column_mm = passage.caption_width_mm * size_pt / passage.size_pt
    fitted = _lines_at(content, typeface, width_mm=width_mm, size_pt=size_pt, column_mm=column_mm)
    smaller = max(passage.min_size_pt, round(size_pt * WORTH_A_LINE, 2))
    if len(fitted.lines) < 2 or smaller == size_pt:
        return fitted
    shorter = _lines_at(content, typeface, width_mm=width_mm, size_pt=smaller, column_mm=column_mm)
    return shorter if len(shorter.lines) < len(fitted.lines) else fitted


def _lines_at(
    content: Content, typeface: Typeface, *, width_mm: float, size_pt: float, column_mm: float
) -> Fitted:
    passage = content.passage
    pad = BAR_SIDE_MM if passage.inverted else 0.0
    caption = _caption_mm(passage, typeface, size_pt=size_pt, column_mm=column_mm)
    room = width_mm - 2 * pad - caption
    return Fitted(
        content=content,
        size_pt=size_pt,
        indent_mm=pad + caption,
        caption_mm=caption,
        width_mm=room,
        top_mm=0.0,
        bottom_mm=0.0,
        lines=_wrapped(content, typeface, width_mm=room, size_pt=size_pt),
        baselines_mm=(),
    )


def _wrapped(
    content: Content, typeface: Typeface, *, width_mm: float, size_pt: float, text: str | None = None
) -> tuple[str, ...]:
    """The lines of the content's text, or of another form of it; each is as full as it can be."""
    passage = content.passage
    lines = wrap(
        content.text if text is None else text,
        typeface,
        width_mm=width_mm,
        bold=passage.bold,
        size_pt=size_pt,
        break_at=passage.break_at,
    )
    return tuple(lines or ())


def _balanced(one: Fitted, typeface: Typeface) -> Fitted:
    """The lines of the narrowest column that needs no more of them, where the passage asks for it."""
    if not one.content.passage.balanced or len(one.lines) < 2:
        return one

    def lines_in(width_mm: float, text: str) -> tuple[str, ...]:
        return _wrapped(one.content, typeface, width_mm=width_mm, size_pt=one.size_pt, text=text)

    lines, text = one.lines, one.content.text
    glued = _TOGETHER.sub(_NO_BREAK, text)
    if len(lines_in(one.width_mm, glued)) == len(lines):
        text = glued
    for step in range(BALANCE_STEPS):
        narrower = lines_in(one.width_mm * (1 - step / BALANCE_STEPS), text)
        if len(narrower) != len(lines):
            break
        lines = narrower
    return replace(one, lines=tuple(line.replace(_NO_BREAK, " ") for line in lines))


def _caption_mm(passage: Passage, typeface: Typeface, *, size_pt: float, column_mm: float) -> float:
    """Room for the caption: its column's, unless it is wider itself."""
    if not passage.caption:
        return 0.0
    return max(column_mm, typeface.width_mm(passage.caption + " ", bold=False, size_pt=size_pt))


def _stack(fitted: Sequence[Fitted], scale: float) -> tuple[Fitted, ...]:
    """The passages one under the other, closer at a smaller scale; neighbouring bars join to one."""
    line_em = TIGHT_LINE_EM + (LOOSE_LINE_EM - TIGHT_LINE_EM) * scale
    placed: list[Fitted] = []
    top = 0.0
    for at, one in enumerate(fitted):
        inverted = one.content.passage.inverted
        joins_above = inverted and at > 0 and fitted[at - 1].content.passage.inverted
        joins_below = inverted and at + 1 < len(fitted) and fitted[at + 1].content.passage.inverted
        top += one.content.passage.gap_mm * scale if at else 0.0
        text_top = top + (BAR_TOP_MM if inverted and not joins_above else 0.0)
        em = one.size_pt * MM_PER_PT
        baselines = [text_top + (line * line_em + BASELINE_EM) * em for line in range(len(one.lines))]
        bottom = text_top + len(one.lines) * line_em * em
        bottom += BAR_BOTTOM_MM if inverted and not joins_below else 0.0
        placed.append(replace(one, top_mm=top, bottom_mm=bottom, baselines_mm=tuple(baselines)))
        top = bottom
    return tuple(placed)


def _refusal(fitted: Sequence[Fitted], *, width_mm: float, height_mm: float) -> TextDoesNotFit:
    """Blames the first text that breaks its own limit, else the longest of those with the most lines."""
    too_long = [one for one in fitted if not 1 <= len(one.lines) <= one.content.passage.max_lines]
    blamed = too_long[0] if too_long else max(fitted, key=lambda one: (len(one.lines), len(one.content.text)))
    return TextDoesNotFit(
        label_vi=blamed.content.label_vi,
        label_en=blamed.content.label_en,
        text=blamed.content.text,
        min_size_pt=f"{blamed.size_pt:g}",
        max_lines=blamed.content.passage.max_lines,
        width_mm=f"{width_mm:g}",
        height_mm=f"{height_mm:g}",
    )
