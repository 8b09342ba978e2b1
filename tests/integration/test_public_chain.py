"""What the public may see of a chain, from what was really recorded."""

from collections import Counter
from datetime import date
from decimal import Decimal

import pytest
from sqlalchemy.orm import Session

from batches.corrections.service import correct_event
from batches.diary.service import record_entry
from batches.events.service import events_of
from batches.harvest.model import Batch
from batches.provenance.queries import find_public_batch
from batches.provenance.story import NOBODY, PublicBatch, PublicConfirmation
from batches.quality.rules import Analyte
from batches.quality.service import LabReport, add_lab_test
from batches.recalls.service import recall_batches
from labels.runs.facts import label_facts
from tests.builders import make_batch, make_cooperative
from tests.builders_field import make_report
from tests.builders_people import NAME, PHONE, make_grower
from tests.chain_world import EDGE, SHIPPED_AT, ChainWorld, accept, hand_over, make_chain, ship
from tests.conftest import BASE_URL, NOW


@pytest.fixture
def chain(session: Session) -> ChainWorld:
    return make_chain(session)


def shown(session: Session, batch: Batch) -> PublicBatch:
    found = find_public_batch(session, lot=batch.lot, now=NOW)
    assert found is not None
    return found


def kinds(batch: PublicBatch) -> list[str]:
    return [stage.kind for stage in batch.stages]


def test_a_packed_batch_tells_its_origins_and_stages(session: Session, chain: ChainWorld) -> None:
    """Each harvest with its code; the way over the trader; what nobody recorded is said to be missing."""
    found = shown(session, chain.sold)

    assert [(origin.harvested_on.day, origin.growing_area_code) for origin in found.origins] == [
        (19, chain.two.area_code.code),
        (20, chain.one.area_code.code),
    ]
    assert Counter(kinds(found)) == {"harvest": 2, "shipping": 3, "receiving": 2, "packing": 2}
    assert {(stage.kind, stage.role) for stage in found.stages} >= {
        ("shipping", "grower"),
        ("shipping", "trader"),
        ("packing", "packer"),
        ("receiving", "packer"),
    }
    assert found.missing_stages == ("cultivation", "testing")
    assert found.packing is not None
    assert found.packing.packed_on == date(2026, 10, 23)
    assert found.grower == NOBODY


def test_a_shipment_is_confirmed_by_who_took_it(session: Session, chain: ChainWorld) -> None:
    """By name within the chain; a buyer of the lot itself is not named, nor is one who has not answered."""
    before = shown(session, chain.sold)
    ship(session, chain.packer, [(chain.sold, 10)], to_text="Bà Bảy, chợ Thử")
    sent = shown(session, chain.sold)
    hand_over(session, chain.packer, chain.one, [(chain.sold, 10)])
    found = shown(session, chain.sold)

    named = {stage.confirmation.by for stage in before.stages if stage.confirmation}
    assert named == {chain.trader.organisation.name, chain.packer.organisation.name}
    last = [stage.confirmation for stage in sent.stages if stage.kind == "shipping"][3:]
    assert last == [None]
    last = [stage.confirmation for stage in found.stages if stage.kind == "shipping"][3:]
    assert last == [None, PublicConfirmation(by=None)]
    assert chain.one.organisation.name not in {
        stage.organisation for stage in found.stages if stage.kind == "receiving"
    }


def test_a_shipment_that_came_to_nothing_is_no_stage(session: Session, chain: ChainWorld) -> None:
    """Refused by its receiver."""
    shipment = ship(
        session, chain.packer, [(chain.sold, 10)], to_organisation=chain.one.organisation.short_code
    )
    accept(session, chain.one, shipment.id, answer="refused", reason="Sai hàng")

    assert kinds(shown(session, chain.sold)).count("shipping") == 3


def test_another_buyer_of_an_origin_is_nobodys_to_know(session: Session, chain: ChainWorld) -> None:
    """A lot of which others bought too tells the one way that this fruit came."""
    other = make_cooperative(session, gtin=None, name="Vựa Không Liên Quan")
    hand_over(session, chain.one, other, [(chain.first, 100)])

    assert "Vựa Không Liên Quan" not in repr(shown(session, chain.sold))


def test_only_the_right_event_is_shown(session: Session, chain: ChainWorld) -> None:
    """Marked as corrected; late as the first one was, not as the correction is."""
    harvest = events_of(session, chain.first.id)[0]
    correct_event(
        session,
        chain.one.actor,
        chain.first.id,
        harvest.id,
        reason="incorrect_data",
        note="Gõ nhầm",
        net_weight_kg=Decimal(1200),
        decided_by=chain.one.actor.id,
        now=NOW,
    )
    found = shown(session, chain.sold)
    harvests = [stage for stage in found.stages if stage.kind == "harvest"]

    assert [(stage.occurred_on.day, stage.is_corrected) for stage in harvests] == [(19, False), (20, True)]


