"""What a test needs of the machine: missing, it is skipped with its reason; in CI it fails."""

import os

import pytest


def need(found: object, reason: str) -> None:
    """Go on only when something was found."""
    if found:
        return
    if os.environ.get("CI") == "true":
        pytest.fail(f"CI must have it: {reason}")
    pytest.skip(reason)
