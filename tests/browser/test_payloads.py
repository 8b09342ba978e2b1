"""Texts that try to run do not, in a browser that would let them."""

from playwright.sync_api import Browser

from app.pages.languages import LANGUAGES
from proof.hostile_texts import MARKUP, TEMPLATES
from proof.page_payloads import ran, try_mixed
from tests.browser.chromium import visit


def test_no_text_runs(browser: Browser) -> None:
    """One of each kind of markup and template, over all fields of all pages, with and without our policy.

    `make proof-payloads` puts each of 2,000 into every field of a label's page, a lot's and the form.
    """
    opened, wrong = try_mixed(browser, len(MARKUP) + len(TEMPLATES))

    assert opened == 2 * 9 * len(LANGUAGES)
    assert wrong == []


def test_what_runs_is_seen(browser: Browser) -> None:
    """The watch is awake: the same texts as markup run where there is no policy, and are stopped where there is one."""
    seen = {}
    with visit(browser, scripts=True) as found:
        for with_policy in (True, False):
            html = f"<!doctype html><title>x</title>{MARKUP[0].format('window.ran=1')}"
            seen[with_policy] = ran(found.page, html, with_policy=with_policy)

    assert "a script ran" in seen[False]
    assert "a script ran" not in seen[True]
