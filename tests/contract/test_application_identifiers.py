"""The Application Identifiers that we keep are those of GS1's dictionary."""

import re
from pathlib import Path

KEPT = Path(__file__).parents[2] / "batches/gs1/application_identifiers.txt"


def entries(file: Path) -> list[str]:
    lines = file.read_text(encoding="utf-8").splitlines()
    return [" ".join(line.split()) for line in lines if re.match(r"\d", line)]


def test_no_identifier_differs_from_the_dictionary(standards: Path) -> None:
    """Line by line, blanks apart."""
    assert entries(KEPT) == entries(standards / "gs1-syntax-dictionary.txt")
