"""What axe-core finds wrong with a page: rules of WCAG 2.2 and of good practice."""

from functools import cache
from pathlib import Path
from typing import Any

import axe_playwright_python  # type: ignore[import-untyped]
from playwright.sync_api import Page

_RUN = """axe.run(document, {resultTypes: ['violations']}).then(found => ({
  passed: found.passes.length,
  violations: found.violations.map(one => `${one.id}: ${one.nodes.map(node => node.html.slice(0, 200)).join(' ')}`),
}))"""
LEAST_RULES = 15  # that a page passes: fewer would mean that nothing was looked at


def violations(page: Page) -> list[str]:
    """Each rule that the page breaks, with where."""
    page.evaluate(f"{_source()}; 0")
    found: dict[str, Any] = page.evaluate(_RUN)
    assert found["passed"] >= LEAST_RULES, found
    broken: list[str] = found["violations"]
    return broken


@cache
def _source() -> str:
    return (Path(axe_playwright_python.__file__).parent / "axe.min.js").read_text(encoding="utf-8")
