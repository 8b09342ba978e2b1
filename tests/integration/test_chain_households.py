"""A farmer who is bound to a household, where fruit of several households is packed and shipped together."""

import pytest
from sqlalchemy.orm import Session

from batches.errors import NotFound
from batches.events.service import events_of, get_event, list_events
from batches.movements.access import get_seen_batch
from batches.paging import Wanted
from tests.builders import make_actor, make_cooperative
from tests.builders_chain import hand_over, make_packed, make_weighed
from tests.builders_field import make_plot
from tests.builders_people import make_member


def test_a_farmer_reads_no_lot_of_another_household(session: Session) -> None:
    """The harvest, and a shipment of this lot alone; not a packing or shipment with a neighbour's lot in it."""
    cooperative, packer = make_cooperative(session), make_cooperative(session, gtin=None)
    member = make_member(session, cooperative)
    plot = make_plot(session, cooperative, code="H-01", member=member)
    own, neighbours = make_weighed(session, cooperative, plot_id=plot.id), make_weighed(session, cooperative)
    packed = make_packed(session, cooperative, [(own, "10"), (neighbours, "10")])
    hand_over(session, cooperative, packer, [(own, "10")])
    hand_over(session, cooperative, packer, [(own, "5"), (neighbours, "5")])
    household_code = member.household_code
    farmer = make_actor(cooperative.organisation, role="farmer", household_code=household_code)

    seen = list_events(session, farmer, own.id, Wanted(limit=50)).rows

    assert [event.kind for event in reversed(seen)] == ["harvest", "shipping", "accepting", "receiving"]
    assert not [event for event in seen if neighbours.lot in event.document]
    packing = next(event for event in events_of(session, own.id) if event.kind == "packing")
    with pytest.raises(NotFound):
        get_event(session, farmer, own.id, packing.id)
    assert get_seen_batch(session, farmer, own.id) is own
    for batch in (packed, neighbours):
        with pytest.raises(NotFound):
            get_seen_batch(session, farmer, batch.id)
