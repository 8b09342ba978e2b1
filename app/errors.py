"""ONE table: what the domain refuses -> status -> problem+json (RFC 9457). Nobody else knows statuses."""

from typing import Any

import structlog
from flask import Flask, Response, json, request
from sqlalchemy.exc import IntegrityError, OperationalError
from structlog.contextvars import get_contextvars
from werkzeug.exceptions import HTTPException

from app import account_refusals as accounts
from app import refusals
from app.backups import errors as backups
from batches.certificates import errors as certificates
from batches.diary import errors as diary
from batches.documents import errors as documents
from batches.errors import DomainError, NotFound
from batches.events import errors as events
from batches.findings import Finding
from batches.gs1 import errors as gs1
from batches.harvest import errors as harvest
from batches.organisations import errors as organisations
from batches.organisations.members import errors as members
from batches.places import errors as places
from batches.plots import errors as plots
from batches.plots.growing_areas import errors as growing_areas
from batches.plots.packing_houses import errors as packing_houses
from batches.products import errors as products
from labels.codes import errors as codes
from labels.design import errors as design
from labels.drawing import errors as drawing
from labels.qr import errors as qr
from labels.runs import errors as runs
from labels.stock import errors as stock

PROBLEM_TYPE = "application/problem+json"
LANGUAGES = ("vi", "en")

