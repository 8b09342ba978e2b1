"""`deploy/nginx.conf` in a real nginx: what it keeps, and that nothing kept ever says that a label is in order."""

import gzip
import http.client
import ssl
import threading
import time
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
import zstandard
from flask import Flask
from werkzeug.serving import make_server

from app.db import transaction
from app.scan.looking import KEPT_S
from app.secrets import label_keys
from app.sightings import sightings
from labels.codes.codes import derive_run_key, make_code
from labels.codes.crockford import encode
from labels.scans.queries import get_sighting
from tests.availability import need
from tests.builders import GTIN, Cooperative, make_batch, make_run
from tests.builders_chain import make_recall
from tests.conftest import BROWSER, MakeApp, Writing
from tests.nginx import HOST, find_nginx, running_nginx

ISSUED = "Đã phát hành"
OTHER_GTIN = "09521234560029"


@dataclass(frozen=True)
class Answer:
    status: int
    headers: Mapping[str, str]
    body: bytes

    @property
    def text(self) -> str:
        """What a browser reads."""
        encoding = self.headers.get("Content-Encoding")
        if encoding == "zstd":
            reader = zstandard.ZstdDecompressor().stream_reader(self.body, read_across_frames=True)
            return reader.read().decode()
        return (gzip.decompress(self.body) if encoding == "gzip" else self.body).decode()


@dataclass(frozen=True)
class Site:
    """The service behind nginx, with a batch of 48 labels; `asked` are the paths that reached the service.

    `workers` answer in turn; each keeps pages of its own.
    """

    app: Flask
    workers: list[Flask]
    port: int
    asked: list[str]
    codes: dict[int, str]
    batch: Any
    cooperative: Cooperative
    run: Any

    def get(self, path: str, **headers: str) -> Answer:
        told = {"Host": HOST, "Accept": BROWSER} | {
            name.replace("_", "-"): value for name, value in headers.items()
        }
        trusting = ssl._create_unverified_context()
        connection = http.client.HTTPSConnection("127.0.0.1", self.port, context=trusting, timeout=20)
        try:
            connection.request("GET", path, headers=told)
            answer = connection.getresponse()
            return Answer(answer.status, dict(answer.headers), answer.read())
        finally:
            connection.close()

    def direct(self, path: str) -> str:
        """What the service says without a proxy that joins parts."""
        return self.app.test_client().get(path, headers={"Accept": BROWSER}).text


@pytest.fixture
def app(make_app: MakeApp) -> Flask:
    return make_app(TRUSTED_PROXIES="1")


@pytest.fixture
def site(app: Flask, writing: Writing, cooperative: Cooperative, tmp_path: Path) -> Iterator[Site]:
    need(find_nginx(), "nginx is not on this machine (apt-get install nginx-light)")
    with app.app_context():
        keys = label_keys()
    with writing() as session:
        batch = make_batch(session, cooperative)
        run = make_run(session, cooperative, keys, batch_id=batch.id)
        run_key = derive_run_key(keys.get(run.key_id), run.key_id, run.number)
    codes = {serial: make_code(run_key, run.number, serial) for serial in (1, 2, 3, 49)}
    asked: list[str] = []
    workers = [app]

    def noting(environ: Any, start_response: Any) -> Any:
        asked.append(environ["PATH_INFO"])
        return workers[len(asked) % len(workers)].wsgi_app(environ, start_response)

    app.config[KEPT_S] = 1000.0  # everything that can be warm is
    server = make_server("127.0.0.1", 0, noting, threaded=True)
    serving = threading.Thread(target=server.serve_forever)
    serving.start()
    try:
        with running_nginx(tmp_path / "nginx", server.server_port) as port:
            yield Site(app, workers, port, asked, codes, batch, cooperative, run)
    finally:
        server.shutdown()
        serving.join()
        server.server_close()


def path_of(site: Site, serial: int = 1, language: str = "vi") -> str:
    return f"/01/{GTIN}/21/{site.codes[serial]}?lang={language}"


def test_a_page_through_nginx_is_the_page(site: Site) -> None:
    """In each language and encoding, cold and warm; the batch's texts are asked for once, each label every time;
    a reader who has it is told so, and no cache between may keep it."""
    for language in ("vi", "en", "zh"):
        for encoding in ("zstd", "gzip", "identity"):
            for serial in (1, 2, 1):
                path = path_of(site, serial, language)
                answer = site.get(path, Accept_Encoding=encoding)

                assert answer.text == site.direct(path), (path, encoding)
                assert answer.headers.get("Content-Encoding", "identity") == encoding
                assert answer.headers["Cache-Control"] == "private, no-cache"
                assert site.codes[serial] not in answer.headers.values()
    again = site.get(
        path, Accept_Encoding="zstd", If_None_Match=site.get(path, Accept_Encoding="zstd").headers["ETag"]
    )

    parts = [asked for asked in site.asked if asked.startswith("/_batch/")]
    labels = [asked for asked in site.asked if asked.startswith("/01/")]
    assert (again.status, again.body) == (304, b"")
    assert len(parts) == len(set(parts)) >= 9  # each text once, in each language and encoding
    assert len(labels) == 27 + 2


