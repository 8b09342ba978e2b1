"""Which passwords and PINs are taken, what a person logs in with, and how long a wrong one makes them wait."""

import unicodedata

import pytest

from app.account_refusals import PasswordCommon, PasswordLength, PinCommon, PinForm
from app.accounts.delays import delay_s
from app.accounts.names import normalise_login, normalise_login_name
from app.accounts.passwords import check_password, check_pin, hash_secret, is_right
from batches.organisations.phones import normalise_phone


@pytest.mark.parametrize("password", ["", "1234567", "x" * 7, "xy" * 65])
def test_a_password_has_8_to_128_characters(password: str) -> None:
    with pytest.raises(PasswordLength):
        check_password(password)


@pytest.mark.parametrize(
    "password", ["password", "PASSWORD1", "ssssssss", "AAAAaaaa", "Quan-Ly-82", "+84912345678"]
)
def test_a_password_is_not_one_that_is_tried_first(password: str) -> None:
    """Frequent in any case, one character over and over, or its person's own."""
    with pytest.raises(PasswordCommon):
        check_password(password, of=("quan-ly-82", None, "+84912345678"))


def test_a_password_is_the_same_however_it_was_typed() -> None:
    """Composed and decomposed accents are one; 8 and 128 characters are taken."""
    composed = unicodedata.normalize("NFC", "vườn sầu riêng")
    decomposed = unicodedata.normalize("NFD", composed)
    assert composed != decomposed

    assert check_password(decomposed) == composed
    assert is_right(decomposed, hash_secret(check_password(composed)))
    assert len(check_password("xy" * 4)) == 8
    assert len(check_password("xy" * 64)) == 128


@pytest.mark.parametrize("pin", ["", "50271", "5027180000000", "50271a", "٥٠٢٧١٨", "502 718"])
def test_a_pin_has_6_to_12_digits(pin: str) -> None:
    with pytest.raises(PinForm):
        check_pin(pin)


@pytest.mark.parametrize(
    "pin", ["000000", "123456", "345678", "987654", "890123", "121212", "502502", "123123123"]
)
def test_a_pin_is_not_one_that_is_tried_first(pin: str) -> None:
    """Frequent, a run, or a part that repeats."""
    with pytest.raises(PinCommon):
        check_pin(pin)


def test_a_secret_that_nobody_has_is_wrong_like_any_other() -> None:
    """No hash, half a surrogate, and far too long a text are all a plain no."""
    kept = hash_secret("502718")

    assert is_right("502718", kept)
    assert not is_right("502718", None)
    assert not is_right("\ud800", kept)
    assert not is_right("\ud800", None)
    assert not is_right("502718" * 100, kept)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("0912 345 678", "+84912345678"),
        ("+84 912.345.678", "+84912345678"),
        ("84912345678", "+84912345678"),
        ("0084(912)345-678", "+84912345678"),
        ("０９１２３４５６７８", "+84912345678"),
        ("028 3822 9999", "+842838229999"),
        ("0212345678", None),
        ("09123456789", None),
        ("0112345678", None),
        ("+1 912 345 678", None),
        ("", None),
    ],
)
def test_a_phone_number_has_one_form(text: str, expected: str | None) -> None:
    """Mobile numbers have nine digits after the zero, fixed ones ten."""
    assert normalise_phone(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (" Quan-Ly.82 ", "quan-ly.82"),
        ("abc", "abc"),
        ("ab", None),
        ("-abc", None),
        ("hoa trần", None),
        ("123456", None),
        ("x" * 41, None),
    ],
)
def test_a_login_name_has_one_form(text: str, expected: str | None) -> None:
    """It has a letter, so that it is never a number."""
    assert normalise_login_name(text) == expected


def test_a_login_is_a_phone_number_or_else_a_name() -> None:
    assert normalise_login("0912345678") == "+84912345678"
    assert normalise_login("Hoa.82") == "hoa.82"
    assert normalise_login("?") is None


def test_a_wait_doubles_up_to_a_quarter_of_an_hour() -> None:
    """The free ones cost nothing; no number of failures makes it longer."""
    waits = [delay_s(count, free=5) for count in range(17)]

    assert waits == [0, 0, 0, 0, 0, 1, 2, 4, 8, 16, 32, 64, 128, 256, 512, 900, 900]
    assert delay_s(10**9, free=5) == 900
