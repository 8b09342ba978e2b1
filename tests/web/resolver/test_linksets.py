"""GS1-Conformant Resolver Standard 1.2: what a linkset holds, and who gets one (2.5, 2.9, 2.10)."""

import json

from app.resolver.links import VOCABULARY
from tests.conftest import BASE_URL, BROWSER
from tests.epcis import find_standards
from tests.web.resolver.answers import LINKSET, linkset_of, location, validate
from tests.web.resolver.world import GLN, World


def test_2_5_links_have_target_type_title_language_and_media_type(world: World) -> None:
    """In a linkset valid against GS1's schema, with ratified link types, on our own host (2.5.1 to 2.5.6, 2.14)."""
    ratified = find_standards()
    known = json.loads((ratified / "gs1-linktypes-from-WebVoc-1.16.json").read_text()) if ratified else None
    for path in (world.product, world.batch, world.label, f"/414/{GLN}", f"/417/{GLN}", f"/obj/{world.code}"):
        document = world.ask(path, LINKSET).get_json(force=True)
        validate("gs1-linkset-schema.json", document)
        for level in document["linkset"]:
            assert level["anchor"].startswith(f"{BASE_URL}/")
            for name, links in level.items():
                if name in ("anchor", "itemDescription"):
                    continue
                assert known is None or name.removeprefix(VOCABULARY) in known
                assert all(link["href"].startswith(f"{BASE_URL}/") and link["title"] for link in links)


def test_2_5_8_there_is_one_default_link_with_a_title_alone(world: World) -> None:
    """And its target is described by a link type besides."""
    for path in (world.product, world.batch, world.label, f"/417/{GLN}"):
        for level in linkset_of(world.ask(path, LINKSET)):
            (default,) = level[f"{VOCABULARY}defaultLink"]
            assert default.keys() == {"href", "title"}
            others = [
                link["href"] for name, links in level.items() if isinstance(links, list) for link in links
            ]
            assert f"{default['href']}?lang=vi" in others


def test_2_5_9_a_linkset_has_every_level_above(world: World) -> None:
    """The most specific first; a default link stands at each, so that any link of ours leads somewhere."""
    anchors = [level["anchor"] for level in linkset_of(world.ask(world.label, LINKSET))]
    assert anchors == [BASE_URL + world.label, BASE_URL + world.product]
    anchors = [level["anchor"] for level in linkset_of(world.ask(world.batch, LINKSET))]
    assert anchors == [BASE_URL + world.batch, BASE_URL + world.product]
    assert (
        linkset_of(world.ask(f"{world.product}/10/NOLOT", LINKSET))[0]["anchor"] == BASE_URL + world.product
    )


def test_2_5_9_an_unknown_lot_or_label_leads_up_to_its_product(world: World) -> None:
    """Without a redirect between; the page says what is unknown. A forged label is never a genuine one's page."""
    assert location(world.ask(f"{world.product}/10/NOLOT?a=b")) == f"/p/{world.product_id}?unknown=lot&a=b"
    target = location(world.ask(f"{world.product}/21/7K3Q9XTM2B4C8HJN"))

    assert target == f"/p/{world.product_id}?unknown=label"
    page = world.ask(target, BROWSER)
    assert "không phát hành tem nào mang mã" in page.text
    assert page.headers["X-Robots-Tag"] == "noindex, noarchive"
    refused = world.ask(f"{world.product}/21/7K3Q9XTM2B4C8HJN", BROWSER, is_direct=True)
    assert refused.status_code == 404


def test_2_9_a_linkset_is_never_redirected(world: World) -> None:
    """By its link type whatever Accept says, or by Accept; each answer of a name says where it is, OPTIONS too."""
    for accept in ("*/*", BROWSER, "text/html", "image/png", LINKSET):
        for is_direct in (True, False):
            answer = world.ask(f"{world.batch}?linkType=linkset", accept, is_direct=is_direct)
            assert (answer.status_code, answer.mimetype) == (200, LINKSET), accept
    assert world.ask(world.batch, f"text/html;q=0.5,{LINKSET}").mimetype == LINKSET
    expected = f'<{BASE_URL}{world.batch}?linkType=linkset>; rel="linkset"; type="{LINKSET}"'
    for method in ("GET", "HEAD", "OPTIONS"):
        assert expected in world.client().open(f"{world.batch}/", method=method).headers["Link"]


def test_2_10_a_linkset_can_be_read_as_json_ld(world: World) -> None:
    """The context stands in a Link header; who names JSON-LD gets it inside; who names JSON, the same linkset."""
    asked = f"{world.product}?linkType=linkset"
    linked = world.ask(asked, "application/ld+json")

    assert (
        'rel="http://www.w3.org/ns/json-ld#context"; type="application/ld+json"'
        in world.ask(asked).headers["Link"]
    )
    assert linked.mimetype == "application/ld+json"
    assert linked.get_json()["@context"] == "https://ref.gs1.org/standards/resolver/linkset-context"
    plain = world.ask(asked, "application/json")
    assert (plain.mimetype, plain.get_json()) == ("application/json", world.ask(asked).get_json(force=True))
    again = world.ask(asked, If_None_Match=plain.headers["ETag"], accept="application/json")
    assert again.status_code == 304
