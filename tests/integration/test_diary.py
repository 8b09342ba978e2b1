"""The diary as it is kept and what it warns of, on both databases."""

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest
from sqlalchemy.orm import Session

from batches.base import InsertOnlyViolation
from batches.diary.errors import EntryCorrected, EntryCoversOthers, EntryVoid, WorkInFuture
from batches.diary.model import DiaryEntry
from batches.diary.queries import EntryFilter, list_own_entries
from batches.diary.service import Performer, WorkReport
from batches.errors import NotFound
from batches.harvest.diary_entries import EnteredWork, enter_work
from batches.paging import Wanted
from tests.builders import Cooperative, make_batch, make_cooperative, make_product
from tests.builders_field import make_pesticide, make_plot, make_report
from tests.builders_people import make_member
from tests.conftest import Writing

ENTERED = datetime(2026, 10, 21, 3, 0, tzinfo=UTC)
LATER = datetime(2026, 10, 22, 3, 0, tzinfo=UTC)


@pytest.fixture
def cooperative(writing: Writing) -> Cooperative:
    with writing() as session:
        return make_cooperative(session)


def enter(
    session: Session, cooperative: Cooperative, *, now: datetime = ENTERED, report: WorkReport | None = None
) -> EnteredWork:
    return enter_work(session, cooperative.actor, report or make_report(cooperative), now=now)


def void(entry: DiaryEntry) -> WorkReport:
    return WorkReport(corrects_id=entry.id, void=True, note="Ghi nhầm")


@pytest.mark.parametrize(
    ("variety", "days", "warned"), [("Monthong", 100, True), ("Monthong", 106, False), ("Ri6", 100, False)]
)
def test_days_after_anthesis_come_from_the_diary(
    writing: Writing, cooperative: Cooperative, variety: str, days: int, warned: bool
) -> None:
    """Monthong cut 100 days after its flowering is warned of, after 106 not; of Ri6 no minimum is known."""
    cut_on = date(2026, 10, 20)
    flowered_on = date.fromordinal(cut_on.toordinal() - days)
    with writing() as session:
        product = make_product(session, cooperative.actor, gtin=None, variety=variety)
        flowering = WorkReport(plot_ids=[cooperative.plot.id], kind="flowering", performed_on=flowered_on)
        enter(session, cooperative, report=flowering)
        batch = make_batch(session, cooperative, product_id=product.id, harvested_on=cut_on)

        codes = {stored["code"] for stored in batch.warnings}

    assert ("fruit-too-young" in codes) is warned


def test_an_entry_keeps_the_interval_that_it_was_made_with(
    writing: Writing, cooperative: Cooperative
) -> None:
    """The list is put right later; what was recorded stays, and so does its name."""
    with writing() as session:
        pesticide = make_pesticide(session, cooperative)
        report = WorkReport(
            plot_ids=[cooperative.plot.id],
            kind="pesticide",
            performed_on=date(2026, 10, 1),
            pesticide_id=pesticide.id,
        )
        entry = enter(session, cooperative, report=report).entry
        pesticide.pre_harvest_interval_days, pesticide.product_name = 21, "Tên mới"
        session.flush()
        session.expire(entry)

        assert (entry.product_name, entry.pre_harvest_interval_days) == ("Thuốc Mẫu 50WP", 7)
        assert entry.harvest_from_on == date(2026, 10, 8)


def test_an_entry_is_corrected_once(writing: Writing, cooperative: Cooperative) -> None:
    """The second correction is led to the first, which may be corrected in turn; what takes back stays."""
    with writing() as session:
        first = enter(session, cooperative).entry
        second = enter(session, cooperative, report=make_report(cooperative, corrects_id=first.id)).entry
        session.expire(first)
        with pytest.raises(EntryCorrected) as refused:
            enter(session, cooperative, report=void(first))
        taken = enter(session, cooperative, report=void(second)).entry
        with pytest.raises(EntryVoid):
            enter(session, cooperative, report=void(taken))

        assert refused.value.values["corrected_by_id"] == second.id
        assert taken.plots == second.plots


def test_an_entry_is_final(writing: Writing, cooperative: Cooperative) -> None:
    """Neither its words nor its day change; who did it stands apart and may be erased."""
    with writing() as session:
        named = make_report(cooperative, performed_by=Performer(name="Đội phun mẫu"))
        entry = enter(session, cooperative, report=named).entry
        entry_id = entry.id
        session.delete(entry.performer)
        session.flush()
        session.expire(entry)
        assert entry.performer is None
    with pytest.raises(InsertOnlyViolation), writing() as session:
        session.get_one(DiaryEntry, entry_id).dose = "khác"
        session.flush()


