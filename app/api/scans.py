"""`/print-runs/{id}/scans`: the labels of a run that people looked at and a manager should look into."""

import uuid
from collections.abc import Callable
from typing import Any

from app import clock
from app.api.api import Blueprint
from app.api.lists import ListQuery, answer_page, list_schema, wanted
from app.api.print_runs import RUN
from app.api.schemas.scans import ScannedLabelOut
from app.config import settings
from app.db import reading
from app.policy import allow, current_actor
from app.secrets import label_keys
from app.sightings import age_of
from batches.provenance.queries import find_public_batch
from labels.codes.codes import show
from labels.runs.life.queries import life_of
from labels.runs.service import get_own_run
from labels.runs.snapshot import Snapshot
from labels.scans.of_run import Suspect, list_suspects

blueprint = Blueprint("scans", __name__, description="Labels of a run whose scans are worth a second look")


@blueprint.get(f"{RUN}/scans")
@blueprint.arguments(ListQuery, location="query")
@blueprint.response(200, list_schema(ScannedLabelOut))
@allow("manager", scope="batch:read")
def list_print_run_scans(query: dict[str, Any], run_id: uuid.UUID) -> dict[str, Any]:
    """Labels of a run that were scanned and give a sign, the most urgent first: void ones, then what was seen often.

    A sign is no verdict, and changes no label. Those without a sign are left out; `updated_since` asks for what was
    seen since.
    """
    now = clock.now()
    with reading() as session:
        run = get_own_run(session, current_actor(), run_id)
        life = life_of(session, run, now=now)
        ids = {one.batch_id for one in life.bound}
        ages = {one: age_of(find_public_batch(session, batch_id=one, now=now)) for one in ids}
        page = list_suspects(session, run, life, wanted(query), ages=ages)
        code_of = Snapshot.of(run).codes(label_keys())
        return answer_page(page, lambda row: _shown(row, code_of))


def _shown(row: Suspect, code_of: Callable[[int], str]) -> dict[str, Any]:
    code = code_of(row.serial)
    return {
        "code": show(code),
        "serial": row.serial,
        "batch_id": row.batch_id,
        "signs": row.signs,
        "voided_at": row.voided_at,
        "scans": {
            "count": row.sighting.count,
            "first_seen_at": row.sighting.first_at,
            "last_seen_at": row.sighting.last_at,
        },
        "links": {"page": f"{settings().label_base_url or ''}/t/{code}"},
    }
