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
    rows = [_row(session, found, now) for found in _in_order(counted)]
    waits = [_wait_s(row, found.free, now) for row, found in rows]
    if max(waits) > 0:
        raise LoginDelayed(seconds=max(waits))
    for row, _ in rows:
        row.count += 1
        row.last_at = now
    old = select(FailedLogin.subject).where(FailedLogin.last_at < now - FORGOTTEN_AFTER)
    unused = old.with_for_update(skip_locked=True)  # one that another attempt counts on is not waited for
    session.execute(delete(FailedLogin).where(FailedLogin.subject.in_(unused)))
    session.flush()


def forgive(session: Session, *, address: Counted, login: Counted, now: datetime) -> None:
    """The attempt was right: the failures of the log-in were its owner's; the address has one less.

    Both rows are taken in the order in which `count_attempt` takes them: no two attempts wait in a circle.
    """
    for row, found in [_row(session, found, now) for found in _in_order((address, login))]:
        row.count = max(0, row.count - 1) if found == address else 0
    session.flush()


def forget(session: Session, counted: Counted) -> None:
    """The failures so far were its owner's."""
    session.execute(delete(FailedLogin).where(FailedLogin.subject == counted.subject))


def _in_order(counted: Iterable[Counted]) -> list[Counted]:
    return sorted(counted, key=lambda found: found.subject)


def _row(session: Session, counted: Counted, now: datetime) -> tuple[FailedLogin, Counted]:
    """The row of a subject, locked; a forgotten one begins anew."""
    of_subject = select(FailedLogin).where(FailedLogin.subject == counted.subject).with_for_update()
    while (row := session.scalar(of_subject)) is None:  # another attempt may be first, and forgiven already
        with suppress(IntegrityError), session.begin_nested():
            session.add(FailedLogin(subject=counted.subject, count=0, last_at=now))
    if row.last_at < now - FORGOTTEN_AFTER:
        row.count = 0
    return row, counted


def _wait_s(row: FailedLogin, free: int, now: datetime) -> int:
    until = row.last_at + timedelta(seconds=delay_s(row.count, free=free))
    return max(0, math.ceil((until - now).total_seconds()))
