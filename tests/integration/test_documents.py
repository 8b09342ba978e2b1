"""Documents in the database and the storage: who sees which, and what the sweep takes."""

import os
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from click.testing import Result
from flask import Flask
from sqlalchemy import select

from app.backups.contents import named_files
from app.db import db
from app.storage import storage
from batches.base import new_id
from batches.documents.files import StoredFile, store_file
from batches.documents.model import Document, Rendition
from batches.documents.rules import digest, storage_path
from batches.documents.service import get_own_document, list_documents
from batches.documents.sweeping import LEAST_AGE, sweep_files
from batches.errors import NotFound
from batches.paging import Wanted
from tests.builders import make_actor, make_organisation
from tests.builders_documents import PDF_PAPER, encode, make_document, make_file, make_picture
from tests.conftest import NOW, MakeApp, Writing

WANTED = Wanted(limit=50, before=None, updated_since=None)
OLD = LEAST_AGE + timedelta(seconds=1)


@pytest.fixture
def app(make_app: MakeApp, tmp_path: Path) -> Flask:
    """Files in a folder, whose times can be set."""
    return make_app(FILES_URL=f"file://{tmp_path / 'files'}")


def aged(folder: Path, path: str, age: timedelta) -> None:
    at = (NOW - age).timestamp()
    os.utime(folder / "files" / path, (at, at))


def sweep(app: Flask, *words: str) -> Result:
    return app.test_cli_runner().invoke(args=["files", "sweep", *words])


def test_a_farmer_of_one_household_sees_what_they_sent(writing: Writing) -> None:
    """And what is public; another household's slip is not there, in the list as by its id."""
    with writing() as session:
        organisation = make_organisation(session)
        farmer = make_actor(organisation, id=new_id(), role="farmer", household_code="H01")
        manager = make_actor(organisation)
        own = make_document(session, farmer, content=PDF_PAPER, kind="slip")
        public = make_document(session, manager, visibility="public")
        other = make_document(session, manager, content=PDF_PAPER, kind="slip")

        assert [found.id for found in list_documents(session, farmer, WANTED).rows] == [public.id, own.id]
        assert len(list_documents(session, manager, WANTED).rows) == 3
        assert get_own_document(session, farmer, own.id) is own
        with pytest.raises(NotFound):
            get_own_document(session, farmer, other.id)


def test_another_organisation_s_document_is_not_there(writing: Writing) -> None:
    """Not even a public one: that is what `/media` is for."""
    with writing() as session:
        document = make_document(session, make_actor(make_organisation(session)), visibility="public")
        stranger = make_actor(make_organisation(session))

        assert list_documents(session, stranger, WANTED).rows == []
        with pytest.raises(NotFound):
            get_own_document(session, stranger, document.id)


def test_the_sweep_takes_what_no_row_names_and_is_old(app: Flask, writing: Writing, tmp_path: Path) -> None:
    """An old orphan goes, also one that only a rolled back upload left; documents, sizes and strangers stay."""
    with writing() as session:
        make_document(session, make_actor(make_organisation(session)), content=encode(make_picture(900, 600)))
        kept = {file.path for file in storage().list()}
        for content in (b"old", b"young"):
            storage().put(storage_path(digest(content)), content)
        storage().put("other/program.txt", b"not ours")
    old = storage_path(digest(b"old"))
    for path in (*kept, old, "other/program.txt"):
        aged(tmp_path, path, OLD)
    aged(tmp_path, storage_path(digest(b"young")), LEAST_AGE - timedelta(minutes=1))

    tried = sweep(app, "--dry-run")
    done = sweep(app)

    assert (tried.exit_code, tried.stdout) == (done.exit_code, done.stdout) == (0, f"{old}\n")
    with app.app_context():
        left = {file.path for file in storage().list()}
    assert left == kept | {storage_path(digest(b"young")), "other/program.txt"}
    assert sweep(app).stdout == ""


def test_bytes_that_come_again_are_young(app: Flask, writing: Writing, tmp_path: Path) -> None:
    """An upload of what lies there as an old orphan is not swept before its row is there."""
    file = make_file(PDF_PAPER, kind="slip")
    path = storage_path(file.sha256)
    with app.app_context():
        store_file(storage(), file)
        aged(tmp_path, path, OLD)
        store_file(storage(), file)
        found = storage().find(path)

    assert found is not None
    assert found.modified_at > NOW


def test_a_file_is_looked_at_again_before_it_goes(app: Flask, writing: Writing) -> None:
    """It was old when it was listed, and came anew meanwhile; or another sweep has taken it."""

    class Changing:
        def __init__(self, again: datetime | None) -> None:
            self.again, self.deleted = again, list[str]()

        def list(self) -> "list[StoredFile]":
            return [StoredFile(storage_path(digest(b"x")), NOW - OLD)]

        def find(self, path: str) -> StoredFile | None:
            return None if self.again is None else StoredFile(path, self.again)

        def delete(self, path: str) -> None:
            self.deleted.append(path)

        def put(self, path: str, content: bytes) -> None: ...

        def get(self, path: str) -> bytes:
            return b""

    with writing() as session:
        for again, deleted in ((NOW, 0), (None, 0), (NOW - OLD, 1)):
            changing = Changing(again)
            assert len(list(sweep_files(session, changing, is_dry=False, now=NOW))) == deleted
            assert len(changing.deleted) == deleted


def test_a_backup_names_every_size(app: Flask, writing: Writing) -> None:
    """A restored service shows its pages' pictures, not only the kept ones."""
    with writing() as session:
        make_document(
            session, make_actor(make_organisation(session)), content=encode(make_picture(2000, 1500))
        )
        expected = {*session.scalars(select(Document.sha256)), *session.scalars(select(Rendition.sha256))}
    with app.app_context(), db.engine.connect() as connection:
        named = named_files(connection)
        assert {storage_path(sha256) for sha256 in named} == {file.path for file in storage().list()}

    assert len(named) == 4
    assert set(named) == expected
