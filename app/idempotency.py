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

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import ChaCha20Poly1305
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from flask import Response
from sqlalchemy import JSON, LargeBinary, delete, func, select
from sqlalchemy.orm import Mapped, Session, mapped_column

from app.refusals import IdempotencyInProgress, IdempotencyKeyReused, KeptAnswerUnreadable
from batches.actors import Actor
from batches.base import Base

KEPT = timedelta(days=30)  # a phone may be offline for weeks
KEPT_HEADERS = ("Content-Type", "Location")
REPLAYED = "Idempotency-Replayed"
PURGED_AT_ONCE = 10
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


@dataclass(frozen=True, kw_only=True, slots=True)
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

    @property
    def scope(self) -> str:
        organisation = str(self.actor.organisation_id)
        return _digest([organisation, str(self.actor.id), self.method, self.path, self.key])

    @property
    def fingerprint(self) -> str:
        return _digest(self.content)

    @property
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
    kept = session.get(KeptAnswer, asked.scope)
    if kept is not None:
        return _replay(kept, asked)
    response = answer()
    if 200 <= response.status_code < 300:
        _keep(session, asked, response, now)
    return response


def _lock(session: Session, asked: KeyedRequest) -> None:
    """Until the transaction ends, nobody else answers the key. On SQLite the write lock says so already."""
    if session.get_bind().dialect.name != "postgresql":
        return
    number = int.from_bytes(bytes.fromhex(asked.scope)[:8], signed=True)
    if not session.scalar(select(func.pg_try_advisory_xact_lock(number))):
        raise IdempotencyInProgress


def _replay(kept: KeptAnswer, asked: KeyedRequest) -> Response:
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
    session.add(
        KeptAnswer(
            scope=asked.scope,
            fingerprint=asked.fingerprint,
            status=response.status_code,
            headers={name: response.headers[name] for name in KEPT_HEADERS if name in response.headers},
            body=nonce + asked.box.encrypt(nonce, response.get_data(), _sealed_with(asked)),
            created_at=now,
        )
    )
    session.flush()
    _forget_old(session, now)


def _sealed_with(asked: KeyedRequest) -> bytes:
    """What a sealed answer belongs to: it opens beside no other request."""
    return bytes.fromhex(asked.fingerprint)


def _forget_old(session: Session, now: datetime) -> None:
    """Each kept answer takes up to ten old ones away, so the table follows the traffic of thirty days."""
    old = (
        select(KeptAnswer.scope)
        .where(KeptAnswer.created_at < now - KEPT)
        .order_by(KeptAnswer.created_at)
        .limit(PURGED_AT_ONCE)
        .with_for_update(skip_locked=True)
    )
    session.execute(delete(KeptAnswer).where(KeptAnswer.scope.in_(old)))


def _digest(value: object) -> str:
    canonical = json.dumps(value, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(canonical.encode("ascii")).hexdigest()
