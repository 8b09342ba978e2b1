"""docs/labels.md leaves nothing out that a design can have."""

import json
import re
from dataclasses import fields

import pytest

from labels.design.built_in import BUILT_IN
from labels.design.designs import KINDS, Design, Passage
from labels.design.faults import SENTENCES
from labels.design.fields import FIELDS
from labels.design.reading import read_design
from labels.drawing.trial import check_drawable
from labels.own_designs.errors import DesignBuiltIn, DesignRetired
from tests.contract.test_examples import DOCS

TEXT = (DOCS / "labels.md").read_text()
BLOCK = re.compile(r"```json\n(.*?)```", re.DOTALL)
PARTS = {one.name for kind in (Design, Passage, *KINDS.values()) for one in fields(kind)}


@pytest.mark.parametrize(
    "names",
    [BUILT_IN, FIELDS, PARTS, KINDS, SENTENCES, {DesignBuiltIn.code, DesignRetired.code}],
    ids=["designs", "fields", "parts", "kinds", "faults", "refusals"],
)
def test_everything_is_named(names: set[str]) -> None:
    """In the form of code."""
    assert set(names) - set(re.findall(r"`([^`]+)`", BLOCK.sub("", TEXT))) == set()


def test_the_least_design_is_one() -> None:
    """What stands there as an example is accepted."""
    (example,) = BLOCK.findall(TEXT)

    check_drawable(read_design(json.loads(example)))


def test_each_design_has_its_picture() -> None:
    """`make pictures` draws it."""
    shown = {name.removeprefix("design-") for name in re.findall(r"pictures/(design-[a-z0-9-]+)\.png", TEXT)}

    assert shown == set(BUILT_IN)
    assert all((DOCS / "pictures" / f"design-{key}.png").exists() for key in shown)
