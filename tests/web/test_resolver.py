"""GS1-Conformant Resolver Standard 1.2, rule by rule; the resolver is strict unless a test says otherwise."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import jsonschema
import pytest
from werkzeug.test import TestResponse

from app.resolver.links import VOCABULARY
from tests.builders import GTIN
from tests.conftest import BASE_URL, BROWSER
from tests.epcis import find_standards
from tests.web.resolver_world import GLN, World, running_world

LINKSET = "application/linkset+json"
OTHER_GTIN = "09521234560029"


@pytest.fixture(scope="module")
def world(sqlite_model: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[World]:
    with running_world(sqlite_model, tmp_path_factory.mktemp("resolver")) as made:
        yield made


def linkset_of(answer: TestResponse) -> list[dict[str, Any]]:
    assert answer.status_code == 200, answer.text
    found: list[dict[str, Any]] = answer.get_json(force=True)["linkset"]
    return found


def location(answer: TestResponse) -> str:
    assert answer.status_code == 307, answer.text
    return answer.headers["Location"].removeprefix(BASE_URL)


def validate(name: str, document: object) -> None:
    standards = find_standards()
    if standards is None:
        pytest.skip("RONGUON_STANDARDS names no folder with GS1's files")
    jsonschema.validate(document, json.loads((standards / name).read_text(encoding="utf-8")))


def test_2_1_every_qualifier_of_a_supported_key_is_supported(world: World) -> None:
    """Each subset in order, known or not, leads somewhere; what is more specific leads further."""
    for qualifiers, page in {
        "": f"/p/{world.product_id}",
        "/22/A": f"/p/{world.product_id}",
        "/235/X": f"/p/{world.product_id}",
        f"/10/{world.lot}": f"/b/{world.lot}",
        f"/22/A/10/{world.lot}": f"/b/{world.lot}",
        f"/21/{world.code}": f"/t/{world.code}",
        f"/10/{world.lot}/21/{world.code}": f"/t/{world.code}",
        f"/22/A/10/{world.lot}/21/{world.code}": f"/t/{world.code}",
    }.items():
        assert location(world.ask(world.product + qualifiers)) == page, qualifiers
    assert location(world.ask(f"/obj/{world.blank}")) == f"/t/{world.blank}"
    for path in (f"/414/{GLN}", f"/414/{GLN}/254/A", f"/417/{GLN}", f"/417/{GLN}/7040/1ABC"):
        assert location(world.ask(path)) == f"/party/{world.short_code}", path


def test_2_2_get_head_and_options_are_supported(world: World) -> None:
    """HEAD says what GET says without a body; OPTIONS names the three; others are refused."""
    client = world.client()
    for path in (world.product, f"{world.batch}?linkType=linkset", "/01/1", "/.well-known/gs1resolver"):
        got, head, options = (client.open(path, method=method) for method in ("GET", "HEAD", "OPTIONS"))
        assert (head.status_code, head.data) == (got.status_code, b""), path
        assert head.headers.get("Location") == got.headers.get("Location")
        assert (options.status_code, set(options.headers["Allow"].split(", "))) == (
            200,
            {"GET", "HEAD", "OPTIONS"},
        )
    assert client.post(world.product).status_code == 405


def test_2_2_cors_is_supported(world: World) -> None:
    """Any origin may read each answer and its links, pages and data that it leads to included; never with cookies."""
    for path in (
        world.product,
        f"{world.label}?linkType=linkset",
        "/01/1",
        f"/01/{OTHER_GTIN}",
        f"/b/{world.lot}",
        f"/b/{world.lot}/epcis",
        "/.well-known/gs1resolver",
    ):
        headers = world.ask(path, Origin="https://buyer.example").headers
        assert headers["Access-Control-Allow-Origin"] == "*", path
        assert {"GET", "HEAD", "OPTIONS"} <= set(headers["Access-Control-Allow-Methods"].split(", ")), path
        assert "Link" in headers["Access-Control-Expose-Headers"]
        assert "Access-Control-Allow-Credentials" not in headers


def test_2_3_epc_binary_strings_are_decompressed(world: World) -> None:
    """Answered like the link that they say, without a redirect to it, which stands in a Link header."""
    sgtin = epc_of(GTIN, serial=1234)
    answer = world.ask(f"/{sgtin}")

    assert location(answer) == f"/p/{world.product_id}?unknown=label"
    assert f'<{BASE_URL}/01/{GTIN}/21/1234>; rel="owl:sameAs"' in answer.headers["Link"]
    anchors = [level["anchor"] for level in linkset_of(world.ask(f"/{sgtin}/?linkType=linkset"))]
    assert anchors == [f"{BASE_URL}/01/{GTIN}"]
    assert world.ask("/eh30").status_code == world.ask("/exAA").status_code == 400


def test_2_4_what_is_not_well_formed_is_400(world: World) -> None:
    """Said in words, to a browser on a page; and never 200 or 5xx."""
    for path in (
        f"{world.product}/foo",
        "/01/09521234560013",
        f"{world.label}/10/A",
        f"{world.product}?17=261331",
        "/01",
        "/01/",
    ):
        answer = world.ask(path)
        assert (answer.status_code, answer.get_json()["code"]) == (400, "digital-link-invalid"), path
        page = world.ask(path, BROWSER)
        assert (page.status_code, page.mimetype, "<form" in page.text) == (400, "text/html", True), path


def test_2_4_1_what_is_well_formed_and_unknown_is_404(world: World) -> None:
    """A GTIN, GLN, SSCC or key of another kind of which nothing is recorded; a label of another product."""
    for path in (
        f"/01/{OTHER_GTIN}",
        f"/01/{OTHER_GTIN}/10/{world.lot}",
        f"/01/{OTHER_GTIN}/21/{world.code}",
        f"{world.product}/10/OTHER/21/{world.code}",
        "/00/106141411234567897",
        "/417/9521234543213",
        "/8004/9520614141234567",
        "/obj/7K3Q9XTM2B4C8HJN",
        f"/class/{world.product_code}.NOLOT",
    ):
        for link_type in ("", "?linkType=linkset", "?linkType=gs1:pip"):
            answer = world.ask(path + link_type)
            assert (answer.status_code, answer.get_json()["code"]) == (404, "nothing-known"), path
        assert world.ask(path, BROWSER).status_code == 404, path


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


def test_2_12_the_query_is_passed_on_whole(world: World) -> None:
    """As it was sent: order, encoding, names without values, attributes; behind a query of the target's own."""
    query = "foo=bar&17=261231&x=%2F%26%C3%A2;y&flag&&=&foo=2"
    assert location(world.ask(f"{world.batch}?{query}")) == f"/b/{world.lot}?{query}"
    found = location(world.ask(f"{world.batch}?linkType=gs1:pip&{query}"))
    assert found == f"/b/{world.lot}?lang=vi&linkType=gs1:pip&{query}"
    assert location(world.ask(f"{world.batch}?")) == f"/b/{world.lot}"


