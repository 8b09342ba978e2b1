"""Loads what the rules compare, to see whether entries or intervals look copied. Saves nothing."""

from collections.abc import Sequence
from datetime import timedelta

from sqlalchemy import ColumnElement, select
from sqlalchemy.orm import Session, selectinload

from batches.days import day_of
from batches.diary.model import DiaryEntry, DiaryPerformer, Pesticide
from batches.diary.queries import stands
from batches.diary.rules import (
    ENTERED_TOGETHER,
    NamedPesticide,
    Row,
    intervals_look_copied,
    rows_look_copied,
)
from batches.findings import Finding

A_YEAR = timedelta(days=366)


def copying_findings(session: Session, entry: DiaryEntry) -> list[Finding]:
    """What is worth a second look about an entry that is not saved yet."""
    others = [_row(other) for other in _typed_with(session, entry)]
    found: list[Finding | None] = [rows_look_copied(_row(entry), others)]
    if entry.kind == "pesticide":
        found.append(intervals_look_copied(_pesticides(session, entry)))
    return [finding for finding in found if finding is not None]


def _typed_with(session: Session, entry: DiaryEntry) -> Sequence[DiaryEntry]:
    """What the same person entered of the same day's work just before, but what the entry replaces."""
    return session.scalars(
        select(DiaryEntry)
        .where(
            DiaryEntry.organisation_id == entry.organisation_id,
            DiaryEntry.kind == entry.kind,
            DiaryEntry.performed_on == entry.performed_on,
            DiaryEntry.recorded_by == entry.recorded_by,
            DiaryEntry.recorded_at >= entry.recorded_at - ENTERED_TOGETHER,
            _is_not_replaced_by(entry),
            stands(),
        )
        .options(selectinload(DiaryEntry.plots), selectinload(DiaryEntry.performer))
    ).all()


def _is_not_replaced_by(entry: DiaryEntry) -> ColumnElement[bool]:
    return DiaryEntry.id.is_distinct_from(entry.corrects_id)


def _pesticides(session: Session, entry: DiaryEntry) -> list[NamedPesticide]:
    """What is in the list or was sprayed within a year, each with its interval, and what the entry says."""
    listed = select(Pesticide.product_name, Pesticide.pre_harvest_interval_days).where(
        Pesticide.organisation_id == entry.organisation_id, Pesticide.retired_at.is_(None)
    )
    sprayed = (
        select(DiaryEntry.product_name, DiaryEntry.pre_harvest_interval_days)
        .where(
            DiaryEntry.organisation_id == entry.organisation_id,
            DiaryEntry.kind == "pesticide",
            DiaryEntry.performed_on >= day_of(entry.recorded_at) - A_YEAR,
            _is_not_replaced_by(entry),
            stands(),
        )
        .distinct()
    )
    found = [(entry.product_name, entry.pre_harvest_interval_days)]
    found += [(name, days) for name, days in session.execute(listed)]
    found += [(name, days) for name, days in session.execute(sprayed)]
    return [NamedPesticide(product_name=name or "", interval_days=days or 0) for name, days in found]


def _row(entry: DiaryEntry) -> Row:
    return Row(
        households=frozenset(str(plot.member_id or plot.id) for plot in entry.plots),
        kind=entry.kind,
        product_name=entry.product_name,
        dose=entry.dose,
        target=entry.target,
        performed_on=entry.performed_on,
        performer=_who(entry.performer),
        recorded_by=str(entry.recorded_by),
        recorded_at=entry.recorded_at,
    )


def _who(performer: DiaryPerformer | None) -> str | None:
    if performer is None:
        return None
    if performer.name is not None:
        return " ".join(performer.name.casefold().split())
    member_id = performer.member_id or (performer.member.id if performer.member else None)
    return None if member_id is None else str(member_id)
