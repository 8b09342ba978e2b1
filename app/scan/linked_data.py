"""What the public may know of a label, lot, product or organisation as JSON-LD: schema.org and GS1's vocabulary.

The same as the page tells, with no person at all: who agreed to be shown on a page may take that back at any time,
and what a program has copied does not follow.
"""

from collections.abc import Mapping
from datetime import date
from typing import Any, Final
from urllib.parse import quote

from flask import current_app, json
from markupsafe import Markup

from app.scan.products import PublicProduct
from batches.certificates.rules import SCHEME_NAMES
from batches.gs1.digital_link import build_path
from batches.places.addresses import Address
from batches.places.units import get_commune, get_province
from batches.provenance.story import PublicBatch, PublicClaim, PublicPlace

CONTEXT: Final = [
    "https://schema.org/",
    {"gs1": "https://ref.gs1.org/voc/", "xsd": "http://www.w3.org/2001/XMLSchema#"},
]
GS1_HOST: Final = "https://id.gs1.org"
COUNTRY: Final = "VN"

_UNSAFE = {ord("<"): "\\u003c", ord(">"): "\\u003e", ord("&"): "\\u0026"}

Data = dict[str, Any]


def data_block(data: Data) -> Markup:
    """Data for a script element, which a browser never runs and which nothing in it can end."""
    return Markup(json.dumps(data, ensure_ascii=False, separators=(",", ":")).translate(_UNSAFE))  # noqa: S704


def batch_block(batch: PublicBatch) -> Markup:
    """The data block of a lot's page and of those of its labels."""
    return data_block(batch_data(batch, code=None, root=page_root()))


def product_block(product: PublicProduct) -> Markup:
    return data_block(product_data(product, root=page_root()))


def page_root() -> str:
    """Our own host, as links name it; "" before one is decided."""
    settings = current_app.extensions.get("ronguon.settings")
    return (settings.label_base_url or "") if settings else ""


def batch_data(batch: PublicBatch, *, code: str | None, root: str) -> Data:
    """A lot, or the fruit of a label, which `code` without dashes names."""
    kind = "IndividualProduct" if code else "SomeProducts"
    names = {"vi": batch.product_name_vi, "en": batch.product_name_en, "zh": batch.product_name_zh}
    return {
        **_product(kind, names, batch.gtin, batch.image_id, root),
        **_identity(batch, code, root),
        **_optional("brand", {"@type": "Brand", "name": batch.brand} if batch.brand else None),
        "countryOfOrigin": {"@type": "Country", "name": COUNTRY},
        "gs1:countryOfOrigin": {"@type": "gs1:Country", "gs1:countryCode": COUNTRY},
        "gs1:harvestDateStart": _day(batch.harvested_on),
        "gs1:harvestDateEnd": _day(batch.harvested_to_on or batch.harvested_on),
        **_optional("gs1:packagingDate", _day(batch.packing.packed_on) if batch.packing else None),
        **_optional("gs1:consumerStorageInstructions", _text(batch.storage, "vi")),
        "manufacturer": _manufacturer(batch.organisation_name, batch.organisation_address),
        **_optional("hasCertification", [_schema_claim(claim) for claim in batch.claims]),
        **_optional("gs1:certification", [_gs1_claim(claim) for claim in batch.claims]),
        "additionalProperty": _properties(batch),
    }


def product_data(product: PublicProduct, *, root: str) -> Data:
    link = build_path(gtin=product.gtin) if product.gtin else None
    return {
        **_product("Product", product.names, product.gtin, product.image_id, root),
        **_optional("@id", GS1_HOST + link if link else None),
        **_optional("hasGS1DigitalLink", root + link if link and root else None),
        "manufacturer": _manufacturer(product.organisation_name, product.organisation_address),
        "additionalProperty": [_property("variety", product.variety), _property("sample", product.is_sample)],
    }


