"""GS1-Conformant Resolver Standard 1.2: which names are answered, and the description (2.1 to 2.4, 2.13, 3)."""

from tests.builders import GTIN
from tests.conftest import BASE_URL, BROWSER
from tests.web.resolver.answers import linkset_of, location, validate
from tests.web.resolver.world import GLN, World

OTHER_GTIN = "09521234560029"


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
