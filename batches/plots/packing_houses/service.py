"""Use cases of packing houses. The caller owns the transaction."""

import uuid
from datetime import date, datetime

from sqlalchemy.orm import Session

from batches.actors import Actor
from batches.ownership import get_own, own_organisation_id
from batches.places.addresses import Address, check_address
from batches.plots.packing_houses.model import PackingHouse, PackingHouseStatus


def add_packing_house(
    session: Session,
    actor: Actor,
    *,
    code: str,
    name: str,
    address: Address,
    active_from: date,
    now: datetime,
) -> PackingHouse:
    """Enter a packing house of the actor's organisation, active from a day on.

    Raises:
        CommuneUnknown, CommuneNotInProvince: its address.
    """
    checked = check_address(address)
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
        statuses=[
            PackingHouseStatus(
                status="active", from_on=active_from, reason=None, recorded_at=now, recorded_by=actor.id
            )
        ],
    )
    session.add(house)
    session.flush()
    return house


def get_own_packing_house(session: Session, actor: Actor, house_id: uuid.UUID) -> PackingHouse:
    """A packing house of the actor's organisation.

    Raises:
        NotFound: it is missing or another organisation's.
    """
    return get_own(session, actor, PackingHouse, house_id, what="packing house")
