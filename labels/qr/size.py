"""How large a QR symbol is printed, in millimetres, by the limits of the GS1 General Specifications. Pure."""

import math

from labels.qr.errors import ModuleTooSmall

MIN_MODULE_MM = 0.396  # X-dimension of QR codes with a GS1 Digital Link, GS1 General Specifications
TARGET_MODULE_MM = 0.495
MAX_MODULE_MM = 0.990
QUIET_ZONE_MODULES = 4  # on each side, ISO/IEC 18004:2015, 9.1

_ROUNDING_MM = 1e-9


def size_mm(symbol_size: int, module_mm: float) -> float:
    """The side of a symbol of `symbol_size` modules with its quiet zone."""
    return (symbol_size + 2 * QUIET_ZONE_MODULES) * module_mm


def module_mm(symbol_size: int, box_mm: float) -> float:
    """The module with which a symbol of `symbol_size` modules and its quiet zone fill a square box.

    A box that would give more than the maximum keeps the maximum; the symbol is then smaller than it.

    Raises:
        ModuleTooSmall: names the smallest box that would do.
    """
    modules = symbol_size + 2 * QUIET_ZONE_MODULES
    module = box_mm / modules
    if module < MIN_MODULE_MM - _ROUNDING_MM:
        raise ModuleTooSmall(
            box_mm=f"{box_mm:g}",
            met=f"{module:.3f}",
            expected=f"{MIN_MODULE_MM:.3f}",
            needed_mm=f"{math.ceil(size_mm(symbol_size, MIN_MODULE_MM) * 10) / 10:g}",
        )
    return min(module, MAX_MODULE_MM)
