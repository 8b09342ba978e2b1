"""What contract tests share: the published standards files."""

import os
from pathlib import Path

import pytest

NEEDED = ("EPCIS-JSON-Schema.json", "epcis-context.jsonld")


@pytest.fixture(scope="session")
def standards() -> Path:
    """The folder named by RONGUON_STANDARDS; without it the test is skipped, but fails under CI=true."""
    named = os.environ.get("RONGUON_STANDARDS")
    if named and all((Path(named) / name).is_file() for name in NEEDED):
        return Path(named)
    reason = f"RONGUON_STANDARDS is {named!r}, expected a folder with {', '.join(NEEDED)}"
    if os.environ.get("CI") == "true":
        pytest.fail(reason)
    pytest.skip(reason)
