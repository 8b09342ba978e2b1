"""Erasing a person: names, phones, photo and log-in go; ids, codes and what was recorded stay, naming nobody."""

from dataclasses import dataclass, field

from sqlalchemy import update
from sqlalchemy.orm import Session

from app.accounts.audit import Trail, record
from app.accounts.leaving import disable_user
from app.accounts.model import Membership, UserAccount
from app.privacy.papers import remove_document
from app.privacy.persons import NOBODY, Person, bought_by, performers_of
from app.storage import ObstoreStorage
from batches.organisations.members.model import Member
from batches.organisations.members.service import end_consent

ERASED_LOGIN = "erased-"
STAYS = (
    (
        "ids, household codes, roles",
        "events, labels and decisions name by them; without a name they lead to nobody",
    ),
    ("events, lots, labels, print runs", "they never held a name, phone, photo or exact position"),
    ("the position of a plot", "it is the plot's, and private; PATCH the plot to take it away"),
    ("audit events", "they hold ids only and cannot be changed"),
    (
        "withdrawn consents with their evidence",
        "they prove what was agreed to; `flask purge` takes them two years after the withdrawal",
    ),
    (
        "vehicles and slip numbers of shipments",
        "a recall must find the goods; sender and receiver alone see them, no event has them",
    ),
    (
        "what people wrote in notes and reasons",
        "diary entries and decisions cannot be changed; a name that was typed there stays",
    ),
    (
        "answers kept for retries",
        "sealed: only who sent a request can open its answer, and for 30 days at most",
    ),
    (
        "backups made before",
        "until they expire; after restoring one, run this command with the same id again",
    ),
)
"""What an erasure leaves, and why: printed each time."""


@dataclass(kw_only=True, slots=True)
class Erasure:
    """What was done: how many of each, and which photos something else still uses.

    Attributes:
        bought: shipments in which the person was written as the buyer.
    """

    consents: int = 0
    photos: int = 0
    performers: int = 0
    bought: int = 0
    still_used: list[str] = field(default_factory=list)


def erase_person(session: Session, trail: Trail, storage: ObstoreStorage, person: Person) -> Erasure:
    """Erase a person; who was erased before stays as they are."""
    done = Erasure()
    done.performers = _forget_performers(session, person)
    done.bought = _forget_buyer(session, person)
    for member in person.members:
        _erase_member(session, trail, storage, member, done)
    for user in person.users:
        _erase_user(session, trail, user)
    session.flush()
    return done


def _forget_performers(session: Session, person: Person) -> int:
    """Take the person's name out of the diary; which household did the work stays, as an id."""
    performers = performers_of(session, person)
    for performer in performers:
        performer.name = None
    session.flush()
    return len(performers)


def _forget_buyer(session: Session, person: Person) -> int:
    """Take the person's name off shipments that were sold to them."""
    bought = bought_by(session, person)
    for shipment in bought:
        shipment.receiver_text = NOBODY
    session.flush()
    return len(bought)


def _erase_member(
    session: Session, trail: Trail, storage: ObstoreStorage, member: Member, done: Erasure
) -> None:
    session.refresh(member, with_for_update=True)  # a manager may be changing it just now
    if member.erased_at is not None:
        return
    for consent in member.consents:
        done.consents += consent.withdrawn_at is None
        end_consent(consent, by=trail.actor_id, now=trail.now)
    photo_id = member.photo_id
    member.name = member.phone = member.photo_id = None
    member.erased_at = member.updated_at = trail.now
    session.flush()
    if photo_id is not None:
        users = remove_document(session, storage, photo_id)
        done.photos += not users
        done.still_used += [f"photo {photo_id} is used as {user} too" for user in users]
    record(session, trail, "member:erased", subject_id=member.id, organisation_id=member.organisation_id)


def _erase_user(session: Session, trail: Trail, user: UserAccount) -> None:
    if (user.login_name or "").startswith(ERASED_LOGIN):
        return
    disable_user(session, trail, user)
    user.name, user.phone, user.password_hash = NOBODY, None, None
    user.login_name = f"{ERASED_LOGIN}{user.id.hex}"
    session.execute(
        update(Membership)
        .where(Membership.user_id == user.id, Membership.ended_at.is_(None))
        .values(ended_at=trail.now, updated_at=trail.now)
    )
    record(session, trail, "user:erased", subject_id=user.id)
