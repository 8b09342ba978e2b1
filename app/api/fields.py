"""Fields of requests: shape and range only; every refusal is a FieldProblem, never a library's sentence."""

import re
import unicodedata
import uuid
from collections.abc import Collection, Mapping
from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any, ClassVar, Generic, TypeVar

from marshmallow import Schema, ValidationError, fields
from werkzeug.datastructures import FileStorage

from app.refusals import FieldProblem

_ALLOWED_CONTROLS = {"\n", "\t"}
_REFUSED_CATEGORIES = {"Cc", "Cs", "Co", "Cn"}
_BIDI = {chr(point) for point in (0x061C, 0x200E, 0x200F, *range(0x202A, 0x202F), *range(0x2066, 0x206A))}
_INVISIBLE = {chr(point) for point in (0x00AD, 0x180E, 0x200B, 0x2060, 0xFEFF, 0x2028, 0x2029)}
_SHOWN_LENGTH = 60
_MOST_COMPOSED = 4  # characters that NFC makes one of: U+1F82 is alpha and three marks
_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_ID = re.compile(r"[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}")
_NUMERAL = re.compile(r"-?([0-9]{1,10})(?:\.([0-9]{1,9}))?")
_INSTANT = re.compile(
    r"([0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2})(\.[0-9]+)?(Z|[+-][0-9]{2}:[0-9]{2})",
    re.IGNORECASE,
)
_TEXT_PATTERN = (
    r"^(?! *$)[^\u0000-\u0008\u000b-\u001f\u007f-\u009f\u00ad\u061c\u180e\u200b\u200e\u200f"
    r"\u2028-\u202e\u2060\u2066-\u2069\ue000-\uf8ff\ufeff]+$"
)

T = TypeVar("T")


def shown(value: object) -> str:
    """The value met, short and safe enough to stand in an error."""
    text = value if isinstance(value, str) else repr(value)
    clean = text if text.isprintable() else ascii(text)[1:-1]
    return f"“{clean[:_SHOWN_LENGTH]}…”" if len(clean) > _SHOWN_LENGTH else f"“{clean}”"


class Input(Schema):
    """A request's body or query: a field that it does not know is refused."""

    error_messages = {  # noqa: RUF012 - marshmallow's own form
        "unknown": FieldProblem("unknown-field"),  # type: ignore[dict-item]
        "type": FieldProblem("not-an-object", {"got": "another kind of value"}),  # type: ignore[dict-item]
    }


class InputField(fields.Field[T], Generic[T]):
    """A field whose refusals are FieldProblems."""

    def make_error(self, key: str, **kwargs: Any) -> ValidationError:
        return _form_error(key)

    def refuse(self, code: str, **values: object) -> ValidationError:
        return ValidationError([FieldProblem(code, values)])


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


class Whole(InputField[int]):
    """A whole number in a range; in a query it comes as digits."""

    def __init__(
        self, *, least: int, most: int, metadata: dict[str, Any] | None = None, **kwargs: Any
    ) -> None:
        super().__init__(metadata={"minimum": least, "maximum": most} | (metadata or {}), **kwargs)
        self.least, self.most = least, most

    def _deserialize(
        self, value: Any, attr: str | None, data: Mapping[str, Any] | None, **kwargs: Any
    ) -> int:
        number = self._read(value)
        if number is None:
            raise self.refuse("not-whole", got=shown(value))
        if not self.least <= number <= self.most:
            raise self.refuse("out-of-range", least=self.least, most=self.most, got=shown(number))
        return number

    def _read(self, value: Any) -> int | None:
        if isinstance(value, float) and value.is_integer():  # 402.0 is a whole number in JSON
            return int(value)
        return value if type(value) is int else None


class QueryWhole(Whole):
    """The same where everything is text."""

    def _read(self, value: Any) -> int | None:
        digits = isinstance(value, str) and value.isascii() and value.isdigit() and len(value) <= 18
        return int(value) if digits else None


class Numeral(InputField[Decimal]):
    """A decimal as a string, in a range and with so many decimals at most: a float has lost its own already."""

    LEAST: ClassVar[Decimal]
    MOST: ClassVar[Decimal]
    PLACES: ClassVar[int]
    PATTERN: ClassVar[str]

    def __init__(self, *, metadata: dict[str, Any] | None = None, **kwargs: Any) -> None:
        super().__init__(metadata={"pattern": self.PATTERN} | (metadata or {}), **kwargs)

    def _deserialize(
        self, value: Any, attr: str | None, data: Mapping[str, Any] | None, **kwargs: Any
    ) -> Decimal:
        numeral = _NUMERAL.fullmatch(value) if isinstance(value, str) else None
        if numeral is None:  # an exponent, or a float
            raise self.refuse("not-a-number", got=shown(value))
        number = Decimal(numeral[0])
        if not self.LEAST <= number <= self.MOST or len(numeral[1]) > len(str(int(self.MOST))):
            raise self.refuse("out-of-range", least=self.LEAST, most=self.MOST, got=shown(value))
        if len(numeral[2] or "") > self.PLACES:
            raise self.refuse("too-many-decimals", most=self.PLACES, got=shown(value))
        return number

    def _serialize(self, value: Decimal | None, attr: str | None, obj: Any, **kwargs: Any) -> str | None:
        return None if value is None else f"{value.normalize():f}"


