"""Label designs: the built-in ones and an organisation's own, and pictures of them."""

from collections.abc import Mapping
from typing import Any

from labels.catalogues.service import Catalogue, Known, Refusals
from labels.design.built_in import BUILT_IN
from labels.design.designs import Design
from labels.design.errors import UnknownDesign
from labels.design.fields import sample_values
from labels.design.reading import read_design
from labels.drawing.preview import render_design_preview, render_page_preview
from labels.drawing.trial import check_drawable
from labels.own_designs.errors import DesignBuiltIn, DesignKeyTaken, DesignRetired
from labels.own_designs.model import OwnDesign
from labels.stock.geometry import Stock

KnownDesign = Known[Design]


def draw_preview(design: Design, *, base_url: str | None, stock: Stock | None, dpi: int) -> bytes:
    """A picture of a design with sample texts: of one label, or of a page of a stock.

    Args:
        base_url: of the links of labels, whose host then stands on it as it will.

    Raises:
        StockDoesNotFit: the stock's labels are smaller than the design.
        TextDoesNotFit, ModuleTooSmall, PayloadTooLong: there is no room for the host.
        PictureTooLarge: at so many dots per inch it has more dots than we draw.
    """
    values = sample_values(design)
    if base_url is not None:
        values["host"] = base_url.partition("//")[2]
    if stock is None:
        return render_design_preview(design, values, dpi=dpi)
    return render_page_preview(design, stock, values, dpi=dpi)


def read_own_design(document: Mapping[str, Any]) -> Design:
    """The design that a document means, of which every element has been tried with sample texts.

    Raises:
        DesignNotPossible: names everything that is wrong with it.
    """
    design = read_design(document)
    check_drawable(design)
    return design


DESIGNS = Catalogue(
    what="label design",
    pointer="/design",
    kept_in=OwnDesign,
    built_in=BUILT_IN,
    read=read_own_design,
    write=Design.to_dict,
    restore=Design.from_dict,
    refusals=Refusals(
        unknown=UnknownDesign, retired=DesignRetired, taken=DesignKeyTaken, built_in=DesignBuiltIn
    ),
)