def test_today_is_a_day_in_vietnam(writing: Writing, cooperative: Cooperative) -> None:
    """At 18:00 UTC it is tomorrow there already."""
    report = make_report(cooperative, performed_on=date(2026, 10, 22))
    with writing() as session:
        with pytest.raises(WorkInFuture):
            enter(session, cooperative, report=report, now=datetime(2026, 10, 21, 16, 59, tzinfo=UTC))
        enter(session, cooperative, report=report, now=datetime(2026, 10, 21, 17, 0, tzinfo=UTC))


def test_the_fourth_household_alike_is_warned_of(writing: Writing, cooperative: Cooperative) -> None:
    """Typed one by one; an entry that is put right is not held against its own correction."""
    with writing() as session:
        plots = [
            make_plot(
                session,
                cooperative,
                code=f"H-{number}",
                member=make_member(session, cooperative, household_code=f"H{number}"),
            )
            for number in range(4)
        ]
        entries = [
            enter(
                session, cooperative, report=make_report(cooperative, plot_ids=[plot.id], dose="20 g")
            ).entry
            for plot in plots
        ]
        again = make_report(
            cooperative, plot_ids=[plots[3].id], dose="20 g", note="Đã hỏi lại", corrects_id=entries[0].id
        )
        corrected = enter(session, cooperative, report=again).entry

        assert [[stored["code"] for stored in entry.warnings] for entry in entries] == [
            *[[]] * 3,
            ["rows-look-copied"],
        ]
        assert corrected.warnings == []
        assert entries[3].findings[0].values["households"] == 3


def test_five_pesticides_with_one_interval_are_warned_of(writing: Writing, cooperative: Cooperative) -> None:
    """Four of the list and one that is only in the diary; with a different one in the list nothing is said."""
    with writing() as session:
        for number in range(4):
            make_pesticide(session, cooperative, product_name=f"Thuốc {number}")
        first = enter(session, cooperative).entry
        make_pesticide(session, cooperative, product_name="Thuốc 9", pre_harvest_interval_days=14)
        second = enter(session, cooperative).entry

        assert [stored["code"] for stored in first.warnings] == ["intervals-look-copied"]
        assert second.warnings == []


def test_a_corrected_entry_is_new_to_who_keeps_in_step(writing: Writing, cooperative: Cooperative) -> None:
    """`updated_since` gives the correction and the entry that it changes the standing of."""
    with writing() as session:
        old = enter(session, cooperative).entry
        enter(session, cooperative)
        new = enter(
            session, cooperative, report=make_report(cooperative, corrects_id=old.id), now=LATER
        ).entry
        wanted = Wanted(limit=50, updated_since=LATER)

        page = list_own_entries(session, cooperative.actor, EntryFilter(), wanted)

        assert [shown.entry for shown in page.rows] == [new, old]


def test_a_household_enters_and_corrects_only_its_own(writing: Writing, cooperative: Cooperative) -> None:
    """Plots and members of neighbours are not there; an entry that covers them too is a manager's to correct."""
    with writing() as session:
        member = make_member(session, cooperative, household_code="H01")
        neighbour = make_member(session, cooperative, household_code="H02")
        own = make_plot(session, cooperative, member=member)
        shared = enter(
            session, cooperative, report=make_report(cooperative, plot_ids=[own.id, cooperative.plot.id])
        ).entry
        farmer = replace(cooperative.actor, role="farmer", household_code="H01")

        def try_to(report: WorkReport) -> DiaryEntry:
            return enter_work(session, farmer, report, now=ENTERED).entry

        with pytest.raises(NotFound):
            try_to(make_report(cooperative))
        with pytest.raises(NotFound):
            try_to(
                make_report(cooperative, plot_ids=[own.id], performed_by=Performer(member_id=neighbour.id))
            )
        with pytest.raises(EntryCoversOthers):
            try_to(make_report(cooperative, plot_ids=[own.id], corrects_id=shared.id))
        entry = try_to(
            make_report(cooperative, plot_ids=[own.id], performed_by=Performer(member_id=member.id))
        )
        assert (
            try_to(make_report(cooperative, plot_ids=[own.id], corrects_id=entry.id)).corrects_id == entry.id
        )


def test_an_erased_member_did_nothing_new(writing: Writing, cooperative: Cooperative) -> None:
    """Who asked to be forgotten is named in no new entry."""
    with writing() as session:
        erased = make_member(session, cooperative)
        erased.name, erased.erased_at = None, ENTERED
        report = make_report(cooperative, performed_by=Performer(member_id=erased.id))
        with pytest.raises(NotFound):
            enter(session, cooperative, report=report)
