"""What contract tests share: the published standards files."""

import os
from pathlib import Path

import pytest

from tests.epcis import NEEDED, find_standards


@pytest.fixture(scope="session")
def standards() -> Path:
    """The folder named by RONGUON_STANDARDS; without it the test is skipped, but fails under CI=true."""
    found = find_standards()
    if found is not None:
        return found
    reason = f"RONGUON_STANDARDS is {os.environ.get('RONGUON_STANDARDS')!r}, expected a folder with {', '.join(NEEDED)}"
    if os.environ.get("CI") == "true":
        pytest.fail(reason)
    pytest.skip(reason)
