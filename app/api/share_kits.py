"""`/batches/{id}/share-kit`: what a seller puts into a listing elsewhere, so that buyers find the origin."""

import uuid
from typing import Any

from app.api.api import Blueprint
from app.api.schemas.share_kits import ShareKitOut
from app.config import settings
from app.db import reading
from app.pages.sharing import listing_text, lot_path, picture_link, qr_path
from app.policy import allow, current_actor
from batches.movements.access import get_seen_batch
from batches.provenance.queries import find_public_batch
from labels.runs.errors import LabelBaseUrlMissing
from labels.runs.stating import check_may_be_stated

blueprint = Blueprint("share-kits", __name__, description="What to show of a lot in other shops")


@blueprint.get("/batches/<uuid:batch_id>/share-kit")
@blueprint.response(200, ShareKitOut)
@blueprint.alt_response(409, description="It is recalled, on hold, rejected or not published")
@allow("manager", "farmer", "packer", "viewer", scope="batch:read")
def get_share_kit(batch_id: uuid.UUID) -> dict[str, Any]:
    """Link, QR code, text and photo of a lot for a listing on Voso, Buudien, Shopee and the like; of no person."""
    base_url = settings().label_base_url
    if base_url is None:
        raise LabelBaseUrlMissing
    with reading() as session:
        check_may_be_stated(session, current_actor(), get_seen_batch(session, current_actor(), batch_id))
        batch = find_public_batch(session, batch_id=batch_id)
    assert batch is not None  # noqa: S101 - only what is published may be stated
    link = base_url + lot_path(batch)
    return {
        "batch_id": batch.batch_id,
        "lot": batch.lot,
        "link": link,
        "text": f"{listing_text(batch)} Xem nguồn gốc: {link}",
        "photo": picture_link(batch.image_id, base_url, size="large"),
        "qr_svg": f"{base_url}{qr_path(batch.lot, 'svg')}",
        "qr_png": f"{base_url}{qr_path(batch.lot, 'png')}",
    }
