"""Printers on both databases: their names, what is kept of readings, and that nothing of that changes."""

from typing import Any

import pytest
from sqlalchemy import delete, select, text
from sqlalchemy.exc import DatabaseError, IntegrityError

from batches.base import InsertOnlyViolation
from batches.paging import Wanted
from labels.own_stocks.service import STOCKS
from labels.printers.errors import PageOutdated, PrinterNameTaken
from labels.printers.model import Printer, PrinterCalibration
from labels.printers.rules import page_code
from labels.printers.service import get_own_printer, list_calibrations, setup_of, take_readings
from labels.stock.readings import Readings
from tests.builders import make_cooperative
from tests.builders_labels import make_printer, make_stock
from tests.conftest import NOW, Writing

READ = Readings(left_mm=6.3, right_mm=91.3, top_mm=4.0, bottom_mm=13.0)


def test_a_name_is_one_printer_s_of_an_organisation(writing: Writing) -> None:
    """Two organisations may have the same; the database itself takes none twice."""
    with writing() as session:
        one, other = make_cooperative(session), make_cooperative(session, gtin=None)
        mine = make_printer(session, one)
        make_printer(session, other)
        with pytest.raises(PrinterNameTaken):
            make_printer(session, one)
        columns = {column.key: getattr(mine, column.key) for column in Printer.__table__.columns}
    del columns["id"]
    with pytest.raises(IntegrityError), writing() as session:
        session.add(Printer(**columns))


def test_readings_stay_as_they_were_given(writing: Writing) -> None:
    """Page, numbers, result and who: refused to change by our own code and by the database itself."""
    with writing() as session:
        cooperative = make_cooperative(session)
        printer = make_printer(session, cooperative)
        page = page_code(setup_of(session, cooperative.actor, printer))
        take_readings(session, cooperative.actor, printer.id, page=page, readings=READ, now=NOW)
        printer_id = printer.id
    with writing() as session:
        (kept,) = list_calibrations(session, cooperative.actor, printer_id, Wanted(limit=5)).rows
        assert (kept.page, kept.left_mm, kept.recorded_by) == (page, 6.3, cooperative.actor.id)
        assert (
            get_own_printer(session, cooperative.actor, printer_id).offset_x_mm == kept.offset_x_mm == -2.312
        )
    with pytest.raises(InsertOnlyViolation), writing() as session:
        session.delete(session.scalars(select(PrinterCalibration)).one())
        session.flush()
    with pytest.raises(InsertOnlyViolation), writing() as session:
        session.execute(delete(PrinterCalibration))
    with pytest.raises(DatabaseError, match="printer_calibration is insert-only"), writing() as session:
        session.execute(text("UPDATE printer_calibration SET page = 'XXXX'"))


def test_a_paper_that_was_changed_makes_a_new_page(writing: Writing) -> None:
    """Own stocks change: what was read off the page of the old measures is refused, the calibration stays."""
    with writing() as session:
        cooperative = make_cooperative(session)
        actor = cooperative.actor
        key = make_stock(session, cooperative).item.key
        printer = make_printer(session, cooperative, stock=key)
        before = page_code(setup_of(session, actor, printer))
        changes: dict[str, Any] = {"margin_left_mm": 0, "gap_x_mm": 4}
        STOCKS.change(session, actor, key, changes=changes, now=NOW)

        with pytest.raises(PageOutdated):
            take_readings(session, actor, printer.id, page=before, readings=READ, now=NOW)

        assert page_code(setup_of(session, actor, printer)) != before