class Weight(Numeral):
    """Kilograms above zero, at most three decimals: "1250.5"."""

    LEAST = Decimal("0.001")
    MOST = Decimal("9999999.999")
    PLACES = 3
    PATTERN = r"^(?!0+(\.0+)?$)[0-9]{1,7}(\.[0-9]{1,3})?$"


class Percentage(Numeral):
    """0 to 100, at most two decimals: "32.5"."""

    LEAST = Decimal(0)
    MOST = Decimal(100)
    PLACES = 2
    PATTERN = r"^(0{0,2}[0-9]|0?[0-9]{2}|100(?=\.0+$|$))(\.[0-9]{1,2})?$"


class Hectares(Numeral):
    """An area above zero, to the square metre: "1.4"."""

    LEAST = Decimal("0.0001")
    MOST = Decimal("9999.9999")
    PLACES = 4
    PATTERN = r"^(?!0+(\.0+)?$)[0-9]{1,4}(\.[0-9]{1,4})?$"


class Flag(InputField[bool]):
    """Yes or no."""

    def _deserialize(
        self, value: Any, attr: str | None, data: Mapping[str, Any] | None, **kwargs: Any
    ) -> bool:
        if not isinstance(value, bool):
            raise self.refuse("not-yes-or-no", got=shown(value))
        return value


class File(InputField[bytes]):
    """A part of a form that is a file; what its sender calls it, in name and type, is not read."""

    def _deserialize(
        self, value: Any, attr: str | None, data: Mapping[str, Any] | None, **kwargs: Any
    ) -> bytes:
        if not isinstance(value, FileStorage):
            raise self.refuse("not-a-file")
        return bytes(value.read())


class Items(InputField[list[Any]]):
    """1 to `most` objects, each judged for itself by who takes them."""

    def __init__(self, *, most: int, metadata: dict[str, Any] | None = None, **kwargs: Any) -> None:
        super().__init__(metadata={"minItems": 1, "maxItems": most} | (metadata or {}), **kwargs)
        self.most = most

    def _deserialize(
        self, value: Any, attr: str | None, data: Mapping[str, Any] | None, **kwargs: Any
    ) -> list[Any]:
        if not isinstance(value, list):
            raise self.refuse("not-a-list", got=shown(value))
        if not 1 <= len(value) <= self.most:
            raise self.refuse("wrong-count", least=1, most=self.most, got=len(value))
        wrong = {
            index: [FieldProblem("not-an-object", {"got": shown(item)})]
            for index, item in enumerate(value)
            if not isinstance(item, dict)
        }
        if wrong:
            raise ValidationError(wrong)
        return value


class Outline(InputField[dict[str, Any]]):
    """GeoJSON, judged by who takes it."""

    def __init__(self, *, types: Collection[str], metadata: dict[str, Any], **kwargs: Any) -> None:
        shape = {"required": ["type"], "properties": {"type": {"type": "string", "enum": list(types)}}}
        super().__init__(metadata=shape | metadata, **kwargs)

    def _deserialize(
        self, value: Any, attr: str | None, data: Mapping[str, Any] | None, **kwargs: Any
    ) -> dict[str, Any]:
        if not isinstance(value, dict):
            raise self.refuse("not-an-object", got=shown(value))
        return value


class Degrees(InputField[tuple[float, float]]):
    """A point as GeoJSON writes it, [longitude, latitude]."""

    MOST = 180

    def __init__(self, *, metadata: dict[str, Any], **kwargs: Any) -> None:
        number = {"type": "number", "minimum": -self.MOST, "maximum": self.MOST}
        super().__init__(metadata={"minItems": 2, "maxItems": 2, "items": number} | metadata, **kwargs)

    def _deserialize(
        self, value: Any, attr: str | None, data: Mapping[str, Any] | None, **kwargs: Any
    ) -> tuple[float, float]:
        if not isinstance(value, list) or len(value) != 2 or not all(map(self._is_degree, value)):
            raise self.refuse("not-a-position", got=shown(value))
        return float(value[0]), float(value[1])

    def _is_degree(self, value: Any) -> bool:
        return type(value) in (int, float) and -self.MOST <= value <= self.MOST


