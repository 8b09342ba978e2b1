"""The peer of `make bench-resolver`: a bare Flask route that redirects, on the same server. It looks nothing up."""

import os

from flask import Flask, redirect
from werkzeug import Response

app = Flask(__name__)


@app.get("/01/<gtin>/21/<serial>")
def digital_link(gtin: str, serial: str) -> Response:
    return redirect(f"https://nguon.example.vn/t/{serial}", code=307)


def serve() -> None:
    """Serve with the options of `flask serve`."""
    from granian import Granian  # noqa: PLC0415
    from granian.constants import Interfaces  # noqa: PLC0415

    Granian(
        "bench.bare_redirect:app",
        address="127.0.0.1",
        port=int(os.environ["BARE_PORT"]),
        interface=Interfaces.WSGI,
        workers=int(os.environ["BARE_WORKERS"]),
        blocking_threads=int(os.environ["BARE_THREADS"]),
        log_level="warning",  # type: ignore[arg-type]
        respawn_failed_workers=True,
    ).serve()


if __name__ == "__main__":
    serve()
