"""A harvest as an EPCIS event."""

from datetime import UTC, date, datetime, timedelta, timezone
from decimal import Decimal
from typing import Any

import pytest

from batches.events.errors import ReservedWord
from batches.events.rules import HarvestFacts, canonical, harvest_event, json_number

RECORDED_AT = datetime(2026, 5, 1, 9, 30, tzinfo=UTC)


def make_facts(**but: Any) -> HarvestFacts:
    facts: dict[str, Any] = {
        "lot_class": "https://id.gs1.org/01/09521234543213/10/PH2605017K3Q",
        "plot": "https://txng.example.vn/loc/plot/PH.A1",
        "harvested_on": date(2026, 5, 1),
        "net_weight_kg": Decimal("1250.50"),
        "variety": "Ri6",
        "growing_area_code": "VN-DTOR-0123",
        "fruit_count": 400,
    }
    return HarvestFacts(**(facts | but))


def test_a_harvest_is_told_in_full() -> None:
    """The canonical text as it is stored for ever, its hash included."""
    assert canonical(harvest_event(make_facts(), recorded_at=RECORDED_AT)) == (
        '{"action":"ADD",'
        '"bizLocation":{"id":"https://txng.example.vn/loc/plot/PH.A1"},'
        '"bizStep":"commissioning","disposition":"active",'
        '"eventID":"ni:///sha-256;79676a909d6efb17c9483f9d84990f2f4c5c8cb8e28d007a3dd57c6dc291ed4f?ver=CBV2.0",'
        '"eventTime":"2026-05-01T00:00:00+07:00","eventTimeZoneOffset":"+07:00",'
        '"ilmd":{"cbvmda:harvestEndDate":"2026-05-01","cbvmda:harvestStartDate":"2026-05-01","ronguon:fruitCount":400,"ronguon:growingAreaCode":"VN-DTOR-0123","ronguon:variety":"Ri6"},'
        '"quantityList":[{"epcClass":"https://id.gs1.org/01/09521234543213/10/PH2605017K3Q","quantity":1250.5,"uom":"KGM"}],'
        '"readPoint":{"id":"https://txng.example.vn/loc/plot/PH.A1"},'
        '"recordTime":"2026-05-01T09:30:00.000Z","type":"ObjectEvent"}'
    )


def test_what_is_not_known_is_left_out() -> None:
    """No growing-area code and no count: no field, not an empty one."""
    event = harvest_event(make_facts(growing_area_code=None, fruit_count=None), recorded_at=RECORDED_AT)

    assert set(event["ilmd"]) == {"cbvmda:harvestStartDate", "cbvmda:harvestEndDate", "ronguon:variety"}


def test_recording_again_gives_the_same_id() -> None:
    """The id is of what happened, not of when it was recorded."""
    later = harvest_event(make_facts(), recorded_at=RECORDED_AT + timedelta(days=2))

    assert later["eventID"] == harvest_event(make_facts(), recorded_at=RECORDED_AT)["eventID"]
    assert later["recordTime"] == "2026-05-03T09:30:00.000Z"


def test_an_instant_of_another_zone_is_recorded_in_utc() -> None:
    """Instants are UTC; one without a zone is refused."""
    vietnam = RECORDED_AT.astimezone(timezone(timedelta(hours=7)))

    assert harvest_event(make_facts(), recorded_at=vietnam)["recordTime"] == "2026-05-01T09:30:00.000Z"
    with pytest.raises(ValueError, match="expected an aware instant"):
        harvest_event(make_facts(), recorded_at=RECORDED_AT.replace(tzinfo=None))


@pytest.mark.parametrize("field", ["variety", "growing_area_code"])
def test_a_word_of_the_standard_is_refused(field: str) -> None:
    """The reference hash would replace it: the sentence names the value."""
    with pytest.raises(ReservedWord, match="“other”") as caught:
        harvest_event(make_facts(**{field: "other"}), recorded_at=RECORDED_AT)

    assert caught.value.code == "reserved-word"
    assert "“other”" in caught.value.sentence("vi")


@pytest.mark.parametrize(
    ("value", "text"),
    [("1250.50", "1250.5"), ("800", "800"), ("800.000", "800"), ("0.001", "0.001"), ("1E+3", "1000")],
)
def test_a_weight_becomes_an_exact_number(value: str, text: str) -> None:
    """An int when whole, else the shortest decimal that reads back as the same."""
    assert repr(json_number(Decimal(value))) == text


@pytest.mark.parametrize(
    "value", ["NaN", "Infinity", "-Infinity", "0.12345678901234567890", "9007199254740992"]
)
def test_a_number_that_json_cannot_carry_is_refused(value: str) -> None:
    """Nothing is rounded on the way into an event."""
    with pytest.raises(ValueError, match="expected a number of at most 15 digits"):
        json_number(Decimal(value))
