"""Millimetres on a grid of dots: how edges are rounded, and a QR code whose modules are whole dots. Pure."""

import math
from dataclasses import replace

from labels.drawing.instructions import PlacedQr
from labels.qr.errors import ModuleTooSmall
from labels.qr.size import MIN_MODULE_MM, QUIET_ZONE_MODULES, size_mm

MM_PER_INCH = 25.4
_ROUNDING = 1e-6  # of a dot: what arithmetic with millimetres loses


def dots(length_mm: float, dots_per_mm: float) -> int:
    """The nearest whole number of dots, halves up."""
    return math.floor(length_mm * dots_per_mm + 0.5 + _ROUNDING)


def on_whole_dots(qr: PlacedQr, symbol_size: int, *, dpi: int) -> PlacedQr:
    """The symbol with modules of a whole number of dots, in the middle of where it was and not larger.

    Raises:
        ModuleTooSmall: the module would fall under the minimum; names the smallest box that would do.
    """
    dot_mm = MM_PER_INCH / dpi
    module_mm = math.floor(qr.module_mm / dot_mm + _ROUNDING) * dot_mm
    least_mm = math.ceil(MIN_MODULE_MM / dot_mm - _ROUNDING) * dot_mm
    if module_mm < least_mm - _ROUNDING * dot_mm:
        needed_mm = size_mm(symbol_size, least_mm)
        raise ModuleTooSmall(
            box_mm=f"{(symbol_size + 2 * QUIET_ZONE_MODULES) * qr.module_mm:.4g}",
            met=f"{module_mm:.3f}",
            expected=f"{MIN_MODULE_MM:.3f}",
            needed_mm=f"{math.ceil(needed_mm * 10 - _ROUNDING) / 10:g}",
        )
    inset_mm = symbol_size * (qr.module_mm - module_mm) / 2
    return replace(qr, x_mm=qr.x_mm + inset_mm, y_mm=qr.y_mm + inset_mm, module_mm=module_mm)
