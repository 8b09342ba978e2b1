"""GS1-Conformant Resolver Standard 1.2: where a name leads (2.6, 2.12); strictly, unless a test says otherwise."""

from typing import Any

import pytest

from app.resolver.links import VOCABULARY
from tests.conftest import BASE_URL, BROWSER
from tests.web.resolver.answers import LINKSET, linkset_of, location, validate
from tests.web.resolver.world import World


def test_2_6_1_the_default_link_is_redirected_to(world: World) -> None:
    """Of whoever asks, a browser too; and it is the one that the linkset names."""
    for path in (
        world.product,
        world.batch,
        world.label,
        f"/obj/{world.code}",
        f"/class/{world.product_code}.{world.lot}",
    ):
        (default,) = linkset_of(world.ask(path, LINKSET))[0][f"{VOCABULARY}defaultLink"]
        for accept in ("*/*", BROWSER, "image/png", ""):
            assert world.ask(path, accept).headers.get("Location") == default["href"], (path, accept)
        assert world.ask(f"{path}?linkType=gs1:defaultLink").headers["Location"].startswith(default["href"])


def test_2_6_1_direct_gives_a_browser_the_page_itself(world: World) -> None:
    """The one deviation, of the default setting: who names text/html, or data, gets it; who does not, a redirect."""
    page = world.ask(world.label, BROWSER, is_direct=True)
    assert (page.status_code, page.mimetype, world.lot in page.text) == (200, "text/html", True)
    assert 'rel="linkset"' in page.headers["Link"]
    assert {"Accept", "Accept-Language"} <= set(page.headers["Vary"].split(", "))
    for form in ("application/ld+json", "application/json"):
        assert world.ask(world.label, form, is_direct=True).mimetype == form
        assert location(world.ask(world.label, form)).startswith(f"/t/{world.code}/json")
    for accept in ("*/*", "", "text/html;q=0.5,*/*", "text/html;q=0"):
        assert location(world.ask(world.label, accept, is_direct=True)) == f"/t/{world.code}", accept


def test_2_6_2_a_link_of_the_type_asked_for_is_redirected_to(world: World) -> None:
    """However its namespace is written; of the most specific level that has one."""
    for relation, target in {
        "pip": f"/b/{world.lot}?lang=vi",
        "traceability": f"/b/{world.lot}?lang=vi",
        "certificationInfo": f"/b/{world.lot}?lang=vi",
        "recallStatus": f"/b/{world.lot}?lang=vi",
        "epcis": f"/b/{world.lot}/epcis",
    }.items():
        for name in (
            f"gs1:{relation}",
            f"https://ref.gs1.org/voc/{relation}",
            f"https://gs1.org/voc/{relation}",
        ):
            answer = world.ask(f"{world.batch}?linkType={name}")
            assert location(answer).startswith(target), name


def test_2_6_2_a_link_type_that_is_not_there_is_404(world: World) -> None:
    """Unknown, of another vocabulary, or empty; the refusal says which there are."""
    for link_type in (
        "gs1:smartLabel",
        "gs1:nothing",
        "schema:url",
        "pip",
        "",
        "https://evil.example/voc/pip",
    ):
        answer = world.ask(f"{world.product}?linkType={link_type}")
        assert (answer.status_code, answer.get_json()["code"]) == (404, "link-type-missing"), link_type
        assert "gs1:pip" in answer.get_json()["detail"]
    assert world.ask(f"{world.product}?linkType=gs1:epcis").status_code == 404
    assert world.ask(f"{world.product}?linkType=gs1:epcis", BROWSER).mimetype == "text/html"


@pytest.mark.parametrize(
    ("headers", "query", "target"),
    [
        ({}, "", "?lang=vi"),
        ({"Accept_Language": "en"}, "", "?lang=en"),
        ({"Accept_Language": "zh-CN,zh;q=0.9,en;q=0.8"}, "", "?lang=zh"),
        ({"Accept_Language": "en;q=0.3,vi;q=0.9"}, "", "?lang=vi"),
        ({"Accept_Language": "de,fr;q=0.5"}, "", "?lang=vi"),
        ({"Accept_Language": "de,*;q=0.1,en;q=0"}, "", "?lang=vi"),
        ({"Accept_Language": "en"}, "&lang=zh", "?lang=zh"),
        ({"accept": "application/ld+json"}, "", "/jsonld"),
        ({"accept": "application/json;q=0.9,text/html;q=0.1"}, "", "/json"),
        ({"accept": 'Application/LD+JSON; profile="http://www.w3.org/ns/json-ld#compacted"'}, "", "/jsonld"),
        ({"accept": "application/json; charset=utf-8; q=0.5, text/html;q=0.4"}, "", "/json"),
        ({"accept": "text/html;q=0.2,application/ld+json;q=0.1", "Accept_Language": "en"}, "", "?lang=en"),
    ],
)
def test_2_6_3_language_and_media_type_choose_among_links(
    world: World, headers: dict[str, Any], query: str, target: str
) -> None:
    """By their q values; where nothing fits, what is listed first."""
    found = location(world.ask(f"{world.batch}?linkType=gs1:pip{query}", **headers))

    assert found.partition("&")[0].partition("?linkType")[0] == f"/b/{world.lot}{target}"


def test_2_6_3_what_a_request_does_not_tell_apart_is_300(world: World) -> None:
    """Two papers of two certificates, both PDF: a linkset of these two."""
    answer = world.ask(f"{world.batch}?linkType=gs1:certificationInfo", "application/pdf")
    document = answer.get_json(force=True)

    assert (answer.status_code, answer.mimetype) == (300, LINKSET)
    validate("gs1-linkset-schema.json", document)
    links = document["linkset"][0][f"{VOCABULARY}certificationInfo"]
    assert {link["href"] for link in links} == {f"{BASE_URL}/media/{paper}" for paper in world.papers}
    assert "Location" not in answer.headers


def test_2_12_the_query_is_passed_on_whole(world: World) -> None:
    """As it was sent: order, encoding, names without values, attributes; behind a query of the target's own."""
    query = "foo=bar&17=261231&x=%2F%26%C3%A2;y&flag&&=&foo=2"
    assert location(world.ask(f"{world.batch}?{query}")) == f"/b/{world.lot}?{query}"
    found = location(world.ask(f"{world.batch}?linkType=gs1:pip&{query}"))
    assert found == f"/b/{world.lot}?lang=vi&linkType=gs1:pip&{query}"
    assert location(world.ask(f"{world.batch}?")) == f"/b/{world.lot}"
