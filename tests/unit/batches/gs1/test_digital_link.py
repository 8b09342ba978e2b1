"""Digital Link URIs: built as the standard says, read back strictly."""

import contextlib

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from batches.gs1.application_identifiers import (
    ApplicationIdentifier,
    find_identifier,
    identifiers,
    primary_keys,
)
from batches.gs1.contents import CSET_82, check_pair
from batches.gs1.digital_link import DigitalLink, build_path, parse_link
from batches.gs1.errors import DigitalLinkInvalid, GtinInvalid
from tests.unit.batches.gs1.links import BAD, GOOD, GTIN, G

values = st.text(CSET_82, min_size=1, max_size=20).filter(lambda value: value not in {".", ".."})


def parse(uri: str) -> DigitalLink:
    path, _, query = uri.partition("?")
    return parse_link(path, query)


def test_good_uris_are_read_and_written_again() -> None:
    """Each good URI is read, and what it says, written anew, is read as the same."""
    assert len(GOOD) + len(BAD) >= 80
    for uri in GOOD:
        link = parse(uri)
        assert parse_link(link.path, link.query) == link, uri


def test_bad_uris_are_refused() -> None:
    """Each bad URI gets the one refusal, whose sentence names a reason."""
    for uri in BAD:
        with pytest.raises(DigitalLinkInvalid) as caught:
            parse(uri)
            pytest.fail(f"taken: {uri}")
        assert caught.value.code == "digital-link-invalid", uri
        assert len(caught.value.sentence("vi")) < 600, uri


@pytest.mark.parametrize(
    ("uri", "expected"),
    [
        ("/01/09521234543214", "(01): 14 digits, here with check digit 3;"),
        ("/01/9521234543213", "(01): 14 digits;"),
        (f"{G}/10/{'A' * 21}", "(10): 1 to 20 characters of set 82;"),
        (f"{G}/10/%zz", "(10): two hexadecimal digits behind each %;"),
        (f"{G}?7007=26", "(7007): 6 digits then optionally 6 digits;"),
        ("/414/9520123456789", "(414): 13 digits, here with check digit 8;"),
        (
            "/253/9520123456789X",
            "(253): 13 digits then optionally 1 to 17 characters of set 82, here with check digit 8;",
        ),
    ],
)
def test_a_refusal_says_what_was_expected(uri: str, expected: str) -> None:
    """The form of the value, and the check digit that would be right; in both languages."""
    with pytest.raises(DigitalLinkInvalid) as caught:
        parse(uri)
    assert expected in caught.value.sentence("en")
    assert "theo quy định của GS1: " in caught.value.sentence("vi")


@st.composite
def links(draw: st.DrawFn) -> DigitalLink:
    """Any product's link: each subset of the qualifiers in order, values of set 82."""
    codes = draw(st.sampled_from([("22", "10", "21"), ("235",)]))
    given = [(code, draw(st.none() | values)) for code in codes]
    return DigitalLink(
        elements=(("01", GTIN), *((code, value) for code, value in given if value is not None))
    )


@given(
    links(),
    st.lists(st.tuples(st.sampled_from(["90", "99", "240", "7005"]), values), unique_by=lambda p: p[0]),
)
def test_what_is_built_is_read_back(link: DigitalLink, attributes: list[tuple[str, str]]) -> None:
    """Every value of set 82 survives, and the path holds nothing that a browser would alter."""
    fitting = tuple((code, value) for code, value in attributes if code != "7005" or len(value) <= 12)
    built = DigitalLink(elements=link.elements, attributes=fitting)

    assert parse_link(built.path, built.query) == built
    assert set(built.path) <= set("/%-._" + "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz")


codes = st.sampled_from(sorted(identifiers())) | st.text("0123456789", max_size=5)
texts = (
    st.text(max_size=30)
    | st.text("0123456789", max_size=20)
    | st.sampled_from(["%", "%00", "%zz", "..", GTIN])
)


