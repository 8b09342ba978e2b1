"""What has become of the labels of a run, folded from its log, and what the passing of time does to them. Pure.

A log only grows. Serials are in sets of ranges, so that a run of a million labels is as quick as one of ten.
"""

import uuid
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from typing import Literal

from labels.runs.ranges import NONE, Range, Ranges

PRINTABLE_FOR = timedelta(hours=24)  # after a whole file was fetched: the printer may have eaten it
VOID_REASONS = ("jam", "blurred", "torn", "wrong_sheet", "lost", "test")
NOT_APPLIED = "not_applied"  # the reason of what is void because its run was closed

Kind = Literal[
    "approved", "declined", "bound", "fetched", "fetched_part", "printed", "applied", "void", "reprint_asked",
    "reprint_approved", "reprint_declined", "closed",
]  # fmt: skip


@dataclass(frozen=True, kw_only=True, slots=True)
class Entry:
    """One line of a run's log.

    Attributes:
        part: the serials that it is about; None: the run as a whole.
        batch_id: what blank labels were bound to.
        answers_id: the entry `reprint_asked` that was decided.
    """

    id: uuid.UUID
    kind: Kind
    at: datetime
    part: Range | None = None
    batch_id: uuid.UUID | None = None
    answers_id: uuid.UUID | None = None


@dataclass(frozen=True, kw_only=True, slots=True)
class Bound:
    """Labels that belong to a batch.

    Attributes:
        worked_at: when any of them was last bound, approved, printed or applied, or fruit of their batch packed: from
            then on they wait to be used.
    """

    batch_id: uuid.UUID
    serials: Ranges
    worked_at: datetime


@dataclass(frozen=True, kw_only=True, slots=True)
class RunLife:
    """Where the labels of a run stand.

    Attributes:
        run: its five characters, for what is refused.
        approval: of more labels than fruit: None where none is needed.
        bound: an ordinary run is bound whole from its beginning, a blank one part by part.
        open_days: after so many without any work on them or packing of their fruit, labels that were not applied are
            void; None: never.
        reopened: what an approved reprint lets be printed again, until that is confirmed.
        asked: reprints that nobody has decided yet.
        copied: what a reprint was approved of; `copies` is how many, a label twice approved counting twice.
        fetched: serials whose whole file was fetched, with when.
        voided: when which became void, each once.
        left_over: what is void because it was not applied before its run was closed, or in time.
        length: of its log.
    """

    run: str
    quantity: int
    length: int = 0
    bound: tuple[Bound, ...] = ()
    open_days: int | None = None
    approval: Literal["awaited", "approved", "declined"] | None = None
    printed: Ranges = NONE
    applied: Ranges = NONE
    void: Ranges = NONE
    voided: tuple[tuple[Ranges, datetime], ...] = ()
    left_over: Ranges = NONE
    reopened: Ranges = NONE
    asked: tuple[tuple[uuid.UUID, Range], ...] = ()
    copied: Ranges = NONE
    copies: int = 0
    fetched: tuple[tuple[Ranges, datetime], ...] = field(default=())
    closed_at: datetime | None = None

    @property
    def whole(self) -> Ranges:
        return Ranges.of(Range(1, self.quantity))

    @property
    def all_bound(self) -> Ranges:
        return Ranges.of(*(part for one in self.bound for part in one.serials))

    @property
    def open(self) -> Ranges:
        """Neither applied nor void: they may still go onto fruit."""
        return self.whole - self.applied - self.void

    @property
    def state(self) -> str:
        """`declined`, `closed`, `awaiting_approval`, `printed` (all that is not void), `partly_printed`, `created`."""
        if self.approval == "declined" or self.closed_at is not None:
            return "declined" if self.approval == "declined" else "closed"
        if self.approval == "awaited":
            return "awaiting_approval"
        if not self.printed:
            return "created"
        return "partly_printed" if self.whole - self.printed - self.void else "printed"

    @property
    def given_out(self) -> Ranges:
        """What was printed, or fetched to be printed."""
        return self.printed | Ranges.of(*(part for ranges, _ in self.fetched for part in ranges))

    @property
    def closes_at(self) -> datetime | None:
        """When its labels that were not applied become void if nothing more happens: the first of them."""
        if self.open_days is None or self.closed_at is not None:
            return None
        waiting = [one.worked_at for one in self.bound if one.serials & self.open]
        return min(waiting) + timedelta(days=self.open_days) if waiting else None

    def batch_of(self, serial: int) -> uuid.UUID | None:
        """The batch that a label belongs to; None while it is blank."""
        return next((one.batch_id for one in self.bound if serial in one.serials), None)

    def voided_at(self, serial: int) -> datetime | None:
        """Since when a label is void; None while it is not."""
        return next((at for serials, at in self.voided if serial in serials), None)

    def locked_at(self, now: datetime) -> Ranges:
        """What may not be printed now without a reprint."""
        old = (ranges for ranges, at in self.fetched if now - at > PRINTABLE_FOR)
        fetched = Ranges.of(*(part for ranges in old for part in ranges))
        return (self.printed - self.reopened) | fetched

    def after_packings(self, recorded_at: Mapping[uuid.UUID, Sequence[datetime]]) -> "RunLife":
        """The run when fruit of its batches was packed at those instants: a packing that came too late renews nothing.

        Args:
            recorded_at: by batch, the first packing first.
        """
        if self.open_days is None:
            return self
        renewed = (_packed(one, recorded_at.get(one.batch_id, ()), self.open_days) for one in self.bound)
        return replace(self, bound=tuple(renewed))

    def at(self, now: datetime) -> "RunLife":
        """The run as it stands at an instant: what waited too long is void, and with nothing else open it is closed.

        Nothing needs to happen for it, and nothing undoes it: such labels are void for every later entry. A run
        that was declined is over already.
        """
        if self.open_days is None or self.closed_at is not None or self.approval == "declined":
            return self
        ends = [(one, one.worked_at + timedelta(days=self.open_days)) for one in self.bound]
        over = [(one, end) for one, end in ends if end <= now]
        life = self
        for one, end in over:
            life = _void(life, one.serials - self.applied, end)
        life = replace(life, left_over=life.left_over | (life.void - self.void))
        if not over or life.whole - life.all_bound - life.void or any(end > now for _, end in ends):
            return life
        return replace(life, closed_at=max(end for _, end in over), asked=(), reopened=NONE)


