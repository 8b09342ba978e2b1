"""Our event hash equals the reference implementation's; our events and words are the standard's."""

import json
from collections.abc import Iterator
from copy import deepcopy
from datetime import UTC, date, datetime
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from epcis_event_hash_generator import dl_normaliser, hash_generator, json_to_py
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from batches.events.cbv import BIZ_STEPS, CBV_URIS, CONTEXT, DISPOSITIONS, NAMESPACE, is_cbv_word
from batches.events.hashing import event_hash, pre_hash
from batches.events.rules import HarvestFacts, harvest_event
from batches.gs1.canonical import canonical_uri
from tests.epcis import document, make_validator, reference_hash

# pyld and the reference use calls that newer Pythons deprecate; their warnings are not ours.
pytestmark = pytest.mark.filterwarnings("ignore::DeprecationWarning", "ignore::PendingDeprecationWarning")

compared = settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])


@pytest.fixture(autouse=True)
def _fresh_reference() -> Iterator[None]:
    """The reference keeps the prefixes of every document it has read in a global: they must not leak."""
    json_to_py._namespaces.clear()
    yield
    json_to_py._namespaces.clear()


def reference_pre_hash(event: dict[str, Any]) -> str:
    events = json_to_py.event_list_from_epcis_document_json(document(event))
    (text,) = hash_generator.derive_prehashes_from_events(events)
    return str(text)


CAPITALS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ-"
codes = st.text(CAPITALS, min_size=1, max_size=20)
hosts = st.sampled_from(
    ["https://id.gs1.org", "https://txng.example.vn", "http://127.0.0.1:8000", "http://localhost"]
)
gtins = st.sampled_from(["09521234543213", "9521234543213", "04012345123456", "00000096385074", "96385074"])
uris = st.one_of(
    st.builds("{}/01/{}/10/{}".format, hosts, gtins, codes),
    st.builds("{}/01/{}/21/{}".format, hosts, gtins, codes),
    st.builds("{}/01/{}/10/{}/21/{}".format, hosts, gtins, codes, codes),
    st.builds("{}/01/{}?linkType=all".format, hosts, gtins),
    st.builds("{}/00/{}".format, hosts, st.text("0123456789", min_size=18, max_size=18)),
    st.builds("{}/414/8934567890123/254/{}".format, hosts, codes),
    st.builds("{}/417/8934567890123".format, hosts),
    st.builds("{}/class/{}.{}".format, hosts, codes, codes),
    st.builds("{}/loc/plot/{}".format, hosts, codes),
    st.builds("urn:uuid:{}".format, st.uuids()),
)
numbers = st.one_of(
    st.integers(-(10**12), 10**12), st.decimals(0, 10**6, places=3).map(float), st.floats(-1e9, 1e9, width=32)
)
texts = st.one_of(
    st.text(max_size=20),
    st.sampled_from(
        ["Ri6", " 007.50 ", "1_000", "１２", "+3", "ronguon:x", "cbvmda:x", "a:b", "2026-05-01", "1E5"]
    ),
    st.sampled_from(["0.0", "-0", ".5", "", "nan", "Sầu riêng Chín Hóa"]),
    uris,
).filter(lambda text: not (is_cbv_word(text) or _is_infinite(text)))
names = st.text("abcXYZ_019", min_size=1, max_size=8).map("ronguon:{}".format)
values = st.recursive(
    st.one_of(texts, numbers, st.booleans()),
    lambda inner: st.one_of(
        st.lists(inner.filter(lambda value: not isinstance(value, list)), max_size=3),
        st.dictionaries(names, inner, max_size=3),
    ),
    max_leaves=6,
)
extensions = st.dictionaries(names, values, max_size=3)
# The reference fails where rounding to milliseconds carries into the next second.
times = st.builds(
    lambda second, microsecond: (
        datetime.fromtimestamp(second, UTC).replace(microsecond=microsecond).isoformat()
    ),
    st.integers(0, 4_000_000_000),
    st.integers(0, 999_499),
)
instants = st.one_of(
    times,
    st.sampled_from(["2026-05-01T00:00:00+07:00", "2026-05-01T08:15:30.125+07:00", "2026-05-01T01:00:00Z"]),
)
quantities = st.lists(
    st.fixed_dictionaries(
        {"epcClass": uris}, optional={"quantity": numbers, "uom": st.sampled_from(["KGM", "GRM"])}
    ),
    max_size=3,
)
epcs = st.lists(uris, max_size=4)
words = st.sampled_from(sorted(DISPOSITIONS))


def _is_infinite(text: str) -> bool:
    """The reference stops at an infinity (OverflowError): there is nothing to compare with."""
    try:
        return float(text) in {float("inf"), float("-inf")}
    except ValueError:
        return False


def _pairs(name: str, kinds: list[str]) -> st.SearchStrategy[list[dict[str, str]]]:
    return st.lists(st.fixed_dictionaries({name: uris, "type": st.sampled_from(kinds)}), max_size=3)


_shared = {
    "recordTime": instants,
    "eventID": st.just("ni:///sha-256;00?ver=CBV2.0"),
    "certificationInfo": st.one_of(uris, st.lists(uris, max_size=2)),
    "errorDeclaration": st.just({"declarationTime": "2026-05-03T00:00:00Z", "reason": "incorrect_data"}),
    "bizStep": st.sampled_from(
        [*sorted(BIZ_STEPS), "https://ref.gs1.org/cbv/BizStep-packing", "urn:epcglobal:cbv:bizstep:packing"]
    ),
    "disposition": words,
    "readPoint": st.fixed_dictionaries({"id": uris}),
    "bizLocation": st.fixed_dictionaries({"id": uris}),
    "sourceList": _pairs("source", ["owning_party", "possessing_party", "location"]),
    "destinationList": _pairs("destination", ["owning_party", "possessing_party", "location"]),
    "bizTransactionList": _pairs("bizTransaction", ["po", "inv", "desadv"]),
}
_persistent = st.fixed_dictionaries(
    {}, optional={"set": st.lists(words, max_size=3), "unset": st.lists(words, max_size=3)}
)


