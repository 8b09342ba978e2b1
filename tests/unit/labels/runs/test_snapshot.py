"""The snapshot of a run: its JSON is for ever."""

import json
from dataclasses import replace

import pytest

from labels.design.built_in import FRUIT_A4
from labels.runs.snapshot import Snapshot
from labels.stock.calibration import EXACT, Calibration
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


def test_what_was_added_later_changes_no_older_fingerprint() -> None:
    """A snapshot without printer and calibration means any printer, uncorrected, and keeps its text."""
    text = make_snapshot().to_json()

    assert {"printer_dpi", "calibration"}.isdisjoint(json.loads(text))
    assert Snapshot.from_json(text).printer_dpi is None
    assert Snapshot.from_json(text).calibration == EXACT


def test_printer_and_calibration_are_frozen_too() -> None:
    """Read back they are equal, and another calibration is another fingerprint."""
    snapshot = replace(
        make_snapshot(), printer_dpi=203, calibration=Calibration(offset_x_mm=-0.5, scale_y=1.004)
    )

    assert Snapshot.from_json(snapshot.to_json()) == snapshot
    assert replace(snapshot, calibration=EXACT).fingerprint != snapshot.fingerprint
    assert replace(snapshot, printer_dpi=300).fingerprint != snapshot.fingerprint
