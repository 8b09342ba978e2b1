"""The addresses of the public pages, through the whole application."""

import re
import uuid
from dataclasses import dataclass

import pytest
from flask import Flask
from flask.testing import FlaskClient

from app.secrets import label_keys
from batches.products.model import Product
from labels.codes.codes import derive_run_key, make_code, show
from labels.codes.keys import LabelKeys
from labels.runs.model import PrintRun
from tests.builders import GTIN, Cooperative, make_batch, make_run
from tests.conftest import Writing

OTHER_GTIN = "09521234560029"


@dataclass(frozen=True)
class Printed:
    """A published lot with a run of labels, and the code of its first one."""

    lot: str
    code: str
    product_id: uuid.UUID
    product_code: str


@pytest.fixture
def client(app: Flask) -> FlaskClient:
    """A browser: what it accepts names pages."""
    found = app.test_client()
    found.environ_base["HTTP_ACCEPT"] = "text/html,application/xhtml+xml,*/*;q=0.8"
    return found


@pytest.fixture
def printed(app: Flask, writing: Writing, cooperative: Cooperative) -> Printed:
    with app.app_context():
        keys = label_keys()
    with writing() as session:
        batch = make_batch(session, cooperative)
        run = make_run(session, cooperative, keys, batch_id=batch.id)
        return Printed(batch.lot, first_code(keys, run), cooperative.product.id, cooperative.product.code)


def first_code(keys: LabelKeys, run: PrintRun) -> str:
    return make_code(derive_run_key(keys.get(run.key_id), run.key_id, run.number), run.number, 1)


def test_every_link_of_a_label_leads_to_its_fruit(client: FlaskClient, printed: Printed) -> None:
    """Short, own and Digital Link forms, with dashes or in lower case, show the same label and lot."""
    paths = [
        f"/t/{printed.code}",
        f"/t/{show(printed.code).lower()}",
        f"/obj/{printed.code}",
        f"/01/{GTIN}/21/{printed.code}",
        f"/01/{GTIN}/10/{printed.lot}/21/{printed.code}",
    ]
    for path in paths:
        answer = client.get(path)

        assert answer.status_code == 200, path
        assert show(printed.code) in answer.text, path
        assert "Đã phát hành" in answer.text, path
        assert answer.headers["X-Robots-Tag"] == "noindex, noarchive", path


@pytest.mark.parametrize("path", ["/01/{other}/21/{code}", "/01/{gtin}/10/OTHERLOT/21/{code}"])
def test_a_code_in_another_path_is_a_mismatch(client: FlaskClient, printed: Printed, path: str) -> None:
    """Under a GTIN or lot that is not its own, a code shows nothing of the lot it was issued for."""
    answer = client.get(path.format(other=OTHER_GTIN, gtin=GTIN, code=printed.code))

    assert answer.status_code == 200  # the code was issued; only an unknown one is 404
    assert "Mã không khớp" in answer.text
    assert printed.lot not in answer.text
    assert "Ri6" not in answer.text


def test_a_lot_is_found_by_each_of_its_names(client: FlaskClient, printed: Printed) -> None:
    """Its short page, its Digital Link and our own class name lead to the lot, which judges no label."""
    lot = printed.lot
    for path in (f"/b/{lot}", f"/01/{GTIN}/10/{lot}", f"/class/{printed.product_code}.{lot}"):
        answer = client.get(path)

        assert answer.status_code == 200, path
        assert f"Lô {lot}" in answer.text, path
        assert "Đã phát hành" not in answer.text, path
        assert answer.headers["X-Robots-Tag"] == "noindex, noarchive", path


def test_a_product_is_found_by_id_and_gtin(client: FlaskClient, printed: Printed) -> None:
    """A product's page names it and may be listed by search engines."""
    for path in (f"/p/{printed.product_id}", f"/01/{GTIN}"):
        answer = client.get(path, query_string={"lang": "zh"})

        assert answer.status_code == 200, path
        assert "Ri6 榴莲" in answer.text, path
        assert answer.headers["X-Robots-Tag"] == "all", path


@pytest.mark.parametrize(
    "path",
    [
        "/t/7K3Q9XTM2B4C8HJN",
        "/t/short",
        "/t/%3Cscript%3E",
        "/01/{gtin}/21/7K3Q9XTM2B4C8HJN",
        "/01/{other}/10/{lot}",
        "/01/{other}",
        "/b/NOLOT",
        "/class/XX-0000.{lot}",
        "/p/00000000-0000-0000-0000-000000000000",
    ],
)
def test_what_is_unknown_gets_a_calm_page(client: FlaskClient, printed: Printed, path: str) -> None:
    """404 with a form to type a code, and nothing of any lot."""
    answer = client.get(path.format(gtin=GTIN, other=OTHER_GTIN, code=printed.code, lot=printed.lot))

    assert answer.status_code == 404
    assert answer.content_type == "text/html; charset=utf-8"
    assert 'name="code"' in answer.text
    assert "Ri6" not in answer.text
    assert "<script" not in answer.text


