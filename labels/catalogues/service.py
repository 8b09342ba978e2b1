"""Use cases of a catalogue: the built-in things and an organisation's own. The caller owns the transaction."""

import json
import uuid
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Generic, Protocol, TypeVar

from sqlalchemy import select
from sqlalchemy.orm import Session

from batches.actors import Actor
from batches.days import day_of
from batches.errors import DomainError, NotFound, What
from batches.ownership import list_own, own_organisation_id
from batches.paging import Page, Wanted
from labels.catalogues.model import OwnItem


class Keyed(Protocol):
    """A value with a key."""

    @property
    def key(self) -> str: ...


T = TypeVar("T", bound=Keyed)


@dataclass(frozen=True, kw_only=True, slots=True)
class Known(Generic[T]):
    """A thing that an organisation can print with.

    Attributes:
        id: where it stands in a list; built-in things come after all own ones.
        updated_at: None of a built-in thing.
        retired_at: of an own thing with which no new run is made.
    """

    id: uuid.UUID
    item: T
    updated_at: datetime | None = None
    retired_at: datetime | None = None

    @property
    def is_built_in(self) -> bool:
        return self.updated_at is None


@dataclass(frozen=True, kw_only=True, slots=True)
class Refusals:
    """What a catalogue refuses; each error takes `key`.

    Attributes:
        unknown: a request for a run names none that there is; it also takes `known`.
        retired: it names one that is retired; it also takes `retired_on`.
        taken: a new key is not free; it also takes `what_vi` and `what_en`.
        built_in: a change of what is not the organisation's.
    """

    unknown: type[DomainError]
    retired: type[DomainError]
    taken: type[DomainError]
    built_in: type[DomainError]


@dataclass(frozen=True, kw_only=True, slots=True)
class Catalogue(Generic[T]):
    """All things of one kind.

    Attributes:
        what: what a refusal calls one.
        pointer: of the field of a request for a run that names one.
        read: the thing that a document sent means, checked whole.
        write, restore: to the document that is kept, and back.
    """

    what: What
    pointer: str
    kept_in: type[OwnItem]
    built_in: Mapping[str, T]
    read: Callable[[Mapping[str, Any]], T]
    write: Callable[[T], dict[str, Any]]
    restore: Callable[[dict[str, Any]], T]
    refusals: Refusals

    def add(self, session: Session, actor: Actor, *, document: Mapping[str, Any], now: datetime) -> Known[T]:
        """Keep a thing of the actor's organisation.

        Raises:
            DomainError: of `read`, with everything that is wrong with it; or its key is a built-in thing's, or
                that of another own one.
        """
        item = self.read(document)
        if item.key in self.built_in:
            raise self._taken(item.key, "có sẵn trong hệ thống", "built in")
        if self._find_own(session, actor, item.key) is not None:
            raise self._taken(item.key, "của tổ chức", "your own")
        row = self.kept_in(
            organisation_id=own_organisation_id(actor),
            key=item.key,
            document=self._written(item),
            created_at=now,
            updated_at=now,
            retired_at=None,
        )
        session.add(row)
        session.flush()
        return self._known(row)

    def change(
        self, session: Session, actor: Actor, key: str, *, changes: Mapping[str, Any], now: datetime
    ) -> Known[T]:
        """Change parts of an own thing, or retire it; its key stays, and so does every run that was made with it.

        Args:
            changes: parts of it, and `retired`: true to make no new run with it, false to allow it again.

        Raises:
            NotFound: the organisation has none of that key.
            DomainError: it is built in, or would not be accepted as a new one.
        """
        row = self._find_own(session, actor, key, lock=True)
        if row is None and key in self.built_in:
            raise self.refusals.built_in(key=key)
        if row is None:
            raise NotFound(what=self.what, id=key)
        parts = dict(changes)
        is_retired = parts.pop("retired", row.retired_at is not None)
        if parts:
            row.document = self._written(self.read({**json.loads(row.document), **parts}))
        if is_retired != (row.retired_at is not None):
            row.retired_at = now if is_retired else None
        row.updated_at = now
        session.flush()
        return self._known(row)

    def get(self, session: Session, actor: Actor, key: str) -> Known[T]:
        """An own thing, or a built-in one: an own one stays its organisation's, should a later version bring its key.

        Raises:
            NotFound: there is none of that key.
        """
        row = self._find_own(session, actor, key)
        if row is not None:
            return self._known(row)
        found = next((known for known in self._all_built_in() if known.item.key == key), None)
        if found is None:
            raise NotFound(what=self.what, id=key)
        return found

    def get_named(self, session: Session, actor: Actor, key: str) -> Known[T]:
        """The same, named in a request for something else.

        Raises:
            DomainError: there is none; it names those that there are.
        """
        try:
            return self.get(session, actor, key)
        except NotFound as error:
            names = ", ".join([*self.built_in, *sorted(self._own_keys(session, actor, is_offered=True))])
            raise self.refusals.unknown(key=key, known=names, pointer=self.pointer) from error

    def get_to_print(self, session: Session, actor: Actor, key: str) -> T:
        """The same, named in a request for a run.

        Raises:
            DomainError: there is none, or no new run is made with it.
        """
        known = self.get_named(session, actor, key)
        if known.retired_at is not None:
            raise self.refusals.retired(key=key, retired_on=day_of(known.retired_at), pointer=self.pointer)
        return known.item

    def list_all(self, session: Session, actor: Actor, wanted: Wanted) -> Page[Known[T]]:
        """A page of the own things, newest first and retired ones too, and after them the built-in ones."""
        own = list_own(session, actor, self.kept_in, wanted, updated_at=self.kept_in.updated_at)
        rows = [self._known(row) for row in own.rows]
        if own.next is None and wanted.updated_since is None:
            hidden = self._own_keys(session, actor)
            shown = [known for known in self._all_built_in() if known.item.key not in hidden]
            rows += [known for known in shown if wanted.before is None or known.id < wanted.before]
        page = rows[: wanted.limit]
        more = own.next is not None or len(rows) > len(page)
        return Page(rows=page, next=page[-1].id if more else None)

    def _all_built_in(self) -> list[Known[T]]:
        """From the last that a list shows to the first: below any UUIDv7 of a real day."""
        count = len(self.built_in)
        return [
            Known(id=uuid.UUID(int=count - at), item=item) for at, item in enumerate(self.built_in.values())
        ]

    def _find_own(self, session: Session, actor: Actor, key: str, *, lock: bool = False) -> OwnItem | None:
        kind = self.kept_in
        own = select(kind).where(kind.organisation_id == actor.organisation_id, kind.key == key)
        return session.scalar(own.with_for_update() if lock else own)

    def _own_keys(self, session: Session, actor: Actor, *, is_offered: bool = False) -> set[str]:
        kind = self.kept_in
        own = select(kind.key).where(kind.organisation_id == actor.organisation_id)
        return set(session.scalars(own.where(kind.retired_at.is_(None)) if is_offered else own))

    def _taken(self, key: str, what_vi: str, what_en: str) -> DomainError:
        return self.refusals.taken(key=key, what_vi=what_vi, what_en=what_en, pointer="/key")

    def _written(self, item: T) -> str:
        return json.dumps(self.write(item), ensure_ascii=False)

    def _known(self, row: OwnItem) -> Known[T]:
        return Known(
            id=row.id,
            item=self.restore(json.loads(row.document)),
            updated_at=row.updated_at,
            retired_at=row.retired_at,
        )