def place_data(
    place: PublicPlace,
    *,
    root: str,
    party: str | None = None,
    site: str | None = None,
    gln: str | None = None,
) -> Data:
    """An organisation; of a plot or packing house the one whose it is, which has a location there.

    Args:
        party, gln: the paths that name the organisation, by our own name and by its GLN.
        site: the path that names the plot or packing house.
    """
    where = _address(place.address)
    location = {"@type": "Place", "@id": root + (site or ""), "address": where}
    location |= _optional("name", place.packing_house)
    return {
        "@context": CONTEXT,
        **_organisation(place.organisation_name),
        **_optional("@id", party and root + party),
        **({"location": location} if site else {"address": where}),
        **_optional("globalLocationNumber", gln and gln.rpartition("/")[2]),
        **_optional("hasGS1DigitalLink", gln and root + gln),
    }


def _product(kind: str, names: Mapping[str, str], gtin: str | None, image_id: object, root: str) -> Data:
    texts = [_text(name, language) for language, name in names.items() if name]
    return {
        "@context": CONTEXT,
        "@type": [kind, "gs1:Product"],
        "name": texts,
        "gs1:productName": texts,
        **_optional("gtin", gtin),
        **_optional("gs1:gtin", gtin),
        **_optional("image", f"{root}/media/{image_id}" if image_id else None),
    }


def _identity(batch: PublicBatch, code: str | None, root: str) -> Data:
    """GS1's own URI of it where it has a GTIN, else ours."""
    found = {"gs1:hasBatchLotNumber": batch.lot, **_optional("gs1:hasSerialNumber", code)}
    found |= {"productID": batch.trace_code, **_optional("serialNumber", code)}
    if batch.gtin is None:
        own = f"/obj/{code}" if code else f"/b/{quote(batch.lot, safe='')}"
        return {**_optional("@id", root + own if root else None), **found}
    link = build_path(gtin=batch.gtin, lot=None if code else batch.lot, serial=code)
    return {"@id": GS1_HOST + link, **_optional("hasGS1DigitalLink", root + link if root else None), **found}


def _properties(batch: PublicBatch) -> list[Data]:
    """What neither vocabulary has a word for; a recall with its reason, as the page tells it first."""
    recall = batch.recall
    told: tuple[tuple[str, str | bool | None], ...] = (
        ("status", batch.status),
        ("variety", batch.variety),
        ("sample", batch.is_sample),
        *(("growingAreaCode", code) for code in batch.growing_area_codes),
        ("packingHouseCode", batch.packing.packing_house_code if batch.packing else None),
        ("recalledOn", recall.since_on.isoformat() if recall else None),
        ("recallReason", recall.reason if recall else None),
    )
    return [_property(name, value) for name, value in told if value is not None]


def _property(name: str, value: str | bool) -> Data:
    return {"@type": "PropertyValue", "name": name, "value": value}


def _manufacturer(name: str, address: Address) -> Data:
    return {**_organisation(name), "address": _address(address)}


def _organisation(name: str) -> Data:
    return {
        "@type": ["Organization", "gs1:Organization"],
        "name": name,
        "gs1:organizationName": _text(name, "vi"),
    }


def _address(address: Address) -> Data:
    commune, province = get_commune(address.commune_code), get_province(address.province_code)
    return {
        "@type": "PostalAddress",
        "addressCountry": COUNTRY,
        "addressRegion": province.name_vi,
        "addressLocality": commune.name_vi,
        **_optional("streetAddress", address.detail),
    }


def _schema_claim(claim: PublicClaim) -> Data:
    return {
        "@type": "Certification",
        "name": SCHEME_NAMES[claim.scheme],
        "certificationIdentification": claim.number,
        "issuedBy": {"@type": "Organization", "name": claim.body},
        "validFrom": claim.valid_from.isoformat(),
        "expires": claim.valid_to.isoformat(),
    }


def _gs1_claim(claim: PublicClaim) -> Data:
    return {
        "@type": "gs1:CertificationDetails",
        "gs1:certificationAgency": _text(claim.body, "vi"),
        "gs1:certificationStandard": _text(SCHEME_NAMES[claim.scheme], "vi"),
        "gs1:certificationIdentification": claim.number,
        "gs1:certificationStartDate": _day(claim.valid_from),
        "gs1:certificationEndDate": _day(claim.valid_to),
    }


def _text(text: str | None, language: str) -> Data | None:
    return {"@value": text, "@language": language} if text else None


def _day(day: date) -> Data:
    return {"@value": day.isoformat(), "@type": "xsd:date"}


def _optional(name: str, value: object) -> Data:
    return {name: value} if value else {}
