"""Flask, without what it does for each request and nobody here needs: a tenth of a redirect's time."""

from collections.abc import Callable
from typing import Any

from flask import Flask, Request
from flask.sessions import SecureCookieSession, SecureCookieSessionInterface


class QuietSessions(SecureCookieSessionInterface):
    """Sessions in a cookie; what verifies one is made only where there is a cookie."""

    def open_session(self, app: Flask, request: Request) -> SecureCookieSession | None:
        """The session of a request, empty without its cookie; None while no key is there."""
        if app.secret_key and self.get_cookie_name(app) not in request.cookies:
            return self.session_class()
        return super().open_session(app, request)


class Application(Flask):
    """Flask for functions that are not async: it need not ask each of them again at each call."""

    session_interface = QuietSessions()

    def ensure_sync(self, func: Callable[..., Any]) -> Callable[..., Any]:
        """The function itself."""
        return func
