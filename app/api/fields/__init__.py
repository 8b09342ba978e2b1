"""Fields of requests: shape and range only; and how the OpenAPI document tells of each."""

from typing import Any

from marshmallow import fields

from app.api.fields.base import Input, InputField, problems_of, shown, unknown_field
from app.api.fields.nested import InputList, InputNested, Items, Part
from app.api.fields.numbers import (
    FruitWeight,
    Hectares,
    Measure,
    Numeral,
    Percentage,
    QueryMeasure,
    QueryWhole,
    Serials,
    Weight,
    WeightOrNothing,
    Whole,
    WholeChoice,
)
from app.api.fields.places import Degrees, Outline
from app.api.fields.text import Choice, File, Flag, Id, QueryText, Text
from app.api.fields.times import Day, Instant, QueryInstant

__all__ = [
    "OPENAPI_FORMS",
    "Choice",
    "Day",
    "Degrees",
    "File",
    "Flag",
    "FruitWeight",
    "Hectares",
    "Id",
    "Input",
    "InputField",
    "InputList",
    "InputNested",
    "Instant",
    "Items",
    "Measure",
    "Numeral",
    "Outline",
    "Part",
    "Percentage",
    "QueryInstant",
    "QueryMeasure",
    "QueryText",
    "QueryWhole",
    "Serials",
    "Text",
    "Weight",
    "WeightOrNothing",
    "Whole",
    "WholeChoice",
    "problems_of",
    "shown",
    "unknown_field",
]

OPENAPI_FORMS: dict[type[fields.Field[Any]], tuple[str, str | None]] = {
    Text: ("string", None),
    QueryText: ("string", None),
    Choice: ("string", None),
    Whole: ("integer", None),
    QueryWhole: ("integer", None),
    WholeChoice: ("integer", None),
    Measure: ("number", None),
    QueryMeasure: ("number", None),
    Weight: ("string", "decimal"),
    WeightOrNothing: ("string", "decimal"),
    FruitWeight: ("string", "decimal"),
    Hectares: ("string", "decimal"),
    Percentage: ("string", "decimal"),
    Outline: ("object", None),
    Part: ("object", None),
    Serials: ("array", None),
    Degrees: ("array", None),
    Day: ("string", "date"),
    Id: ("string", "uuid"),
    Instant: ("string", "date-time"),
    QueryInstant: ("string", "date-time"),
    Flag: ("boolean", None),
    File: ("string", "binary"),
    Items: ("array", None),
}
