"""Who is let in."""

from typing import Any

import pytest
from flask.testing import FlaskClient

from app.accounts.service import revoke_token
from app.accounts.tokens import ALPHABET
from batches.errors import NotFound
from tests.builders import Cooperative, make_token
from tests.conftest import NOW, Writing
from tests.web.callers import Caller

BATCHES = "/api/v1/batches"


@pytest.mark.parametrize(
    "authorization",
    [None, "", "Bearer", "Bearer ", "Basic bWFuYWdlcjpwYXNz", "rn_0123"],
)
def test_no_token_is_asked_for_one(client: FlaskClient, authorization: str | None) -> None:
    """401 with the header that tells a client how to answer."""
    headers = {} if authorization is None else {"Authorization": authorization}

    answer = client.post(BATCHES, json={}, headers=headers)

    assert (answer.status_code, answer.get_json()["code"]) == (401, "token-missing")
    assert answer.headers["WWW-Authenticate"] == "Bearer"


def test_one_wrong_character_is_enough(manager: Caller, harvest: dict[str, Any]) -> None:
    """Every single changed character of a token is refused."""
    for place, character in enumerate(manager.token):
        other = ALPHABET[(ALPHABET.find(character) + 1) % len(ALPHABET)]
        wrong = manager.token[:place] + other + manager.token[place + 1 :]
        answer = Caller(manager.client, wrong).post(BATCHES, json=harvest)
        assert (answer.status_code, answer.get_json()["code"]) == (401, "token-invalid")


def test_a_revoked_token_says_so(manager: Caller, writing: Writing, harvest: dict[str, Any]) -> None:
    """Whoever holds it learns that and since when it is of no use."""
    with writing() as session:
        revoke_token(session, manager.token, now=NOW)

    answer = manager.post(BATCHES, json=harvest)

    assert (answer.status_code, answer.get_json()["code"]) == (401, "token-revoked")


def test_a_token_that_nobody_has_cannot_be_revoked(writing: Writing) -> None:
    """The refusal does not repeat the token."""
    with pytest.raises(NotFound) as refusal, writing() as session:
        revoke_token(session, "rn_" + "0" * 36, now=NOW)
    assert "rn_" + "0" * 10 not in str(refusal.value)


@pytest.mark.parametrize(
    ("but", "code"),
    [({"role": "viewer"}, "not-allowed"), ({"scopes": ["batch:read"]}, "scope-missing")],
)
def test_role_and_scope_are_both_needed(
    client: FlaskClient,
    writing: Writing,
    cooperative: Cooperative,
    harvest: dict[str, Any],
    but: dict[str, Any],
    code: str,
) -> None:
    """A viewer may not register, nor may a manager's token that only reads."""
    with writing() as session:
        token = make_token(session, cooperative.organisation, **but)

    answer = Caller(client, token).post(BATCHES, json=harvest)

    assert (answer.status_code, answer.get_json()["code"]) == (403, code)
