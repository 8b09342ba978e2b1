"""The snapshot of a run: its JSON is for ever."""

import json
from dataclasses import replace

import pytest
import rfc8785

from labels.design.built_in import FRUIT_A4
from labels.runs.snapshot import OF_THE_ROW, Parts, Snapshot
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


def read_again(snapshot: Snapshot, parts: Parts | None = None) -> Snapshot:
    row = {name: getattr(snapshot, name) for name in OF_THE_ROW}
    return Snapshot.put_together(parts or snapshot.taken_apart(), **row)


def test_a_snapshot_survives_its_json() -> None:
    """Read back it is equal, its text the same, and so is its fingerprint."""
    snapshot = make_snapshot()

    again = read_again(snapshot)

    assert again == snapshot
    assert again.to_json() == snapshot.to_json()
    assert again.fingerprint == snapshot.fingerprint


def test_what_is_kept_apart_is_the_whole() -> None:
    """All put in its place gives the very text whose SHA-256 is the fingerprint, and nothing is kept twice."""
    snapshot = make_snapshot()
    parts = snapshot.taken_apart()

    whole = json.loads(parts.own) | {name: getattr(snapshot, name) for name in OF_THE_ROW}
    whole |= {"design": json.loads(parts.design), "stock": json.loads(parts.stock)}

    assert rfc8785.dumps(whole).decode() == snapshot.to_json()
    assert {"design", "stock", *OF_THE_ROW}.isdisjoint(json.loads(parts.own))
    other = replace(snapshot, number=8, lot="PHUU2610069MTV", title="Rõ Nguồn 00008").taken_apart()
    assert (other.design, other.stock) == (parts.design, parts.stock)


def test_another_version_is_not_guessed_at() -> None:
    """A snapshot of a form that this code does not know is refused."""
    parts = make_snapshot().taken_apart()
    later = json.dumps(json.loads(parts.own) | {"version": 2})

    with pytest.raises(ValueError, match="version 1"):
        read_again(make_snapshot(), replace(parts, own=later))


def test_what_was_added_later_changes_no_older_fingerprint() -> None:
    """A snapshot without printer and calibration means any printer, uncorrected, and keeps its text."""
    parts = make_snapshot().taken_apart()

    assert {"printer_dpi", "calibration"}.isdisjoint(json.loads(parts.own))
    assert read_again(make_snapshot(), parts).printer_dpi is None
    assert read_again(make_snapshot(), parts).calibration == EXACT


def test_printer_and_calibration_are_frozen_too() -> None:
    """Read back they are equal, and another calibration is another fingerprint."""
    snapshot = replace(
        make_snapshot(), printer_dpi=203, calibration=Calibration(offset_x_mm=-0.5, scale_y=1.004)
    )

    assert read_again(snapshot) == snapshot
    assert replace(snapshot, calibration=EXACT).fingerprint != snapshot.fingerprint
    assert replace(snapshot, printer_dpi=300).fingerprint != snapshot.fingerprint
