"""What the public pages tell beside the chain: age, laboratories, papers, lots without a label, previews, privacy."""

import html
import re
import uuid
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

from flask import Flask
from flask.testing import FlaskClient

from app.scan import pages
from batches.places.addresses import Address
from tests.conftest import MakeApp
from tests.web.callers import Caller
from tests.web.public_values import (
    CLAIM,
    GROWER,
    HARVEST,
    HOST,
    LABEL,
    RECALL,
    make_packed_batch,
    make_public_batch,
)
from tests.web.shown_pages import label_page, words

BASE = f"https://{HOST}"
PAPER, REPORT = uuid.UUID(int=8), uuid.UUID(int=9)


def previewed(**but: Any) -> dict[str, str]:
    """What a messenger reads of a page."""
    page = pages.batch_page(make_public_batch(**but), label=LABEL, host=HOST, base_url=BASE)
    found = re.findall(r'<meta property="(og:[a-z:_]+)" content="([^"]*)"', page)
    return {name: html.unescape(value) for name, value in found}


AGES = {
    "vi": "Lô này thu hoạch 8 ngày trước; sầu riêng tươi thường không còn bán.",
    "en": "This lot was harvested 8 days ago; fresh durian of that age is usually no longer sold.",
    "zh": "本批次采收于 8 天前；鲜榴莲通常已不再销售。",
}


def test_fruit_past_its_shelf_life_is_told_how_old_it_is(language: str) -> None:
    """From the day after the last one on; where its product has no shelf life none is assumed; a packed lot's own."""
    cut_on, shelf_life = HARVEST.occurred_on, 7
    last = cut_on + timedelta(days=shelf_life)

    def told(today: date, **but: Any) -> str:
        return words(pages.batch_page(make_public_batch(**but), label=LABEL, host=HOST, today=today))

    assert AGES[language] in told(last + timedelta(days=1))
    for page in (told(last), told(date(2027, 1, 1), shelf_life_days=None), label_page()):
        assert AGES[language].partition("8")[0] not in words(page)
    packed = pages.batch_page(make_packed_batch(), label=None, host=HOST, today=last + timedelta(days=1))
    assert AGES[language].partition("8")[0] not in words(packed)  # packed a day later


def test_a_certificate_and_a_report_are_led_to_where_they_are_published(language: str) -> None:
    """The certificate with its number, the laboratory's table with limits; what is private has no link."""
    packed = make_packed_batch()
    stages = tuple(
        replace(stage, result=replace(stage.result, document_id=REPORT)) if stage.result else stage
        for stage in packed.stages
    )
    batch = replace(packed, claims=(replace(CLAIM, document_id=PAPER),), stages=stages)

    page = pages.batch_page(batch, label=LABEL, host=HOST)

    assert re.findall(r'<li><a href="/media/([0-9a-f-]+)">', page) == [str(PAPER), str(REPORT)]
    assert "0.05 mg/kg" in page
    private = pages.batch_page(replace(packed, claims=(CLAIM,)), label=LABEL, host=HOST)
    assert '<li><a href="/media/' not in private


def test_a_lot_without_a_label_is_told_as_the_law_says_and_no_more(language: str) -> None:
    """No grower, interval, laboratory value or paper, though each is public on a label's page; a recall is told."""
    batch = replace(
        make_packed_batch(), grower=GROWER, claims=(replace(CLAIM, document_id=PAPER),), recall=RECALL
    )
    lot, label = (
        pages.batch_page(replace(batch, status="recalled"), label=shown, host=HOST) for shown in (None, LABEL)
    )

    for held_back in (str(PAPER), "0.012", GROWER.name or "", "/media/people/"):
        assert held_back in label
        assert held_back not in lot
    assert RECALL.reason in lot
    assert batch.trace_code in lot


def test_an_old_address_stands_below_the_new_one(language: str) -> None:
    """People still know the district that is no more; official codes tell communes of one name apart."""
    address = Address(
        province_code="82", commune_code="30244", detail="Ấp mẫu 1", legacy="huyện Châu Thành, tỉnh Đồng Tháp"
    )
    page = words(label_page(organisation_address=address))

    assert "huyện Châu Thành, tỉnh Đồng Tháp" in page
    assert "30244" in page


def test_a_shared_link_shows_what_it_leads_to(language: str) -> None:
    """In Vietnamese whatever the reader's language; the lot's page and not the label's code; a recall comes first."""
    told = previewed()

    assert told["og:title"] == "Sầu riêng Ri6 – Hợp tác xã Sầu riêng Phú Hựu"
    assert "Thu hoạch 05/10/2026 tại Xã Phú Hựu, Tỉnh Đồng Tháp" in told["og:description"]
    assert told["og:url"] == f"{BASE}/01/09521234560012/10/PHS2610057K3Q"
    assert told["og:image"] == f"{BASE}/media/{uuid.UUID(int=3)}?size=medium"
    assert previewed(status="recalled", claims=())["og:title"].startswith("ĐÃ THU HỒI – ")
    assert previewed(is_sample=True, gtin=None)["og:title"].startswith("TEM THỬ, KHÔNG BÁN – ")
    assert previewed(gtin=None)["og:url"] == f"{BASE}/b/PHS2610057K3Q"
    assert "og:image" not in previewed(image_id=None, image_px=None)


def test_a_preview_never_stands_on_the_host_of_the_request(
    app: Flask, client: FlaskClient, manager: Caller, harvest: dict[str, Any]
) -> None:
    """A stranger who sends us another host puts no link of theirs into what is cached or shared."""
    lot = (manager.post("/api/v1/batches", json=harvest).json or {})["lot"]

    page = client.get(f"/b/{lot}", headers={"Host": "boc-lot.example"})

    assert page.status_code == 200
    assert "boc-lot.example" not in page.text
    assert f'content="{app.extensions["ronguon.settings"].label_base_url}/' in page.text
    assert page.headers["X-Robots-Tag"] == "noindex, noarchive"


CONTROLLERS = {
    "vi": "Bên kiểm soát dữ liệu của dịch vụ này: Liên hiệp mẫu, 0900 000 000.",
    "en": "Controller of the data of this service: Liên hiệp mẫu, 0900 000 000.",
    "zh": "本服务的数据控制者：Liên hiệp mẫu, 0900 000 000。",
}


def test_privacy_names_who_is_responsible(make_app: MakeApp) -> None:
    """In three languages, from the setting; without it the page says that nobody is named."""
    named, unnamed = (
        make_app(**but).test_client() for but in ({"CONTROLLER": "Liên hiệp mẫu, 0900 000 000"}, {})
    )
    for code, sentence in CONTROLLERS.items():
        assert sentence in named.get(f"/privacy?lang={code}").text
        assert sentence[:6] not in words(unnamed.get(f"/privacy?lang={code}").text)
