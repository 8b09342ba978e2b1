"""Words that no value of ours may equal."""

import pytest

from batches.events.cbv import is_cbv_word, word_uri


@pytest.mark.parametrize(
    "text",
    [
        "packing",
        "recalled",
        "po",
        "location",
        "x",
        "BizStep-packing",
        "cbv/Disp-active",
        "https://ref.gs1.org/cbv/BizStep-made_up",
        "https://gs1.org/voc/Temperature",
        " urn:epc:id:sgtin:4012345.011111.9876",
    ],
)
def test_reserved(text: str) -> None:
    """CBV words, the ends of their URIs, whole vocabulary URIs and EPC URNs."""
    assert is_cbv_word(text)


@pytest.mark.parametrize(
    "text", ["", "Ri6", "Packing", "packing ", "Khác", "VN-DTOR-0123", "https://txng.example.vn/"]
)
def test_not_reserved(text: str) -> None:
    """What growers write; the comparison is exact, as in the reference."""
    assert not is_cbv_word(text)


def test_only_words_of_the_kind_are_expanded() -> None:
    """A URI, or a word of another kind, stays."""
    assert word_uri("BizStep", "packing") == "https://ref.gs1.org/cbv/BizStep-packing"
    assert word_uri("Disp", "packing") == "packing"
