"""A page that is kept says what the database says, at the next look."""

from collections.abc import Callable
from typing import Any

from flask import Flask
from sqlalchemy import select
from sqlalchemy.orm import Session

from app.db import transaction
from batches.certificates.model import Certificate
from batches.diary.service import record_entry
from batches.documents.model import Document
from batches.organisations.members.model import Consent, Member
from batches.organisations.model import Organisation
from batches.plots.growing_areas.model import GrowingAreaCode
from batches.plots.model import Plot
from batches.products.model import Product
from labels.scans.service import expose_key
from tests.builders_chain import make_inspection, make_lab_test, make_recall
from tests.builders_field import make_report
from tests.builders_people import NAME
from tests.conftest import NOW
from tests.integration.printed_pages import Printed, print_labels, tell


def put(kind: type[Any], **values: Any) -> Callable[[Session, Printed], None]:
    """A writer that changes the only row of a table."""

    def change(session: Session, _printed: Printed) -> None:
        row = session.scalars(select(kind)).one()
        for name, value in values.items():
            setattr(row, name, value)

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
