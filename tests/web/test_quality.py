"""Inspections and laboratory tests: what fails holds, what passes unlocks China."""

import uuid
from typing import Any

import pytest

from batches.documents.model import Document
from batches.harvest.model import Batch
from batches.packing.queries import packings_of
from batches.quality.errors import ExportTestsMissing
from batches.quality.export import check_tests_for_export
from tests.builders_chain import authorise, make_carton
from tests.builders_documents import make_document
from tests.builders_registry import make_packing_house
from tests.web.chain_world import Chain, Party, refused
from tests.web.chain_world import chain as chain

CHINA = ("cadmium", "basic_yellow_2")


def report(batch_ids: list[str], *names: str, passed: bool = True, **but: Any) -> dict[str, Any]:
    usual = {
        "batch_ids": batch_ids,
        "laboratory": "Phòng thử nghiệm Mẫu",
        "is_gacc_recognised": True,
        "report_no": "KN-1",
        "sampled_on": "2026-10-25",
        "reported_on": "2026-10-25",
        "analytes": [{"name": name, "value": "0.01", "passed": passed} for name in names or CHINA],
    }
    return {**usual, **but}


def inspection(batch_ids: list[str], **but: Any) -> dict[str, Any]:
    return {"batch_ids": batch_ids, "inspected_on": "2026-10-25", "result": "conformant", **but}


@pytest.fixture
def carton(chain: Chain) -> str:
    """A batch of cartons packed for China, not yet tested."""
    grower = chain.grower.cooperative
    with chain.writing() as session:
        house = make_packing_house(session, grower)
        authorise(session, grower, house)
        product = make_carton(session, grower)
    coded = chain.harvest(growing_area_code_id=grower.area_code.id)
    return chain.grower.packed(
        [(coded, "10")], market="CN", packing_house_id=str(house.id), product_id=str(product.id)
    )


def missing(who: Party, batch: str) -> list[str]:
    found: list[str] = who.read(f"/batches/{batch}")["export"]["missing"]
    return found


def test_the_tests_of_china_unlock_the_export(chain: Chain, carton: str) -> None:
    """One after the other; a laboratory that China does not recognise unlocks nothing."""
    chain.grower.made("/lab-tests", report([carton], is_gacc_recognised=False))
    assert missing(chain.grower, carton) == list(CHINA)
    chain.grower.made("/lab-tests", report([carton], "cadmium"))
    assert missing(chain.grower, carton) == ["basic_yellow_2"]
    made = chain.grower.made("/lab-tests", report([carton], "basic_yellow_2"))

    batch = chain.grower.read(f"/batches/{carton}")
    assert batch["export"] == {"market": "CN", "is_ready": True, "missing": []}
    assert chain.grower.read(f"/lab-tests/{made['id']}") == made
    assert len(chain.grower.read("/lab-tests")["items"]) == 3


def test_a_carton_for_china_is_labelled_only_when_tested(chain: Chain, carton: str) -> None:
    """The refusal names what is missing; other batches need no test."""
    with chain.writing() as session:
        batch = session.get_one(Batch, uuid.UUID(carton))
        packing = packings_of(session, [batch.id])[batch.id]
        with pytest.raises(ExportTestsMissing, match="cadmium, basic_yellow_2"):
            check_tests_for_export(session, batch, packing)
        check_tests_for_export(session, session.get_one(Batch, uuid.UUID(chain.batch)), None)
    chain.grower.made("/lab-tests", report([carton]))
    with chain.writing() as session:
        check_tests_for_export(session, batch, packing)


def test_the_tests_of_all_inputs_count_too(chain: Chain, carton: str) -> None:
    """The harvest was tested lot by lot before it was packed."""
    packing = chain.grower.read("/packings")["items"][0]
    chain.grower.made("/lab-tests", report([packing["inputs"][0]["batch_id"]]))

    assert missing(chain.grower, carton) == []


