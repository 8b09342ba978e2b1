"""Texts, choices, yes or no, ids and files."""

import re
import unicodedata
import uuid
from collections.abc import Mapping
from typing import Any

from werkzeug.datastructures import FileStorage

from app.api.fields.base import InputField, shown

_ALLOWED_CONTROLS = {"\n", "\t"}
_REFUSED_CATEGORIES = {"Cc", "Cs", "Co", "Cn"}
_BIDI = {chr(point) for point in (0x061C, 0x200E, 0x200F, *range(0x202A, 0x202F), *range(0x2066, 0x206A))}
_INVISIBLE = {chr(point) for point in (0x00AD, 0x180E, 0x200B, 0x2060, 0xFEFF, 0x2028, 0x2029)}
_MOST_COMPOSED = 4  # characters that NFC makes one of: U+1F82 is alpha and three marks
_ID = re.compile(r"[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}")
_TEXT_PATTERN = (
    r"^(?! *$)[^\u0000-\u0008\u000b-\u001f\u007f-\u009f\u00ad\u061c\u180e\u200b\u200e\u200f"
    r"\u2028-\u202e\u2060\u2066-\u2069\ue000-\uf8ff\ufeff]+$"
)


class Text(InputField[str]):
    """Text in NFC, trimmed, of 1 to `most` characters, without control, bidi or broken ones."""

    def __init__(self, *, most: int, metadata: dict[str, Any] | None = None, **kwargs: Any) -> None:
        shape = {"minLength": 1, "maxLength": most, "pattern": _TEXT_PATTERN}
        super().__init__(metadata=shape | (metadata or {}), **kwargs)
        self.most = most

    def _deserialize(
        self, value: Any, attr: str | None, data: Mapping[str, Any] | None, **kwargs: Any
    ) -> str:
        if not isinstance(value, str):
            raise self.refuse("not-text", got=shown(value))
        if len(value) > self.most * _MOST_COMPOSED:  # sorting a million marks would take minutes
            raise self.refuse("wrong-length", least=1, most=self.most, got=len(value))
        text = unicodedata.normalize("NFC", value).strip(" ")
        for position, character in enumerate(text, start=1):
            if _is_refused(character):
                raise self.refuse("forbidden-character", got=f"U+{ord(character):04X}", position=position)
        if not 1 <= len(text) <= self.most:
            raise self.refuse("wrong-length", least=1, most=self.most, got=len(text))
        return text


class QueryText(InputField[str]):
    """Any text of a query, judged by who takes it."""

    def __init__(self, *, most: int, metadata: dict[str, Any] | None = None, **kwargs: Any) -> None:
        super().__init__(metadata={"minLength": 1, "maxLength": most} | (metadata or {}), **kwargs)
        self.most = most

    def _deserialize(
        self, value: Any, attr: str | None, data: Mapping[str, Any] | None, **kwargs: Any
    ) -> str:
        if not isinstance(value, str) or not 1 <= len(value) <= self.most:
            raise self.refuse("wrong-length", least=1, most=self.most, got=len(str(value)))
        return value


class Choice(InputField[str]):
    """One of a few words."""

    def __init__(self, *choices: str, metadata: dict[str, Any] | None = None, **kwargs: Any) -> None:
        super().__init__(metadata={"enum": list(choices)} | (metadata or {}), **kwargs)
        self.choices = choices

    def _deserialize(
        self, value: Any, attr: str | None, data: Mapping[str, Any] | None, **kwargs: Any
    ) -> str:
        if value not in self.choices or not isinstance(value, str):
            raise self.refuse("not-a-choice", choices=", ".join(self.choices), got=shown(value))
        return value


class Flag(InputField[bool]):
    """Yes or no."""

    def _deserialize(
        self, value: Any, attr: str | None, data: Mapping[str, Any] | None, **kwargs: Any
    ) -> bool:
        if not isinstance(value, bool):
            raise self.refuse("not-yes-or-no", got=shown(value))
        return value


class Id(InputField[uuid.UUID]):
    """An id of ours, in the 36-character form."""

    def _deserialize(
        self, value: Any, attr: str | None, data: Mapping[str, Any] | None, **kwargs: Any
    ) -> uuid.UUID:
        if not isinstance(value, str) or not _ID.fullmatch(value):
            raise self.refuse("not-an-id", got=shown(value))
        return uuid.UUID(value)

    def _serialize(self, value: uuid.UUID | None, attr: str | None, obj: Any, **kwargs: Any) -> str | None:
        return None if value is None else str(value)


class File(InputField[bytes]):
    """A part of a form that is a file; what its sender calls it, in name and type, is not read."""

    def _deserialize(
        self, value: Any, attr: str | None, data: Mapping[str, Any] | None, **kwargs: Any
    ) -> bytes:
        if not isinstance(value, FileStorage):
            raise self.refuse("not-a-file")
        return bytes(value.read())


def _is_refused(character: str) -> bool:
    if character in _BIDI or character in _INVISIBLE:
        return True
    return unicodedata.category(character) in _REFUSED_CATEGORIES and character not in _ALLOWED_CONTROLS
