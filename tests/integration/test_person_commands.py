"""`flask person` on both databases: found everywhere, erased for ever."""

import uuid
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import func, select, text
from sqlalchemy.orm import Session

from app.accounts.model import AuditEvent, Device, LoginSession, UserAccount
from app.privacy.persons import get_person
from app.storage import storage
from batches.base import Base
from batches.diary.model import DiaryPerformer
from batches.documents.model import Document
from batches.documents.rules import storage_path
from batches.harvest.model import Batch
from batches.organisations.members.model import Member
from batches.provenance.queries import find_public_batch
from tests.builders import (
    make_batch,
    make_cooperative,
    make_device,
    make_invitation,
    make_session,
    make_user,
)
from tests.builders_chain import make_shipment, make_weighed
from tests.builders_people import (
    HOUSEHOLD,
    NAME,
    PHONE,
    make_consent,
    make_document,
    make_grower,
    make_member,
    make_performer,
)
from tests.conftest import NOW, Writing


class World:
    """A grower who logs in too, with a trace in every table that can hold one; and a neighbour."""

    def __init__(self, session: Session) -> None:
        cooperative = make_cooperative(session)
        self.member = make_grower(session, cooperative)
        self.user = make_user(
            session,
            cooperative.organisation,
            name=NAME,
            phone=PHONE,
            login_name="ho-thu",
            role="farmer",
            household_code=HOUSEHOLD,
        )
        self.device = make_device(session, self.user).device
        make_invitation(session, self.user)
        make_session(session, self.user, device=self.device)
        cut = make_weighed(session, cooperative)
        make_shipment(session, cooperative, None, [(cut, "1")], to_text=NAME)
        self.linked = make_performer(session, cooperative, member_id=self.member.id, name="Chị Thử")
        self.written = make_performer(session, cooperative, name="tran thi HO thu")
        self.batch = make_batch(session, cooperative)
        self.neighbour = make_member(session, cooperative, name="Lê Văn Bên", phone="0900 000 555")
        make_consent(session, cooperative, self.neighbour)
        self.others = make_performer(session, cooperative, name="Lê Văn Bên")
        photo = session.get_one(Document, self.member.photo_id)
        self.photo_id, self.photo_path = photo.id, storage_path(photo.sha256)


@pytest.fixture
def world(writing: Writing) -> World:
    with writing() as session:
        return World(session)


def run(app: Flask, *words: str, **kwargs: Any) -> Any:
    return app.test_cli_runner().invoke(args=list(words), **kwargs)


@pytest.mark.parametrize("query", ["tran thi ho", NAME, "0900 000 987", "ho-thu", HOUSEHOLD])
def test_a_person_is_found_in_every_table(app: Flask, world: World, query: str) -> None:
    """By a part of the name without marks, phone, log-in or household code; of secrets not even a hash is shown."""
    found = run(app, "person", "list", query)

    tables = {line.partition("  ")[0] for line in found.stdout.splitlines()}
    assert found.exit_code == 0
    assert tables >= {
        *("member", "user_account", "membership", "consent", "diary_performer", "device", "login_session"),
        *("invitation", "audit_event", "document", "plot"),
    }
    assert ("movement" in tables) == (query in ("tran thi ho", NAME))
    assert str(world.neighbour.id) not in found.stdout
    assert world.device.secret_hash not in found.stdout
    assert "[hidden]" in found.stdout


def test_who_is_not_there_is_not_found(app: Flask, world: World) -> None:
    """No row, and no error."""
    found = run(app, "person", "list", "Không Ai Cả")

    assert (found.exit_code, found.stdout) == (0, "")


@pytest.mark.parametrize("by", ["member", "user"])
def test_an_erasure_leaves_no_trace_of_a_person(app: Flask, writing: Writing, world: World, by: str) -> None:
    """By the household's or the account's id: no row of any table and no file names them."""
    given = world.member.id if by == "member" else world.user.id

    done = run(app, "person", "erase", f"--{by}", str(given), "--yes")

    assert done.exit_code == 0, done.output
    assert "5 consents withdrawn, 1 photos, 2 diary entries, 1 shipments" in done.output
    assert done.output.count("stays: ") == 9
    with writing() as session:
        for table in Base.metadata.tables:
            rows = str(session.execute(text(f'SELECT * FROM "{table}"')).all()).casefold()
            for trace in (NAME, PHONE, "tran thi ho thu", "Chị Thử", "ho-thu'"):
                assert trace.casefold() not in rows, (table, trace)
        assert session.get(Document, world.photo_id) is None
        with pytest.raises(FileNotFoundError):
            storage().get(world.photo_path)


