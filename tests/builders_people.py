"""Makes households with their photos, consents and traces: a test names only what matters to it."""

import itertools
import uuid
from collections.abc import Iterable
from datetime import date
from typing import Any

from sqlalchemy.orm import Session

from app.idempotency import KeptAnswer
from app.storage import storage
from batches.diary.model import DiaryEntry, DiaryPerformer
from batches.documents.model import Document
from batches.documents.rules import digest, storage_path
from batches.organisations.members.model import PURPOSES, Consent, Member
from batches.organisations.members.service import add_member, give_consent
from tests.builders import PIXEL, Cooperative
from tests.conftest import NOW

NAME = "Trần Thị Hộ Thử"
PHONE = "+84900000987"
HOUSEHOLD = "HO-THU-07"
POSITION = [105.812345, 10.254321]
FACE = PIXEL + b"a face"  # what follows a PNG's end is ignored, and makes the bytes its own

_numbers = itertools.count()


def make_document(session: Session, cooperative: Cooperative, **but: Any) -> Document:
    """A document with its bytes in the storage; private."""
    content = but.pop("content", None) or FACE + str(next(_numbers)).encode()
    storage().put(storage_path(digest(content)), content)
    given = {
        "organisation_id": cooperative.organisation.id,
        "kind": "photo",
        "content_type": "image/png",
        "sha256": digest(content),
        "size_bytes": len(content),
        "visibility": "private",
        "created_at": NOW,
        "updated_at": NOW,
    }
    document = Document(**{**given, **but})
    session.add(document)
    session.flush()
    return document


def make_member(session: Session, cooperative: Cooperative, **but: Any) -> Member:
    given = {
        "household_code": f"HO-{next(_numbers)}",
        "name": NAME,
        "phone": PHONE,
        "photo_id": None,
        "now": NOW,
    }
    return add_member(session, cooperative.actor, **{**given, **but})


def make_consent(
    session: Session, cooperative: Cooperative, member: Member, purpose: str = "public_name", **but: Any
) -> Consent:
    given = {
        "purpose": purpose,
        "wording_version": "2026-11",
        "method": "paper",
        "evidence": "Phiếu đồng ý số 12",
        "given_at": NOW,
        "now": NOW,
    }
    return give_consent(session, cooperative.actor, member.id, **{**given, **but})


def make_grower(
    session: Session, cooperative: Cooperative, *, consents: Iterable[str] = PURPOSES, **but: Any
) -> Member:
    """The household of the cooperative's plot, with all that could be shown of it."""
    photo = make_document(session, cooperative)
    given = {"household_code": HOUSEHOLD, "photo_id": photo.id}
    member = make_member(session, cooperative, **{**given, **but})
    plot = session.merge(cooperative.plot)
    plot.member_id, plot.position = member.id, POSITION
    for purpose in consents:
        make_consent(session, cooperative, member, purpose)
    session.flush()
    return member


def make_performer(session: Session, cooperative: Cooperative, **who: Any) -> DiaryPerformer:
    entry = DiaryEntry(
        organisation_id=cooperative.organisation.id,
        kind="irrigation",
        performed_on=date(2026, 10, 1),
        is_void=False,
        warnings=[],
        recorded_at=NOW,
        recorded_by=uuid.UUID(int=1),
    )
    performer = DiaryPerformer(entry=entry, **who)
    session.add(performer)
    session.flush()
    return performer


def make_kept_answer(session: Session, body: str, **but: Any) -> KeptAnswer:
    given = {"scope": uuid.uuid4().hex, "fingerprint": "x", "status": 201, "headers": {}, "created_at": NOW}
    kept = KeptAnswer(body=body.encode(), **{**given, **but})
    session.add(kept)
    session.flush()
    return kept
