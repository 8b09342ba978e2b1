"""Use cases of organisations. The caller owns the transaction."""

import uuid
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from batches.actors import Actor
from batches.errors import NotFound
from batches.organisations.errors import ShortCodeTaken
from batches.organisations.model import Organisation
from batches.organisations.rules import check_short_code
from batches.places.addresses import Address, check_address


def register_organisation(
    session: Session,
    *,
    kind: str,
    name: str,
    short_code: str,
    address: Address,
    is_sample: bool,
    now: datetime,
) -> Organisation:
    """Enter an organisation; only the operator does this.

    Raises:
        ShortCodeInvalid, ShortCodeTaken: its short code.
        CommuneUnknown, CommuneNotInProvince: its address.
    """
    check_short_code(short_code)
    address = check_address(address)
    if find_organisation(session, short_code) is not None:
        raise ShortCodeTaken(short_code=short_code)
    organisation = Organisation(
        kind=kind,
        name=name,
        short_code=short_code,
        province_code=address.province_code,
        commune_code=address.commune_code,
        address_detail=address.detail,
        address_legacy=address.legacy,
        is_sample=is_sample,
        created_at=now,
    )
    session.add(organisation)
    session.flush()
    return organisation


def find_organisation(session: Session, short_code: str) -> Organisation | None:
    return session.scalar(select(Organisation).where(Organisation.short_code == short_code))


def get_own_organisation(session: Session, actor: Actor) -> Organisation:
    """The organisation that the actor acts for.

    Raises:
        NotFound: it acts for none.
    """
    return get_organisation(session, actor.organisation_id)


def get_organisation(session: Session, organisation_id: uuid.UUID | None) -> Organisation:
    organisation = session.get(Organisation, organisation_id) if organisation_id else None
    if organisation is None:
        raise NotFound(what="organisation", id=organisation_id)
    return organisation
