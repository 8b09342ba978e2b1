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

from batches.events.cbv import BIZ_STEPS, CBV_URIS, CONTEXT, NAMESPACE
from batches.events.hashing import event_hash, pre_hash
from batches.events.rules import HarvestFacts, harvest_event
from batches.gs1.canonical import canonical_uri
from tests.contract.epcis_strategies import aggregation_events, object_events, transformation_events, uris
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
