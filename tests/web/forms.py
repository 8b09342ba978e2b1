"""A person at a screen: forms are sent with the CSRF token of their page."""

import re

from flask.testing import FlaskClient
from werkzeug.test import TestResponse

HTTPS = "https://localhost"


def submit(client: FlaskClient, path: str, *, form: str | None = None, **fields: str) -> TestResponse:
    """Fill the form of a page and send it, with the page's CSRF token."""
    page = client.get(form or path, base_url=HTTPS).text
    token = re.search(r'name="csrf_token"[^>]*value="([^"]+)"', page)
    assert token is not None, page
    return client.post(
        path, data={"csrf_token": token[1], **fields}, base_url=HTTPS, headers={"Referer": f"{HTTPS}{path}"}
    )


def csrf_headers(client: FlaskClient) -> dict[str, str]:
    """What a script of our own page sends along."""
    token = re.search(r'name="csrf_token"[^>]*value="([^"]+)"', client.get("/account", base_url=HTTPS).text)
    assert token is not None
    return {"X-CSRFToken": token[1], "Referer": HTTPS}
