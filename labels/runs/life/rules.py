"""What has become of the labels of a run, folded from its log; and what may still become of them. Pure.

A log only grows. Serials are in sets of ranges, so that a run of a million labels is as quick as one of ten.
"""

import uuid
from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from typing import Literal

from labels.runs.life.errors import (
    LabelsBound,
    LabelsNotBound,
    LabelsVoid,
    RunAlreadyPrinted,
    RunAwaitsApproval,
    RunClosed,
    RunDecided,
    RunDeclined,
    SerialsBeyondRun,
)
from labels.runs.ranges import NONE, Range, Ranges

PRINTABLE_FOR = timedelta(hours=24)  # after a whole file was fetched: the printer may have eaten it
REPRINT_FREE_PERCENT = 5
VOID_REASONS = ("jam", "blurred", "torn", "wrong_sheet", "lost", "test")
NOT_APPLIED = "not_applied"  # the reason of what is void because its run was closed

Kind = Literal[
    "approved", "declined", "bound", "fetched", "printed", "applied", "void", "reprint_asked",
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
class RunLife:
    """Where the labels of a run stand.

    Attributes:
        run: its five characters, for what is refused.
        approval: of more labels than fruit: None where none is needed.
        bound: by batch, the serials that were given to it; an ordinary run is bound whole from its beginning.
        reopened: what an approved reprint lets be printed again, until that is confirmed.
        asked: reprints that nobody has decided yet.
        copied: what was printed again; `copies` is how many, a label printed twice again counting twice.
        fetched: serials whose whole file was fetched, with when.
    """

    run: str
    quantity: int
    bound: tuple[tuple[uuid.UUID, Ranges], ...] = ()
    approval: Literal["awaited", "approved", "declined"] | None = None
    printed: Ranges = NONE
    applied: Ranges = NONE
    void: Ranges = NONE
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
        return Ranges.of(*(part for _, ranges in self.bound for part in ranges))

    @property
    def open(self) -> Ranges:
        """Neither applied nor void: they may still go onto fruit."""
        return self.whole - self.applied - self.void

    @property
    def state(self) -> str:
        """`awaiting_approval`, `declined`, `closed`, `printed` (all that is not void), `partly_printed`, `created`."""
        if self.approval in ("awaited", "declined"):
            return "awaiting_approval" if self.approval == "awaited" else "declined"
        if self.closed_at is not None:
            return "closed"
        if not self.printed:
            return "created"
        return "partly_printed" if self.whole - self.printed - self.void else "printed"

    def locked_at(self, now: datetime) -> Ranges:
        """What may not be printed now without a reprint."""
        old = (ranges for ranges, at in self.fetched if now - at > PRINTABLE_FOR)
        fetched = Ranges.of(*(part for ranges in old for part in ranges))
        return (self.printed | fetched) - self.reopened


def fold(life: RunLife, log: Iterable[Entry]) -> RunLife:
    """A run after its log, the oldest entry first."""
    for entry in log:
        life = _after(life, entry)
    return life


def _after(life: RunLife, entry: Entry) -> RunLife:  # noqa: PLR0911 - one short line for each kind of entry
    part = Ranges.of(entry.part) if entry.part else life.whole
    match entry.kind:
        case "approved" | "declined":
            return replace(
                life, approval=entry.kind, void=life.whole if entry.kind == "declined" else life.void
            )
        case "bound":
            assert entry.batch_id is not None  # noqa: S101 - its log says what it was bound to
            return replace(life, bound=(*life.bound, (entry.batch_id, part)))
        case "fetched":
            return replace(life, fetched=(*life.fetched, (part, entry.at)))
        case "printed":
            return _printed(life, part)
        case "applied":
            return replace(life, printed=life.printed | part, applied=life.applied | part)
        case "void":
            return replace(life, void=life.void | part, applied=life.applied - part)
        case "reprint_asked":
            asked = (*life.asked, (entry.id, entry.part or Range(1, life.quantity)))
            return replace(life, asked=asked)
        case "reprint_approved" | "reprint_declined":
            return _decided(life, entry)
        case "closed":
            return replace(life, closed_at=entry.at, void=life.whole - life.applied, asked=())


def _printed(life: RunLife, part: Ranges) -> RunLife:
    again = life.printed & part & life.reopened
    return replace(
        life,
        printed=life.printed | part,
        reopened=life.reopened - part,
        copied=life.copied | again,
        copies=life.copies + again.count,
    )


def _decided(life: RunLife, entry: Entry) -> RunLife:
    part = Ranges.of(*(part for asked_id, part in life.asked if asked_id == entry.answers_id))
    life = replace(life, asked=tuple(one for one in life.asked if one[0] != entry.answers_id))
    if entry.kind == "reprint_declined":
        return life
    fetched = tuple((ranges - part, at) for ranges, at in life.fetched)
    # what was fetched and never confirmed was printed all the same
    return replace(life, reopened=life.reopened | part, printed=life.printed | part, fetched=fetched)


def check_inside(life: RunLife, part: Range) -> Ranges:
    """Accept serials that the run has.

    Raises:
        SerialsBeyondRun: it has not.
    """
    if not 1 <= part.first <= part.last <= life.quantity:
        raise SerialsBeyondRun(run=life.run, quantity=life.quantity, met=part)
    return Ranges.of(part)


def check_open(life: RunLife) -> None:
    """Accept a run whose labels may be printed and used.

    Raises:
        RunAwaitsApproval, RunDeclined, RunClosed: they may not, yet or any more.
    """
    if life.approval == "awaited":
        raise RunAwaitsApproval(run=life.run)
    if life.approval == "declined":
        raise RunDeclined(run=life.run)
    if life.closed_at is not None:
        raise RunClosed(run=life.run, closed_at=life.closed_at.isoformat(timespec="seconds"))


def check_waits(life: RunLife) -> None:
    """Accept a run that waits for an approval.

    Raises:
        RunDecided: it does not.
    """
    if life.approval != "awaited":
        raise RunDecided(run=life.run)


def check_use(life: RunLife, part: Range) -> None:
    """Accept serials that may be confirmed as printed, or asked to be printed again.

    Raises:
        RunAwaitsApproval, RunDeclined, RunClosed, SerialsBeyondRun, LabelsVoid: they may not.
    """
    check_open(life)
    _refuse_void(life, check_inside(life, part))


def check_apply(life: RunLife, part: Range) -> None:
    """Accept serials that may be told to be on fruit: they belong to a batch.

    Raises:
        RunAwaitsApproval, RunDeclined, RunClosed, SerialsBeyondRun, LabelsVoid, LabelsNotBound: they may not.
    """
    check_use(life, part)
    loose = Ranges.of(part) - life.all_bound
    if loose:
        raise LabelsNotBound(run=life.run, met=loose)


def check_bind(life: RunLife, part: Range) -> None:
    """Accept blank labels that may be given to a batch.

    Raises:
        RunAwaitsApproval, RunDeclined, RunClosed, SerialsBeyondRun, LabelsVoid, LabelsBound: they may not.
    """
    check_use(life, part)
    taken = Ranges.of(part) & life.all_bound
    if taken:
        raise LabelsBound(run=life.run, met=taken)


def check_void(life: RunLife, part: Range) -> None:
    """Accept serials that may be made void, also after the run was closed: fruit is thrown away with its label.

    Raises:
        SerialsBeyondRun, LabelsVoid: they may not.
    """
    _refuse_void(life, check_inside(life, part))


def check_print(life: RunLife, part: Range, *, now: datetime) -> None:
    """Accept serials whose labels may be given out to be printed now.

    Raises:
        RunAwaitsApproval, RunDeclined, RunClosed, SerialsBeyondRun, LabelsVoid: they may not be used.
        RunAlreadyPrinted: some were printed, or fetched whole more than 24 hours ago.
    """
    check_use(life, part)
    locked = Ranges.of(part) & life.locked_at(now)
    if locked:
        raise RunAlreadyPrinted(run=life.run, met=locked)


def needs_approval_to_reprint(life: RunLife, part: Range) -> bool:
    """Whether another person must agree: more than a few in a hundred were printed again, this time included."""
    waiting = sum(len(asked) for _, asked in life.asked) + life.reopened.count
    return (life.copies + waiting + len(part)) * 100 > REPRINT_FREE_PERCENT * life.quantity


def _refuse_void(life: RunLife, serials: Ranges) -> None:
    void = serials & life.void
    if void:
        raise LabelsVoid(run=life.run, met=void)
