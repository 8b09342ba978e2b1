"""`make bench-resolver`: redirects of Digital Links a second, beside a bare Flask redirect in the same run.

Eight clients on kept-alive connections, the same server, workers and threads; rounds alternate so that a busy machine
slows both. The clients share the machine's cores with both. Warm: each label has been asked for before. The service
checks each link as a whole, counts its caller, and answers with all headers of the standard and of its own; the bare
route does none of that. Measured beside it: the processor time of both, which other work on the machine does not
change. The bar is a ratio of 0.5.
"""

import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import urlsplit

from bench.register import CLIENTS, THREADS, WORKERS, Side, rate, wait_for
from proof.service import ROOT, Service
from tests.ports import free_port

BAR = 0.5
TICKS = os.sysconf("SC_CLK_TCK")


class Asking(Side):
    """A side that is asked for the path, by whoever takes any type of answer."""

    def request(self, number: int) -> bytes:
        return (
            f"GET {self.path} HTTP/1.1\r\nHost: 127.0.0.1\r\nAccept: */*\r\nAccept-Language: vi,en;q=0.8\r\n\r\n"
        ).encode()


@contextmanager
def both(folder: Path) -> Iterator[tuple[tuple[Asking, int], tuple[Asking, int]]]:
    """The service and the bare route, each with the process that its server's processes are of."""
    service = Service(folder, workers=WORKERS, threads=THREADS)
    service.start()
    port = free_port()
    given = {"BARE_PORT": str(port), "BARE_WORKERS": str(WORKERS), "BARE_THREADS": str(THREADS)}
    bare = subprocess.Popen(
        [sys.executable, "-m", "bench.bare_redirect"],
        cwd=ROOT,
        env=os.environ | given,
        start_new_session=True,
    )
    try:
        service.wait_until_ready()
        wait_for(port)
        path = next(
            path for url in service.demo["scan_urls"] if (path := urlsplit(url).path).startswith("/01/")
        )
        sides = [
            Asking(port=found, path=path, body=lambda _number: b"", status=307)
            for found in (service.port, port)
        ]
        yield (sides[0], service.group), (sides[1], bare.pid)
    finally:
        bare.terminate()
        bare.wait(30)
        service.end()


def processor_s(group: int) -> float:
    """Seconds of processor time that the processes of a group have used."""
    total = 0
    for stat in Path("/proc").glob("[0-9]*/stat"):
        try:
            fields = stat.read_text().rpartition(")")[2].split()
        except OSError:
            continue  # ended meanwhile
        if int(fields[2]) == group:
            total += int(fields[11]) + int(fields[12])
    return total / TICKS


def measure(side: Asking, group: int, seconds: float) -> tuple[float, float]:
    """Redirects a second, and microseconds of processor time for each."""
    before = processor_s(group)
    found = rate(side, seconds)
    return found, (processor_s(group) - before) / (found * seconds) * 1_000_000


def main() -> None:
    rounds, seconds = int(os.environ.get("ROUNDS", "5")), float(os.environ.get("SECONDS_EACH", "4"))
    print(f"{CLIENTS} clients, {WORKERS} workers x {THREADS} threads, {rounds} rounds of {seconds:g} s each")
    with tempfile.TemporaryDirectory(prefix="ro-nguon-bench-") as folder, both(Path(folder)) as (ours, bare):
        for side, _ in (ours, bare):
            rate(side, 1)
        found = [(measure(*ours, seconds), measure(*bare, seconds)) for _ in range(rounds)]
    middle = len(found) // 2
    ratio = sorted(one[0] / other[0] for one, other in found)[middle]
    cpu = sorted(other[1] / one[1] for one, other in found)[middle]
    for name, at in (("service", 0), ("bare", 1)):
        rates, costs = zip(*(pair[at] for pair in found), strict=True)
        print(
            f"{name:<8} {sorted(rates)[middle]:>8.0f}/s {sorted(costs)[middle]:>8.0f} µs of processor time each"
        )
    print(f"ratio of redirects a second {ratio:.2f}, of processor time {cpu:.2f}")
    if ratio < BAR:
        raise SystemExit(f"under the bar of {BAR}")


if __name__ == "__main__":
    main()
