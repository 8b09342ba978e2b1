"""What nobody should get from the resolver: a way to another host, a failure, markup, a person, a weight."""

import itertools
import json
import re
from collections.abc import Iterator
from typing import Any
from urllib.parse import unquote_to_bytes, urljoin, urlsplit

import jsonschema
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from batches.gs1.application_identifiers import identifiers, primary_keys
from tests.builders import GTIN
from tests.builders_people import NAME, PHONE
from tests.conftest import BASE_URL, BROWSER
from tests.epcis import find_standards, make_validator
from tests.web.resolver.world import GLN, World

HOST = urlsplit(BASE_URL).netloc
EVIL = "evil.example"
FORMS = ("application/ld+json", "application/json", "application/linkset+json")


def payloads(world: World) -> Iterator[tuple[str, dict[str, str]]]:
    """Ways in which open redirects are found: where they lead, how that is written, and where it is put."""
    hosts = [
        f"//{EVIL}",
        f"https://{EVIL}",
        f"/\\{EVIL}",
        f"\\\\{EVIL}",
        f"https:{EVIL}",
        f"///{EVIL}",
        f"/%09/{EVIL}",
    ]
    hosts += [f"//{HOST}@{EVIL}", f"//{EVIL}%2f%2e%2e", f"//{EVIL}%00.{HOST}", f"javascript:alert(1)//{EVIL}"]
    hosts += [
        f"//[::ffff:203.0.113.1]/{EVIL}",
        f"//[fe80::1%25eth0]/{EVIL}",
        f"%0d%0aLocation:%20https://{EVIL}",
    ]
    written = [
        lambda text: text,
        lambda text: text.replace("/", "%2F"),
        lambda text: text.replace("/", "%252F"),
    ]
    places = [
        "{0}",
        "{0}" + world.product,
        world.product + "{0}",
        world.product + "/10/{0}",
        world.batch + "/21/{0}",
        world.batch + "?linkType={0}",
        world.batch + "?linkType=gs1:pip&lang={0}",
        world.batch + "?{0}",
        world.batch + "?next={0}&url={0}&redirect={0}",
        world.batch + "#{0}",
        "/01/{0}",
        "/414/" + GLN + "/254/{0}",
        "/obj/{0}",
        f"/class/{world.product_code}.{world.lot}?" + "{0}",
        "/party/{0}",
        "/eh{0}",
    ]
    for place, write, host in itertools.product(places, written, hosts):
        yield place.format(write(host)), {}
    for name in (
        "Host",
        "X-Forwarded-Host",
        "X-Original-URL",
        "X-Rewrite-URL",
        "Forwarded",
        "Origin",
        "Referer",
    ):
        for host, path in itertools.product(
            (EVIL, f"https://{EVIL}", f"{HOST}@{EVIL}", f"{EVIL}:443"), places[2:14]
        ):
            yield path.format("x"), {name: host}


def sent(target: str) -> dict[str, str]:
    """A request's target as a server tells it, which the test client would take for an address of another host."""
    path, _, query = target.partition("#")[0].partition("?")
    decoded = unquote_to_bytes(path).decode("latin-1")
    return {"PATH_INFO": decoded, "QUERY_STRING": query, "RAW_URI": target, "REQUEST_URI": target}


def test_no_redirect_leads_elsewhere(world: World) -> None:
    """A thousand payloads, each tenth to a browser's resolver too: no Location elsewhere, nothing 5xx."""
    asked = redirected = 0
    for path, headers in payloads(world):
        asked += 1
        kinds = [(world.strict, "*/*"), (world.direct, BROWSER)]
        for app, accept in kinds if asked % 10 == 0 else kinds[:1]:
            answer = app.test_client().get(
                "/", headers={"Accept": accept, **headers}, environ_overrides=sent(path)
            )
            assert answer.status_code < 500, path
            assert len(answer.headers.getlist("Location")) <= 1
            if (target := answer.headers.get("Location")) is not None:
                redirected += 1
                assert urlsplit(urljoin(BASE_URL, target)).netloc == HOST, f"{path} {headers} -> {target}"
                assert target.startswith(
                    (f"{BASE_URL}/p/", f"{BASE_URL}/b/", f"{BASE_URL}/t/", f"{BASE_URL}/party/")
                )
            for named in re.findall(r"<([^>]*)>", answer.headers.get("Link", "")):
                assert urlsplit(named).netloc in (HOST, "ref.gs1.org"), path

    assert asked >= 1_000, asked
    assert redirected >= 300


codes = st.sampled_from(sorted({*primary_keys(), "10", "21", "22", "235", "254"}) * 4 + sorted(identifiers()))
texts = st.sampled_from(
    [GTIN, GLN, "NOLOT", "%2F", "%00", "%zz", "%", "..", "a b", "Sầu", "'\"<>", "A" * 30, "\x7f"]
)


