"""`flask organisation`, `flask user` and `flask token`: an empty service gets its people, and loses them."""

import pytest
from click.testing import Result
from flask import Flask
from sqlalchemy import select

from app.accounts.model import ApiToken, AuditEvent, LoginSession, UserAccount
from app.accounts.passwords import is_right
from app.db import transaction
from tests.builders import PASSWORD, make_session

HTX = ("organisation", "create", "HTX Thử", "--short-code", "HTX", "--province", "82", "--commune", "30244")
HOA = ("user", "create", "Trần Thị Hoa", "--login-name", "hoa", "--organisation", "HTX")


def run(app: Flask, *words: str, given: str = "") -> Result:
    return app.test_cli_runner().invoke(args=list(words), input=given)


@pytest.fixture
def service(app: Flask) -> Flask:
    """One organisation with one manager, made by commands."""
    for words, given in ((HTX, ""), ((*HOA, "--password"), f"{PASSWORD}\n")):
        made = run(app, *words, given=given)
        assert made.exit_code == 0, made.output
    return app


def test_a_manager_is_made_with_a_password_that_no_command_shows(service: Flask) -> None:
    """It is read, not given; names are not listed."""
    listed = run(service, "user", "list", "--organisation", "HTX").output

    assert "hoa  manager@HTX  active" in listed
    assert "Trần" not in listed
    with service.app_context(), transaction() as session:
        assert is_right(PASSWORD, session.scalars(select(UserAccount.password_hash)).one())
        names = set(session.scalars(select(AuditEvent.name)))
    assert names == {"cli:user:created", "cli:membership:created"}


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("user", "create", "Ai", "--login-name", "ai-do"), "either --organisation or --operator"),
        ((*HOA, "--operator"), "either --organisation or --operator"),
        (HOA, "is taken"),
        (("user", "create", "Ai", "--organisation", "HTX"), "A login name or a phone number is needed"),
        (("user", "create", "Ai", "--login-name", "ai-do", "--organisation", "NO"), "no organisation NO"),
        (("user", "join", "nobody", "--organisation", "HTX"), "no user nobody"),
        (("user", "join", "hoa", "--organisation", "HTX", "--household", "H-1"), "Only a farmer"),
        (("user", "disable", "nobody"), "no user nobody"),
        (("user", "set-password", "hoa"), "Expected a password of 8 to 128"),
        (("user", "invite", "hoa", "--organisation", "NO"), "expected one organisation of hoa, got 0"),
        (("token", "create", "x", "--organisation", "NO"), "no organisation NO"),
        (("token", "revoke", "00000000-0000-0000-0000-000000000000"), "There is no token"),
        (HTX, "HTX"),
    ],
)
def test_a_refusal_is_one_sentence(service: Flask, words: tuple[str, ...], said: str) -> None:
    """Without a traceback, and nothing was made."""
    before = run(service, "user", "list").output

    refused = run(service, *words)

    assert refused.exit_code != 0
    assert said in refused.output
    assert "Traceback" not in refused.output
    assert run(service, "user", "list").output == before


def test_a_person_joins_changes_their_password_and_is_disabled(service: Flask) -> None:
    """Of a phone the last digits are listed; who is disabled has no session left."""
    assert run(service, "user", "create", "Vận hành", "--phone", "0912345678", "--operator").exit_code == 0
    assert (
        run(service, "user", "join", "0912345678", "--organisation", "HTX", "--role", "viewer").exit_code == 0
    )
    assert run(service, "user", "set-password", "hoa", given="mot mat khau moi 82\n").exit_code == 0
    with service.app_context(), transaction() as session:
        hoa = session.scalars(select(UserAccount).where(UserAccount.login_name == "hoa")).one()
        assert is_right("mot mat khau moi 82", hoa.password_hash)
        make_session(session, hoa)

    assert run(service, "user", "disable", "hoa").exit_code == 0

    listed = run(service, "user", "list").output
    assert "…678  viewer@HTX  active" in listed
    assert "disabled" in listed
    with service.app_context(), transaction() as session:
        assert session.scalars(select(LoginSession.ended_at)).one() is not None


def test_an_invitation_is_an_address(service: Flask) -> None:
    """On the host of the labels, which phones reach; how long it is good for stands beside it."""
    made = run(service, "user", "invite", "hoa")

    assert made.exit_code == 0, made.output
    assert made.stdout.startswith("https://nguon.dongthap.vn/I/")
    assert "7 days" in made.stderr


def test_a_token_is_shown_once_and_revoked(service: Flask) -> None:
    """It lets in until then; the list names it by its id."""
    made = run(
        service,
        "token",
        "create",
        "máy đóng gói",
        "--organisation",
        "HTX",
        "--scope",
        "batch:read",
        "--days",
        "9",
    )
    assert made.exit_code == 0, made.output
    token = made.stdout.strip()
    client = service.test_client()
    headers = {"Authorization": f"Bearer {token}"}
    assert client.get("/api/v1/batches", headers=headers).status_code == 200
    assert client.get("/api/v1/users", headers=headers).status_code == 403

    with service.app_context(), transaction() as session:
        row_id = str(session.scalars(select(ApiToken.id)).one())
    listed = run(service, "token", "list", "--organisation", "HTX").output
    assert f"{row_id}  HTX  manager  usable" in listed
    assert token not in listed
    assert run(service, "token", "revoke", row_id).exit_code == 0

    assert client.get("/api/v1/batches", headers=headers).get_json()["code"] == "token-revoked"
    assert "revoked" in run(service, "token", "list").output
