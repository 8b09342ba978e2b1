"""`make bench-scan`: label pages a second beside a bare Flask "hello" on the same server in the same run.

Warm: what a process keeps holds. Cold: the page is made, its second is over, and the database is asked whether it still
holds: what a process does for each label once a second, here at every look. Read and made: nothing is kept, all is read
from the database and the page is made of it, as for the first look at a batch in a process. Among a thousand batches
and a million, and behind nginx with deploy/nginx.conf. Rounds of both sides alternate; what counts are the medians of
ratios. The clients share the machine's cores with all.
"""

import os
import random
import statistics
import subprocess
import sys
import tempfile
import time
import uuid
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path

from app.db import transaction
from app.secrets import label_keys
from batches.base import new_id
from batches.harvest.model import Batch
from bench.bulk import CHAIN, HARVESTS, batch_key
from bench.loads import CLIENTS, Load, load
from bench.report import Row, show, write_section
from bench.trace import SMALL, Store, store
from labels.codes.codes import derive_run_key, make_code
from labels.runs.model import PrintRun
from proof.asking import ask
from proof.service import ROOT
from tests.builders import make_cooperative, make_run
from tests.conftest import BASE_URL, NOW
from tests.nginx import find_nginx, running_nginx
from tests.ports import free_port

WORKERS, THREADS = 2, 4
PAGES = 100  # labels of as many batches, drawn at random
WARM_UPS = 8  # looks at each, so that each process has had its own
NGINX_CLIENTS = 32  # eight wait for each other on the way through two servers, and leave the cores idle
WARM_BAR, ANEW_BAR, SIZE_BAR, NGINX_BAR = 0.7, 0.12, 1.2, 10_000


@dataclass(frozen=True, kw_only=True, slots=True)
class Server:
    port: int
    process_id: int


@contextmanager
def serving(kind: str, folder: Path, url: str = "") -> Iterator[Server]:
    """Serve with the words of `flask serve`."""
    port = free_port()
    metrics = folder / f"metrics-{kind}-{port}"
    metrics.mkdir(parents=True)
    environment = {name: value for name, value in os.environ.items() if not name.startswith("RONGUON_")} | {
        "BENCH_SCAN": kind,
        "PROMETHEUS_MULTIPROC_DIR": str(metrics),
        "RONGUON_DATA_DIR": str(folder),
        "RONGUON_DATABASE_URL": url or f"sqlite:///{folder / 'none.db'}",
        "RONGUON_LABEL_BASE_URL": BASE_URL,
        "RONGUON_RATE_PUBLIC": "99999999/second",
        "RONGUON_TRUSTED_PROXIES": "1",
        "RONGUON_WORKERS": str(WORKERS),
    }
    words = [
        *(sys.executable, "-m", "granian", "--interface", "wsgi", "--host", "127.0.0.1", "--port", str(port)),
        *("--workers", str(WORKERS), "--blocking-threads", str(THREADS), "--log-level", "warning", "--no-ws"),
        "bench.scan_apps:app",
    ]
    with (folder / f"said-{kind}-{port}").open("wb") as said:
        process = subprocess.Popen(words, cwd=ROOT, env=environment, stdout=said, stderr=said)
    try:
        _wait_for(port)
        yield Server(port=port, process_id=process.pid)
    finally:
        process.terminate()
        process.wait(30)


