"""The event hash: literal texts, and the shapes that are refused. The reference: tests/contract."""

from typing import Any

import pytest

from batches.events.hashing import event_hash, pre_hash


def make_event(**but: Any) -> dict[str, Any]:
    return {
        "type": "ObjectEvent",
        "eventTime": "2026-05-01T00:00:00+07:00",
        "eventTimeZoneOffset": "+07:00",
    } | but


HEAD = "eventType=ObjectEventeventTime=2026-04-30T17:00:00.000ZeventTimeZoneOffset=+07:00"


def test_the_text_that_is_hashed() -> None:
    """Standard fields in the standard's order, then the rest sorted, with values in canonical form."""
    event = make_event(
        **{
            "ronguon:note": "+07.50",
            "ilmd": {"ronguon:variety": "Ri6", "cbvmda:harvestStartDate": "2026-05-01"},
            "sourceList": [{"source": "https://a.vn/party/X", "type": "owning_party"}],
            "quantityList": [
                {"epcClass": "https://a.vn/01/9521234543213/10/L", "quantity": 12.0, "uom": "KGM"}
            ],
            "persistentDisposition": {"set": ["recalled"]},
            "bizStep": "commissioning",
        }
    )

    assert pre_hash(event) == (
        HEAD
        + "quantityListquantityElementepcClass=https://id.gs1.org/01/09521234543213/10/Lquantity=12uom=KGM"
        "bizStep=https://ref.gs1.org/cbv/BizStep-commissioning"
        "persistentDispositionset=https://ref.gs1.org/cbv/Disp-recalled"
        "ilmd{https://ronguon.vn/ns/epcis/}variety=Ri6{urn:epcglobal:cbv:mda:}harvestStartDate=2026-05-01"
        "sourceListsource=https://a.vn/party/Xtype=https://ref.gs1.org/cbv/SDT-owning_party"
        "{https://ronguon.vn/ns/epcis/}note=7.5"
    )


def test_the_hash_has_the_standards_form_and_never_changes() -> None:
    """A literal hash: stored events carry it."""
    assert event_hash(make_event(action="ADD")) == (
        "ni:///sha-256;7705845f553e300de3c6763f98b0a6d471f14c78f13f12b70448ab2e81d1569c?ver=CBV2.0"
    )


@pytest.mark.parametrize("key", ["eventID", "recordTime", "errorDeclaration"])
def test_what_is_said_about_an_event_is_not_the_event(key: str) -> None:
    """Its id, when it was recorded and that it was an error leave the hash alone."""
    assert event_hash(make_event(**{key: "any"})) == event_hash(make_event())


@pytest.mark.parametrize(
    "key", ["epcList", "quantityList", "sourceList", "persistentDisposition", "certificationInfo"]
)
def test_an_empty_list_says_nothing(key: str) -> None:
    """It may be left out."""
    empty: Any = {} if key == "persistentDisposition" else []

    assert pre_hash(make_event(**{key: empty})) == HEAD


@pytest.mark.parametrize(
    ("value", "text"),
    [
        ("", ""),
        ("  ", ""),
        (True, "=True"),
        ("1e999", "=1e999"),
        ("http://localhost/01/09521234543213", "=http://localhost/01/09521234543213"),
        ("http://127.0.0.1/01/09521234543213", "=https://id.gs1.org/01/09521234543213"),
        ("urn:epcglobal:cbv:bizstep:packing", "=https://ref.gs1.org/cbv/BizStep-packing"),
        ("ronguon:x", "=https://ronguon.vn/ns/epcis/x"),
    ],
)
def test_values_are_brought_into_one_form(value: object, text: str) -> None:
    """As the reference does it, its oddities included; an infinity, on which it fails, stays as written."""
    assert pre_hash(make_event(**{"ronguon:a": value})) == f"{HEAD}{{https://ronguon.vn/ns/epcis/}}a{text}"


@pytest.mark.parametrize(
    ("instant", "text"),
    [
        ("2026-05-01T00:00:00.0005+07:00", "2026-04-30T17:00:00.000Z"),
        ("2026-05-01T00:00:00.0015+07:00", "2026-04-30T17:00:00.002Z"),
        ("2026-05-01T00:00:00.9996Z", "2026-05-01T00:00:01.000Z"),
    ],
)
def test_instants_are_rounded_to_milliseconds(instant: str, text: str) -> None:
    """Half to even, with a carry into the next second."""
    assert f"eventTime={text}" in pre_hash(make_event(eventTime=instant))


@pytest.mark.parametrize(
    "but",
    [
        {"eventTime": "2026-05-01T00:00:00"},
        {"sensorElementList": [{"sensorReport": []}]},
        {"note": 1},
        {"other:note": 1},
        {"ronguon:": 1},
        {"ronguon:rangeList": 1},
        {"ronguon:a": {"b": 1}},
        {"ilmd": {"variety": "Ri6"}},
        {"epcList": ["urn:epc:id:sgtin:4012345.011111.9876"]},
        {"readPoint": {"id": "https://a.vn/", "ronguon:a": 1}},
        {"quantityList": [{"epcClass": "https://a.vn/", "ronguon:a": 1}]},
        {"sourceList": [{"source": "https://a.vn/"}]},
        {"persistentDisposition": {"reset": []}},
    ],
)
def test_a_shape_that_is_not_ours_has_no_hash(but: dict[str, Any]) -> None:
    """Better none than one that others would not compute."""
    with pytest.raises(ValueError, match="expected"):
        event_hash(make_event(**but))
