"""The recovery key: what the paper says is what opens, and nothing else does."""

import secrets

import pytest

from app.backups.errors import RecoveryKeyWrong
from app.backups.recovery import RecoveryKey, key_id, seal, unseal

KEY = RecoveryKey(private=bytes(range(32)))


def test_a_sealed_text_opens_with_its_paper() -> None:
    """Typed in small letters, with other blanks and O for 0, the paper still opens it."""
    sealed = seal(b"keys", KEY.public, passing=secrets.token_bytes(32))
    typed = KEY.paper.lower().replace("-", " \n ").replace("0", "o")

    assert unseal(sealed, RecoveryKey.from_paper(typed)) == b"keys"
    assert b"keys" not in sealed


def test_the_paper_is_frozen() -> None:
    """A paper that was printed once is read for ever."""
    paper = "0001-081G-8186-0W40-J2GB-1G6G-W3RG-2491-650N-2RBH-G68T-3CE1-T7GZ-VR22"

    assert (KEY.paper, key_id(KEY.public)) == (paper, "eedd883d")
    assert RecoveryKey.from_paper(paper) == KEY


def test_every_mistyped_character_is_noticed() -> None:
    """One wrong character anywhere, or one too many or too few, is refused as mistyped."""
    digits = KEY.paper.replace("-", "")
    wrong = [
        digits[:at] + ("1" if digits[at] != "1" else "2") + digits[at + 1 :] for at in range(len(digits))
    ]

    for typed in [*wrong, digits[:-1], digits + "0", "", "U" * 56, digits[1] + digits[0] + digits[2:] + "é"]:
        with pytest.raises(RecoveryKeyWrong):
            RecoveryKey.from_paper(typed)


def test_another_key_opens_nothing() -> None:
    """Neither does a single changed byte of what was sealed, nor a part of it."""
    sealed = seal(b"keys", KEY.public, passing=secrets.token_bytes(32))

    with pytest.raises(RecoveryKeyWrong, match=key_id(RecoveryKey(private=bytes(32)).public)):
        unseal(sealed, RecoveryKey(private=bytes(32)))
    for at in range(len(sealed)):
        with pytest.raises(RecoveryKeyWrong):
            unseal(sealed[:at] + bytes([sealed[at] ^ 1]) + sealed[at + 1 :], KEY)
    with pytest.raises(RecoveryKeyWrong):
        unseal(sealed[:20], KEY)


def test_a_key_never_shows_in_a_repr() -> None:
    """Logs and tracebacks print values."""
    assert "private" not in repr(KEY)