def test_a_warm_cache_never_says_issued_of_what_is_not(site: Site, writing: Writing) -> None:
    """Forged, out of range, under another GTIN or lot, void, recalled: each gets its own answer, at once."""
    site.app.config[KEPT_S] = 0.0
    good = site.codes[1]
    assert ISSUED in site.get(path_of(site)).text
    forged = good[:-1] + ("0" if good[-1] != "0" else "1")
    other_serial = good[:5] + encode(2, 4) + good[9:]
    wrong = {
        f"/01/{GTIN}/21/{forged}": 404,
        f"/t/{forged}": 404,
        f"/01/{GTIN}/21/{other_serial}": 404,
        f"/01/{GTIN}/21/{site.codes[49]}": 404,
        f"/01/{OTHER_GTIN}/21/{good}": 200,
        f"/01/{GTIN}/10/OTHERLOT/21/{good}": 200,
    }
    for path, status in wrong.items():
        for encoding in ("identity", "gzip"):
            answer = site.get(path, Accept_Encoding=encoding)

            assert answer.status == status, path
            assert ISSUED not in answer.text, path
            assert site.batch.lot not in answer.text, path
    with writing() as session:
        make_void(session, site)
    void = site.get(path_of(site, 2)).text
    with writing() as session:
        make_recall(session, site.cooperative, [site.batch])
    recalled = site.get(path_of(site, 3)).text

    assert "Tem đã bị hủy" in void
    assert "Bị thu hồi" in recalled
    assert ISSUED not in void + recalled


def test_a_recall_reaches_every_worker_through_nginx(site: Site, make_app: MakeApp, writing: Writing) -> None:
    """Pages are warm in both workers and their texts in nginx; ten seconds are promised, a second later it is so."""
    site.workers.append(make_app(TRUSTED_PROXIES="1"))
    for worker in site.workers:
        worker.config[KEPT_S] = 1.0
    before = [site.get(path_of(site, serial)).text for serial in (1, 2, 3) * 4]
    with writing() as session:
        make_recall(session, site.cooperative, [site.batch])
    committed = time.monotonic()
    time.sleep(1.0)
    after = [site.get(path_of(site, serial)).text for serial in (1, 2, 3) * 4]

    assert all(ISSUED in page and "Bị thu hồi" not in page for page in before)
    assert all("Bị thu hồi" in page and ISSUED not in page for page in after)
    assert time.monotonic() - committed < 10


def test_what_the_cache_is_filled_from_is_not_outside(site: Site) -> None:
    """Not by its address, not with the proxy's own word, and a client who says to be a proxy that joins gets no more
    than a page; the service by itself gives no part to anybody who does not come through one."""
    site.get(path_of(site))
    part = next(asked for asked in site.asked if asked.startswith("/_batch/"))
    word = {"Surrogate_Capability": 'ronguon="SSI/1.0"'}

    assert site.get(part).status == 404
    assert site.get(part, **word).status == 404
    assert site.get(f"/b/../{part[1:]}", **word).status == 404
    assert b"<!--#" not in site.get(f"/b/{site.batch.lot}", **word).body
    assert site.app.test_client().get(part).status_code == 404
    assert site.get("/metrics").status == 404


def test_each_scan_is_counted_with_the_address_that_nginx_saw(site: Site) -> None:
    """Two looks from here are one visitor, whatever addresses the client claims to have; kept pages count too."""
    agent = "Mozilla/5.0 (Linux; Android 14) Mobile"
    for claimed in ("203.0.113.9", "203.0.113.10", "203.0.113.11"):
        site.get(path_of(site), User_Agent=agent, X_Forwarded_For=claimed)
    with site.app.app_context():
        sightings().write()
    with site.app.app_context(), transaction() as session:
        sighting = get_sighting(session, site.run.id, 1)

    assert sighting is not None
    assert sighting.count == 1
    assert len([asked for asked in site.asked if asked.startswith("/01/")]) == 3


def make_void(session: Any, site: Site) -> None:
    from tests.integration.printed_pages import Printed, tell

    printed = Printed(site.cooperative, site.batch, site.run, site.codes[2])
    tell("void", first=2, last=2)(session, printed)
