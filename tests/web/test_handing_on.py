"""What a token or a person may hand on, and that it ends when they do."""

import uuid
from datetime import timedelta
from typing import Any

import pytest
from flask.testing import FlaskClient
from sqlalchemy import select

from app.accounts.leaving import disable_user, remove_member
from app.accounts.model import ApiToken, AuditEvent
from app.accounts.people import change_member, join
from app.accounts.service import create_token, get_token, revoke
from app.policy import SCOPES
from tests.builders import Cooperative, make_cooperative, make_token, make_trail, make_user
from tests.conftest import NOW, Writing
from tests.web.callers import Caller

TOKENS = "/api/v1/tokens"
READS: dict[str, Any] = {"name": "x", "role": "viewer", "scopes": ["batch:read"]}


def token_of(writing: Writing, cooperative: Cooperative, maker: uuid.UUID | None, **but: Any) -> str:
    with writing() as session:
        given = {"name": "x", "role": "manager", "scopes": SCOPES, "expires_at": NOW + timedelta(days=9)}
        return create_token(
            session,
            make_trail(),
            organisation_id=cooperative.organisation.id,
            created_by=maker,
            **{**given, **but},
        )[1]


@pytest.mark.parametrize("how", ["removed", "demoted", "disabled", "joined as another"])
def test_tokens_end_with_the_power_of_who_made_them(
    client: FlaskClient, writing: Writing, cooperative: Cooperative, how: str
) -> None:
    """A manager who is one no more keeps no manager's token; those of others and of commands go on."""
    with writing() as session:
        leaver, stayer = (make_user(session, cooperative.organisation) for _ in range(2))
    mine, theirs, ours = (token_of(writing, cooperative, who) for who in (leaver.id, stayer.id, None))
    child = Caller(client, mine).post(TOKENS, json=READS).get_json()["token"]

    with writing() as session:
        if how == "removed":
            remove_member(session, cooperative.actor, make_trail(), leaver.id)
        if how == "demoted":
            change_member(session, cooperative.actor, make_trail(), leaver.id, role="packer")
        if how == "disabled":
            disable_user(session, make_trail(), leaver)
        if how == "joined as another":
            organisation = cooperative.organisation
            join(session, make_trail(), user=leaver, organisation=organisation, role="viewer")

    for token in (mine, child):
        assert Caller(client, token).get("/api/v1/batches").get_json()["code"] == "token-revoked"
    for token in (theirs, ours):
        assert Caller(client, token).get("/api/v1/batches").status_code == 200
    with writing() as session:
        names = session.scalars(select(AuditEvent.name)).all()
    assert names.count("cli:token:revoked") == 2


def test_leaving_one_organisation_ends_no_token_of_another(
    client: FlaskClient, writing: Writing, cooperative: Cooperative
) -> None:
    """Who manages two and leaves one goes on in the other."""
    with writing() as session:
        other = make_cooperative(session, gtin=None)
        make_user(session, cooperative.organisation)
        person = make_user(session, cooperative.organisation)
        join(session, make_trail(), user=person, organisation=other.organisation, role="manager")
    kept = token_of(writing, other, person.id)
    with writing() as session:
        remove_member(session, cooperative.actor, make_trail(), person.id)

    assert Caller(client, kept).get("/api/v1/batches").status_code == 200


def test_a_revoked_token_takes_those_along_that_it_made(
    client: FlaskClient, writing: Writing, cooperative: Cooperative
) -> None:
    """Whoever found a leaked token leaves no way in behind, however many steps away."""
    first = token_of(writing, cooperative, None)
    full = {"name": "x", "role": "manager", "scopes": sorted(SCOPES)}
    second = Caller(client, first).post(TOKENS, json=full).get_json()
    third = Caller(client, second["token"]).post(TOKENS, json=READS).get_json()

    with writing() as session:
        first_id = get_token(session, cooperative.actor, uuid.UUID(second["id"])).made_with
        row = session.get(ApiToken, first_id)
        assert row is not None
        revoke(session, make_trail(), row)

    for token in (first, second["token"], third["token"]):
        assert Caller(client, token).get("/api/v1/batches").get_json()["code"] == "token-revoked"


def test_a_token_makes_none_that_outlives_it(
    client: FlaskClient, writing: Writing, cooperative: Cooperative
) -> None:
    """One of a day is no way to ten years; one without an end may choose."""
    ends = NOW + timedelta(days=1)
    short = Caller(client, token_of(writing, cooperative, None, expires_at=ends))
    endless = Caller(client, token_of(writing, cooperative, None, expires_at=None))

    made = short.post(TOKENS, json=READS | {"valid_days": 3650}).get_json()
    chosen = endless.post(TOKENS, json=READS | {"valid_days": 3650}).get_json()

    assert made["expires_at"] == "2026-10-26T03:00:00Z"
    assert chosen["expires_at"] == "2036-10-22T03:00:00Z"


def test_a_limited_token_opens_no_way_to_everything(
    client: FlaskClient, writing: Writing, cooperative: Cooperative
) -> None:
    """A card leads to a session, which has all scopes: only who has them all makes one, or gives a role."""
    with writing() as session:
        user = make_user(session, cooperative.organisation, role="farmer")
        limited = Caller(client, make_token(session, cooperative.organisation, scopes=["account:manage"]))
    path = f"/api/v1/users/{user.id}"
    etag = limited.get(path).headers["ETag"]
    headers = {"Authorization": f"Bearer {limited.token}", "If-Match": etag}

    wider = limited.post(TOKENS, json=READS)
    card = limited.post("/api/v1/invitations", json={"user_id": str(user.id)})
    role = client.patch(path, json={"role": "manager"}, headers=headers)

    assert [answer.status_code for answer in (wider, card, role)] == [403, 403, 403]
    assert card.get_json()["code"] == role.get_json()["code"] == "scope-missing"
    assert client.patch(path, json={"household_code": "H-1"}, headers=headers).status_code == 200
