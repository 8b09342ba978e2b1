"""How large a QR symbol is printed, in millimetres, by the limits of the GS1 General Specifications. Pure."""

import math

from labels.qr.errors import ModuleTooSmall

MIN_MODULE_MM = 0.396  # X-dimension of QR codes with a GS1 Digital Link, GS1 General Specifications
TARGET_MODULE_MM = 0.495
MAX_MODULE_MM = 0.990
QUIET_ZONE_MODULES = 4  # on each side, ISO/IEC 18004:2015, 9.1

_ROUNDING = 1e-9


def dot_mm(dpi: int) -> float:
    """The pitch of a printer's dots. Heads sold as 203 dpi have 8 dots a millimetre, which is 203.2."""
    return 0.125 if dpi == 203 else 25.4 / dpi


def size_mm(symbol_size: int, module_mm: float) -> float:
    """The side of a symbol of `symbol_size` modules with its quiet zone."""
    return (symbol_size + 2 * QUIET_ZONE_MODULES) * module_mm


def module_mm(symbol_size: int, box_mm: float, dpi: int | None = None) -> float:
    """The largest module with which a symbol of `symbol_size` modules and its quiet zone fit a square box.

    A module never passes the maximum; the symbol is then smaller than the box. With the printer's `dpi` it is
    a whole number of its dots: of 4.68 dots some modules would get 4 and some 5.

    Raises:
        ModuleTooSmall: names the smallest box that would do.
    """
    module = min(box_mm / size_mm(symbol_size, 1), MAX_MODULE_MM)
    least = MIN_MODULE_MM
    if dpi is not None:
        dot = dot_mm(dpi)
        module = math.floor(module / dot + _ROUNDING) * dot
        least = math.ceil(MIN_MODULE_MM / dot - _ROUNDING) * dot
    if module < MIN_MODULE_MM - _ROUNDING:
        raise ModuleTooSmall(
            modules=symbol_size,
            box_mm=f"{box_mm:g}",
            met=f"{module:.3f}",
            expected=f"{MIN_MODULE_MM:.3f}",
            needed_mm=f"{math.ceil(size_mm(symbol_size, least) * 10 - _ROUNDING) / 10:g}",
            printer_vi=f" trên máy in {dpi} dpi" if dpi else "",
            printer_en=f" at {dpi} dpi" if dpi else "",
            others_vi="",
            others_en="",
        )
    return module


def snap_mm(position_mm: float, dpi: int | None) -> float:
    """The nearest whole dot of a printer, or the position itself when no printer is given."""
    if dpi is None:
        return position_mm
    return round(position_mm / dot_mm(dpi)) * dot_mm(dpi)
