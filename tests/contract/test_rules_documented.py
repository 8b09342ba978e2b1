"""What rules find is told in docs/harvest.md."""

import re
from pathlib import Path

from batches.findings import Finding

DOCS = Path(__file__).parents[2] / "docs"


def test_every_finding_of_a_harvest_is_documented() -> None:
    """Each code has a row of its own, and no row names a code that there is not."""
    text = (DOCS / "harvest.md").read_text()
    named = set(re.findall(r"^\| `([a-z-]+)` \|", text, re.MULTILINE))
    ours = {code for code, kind in Finding.kinds.items() if kind.__module__ == "batches.harvest.findings"}

    assert named == ours
