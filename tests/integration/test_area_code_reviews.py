"""Batches are asked about again when it becomes known later that their growing-area code did not hold."""

import threading
import time
from datetime import UTC, date, datetime

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from batches.harvest.holding import decide_hold
from batches.harvest.model import Batch
from batches.harvest.reviews import review_area_code
from batches.plots.growing_areas.service import record_growing_area_status
from tests.builders import Cooperative, make_batch, make_cooperative, make_product
from tests.conftest import Writing

KNOWN_AT = datetime(2026, 10, 12, 2, 0, tzinfo=UTC)


def suspend(session: Session, cooperative: Cooperative, from_on: date, status: str = "suspended") -> None:
    recorded = record_growing_area_status(
        session,
        cooperative.actor,
        cooperative.area_code.id,
        status=status,
        from_on=from_on,
        reason="Thông báo mẫu",
        now=KNOWN_AT,
    )
    review_area_code(session, recorded.growing_area_code, now=KNOWN_AT)


def harvested(session: Session, cooperative: Cooperative, day: int, **but: object) -> Batch:
    on = date(2026, 10, day)
    return make_batch(
        session, cooperative, harvested_on=on, now=datetime(2026, 10, day, 10, 0, tzinfo=UTC), **but
    )


def statuses(*batches: Batch) -> list[str]:
    return [batch.status for batch in batches]


@pytest.mark.parametrize("status", ["suspended", "revoked"])
def test_what_was_harvested_since_is_held(writing: Writing, status: str) -> None:
    """On 12 October a suspension from the 8th is recorded: the batches of the 8th and 10th are held, not the 7th's."""
    with writing() as session:
        cooperative = make_cooperative(session)
        before, first, later = (harvested(session, cooperative, day) for day in (7, 8, 10))
        changed_at = before.updated_at

        suspend(session, cooperative, date(2026, 10, 8), status)

        assert statuses(before, first, later) == ["published", "on_hold", "on_hold"]
        assert before.updated_at == changed_at
        [hold] = later.open_holds
        assert (hold.code, hold.since, later.updated_at) == (
            "growing-area-code-not-valid",
            KNOWN_AT,
            KNOWN_AT,
        )
        assert cooperative.area_code.code in hold.finding.sentence("vi")


def test_a_batch_that_was_never_published_is_held_and_nothing_else(writing: Writing) -> None:
    """It stays unpublished, with the warnings and the weight that it had."""
    with writing() as session:
        cooperative = make_cooperative(session)
        bare = make_product(session, cooperative.actor, gtin=None, with_image=False)
        batch = harvested(session, cooperative, 10, product_id=bare.id)
        warnings, weight = list(batch.warnings), batch.net_weight_kg

        suspend(session, cooperative, date(2026, 10, 8))

        assert (batch.status, batch.published_at) == ("on_hold", None)
        assert (batch.warnings, batch.net_weight_kg) == (warnings, weight)


def test_a_released_hold_is_not_opened_again(writing: Writing) -> None:
    """Somebody decided about the suspension; the same finding asks them nothing new, a revocation does."""
    with writing() as session:
        cooperative = make_cooperative(session)
        batch = harvested(session, cooperative, 10)
        suspend(session, cooperative, date(2026, 10, 8))
        decide_hold(
            session,
            batch.open_holds[0],
            decision="release",
            reason="Đã xác minh tại vườn",
            decided_by=cooperative.actor.id,
            is_alone=True,
            now=KNOWN_AT,
        )

        suspend(session, cooperative, date(2026, 10, 9))
        released = batch.status
        suspend(session, cooperative, date(2026, 10, 10), "revoked")

        assert (released, batch.status) == ("published", "on_hold")
        assert "đã bị thu hồi" in batch.open_holds[0].finding.sentence("vi")


def test_recording_it_twice_holds_once(writing: Writing) -> None:
    """One hold for each finding."""
    with writing() as session:
        cooperative = make_cooperative(session)
        batch = harvested(session, cooperative, 10)

        suspend(session, cooperative, date(2026, 10, 8))
        suspend(session, cooperative, date(2026, 10, 8))

        assert len(batch.holds) == 1


def test_a_lifted_suspension_holds_only_what_lies_within(writing: Writing) -> None:
    """Suspended from the 8th and active again from the 11th, told afterwards: the 10th is held, the 11th is not."""
    with writing() as session:
        cooperative = make_cooperative(session)
        within, after = harvested(session, cooperative, 10), harvested(session, cooperative, 11)

        suspend(session, cooperative, date(2026, 10, 11), "active")
        suspend(session, cooperative, date(2026, 10, 8))

        assert statuses(within, after) == ["on_hold", "published"]


def test_other_codes_and_rejected_batches_are_left_alone(writing: Writing) -> None:
    """A batch under another code, and one that was rejected, which needs no more holds."""
    with writing() as session:
        cooperative, other = make_cooperative(session), make_cooperative(session, gtin=None)
        theirs, rejected = harvested(session, other, 10), harvested(session, cooperative, 10)
        suspend(session, cooperative, date(2026, 10, 8))
        decide_hold(
            session,
            rejected.open_holds[0],
            decision="reject",
            reason="Mã không còn hiệu lực",
            decided_by=cooperative.actor.id,
            is_alone=True,
            now=KNOWN_AT,
        )

        suspend(session, cooperative, date(2026, 10, 8), "revoked")

        assert statuses(theirs, rejected) == ["published", "rejected"]
        assert len(rejected.holds) == 1


@pytest.mark.parametrize("is_harvest_first", [True, False])
def test_a_harvest_and_a_suspension_do_not_overlook_each_other(
    writing: Writing, is_harvest_first: bool
) -> None:
    """Whichever of two open transactions began first, the other waits for it, and the batch is held."""
    with writing() as session:
        cooperative = make_cooperative(session)

    def harvest(session: Session) -> None:
        harvested(session, cooperative, 10, growing_area_code_id=cooperative.area_code.id)

    def suspension(session: Session) -> None:
        suspend(session, cooperative, date(2026, 10, 8))

    first, second = (harvest, suspension) if is_harvest_first else (suspension, harvest)

    def follow() -> None:
        with writing() as session:
            second(session)

    follower = threading.Thread(target=follow)
    with writing() as session:
        first(session)
        follower.start()
        time.sleep(0.3)  # so that it has come to where it must wait
        assert follower.is_alive()
    follower.join()

    with writing() as session:
        assert statuses(*session.scalars(select(Batch))) == ["on_hold"]
