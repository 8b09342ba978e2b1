"""The public form of a label, lot, product or organisation as JSON: what its page tells, in the API's own words.

Like the linked data it names no person.
"""

from dataclasses import asdict
from datetime import UTC, date, datetime
from typing import Any
from urllib.parse import quote

from app.scan.products import PublicProduct
from batches.places.addresses import Address
from batches.provenance.story import PublicBatch, PublicOrigin, PublicPlace, PublicStage

Data = dict[str, Any]

_AS_THEY_ARE = (
    *("lot", "trace_code", "status", "is_sample", "gtin", "variety", "brand", "standards", "storage"),
    *("shelf_life_days", "harvested_on", "harvested_to_on", "growing_area_codes", "missing_stages"),
)


def batch_form(batch: PublicBatch, root: str) -> Data:
    """A lot."""
    lot = quote(batch.lot, safe="")
    return {
        **{name: _said(getattr(batch, name)) for name in _AS_THEY_ARE},
        "product": {"names": _names(batch), "links": {"page": f"{root}/p/{batch.product_id}"}},
        "organisation": {
            "name": batch.organisation_name,
            "address": address_form(batch.organisation_address),
        },
        "packing": _said(asdict(batch.packing)) if batch.packing else None,
        "recall": _said(asdict(batch.recall)) if batch.recall else None,
        "claims": [_said(asdict(claim)) for claim in batch.claims],
        "origins": [_origin(origin) for origin in batch.origins],
        "stages": [_stage(stage) for stage in batch.stages],
        "links": {"page": f"{root}/b/{lot}", "epcis": f"{root}/b/{lot}/epcis"},
    }


def label_form(code: str, status: str, batch: PublicBatch | None, root: str) -> Data:
    """A label, with its lot where it belongs to one; how often it was looked at stands behind its link `code`."""
    return {
        "code": code,
        "status": status,
        "batch": batch_form(batch, root) if batch else None,
        "links": {"page": f"{root}/t/{code}", "code": f"{root}/api/v1/codes/{code}"},
    }


def product_form(product: PublicProduct, *, product_id: object, root: str) -> Data:
    return {
        "gtin": product.gtin,
        "code": product.code,
        "names": product.names,
        "variety": product.variety,
        "is_sample": product.is_sample,
        "organisation": {
            "name": product.organisation_name,
            "address": address_form(product.organisation_address),
        },
        "links": {"page": f"{root}/p/{product_id}"},
    }


def place_form(place: PublicPlace) -> Data:
    return {
        "organisation": place.organisation_name,
        "packing_house": place.packing_house,
        "address": address_form(place.address),
        "is_sample": place.is_sample,
    }


def address_form(address: Address) -> Data:
    """A whole address, as an organisation's page shows it."""
    return {**_commune(address), "detail": address.detail}


def _commune(address: Address) -> Data:
    """No nearer than the commune."""
    return {
        "province_code": address.province_code,
        "commune_code": address.commune_code,
        "name_vi": address.commune_and_province("vi"),
        "name_en": address.commune_and_province("en"),
    }


def _names(batch: PublicBatch) -> Data:
    return {"vi": batch.product_name_vi, "en": batch.product_name_en, "zh": batch.product_name_zh}


def _origin(origin: PublicOrigin) -> Data:
    return {**_said(asdict(origin)), "place": _commune(origin.place)}


def _stage(stage: PublicStage) -> Data:
    return {**_said(asdict(stage)), "place": _commune(stage.place)}


def _said(value: Any) -> Any:
    """Days and instants as the API writes them."""
    if isinstance(value, dict):
        return {name: _said(part) for name, part in value.items()}
    if isinstance(value, (list, tuple)):
        return [_said(part) for part in value]
    if isinstance(value, datetime):
        return value.astimezone(UTC).isoformat().replace("+00:00", "Z")
    return value.isoformat() if isinstance(value, date) else value
