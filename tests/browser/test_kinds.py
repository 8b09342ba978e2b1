"""Each kind of public page in a browser: for who cannot see it, on a narrow phone, without scripts."""

import re
import urllib.error
import urllib.request
from itertools import product

import pytest
from playwright.sync_api import Browser

from tests.browser.axe import violations
from tests.browser.chromium import overflow_px, visit
from tests.browser.kinds import make_kinds
from tests.live import LiveServer

QUESTIONS = {
    "vi": ("Sầu riêng Ri6", "Xã Phú Hựu", "20/10/2026", "VietGAP, có hiệu lực", "không chứng minh được"),
    "en": ("Ri6 durian", "Phu Huu Commune", "20 October 2026", "VietGAP, in force", "cannot prove it"),
    "zh": ("Ri6 榴莲", "Phu Huu Commune", "2026年10月20日", "VietGAP，采收当日有效", "本页无法证明"),
}


@pytest.fixture(scope="module")
def kinds(live_server: LiveServer) -> dict[str, str]:
    return make_kinds(live_server)


def with_language(path: str, language: str) -> str:
    return f"{path}{'&' if '?' in path else '?'}lang={language}"


def test_no_kind_of_page_breaks_a_rule_of_accessibility(
    live_server: LiveServer, browser: Browser, kinds: dict[str, str]
) -> None:
    """axe finds nothing and nothing is cut off: every kind on a narrow phone, some wide and in the other languages.

    `make proof-pages` looks at every kind in each language at both widths.
    """
    shown = [(320, "vi", name) for name in kinds]
    shown += [(1280, "en", "heaviest"), (320, "zh", "heaviest"), (1280, "zh", "report"), (1280, "vi", "lot")]
    with visit(browser, scripts=True) as found:
        for width_px, language, name in shown:
            found.page.set_viewport_size({"width": width_px, "height": 800})
            found.page.goto(live_server.url + with_language(kinds[name], language))

            assert violations(found.page) == [], (width_px, language, name)
            assert overflow_px(found.page) == 0, (width_px, language, name)
        blocked = [text for text in found.complaints if "Content Security Policy" in text]
        assert blocked == []


def test_every_kind_of_page_is_one_answer_of_14_kb(live_server: LiveServer, kinds: dict[str, str]) -> None:
    """As sent, in each language, for new phones and old ones: the carton of three harvests with its recall too."""
    for name, language, encoding in product(kinds, QUESTIONS, ("zstd", "gzip")):
        headers = {"Accept-Encoding": encoding, "Accept": "text/html"}
        asked = urllib.request.Request(
            live_server.url + with_language(kinds[name], language), headers=headers
        )
        try:
            answer = urllib.request.urlopen(asked)
        except urllib.error.HTTPError as error:
            answer = error
        with answer:
            assert answer.headers["Content-Encoding"] == encoding, name
            assert len(answer.read()) <= 14 * 1024, (name, language, encoding)


def test_a_page_is_the_same_without_scripts(
    live_server: LiveServer, browser: Browser, kinds: dict[str, str]
) -> None:
    """What axe saw with scripts on is what is there with scripts off: no page has one, or a part for one."""
    seen = []
    for scripts in (True, False):
        with visit(browser, scripts=scripts) as found:
            pages = []
            for name in ("label", "heaviest", "lot", "report", "unknown"):
                found.page.goto(live_server.url + kinds[name])
                pages.append(re.sub(r'name="form" value="[^"]*"', "", found.page.content()))
            seen.append(pages)

    assert seen[0] == seen[1]
    assert not [
        page for page in seen[0] if re.search(r"<script(?! type=.application/ld\+json)|<noscript", page)
    ]


@pytest.mark.parametrize("language", QUESTIONS)
def test_the_first_screen_of_the_smallest_phone_answers_five_questions(
    live_server: LiveServer, browser: Browser, language: str
) -> None:
    """What is it, where from, when cut, is it certified, is the label real: all seen on 320 x 640, not scrolled."""
    with visit(browser, width_px=320, height_px=640) as found:
        found.page.goto(f"{live_server.scan_url}?lang={language}")
        for answer in QUESTIONS[language]:
            box = found.page.locator(".hero").get_by_text(answer).first.bounding_box()

            assert box is not None, answer
            assert box["y"] + box["height"] <= 640, answer


def test_a_problem_is_reported_without_scripts(
    live_server: LiveServer, browser: Browser, kinds: dict[str, str]
) -> None:
    """From the label's page to a case number, and nothing is left in the browser."""
    with visit(browser, width_px=320) as found:
        page = found.page
        page.goto(f"{live_server.scan_url}?lang=en")
        page.get_by_role("link", name="Report a problem").click()
        page.get_by_label("The fruit is spoilt").check()
        page.get_by_label("What did you see").fill("Trái bị sượng")
        page.get_by_role("button", name="Send the report").click()

        assert page.get_by_role("heading", name="Your report has been received").is_visible()
        assert re.fullmatch(r"([0-9A-Z]{4}-){2}[0-9A-Z]{4}", page.locator(".code").inner_text())
        assert page.context.cookies() == []
        page.goto(live_server.url + kinds["often"])
        assert page.get_by_text("Mã này đã được mở").is_visible()
