"""Retries: what a POST answered is kept in the transaction of its effect and replayed to the same key."""

import hashlib
import json
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta

from flask import Response
from sqlalchemy import JSON, LargeBinary, delete, func, select
from sqlalchemy.orm import Mapped, Session, mapped_column

from app.refusals import IdempotencyInProgress, IdempotencyKeyReused
from batches.actors import Actor
from batches.base import Base

KEPT = timedelta(days=30)  # a phone may be offline for weeks
KEPT_HEADERS = ("Content-Type", "Location")
REPLAYED = "Idempotency-Replayed"
PURGED_AT_ONCE = 10


class KeptAnswer(Base):
    """The answer to the first request with a key.

    Attributes:
        scope: SHA-256 in hex of who asked what with which key; the key itself is not kept.
        fingerprint: SHA-256 in hex of the query and the body.
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
    """

    actor: Actor
    method: str
    path: str
    key: str
    content: object

    @property
    def scope(self) -> str:
        organisation = str(self.actor.organisation_id)
        return _digest([organisation, str(self.actor.id), self.method, self.path, self.key])

    @property
    def fingerprint(self) -> str:
        return _digest(self.content)


def answer_once(
    session: Session, asked: KeyedRequest, answer: Callable[[], Response], *, now: datetime
) -> Response:
    """Answer a request, or replay what it was answered before.

    A refusal has no effect and is not kept: the same request is judged again.

    Raises:
        IdempotencyInProgress: another request with the key has not ended yet.
        IdempotencyKeyReused: the key came with another body or query before.
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
    response = Response(kept.body, kept.status, headers=kept.headers)
    response.headers[REPLAYED] = "true"
    return response


def _keep(session: Session, asked: KeyedRequest, response: Response, now: datetime) -> None:
    session.add(
        KeptAnswer(
            scope=asked.scope,
            fingerprint=asked.fingerprint,
            status=response.status_code,
            headers={name: response.headers[name] for name in KEPT_HEADERS if name in response.headers},
            body=response.get_data(),
            created_at=now,
        )
    )
    session.flush()
    _forget_old(session, now)


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
