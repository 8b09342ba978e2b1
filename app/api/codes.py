"""`/codes`: what a label's code says, to anybody who holds the label. The same as its page, for programs."""

from typing import Any

from app import clock
from app.api.api import Blueprint
from app.api.schemas.codes import CodeOut
from app.config import settings
from app.db import reading
from app.policy import public
from app.secrets import label_keys
from app.sightings import look_at
from batches.organisations.model import Organisation
from batches.provenance.queries import find_public_batch
from labels.codes.codes import show
from labels.runs.finding import find_label
from labels.scans.queries import Looked

blueprint = Blueprint("codes", __name__, description="Codes of labels, for whoever holds one")

UNKNOWN = "unknown"
LONGEST_TYPED = 64


@blueprint.get("/codes/<code>")
@blueprint.response(200, CodeOut)
@public
def get_code(code: str) -> dict[str, Any]:
    """Whether a label was issued, where it stands, and how often people looked at it. Looking here is no scan.

    Small letters, blanks and dashes are forgiven, and letters that look like digits. A code that was never issued
    has the status `unknown`, which is no error: it is the answer. `lot` is null while a label belongs to no batch.
    """
    now = clock.now()
    with reading() as session:
        found = find_label(session, label_keys(), code, now=now)
        if found is None:
            return _unknown(code)
        batch = find_public_batch(session, batch_id=found.batch_id, now=now) if found.batch_id else None
        owner = session.get_one(Organisation, found.organisation_id)
        looked = look_at(session, found, batch)
    return {
        "code": show(found.code),
        "status": found.status(is_recalled=batch is not None and batch.status == "recalled"),
        "is_sample": batch.is_sample if batch else owner.is_sample,
        "serial": found.serial,
        "lot": batch.lot if batch else None,
        "gtin": found.gtin,
        "scans": _shown(looked),
        "signs": looked.signs,
        "links": {"page": f"{settings().label_base_url or ''}/t/{found.code}"},
    }


def _shown(looked: Looked) -> dict[str, Any]:
    seen = looked.sighting
    if seen is None:
        return {"count": 0, "first_seen_at": None, "last_seen_at": None}
    return {"count": seen.count, "first_seen_at": seen.first_at, "last_seen_at": seen.last_at}


def _unknown(code: str) -> dict[str, Any]:
    nothing = dict.fromkeys(("is_sample", "serial", "lot", "gtin", "scans", "links"))
    return {"code": code[:LONGEST_TYPED], "status": UNKNOWN, "signs": [], **nothing}
