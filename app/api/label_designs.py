"""`/label-designs`: the designs that labels can be printed with, built in and own, as data."""

from typing import Any

from flask import Response

from app import clock
from app.api.api import Blueprint
from app.api.label_files import BINARY, PNG
from app.api.lists import ListQuery, answer_page, list_schema, wanted
from app.api.schemas.label_designs import DesignPreviewQuery, LabelDesignChange, LabelDesignIn, LabelDesignOut
from app.config import settings
from app.db import reading, transaction
from app.policy import allow, current_actor
from labels.own_designs.service import DESIGNS, KnownDesign, draw_preview
from labels.own_stocks.service import STOCKS

blueprint = Blueprint("label_designs", __name__, description="What stands where on a label")

PATH = "/label-designs/<design_key>"


@blueprint.post("/label-designs")
@blueprint.arguments(LabelDesignIn)
@blueprint.response(201, LabelDesignOut)
@blueprint.alt_response(409, description="There is a design of that key")
@allow("manager", scope="registry:write")
def create_label_design(data: dict[str, Any]) -> tuple[dict[str, Any], int, dict[str, str]]:
    """Keep an own design. One whose labels could not be read or scanned is refused with all that is wrong."""
    with transaction() as session:
        answer = _shown(DESIGNS.add(session, current_actor(), document=data, now=clock.now()))
    return answer, 201, {"Location": answer["links"]["self_"]}


@blueprint.get("/label-designs")
@blueprint.arguments(ListQuery, location="query")
@blueprint.response(200, list_schema(LabelDesignOut))
@allow("manager", "packer", "viewer", scope="batch:read")
def list_label_designs(query: dict[str, Any]) -> dict[str, Any]:
    """The own designs, newest first and retired ones too, then those of the service; `updated_since`: own ones."""
    with reading() as session:
        return answer_page(DESIGNS.list_all(session, current_actor(), wanted(query)), _shown)


@blueprint.get(PATH)
@blueprint.response(200, LabelDesignOut)
@allow("manager", "packer", "viewer", scope="batch:read")
def get_label_design(design_key: str) -> dict[str, Any]:
    """One design, built in or own, whole: a copy of it under another key is an own design."""
    with reading() as session:
        return _shown(DESIGNS.get(session, current_actor(), design_key))


@blueprint.get(f"{PATH}/preview.png")
@blueprint.arguments(DesignPreviewQuery, location="query")
@blueprint.response(200, BINARY, content_type=PNG)
@allow("manager", "packer", "viewer", scope="batch:read")
def get_label_design_preview(query: dict[str, Any], design_key: str) -> Response:
    """A design as a picture, with made-up texts and a code that was never issued; with `stock`, a page of it."""
    with reading() as session:
        design = DESIGNS.get(session, current_actor(), design_key).item
        key = query["stock"]
        stock = None if key is None else STOCKS.get_named(session, current_actor(), key).item
    png = draw_preview(design, base_url=settings().label_base_url, stock=stock, dpi=query["dpi"])
    return Response(png, content_type=PNG, headers={"Cache-Control": "private, no-cache"})


@blueprint.patch(PATH)
@blueprint.arguments(LabelDesignChange)
@blueprint.response(200, LabelDesignOut)
@blueprint.alt_response(409, description="It is built in")
@allow("manager", scope="registry:write")
def patch_label_design(data: dict[str, Any], design_key: str) -> dict[str, Any]:
    """Change an own design for later runs, or retire it; runs that were made with it stay as they are."""
    with transaction() as session:
        found = DESIGNS.change(session, current_actor(), design_key, changes=data, now=clock.now())
        return _shown(found)


def _shown(known: KnownDesign) -> dict[str, Any]:
    return {
        **known.item.to_dict(),
        "is_built_in": known.is_built_in,
        "updated_at": known.updated_at,
        "retired_at": known.retired_at,
        "links": {
            "self_": f"/api/v1/label-designs/{known.item.key}",
            "preview": f"/api/v1/label-designs/{known.item.key}/preview.png",
        },
    }
