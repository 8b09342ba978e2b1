"""What is counted of the running service, and `/metrics`, where Prometheus reads it with a token of its own.

Each server process writes its counts into files of DATA_DIR/metrics, which the process that is asked adds up,
those of processes that ended included. `flask serve` empties the folder first.

prometheus-client decides between files and memory when it is first imported, so that this must happen in the
server process, not in the one that starts it: hence its imports within functions.
"""

import hmac
import os
import shutil
import threading
import time
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from flask import Blueprint, Flask, Response, abort, current_app, g, request

from app.config import settings
from app.policy import public
from app.refusals import MetricsTokenWrong

if TYPE_CHECKING:
    from prometheus_client import CollectorRegistry, Counter, Histogram

FOLDER_VARIABLE = "PROMETHEUS_MULTIPROC_DIR"  # prometheus-client's own
BUCKETS_S = (0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 5.0, 10.0)
NO_ROUTE = "none"

blueprint = Blueprint("metrics", __name__)

_making = threading.Lock()


@dataclass(frozen=True, kw_only=True, slots=True)
class Metrics:
    """The counters of one application."""

    registry: "CollectorRegistry"
    requests: "Counter"
    seconds: "Histogram"
    pdf_bytes: "Counter"
    labels: "Counter"
    replays: "Counter"
    failed_logins: "Counter"
    deprecated: "Counter"
    _counted: "dict[tuple[str, str, int], tuple[Counter, Histogram]]" = field(
        default_factory=dict, init=False
    )

    def count(self, method: str, route: str, status: int, seconds: float | None) -> None:
        """Count an answer and how long it took, where that is known."""
        key = (method, route, status // 100)
        found = self._counted.get(key)
        if found is None:
            counter = self.requests.labels(method, route, f"{status // 100}xx")
            found = self._counted[key] = (counter, self.seconds.labels(method, route))
        found[0].inc()
        if seconds is not None:
            found[1].observe(seconds)


def init_metrics(app: Flask) -> None:
    """Count every request of an application."""
    app.before_request(_begin)
    app.after_request(_count)
    app.register_blueprint(blueprint)


def share_metrics(folder: Path) -> None:
    """Let the server processes that start after this add up their counts in a folder, which is emptied."""
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    os.environ[FOLDER_VARIABLE] = str(folder)


def metrics() -> Metrics:
    """The counters of the running application, made at their first use."""
    return metrics_of(current_app)


def metrics_of(app: Flask) -> Metrics:
    """The same of any application, outside a request too."""
    found: Metrics | None = app.extensions.get("ronguon.metrics")
    if found is None:
        with _making:
            found = app.extensions.setdefault("ronguon.metrics", None) or _make_metrics()
            app.extensions["ronguon.metrics"] = found
    return found


@blueprint.get("/metrics")
@public
def show_metrics() -> Response:
    """All counts in Prometheus' text form, for whoever has METRICS_TOKEN; without that setting it is not there.

    Raises:
        MetricsTokenWrong: the token is missing or another one.
    """
    from prometheus_client import CONTENT_TYPE_LATEST, generate_latest  # noqa: PLC0415

    token = settings().metrics_token
    if token is None:
        abort(404)
    given = request.headers.get("Authorization", "")
    if not hmac.compare_digest(given.encode(), f"Bearer {token}".encode()):
        raise MetricsTokenWrong
    return Response(generate_latest(_readable()), content_type=CONTENT_TYPE_LATEST)


def _make_metrics() -> Metrics:
    from prometheus_client import CollectorRegistry, Counter, Histogram  # noqa: PLC0415

    registry = CollectorRegistry()
    route = ("method", "route")
    return Metrics(
        registry=registry,
        requests=Counter(
            "ronguon_requests", "Answered requests", (*route, "status_class"), registry=registry
        ),
        seconds=Histogram(
            "ronguon_request_seconds",
            "Time until the first byte of the answer",
            route,
            registry=registry,
            buckets=BUCKETS_S,
        ),
        pdf_bytes=Counter("ronguon_label_pdf_bytes", "Bytes of label PDFs sent", registry=registry),
        labels=Counter("ronguon_labels_rendered", "Labels asked for as a PDF", registry=registry),
        replays=Counter("ronguon_idempotent_replays", "Answers given again", ("route",), registry=registry),
        failed_logins=Counter("ronguon_failed_logins", "Refused log-ins", ("reason",), registry=registry),
        deprecated=Counter(
            "ronguon_deprecated_calls", "Calls of routes that will go", ("route",), registry=registry
        ),
    )


def _readable() -> "CollectorRegistry":
    """This process's counts, or those of all where they are shared."""
    from prometheus_client import CollectorRegistry  # noqa: PLC0415
    from prometheus_client.multiprocess import MultiProcessCollector  # noqa: PLC0415

    if FOLDER_VARIABLE not in os.environ:
        return metrics().registry
    registry = CollectorRegistry()
    MultiProcessCollector(registry)  # type: ignore[no-untyped-call]
    return registry


def _begin() -> None:
    g.counted_from = time.perf_counter()


def _count(response: Response) -> Response:
    found = metrics()
    route = request.url_rule.rule if request.url_rule else NO_ROUTE
    method = request.method if request.url_rule else NO_ROUTE  # a client can invent methods
    seconds = time.perf_counter() - g.counted_from if "counted_from" in g else None
    found.count(method, route, response.status_code, seconds)
    if "Idempotency-Replayed" in response.headers:
        found.replays.labels(route).inc()
    if "Deprecation" in response.headers:
        found.deprecated.labels(route).inc()
    if response.mimetype == "application/pdf":
        response.response = _counted(found.pdf_bytes, response.response)  # type: ignore[arg-type]
    return response


def _counted(counter: "Counter", chunks: Iterable[bytes]) -> Iterator[bytes]:
    for chunk in chunks:
        counter.inc(len(chunk))
        yield chunk
