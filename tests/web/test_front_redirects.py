"""A redirect that is given again in front of Flask: the same, counted the same, and never to who is over a limit."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from flask import Flask

from app.db import transaction
from app.front import front_of
from app.metrics import metrics
from app.resolver.redirects import Redirects
from app.secrets import label_keys
from labels.codes.codes import derive_run_key, make_code
from tests.builders import GTIN, make_cooperative, make_run
from tests.conftest import BROWSER, MakeApp
from tests.web.limited import ONE, guess_at
from tests.web.resolver.world import World, running_world


@pytest.fixture(scope="module")
def world(sqlite_model: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[World]:
    with running_world(sqlite_model, tmp_path_factory.mktemp("warm")) as made:
        yield made


def kept(app: Flask) -> int:
    return sum(len(kind) for kind in front_of(app).kinds if isinstance(kind, Redirects))


def test_an_answer_is_given_again_whole(world: World) -> None:
    """All headers alike but the request's id, which is new or the client's own; and it is counted."""
    first, again = (world.ask(f"{world.batch}?once=1") for _ in range(2))
    named = world.ask(f"{world.batch}?once=1", X_Request_ID="shelf-00000042")

    ids = [answer.headers.pop("X-Request-ID") for answer in (first, again, named)]
    assert first.headers == again.headers == named.headers
    assert (first.status_code, again.status_code, again.data) == (307, 307, b"")
    assert len(set(ids)) == 3
    assert ids[2] == "shelf-00000042"
    with world.strict.app_context():
        text = str(list(metrics().requests.collect()))
    assert "elements" in text


def test_what_may_change_is_not_kept(world: World) -> None:
    """Pages, data, linksets, refusals and what is unknown; HEAD, cookies and tokens go Flask's way."""
    before = kept(world.strict)
    for path, accept in (
        (f"{world.label}?linkType=linkset", "*/*"),
        (f"{world.product}/10/NOLOT", "*/*"),
        ("/01/09521234560029", "*/*"),
        (f"/b/{world.lot}", BROWSER),
        (f"{world.batch}?linkType=gs1:pip", "*/*"),
    ):
        world.ask(path, accept)
    world.client().head(world.batch)
    visitor = world.client()
    visitor.set_cookie("a", "b")
    visitor.get(f"{world.batch}?c")
    world.ask(f"{world.batch}?t", Authorization="Bearer x")

    assert kept(world.strict) == before


def test_who_is_over_a_limit_is_told_so(make_app: MakeApp) -> None:
    """An address with too many requests, and one that has guessed too often at the run, although the answer is kept."""
    app = make_app(RATE_PUBLIC="4/hour", RATE_GUESS="2/hour", **ONE)
    with app.app_context(), transaction() as session:
        run = make_run(session, make_cooperative(session), label_keys())
        key = derive_run_key(label_keys().get(run.key_id), run.key_id, run.number)
        code = make_code(key, run.number, 1)
    client, path = app.test_client(), f"/01/{GTIN}/21/{code}"

    assert [client.get(path).status_code for _ in range(5)] == [307] * 4 + [429]
    elsewhere = {"REMOTE_ADDR": "203.0.113.9"}
    assert client.get(path, environ_base=elsewhere).status_code == 307
    guesses = [client.get(f"/01/{GTIN}/21/{guess_at(code)}", environ_base=elsewhere) for _ in range(2)]
    assert [guess.headers["Location"].rpartition("?")[2] for guess in guesses] == ["unknown=label"] * 2
    assert client.get(path, environ_base=elsewhere).status_code == 429