STATUS: dict[type[DomainError], int] = {
    refusals.IdempotencyKeyInvalid: 400,
    refusals.MalformedJson: 400,
    refusals.MetricsTokenWrong: 401,
    refusals.TokenMissing: 401,
    refusals.TokenInvalid: 401,
    refusals.TokenRevoked: 401,
    accounts.TokenExpired: 401,
    accounts.LoginWrong: 401,
    accounts.CsrfTokenMissing: 403,
    accounts.DeviceUnknown: 403,
    accounts.FieldNotAllowed: 403,
    accounts.SecondPersonNeeded: 403,
    accounts.SessionMissing: 403,
    refusals.NotAllowed: 403,
    refusals.ScopeMissing: 403,
    diary.EntryCoversOthers: 403,
    NotFound: 404,
    accounts.LastManager: 409,
    accounts.LoginTaken: 409,
    organisations.GlnTaken: 409,
    organisations.ShortCodeTaken: 409,
    members.ConsentAlreadyGiven: 409,
    members.HouseholdCodeTaken: 409,
    members.MemberErased: 409,
    backups.BackupNotPossible: 409,
    backups.RecoveryKeyMissing: 409,
    backups.RestoreRefused: 409,
    refusals.IdempotencyInProgress: 409,
    diary.EntryCorrected: 409,
    diary.EntryVoid: 409,
    diary.PesticideListed: 409,
    harvest.AlreadyWeighed: 409,
    harvest.BatchOnHold: 409,
    harvest.BatchRejected: 409,
    harvest.HoldDecided: 409,
    harvest.PossibleDuplicate: 409,
    growing_areas.GrowingAreaCodeTaken: 409,
    packing_houses.PackingHouseCodeTaken: 409,
    plots.PlotCodeTaken: 409,
    refusals.KeptAnswerUnreadable: 409,
    products.GtinTaken: 409,
    products.ProductInUse: 409,
    runs.BatchIncomplete: 409,
    runs.LabelBaseUrlMissing: 409,
    accounts.InvitationGone: 410,
    refusals.PreconditionFailed: 412,
    documents.FileTooLarge: 413,
    refusals.NotJson: 415,
    refusals.NotMultipart: 415,
    accounts.HouseholdOfFarmersOnly: 422,
    accounts.LoginNameInvalid: 422,
    accounts.LoginNeeded: 422,
    accounts.PasswordCommon: 422,
    accounts.PasswordLength: 422,
    accounts.PinCommon: 422,
    accounts.PinForm: 422,
    backups.BackupDamaged: 422,
    backups.RecoveryKeyWrong: 422,
    refusals.BulkItemRefused: 422,
    refusals.CursorInvalid: 422,
    refusals.IdempotencyKeyReused: 422,
    refusals.InvalidInput: 422,
    certificates.CertificateDatesReversed: 422,
    certificates.CertificateNumberInvalid: 422,
    codes.LabelBaseUrlUnsafe: 422,
    design.CharacterNotInFont: 422,
    design.StockDoesNotFit: 422,
    design.TextDoesNotFit: 422,
    design.UnknownDesign: 422,
    drawing.LabelRangeBeyondRun: 422,
    diary.EntryIncomplete: 422,
    diary.IntervalMissing: 422,
    diary.IntervalOfPesticidesOnly: 422,
    diary.PerformerUnclear: 422,
    diary.PesticideNamedTwice: 422,
    diary.PesticideNotNamed: 422,
    diary.VoidUnclear: 422,
    diary.WorkInFuture: 422,
    documents.DocumentKindWrong: 422,
    documents.FileNotSupported: 422,
    documents.ImageAnimated: 422,
    documents.ImageNotReadable: 422,
    documents.ImageNotSupported: 422,
    documents.ImageTooLarge: 422,
    events.ReservedWord: 422,
    gs1.DigitalLinkInvalid: 422,
    gs1.GlnInvalid: 422,
    gs1.GtinInvalid: 422,
    harvest.GradesExceedBatch: 422,
    harvest.HarvestInFuture: 422,
    harvest.WeighedBeforeHarvest: 422,
    harvest.WeightNotPositive: 422,
    organisations.CompanyPrefixInvalid: 422,
    organisations.PhoneInvalid: 422,
    organisations.ShortCodeInvalid: 422,
    organisations.TaxCodeInvalid: 422,
    members.ConsentEvidenceMissing: 422,
    members.ConsentInFuture: 422,
    members.MemberPhotoUnfit: 422,
    members.WordingUnknown: 422,
    places.CommuneNotInProvince: 422,
    places.CommuneUnknown: 422,
    places.ProvinceUnknown: 422,
    growing_areas.GrowingAreaCodeInvalid: 422,
    growing_areas.GrowingAreaPeriodReversed: 422,
    growing_areas.MarketInvalid: 422,
    growing_areas.PlotNotUnderCode: 422,
    growing_areas.SeasonOutsideValidity: 422,
    growing_areas.SeasonsOverlap: 422,
    packing_houses.PackingHouseCodeInvalid: 422,
    plots.AreaDiffers: 422,
    plots.BoundaryNotGeojson: 422,
    plots.BoundaryNotValid: 422,
    plots.CentroidOutsidePlot: 422,
    plots.PlantedInFuture: 422,
    plots.PlotCodeInvalid: 422,
    plots.PositionOutsideVietnam: 422,
    products.CartonContainsFruit: 422,
    products.ContentsOfCartonsOnly: 422,
    products.FruitGtinIsGtin13: 422,
    products.ImageNotPublic: 422,
    products.IndicatorNineIsVariable: 422,
    products.VariableCartonNeedsIndicatorNine: 422,
    qr.ModuleTooSmall: 422,
    qr.PayloadNotEncodable: 422,
    qr.PayloadTooLong: 422,
    stock.StartPositionBeyondSheet: 422,
    stock.StockNotPossible: 422,
    stock.UnknownStock: 422,
    refusals.PreconditionRequired: 428,
    accounts.LoginDelayed: 429,
    refusals.TooManyRequests: 429,
    codes.LabelKeyMissing: 500,
    codes.LabelKeysBroken: 500,
    design.DesignNotReadable: 500,
    refusals.InternalError: 500,
    refusals.ServiceBusy: 503,
}
RETRY_AFTER_S: dict[type[DomainError], int] = {refusals.IdempotencyInProgress: 1, refusals.ServiceBusy: 5}


def register_error_handlers(app: Flask) -> None:
    """Answer every refusal and every failure of the API as a problem."""
    app.register_error_handler(DomainError, answer_refusal)
    app.register_error_handler(OperationalError, _answer_database_error)
    app.register_error_handler(IntegrityError, _answer_database_error)
    app.register_error_handler(HTTPException, answer_http_error)
    app.register_error_handler(Exception, _answer_failure)


