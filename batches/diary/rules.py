"""What a diary entry must say, and when entries look copied without being one team's work. Pure."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from batches.diary import errors
from batches.diary.findings import IntervalsLookCopied, RowsLookCopied

ENTERED_TOGETHER = timedelta(hours=1)  # one sitting of who types the diaries of many
LEAST_COPIES = 3
LEAST_PRODUCTS = 5


@dataclass(frozen=True, kw_only=True, slots=True)
class NamedPesticide:
    """A pesticide with the interval of its label."""

    product_name: str
    interval_days: int


@dataclass(frozen=True, kw_only=True, slots=True)
class Sprayed:
    """How an entry says what was sprayed: by the list, or by name and interval."""

    is_listed: bool
    product_name: str | None
    interval_days: int | None


@dataclass(frozen=True, kw_only=True, slots=True)
class Row:
    """An entry as far as it can look copied.

    Attributes:
        households: whose plots it covers; a plot without a household stands for one.
        performer: who did the work, in any form that is equal for the same; None where nobody is named.
    """

    households: frozenset[str]
    kind: str
    product_name: str | None
    dose: str | None
    target: str | None
    performed_on: date
    performer: str | None
    recorded_by: str
    recorded_at: datetime

    @property
    def work(self) -> tuple[object, ...]:
        """What was done, as two who write the same would write it."""
        return (self.kind, self.performed_on, *self.details)

    @property
    def details(self) -> tuple[str, ...]:
        return tuple(
            " ".join((text or "").casefold().split()) for text in (self.product_name, self.dose, self.target)
        )


def check_day(performed_on: date, *, today: date) -> None:
    """Refuse work that cannot have been done yet; any day of the past may be entered, people write late.

    Raises:
        WorkInFuture: its day is after today in Vietnam.
    """
    if performed_on > today:
        raise errors.WorkInFuture(performed_on=performed_on, today=today, pointer="/performed_on")


def check_sprayed(kind: str, sprayed: Sprayed) -> None:
    """Refuse a spraying that names its pesticide twice, half or not at all; an interval is never defaulted.

    Raises:
        IntervalOfPesticidesOnly: another work names a pesticide of the list or an interval.
        PesticideNamedTwice, PesticideNotNamed, IntervalMissing: a spraying that is not clear.
    """
    if kind != "pesticide":
        if sprayed.is_listed or sprayed.interval_days is not None:
            raise errors.IntervalOfPesticidesOnly(kind=kind, pointer="/kind")
        return
    if sprayed.is_listed:
        given = {"product_name": sprayed.product_name, "pre_harvest_interval_days": sprayed.interval_days}
        doubled = [name for name, value in given.items() if value is not None]
        if doubled:
            raise errors.PesticideNamedTwice(given=", ".join(doubled), pointer=f"/{doubled[0]}")
        return
    if sprayed.product_name is None:
        raise errors.PesticideNotNamed(pointer="/product_name")
    if sprayed.interval_days is None:
        raise errors.IntervalMissing(product_name=sprayed.product_name, pointer="/pre_harvest_interval_days")


def may_see_performer(
    *, is_manager: bool, household_code: str | None, performer_household: str | None, is_all_own: bool
) -> bool:
    """Whether an actor is told who did the work: a manager is, and the household whose work it was.

    Args:
        household_code: the household that the actor is bound to.
        performer_household: that of the performer, where it is a member.
        is_all_own: every plot of the entry is of the actor's household.
    """
    if is_manager:
        return True
    if household_code is None:
        return False
    return household_code == performer_household if performer_household else is_all_own


def rows_look_copied(row: Row, others: Iterable[Row]) -> RowsLookCopied | None:
    """Whether an entry is the fourth alike that the same person typed for as many households.

    One entry over the plots of several households, or entries that name the same performer, are one team's work.
    Where nothing but kind and day is told there is nothing that could be copied.
    """
    if len(row.households) > 1 or not any(row.details):
        return None
    alike = [other for other in others if _looks_like(other, row)]
    households = {household for other in alike for household in other.households}
    performers = {other.performer or min(other.households) for other in alike}
    if min(len(households), len(performers)) < LEAST_COPIES:
        return None
    return RowsLookCopied(performed_on=row.performed_on, households=len(households))


def intervals_look_copied(pesticides: Collection[NamedPesticide]) -> IntervalsLookCopied | None:
    """Whether at least five products have one and the same interval, and none another."""
    products = {" ".join(found.product_name.casefold().split()) for found in pesticides}
    intervals = {found.interval_days for found in pesticides}
    if len(products) < LEAST_PRODUCTS or len(intervals) > 1:
        return None
    return IntervalsLookCopied(products=len(products), interval_days=intervals.pop())


def _looks_like(other: Row, row: Row) -> bool:
    is_one_team = other.performer is not None and other.performer == row.performer
    return (
        other.work == row.work
        and other.recorded_by == row.recorded_by
        and abs(row.recorded_at - other.recorded_at) <= ENTERED_TOGETHER
        and len(other.households) == 1
        and not other.households & row.households
        and not is_one_team
    )
