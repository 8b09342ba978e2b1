"""Whether a payload's symbol is large enough in its box, and what would be when it is not."""

from labels.qr.errors import ModuleTooSmall
from labels.qr.payload import Payload
from labels.qr.size import module_mm
from labels.qr.symbol import Level, Symbol, encode

_PRINTERS_DPI = (300, 600)


def encode_to_fit(payload: Payload, level: Level, *, box_mm: float, dpi: int | None) -> Symbol:
    """The payload's symbol, which can be printed in a box of that size on a printer of those dots.

    Raises:
        PayloadTooLong: no symbol holds it.
        ModuleTooSmall: names the boxes, links, levels and printers that would do.
    """
    symbol = encode(payload, level)
    try:
        module_mm(symbol.size, box_mm, dpi)
    except ModuleTooSmall as refused:
        others = [*_links_and_levels(payload, level, box_mm=box_mm, dpi=dpi)]
        others += _finer_printers(payload, level, box_mm=box_mm, dpi=dpi)
        words = {
            "others_vi": "".join(f"; {vi}" for vi, _ in others),
            "others_en": "".join(f"; {en}" for _, en in others),
        }
        raise ModuleTooSmall(**{**refused.values, **words}) from None
    return symbol


def _links_and_levels(
    payload: Payload, level: Level, *, box_mm: float, dpi: int | None
) -> list[tuple[str, str]]:
    """What would do in the same box, in both languages; link and level together only if neither alone does."""
    one_change: list[tuple[Payload, Level]] = [(payload.short, level), (payload, "M")]
    both_changes: list[tuple[Payload, Level]] = [(payload.short, "M")]
    for changes in (one_change, both_changes):
        found = [
            _named(module, "mức sửa lỗi " + lower, "level " + lower, is_short=other != payload)
            for other, lower in changes
            if (module := _module_mm(other, lower, box_mm=box_mm, dpi=dpi))
        ]
        if found:
            return found
    return []


def _finer_printers(
    payload: Payload, level: Level, *, box_mm: float, dpi: int | None
) -> list[tuple[str, str]]:
    """The first printer of smaller dots that would do."""
    for finer in _PRINTERS_DPI:
        module = _module_mm(payload, level, box_mm=box_mm, dpi=finer) if dpi and finer > dpi else None
        if module:
            return [_named(module, f"máy in {finer} dpi", f"a printer of {finer} dpi")]
    return []


def _named(module: float, vi: str, en: str, *, is_short: bool = False) -> tuple[str, str]:
    if is_short:
        vi, en = f"liên kết ngắn, {vi}", f"the short link, {en}"
    return f"{vi} (điểm vuông {module:.3f} mm)", f"{en} (modules of {module:.3f} mm)"


def _module_mm(payload: Payload, level: Level, *, box_mm: float, dpi: int | None) -> float | None:
    """The module that fits, or None."""
    try:
        return module_mm(encode(payload, level).size, box_mm, dpi)
    except ModuleTooSmall:
        return None