def answer_refusal(error: DomainError) -> Response:
    """The problem document of a refusal, in the language that the caller asked for."""
    body = refusal_body(error)
    response = Response(json.dumps(body, ensure_ascii=False), body["status"], content_type=PROBLEM_TYPE)
    if body["status"] == 401:
        response.headers["WWW-Authenticate"] = "Bearer"
    if type(error) in RETRY_AFTER_S:
        response.headers["Retry-After"] = str(RETRY_AFTER_S[type(error)])
    if isinstance(error, refusals.TooManyRequests):
        response.headers["Retry-After"] = str(error.values["seconds"])
    return response


def refusal_body(error: DomainError) -> dict[str, Any]:
    """The same as a value: one item of many may be refused while others are not."""
    language = _language()
    return _body(STATUS[type(error)], error.code, error.sentence(language), _details(error, language))


def finding_body(finding: Finding) -> dict[str, str]:
    """A warning or the reason of a hold, in the language that the caller asked for."""
    return {"code": finding.code, "detail": finding.sentence(_language())}


def problem(status: int, code: str, detail: str) -> Response:
    """A problem document with the request's id."""
    body = _body(status, code, detail, [])
    return Response(json.dumps(body, ensure_ascii=False), status, content_type=PROBLEM_TYPE)


def _body(status: int, code: str, detail: str, errors: list[dict[str, str]]) -> dict[str, Any]:
    return {
        "type": f"/api/v1/docs/errors/{code}",
        "title": code.replace("-", " ").capitalize(),
        "status": status,
        "detail": detail,
        "code": code,
        "errors": errors,
        "request_id": get_contextvars().get("request_id"),
    }


def _language() -> str:
    """The best of ours that the caller reads, `en-GB` counting as `en`; else Vietnamese."""
    accepted = (tag.partition("-")[0].lower() for tag, quality in request.accept_languages if quality > 0)
    return next((code for code in accepted if code in LANGUAGES), LANGUAGES[0])


def _details(error: DomainError, language: str) -> list[dict[str, str]]:
    if isinstance(error, refusals.InvalidInput):
        return [
            {"pointer": pointer, "code": found.code, "detail": found.sentence(language)}
            for pointer, found in error.problems.items()
        ]
    if isinstance(error, refusals.BulkItemRefused):
        return [
            {**found, "pointer": f"/items/{index}{found['pointer']}"}
            for index, refused in error.refused.items()
            for found in _details(refused, language) or [_whole(refused, language)]
        ]
    if error.pointer:
        return [_whole(error, language) | {"pointer": error.pointer}]
    return []


def _whole(error: DomainError, language: str) -> dict[str, str]:
    return {"pointer": "", "code": error.code, "detail": error.sentence(language)}


def _answer_database_error(error: OperationalError | IntegrityError) -> Response:
    """Busy, or two requests at once took the same new number: sent again it goes through or is told why not.

    The driver's words go to the log, never to the caller; of PostgreSQL's the first line alone, as the next
    ones repeat values of the row, a person's phone among them.
    """
    structlog.get_logger().error("database_error", error=str(error.orig).partition("\n")[0])
    return answer_refusal(refusals.ServiceBusy())


def answer_http_error(error: HTTPException) -> Response:
    """What Flask itself refuses (no such path, wrong method, body too large), with its headers kept."""
    response = error.get_response()
    if not request.path.startswith("/api/"):
        return Response(response.get_data(), error.code, headers=list(response.headers))
    answer = problem(error.code or 500, code_of(error), error.description or error.name)
    for name in ("Allow", "Retry-After", "WWW-Authenticate"):
        if name in response.headers:
            answer.headers[name] = response.headers[name]
    return answer


def code_of(error: HTTPException) -> str:
    """The code of what Flask itself refuses: `method-not-allowed`."""
    return error.name.lower().replace(" ", "-")


def _answer_failure(error: Exception) -> Response:
    structlog.get_logger().error("unhandled_error", exc_info=error)
    return answer_refusal(refusals.InternalError())
