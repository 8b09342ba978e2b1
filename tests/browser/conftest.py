"""Browser tests share one running demo."""

from collections.abc import Iterator

import pytest

from tests.availability import need
from tests.browser.chromium import find_chromium
from tests.live import LiveServer, running_demo


@pytest.fixture(scope="session")
def live_server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[LiveServer]:
    need(find_chromium(), "Chromium is not on this machine")
    with running_demo(tmp_path_factory.mktemp("live") / "data") as found:
        yield found
