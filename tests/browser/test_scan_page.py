"""The public page as a phone shows it."""

from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser

from tests.browser.chromium import overflow_px, visit
from tests.live import LiveServer

TARGET_PX = 44
WORDS = {"vi": "Ngày thu hoạch", "en": "Harvest date", "zh": "采收日期"}


def addresses(live_server: LiveServer) -> list[str]:
    """A label's page, the home page and the page of an unknown code."""
    return [live_server.scan_url, f"{live_server.url}/", f"{live_server.url}/t/0000000000000000"]


@pytest.mark.parametrize("width_px", [320, 390, 1280])
@pytest.mark.parametrize("language", WORDS)
def test_no_page_is_wider_than_its_window(
    live_server: LiveServer, browser: Browser, width_px: int, language: str
) -> None:
    """From 320 px on nothing has to be scrolled sideways, in any language (WCAG 2.2, 1.4.10)."""
    with visit(browser, width_px=width_px, scripts=True) as found:
        for address in addresses(live_server):
            found.page.goto(f"{address}?lang={language}")

            assert overflow_px(found.page) == 0, address


def test_large_text_still_fits(live_server: LiveServer, browser: Browser) -> None:
    """With text at 200 % on a phone nothing is cut off sideways (WCAG 2.2, 1.4.4)."""
    with visit(browser, scripts=True) as found:
        found.page.goto(live_server.scan_url)
        found.page.evaluate("document.documentElement.style.fontSize = '200%'")

        assert overflow_px(found.page) == 0


def test_what_is_pressed_is_large_enough(live_server: LiveServer, browser: Browser) -> None:
    """Every link, field and button is at least 44 px high and 24 px wide (WCAG 2.2, 2.5.8, and more)."""
    with visit(browser, width_px=320, scripts=True) as found:
        for address in addresses(live_server):
            found.page.goto(address)
            for target in found.page.locator("a, button, input:not([type=hidden])").all():
                box = target.bounding_box()

                assert box is not None, target
                assert box["height"] >= TARGET_PX, target
                assert box["width"] >= 24, target


@pytest.mark.parametrize("language", WORDS)
def test_the_page_works_without_scripts(live_server: LiveServer, browser: Browser, language: str) -> None:
    """With scripts off the facts, photo and style are all there, in each language chosen by its link."""
    with visit(browser) as found:
        found.page.goto(live_server.scan_url)
        found.page.locator(f'nav a[href="?lang={language}"]').click()

        assert found.page.get_by_text(WORDS[language], exact=True).first.is_visible()
        assert found.page.locator("ol > li").count() >= 1
        box = found.page.locator("img").first.bounding_box()
        assert box is not None
        assert box["width"] == 390  # the style is in force: the photo fills the phone


@pytest.mark.parametrize(
    ("locale", "tag"), [("vi-VN", "vi"), ("en-GB", "en"), ("zh-CN", "zh-Hans"), ("fr", "vi")]
)
def test_a_phone_reads_its_own_language(
    live_server: LiveServer, browser: Browser, locale: str, tag: str
) -> None:
    """A browser gets its language without asking, and Vietnamese where we lack it."""
    with visit(browser, locale=locale) as found:
        found.page.goto(live_server.scan_url)

        assert found.page.locator("html").get_attribute("lang") == tag


def test_a_page_asks_nobody_else_and_keeps_nothing(live_server: LiveServer, browser: Browser) -> None:
    """No request to another host, no cookie, nothing blocked by the policy, and a silent console."""
    with visit(browser, scripts=True) as found:
        for address in (live_server.scan_url, f"{live_server.url}/"):
            found.page.goto(address)

        assert found.hosts == {urlsplit(live_server.url).netloc}
        assert found.page.context.cookies() == []
        assert found.complaints == []


def test_the_first_screen_of_a_phone_answers_the_first_questions(
    live_server: LiveServer, browser: Browser
) -> None:
    """Status, product, producer, place and harvest day are seen before any scrolling on 390 x 844."""
    with visit(browser) as found:
        found.page.goto(f"{live_server.scan_url}?lang=vi")
        for name in ("Giống", "Ngày thu hoạch", "Đơn vị sản xuất", "Nơi trồng"):
            box = found.page.locator("dt", has_text=name).first.bounding_box()

            assert box is not None, name
            assert box["y"] + 2 * box["height"] < 844, name


def test_a_code_can_be_typed(live_server: LiveServer, browser: Browser) -> None:
    """A buyer whose QR is torn types the code and comes to the same page, in the language in use."""
    code = live_server.scan_url.rpartition("/")[2]
    with visit(browser) as found:
        found.page.goto(f"{live_server.url}/?lang=en")
        found.page.get_by_label("Code on the label").fill(code.lower())
        found.page.get_by_role("button", name="Show").click()

        assert found.page.get_by_text(
            "-".join(code[at : at + 4] for at in range(0, 16, 4))
        ).first.is_visible()
        assert found.page.locator("html").get_attribute("lang") == "en"
