"""GS1's resolver test suite, check by check, as its page at ref.gs1.org/test-suites/resolver asks a resolver.

The suite is a script in a browser, with a helper on a server that sends no Accept header of its own (`*/*`). Each test
here asks what one of its checks asks and expects what that check expects; its names stand in the docstrings.
"""

import json
from itertools import groupby
from typing import Any

import jsonschema
import pytest

from app.resolver.links import VOCABULARY
from tests.conftest import BASE_URL
from tests.epcis import find_standards
from tests.web.resolver.world import GLN, World

LINKSET = "application/linkset+json"
SUITE = "https://ref.gs1.org"
NOT_LINKS = ("anchor", "itemDescription")


@pytest.fixture(scope="module")
def links(world: World) -> tuple[str, ...]:
    """One of each kind of link that can be handed to the suite."""
    return (world.product, world.batch, world.label, f"/414/{GLN}", f"/417/{GLN}")


def without_type(location: str, relation: str) -> str:
    """A redirect's address without the query that was passed on with it, as the suite compares it."""
    return location.partition(f"?linkType=gs1:{relation}")[0].partition(f"&linkType=gs1:{relation}")[0]


def test_headers(world: World, links: tuple[str, ...]) -> None:
    """corsCheck, methodsCheck, linkOnRedirect and legacyLinkHeaders: on a GET that is redirected, and on OPTIONS."""
    for link in links:
        for method in ("GET", "OPTIONS"):
            headers = world.client().open(link, method=method, headers={"Origin": SUITE}).headers
            assert headers["Access-Control-Allow-Origin"] == "*"
            assert {"GET", "HEAD", "OPTIONS"} <= set(headers["Access-Control-Allow-Methods"].split(", "))
            told = [part + '"' for part in headers["Link"].split('",')]
            assert any('rel="linkset"' in part for part in told), link
            assert not any('rel="gs1:' in part for part in told), link


def test_a_script_of_another_origin_learns_that_the_host_is_there(world: World) -> None:
    """tlsOK: it sends HEAD to `/` without CORS, which a resource policy of the same origin would make a failure."""
    answer = world.client().head("/", headers={"Origin": SUITE, "Sec-Fetch-Mode": "no-cors"})
    assert (answer.status_code, answer.headers["Cross-Origin-Resource-Policy"]) == (200, "cross-origin")


def test_errors_and_the_slash_and_the_query(world: World, links: tuple[str, ...]) -> None:
    """reportWith400, noErrorWith200, trailingSlash, qsPassedOn and specificLinkTypeNotFound."""
    for link in links:
        assert world.ask(f"{link}/foo").status_code == 400
        plain, slash = world.ask(link), world.ask(f"{link}/")
        assert (slash.status_code, slash.headers["Location"]) == (307, plain.headers["Location"])
        assert "foo=bar" in world.ask(f"{link}?foo=bar").headers["Location"]
        assert world.ask(f"{link}?linkType=gs1:nosuchlt").status_code == 404


def test_the_linkset(world: World, links: tuple[str, ...]) -> None:
    """ltLinksetNoRedirect, ltAcceptHeader, validLinkset, linksetJsonldCheck and declaredContentType."""
    for link in links:
        assert world.ask(f"{link}?linkType=linkset").status_code == 200
        assert world.ask(f"{link}?linkType=all", LINKSET).status_code == 200
        answer = world.ask(link, LINKSET)
        assert (answer.status_code, answer.headers["Content-Type"]) == (200, LINKSET)
        context = [part for part in answer.headers["Link"].split(",") if "json-ld#context" in part]
        assert len(context) == 1
        assert 'type="application/ld+json"' in context[0]
        validate("gs1-linkset-schema.json", answer.get_json(force=True))


def test_each_link_of_a_linkset_is_reached(world: World, links: tuple[str, ...]) -> None:
    """defaultTarget, loFor… and linkTypesDefined: asked for by its type, media type and language, and only then.

    Of each link type those of the most specific level count; which share all attributes are a choice (300).
    """
    reached = chosen = 0
    for link in links:
        for relation, found in _links_by_type(world, link).items():
            if relation == "defaultLink":
                (default,) = found
                assert world.ask(link).headers["Location"] == default["href"]
                continue
            for alike in _alike(found):
                (media_type, language), target = alike[0], alike[1][0]["href"]
                asked = f"{link}?linkType=gs1:{relation}"
                answer = world.ask(asked, media_type, Accept_Language=language)
                if len(alike[1]) > 1:
                    assert answer.status_code == 300, (link, relation)
                    chosen += 1
                else:
                    assert without_type(answer.headers["Location"], relation) == target, (link, relation)
                    reached += 1
                assert world.ask(target.removeprefix(BASE_URL), media_type).mimetype == media_type, target

    assert (reached, chosen) >= (40, 2)


def test_the_description_file(world: World) -> None:
    """rdFile: read by a script of another origin, valid against GS1's schema."""
    answer = world.ask("/.well-known/gs1resolver", "application/json", Origin=SUITE)
    assert (answer.status_code, answer.headers["Access-Control-Allow-Origin"]) == (200, "*")
    validate("description-file-schema-1.2.0.json", answer.get_json())


def validate(name: str, document: object) -> None:
    standards = find_standards()
    if standards is None:
        pytest.skip("RONGUON_STANDARDS names no folder with GS1's files")
    jsonschema.validate(document, json.loads((standards / name).read_text(encoding="utf-8")))


def _links_by_type(world: World, link: str) -> dict[str, list[dict[str, Any]]]:
    """Of each link type the links of the most specific level, by the anchors that the suite looks for."""
    levels = {level["anchor"]: level for level in world.ask(link, LINKSET).get_json(force=True)["linkset"]}
    found: dict[str, list[dict[str, Any]]] = {}
    assert BASE_URL + link in levels
    while link:
        for name, linked in levels.get(BASE_URL + link, {}).items():
            if name not in NOT_LINKS:
                found.setdefault(name.removeprefix(VOCABULARY), linked)
        link = link.rpartition("/")[0].rpartition("/")[0]
    return found


def _alike(found: list[dict[str, Any]]) -> list[tuple[tuple[str, str], list[dict[str, Any]]]]:
    """Links with their attributes; those that share all of them together."""

    def attributes(link: dict[str, Any]) -> tuple[str, str]:
        return link["type"], "".join(link.get("hreflang", []))

    return [(key, list(group)) for key, group in groupby(sorted(found, key=attributes), attributes)]
