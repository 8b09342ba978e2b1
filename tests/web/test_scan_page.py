"""The public pages as HTML, made of values."""

import gzip
import re
from dataclasses import replace
from datetime import UTC, datetime
from itertools import pairwise

import pytest

from app.scan import pages
from tests.web.public_values import (
    CODE,
    COOPERATIVE,
    GROWER,
    HARVEST,
    HOST,
    LABEL,
    ORIGIN,
    RECALL,
    make_packed_batch,
    make_public_batch,
    make_public_product,
)
from tests.web.shown_pages import DECLARED, NO_DATA, label_page, without_data, words


def all_pages() -> dict[str, str]:
    return {
        "label": label_page(),
        "sample": label_page(is_sample=True),
        "grower": label_page(grower=GROWER),
        "lot": pages.batch_page(make_public_batch(), label=None, host=HOST),
        "held": label_page(status="on_hold", claims=()),
        "rejected": label_page(status="rejected", claims=()),
        "recalled": label_page(status="recalled", recall=RECALL, claims=()),
        "used up": label_page(status="used_up"),
        "packed": pages.batch_page(make_packed_batch(missing_stages=("testing",)), label=LABEL, host=HOST),
        "product": pages.product_page(make_public_product()),
        "mismatch": pages.mismatch_page(CODE),
        "unknown code": pages.unknown_code_page("7K3Q"),
        "unknown": pages.unknown_page(),
        "home": pages.home_page(),
    }


FIRST_SCREEN = {
    "vi": [
        "Đã phát hành",
        "Sầu riêng Ri6",
        COOPERATIVE,
        "Xã Phú Hựu, Tỉnh Đồng Tháp",
        "05/10/2026",
        "VN-DTOR-0017",
    ],
    "en": [
        "Issued",
        "Ri6 durian",
        COOPERATIVE,
        "Phu Huu Commune, Dong Thap Province",
        "5 October 2026",
        "VN-DTOR-0017",
    ],
    "zh": ["已发放", "Ri6 榴莲", COOPERATIVE, "产地", "2026年10月5日", "果园代码 VN-DTOR-0017"],
}


def test_the_first_screen_answers_what_who_where_and_when(language: str) -> None:
    """Status, product, cooperative, place, harvest day and growing-area code stand before the code."""
    first_screen = words(label_page()).partition(CODE)[0]

    assert [text for text in FIRST_SCREEN[language] if text not in first_screen] == []


CLAIM_SENTENCES = {
    "vi": "Chứng nhận VietGAP số VietGAP-TT-13-99-87-0009, tổ chức Tổ chức chứng nhận mẫu, "
    "hiệu lực đến 30/11/2027, còn hiệu lực vào ngày thu hoạch",
    "en": "VietGAP certificate no. VietGAP-TT-13-99-87-0009, issued by Tổ chức chứng nhận mẫu, "
    "valid until 30 November 2027, in force on the harvest date",
    "zh": "VietGAP 认证，证书编号 VietGAP-TT-13-99-87-0009，认证机构 Tổ chức chứng nhận mẫu，"
    "有效期至 2027年11月30日，采收当日有效",
}


def test_a_certificate_is_told_only_when_it_is_claimed(language: str) -> None:
    """A claim is a whole sentence with number, body and last day; without one the page is silent."""
    assert CLAIM_SENTENCES[language] in words(label_page())
    assert "VietGAP" not in words(label_page(claims=()))


CAUTIONS = {
    "vi": f"Mã này do {COOPERATIVE} phát hành cho lô PHS2610057K3Q. Trang này không chứng minh được tem "
    f"chưa bị sao chép: hãy so mã trên tem, giống, ngày thu hoạch và tên miền {HOST}.",
    "en": f"This code was issued by {COOPERATIVE} for lot PHS2610057K3Q. This page cannot prove that the "
    f"label was not copied: compare the code on the label, the variety, the harvest date "
    f"and the domain name {HOST}.",
    "zh": f"此编码由 {COOPERATIVE} 发放，对应批号 PHS2610057K3Q。本页不能证明标签未被复制："
    f"请核对标签上的编码、品种、采收日期和域名 {HOST}。",
}


def test_a_label_page_says_what_it_cannot_prove(language: str) -> None:
    """The code as printed, the host, and that a copied label would show the same page."""
    page = words(label_page())

    assert CODE in page
    assert CAUTIONS[language] in page


def test_without_a_host_none_is_named(language: str) -> None:
    """A service without a label base URL does not ask to compare a domain name that nobody printed."""
    page = words(pages.batch_page(make_public_batch(), label=LABEL, host=""))

    assert not re.search("tên miền|domain name|域名", page, re.IGNORECASE)


def test_what_is_absent_is_said_to_be_absent(language: str) -> None:
    """A field without a value reads "no data", in the first screen and in the list: none has a default."""
    absent = dict.fromkeys(("image_id", "brand", "gtin", "shelf_life_days", "storage", "standards"), None)
    unknown = replace(ORIGIN, growing_area_code=None, interval=None)
    stages = ("cultivation", "harvest", "packing", "transport", "testing")
    page = words(label_page(**absent, claims=(), origins=(unknown,), stages=(), missing_stages=stages))

    first_screen = 2  # image and growing-area code
    in_origin = 2  # growing-area code and interval
    code_row = 1
    expected = len(absent) + first_screen + in_origin + code_row + len(stages)
    assert page.count(NO_DATA[language]) == expected
    assert NO_DATA[language] not in words(label_page())


