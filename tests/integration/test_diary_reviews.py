"""A spraying that comes to be known after the harvest, on both databases."""

import uuid
from datetime import UTC, date, datetime

import pytest
from sqlalchemy.orm import Session

from batches.diary.model import DiaryEntry
from batches.diary.service import WorkReport
from batches.harvest.diary_entries import EnteredWork, enter_work
from batches.harvest.holding import decide_hold
from batches.harvest.model import Batch, Hold
from tests.builders import Cooperative, make_batch, make_cooperative
from tests.builders_field import make_plot, make_report
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


def release(session: Session, batch: Batch) -> None:
    [hold] = batch.open_holds
    decide(session, hold)


def decide(session: Session, hold: Hold) -> None:
    decide_hold(
        session,
        hold,
        decision="release",
        reason="Đã kiểm tra",
        decided_by=uuid.uuid4(),
        is_alone=False,
        now=LATER,
    )


def void(entry: DiaryEntry) -> WorkReport:
    return WorkReport(corrects_id=entry.id, void=True, note="Ghi nhầm")


def test_a_spraying_entered_late_holds_the_harvest(writing: Writing, cooperative: Cooperative) -> None:
    """Cut on 20 October and published; sprayed on the 15th with 7 days, entered on the 21st."""
    with writing() as session:
        batch = make_batch(session, cooperative)
        assert batch.status == "published"

        entered = enter(session, cooperative)

        assert entered.held == [batch]
        assert batch.status == "on_hold"
        assert [hold.code for hold in batch.open_holds] == ["pre-harvest-interval"]
        assert [finding.code for finding in entered.findings] == ["harvests-held"]
        assert batch.lot in entered.findings[0].sentence("vi")


@pytest.mark.parametrize(
    ("performed_on", "interval", "held"),
    [
        (date(2026, 10, 13), 7, False),
        (date(2026, 10, 14), 7, True),
        (date(2026, 10, 20), 0, False),
        (date(2026, 10, 20), 1, True),
        (date(2026, 10, 21), 14, False),
        (date(2025, 10, 20), 365, False),
        (date(2025, 10, 21), 365, True),
    ],
)
def test_only_an_interval_that_was_not_over_holds(
    writing: Writing, cooperative: Cooperative, performed_on: date, interval: int, held: bool
) -> None:
    """Fruit of 20 October: sprayed on the 13th with 7 days it is free; sprayed after the cut it is not concerned."""
    with writing() as session:
        batch = make_batch(session, cooperative)
        enter(
            session,
            cooperative,
            report=make_report(cooperative, performed_on=performed_on, pre_harvest_interval_days=interval),
        )

        assert (batch.status == "on_hold") is held


def test_other_plots_and_other_work_hold_nothing(writing: Writing, cooperative: Cooperative) -> None:
    """A spraying of the neighbouring plot, or fertiliser, is no reason."""
    with writing() as session:
        batch = make_batch(session, cooperative)
        other = make_plot(session, cooperative)
        enter(session, cooperative, report=make_report(cooperative, plot_ids=[other.id]))
        manured = make_report(cooperative, kind="fertiliser", pre_harvest_interval_days=None)
        enter(session, cooperative, report=manured)

        assert batch.status == "published"


def test_an_entry_moved_to_another_plot_holds_no_new_harvest(
    writing: Writing, cooperative: Cooperative
) -> None:
    """A plot typed wrongly and put right: the next harvest of the first plot is free."""
    with writing() as session:
        other = make_plot(session, cooperative)
        wrong = enter(session, cooperative).entry
        right = make_report(cooperative, plot_ids=[other.id], corrects_id=wrong.id)
        corrected = enter(session, cooperative, report=right, now=LATER)
        batch = make_batch(session, cooperative)
        theirs = make_batch(session, cooperative, plot_id=other.id)

        assert corrected.held == []
        assert batch.status == "published"
        assert theirs.status == "on_hold"


