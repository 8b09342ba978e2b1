"""Makes label designs."""

import copy
from typing import Any

from sqlalchemy.orm import Session

from app.api.examples_labels import TAG
from labels.own_designs.service import KnownDesign, add_design
from tests.builders import Cooperative
from tests.conftest import NOW


def make_design_document(**but: Any) -> dict[str, Any]:
    """A design as somebody sends it."""
    return {**copy.deepcopy(TAG), **but}


def make_design(session: Session, cooperative: Cooperative, **but: Any) -> KnownDesign:
    """An own design, whose key tells whose it is."""
    key = f"tem-{cooperative.organisation.short_code.lower()}"
    document = make_design_document(**{"key": key, **but})
    return add_design(session, cooperative.actor, document=document, now=NOW)
