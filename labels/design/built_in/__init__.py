"""The designs that come with the service. Data only; a run keeps its own copy."""

from collections.abc import Mapping
from types import MappingProxyType

from labels.design.built_in.cartons import BOX_100X50, CHINA_CARTON
from labels.design.built_in.fruit_a4 import FRUIT_A4
from labels.design.built_in.fruit_rolls import FRUIT_35X22, FRUIT_50X30
from labels.design.built_in.hanging import HANG_TAG, STEM_LOOP
from labels.design.designs import Design
from labels.design.errors import UnknownDesign

__all__ = ["BUILT_IN", "FRUIT_A4", "get_design"]

BUILT_IN: Mapping[str, Design] = MappingProxyType(
    {
        design.key: design
        for design in (
            FRUIT_A4,
            FRUIT_35X22,
            FRUIT_50X30,
            STEM_LOOP,
            HANG_TAG,
            BOX_100X50,
            CHINA_CARTON,
        )
    }
)


def get_design(key: str) -> Design:
    """The built-in design of that key.

    Raises:
        UnknownDesign: there is none.
    """
    if key not in BUILT_IN:
        raise UnknownDesign(key=key, known=", ".join(BUILT_IN))
    return BUILT_IN[key]
