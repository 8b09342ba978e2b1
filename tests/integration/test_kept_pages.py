"""Pages that are kept: as new as the database, once made, and honest while it is away."""

import shutil
import time
import uuid
from collections.abc import Callable
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import psycopg
import pytest
from flask import Flask
from sqlalchemy import event, select
from sqlalchemy.orm import Session

from app import keeping
from app.db import db, transaction
from app.scan.looking import KEPT_S
from app.secrets import label_keys
from batches.certificates.model import Certificate
from batches.diary.service import record_entry
from batches.documents.model import Document
from batches.harvest.model import Batch
from batches.organisations.members.model import Consent, Member
from batches.organisations.model import Organisation
from batches.plots.growing_areas.model import GrowingAreaCode
from batches.plots.model import Plot
from batches.products.model import Product
from labels.codes.codes import derive_run_key, make_code
from labels.runs.life.model import LabelEntry
from labels.runs.model import PrintRun
from labels.scans.service import expose_key
from tests.availability import need
from tests.builders import Cooperative, make_batch, make_cooperative, make_run
from tests.builders_chain import make_inspection, make_lab_test, make_recall
from tests.builders_field import make_report
from tests.builders_people import NAME, make_grower
from tests.conftest import NOW, MakeApp, _migrate
from tests.postgresql import find_binaries, running_server


@dataclass(frozen=True)
class Printed:
    """A harvest with a household that agreed to be shown, and the first code of its labels."""

    cooperative: Cooperative
    batch: Batch
    run: PrintRun
    code: str

    @property
    def path(self) -> str:
        return f"/t/{self.code}?lang=vi"


def print_labels(app: Flask) -> Printed:
    with app.app_context(), transaction() as session:
        keys, cooperative = label_keys(), make_cooperative(session)
        make_grower(session, cooperative)
        batch = make_batch(session, cooperative)
        run = make_run(session, cooperative, keys, batch_id=batch.id)
        code = make_code(derive_run_key(keys.get(run.key_id), run.key_id, run.number), run.number, 1)
        return Printed(cooperative, batch, run, code)


def put(kind: type[Any], **values: Any) -> Callable[[Session, Printed], None]:
    """A writer that changes the only row of a table."""

    def change(session: Session, _printed: Printed) -> None:
        row = session.scalars(select(kind)).one()
        for name, value in values.items():
            setattr(row, name, value)

    return change


def tell(kind: str, **values: Any) -> Callable[[Session, Printed], None]:
    """A line in the log of the run."""

    def change(session: Session, printed: Printed) -> None:
        log = session.scalars(select(LabelEntry).where(LabelEntry.run_id == printed.run.id)).all()
        asked = next((entry.id for entry in log if entry.kind == "reprint_asked"), None)
        given = {"first": 1, "last": 1, "reason": "jam", "is_alone": False, "recorded_by": uuid.UUID(int=1)}
        answers = {"answers_id": asked} if kind == "reprint_approved" else {}
        session.add(
            LabelEntry(
                run_id=printed.run.id, number=len(log) + 1, kind=kind, recorded_at=NOW,
                **{**given, **answers, **values},
            )
        )  # fmt: skip

    return change


def withdraw(purpose: str) -> Callable[[Session, Printed], None]:
    def change(session: Session, _printed: Printed) -> None:
        session.scalars(select(Consent).where(Consent.purpose == purpose)).one().withdrawn_at = NOW

    return change


def picture_taken_back(session: Session, printed: Printed) -> None:
    image_id = session.get_one(Product, printed.cooperative.product.id).image_id
    session.get_one(Document, image_id).visibility = "private"


CHANGES: list[tuple[Callable[[Session, Printed], object], str | None, str | None]] = [
    (put(Organisation, name="Hợp tác xã Tên Mới"), "Hợp tác xã Tên Mới", None),
    (put(Product, storage="Trong mát 13 °C"), "Trong mát 13 °C", None),
    (put(Product, shelf_life_days=9), "9 ngày", None),
    (put(GrowingAreaCode, code="VN-DTOR-9999"), "VN-DTOR-9999", None),
    (put(Plot, commune_code="30253"), None, None),
    (put(Member, name="Lê Văn Khác"), "Lê Văn Khác", NAME),
    (withdraw("public_name"), None, "Lê Văn Khác"),
    (withdraw("public_phone"), None, "Điện thoại"),
    (withdraw("public_photo"), None, "/media/people/"),
    (picture_taken_back, None, "size=medium"),
    (
        lambda s, p: record_entry(s, p.cooperative.actor, make_report(p.cooperative), now=NOW),
        "theo nhật ký vườn",
        None,
    ),
    (lambda s, p: make_inspection(s, p.cooperative, [p.batch]), "Kiểm tra chất lượng", None),
    (lambda s, p: make_lab_test(s, p.cooperative, [p.batch]), "Phòng thử nghiệm Mẫu", None),
    (put(Certificate, body="Tổ chức khác"), "Tổ chức khác", None),
    (tell("reprint_asked"), None, ""),
    (tell("reprint_approved", reason=None), "đã in lại", None),
    (lambda s, p: expose_key(s, p.run.key_id, reason="mất bản sao", now=NOW), "đã bị lộ", None),
    (lambda s, p: make_recall(s, p.cooperative, [p.batch]), "Bị thu hồi", "Tổ chức khác"),
    (tell("void"), "Tem đã bị hủy", "Bị thu hồi"),
]


