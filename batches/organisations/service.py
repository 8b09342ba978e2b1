"""Use cases of organisations. The caller owns the transaction."""

import uuid
from collections.abc import Callable
from datetime import datetime
from typing import TypedDict, Unpack

from sqlalchemy import select
from sqlalchemy.orm import Session

from batches.actors import Actor
from batches.errors import NotFound
from batches.gs1.keys import check_gln
from batches.organisations.errors import GlnTaken, ShortCodeTaken
from batches.organisations.model import Organisation
from batches.organisations.phones import check_phone
from batches.organisations.rules import check_company_prefix, check_short_code, check_tax_code
from batches.paging import Page, Wanted, read_page
from batches.places.addresses import Address, check_address

_CHECKS: dict[str, Callable[[str], str]] = {
    "phone": check_phone,
    "tax_code": check_tax_code,
    "gln": check_gln,
    "gs1_company_prefix": check_company_prefix,
}


class FurtherFacts(TypedDict, total=False):
    """What may be told of an organisation, and may be taken back by None."""

    phone: str | None
    tax_code: str | None
    gln: str | None
    gs1_company_prefix: str | None


def register_organisation(
    session: Session,
    *,
    kind: str,
    name: str,
    short_code: str,
    address: Address,
    is_sample: bool,
    now: datetime,
    **further: Unpack[FurtherFacts],
) -> Organisation:
    """Enter an organisation; only the operator does this.

    Raises:
        ShortCodeInvalid, ShortCodeTaken: its short code.
        CommuneUnknown, CommuneNotInProvince: its address.
        PhoneInvalid, TaxCodeInvalid, GlnInvalid, GlnTaken, CompanyPrefixInvalid: what else is told of it.
    """
    check_short_code(short_code)
    if find_organisation(session, short_code) is not None:
        raise ShortCodeTaken(short_code=short_code, pointer="/short_code")
    organisation = Organisation(
        kind=kind, name=name, short_code=short_code, is_sample=is_sample, created_at=now, updated_at=now
    )
    _move(organisation, address)
    _tell_further(session, organisation, further)
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
    **further: Unpack[FurtherFacts],
) -> Organisation:
    """Correct what is told of an organisation; its kind and short code stay for ever.

    Raises:
        NotFound: it is missing, or another than the actor's.
        CommuneUnknown, CommuneNotInProvince: the new address.
        PhoneInvalid, TaxCodeInvalid, GlnInvalid, GlnTaken, CompanyPrefixInvalid: another new fact.
    """
    organisation = get_visible_organisation(session, actor, organisation_id)
    if name is not None:
        organisation.name = name
    if address is not None:
        _move(organisation, address)
    _tell_further(session, organisation, further)
    organisation.updated_at = now
    session.flush()
    return organisation


def get_organisation(session: Session, organisation_id: uuid.UUID | None) -> Organisation:
    organisation = session.get(Organisation, organisation_id) if organisation_id else None
    if organisation is None:
        raise NotFound(what="organisation", id=organisation_id)
    return organisation


def _move(organisation: Organisation, address: Address) -> None:
    checked = check_address(address)
    organisation.province_code = checked.province_code
    organisation.commune_code = checked.commune_code
    organisation.address_detail = checked.detail
    organisation.address_legacy = checked.legacy


def _tell_further(session: Session, organisation: Organisation, further: FurtherFacts) -> None:
    """Keep the facts that are given, each in its one form; None takes one back."""
    if gln := further.get("gln"):
        _refuse_taken_gln(session, organisation, gln)
    for name, value in further.items():
        setattr(organisation, name, None if value is None else _CHECKS[name](str(value)))


def _refuse_taken_gln(session: Session, organisation: Organisation, gln: str) -> None:
    with session.no_autoflush:
        holder = session.scalar(select(Organisation.id).where(Organisation.gln == gln))
    if holder is not None and holder != organisation.id:
        raise GlnTaken(gln=gln, pointer="/gln")
