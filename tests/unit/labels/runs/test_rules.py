"""Which designs go without a batch."""

import pytest

from labels.design.built_in import BUILT_IN
from labels.design.designs import Design
from labels.runs.errors import DesignNeedsBatch
from labels.runs.rules import check_blank


@pytest.mark.parametrize("design", BUILT_IN.values(), ids=lambda design: design.key)
def test_only_fruit_tags_can_be_blank(design: Design) -> None:
    """A carton states its lot, and a market's label what was tested: both need a batch."""
    if design.packaging_level == "fruit" and not design.market:
        check_blank(design)
        return
    with pytest.raises(DesignNeedsBatch, match=design.key):
        check_blank(design)
