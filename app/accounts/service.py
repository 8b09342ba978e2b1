"""Use cases of tokens: issue, revoke, and tell whose one is."""

import secrets
import uuid
from collections.abc import Iterable
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.accounts.model import ApiToken
from app.accounts.tokens import BODY_LENGTH, CHECK_LENGTH, PREFIX, is_well_formed, make_token, token_hash
from app.refusals import TokenInvalid, TokenMissing, TokenRevoked
from batches.actors import Actor
from batches.errors import NotFound

TOKEN_LENGTH = len(PREFIX) + BODY_LENGTH + CHECK_LENGTH


def issue_token(
    session: Session,
    *,
    organisation_id: uuid.UUID,
    name: str,
    role: str,
    scopes: Iterable[str],
    now: datetime,
) -> str:
    """Make a token for an organisation and answer it, the only time that it can be seen."""
    token = make_token(secrets.choice)
    session.add(
        ApiToken(
            organisation_id=organisation_id,
            name=name,
            role=role,
            scopes=sorted(scopes),
            token_hash=token_hash(token),
            created_at=now,
            revoked_at=None,
        )
    )
    session.flush()
    return token


def revoke_token(session: Session, token: str, *, now: datetime) -> None:
    """Let a token no more in.

    Raises:
        NotFound: there is no such token.
    """
    row = _find(session, token)
    if row is None:
        raise NotFound(what="token", id=token[: len(PREFIX) + 4] + "…")
    row.revoked_at = row.revoked_at or now
    session.flush()


def authenticate(session: Session, authorization: str | None) -> Actor:
    """The actor behind an Authorization header.

    Raises:
        TokenMissing: there is no bearer token in it.
        TokenInvalid: the token's form or checksum is wrong, or nobody has it.
        TokenRevoked: it was valid once.
    """
    scheme, _, token = (authorization or "").strip().partition(" ")
    if scheme.lower() != "bearer" or not token:
        raise TokenMissing
    row = _find(session, token.strip())
    if row is None:
        raise TokenInvalid(length=TOKEN_LENGTH)
    if row.revoked_at is not None:
        raise TokenRevoked(revoked_at=row.revoked_at.isoformat(timespec="seconds"))
    return Actor(id=row.id, organisation_id=row.organisation_id, role=row.role, scopes=frozenset(row.scopes))


def _find(session: Session, token: str) -> ApiToken | None:
    if not is_well_formed(token):
        return None
    return session.scalar(select(ApiToken).where(ApiToken.token_hash == token_hash(token)))
