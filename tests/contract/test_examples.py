"""The examples in docs/ do what they say, against the real server."""

import os
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from urllib.request import urlopen

import pypdfium2
import pytest

from tests.live import LiveServer, running_demo

DOCS = Path(__file__).parents[2] / "docs"
EXAMPLE = DOCS / "examples" / "register_and_print.py"
CURL = re.compile(r"```console\n(.*?)```", re.DOTALL)


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[LiveServer]:
    with running_demo(tmp_path_factory.mktemp("examples") / "demo") as running:
        yield running


def run(server: LiveServer, save: Path, **but: str) -> subprocess.CompletedProcess[str]:
    """The example as its docstring calls it, by a Python that sees no package."""
    cooperative = server.demo["cooperatives"][0]
    given = {
        "plot": cooperative["plot_ids"][0],
        "product": cooperative["product_ids"][0],
        "harvested-on": "2026-10-22",
        "net-weight-kg": "980.5",
        "labels": "24",
        "save": str(save),
        **but,
    }
    words = [word for name, value in given.items() for word in (f"--{name}", value)]
    return subprocess.run(
        [sys.executable, "-I", "-S", EXAMPLE, *words],
        env={"RONGUON_URL": server.url, "RONGUON_TOKEN": cooperative["token"], "PYTHONIOENCODING": "utf-8"},
        capture_output=True,
        text=True,
        check=False,
    )


def test_the_example_registers_prints_and_reads(server: LiveServer, tmp_path: Path) -> None:
    """A sheet of labels lies on disk, and the first one's link leads to the lot; no package is installed for it."""
    done = run(server, tmp_path / "labels.pdf")

    assert (done.returncode, done.stderr) == (0, "")
    with pypdfium2.PdfDocument(tmp_path / "labels.pdf") as pdf:
        assert len(pdf) == 1
    found = re.search(r"first label +(\S+) shows the lot", done.stdout)
    assert found is not None
    with urlopen(found[1], timeout=5) as page:
        assert page.status == 200


def test_the_example_may_be_run_again(server: LiveServer, tmp_path: Path) -> None:
    """With its key it tells the same lot and codes; with another weight under that key it is refused."""
    same = {"key": "harvest of 22 October", "net-weight-kg": "640"}
    first = run(server, tmp_path / "one.pdf", **same)
    again = run(server, tmp_path / "two.pdf", **same)
    other = run(server, tmp_path / "no.pdf", **{"key": "harvest of 22 October", "net-weight-kg": "9"})

    assert first.stdout == again.stdout.replace("two.pdf", "one.pdf")
    assert (tmp_path / "one.pdf").read_bytes() == (tmp_path / "two.pdf").read_bytes()
    assert (other.returncode, other.stderr.partition(":")[0]) == (1, "idempotency-key-reused")


def test_the_example_tells_what_is_wrong(server: LiveServer, tmp_path: Path) -> None:
    """Which field, in words, and nothing is saved."""
    done = run(server, tmp_path / "no.pdf", **{"net-weight-kg": "much"})

    assert done.returncode == 1
    assert "invalid-input" in done.stderr
    assert "/net_weight_kg: Expected a decimal number" in done.stderr
    assert not (tmp_path / "no.pdf").exists()


@pytest.mark.parametrize(("page", "least"), [("api.md", 8), ("resolver.md", 4)])
def test_the_walk_in_the_documents_works(server: LiveServer, tmp_path: Path, page: str, least: int) -> None:
    """Every command of a page, in its order, in a shell, with the answers that stand there."""
    cooperative = server.demo["cooperatives"][0]
    blocks = CURL.findall((DOCS / page).read_text())
    lines = [line for block in blocks for line in block.splitlines()]
    script = "\n".join(line[2:] for line in lines if line.startswith(("$ ", "> ")))
    expected = [line for line in lines if not line.startswith(("$ ", "> "))]

    done = subprocess.run(
        ["bash", "-euo", "pipefail", "-c", script],
        cwd=tmp_path,
        env={
            **{name: os.environ[name] for name in ("PATH", "HOME") if name in os.environ},
            "URL": server.url,
            "LINK": server.scan_url,
            "TOKEN": cooperative["token"],
            "PLOT": cooperative["plot_ids"][0],
            "PRODUCT": cooperative["product_ids"][0],
        },
        capture_output=True,
        text=True,
        check=False,
    )

    assert done.returncode == 0, done.stderr
    assert len(blocks) >= least
    assert done.stdout.splitlines() == expected
