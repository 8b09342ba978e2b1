"""Log lines: one JSON object each, without secrets and without characters that could break a line."""

import pytest

from app.logs import clean, clean_text


@pytest.mark.parametrize(
    ("text", "cleaned"),
    [
        ("Sầu riêng Ri6", "Sầu riêng Ri6"),
        ("a\nb\r\tc", "a\\u000ab\\u000d\\u0009c"),
        ("\x1b[31mred", "\\u001b[31mred"),
        ("\u202eabc\u2066", "\\u202eabc\\u2066"),
        ("\ud800", "\\ud800"),
        ("\x85\u2028", "\\u0085\\u2028"),
        ("GET /I/7K3Q9XTM7K3Q9XTM7K3Q9XTM7K seen", "GET /I/[hidden] seen"),
        ("/I/7k3q?lang=en", "/I/[hidden]?lang=en"),
        ("Bearer rn_abcdefgh0123456789abcdefgh0123456789", "Bearer [hidden]"),
    ],
)
def test_text_is_harmless(text: str, cleaned: str) -> None:
    """Newlines, ANSI, bidi and half characters are spelled out; secrets are hidden; Vietnamese stays."""
    assert clean_text(text) == cleaned


def test_secrets_are_hidden_by_their_name_and_nested_values_are_cleaned() -> None:
    """Whatever a library logs goes through the same door."""
    event = {
        "event": "x",
        "Authorization": "a",
        "PIN": 1234,
        "list": ["\n", 1, None],
        "map": {"k\n": "v\x1b"},
        "o": object,
    }

    cleaned = clean(None, "info", event)

    assert cleaned["Authorization"] == cleaned["PIN"] == "[hidden]"
    assert cleaned["list"] == ["\\u000a", 1, None]
    assert cleaned["map"] == {"k\\u000a": "v\\u001b"}
    assert cleaned["o"] == "<class 'object'>"