def print_labels(asked: Store) -> list[str]:
    """The paths of labels of batches drawn at random: runs copied from a real one, a label each."""
    draw = random.Random(11)
    with asked.app.app_context(), transaction() as session:
        keys, cooperative = label_keys(), make_cooperative(session, gtin=None)
        one = make_run(session, cooperative, keys, now=NOW)
        told = {column.key: getattr(one, column.key) for column in PrintRun.__mapper__.column_attrs}
        chains = [draw.randrange(asked.batches // CHAIN) for _ in range(PAGES)]
        places = {(chain, draw.randrange(1, HARVESTS)) for chain in chains}
        codes = []
        for number, (chain, place) in enumerate(sorted(places), 1):
            batch = session.get_one(Batch, uuid.UUID(batch_key(chain, place)))
            given = {"id": new_id(), "number": number, "batch_id": batch.id, "open_days": None}
            session.add(PrintRun(**{**told, **given, "organisation_id": batch.organisation_id}))
            run_key = derive_run_key(keys.get(one.key_id), one.key_id, number)
            codes.append(make_code(run_key, number, 1))
    draw.shuffle(codes)
    return [f"/t/{code}?lang=vi" for code in codes]


@dataclass(frozen=True, kw_only=True, slots=True)
class Found:
    """Medians of rounds: our own figures, and how they compare with the bare server's beside them."""

    ours: Load
    bare: Load

    @property
    def ratio(self) -> float:
        return self.ours.per_second / self.bare.per_second

    @property
    def cpu_ratio(self) -> float:
        return self.bare.cpu_us / self.ours.cpu_us


def compare(ours: Callable[[], Load], bare: Callable[[], Load], rounds: int) -> Found:
    """In turn, after a round of each that does not count."""
    found: tuple[list[Load], list[Load]] = ([], [])
    for number in range(rounds + 1):
        for side, measure in enumerate((ours, bare)):
            met = measure()
            if number:
                found[side].append(met)
    return Found(ours=_median(found[0]), bare=_median(found[1]))


def _median(loads: Sequence[Load]) -> Load:
    return Load(
        per_second=statistics.median(one.per_second for one in loads),
        p99_ms=statistics.median(one.p99_ms for one in loads),
        cpu_us=statistics.median(one.cpu_us for one in loads),
    )


def size_rows(
    asked: dict[int, tuple[Store, list[str]]], hello: Server, rounds: int, seconds: float
) -> Iterator[Row]:
    """Each kind of look among few and among many batches, beside the bare route; then the many beside the few."""
    with ExitStack() as stack:
        looks: dict[tuple[str, int], Callable[[], Load]] = {}
        for batches, (one, paths) in asked.items():
            for kind in ("warm", "anew", "first"):
                server = stack.enter_context(serving(kind, one.folder, one.url))
                for path in paths * (1 if kind == "first" else WARM_UPS):
                    ask(server.port, "GET", path)
                looks[kind, batches] = _look(server, paths, seconds)
                if kind == "warm":
                    looks["warm, one label", batches] = _look(server, paths[:1], seconds)
        for (kind, batches), look in looks.items():
            found = compare(look, _look(hello, ["/"], seconds), rounds)
            yield from _rows(f"{_NAMES[kind]}, of {batches:,} batches", found, _BARS.get(kind))
        few, many = asked
        for kind in ("warm", "anew", "first"):
            found = compare(looks[kind, few], looks[kind, many], rounds)
            what = f"{_NAMES[kind]}: {few:,} batches beside {many:,}, servers' CPU"
            yield Row(what=what, met=found.bare.cpu_us / found.ours.cpu_us, most=SIZE_BAR)


def nginx_rows(one: Store, path: str, folder: Path, rounds: int, seconds: float) -> Iterator[Row]:
    """Pages a second through nginx, all on the same cores: nginx, the service and the clients."""
    if find_nginx() is None:
        yield Row(what="Behind nginx, a label", met=None, note="nginx is not on this machine")
        return
    with ExitStack() as stack:
        server = stack.enter_context(serving("warm", one.folder, one.url))
        port = stack.enter_context(running_nginx(folder / "nginx", server.port, tls=False, workers=2))
        for _ in range(WARM_UPS):
            ask(port, "GET", path)
        looks = (load(port, [path], seconds, [server.process_id], NGINX_CLIENTS) for _ in range(rounds))
        found = _median(list(looks))
        yield Row(
            what="Behind nginx, a label",
            met=found.per_second,
            unit="pages/s",
            least=NGINX_BAR,
            note=f"{NGINX_CLIENTS} clients; p99 {found.p99_ms:.1f} ms; service {found.cpu_us:.0f} µs of CPU",
        )


def _look(server: Server, paths: Sequence[str], seconds: float) -> Callable[[], Load]:
    return lambda: load(server.port, paths, seconds, [server.process_id])


_NAMES = {
    "warm": f"Warm, labels of {PAGES} batches",
    "warm, one label": "Warm, one label",
    "anew": "Cold: made, asked for anew",
    "first": "Read and made",
}
_BARS = {"warm, one label": WARM_BAR, "anew": ANEW_BAR}


def _rows(what: str, found: Found, bar: float | None) -> Iterator[Row]:
    note = (
        f"{found.ours.per_second:,.0f} of {found.bare.per_second:,.0f} pages/s; "
        f"p99 {found.ours.p99_ms:.1f} of {found.bare.p99_ms:.1f} ms; "
        f"CPU {found.ours.cpu_us:.0f} of {found.bare.cpu_us:.0f} µs: {found.cpu_ratio:.2f}"
    )
    yield Row(what=what, met=found.ratio, least=bar, note=note)


TOLD = (
    f"{CLIENTS} clients, granian with {WORKERS} workers x {THREADS} threads, SQLite, logs at `info`; ratios of pages a "
    'second to a bare Flask route that says "hello". Cold is a page whose second is over at every look, so that the '
    "database is asked each time whether it still holds; read and made is the first look at a batch in a process."
)


def main() -> None:
    rounds, seconds = int(os.environ.get("ROUNDS", "5")), float(os.environ.get("SECONDS_EACH", "4"))
    size, rows = int(os.environ.get("SIZE", "1000000")), []
    with ExitStack() as stack:
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="ro-nguon-bench-")))
        asked = {}
        for batches in (SMALL, size):
            url = f"sqlite:///{folder / f'{batches}.db'}"
            one = stack.enter_context(store(folder / str(batches), url, batches=batches))
            asked[batches] = (one, print_labels(one))
        few, paths = asked[SMALL]
        hello = stack.enter_context(serving("hello", folder / "hello"))
        for row in (
            *size_rows(asked, hello, rounds, seconds),
            *nginx_rows(few, paths[0], folder, rounds, seconds),
        ):
            show(row)
            rows.append(row)
    write_section("Scan pages: `make bench-scan`", rows, TOLD)
    missed = [row.what for row in rows if row.is_missed]
    if missed:
        raise SystemExit(f"missed: {'; '.join(missed)}")


def _wait_for(port: int) -> None:
    deadline = time.monotonic() + 60
    while time.monotonic() < deadline:
        try:
            if ask(port, "GET", "/").status == 200:
                return
        except OSError:
            pass
        time.sleep(0.05)
    raise TimeoutError(f"port {port} did not answer")


if __name__ == "__main__":
    main()
