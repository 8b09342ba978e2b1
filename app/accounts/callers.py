"""Who is on the line: a bearer token, or a person's session cookie; and what their requests leave behind."""

import hmac
import uuid
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

import flask
from flask import Flask, Response, current_app, g, request
from flask_login import LoginManager, UserMixin, current_user, login_user

from app import clock
from app.accounts.audit import Trail
from app.accounts.model import ApiToken, LoginSession
from app.accounts.service import actor_of, authenticate
from app.accounts.sessions import find_session
from app.accounts.touch import touch
from app.db import db, glance, reading
from app.limits import hashed_address
from app.policy import SCOPES, Caller
from app.secrets import own_secret
from batches.actors import Actor
from batches.days import day_of

TOUCHED_EVERY = timedelta(minutes=1)


@dataclass(frozen=True, kw_only=True, slots=True)
class SignedIn(UserMixin):  # type: ignore[misc]  # Flask-Login has no types
    """A person at a screen, as Flask-Login carries them."""

    secret: str
    row: LoginSession
    actor: Actor

    def get_id(self) -> str:
        return self.secret

    @property
    def bound_to(self) -> uuid.UUID | None:
        """The one membership that a session by PIN may touch.

        Its card came from a manager, who could keep it and set the PIN, and must not reach the person's
        other organisations.
        """
        return self.row.membership_id if self.row.device_id is not None else None


class _Manager(LoginManager):  # type: ignore[misc]  # Flask-Login has no types
    def _update_remember_cookie(self, response: Response) -> Response:
        """We have no such cookie, and looking for it would make every public page vary by cookie."""
        return response


def init_accounts(app: Flask) -> None:
    """Let the policy know callers by token or session."""
    app.config["WTF_CSRF_TIME_LIMIT"] = None  # a form may stay open as long as its session
    app.extensions["ronguon.authenticate"] = authenticate_request
    manager = _Manager()
    manager.session_protection = None  # a phone changes its address all day
    manager.init_app(app, add_context_processor=False)
    manager.user_loader(load_signed_in)
    app.after_request(_touch)


def authenticate_request() -> Caller:
    """The caller of the current request; a token goes before a cookie.

    Raises:
        TokenMissing, TokenInvalid, TokenRevoked, TokenExpired: nobody we know.
    """
    authorization = request.headers.get("Authorization")
    if authorization is None:
        person = signed_in()
        if person is not None:
            return Caller(person.actor, is_session=True)
    with glance() as connection:
        row = authenticate(connection, authorization, now=clock.now())
    g.touched = (ApiToken.last_used_at, row.id, row.last_used_at)
    return Caller(actor_of(row), is_session=False)


def signed_in() -> SignedIn | None:
    """The person of the session cookie, if it has a living session."""
    if current_app.config["SESSION_COOKIE_NAME"] not in request.cookies:
        return None
    found: Any = current_user._get_current_object()
    return found if isinstance(found, SignedIn) else None


def load_signed_in(secret: str) -> SignedIn | None:
    """The person of a session's secret."""
    with reading() as session:
        row = find_session(session, secret, now=clock.now())
    if row is None:
        return None
    g.touched = (LoginSession.last_seen_at, row.id, row.last_seen_at)
    actor = Actor(
        id=row.user_id,
        organisation_id=row.membership.organisation_id if row.membership else None,
        role=row.membership.role if row.membership else "operator",
        household_code=row.membership.household_code if row.membership else None,
        scopes=SCOPES,
    )
    return SignedIn(secret=secret, row=row, actor=actor)


def remember(secret: str) -> None:
    """Put a new session into the cookie, and nothing of what was in it before."""
    flask.session.clear()
    login_user(load_signed_in(secret))


def forget() -> None:
    """Empty the cookie."""
    flask.session.clear()


def current_trail() -> Trail:
    """The trail of the current request."""
    actor: Actor | None = g.get("actor")
    now = clock.now()
    return Trail(
        source="api" if request.path.startswith("/api/") else "web",
        now=now,
        actor_id=actor.id if actor else None,
        organisation_id=actor.organisation_id if actor else None,
        request_id=g.get("request_id"),
        address_hash=keyed_hash(f"{day_of(now)} {hashed_address()}"),
    )


def keyed_hash(text: str) -> str:
    """A hash that nobody can make without the service's key."""
    return hmac.digest(own_secret("audit"), text.encode("utf-8", "replace"), "sha256").hex()[:32]


def _touch(response: Response) -> Response:
    """Tell when a token or session was last used, at most once a minute, after the request's own work."""
    if "touched" not in g or response.status_code >= 500:
        return response
    column, row_id, last = g.touched
    now: datetime = clock.now()
    if last is None or now - last >= TOUCHED_EVERY:
        touch(db.engine, column, row_id, now)
    return response
