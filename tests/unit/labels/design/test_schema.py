"""The shape of a design: what the JSON Schema refuses our reader refuses too, and nothing else."""

import copy
import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from jsonschema import Draft202012Validator

from labels.design import schema as shapes
from labels.design.built_in import BUILT_IN, FRUIT_A4
from labels.design.designs import Design
from labels.design.errors import DesignNotPossible
from labels.design.faults import SENTENCES
from labels.design.reading import read_design
from labels.design.schema import design_schema

VALIDATOR = Draft202012Validator(design_schema())
SHAPE_CODES = frozenset(list(SENTENCES)[: list(SENTENCES).index("qr-count")])


def shape_faults(plain: object) -> set[tuple[str, str]]:
    """Code and pointer of what our reader finds wrong with the shape."""
    try:
        read_design(plain)
    except DesignNotPossible as refused:
        return {(fault.code, fault.pointer) for fault in refused.faults if fault.code in SHAPE_CODES}
    return set()


def changed(path: str, value: object) -> dict[str, Any]:
    """The sheet's design with one value set, or left out where it is `...`."""
    plain = json.loads(json.dumps(FRUIT_A4.to_dict()))
    *steps, last = path.split("/")
    part = plain
    for step in steps:
        part = part[int(step) if isinstance(part, list) else step]
    key: Any = int(last) if isinstance(part, list) else last
    if value is ...:
        del part[key]
    else:
        part[key] = value
    return plain  # type: ignore[no-any-return]


@pytest.mark.parametrize("design", BUILT_IN.values(), ids=BUILT_IN)
def test_a_built_in_design_is_what_an_own_one_must_be(design: Design) -> None:
    """It has the shape of the schema, breaks no rule, and is read back equal."""
    plain = json.loads(json.dumps(design.to_dict()))

    VALIDATOR.validate(plain)
    assert read_design(plain) == design


def test_the_schema_beside_the_code_is_the_code_s() -> None:
    """Who writes designs finds it as a file; `make openapi` renews it."""
    file = Path(shapes.__file__).with_name("schema.json")

    Draft202012Validator.check_schema(design_schema())
    assert json.loads(file.read_text()) == design_schema()


@pytest.mark.parametrize(
    ("path", "value", "code"),
    [
        ("name_vi", ..., "missing"),
        ("name_vi", "", "wrong-length"),
        ("name_vi", 7, "not-text"),
        ("colour", "red", "unknown"),
        ("key", "Fruit A4", "wrong-form"),
        ("market", "US", "not-a-choice"),
        ("width_mm", "63.5", "not-a-number"),
        ("width_mm", True, "not-a-number"),
        ("width_mm", 0, "out-of-range"),
        ("height_mm", 10**400, "out-of-range"),
        ("elements", {}, "not-a-list"),
        ("elements", [], "wrong-count"),
        ("elements/0", "qr", "not-an-object"),
        ("elements/0/kind", "star", "not-a-choice"),
        ("elements/0/kind", ["qr"], "not-a-choice"),
        ("elements/0/kind", ..., "not-a-choice"),
        ("elements/0/x_mm", None, "not-a-number"),
        ("elements/0/bits", "AA==", "unknown"),
        ("elements/3/shown_with", "weight", "not-a-choice"),
        ("elements/1/passages", [], "wrong-count"),
        ("elements/1/passages/0/fields", ["product_name"] * 2, "repeated"),
        ("elements/1/passages/0/fields", ["price"], "not-a-choice"),
        ("elements/1/passages/0/bold", 1, "not-yes-or-no"),
        ("elements/1/passages/0/max_lines", 1.5, "not-whole"),
        ("elements/1/passages/0/min_size_pt", 4, "out-of-range"),
    ],
)
def test_a_wrong_shape_is_refused_by_both(path: str, value: object, code: str) -> None:
    """The schema refuses it, and our refusal points at the very place."""
    plain = changed(path, value)

    assert not VALIDATOR.is_valid(plain)
    assert code in {found for found, _ in shape_faults(plain)}
    assert any(
        pointer.startswith(f"/{path.rpartition('/')[0]}".rstrip("/")) for _, pointer in shape_faults(plain)
    )


@pytest.mark.parametrize("plain", [None, [], "fruit-a4", 7])
def test_what_is_no_object_is_refused_by_both(plain: object) -> None:
    """Not even an object."""
    assert not VALIDATOR.is_valid(plain)
    assert shape_faults(plain) == {("not-an-object", "")}


PARTS = st.sampled_from(
    [
        "key",
        "width_mm",
        "elements",
        "elements/0",
        "elements/1",
        "elements/1/passages/0",
        "elements/3/shown_with",
    ]
    + [f"elements/0/{name}" for name in ("x_mm", "size_mm", "kind", "more")]
    + [
        f"elements/1/passages/0/{name}"
        for name in ("fields", "align", "size_pt", "bold", "max_lines", "words")
    ]
)
VALUES = st.recursive(
    st.none() | st.booleans() | st.integers(-5, 700) | st.floats(-1, 700) | st.sampled_from(["", "left", "lot", "x"]),
    lambda inner: st.lists(inner, max_size=2) | st.dictionaries(st.sampled_from(["kind", "fields"]), inner, max_size=2),
    max_leaves=4,
)  # fmt: skip


@given(path=PARTS, value=VALUES)
def test_schema_and_reader_agree(path: str, value: object) -> None:
    """Whatever is put in a place, both accept its shape or both refuse it."""
    plain = changed(path, copy.deepcopy(value))

    assert VALIDATOR.is_valid(plain) == (not shape_faults(plain))


def test_all_faults_are_told_at_once() -> None:
    """Who writes a design mends it in one go."""
    plain = changed("width_mm", -1) | {"link": "long", "colour": 1}

    assert {pointer for _, pointer in shape_faults(plain)} == {"/width_mm", "/link", "/colour"}


def test_text_is_composed_and_can_be_printed() -> None:
    """NFD becomes NFC; what no eye sees is refused by its number."""
    assert read_design(changed("name_vi", "Sa\u0302\u0300u riêng")).name_vi == "Sầu riêng"
    assert shape_faults(changed("name_vi", "Tem\u202e")) == {("not-printable", "/name_vi")}


def test_every_fault_has_words_in_two_languages() -> None:
    """The sentence names what was met."""
    with pytest.raises(DesignNotPossible) as refused:
        read_design(changed("width_mm", -1))

    (fault,) = refused.value.faults
    assert fault.sentence("vi") == "Gặp -1, cần từ 0.5 đến 500."
    assert fault.sentence("en") == "Met -1, expected 0.5 to 500."
