"""Work that is entered in the diary may concern fruit that was cut already: the entry, then the review."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy.orm import Session

from batches.actors import Actor
from batches.diary.model import DiaryEntry
from batches.diary.service import WorkReport, record_entry
from batches.findings import Finding
from batches.harvest.findings import HarvestsHeld
from batches.harvest.model import Batch
from batches.harvest.reviews import review_plots


@dataclass(frozen=True, kw_only=True, slots=True)
class EnteredWork:
    """An entry with the batches that it put on hold."""

    entry: DiaryEntry
    held: list[Batch]

    @property
    def findings(self) -> list[Finding]:
        """The entry's own, and which harvests are held for it."""
        if not self.held:
            return self.entry.findings
        lots = ", ".join(batch.lot for batch in self.held)
        return [*self.entry.findings, HarvestsHeld(lots=lots)]


def enter_work(session: Session, actor: Actor, report: WorkReport, *, now: datetime) -> EnteredWork:
    """Enter work in the diary and hold the harvests whose interval, as is known now, was not over.

    A correction is a reason to look at the plots and the day of both entries: with one spraying taken back, another
    one's interval may be what was not over.

    Raises:
        As `batches.diary.service.record_entry`.
    """
    entry = record_entry(session, actor, report, now=now)
    corrected = session.get(DiaryEntry, entry.corrects_id) if entry.corrects_id else None
    held: dict[Batch, None] = {}
    for found in (entry, corrected):
        if found is not None and found.kind == "pesticide":
            plot_ids = [plot.id for plot in found.plots]
            held |= dict.fromkeys(review_plots(session, plot_ids=plot_ids, since=found.performed_on, now=now))
    return EnteredWork(entry=entry, held=list(held))
