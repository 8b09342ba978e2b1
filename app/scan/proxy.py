"""What a proxy in front may keep of a page: the batch's texts, by what they say; never what is said of a label.

A proxy that joins parts says so (`Surrogate-Capability`, W3C Edge Architecture). A page of a label then comes with
includes in the places of the batch's texts. They tell what the page tells, and only to who knows their digest.
"""

import uuid
from collections.abc import Mapping
from typing import Any

from flask import Blueprint, Response, abort, request

from app.config import Settings, settings
from app.policy import public
from app.scan.label_page import made_batch
from app.scan.looking import looking
from app.scan.made import MadeBatch
from app.scan.pressing import ENCODINGS

CAPABILITY = 'ronguon="SSI/1.0"'
KEPT_FOR_S = 600  # a digest always names the same text; what nobody asks for is forgotten

blueprint = Blueprint("parts", __name__)


def joins_parts(environ: Mapping[str, Any], found: Settings) -> bool:
    """Whether a request comes through a proxy of ours that joins parts."""
    return found.trusted_proxies > 0 and environ.get("HTTP_SURROGATE_CAPABILITY") == CAPABILITY


@blueprint.get("/_batch/<uuid:batch_id>/<digest>/<encoding>/<number>")
@public
def batch_text(batch_id: uuid.UUID, digest: str, encoding: str, number: str) -> Response:
    """One text of a batch's page for the proxy; where the page has changed meanwhile, as it is now, not to be kept."""
    if not joins_parts(request.environ, settings()) or encoding not in ENCODINGS:
        abort(404)
    made = _made(batch_id)
    if made.digest != digest:
        looking().forget_batch(batch_id)
        made = _made(batch_id)
    texts = dict(zip(map(str, range(len(made.texts))), made.texts, strict=True))
    if number not in texts:
        abort(410)
    response = Response(texts[number].within(encoding), content_type="application/octet-stream")
    response.headers["X-Accel-Expires"] = str(KEPT_FOR_S if made.digest == digest else 0)
    return response


def _made(batch_id: uuid.UUID) -> MadeBatch:
    kept = looking().batch(batch_id)
    if kept.value is None:
        abort(410)
    return made_batch(kept.value, kept.version)
