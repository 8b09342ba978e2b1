"""Certificates over the API, and the claims that follow from them."""

from typing import Any

import pytest
from flask.testing import FlaskClient

from batches.actors import Actor
from batches.certificates.service import list_own_certificates
from batches.paging import Wanted
from batches.plots.sets import visible_plot_ids
from tests.builders import Cooperative, make_cooperative
from tests.builders_documents import make_document
from tests.builders_field import make_plot
from tests.builders_people import make_member
from tests.conftest import Writing
from tests.web.callers import Caller

CERTIFICATES = "/api/v1/certificates"


@pytest.fixture
def paper(cooperative: Cooperative) -> dict[str, Any]:
    """A valid body over the cooperative's plot."""
    return {
        "scheme": "organic",
        "number": "HC-2026/0042",
        "body": "Tổ chức chứng nhận mẫu",
        "valid_from": "2026-01-01",
        "valid_to": "2027-12-31",
        "plot_ids": [str(cooperative.plot.id)],
        "area_ha": "1.4",
        "expected_yield_kg": "25000",
    }


def claims(caller: Caller, batch: dict[str, Any]) -> list[str]:
    return [claim["number"] for claim in caller.get(batch["links"]["self"]).get_json()["claims"]]


def test_a_certificate_reads_back_as_it_was_entered(manager: Caller, paper: dict[str, Any]) -> None:
    """Areas in hectares, to the square metre."""
    answer = manager.post(CERTIFICATES, json=paper | {"area_ha": "1.4001"})

    made = answer.get_json()
    assert answer.status_code == 201
    assert {name: made[name] for name in paper} == paper | {"area_ha": "1.4001"}
    assert manager.get(answer.headers["Location"]).get_json() == made


def test_a_paper_is_entered_once(manager: Caller, paper: dict[str, Any]) -> None:
    """A second one would stand twice on every page; renewed for later days it may keep its number."""
    manager.post(CERTIFICATES, json=paper)

    again = manager.post(CERTIFICATES, json=paper | {"valid_from": "2027-12-31", "valid_to": "2028-12-31"})
    renewed = manager.post(CERTIFICATES, json=paper | {"valid_from": "2028-01-01", "valid_to": "2029-12-31"})

    problem = again.get_json()
    assert (again.status_code, problem["code"]) == (409, "certificate-entered")
    assert problem["errors"][0]["pointer"] == "/number"
    assert renewed.status_code == 201


def test_claims_follow_at_once(manager: Caller, paper: dict[str, Any], harvest: dict[str, Any]) -> None:
    """A batch of before claims a paper entered now; suspended from the harvest day on it claims it no more."""
    batch = manager.post("/api/v1/batches", json=harvest).get_json()
    path = manager.post(CERTIFICATES, json=paper).headers["Location"]
    assert claims(manager, batch) == ["VietGAP-TT-13-99-87-0009", "HC-2026/0042"]

    manager.patch(path, json={"suspended_from": "2026-10-20"})
    assert claims(manager, batch) == ["VietGAP-TT-13-99-87-0009"]
    manager.patch(path, json={"suspended_from": "2026-10-21"})
    assert claims(manager, batch) == ["VietGAP-TT-13-99-87-0009", "HC-2026/0042"]
    manager.patch(path, json={"plot_ids": []})
    assert claims(manager, batch) == ["VietGAP-TT-13-99-87-0009"]


def test_a_suspension_is_lifted(manager: Caller, paper: dict[str, Any]) -> None:
    """With null; the rest stays as it was."""
    made = manager.post(CERTIFICATES, json=paper | {"suspended_from": "2026-10-01"}).get_json()

    lifted = manager.patch(made["links"]["self"], json={"suspended_from": None, "area_ha": None}).get_json()

    assert (made["suspended_from"], lifted["suspended_from"], lifted["area_ha"]) == ("2026-10-01", None, None)
    assert (lifted["number"], lifted["plot_ids"]) == (made["number"], made["plot_ids"])


@pytest.mark.parametrize(
    ("change", "code", "pointer"),
    [
        ({"number": "số 12"}, "certificate-number-invalid", "/number"),
        ({"valid_to": "2025-12-31"}, "certificate-dates-reversed", "/valid_to"),
        ({"scheme": "iso"}, "invalid-input", "/scheme"),
        ({"area_ha": "1.40005"}, "invalid-input", "/area_ha"),
        ({"area_ha": "0"}, "invalid-input", "/area_ha"),
        ({"plot_ids": ["019aa000-0000-7000-8000-000000000000"]}, "not-found", "/plot_ids/0"),
        ({"document_id": "019aa000-0000-7000-8000-000000000000"}, "not-found", "/document_id"),
    ],
)
def test_what_is_no_certificate_is_refused(
    manager: Caller, paper: dict[str, Any], change: dict[str, Any], code: str, pointer: str
) -> None:
    """When it is entered and when it is changed."""
    path = manager.post(CERTIFICATES, json=paper).headers["Location"]
    for answer in (manager.post(CERTIFICATES, json=paper | change), manager.patch(path, json=change)):
        problem = answer.get_json()
        assert (problem["code"], problem["errors"][0]["pointer"]) == (code, pointer)


def test_a_plot_of_others_is_in_no_scope(manager: Caller, writing: Writing, paper: dict[str, Any]) -> None:
    """The pointer says which of them is not one's own."""
    with writing() as session:
        other = make_cooperative(session, gtin=None)

    answer = manager.post(CERTIFICATES, json=paper | {"plot_ids": [*paper["plot_ids"], str(other.plot.id)]})

    assert answer.status_code == 404
    assert answer.get_json()["errors"][0]["pointer"] == "/plot_ids/1"


def test_the_paper_is_a_document_of_its_kind(
    manager: Caller, writing: Writing, cooperative: Cooperative, paper: dict[str, Any]
) -> None:
    """It may be private; a photo is no certificate."""
    with writing() as session:
        scan = make_document(session, cooperative.actor, kind="certificate", visibility="private")
        photo = make_document(session, cooperative.actor)

    assert manager.post(CERTIFICATES, json=paper | {"document_id": str(scan.id)}).status_code == 201
    refused = manager.post(CERTIFICATES, json=paper | {"document_id": str(photo.id)}).get_json()
    assert refused["code"] == "document-kind-wrong"


def test_a_household_sees_only_its_plots_in_a_scope(
    client: FlaskClient, writing: Writing, cooperative: Cooperative
) -> None:
    """The paper is the cooperative's, the neighbours' plots are not the household's to see."""
    with writing() as session:
        member = make_member(session, cooperative, household_code="H01")
        own = make_plot(session, cooperative, member=member)
        farmer = Actor(
            id=cooperative.actor.id,
            organisation_id=cooperative.organisation.id,
            role="farmer",
            scopes=frozenset(),
            household_code="H01",
        )
        [certificate] = list_own_certificates(session, farmer, Wanted(limit=1)).rows
        certificate.plots.append(own)

        assert visible_plot_ids(session, farmer, certificate.plots) == [own.id]
        assert len(visible_plot_ids(session, cooperative.actor, certificate.plots)) == 2
