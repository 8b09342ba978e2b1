"""Numbers: whole ones, measures for drawing, and decimals as strings, since a float has lost its own already."""

import re
from collections.abc import Mapping
from decimal import Decimal
from typing import Any, ClassVar

from app.api.fields.base import InputField, shown

_FLOAT = re.compile(r"-?[0-9]+(\.[0-9]+)?([eE][-+]?[0-9]+)?")
_MOST_DIGITS = 400  # of a number that a program writes out
_MOST_FLOAT = 1e9
_NUMERAL = re.compile(r"-?([0-9]{1,10})(?:\.([0-9]{1,9}))?")


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


class WholeChoice(InputField[int]):
    """One of a few whole numbers."""

    def __init__(self, *choices: int, metadata: dict[str, Any] | None = None, **kwargs: Any) -> None:
        listed = [*choices, *([None] if kwargs.get("allow_none") else [])]
        super().__init__(metadata={"enum": listed} | (metadata or {}), **kwargs)
        self.choices = choices

    def _deserialize(
        self, value: Any, attr: str | None, data: Mapping[str, Any] | None, **kwargs: Any
    ) -> int:
        if isinstance(value, bool) or not isinstance(value, int | float) or value not in self.choices:
            raise self.refuse("not-a-choice", choices=", ".join(map(str, self.choices)), got=shown(value))
        return int(value)


class Measure(InputField[float]):
    """A number of JSON, as of millimetres; the document tells its range, and who takes it judges that."""

    def __init__(
        self, *, least: float, most: float, metadata: dict[str, Any] | None = None, **kwargs: Any
    ) -> None:
        super().__init__(metadata={"minimum": least, "maximum": most} | (metadata or {}), **kwargs)
        self.least, self.most = least, most

    def _deserialize(
        self, value: Any, attr: str | None, data: Mapping[str, Any] | None, **kwargs: Any
    ) -> float:
        number = self._read(value)
        if number is None:
            raise self.refuse("not-a-measure", got=shown(value))
        if not abs(number) <= _MOST_FLOAT:
            raise self.refuse("out-of-range", least=self.least, most=self.most, got=shown(value))
        return float(number)

    def _read(self, value: Any) -> float | None:
        return None if isinstance(value, bool) or not isinstance(value, int | float) else value


class QueryMeasure(Measure):
    """The same where everything is text."""

    def _read(self, value: Any) -> float | None:
        is_number = isinstance(value, str) and len(value) <= _MOST_DIGITS and _FLOAT.fullmatch(value)
        return float(value) if is_number else None


class Serials(InputField[tuple[int, int]]):
    """Labels of a run from one serial to another, both included: `[1, 48]`."""

    def __init__(self, *, most: int, metadata: dict[str, Any] | None = None, **kwargs: Any) -> None:
        whole = {"type": "integer", "minimum": 1, "maximum": most}
        super().__init__(metadata={"items": whole, "minItems": 2, "maxItems": 2} | (metadata or {}), **kwargs)
        self.most = most

    def _deserialize(
        self, value: Any, attr: str | None, data: Mapping[str, Any] | None, **kwargs: Any
    ) -> tuple[int, int]:
        if not isinstance(value, list):
            raise self.refuse("not-a-list", got=shown(value))
        if len(value) != 2:
            raise self.refuse("wrong-count", least=2, most=2, got=len(value))
        whole = Whole(least=1, most=self.most, required=True)
        first, last = (whole._deserialize(one, attr, None) for one in value)
        return first, last


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


class WeightOrNothing(Weight):
    """The same, or zero."""

    LEAST = Decimal(0)
    PATTERN = r"^[0-9]{1,7}(\.[0-9]{1,3})?$"


class FruitWeight(Weight):
    """Kilograms of one durian, 0.5 to 10: "1.8"."""

    LEAST = Decimal("0.5")
    MOST = Decimal(10)
    PATTERN = r"^(0{1,2}\.[5-9][0-9]{0,2}|0?[1-9](\.[0-9]{1,3})?|10(\.0{1,3})?)$"


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
