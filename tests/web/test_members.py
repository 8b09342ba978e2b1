"""Households and their consents over the API."""

from typing import Any

import pytest
from werkzeug.test import TestResponse

from tests.builders import Cooperative, make_cooperative
from tests.builders_people import make_consent, make_document, make_member
from tests.conftest import Writing
from tests.web.callers import Caller

MEMBERS = "/api/v1/members"
HOUSEHOLD = {"household_code": "HO-07", "name": "Trần Thị Thử", "phone": "0900 000 123"}
AGREED = {
    "purpose": "public_name",
    "wording_version": "2026-11",
    "method": "paper",
    "evidence": "Phiếu đồng ý số 12",
    "given_at": "2026-10-24T03:00:00Z",
}


def change(manager: Caller, path: str, body: dict[str, Any]) -> TestResponse:
    headers = {"Authorization": f"Bearer {manager.token}", "If-Match": manager.get(path).headers["ETag"]}
    return manager.client.patch(path, json=body, headers=headers)


def remove(manager: Caller, path: str) -> TestResponse:
    return manager.client.delete(path, headers={"Authorization": f"Bearer {manager.token}"})


def test_a_household_is_entered_read_and_corrected(manager: Caller) -> None:
    """Its phone in one form, its code for ever, and nothing public by default."""
    made = manager.post(MEMBERS, json=HOUSEHOLD)
    path = made.headers["Location"]
    corrected = change(manager, path, {"name": "Trần Thị Thử Hai", "phone": None})
    renamed = change(manager, path, {"household_code": "HO-08"})

    assert made.status_code == 201
    assert made.get_json() | HOUSEHOLD | {"phone": "+84900000123"} == made.get_json()
    assert made.get_json()["public"] == []
    assert manager.get(path).get_json() == corrected.get_json()
    assert (corrected.get_json()["name"], corrected.get_json()["phone"]) == ("Trần Thị Thử Hai", None)
    assert renamed.get_json()["errors"][0]["code"] == "unknown-field"
    assert manager.get(MEMBERS).get_json()["items"] == [corrected.get_json()]


@pytest.mark.parametrize(
    ("but", "status", "code", "pointer"),
    [
        ({"household_code": "HO-CU"}, 409, "household-code-taken", "/household_code"),
        ({"phone": "12345"}, 422, "phone-invalid", "/phone"),
    ],
)
def test_a_household_that_cannot_be_is_refused(
    manager: Caller,
    writing: Writing,
    cooperative: Cooperative,
    but: dict[str, str],
    status: int,
    code: str,
    pointer: str,
) -> None:
    """A code that another household has, a phone that is none."""
    with writing() as session:
        make_member(session, cooperative, household_code="HO-CU")

    answer = manager.post(MEMBERS, json=HOUSEHOLD | but)

    assert (answer.status_code, answer.get_json()["code"]) == (status, code)
    assert answer.get_json()["errors"][0]["pointer"] == pointer


def test_a_photo_is_an_own_private_photo(manager: Caller, writing: Writing, cooperative: Cooperative) -> None:
    """Another's is missing, a public one or a slip is unfit; the pointer leads to the field."""
    with writing() as session:
        other = make_cooperative(session, gtin=None)
        foreign = make_document(session, other)
        published = make_document(session, cooperative, visibility="public")
        slip = make_document(session, cooperative, kind="slip")
        photo = make_document(session, cooperative)

    answers = [
        manager.post(MEMBERS, json=HOUSEHOLD | {"photo_id": str(found.id)})
        for found in (foreign, published, slip, photo)
    ]

    assert [answer.status_code for answer in answers] == [404, 422, 422, 201]
    assert {answer.get_json()["errors"][0]["pointer"] for answer in answers[:3]} == {"/photo_id"}
    assert answers[3].get_json()["photo_id"] == str(photo.id)