def test_a_failed_test_holds_all_its_batches(chain: Chain, carton: str) -> None:
    """With laboratory, report and substance in the reason; the last report on a substance counts."""
    chain.grower.made("/lab-tests", report([carton]))
    chain.grower.made("/lab-tests", report([carton, chain.batch], "cadmium", passed=False, report_no="KN-2"))

    for found in (carton, chain.batch):
        batch = chain.grower.read(f"/batches/{found}")
        assert (batch["status"], [hold["code"] for hold in batch["holds"]]) == (
            "on_hold",
            ["lab-test-failed"],
        )
        for word in ("KN-2", "Phòng thử nghiệm Mẫu", "cadmium"):
            assert word in batch["holds"][0]["detail"]
    assert missing(chain.grower, carton) == ["cadmium"]


def test_an_inspection_that_fails_holds(chain: Chain) -> None:
    """And one that does not changes nothing."""
    chain.grower.made("/inspections", inspection([chain.batch], note="Tốt"))
    assert chain.grower.read(f"/batches/{chain.batch}")["status"] == "published"
    made = chain.grower.made("/inspections", inspection([chain.batch], result="non_conformant"))

    batch = chain.grower.read(f"/batches/{chain.batch}")
    assert (batch["status"], [hold["code"] for hold in batch["holds"]]) == ("on_hold", ["inspection-failed"])
    assert chain.grower.read(f"/inspections/{made['id']}") == made
    assert [row["result"] for row in chain.grower.read("/inspections")["items"]] == [
        "non_conformant",
        "conformant",
    ]


def test_a_paper_is_a_lab_report_of_ones_own(chain: Chain) -> None:
    """Not a photo, not another's."""
    with chain.writing() as session:
        papers: list[Document] = [
            make_document(session, party.cooperative.actor, kind=kind)
            for party, kind in (
                (chain.grower, "lab_report"),
                (chain.grower, "photo"),
                (chain.packer, "lab_report"),
            )
        ]
    ids = [str(paper.id) for paper in papers]
    made = chain.grower.made("/lab-tests", report([chain.batch], document_id=ids[0]))
    photo, foreign = (
        chain.grower.post("/lab-tests", report([chain.batch], document_id=found)) for found in ids[1:]
    )

    assert made["document_id"] == ids[0]
    assert (refused(photo), refused(foreign)) == ((422, "document-kind-wrong"), (404, "not-found"))


@pytest.mark.parametrize(
    ("but", "status", "code"),
    [
        ({"sampled_on": "2026-10-19"}, 422, "day-out-of-order"),
        ({"reported_on": "2026-10-24"}, 422, "day-out-of-order"),
        ({"reported_on": "2026-10-26"}, 422, "day-in-future"),
        (
            {"analytes": [{"name": "cadmium", "value": "0.06", "limit": "0.05", "passed": True}]},
            422,
            "result-contradicts-limit",
        ),
        ({"analytes": [{"name": "cadmium", "value": "0", "passed": True}] * 2}, 422, "analyte-named-twice"),
        ({"report_no": "packing"}, 422, "reserved-word"),
        ({"batch_ids": ["019aa000-0000-7000-8000-000000000000"]}, 404, "not-found"),
    ],
)
def test_a_report_that_cannot_be_is_refused_without_a_trace(
    chain: Chain, but: dict[str, Any], status: int, code: str
) -> None:
    """No event of the sample stays behind either."""
    before = chain.counted()

    assert refused(chain.grower.post("/lab-tests", report([chain.batch]) | but)) == (status, code)
    assert chain.counted() == before


def test_a_foreign_batch_among_ones_own_is_not_tested(chain: Chain) -> None:
    """The pointer names its place; the own one is not held for the rest."""
    theirs = chain.harvest(of=chain.packer)
    answer = chain.grower.post("/inspections", inspection([chain.batch, theirs], result="non_conformant"))

    assert refused(answer) == (404, "not-found")
    assert answer.get_json()["errors"][0]["pointer"] == "/batch_ids/1"
    assert chain.grower.read(f"/batches/{chain.batch}")["status"] == "published"