def fold(life: RunLife, log: Iterable[Entry]) -> RunLife:
    """A run after its log, the oldest entry first."""
    for entry in log:
        life = replace(_after(life, entry), length=life.length + 1)
    return life


def _after(life: RunLife, entry: Entry) -> RunLife:  # noqa: C901, PLR0911 - one short line for each kind of entry
    part = Ranges.of(entry.part) if entry.part else life.whole
    match entry.kind:
        case "approved":
            return _worked(replace(life, approval="approved"), part, entry.at)
        case "declined":
            return _void(replace(life, approval="declined"), life.whole, entry.at)
        case "bound":
            assert entry.batch_id is not None  # noqa: S101 - its log says what it was bound to
            one = Bound(batch_id=entry.batch_id, serials=part, worked_at=entry.at)
            return replace(life, bound=(*life.bound, one))
        case "fetched":
            return replace(life, fetched=(*life.fetched, (part, entry.at)))
        case "fetched_part":
            return life
        case "printed":
            printed = replace(life, printed=life.printed | part, reopened=life.reopened - part)
            return _worked(printed, part, entry.at)
        case "applied":
            applied = replace(life, printed=life.printed | part, applied=life.applied | part)
            return _worked(applied, part, entry.at)
        case "void":
            return _void(replace(life, applied=life.applied - part), part, entry.at)
        case "reprint_asked":
            asked = (*life.asked, (entry.id, entry.part or Range(1, life.quantity)))
            return replace(life, asked=asked)
        case "reprint_approved" | "reprint_declined":
            return _decided(life, entry)
        case "closed":
            closed = replace(
                life, closed_at=entry.at, asked=(), reopened=NONE, left_over=life.left_over | life.open
            )
            return _void(closed, life.open, entry.at)


def _worked(life: RunLife, part: Ranges, at: datetime) -> RunLife:
    return replace(
        life, bound=tuple(replace(one, worked_at=at) if one.serials & part else one for one in life.bound)
    )


def _packed(one: Bound, recorded_at: Sequence[datetime], open_days: int) -> Bound:
    for at in recorded_at:
        if one.worked_at < at < one.worked_at + timedelta(days=open_days):
            one = replace(one, worked_at=at)
    return one


def _void(life: RunLife, serials: Ranges, at: datetime) -> RunLife:
    new = serials - life.void
    return replace(life, void=life.void | new, voided=(*life.voided, (new, at))) if new else life


def _decided(life: RunLife, entry: Entry) -> RunLife:
    part = Ranges.of(*(part for asked_id, part in life.asked if asked_id == entry.answers_id))
    life = replace(life, asked=tuple(one for one in life.asked if one[0] != entry.answers_id))
    if entry.kind == "reprint_declined":
        return life
    # What was fetched and never confirmed was printed all the same; the day to fetch it in begins anew.
    return replace(
        life,
        printed=life.printed | part,
        reopened=life.reopened | part,
        fetched=tuple((ranges - part, at) for ranges, at in life.fetched),
        copied=life.copied | part,
        copies=life.copies + part.count,
    )
