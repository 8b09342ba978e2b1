"""`make bench-register`: durable registrations a second, beside a bare Flask route in the same run.

Eight clients on kept-alive connections, the same server, workers and threads, the same journal and
synchronous=FULL, or the same PostgreSQL; rounds alternate so that a busy machine slows both. The clients
share the machine's cores with both. The bar is a ratio of 0.35.
"""

import itertools
import os
import socket
import statistics
import subprocess
import sys
import tempfile
import threading
import time
import uuid
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path

from bench.loads import read_answer
from proof.asking import ask
from proof.registering import harvest
from proof.service import ROOT, Service, durable_postgresql
from tests.ports import free_port

CLIENTS = 8
WORKERS = 2
THREADS = 4
BAR = 0.35

_rounds = itertools.count(0, 1_000_000)


@dataclass(frozen=True, kw_only=True, slots=True)
class Side:
    """One of the two that are compared.

    Attributes:
        path: of the POST.
        body: of the nth request.
        headers: that all requests carry.
        status: that each answer has.
    """

    port: int
    path: str
    body: Callable[[int], bytes]
    headers: str = ""
    has_key: bool = False
    status: int = 201

    def request(self, number: int) -> bytes:
        body = self.body(number)
        key = f"Idempotency-Key: {uuid.uuid4()}\r\n" if self.has_key else ""
        head = (
            f"POST {self.path} HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Type: application/json\r\n"
            f"{self.headers}{key}Content-Length: {len(body)}\r\n\r\n"
        )
        return head.encode() + body


def rate(side: Side, seconds: float) -> float:
    """Requests a second that eight clients get answered as they should be."""
    first = next(_rounds)
    counts = [0] * CLIENTS
    failures: list[BaseException] = []
    ends = time.perf_counter() + seconds

    def call(client: int) -> None:
        try:
            with socket.create_connection(("127.0.0.1", side.port)) as connection:
                number = first + client
                while time.perf_counter() < ends:
                    connection.sendall(side.request(number))
                    read_answer(connection, side.status)
                    counts[client] += 1
                    number += CLIENTS
        except BaseException as error:  # noqa: BLE001 - told below
            failures.append(error)

    began = time.perf_counter()
    threads = [threading.Thread(target=call, args=(client,)) for client in range(CLIENTS)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    if failures:
        raise failures[0]
    return sum(counts) / (time.perf_counter() - began)


def compare(ours: Side, bare: Side, *, rounds: int, seconds: float) -> tuple[float, float]:
    """The medians of both, measured in turn after a round that does not count."""
    found: dict[str, list[float]] = {"ours": [], "bare": []}
    for number in range(rounds + 1):
        for name, side in (("ours", ours), ("bare", bare)):
            measured = rate(side, seconds if number else 1)
            if number:
                found[name].append(measured)
    return statistics.median(found["ours"]), statistics.median(found["bare"])


@contextmanager
def both(folder: Path, url: str | None, *, has_key: bool) -> Iterator[tuple[Side, Side]]:
    """The service and the bare route, on databases of their own."""
    service = Service(folder, database_url=url, workers=WORKERS, threads=THREADS)
    service.start()
    port = free_port()
    environment = os.environ | {
        "BARE_DATABASE": url.replace("+psycopg", "") if url else str(folder / "bare.db"),
        "BARE_PORT": str(port),
        "BARE_WORKERS": str(WORKERS),
        "BARE_THREADS": str(THREADS),
    }
    bare = subprocess.Popen([sys.executable, "-m", "bench.bare"], cwd=ROOT, env=environment)
    try:
        service.wait_until_ready()
        wait_for(port)
        demo = service.demo
        yield (
            Side(
                port=service.port,
                path="/api/v1/batches",
                body=lambda number: harvest(demo, number),
                headers=f"Authorization: Bearer {service.token}\r\n",
                has_key=has_key,
            ),
            Side(port=port, path="/rows", body=lambda number: harvest(demo, number)),
        )
    finally:
        bare.terminate()
        bare.wait(30)
        service.end()


def main() -> None:
    rounds, seconds = int(os.environ.get("ROUNDS", "5")), float(os.environ.get("SECONDS_EACH", "4"))
    print(f"{CLIENTS} clients, {WORKERS} workers x {THREADS} threads, {rounds} rounds of {seconds:g} s each")
    print(f"{'database':<12} {'Idempotency-Key':<16} {'service/s':>10} {'bare/s':>10} {'ratio':>7}")
    worst = 1.0
    for database in os.environ.get("DATABASES", "SQLite PostgreSQL").split():
        for has_key in (False, True):
            with ExitStack() as stack:
                folder = Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="ro-nguon-bench-")))
                url = stack.enter_context(durable_postgresql()) if database == "PostgreSQL" else None
                ours, bare = compare(
                    *stack.enter_context(both(folder, url, has_key=has_key)), rounds=rounds, seconds=seconds
                )
            worst = min(worst, ours / bare)
            key = "with" if has_key else "without"
            print(f"{database:<12} {key:<16} {ours:>10.0f} {bare:>10.0f} {ours / bare:>7.2f}", flush=True)
    if worst < BAR:
        raise SystemExit(f"under the bar of {BAR}")


def wait_for(port: int) -> None:
    deadline = time.monotonic() + 30
    while time.monotonic() < deadline:
        try:
            ask(port, "GET", "/")
        except OSError:
            time.sleep(0.05)
        else:
            return
    raise TimeoutError(f"port {port} did not answer")


if __name__ == "__main__":
    main()
