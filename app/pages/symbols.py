"""A QR symbol on a page, or as a file of its own, with its quiet zone; a module is a unit, or some whole pixels."""

from markupsafe import Markup
from PIL import Image

from labels.drawing.png import to_png
from labels.qr.symbol import Symbol

QUIET = 4  # modules around a symbol (ISO/IEC 18004:2015, 9.1)
PNG_MODULE_PX = 16
PNG_DPI = 300


def draw_svg(symbol: Symbol) -> Markup:
    """A symbol with its quiet zone as an inline SVG of one path, a module to the unit."""
    side = symbol.size + 2 * QUIET
    runs = "".join(
        f"M{QUIET + x} {QUIET + y}h1v1h-1z"
        for y, row in enumerate(symbol.rows)
        for x in range(symbol.size)
        if row >> (symbol.size - 1 - x) & 1
    )
    return Markup(  # noqa: S704  # numbers only
        f'<svg class="qr" viewBox="0 0 {side} {side}" role="img" aria-label="QR" shape-rendering="crispEdges">'
        f'<path fill="#fff" d="M0 0h{side}v{side}H0z"/><path d="{runs}"/></svg>'
    )


def draw_svg_file(symbol: Symbol) -> bytes:
    """The same as a file that an image viewer or a shop's site takes."""
    inline = str(draw_svg(symbol)).replace("<svg ", '<svg xmlns="http://www.w3.org/2000/svg" ', 1)
    return inline.encode()


def draw_png_file(symbol: Symbol) -> bytes:
    """In black and white, large enough for a shop's site to shrink."""
    side = (symbol.size + 2 * QUIET) * PNG_MODULE_PX
    picture = Image.new("1", (symbol.size, symbol.size), 1)
    picture.putdata([not row >> (symbol.size - 1 - x) & 1 for row in symbol.rows for x in range(symbol.size)])
    large = picture.resize((symbol.size * PNG_MODULE_PX,) * 2, Image.Resampling.NEAREST)
    whole = Image.new("1", (side, side), 1)
    whole.paste(large, (QUIET * PNG_MODULE_PX,) * 2)
    return to_png(whole, dpi=PNG_DPI)
