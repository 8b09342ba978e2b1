"""How often one may ask, and who is never stopped by another's asking."""

import logging
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient

from app.counting import QuietMemory
from app.db import transaction
from app.limits import FREE, hashed_address
from app.policy import PUBLIC, declared_policy
from app.secrets import label_keys
from labels.codes.codes import make_code
from labels.runs.snapshot import Snapshot
from tests.availability import need
from tests.builders import make_cooperative, make_organisation, make_run, make_token
from tests.conftest import MakeApp
from tests.ports import free_port

ADDRESS = "203.0.113.9"
ONE = {"WORKERS": "1"}
OTHER_LANGUAGES = [("vi", "Xin chờ một phút"), ("en", "Please wait a minute"), ("zh", "请稍等一分钟")]
WRONG = {"Authorization": "Bearer rn_" + "0" * 36}


def printed_codes(app: Flask) -> list[str]:
    """Codes of one run, all real."""
    with app.app_context(), transaction() as session:
        snapshot = Snapshot.of(make_run(session, make_cooperative(session, gtin=None), label_keys()))
        codes = snapshot.codes(label_keys())
    return [codes(serial) for serial in range(1, snapshot.quantity + 1)]


def issue(app: Flask) -> dict[str, str]:
    with app.app_context(), transaction() as session:
        return {"Authorization": f"Bearer {make_token(session, make_organisation(session))}"}


def statuses(client: FlaskClient, path: str, times: int, **kwargs: Any) -> list[int]:
    return [client.get(path, **kwargs).status_code for _ in range(times)]


def guess_at(code: str) -> str:
    """A code of the same run that nobody issued."""
    return code[:9] + make_code(b"\0" * 32, 1, 1)[9:]


def test_a_token_over_its_limit_is_told_when_to_come_back(make_app: MakeApp) -> None:
    """429 as a problem with Retry-After within the minute; another token goes on."""
    app = make_app(RATE_API="3/minute", **ONE)
    mine, theirs = issue(app), issue(app)
    client = app.test_client()
    path = "/api/v1/batches/01a20be4-b6bf-73ac-9ca2-ab920dac566f"

    assert statuses(client, path, 4, headers=mine) == [404, 404, 404, 429]
    answer = client.get(path, headers=mine | {"Accept-Language": "en"})
    assert answer.mimetype == "application/problem+json"
    assert answer.get_json()["code"] == "too-many-requests"
    assert 1 <= int(answer.headers["Retry-After"]) <= 60
    assert f"in {answer.headers['Retry-After']} seconds" in answer.get_json()["detail"]
    assert client.get(path, headers=theirs).status_code == 404


@pytest.mark.parametrize(("language", "words"), OTHER_LANGUAGES)
def test_a_reader_over_the_limit_gets_a_calm_page(make_app: MakeApp, language: str, words: str) -> None:
    """In the reader's language, with Retry-After; another address goes on."""
    client = make_app(RATE_PUBLIC="2/minute", **ONE).test_client()

    assert statuses(client, "/", 2) == [200, 200]
    answer = client.get("/", query_string={"lang": language})
    assert (answer.status_code, answer.mimetype) == (429, "text/html")
    assert words in answer.text
    assert 1 <= int(answer.headers["Retry-After"]) <= 60
    assert client.get("/", environ_base={"REMOTE_ADDR": ADDRESS}).status_code == 200


def test_a_market_full_of_buyers_is_not_stopped_by_guesses(make_app: MakeApp) -> None:
    """Behind one address, scans of real codes never count as guesses, and guesses stop only their own run."""
    app = make_app(RATE_GUESS="5/minute", **ONE)
    guessed, scanned = printed_codes(app), printed_codes(app)
    client = app.test_client()

    assert statuses(client, f"/t/{guessed[0]}", 20) == [200] * 20
    assert statuses(client, f"/t/{guess_at(guessed[0])}", 6) == [404] * 5 + [429]
    assert client.get(f"/t/{guessed[1]}").status_code == 429
    assert [client.get(f"/t/{code}").status_code for code in scanned] == [200] * len(scanned)
    elsewhere = client.get(f"/t/{guessed[1]}", environ_base={"REMOTE_ADDR": ADDRESS})
    assert elsewhere.status_code == 200


