"""Reports as they are kept: of who sent one only the contact that they chose to write, and nothing of their device."""

import uuid
from datetime import datetime

from sqlalchemy import CheckConstraint, ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from batches.base import Base, new_id
from batches.problem_reports.rules import KINDS


class ProblemReport(Base):
    """A problem that somebody reported from a public page; never shown to the public.

    Attributes:
        case_number: drawn at random: whoever has it may read the answer.
        form_id: of the form that was sent: sent twice, it is one report.
        organisation_id: whose label or lot it is; None where no label of ours has the code, which is the operator's.
        code: the label's 16 characters, or what was typed as such; None where it is of a lot.
        contact: as written, if anything was.
        answered_by: the actor's id.
    """

    __tablename__ = "problem_report"
    __table_args__ = (CheckConstraint(f"kind IN {KINDS}", name="kind"),)

    id: Mapped[uuid.UUID] = mapped_column(primary_key=True, default=new_id)
    organisation_id: Mapped[uuid.UUID | None] = mapped_column(ForeignKey("organisation.id"), index=True)
    case_number: Mapped[str] = mapped_column(unique=True)
    form_id: Mapped[str] = mapped_column(unique=True)
    kind: Mapped[str]
    code: Mapped[str | None]
    lot: Mapped[str | None]
    text: Mapped[str]
    contact: Mapped[str | None]
    answer: Mapped[str | None]
    answered_at: Mapped[datetime | None]
    answered_by: Mapped[uuid.UUID | None]
    created_at: Mapped[datetime] = mapped_column(index=True)
    updated_at: Mapped[datetime]

    @property
    def state(self) -> str:
        """`open` or `answered`."""
        return "open" if self.answered_at is None else "answered"
