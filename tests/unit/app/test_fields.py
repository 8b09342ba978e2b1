"""Fields of requests: what they take and how they refuse."""

from typing import Any

import pytest
from marshmallow import ValidationError

from app.api.fields import Degrees, Hectares, Input, Outline, QueryWhole, Text, Weight, problems_of, shown


class Form(Input):
    name = Text(most=5)
    page = QueryWhole(least=1, most=9)
    weight = Weight()
    area = Hectares()
    outline = Outline(types=["Polygon"], metadata={})
    point = Degrees(metadata={})


def refused(body: Any) -> dict[str, str]:
    with pytest.raises(ValidationError) as refusal:
        Form().load(body)
    return {pointer: found.code for pointer, found in problems_of(refusal.value.messages).items()}


def test_text_is_composed_and_trimmed() -> None:
    """Decomposed letters as phones and Excel send them become one character each."""
    assert Form().load({"name": " Ri\u0300 "}) == {"name": "Rì"}


@pytest.mark.parametrize(
    ("body", "problems"),
    [
        ({"name": 7}, {"/name": "not-text"}),
        ({"name": "  "}, {"/name": "wrong-length"}),
        ({"name": "abcdef"}, {"/name": "wrong-length"}),
        ({"page": "10"}, {"/page": "out-of-range"}),
        ({"page": "²"}, {"/page": "not-whole"}),
        ({"page": "1" * 30}, {"/page": "not-whole"}),
        ({"weight": "10000000.001"}, {"/weight": "out-of-range"}),
        ({"weight": "1."}, {"/weight": "not-a-number"}),
        ({"area": "0"}, {"/area": "out-of-range"}),
        ({"area": "10000"}, {"/area": "out-of-range"}),
        ({"area": "1.00001"}, {"/area": "too-many-decimals"}),
        ({"outline": []}, {"/outline": "not-an-object"}),
        ({"point": "105.8,10.25"}, {"/point": "not-a-position"}),
        ({"point": [105.8]}, {"/point": "not-a-position"}),
        ({"point": [105.8, 10.25, 2]}, {"/point": "not-a-position"}),
        ({"point": [105.8, True]}, {"/point": "not-a-position"}),
        ({"point": ["105.8", 10.25]}, {"/point": "not-a-position"}),
        ({"point": [180.5, 10.25]}, {"/point": "not-a-position"}),
        ({"point": [float("nan"), 10.25]}, {"/point": "not-a-position"}),
        (
            {"name": "\u202e", "page": "0", "x": 1},
            {"/name": "forbidden-character", "/page": "out-of-range", "/x": "unknown-field"},
        ),
        ([1], {"": "not-an-object"}),
    ],
)
def test_every_wrong_field_is_told_at_once(body: Any, problems: dict[str, str]) -> None:
    """One problem for each pointer, so that a form can mark them all."""
    assert refused(body) == problems


def test_a_misspelt_name_is_told_beside_the_right_ones() -> None:
    """Nobody has to open the document to mend it."""
    with pytest.raises(ValidationError) as refusal:
        Form().load({"nmae": "Ri6"})

    sentence = problems_of(refusal.value.messages)["/nmae"].sentence("en")
    assert sentence == "There is no field of this name; there are: name, page, weight, area, outline, point."


def test_values_met_are_shown_short_and_safe() -> None:
    """An error never repeats a megabyte or a control character."""
    assert shown("a\x1bb\ud800") == "“a\\x1bb\\ud800”"
    assert shown("14") == "“14”"
    assert [shown(value) for value in (14, 1.4, True, None)] == ["14", "1.4", "true", "null"]
    assert shown({"đ": [1]}) == '{"đ": [1]}'
    assert len(shown("x" * 10_000)) < 70


def test_a_weight_is_written_without_needless_zeros() -> None:
    """1250.500 kg reads back as 1250.5, a thousand not as 1E+3."""
    from decimal import Decimal

    assert Form().dump({"weight": Decimal("1250.500")}) == {"weight": "1250.5"}
    assert Form().dump({"weight": Decimal(1000)}) == {"weight": "1000"}


def test_a_point_is_two_numbers() -> None:
    """Longitude first, as GeoJSON has it."""
    assert Form().load({"point": [106, 10.25]}) == {"point": (106.0, 10.25)}
