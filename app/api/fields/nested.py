"""Fields of fields: objects, and lists of one kind."""

from collections.abc import Mapping
from typing import Any

from marshmallow import ValidationError, fields

from app.api.fields.base import InputField, form_error, shown
from app.field_problems import FieldProblem


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


class Part(InputField[Any]):
    """A part of a document whose form stands in `metadata`, judged by who takes the whole."""

    def __init__(self, *, metadata: dict[str, Any], **kwargs: Any) -> None:
        super().__init__(metadata=metadata, **kwargs)


class InputNested(fields.Nested):
    """An object within one."""

    def make_error(self, key: str, **kwargs: Any) -> ValidationError:
        return form_error(key)


class InputList(fields.List[Any]):
    """`least` to `most` values of one kind."""

    def __init__(
        self,
        inner: fields.Field[Any],
        *,
        most: int,
        least: int = 0,
        metadata: dict[str, Any] | None = None,
        **kwargs: Any,
    ) -> None:
        bounds = {"maxItems": most} | ({"minItems": least} if least else {})
        super().__init__(inner, metadata=bounds | (metadata or {}), **kwargs)
        self.least, self.most = least, most

    def _deserialize(
        self, value: Any, attr: str | None, data: Mapping[str, Any] | None, **kwargs: Any
    ) -> list[Any]:
        if not isinstance(value, list):
            raise ValidationError([FieldProblem("not-a-list", {"got": shown(value)})])
        if not self.least <= len(value) <= self.most:
            count = {"least": self.least, "most": self.most, "got": len(value)}
            raise ValidationError([FieldProblem("wrong-count", count)])
        return super()._deserialize(value, attr, data, **kwargs) or []

    def make_error(self, key: str, **kwargs: Any) -> ValidationError:
        return form_error(key)
