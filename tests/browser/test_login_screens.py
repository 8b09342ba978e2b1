"""The way of a person to their screens: from a manager's card to a PIN on a phone, without scripts."""

from collections.abc import Iterator

import pypdfium2
import pytest
import zxingcpp
from playwright.sync_api import Browser, Page, expect

from tests.browser.chromium import overflow_px, visit
from tests.builders import PASSWORD, PIN
from tests.live import LiveServer

TARGET_PX = 48
WIDTHS_PX = (320, 390, 1280)
LANGUAGES = ("vi", "en", "zh")
A6_MM = (105, 148)
POINTS_PER_MM = 72 / 25.4
PRESSED = "main :is(a, button, summary, input:not([type=hidden])), header a"
FIND_SMALL = """([selector, least]) => [...document.querySelectorAll(selector)]
  .filter(found => found.checkVisibility() && found.getBoundingClientRect().height < least)
  .map(found => found.outerHTML)"""


@pytest.fixture(scope="module")
def farmer(live_server: LiveServer) -> str:
    """The name of a farmer, whose manager logs in as `quan-ly`."""
    create = ("user", "create", "--organisation", "PHUU")
    live_server.flask(*create, "Nguyễn Thị Mẫu", "--login-name", "quan-ly", "--password", lines=PASSWORD)
    name = "Huỳnh Ngọc Phương Thảo Nguyên"
    live_server.flask(*create, name, "--phone", "0912 345 678", "--role", "farmer", "--household", "H-0017")
    return name


@pytest.fixture
def manager(live_server: LiveServer, browser: Browser, farmer: str) -> Iterator[Page]:
    """The people of the farmer's organisation, as its manager sees them."""
    with visit(browser) as found:
        found.page.goto(f"{live_server.url}/login")
        send(found.page, login="quan-ly", password=PASSWORD)
        found.page.get_by_role("link", name="Người dùng và máy").click()
        yield found.page


def send(page: Page, **fields: str) -> None:
    """Fill the one form of a page and send it."""
    for name, value in fields.items():
        page.locator(f"#{name}").fill(value)
    page.locator("main form button").click()


def make_card(manager: Page, name: str) -> str:
    """Leave the manager at a new card; answers its address."""
    manager.locator("article", has_text=name).get_by_role("link", name="Làm thẻ mời").click()
    send(manager)
    return manager.locator(".url").inner_text().replace(" ", "").replace("\n", "")


def check_layout(page: Page) -> None:
    """At each width nothing has to be scrolled sideways, and what is pressed is large."""
    for width_px in WIDTHS_PX:
        page.set_viewport_size({"width": width_px, "height": 844})

        assert overflow_px(page) == 0, (page.url, width_px)
        assert page.evaluate(FIND_SMALL, [PRESSED, TARGET_PX]) == [], (page.url, width_px)


def remove_devices(manager: Page, name: str) -> None:
    """From the card of a farmer, take away every device they have."""
    manager.get_by_role("link", name="Quay lại").click()
    removals = manager.locator("article", has_text=name).locator("details")
    while removals.count():
        removals.first.locator("summary").click()
        removals.first.get_by_role("button", name="Gỡ máy này").click()


def test_a_card_enrols_a_phone_and_leads_back_to_its_pin(
    browser: Browser, manager: Page, farmer: str
) -> None:
    """A refused PIN is told at its field; a used card asks for the PIN; a phone that is removed is shut out."""
    card = make_card(manager, farmer)
    with visit(browser) as phone:
        page = phone.page
        page.goto(card)
        send(page, pin="123456", again="123456")
        assert page.locator("#pin").get_attribute("aria-describedby") == "pin-problem pin-hint"
        send(page, pin=PIN, again=PIN)
        expect(page.get_by_role("status")).to_be_visible()
        expect(page.get_by_role("heading", name=farmer)).to_be_visible()

        page.get_by_role("button", name="Đăng xuất", exact=True).click()
        page.goto(card)
        assert page.url.partition("?")[0].endswith("/login/pin")
        send(page, pin="000001")
        expect(page.locator("#pin-problem")).to_be_visible()
        send(page, pin=PIN)
        expect(page.get_by_role("heading", name=farmer)).to_be_visible()

        remove_devices(manager, farmer)
        page.reload()
        expect(page.locator("#form-problem")).to_be_visible()
        page.goto(card)
        expect(page.get_by_role("heading", name="Chưa làm được")).to_be_visible()


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_screens_fit_every_window(
    live_server: LiveServer, browser: Browser, manager: Page, farmer: str, language: str
) -> None:
    """From 320 px on, in each language, with refusals on them too (WCAG 2.2, 1.4.10 and 2.5.5)."""
    card = make_card(manager, farmer)
    check_layout(manager)
    for path in ("/account", "/account/password", "/people", "/people/none"):
        manager.goto(f"{live_server.url}{path}?lang={language}")
        check_layout(manager)
    with visit(browser, scripts=True) as phone:
        page = phone.page
        for address in (f"{live_server.url}/login", card):
            page.goto(f"{address}?lang={language}")
            check_layout(page)
        send(page, pin=PIN, again="000001")
        check_layout(page)
        send(page, pin=PIN, again=PIN)
        page.locator("summary").first.click()
        check_layout(page)
        page.locator("form[action^='/logout'] button").click()
        send(page, pin="000001")
        check_layout(page)
        assert [text for text in phone.complaints if "Content Security Policy" in text] == []


def test_a_card_prints_on_a6(manager: Page, farmer: str) -> None:
    """Printed on A4, all that is there lies within A6, and the QR code leads to the card's address."""
    card = make_card(manager, farmer)

    document = pypdfium2.PdfDocument(manager.pdf(format="A4"))

    assert len(document) == 1
    boxes = [found.get_bounds() for found in document[0].get_objects()]
    height_pt = document[0].get_height()
    border_mm = 10
    painted = [box for box in boxes if box[2] - box[0] < document[0].get_width() - 1]
    assert max(right for _, _, right, _ in painted) / POINTS_PER_MM <= A6_MM[0] + border_mm
    assert (height_pt - min(low for _, low, _, _ in painted)) / POINTS_PER_MM <= A6_MM[1] + border_mm
    [code] = zxingcpp.read_barcodes(document[0].render(scale=3).to_pil())
    assert code.text == card
