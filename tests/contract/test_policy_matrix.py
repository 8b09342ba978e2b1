"""Every route of the API x every role x own, foreign and missing object: who may do what, walked off the URL map."""

import uuid
from datetime import date, timedelta
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import select
from sqlalchemy.orm import Session
from werkzeug.routing import Rule

from app.accounts.model import ApiToken
from app.accounts.people import memberships_of
from app.accounts.service import issue_token
from app.policy import PUBLIC, SCOPES, declared_policy
from app.secrets import label_keys
from batches.certificates.queries import claims_of
from batches.diary.service import record_entry
from batches.events.service import events_of
from labels.printers.rules import page_code
from labels.printers.service import setup_of
from tests.builders import (
    Cooperative,
    make_batch,
    make_cooperative,
    make_device,
    make_invitation,
    make_run,
    make_user,
)
from tests.builders_chain import (
    make_inspection,
    make_lab_test,
    make_packing,
    make_recall,
    make_shipment,
    make_weighed,
)
from tests.builders_documents import make_document
from tests.builders_field import make_pesticide, make_report
from tests.builders_labels import make_design, make_lived_runs, make_printer, make_stock
from tests.builders_people import make_consent, make_member
from tests.builders_registry import make_packing_house
from tests.builders_reports import make_problem_report
from tests.conftest import NOW, Writing
from tests.contract.bodies import BODIES, FORMS, PLACES, QUERIES, World

ROLES = ("manager", "farmer", "packer", "viewer")
MISSING = "019aa000-0000-7000-8000-000000000000"


@pytest.fixture
def world(app: Flask, writing: Writing) -> World:
    with writing() as session:
        return _build(session, make_cooperative(session))


@pytest.fixture
def foreign(app: Flask, writing: Writing, world: World) -> World:
    with writing() as session:
        return _build(session, make_cooperative(session, gtin=None))


def _build(session: Session, cooperative: Cooperative) -> World:
    run = make_run(session, cooperative, label_keys(), stock="roll-70x50")
    lived = make_lived_runs(session, cooperative, label_keys())
    held = make_batch(
        session,
        cooperative,
        weight_kind="estimated",
        harvested_on=date(2025, 12, 31),
        growing_area_code_id=cooperative.area_code.id,
    )
    user = make_user(session, cooperative.organisation, role="farmer")
    make_user(session, cooperative.organisation)
    invitation, _ = make_invitation(session, user)
    device = make_device(session, make_user(session, cooperative.organisation, role="packer")).device
    member = make_member(session, cooperative)
    consent = make_consent(session, cooperative, member)
    tokens = {role: _token(session, cooperative, role) for role in ROLES}
    token = session.scalars(
        select(ApiToken).where(
            ApiToken.organisation_id == cooperative.organisation.id, ApiToken.role == "viewer"
        )
    ).first()
    assert token is not None
    gone, called_back = make_weighed(session, cooperative), make_weighed(session, cooperative)
    shipment = make_shipment(session, cooperative, None, [(gone, "40")])
    called = make_shipment(session, cooperative, None, [(called_back, "40")])
    ids = lived | {
        "packing_id": make_packing(session, cooperative, [(gone, "10")]).id,
        "movement_id": shipment.id,
        "inspection_id": make_inspection(session, cooperative, [gone]).id,
        "lab_test_id": make_lab_test(session, cooperative, [gone]).id,
        "recall_id": make_recall(session, cooperative, [called_back]).id,
        "called_id": called.id,
        "organisation_id": cooperative.organisation.id,
        "growing_area_code_id": cooperative.area_code.id,
        "packing_house_id": make_packing_house(session, cooperative).id,
        "plot_id": cooperative.plot.id,
        "batch_id": held.id,
        "hold_id": held.holds[0].id,
        "event_id": events_of(session, held.id)[0].id,
        "run_id": run.id,
        "printed_id": run.batch_id,
        "member_id": member.id,
        "consent_id": consent.id,
        "report_id": make_problem_report(session, cooperative).id,
        "user_id": user.id,
        "invitation_id": invitation.id,
        "device_id": device.id,
        "token_id": token.id,
        "document_id": make_document(session, cooperative.actor).id,
        "product_id": cooperative.product.id,
        "certificate_id": claims_of(session, plot_id=cooperative.plot.id, harvested_on=NOW.date())[0].id,
        "pesticide_id": make_pesticide(session, cooperative).id,
        "entry_id": record_entry(session, cooperative.actor, make_report(cooperative), now=NOW).id,
    }
    assert len(list(memberships_of(session, user.id))) == 1
    printer = make_printer(session, cooperative)
    keys = {
        "printer_id": str(printer.id),
        "page": page_code(setup_of(session, cooperative.actor, printer)),
        "design_key": make_design(session, cooperative).item.key,
        "stock_key": make_stock(session, cooperative).item.key,
    }
    return World(cooperative, {name: str(found) for name, found in ids.items()} | keys, tokens)


def _token(session: Session, cooperative: Cooperative, role: str) -> str:
    return issue_token(
        session, organisation_id=cooperative.organisation.id, name=role, role=role, scopes=SCOPES, now=NOW
    )


