"""The snapshot of a run: its JSON is for ever."""

import json

import pytest

from labels.design.built_in import FRUIT_A4
from labels.runs.snapshot import Snapshot
from labels.stock.stocks import A4_3X8


def make_snapshot() -> Snapshot:
    return Snapshot(
        number=7,
        quantity=24,
        key_id="k",
        base_url="https://nguon.dongthap.vn",
        link="digital-link",
        gtin="09521234560012",
        lot="PHUU2610057K3Q",
        design=FRUIT_A4,
        stock=A4_3X8,
        start_position=3,
        language="vi",
        title="Rõ Nguồn 00007",
        values={"product_name": "Sầu riêng Ri6"},
    )


def test_a_snapshot_survives_its_json() -> None:
    """Read back it is equal, its text the same, and so is its fingerprint."""
    snapshot = make_snapshot()

    again = Snapshot.from_json(snapshot.to_json())

    assert again == snapshot
    assert again.to_json() == snapshot.to_json()
    assert again.fingerprint == snapshot.fingerprint


def test_another_version_is_not_guessed_at() -> None:
    """A snapshot of a form that this code does not know is refused."""
    plain = json.loads(make_snapshot().to_json()) | {"version": 2}

    with pytest.raises(ValueError, match="version 1"):
        Snapshot.from_json(json.dumps(plain))
