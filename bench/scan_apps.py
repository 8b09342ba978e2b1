"""What `make bench-scan` serves: a bare Flask "hello", the service, and the service with a colder memory."""

import os

from flask import Flask

hello = Flask("hello")


@hello.get("/")
def say_hello() -> str:
    return "hello"


def _served() -> Flask:
    """By BENCH_SCAN: `warm` as it is served; `anew` asks the database at each look; `first` keeps nothing at all."""
    kind = os.environ.get("BENCH_SCAN", "hello")
    if kind == "hello":
        return hello
    from app.scan.label_page import label_pages_of  # noqa: PLC0415
    from app.scan.looking import KEPT_S, looking_of  # noqa: PLC0415 - not in the bare one's process
    from wsgi import app  # noqa: PLC0415

    service: Flask = app
    if kind != "warm":
        service.config[KEPT_S] = 0.0
    if kind == "first":
        looking_of(service).keep_nothing()
        label_pages_of(service).keep_nothing()
    return service


app = _served()