def test_a_consent_is_recorded_read_and_withdrawn(
    manager: Caller, writing: Writing, cooperative: Cooperative
) -> None:
    """With its words, proof and recorder; withdrawing twice is withdrawing once, and the record stays."""
    with writing() as session:
        member = f"{MEMBERS}/{make_member(session, cooperative).id}"
    made = manager.post(f"{member}/consents", json=AGREED)
    path = made.headers["Location"]
    public = manager.get(member).get_json()["public"]

    statuses = [remove(manager, path).status_code for _ in range(2)]
    after = manager.get(path).get_json()

    assert (made.status_code, public, statuses) == (201, ["public_name"], [204, 204])
    assert made.get_json()["given_at"] == "2026-10-24T03:00:00Z"
    assert made.get_json()["withdrawn_at"] is None
    assert after["withdrawn_by"] == made.get_json()["recorded_by"]
    assert after["withdrawn_at"] is not None
    assert manager.get(member).get_json()["public"] == []
    assert manager.get(f"{member}/consents").get_json()["items"] == [after]
    assert manager.post(f"{member}/consents", json=AGREED).status_code == 201


@pytest.mark.parametrize(
    ("but", "status", "code"),
    [
        ({"wording_version": "2020-01"}, 422, "wording-unknown"),
        ({"evidence": None}, 422, "consent-evidence-missing"),
        ({"given_at": "2026-10-25T03:00:01Z"}, 422, "consent-in-future"),
        ({"purpose": "public_phone"}, 409, "consent-already-given"),
        ({"purpose": "everything"}, 422, "invalid-input"),
    ],
)
def test_a_consent_that_proves_nothing_is_refused(
    manager: Caller, writing: Writing, cooperative: Cooperative, but: dict[str, Any], status: int, code: str
) -> None:
    """Unknown words, no proof, the future, one that stands already, or no purpose of ours."""
    with writing() as session:
        member = make_member(session, cooperative)
        make_consent(session, cooperative, member, "public_phone")

    answer = manager.post(f"{MEMBERS}/{member.id}/consents", json=AGREED | but)

    assert (answer.status_code, answer.get_json()["code"]) == (status, code)


def test_a_consent_belongs_to_its_household(
    manager: Caller, writing: Writing, cooperative: Cooperative
) -> None:
    """Under another household of the same organisation it is missing, and withdrawing it there does nothing."""
    with writing() as session:
        consent = make_consent(session, cooperative, make_member(session, cooperative))
        other = make_member(session, cooperative)

    path = f"{MEMBERS}/{other.id}/consents/{consent.id}"

    assert manager.get(path).status_code == remove(manager, path).status_code == 404
    own = manager.get(f"{MEMBERS}/{consent.member_id}/consents/{consent.id}").get_json()
    assert own["withdrawn_at"] is None


def test_a_document_can_be_the_proof(manager: Caller, writing: Writing, cooperative: Cooperative) -> None:
    """An own one; another organisation's is missing."""
    with writing() as session:
        member = make_member(session, cooperative)
        paper = make_document(session, cooperative, kind="slip")
        foreign = make_document(session, make_cooperative(session, gtin=None), kind="slip")
    path = f"{MEMBERS}/{member.id}/consents"
    proof = AGREED | {"evidence": None}

    missing = manager.post(path, json=proof | {"evidence_document_id": str(foreign.id)})
    taken = manager.post(path, json=proof | {"evidence_document_id": str(paper.id)})

    assert (missing.status_code, taken.status_code) == (404, 201)
    assert missing.get_json()["errors"][0]["pointer"] == "/evidence_document_id"


def test_the_sentences_can_be_read(manager: Caller) -> None:
    """One for each purpose, in both languages, and which version to read out."""
    found = manager.get("/api/v1/consent-wordings").get_json()

    latest = [item for item in found["items"] if item["version"] == found["latest"]]
    assert len(latest) == 5
    assert all(item["vi"].startswith("Tôi đồng ý") and item["en"].startswith("I agree") for item in latest)
