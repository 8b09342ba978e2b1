"""What tests of the public pages share: a page of a label, its words, and words of the three languages."""

import re
from html import unescape
from typing import Any

from app.scan import pages
from tests.web.public_values import HOST, LABEL, make_public_batch

NO_DATA = {"vi": "chưa có dữ liệu", "en": "no data yet", "zh": "暂无数据"}
DECLARED = {"vi": "Tự khai báo", "en": "Self-declared", "zh": "自行申报"}


def label_page(**but: Any) -> str:
    return pages.batch_page(make_public_batch(**but), label=LABEL, host=HOST)


def without_data(page: str) -> str:
    """A page without its data block, which a browser never runs; it holds one at most."""
    block = r'<script type="application/ld\+json">[^<>&]*</script>'
    assert len(re.findall(block, page)) <= 1
    return re.sub(block, "", page)


def words(page: str) -> str:
    """What a reader sees, blanks as one."""
    body = re.sub(r"<[^>]+>", " ", without_data(page).partition("<body>")[2].replace("<wbr>", ""))
    return re.sub(r"\s+", " ", unescape(body))
