"""Makes label designs and label stocks."""

import copy
import uuid
from typing import Any

from sqlalchemy.orm import Session

from app.api.examples.labels import TAG
from app.api.examples.printers import KEPT
from app.api.examples.stocks import ROLL
from labels.codes.keys import LabelKeys
from labels.own_designs.service import DESIGNS, KnownDesign
from labels.own_stocks.service import STOCKS, KnownStock
from labels.printers.model import Printer
from labels.printers.service import add_printer
from labels.runs.allotment.terms import Terms
from labels.runs.life.decisions import ask_reprint
from labels.runs.life.service import confirm_printed
from labels.runs.model import PrintRun
from labels.runs.ranges import Range
from tests.builders import Cooperative, make_batch, make_run, order_run
from tests.conftest import NOW


def make_design_document(**but: Any) -> dict[str, Any]:
    """A design as somebody sends it."""
    return {**copy.deepcopy(TAG), **but}


def make_design(session: Session, cooperative: Cooperative, **but: Any) -> KnownDesign:
    """An own design, whose key tells whose it is."""
    key = f"tem-{cooperative.organisation.short_code.lower()}"
    document = make_design_document(**{"key": key, **but})
    return DESIGNS.add(session, cooperative.actor, document=document, now=NOW)


def make_stock_document(**but: Any) -> dict[str, Any]:
    """A stock as somebody sends it."""
    return {**ROLL, **but}


def make_stock(session: Session, cooperative: Cooperative, **but: Any) -> KnownStock:
    """An own stock, whose key tells whose it is."""
    key = f"cuon-{cooperative.organisation.short_code.lower()}"
    document = make_stock_document(**{"key": key, **but})
    return STOCKS.add(session, cooperative.actor, document=document, now=NOW)


def make_printer_document(**but: Any) -> dict[str, Any]:
    """A printer as somebody sends it."""
    return {**KEPT, **but}


def make_printer(session: Session, cooperative: Cooperative, **but: Any) -> Printer:
    """A label printer with a roll in it."""
    return add_printer(session, cooperative.actor, **make_printer_document(**but), now=NOW)


def make_blank_run(session: Session, cooperative: Cooperative, keys: LabelKeys, **but: Any) -> PrintRun:
    """Labels that belong to no batch yet."""
    return order_run(session, cooperative, keys, batch_id=None, **but)


def make_over_run(session: Session, cooperative: Cooperative, keys: LabelKeys) -> PrintRun:
    """For 110 labels on 100 fruits, which another person must approve."""
    batch = make_batch(session, cooperative, fruit_count=100)
    terms = Terms(over_reason="Tem hay rách", unconfirmed_percent=120)
    return make_run(session, cooperative, keys, batch_id=batch.id, quantity=110, terms=terms)


def make_lived_runs(session: Session, cooperative: Cooperative, keys: LabelKeys) -> dict[str, uuid.UUID]:
    """Ids of a blank run, one that waits for approval, and a printed one with a reprint that waits."""
    done = make_run(session, cooperative, keys)
    confirm_printed(session, cooperative.actor, done, None, now=NOW)
    asked = ask_reprint(session, cooperative.actor, done, Range(11, 20), reason="blurred", note=None, now=NOW)
    return {
        "blank_run_id": make_blank_run(session, cooperative, keys).id,
        "over_run_id": make_over_run(session, cooperative, keys).id,
        "done_run_id": done.id,
        "reprint_id": asked.id,
    }
