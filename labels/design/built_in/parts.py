"""Passages that designs for rolls share. No rule on them is thinner than two dots of a 203 dpi thermal head."""

from typing import Any, Final

from labels.design.designs import Passage

RULE_MM: Final = 0.25


def text(*fields: str, size_pt: float, **but: Any) -> Passage:
    return Passage(**{"fields": fields, "size_pt": size_pt, **but})


def other_names(*, size_pt: float, **but: Any) -> Passage:
    """The product's English and Chinese names, as many as there are."""
    names = ("product_name_en", "product_name_zh")
    return text(*names, separator=" · ", size_pt=size_pt, **{"max_lines": 2, "balanced": True, **but})


def row(caption: str, field: str, *, size_pt: float, captions_mm: float, **but: Any) -> Passage:
    """A caption in its column and the value beside it."""
    return text(
        field, size_pt=size_pt, **{"caption": caption, "caption_width_mm": captions_mm, "bold": True, **but}
    )


def sample_bar(*, size_pt: float, gap_mm: float) -> tuple[Passage, Passage]:
    """The demo's notice in three languages, white on black."""
    bar: dict[str, Any] = {"size_pt": size_pt, "align": "center", "inverted": True, "max_lines": 2}
    return (
        text("sample_vi", bold=True, gap_mm=gap_mm, **bar),
        text("sample_en", "sample_zh", separator=" · ", **bar),
    )