LATE = {"vi": "Ghi muộn", "en": "Recorded late", "zh": "延迟补录"}


def test_the_chain_tells_who_declared_what_and_when(language: str) -> None:
    """A stage is marked as declared, with the minute of its recording, and as late only when it was."""
    late = replace(HARVEST, recorded_at=datetime(2026, 10, 9, 18, 5, tzinfo=UTC), is_late=True)

    in_time, too_late = words(label_page()), words(label_page(stages=(late,)))

    assert DECLARED[language] in in_time
    assert "14:32" in in_time
    assert LATE[language] not in in_time
    assert LATE[language] in too_late
    assert "01:05" in too_late


def test_a_grower_is_named_as_far_as_they_agreed(language: str) -> None:
    """Each thing under its word, the position as maps take it; where nobody agreed the whole section is absent."""
    heading = {"vi": "Người trồng", "en": "Grower", "zh": "种植者"}[language]

    page, nobody = label_page(grower=GROWER), label_page()

    assert f'<h2 id="grower">{heading}</h2>' in page
    assert f'src="/media/people/{GROWER.member_id}"' in page
    for shown in ("Trần Thị Mẫu", "HO-07", "+84900000123", "10.254321, 105.812345"):
        assert shown in words(page)
    assert "/media/people/" not in nobody
    assert 'id="grower"' not in nobody


def test_a_sample_cannot_be_taken_for_goods(language: str) -> None:
    """All three languages say so on every page of a sample, and its chip does not say issued."""
    lot = pages.batch_page(make_public_batch(is_sample=True), label=None, host=HOST)
    for page in (label_page(is_sample=True), lot, pages.product_page(make_public_product(is_sample=True))):
        for text in ("TEM THỬ – KHÔNG DÙNG ĐỂ BÁN", "DEMO, NOT FOR SALE", "演示，非卖品"):
            assert text in words(page)
    assert FIRST_SCREEN[language][0] not in words(label_page(is_sample=True))
    assert "TEM THỬ" not in words(label_page())


def test_a_lot_page_judges_no_label(language: str) -> None:
    """Without a label there is no status, no code and nothing "issued"."""
    page = pages.batch_page(make_public_batch(), label=None, host=HOST)

    assert 'class="chip' not in page
    assert FIRST_SCREEN[language][0] not in words(page)
    assert CODE not in page


def test_a_mismatch_tells_nothing_of_the_lot(language: str) -> None:
    """A code under another GTIN or lot shows its own 16 characters and no product, place, day or producer."""
    page = words(pages.mismatch_page(CODE))

    assert {"vi": "Mã không khớp", "en": "Code does not match", "zh": "编码不符"}[language] in page
    assert not re.search("Ri6|Phú Hựu|VN-DTOR|VietGAP|2026", page)


def test_a_text_is_never_markup(language: str) -> None:
    """What people wrote, and what a visitor typed, is shown as text."""
    bad = '<script>alert("x")</script>'
    shown = label_page(
        organisation_name=bad, product_name_vi=bad, product_name_en=bad, brand=bad, storage=bad
    )

    assert "<script" not in without_data(shown)
    assert "<script" not in pages.unknown_code_page(bad)


def test_every_page_is_small_and_fetches_only_its_photo(language: str) -> None:
    """HTML and style fit one initial window of 14 kB, without script, style attribute or another host."""
    for name, page in all_pages().items():
        assert len(gzip.compress(page.encode(), 6)) < 8_192, name
        assert not re.search(
            r"<script|<iframe|<form[^>]*post|\sstyle=|\son\w+=|https?://|Set-Cookie", without_data(page)
        ), name


def test_every_page_can_be_heard(language: str) -> None:
    """Language, headings step by step from one h1, unique ids, and words for every image."""
    for name, page in all_pages().items():
        levels = [int(level) for level in re.findall(r"<h([1-6])", page)]
        ids = re.findall(r'\sid="([^"]+)"', page)
        references = re.findall(r'(?:aria-labelledby|aria-describedby|for)="([^"]+)"', page)

        assert f'<html lang="{"zh-Hans" if language == "zh" else language}">' in page, name
        assert levels[0] == 1, name
        assert levels.count(1) == 1, name
        assert all(after - before <= 1 for before, after in pairwise(levels)), name
        assert len(ids) == len(set(ids)), name
        assert set(references) <= set(ids), name
        assert all(re.search(r'alt="[^"]+"', image) for image in re.findall(r"<img[^>]+>", page)), name


@pytest.mark.parametrize(
    ("status", "word"),
    [
        ("on_hold", {"Đang tạm giữ", "On hold", "暂扣中"}),
        ("rejected", {"Lô đã bị loại", "Batch rejected", "批次已剔除"}),
        ("recalled", {"Bị thu hồi", "Recalled", "已召回"}),
    ],
)
def test_a_batch_that_is_not_in_order_says_so_first(language: str, status: str, word: set[str]) -> None:
    """On the label's page and on the lot's, before the product's name; a batch in order says nothing of it."""
    for label in (LABEL, None):
        shown = words(pages.batch_page(make_public_batch(status=status, claims=()), label=label, host=HOST))
        assert any(found in shown for found in word)
    assert not any(found in words(label_page()) for found in word)


def test_every_stage_that_is_recorded_has_a_name(language: str) -> None:
    """A weighing follows the harvest."""
    stage = make_public_batch().stages[0]
    shown = words(label_page(stages=(stage, replace(stage, kind="weighing"))))

    assert {"vi": "Cân", "en": "Weighing", "zh": "称重"}[language] in shown
