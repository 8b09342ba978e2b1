"""What may still become of a run's labels, asked of where they stand. Pure."""

from datetime import datetime

from labels.runs.life.errors import (
    LabelsBound,
    LabelsNotBound,
    LabelsNotPrinted,
    LabelsVoid,
    RunAlreadyPrinted,
    RunAwaitsApproval,
    RunClosed,
    RunDecided,
    RunDeclined,
    SerialsBeyondRun,
)
from labels.runs.life.rules import RunLife
from labels.runs.ranges import Range, Ranges

REPRINT_FREE_PERCENT = 5  # more than that of a run is a second set of labels


def check_inside(life: RunLife, part: Range) -> Ranges:
    """Accept serials that the run has.

    Raises:
        SerialsBeyondRun: it has not.
    """
    if not 1 <= part.first <= part.last <= life.quantity:
        raise SerialsBeyondRun(run=life.run, quantity=life.quantity, met=part)
    return Ranges.of(part)


def without_void(life: RunLife, told: Ranges) -> Ranges:
    """What is left of serials when void ones are passed over; all of them where none would be left, to be refused."""
    return told - life.void or told


def check_open(life: RunLife) -> None:
    """Accept a run whose labels may be printed and used.

    Raises:
        RunAwaitsApproval, RunDeclined, RunClosed: they may not, yet or any more.
    """
    if life.approval == "declined":
        raise RunDeclined(run=life.run)
    if life.closed_at is None and life.approval == "awaited":
        raise RunAwaitsApproval(run=life.run)
    if life.closed_at is not None:
        raise RunClosed(run=life.run, closed_at=life.closed_at.isoformat(timespec="seconds"))


def check_waits(life: RunLife) -> None:
    """Accept a run that waits for an approval.

    Raises:
        RunDecided: it does not, or waited too long.
    """
    if life.approval != "awaited" or life.closed_at is not None:
        raise RunDecided(run=life.run)


def check_use(life: RunLife, part: Range) -> None:
    """Accept serials that may be confirmed as printed.

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


def check_reprint(life: RunLife, part: Range) -> None:
    """Accept serials that may be asked to be printed again: there is a first print of each.

    Raises:
        RunAwaitsApproval, RunDeclined, RunClosed, SerialsBeyondRun, LabelsVoid: they may not be used.
        LabelsNotPrinted: some were neither printed nor fetched.
    """
    check_use(life, part)
    new = Ranges.of(part) - life.given_out
    if new:
        raise LabelsNotPrinted(run=life.run, met=new)


def needs_approval_to_reprint(life: RunLife, part: Range) -> bool:
    """Whether another person must agree: more than a few in a hundred are printed again, this time included."""
    waiting = sum(len(asked) for _, asked in life.asked)
    return (life.copies + waiting + len(part)) * 100 > REPRINT_FREE_PERCENT * life.quantity


def _refuse_void(life: RunLife, serials: Ranges) -> None:
    void = serials & life.void
    if void:
        raise LabelsVoid(run=life.run, met=void)
