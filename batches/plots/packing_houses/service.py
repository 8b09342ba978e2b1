"""Use cases of packing houses. The caller owns the transaction."""

import uuid
from datetime import date, datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from batches.actors import Actor
from batches.ownership import get_own, list_own, own_organisation_id
from batches.paging import Page, Wanted, read_page
from batches.places.addresses import Address, check_address
from batches.plots.packing_houses.errors import PackingHouseCodeTaken
from batches.plots.packing_houses.model import PackingHouse, PackingHouseStatus
from batches.plots.packing_houses.rules import normalise_packing_house_code


def add_packing_house(
    session: Session,
    actor: Actor,
    *,
    code: str,
    name: str,
    address: Address,
    active_from: date | None = None,
    now: datetime,
) -> PackingHouse:
    """Enter a packing house of the actor's organisation.

    Args:
        active_from: its first status; without any it is active.

    Raises:
        PackingHouseCodeInvalid, PackingHouseCodeTaken: its code.
        CommuneUnknown, CommuneNotInProvince: its address.
    """
    code = normalise_packing_house_code(code)
    checked = check_address(address)
    if session.scalar(select(PackingHouse.id).where(PackingHouse.code == code)):
        raise PackingHouseCodeTaken(packing_house_code=code, pointer="/code")
    house = PackingHouse(
        organisation_id=own_organisation_id(actor),
        code=code,
        name=name,
        province_code=checked.province_code,
        commune_code=checked.commune_code,
        address_detail=checked.detail,
        address_legacy=checked.legacy,
        created_at=now,
        updated_at=now,
    )
    session.add(house)
    if active_from is not None:
        _add_status(session, actor, house, status="active", from_on=active_from, reason=None, now=now)
    session.flush()
    return house


def change_packing_house(
    session: Session,
    actor: Actor,
    house_id: uuid.UUID,
    *,
    name: str | None = None,
    address: Address | None = None,
    now: datetime,
) -> PackingHouse:
    """Correct a packing house's name or address; its code stays.

    Raises:
        NotFound: it is missing or another organisation's.
        CommuneUnknown, CommuneNotInProvince: the new address.
    """
    house = get_own_packing_house(session, actor, house_id)
    if name is not None:
        house.name = name
    if address is not None:
        checked = check_address(address)
        house.province_code, house.commune_code = checked.province_code, checked.commune_code
        house.address_detail, house.address_legacy = checked.detail, checked.legacy
    house.updated_at = now
    session.flush()
    return house


def record_packing_house_status(
    session: Session,
    actor: Actor,
    house_id: uuid.UUID,
    *,
    status: str,
    from_on: date,
    reason: str | None = None,
    now: datetime,
) -> PackingHouseStatus:
    """Say what a packing house's code is from a day on; what was said before stays in its history.

    Raises:
        NotFound: it is missing or another organisation's.
    """
    house = get_own_packing_house(session, actor, house_id)
    recorded = _add_status(session, actor, house, status=status, from_on=from_on, reason=reason, now=now)
    house.updated_at = now
    session.flush()
    return recorded


def get_own_packing_house(
    session: Session, actor: Actor, house_id: uuid.UUID, *, pointer: str = ""
) -> PackingHouse:
    """A packing house of the actor's organisation.

    Raises:
        NotFound: it is missing or another organisation's.
    """
    return get_own(session, actor, PackingHouse, house_id, what="packing house", pointer=pointer)


def list_packing_houses(session: Session, actor: Actor, wanted: Wanted) -> Page[PackingHouse]:
    """A page of the packing houses of the actor's organisation."""
    return list_own(session, actor, PackingHouse, wanted, updated_at=PackingHouse.updated_at)


def list_packing_house_statuses(
    session: Session, actor: Actor, house_id: uuid.UUID, wanted: Wanted
) -> Page[PackingHouseStatus]:
    """A page of a packing house's status history, the last recorded first.

    Raises:
        NotFound: it is missing or another organisation's.
    """
    house = get_own_packing_house(session, actor, house_id)
    of_house = select(PackingHouseStatus).where(PackingHouseStatus.packing_house_id == house.id)
    return read_page(
        session, of_house, wanted, key=PackingHouseStatus.id, updated_at=PackingHouseStatus.recorded_at
    )


def _add_status(
    session: Session,
    actor: Actor,
    house: PackingHouse,
    *,
    status: str,
    from_on: date,
    reason: str | None,
    now: datetime,
) -> PackingHouseStatus:
    row = PackingHouseStatus(
        packing_house=house,
        status=status,
        from_on=from_on,
        reason=reason,
        recorded_at=now,
        recorded_by=actor.id,
    )
    session.add(row)
    return row
