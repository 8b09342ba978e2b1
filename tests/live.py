"""The real server with a fresh demo: the commands of `make run DEMO=1`, on a free port, in a folder of its own."""

import json
import os
import signal
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from tests.ports import free_port

ROOT = Path(__file__).parents[1]
FLASK = Path(sys.executable).parent / "flask"
PATIENCE_S = 30


@dataclass(frozen=True)
class LiveServer:
    """A running service.

    Attributes:
        demo: what `flask demo load --json` wrote.
        group: the process group of the server and its workers.
        flask: runs a command of `flask` beside the server, with lines for its stdin, and answers its stdout.
    """

    url: str
    demo: dict[str, Any]
    group: int
    flask: Callable[..., str]

    @property
    def scan_url(self) -> str:
        found: str = self.demo["scan_urls"][0]
        return found


@contextmanager
def running_demo(folder: Path, **given: str) -> Iterator[LiveServer]:
    """Serve a demo in `folder` until the block ends; only the process started here is ended.

    Args:
        given: settings without their prefix.
    """
    port = free_port()
    environment = {name: value for name, value in os.environ.items() if not name.startswith("RONGUON_")} | {
        "FLASK_APP": "wsgi:app",
        "RONGUON_DATA_DIR": str(folder),
        "RONGUON_DEMO": "1",
        "RONGUON_PORT": str(port),
        "RONGUON_WORKERS": "1",
        **{f"RONGUON_{name}": value for name, value in given.items()},
    }

    def flask(*words: str, lines: str = "") -> str:
        done = subprocess.run(
            [FLASK, *words],
            cwd=ROOT,
            env=environment,
            check=True,
            input=lines.encode(),
            stdout=subprocess.PIPE,
        )
        return done.stdout.decode()

    flask("init")
    demo = json.loads(flask("demo", "load", "--json"))
    server = subprocess.Popen(
        [FLASK, "serve"], cwd=ROOT, env=environment, stderr=subprocess.DEVNULL, start_new_session=True
    )
    try:
        url = f"http://127.0.0.1:{port}"
        _wait_for(f"{url}/readyz")
        yield LiveServer(url=url, demo=demo, group=server.pid, flask=flask)
    finally:
        os.killpg(server.pid, signal.SIGTERM)
        server.wait(PATIENCE_S)


def _wait_for(url: str) -> None:
    deadline = time.monotonic() + PATIENCE_S
    while time.monotonic() < deadline:
        try:
            with urllib.request.urlopen(url, timeout=2):
                return
        except (urllib.error.URLError, ConnectionError):
            time.sleep(0.1)
    raise TimeoutError(f"{url} did not answer within {PATIENCE_S} s")
