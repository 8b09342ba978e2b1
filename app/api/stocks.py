"""`/stocks`: the papers that labels can be printed on, built in and own, and how a printer's misses are found."""

from dataclasses import asdict
from typing import Any
from urllib.parse import urlencode

from flask import Response

from app import clock
from app.api.api import Blueprint
from app.api.label_files import BINARY
from app.api.lists import ListQuery, answer_page, list_schema, wanted
from app.api.schemas.calibrations import CalibrationQuery, FoundCalibrationOut, ReadingsQuery
from app.api.schemas.stocks import StockChange, StockIn, StockOut
from app.db import reading, transaction
from app.errors import finding_body
from app.policy import allow, current_actor
from labels.drawing.calibration.page import render_calibration_page
from labels.own_stocks.service import STOCKS, KnownStock
from labels.stock.findings import findings_of
from labels.stock.readings import calibration_from

blueprint = Blueprint("stocks", __name__, description="Where labels lie on paper")

PATH = "/stocks/<stock_key>"
PDF = "application/pdf"


@blueprint.post("/stocks")
@blueprint.arguments(StockIn)
@blueprint.response(201, StockOut)
@blueprint.alt_response(409, description="There is a stock of that key")
@allow("manager", scope="registry:write")
def create_stock(data: dict[str, Any]) -> tuple[dict[str, Any], int, dict[str, str]]:
    """Keep an own stock. One whose labels do not all lie on its page is refused with all that is wrong."""
    with transaction() as session:
        answer = _shown(STOCKS.add(session, current_actor(), document=data, now=clock.now()))
    return answer, 201, {"Location": answer["links"]["self_"]}


@blueprint.get("/stocks")
@blueprint.arguments(ListQuery, location="query")
@blueprint.response(200, list_schema(StockOut))
@allow("manager", "packer", "viewer", scope="batch:read")
def list_stocks(query: dict[str, Any]) -> dict[str, Any]:
    """The own stocks, newest first and retired ones too, then those of the service; `updated_since`: own ones."""
    with reading() as session:
        return answer_page(STOCKS.list_all(session, current_actor(), wanted(query)), _shown)


@blueprint.get(PATH)
@blueprint.response(200, StockOut)
@allow("manager", "packer", "viewer", scope="batch:read")
def get_stock(stock_key: str) -> dict[str, Any]:
    """One stock, built in or own, whole: a copy of it under another key is an own stock."""
    with reading() as session:
        return _shown(STOCKS.get(session, current_actor(), stock_key))


@blueprint.get(f"{PATH}/test-page.pdf")
@blueprint.arguments(CalibrationQuery, location="query")
@blueprint.response(200, BINARY, content_type=PDF)
@allow("manager", "packer", "viewer", scope="batch:read")
def get_stock_test_page(query: dict[str, Any], stock_key: str) -> Response:
    """A page to print at 100 % and to measure: outlines, two axes with verniers; corrected by what is given."""
    with reading() as session:
        stock = STOCKS.get(session, current_actor(), stock_key).item
    headers = {
        "Content-Disposition": f'inline; filename="trang-thu-{stock.key}.pdf"',
        "Cache-Control": "private, no-cache",
    }
    return Response(render_calibration_page(stock, **query), content_type=PDF, headers=headers)


@blueprint.get(f"{PATH}/calibration")
@blueprint.arguments(ReadingsQuery, location="query")
@blueprint.response(200, FoundCalibrationOut)
@allow("manager", "packer", "viewer", scope="batch:read")
def get_stock_calibration(query: dict[str, Any], stock_key: str) -> dict[str, Any]:
    """What was read off a test page as a calibration; nothing is kept (`/printers/{id}/readings` keeps it).

    `offset_…` and `scale_…` are what the page was printed with; the answer takes their place.
    """
    with reading() as session:
        stock = STOCKS.get(session, current_actor(), stock_key).item
    found = asdict(calibration_from(stock, **query).rounded())
    page = f"/api/v1/stocks/{stock.key}/test-page.pdf?{urlencode(found)}"
    return {**found, "links": {"test_page": page}}


@blueprint.patch(PATH)
@blueprint.arguments(StockChange)
@blueprint.response(200, StockOut)
@blueprint.alt_response(409, description="It is built in")
@allow("manager", scope="registry:write")
def patch_stock(data: dict[str, Any], stock_key: str) -> dict[str, Any]:
    """Change an own stock for later runs, or retire it; runs that were made with it stay as they are."""
    with transaction() as session:
        return _shown(STOCKS.change(session, current_actor(), stock_key, changes=data, now=clock.now()))


def _shown(known: KnownStock) -> dict[str, Any]:
    address = f"/api/v1/stocks/{known.item.key}"
    return {
        **asdict(known.item),
        "per_page": known.item.per_page,
        "is_built_in": known.is_built_in,
        "updated_at": known.updated_at,
        "retired_at": known.retired_at,
        "warnings": [finding_body(finding) for finding in findings_of(known.item)],
        "links": {
            "self_": address,
            "test_page": f"{address}/test-page.pdf",
            "calibration": f"{address}/calibration",
        },
    }
