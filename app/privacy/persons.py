"""Which rows are one person: a household, an account that is bound to it, and a name in the diary."""

import unicodedata
import uuid
from dataclasses import dataclass

from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from app.accounts.model import Membership, UserAccount
from batches.diary.model import DiaryEntry, DiaryPerformer
from batches.errors import NotFound
from batches.movements.model import Movement
from batches.organisations.members.model import Member

NOBODY = "—"  # the name of an erased account


@dataclass(frozen=True, kw_only=True, slots=True)
class Person:
    """One person, as household and as account."""

    members: list[Member]
    users: list[UserAccount]


def fold(text: str) -> str:
    """A text without tone marks and capitals, so that Trần and tran are one."""
    plain = "".join(c for c in unicodedata.normalize("NFD", text) if not unicodedata.combining(c))
    return " ".join(plain.replace("đ", "d").replace("Đ", "D").casefold().split())


def get_person(
    session: Session, *, member_id: uuid.UUID | None = None, user_id: uuid.UUID | None = None
) -> Person:
    """Who is meant by the id of a household or of an account, with their other side.

    An account is the same person's when it is bound to the household and has its phone or its name.

    Raises:
        NotFound: there is no such id.
    """
    if member_id is not None:
        member = session.get(Member, member_id)
        if member is None:
            raise NotFound(what="member", id=member_id)
        return Person(members=[member], users=_accounts_of(session, member))
    user = session.get(UserAccount, user_id)
    if user is None:
        raise NotFound(what="user", id=user_id)
    return Person(members=_households_of(session, user), users=[user])


def performers_of(session: Session, person: Person) -> list[DiaryPerformer]:
    """Where the diary names the person: by the household, or written with the same name in their organisation."""
    members = [member.id for member in person.members]
    names = _names(session, person)
    statement = (
        select(DiaryPerformer, DiaryEntry.organisation_id)
        .join(DiaryEntry, DiaryEntry.id == DiaryPerformer.diary_entry_id)
        .where(
            DiaryPerformer.name.is_not(None),
            or_(
                DiaryPerformer.member_id.in_(members),
                DiaryEntry.organisation_id.in_({organisation for organisation, _ in names}),
            ),
        )
    )
    return [
        performer
        for performer, organisation in session.execute(statement).all()
        if performer.member_id in members or (organisation, fold(performer.name or "")) in names
    ]


def bought_by(session: Session, person: Person) -> list[Movement]:
    """Shipments to a buyer who is written as the person's name, by an organisation of theirs."""
    names = _names(session, person)
    organisations = {organisation for organisation, _ in names}
    named = Movement.receiver_text.is_not(None), Movement.organisation_id.in_(organisations)
    return [
        shipment
        for shipment in session.scalars(select(Movement).where(*named))
        if (shipment.organisation_id, fold(shipment.receiver_text or "")) in names
    ]


def _accounts_of(session: Session, member: Member) -> list[UserAccount]:
    bound = (
        select(UserAccount)
        .join(Membership, Membership.user_id == UserAccount.id)
        .where(
            Membership.organisation_id == member.organisation_id,
            Membership.household_code == member.household_code,
        )
    )
    return [user for user in session.scalars(bound).unique() if _is_same(member, user)]


def _households_of(session: Session, user: UserAccount) -> list[Member]:
    bound = (
        select(Member)
        .join(
            Membership,
            (Membership.organisation_id == Member.organisation_id)
            & (Membership.household_code == Member.household_code),
        )
        .where(Membership.user_id == user.id)
    )
    return [member for member in session.scalars(bound).unique() if _is_same(member, user)]


def _is_same(member: Member, user: UserAccount) -> bool:
    same_phone = member.phone is not None and member.phone == user.phone
    return same_phone or (member.name is not None and fold(member.name) == fold(user.name))


def _names(session: Session, person: Person) -> set[tuple[uuid.UUID, str]]:
    """The person's names, each in an organisation in whose diary it may have been written."""
    found = {(member.organisation_id, fold(member.name)) for member in person.members if member.name}
    for user in person.users:
        organisations = select(Membership.organisation_id).where(Membership.user_id == user.id)
        if user.name != NOBODY:
            found |= {(one, fold(user.name)) for one in session.scalars(organisations)}
    return found
