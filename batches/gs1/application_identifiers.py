"""Application Identifiers, as GS1's syntax dictionary describes them: what their values are and where they stand."""

import re
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Final

from batches.gs1.contents import check_digit, has_only, passes

_PART = re.compile(r"\[?(?P<kind>[NXYZ])(?P<is_upto>\.\.)?(?P<length>\d+)\]?(?P<checks>(?:,\w+)*)")
_ANY_DIGIT: Final = "n"
CHECK_DIGIT: Final = "csum"


@dataclass(frozen=True, kw_only=True, slots=True)
class Part:
    """A part of a value: so many characters of a kind, or up to so many, that pass some checks."""

    kind: str
    length: int
    is_upto: bool
    is_optional: bool
    checks: tuple[str, ...]


@dataclass(frozen=True, kw_only=True, slots=True)
class ApplicationIdentifier:
    """One entry.

    Attributes:
        code: two to four digits.
        is_attribute: it may stand in the query of a Digital Link.
        qualifiers: of a primary key, the sequences of which any part may follow it in the path; None of any other.
        required: of each rule, the groups of which one must stand beside it; `n` is any digit.
        excluded: what must not stand beside it.
    """

    code: str
    is_attribute: bool
    parts: tuple[Part, ...]
    qualifiers: tuple[tuple[str, ...], ...] | None
    required: tuple[tuple[tuple[str, ...], ...], ...]
    excluded: tuple[str, ...]

    def accepts(self, value: str) -> bool:
        """Whether a value has the right length, characters, check digits and contents."""
        rest = value
        for part in self.parts:
            if not rest and part.is_optional:
                break
            text, rest = rest[: part.length], rest[part.length :]
            if not text or (len(text) < part.length and not part.is_upto):
                return False
            if not has_only(part.kind, text) or not all(passes(check, text) for check in part.checks):
                return False
        return not rest

    def expected_check_digit(self, value: str) -> str | None:
        """The digit that would make a value right, where its check digit alone is wrong in form."""
        at = 0
        for part in self.parts:
            text = value[at : at + part.length]
            at += part.length
            is_whole = len(text) == part.length and has_only("N", text)
            if CHECK_DIGIT in part.checks and is_whole and not passes(CHECK_DIGIT, text):
                return check_digit(text[:-1])
        return None

    def may_stand_beside(self, others: Collection[str]) -> bool:
        """Whether what it requires is there and what it excludes is not."""
        if any(_matches(pattern, other) for pattern in self.excluded for other in others):
            return False
        return all(_is_met(groups, others) for groups in self.required)

    def may_be_followed_by(self, path: tuple[str, ...]) -> bool:
        """Of a primary key: whether these key qualifiers may follow it, in this order."""
        return self.qualifiers is not None and (
            not path or any(_is_part_of(path, sequence) for sequence in self.qualifiers)
        )


def find_identifier(code: str) -> ApplicationIdentifier | None:
    """The Application Identifier with that code."""
    return identifiers().get(code)


@cache
def identifiers() -> Mapping[str, ApplicationIdentifier]:
    """All of them, by code."""
    text = files("batches.gs1").joinpath("application_identifiers.txt").read_text(encoding="utf-8")
    entries = (line for line in text.splitlines() if line and not line.startswith("#"))
    return {entry.code: entry for line in entries for entry in _read(line)}


@cache
def primary_keys() -> tuple[str, ...]:
    """The codes that a Digital Link's path can begin with."""
    return tuple(code for code, entry in identifiers().items() if entry.qualifiers is not None)


def _read(line: str) -> Iterator[ApplicationIdentifier]:
    codes, *words = line.partition(" # ")[0].split()
    flags = words.pop(0) if re.fullmatch(r"[*?]+", words[0]) else ""
    found = [(word, _PART.fullmatch(word)) for word in words]
    parts = tuple(_part(word, part) for word, part in found if part)
    attributes = [word.partition("=") for word, part in found if not part]
    first, _, last = codes.partition("-")
    for number in range(int(first), int(last or first) + 1):
        yield ApplicationIdentifier(
            code=f"{number:0{len(first)}d}",
            is_attribute="?" in flags,
            parts=parts,
            qualifiers=_qualifiers(attributes),
            required=tuple(
                tuple(tuple(group.split("+")) for group in value.split(","))
                for name, _, value in attributes
                if name == "req"
            ),
            excluded=tuple(
                code for name, _, value in attributes if name == "ex" for code in value.split(",")
            ),
        )


def _part(word: str, found: re.Match[str]) -> Part:
    return Part(
        kind=found["kind"],
        length=int(found["length"]),
        is_upto=found["is_upto"] is not None,
        is_optional=word.startswith("["),
        checks=tuple(check for check in found["checks"].split(",") if check),
    )


def _qualifiers(attributes: list[tuple[str, str, str]]) -> tuple[tuple[str, ...], ...] | None:
    for name, _, value in attributes:
        if name == "dlpkey":
            return tuple(tuple(sequence.split(",")) for sequence in value.split("|") if sequence)
    return None


def _is_met(groups: tuple[tuple[str, ...], ...], others: Collection[str]) -> bool:
    return any(all(any(_matches(code, other) for other in others) for code in group) for group in groups)


def _matches(pattern: str, code: str) -> bool:
    return len(pattern) == len(code) and all(
        wanted in (_ANY_DIGIT, digit) for wanted, digit in zip(pattern, code, strict=True)
    )


def _is_part_of(path: tuple[str, ...], sequence: tuple[str, ...]) -> bool:
    return path == tuple(code for code in sequence if code in path)
