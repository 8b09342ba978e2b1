"""Outlines and positions on the earth."""

from collections.abc import Collection, Mapping
from typing import Any

from app.api.fields.base import InputField, shown


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
