"""What was packed of harvests is no harvest: it fills no quota, and no rule of a harvest is asked of it."""

from datetime import date
from decimal import Decimal

from sqlalchemy import select
from sqlalchemy.orm import Session

from batches.harvest.model import Batch, Hold
from batches.harvest.reviews import review_area_code
from batches.plots.growing_areas.service import record_growing_area_status
from batches.recalls.standing import standing_of
from tests.builders import make_cooperative
from tests.builders_chain import make_packed, make_weighed
from tests.builders_registry import give_season
from tests.conftest import NOW


def test_packing_uses_no_quota(session: Session) -> None:
    """600 kg of 1,000 are cut and packed; 400 more may still be cut, and not a kilogram beyond."""
    cooperative = make_cooperative(session)
    give_season(session, cooperative, quota_kg=Decimal(1000))
    make_packed(session, cooperative, [(make_weighed(session, cooperative, "600"), "600")])

    inside, beyond = (make_weighed(session, cooperative, weight) for weight in ("400", "1"))

    assert (inside.open_holds, [hold.code for hold in beyond.open_holds]) == ([], ["quota-exceeded"])


def test_a_suspended_code_holds_the_harvest_and_so_what_was_packed_of_it(session: Session) -> None:
    """The rule is asked of the harvest alone; the packed batch is held by it, without a hold of its own."""
    cooperative = make_cooperative(session)
    cut = make_weighed(session, cooperative)
    packed = make_packed(session, cooperative, [(cut, "100")])
    code = cooperative.area_code
    record_growing_area_status(
        session, cooperative.actor, code.id, status="suspended", from_on=date(2026, 10, 1), now=NOW
    )

    held = review_area_code(session, code, now=NOW)

    assert held == [cut]
    assert session.scalars(select(Hold).where(Hold.batch_id == packed.id)).all() == []
    assert standing_of(session, packed).status_of(session.get_one(Batch, packed.id)) == "on_hold"
