"""Wrong log-ins make the next attempt wait: longer each time, for the address and for the log-in tried.

An attempt counts before its secret is looked at, so that many at once gain nothing; a right one is taken back.
An enrolled device never comes here: whoever knows a farmer's number cannot lock them out of their own phone.
"""

import math
from collections.abc import Iterable
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import delete, select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from app.account_refusals import LoginDelayed
from app.accounts.model import FailedLogin

FORGOTTEN_AFTER = timedelta(days=1)
LONGEST_S = 900


@dataclass(frozen=True, slots=True)
class Counted:
    """Something whose failures are counted: `free` of them cost nothing."""

    subject: str
    free: int


def delay_s(count: int, *, free: int) -> int:
    """Seconds to wait after `count` failures: 1, 2, 4… after the free ones, at most a quarter of an hour."""
    over = count - free
    return 0 if over < 0 else min(LONGEST_S, 1 << min(over, 10))


def count_attempt(session: Session, counted: Iterable[Counted], *, now: datetime) -> None:
    """Count an attempt as failed, unless it comes too early.

    Raises:
        LoginDelayed: too early; it was not counted, so waiting always helps.
    """
    rows = [_row(session, found, now) for found in sorted(counted, key=lambda found: found.subject)]
    waits = [_wait_s(row, found.free, now) for row, found in rows]
    if max(waits) > 0:
        raise LoginDelayed(seconds=max(waits))
    for row, _ in rows:
        row.count += 1
        row.last_at = now
    session.execute(delete(FailedLogin).where(FailedLogin.last_at < now - FORGOTTEN_AFTER))
    session.flush()


def take_back(session: Session, counted: Counted) -> None:
    """The attempt was right: one failure less."""
    row = session.get(FailedLogin, counted.subject, with_for_update=True)
    if row is not None:
        row.count = max(0, row.count - 1)


def forget(session: Session, counted: Counted) -> None:
    """The failures so far were its owner's."""
    session.execute(delete(FailedLogin).where(FailedLogin.subject == counted.subject))


def _row(session: Session, counted: Counted, now: datetime) -> tuple[FailedLogin, Counted]:
    """The row of a subject, locked; a forgotten one begins anew."""
    of_subject = select(FailedLogin).where(FailedLogin.subject == counted.subject).with_for_update()
    if session.scalar(of_subject) is None:
        with suppress(IntegrityError), session.begin_nested():  # another attempt may be first
            session.add(FailedLogin(subject=counted.subject, count=0, last_at=now))
    row = session.scalars(of_subject).one()
    if row.last_at < now - FORGOTTEN_AFTER:
        row.count = 0
    return row, counted


def _wait_s(row: FailedLogin, free: int, now: datetime) -> int:
    until = row.last_at + timedelta(seconds=delay_s(row.count, free=free))
    return max(0, math.ceil((until - now).total_seconds()))
