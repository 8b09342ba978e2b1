"""How Lighthouse judges the pages that buyers and search engines see: `make proof-lighthouse`.

Lighthouse, an npm package, is installed once into a folder for temporary files, without its scripts.
"""

import json
import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any

from tests.browser.chromium import SILENT, find_chromium
from tests.browser.kinds import make_kinds
from tests.live import running_demo

PACKAGE, VERSION = "lighthouse", "12.8.2"
LEAST = {"performance": 95, "accessibility": 100, "best-practices": 100, "seo": 100}
SEARCHED = frozenset({"product", "privacy", "home"})  # the others are kept from search engines on purpose
PAGES = ("label", "heaviest", "lot", "report", "product", "privacy", "home")
ONLY = ",".join(LEAST)


def main() -> int:
    """Print the grades of each page, as a slow phone on mobile data meets it; 1 where one is too low."""
    chromium, npm, node = find_chromium(), shutil.which("npm"), shutil.which("node")
    if chromium is None or npm is None or node is None:
        _say("skipped: Chromium, npm or Node is not on this machine")
        return 0
    folder = Path(tempfile.gettempdir()) / f"lighthouse-{VERSION}"
    if not (folder / "node_modules").exists():
        package = f"{PACKAGE}@{VERSION}"
        subprocess.run(
            [npm, "install", "--silent", "--ignore-scripts", "--prefix", folder, package], check=True
        )
    low = 0
    with (
        tempfile.TemporaryDirectory() as data,
        running_demo(Path(data) / "demo", TRUSTED_PROXIES="1") as server,
    ):
        kinds = make_kinds(server)
        for name in PAGES:
            grades, timing = _grades(node, folder, chromium, f"{server.url}{kinds[name]}")
            least = {what: grade for what, grade in LEAST.items() if what != "seo" or name in SEARCHED}
            low += sum(grades[what] < grade for what, grade in least.items())
            _say(f"{name}: " + ", ".join(f"{what} {grade}" for what, grade in grades.items()) + f"; {timing}")
    return 1 if low else 0


def _grades(node: str, folder: Path, chromium: str, url: str) -> tuple[dict[str, int], str]:
    """Of 100 each, and when the largest part was painted."""
    program = folder / "node_modules" / PACKAGE / "cli" / "index.js"
    done = subprocess.run(
        [
            *(node, program, url, "--output=json", "--quiet", f"--only-categories={ONLY}"),
            f"--chrome-flags=--headless=new {' '.join(SILENT)}",
        ],
        check=True,
        capture_output=True,
        env=os.environ | {"CHROME_PATH": chromium},
    )
    report: dict[str, Any] = json.loads(done.stdout)
    grades = {name: round(found["score"] * 100) for name, found in report["categories"].items()}
    audits = report["audits"]
    weighed = {
        one["id"] for found in report["categories"].values() for one in found["auditRefs"] if one["weight"]
    }
    wrong = sorted(
        name for name in weighed if audits[name]["score"] not in (None, 1) and audits[name]["score"] < 1
    )
    painted = audits["largest-contentful-paint"]["displayValue"]
    return grades, f"largest paint {painted}" + (f"; less than whole: {', '.join(wrong)}" if wrong else "")


def _say(line: str) -> None:
    sys.stdout.write(f"{line}\n")
    sys.stdout.flush()


if __name__ == "__main__":
    sys.exit(main())
