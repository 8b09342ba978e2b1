"""Labels counted along chains in the database: who is a second party, what lies too far, what a card says."""

import uuid
from collections.abc import Callable
from decimal import Decimal

import pytest
from sqlalchemy.orm import Session

from app.secrets import label_keys
from batches.harvest.confirming import confirm_weight
from batches.harvest.model import Batch
from batches.harvest.weighing import record_weighing
from labels.runs.allotment import queries
from labels.runs.allotment.errors import AllotmentExceeded
from labels.runs.allotment.parties import is_weight_confirmed
from labels.runs.allotment.terms import Terms
from labels.runs.life.service import close_run
from labels.runs.model import PrintRun
from labels.runs.ranges import Range
from labels.runs.reconciliation.service import reconcile
from tests.builders import Cooperative, make_actor, make_batch, make_cooperative, make_run
from tests.builders_chain import TODAY, hand_over, make_carton, make_packed, make_weighed
from tests.conftest import BASE_URL, NOW

FREELY = Terms(unconfirmed_percent=120)


def same(actor_id: uuid.UUID) -> uuid.UUID:
    return actor_id


def label(session: Session, who: Cooperative, batch: Batch, quantity: int, **but: object) -> PrintRun:
    return make_run(session, who, label_keys(), batch_id=batch.id, quantity=quantity, terms=FREELY, **but)


def by_another_scale(session: Session, grower: Cooperative, batch: Batch) -> None:
    confirm_weight(
        session,
        batch,
        net_weight_kg=Decimal(99),
        note=None,
        confirmed_by=uuid.uuid4(),
        is_alone=False,
        now=NOW,
    )


def by_its_receiver(session: Session, grower: Cooperative, batch: Batch) -> None:
    hand_over(session, grower, make_cooperative(session, gtin=None), [(batch, "40")])


@pytest.mark.parametrize("confirm", [by_another_scale, by_its_receiver])
def test_a_second_party_confirms_a_weight(
    session: Session, confirm: Callable[[Session, Cooperative, Batch], None]
) -> None:
    """One word is one party's; another scale, or who received a part of it, is the second."""
    grower = make_cooperative(session)
    batch = make_weighed(session, grower)

    assert not is_weight_confirmed(session, batch, same)
    confirm(session, grower, batch)
    assert is_weight_confirmed(session, batch, same)


def test_a_confirmation_holds_for_the_weight_that_it_confirmed(session: Session) -> None:
    """A weight that is corrected afterwards stands alone again."""
    grower = make_cooperative(session)
    batch = make_weighed(session, grower)
    by_another_scale(session, grower, batch)
    batch.net_weight_kg = Decimal(140)
    session.flush()

    assert not is_weight_confirmed(session, batch, same)


def test_who_weighs_an_estimate_of_another_is_a_second_party(session: Session) -> None:
    """Unless it is the same person with another token."""
    grower = make_cooperative(session)
    batch = make_batch(session, grower, weight_kind="estimated")
    weigher = make_actor(grower.organisation, id=uuid.uuid4())
    record_weighing(
        session,
        weigher,
        batch.id,
        net_weight_kg=Decimal(1200),
        weighed_on=TODAY,
        base_url=BASE_URL,
        now=NOW,
    )

    assert is_weight_confirmed(session, batch, same)
    assert not is_weight_confirmed(session, batch, lambda _: grower.actor.id)


def test_growers_are_the_second_party_of_what_another_packs(session: Session) -> None:
    """A packer who packs own fruit too is alone with that part of the weight."""
    grower, packer = make_cooperative(session), make_cooperative(session, gtin=None)
    bought, own = make_weighed(session, grower), make_weighed(session, packer)
    hand_over(session, grower, packer, [(bought, "100")])

    assert is_weight_confirmed(session, make_packed(session, packer, [(bought, "50")]), same)
    assert not is_weight_confirmed(session, make_packed(session, packer, [(bought, "50"), (own, "50")]), same)


def test_labels_of_another_organisation_count_along_the_chain(session: Session) -> None:
    """What the grower labelled is not labelled again by who bought and packed it."""
    grower, packer = make_cooperative(session), make_cooperative(session, gtin=None)
    batch = make_weighed(session, grower, "150")
    label(session, grower, batch, 60)
    hand_over(session, grower, packer, [(batch, "150")])
    packed = make_packed(session, packer, [(batch, "150")])

    with pytest.raises(AllotmentExceeded, match="take 45 more labels"):
        label(session, packer, packed, 46)
    label(session, packer, packed, 45)


def test_what_lies_too_far_counts_as_labelled(session: Session, monkeypatch: pytest.MonkeyPatch) -> None:
    """Of a chain longer than is looked at, too few labels are given and never too many."""
    monkeypatch.setattr(queries, "MOST_STOPS", 2)
    grower = make_cooperative(session)
    first = make_weighed(session, grower, "150")
    second = make_packed(session, grower, [(first, "90")])
    third = make_packed(session, grower, [(second, "90")])

    with pytest.raises(AllotmentExceeded, match="take 45 more labels"):
        label(session, grower, first, 46)
    with pytest.raises(AllotmentExceeded, match="take 0 more labels"):
        label(session, grower, third, 1)
    label(session, grower, first, 45)


def test_cartons_are_counted_by_what_they_contain(session: Session) -> None:
    """100 fruits by six are 17 cartons, which takes nothing from the tags on the fruits."""
    grower = make_cooperative(session)
    batch = make_weighed(session, grower, "150")
    carton = make_carton(session, grower)
    carton.contains_count = 6
    packed = make_packed(session, grower, [(batch, "150")], product_id=carton.id)
    design = {"design": "box-100x50", "stock": "roll-100x50"}

    with pytest.raises(AllotmentExceeded, match="labels on cartons"):
        label(session, grower, packed, 18, **design)
    label(session, grower, packed, 17, **design)
    label(session, grower, packed, 105)


def test_cards_along_a_chain_explain_each_other(session: Session) -> None:
    """Half is tagged when it is cut and the rest when it is packed: neither card is off."""
    grower = make_cooperative(session)
    harvest = make_batch(session, grower, net_weight_kg=Decimal(200), fruit_count=100)
    run = label(session, grower, harvest, 50)
    close_run(session, grower.actor, run, [Range(1, 50)], base_url=BASE_URL, now=NOW)
    packed = make_packed(session, grower, [(harvest, "200")], fruit_count=100)
    run = label(session, grower, packed, 50)
    close_run(session, grower.actor, run, [Range(1, 49)], base_url=BASE_URL, now=NOW)

    [first], [second] = (
        reconcile(session, grower.actor, batch.id, now=NOW).cards for batch in (harvest, packed)
    )
    assert (first.labels.applied, first.passed_on, first.difference) == (50, 100, 0)
    assert (second.labels.applied, second.labelled_before, second.difference) == (49, 50, 1)
    assert not second.is_alert
