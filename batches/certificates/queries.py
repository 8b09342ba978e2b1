"""What fruit may claim: the certificates in whose scope its plot lies."""

import uuid
from collections.abc import Collection, Sequence
from datetime import date
from functools import cache
from typing import Any, NamedTuple

from sqlalchemy import Select, bindparam, select
from sqlalchemy.orm import Session

from batches.certificates.model import Certificate, certificate_plot
from batches.certificates.rules import Validity, is_valid_on


class Claim(NamedTuple):
    """A certificate as fruit names it."""

    id: uuid.UUID
    scheme: str
    number: str
    body: str
    valid_from: date
    valid_to: date
    suspended_from: date | None
    document_id: uuid.UUID | None = None

    def validity(self) -> Validity:
        return Validity(
            valid_from=self.valid_from, valid_to=self.valid_to, suspended_from=self.suspended_from
        )


def claims_of(session: Session, *, plot_id: uuid.UUID, harvested_on: date) -> list[Claim]:
    """The certificates that fruit of a plot cut on a day may claim, oldest first."""
    return valid_on(certificates_over(session, [plot_id]).get(plot_id, []), harvested_on)


def certificates_over(session: Session, plot_ids: Collection[uuid.UUID]) -> dict[uuid.UUID, list[Claim]]:
    """By plot, the certificates in whose scope it lies, whether they hold or not, oldest first."""
    found: dict[uuid.UUID, list[Claim]] = {}
    for plot_id, *certificate in session.connection().execute(_in_scope(), {"plot_ids": list(plot_ids)}):
        found.setdefault(plot_id, []).append(Claim._make(certificate))
    return found


def valid_on(claims: Sequence[Claim], day: date) -> list[Claim]:
    """Those that held on a day."""
    return [claim for claim in claims if is_valid_on(claim.validity(), day)]


@cache
def _in_scope() -> Select[Any]:
    """Put together once: every registration and every page asks it."""
    table = Certificate.__table__
    return (
        select(certificate_plot.c.plot_id, *(table.c[name] for name in Claim._fields))
        .join(table, table.c.id == certificate_plot.c.certificate_id)
        .where(certificate_plot.c.plot_id.in_(bindparam("plot_ids", expanding=True)))
        .order_by(table.c.valid_from, table.c.id)
    )