def test_what_is_no_link_or_no_lot_is_said(client: FlaskClient, printed: Printed) -> None:
    """A link that is not well-formed is 400; an unknown lot of a product leads to the product, which says so."""
    malformed = client.get(f"/01/123/21/{printed.code}")
    no_lot = client.get(f"/01/{GTIN}/10/NOLOT")

    assert (malformed.status_code, 'name="code"' in malformed.text) == (400, True)
    assert (no_lot.status_code, "không ghi nhận lô hàng" in no_lot.text) == (200, True)
    assert printed.lot not in no_lot.text
    assert no_lot.headers["X-Robots-Tag"] == "noindex, noarchive"


def test_a_page_that_did_not_change_is_not_sent_again(client: FlaskClient, printed: Printed) -> None:
    """A browser asks each time, so that no status is stale, and is told 304 when all is as it was."""
    first = client.get(f"/t/{printed.code}")
    again = client.get(f"/t/{printed.code}", headers={"If-None-Match": first.headers["ETag"]})

    assert first.headers["Cache-Control"] == "private, no-cache"  # and no cache for many keeps it
    assert (again.status_code, again.data) == (304, b"")
    assert "default-src 'none'" in again.headers["Content-Security-Policy"]


@pytest.mark.parametrize(
    ("typed", "path"),
    [
        ("7K3Q-9XTM-2B4C-8HJN", "/t/7K3Q-9XTM-2B4C-8HJN"),
        (" 7k3q 9xtm 2b4c 8hjn ", "/t/7k3q%209xtm%202b4c%208hjn"),
        ("https://nguon.example.vn/01/09521234560012/21/7K3Q9XTM2B4C8HJN?lang=en", "/t/7K3Q9XTM2B4C8HJN"),
        ("//evil.example/x", "/t/x"),
        ("x" * 100, "/t/" + "x" * 64),
    ],
)
def test_a_typed_code_leads_to_its_page(client: FlaskClient, typed: str, path: str) -> None:
    """A code with blanks or dashes, or a pasted link, is answered 303 to a page of ours."""
    answer = client.get("/", query_string={"code": typed})

    assert (answer.status_code, answer.headers["Location"]) == (303, path)


def test_the_home_page_may_be_found_and_others_not(client: FlaskClient) -> None:
    """Search engines list the home page; a page that is not found is neither listed nor kept."""
    home, nothing = client.get("/"), client.get("/t/7K3Q9XTM2B4C8HJN")

    assert (home.status_code, home.headers["X-Robots-Tag"]) == (200, "all")
    assert (nothing.status_code, nothing.headers["X-Robots-Tag"]) == (404, "noindex, noarchive")
    for answer in (home, nothing):
        assert "default-src 'none'" in answer.headers["Content-Security-Policy"]
        assert "Accept-Language" in answer.headers["Vary"]
        assert "Set-Cookie" not in answer.headers


def test_a_page_follows_the_browser_until_a_language_is_chosen(client: FlaskClient) -> None:
    """Accept-Language decides without `?lang=`, which every page offers for each language."""
    chinese = client.get("/", headers={"Accept-Language": "zh-CN,zh;q=0.9,en;q=0.8"}).text

    assert '<html lang="zh-Hans">' in chinese
    assert re.findall(r'href="(\?lang=\w+)"', chinese) == ["?lang=vi", "?lang=en", "?lang=zh"]


def test_the_places_and_parties_of_events_resolve(
    client: FlaskClient, printed: Printed, cooperative: Cooperative
) -> None:
    """What an event names as place or party leads to a page with organisation and commune, and nothing nearer."""
    short_code = cooperative.organisation.short_code

    for path in (f"/party/{short_code}", f"/loc/plot/{short_code}.A-01"):
        page = client.get(path)
        assert page.status_code == 200
        assert cooperative.organisation.name in page.text
        assert "Xã Phú Hựu" in page.text
    for path in ("/party/NOBODY", f"/loc/plot/{short_code}.Z-99", "/loc/plot/NOBODY.A-01"):
        assert client.get(path).status_code == 404


def test_a_failure_says_nothing_of_a_label(
    app: Flask, client: FlaskClient, printed: Printed, writing: Writing
) -> None:
    """When the keys are lost a buyer gets a calm page, not a problem for programs, and no status."""
    app.extensions["ronguon.label_keys"] = LabelKeys(by_id={})

    page = client.get(f"/t/{printed.code}", headers={"Accept-Language": "en"})

    assert (page.status_code, page.content_type) == (500, "text/html; charset=utf-8")
    assert "cannot be shown just now" in page.text
    assert "Issued" not in page.text


def test_a_label_keeps_its_own_names(client: FlaskClient, printed: Printed, writing: Writing) -> None:
    """A product that gets another GTIN later leaves its printed labels as they are."""
    with writing() as session:
        session.get_one(Product, printed.product_id).gtin = OTHER_GTIN

    assert printed.lot in client.get(f"/01/{GTIN}/21/{printed.code}").text
    assert "Mã không khớp" in client.get(f"/01/{OTHER_GTIN}/21/{printed.code}").text
