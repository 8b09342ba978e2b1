"""Reporting a problem from a public page: a plain form, a case number, and the page on which the answer appears.

The form comes without a cookie and acts for nobody, so no other site gains anything by sending it; what a browser says
another site sent is refused all the same. Each form bears an id that we sealed: sent twice, it is one report.
"""

import uuid
from dataclasses import dataclass

from flask import Blueprint, Response, current_app, make_response, redirect, render_template, request, url_for
from flask_babel import gettext as _
from itsdangerous import BadSignature, URLSafeTimedSerializer
from sqlalchemy.orm import Session

from app import clock
from app.db import reading, transaction
from app.pages.languages import page_language
from app.policy import public
from app.randomness import draw_crockford
from app.scan.answers import answer_page
from app.scan.routes import failed
from app.secrets import label_keys
from app.statuses import STATUS
from batches.errors import DomainError
from batches.organisations.model import Organisation
from batches.problem_reports.errors import ReportContactTooLong, ReportKindMissing, ReportTextWrong
from batches.problem_reports.rules import MOST_CONTACT, MOST_TEXT, show_case_number
from batches.problem_reports.service import Sent, find_case, organisation_of_lot, report_problem
from labels.codes.codes import show
from labels.runs.finding import find_label

blueprint = Blueprint("reports", __name__, template_folder="templates")
blueprint.register_error_handler(Exception, failed)

FORM_VALID_S = 86_400
FROM_ELSEWHERE = frozenset({"cross-site", "same-site"})  # of Sec-Fetch-Site (Fetch Metadata, 2.3)
MOST_TYPED = 64


@dataclass(frozen=True, kw_only=True, slots=True)
class About:
    """What a report is about; `organisation` is "" where no label or lot of ours is meant.

    Attributes:
        code: as it is kept: the label's own, or what was typed.
    """

    code: str = ""
    lot: str = ""
    organisation_id: uuid.UUID | None = None
    organisation: str = ""
    is_sample: bool = False

    @property
    def shown_code(self) -> str:
        return show(self.code) if self.code and self.organisation else self.code


@blueprint.get("/report")
@public
def report_form() -> Response:
    """The form; `?code=` or `?lot=` says what it is about."""
    with reading() as session:
        about = _about(session, request.args.get("code", ""), request.args.get("lot", ""))
    return _form(about)


@blueprint.post("/report")
@public
def send_report() -> Response:
    """Keep what was sent, and lead to its case; a form that is not in order comes back with what was typed."""
    sent = request.form
    form_id = _form_id(sent.get("form", ""))
    with transaction() as session:
        about = _about(session, sent.get("code", ""), sent.get("lot", ""))
        if form_id is None or request.headers.get("Sec-Fetch-Site") in FROM_ELSEWHERE:
            problems = {"": _("Trang này đã cũ hoặc được gửi từ nơi khác. Hãy xem lại rồi gửi thêm lần nữa.")}
            return _form(about, status=403, problems=problems)
        report = Sent(
            form_id=form_id,
            organisation_id=about.organisation_id,
            code=about.code or None,
            lot=about.lot or None,
            kind=sent.get("kind", ""),
            text=sent.get("text", ""),
            contact=sent.get("contact", ""),
        )
        try:
            case = report_problem(session, report, draw=draw_crockford, now=clock.now()).case_number
        except DomainError as error:
            problems = {error.pointer.removeprefix("/"): _words(error)}
            return _form(about, status=STATUS[type(error)], problems=problems)
    page = url_for("reports.show_case", case=case, lang=request.args.get("lang"))
    return make_response(redirect(page, code=303))


@blueprint.get("/report/<case>")
@public
def show_case(case: str) -> Response:
    """Where a report stands, for whoever has its number; what was written is shown to nobody."""
    with reading() as session:
        report = find_case(session, case[:MOST_TYPED])
        values = (
            {"number": show_case_number(report.case_number), "report": report}
            if report
            else {"number": "", "report": None}
        )
        return _page(render_template("scan/case.html", **values), 200 if report else 404)


def _form(about: About, *, status: int = 200, problems: dict[str, str] | None = None) -> Response:
    html = render_template(
        "scan/report.html",
        about=about,
        form=_seals().dumps(draw_crockford(16)),
        problems=problems or {},
        typed=request.form,
        kinds=_kinds(),
        most_text=MOST_TEXT,
        most_contact=MOST_CONTACT,
        language=page_language(),
    )
    return _page(html, status)


def _page(html: str, status: int) -> Response:
    """In few bytes as all pages are; kept nowhere, since it may hold what was typed."""
    response = answer_page(html, status=status)
    response.headers["Cache-Control"] = "no-store"
    response.headers.pop("ETag", None)
    return response


def _about(session: Session, code: str, lot: str) -> About:
    """What is meant, as far as we know it; a code that is none of ours is kept as typed: it may be a forged one."""
    code, lot = code.strip()[:MOST_TYPED], lot.strip()[:MOST_TYPED]
    label = find_label(session, label_keys(), code, now=clock.now()) if code else None
    owner_id = label.organisation_id if label else organisation_of_lot(session, lot) if lot else None
    owner = session.get(Organisation, owner_id) if owner_id else None
    if owner is None:
        return About(code=code)
    return About(
        code=label.code if label else code,
        lot="" if label else lot,
        organisation_id=owner.id,
        organisation=owner.name,
        is_sample=owner.is_sample,
    )


def _form_id(sealed: str) -> str | None:
    try:
        found: str = _seals().loads(sealed, max_age=FORM_VALID_S)
    except BadSignature:
        return None
    return found


def _seals() -> URLSafeTimedSerializer:
    return URLSafeTimedSerializer(str(current_app.secret_key), salt="problem report")


def _kinds() -> dict[str, str]:
    return {
        "label": _("Tem có vẻ bị sao chép, bị gỡ ra dán lại, hoặc khác trang này"),
        "fruit": _("Trái hỏng, hoặc không đúng như trang ghi"),
        "information": _("Thông tin trên trang sai hoặc thiếu"),
    }


def _words(error: DomainError) -> str:
    words = {
        ReportKindMissing: _("Hãy chọn một điều bạn muốn phản ánh."),
        ReportTextWrong: _("Hãy kể điều bạn thấy, nhiều nhất %(most)s ký tự.", most=MOST_TEXT),
        ReportContactTooLong: _("Cách liên lạc dài nhất %(most)s ký tự.", most=MOST_CONTACT),
    }
    return str(words[type(error)])
