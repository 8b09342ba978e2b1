"""Asking until a limit is met."""

from typing import Any

from flask.testing import FlaskClient

from labels.codes.codes import make_code

ADDRESS = "203.0.113.9"
ONE = {"WORKERS": "1"}
WRONG = {"Authorization": "Bearer rn_" + "0" * 36}


def statuses(client: FlaskClient, path: str, times: int, **kwargs: Any) -> list[int]:
    return [client.get(path, **kwargs).status_code for _ in range(times)]


def guess_at(code: str) -> str:
    """A code of the same run that nobody issued."""
    return code[:9] + make_code(b"\0" * 32, 1, 1)[9:]
