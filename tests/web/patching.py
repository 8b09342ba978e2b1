"""Changing a resource as a program does: read it, then PATCH what was read."""

from typing import Any

from werkzeug.test import TestResponse

from tests.web.conftest import Caller


def patch(caller: Caller, path: str, body: dict[str, Any]) -> TestResponse:
    """PATCH with the ETag of the resource as it is now."""
    return patch_if(caller, path, body, caller.get(path).headers["ETag"])


def patch_if(caller: Caller, path: str, body: dict[str, Any], etag: str | None) -> TestResponse:
    """PATCH with an ETag that somebody says they read, or without any."""
    headers = {"Authorization": f"Bearer {caller.token}"} | ({"If-Match": etag} if etag else {})
    return caller.client.patch(path, json=body, headers=headers)
