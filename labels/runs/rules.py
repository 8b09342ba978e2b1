"""Which designs a batch may get, what may be told for them, and which link they print. Pure."""

from labels.design.designs import Design
from labels.runs.errors import DesignMarketDiffers, DesignNeedsBatch, DesignPrintsNoCarton
from labels.runs.facts import Carton

_WEIGHT = frozenset({"net_weight_kg", "net_weight_kg_vi"})
_COUNT = frozenset({"fruit_count"})


def check_market(design: Design, *, lot: str, market: str | None) -> None:
    """Accept a design for any market, or for the one that the batch was packed for.

    Args:
        market: two capitals; None for the home market, and for what was not packed.

    Raises:
        DesignMarketDiffers: the label would say that it goes where it does not.
    """
    if design.market in ("", market):
        return
    raise DesignMarketDiffers(
        design=design.key,
        expected=design.market,
        lot=lot,
        met_vi=f"đóng gói cho thị trường {market}"
        if market
        else "không đóng gói cho thị trường nước ngoài nào",
        met_en=f"packed for {market}" if market else "packed for no market abroad",
    )


def check_blank(design: Design) -> None:
    """Accept a design for labels of which no batch is known yet.

    Raises:
        DesignNeedsBatch: it is for cartons, which state their lot, or for a market.
    """
    if design.packaging_level != "fruit" or design.market:
        raise DesignNeedsBatch(design=design.key, pointer="/design")


def check_carton_is_printed(design: Design, carton: Carton) -> None:
    """Accept what is told of a carton when the design prints it.

    Raises:
        DesignPrintsNoCarton: somebody would look for it on the paper in vain.
    """
    keys = {key for passage in design.passages for key in passage.fields}
    for name, told, fields, words in (
        ("carton_net_weight_kg", carton.net_weight_kg, _WEIGHT, ("khối lượng tịnh", "net weight")),
        ("carton_fruit_count", carton.fruit_count, _COUNT, ("số quả", "fruit count")),
    ):
        if told is not None and not fields & keys:
            raise DesignPrintsNoCarton(
                design=design.key, what_vi=words[0], what_en=words[1], met=told, pointer=f"/{name}"
            )


def link_of(design: Design, gtin: str | None) -> str:
    """The kind of link that a design prints: a GTIN's Digital Link where there is one, unless it wants the short."""
    if gtin is None or design.link == "short":
        return "short"
    return "digital-link-lot" if design.packaging_level == "carton" else "digital-link"
