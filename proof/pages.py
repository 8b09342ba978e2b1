"""Each kind of public page before two judges: axe-core, and the W3C's checker of HTML: `make proof-pages`.

The checker (vnu-jar, an npm package) is installed once into a folder for temporary files; it needs Java.
"""

import json
import shutil
import subprocess
import sys
import tempfile
import urllib.error
import urllib.request
from itertools import product
from pathlib import Path

from playwright.sync_api import Browser

from app.pages.languages import LANGUAGES
from tests.browser.axe import violations
from tests.browser.chromium import find_chromium, overflow_px, running_chromium, visit
from tests.browser.kinds import make_kinds
from tests.live import LiveServer, running_demo

CHECKER, CHECKER_VERSION = "vnu-jar", "26.9.27"
WIDTHS_PX = (320, 1280)


def main() -> int:
    """Print what each judge found; 1 where that is anything."""
    path = find_chromium()
    if path is None:
        raise SystemExit("expected Chromium on this machine (Debian: apt install chromium)")
    with tempfile.TemporaryDirectory() as folder:
        with running_demo(Path(folder) / "demo", TRUSTED_PROXIES="1") as server:
            kinds = {
                f"{name}-{language}": f"{at}{'&' if '?' in at else '?'}lang={language}"
                for (name, at), language in product(make_kinds(server).items(), LANGUAGES)
            }
            with running_chromium(path) as browser:
                found = _ask_axe(server, browser, kinds)
            files = [_save(server, Path(folder), name, address) for name, address in kinds.items()]
        checked = _ask_checker(Path(folder) / "checker", files)
    _say(f"axe: {len(kinds) * len(WIDTHS_PX)} pages, {len(found)} violations")
    _say(
        f"checker: {len(files)} pages, {'skipped: npm or Java is missing' if checked is None else len(checked)}"
    )
    for line in [*found, *(checked or [])][:40]:
        _say(f"  {line}")
    return 1 if found or checked else 0


def _ask_axe(server: LiveServer, browser: Browser, kinds: dict[str, str]) -> list[str]:
    found = []
    with visit(browser, scripts=True) as seen:
        for width_px, (name, address) in product(WIDTHS_PX, kinds.items()):
            seen.page.set_viewport_size({"width": width_px, "height": 800})
            seen.page.goto(server.url + address)
            found += [f"{name} at {width_px}: {broken}" for broken in violations(seen.page)]
            if overflow_px(seen.page):
                found.append(f"{name} at {width_px}: wider than its window")
    return found


def _save(server: LiveServer, folder: Path, name: str, address: str) -> Path:
    """The page as it is sent to a browser, whatever its status."""
    asked = urllib.request.Request(server.url + address, headers={"Accept": "text/html"})
    try:
        with urllib.request.urlopen(asked) as answer:
            body = answer.read()
    except urllib.error.HTTPError as error:
        body = error.read()
    path = folder / f"{name}.html"
    path.write_bytes(body)
    return path


def _ask_checker(folder: Path, files: list[Path]) -> list[str] | None:
    """Each error and warning; None where it cannot be asked."""
    npm, java = shutil.which("npm"), shutil.which("java")
    if npm is None or java is None:
        return None
    folder.mkdir()
    package = f"{CHECKER}@{CHECKER_VERSION}"
    subprocess.run([npm, "install", "--silent", "--ignore-scripts", "--prefix", folder, package], check=True)
    jar = folder / "node_modules" / CHECKER / "build" / "dist" / "vnu.jar"
    done = subprocess.run(
        [java, "-jar", jar, "--format", "json", "--exit-zero-always", *files],
        check=True,
        capture_output=True,
    )
    messages = json.loads(done.stderr or b'{"messages": []}')["messages"]
    return [
        f"{Path(one['url']).stem}: {one['type']}: {one['message']} {one.get('extract', '')[:120]!r}"
        for one in messages
    ]


def _say(line: str) -> None:
    sys.stdout.write(f"{line}\n")
    sys.stdout.flush()


if __name__ == "__main__":
    sys.exit(main())
