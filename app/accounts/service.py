"""Use cases of tokens: issue, list, revoke, and tell whose one is."""

import secrets
import uuid
from collections.abc import Iterable
from datetime import datetime
from functools import cache
from typing import Any, NamedTuple

from sqlalchemy import Connection, Select, bindparam, select
from sqlalchemy.orm import Session

from app.account_refusals import FieldNotAllowed, TokenExpired
from app.accounts.audit import Trail, record
from app.accounts.model import ApiToken
from app.accounts.tokens import BODY_LENGTH, CHECK_LENGTH, PREFIX, is_well_formed, make_token, token_hash
from app.policy import SCOPES
from app.refusals import ScopeMissing, TokenInvalid, TokenMissing, TokenRevoked
from batches.actors import Actor
from batches.errors import NotFound
from batches.paging import Page, Wanted, read_page

TOKEN_LENGTH = len(PREFIX) + BODY_LENGTH + CHECK_LENGTH


class TokenFacts(NamedTuple):
    """A token as far as each of its requests asks."""

    id: uuid.UUID
    organisation_id: uuid.UUID
    role: str
    scopes: list[str]
    expires_at: datetime | None
    revoked_at: datetime | None
    last_used_at: datetime | None


def issue_token(
    session: Session,
    *,
    organisation_id: uuid.UUID,
    name: str,
    role: str,
    scopes: Iterable[str],
    now: datetime,
) -> str:
    """Make a token without an end for an organisation and answer it, the only time that it can be seen."""
    trail = Trail(source="cli", now=now)
    return create_token(
        session, trail, organisation_id=organisation_id, name=name, role=role, scopes=scopes, expires_at=None
    )[1]


def create_token(
    session: Session,
    trail: Trail,
    *,
    organisation_id: uuid.UUID,
    name: str,
    role: str,
    scopes: Iterable[str],
    expires_at: datetime | None,
    created_by: uuid.UUID | None = None,
    made_with: uuid.UUID | None = None,
) -> tuple[ApiToken, str]:
    """Make a token; answers its row, and itself the only time that it can be seen."""
    token = make_token(secrets.choice)
    row = ApiToken(
        organisation_id=organisation_id,
        name=name,
        role=role,
        scopes=sorted(scopes),
        token_hash=token_hash(token),
        created_at=trail.now,
        created_by=created_by,
        made_with=made_with,
        expires_at=expires_at,
        last_used_at=None,
        revoked_at=None,
        updated_at=trail.now,
    )
    session.add(row)
    session.flush()
    record(session, trail, "token:created", subject_id=row.id, organisation_id=organisation_id)
    return row, token


def check_scopes(actor: Actor, scopes: Iterable[str]) -> None:
    """Refuse to hand on what one does not have.

    Raises:
        FieldNotAllowed: the actor lacks a scope.
    """
    if not actor.scopes.issuperset(scopes):
        raise FieldNotAllowed(role=actor.role, field="scopes", pointer="/scopes")


def check_all_scopes(actor: Actor) -> None:
    """Refuse to open a way to a session, which has all scopes, for who lacks one.

    Raises:
        ScopeMissing: the actor's token is good for less.
    """
    missing = SCOPES - actor.scopes
    if missing:
        raise ScopeMissing(scope=", ".join(sorted(missing)))


def latest_end(maker: ApiToken | None, wanted: datetime) -> datetime:
    """When a token ends: as wanted, but not after the token that it is made with."""
    if maker is None or maker.expires_at is None:
        return wanted
    return min(wanted, maker.expires_at)


def list_tokens(session: Session, actor: Actor, wanted: Wanted) -> Page[ApiToken]:
    """The tokens of the actor's organisation, revoked ones too."""
    own = select(ApiToken).where(ApiToken.organisation_id == actor.organisation_id)
    return read_page(session, own, wanted, key=ApiToken.id, updated_at=ApiToken.updated_at)


def get_token(session: Session, actor: Actor, token_id: uuid.UUID) -> ApiToken:
    """A token of the actor's organisation.

    Raises:
        NotFound: missing, or another organisation's.
    """
    row = session.get(ApiToken, token_id)
    if row is None or row.organisation_id != actor.organisation_id:
        raise NotFound(what="token", id=token_id)
    return row


def revoke(session: Session, trail: Trail, row: ApiToken) -> None:
    """Let a token no more in, nor those that were made with it; a revoked one stays as it is."""
    if row.revoked_at is not None:
        return
    row.revoked_at = row.updated_at = trail.now
    record(session, trail, "token:revoked", subject_id=row.id, organisation_id=row.organisation_id)
    for made in session.scalars(select(ApiToken).where(ApiToken.made_with == row.id)).all():
        revoke(session, trail, made)


def revoke_made_by(
    session: Session, trail: Trail, maker_id: uuid.UUID, *, organisation_id: uuid.UUID | None = None
) -> None:
    """Let the tokens no more in that a person made, for one organisation or for all."""
    made = select(ApiToken).where(ApiToken.created_by == maker_id, ApiToken.revoked_at.is_(None))
    if organisation_id is not None:
        made = made.where(ApiToken.organisation_id == organisation_id)
    for row in session.scalars(made).all():
        revoke(session, trail, row)


def revoke_token(session: Session, token: str, *, now: datetime) -> None:
    """Let a token no more in, by itself: who finds a leaked one has nothing else.

    Raises:
        NotFound: there is no such token.
    """
    row = _find(session, token)
    if row is None:
        raise NotFound(what="token", id=token[: len(PREFIX) + 4] + "…")
    revoke(session, Trail(source="cli", now=now), row)


def authenticate(connection: Connection, authorization: str | None, *, now: datetime) -> TokenFacts:
    """The token in an Authorization header.

    Raises:
        TokenMissing: there is no bearer token in it.
        TokenInvalid: the token's form or checksum is wrong, or nobody has it.
        TokenRevoked, TokenExpired: it was valid once.
    """
    scheme, _, token = (authorization or "").strip().partition(" ")
    if scheme.lower() != "bearer" or not token:
        raise TokenMissing
    row = _look_up(connection, token.strip())
    if row is None:
        raise TokenInvalid(length=TOKEN_LENGTH)
    if row.revoked_at is not None:
        raise TokenRevoked(revoked_at=row.revoked_at.isoformat(timespec="seconds"))
    if row.expires_at is not None and now >= row.expires_at:
        raise TokenExpired(expired_at=row.expires_at.isoformat(timespec="seconds"))
    return row


def actor_of(row: TokenFacts) -> Actor:
    return Actor(id=row.id, organisation_id=row.organisation_id, role=row.role, scopes=frozenset(row.scopes))


def _look_up(connection: Connection, token: str) -> TokenFacts | None:
    if not is_well_formed(token):
        return None
    row = connection.execute(_by_hash(), {"token_hash": token_hash(token)}).first()
    return None if row is None else TokenFacts._make(row)


@cache
def _by_hash() -> Select[Any]:
    """Put together once: every request with a token asks it."""
    table = ApiToken.__table__
    columns = (table.c[name] for name in TokenFacts._fields)
    return select(*columns).where(table.c.token_hash == bindparam("token_hash"))


def _find(session: Session, token: str) -> ApiToken | None:
    if not is_well_formed(token):
        return None
    return session.scalar(select(ApiToken).where(ApiToken.token_hash == token_hash(token)))
