"""What all fields of requests share: refusals are FieldProblems, never a library's sentence."""

import json
from collections.abc import Iterable, Mapping
from typing import Any, Generic, TypeVar

from marshmallow import Schema, ValidationError, fields

from app.field_problems import FieldProblem

_SHOWN_LENGTH = 60

T = TypeVar("T")


def shown(value: object) -> str:
    """The value met, short and safe enough to stand in an error: text in quotes, anything else as JSON writes it."""
    text = value if isinstance(value, str) else json.dumps(value, ensure_ascii=False, default=str)
    clean = text if text.isprintable() else ascii(text)[1:-1]
    cut = f"{clean[:_SHOWN_LENGTH]}…" if len(clean) > _SHOWN_LENGTH else clean
    return f"“{cut}”" if isinstance(value, str) else cut


class Input(Schema):
    """A request's body or query: a field that it does not know is refused."""

    error_messages = {  # noqa: RUF012 - marshmallow's own form
        "type": FieldProblem("not-an-object", {"got": "another kind of value"}),  # type: ignore[dict-item]
    }

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        known = [field.data_key or name for name, field in self.load_fields.items()]
        self.error_messages["unknown"] = unknown_field(known)  # type: ignore[assignment]


def unknown_field(known: Iterable[str]) -> FieldProblem:
    """A misspelt name is mended fastest beside the right ones."""
    return FieldProblem("unknown-field", {"known": ", ".join(known) or "—"})


class InputField(fields.Field[T], Generic[T]):
    """A field whose refusals are FieldProblems."""

    def make_error(self, key: str, **kwargs: Any) -> ValidationError:
        return form_error(key)

    def refuse(self, code: str, **values: object) -> ValidationError:
        return ValidationError([FieldProblem(code, values)])


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


def form_error(key: str) -> ValidationError:
    """Marshmallow's own words for what is left out or null."""
    return ValidationError([FieldProblem({"required": "missing-field", "null": "null-field"}[key])])
