"""People, what they prove themselves with, and the record of it. Of every secret only a hash is kept."""

import uuid
from datetime import datetime

from sqlalchemy import JSON, CheckConstraint, ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from batches.base import Base, new_id
from batches.organisations.model import Organisation

MEMBER_ROLES = ("manager", "farmer", "packer", "viewer")


class UserAccount(Base):
    """A person. Name and phone are private: they stand in no log and on no public page.

    Attributes:
        login_name: normalised, as `app.accounts.names` does; so is the phone, as +84….
        password_hash: argon2; None for who logs in by device and PIN alone.
        is_operator: acts for no organisation and may do what concerns all.
    """

    __tablename__ = "user_account"
    __table_args__ = (CheckConstraint("login_name IS NOT NULL OR phone IS NOT NULL", name="login"),)

    id: Mapped[uuid.UUID] = mapped_column(primary_key=True, default=new_id)
    name: Mapped[str]
    login_name: Mapped[str | None] = mapped_column(unique=True)
    phone: Mapped[str | None] = mapped_column(unique=True)
    password_hash: Mapped[str | None]
    is_operator: Mapped[bool]
    created_at: Mapped[datetime]
    disabled_at: Mapped[datetime | None]


class Membership(Base):
    """What a person is in one organisation.

    Attributes:
        household_code: the household whose produce a farmer registers; None for the others.
        updated_at: of the membership, or of its person as this organisation sees them.
    """

    __tablename__ = "membership"
    __table_args__ = (
        UniqueConstraint("user_id", "organisation_id"),
        CheckConstraint(f"role IN {MEMBER_ROLES}", name="role"),
    )

    id: Mapped[uuid.UUID] = mapped_column(primary_key=True, default=new_id)
    user_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("user_account.id"))
    organisation_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("organisation.id"), index=True)
    role: Mapped[str]
    household_code: Mapped[str | None]
    created_at: Mapped[datetime]
    updated_at: Mapped[datetime]
    ended_at: Mapped[datetime | None]

    user: Mapped[UserAccount] = relationship(lazy="joined")
    organisation: Mapped[Organisation] = relationship(lazy="joined")


class Invitation(Base):
    """A card that enrols one device once.

    Attributes:
        code_hash: SHA-256 in hex of the code in its QR.
    """

    __tablename__ = "invitation"

    id: Mapped[uuid.UUID] = mapped_column(primary_key=True, default=new_id)
    membership_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("membership.id"), index=True)
    code_hash: Mapped[str] = mapped_column(unique=True)
    created_at: Mapped[datetime]
    created_by: Mapped[uuid.UUID]
    expires_at: Mapped[datetime]
    redeemed_at: Mapped[datetime | None]
    withdrawn_at: Mapped[datetime | None]
    updated_at: Mapped[datetime]

    membership: Mapped[Membership] = relationship(lazy="joined")


class Device(Base):
    """A phone or computer on which a PIN is enough.

    Attributes:
        kind: what its browser says that it is: `Android`, `iPhone`….
        secret_hash: SHA-256 in hex of the secret in its cookie.
        wrong_pins: since the last right one.
    """

    __tablename__ = "device"

    id: Mapped[uuid.UUID] = mapped_column(primary_key=True, default=new_id)
    membership_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("membership.id"), index=True)
    kind: Mapped[str]
    secret_hash: Mapped[str] = mapped_column(unique=True)
    pin_hash: Mapped[str]
    wrong_pins: Mapped[int]
    enrolled_at: Mapped[datetime]
    last_used_at: Mapped[datetime | None]
    revoked_at: Mapped[datetime | None]
    updated_at: Mapped[datetime]

    membership: Mapped[Membership] = relationship(lazy="joined")


class LoginSession(Base):
    """A person at a screen, until they log out, rest too long or are thrown out.

    Attributes:
        secret_hash: SHA-256 in hex of what the cookie holds.
        membership_id: what they act as; None for an operator.
        device_id: the device whose PIN was given; None after a password.
    """

    __tablename__ = "login_session"

    id: Mapped[uuid.UUID] = mapped_column(primary_key=True, default=new_id)
    secret_hash: Mapped[str] = mapped_column(unique=True)
    user_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("user_account.id"), index=True)
    membership_id: Mapped[uuid.UUID | None] = mapped_column(ForeignKey("membership.id"), index=True)
    device_id: Mapped[uuid.UUID | None] = mapped_column(ForeignKey("device.id"), index=True)
    created_at: Mapped[datetime]
    last_seen_at: Mapped[datetime]
    ended_at: Mapped[datetime | None]

    user: Mapped[UserAccount] = relationship(lazy="joined")
    membership: Mapped[Membership | None] = relationship(lazy="joined")


class FailedLogin(Base):
    """How often an address, or a log-in, was tried in vain.

    Attributes:
        subject: keyed hash of the address of the day, or of the log-in.
    """

    __tablename__ = "failed_login"

    subject: Mapped[str] = mapped_column(primary_key=True)
    count: Mapped[int]
    last_at: Mapped[datetime] = mapped_column(index=True)


class ApiToken(Base):
    """What a program proves itself with. The token itself is shown once and never kept.

    Attributes:
        created_by: the person who made it; the first token where one of a command made it, None when a command did.
        made_with: the token that asked for it; None when a person at a screen or a command did.
        last_used_at: to the minute.
    """

    __tablename__ = "api_token"

    id: Mapped[uuid.UUID] = mapped_column(primary_key=True, default=new_id)
    organisation_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("organisation.id"), index=True)
    name: Mapped[str]
    role: Mapped[str]
    scopes: Mapped[list[str]] = mapped_column(JSON)
    token_hash: Mapped[str] = mapped_column(unique=True)
    created_at: Mapped[datetime]
    created_by: Mapped[uuid.UUID | None] = mapped_column(index=True)
    made_with: Mapped[uuid.UUID | None] = mapped_column(index=True)
    expires_at: Mapped[datetime | None]
    last_used_at: Mapped[datetime | None]
    revoked_at: Mapped[datetime | None]
    updated_at: Mapped[datetime] = mapped_column(server_default="1970-01-01")


class AuditEvent(Base):
    """One security event. It names nobody: ids only, and the address as a hash that a new day changes.

    Attributes:
        name: `source:subject:action`, the action in the past tense: `web:session:created`.
        actor_id: the user, token or command that did it; None when nobody is known.
        subject_id: what it was done to.
    """

    __tablename__ = "audit_event"
    __table_args__ = ({"info": {"insert_only": True}},)
    insert_only = True

    id: Mapped[uuid.UUID] = mapped_column(primary_key=True, default=new_id)
    at: Mapped[datetime]
    name: Mapped[str]
    actor_id: Mapped[uuid.UUID | None]
    subject_id: Mapped[uuid.UUID | None]
    organisation_id: Mapped[uuid.UUID | None] = mapped_column(ForeignKey("organisation.id"), index=True)
    request_id: Mapped[str | None]
    address_hash: Mapped[str | None]

    @property
    def source(self) -> str:
        return self.name.partition(":")[0]
