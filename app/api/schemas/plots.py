"""Shapes of plots."""

from marshmallow import Schema, fields

from app.api.fields import Degrees, Hectares, Id, Input, Instant, Outline, Text, Weight, Whole

LONGEST_VARIETY = 60
OLDEST_YEAR, LAST_YEAR = 1900, 2999
OUTLINE = {
    "description": "GeoJSON (RFC 7946) in WGS 84: a Polygon, a MultiPolygon, or a Feature of one, of which the "
    "geometry is kept. At most 2,000 positions, closed rings, within Vietnam, its area within 20 % of `area_ha`. "
    "Private: never on a public page",
}
CENTROID = {
    "description": "[longitude, latitude] in WGS 84, in the boundary or at most 100 m away; without it, a point "
    "in the boundary. Private",
}


class PlotChange(Input):
    """A new boundary moves the centroid into it, unless one comes along; null takes a value away."""

    member_id = Id(allow_none=True, metadata={"description": "The household that works it"})
    variety = Text(most=LONGEST_VARIETY)
    area_ha = Hectares()
    commune_code = Text(most=5, metadata={"pattern": "^[0-9]{5}$"})
    tree_count = Whole(least=1, most=1_000_000, allow_none=True)
    planted_year = Whole(least=OLDEST_YEAR, most=LAST_YEAR, allow_none=True)
    expected_yield_kg = Weight(
        allow_none=True, metadata={"description": "What it may plausibly give in one season"}
    )
    boundary = Outline(types=("Polygon", "MultiPolygon", "Feature"), allow_none=True, metadata=OUTLINE)
    centroid = Degrees(allow_none=True, metadata=CENTROID)


class PlotIn(PlotChange):
    code = Text(
        most=20,
        required=True,
        metadata={
            "pattern": "^[0-9A-Za-zĐđ][0-9A-Za-zĐđ_-]{0,19}$",
            "description": "Kept in capitals, Đ as D; unique in the organisation, and for ever",
        },
    )
    variety = Text(most=LONGEST_VARIETY, required=True)
    area_ha = Hectares(required=True)
    commune_code = Text(
        most=5,
        required=True,
        metadata={"pattern": "^[0-9]{5}$", "description": "The province follows from it"},
    )


class PlotLinksOut(Schema):
    self_ = fields.String(required=True, data_key="self")


class PlotOut(Schema):
    id = Id(required=True)
    code = fields.String(required=True)
    member_id = Id(required=True, allow_none=True)
    variety = fields.String(required=True)
    area_ha = Hectares(required=True)
    province_code = fields.String(required=True)
    commune_code = fields.String(required=True)
    tree_count = fields.Integer(required=True, allow_none=True)
    planted_year = fields.Integer(required=True, allow_none=True)
    expected_yield_kg = Weight(required=True, allow_none=True)
    boundary = Outline(
        types=("Polygon", "MultiPolygon"),
        required=True,
        allow_none=True,
        metadata={"description": "GeoJSON in WGS 84, without altitudes"},
    )
    centroid = Degrees(
        required=True, allow_none=True, metadata={"description": "[longitude, latitude] in WGS 84"}
    )
    created_at = Instant(required=True)
    updated_at = Instant(required=True)
    links = fields.Nested(PlotLinksOut, required=True)
