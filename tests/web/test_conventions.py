"""What every operation of the API does: dry runs, ETags, lists, known parameters, announcements of an end."""

import string
from datetime import UTC, datetime
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import func, select

from app.api.api import Blueprint, init_api, openapi
from app.api.deprecation import deprecated
from app.policy import allow
from batches.harvest.model import Batch
from labels.runs.model import PrintRun
from tests.builders import Cooperative, make_batch, make_cooperative, make_product, make_token
from tests.conftest import Writing
from tests.web.conftest import Caller

BATCHES = "/api/v1/batches"
RUNS = "/api/v1/print-runs"
ORGANISATIONS = "/api/v1/organisations"


def rows(writing: Writing, kind: type[Batch | PrintRun] = Batch) -> int:
    with writing() as session:
        return session.scalar(select(func.count()).select_from(kind)) or 0


def test_a_dry_run_says_that_it_would_be_done(
    manager: Caller, harvest: dict[str, Any], writing: Writing
) -> None:
    """All checks and no row, for a harvest as for its labels."""
    batch = manager.post(BATCHES, json=harvest).get_json()

    checked = manager.post(f"{BATCHES}?validate_only=true", json=harvest)
    printed = manager.post(f"{RUNS}?validate_only=true", json={"batch_id": batch["id"], "quantity": 24})

    for answer in (checked, printed):
        assert answer.status_code == 200
        assert answer.get_json() == {"valid": True, "warnings": [], "holds": [], "refused": []}
        assert "Location" not in answer.headers
    assert (rows(writing), rows(writing, PrintRun)) == (1, 0)


@pytest.mark.parametrize(
    "change",
    [
        {"harvested_on": "2026-10-26"},
        {"net_weight_kg": "0"},
        {"plot_id": "019aa000-0000-7000-8000-000000000000"},
    ],
)
def test_a_dry_run_refuses_as_the_real_request_does(
    manager: Caller, harvest: dict[str, Any], change: dict[str, Any]
) -> None:
    """The same status and the same problem, but for the request's id."""
    real = manager.post(BATCHES, json=harvest | change)
    dry = manager.post(f"{BATCHES}?validate_only=true", json=harvest | change)

    assert dry.status_code == real.status_code
    assert dry.get_json() | {"request_id": ""} == real.get_json() | {"request_id": ""}


@pytest.mark.parametrize(
    ("query", "pointer", "code"),
    [
        ("validate_only=yes", "/validate_only", "not-yes-or-no"),
        ("validate_onyl=true", "/validate_onyl", "unknown-field"),
        ("validate_only=true&validate_only=false", "/validate_only", "repeated-parameter"),
        ("a/b~c=1", "/a~1b~0c", "unknown-field"),
    ],
)
def test_a_parameter_that_is_not_understood_has_no_effect(
    manager: Caller, harvest: dict[str, Any], writing: Writing, query: str, pointer: str, code: str
) -> None:
    """A misspelt dry run must not register a harvest."""
    answer = manager.post(f"{BATCHES}?{query}", json=harvest)

    assert answer.status_code == 422
    assert [(found["pointer"], found["code"]) for found in answer.get_json()["errors"]] == [(pointer, code)]
    assert rows(writing) == 0


def test_what_has_not_changed_is_not_sent_again(manager: Caller, harvest: dict[str, Any]) -> None:
    """A strong ETag of a resource and of a list; who has it gets 304 without a body."""
    batch = manager.post(BATCHES, json=harvest).get_json()

    for path in (batch["links"]["self"], BATCHES, f"{batch['links']['self']}/events"):
        first = manager.get(path)
        etag = first.headers["ETag"]
        again = manager.get(path, headers={"If-None-Match": f'"other", {etag}'})

        assert not etag.startswith("W/")
        assert (again.status_code, again.data, again.headers["ETag"]) == (304, b"", etag)
        assert manager.get(path, headers={"If-None-Match": '"other"'}).status_code == 200


def own(manager: Caller, cooperative: Cooperative) -> tuple[str, str]:
    """The path of the caller's organisation and its ETag."""
    path = f"{ORGANISATIONS}/{cooperative.organisation.id}"
    return path, manager.get(path).headers["ETag"]


def patch(manager: Caller, path: str, body: dict[str, Any], etag: str | None) -> Any:
    headers = {"Authorization": f"Bearer {manager.token}"} | ({"If-Match": etag} if etag else {})
    return manager.client.patch(path, json=body, headers=headers)


