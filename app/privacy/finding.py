"""Everything that is kept about a person: which rows, in whichever table.

A new table is found by itself when its column refers to a person, or is named `…_by` as who did something. Answers that
are kept for retries are sealed: nobody can look into them.
"""

import uuid
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Column, Row, Table, Uuid, or_, select
from sqlalchemy.orm import Session

from app.accounts.model import Membership, UserAccount
from app.accounts.people import find_user
from app.privacy.persons import fold, get_person, performers_of
from batches.base import Base
from batches.diary.model import DiaryPerformer
from batches.documents.model import Document, Rendition
from batches.movements.model import Movement
from batches.organisations.members.model import Member
from batches.organisations.phones import normalise_phone
from batches.problem_reports.model import ProblemReport

PERSONAL = frozenset(
    {
        "api_token",
        "consent",
        "device",
        "diary_performer",
        "invitation",
        "login_session",
        "member",
        "membership",
        "user_account",
    }
)
"""Tables whose rows are about one person, so that what refers to such a row is too."""

ACTORS = frozenset({"actor_id", "subject_id"})
HIDDEN = "[hidden]"


@dataclass(frozen=True, kw_only=True, slots=True)
class FoundRow:
    """A row about a person; of secrets not even the hash is in `values`."""

    table: str
    values: dict[str, str]


def find_rows(session: Session, query: str) -> list[FoundRow]:
    """Every row about whoever the query names.

    Args:
        query: a part of a name, with or without tone marks; a whole phone, log-in or household code.
    """
    found: dict[tuple[Any, ...], FoundRow] = {}
    documents: set[uuid.UUID] = set()
    new = _seeds(session, query)
    seen = set(new)
    while new:
        more: set[uuid.UUID] = set()
        for table, columns in _tables():
            for row in session.execute(select(table).where(or_(*(column.in_(new) for column in columns)))):
                found.setdefault(_key(table, row), _shown(table.name, row))
                if table.name in PERSONAL:
                    more.add(row.id)
                    documents |= _papers(row)
        new = more - seen
        seen |= new
    return [
        *found.values(),
        *_documents(session, documents),
        *_bought(session, query),
        *_reported(session, query),
    ]


def _seeds(session: Session, query: str) -> set[uuid.UUID]:
    """The ids of the rows that the query names, and of the other sides of those persons."""
    members, users = _named(session, Member, query), _named(session, UserAccount, query)
    members |= set(session.scalars(select(Member.id).where(Member.household_code == query.strip())))
    if phone := normalise_phone(query):
        members |= set(session.scalars(select(Member.id).where(Member.phone == phone)))
    of_household = select(Membership.user_id).where(Membership.household_code == query.strip())
    users |= set(session.scalars(of_household))
    if user := find_user(session, query):
        users.add(user.id)
    persons = [get_person(session, member_id=one) for one in members]
    persons += [get_person(session, user_id=one) for one in users]
    found = {row.id for person in persons for row in person.members}
    found |= {row.id for person in persons for row in person.users}
    found |= {row.id for person in persons for row in performers_of(session, person)}
    return found | _named(session, DiaryPerformer, query)


def _named(
    session: Session, model: type[Member | UserAccount | DiaryPerformer], query: str
) -> set[uuid.UUID]:
    """The rows in whose name the query stands, with or without tone marks."""
    part = fold(query)
    names = session.execute(select(model.id, model.name))
    return {row_id for row_id, name in names if part and name and part in fold(name)}


def _bought(session: Session, query: str) -> Iterator[FoundRow]:
    """Shipments in whose buyer's name the query stands."""
    part, table = fold(query), Movement.__table__
    for row in session.execute(select(table).where(table.c.receiver_text.is_not(None))):
        if part and part in fold(row.receiver_text):
            yield _shown("movement", row)


def _reported(session: Session, query: str) -> Iterator[FoundRow]:
    """Problems whose sender wrote the name or number as where to be reached."""
    part, table = fold(query), ProblemReport.__table__
    for row in session.execute(select(table).where(table.c.contact.is_not(None))):
        if part and part in fold(row.contact):
            yield _shown("problem_report", row)


def _tables() -> Iterator[tuple[Table, list[Column[Any]]]]:
    """Each table that can be about a person, with the columns that say so."""
    for table in Base.metadata.sorted_tables:
        columns = [column for column in table.columns if _names_person(table, column)]
        if columns:
            yield table, columns


def _names_person(table: Table, column: Column[Any]) -> bool:
    if not isinstance(column.type, Uuid):
        return False
    if table.name in PERSONAL and column.name == "id":
        return True
    refers = any(key.column.table.name in PERSONAL for key in column.foreign_keys)
    return refers or column.name in ACTORS or column.name.endswith("_by")


def _key(table: Table, row: Row[Any]) -> tuple[Any, ...]:
    return (table.name, *(row._mapping[column.name] for column in table.primary_key.columns))


def _shown(table: str, row: Row[Any]) -> FoundRow:
    values = {
        name: HIDDEN if name.endswith("_hash") else str(value)
        for name, value in row._mapping.items()
        if value is not None
    }
    return FoundRow(table=table, values=values)


def _papers(row: Row[Any]) -> set[uuid.UUID]:
    """The photo of a member, the evidence of a consent."""
    named = (row._mapping.get(name) for name in ("photo_id", "evidence_document_id"))
    return {document_id for document_id in named if document_id is not None}


def _documents(session: Session, ids: set[uuid.UUID]) -> Iterator[FoundRow]:
    for table, column in (
        (Document.__table__, Document.__table__.c.id),
        (Rendition.__table__, Rendition.__table__.c.document_id),
    ):
        for row in session.execute(select(table).where(column.in_(ids))):
            yield _shown(str(table), row)
