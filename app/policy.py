"""Who may do what: declared on the route, enforced here before anything is parsed, denied by default."""

import uuid
from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass
from functools import wraps
from typing import Any, TypeVar

from flask import Flask, current_app, g, request
from flask_wtf.csrf import validate_csrf
from wtforms import ValidationError

from app.account_refusals import CsrfTokenMissing, FieldNotAllowed, SecondPersonNeeded, SessionMissing
from app.refusals import NotAllowed, ScopeMissing
from batches.actors import Actor

ROLES = frozenset({"manager", "farmer", "packer", "viewer", "operator"})
SCOPES = frozenset(
    {
        "account:manage",
        "audit:read",
        "batch:read",
        "batch:write",
        "diary:write",
        "document:write",
        "label:print",
        "member:manage",
        "organisation:write",
        "registry:write",
        "report:answer",
    }
)
SAFE_METHODS = frozenset({"GET", "HEAD", "OPTIONS"})

View = TypeVar("View", bound=Callable[..., Any])


@dataclass(frozen=True, slots=True)
class Policy:
    """What a route asks of its caller; no roles at all: anyone may call it.

    Attributes:
        scope: what a token must be good for.
        is_screen: for a person who has logged in; no token opens it.
    """

    roles: frozenset[str]
    scope: str | None
    is_screen: bool = False


@dataclass(frozen=True, slots=True)
class Caller:
    """Who calls, and whether it is a person by cookie or a program by token."""

    actor: Actor
    is_session: bool


PUBLIC = Policy(frozenset(), None)


def allow(*roles: str, scope: str, only: Mapping[str, str] | None = None) -> Callable[[View], View]:
    """Declare that a view is for callers with one of the roles and, for a token, the scope.

    Args:
        only: field of the body -> the one role of these that may set it. The view must be the inmost, so
            that the body has been found to be well-formed before.
    """
    if not roles or not set(roles) <= ROLES or scope not in SCOPES:
        raise ValueError(
            f"expected roles of {sorted(ROLES)}, a scope of {sorted(SCOPES)}; got {roles}, {scope}"
        )

    def declare(view: View) -> View:
        guarded = _guard_fields(view, only) if only else view
        guarded.__dict__["policy"] = Policy(frozenset(roles), scope)
        return guarded

    return declare


def screen(*roles: str) -> Callable[[View], View]:
    """Declare that a view is a screen for people who have logged in and have one of the roles."""
    if not roles or not set(roles) <= ROLES:
        raise ValueError(f"expected roles of {sorted(ROLES)}; got {roles}")

    def declare(view: View) -> View:
        view.__dict__["policy"] = Policy(frozenset(roles), None, is_screen=True)
        return view

    return declare


def public(view: View) -> View:
    """Declare that anyone may call a view."""
    view.__dict__["policy"] = PUBLIC
    return view


def declared_policy(view: Callable[..., Any]) -> Policy | None:
    """What was declared on a view; decorators above it keep it."""
    return getattr(view, "policy", None)


def init_policy(app: Flask) -> None:
    """Ask every request for what its route declares."""
    app.before_request(_enforce)


def current_actor() -> Actor:
    """Who calls, asked of the accounts once a request.

    Raises:
        TokenMissing, TokenInvalid, TokenRevoked, TokenExpired: nobody we know.
    """
    if "actor" not in g:
        authenticate: Callable[[], Caller] = current_app.extensions["ronguon.authenticate"]
        caller = authenticate()
        g.actor, g.is_session = caller.actor, caller.is_session
    actor: Actor = g.actor
    return actor


def check_csrf() -> None:
    """Refuse a request that a page of another site could have sent with our cookie.

    Raises:
        CsrfTokenMissing: it lacks the token that only our own pages know.
    """
    try:
        validate_csrf(request.headers.get("X-CSRFToken") or request.form.get("csrf_token"))
    except ValidationError as error:
        raise CsrfTokenMissing from error


def needs_second_person(requester: uuid.UUID, actor: uuid.UUID, organisation: Collection[uuid.UUID]) -> bool:
    """Whether a decision must be left to someone else than who asked for it.

    Args:
        requester: the person who asked; for a token, who made it.
        organisation: the people of the organisation who may decide. Where that is one person alone, they
            decide by themselves, and the answer says so.
    """
    return requester == actor and bool(set(organisation) - {requester})


def decided_alone(requester: uuid.UUID, actor: uuid.UUID, organisation: Collection[uuid.UUID]) -> bool:
    """Whether a decision is its requester's own, to be marked in the answer.

    Raises:
        SecondPersonNeeded: somebody else could take it.
    """
    if needs_second_person(requester, actor, organisation):
        raise SecondPersonNeeded
    return requester == actor


def _enforce() -> None:
    if request.endpoint is None:  # no such path or method: Flask answers
        return
    policy = declared_policy(current_app.view_functions[request.endpoint])
    if policy is None:
        raise RuntimeError(f"the route {request.endpoint} declares no policy")
    if policy is PUBLIC:
        return
    actor = current_actor()
    if policy.is_screen and not g.is_session:
        raise SessionMissing
    if actor.role not in policy.roles:
        raise NotAllowed(role=actor.role, roles=", ".join(sorted(policy.roles)))
    if policy.scope is not None and policy.scope not in actor.scopes:
        raise ScopeMissing(scope=policy.scope)
    if g.is_session and request.method not in SAFE_METHODS:
        check_csrf()


def _guard_fields(view: View, only: Mapping[str, str]) -> View:
    @wraps(view)
    def guarded(*args: Any, **kwargs: Any) -> Any:
        role = current_actor().role
        sent = request.get_json(silent=True) or {}
        for field, needed in only.items():
            if field in sent and role != needed:
                raise FieldNotAllowed(role=role, field=field, pointer=f"/{field}")
        return view(*args, **kwargs)

    return guarded  # type: ignore[return-value]
