"""How one printer misses: what a page is moved and stretched by so that it lands where the stock says. Pure."""

from dataclasses import dataclass


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


EXACT = Calibration()
