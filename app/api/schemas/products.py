"""Shapes of products."""

from typing import Any

from marshmallow import Schema, fields, post_load

from app.api.fields import Choice, FruitWeight, Id, Input, InputNested, Instant, Text, Whole
from batches.products.model import LEVELS, MEASURES
from batches.products.service import Contents

LONGEST_NAME = 200
LONGEST_TEXT = 500
MOST_DAYS = 3650
MOST_FRUITS = 10_000
OR_NULL: dict[str, Any] = {"load_default": None, "allow_none": True}
GTIN = {
    "pattern": "^([0-9]{8}|[0-9]{12,14})$",
    "description": "GTIN-8, -12, -13 or -14; kept and answered as 14 digits. Leave it out where there is none",
}
MEASURE = {
    "enum": [*MEASURES, None],
    "description": "`variable` is sold by weight; a carton then has a GTIN-14 with the indicator 9",
}
SMALLEST = {"description": "The lightest fruit that is plausible: labels are counted by it; null: 1.5 kg"}
OTHER_NAME = {"description": "Left out where there is none: pages then show the Vietnamese name"}


class ContentsIn(Input):
    product_id = Id(required=True, metadata={"description": "An own product of level fruit"})
    count = Whole(least=1, most=MOST_FRUITS, required=True)

    @post_load
    def as_value(self, data: dict[str, Any], **_kwargs: Any) -> Contents:
        return Contents(**data)


class ProductIn(Input):
    gtin = Text(most=14, metadata=GTIN, **OR_NULL)
    level = Choice(*LEVELS, required=True)
    measure = Choice(*MEASURES, metadata=MEASURE, **OR_NULL)
    contains = InputNested(ContentsIn, metadata={"description": "Only of a carton"}, **OR_NULL)
    name_vi = Text(most=LONGEST_NAME, required=True)
    name_en = Text(most=LONGEST_NAME, metadata=OTHER_NAME, **OR_NULL)
    name_zh = Text(most=LONGEST_NAME, metadata=OTHER_NAME, **OR_NULL)
    variety = Text(most=60, required=True)
    brand = Text(most=LONGEST_NAME, **OR_NULL)
    image_id = Id(metadata={"description": "An own public photo; the law wants one"}, **OR_NULL)
    shelf_life_days = Whole(least=1, most=MOST_DAYS, **OR_NULL)
    storage = Text(most=LONGEST_TEXT, **OR_NULL)
    standards = Text(most=LONGEST_TEXT, **OR_NULL)
    smallest_fruit_kg = FruitWeight(metadata=SMALLEST, **OR_NULL)


class ProductChange(Input):
    gtin = Text(most=14, allow_none=True, metadata=GTIN)
    level = Choice(*LEVELS)
    measure = Choice(*MEASURES, allow_none=True, metadata=MEASURE)
    contains = InputNested(ContentsIn, allow_none=True)
    name_vi = Text(most=LONGEST_NAME)
    name_en = Text(most=LONGEST_NAME, allow_none=True)
    name_zh = Text(most=LONGEST_NAME, allow_none=True)
    variety = Text(most=60)
    brand = Text(most=LONGEST_NAME, allow_none=True)
    image_id = Id(allow_none=True)
    shelf_life_days = Whole(least=1, most=MOST_DAYS, allow_none=True)
    storage = Text(most=LONGEST_TEXT, allow_none=True)
    standards = Text(most=LONGEST_TEXT, allow_none=True)
    smallest_fruit_kg = FruitWeight(allow_none=True, metadata=SMALLEST)


class ContentsOut(Schema):
    product_id = Id(required=True)
    count = Whole(least=1, most=MOST_FRUITS, required=True)


class ProductLinksOut(Schema):
    self_ = fields.String(required=True, data_key="self")
    page = fields.String(required=True, metadata={"description": "The public page of the product"})


class ProductOut(Schema):
    id = Id(required=True)
    code = fields.String(required=True, metadata={"description": "Our own public name of it, for ever"})
    gtin = fields.String(required=True, allow_none=True, metadata={"description": "14 digits"})
    level = Choice(*LEVELS, required=True)
    measure = Choice(*MEASURES, required=True, allow_none=True, metadata={"enum": [*MEASURES, None]})
    contains = fields.Nested(ContentsOut, required=True, allow_none=True)
    name_vi = fields.String(required=True)
    name_en = fields.String(required=True, allow_none=True)
    name_zh = fields.String(required=True, allow_none=True)
    variety = fields.String(required=True)
    brand = fields.String(required=True, allow_none=True)
    image_id = Id(required=True, allow_none=True)
    shelf_life_days = Whole(least=1, most=MOST_DAYS, required=True, allow_none=True)
    storage = fields.String(required=True, allow_none=True)
    standards = fields.String(required=True, allow_none=True)
    smallest_fruit_kg = FruitWeight(required=True, allow_none=True)
    created_at = Instant(required=True)
    updated_at = Instant(required=True)
    links = fields.Nested(ProductLinksOut, required=True)
