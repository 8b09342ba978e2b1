"""The path that a label's QR carries, by the kind of link its design names. All kinds resolve for ever."""

from typing import Final

from batches.gs1.digital_link import build_path

DIGITAL_LINK: Final = "digital-link"
DIGITAL_LINK_LOT: Final = "digital-link-lot"
SHORT: Final = "short"
LINKS: Final = (DIGITAL_LINK, DIGITAL_LINK_LOT, SHORT)


def label_path(link: str, gtin: str | None, lot: str | None, code: str) -> str:
    """The path of a label, to be put after the run's base URL.

    `digital-link` gives `/01/{gtin}/21/{code}`, `digital-link-lot` (cartons) `/01/{gtin}/10/{lot}/21/{code}`
    and `short` `/t/{code}`, with the code's 16 characters without dashes. Without a GTIN every kind gives the
    short one: none is ever invented.

    Raises:
        ValueError: the kind is not one of LINKS.
    """
    if link not in LINKS:
        raise ValueError(f"expected one of {', '.join(LINKS)}, got {link}")
    if gtin is None or link == SHORT:
        return f"/t/{code}"
    return build_path(gtin=gtin, lot=lot if link == DIGITAL_LINK_LOT else None, serial=code)
