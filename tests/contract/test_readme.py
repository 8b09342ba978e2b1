"""The README and the code say the same."""

import re
import subprocess
from pathlib import Path

from app.variables import PREFIX, VARIABLES

ROOT = Path(__file__).parents[2]
README = (ROOT / "README.md").read_text()


def test_every_setting_stands_in_the_table() -> None:
    """Name, default and meaning, neither one more nor one less."""
    rows = re.findall(rf"^\| `{PREFIX}([A-Z_]+)` \| (.+?) \| (.+?) \|$", README, flags=re.MULTILINE)

    assert rows == [(found.name, found.default, found.meaning) for found in VARIABLES.values()]


def test_every_target_of_make_explains_itself() -> None:
    """`make help` lists each target that is meant for people."""
    makefile = (ROOT / "Makefile").read_text()
    phony = re.search(r"^\.PHONY: (.+)$", makefile, flags=re.MULTILINE)
    assert phony is not None

    shown = subprocess.run(
        ["make", "--no-print-directory", "help"], cwd=ROOT, capture_output=True, text=True, check=True
    ).stdout

    assert {line.split()[0] for line in shown.splitlines()} == set(phony[1].split())


def test_links_in_the_documents_lead_somewhere() -> None:
    """Every relative link in the README and in docs/ names a file that is there."""
    documents = [ROOT / "README.md", *sorted((ROOT / "docs").rglob("*.md"))]
    missing = [
        f"{document.relative_to(ROOT)}: {target}"
        for document in documents
        for target in re.findall(r"\]\(([^)#:]+)(?:#[^)]*)?\)", document.read_text())
        if not (document.parent / target).exists()
    ]

    assert missing == []
