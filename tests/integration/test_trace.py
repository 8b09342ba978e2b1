"""The chain read back and forward: whole upstream, one's own downstream, by as many statements at any depth."""

import uuid
from collections.abc import Iterator
from datetime import date
from decimal import Decimal

import pytest
from sqlalchemy import event, insert, select
from sqlalchemy.orm import Session

from batches.actors import Actor
from batches.errors import NotFound
from batches.events.model import Event
from batches.harvest.model import Batch
from batches.lineage.model import PackingInput
from batches.packing.model import Packing
from batches.plots.model import Plot
from batches.provenance.trace import Trace, trace
from tests.builders import Cooperative, make_batch, make_cooperative
from tests.builders_people import make_member
from tests.chain_world import ChainWorld, hand_over, make_chain, pack_of, ship

LAST_ON = date(2026, 10, 24)


@pytest.fixture
def chain(session: Session) -> ChainWorld:
    return make_chain(session)


def lots(found: Trace) -> set[str]:
    return {traced.batch.lot for traced in found.batches}


def around(session: Session, who: Cooperative, batch: Batch, direction: str = "both") -> Trace:
    return trace(session, who.actor, batch.id, direction)


def test_back_tells_all_it_was_made_of(session: Session, chain: ChainWorld) -> None:
    """Both harvests of other organisations, with their weights, codes and communes."""
    found = around(session, chain.packer, chain.sold, "back")

    assert lots(found) == {batch.lot for batch in (chain.first, chain.second, chain.packed, chain.sold)}
    assert {(edge.input_id, edge.output_id, edge.net_weight_kg) for edge in found.edges} == {
        (chain.first.id, chain.packed.id, Decimal(200)),
        (chain.second.id, chain.packed.id, Decimal(300)),
        (chain.packed.id, chain.sold.id, Decimal(100)),
    }
    by_id = {traced.batch.id: traced for traced in found.batches}
    first, packed = by_id[chain.first.id], by_id[chain.packed.id]
    assert (first.kind, first.is_own, first.organisation.short_code) == (
        "harvest",
        False,
        chain.one.organisation.short_code,
    )
    assert first.place.commune_code == "30244"
    assert (packed.kind, packed.is_own, packed.packing_house_code is not None) == ("packing", True, True)


def test_forward_tells_only_what_is_ones_own(session: Session, chain: ChainWorld) -> None:
    """A cooperative does not learn what its buyer made of its fruit, and sees that fruit again once it buys it."""
    assert lots(around(session, chain.one, chain.first, "forward")) == {chain.first.lot}
    assert lots(around(session, chain.packer, chain.first, "forward")) == {
        batch.lot for batch in (chain.first, chain.packed, chain.sold, chain.aside)
    }

    hand_over(session, chain.packer, chain.one, [(chain.sold, 50)])

    assert lots(around(session, chain.one, chain.first, "forward")) == {chain.first.lot, chain.sold.lot}
    assert chain.packed.lot in lots(around(session, chain.one, chain.sold, "back"))


def test_a_household_sees_no_further_than_its_harvest(session: Session, chain: ChainWorld) -> None:
    """What became of the fruit of several is not one farmer's."""
    member = make_member(session, chain.packer)
    own = make_batch(session, chain.packer)
    session.get_one(Plot, own.plot_id).member_id = member.id
    pack_of(session, chain.packer, [(own, 10)])
    farmer = Actor(
        id=uuid.uuid4(),
        organisation_id=chain.packer.organisation.id,
        role="farmer",
        scopes=frozenset({"batch:read"}),
        household_code=member.household_code,
    )

    assert {traced.batch.lot for traced in trace(session, farmer, own.id, "both").batches} == {own.lot}
    with pytest.raises(NotFound):
        trace(session, farmer, chain.packed.id, "back")


def test_a_batch_of_others_is_as_missing(session: Session, chain: ChainWorld) -> None:
    """Until a shipment of it is accepted."""
    ship(session, chain.packer, [(chain.sold, 10)], to_organisation=chain.two.organisation.short_code)

    with pytest.raises(NotFound):
        around(session, chain.two, chain.sold)