def test_whatever_a_page_states_changes_with_the_database(app: Flask) -> None:
    """Facts, papers, people's consents, pictures, recalls, what became of the label: each at the next look, also of a
    page that was answered from memory before; and an entry of the log that the page does not state changes nothing."""
    printed, client = print_labels(app), app.test_client()
    for number, (change, there, gone) in enumerate(CHANGES):
        client.get(printed.path)
        before = client.get(printed.path)  # kept, made and answered before Flask
        with app.app_context(), transaction() as session:
            change(session, printed)
        after = client.get(printed.path)

        assert before.status_code == after.status_code == 200
        if gone == "":
            assert after.text == before.text, number
            continue
        assert after.text != before.text, number
        assert after.headers["ETag"] != before.headers["ETag"], number
        assert there is None or (there in after.text and there not in before.text), number
        assert gone is None or (gone in before.text and gone not in after.text), number


def test_a_page_is_made_once_and_asked_for_by_nothing_within_its_second(app: Flask) -> None:
    """The second look sends no statement at all; when its time is over, the same are sent and nothing is made."""
    printed, client = print_labels(app), app.test_client()
    app.config[KEPT_S] = 1000.0
    first = client.get(printed.path)
    asked: list[str] = []
    with app.app_context():
        event.listen(db.engine, "before_cursor_execute", lambda *given: asked.append(given[2]))
        event.listen(db.engine, "checkout", lambda *_given: asked.append("a connection"))
    second = client.get(printed.path)
    within = list(asked)
    app.config[KEPT_S] = 0.0
    third = client.get(printed.path)
    unchanged = list(asked)
    asked.clear()
    with app.app_context(), transaction() as session:
        make_cooperative(session, gtin=None)  # another's affair, of which the page says nothing
    of_it = len(asked)
    fourth = client.get(printed.path)

    assert within == []
    assert set(unchanged) <= {"a connection", "BEGIN"}  # the driver alone asked: no ORM, no statement built
    assert unchanged.count("a connection") == 3  # for the mark, of run and batch; and for the label's scans
    assert set(asked[of_it:]) <= {"a connection", "BEGIN"}
    assert asked[of_it:].count("a connection") == 5  # run and batch are asked for again, too
    assert first.data == second.data == third.data == fourth.data


def test_what_is_written_past_the_service_shows_all_the_same(
    app: Flask, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A console of the database moves no mark: the page's own statements are sent again a little later."""
    printed, client = print_labels(app), app.test_client()
    for _ in range(2):
        client.get(printed.path)
    with app.app_context():
        raw = db.engine.raw_connection()
        raw.cursor().execute("UPDATE organisation SET name = 'Hợp tác xã Bàn Phím'")
        raw.commit()
        raw.close()
    still = client.get(printed.path).text
    monkeypatch.setattr(keeping, "ASKED_AGAIN_S", 0.0)

    assert "Hợp tác xã Bàn Phím" not in still
    assert "Hợp tác xã Bàn Phím" in client.get(printed.path).text


def test_a_recall_shows_when_its_second_is_over(app: Flask) -> None:
    """What is kept is as old as was said and no older."""
    printed, client = print_labels(app), app.test_client()
    app.config[KEPT_S] = 0.5
    for _ in range(2):
        client.get(printed.path)
    with app.app_context(), transaction() as session:
        make_recall(session, printed.cooperative, [printed.batch])
    time.sleep(0.5)

    assert "Bị thu hồi" in client.get(printed.path).text


def test_without_its_database_a_page_never_says_issued(
    make_app: MakeApp, request: pytest.FixtureRequest, tmp_path: Path
) -> None:
    """The batch's part stays, the label is said to be unchecked, a forged code gets nothing, nothing is kept by
    anybody; a label that nobody asked for before gets a calm page, too; and all is well when it is back."""
    if "postgresql" in request.node.callspec.id:
        _without_postgresql(make_app)
        return
    file = tmp_path / "test.db"
    app = make_app()
    printed, client = print_labels(app), app.test_client()
    issued = client.get(printed.path).text
    with app.app_context():
        db.engine.dispose()
    shutil.move(file, tmp_path / "away.db")
    for extra in ("-wal", "-shm"):
        Path(f"{file}{extra}").unlink(missing_ok=True)
    file.mkdir()  # a file that cannot be opened
    assert_unchecked(app, printed, issued)
    file.rmdir()
    shutil.move(tmp_path / "away.db", file)
    app.extensions["ronguon.looking"].ask_at_once()

    assert "Đã phát hành" in client.get(printed.path).text


def _without_postgresql(make_app: MakeApp) -> None:
    binaries = find_binaries()
    need(binaries, "PostgreSQL's server binaries (initdb, pg_ctl) are not on this machine")
    assert binaries is not None
    with ExitStack() as stack:
        url = stack.enter_context(running_server(binaries))
        plain = url.replace("+psycopg", "") + "/postgres"
        with psycopg.connect(plain, autocommit=True) as connection:
            connection.execute("CREATE DATABASE stopped")
        _migrate(f"{url}/stopped")
        app = make_app(DATABASE_URL=f"{url}/stopped")
        printed = print_labels(app)
        issued = app.test_client().get(printed.path).text
        stack.close()  # the server is stopped at once
        assert_unchecked(app, printed, issued)


def assert_unchecked(app: Flask, printed: Printed, issued: str) -> None:
    client = app.test_client()
    page = client.get(printed.path)
    again = client.get(printed.path)
    forged = client.get(f"/t/{printed.code[:-1]}{'0' if printed.code[-1] != '0' else '1'}")

    assert "Đã phát hành" in issued
    assert page.status_code == again.status_code == 200
    for text in (page.text, again.text):
        assert "Lúc này chưa kiểm tra được" in text
        assert printed.batch.lot in text
        assert "hát hành" not in text.replace("ngày phát hành", "")
    assert page.headers["Cache-Control"] == "private, no-store"
    assert "ETag" not in page.headers
    assert forged.status_code == 503
    assert printed.batch.lot not in forged.text
    assert "hát hành" not in forged.text
