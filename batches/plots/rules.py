"""What a plot's code, age and area may be. Pure; areas in whole square metres."""

import re
from decimal import Decimal

from batches.plots.errors import AreaDiffers, PlantedInFuture, PlotCodeInvalid

SQUARE_METRES_PER_HECTARE = 10_000
MOST_DIFFERENCE_PERCENT = 20  # papers round, and a walked outline leaves out ditches and paths

_PLOT_CODE = re.compile(r"[0-9A-Z][0-9A-Z_-]{0,19}")


def normalise_plot_code(text: str) -> str:
    """`ph-01` -> `PH-01`: it stands in trace codes and in web addresses, so it has no dot, slash or space.

    Raises:
        PlotCodeInvalid: it does not.
    """
    code = text.strip().upper().replace("Đ", "D")
    if not _PLOT_CODE.fullmatch(code):
        raise PlotCodeInvalid(plot_code=text, pointer="/code")
    return code


def check_planted_year(planted_year: int | None, *, this_year: int) -> None:
    """Refuse trees of the future.

    Raises:
        PlantedInFuture: the year is after this one.
    """
    if planted_year is not None and planted_year > this_year:
        raise PlantedInFuture(planted_year=planted_year, this_year=this_year, pointer="/planted_year")


def check_area(*, stated_m2: int, drawn_m2: int, pointer: str = "/area_ha") -> None:
    """Refuse a boundary that encloses another area than the one stated.

    Raises:
        AreaDiffers: by more than a fifth of the stated one.
    """
    if abs(drawn_m2 - stated_m2) * 100 <= stated_m2 * MOST_DIFFERENCE_PERCENT:
        return
    raise AreaDiffers(
        stated_ha=_shown(stated_m2),
        drawn_ha=_shown(drawn_m2),
        most_percent=MOST_DIFFERENCE_PERCENT,
        pointer=pointer,
    )


def square_metres(hectares: Decimal) -> int:
    """Of an area with at most four decimals."""
    return int(hectares * SQUARE_METRES_PER_HECTARE)


def hectares(area_m2: int) -> Decimal:
    """Of whole square metres: four decimals."""
    return Decimal(area_m2) / SQUARE_METRES_PER_HECTARE


def _shown(area_m2: int) -> str:
    return f"{hectares(area_m2).normalize():f}"
