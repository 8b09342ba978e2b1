"""Makes label designs and label stocks."""

import copy
from typing import Any

from sqlalchemy.orm import Session

from app.api.examples_labels import TAG
from app.api.examples_stocks import ROLL
from labels.own_designs.service import DESIGNS, KnownDesign
from labels.own_stocks.service import STOCKS, KnownStock
from tests.builders import Cooperative
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
