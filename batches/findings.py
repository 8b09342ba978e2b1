"""What a rule noticed without refusing: the root of warnings and holds, with words in Vietnamese and English.

A finding is a value: its code and what its sentence names. It can be stored and read back.
"""

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from typing import Any, ClassVar

Stored = dict[str, Any]


class Finding:
    """Something that people should know and a program can act on.

    Subclasses set `code` (kebab-case, for ever) and the two sentences, which may name the keyword values
    given. Two findings are equal when code and values are.
    """

    code: ClassVar[str]
    vi: ClassVar[str]
    en: ClassVar[str]
    kinds: ClassVar[dict[str, type["Finding"]]] = {}

    def __init__(self, **values: object) -> None:
        self.values: Mapping[str, str | int] = {name: _plain(value) for name, value in values.items()}

    def __init_subclass__(cls) -> None:
        Finding.kinds[cls.code] = cls

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Finding) and (self.code, self.values) == (other.code, other.values)

    def __hash__(self) -> int:
        return hash((self.code, tuple(sorted(self.values.items()))))

    def __repr__(self) -> str:
        return f"{type(self).__name__}({dict(self.values)})"

    def sentence(self, language: str) -> str:
        """The sentence in `language`: Vietnamese for `vi`, English for any other."""
        return (self.vi if language == "vi" else self.en).format(**self.values)

    def stored(self) -> Stored:
        """As it stands in a JSON column."""
        return {"code": self.code, "values": dict(self.values)}


def read_finding(stored: Stored) -> Finding:
    """The finding that was stored."""
    return Finding.kinds[stored["code"]](**stored["values"])


def _plain(value: object) -> str | int:
    """Days and decimals as people and JSON read them."""
    if isinstance(value, int):
        return value
    if isinstance(value, Decimal):
        return f"{value.normalize():f}"
    return value.isoformat() if isinstance(value, date) else str(value)