class Day(InputField[date]):
    """A calendar day, YYYY-MM-DD."""

    def _deserialize(
        self, value: Any, attr: str | None, data: Mapping[str, Any] | None, **kwargs: Any
    ) -> date:
        day = _read_day(value)
        if day is None:
            raise self.refuse("not-a-day", got=shown(value))
        return day

    def _serialize(self, value: date | None, attr: str | None, obj: Any, **kwargs: Any) -> str | None:
        return None if value is None else value.isoformat()


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


class Instant(InputField[datetime]):
    """An instant, RFC 3339 in UTC: 2026-10-25T03:00:00.000000Z."""

    def _serialize(self, value: datetime | None, attr: str | None, obj: Any, **kwargs: Any) -> str | None:
        return None if value is None else value.astimezone(UTC).isoformat().replace("+00:00", "Z")


class QueryInstant(Instant):
    """The same in a query, with any offset."""

    def _deserialize(
        self, value: Any, attr: str | None, data: Mapping[str, Any] | None, **kwargs: Any
    ) -> datetime:
        instant = _read_instant(value)
        if instant is None:
            raise self.refuse("not-an-instant", got=shown(value))
        return instant


class InputNested(fields.Nested):
    """An object within one."""

    def make_error(self, key: str, **kwargs: Any) -> ValidationError:
        return _form_error(key)


class InputList(fields.List[Any]):
    """At most `most` values of one kind."""

    def __init__(
        self, inner: fields.Field[Any], *, most: int, metadata: dict[str, Any] | None = None, **kwargs: Any
    ) -> None:
        super().__init__(inner, metadata={"maxItems": most} | (metadata or {}), **kwargs)
        self.most = most

    def _deserialize(
        self, value: Any, attr: str | None, data: Mapping[str, Any] | None, **kwargs: Any
    ) -> list[Any]:
        if not isinstance(value, list):
            raise ValidationError([FieldProblem("not-a-list", {"got": shown(value)})])
        if len(value) > self.most:
            count = {"least": 0, "most": self.most, "got": len(value)}
            raise ValidationError([FieldProblem("wrong-count", count)])
        return super()._deserialize(value, attr, data, **kwargs) or []

    def make_error(self, key: str, **kwargs: Any) -> ValidationError:
        return _form_error(key)


OPENAPI_FORMS: dict[type[fields.Field[Any]], tuple[str, str | None]] = {
    Text: ("string", None),
    QueryText: ("string", None),
    Choice: ("string", None),
    Whole: ("integer", None),
    QueryWhole: ("integer", None),
    Weight: ("string", "decimal"),
    Hectares: ("string", "decimal"),
    Percentage: ("string", "decimal"),
    Outline: ("object", None),
    Degrees: ("array", None),
    Day: ("string", "date"),
    Id: ("string", "uuid"),
    Instant: ("string", "date-time"),
    QueryInstant: ("string", "date-time"),
    Flag: ("boolean", None),
    File: ("string", "binary"),
    Items: ("array", None),
}


def problems_of(messages: Any, pointer: str = "") -> dict[str, FieldProblem]:
    """Marshmallow's nested messages as one problem for each JSON pointer."""
    if isinstance(messages, FieldProblem):
        return {pointer: messages}
    if isinstance(messages, Mapping):
        found: dict[str, FieldProblem] = {}
        for key, value in messages.items():
            step = "" if key == "_schema" else "/" + str(key).replace("~", "~0").replace("/", "~1")
            found |= problems_of(value, pointer + step)
        return found
    return {pointer: next(message for message in messages if isinstance(message, FieldProblem))}


def _form_error(key: str) -> ValidationError:
    """Marshmallow's own words for what is left out or null."""
    return ValidationError([FieldProblem({"required": "missing-field", "null": "null-field"}[key])])


def _is_refused(character: str) -> bool:
    if character in _BIDI or character in _INVISIBLE:
        return True
    return unicodedata.category(character) in _REFUSED_CATEGORIES and character not in _ALLOWED_CONTROLS


def _read_day(value: Any) -> date | None:
    if not isinstance(value, str) or not _DAY.fullmatch(value):
        return None
    try:
        return date.fromisoformat(value)
    except ValueError:  # 2026-02-30
        return None


def _read_instant(value: Any) -> datetime | None:
    found = _INSTANT.fullmatch(value) if isinstance(value, str) else None
    if found is None:
        return None
    try:
        return datetime.fromisoformat(f"{found[1]}{(found[2] or '')[:7]}{found[3]}".upper()).astimezone(UTC)
    except (ValueError, OverflowError):  # 25:00:00, or before the year 1 in UTC
        return None
