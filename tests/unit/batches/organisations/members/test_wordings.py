"""The sentences that members are read."""

import hashlib

import pytest

from batches.organisations.members.errors import WordingUnknown
from batches.organisations.members.model import PURPOSES
from batches.organisations.members.wordings import LATEST, get_wording, wordings

FINAL = {"2026-11": "37090a990070dfc6ece44c3c2c4c26fd36434984d9745dead0512e6eaad768ff"}


@pytest.mark.parametrize("version", FINAL)
def test_a_version_has_a_sentence_for_each_purpose(version: str) -> None:
    """Neither one more nor one less, and no two are the same."""
    found = [wording for wording in wordings() if wording.version == version]

    assert tuple(wording.purpose for wording in found) == PURPOSES
    assert len({wording.vi for wording in found} | {wording.en for wording in found}) == 2 * len(PURPOSES)


def test_a_sentence_says_what_the_law_wants_to_be_known() -> None:
    """What is shown, why, by whom, that it is free, and how it is taken back: in both languages."""
    wording = get_wording(LATEST, "public_phone")

    for said in (
        "số điện thoại của tôi",
        "bên kiểm soát dữ liệu",
        "để người mua biết",
        "tự nguyện",
        "rút lại",
    ):
        assert said in wording.vi
    for said in ("my telephone number", "controller", "so that buyers know", "freely", "withdraw"):
        assert said in wording.en


@pytest.mark.parametrize("version", FINAL)
def test_a_version_is_final(version: str) -> None:
    """Who agreed to it agreed to these words: changed ones are a new version."""
    text = "\n".join(f"{found.vi}\n{found.en}" for found in wordings() if found.version == version)

    assert hashlib.sha256(text.encode()).hexdigest() == FINAL[version]


def test_an_unknown_version_is_refused_with_those_that_there_are() -> None:
    """The refusal points at the field."""
    with pytest.raises(WordingUnknown, match="2026-11") as caught:
        get_wording("2020-01", "public_name")

    assert caught.value.pointer == "/wording_version"
