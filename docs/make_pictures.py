"""Makes the pictures of the documents: from a fresh demo a label sheet, one label, public pages; designs; test pages.

`make pictures` runs it. It serves the demo in a folder that goes with it, and needs Chromium.
"""

import io
import json
import tempfile
import urllib.request
from pathlib import Path
from typing import Any

import pypdfium2
from PIL import Image, ImageOps
from playwright.sync_api import Browser

from app.pages.languages import LANGUAGES
from labels.design.built_in import BUILT_IN
from labels.design.fields import sample_values
from labels.drawing.calibration.page import render_calibration_page
from labels.drawing.preview import render_design_preview
from labels.stock.stocks import get_stock
from tests.browser.chromium import find_chromium, running_chromium
from tests.browser.kinds import make_kinds
from tests.live import LiveServer, running_demo

OUT = Path(__file__).parent / "pictures"
LABEL_MM = (7.25, 12.9, 63.5, 33.9)  # left, top, width, height of the first label of a4-3x8
DESIGN_DPI, FRAME_PX, FRAME = 150, 8, (222, 226, 220)
TEST_PAGES_DPI = {"a4-3x8": 90, "roll-50x30": 250}
PHONE_PX, SMALL_PX, WIDE_PX = (390, 844), (320, 640), (1280, 900)
IN_A_ROW, PAGE_COLORS = 5, 200
KINDS = ("label", "recalled", "void", "often", "not-bound", "mismatch", "unknown", "lot", "report")


def main() -> None:
    OUT.mkdir(exist_ok=True)
    _draw_designs()
    _draw_test_pages()
    with (
        tempfile.TemporaryDirectory() as folder,
        running_demo(Path(folder) / "data", TRUSTED_PROXIES="1") as server,
    ):
        sheet = pypdfium2.PdfDocument(_labels(server))[0]
        _keep(sheet.render(scale=100 / 72).to_pil(), "label-sheet.png")
        _keep(_crop(sheet.render(scale=400 / 72).to_pil(), 400), "label.png")
        _photograph(server)


def _draw_designs() -> None:
    """Each built-in design with its sample texts, on a frame that shows where the label ends."""
    for design in BUILT_IN.values():
        png = render_design_preview(design, sample_values(design), dpi=DESIGN_DPI)
        label = Image.open(io.BytesIO(png)).convert("RGB")
        _keep(ImageOps.expand(label, border=FRAME_PX, fill=FRAME), f"design-{design.key}.png")


def _draw_test_pages() -> None:
    """Of a sheet and of a roll, on a frame that shows where the paper ends."""
    for key, dpi in TEST_PAGES_DPI.items():
        page = pypdfium2.PdfDocument(render_calibration_page(get_stock(key)))[0].render(scale=dpi / 72)
        paper = page.to_pil().convert("RGB")
        _keep(ImageOps.expand(paper, border=FRAME_PX, fill=FRAME), f"test-page-{key}.png")


def _labels(server: LiveServer) -> bytes:
    """The PDF of a full sheet for the heaviest batch of the first cooperative."""
    first = server.demo["cooperatives"][0]
    run = json.loads(
        _ask(server, first, "/api/v1/print-runs", {"batch_id": first["batch_ids"][-1], "quantity": 24})
    )
    return _ask(server, first, run["links"]["labels_pdf"])


def _ask(server: LiveServer, cooperative: dict[str, Any], path: str, body: object = None) -> bytes:
    request = urllib.request.Request(  # noqa: S310 - our own address
        server.url + path,
        data=None if body is None else json.dumps(body).encode(),
        headers={"Authorization": f"Bearer {cooperative['token']}", "Content-Type": "application/json"},
    )
    with urllib.request.urlopen(request) as answer:  # noqa: S310
        found: bytes = answer.read()
        return found


def _crop(page: Image.Image, dpi: int) -> Image.Image:
    left, top, width, height = (round(mm / 25.4 * dpi) for mm in LABEL_MM)
    return page.crop((left, top, left + width, top + height))


def _photograph(server: LiveServer) -> None:
    path = find_chromium()
    if path is None:
        raise SystemExit("expected Chromium on this machine (Debian: apt install chromium)")
    with running_chromium(path) as browser:
        for language in LANGUAGES:
            phone = _screen(browser, f"{server.scan_url}?lang={language}", PHONE_PX, scale=1.5)
            phone.save(OUT / f"scan-{language}.png")
        kinds = make_kinds(server)
        for language in LANGUAGES:
            shown = {name: _with_language(server.url + kinds[name], language) for name in kinds}
            screens = [_screen(browser, shown[name], SMALL_PX) for name in KINDS]
            rows = [_beside(screens[at : at + IN_A_ROW]) for at in range(0, len(screens), IN_A_ROW)]
            _keep(_below(rows), f"pages-{language}.png", colors=PAGE_COLORS)
            whole = _screen(browser, shown["heaviest"], SMALL_PX, is_whole=True)
            _keep(_beside(_columns(whole, 6)), f"page-heaviest-{language}.png", colors=PAGE_COLORS)
            wide = _screen(browser, shown["tested"], WIDE_PX)
            _keep(wide, f"page-wide-{language}.png", colors=PAGE_COLORS)


def _with_language(address: str, language: str) -> str:
    return f"{address}{'&' if '?' in address else '?'}lang={language}"


def _screen(
    browser: Browser, address: str, size_px: tuple[int, int], *, scale: float = 1, is_whole: bool = False
) -> Image.Image:
    """What a window of that size shows first, or the whole page."""
    width_px, height_px = size_px
    page = browser.new_page(viewport={"width": width_px, "height": height_px}, device_scale_factor=scale)
    page.goto(address)
    png = page.screenshot(full_page=is_whole)
    page.close()
    return Image.open(io.BytesIO(png)).convert("RGB")


def _columns(page: Image.Image, count: int) -> list[Image.Image]:
    """A long page cut into columns that are read from left to right."""
    height = -(-page.height // count)
    tops = range(0, page.height, height)
    return [page.crop((0, top, page.width, min(top + height, page.height))) for top in tops]


def _beside(pictures: list[Image.Image]) -> Image.Image:
    """On a frame that shows where each ends."""
    framed = [ImageOps.expand(one, border=FRAME_PX, fill=FRAME) for one in pictures]
    beside = Image.new("RGB", (sum(one.width for one in framed), max(one.height for one in framed)), FRAME)
    at = 0
    for one in framed:
        beside.paste(one, (at, 0))
        at += one.width
    return beside


def _below(rows: list[Image.Image]) -> Image.Image:
    below = Image.new("RGB", (max(one.width for one in rows), sum(one.height for one in rows)), FRAME)
    at = 0
    for one in rows:
        below.paste(one, (0, at))
        at += one.height
    return below


def _keep(image: Image.Image, name: str, *, colors: int = 64) -> None:
    image.convert("P", palette=Image.Palette.ADAPTIVE, colors=colors).save(OUT / name, optimize=True)


if __name__ == "__main__":
    main()
