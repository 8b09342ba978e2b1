"""`/docs/errors/{code}`: the page that a problem's `type` names, made from the table of refusals itself."""

from flask import Blueprint, Response, abort, make_response, render_template
from werkzeug.exceptions import default_exceptions

from app.api.api import API_PREFIX
from app.errors import code_of
from app.field_problems import FIELD_SENTENCES
from app.headers import listed
from app.policy import public
from app.refusals import HTTP_SENTENCES
from app.statuses import STATUS
from batches.findings import Finding

blueprint = Blueprint("error-pages", __name__, template_folder="templates", url_prefix=API_PREFIX)

Words = tuple[int, str, str]


@blueprint.get("/docs/errors/<code>")
@public
def show_error(code: str) -> Response:
    """What a code means, in Vietnamese and English; values that vary stand in braces."""
    found = error_words().get(code)
    if found is None:
        abort(404)
    status, vi, en = found
    return listed(make_response(render_template("api/error.html", code=code, status=status, vi=vi, en=en)))


def error_words() -> dict[str, Words]:
    """Every code that an answer can carry -> status and both sentences; a warning or hold comes with a 2xx."""
    of_http = {
        code_of(kind()): (status, *HTTP_SENTENCES.get(status, ("", str(kind.description))))
        for status, kind in default_exceptions.items()
    }
    of_fields = {code: (422, *sentences) for code, sentences in FIELD_SENTENCES.items()}
    of_refusals = {kind.code: (status, kind.vi, kind.en) for kind, status in STATUS.items()}
    of_findings = {code: (200, kind.vi, kind.en) for code, kind in Finding.kinds.items()}
    return of_http | of_fields | of_findings | of_refusals
