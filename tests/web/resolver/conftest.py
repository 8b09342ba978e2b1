"""One lot behind a resolver of each kind, made once for all who only ask."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.web.resolver.world import World, running_world


@pytest.fixture(scope="session")
def world(sqlite_model: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[World]:
    with running_world(sqlite_model, tmp_path_factory.mktemp("resolver")) as made:
        yield made