def test_a_test_that_did_not_occur_is_not_shown(session: Session, chain: ChainWorld) -> None:
    """A laboratory confirms its report; once that is declared wrong neither is told."""
    report = LabReport(
        batch_ids=[chain.packed.id],
        laboratory="Trung tâm Kiểm nghiệm Thử",
        report_no="KN-01",
        sampled_on=date(2026, 10, 24),
        reported_on=date(2026, 10, 25),
        analytes=(Analyte(name="cadmium", value="0.01", unit="mg/kg", limit="0.05", passed=True),),
    )
    test = add_lab_test(session, chain.packer.actor, report, **EDGE)
    (stage,) = [found for found in shown(session, chain.sold).stages if found.kind == "lab_test"]

    assert stage.confirmation == PublicConfirmation(by="Trung tâm Kiểm nghiệm Thử", is_laboratory=True)
    assert stage.result is not None
    assert (stage.result.is_conformant, stage.result.report_no) == (True, "KN-01")

    correct_event(
        session,
        chain.packer.actor,
        chain.packed.id,
        test.event_id,
        reason="did_not_occur",
        note="Phiếu của lô khác",
        net_weight_kg=None,
        decided_by=chain.packer.actor.id,
        now=NOW,
    )
    assert "lab_test" not in kinds(shown(session, chain.sold))


def test_the_interval_is_read_from_the_diary(session: Session, chain: ChainWorld) -> None:
    """Of each plot its own; what is not in the diary is not known, and work of years ago is of other fruit."""
    record_entry(session, chain.one.actor, make_report(chain.one, performed_on=date(2026, 10, 12)), now=NOW)
    record_entry(session, chain.one.actor, make_report(chain.one, performed_on=date(2024, 10, 12)), now=NOW)
    found = shown(session, chain.sold)

    assert [
        origin.interval and (origin.interval.days, origin.interval.is_over) for origin in found.origins
    ] == [
        None,
        (8, True),
    ]
    assert found.missing_stages == ("testing",)
    assert found.stages[0].kind == "cultivation"
    assert (found.stages[0].since_on, found.stages[0].occurred_on) == (None, date(2026, 10, 12))


def test_a_recall_upstream_is_told_with_its_reason(session: Session, chain: ChainWorld) -> None:
    """On what was packed of it, twice over; what was used up says so while nothing worse holds."""
    recall_batches(
        session,
        chain.two.actor,
        batch_ids=[chain.second.id],
        reason="Phát hiện vàng O",
        decision_no="12/QĐ",
        recalled_at=SHIPPED_AT,
        **EDGE,
    )
    found = shown(session, chain.sold)

    assert found.status == "recalled"
    assert found.recall is not None
    assert (found.recall.reason, found.recall.decision_no, found.recall.since_on.day) == (
        "Phát hiện vàng O",
        "12/QĐ",
        21,
    )
    assert found.claims == ()


def test_a_grower_of_one_plot_is_named_and_of_several_none(session: Session, chain: ChainWorld) -> None:
    """As far as they agreed, also on what was packed of their fruit alone; labels name nobody."""
    make_grower(session, chain.one)

    assert shown(session, chain.first).grower.name == NAME
    assert shown(session, chain.aside).grower.name == NAME
    assert shown(session, chain.packed).grower == NOBODY
    printed = find_public_batch(session, batch_id=chain.aside.id)
    assert printed is not None
    assert not any(found in repr(printed) for found in (NAME, PHONE))


def test_a_label_of_a_packed_batch_has_its_facts(session: Session, chain: ChainWorld) -> None:
    """Packing house, packing day, and the growing-area code where all fruit has the same."""
    mixed, single = (find_public_batch(session, batch_id=found.id) for found in (chain.packed, chain.aside))
    assert mixed is not None
    assert single is not None
    facts, others = label_facts(mixed, base_url=BASE_URL), label_facts(single, base_url=BASE_URL)

    assert facts.packing_house_code is not None
    assert (facts.packed_on, facts.growing_area_code) == (date(2026, 10, 22), None)
    assert (others.packing_house_code, others.growing_area_code) == (None, chain.one.area_code.code)


def test_one_harvest_alone_is_its_own_origin(session: Session) -> None:
    """Nothing packed, shipped or tested: said so, and no recall."""
    cooperative = make_cooperative(session)
    found = shown(session, make_batch(session, cooperative))

    assert (kinds(found), len(found.origins), found.packing, found.recall) == (["harvest"], 1, None, None)
    assert found.missing_stages == ("cultivation", "packing", "transport", "testing")