def operations(app: Flask) -> list[tuple[str, Rule]]:
    """Every guarded operation of the API, the ones that take something away last."""
    found = [
        (method, rule)
        for rule in app.url_map.iter_rules()
        if rule.rule.startswith("/api/") and declared_policy(app.view_functions[rule.endpoint]) is not PUBLIC
        for method in sorted((rule.methods or set()) - {"HEAD", "OPTIONS"})
    ]
    return sorted(found, key=lambda one: (one[0] == "DELETE", one[1].rule, one[0]))


def call(client: FlaskClient, method: str, rule: Rule, world: World, token: str, ids: dict[str, str]) -> int:
    """The status of an operation on these objects, with a body of the caller's own world, as a dry run."""
    unknown = set(rule.arguments) - set(ids)
    assert not unknown, f"add an id for {sorted(unknown)} of {rule.rule} to _build"
    path = rule.rule.replace("uuid:", "")
    for name in rule.arguments:
        path = path.replace(f"<{name}>", ids[PLACES.get(rule.rule, {}).get(name, name)])
    headers = {"Authorization": f"Bearer {token}"}
    body: dict[str, Any] = {}
    if method in ("POST", "PATCH"):
        assert (method, rule.rule) in BODIES, f"add a valid body for {method} {rule.rule} to BODIES"
        body["data" if (method, rule.rule) in FORMS else "json"] = BODIES[method, rule.rule](world)
    if method == "PATCH":
        headers["If-Match"] = client.get(path, headers=headers).headers.get("ETag", '"none"')
    answer = client.open(
        path,
        method=method,
        headers=headers,
        **body,
        query_string={"validate_only": "true"} if method == "POST" else QUERIES.get(rule.rule),
    )
    return answer.status_code


def test_a_role_may_do_what_its_routes_declare_and_nothing_else(app: Flask, world: World) -> None:
    """On its own objects: 2xx for the roles that the route names, 403 for every other."""
    client = app.test_client()
    for method, rule in operations(app):
        policy = declared_policy(app.view_functions[rule.endpoint])
        assert policy is not None
        for role in (*(role for role in ROLES if role not in policy.roles), *policy.roles & set(ROLES)):
            if method == "DELETE" and role in policy.roles:
                continue  # takes the object away: walked by the next tests with what is not the caller's
            status = call(client, method, rule, world, world.tokens[role], world.ids)
            expected = 200 <= status < 300 if role in policy.roles else status == 403
            assert expected, (method, rule.rule, role, status)


def test_what_is_anothers_is_as_missing(app: Flask, world: World, foreign: World) -> None:
    """A foreign object and one that never was answer alike: 404 for each role that may ask at all."""
    client = app.test_client()
    for method, rule in operations(app):
        policy = declared_policy(app.view_functions[rule.endpoint])
        assert policy is not None
        if not rule.arguments:
            continue
        for role in policy.roles & set(ROLES):
            for ids in (foreign.ids, dict.fromkeys(world.ids, MISSING)):
                status = call(client, method, rule, world, world.tokens[role], ids)
                assert status == 404, (method, rule.rule, role, status)


def test_lists_show_only_what_is_ones_own(app: Flask, world: World, foreign: World) -> None:
    """No list of a manager holds an id of another organisation."""
    client = app.test_client()
    for method, rule in operations(app):
        if method == "GET" and not rule.arguments:
            headers = {"Authorization": f"Bearer {world.tokens['manager']}"}
            text = client.get(rule.rule, headers=headers).get_data(as_text=True)
            assert not [found for found in foreign.ids.values() if found in text], rule.rule


@pytest.mark.parametrize("state", ["none", "revoked", "expired", "unscoped"])
def test_nobody_gets_in_without_a_good_token(app: Flask, writing: Writing, world: World, state: str) -> None:
    """No token, a revoked or expired one: 401 on every route; a token without scopes: 403."""
    with writing() as session:
        token = _token(session, world.cooperative, "manager")
        row = session.scalars(select(ApiToken).order_by(ApiToken.id.desc())).first()
        assert row is not None
        if state == "revoked":
            row.revoked_at = NOW
        if state == "expired":
            row.expires_at = NOW - timedelta(seconds=1)
        if state == "unscoped":
            row.scopes = []
    client = app.test_client()
    for method, rule in operations(app):
        path = rule.rule.replace("uuid:", "")
        for name in rule.arguments:
            path = path.replace(f"<{name}>", world.ids[name])
        headers = {} if state == "none" else {"Authorization": f"Bearer {token}"}
        status = client.open(path, method=method, headers=headers).status_code
        assert status == (403 if state == "unscoped" else 401), (method, rule.rule)


def test_every_screen_asks_to_log_in(app: Flask) -> None:
    """Without a session a screen leads to the log-in page; no token opens one."""
    client = app.test_client()
    for rule in app.url_map.iter_rules():
        policy = declared_policy(app.view_functions[rule.endpoint])
        if policy is None or not policy.is_screen:
            continue
        path = rule.rule
        for name in rule.arguments:
            path = path.replace(f"<uuid:{name}>", str(uuid.UUID(int=1)))
        for method in (rule.methods or set()) & {"GET", "POST"}:
            answer = client.open(path, method=method)
            assert (answer.status_code, "/login" in answer.headers.get("Location", "")) == (303, True), path
