"""`/diary-entries`: what was done on plots. Entries are final: a correction is a new entry."""

import uuid
from typing import Any

from app import clock
from app.api.api import Blueprint
from app.api.lists import answer_page, list_schema, wanted
from app.api.schemas.diary import DiaryEntryIn, DiaryEntryOut, DiaryQuery
from app.db import reading, transaction
from app.errors import finding_body
from app.policy import allow, current_actor
from batches.diary.queries import EntryFilter, ShownEntry, get_own_entry, list_own_entries, shown_to
from batches.diary.service import WorkReport
from batches.harvest.diary_entries import enter_work

blueprint = Blueprint("diary", __name__, description="The farm diary")

READERS = ("manager", "farmer", "packer", "viewer")
FILTERS = ("plot_id", "kind", "from_on", "to_on")


@blueprint.post("/diary-entries")
@blueprint.arguments(DiaryEntryIn)
@blueprint.response(201, DiaryEntryOut)
@allow("manager", "farmer", scope="diary:write")
def create_diary_entry(report: WorkReport) -> tuple[dict[str, Any], int, dict[str, str]]:
    """Enter work, correct an entry, or take one back.

    A spraying that comes to be known after the harvest holds the batches whose interval was not over; the answer's
    warning `harvests-held` names them.
    """
    with transaction() as session:
        actor = current_actor()
        entered = enter_work(session, actor, report, now=clock.now())
        answer = _shown(shown_to(session, actor, entered.entry))
        answer["warnings"] = [finding_body(finding) for finding in entered.findings]
    return answer, 201, {"Location": answer["links"]["self_"]}


@blueprint.get("/diary-entries")
@blueprint.arguments(DiaryQuery, location="query")
@blueprint.response(200, list_schema(DiaryEntryOut))
@allow(*READERS, scope="batch:read")
def list_diary_entries(query: dict[str, Any]) -> dict[str, Any]:
    """The diary of the own organisation, the last entered first; corrected and void entries stay in it."""
    asked = EntryFilter(**{name: query[name] for name in FILTERS})
    with reading() as session:
        return answer_page(list_own_entries(session, current_actor(), asked, wanted(query)), _shown)


@blueprint.get("/diary-entries/<uuid:entry_id>")
@blueprint.response(200, DiaryEntryOut)
@allow(*READERS, scope="batch:read")
def get_diary_entry(entry_id: uuid.UUID) -> dict[str, Any]:
    """One entry; `corrected_by_id` leads to the one that stands in its place."""
    with reading() as session:
        actor = current_actor()
        return _shown(shown_to(session, actor, get_own_entry(session, actor, entry_id)))


def _shown(found: ShownEntry) -> dict[str, Any]:
    entry, performer = found.entry, found.performer
    columns = {column.key: getattr(entry, column.key) for column in entry.__table__.columns}
    return columns | {
        "plot_ids": found.plot_ids,
        "harvest_from_on": entry.harvest_from_on,
        "performed_by": performer and {"member_id": performer.member_id, "name": performer.name},
        "recorded_by": found.recorded_by,
        "corrected_by_id": entry.corrected_by and entry.corrected_by.id,
        "warnings": [finding_body(finding) for finding in entry.findings],
        "links": {"self_": f"/api/v1/diary-entries/{entry.id}"},
    }
