"""How often one may ask, and who is never stopped by another's asking."""

import pytest
from flask import Flask

from app.counting import QuietMemory
from app.db import transaction
from app.limits import FREE
from app.policy import PUBLIC, declared_policy
from app.secrets import label_keys
from labels.runs.snapshot import Snapshot
from tests.builders import make_cooperative, make_organisation, make_run, make_token
from tests.conftest import MakeApp
from tests.web.limited import ADDRESS, ONE, WRONG, guess_at, statuses

OTHER_LANGUAGES = [("vi", "Xin chờ một phút"), ("en", "Please wait a minute"), ("zh", "请稍等一分钟")]


def printed_codes(app: Flask) -> list[str]:
    """Codes of one run, all real."""
    with app.app_context(), transaction() as session:
        snapshot = Snapshot.of(make_run(session, make_cooperative(session, gtin=None), label_keys()))
        codes = snapshot.codes(label_keys())
    return [codes(serial) for serial in range(1, snapshot.quantity + 1)]


def issue(app: Flask) -> dict[str, str]:
    with app.app_context(), transaction() as session:
        return {"Authorization": f"Bearer {make_token(session, make_organisation(session))}"}


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
