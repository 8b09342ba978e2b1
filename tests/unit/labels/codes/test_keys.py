"""The label keys: one active, none ever lost, nothing told."""

import json
from datetime import UTC, datetime
from typing import Any

import pytest

from labels.codes.errors import LabelKeyMissing, LabelKeysBroken
from labels.codes.keys import LabelKeys

NOW = datetime(2026, 5, 1, 2, 3, 4, tzinfo=UTC)
ONE = bytes(range(32))
TWO = bytes(range(32, 64))


def make_keys() -> LabelKeys:
    return LabelKeys.first(key_id="one", key=ONE, now=NOW)


def test_a_new_service_has_one_active_key() -> None:
    """The first key is the active one."""
    keys = make_keys()

    assert keys.active_id == "one"
    assert keys.get("one") == ONE


def test_a_new_key_leaves_the_old_one_readable() -> None:
    """New runs take the new key; codes of old runs can still be verified."""
    keys = make_keys().with_new(key_id="two", key=TWO, now=NOW)

    assert keys.active_id == "two"
    assert keys.get("one") == ONE
    assert keys.get("two") == TWO


def test_the_file_gives_the_same_keys_back() -> None:
    """Written and read, in ASCII and with the documented fields."""
    keys = make_keys().with_new(key_id="two", key=TWO, now=NOW)
    text = keys.to_json()

    assert LabelKeys.from_json(text) == keys
    assert text.isascii()
    assert json.loads(text)["one"] == {
        "key": "AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8=",
        "created_at": "2026-05-01T02:03:04+00:00",
        "active": False,
    }


def test_no_key_shows_in_a_repr() -> None:
    """Logs and tracebacks hold no key."""
    assert "x01" not in repr(make_keys())
    assert "AAEC" not in repr(make_keys())


def test_a_missing_key_is_told_by_id() -> None:
    """The sentence says which key to look for in the backups."""
    with pytest.raises(LabelKeyMissing, match="“three”") as caught:
        make_keys().get("three")

    assert caught.value.code == "label-key-missing"


@pytest.mark.parametrize(
    "but",
    [
        {"key_id": "one"},
        {"key_id": ""},
        {"key_id": "số"},
        {"key": b"short"},
        {"now": datetime(2026, 5, 1)},  # noqa: DTZ001 - naive on purpose
    ],
)
def test_a_wrong_new_key_is_not_taken(but: dict[str, Any]) -> None:
    """An id that is taken, empty or not ASCII, a short key, an instant without its zone."""
    given: dict[str, Any] = {"key_id": "two", "key": TWO, "now": NOW} | but

    with pytest.raises(ValueError, match="expected"):
        make_keys().with_new(**given)


def broken(**but: object) -> str:
    entry = json.loads(make_keys().to_json())["one"] | but
    return json.dumps({"one": entry})


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("", "not JSON"),
        ("[]", "expected a JSON object"),
        ("{}", "expected 1 active key, got 0"),
        (broken(active=False), "expected 1 active key, got 0"),
        (json.dumps({key: json.loads(broken())["one"] for key in "ab"}), "expected 1 active key, got 2"),
        ('{"one": 1}', "key one has not the expected fields"),
        (broken(active=1), "key one has not the expected fields"),
        (broken(more=1), "key one has not the expected fields"),
        (broken(key="%"), "key one cannot be decoded"),
        (broken(key="số"), "key one cannot be decoded"),
        (broken(created_at="yesterday"), "key one cannot be decoded"),
        (broken(key="AAEC"), "key one must have 32 bytes"),
        (broken(created_at="2026-05-01T02:03:04"), "key one must have 32 bytes and an instant with its zone"),
    ],
)
def test_a_broken_file_is_refused_with_its_reason(text: str, reason: str) -> None:
    """Never guessed, never made anew: a lost key makes labels unverifiable."""
    with pytest.raises(LabelKeysBroken, match=reason) as caught:
        LabelKeys.from_json(text)

    assert caught.value.code == "label-keys-broken"
    assert "AAEC" not in str(caught.value)
