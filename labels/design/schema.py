"""The shape of a design: its JSON Schema (draft 2020-12), made from the dataclasses, and their limits.

`schema.json` beside this file is what `design_schema` gives; `reading.py` judges by the same forms.
"""

import types
from collections.abc import Mapping
from dataclasses import MISSING, Field, fields
from functools import cache
from typing import Any, Final, Literal, get_args, get_origin, get_type_hints

from labels.design.designs import KINDS, Design, Passage
from labels.design.fields import FIELDS

LEAST_PT: Final = 5.5  # what a person can still read at arm's length
MOST_PX: Final = 640
_SIDE = (0, 500)
NUMBERS: Final[Mapping[str, tuple[float, float]]] = {
    "x_mm": _SIDE,
    "y_mm": _SIDE,
    "x2_mm": _SIDE,
    "y2_mm": _SIDE,
    "width_mm": (0.5, 500),
    "height_mm": (0.5, 500),
    "size_mm": (10, 300),
    "thickness_mm": (0.1, 10),
    "size_pt": (LEAST_PT, 200),
    "min_size_pt": (LEAST_PT, 200),
    "caption_width_mm": (0, 300),
    "gap_mm": (0, 100),
    "max_lines": (1, 30),
    "width_px": (1, MOST_PX),
    "height_px": (1, MOST_PX),
}
LENGTHS: Final[Mapping[str, tuple[int, int]]] = {
    "key": (1, 40),
    "name_vi": (1, 120),
    "name_en": (1, 120),
    "separator": (0, 10),
    "caption": (0, 60),
    "words": (0, 200),
    "suffix": (0, 20),
    "break_at": (0, 5),
    "bits": (4, 70_000),
    "elements": (1, 60),
    "passages": (1, 30),
    "fields": (0, 6),
}
KEY_FORM: Final = "^[a-z0-9]+(-[a-z0-9]+)*$"


@cache
def design_schema() -> dict[str, Any]:
    """The JSON Schema of a design. The rules of `rules.py`, which no schema can say, come on top."""
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "Rõ Nguồn label design",
        **object_form(Design),
    }


def object_form(kind: type[Any]) -> dict[str, Any]:
    """An object with the attributes of a dataclass and no others; an element also has its kind."""
    hints = get_type_hints(kind)
    properties = {one.name: form_of(one.name, hints[one.name]) for one in fields(kind)}
    required = [one.name for one in fields(kind) if is_required(one)]
    if kind in KINDS.values():
        properties = {"kind": {"const": kind.kind}, **properties}
        required = ["kind", *required]
    return {
        "type": "object",
        "properties": properties,
        "required": required,
        "additionalProperties": False,
    }


def is_required(attribute: "Field[Any]") -> bool:
    return attribute.default is MISSING


def form_of(name: str, hint: Any) -> dict[str, Any]:
    """The form of one attribute."""
    if name == "shown_with":
        return {"type": "string", "enum": ["", *FIELDS]}
    if get_origin(hint) is Literal:
        return {"type": "string", "enum": list(get_args(hint))}
    if get_origin(hint) is tuple:
        least, most = LENGTHS[name]
        form = {"type": "array", "minItems": least, "maxItems": most, "items": _item(get_args(hint)[0])}
        return form | ({"uniqueItems": True} if name == "fields" else {})
    if hint is bool:
        return {"type": "boolean"}
    if hint is str:
        least, most = LENGTHS[name]
        form = {"type": "string", "minLength": least, "maxLength": most}
        return form | ({"pattern": KEY_FORM} if name == "key" else {})
    lowest, highest = NUMBERS[name]
    return {"type": "integer" if hint is int else "number", "minimum": lowest, "maximum": highest}


def _item(hint: Any) -> dict[str, Any]:
    if isinstance(hint, types.UnionType):
        return {"oneOf": [object_form(kind) for kind in get_args(hint)]}
    return object_form(hint) if hint is Passage else {"type": "string", "enum": list(FIELDS)}