@settings(max_examples=300)
@given(st.lists(st.tuples(codes, texts), max_size=5), st.lists(st.tuples(codes, texts), max_size=3))
def test_any_path_is_read_or_refused(path: list[tuple[str, str]], query: list[tuple[str, str]]) -> None:
    """Whatever stands there, the answer is a link or the one refusal."""
    with contextlib.suppress(DigitalLinkInvalid):
        parse_link("".join(f"/{code}/{text}" for code, text in path), "&".join(f"{c}={t}" for c, t in query))


@pytest.mark.parametrize(
    ("parts", "path"),
    [
        ({}, "/01/09521234543213"),
        ({"serial": "7KX3Q9MTVH2D4F6J"}, "/01/09521234543213/21/7KX3Q9MTVH2D4F6J"),
        ({"lot": "PH260501AB12", "serial": "1"}, "/01/09521234543213/10/PH260501AB12/21/1"),
        ({"lot": "A/B+C"}, "/01/09521234543213/10/A%2FB%2BC"),
    ],
)
def test_a_path_reads_as_the_standard_writes_it(parts: dict[str, str], path: str) -> None:
    """Literal paths, so that building and parsing cannot drift together."""
    assert build_path(gtin="9521234543213", **parts) == path
    assert parse_link(path).get("10") == parts.get("lot")
    assert parse_link(path).get("21") == parts.get("serial")


@pytest.mark.parametrize("value", ["", "A" * 21, "Sầu", "A B", "A\n", "#", ".", ".."])
def test_values_outside_the_standard_are_not_built(value: str) -> None:
    """Empty, too long, outside set 82, or a dot segment that a browser would remove."""
    with pytest.raises(DigitalLinkInvalid, match="no value that GS1 defines"):
        build_path(gtin=GTIN, lot=value)


def test_a_wrong_gtin_is_not_built() -> None:
    """The GTIN's own refusal is given, also for one that is restricted to a company, which may be read."""
    with pytest.raises(GtinInvalid):
        build_path(gtin="09521234543214")
    with pytest.raises(GtinInvalid):
        build_path(gtin="2112345678900")
    assert parse_link("/01/02112345678900").value == "02112345678900"


def test_a_link_is_read_up_to_a_level() -> None:
    """The product of a serial, and the key it begins with."""
    link = parse_link(f"{G}/10/L/21/S", "17=261231")

    assert (link.key, link.value) == ("01", GTIN)
    assert link.up_to().path == G
    assert link.up_to("10").path == f"{G}/10/L"
    assert link.query == "17=261231"


def test_each_key_and_check_is_known() -> None:
    """All sixteen primary keys, each check that the dictionary names, and the pair of an alphanumeric key."""
    assert len(primary_keys()) == 16
    assert check_pair("1987654Ad4X4bL5ttr2310c") == "2K"
    assert find_identifier("3105") is not None
    assert find_identifier("3106") is None
    for entry in identifiers().values():
        assert entry.accepts(_example(entry)), entry.code


def _example(entry: ApplicationIdentifier) -> str:
    """A value that passes, of the mandatory parts."""
    special = {
        "csumalpha": "1987654Ad4X4bL5ttr2310c2K",
        "hyphen": "-",
        "iban": "BE71096123456769",
        "iso3166": "704",
        "iso3166999": "999",
        "iso3166alpha2": "VN",
        "iso4217": "704",
        "mediatype": "01",
        "nonzero": "1",
        "packagetype": "CT",
        "pieceoftotal": "0102",
        "posinseqslash": "1/3",
        "yymmd0": "261200",
        "yymmdd": "261231",
        "yyyymmdd": "20261231",
    }
    keys = {14: GTIN, 13: "9520123456788", 17: "95201234567890122", 18: "952012345678901233"}
    found = ""
    for part in entry.parts:
        if part.is_optional:
            break
        if "csum" in part.checks:
            found += keys[part.length]
            continue
        named = next((special[check] for check in part.checks if check in special), "")
        length = 5 if part.is_upto and not named else part.length
        found += named.rjust(length, "0") if not part.is_upto else named or "95201"[: part.length]
    return found