def test_a_correction_holds_what_it_newly_concerns(writing: Writing, cooperative: Cooperative) -> None:
    """Entered as fertiliser and corrected to a pesticide, the harvest is held then."""
    with writing() as session:
        batch = make_batch(session, cooperative)
        manured = make_report(cooperative, kind="fertiliser", pre_harvest_interval_days=None)
        first = enter(session, cooperative, report=manured).entry

        corrected = enter(
            session, cooperative, report=make_report(cooperative, corrects_id=first.id), now=LATER
        )

        assert corrected.held == [batch]


def test_a_released_hold_is_not_opened_again_by_the_same_finding(
    writing: Writing, cooperative: Cooperative
) -> None:
    """Somebody looked and let it go; the same spraying entered again, or a note corrected, changes nothing."""
    with writing() as session:
        batch = make_batch(session, cooperative)
        entry = enter(session, cooperative).entry
        release(session, batch)
        again = make_report(cooperative, corrects_id=entry.id, note="Phun buổi sáng")

        assert enter(session, cooperative, report=again, now=LATER).held == []
        assert batch.status == "published"


def test_another_finding_holds_a_released_batch(writing: Writing, cooperative: Cooperative) -> None:
    """A second spraying that comes to light is a new reason."""
    with writing() as session:
        batch = make_batch(session, cooperative)
        enter(session, cooperative)
        release(session, batch)
        other = make_report(cooperative, product_name="Thuốc khác", performed_on=date(2026, 10, 18))

        assert enter(session, cooperative, report=other, now=LATER).held == [batch]


def test_an_open_hold_stays_when_its_ground_is_taken_back(writing: Writing, cooperative: Cooperative) -> None:
    """A person decides, in writing; the entry that was taken back counts for no later harvest."""
    with writing() as session:
        batch = make_batch(session, cooperative)
        entry = enter(session, cooperative).entry
        enter(session, cooperative, report=void(entry), now=LATER)

        assert batch.status == "on_hold"
        assert make_batch(session, cooperative).status == "published"


def test_taking_one_spraying_back_may_bring_another_to_light(
    writing: Writing, cooperative: Cooperative
) -> None:
    """Only the spraying whose interval ends last is told; when it falls away and was released, the other counts."""
    with writing() as session:
        batch = make_batch(session, cooperative)
        last = enter(
            session, cooperative, report=make_report(cooperative, pre_harvest_interval_days=14)
        ).entry
        release(session, batch)
        enter(session, cooperative, now=LATER)
        assert batch.status == "published"

        assert enter(session, cooperative, report=void(last), now=LATER).held == [batch]


def test_a_worse_spraying_is_told_beside_an_open_hold(writing: Writing, cooperative: Cooperative) -> None:
    """Who lets the first one go has not decided about the second, of which they had not been told."""
    with writing() as session:
        batch = make_batch(session, cooperative)
        enter(session, cooperative)
        worse = make_report(cooperative, product_name="Thuốc khác", performed_on=date(2026, 10, 19))
        assert enter(session, cooperative, report=worse, now=LATER).held == [batch]

        first, second = batch.open_holds
        decide(session, first)

        assert (batch.status, batch.open_holds) == ("on_hold", [second])


def test_taking_the_ground_of_an_open_hold_back_hides_no_other_spraying(
    writing: Writing, cooperative: Cooperative
) -> None:
    """The hold that has lost its ground will be released; the other spraying was there all the time."""
    with writing() as session:
        batch = make_batch(session, cooperative)
        last = enter(
            session, cooperative, report=make_report(cooperative, pre_harvest_interval_days=14)
        ).entry
        enter(session, cooperative, now=LATER)

        assert enter(session, cooperative, report=void(last), now=LATER).held == [batch]
        decide(session, batch.open_holds[0])
        assert batch.status == "on_hold"


def test_a_rejected_batch_gets_no_more_holds(writing: Writing, cooperative: Cooperative) -> None:
    """It has ended."""
    with writing() as session:
        batch = make_batch(session, cooperative)
        enter(session, cooperative)
        [hold] = batch.open_holds
        decide_hold(
            session, hold, decision="reject", reason="Hủy", decided_by=uuid.uuid4(), is_alone=False, now=LATER
        )
        other = make_report(cooperative, performed_on=date(2026, 10, 19))

        assert enter(session, cooperative, report=other, now=LATER).held == []
