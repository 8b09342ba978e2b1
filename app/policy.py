"""Who may do what: declared on the route, enforced here before anything is parsed, denied by default."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, TypeVar

from flask import Flask, current_app, g, request

from app.refusals import NotAllowed, ScopeMissing
from batches.actors import Actor

ROLES = frozenset({"manager", "farmer", "packer", "viewer", "operator"})
SCOPES = frozenset({"batch:read", "batch:write", "label:print"})

View = TypeVar("View", bound=Callable[..., Any])


@dataclass(frozen=True, slots=True)
class Policy:
    """What a route asks of its caller; no roles at all: anyone may call it.

    Attributes:
        scope: what a token must be good for.
    """

    roles: frozenset[str]
    scope: str | None


PUBLIC = Policy(frozenset(), None)


def allow(*roles: str, scope: str) -> Callable[[View], View]:
    """Declare that a view is for callers with one of the roles and a token that has the scope."""
    if not roles or not set(roles) <= ROLES or scope not in SCOPES:
        raise ValueError(
            f"expected roles of {sorted(ROLES)}, a scope of {sorted(SCOPES)}; got {roles}, {scope}"
        )

    def declare(view: View) -> View:
        view.__dict__["policy"] = Policy(frozenset(roles), scope)
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
        TokenMissing, TokenInvalid, TokenRevoked: nobody we know.
    """
    if "actor" not in g:
        authenticate: Callable[[str | None], Actor] = current_app.extensions["ronguon.authenticate"]
        g.actor = authenticate(request.headers.get("Authorization"))
    actor: Actor = g.actor
    return actor


def _enforce() -> None:
    if request.endpoint is None:  # no such path or method: Flask answers
        return
    policy = declared_policy(current_app.view_functions[request.endpoint])
    if policy is None:
        raise RuntimeError(f"the route {request.endpoint} declares no policy")
    if policy is PUBLIC:
        return
    actor = current_actor()
    if actor.role not in policy.roles:
        raise NotAllowed(role=actor.role, roles=", ".join(sorted(policy.roles)))
    if policy.scope not in actor.scopes:
        raise ScopeMissing(scope=policy.scope)
