"""A label's code: its format for ever, and that nobody makes one without the key."""

import hashlib
import hmac

import pytest
from hypothesis import given
from hypothesis import strategies as st

from labels.codes.codes import (
    MAX_RUN,
    MAX_SERIAL,
    LabelCode,
    derive_run_key,
    is_authentic,
    make_code,
    parse_code,
    show,
    verify,
)
from labels.codes.crockford import ALPHABET

MASTER = bytes(range(32))
KEY_ID = "a1b2c3d4"
RUN = 7_654_321
RUN_KEY = derive_run_key(MASTER, KEY_ID, RUN)

runs = st.integers(0, MAX_RUN)
serials = st.integers(1, MAX_SERIAL)

GOLDEN = [
    (
        (bytes(32), "a1b2c3d4"),
        (0, 1),
        "b0120fb2c85ff27cda1dea206e09b7522559eeb2d7146bc86939286cd45db3a9",
        "000000001X55DZZ2",
    ),
    (
        (MASTER, "a1b2c3d4"),
        (7_654_321, 1),
        "2843bad6eae86408fd9dbdcd84ad19e83d66a0199df6637eb79f738106c62d5d",
        "79JXH0001ZF4TJ6F",
    ),
    (
        (MASTER, "a1b2c3d4"),
        (7_654_321, 1_000_000),
        "2843bad6eae86408fd9dbdcd84ad19e83d66a0199df6637eb79f738106c62d5d",
        "79JXHYGJ0CNE8TJG",
    ),
    (
        (b"\xff" * 32, "0"),
        (33_554_431, 1_048_575),
        "c16e7cc44fd703d64fcc3d01ab60a7c7f84dd8ed66062f56c4926adaa509c6d0",
        "ZZZZZZZZZCC99YYF",
    ),
]
"""Codes printed on fruit look like these: a change here is a fault, never an update."""


def independent_run_key(master: bytes, key_id: str, run: int) -> bytes:
    """HKDF-SHA256 (RFC 5869) by hand: extract, then one block of expand."""
    extracted = hmac.new(b"ronguon.vn label code v1", master, hashlib.sha256).digest()
    info = b"label-run-key\x00" + key_id.encode() + b"\x00" + run.to_bytes(4, "big")
    return hmac.new(extracted, info + b"\x01", hashlib.sha256).digest()


def independent_code(run_key: bytes, run: int, serial: int) -> str:
    """The code from bits written as text, without the module under test."""
    message = bytes.fromhex(f"0101{run:08x}{serial:08x}")
    digest = hmac.new(run_key, message, hashlib.sha256).digest()
    bits = f"{run:025b}{serial:020b}" + "".join(f"{byte:08b}" for byte in digest)[:35]
    return "".join("0123456789ABCDEFGHJKMNPQRSTVWXYZ"[int(bits[at : at + 5], 2)] for at in range(0, 80, 5))


@pytest.mark.parametrize(("key", "label", "run_key", "code"), GOLDEN)
def test_the_format_never_changes(
    key: tuple[bytes, str], label: tuple[int, int], run_key: str, code: str
) -> None:
    """Literal codes, computed here a second time with nothing but hmac and hashlib."""
    (master, key_id), (run, serial) = key, label
    derived = derive_run_key(master, key_id, run)

    assert derived.hex() == run_key == independent_run_key(master, key_id, run).hex()
    assert make_code(derived, run, serial) == code == independent_code(derived, run, serial)


@given(st.binary(min_size=32, max_size=32), runs, serials)
def test_every_code_is_what_the_documentation_says(master: bytes, run: int, serial: int) -> None:
    """The independent computation agrees for any key, run and serial."""
    run_key = derive_run_key(master, KEY_ID, run)

    assert run_key == independent_run_key(master, KEY_ID, run)
    assert make_code(run_key, run, serial) == independent_code(run_key, run, serial)


