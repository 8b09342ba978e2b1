"""The peer of `make bench-resolver`: a bare Flask route that redirects, on the same server. It looks nothing up."""

from flask import Flask, redirect
from werkzeug import Response

from bench.bare_serving import serve

app = Flask(__name__)


@app.get("/01/<gtin>/21/<serial>")
def digital_link(gtin: str, serial: str) -> Response:
    return redirect(f"https://nguon.example.vn/t/{serial}", code=307)


if __name__ == "__main__":
    serve("bench.bare_redirect:app")
