"""Millimetres on a printer's or a picture's grid of dots. Pure."""

import math

from labels.qr.size import dot_mm

_ROUNDING = 1e-6  # of a dot: what arithmetic with millimetres loses


def dots_per_mm(dpi: int) -> float:
    """8 at 203 dpi, as the heads have that are sold so."""
    return 1 / dot_mm(dpi)


def dots(length_mm: float, per_mm: float) -> int:
    """The nearest whole number of dots, halves up."""
    return math.floor(length_mm * per_mm + 0.5 + _ROUNDING)