def _events(kind: str, **fields: st.SearchStrategy[Any]) -> st.SearchStrategy[dict[str, Any]]:
    needed = {"type": st.just(kind), "eventTime": instants, "eventTimeZoneOffset": st.just("+07:00")}
    own = st.fixed_dictionaries(needed, optional=_shared | fields)
    return st.builds(lambda event, extra: {**extra, **event}, own, extensions)


actions = st.sampled_from(["ADD", "OBSERVE", "DELETE"])
object_events = _events(
    "ObjectEvent",
    action=actions,
    epcList=epcs,
    quantityList=quantities,
    persistentDisposition=_persistent,
    ilmd=st.builds(
        lambda extra, day: extra | {"cbvmda:harvestStartDate": day}, extensions, st.dates().map(str)
    ),
)
aggregation_events = _events(
    "AggregationEvent", action=actions, parentID=uris, childEPCs=epcs, childQuantityList=quantities
)
transformation_events = _events(
    "TransformationEvent",
    transformationID=uris,
    inputEPCList=epcs,
    inputQuantityList=quantities,
    outputEPCList=epcs,
    outputQuantityList=quantities,
    persistentDisposition=_persistent,
    ilmd=extensions,
)


@compared
@given(object_events)
@example(
    {"type": "ObjectEvent", "eventTime": "2026-05-01T00:00:00.1235+07:00", "eventTimeZoneOffset": "+07:00"}
)
def test_an_object_event_hashes_as_in_the_reference(event: dict[str, Any]) -> None:
    """Harvest, shipment, receipt, inspection, labels, recall."""
    assert pre_hash(event) == reference_pre_hash(event)


@compared
@given(aggregation_events)
def test_an_aggregation_event_hashes_as_in_the_reference(event: dict[str, Any]) -> None:
    """Cartons and pallets."""
    assert pre_hash(event) == reference_pre_hash(event)


@compared
@given(transformation_events)
def test_a_transformation_event_hashes_as_in_the_reference(event: dict[str, Any]) -> None:
    """Commingled and regraded lots."""
    assert pre_hash(event) == reference_pre_hash(event)


@given(uris)
def test_our_uris_have_the_references_canonical_form(uri: str) -> None:
    """Every form of URI that an event of ours carries; one without a full stop is no URI to the reference."""
    ours = canonical_uri(uri) if "." in uri else None

    assert ours == dl_normaliser.normaliser(uri)


def make_harvest_event(**but: Any) -> dict[str, Any]:
    facts: dict[str, Any] = {
        "lot_class": "https://id.gs1.org/01/09521234543213/10/PH2605017K3Q",
        "plot": "https://txng.example.vn/loc/plot/PH.A1",
        "harvested_on": date(2026, 5, 1),
        "net_weight_kg": Decimal("1250.50"),
        "variety": "Ri6",
        "growing_area_code": "VN-DTOR-0123",
        "fruit_count": 400,
    }
    return harvest_event(HarvestFacts(**(facts | but)), recorded_at=datetime(2026, 5, 1, 9, tzinfo=UTC))


@pytest.mark.parametrize(
    "but",
    [
        {},
        {"growing_area_code": None, "fruit_count": None},
        {"net_weight_kg": Decimal(800), "variety": "Sầu riêng Khổ qua xanh"},
        {"lot_class": "urn:uuid:01890a5d-ac96-774b-bcce-b302099a8057"},
    ],
)
def test_a_harvest_carries_the_hash_that_the_reference_computes(but: dict[str, Any]) -> None:
    """The eventID of a real harvest can be recomputed by anyone from the published document."""
    event = make_harvest_event(**but)

    assert event["eventID"] == event_hash(event) == reference_hash(event)


def test_a_harvest_is_a_valid_epcis_document(standards: Path) -> None:
    """GS1's own JSON schema takes it, formats of instants checked; it refuses a spoilt one."""
    validator = make_validator(standards)
    event = make_harvest_event()
    spoilt = deepcopy(event) | {"eventTime": "2026-05-01"}

    validator.validate(document(event))
    assert not validator.is_valid(document(spoilt))


def test_the_words_are_those_of_the_cbv(standards: Path) -> None:
    """All words of GS1's context and none more: bizSteps, dispositions, types, reasons, components."""
    context = json.loads((standards / "epcis-context.jsonld").read_text(encoding="utf-8"))
    published = {
        value.replace("cbv:", "https://ref.gs1.org/cbv/")
        for value in _strings(context)
        if value.startswith("cbv:")
    }

    assert published == CBV_URIS
    assert len(BIZ_STEPS) == 41


def test_the_master_data_prefix_means_what_gs1_says(standards: Path) -> None:
    """Our context repeats GS1's `cbvmda`; JSON-LD refuses a protected term that is given another meaning."""
    context = json.loads((standards / "epcis-context.jsonld").read_text(encoding="utf-8"))["@context"]

    assert CONTEXT[1] == {"ronguon": NAMESPACE, "cbvmda": context["cbvmda"]}


def _strings(node: Any) -> Iterator[str]:
    if isinstance(node, str):
        yield node
        return
    for inner in node.values() if isinstance(node, dict) else node if isinstance(node, list) else ():
        yield from _strings(inner)