def test_a_change_proves_what_it_has_read(manager: Caller, cooperative: Cooperative) -> None:
    """428 without If-Match, 412 with a stale one; with the right one it is done and answers the next ETag."""
    path, etag = own(manager, cooperative)

    missing = patch(manager, path, {"name": "HTX Phú Hựu"}, None)
    done = patch(manager, path, {"name": "HTX Phú Hựu"}, etag)
    stale = patch(manager, path, {"name": "HTX Khác"}, etag)

    assert (missing.status_code, missing.get_json()["code"]) == (428, "precondition-required")
    assert (done.status_code, done.get_json()["name"]) == (200, "HTX Phú Hựu")
    assert done.headers["ETag"] == own(manager, cooperative)[1] != etag
    assert (stale.status_code, stale.get_json()["code"]) == (412, "precondition-failed")
    assert manager.get(path).get_json()["name"] == "HTX Phú Hựu"


@pytest.mark.parametrize("etag", ['W/"{}"', "{}x", '"', "nonsense"])
def test_a_weak_or_broken_tag_changes_nothing(manager: Caller, cooperative: Cooperative, etag: str) -> None:
    """Only the strong tag, or `*`, is what was read (RFC 9110, 13.1.1)."""
    path, right = own(manager, cooperative)

    assert patch(manager, path, {"name": "HTX"}, etag.format(right.strip('"'))).status_code == 412
    assert patch(manager, path, {"name": "HTX"}, "*").status_code == 200


def test_an_organisation_keeps_what_stands_on_labels(manager: Caller, cooperative: Cooperative) -> None:
    """Name and address change, kind and short code do not; a wrong place is refused."""
    path, etag = own(manager, cooperative)
    moved = {"province_code": "82", "commune_code": "30244", "detail": "Ấp Phú Long", "legacy": None}

    assert patch(manager, path, {"short_code": "NEW"}, etag).status_code == 422
    wrong = patch(manager, path, {"address": moved | {"province_code": "01"}}, etag).get_json()
    right = patch(manager, path, {"address": moved}, etag).get_json()

    assert wrong["code"] == "commune-not-in-province"
    assert right["address"] == moved
    assert right["short_code"] == cooperative.organisation.short_code


def test_another_organisation_is_not_there(
    manager: Caller, writing: Writing, cooperative: Cooperative
) -> None:
    """The list shows the caller's own; another's is 404 to read and to change; the operator sees all."""
    with writing() as session:
        other = make_cooperative(session, gtin=None)
        operator = Caller(manager.client, make_token(session, other.organisation, role="operator"))
    path = f"{ORGANISATIONS}/{other.organisation.id}"

    assert [found["id"] for found in manager.get(ORGANISATIONS).get_json()["items"]] == [
        str(cooperative.organisation.id)
    ]
    assert manager.get(path).status_code == 404
    assert patch(manager, path, {"name": "Mine"}, "*").status_code == 404
    assert len(operator.get(ORGANISATIONS).get_json()["items"]) == 2


def walk(manager: Caller, path: str) -> list[str]:
    """The ids of a whole list."""
    found: list[str] = []
    following: str | None = path
    while following:
        page = manager.get(following).get_json()
        found += [item["id"] for item in page["items"]]
        following = page["next"]
    return found


@settings(max_examples=20, deadline=None, suppress_health_check=list(HealthCheck))
@given(sizes=st.lists(st.integers(0, 3), min_size=1, max_size=8), limit=st.integers(1, 4))
def test_a_walk_shows_each_row_once_while_rows_are_added(
    client: FlaskClient, writing: Writing, sizes: list[int], limit: int
) -> None:
    """Whatever the page size and whenever rows come: none that was there is lost, none is shown twice."""
    with writing() as session:
        cooperative = make_cooperative(session, gtin=None)
        caller = Caller(client, make_token(session, cooperative.organisation))

    def add(count: int) -> set[str]:
        with writing() as session:
            return {str(make_batch(session, cooperative).id) for _ in range(count)}

    arriving = iter(sizes)
    before = add(6 + next(arriving))
    shown: list[str] = []
    following: str | None = f"{BATCHES}?limit={limit}"
    while following:
        page = caller.get(following).get_json()
        shown += [item["id"] for item in page["items"]]
        following = page["next"]
        add(next(arriving, 0))

    assert len(shown) == len(set(shown))
    assert before <= set(shown)
    assert shown == sorted(shown, reverse=True)


