"""The passages of a text box become placed lines, black bars under inverted ones, and slots per label."""

from collections.abc import Iterator, Mapping, Sequence

from labels.design.designs import Passage, Text
from labels.design.fields import get_field
from labels.design.fitting import Content, Fitted, fit
from labels.design.wrapping import Typeface, check_characters, normalise
from labels.drawing.instructions import Instruction, PlacedText, Rect, Slot, shift_mm

WORDS_VI, WORDS_EN = "Chữ in sẵn", "Fixed text"
RULE_MM, RULE_BELOW_MM = 0.25, 0.4  # the rule under what is written by hand


def place_text(element: Text, values: Mapping[str, str], typeface: Typeface) -> list[Instruction]:
    """The instructions of one box; none when its fields have no values.

    Raises:
        TextDoesNotFit: a text is too long for the box.
        CharacterNotInFont: a text has a character without a glyph.
    """
    found = (_content(passage, values, typeface) for passage in element.passages)
    contents = [content for content in found if content is not None]
    fitted = fit(contents, typeface, width_mm=element.width_mm, height_mm=element.height_mm)
    if not fitted:
        return []
    free = element.height_mm - fitted[-1].bottom_mm
    top_mm = element.y_mm + {"top": 0.0, "middle": free / 2, "bottom": free}[element.valign]
    lines = [line for one in fitted for line in _lines(element, one, top_mm, typeface)]
    return [*_bars(element, fitted, top_mm), *lines]


def check_value(text: str, keys: Sequence[str], typeface: Typeface, *, bold: bool) -> str:
    """The text in NFC, when it can be drawn whole.

    Raises:
        CharacterNotInFont: it has a character without a glyph.
    """
    label_vi, label_en = _names(keys)
    text = normalise(text)
    check_characters(text, typeface, bold=bold, label_vi=label_vi, label_en=label_en)
    return text


def _content(passage: Passage, values: Mapping[str, str], typeface: Typeface) -> Content | None:
    """None when there is nothing to print; the words of a design are checked as values are."""
    keys = [key for key in passage.fields if values.get(key)]
    if not keys and not passage.words and not passage.write_in:
        return None
    text = passage.separator.join(values[key] for key in keys) + passage.suffix if keys else passage.words
    named = keys or passage.fields
    check_value(passage.caption, named, typeface, bold=False)
    check_value(passage.suffix, named, typeface, bold=passage.bold)
    label_vi, label_en = _names(named)
    return Content(
        passage=passage,
        text=check_value(text, named, typeface, bold=passage.bold),
        label_vi=label_vi,
        label_en=label_en,
    )


def _names(keys: Sequence[str]) -> tuple[str, str]:
    """What a refusal calls a text: by its fields, or as the words of the design."""
    if not keys:
        return WORDS_VI, WORDS_EN
    fields = [get_field(key) for key in keys]
    return ", ".join(field.label_vi for field in fields), ", ".join(field.label_en for field in fields)


def _bars(element: Text, fitted: Sequence[Fitted], top_mm: float) -> list[Rect]:
    """One black area for each group of neighbouring inverted passages: two would show a seam."""
    bars: list[Rect] = []
    for one in fitted:
        if not one.content.passage.inverted:
            continue
        y, height = top_mm + one.top_mm, one.bottom_mm - one.top_mm
        if bars and abs(bars[-1].y_mm + bars[-1].height_mm - y) < 1e-6:
            above = bars.pop()
            y, height = above.y_mm, above.height_mm + height
        bars.append(Rect(x_mm=element.x_mm, y_mm=y, width_mm=element.width_mm, height_mm=height))
    return bars


def _lines(element: Text, one: Fitted, top_mm: float, typeface: Typeface) -> Iterator[Instruction]:
    passage = one.content.passage
    start_mm = element.x_mm + one.indent_mm
    per_label = [key for key in passage.fields if get_field(key).is_per_label]
    if per_label:
        yield _slot(one, per_label[0], start_mm, top_mm)
        return
    for at, line in enumerate(one.lines):
        baseline = top_mm + one.baselines_mm[at]
        width = typeface.width_mm(line, bold=passage.bold, size_pt=one.size_pt)
        x_mm = start_mm + shift_mm(passage.align, one.width_mm - width)
        if passage.caption and at == 0:
            yield _placed(one, x_mm - one.caption_mm, baseline, passage.caption, bold=False)
        if line:
            yield _placed(one, x_mm, baseline, line, bold=passage.bold)
        else:
            yield from _rule(one, start_mm, baseline, typeface)


def _rule(one: Fitted, start_mm: float, baseline_mm: float, typeface: Typeface) -> Iterator[Instruction]:
    """Where a value is written by hand, with the suffix at its end."""
    passage = one.content.passage
    taken = typeface.width_mm(passage.suffix, bold=passage.bold, size_pt=one.size_pt)
    width_mm = one.width_mm - taken
    yield Rect(x_mm=start_mm, y_mm=baseline_mm + RULE_BELOW_MM, width_mm=width_mm, height_mm=RULE_MM)
    if passage.suffix:
        yield _placed(one, start_mm + width_mm, baseline_mm, passage.suffix, bold=passage.bold)


def _placed(one: Fitted, x_mm: float, baseline_mm: float, text: str, *, bold: bool) -> PlacedText:
    return PlacedText(
        x_mm=x_mm,
        baseline_mm=baseline_mm,
        size_pt=one.size_pt,
        bold=bold,
        is_white=one.content.passage.inverted,
        text=text,
    )


def _slot(one: Fitted, key: str, start_mm: float, top_mm: float) -> Slot:
    """A per-label text has its caption in the same line, so that both are aligned together."""
    passage = one.content.passage
    return Slot(
        field=key,
        prefix=f"{passage.caption} " if passage.caption else "",
        x_mm=start_mm - one.caption_mm,
        width_mm=one.width_mm + one.caption_mm,
        baseline_mm=top_mm + one.baselines_mm[0],
        size_pt=one.size_pt,
        bold=passage.bold,
        is_white=passage.inverted,
        align=passage.align,
    )
