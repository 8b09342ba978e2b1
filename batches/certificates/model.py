"""Certificates and the plots in their scope."""

import uuid
from datetime import date, datetime
from decimal import Decimal

from sqlalchemy import Column, ForeignKey, Table
from sqlalchemy.orm import Mapped, mapped_column, relationship

from batches.base import Base, new_id
from batches.certificates.rules import SCHEME_NAMES, Validity
from batches.plots.model import Plot

SCHEMES = tuple(SCHEME_NAMES)

certificate_plot = Table(
    "certificate_plot",
    Base.metadata,
    Column("certificate_id", ForeignKey("certificate.id"), primary_key=True),
    Column("plot_id", ForeignKey("plot.id"), primary_key=True, index=True),
)


class Certificate(Base):
    """A paper of a certification body. Its dates are entered, never derived.

    Attributes:
        scheme: one of `SCHEMES`.
        suspended_from: the first day on which it is suspended.
        area_m2, expected_yield_kg: of its scope, as the paper says.
        document_id: the paper itself.
    """

    __tablename__ = "certificate"

    id: Mapped[uuid.UUID] = mapped_column(primary_key=True, default=new_id)
    organisation_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("organisation.id"), index=True)
    scheme: Mapped[str]
    number: Mapped[str]
    body: Mapped[str]
    valid_from: Mapped[date]
    valid_to: Mapped[date]
    suspended_from: Mapped[date | None]
    area_m2: Mapped[int | None]
    expected_yield_kg: Mapped[Decimal | None]
    document_id: Mapped[uuid.UUID | None] = mapped_column(ForeignKey("document.id"))
    created_at: Mapped[datetime]
    updated_at: Mapped[datetime]
    plots: Mapped[list[Plot]] = relationship(secondary=certificate_plot)

    def validity(self) -> Validity:
        return Validity(
            valid_from=self.valid_from, valid_to=self.valid_to, suspended_from=self.suspended_from
        )
