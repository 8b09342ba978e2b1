"""How the public pages tell the chain: origins, stages, who confirms them, intervals, recalls."""

from dataclasses import replace
from typing import Any

from app.scan import pages
from batches.provenance.stages import SHOWN
from batches.provenance.story import PublicInterval
from tests.web.public_values import (
    CODE,
    HARVEST,
    HOST,
    LABEL,
    ORIGIN,
    OTHER,
    PACKER,
    RECALL,
    make_packed_batch,
)
from tests.web.shown_pages import DECLARED, NO_DATA, label_page, words


def packed_page(**but: Any) -> str:
    return words(pages.batch_page(make_packed_batch(**but), label=LABEL, host=HOST))


PACKED = {
    "vi": ["từ 04/10/2026 đến 05/10/2026", "Ngày đóng gói 06/10/2026", "Xã Tân Nhuận Đông, Tỉnh Đồng Tháp"],
    "en": ["4 October 2026 to 5 October 2026", "Packing date 6 October 2026", "Tan Nhuan Dong Commune"],
    "zh": ["2026年10月4日 至 2026年10月5日", "包装日期 2026年10月6日", "Tan Nhuan Dong Commune"],
}


def test_a_packed_batch_tells_each_of_its_origins(language: str) -> None:
    """Both orchards with place, owner, code and day; who packed it, where and when."""
    page = packed_page()

    assert [text for text in PACKED[language] if text not in page] == []
    assert page.count(OTHER) >= 2  # among the origins and in the chain
    assert "VN-DTPH-0001" in page
    assert PACKER in page.partition(CODE)[0]


SECOND = {
    "vi": [f"Bên nhận đã xác nhận: {PACKER}", "Theo phiếu kiểm nghiệm của Trung tâm Kiểm nghiệm Mẫu"],
    "en": [f"Confirmed by the receiver: {PACKER}", "By the report of Trung tâm Kiểm nghiệm Mẫu"],
    "zh": [f"收货方已确认：{PACKER}", "依据 Trung tâm Kiểm nghiệm Mẫu 的检测报告"],
}
CADMIUM = {"vi": "Cadimi", "en": "Cadmium", "zh": "镉"}
CORRECTED = {"vi": "Đã đính chính", "en": "Corrected", "zh": "已更正"}


def test_a_second_party_is_named_where_there_is_one(language: str) -> None:
    """A receipt and a laboratory's report; what only its maker says is marked as such, and what was corrected."""
    page = packed_page()

    assert [text for text in SECOND[language] if text not in page] == []
    assert page.count(DECLARED[language]) == 5
    assert page.count(CORRECTED[language]) == 1
    assert "KN-0456" in page
    assert f"{CADMIUM[language]} 0.012 mg/kg 0.05 mg/kg" in page


INTERVALS = {
    "vi": "Phun thuốc ngày 23/09/2026, thu hoạch sau đó 12 ngày; nhãn thuốc yêu cầu ít nhất 7 ngày.",
    "en": "Sprayed on 23 September 2026 and harvested 12 days later; "
    "the pesticide label requires at least 7 days.",
    "zh": "2026年9月23日施药，12 天后采收；农药标签要求至少间隔7 天。",
}
TOO_EARLY = {"vi": "Chưa đủ thời gian cách ly", "en": "Interval not over", "zh": "未达安全间隔期"}


def test_the_interval_is_computed_and_never_assumed(language: str) -> None:
    """As the diary says; one that was not over is marked, and where nothing was sprayed nothing is known."""
    short = replace(ORIGIN, interval=PublicInterval(sprayed_on=HARVEST.occurred_on, days=3, required_days=7))
    page, early = packed_page(), words(label_page(origins=(short,)))

    assert INTERVALS[language] in page
    assert page.count(NO_DATA[language]) == 2  # the other origin's interval and code
    assert TOO_EARLY[language] in early
    assert TOO_EARLY[language] not in page


ISSUED = {"vi": "Đã phát hành", "en": "Issued", "zh": "已发放"}
REASONS = {"vi": "Thu hồi từ ngày 09/10/2026", "en": "Recalled since 9 October 2026", "zh": "2026年10月9日"}


def test_a_recall_says_why_and_since_when(language: str) -> None:
    """Before all else, with the number of its decision; nothing says issued."""
    page = words(label_page(status="recalled", recall=RECALL, claims=()))
    before = page.partition("Ri6")[0]

    for text in (RECALL.reason, "12/QĐ-TH", REASONS[language]):
        assert text in before
    assert ISSUED[language] not in page


def test_every_kind_of_stage_has_its_words(language: str) -> None:
    """No kind that is told breaks a page."""
    stages = tuple(replace(HARVEST, kind=kind) for kind in sorted(SHOWN | {"cultivation"}))

    assert words(label_page(stages=stages)).count("14:32") == len(stages)
