"""How one printer misses: what a page is moved and stretched by so that it lands where the stock says. Pure."""

import math
from dataclasses import dataclass

from labels.stock.errors import CalibrationBeyondLimits

LEAST_SCALE, MOST_SCALE = 0.95, 1.05  # beyond, the page was fitted to the paper instead of printed at 100 %
MOST_OFFSET_MM = 10.0
_OFFSET_PLACES, _SCALE_PLACES = 3, 5  # a thousandth of a millimetre, three at the far edge of A4


@dataclass(frozen=True, kw_only=True, slots=True)
class Calibration:
    """A correction of everything on a page, from its top left corner.

    Attributes:
        offset_x_mm, offset_y_mm: added after scaling; to the right and down.
        scale_x, scale_y: 1.01 for a printer whose 100 mm come out as 99.
    """

    offset_x_mm: float = 0.0
    offset_y_mm: float = 0.0
    scale_x: float = 1.0
    scale_y: float = 1.0

    def apply(self, x_mm: float, y_mm: float) -> tuple[float, float]:
        """Where a point of the page is drawn so that it lands where it should."""
        return self.scale_x * x_mm + self.offset_x_mm, self.scale_y * y_mm + self.offset_y_mm

    def after(self, first: "Calibration") -> "Calibration":
        """The one correction that does `first` and then this."""
        offset_x_mm, offset_y_mm = self.apply(first.offset_x_mm, first.offset_y_mm)
        return Calibration(
            offset_x_mm=offset_x_mm,
            offset_y_mm=offset_y_mm,
            scale_x=self.scale_x * first.scale_x,
            scale_y=self.scale_y * first.scale_y,
        )

    def rounded(self) -> "Calibration":
        """As it is told and kept; never -0.0."""
        return Calibration(
            offset_x_mm=round(self.offset_x_mm, _OFFSET_PLACES) + 0.0,
            offset_y_mm=round(self.offset_y_mm, _OFFSET_PLACES) + 0.0,
            scale_x=round(self.scale_x, _SCALE_PLACES),
            scale_y=round(self.scale_y, _SCALE_PLACES),
        )


EXACT = Calibration()


def check_calibration(calibration: Calibration) -> None:
    """Accept a correction of the size that printers need.

    Raises:
        CalibrationBeyondLimits: names the measure, as met, and what can be corrected.
    """
    for measure, least, most in (
        ("scale_x", LEAST_SCALE, MOST_SCALE),
        ("scale_y", LEAST_SCALE, MOST_SCALE),
        ("offset_x_mm", -MOST_OFFSET_MM, MOST_OFFSET_MM),
        ("offset_y_mm", -MOST_OFFSET_MM, MOST_OFFSET_MM),
    ):
        value = getattr(calibration, measure)
        if not (math.isfinite(value) and least <= value <= most):
            raise CalibrationBeyondLimits(
                measure=measure, met=f"{value:.4g}", least=f"{least:g}", most=f"{most:g}"
            )
