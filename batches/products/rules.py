"""Which GTIN a product of a level and measure may have, and what may stand in a carton. Pure.

GS1 General Specifications 2.1: an item that is sold by weight in cartons has a GTIN-14 with the indicator 9; the
fruit itself, at the base of all packaging, a GTIN-13.
"""

from dataclasses import dataclass

from batches.products.errors import (
    CartonContainsFruit,
    ContentsOfCartonsOnly,
    FruitGtinIsGtin13,
    IndicatorNineIsVariable,
    VariableCartonNeedsIndicatorNine,
)

VARIABLE_INDICATOR = "9"


@dataclass(frozen=True, kw_only=True, slots=True)
class Packaging:
    """What one label stands on.

    Attributes:
        measure: `fixed`, `variable`, or None where nobody has said.
        gtin: 14 digits, or None.
    """

    level: str
    measure: str | None
    gtin: str | None


def check_packaging(packaging: Packaging) -> None:
    """Refuse a GTIN that contradicts level or measure.

    Raises:
        FruitGtinIsGtin13: a fruit with the indicator of a carton.
        VariableCartonNeedsIndicatorNine, IndicatorNineIsVariable: the indicator and the measure of a carton differ.
    """
    if packaging.gtin is None:
        return
    indicator = packaging.gtin[0]
    named = {"gtin": packaging.gtin, "indicator": indicator, "pointer": "/gtin"}
    if packaging.level == "fruit":
        if indicator != "0":
            raise FruitGtinIsGtin13(**named)
        return
    if packaging.measure == "variable" and indicator != VARIABLE_INDICATOR:
        raise VariableCartonNeedsIndicatorNine(**named)
    if packaging.measure != "variable" and indicator == VARIABLE_INDICATOR:
        raise IndicatorNineIsVariable(**named)


def check_contents(*, level: str, contained: str, contained_level: str) -> None:
    """Refuse contents that a product cannot have.

    Args:
        contained: the name of the product within.

    Raises:
        ContentsOfCartonsOnly: a fruit contains nothing.
        CartonContainsFruit: a carton within a carton.
    """
    if level != "carton":
        raise ContentsOfCartonsOnly(level=level, pointer="/contains")
    if contained_level != "fruit":
        raise CartonContainsFruit(product=contained, level=contained_level, pointer="/contains/product_id")
