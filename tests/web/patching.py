"""Changing a resource as a program does: read it, then PATCH what was read."""

from typing import Any

from werkzeug.test import TestResponse

from tests.web.conftest import Caller


def patch(caller: Caller, path: str, body: dict[str, Any]) -> TestResponse:
    """PATCH with the ETag of the resource as it is now."""
    read = caller.get(path)
    headers = {"Authorization": f"Bearer {caller.token}", "If-Match": read.headers["ETag"]}
    return caller.client.patch(path, json=body, headers=headers)