def test_the_next_page_is_asked_as_the_first_was(
    manager: Caller, writing: Writing, cooperative: Cooperative
) -> None:
    """`next` repeats the limit and `updated_since`, and is null on the last page, also when that is full."""
    with writing() as session:
        for _ in range(4):
            make_batch(session, cooperative)

    first = manager.get(f"{BATCHES}?limit=2&updated_since=2026-10-25T10:00:00%2B07:00").get_json()
    last = manager.get(first["next"]).get_json()

    assert [len(page["items"]) for page in (first, last)] == [2, 2]
    assert last["next"] is None


@pytest.mark.parametrize(
    ("since", "found"), [("2026-10-25T03:00:00Z", 1), ("2026-10-25T03:00:00.000001Z", 0)]
)
def test_a_sync_asks_only_for_what_is_new(
    manager: Caller, writing: Writing, cooperative: Cooperative, since: str, found: int
) -> None:
    """From the instant on, that instant included."""
    with writing() as session:
        make_batch(session, cooperative)

    assert len(manager.get(f"{BATCHES}?updated_since={since}").get_json()["items"]) == found


@pytest.mark.parametrize(
    ("query", "code"),
    [
        ("limit=0", "out-of-range"),
        ("limit=201", "out-of-range"),
        ("limit=ten", "not-whole"),
        ("limit=1&limit=2", "repeated-parameter"),
        ("cursor=", "wrong-length"),
        ("updated_since=2026-10-25", "not-an-instant"),
        ("updated_since=2026-10-25T03:00:00", "not-an-instant"),
        ("updated_since=2026-10-25T25:00:00Z", "not-an-instant"),
        ("updated_since=0001-01-01T00:00:00%2B07:00", "not-an-instant"),
        ("offset=3", "unknown-field"),
    ],
)
def test_a_list_refuses_what_it_cannot_give(manager: Caller, query: str, code: str) -> None:
    """Above 200 rows, a page by number and a time without its zone are told, not guessed."""
    answer = manager.get(f"{BATCHES}?{query}")

    assert answer.status_code == 422
    assert answer.get_json()["errors"][0]["code"] == code


def test_a_broken_cursor_is_refused(manager: Caller, writing: Writing, cooperative: Cooperative) -> None:
    """Any changed character, another list's cursor, and text that never was one."""
    with writing() as session:
        for _ in range(2):
            make_batch(session, cooperative)
    following = manager.get(f"{BATCHES}?limit=1").get_json()["next"]
    path, _, cursor = following.rpartition("=")
    broken = [
        f"{cursor[:place]}{'A' if cursor[place] != 'A' else 'B'}{cursor[place + 1 :]}"
        for place in range(len(cursor) - 1)  # the last one carries bits that base64 does not use
    ]

    for address in [*(f"{path}={text}" for text in [*broken, "x", "%00", "%ff"]), f"{RUNS}?cursor={cursor}"]:
        answer = manager.get(address)
        assert (answer.status_code, answer.get_json()["code"]) == (422, "cursor-invalid"), address


def test_a_list_shows_nothing_of_others(manager: Caller, writing: Writing) -> None:
    """Another cooperative's batches and runs are in no list."""
    with writing() as session:
        make_batch(session, make_cooperative(session, gtin=None))

    assert walk(manager, BATCHES) == []
    assert walk(manager, RUNS) == []


def test_the_events_of_a_batch_are_read_as_they_were_recorded(
    manager: Caller, harvest: dict[str, Any], writing: Writing
) -> None:
    """The list and the one event say the same; the document's own id is the standard's hash."""
    batch = manager.post(BATCHES, json=harvest).get_json()

    (listed,) = manager.get(batch["links"]["events"]).get_json()["items"]
    single = manager.get(f"{batch['links']['events']}/{listed['id']}").get_json()

    assert single == listed
    assert single["kind"] == "harvest"
    assert single["epcis_event_id"].startswith("ni:///sha-256;")
    assert single["document"]["type"] == "ObjectEvent"
    assert single["document"]["eventTime"] == "2026-10-20T00:00:00+07:00"


def test_an_event_belongs_to_its_batch(manager: Caller, harvest: dict[str, Any], writing: Writing) -> None:
    """Under another batch, and for another organisation, it is not there."""
    first, second = (manager.post(BATCHES, json=harvest).get_json() for _ in range(2))
    event = manager.get(first["links"]["events"]).get_json()["items"][0]
    with writing() as session:
        stranger = Caller(
            manager.client, make_token(session, make_cooperative(session, gtin=None).organisation)
        )

    assert manager.get(f"{second['links']['events']}/{event['id']}").status_code == 404
    assert stranger.get(first["links"]["events"]).status_code == 404
    assert stranger.get(f"{first['links']['events']}/{event['id']}").status_code == 404


