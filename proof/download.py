"""`make proof-download`: a run of LABELS=100000 labels over HTTP, cut half-way, resumed by Range: the same file.

The real server draws the file and keeps nothing of it. The first download is cut in the middle, the server is killed
with -9 and started again, and the rest is asked for with `Range` and `If-Range`; then the file is fetched whole. Both
are the same bytes, and the memory of the server's processes stays flat while they go out. PG=1 takes PostgreSQL.
"""

import hashlib
import http.client
import json
import os
import signal
import sys
import tempfile
import threading
import time
from collections.abc import Callable
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path

from proof.asking import ask
from proof.service import Service, durable_postgresql

MOST_GROWTH_MB = 32  # while a file ten times as long goes out
WARM_SHARE = 10
CUT_SHARE = 0.5
BYTES_OF_ONE = 320  # about, to find the middle of a file whose length nobody knows yet
PATIENCE_S = 1800
CHUNK = 65_536
PAGE_KB = os.sysconf("SC_PAGE_SIZE") / 1024


@dataclass(frozen=True, kw_only=True, slots=True)
class Got:
    """What a download brought.

    Attributes:
        first_byte_s: until something of the body came.
        peak_mb: of all the server's processes together, meanwhile.
    """

    status: int
    headers: dict[str, str]
    body: bytes
    first_byte_s: float
    seconds: float
    peak_mb: float


@dataclass(frozen=True, kw_only=True, slots=True)
class Outcome:
    """What was measured."""

    labels: int
    cut: Got
    rest: Got
    whole: Got
    warm_mb: float

    @property
    def is_kept(self) -> bool:
        return self.is_same and self.rest.status == 206 and self.growth_mb <= MOST_GROWTH_MB

    @property
    def is_same(self) -> bool:
        return _sha(self.cut.body + self.rest.body) == _sha(self.whole.body)

    @property
    def growth_mb(self) -> float:
        return max(self.cut.peak_mb, self.rest.peak_mb, self.whole.peak_mb) - self.warm_mb

    def __str__(self) -> str:
        whole = len(self.whole.body)
        return "\n".join(
            (
                f"{self.labels:,} labels, {whole / 1e6:.1f} MB in {self.whole.seconds:.0f} s, "
                f"first byte after {self.whole.first_byte_s:.2f} s",
                f"cut after {len(self.cut.body) / whole:.0%}; the server killed and started again; resumed with "
                f"{self.rest.status} {self.rest.headers.get('content-range', '')}, "
                f"first byte after {self.rest.first_byte_s:.1f} s",
                f"the two parts are {'the same file' if self.is_same else 'ANOTHER FILE'}: {_sha(self.whole.body)}",
                f"memory of the server's processes: {self.warm_mb:.0f} MB at most for a tenth of it, "
                f"{self.growth_mb:+.0f} MB for all of it (bar: {MOST_GROWTH_MB} MB)",
            )
        )


def run(service: Service, *, labels: int) -> Outcome:
    """Fetch a run in each way; the service is started, killed and ended here."""
    service.start()
    try:
        service.wait_until_ready()
        path = _make_run(service, labels)
        few = _fetch(service, f"{path}?to={max(1, labels // WARM_SHARE)}")
        cut = _fetch(service, path, most=int(labels * BYTES_OF_ONE * CUT_SHARE))
        service.end(signal.SIGKILL)
        service.start()
        service.wait_until_ready()
        _fetch(service, f"{path}?to={max(1, labels // WARM_SHARE)}")
        asked = {"Range": f"bytes={len(cut.body)}-", "If-Range": cut.headers["etag"]}
        rest = _fetch(service, path, headers=asked)
        whole = _fetch(service, path)
    finally:
        service.end()
    return Outcome(labels=labels, cut=cut, rest=rest, whole=whole, warm_mb=few.peak_mb)


def _make_run(service: Service, labels: int) -> str:
    """The path of the PDF of a run of blank labels: they need no fruit yet."""
    body = json.dumps({"quantity": labels, "design": "fruit-a4", "stock": "a4-3x8"}).encode()
    answer = ask(
        service.port, "POST", "/api/v1/print-runs", body=body,
        Authorization=f"Bearer {service.token}", Content_Type="application/json",
    )  # fmt: skip
    if answer.status != 201:
        raise AssertionError(f"expected 201, got {answer.status}: {answer.body[:300]!r}")
    found: str = json.loads(answer.body)["links"]["labels_pdf"]
    return found


def _fetch(
    service: Service, path: str, *, most: int | None = None, headers: dict[str, str] | None = None
) -> Got:
    """A file, or its first bytes and then a connection that is closed without a word."""
    began = time.monotonic()
    connection = http.client.HTTPConnection("127.0.0.1", service.port, timeout=PATIENCE_S)
    with Watch(lambda: _resident_mb(service.group)) as watch:
        connection.request(
            "GET", path, headers={"Authorization": f"Bearer {service.token}", **(headers or {})}
        )
        answer = connection.getresponse()
        parts, size, first_byte_s = [], 0, 0.0
        while (most is None or size < most) and (part := answer.read(CHUNK)):
            first_byte_s = first_byte_s or time.monotonic() - began
            parts.append(part)
            size += len(part)
        connection.close()
    return Got(
        status=answer.status,
        headers={name.lower(): value for name, value in answer.getheaders()},
        body=b"".join(parts),
        first_byte_s=first_byte_s,
        seconds=time.monotonic() - began,
        peak_mb=watch.peak,
    )


class Watch:
    """Asks for a figure twenty times a second, and keeps the largest."""

    def __init__(self, figure: Callable[[], float]) -> None:
        self.peak = 0.0
        self._figure, self._is_over = figure, threading.Event()
        self._thread = threading.Thread(target=self._look, daemon=True)

    def __enter__(self) -> "Watch":
        self._thread.start()
        return self

    def __exit__(self, *_raised: object) -> None:
        self._is_over.set()
        self._thread.join()

    def _look(self) -> None:
        while True:
            self.peak = max(self.peak, self._figure())
            if self._is_over.wait(0.05):
                return


def _resident_mb(group: int) -> float:
    """What the processes of a group have in memory together, pages that they share counted for each."""
    total = 0
    for folder in Path("/proc").glob("[0-9]*"):
        try:
            if os.getpgid(int(folder.name)) == group:
                total += int((folder / "statm").read_text().split()[1])
        except OSError:  # it ended between the two looks
            continue
    return total * PAGE_KB / 1024


def _sha(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()


def main() -> int:
    """0 when it was the same file and memory stayed flat."""
    labels = int(os.environ.get("LABELS", "100000"))
    with ExitStack() as stack:
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory()))
        url = stack.enter_context(durable_postgresql()) if os.environ.get("PG") == "1" else None
        outcome = run(Service(folder / "data", database_url=url, workers=1), labels=labels)
    print(outcome)
    return 0 if outcome.is_kept else 1


if __name__ == "__main__":
    sys.exit(main())
