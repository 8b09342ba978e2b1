"""A farmer who has logged in and is bound to a household."""

import re
from dataclasses import dataclass
from typing import Any

from flask import Flask
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from tests.builders import PASSWORD, Cooperative, make_user
from tests.conftest import Writing
from tests.web.forms import HTTPS, submit


@dataclass(frozen=True)
class Farmer:
    """Uses the API as the farmer's browser does."""

    client: FlaskClient

    def get(self, path: str) -> TestResponse:
        return self.client.get(path, base_url=HTTPS)

    def post(self, path: str, *, json: dict[str, Any]) -> TestResponse:
        form = re.search(r'name="csrf_token"[^>]*value="([^"]+)"', self.get("/account").text)
        assert form is not None
        headers = {"X-CSRFToken": form[1], "Referer": f"{HTTPS}/account"}
        return self.client.post(path, json=json, base_url=HTTPS, headers=headers)


def log_in_farmer(app: Flask, writing: Writing, cooperative: Cooperative, household_code: str) -> Farmer:
    """A farmer of the household at their own browser."""
    with writing() as session:
        user = make_user(session, cooperative.organisation, role="farmer", household_code=household_code)
    client = app.test_client()
    assert submit(client, "/login", login=user.login_name or "", password=PASSWORD).status_code == 303
    return Farmer(client)
