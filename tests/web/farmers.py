"""A farmer who has logged in and is bound to a household."""

from collections.abc import Callable
from functools import partial

from flask import Flask
from werkzeug.test import TestResponse

from tests.builders import PASSWORD, Cooperative, make_user
from tests.conftest import Writing
from tests.web.forms import HTTPS, submit

Get = Callable[[str], TestResponse]


def farmer_of(app: Flask, writing: Writing, cooperative: Cooperative, household_code: str) -> Get:
    """Reads the API as the farmer's browser does."""
    with writing() as session:
        user = make_user(session, cooperative.organisation, role="farmer", household_code=household_code)
    client = app.test_client()
    assert submit(client, "/login", login=user.login_name or "", password=PASSWORD).status_code == 303
    return partial(client.get, base_url=HTTPS)
