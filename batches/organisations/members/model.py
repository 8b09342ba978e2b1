"""Member households and their consents. All of it is personal data: it stands in no event and in no snapshot."""

import uuid
from datetime import datetime

from sqlalchemy import CheckConstraint, ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from batches.base import Base, new_id
from batches.organisations.members.rules import ConsentSpan

PURPOSES = ("public_name", "public_phone", "public_photo", "public_household_code", "public_position")
METHODS = ("paper", "screen", "message", "recording")


class Member(Base):
    """A household that belongs to an organisation.

    Attributes:
        household_code: the organisation's own name of it; kept when the person is erased.
        erased_at: since when name, phone and photo are gone for ever.
    """

    __tablename__ = "member"
    __table_args__ = (UniqueConstraint("organisation_id", "household_code"),)

    id: Mapped[uuid.UUID] = mapped_column(primary_key=True, default=new_id)
    organisation_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("organisation.id"), index=True)
    household_code: Mapped[str]
    name: Mapped[str | None]
    phone: Mapped[str | None]
    photo_id: Mapped[uuid.UUID | None] = mapped_column(ForeignKey("document.id"))
    created_at: Mapped[datetime]
    updated_at: Mapped[datetime]
    erased_at: Mapped[datetime | None]

    consents: Mapped[list["Consent"]] = relationship(
        back_populates="member", order_by="Consent.id", lazy="selectin"
    )


class Consent(Base):
    """What a member agreed to, how that can be proved, and until when it held (Law 91/2025/QH15).

    Attributes:
        purpose: what may be shown.
        wording_version: of the sentence that the member was read.
        evidence: where the proof lies: the number of a paper, say.
        recorded_by: the actor's id.
    """

    __tablename__ = "consent"
    __table_args__ = (
        CheckConstraint(f"purpose IN {PURPOSES}", name="purpose"),
        CheckConstraint(f"method IN {METHODS}", name="method"),
    )

    id: Mapped[uuid.UUID] = mapped_column(primary_key=True, default=new_id)
    organisation_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("organisation.id"), index=True)
    member_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("member.id"), index=True)
    purpose: Mapped[str]
    wording_version: Mapped[str]
    method: Mapped[str]
    evidence: Mapped[str | None]
    evidence_document_id: Mapped[uuid.UUID | None] = mapped_column(ForeignKey("document.id"))
    given_at: Mapped[datetime]
    recorded_at: Mapped[datetime]
    recorded_by: Mapped[uuid.UUID]
    withdrawn_at: Mapped[datetime | None]
    withdrawn_by: Mapped[uuid.UUID | None]
    updated_at: Mapped[datetime]

    member: Mapped[Member] = relationship(back_populates="consents")

    @property
    def span(self) -> ConsentSpan:
        return ConsentSpan(purpose=self.purpose, given_at=self.given_at, withdrawn_at=self.withdrawn_at)
