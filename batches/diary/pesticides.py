"""Use cases of the pesticide list. The caller owns the transaction."""

import uuid
from collections.abc import Mapping
from datetime import datetime
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from batches.actors import Actor
from batches.diary.errors import PesticideListed
from batches.diary.model import Pesticide
from batches.documents.references import get_document_of_kind
from batches.ownership import get_own, list_own, own_organisation_id
from batches.paging import Page, Wanted


def add_pesticide(
    session: Session,
    actor: Actor,
    *,
    product_name: str,
    pre_harvest_interval_days: int,
    active_ingredient: str | None = None,
    label_photo_id: uuid.UUID | None = None,
    now: datetime,
) -> Pesticide:
    """Enter a pesticide of the actor's organisation, as its label says.

    Raises:
        PesticideListed: it is in the list already.
        NotFound, DocumentKindWrong: the photo of its label.
    """
    pesticide = Pesticide(
        organisation_id=own_organisation_id(actor),
        product_name=product_name,
        active_ingredient=active_ingredient,
        pre_harvest_interval_days=pre_harvest_interval_days,
        label_photo_id=label_photo_id,
        created_at=now,
        updated_at=now,
        retired_at=None,
    )
    _check(session, actor, pesticide)
    session.add(pesticide)
    session.flush()
    return pesticide


def change_pesticide(
    session: Session, actor: Actor, pesticide_id: uuid.UUID, changes: Mapping[str, Any], *, now: datetime
) -> Pesticide:
    """Correct a pesticide, or retire it; entries of the diary keep what they were made with.

    Args:
        changes: some of what `add_pesticide` takes, and `retired`: true to offer it no more, false to offer it again.

    Raises:
        NotFound: it is missing or not the actor's.
        As `add_pesticide`.
    """
    pesticide = get_own_pesticide(session, actor, pesticide_id, lock=True)
    values = dict(changes)
    is_retired = values.pop("retired", pesticide.retired_at is not None)
    if is_retired != (pesticide.retired_at is not None):
        pesticide.retired_at = now if is_retired else None
    for name, value in values.items():
        setattr(pesticide, name, value)
    pesticide.updated_at = now
    with session.no_autoflush:
        _check(session, actor, pesticide)
    session.flush()
    return pesticide


def get_own_pesticide(
    session: Session, actor: Actor, pesticide_id: uuid.UUID, *, pointer: str = "", lock: bool = False
) -> Pesticide:
    """A pesticide of the list of the actor's organisation.

    Raises:
        NotFound: it is missing or another organisation's.
    """
    return get_own(session, actor, Pesticide, pesticide_id, what="pesticide", pointer=pointer, lock=lock)


def list_own_pesticides(session: Session, actor: Actor, wanted: Wanted) -> Page[Pesticide]:
    """A page of the list of the actor's organisation, the retired ones with it."""
    return list_own(session, actor, Pesticide, wanted, updated_at=Pesticide.updated_at)


def _check(session: Session, actor: Actor, pesticide: Pesticide) -> None:
    if pesticide.label_photo_id is not None:
        get_document_of_kind(
            session, actor, pesticide.label_photo_id, kind="photo", pointer="/label_photo_id"
        )
    if pesticide.retired_at is not None:
        return
    offered = session.scalars(
        select(Pesticide).where(
            Pesticide.organisation_id == pesticide.organisation_id, Pesticide.retired_at.is_(None)
        )
    )
    for other in offered:  # SQLite's lower() knows no Vietnamese letters
        if other is not pesticide and other.product_name.casefold() == pesticide.product_name.casefold():
            raise PesticideListed(
                product_name=other.product_name,
                interval_days=other.pre_harvest_interval_days,
                pointer="/product_name",
            )