def test_a_view_s_transaction_is_the_request_s(
    manager: Caller, writing: Writing, cooperative: Cooperative, harvest: dict[str, Any]
) -> None:
    """Three pages of a list and a batch without a picture, in the order of their making."""
    with writing() as session:
        bare = make_product(session, cooperative.actor, gtin=None, with_image=False)
    for _ in range(3):
        manager.post(BATCHES, json=harvest | {"product_id": str(bare.id)})

    found = manager.get(f"{BATCHES}?limit=2").get_json()["items"]

    assert [item["status"] for item in found] == ["registered"] * 2
    assert found[0]["warnings"] == found[0]["holds"] == []


AT, SUNSET = datetime(2026, 11, 1, tzinfo=UTC), datetime(2027, 5, 1, tzinfo=UTC)


def test_an_operation_that_goes_away_says_so() -> None:
    """Deprecation (RFC 9745), Sunset (RFC 8594) and its successor, and in the document."""
    going = Blueprint("going", __name__, description="Going")

    @deprecated(at=AT, sunset=SUNSET, successor="/api/v1/batches")
    @going.get("/harvests")
    @going.response(200)
    @allow("manager", scope="batch:read")
    def list_harvests() -> dict[str, Any]:
        """What it was called."""
        return {}

    app = _with(going)
    answer = app.test_client().get("/api/v1/harvests")

    assert answer.status_code == 200
    assert answer.headers["Deprecation"] == "@1793491200"
    assert answer.headers["Sunset"] == "Sat, 01 May 2027 00:00:00 GMT"
    assert answer.headers["Link"] == '</api/v1/batches>; rel="successor-version"'
    assert openapi(app)["paths"]["/api/v1/harvests"]["get"]["deprecated"] is True


def _with(blueprint: Blueprint) -> Flask:
    app = Flask("going")
    app.config["TESTING"] = True
    init_api(app, [blueprint])
    return app


@pytest.mark.parametrize(("at", "sunset"), [(SUNSET, AT), (AT.replace(tzinfo=None), SUNSET)])
def test_an_end_must_come_after_its_announcement(at: datetime, sunset: datetime) -> None:
    """A sunset before the deprecation, or a time without a zone, is an error of ours."""
    with pytest.raises(ValueError, match="aware instants"):
        deprecated(at=at, sunset=sunset, successor="/")


HOSTILE = [
    "%00",
    "%ED%A0%80",
    "%ff",
    "%E2%80%AE",
    "..%2f..%2f",
    "a" * 5000,
    string.punctuation.replace("?", ""),
]


@pytest.mark.parametrize("text", HOSTILE)
def test_a_hostile_path_or_query_is_only_refused(client: FlaskClient, manager: Caller, text: str) -> None:
    """A NUL, half a character, broken UTF-8 or a wall of text is never a 500, signed in or not."""
    quoted = text.replace("#", "%23").replace("&", "%26")
    addresses = [
        f"/api/v1/batches/{quoted}",
        f"/api/v1/{quoted}",
        f"/api/v1/docs/errors/{quoted}",
        f"/api/v1/batches?cursor={quoted}",
        f"/api/v1/batches?{quoted}=1",
        f"/api/v1/batches?limit={quoted}",
        f"/t/{quoted}",
        f"/b/{quoted}",
    ]

    for address in addresses:
        assert 400 <= manager.get(address).status_code < 500, address
        assert client.get(address).status_code < 500, address


@pytest.mark.parametrize("value", ["\x01", "\x7f", "ÿ", "\u00a0", "a" * 5000, ",,,;q=", "=?utf-8?b?AA==?="])
@pytest.mark.parametrize(
    "name", ["Authorization", "Accept-Language", "If-None-Match", "X-Request-ID", "Accept", "Content-Type"]
)
def test_a_hostile_header_is_only_refused(manager: Caller, name: str, value: str) -> None:
    """Nor is one in a header."""
    assert manager.get(BATCHES, headers={name: value}).status_code < 500


@pytest.mark.parametrize("method", ["put", "delete", "patch"])
@pytest.mark.parametrize(
    ("path", "allowed"),
    [(BATCHES, {"GET", "HEAD", "OPTIONS", "POST"}), (f"{BATCHES}:bulk", {"OPTIONS", "POST"})],
)
def test_a_method_that_is_not_there_names_those_that_are(
    manager: Caller, method: str, path: str, allowed: set[str]
) -> None:
    """405 with Allow, as a problem."""
    answer = getattr(manager.client, method)(path)

    assert (answer.status_code, answer.content_type) == (405, "application/problem+json")
    assert set(answer.headers["Allow"].split(", ")) == allowed
