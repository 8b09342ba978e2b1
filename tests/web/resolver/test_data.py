"""What the resolver's data say: in the words of their vocabularies, the same as the pages, of places too."""

import json
import re
from typing import Any

from app.scan.linked_data import CONTEXT
from tests.conftest import BASE_URL, BROWSER
from tests.web.resolver.world import GLN, World
from tests.web.vocabulary import TERMS, faults, terms_of

LINKED = "application/ld+json"


def block_of(page: str) -> dict[str, Any]:
    """The data block of a page, read as a browser's search engine reads it."""
    (text,) = re.findall(r'<script type="application/ld\+json">([^<]*)</script>', page)
    found: dict[str, Any] = json.loads(text)
    return found


def names(world: World) -> tuple[str, ...]:
    return (
        world.product,
        world.batch,
        world.label,
        f"/417/{GLN}",
        f"/party/{world.short_code}",
        world.plot,
        world.packing_house,
    )


def test_each_term_is_one_of_its_vocabulary(world: World) -> None:
    """Property by property: it exists, the thing may have it, its value is of its kind; nearly all terms occur."""
    used = set()
    for name in names(world):
        data = world.ask(name, LINKED, is_direct=True).get_json(force=True)
        assert data["@context"] == CONTEXT
        assert list(faults(data)) == [], name
        used |= terms_of(data)

    assert TERMS.keys() - used <= {
        "brand",
        "gs1:packagingDate",
        "gs1:consumerStorageInstructions",
        "streetAddress",
    }
    wrong = {
        "@type": "Product",
        "gtin": 1,
        "expires": "2026-01-01",
        "nonsense": {"@type": "Place", "gtin": "x"},
    }
    assert len(list(faults(wrong))) == 5


def test_a_page_has_the_data_as_a_block(world: World) -> None:
    """A product's and a lot's own; a label's page tells the lot, of which it is made once for all labels."""
    for page, name in {
        f"/p/{world.product_id}": world.product,
        f"/b/{world.lot}": world.batch,
        f"/t/{world.code}": world.batch,
    }.items():
        block = block_of(world.ask(page, BROWSER).text)
        assert block == world.ask(name, LINKED, is_direct=True).get_json(force=True), page
        assert list(faults(block)) == []


def test_places_of_events_are_names_too(world: World) -> None:
    """A plot and a packing house: page, linkset, data in two forms, Link header, scripts of others; else 404."""
    for name in (world.plot, world.packing_house):
        page = world.ask(name, BROWSER)
        assert (page.status_code, page.mimetype) == (200, "text/html")
        assert f'<{BASE_URL}{name}?linkType=linkset>; rel="linkset"' in page.headers["Link"]
        assert page.headers["Access-Control-Allow-Origin"] == "*"
        (level,) = world.ask(f"{name}?linkType=linkset").get_json(force=True)["linkset"]
        assert level["anchor"] == BASE_URL + name
        for link in level["https://ref.gs1.org/voc/locationInfo"]:
            answer = world.ask(link["href"].removeprefix(BASE_URL), link["type"])
            assert (answer.status_code, answer.mimetype) == (200, link["type"]), link
        data = world.ask(name, LINKED).get_json(force=True)
        assert data["location"]["@id"] == BASE_URL + name
        assert data["location"]["address"]["addressLocality"] == "Xã Phú Hựu"
    assert "streetAddress" not in world.ask(world.plot, LINKED).text
    for name in (
        f"{world.plot}9",
        "/loc/packing-house/NONE",
        f"{world.plot}9/json",
        "/loc/packing-house/NONE/jsonld",
    ):
        assert world.ask(name, LINKED).get_json()["code"] == "nothing-known", name


def test_a_gln_is_told_as_place_and_as_party(world: World) -> None:
    """With its number and its link, at the link type of each."""
    for key, relation in {"414": "locationInfo", "417": "masterData"}.items():
        name = f"/{key}/{GLN}"
        data = world.ask(name, LINKED, is_direct=True).get_json(force=True)
        assert data["@id"] == f"{BASE_URL}/party/{world.short_code}"
        assert (data["globalLocationNumber"], data["hasGS1DigitalLink"]) == (GLN, BASE_URL + name)
        assert world.ask(f"{name}?linkType=gs1:{relation}").status_code == 307
