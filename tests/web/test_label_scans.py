"""Scans of labels: who is counted, what is told, and that a code is told to programs as to people."""

from datetime import UTC, datetime

import pytest
from flask import Flask
from flask.testing import FlaskClient

from app.secrets import label_keys
from app.sightings import Sightings
from labels.codes.codes import parse_code
from labels.runs.model import PrintRun
from labels.scans.rules import OFTEN
from labels.scans.service import Seen, expose_key, record_scans
from tests.builders import Cooperative, make_batch, make_run
from tests.conftest import NOW, Writing
from tests.web.test_scan_addresses import first_code

PHONE = {"User-Agent": "Mozilla/5.0 (Linux; Android 14) AppleWebKit/537.36 Mobile Safari/537.36"}


@pytest.fixture
def code(app: Flask, writing: Writing, cooperative: Cooperative) -> str:
    with app.app_context():
        keys = label_keys()
    with writing() as session:
        run = make_run(session, cooperative, keys, batch_id=make_batch(session, cooperative).id)
        return first_code(keys, run)


@pytest.fixture
def sightings(app: Flask) -> Sightings:
    found: Sightings = app.extensions["ronguon.sightings"]
    return found


def see(client: FlaskClient, code: str, *, address: str = "203.0.113.1", **headers: str) -> str:
    answer = client.get(f"/t/{code}", headers={**PHONE, **headers}, environ_base={"REMOTE_ADDR": address})
    assert answer.status_code == 200
    return answer.text


def scans(client: FlaskClient, code: str) -> int:
    count: int = client.get(f"/api/v1/codes/{code}").get_json()["scans"]["count"]
    return count


def test_people_are_counted_once_a_day(client: FlaskClient, code: str, sightings: Sightings) -> None:
    """Two phones and a page opened again make two visits; nothing is written before its second is over."""
    for address in ("203.0.113.1", "203.0.113.2", "203.0.113.1"):
        see(client, code, address=address)
    before = scans(client, code)

    counted = sightings.write()

    assert (before, counted) == (0, 2)
    assert client.get(f"/api/v1/codes/{code}").get_json()["scans"] == {
        "count": 2,
        "first_seen_at": "2026-10-25T03:00:00Z",
        "last_seen_at": "2026-10-25T03:00:00Z",
    }
    assert sightings.write() == 0


def test_a_shared_link_is_no_scan(client: FlaskClient, code: str, sightings: Sightings) -> None:
    """A chat's preview, a browser's prefetch, a head request, a program and /codes itself count nothing."""
    see(client, code, **{"User-Agent": "facebookexternalhit/1.1"})
    see(client, code, **{"Sec-Purpose": "prefetch"})
    client.head(f"/t/{code}", headers=PHONE)
    client.get(f"/api/v1/codes/{code}", headers=PHONE)

    assert sightings.write() == 0


def test_a_label_that_many_saw_is_told_neutrally(
    app: Flask, client: FlaskClient, code: str, writing: Writing
) -> None:
    """The page gives the number and both meanings; the label stays issued."""
    parsed = parse_code(code)
    assert parsed is not None
    with writing() as session:
        run = session.query(PrintRun).filter_by(number=parsed.run).one()
        record_scans(
            session,
            [
                Seen(run_id=run.id, serial=1, visitor=f"{number}", seen_at=datetime(2026, 10, 6, tzinfo=UTC))
                for number in range(OFTEN["fruit"] + 1)
            ],
        )

    page = see(client, code)
    told = client.get(f"/api/v1/codes/{code}").get_json()

    assert "Mã này đã được mở 31 lần, lần đầu ngày 06/10/2026." in page
    assert "cũng có thể tem đã bị sao chép" in page
    assert (told["status"], told["signs"]) == ("issued", ["seen-often"])


def test_labels_of_an_exposed_key_say_so(
    app: Flask, client: FlaskClient, code: str, writing: Writing
) -> None:
    """Whoever has the key can make codes that look right: the page asks to ask the producer."""
    with app.app_context():
        key_id = label_keys().active_id
    with writing() as session:
        expose_key(session, key_id, reason="bản sao lưu bị lấy mất", now=NOW)

    page = see(client, code)
    assert page.count("đã bị lộ") == 1
    assert page.index("đã bị lộ") < page.index("Sầu riêng Ri6</h1>")
    assert client.get(f"/api/v1/codes/{code}").get_json()["signs"] == ["key-exposed"]


def test_a_code_is_told_to_programs_as_to_people(client: FlaskClient, code: str) -> None:
    """Without a token; typing is forgiven; a code that was never issued is an answer, not an error."""
    typed = f"{code[:4]}-{code[4:8]} {code[8:12]}-{code[12:]}".lower()
    told = client.get(f"/api/v1/codes/{typed}").get_json()
    unknown = client.get(f"/api/v1/codes/{code[:-1]}{'0' if code[-1] != '0' else '1'}")

    assert told["code"].replace("-", "") == code
    assert (told["status"], told["serial"], told["is_sample"]) == ("issued", 1, False)
    assert client.get(told["links"]["page"].removeprefix("https://nguon.dongthap.vn")).status_code == 200
    assert unknown.status_code == 200
    assert unknown.get_json()["status"] == "unknown"
    assert unknown.get_json()["scans"] is None