def test_every_way_to_look_a_code_or_lot_up_is_counted(make_app: MakeApp) -> None:
    """The short link, our own name and the Digital Links share one count for a run, lots have theirs."""
    app = make_app(RATE_GUESS="4/minute", **ONE)
    guess = guess_at(printed_codes(app)[0])
    client = app.test_client()
    gtin = "09521234560012"
    codes = [f"/t/{guess}", f"/obj/{guess}"]
    lots = ["/b/DK261020AAAA", "/b/DK261020AAAB", "/class/P.DK261020AAAC", f"/01/{gtin}/10/DK261020AAAD"]

    linked = [f"/01/{gtin}/22/V/21/{guess}", f"/01/{gtin}/10/L2/21/{guess}?linkType=linkset"]

    for paths in (codes + linked, lots):
        assert [client.get(path).status_code for path in paths] == [404] * 4
        assert client.get(paths[0]).status_code == 429


def test_a_typing_error_that_is_no_code_costs_nothing(make_app: MakeApp) -> None:
    """What cannot be a code is not looked up, so that it is no guess either."""
    client = make_app(RATE_GUESS="1/minute", **ONE).test_client()

    assert statuses(client, "/t/7K3Q-9XTM", 5) == [404] * 5


def test_refused_tokens_are_slowed_and_good_ones_are_not(make_app: MakeApp) -> None:
    """An office whose forgotten program knocks with an old token goes on working."""
    app = make_app(RATE_GUESS="3/minute", **ONE)
    good = issue(app)
    client = app.test_client()
    path = "/api/v1/batches/01a20be4-b6bf-73ac-9ca2-ab920dac566f"

    assert statuses(client, path, 5, headers=WRONG) == [401, 401, 401, 429, 429]
    refusal = client.get(path, headers=WRONG)
    assert (refusal.get_json()["code"], "Retry-After" in refusal.headers) == ("too-many-requests", True)
    assert client.get(path, headers=good).status_code == 404


def test_what_watches_over_us_is_never_stopped(make_app: MakeApp) -> None:
    """Health, metrics and files answer whatever the limit; each of them exists and is public."""
    app = make_app(RATE_PUBLIC="1/hour", **ONE)
    client = app.test_client()

    for path in ("/livez", "/readyz", "/icon.svg", "/robots.txt"):
        assert 429 not in statuses(client, path, 5)
    assert {declared_policy(app.view_functions[endpoint]) for endpoint in FREE} == {PUBLIC}


def test_each_process_has_its_share(make_app: MakeApp) -> None:
    """Two processes that count for themselves let through together what was set."""
    client = make_app(RATE_PUBLIC="5/hour", WORKERS="2").test_client()

    assert statuses(client, "/", 4) == [200, 200, 200, 429]


def test_old_counts_are_forgotten() -> None:
    """Addresses that came once do not fill the memory; a count that is over starts again."""
    memory = QuietMemory()

    assert [memory.incr(f"address {number}", expiry=-1) for number in range(1000)] == [1] * 1000
    memory._forgets_at = 0
    assert [memory.incr("one", expiry=60), memory.incr("one", expiry=60)] == [1, 2]
    assert set(memory.storage) == {"one"}


def test_no_address_is_kept_or_logged(make_app: MakeApp, caplog: pytest.LogCaptureFixture) -> None:
    """Counts are kept under a keyed hash, and neither it nor a log line tells the address."""
    app = make_app(RATE_PUBLIC="1/hour", **ONE)
    with caplog.at_level(logging.DEBUG):
        client = app.test_client()
        for _ in range(2):
            client.get("/", environ_base={"REMOTE_ADDR": ADDRESS})

    counted = app.extensions["ronguon.limits"].counts.memory.storage
    assert counted
    assert ADDRESS not in str(counted)
    assert ADDRESS not in caplog.text