def test_2_13_a_slash_at_the_end_makes_no_difference(world: World) -> None:
    """One: two are a part that is empty."""
    for path in (world.product, world.batch, world.label, f"/417/{GLN}"):
        assert location(world.ask(f"{path}/")) == location(world.ask(path))
    assert world.ask(f"{world.product}//").status_code == 400


def test_3_the_resolver_describes_itself(world: World) -> None:
    """Valid against GS1's schema; each key that it names leads somewhere, and it names no others."""
    answer = world.ask("/.well-known/gs1resolver")
    described = answer.get_json()

    validate("description-file-schema-1.2.0.json", described)
    assert answer.mimetype == "application/json"
    assert described["resolverRoot"] == BASE_URL
    values = {"01": GTIN, "414": GLN, "417": GLN}
    assert set(described["supportedPrimaryKeys"]) == values.keys()
    assert all(world.ask(f"/{key}/{value}").status_code == 307 for key, value in values.items())


def epc_of(gtin: str, *, serial: int) -> str:
    """An SGTIN-96 in hexadecimal: filter 1, a company prefix of seven digits (partition 5)."""
    prefix, item = int(gtin[1:8]), int(gtin[0] + gtin[8:13])
    bits = f"{0x30:08b}{1:03b}{5:03b}{prefix:024b}{item:020b}{serial:038b}"
    return f"eh{int(bits, 2):024x}"