@settings(max_examples=150, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(
    st.lists(st.tuples(codes, texts | st.text(max_size=12)), max_size=4),
    st.lists(st.tuples(codes | st.just("linkType"), texts), max_size=2),
    st.sampled_from([BROWSER, "*/*", "", *FORMS, "garbage;;q=x,,"]),
)
def test_any_path_is_answered(
    world: World, path: list[tuple[str, str]], query: list[tuple[str, str]], accept: str
) -> None:
    """Whatever identifiers and values: 200, 300, 307, 400 or 404; also where the server does not tell what was sent."""
    address = "".join(f"/{code}/{text}" for code, text in path) or "/01"
    address = address.replace("?", "%3F").replace("#", "%23")
    asked = "&".join(f"{code}={text}" for code, text in query).replace("#", "%23")
    for told in ({}, {"RAW_URI": "", "REQUEST_URI": ""}):
        answer = world.client().get(
            address, query_string=asked, headers={"Accept": accept}, environ_overrides=told
        )
        assert answer.status_code in (200, 300, 307, 400, 404), address


def test_a_server_that_hides_what_was_sent_is_understood(world: World) -> None:
    """Encoded needlessly or not; only a slash and a lone percent sign inside a value cannot be told from others."""
    client = world.client()
    hidden = {"RAW_URI": "", "REQUEST_URI": ""}
    for path, statuses in {
        f"{world.product}/10/%41%2B%2D": (307, 307),
        f"{world.product}/10/A%25%34%31": (307, 307),
        f"{world.product}/10/%2500": (307, 307),
        f"{world.product}/10/A%2FB": (307, 400),
        f"{world.product}/10/A%25": (307, 400),
        f"{world.product}/10/%zz": (400, 400),
        f"{world.product}/10/A%00": (400, 400),
        f"{world.product}/10/A%20B": (400, 400),
        f"{world.product}/10/A%3FB": (307, 307),
    }.items():
        found = tuple(client.get(path, environ_overrides=told).status_code for told in ({}, hidden))
        assert found == statuses, path


def test_data_tell_no_person_no_weight_and_no_plot(world: World) -> None:
    """Of a grower who agreed to be shown on the page: neither data, nor events, nor linksets name one."""
    page = world.ask(f"/t/{world.code}", BROWSER).text
    block = re.findall(r'<script type="application/ld\+json">([^<]*)</script>', page)[0]
    assert NAME in page
    told = [block, world.ask(f"/b/{world.lot}/epcis").text]
    told += [
        world.ask(path, form, is_direct=True).text for path in (world.batch, world.label) for form in FORMS
    ]
    for data in told:
        assert json.loads(data)
        for secret in (NAME, PHONE, PHONE[3:], "1250", "402", "A-01", "KGM"):
            assert secret not in data, secret


def test_the_data_of_a_lot_say_what_its_page_says(world: World) -> None:
    """Product, lot, harvest, certificates and organisation in both vocabularies; the same block in the page."""
    data: dict[str, Any] = world.ask(f"/b/{world.lot}/jsonld").get_json(force=True)
    page = world.ask(f"/b/{world.lot}", BROWSER).text
    block = json.loads(re.findall(r'<script type="application/ld\+json">([^<]*)</script>', page)[0])

    assert block == data
    assert data["@id"] == f"https://id.gs1.org{world.batch}"
    assert data["hasGS1DigitalLink"] == BASE_URL + world.batch
    assert (data["gtin"], data["gs1:hasBatchLotNumber"]) == (GTIN, world.lot)
    assert data["gs1:harvestDateStart"]["@value"] == "2026-10-20"
    numbers = {claim["certificationIdentification"] for claim in data["hasCertification"]}
    assert numbers == {"VietGAP-TT-13-99-87-0009", "GGN-4099999999999"}
    assert len(data["gs1:certification"]) == 2
    assert data["manufacturer"]["address"]["addressCountry"] == "VN"
    label = world.ask(f"/t/{world.code}/jsonld").get_json(force=True)
    assert (label["@id"], label["gs1:hasSerialNumber"]) == (f"https://id.gs1.org{world.label}", world.code)


def test_each_address_of_data_answers(world: World) -> None:
    """Of products, lots, labels and organisations in both forms; 404 with a problem where there is none."""
    for page in (
        f"/p/{world.product_id}",
        f"/b/{world.lot}",
        f"/t/{world.code}",
        f"/t/{world.blank}",
        f"/party/{world.short_code}",
    ):
        for form, media_type in (("json", "application/json"), ("jsonld", "application/ld+json")):
            answer = world.ask(f"{page}/{form}")
            assert (answer.status_code, answer.mimetype) == (200, media_type), page
            assert answer.headers["Cache-Control"] == "no-cache"
    batch = world.ask(f"/b/{world.lot}/json").get_json()
    assert (batch["lot"], batch["harvested_on"], batch["status"]) == (world.lot, "2026-10-20", "published")
    assert batch["stages"][-1]["recorded_at"].endswith("Z")
    assert world.ask(f"/t/{world.code}/json").get_json()["batch"] == batch
    for page in ("/b/NOLOT/json", "/b/NOLOT/epcis", "/t/7K3Q9XTM2B4C8HJN/jsonld", "/party/NOBODY/json"):
        assert world.ask(page).get_json()["code"] == "nothing-known", page


def test_the_events_of_a_lot_are_epcis(world: World) -> None:
    """Valid against GS1's schema, named by our own ids since something is left out."""
    answer = world.ask(f"{world.batch}?linkType=gs1:epcis")
    document = world.ask(answer.headers["Location"].removeprefix(BASE_URL)).get_json(force=True)

    standards = find_standards()
    if standards is None:
        pytest.skip("RONGUON_STANDARDS names no folder with GS1's files")
    make_validator(standards).validate(document)
    events = document["epcisBody"]["eventList"]
    assert events[0]["quantityList"] == [{"epcClass": f"https://id.gs1.org{world.batch}"}]
    assert all(event["eventID"].startswith("urn:uuid:") for event in events)
    jsonschema.validate(document["@context"], {"type": "array", "minItems": 2})
