"""Label pages that are answered in front of Flask say what Flask says, and count what it counts."""

from typing import Any

import pytest
from flask import Flask
from sqlalchemy import select

from app.db import transaction
from app.front import front_of
from app.scan.looking import KEPT_S
from app.scan.pressing import ENCODINGS
from app.secrets import label_keys
from app.sightings import sightings
from labels.codes.codes import derive_run_key, make_code
from labels.runs.model import PrintRun
from tests.builders import GTIN, make_cooperative, make_run
from tests.conftest import MakeApp
from tests.web import test_scan_addresses as addresses
from tests.web.test_scan_addresses import Printed, first_code

printed = addresses.printed  # the fixture
TOKEN = "prometheus-of-the-cooperative"

OF_EACH = {"X-Request-ID", "Date"}
PHONE = "Mozilla/5.0 (Linux; Android 14) AppleWebKit/537.36 Chrome/140.0 Mobile Safari/537.36"


class Watch:
    """The application with a look at what reaches Flask."""

    def __init__(self, app: Flask) -> None:
        self.app, self.reached = app, 0
        front = front_of(app)
        inner = front.flask

        def counting(environ: Any, start_response: Any) -> Any:
            self.reached += 1
            return inner(environ, start_response)

        front.flask = counting

    def get(self, path: str, **headers: str) -> Any:
        return self.app.test_client().get(
            path, headers={name.replace("_", "-"): value for name, value in headers.items()}
        )


@pytest.mark.parametrize(
    "path", ["/t/{code}", "/obj/{code}", "/01/{gtin}/21/{code}", "/01/{gtin}/10/{lot}/21/{code}"]
)
def test_a_warm_answer_is_flasks_answer(app: Flask, printed: Printed, path: str) -> None:
    """Status, body and every header, in each language and encoding; and Flask was not asked for it."""
    app.config[KEPT_S] = 1000.0
    watch, second = Watch(app), second_code(app)
    first_asked, asked = (
        path.format(code=code, gtin=GTIN, lot=printed.lot) for code in (printed.code, second)
    )
    for query in ("", "?lang=en", "?lang=zh"):
        for encoding in ENCODINGS:
            headers = {"Accept_Encoding": encoding, "User_Agent": PHONE, "Accept": "text/html,*/*;q=0.8"}
            watch.get(first_asked + query, **headers)  # whose headers are used for the second
            of_flask = watch.get(asked + query, Cookie="x=1", **headers)  # a cookie is passed on to Flask
            reached = watch.reached
            warm = watch.get(asked + query, **headers)

            assert watch.reached == reached
            assert (warm.status, warm.data) == (of_flask.status, of_flask.data)
            assert _headers(warm) == _headers(of_flask)
            assert printed.code not in str(warm.headers)


def second_code(app: Flask) -> str:
    with app.app_context(), transaction() as session:
        run, keys = session.scalars(select(PrintRun)).one(), label_keys()
        return make_code(derive_run_key(keys.get(run.key_id), run.key_id, run.number), run.number, 2)


@pytest.mark.parametrize(
    ("path", "headers"),
    [
        ("{good}", {"If_None_Match": '"x"'}),
        ("{good}", {"Accept": "application/linkset+json"}),
        ("{good}", {"Authorization": "Bearer x"}),
        ("{good}?linkType=gs1:pip", {}),
        ("{good}?lang=fr", {}),
        ("{good}/", {}),
        ("{forged}", {}),
        ("/01/09521234560029/21/{code}", {}),
        ("/01/{gtin}/10/OTHER/21/{code}", {}),
    ],
)
def test_whatever_is_not_plain_is_flasks(
    app: Flask, printed: Printed, path: str, headers: dict[str, str]
) -> None:
    """Conditions, other forms, other queries, forged codes and other paths, under a warm page."""
    app.config[KEPT_S] = 1000.0
    watch, good = Watch(app), f"/01/{GTIN}/21/{printed.code}"
    watch.get(good)
    watch.get(good)
    forged = f"/t/{printed.code[:-1]}{'1' if printed.code[-1] == '0' else '0'}"
    reached = watch.reached
    answer = watch.get(path.format(good=good, forged=forged, code=printed.code, gtin=GTIN), **headers)

    assert watch.reached == reached + 1
    assert "forged" not in path or answer.status_code == 404


@pytest.fixture
def limited(make_app: MakeApp) -> Flask:
    return make_app(RATE_PUBLIC="10/minute", RATE_GUESS="3/minute", WORKERS="1", METRICS_TOKEN=TOKEN)


def test_warm_pages_are_counted_as_others(limited: Flask) -> None:
    """Against the limit of their address; in the metrics; and as one scan of one visitor."""
    limited.config[KEPT_S] = 1000.0
    code, watch = print_in(limited), Watch(limited)
    statuses = [watch.get(f"/t/{code}", User_Agent=PHONE).status_code for _ in range(12)]
    with limited.app_context():
        written = sightings().write()
    told = watch.get("/metrics", Authorization=f"Bearer {TOKEN}").text

    assert statuses == [200] * 10 + [429] * 2
    assert watch.reached == 1 + 2 + 1
    assert written == 1
    assert 'ronguon_requests_total{method="GET",route="/t/<code>",status_class="2xx"} 10.0' in told
    assert 'ronguon_request_seconds_count{method="GET",route="/t/<code>"} 12.0' in told


def test_who_guesses_codes_of_a_run_gets_no_warm_page_of_it(limited: Flask) -> None:
    """The limit of guesses holds before Flask, too."""
    limited.config[KEPT_S] = 1000.0
    code, watch = print_in(limited), Watch(limited)
    good = [watch.get(f"/t/{code}").status_code for _ in range(2)]
    forged = [watch.get(f"/t/{code[:-1]}{last}").status_code for last in "0123" if last != code[-1]]

    assert good == [200, 200]
    assert forged[:3] == [404] * 3
    assert watch.get(f"/t/{code}").status_code == 429


def print_in(app: Flask) -> str:
    with app.app_context(), transaction() as session:
        cooperative, keys = make_cooperative(session), label_keys()
        return first_code(keys, make_run(session, cooperative, keys))


def _headers(answer: Any) -> dict[str, str]:
    return {name: value for name, value in answer.headers.items() if name not in OF_EACH}
