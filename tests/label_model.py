"""What should become of labels, kept serial by serial: the model beside the state machine."""

from dataclasses import dataclass, field
from datetime import datetime, timedelta

OPEN_DAYS = 14


@dataclass
class Group:
    """Serials of a run that belong to a batch, waiting since the last work on any of them, or since it was packed."""

    batch: int
    serials: set[int]
    worked_at: datetime


@dataclass
class Run:
    """One run; `batch` is None for a blank one."""

    batch: int | None
    quantity: int
    groups: list[Group] = field(default_factory=list)
    printed: set[int] = field(default_factory=set)
    applied: set[int] = field(default_factory=set)
    void: set[int] = field(default_factory=set)
    left_over: set[int] = field(default_factory=set)
    reopened: set[int] = field(default_factory=set)
    copied: set[int] = field(default_factory=set)
    waiting: bool = False
    declined: bool = False
    closed: bool = False

    @property
    def whole(self) -> set[int]:
        return set(range(1, self.quantity + 1))

    def batch_of(self, serial: int) -> int | None:
        return next((group.batch for group in self.groups if serial in group.serials), None)

    def work(self, part: set[int], now: datetime) -> None:
        """Work on some serials renews the time of all that are bound with them."""
        for group in self.groups:
            if group.serials & part:
                group.worked_at = now

    def pack(self, batch: int, now: datetime) -> None:
        """Packing of their fruit renews the time of labels that still have some."""
        for group in self.groups:
            if group.batch == batch and now < group.worked_at + timedelta(days=OPEN_DAYS):
                group.worked_at = now

    def age(self, now: datetime) -> None:
        """What waited too long is void; with nothing else open the run is over."""
        if self.closed or self.declined:
            return
        over = [group for group in self.groups if group.worked_at + timedelta(days=OPEN_DAYS) <= now]
        for group in over:
            self.leave(group.serials)
        blank = {serial for serial in self.whole - self.void if self.batch_of(serial) is None}
        if over and len(over) == len(self.groups) and not blank:
            self.close()

    def close(self) -> None:
        self.closed = True
        self.leave(self.whole)
        self.reopened = set()

    def leave(self, serials: set[int]) -> None:
        """What was not applied is void."""
        self.left_over |= serials - self.applied - self.void
        self.void |= serials - self.applied

    def told(self, wanted: set[int], *, skips: bool) -> set[int]:
        """What is left of them when void ones are passed over; all of them where nothing is."""
        return (wanted - self.void or wanted) if skips else wanted

    def why_not_open(self) -> set[str]:
        if self.declined:
            return {"run-declined"}
        if self.closed:
            return {"run-closed"}
        return {"run-awaits-approval"} if self.waiting else set()

    def why_not_used(self, part: set[int]) -> set[str]:
        """Why labels cannot be printed or put onto fruit."""
        reasons = self.why_not_open()
        if part - self.whole:
            reasons |= {"serials-beyond-run"}
        if part & self.void:
            reasons |= {"labels-void"}
        return reasons

    def status(self, serial: int, *, is_recalled: bool) -> str:
        """What a scan should tell."""
        if serial in self.void:
            return "void"
        if is_recalled:
            return "recalled"
        if serial in self.copied:
            return "reprinted"
        return "not_bound" if self.batch_of(serial) is None else "issued"