@given(runs, serials)
def test_a_code_is_read_back_and_valid(run: int, serial: int) -> None:
    """As printed for people, in lower case and in 16 characters."""
    run_key = derive_run_key(MASTER, KEY_ID, run)
    text = make_code(run_key, run, serial)
    code = parse_code(show(text).lower())

    assert code is not None
    assert (code.run, code.serial, code.text) == (run, serial, text)
    assert verify(code, run_key, quantity=serial)


def test_no_code_with_one_other_character_is_valid() -> None:
    """Each of the 16 characters replaced by each of the 31 others: 496 codes, none of them ours.

    A changed run number is checked with that run's own key, as the service would.
    """
    text = make_code(RUN_KEY, RUN, 1234)
    others = [
        text[:at] + other + text[at + 1 :] for at in range(16) for other in ALPHABET if other != text[at]
    ]
    codes = [code for other in others if (code := parse_code(other))]

    assert len(codes) == 496
    assert not any(verify(code, derive_run_key(MASTER, KEY_ID, code.run), MAX_SERIAL) for code in codes)


@pytest.mark.parametrize(("serial", "quantity", "valid"), [(1, 1, True), (500, 500, True), (501, 500, False)])
def test_a_serial_beyond_the_quantity_is_not_valid(serial: int, quantity: int, valid: bool) -> None:
    """Even with a right MAC: the run never had that label."""
    code = parse_code(make_code(RUN_KEY, RUN, serial))

    assert code is not None
    assert is_authentic(code, RUN_KEY)
    assert verify(code, RUN_KEY, quantity) == valid


def test_serial_zero_is_not_valid_whatever_its_mac() -> None:
    """Serials count from 1; a code with 0 and the right MAC is still refused."""
    message = bytes.fromhex(f"0101{RUN:08x}00000000")
    mac = int.from_bytes(hmac.new(RUN_KEY, message, hashlib.sha256).digest()[:5], "big") >> 5
    code = LabelCode(run=RUN, serial=0, mac=mac)

    assert is_authentic(code, RUN_KEY)
    assert not verify(code, RUN_KEY, MAX_SERIAL)


def test_another_runs_mac_is_not_valid() -> None:
    """The MAC of the same serial of the next run does not fit this run."""
    other = parse_code(make_code(derive_run_key(MASTER, KEY_ID, RUN + 1), RUN + 1, 7))

    assert other is not None
    assert not verify(LabelCode(run=RUN, serial=7, mac=other.mac), RUN_KEY, MAX_SERIAL)


@pytest.mark.parametrize(("master", "key_id"), [(bytes(32), KEY_ID), (MASTER, "a1b2c3d5")])
def test_another_key_is_not_valid(master: bytes, key_id: str) -> None:
    """Another master key, or the same under another id."""
    code = parse_code(make_code(RUN_KEY, RUN, 7))

    assert code is not None
    assert not verify(code, derive_run_key(master, key_id, RUN), MAX_SERIAL)


@pytest.mark.parametrize("text", ["", "7KX3", "U" * 16, "0" * 15, "0" * 17, "https://a.vn/t/0"])
def test_what_is_no_code_is_none(text: str) -> None:
    """Wrong length or wrong letters."""
    assert parse_code(text) is None


def test_a_code_is_shown_in_four_groups() -> None:
    """For people to read out and type."""
    assert show("7KX3Q9MTVH2D4F6J") == "7KX3-Q9MT-VH2D-4F6J"


@pytest.mark.parametrize(("run", "serial"), [(-1, 1), (MAX_RUN + 1, 1), (0, 0), (0, MAX_SERIAL + 1)])
def test_runs_and_serials_that_do_not_fit_get_no_code(run: int, serial: int) -> None:
    """Runs have 25 bits, serials go from 1 to 1,048,575."""
    with pytest.raises(ValueError, match="expected run 0 to 33554431 and serial 1 to 1048575"):
        make_code(RUN_KEY, run, serial)


@pytest.mark.parametrize("run", [-1, MAX_RUN + 1])
def test_a_run_that_does_not_fit_gets_no_key(run: int) -> None:
    """The same limits for the key."""
    with pytest.raises(ValueError, match="expected a run within 0 to 33554431"):
        derive_run_key(MASTER, KEY_ID, run)