def test_an_erasure_keeps_ids_codes_and_everybody_else(app: Flask, writing: Writing, world: World) -> None:
    """The household's code, its batch and its event stay; log-in is closed; the neighbour is untouched; audited."""
    run(app, "person", "erase", "--member", str(world.member.id), "--yes")

    with writing() as session:
        member = session.get_one(Member, world.member.id)
        user = session.get_one(UserAccount, world.user.id)
        batch = session.get_one(Batch, world.batch.id)
        public = find_public_batch(session, batch_id=batch.id, now=NOW)
        assert (member.household_code, member.erased_at) == (HOUSEHOLD, NOW)
        assert all(consent.withdrawn_at == NOW for consent in member.consents)
        assert (user.disabled_at, user.password_hash) == (NOW, None)
        assert session.get_one(Device, world.device.id).revoked_at == NOW
        assert {row.ended_at for row in session.scalars(select(LoginSession))} == {NOW}
        assert public is not None
        assert not public.grower.is_shown
        assert session.get_one(DiaryPerformer, world.linked.id).member_id == member.id
        assert session.get_one(DiaryPerformer, world.others.id).name == "Lê Văn Bên"
        neighbour = session.get_one(Member, world.neighbour.id)
        assert (neighbour.name, neighbour.consents[0].withdrawn_at) == ("Lê Văn Bên", None)
        events = session.scalars(select(AuditEvent).where(AuditEvent.name.like("%:erased"))).all()
        assert {(event.name, event.subject_id) for event in events} == {
            ("cli:member:erased", member.id),
            ("cli:user:erased", user.id),
        }


def test_an_erasure_done_twice_is_done_once(app: Flask, writing: Writing, world: World) -> None:
    """The second says so, changes nothing and is no event."""
    run(app, "person", "erase", "--user", str(world.user.id), "--yes")
    again = run(app, "person", "erase", "--member", str(world.member.id), "--yes")

    assert (again.exit_code, "(erased before)" in again.output) == (0, True)
    assert "0 consents withdrawn, 0 photos, 0 diary entries, 0 shipments" in again.output
    with writing() as session:
        erased = select(func.count()).select_from(AuditEvent).where(AuditEvent.name.like("%:erased"))
        assert session.scalar(erased) == 2


def test_an_erasure_asks_first(app: Flask, writing: Writing, world: World) -> None:
    """It names who is meant by ids; without a yes nothing happens; an unknown id and no id are refused."""
    asked = run(app, "person", "erase", "--member", str(world.member.id), input="n\n")
    unknown = run(app, "person", "erase", "--user", str(uuid.UUID(int=9)), "--yes")
    neither = run(app, "person", "erase", "--yes")

    assert asked.exit_code == unknown.exit_code == 1
    assert f"user {world.user.id}" in asked.output
    assert NAME not in asked.output
    assert neither.exit_code == 2
    with writing() as session:
        assert session.get_one(Member, world.member.id).name == NAME


def test_another_account_of_the_household_is_another_person(writing: Writing) -> None:
    """Bound to the same household under another name and phone, it is not meant."""
    with writing() as session:
        cooperative = make_cooperative(session)
        member = make_member(session, cooperative, household_code=HOUSEHOLD)
        son = make_user(
            session, cooperative.organisation, name="Trần Văn Con", role="farmer", household_code=HOUSEHOLD
        )

        assert get_person(session, member_id=member.id).users == []
        assert get_person(session, user_id=son.id).members == []


def test_a_photo_that_something_else_uses_stays_and_is_told(app: Flask, writing: Writing) -> None:
    """The member is taken off it; the command says where to look."""
    with writing() as session:
        cooperative = make_cooperative(session)
        member = make_grower(session, cooperative)
        make_member(session, cooperative, name="Lê Văn Bên", phone=None, photo_id=member.photo_id)

    done = run(app, "person", "erase", "--member", str(member.id), "--yes")

    assert f"look: photo {member.photo_id} is used as member.photo_id too" in done.output
    with writing() as session:
        assert session.get(Document, member.photo_id) is not None


def test_bytes_that_two_documents_share_stay_for_the_other(app: Flask, writing: Writing) -> None:
    """The same photo uploaded twice is stored once."""
    with writing() as session:
        cooperative = make_cooperative(session)
        member = make_grower(session, cooperative)
        content = storage().get(storage_path(session.get_one(Document, member.photo_id).sha256))
        twin = make_document(session, cooperative, content=content)

    run(app, "person", "erase", "--member", str(member.id), "--yes")

    with writing() as session:
        assert session.get(Document, member.photo_id) is None
        assert storage().get(storage_path(twin.sha256)) == content
