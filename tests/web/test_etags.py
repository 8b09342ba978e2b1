"""ETags: what is known is not sent again, and a change proves what it has read."""

from typing import Any

import pytest
from werkzeug.test import TestResponse

from tests.builders import Cooperative
from tests.web.callers import Caller

BATCHES = "/api/v1/batches"
ORGANISATIONS = "/api/v1/organisations"


def test_what_has_not_changed_is_not_sent_again(manager: Caller, harvest: dict[str, Any]) -> None:
    """A strong ETag of a resource and of a list; who has it gets 304 without a body."""
    batch = manager.post(BATCHES, json=harvest).get_json()

    for path in (batch["links"]["self"], BATCHES, f"{batch['links']['self']}/events"):
        first = manager.get(path)
        etag = first.headers["ETag"]
        again = manager.get(path, headers={"If-None-Match": f'"other", {etag}'})

        assert not etag.startswith("W/")
        assert (again.status_code, again.data, again.headers["ETag"]) == (304, b"", etag)
        assert manager.get(path, headers={"If-None-Match": '"other"'}).status_code == 200


def own(manager: Caller, cooperative: Cooperative) -> tuple[str, str]:
    """The path of the caller's organisation and its ETag."""
    path = f"{ORGANISATIONS}/{cooperative.organisation.id}"
    return path, manager.get(path).headers["ETag"]


def patch(manager: Caller, path: str, body: dict[str, Any], etag: str | None) -> TestResponse:
    """A change of what somebody says they read."""
    headers = {"Authorization": f"Bearer {manager.token}"} | ({"If-Match": etag} if etag else {})
    return manager.client.patch(path, json=body, headers=headers)


def test_a_change_proves_what_it_has_read(manager: Caller, cooperative: Cooperative) -> None:
    """428 without If-Match, 412 with a stale one; with the right one it is done and answers the next ETag."""
    path, etag = own(manager, cooperative)

    missing = patch(manager, path, {"name": "HTX Phú Hựu"}, None)
    done = patch(manager, path, {"name": "HTX Phú Hựu"}, etag)
    stale = patch(manager, path, {"name": "HTX Khác"}, etag)

    assert (missing.status_code, missing.get_json()["code"]) == (428, "precondition-required")
    assert (done.status_code, done.get_json()["name"]) == (200, "HTX Phú Hựu")
    assert done.headers["ETag"] == own(manager, cooperative)[1] != etag
    assert (stale.status_code, stale.get_json()["code"]) == (412, "precondition-failed")
    assert manager.get(path).get_json()["name"] == "HTX Phú Hựu"


@pytest.mark.parametrize("etag", ['W/"{}"', "{}x", '"', "nonsense"])
def test_a_weak_or_broken_tag_changes_nothing(manager: Caller, cooperative: Cooperative, etag: str) -> None:
    """Only the strong tag, or `*`, is what was read (RFC 9110, 13.1.1)."""
    path, right = own(manager, cooperative)

    assert patch(manager, path, {"name": "HTX"}, etag.format(right.strip('"'))).status_code == 412
    assert patch(manager, path, {"name": "HTX"}, "*").status_code == 200
