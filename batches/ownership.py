"""Rows that belong to an organisation: found for who acts for it, missing for everybody else."""

import uuid
from collections.abc import Sequence
from typing import Any, Protocol, TypeVar

from sqlalchemy import ColumnElement, select
from sqlalchemy.orm import InstrumentedAttribute, Session
from sqlalchemy.orm.interfaces import ORMOption

from batches.actors import Actor
from batches.errors import NotFound, What
from batches.paging import Page, Wanted, read_page


class Owned(Protocol):
    """A mapped class whose rows belong to one organisation each."""

    id: Any
    organisation_id: Any


T = TypeVar("T", bound=Owned)


def own_organisation_id(actor: Actor) -> uuid.UUID:
    """The organisation that an actor acts for.

    Raises:
        NotFound: it acts for none.
    """
    if actor.organisation_id is None:
        raise NotFound(what="organisation", id=None)
    return actor.organisation_id


def get_own(
    session: Session,
    actor: Actor,
    kind: type[T],
    row_id: uuid.UUID,
    *,
    what: What,
    pointer: str = "",
    lock: bool = False,
) -> T:
    """A row of the actor's organisation.

    Args:
        what: what the refusal calls it.
        pointer: the request's field that named it.
        lock: nobody else changes it until the transaction ends.

    Raises:
        NotFound: it is missing or another organisation's.
    """
    row = session.get(kind, row_id, with_for_update=lock or None)
    if row is None or row.organisation_id != actor.organisation_id:
        raise NotFound(what=what, id=row_id, pointer=pointer)
    return row


def list_own(
    session: Session,
    actor: Actor,
    kind: type[T],
    wanted: Wanted,
    *where: ColumnElement[bool],
    updated_at: InstrumentedAttribute[Any],
    load: Sequence[ORMOption] = (),
) -> Page[T]:
    """A page of the rows of the actor's organisation, the newest first.

    Args:
        updated_at: the column that tells when a row was made or last changed.
        load: what hangs on the rows and is wanted too, once for all of them.
    """
    own = select(kind).where(kind.organisation_id == actor.organisation_id, *where).options(*load)
    return read_page(session, own, wanted, key=kind.id, updated_at=updated_at)
