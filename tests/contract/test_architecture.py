"""The architecture's contracts hold, and bite: a bad import in a copy of the tree is found."""

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
LINT = Path(sys.executable).parent / "lint-imports"


def lint(folder: Path) -> subprocess.CompletedProcess[str]:
    return subprocess.run([LINT, "--no-cache"], cwd=folder, capture_output=True, text=True, check=False)


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    for name in ("app", "labels", "batches"):
        shutil.copytree(ROOT / name, tmp_path / name, ignore=shutil.ignore_patterns("*.ttf", "__pycache__"))
    shutil.copy(ROOT / "pyproject.toml", tmp_path)
    return tmp_path


def test_the_tree_keeps_all_contracts(copy: Path) -> None:
    """As it stands, nothing is broken."""
    found = lint(copy)

    assert found.returncode == 0, found.stdout


@pytest.mark.parametrize(
    ("module", "statement", "contract"),
    [
        ("batches/harvest/service.py", "import flask", "The lower storeys know no web framework"),
        ("labels/runs/service.py", "import marshmallow", "The lower storeys know no web framework"),
        ("batches/harvest/service.py", "import labels.codes.codes", "Three storeys, one direction"),
        ("batches/plots/service.py", "import batches.harvest.model", "Order of the slices in batches"),
        ("labels/design/rules.py", "import labels.drawing.pdf", "Order of the slices in labels"),
        ("labels/codes/codes.py", "import sqlalchemy", "What is pure stays pure"),
        ("batches/harvest/rules.py", "import batches.harvest.model", "Rules know no mapped class"),
        ("app/policy.py", "import app.api.batches", "Order of the edge"),
    ],
)
def test_a_bad_import_is_found(copy: Path, module: str, statement: str, contract: str) -> None:
    """Each contract fails by its name when the import it forbids is added."""
    path = copy / module
    path.write_text(path.read_text() + f"\n{statement}\n")

    found = lint(copy)

    assert found.returncode != 0
    assert f"{contract} BROKEN" in found.stdout


def test_a_new_slice_must_find_its_place(copy: Path) -> None:
    """The order of the slices is exhaustive: a folder that it does not name is refused."""
    (copy / "batches" / "helpers").mkdir()
    (copy / "batches" / "helpers" / "__init__.py").write_text('"""Anything."""\n')

    assert lint(copy).returncode != 0
