"""What a manager sees of a run's scans: the labels that give a sign, the most urgent first."""

import uuid
from datetime import timedelta
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient

from labels.codes.codes import parse_code
from labels.runs.model import PrintRun
from labels.scans.rules import OFTEN
from labels.scans.service import Seen, expose_key, record_scans
from tests.builders import Cooperative, make_cooperative, make_token
from tests.conftest import NOW, Writing
from tests.web.callers import Caller
from tests.web.label_world import Station, at_another_time, code_of, make_station

LATER = NOW + timedelta(hours=3)


@pytest.fixture
def station(client: FlaskClient, writing: Writing, cooperative: Cooperative) -> Station:
    return make_station(client, writing, cooperative)


@pytest.fixture
def scanned(station: Station, app: Flask, writing: Writing) -> dict[str, Any]:
    """Of 40 labels 5 and 6 are torn; 5 is seen after that, 6 before; 9 and 8 are seen often, 7 once."""
    run = station.run()
    station.tell(run, "voids", first=5, last=6, reason="torn", note=None)
    often = OFTEN["fruit"] + 1
    with writing() as session:
        for serial, count, at in (
            (5, 1, LATER),
            (6, 1, NOW),
            (7, 1, LATER),
            (8, often, NOW),
            (9, often + 1, NOW),
        ):
            seen = [
                Seen(run_id=uuid.UUID(run["id"]), serial=serial, visitor=f"{number}", seen_at=at)
                for number in range(count)
            ]
            record_scans(session, seen)
    at_another_time(app, LATER)
    return run


def test_the_most_urgent_scan_comes_first(station: Station, scanned: dict[str, Any]) -> None:
    """A void label that was scanned, then those seen often, the oftenest first; pages go on where one ended."""
    whole = station.manager.get(scanned["links"]["scans"]).get_json()
    first = station.manager.get(f"{scanned['links']['scans']}?limit=2").get_json()
    rest = station.manager.get(first["next"]).get_json()
    since = station.manager.get(f"{scanned['links']['scans']}?updated_since=2026-10-25T04:00:00Z").get_json()

    assert [(one["serial"], one["signs"]) for one in whole["items"]] == [
        (5, ["void-scanned"]),
        (9, ["seen-often"]),
        (8, ["seen-often"]),
    ]
    assert whole["items"] == first["items"] + rest["items"]
    assert (whole["next"], rest["next"]) == (None, None)
    assert [one["serial"] for one in since["items"]] == [5]
    found = whole["items"][0]
    assert (found["voided_at"], found["scans"]["count"]) == ("2026-10-25T03:00:00Z", 1)
    assert found["batch_id"] == str(station.batch.id)
    parsed = parse_code(found["code"])
    assert parsed is not None
    assert parsed.serial == 5


def test_under_an_exposed_key_each_scan_is_a_sign(
    station: Station, scanned: dict[str, Any], writing: Writing
) -> None:
    """They come after what is worse, and the public answer of a void label has no sign that it did not have."""
    code = station.manager.get(scanned["links"]["scans"]).get_json()["items"][0]["code"]
    before = station.manager.get(f"/api/v1/codes/{code}").get_json()
    with writing() as session:
        run = session.get_one(PrintRun, uuid.UUID(scanned["id"]))
        expose_key(session, run.key_id, reason="Thử", now=NOW)

    items = station.manager.get(scanned["links"]["scans"]).get_json()["items"]

    assert [one["serial"] for one in items] == [5, 9, 8, 6, 7]
    assert items[0]["signs"] == ["void-scanned", "key-exposed"]
    assert items[-1]["signs"] == ["key-exposed"]
    assert (before["status"], before["signs"]) == ("void", [])


def test_scans_are_the_managers_own(
    station: Station, scanned: dict[str, Any], client: FlaskClient, writing: Writing
) -> None:
    """A packer may not see them, and to another organisation there is no such run."""
    with writing() as session:
        other = make_cooperative(session, gtin=None)
        stranger = Caller(client, make_token(session, other.organisation))

    assert station.packer.get(scanned["links"]["scans"]).status_code == 403
    assert code_of(stranger.get(scanned["links"]["scans"])) == (404, "not-found")
