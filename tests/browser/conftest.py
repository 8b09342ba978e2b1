"""Browser tests share one running demo and one browser."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser

from tests.availability import need
from tests.browser.chromium import find_chromium, running_chromium
from tests.live import LiveServer, running_demo


@pytest.fixture(scope="session")
def live_server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[LiveServer]:
    need(find_chromium(), "Chromium is not on this machine")
    with running_demo(
        tmp_path_factory.mktemp("live") / "data", TRUSTED_PROXIES="1", RATE_REPORT="9999/hour"
    ) as found:
        yield found


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    path = find_chromium()
    need(path, "Chromium is not on this machine")
    assert path is not None
    with running_chromium(path) as found:
        yield found
