"""How long the labels of a batch wait for their use, with its packings as the database has them."""

from datetime import timedelta

import pytest
from sqlalchemy.orm import Session

from app.secrets import label_keys
from labels.runs.finding import read_run
from labels.runs.life.queries import life_of
from tests.builders import make_cooperative, make_run
from tests.builders_chain import make_packed, make_weighed
from tests.conftest import NOW


@pytest.mark.parametrize(("packed_after_days", "closes_after_days"), [(10, 24), (20, 14)])
def test_packing_renews_what_still_waits(
    session: Session, packed_after_days: int, closes_after_days: int
) -> None:
    """Fourteen days from a packing that came in time, for the run as for its labels; another batch's counts not."""
    grower = make_cooperative(session)
    batch, other = make_weighed(session, grower), make_weighed(session, grower)
    run = make_run(session, grower, label_keys(), batch_id=batch.id, quantity=2)
    make_packed(session, grower, [(other, "5")], now=NOW + timedelta(days=13))
    make_packed(session, grower, [(batch, "5")], now=NOW + timedelta(days=packed_after_days))

    end = NOW + timedelta(days=closes_after_days)
    facts = read_run(session, run.number)
    assert facts is not None
    assert facts.void_at == end
    assert life_of(session, run, now=end - timedelta(seconds=1)).state == "created"
    assert life_of(session, run, now=end).closed_at == end
