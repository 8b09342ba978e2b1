"""No page and no label promises what nobody here can know."""

import json
import re

from app.scan import pages
from labels.design.built_in import BUILT_IN
from labels.design.fields import sample_values
from tests.web.public_values import HOST, LABEL, RECALL, make_packed_batch, make_public_batch
from tests.web.test_scan_page import all_pages
from tests.wording import NEVER_SAID


def test_no_page_says_a_forbidden_word(language: str) -> None:
    """Whole pages, with what messengers and search engines read of them, in each language."""
    base_url = f"https://{HOST}"
    shared = {
        status: pages.batch_page(batch, label=label, host=HOST, base_url=base_url)
        for status, batch, label in (
            ("label", make_public_batch(), LABEL),
            ("lot", make_packed_batch(is_sample=True), None),
            ("recalled", make_public_batch(status="recalled", recall=RECALL), LABEL),
        )
    }
    others = {
        "privacy": pages.privacy_page("Liên hiệp mẫu"),
        "blank": pages.not_bound_page(
            "", organisation="Mẫu", is_sample=False, is_void=False, looked=LABEL.looked
        ),
        "too often": pages.too_often_page(),
        "away": pages.away_page(),
        "failed": pages.failure_page(),
    }
    for name, page in {**all_pages(), **shared, **others}.items():
        said = NEVER_SAID.search(re.sub(r"<style>.*?</style>", "", page, flags=re.DOTALL))

        assert said is None, (name, said)


def test_no_label_says_a_forbidden_word() -> None:
    """Every design that is built in, its fixed words and the texts that it is filled with."""
    for design in BUILT_IN.values():
        said = json.dumps([design.to_dict(), sample_values(design)], ensure_ascii=False, default=str)

        assert NEVER_SAID.search(said) is None, design.key
