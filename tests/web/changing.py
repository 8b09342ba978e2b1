"""A change over the API as a careful client makes it: with the ETag of what it has just read."""

from typing import Any

from werkzeug.test import TestResponse

from tests.web.callers import Caller


def change(caller: Caller, path: str, **body: Any) -> TestResponse:
    headers = {
        "Authorization": f"Bearer {caller.token}",
        "If-Match": caller.get(path).headers["ETag"],
    }
    return caller.client.patch(path, json=body, headers=headers)
