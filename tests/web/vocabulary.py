"""What schema.org and GS1's Web vocabulary 1.16 say of the terms that we use: whose property each is, and of what kind.

Facts of both, taken by hand; a test asks whether data fit them.
"""

from collections.abc import Iterator
from datetime import date
from typing import Any
from urllib.parse import urlsplit

ABOVE = {
    "SomeProducts": "Product",
    "IndividualProduct": "Product",
    "Product": "Thing",
    "Organization": "Thing",
    "Place": "Thing",
    "Brand": "Thing",
    "Country": "Thing",
    "Certification": "Thing",
    "PropertyValue": "Thing",
    "PostalAddress": "Thing",
    "Thing": None,
    "gs1:Product": None,
    "gs1:Country": None,
    "gs1:Organization": None,
    "gs1:CertificationDetails": None,
}
"""Each class with the one above it, as far as properties of ours are concerned."""

TERMS = {
    "name": ({"Thing"}, {"text", "words"}),
    "image": ({"Thing"}, {"url"}),
    "gtin": ({"Product"}, {"text"}),
    "productID": ({"Product"}, {"text"}),
    "serialNumber": ({"IndividualProduct"}, {"text"}),
    "brand": ({"Product"}, {"Brand"}),
    "manufacturer": ({"Product"}, {"Organization"}),
    "countryOfOrigin": ({"Product"}, {"Country"}),
    "hasCertification": ({"Product"}, {"Certification"}),
    "additionalProperty": ({"Product"}, {"PropertyValue"}),
    "hasGS1DigitalLink": ({"Product", "Organization", "Place"}, {"url"}),
    "certificationIdentification": ({"Certification"}, {"text"}),
    "issuedBy": ({"Certification"}, {"Organization"}),
    "validFrom": ({"Certification"}, {"day"}),
    "expires": ({"Certification"}, {"day"}),
    "value": ({"PropertyValue"}, {"text", "yes or no"}),
    "address": ({"Organization", "Place"}, {"PostalAddress"}),
    "location": ({"Organization"}, {"Place"}),
    "globalLocationNumber": ({"Organization", "Place"}, {"text"}),
    "addressCountry": ({"PostalAddress"}, {"text"}),
    "addressRegion": ({"PostalAddress"}, {"text"}),
    "addressLocality": ({"PostalAddress"}, {"text"}),
    "streetAddress": ({"PostalAddress"}, {"text"}),
    "gs1:gtin": ({"gs1:Product"}, {"text"}),
    "gs1:productName": ({"gs1:Product"}, {"words"}),
    "gs1:hasBatchLotNumber": ({"gs1:Product"}, {"text"}),
    "gs1:hasSerialNumber": ({"gs1:Product"}, {"text"}),
    "gs1:harvestDateStart": ({"gs1:Product"}, {"typed day"}),
    "gs1:harvestDateEnd": ({"gs1:Product"}, {"typed day"}),
    "gs1:packagingDate": ({"gs1:Product"}, {"typed day"}),
    "gs1:consumerStorageInstructions": ({"gs1:Product"}, {"words"}),
    "gs1:countryOfOrigin": ({"gs1:Product"}, {"gs1:Country"}),
    "gs1:countryCode": ({"gs1:Country"}, {"text"}),
    "gs1:certification": ({"gs1:Product"}, {"gs1:CertificationDetails"}),
    "gs1:organizationName": ({"gs1:Organization"}, {"words"}),
    "gs1:certificationAgency": ({"gs1:CertificationDetails"}, {"words"}),
    "gs1:certificationStandard": ({"gs1:CertificationDetails"}, {"words"}),
    "gs1:certificationIdentification": ({"gs1:CertificationDetails"}, {"text"}),
    "gs1:certificationStartDate": ({"gs1:CertificationDetails"}, {"typed day"}),
    "gs1:certificationEndDate": ({"gs1:CertificationDetails"}, {"typed day"}),
}
"""Each property with the classes that have it and the kinds of its values."""


def faults(node: dict[str, Any]) -> Iterator[str]:
    """What of a node, and of those inside it, the vocabularies do not know."""
    classes = set(_classes(node))
    for name, value in node.items():
        if name.startswith("@"):
            continue
        having, kinds = TERMS.get(name, (set(), set()))
        if not having & classes:
            yield f"{name} is no property of {sorted(classes)}"
        for one in value if isinstance(value, list) else [value]:
            if not kinds & set(_kinds(one)):
                yield f"{name} is none of {sorted(kinds)}: {one!r}"
            if isinstance(one, dict) and "@value" not in one:
                yield from faults(one)


def terms_of(node: dict[str, Any]) -> set[str]:
    """All properties that are used in a node."""
    found = {name for name in node if not name.startswith("@")}
    for value in node.values():
        for one in value if isinstance(value, list) else [value]:
            if isinstance(one, dict) and "@value" not in one:
                found |= terms_of(one)
    return found & TERMS.keys()


def _classes(node: dict[str, Any]) -> Iterator[str]:
    types = node["@type"]
    for name in [types] if isinstance(types, str) else types:
        above: str | None = name
        while above is not None:
            yield above
            above = ABOVE[above]


def _kinds(value: Any) -> Iterator[str]:
    if isinstance(value, bool):
        yield "yes or no"
    elif isinstance(value, dict) and "@value" in value:
        if value.keys() == {"@value", "@language"}:
            yield "words"
        elif value["@type"] == "xsd:date" and _is_day(value["@value"]):
            yield "typed day"
    elif isinstance(value, dict):
        yield from _classes(value)
    elif isinstance(value, str) and value:
        yield "text"
        if urlsplit(value).scheme in ("http", "https"):
            yield "url"
        if _is_day(value):
            yield "day"


def _is_day(text: str) -> bool:
    try:
        return date.fromisoformat(text).isoformat() == text
    except ValueError:
        return False
