"""Load on a web server and what it costs: wrk where it is installed, else threads of our own."""

import os
import re
import shutil
import socket
import subprocess
import tempfile
import threading
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

CLIENTS = 8
HEADERS = {
    "User-Agent": "Mozilla/5.0 (Linux; Android 14) AppleWebKit/537.36 Chrome/140.0 Mobile Safari/537.36",
    "Accept": "text/html,application/xhtml+xml,*/*;q=0.8",
    "Accept-Encoding": "gzip, deflate, br, zstd",
    "Accept-Language": "vi-VN,vi;q=0.9",
}
"""As a phone sends them."""

_LENGTH = re.compile(rb"content-length: (\d+)", re.IGNORECASE)
_SCRIPT = """local paths, n = {}, 0
for line in io.lines("%s") do paths[#paths + 1] = line end
request = function() n = n + 1; return wrk.format("GET", paths[(n - 1) %% #paths + 1]) end
"""
_UNITS_MS = {"us": 0.001, "ms": 1.0, "s": 1000.0}
_TICKS = os.sysconf("SC_CLK_TCK")


@dataclass(frozen=True, kw_only=True, slots=True)
class Load:
    """What was answered; `cpu_us` is the servers' own time for one answer, which a busy machine does not stretch."""

    per_second: float
    p99_ms: float
    cpu_us: float


def load(
    port: int, paths: Sequence[str], seconds: float, process_ids: Sequence[int], clients: int = CLIENTS
) -> Load:
    """Ask for the paths in turn, over so many kept connections, until the time is over.

    Raises:
        AssertionError: an answer is not 200.
    """
    before, began = _cpu_s(process_ids), time.perf_counter()
    by_wrk = shutil.which("wrk")
    per_second, p99_ms = (
        _by_wrk(by_wrk, port, paths, seconds, clients)
        if by_wrk
        else _by_threads(port, paths, seconds, clients)
    )
    answers = per_second * (time.perf_counter() - began if not by_wrk else seconds)
    return Load(
        per_second=per_second, p99_ms=p99_ms, cpu_us=(_cpu_s(process_ids) - before) / max(1.0, answers) * 1e6
    )


def _by_wrk(wrk: str, port: int, paths: Sequence[str], seconds: float, clients: int) -> tuple[float, float]:
    with tempfile.TemporaryDirectory(prefix="ro-nguon-wrk-") as folder:
        (Path(folder) / "paths").write_text("\n".join(paths))
        script = Path(folder) / "paths.lua"
        script.write_text(_SCRIPT % (Path(folder) / "paths"))
        words = ["-t1", f"-c{clients}", f"-d{max(1, round(seconds))}s", "--latency", "-s", str(script)]
        told = [word for name, value in HEADERS.items() for word in ("-H", f"{name}: {value}")]
        said = subprocess.run(
            [wrk, *words, *told, f"http://127.0.0.1:{port}"], check=True, capture_output=True, text=True
        ).stdout
    if "Non-2xx" in said or "Socket errors" in said:
        raise AssertionError(f"expected 200 alone: {said}")
    rate, p99 = re.search(r"Requests/sec:\s+([\d.]+)", said), re.search(r"99%\s+([\d.]+)(us|ms|s)", said)
    if rate is None or p99 is None:
        raise AssertionError(said)
    return float(rate[1]), float(p99[1]) * _UNITS_MS[p99[2]]


def _by_threads(port: int, paths: Sequence[str], seconds: float, clients: int) -> tuple[float, float]:
    took: list[list[float]] = [[] for _ in range(clients)]
    failures: list[BaseException] = []
    ends = time.perf_counter() + seconds

    def call(client: int) -> None:
        try:
            with socket.create_connection(("127.0.0.1", port)) as connection:
                number = client
                while (began := time.perf_counter()) < ends:
                    path = paths[number % len(paths)]
                    told = "".join(f"{name}: {value}\r\n" for name, value in HEADERS.items())
                    connection.sendall(f"GET {path} HTTP/1.1\r\nHost: 127.0.0.1\r\n{told}\r\n".encode())
                    read_answer(connection)
                    took[client].append(time.perf_counter() - began)
                    number += clients
        except BaseException as error:  # noqa: BLE001 - told below
            failures.append(error)

    threads = [threading.Thread(target=call, args=(client,)) for client in range(clients)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    if failures:
        raise failures[0]
    every = sorted(one for client in took for one in client)
    return len(every) / seconds, every[int(len(every) * 0.99)] * 1000


def read_answer(connection: socket.socket, status: int = 200) -> None:
    """Read a whole answer off a kept connection.

    Raises:
        AssertionError: it has another status, or does not tell its length.
        ConnectionError: the server hung up.
    """
    content = connection.recv(65536)
    while b"\r\n\r\n" not in content:
        content += _more(connection)
    head, _, body = content.partition(b"\r\n\r\n")
    length = _LENGTH.search(head)
    if not head.startswith(f"HTTP/1.1 {status}".encode()) or length is None:
        raise AssertionError(f"expected {status} with its length, got {content[:300]!r}")
    left = int(length[1]) - len(body)
    while left > 0:
        left -= len(_more(connection))


def _more(connection: socket.socket) -> bytes:
    found = connection.recv(65536)
    if not found:
        raise ConnectionError("the server hung up")
    return found


def _cpu_s(process_ids: Sequence[int]) -> float:
    """Of processes and those that they started."""
    wanted, ticks = set(process_ids), 0
    parents = {}
    for stat in Path("/proc").glob("[0-9]*/stat"):
        try:
            fields = stat.read_text().rpartition(")")[2].split()
        except OSError:
            continue
        parents[int(stat.parent.name)] = (int(fields[1]), int(fields[11]) + int(fields[12]))
    for process_id, (_, spent) in parents.items():
        asked = process_id
        while asked in parents and asked not in wanted:
            asked = parents[asked][0]
        ticks += spent if asked in wanted else 0
    return ticks / _TICKS