def test_a_network_of_ipv6_counts_as_one(app: Flask) -> None:
    """Whoever has a /64 has 2^64 addresses and one count; the next network has its own."""

    def hashed(address: str) -> str:
        with app.test_request_context(environ_base={"REMOTE_ADDR": address}):
            return hashed_address()

    assert hashed("2001:db8::1") == hashed("2001:db8::ffff:1") == hashed("2001:db8::7%eth0")
    assert len({hashed(address) for address in ("2001:db8::1", "2001:db8:0:1::1", ADDRESS, "127.0.0.1")}) == 4


def test_an_address_of_ipv4_within_ipv6_counts_by_itself(app: Flask) -> None:
    """A server that listens on both sees ::ffff:203.0.113.9: not all of IPv4 is one network of IPv6."""

    def hashed(address: str) -> str:
        with app.test_request_context(environ_base={"REMOTE_ADDR": address}):
            return hashed_address()

    assert hashed("::ffff:203.0.113.9") == hashed(ADDRESS) != hashed("::ffff:203.0.113.10")


@pytest.mark.parametrize("address", ["203.0.113.9:51234", "[2001:db8::1]:51234", "unknown", "", "_hidden"])
def test_whatever_a_proxy_calls_an_address_is_counted(app: Flask, address: str) -> None:
    """Some proxies add the port, some a word: no request fails over it or goes uncounted."""
    with app.test_request_context(environ_base={"REMOTE_ADDR": address}):
        found = hashed_address()
    with app.test_request_context(environ_base={"REMOTE_ADDR": "203.0.113.10:51234"}):
        assert hashed_address() != found
    if address.startswith("203"):
        with app.test_request_context(environ_base={"REMOTE_ADDR": ADDRESS}):
            assert hashed_address() == found


@pytest.fixture
def redis_url(tmp_path: Path) -> Iterator[str]:
    binary = shutil.which("redis-server")
    need(binary, "redis-server is not on this machine")
    assert binary is not None
    port = free_port()
    command = [binary, "--port", str(port), "--bind", "127.0.0.1", "--save", "", "--dir", str(tmp_path)]
    server = subprocess.Popen(command, stdout=subprocess.DEVNULL)
    try:
        yield f"redis://127.0.0.1:{port}/0"
    finally:
        server.terminate()
        server.wait(10)


def test_machines_that_share_a_redis_share_the_count(make_app: MakeApp, redis_url: str) -> None:
    """What one process let through, another one counts; without Redis each goes on by itself."""
    wait_for(redis_url)
    first, second = (make_app(RATE_PUBLIC="4/hour", WORKERS="2", REDIS_URL=redis_url) for _ in range(2))

    assert statuses(first.test_client(), "/", 2) + statuses(second.test_client(), "/", 3) == [200] * 4 + [429]


def test_a_redis_that_is_gone_stops_nobody(make_app: MakeApp) -> None:
    """The process counts by itself until it is back."""
    client = make_app(
        RATE_PUBLIC="2/hour", RATE_GUESS="1/hour", REDIS_URL=f"redis://127.0.0.1:{free_port()}/0", **ONE
    ).test_client()

    assert client.get("/api/v1/batches/x", headers=WRONG).status_code in {401, 404}
    assert statuses(client, "/", 3) == [200, 200, 429]


def test_a_refused_token_is_told_so_without_redis(make_app: MakeApp) -> None:
    """Counted by the process meanwhile; the answer is no 500."""
    client = make_app(
        RATE_GUESS="2/hour", WORKERS="1", REDIS_URL=f"redis://127.0.0.1:{free_port()}/0"
    ).test_client()

    answers = [client.get("/api/v1/batches", headers={"Authorization": "Bearer rn_no"}) for _ in range(3)]

    assert [answer.status_code for answer in answers] == [401, 401, 429]


def wait_for(url: str) -> None:
    import redis
    from redis.backoff import ConstantBackoff
    from redis.retry import Retry

    with redis.Redis.from_url(url, retry=Retry(ConstantBackoff(0.1), 50)) as connection:
        connection.ping()
