"""What a page weighs, and when its reader sees it by a bar of 3G."""

import urllib.request

from playwright.sync_api import Browser

from tests.live import LiveServer

MOST_BYTES = (
    14 * 1024
)  # what a server may send before the first answer of the client (RFC 6928: ten segments)
LATEST_MS = 2_500
SLOW = {"offline": False, "latency": 400, "downloadThroughput": 400_000 / 8, "uploadThroughput": 400_000 / 8}
LAST_PAINT = """() => new Promise(done => new PerformanceObserver(list => {
  const found = list.getEntries().at(-1); done([found.startTime, found.element?.tagName ?? '']);
}).observe({type: 'largest-contentful-paint', buffered: true}))"""


def test_every_page_of_the_demo_is_one_answer_of_14_kb(live_server: LiveServer) -> None:
    """With its style, in each language, for new phones and for old ones."""
    for url in live_server.demo["scan_urls"]:
        for language in ("vi", "en", "zh"):
            for encoding in ("zstd", "gzip"):
                headers = {"Accept-Encoding": encoding, "User-Agent": "Mozilla/5.0"}
                asked = urllib.request.Request(f"{url}?lang={language}", headers=headers)
                with urllib.request.urlopen(asked) as answer:
                    assert answer.headers["Content-Encoding"] == encoding
                    assert len(answer.read()) <= MOST_BYTES, (url, language, encoding)


def test_a_browser_reads_a_joined_page_and_soon(browser: Browser, live_server: LiveServer) -> None:
    """Frames joined to one body are whole in Chromium; at 400 kbit/s and 400 ms the largest thing stands in time."""
    context = browser.new_context(viewport={"width": 360, "height": 740})
    page = context.new_page()
    tools = context.new_cdp_session(page)
    tools.send("Network.enable")
    tools.send("Network.emulateNetworkConditions", SLOW)
    page.goto(live_server.scan_url, wait_until="commit")  # made and kept
    answer = page.goto(live_server.scan_url + "?lang=vi", wait_until="load")
    page.wait_for_timeout(500)
    painted_ms, element = page.evaluate(LAST_PAINT)
    encoding, whole = answer.headers["content-encoding"] if answer else "", page.content()
    context.close()

    assert encoding == "zstd"
    assert whole.rstrip().endswith("</html>")
    assert "Trang này không có quảng cáo" in whole
    assert painted_ms <= LATEST_MS, element
