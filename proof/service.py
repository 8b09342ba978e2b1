"""The real service in a process group of its own, so that it can be killed as a whole."""

import contextlib
import http.client
import json
import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from proof.asking import Answer, ask
from tests.ports import free_port
from tests.postgresql import find_binaries, running_server

ROOT = Path(__file__).parents[1]
FLASK = Path(sys.executable).parent / "flask"
PATIENCE_S = 60


class Service:
    """`flask serve` on a demo's data.

    Attributes:
        url: of the database.
        demo: what `flask demo load --json` wrote.
        started_at: when it was started last, on the monotonic clock.
    """

    def __init__(
        self, folder: Path, *, database_url: str | None = None, workers: int = 2, threads: int = 4
    ) -> None:
        self.port = free_port()
        self.url = database_url or f"sqlite:///{folder / 'ro-nguon.db'}"
        self._environment = {
            name: value for name, value in os.environ.items() if not name.startswith("RONGUON_")
        } | {
            "FLASK_APP": "wsgi:app",
            "RONGUON_DATA_DIR": str(folder),
            "RONGUON_DATABASE_URL": self.url,
            "RONGUON_DEMO": "1",
            "RONGUON_PORT": str(self.port),
            "RONGUON_WORKERS": str(workers),
            "RONGUON_THREADS": str(threads),
            "RONGUON_RATE_API": "99999999/second",
            "RONGUON_RATE_PUBLIC": "99999999/second",
            "RONGUON_LOG_LEVEL": "error",
        }
        self._said = folder / "said"
        self._process: subprocess.Popen[bytes] | None = None
        self.started_at = time.monotonic()
        self.flask("init")
        self.demo: dict[str, Any] = json.loads(self.flask("demo", "load", "--json"))

    @property
    def group(self) -> int:
        """The process group of a server that runs."""
        assert self._process is not None
        return self._process.pid

    @property
    def token(self) -> str:
        found: str = self.demo["cooperatives"][0]["token"]
        return found

    def start(self) -> None:
        self.started_at = time.monotonic()
        with self._said.open("ab") as said:  # what the killed ones said stays: a fault may be told of later
            self._process = subprocess.Popen(
                [FLASK, "serve"],
                cwd=ROOT,
                env=self._environment,
                stdout=said,
                stderr=subprocess.STDOUT,
                start_new_session=True,
            )

    def wait_until_ready(self) -> None:
        """Return when `/readyz` says so.

        Raises:
            TimeoutError, RuntimeError: it never did, or the server ended; what it said stands in it.
        """
        deadline = time.monotonic() + PATIENCE_S
        while time.monotonic() < deadline:
            if self._process is None or self._process.poll() is not None:
                status = self._process.returncode if self._process else None
                raise RuntimeError(f"the server ended with {status}: {self._said.read_text()}")
            with contextlib.suppress(OSError, http.client.HTTPException):
                if ask(self.port, "GET", "/readyz").status == 200:
                    return
            time.sleep(0.02)
        said = self._said.read_text()
        raise TimeoutError(f"port {self.port} was not ready within {PATIENCE_S} s: {said}")

    def end(self, how: signal.Signals = signal.SIGTERM) -> None:
        """Send a signal to every process of the group that was started here, and wait until the port is silent."""
        if self._process is None:
            return
        for signal_sent in (how, signal.SIGKILL):
            with contextlib.suppress(ProcessLookupError):  # it ended by itself, and was told of before
                os.killpg(self._process.pid, signal_sent)
            try:
                self._process.wait(PATIENCE_S)
            except subprocess.TimeoutExpired:
                os.killpg(self._process.pid, signal.SIGKILL)  # leave nothing behind for the next test
                self._process.wait()
                raise
        self._process = None
        deadline = time.monotonic() + PATIENCE_S
        while time.monotonic() < deadline:
            try:
                socket.create_connection(("127.0.0.1", self.port), 1).close()
            except OSError:
                return
            time.sleep(0.01)
        raise TimeoutError(f"port {self.port} still answers")

    def told_of(self, answer: Answer) -> str:
        """What the service's log says of the request that was answered so."""
        request_id = answer.headers.get("x-request-id", "")
        lines = self._said.read_text(errors="replace").splitlines()
        return "\n".join(line for line in lines if request_id and request_id in line)

    def flask(self, *words: str, **elsewhere: str) -> str:
        """Run a command beside the service, or with other settings, and answer what it wrote on stdout.

        Raises:
            AssertionError: it failed.
        """
        done = subprocess.run(
            [FLASK, *words],
            cwd=ROOT,
            env=self.environment(**elsewhere),
            check=False,
            capture_output=True,
            text=True,
        )
        if done.returncode:
            raise AssertionError(
                f"flask {words[0]} ended with {done.returncode}: {done.stderr.strip()[-500:]}"
            )
        return done.stdout

    def environment(self, **elsewhere: str) -> dict[str, str]:
        """The variables of the service; keyword arguments are settings without their prefix."""
        return self._environment | {f"RONGUON_{name}": value for name, value in elsewhere.items()}


@contextmanager
def durable_postgresql() -> Iterator[str]:
    """The URL of an empty database on a server of our own, which waits for the disk."""
    binaries = find_binaries()
    if binaries is None:
        raise SystemExit("PostgreSQL's server binaries (initdb, pg_ctl) are not on this machine")
    with running_server(binaries, fsync=True) as url:
        yield f"{url}/postgres"
