"""Use cases of the diary: entries are final, a correction is a new entry. The caller owns the transaction."""

import uuid
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy.orm import Session

from batches.actors import Actor
from batches.days import day_of
from batches.diary.copying import copying_findings
from batches.diary.errors import (
    EntryCorrected,
    EntryCoversOthers,
    EntryIncomplete,
    EntryVoid,
    PerformerUnclear,
    VoidUnclear,
)
from batches.diary.findings import PesticideRetired
from batches.diary.model import DiaryEntry, DiaryPerformer, Pesticide
from batches.diary.pesticides import get_own_pesticide
from batches.diary.queries import get_own_entry
from batches.diary.rules import Sprayed, check_day, check_sprayed
from batches.errors import NotFound
from batches.organisations.members.model import Member
from batches.ownership import get_own, own_organisation_id
from batches.plots.sets import get_own_plots, visible_plot_ids


@dataclass(frozen=True, kw_only=True, slots=True)
class Performer:
    """Who did the work: a member household, or a name."""

    member_id: uuid.UUID | None = None
    name: str | None = None


@dataclass(frozen=True, kw_only=True, slots=True)
class WorkReport:
    """What somebody says was done.

    Attributes:
        corrects_id: the entry that this one stands in place of.
        void: it only takes that entry back, for the reason in `note`.
    """

    plot_ids: Sequence[uuid.UUID] | None = None
    kind: str | None = None
    performed_on: date | None = None
    pesticide_id: uuid.UUID | None = None
    product_name: str | None = None
    pre_harvest_interval_days: int | None = None
    target: str | None = None
    dose: str | None = None
    note: str | None = None
    performed_by: Performer | None = None
    corrects_id: uuid.UUID | None = None
    void: bool = False


def record_entry(session: Session, actor: Actor, report: WorkReport, *, now: datetime) -> DiaryEntry:
    """Enter work, correct an entry, or take one back; harvests that it concerns are not judged here.

    The plots are locked: a harvest of theirs is registered before or after, and knows.

    Raises:
        EntryIncomplete, WorkInFuture, PerformerUnclear: it cannot have happened so, or is not told whole.
        PesticideNotNamed, IntervalMissing, PesticideNamedTwice, IntervalOfPesticidesOnly: what was sprayed.
        NotFound: a plot, the pesticide, the member or the corrected entry is missing or not the actor's to see.
        EntryCorrected, EntryCoversOthers: the entry to correct.
        VoidUnclear, EntryVoid: what is to be taken back.
    """
    corrected = _correctable(session, actor, report.corrects_id) if report.corrects_id else None
    entry = _void(report, corrected) if report.void else _entry(session, actor, report, today=day_of(now))
    _lock_plots(session, actor, entry, corrected)
    entry.organisation_id = own_organisation_id(actor)
    entry.corrects_id = report.corrects_id
    entry.note = report.note
    entry.recorded_at, entry.recorded_by = now, actor.id
    entry.performer = _performer(session, actor, report.performed_by)
    entry.warnings = []
    if not report.void:
        found = [*_pesticide_findings(session, entry), *copying_findings(session, entry)]
        entry.warnings = [finding.stored() for finding in found]
    session.add(entry)
    session.flush()
    return entry


def _correctable(session: Session, actor: Actor, entry_id: uuid.UUID) -> DiaryEntry:
    """The entry to correct, locked: it is corrected once."""
    entry = get_own_entry(session, actor, entry_id, pointer="/corrects_id", lock=True)
    if len(visible_plot_ids(session, actor, entry.plots)) < len(entry.plots):
        raise EntryCoversOthers(pointer="/corrects_id")
    if entry.corrected_by is not None:
        raise EntryCorrected(corrected_by_id=entry.corrected_by.id, pointer="/corrects_id")
    return entry


def _lock_plots(session: Session, actor: Actor, *entries: DiaryEntry | None) -> None:
    """All at once and in one order, so that two entries never wait for each other."""
    plot_ids = {plot.id for entry in entries if entry is not None for plot in entry.plots}
    get_own_plots(session, actor, list(plot_ids), lock=True)


def _void(report: WorkReport, corrected: DiaryEntry | None) -> DiaryEntry:
    """An entry that takes another one back, over its plots and of its day."""
    allowed = {"corrects_id", "note", "void"}
    given = [
        name for name in WorkReport.__slots__ if name not in allowed and getattr(report, name) is not None
    ]
    if given:
        raise VoidUnclear(what=", ".join(given), pointer=f"/{given[0]}")
    if corrected is None:
        raise VoidUnclear(what="corrects_id", pointer="/corrects_id")
    if report.note is None:
        raise VoidUnclear(what="note", pointer="/note")
    if corrected.is_void:
        raise EntryVoid(pointer="/corrects_id")
    return DiaryEntry(
        kind=corrected.kind, performed_on=corrected.performed_on, plots=list(corrected.plots), is_void=True
    )


def _entry(session: Session, actor: Actor, report: WorkReport, *, today: date) -> DiaryEntry:
    if not report.plot_ids or report.kind is None or report.performed_on is None:
        needed = {"plot_ids": report.plot_ids, "kind": report.kind, "performed_on": report.performed_on}
        missing = [name for name, value in needed.items() if not value]
        raise EntryIncomplete(missing=", ".join(missing), pointer=f"/{missing[0]}")
    check_day(report.performed_on, today=today)
    sprayed = Sprayed(
        is_listed=report.pesticide_id is not None,
        product_name=report.product_name,
        interval_days=report.pre_harvest_interval_days,
    )
    check_sprayed(report.kind, sprayed)
    listed = None
    if report.pesticide_id is not None:
        listed = get_own_pesticide(session, actor, report.pesticide_id, pointer="/pesticide_id")
    return DiaryEntry(
        kind=report.kind,
        performed_on=report.performed_on,
        plots=get_own_plots(session, actor, report.plot_ids),
        pesticide_id=report.pesticide_id,
        product_name=listed.product_name if listed else report.product_name,
        pre_harvest_interval_days=(
            listed.pre_harvest_interval_days if listed else report.pre_harvest_interval_days
        ),
        target=report.target,
        dose=report.dose,
        is_void=False,
    )


def _performer(session: Session, actor: Actor, given: Performer | None) -> DiaryPerformer | None:
    if given is None:
        return None
    if (given.member_id is None) == (given.name is None):
        raise PerformerUnclear(pointer="/performed_by")
    if given.member_id is None:
        return DiaryPerformer(name=given.name)
    pointer = "/performed_by/member_id"
    member = get_own(session, actor, Member, given.member_id, what="member", pointer=pointer)
    is_anothers = actor.household_code not in (None, member.household_code)
    if is_anothers or member.erased_at is not None:
        raise NotFound(what="member", id=given.member_id, pointer=pointer)
    return DiaryPerformer(member=member)


def _pesticide_findings(session: Session, entry: DiaryEntry) -> list[PesticideRetired]:
    """A list is of today, work may be of any day: only what was sprayed after the retirement is told."""
    if entry.pesticide_id is None:
        return []
    retired_at = session.get_one(Pesticide, entry.pesticide_id).retired_at
    if retired_at is None or entry.performed_on < day_of(retired_at):
        return []
    return [PesticideRetired(product_name=entry.product_name, retired_on=day_of(retired_at))]
