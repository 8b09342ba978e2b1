"""Decisions about inspections and laboratory tests: their days, their figures, what they unlock. Pure."""

import itertools
import uuid
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal, InvalidOperation

from batches.quality.errors import AnalyteNamedTwice, DayInFuture, DayOutOfOrder, ResultContradictsLimit

CADMIUM = "cadmium"
BASIC_YELLOW_2 = "basic_yellow_2"
CHINA_TESTS = (CADMIUM, BASIC_YELLOW_2)


@dataclass(frozen=True, kw_only=True, slots=True)
class Analyte:
    """What a report says of one substance.

    Attributes:
        name: `cadmium`, `basic_yellow_2`, or the paper's own word.
        value, limit: as the paper writes them: `0.012`, `<0.01`, `ND`.
    """

    name: str
    value: str
    unit: str | None
    limit: str | None
    passed: bool


def check_days(days: Sequence[tuple[date, str, str, str]], *, today: date) -> None:
    """Refuse days that do not follow each other, or lie ahead.

    Args:
        days: in their order, each with its pointer and what happened then in Vietnamese and English.

    Raises:
        DayOutOfOrder, DayInFuture: one does.
    """
    for (earlier, _, earlier_vi, earlier_en), (day, pointer, vi, en) in itertools.pairwise(days):
        if day < earlier:
            raise DayOutOfOrder(
                got_on=day,
                what_vi=vi,
                what_en=en,
                earliest_on=earlier,
                after_vi=earlier_vi,
                after_en=earlier_en,
                pointer=pointer,
            )
    last, pointer, _, _ = days[-1]
    if last > today:
        raise DayInFuture(got_on=last, today=today, pointer=pointer)


def check_analytes(analytes: Sequence[Analyte]) -> None:
    """Refuse a report that contradicts itself; figures that are no numbers are the paper's own matter.

    Raises:
        AnalyteNamedTwice, ResultContradictsLimit: it does.
    """
    seen: set[str] = set()
    for place, found in enumerate(analytes):
        pointer = f"/analytes/{place}"
        if found.name in seen:
            raise AnalyteNamedTwice(name=found.name, pointer=f"{pointer}/name")
        seen.add(found.name)
        value, limit = _number(found.value), _number(found.limit)
        if found.passed and value is not None and limit is not None and value > limit:
            raise ResultContradictsLimit(
                name=found.name,
                value=found.value,
                limit=found.limit,
                unit=found.unit or "",
                pointer=f"{pointer}/passed",
            )


def uncovered(
    batch_id: uuid.UUID,
    *,
    passed: Mapping[uuid.UUID, Collection[str]],
    inputs: Mapping[uuid.UUID, Collection[uuid.UUID]],
    wanted: Iterable[str],
) -> list[str]:
    """The tests that a batch lacks: passed by itself, or by every batch that it was made of, and so on.

    Args:
        passed: by batch, what it passed.
        inputs: by batch, what it was made of.
    """
    return [name for name in wanted if not _is_covered(batch_id, name, passed, inputs)]


def _is_covered(
    batch_id: uuid.UUID,
    name: str,
    passed: Mapping[uuid.UUID, Collection[str]],
    inputs: Mapping[uuid.UUID, Collection[uuid.UUID]],
) -> bool:
    """Whether no way up leads to a harvest past untested batches only; each batch is met once."""
    seen, ahead = {batch_id}, [batch_id]
    while ahead:
        met = ahead.pop()
        if name in passed.get(met, ()):
            continue
        made_of = inputs.get(met, ())
        if not made_of:
            return False
        ahead += [found for found in made_of if found not in seen]
        seen.update(made_of)
    return True


def _number(text: str | None) -> Decimal | None:
    try:
        number = Decimal((text or "").strip().replace(",", "."))
    except InvalidOperation:
        return None
    return number if number.is_finite() else None
