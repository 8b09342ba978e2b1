"""Shapes of certificates. Outside an area is in hectares, within in whole square metres."""

from decimal import Decimal
from typing import Any

from marshmallow import Schema, fields, post_load

from app.api.fields import Choice, Day, Hectares, Id, Input, InputList, Instant, Text, Weight
from app.api.schemas.accounts import LinksOut
from batches.certificates.model import SCHEMES
from batches.certificates.rules import NUMBER_PATTERN

LONGEST_NAME = 200
MOST_PLOTS = 1000
M2_OF_A_HECTARE = 10_000
NUMBER = {"pattern": f"^{NUMBER_PATTERN}$", "description": "As the paper says"}
SUSPENDED = {"description": "The first day on which it is suspended; null lifts the suspension"}
SCOPE = {"description": "The plots in its scope: only their fruit may claim it"}


class CertificateShape(Input):
    """What entering and correcting a certificate share."""

    @post_load
    def in_square_metres(self, data: dict[str, Any], **_kwargs: Any) -> dict[str, Any]:
        if "area_ha" in data:
            area_ha: Decimal | None = data.pop("area_ha")
            data["area_m2"] = None if area_ha is None else int(area_ha * M2_OF_A_HECTARE)
        return data


class CertificateIn(CertificateShape):
    scheme = Choice(*SCHEMES, required=True)
    number = Text(most=50, required=True, metadata=NUMBER)
    body = Text(most=LONGEST_NAME, required=True, metadata={"description": "Who certifies"})
    valid_from = Day(required=True)
    valid_to = Day(required=True)
    suspended_from = Day(load_default=None, allow_none=True, metadata=SUSPENDED)
    plot_ids = InputList(Id(), most=MOST_PLOTS, load_default=(), metadata=SCOPE)
    area_ha = Hectares(load_default=None, allow_none=True)
    expected_yield_kg = Weight(load_default=None, allow_none=True)
    document_id = Id(
        load_default=None, allow_none=True, metadata={"description": "An own document of kind certificate"}
    )


class CertificateChange(CertificateShape):
    scheme = Choice(*SCHEMES)
    number = Text(most=50, metadata=NUMBER)
    body = Text(most=LONGEST_NAME)
    valid_from = Day()
    valid_to = Day()
    suspended_from = Day(allow_none=True, metadata=SUSPENDED)
    plot_ids = InputList(Id(), most=MOST_PLOTS, metadata=SCOPE)
    area_ha = Hectares(allow_none=True)
    expected_yield_kg = Weight(allow_none=True)
    document_id = Id(allow_none=True)


class CertificateOut(Schema):
    id = Id(required=True)
    scheme = Choice(*SCHEMES, required=True)
    number = fields.String(required=True)
    body = fields.String(required=True)
    valid_from = Day(required=True)
    valid_to = Day(required=True)
    suspended_from = Day(required=True, allow_none=True)
    plot_ids = fields.List(Id(), required=True, metadata={"description": "Those that the caller may see"})
    area_ha = Hectares(required=True, allow_none=True)
    expected_yield_kg = Weight(required=True, allow_none=True)
    document_id = Id(required=True, allow_none=True)
    created_at = Instant(required=True)
    updated_at = Instant(required=True)
    links = fields.Nested(LinksOut, required=True)