def test_movements_are_those_by_which_the_fruit_came(session: Session, chain: ChainWorld) -> None:
    """The trader in between is told, another buyer of the same lot is not, except to its seller."""
    other = make_cooperative(session, gtin=None)
    hand_over(session, chain.one, other, [(chain.first, 100)])

    def passages(who: Cooperative, batch: Batch) -> set[tuple[str, str | None]]:
        return {(move.sender, move.receiver) for move in around(session, who, batch).movements}

    one, two, trader, packer = (
        found.organisation.short_code for found in (chain.one, chain.two, chain.trader, chain.packer)
    )
    assert passages(chain.packer, chain.packed) == {(one, trader), (trader, packer), (two, packer)}
    assert passages(chain.one, chain.first) == {(one, trader), (one, other.organisation.short_code)}
    assert passages(chain.trader, chain.first) == {(one, trader), (trader, packer)}


def test_a_movement_tells_both_weights(session: Session, chain: ChainWorld) -> None:
    """Of batches of the chain only."""
    beside = make_batch(session, chain.two, net_weight_kg=Decimal(70))
    hand_over(session, chain.two, chain.packer, [(chain.second, 20), (beside, 30)])

    found = around(session, chain.packer, chain.packed)
    told = {(line.lot, line.sent_kg, line.received_kg) for move in found.movements for line in move.lines}

    assert (chain.second.lot, Decimal(20), Decimal(20)) in told
    assert (chain.first.lot, Decimal(450), Decimal(450)) in told
    assert beside.lot not in {lot for lot, *_ in told}


def test_events_are_those_of_the_chain(session: Session, chain: ChainWorld) -> None:
    """In the order in which they happened; a packing into a batch outside it is none of it."""
    found = around(session, chain.packer, chain.packed, "back")
    events = [occurrence.event for occurrence in found.events]
    aside = session.scalars(select(Packing.event_id).where(Packing.batch_id == chain.aside.id)).one()

    assert [one.kind for one in events if one.kind in ("harvest", "packing")] == [
        "harvest",
        "harvest",
        "packing",
    ]
    forward = around(session, chain.packer, chain.sold, "forward")  # nothing that it was made of is told
    assert [found.event.kind for found in forward.events] == ["packing"]
    assert [one.occurred_at for one in events] == sorted(one.occurred_at for one in events)
    assert aside not in {one.id for one in events}


@pytest.fixture
def statements(session: Session) -> Iterator[list[str]]:
    asked: list[str] = []

    def hear(*given: object) -> None:
        asked.append(str(given[2]))

    event.listen(session.get_bind(), "before_cursor_execute", hear)
    yield asked
    event.remove(session.get_bind(), "before_cursor_execute", hear)


@pytest.mark.parametrize("direction", ["back", "forward", "both"])
def test_depth_asks_no_more_often(
    session: Session, chain: ChainWorld, statements: list[str], direction: str
) -> None:
    """One recursive walk a direction and a fixed number of statements, with five more packings on top as well."""
    counted, last = [], chain.sold
    for weights in ([], [50, 40, 30, 20, 10]):
        for weight in weights:
            packing = pack_of(session, chain.packer, [(last, weight)], packed_on=LAST_ON)
            last = session.get_one(Batch, packing.batch_id)
        start = chain.first if direction == "forward" else last
        session.expire_all()
        statements.clear()
        found = around(session, chain.packer, start, direction)
        counted.append((len(statements), sum("RECURSIVE" in told for told in statements)))
        assert len(found.batches) >= 4 + len(weights)

    assert counted[0] == counted[1]
    assert counted[0][1] == (2 if direction == "both" else 1) + 1  # and one for the standing of all of them


def test_a_circle_ends_too(session: Session, chain: ChainWorld) -> None:
    """No use case makes one; a row that says so all the same is walked once."""
    session.execute(
        insert(PackingInput).values(
            output_id=chain.first.id, input_id=chain.sold.id, net_weight_kg=Decimal(1)
        )
    )

    found = around(session, chain.packer, chain.packed)

    assert lots(found) == {
        batch.lot for batch in (chain.first, chain.second, chain.packed, chain.sold, chain.aside)
    }
    assert isinstance(found.events[0].event, Event)
