"""Which GTIN fits a level and a measure, and what may stand in a carton."""

import pytest

from batches.errors import DomainError
from batches.products.rules import Packaging, check_contents, check_packaging

BASE = "09521234560012"
CARTON = "19521234560019"
WEIGHED = "99521234560015"


@pytest.mark.parametrize(
    ("level", "measure", "gtin"),
    [
        ("fruit", None, None),
        ("fruit", None, BASE),
        ("fruit", "fixed", BASE),
        ("fruit", "variable", BASE),
        ("carton", None, BASE),
        ("carton", None, CARTON),
        ("carton", "fixed", CARTON),
        ("carton", "variable", WEIGHED),
        ("carton", "variable", None),
    ],
)
def test_what_agrees_is_taken(level: str, measure: str | None, gtin: str | None) -> None:
    """A fruit with the leading 0 of a GTIN-13; a carton by count with 0-8, by weight with 9; or no GTIN at all."""
    check_packaging(Packaging(level=level, measure=measure, gtin=gtin))


@pytest.mark.parametrize(
    ("level", "measure", "gtin", "code"),
    [
        ("fruit", None, CARTON, "fruit-gtin-is-gtin-13"),
        ("fruit", "variable", WEIGHED, "fruit-gtin-is-gtin-13"),
        ("carton", "variable", CARTON, "variable-carton-needs-indicator-9"),
        ("carton", "variable", BASE, "variable-carton-needs-indicator-9"),
        ("carton", "fixed", WEIGHED, "indicator-9-is-variable"),
        ("carton", None, WEIGHED, "indicator-9-is-variable"),
    ],
)
def test_what_contradicts_is_refused(level: str, measure: str | None, gtin: str, code: str) -> None:
    """Each contradiction has a code of its own, and the sentence names the GTIN."""
    with pytest.raises(DomainError) as refused:
        check_packaging(Packaging(level=level, measure=measure, gtin=gtin))

    assert refused.value.code == code
    assert refused.value.pointer == "/gtin"
    assert gtin in refused.value.sentence("vi")


@pytest.mark.parametrize(
    ("level", "contained_level", "code"),
    [
        ("carton", "fruit", None),
        ("fruit", "fruit", "contents-of-cartons-only"),
        ("carton", "carton", "carton-contains-fruit"),
    ],
)
def test_only_a_carton_contains_and_only_fruit(level: str, contained_level: str, code: str | None) -> None:
    """A fruit contains nothing, a carton no carton."""
    met = None
    try:
        check_contents(level=level, contained="Sầu riêng Ri6", contained_level=contained_level)
    except DomainError as refused:
        met = refused.code

    assert met == code
