"""Retries: what a POST answered is kept in the transaction of its effect and replayed to the same key.

An answer may hold a secret that is shown once (a token, an invitation's address), so it is kept sealed: the key is
made of the Idempotency-Key, which only the caller has, and of the service's own secret, which is not in the database.
A copy of the database therefore opens no answer, not even where callers number their keys.
"""

import hashlib
import json
import secrets
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import cache, cached_property
from typing import Any, NamedTuple

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import ChaCha20Poly1305
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from flask import Response
from sqlalchemy import (
    JSON,
    BigInteger,
    Delete,
    Insert,
    LargeBinary,
    Select,
    bindparam,
    delete,
    func,
    insert,
    select,
)
from sqlalchemy.orm import Mapped, Session, mapped_column

from app.refusals import IdempotencyInProgress, IdempotencyKeyReused, KeptAnswerUnreadable
from batches.actors import Actor
from batches.base import Base

KEPT = timedelta(days=30)  # a phone may be offline for weeks
KEPT_HEADERS = ("Content-Type", "Location")
REPLAYED = "Idempotency-Replayed"
PURGES = 32  # one kept answer in so many takes old ones away, at most twice as many
NONCE_BYTES = 12
SEAL = b"ronguon kept answer v1"


class KeptAnswer(Base):
    """The answer to the first request with a key.

    Attributes:
        scope: SHA-256 in hex of who asked what with which key; the key itself is not kept.
        fingerprint: SHA-256 in hex of the query and the body.
        body: 12 bytes of nonce, then ChaCha20-Poly1305 (RFC 8439); empty where it was kept in clear once.
    """

    __tablename__ = "kept_answer"

    scope: Mapped[str] = mapped_column(primary_key=True)
    fingerprint: Mapped[str]
    status: Mapped[int]
    headers: Mapped[dict[str, str]] = mapped_column(JSON)
    body: Mapped[bytes] = mapped_column(LargeBinary)
    created_at: Mapped[datetime] = mapped_column(index=True)


class _Kept(NamedTuple):
    """What a replay needs."""

    fingerprint: str
    status: int
    headers: dict[str, str]
    body: bytes


@dataclass(frozen=True, kw_only=True)
class KeyedRequest:
    """A request that may be a retry.

    Attributes:
        content: its query and its body in a form in which equal ones are equal.
        secret: the service's own, which closes its answer together with the key.
    """

    actor: Actor
    method: str
    path: str
    key: str
    content: object
    secret: bytes

    @cached_property
    def scope(self) -> str:
        organisation = str(self.actor.organisation_id)
        return _digest([organisation, str(self.actor.id), self.method, self.path, self.key])

    @cached_property
    def fingerprint(self) -> str:
        return _digest(self.content)

    @cached_property
    def box(self) -> ChaCha20Poly1305:
        """What its answer is sealed with; HKDF-SHA256 (RFC 5869)."""
        info = SEAL + bytes.fromhex(self.scope)
        key = HKDF(algorithm=SHA256(), length=32, salt=self.secret, info=info).derive(
            self.key.encode("ascii")
        )
        return ChaCha20Poly1305(key)


def answer_once(
    session: Session, asked: KeyedRequest, answer: Callable[[], Response], *, now: datetime
) -> Response:
    """Answer a request, or replay what it was answered before.

    A refusal has no effect and is not kept: the same request is judged again.

    Raises:
        IdempotencyInProgress: another request with the key has not ended yet.
        IdempotencyKeyReused: the key came with another body or query before.
        KeptAnswerUnreadable: it was answered when the service had another secret.
    """
    _lock(session, asked)
    kept = session.connection().execute(_kept(), {"scope": asked.scope}).first()
    if kept is not None:
        return _replay(_Kept._make(kept), asked)
    response = answer()
    if 200 <= response.status_code < 300:
        _keep(session, asked, response, now)
    return response


def _lock(session: Session, asked: KeyedRequest) -> None:
    """Until the transaction ends, nobody else answers the key. On SQLite the write lock says so already."""
    if session.get_bind().dialect.name != "postgresql":
        return
    number = int.from_bytes(bytes.fromhex(asked.scope)[:8], signed=True)
    if not session.connection().scalar(_try_lock(), {"number": number}):
        raise IdempotencyInProgress


def _replay(kept: _Kept, asked: KeyedRequest) -> Response:
    if kept.fingerprint != asked.fingerprint:
        raise IdempotencyKeyReused
    try:
        body = asked.box.decrypt(kept.body[:NONCE_BYTES], kept.body[NONCE_BYTES:], _sealed_with(asked))
    except (InvalidTag, ValueError) as error:
        raise KeptAnswerUnreadable from error
    response = Response(body, kept.status, headers=kept.headers)
    response.headers[REPLAYED] = "true"
    return response


def _keep(session: Session, asked: KeyedRequest, response: Response, now: datetime) -> None:
    nonce = secrets.token_bytes(NONCE_BYTES)
    row = {
        "scope": asked.scope,
        "fingerprint": asked.fingerprint,
        "status": response.status_code,
        "headers": {name: response.headers[name] for name in KEPT_HEADERS if name in response.headers},
        "body": nonce + asked.box.encrypt(nonce, response.get_data(), _sealed_with(asked)),
        "created_at": now,
    }
    session.flush()  # what was answered
    session.connection().execute(_insert(), row)
    if takes_old_away(asked.scope):
        session.connection().execute(_forget_old(), {"before": now - KEPT})


def _sealed_with(asked: KeyedRequest) -> bytes:
    """What a sealed answer belongs to: it opens beside no other request."""
    return bytes.fromhex(asked.fingerprint)


def takes_old_away(scope: str) -> bool:
    """Whether keeping an answer also takes old ones away: a scope is a hash, so one in `PURGES` does.

    The table then follows the traffic of thirty days, and the others need not ask what is old.
    """
    return int(scope[:8], 16) % PURGES == 0


@cache
def _kept() -> Select[Any]:
    table = KeptAnswer.__table__
    return select(*(table.c[name] for name in _Kept._fields)).where(table.c.scope == bindparam("scope"))


@cache
def _insert() -> Insert:
    return insert(KeptAnswer.__table__)  # type: ignore[arg-type]


@cache
def _try_lock() -> Select[bool]:
    return select(func.pg_try_advisory_xact_lock(bindparam("number", type_=BigInteger)))


@cache
def _forget_old() -> Delete:
    table = KeptAnswer.__table__
    old = (
        select(table.c.scope)
        .where(table.c.created_at < bindparam("before"))
        .order_by(table.c.created_at)
        .limit(2 * PURGES)
        .with_for_update(skip_locked=True)
    )
    return delete(table).where(table.c.scope.in_(old))  # type: ignore[arg-type]


def _digest(value: object) -> str:
    canonical = json.dumps(value, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(canonical.encode("ascii")).hexdigest()
