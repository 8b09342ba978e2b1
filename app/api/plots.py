"""`/plots`: the pieces of orchard that harvests come from."""

import uuid
from typing import Any

from app import clock
from app.api.api import Blueprint
from app.api.lists import ListQuery, answer_page, list_schema, wanted
from app.api.schemas.plots import PlotChange, PlotIn, PlotOut
from app.db import reading, transaction
from app.policy import allow, current_actor
from batches.places.addresses import place_of
from batches.plots.geojson import read_boundary
from batches.plots.model import Plot
from batches.plots.rules import hectares, square_metres
from batches.plots.service import add_plot, change_plot, get_own_plot
from batches.plots.service import list_plots as list_own_plots

blueprint = Blueprint("plots", __name__, description="Plots and where they lie")

READERS = ("manager", "farmer", "packer", "viewer")


@blueprint.post("/plots")
@blueprint.arguments(PlotIn)
@blueprint.response(201, PlotOut)
@allow("manager", scope="registry:write")
def create_plot(data: dict[str, Any]) -> tuple[dict[str, Any], int, dict[str, str]]:
    """Enter a plot; its area and boundary are checked against each other."""
    with transaction() as session:
        answer = _shown(add_plot(session, current_actor(), **_stated(data), now=clock.now()))
    return answer, 201, {"Location": answer["links"]["self_"]}


@blueprint.get("/plots")
@blueprint.arguments(ListQuery, location="query")
@blueprint.response(200, list_schema(PlotOut))
@allow(*READERS, scope="batch:read")
def list_plots(query: dict[str, Any]) -> dict[str, Any]:
    """The plots of the caller's organisation, newest first; a farmer of a household sees its own."""
    with reading() as session:
        return answer_page(list_own_plots(session, current_actor(), wanted(query)), _shown)


@blueprint.get("/plots/<uuid:plot_id>")
@blueprint.response(200, PlotOut)
@allow(*READERS, scope="batch:read")
def get_plot(plot_id: uuid.UUID) -> dict[str, Any]:
    """One plot of the caller's organisation."""
    with reading() as session:
        return _shown(get_own_plot(session, current_actor(), plot_id, pointer=""))


@blueprint.patch("/plots/<uuid:plot_id>")
@blueprint.arguments(PlotChange)
@blueprint.response(200, PlotOut)
@allow("manager", scope="registry:write")
def patch_plot(data: dict[str, Any], plot_id: uuid.UUID) -> dict[str, Any]:
    """Correct a plot; what was harvested on it before stays as it was judged."""
    with transaction() as session:
        return _shown(change_plot(session, current_actor(), plot_id, **_stated(data), now=clock.now()))


def _stated(data: dict[str, Any]) -> dict[str, Any]:
    """The same in the words of the domain."""
    if "area_ha" in data:
        data["area_m2"] = square_metres(data.pop("area_ha"))
    if "commune_code" in data:
        data["place"] = place_of(data.pop("commune_code"))
    if data.get("boundary") is not None:
        data["boundary"] = read_boundary(data["boundary"])
    return data


def _shown(plot: Plot) -> dict[str, Any]:
    columns = {column.key: getattr(plot, column.key) for column in plot.__table__.columns}
    return columns | {
        "area_ha": hectares(plot.area_m2),
        "centroid": plot.position,
        "links": {"self_": f"/api/v1/plots/{plot.id}"},
    }
