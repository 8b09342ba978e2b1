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
from batches.paging import Page, Wanted, read_page
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
        phone=None,
        tax_code=None,
        gln=None,
        gs1_company_prefix=None,
        is_sample=is_sample,
        created_at=now,
        updated_at=now,
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


def list_visible_organisations(session: Session, actor: Actor, wanted: Wanted) -> Page[Organisation]:
    """What the actor may see of the organisations: its own, and all for the operator, who acts for none."""
    visible = select(Organisation)
    if actor.role != "operator":
        visible = visible.where(Organisation.id == actor.organisation_id)
    return read_page(session, visible, wanted, key=Organisation.id, updated_at=Organisation.updated_at)


def get_visible_organisation(session: Session, actor: Actor, organisation_id: uuid.UUID) -> Organisation:
    """An organisation that the actor may see.

    Raises:
        NotFound: it is missing, or another than the actor's.
    """
    if actor.role != "operator" and organisation_id != actor.organisation_id:
        raise NotFound(what="organisation", id=organisation_id)
    return get_organisation(session, organisation_id)


def change_organisation(
    session: Session,
    actor: Actor,
    organisation_id: uuid.UUID,
    *,
    name: str | None = None,
    address: Address | None = None,
    now: datetime,
) -> Organisation:
    """Correct an organisation's name or address; its kind and short code stay for ever.

    Raises:
        NotFound: it is missing, or another than the actor's.
        CommuneUnknown, CommuneNotInProvince: the new address.
    """
    organisation = get_visible_organisation(session, actor, organisation_id)
    if name is not None:
        organisation.name = name
    if address is not None:
        checked = check_address(address)
        organisation.province_code = checked.province_code
        organisation.commune_code = checked.commune_code
        organisation.address_detail = checked.detail
        organisation.address_legacy = checked.legacy
    organisation.updated_at = now
    session.flush()
    return organisation


def get_organisation(session: Session, organisation_id: uuid.UUID | None) -> Organisation:
    organisation = session.get(Organisation, organisation_id) if organisation_id else None
    if organisation is None:
        raise NotFound(what="organisation", id=organisation_id)
    return organisation
