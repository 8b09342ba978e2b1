"""Use cases of member households and their consents. The caller owns the transaction."""

import uuid
from datetime import datetime
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from batches.actors import Actor
from batches.documents.service import get_own_document
from batches.errors import NotFound
from batches.organisations.members.errors import HouseholdCodeTaken, MemberErased
from batches.organisations.members.model import Consent, Member
from batches.organisations.members.rules import check_consent, check_member_photo
from batches.organisations.members.wordings import get_wording
from batches.organisations.phones import check_phone
from batches.ownership import get_own, list_own, own_organisation_id
from batches.paging import Page, Wanted


def add_member(
    session: Session,
    actor: Actor,
    *,
    household_code: str,
    name: str,
    phone: str | None = None,
    photo_id: uuid.UUID | None = None,
    now: datetime,
) -> Member:
    """Enter a household of the actor's organisation; nothing of it is public by that.

    Raises:
        HouseholdCodeTaken, PhoneInvalid: its code or phone.
        NotFound, MemberPhotoUnfit: its photo.
    """
    organisation_id = own_organisation_id(actor)
    taken = select(Member.id).where(
        Member.organisation_id == organisation_id, Member.household_code == household_code
    )
    if session.scalar(taken) is not None:
        raise HouseholdCodeTaken(household_code=household_code, pointer="/household_code")
    member = Member(
        organisation_id=organisation_id, household_code=household_code, created_at=now, updated_at=now
    )
    _describe(session, actor, member, {"name": name, "phone": phone, "photo_id": photo_id})
    session.add(member)
    session.flush()
    return member


def get_own_member(
    session: Session, actor: Actor, member_id: uuid.UUID, *, pointer: str = "", lock: bool = False
) -> Member:
    """A household of the actor's organisation.

    Raises:
        NotFound: it is missing or another organisation's.
    """
    return get_own(session, actor, Member, member_id, what="member", pointer=pointer, lock=lock)


def list_own_members(session: Session, actor: Actor, wanted: Wanted) -> Page[Member]:
    """The households of the actor's organisation."""
    return list_own(session, actor, Member, wanted, updated_at=Member.updated_at)


def change_member(
    session: Session, actor: Actor, member_id: uuid.UUID, changes: dict[str, Any], *, now: datetime
) -> Member:
    """Correct a household's name, phone or photo; its code binds farmers and stays.

    Raises:
        NotFound: it is missing or another organisation's, or its new photo is.
        MemberErased, PhoneInvalid, MemberPhotoUnfit: as they say.
    """
    member = _get_living(session, actor, member_id)
    _describe(session, actor, member, changes)
    member.updated_at = now
    session.flush()
    return member


def give_consent(
    session: Session,
    actor: Actor,
    member_id: uuid.UUID,
    *,
    purpose: str,
    wording_version: str,
    method: str,
    given_at: datetime,
    evidence: str | None = None,
    evidence_document_id: uuid.UUID | None = None,
    now: datetime,
) -> Consent:
    """Record what a member agreed to.

    Raises:
        NotFound: the member or the document is missing or another organisation's.
        MemberErased, WordingUnknown: as they say.
        ConsentEvidenceMissing, ConsentInFuture, ConsentAlreadyGiven: it proves nothing.
    """
    member = _get_living(session, actor, member_id)
    get_wording(wording_version, purpose)
    is_proved = evidence is not None or evidence_document_id is not None
    standing = [consent.span for consent in member.consents]
    check_consent(purpose=purpose, given_at=given_at, is_proved=is_proved, standing=standing, now=now)
    if evidence_document_id is not None:
        get_own_document(session, actor, evidence_document_id, pointer="/evidence_document_id")
    consent = Consent(
        organisation_id=member.organisation_id,
        member=member,
        purpose=purpose,
        wording_version=wording_version,
        method=method,
        evidence=evidence,
        evidence_document_id=evidence_document_id,
        given_at=given_at,
        recorded_at=now,
        recorded_by=actor.id,
        updated_at=now,
    )
    session.add(consent)
    session.flush()
    return consent


def list_consents(session: Session, actor: Actor, member_id: uuid.UUID, wanted: Wanted) -> Page[Consent]:
    """A household's consents, the withdrawn ones too.

    Raises:
        NotFound: the household is missing or another organisation's.
    """
    member = get_own_member(session, actor, member_id)
    of_member = Consent.member_id == member.id
    return list_own(session, actor, Consent, wanted, of_member, updated_at=Consent.updated_at)


def get_consent(session: Session, actor: Actor, member_id: uuid.UUID, consent_id: uuid.UUID) -> Consent:
    """A consent of a household.

    Raises:
        NotFound: either is missing, another's, or they do not belong together.
    """
    member = get_own_member(session, actor, member_id)
    consent = get_own(session, actor, Consent, consent_id, what="consent")
    if consent.member_id != member.id:
        raise NotFound(what="consent", id=consent_id)
    return consent


def withdraw_consent(
    session: Session, actor: Actor, member_id: uuid.UUID, consent_id: uuid.UUID, *, now: datetime
) -> Consent:
    """End a consent; it stays as a record, and one that was withdrawn before stays as it is.

    Raises:
        NotFound: either is missing, another's, or they do not belong together.
    """
    consent = get_consent(session, actor, member_id, consent_id)
    end_consent(consent, by=actor.id, now=now)
    session.flush()
    return consent


def end_consent(consent: Consent, *, by: uuid.UUID | None, now: datetime) -> None:
    """The same for a consent that was found; `by` is None when a command did it."""
    if consent.withdrawn_at is None:
        consent.withdrawn_at = consent.updated_at = now
        consent.withdrawn_by = by


def _get_living(session: Session, actor: Actor, member_id: uuid.UUID) -> Member:
    member = get_own_member(session, actor, member_id, lock=True)
    if member.erased_at is not None:
        raise MemberErased(erased_at=member.erased_at.isoformat(timespec="seconds"))
    return member


def _describe(session: Session, actor: Actor, member: Member, facts: dict[str, Any]) -> None:
    if facts.get("photo_id") is not None:
        photo = get_own_document(session, actor, facts["photo_id"], pointer="/photo_id")
        check_member_photo(kind=photo.kind, visibility=photo.visibility)
    if facts.get("phone") is not None:
        facts = {**facts, "phone": check_phone(facts["phone"])}
    for name, value in facts.items():
        setattr(member, name, value)
