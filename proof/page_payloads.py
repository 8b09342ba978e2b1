"""Texts that try to run, in every field of every public page, in Chromium with and without our policy.

`make proof-payloads` tries COUNT of them; what ran, asked another host, opened a dialog or was computed is printed. The
same texts are then drawn in every field of a label's PDF, which must hold each letter by letter and nothing that acts.
"""

import os
import sys
import time
from collections.abc import Callable, Iterable, Sequence
from dataclasses import fields, is_dataclass, replace
from functools import partial
from itertools import cycle, product
from typing import Any, TypeVar

from flask import Flask, render_template
from playwright.sync_api import Browser, Dialog, Page, Route

from app.headers import page_policy
from app.pages import init_pages
from app.pages.languages import LANGUAGES
from app.scan import pages
from app.scan.routes import blueprint
from batches.places.addresses import Address
from batches.provenance.story import PublicBatch, PublicPlace
from proof import label_payloads
from proof.hostile_texts import COMPUTED, RAN, payloads
from proof.label_pictures import pdf_of
from tests.browser.chromium import find_chromium, running_chromium, visit
from tests.web.public_values import (
    CLAIM,
    GROWER,
    HOST,
    LABEL,
    RECALL,
    make_packed_batch,
    make_public_product,
)

COUNT = 2000
EACH = ("label", "lot", "report")  # kinds of page that the long proof opens for each payload
OURS = frozenset(
    {"status", "lot", "kind", "role", "scheme", "province_code", "commune_code", "missing_stages"}
)
Value = TypeVar("Value")


def pages_of(text: Callable[[], str]) -> dict[str, str]:
    """Each kind of public page, with such a text wherever a person may have written or typed one."""
    batch = _filled(_whole_batch(), text)
    address, base_url = batch.organisation_address, f"https://{HOST}"
    place = PublicPlace(organisation_name=text(), address=address, is_sample=True, packing_house=text())
    product_shown = replace(
        make_public_product(),
        names={language: text() for language in LANGUAGES},
        organisation_name=text(),
        variety=text(),
    )
    return {
        "label": pages.batch_page(batch, label=LABEL, host=HOST, base_url=base_url),
        "lot": pages.batch_page(batch, label=None, host=HOST, base_url=base_url),
        "product": pages.product_page(product_shown),
        "place": pages.place_page(place),
        "not bound": pages.not_bound_page(
            text(), organisation=text(), is_sample=False, is_void=False, looked=LABEL.looked
        ),
        "unknown": pages.unknown_code_page(text()),
        "mismatch": pages.mismatch_page(text()),
        "privacy": pages.privacy_page(text()),
        "report": render_template("scan/report.html", **_report(text)),
    }


def ran(page: Page, html: str, *, with_policy: bool) -> list[str]:
    """What a page did that it must not: nothing, when all is well."""
    asked: list[str] = []

    def answer(route: Route) -> None:
        if route.request.url == f"https://{HOST}/":
            headers = {"Content-Security-Policy": page_policy()} if with_policy else {}
            route.fulfill(body=html, content_type="text/html; charset=utf-8", headers=headers)
            return
        asked.append(route.request.url)
        route.fulfill(body="", status=404)

    page.route("**/*", answer)
    page.goto(f"https://{HOST}/")
    found = [url for url in asked if RAN in url]
    if page.evaluate("window.ran !== undefined || document.title === 'ran'"):
        found.append("a script ran")
    if COMPUTED in page.content():
        found.append("a template was computed")
    if page.url != f"https://{HOST}/":
        found.append(page.url)
    page.unroute("**/*")
    return found


def try_each(browser: Browser, count: int) -> tuple[int, list[str]]:
    """Each payload alone in every field of the pages that have most: how many were opened, and what went wrong."""
    return _try(browser, [partial(str, payload) for payload in payloads(count)], EACH)


def try_mixed(browser: Browser, count: int) -> tuple[int, list[str]]:
    """All payloads spread over the fields of every kind of page, in each language."""
    shuffled = cycle(payloads(count))
    return _try(browser, [lambda: next(shuffled)] * len(LANGUAGES), ())


def _try(browser: Browser, texts: Iterable[Callable[[], str]], kinds: Sequence[str]) -> tuple[int, list[str]]:
    app = Flask("proof")
    init_pages(app)
    app.register_blueprint(blueprint)
    opened, wrong = 0, []

    def dismiss(dialog: Dialog) -> None:
        wrong.append(f"dialog: {dialog.message}")
        dialog.dismiss()

    with visit(browser, scripts=True) as found:
        found.page.on("dialog", dismiss)
        for text, language in zip(texts, cycle(LANGUAGES), strict=False):
            with app.test_request_context(f"/?lang={language}"):
                made = {name: html for name, html in pages_of(text).items() if not kinds or name in kinds}
            for (name, html), with_policy in product(made.items(), (True, False)):
                opened += 1
                seen = ran(found.page, html, with_policy=with_policy)
                wrong += [f"{name}: {what}: {text()}" for what in seen]
    return opened, wrong


def main() -> int:
    path = find_chromium()
    if path is None:
        raise SystemExit("expected Chromium on this machine (Debian: apt install chromium)")
    count, began = int(os.environ.get("COUNT", COUNT)), time.monotonic()
    with running_chromium(path) as browser:
        opened, wrong = try_each(browser, count)
    sys.stdout.write(
        f"{count} payloads, {opened} pages with and without the policy, {time.monotonic() - began:.0f} s: "
        f"{len(wrong)} ran\n" + "\n".join(wrong[:20])
    )
    drawn = label_payloads.run(list(payloads(count)), pdf_of)
    faults = [*drawn.opened, *drawn.faults]
    sys.stdout.write(
        f"\n{drawn.drawn} drawn in a label's PDF: {len(faults)} wrong\n" + "\n".join(faults[:20])
    )
    return 1 if wrong or faults else 0


def _whole_batch() -> PublicBatch:
    address = Address(province_code="82", commune_code="30244", detail="Ấp", legacy="Huyện")
    return make_packed_batch(
        status="recalled",
        recall=RECALL,
        grower=GROWER,
        claims=(CLAIM,),
        organisation_address=address,
        missing_stages=("transport",),
        gtin=None,
    )


def _filled(value: Value, text: Callable[[], str]) -> Value:
    """The same with such a text in the place of each that is free; what we draw or choose ourselves stays."""
    if isinstance(value, tuple):
        return tuple(_filled(one, text) for one in value)  # type: ignore[return-value]
    if not is_dataclass(value) or isinstance(value, type):
        return value
    changed: dict[str, Any] = {}
    for field in fields(value):
        held = getattr(value, field.name)
        is_free = isinstance(held, str) and field.name not in OURS
        changed[field.name] = text() if is_free else _filled(held, text)
    return replace(value, **changed)


def _report(text: Callable[[], str]) -> dict[str, Any]:
    return {
        "about": {"code": text(), "lot": "", "organisation": text(), "shown_code": text()},
        "form": text(),
        "problems": {"text": text()},
        "typed": {"kind": text(), "text": text(), "contact": text()},
        "kinds": {"label": "x"},
        "most_text": 1000,
        "most_contact": 100,
        "language": LANGUAGES["vi"],
    }


if __name__ == "__main__":
    sys.exit(main())
