"""Shapes of label designs: `labels/design` alone knows their parts, and says what is wrong with one."""

from typing import get_type_hints

from marshmallow import Schema, fields

from app.api.fields import Flag, Input, Instant, Part, QueryText, QueryWhole
from app.api.schemas.label_files import LEAST_PREVIEW_DPI, MOST_PREVIEW_DPI
from labels.design.designs import Design
from labels.design.schema import form_of, object_form

_FORM = object_form(Design)


def _part(name: str, *, is_required: bool = False) -> Part:
    return Part(metadata=form_of(name, get_type_hints(Design)[name]), required=is_required)


LabelDesignIn = Input.from_dict(
    {name: _part(name, is_required=name in _FORM["required"]) for name in _FORM["properties"]},
    name="LabelDesignIn",
)
LabelDesignChange = Input.from_dict(
    {
        **{name: _part(name) for name in _FORM["properties"] if name != "key"},
        "retired": Flag(metadata={"description": "true: no new run is made with it; its runs stay"}),
    },
    name="LabelDesignChange",
)


class DesignPreviewQuery(Input):
    dpi = QueryWhole(least=LEAST_PREVIEW_DPI, most=MOST_PREVIEW_DPI, load_default=203)
    stock = QueryText(
        most=60, load_default=None, metadata={"description": "A page of that stock, or a row of a roll"}
    )


class LabelDesignLinksOut(Schema):
    self_ = fields.String(required=True, data_key="self")
    preview = fields.String(required=True, metadata={"description": "A picture of it, with made-up texts"})


class LabelDesignOut(Schema):
    key = fields.String(required=True)
    name_vi = fields.String(required=True)
    name_en = fields.String(required=True)
    width_mm = fields.Float(required=True)
    height_mm = fields.Float(required=True)
    packaging_level = fields.String(required=True)
    link = fields.String(required=True)
    qr_level = fields.String(required=True)
    market = fields.String(required=True)
    elements = fields.List(
        fields.Dict(), required=True, metadata={"description": "As they are sent, with all their defaults"}
    )
    is_built_in = fields.Boolean(required=True)
    updated_at = Instant(required=True, allow_none=True, metadata={"description": "Of an own design"})
    retired_at = Instant(required=True, allow_none=True)
    links = fields.Nested(LabelDesignLinksOut, required=True)
