"""A backup that was changed is found out, by its bytes or by its rows, and what was there stays."""

import secrets
import tarfile
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from flask import Flask

from app.backups.archive import open_archive
from app.backups.errors import BackupDamaged
from app.backups.manifest import Manifest, Table
from proof.places import flipped
from tests.integration.backups.commands import backed_up, rows_of, run
from tests.integration.backups.rewriting import rewritten


def test_a_flipped_byte_anywhere_is_found(source: Flask, paper: str, tmp_path: Path) -> None:
    """In each part's name, size, first, middle and last byte, its padding, the manifest and the end."""
    path = backed_up(source)
    whole = path.read_bytes()
    places = {0, len(whole) - 1, len(whole) // 2, *(secrets.randbelow(len(whole)) for _ in range(30))}
    with tarfile.open(path) as tar:
        names = tar.getnames()
        for info in tar:
            first, last = info.offset_data, info.offset_data + info.size - 1
            places |= {
                info.offset,
                info.offset + 130,
                first,
                (first + last) // 2,
                last,
                last // 512 * 512 + 511,
            }
    assert {"database", "secrets.sealed", "manifest.json", "SHA256"} < set(names)
    damaged = tmp_path / "flipped.tar"

    for place in places:
        damaged.write_bytes(flipped(whole, place))
        with pytest.raises(BackupDamaged):
            open_archive(damaged)
    for short in (whole[:-1], whole[: len(whole) // 2], whole + b"\0", b""):
        damaged.write_bytes(short)
        with pytest.raises(BackupDamaged):
            open_archive(damaged)
    drilled = run(source, "restore", str(damaged), "--drill", "--key", paper)
    assert drilled.exit_code == 1
    assert "The backup is damaged" in drilled.output
    assert "Bản sao lưu bị hỏng" in drilled.output


@pytest.mark.parametrize(
    "change",
    [
        lambda manifest: replace(
            manifest, tables=manifest.tables | {"batch": Table(rows=1, digest="0" * 64)}
        ),
        lambda manifest: replace(manifest, members={}),
    ],
)
def test_a_backup_that_lies_is_undone(
    source: Flask, paper: str, target: Flask, change: Callable[[Manifest], Manifest]
) -> None:
    """Rows that are not those of the manifest are found after they were restored, and all is as before."""
    path = backed_up(source)
    assert run(target, "restore", str(path), "--key", paper).exit_code == 0
    before = rows_of(target)

    answer = run(target, "restore", str(rewritten(path, change)), "--key", paper, "--replace")

    assert answer.exit_code == 1
    assert rows_of(target) == before
    assert run(target, "doctor").exit_code == 0


def test_a_lying_backup_leaves_an_empty_place_empty(source: Flask, paper: str, target: Flask) -> None:
    """After the refusal the right backup can be restored without --replace."""
    path = backed_up(source)
    lying = rewritten(path, lambda manifest: replace(manifest, tables={}))

    refused = run(target, "restore", str(lying), "--key", paper)
    answer = run(target, "restore", str(path), "--key", paper)

    assert (refused.exit_code, answer.exit_code) == (1, 0), refused.output + answer.output


def test_a_damaged_backup_stands_out_in_the_list(source: Flask, paper: str) -> None:
    """The list reads every byte and exits with 1."""
    path = backed_up(source)
    assert run(source, "backup", "list").exit_code == 0
    whole = path.read_bytes()
    path.write_bytes(flipped(whole, 1000))

    answer = run(source, "backup", "list")

    assert answer.exit_code == 1
    assert "damaged" in answer.output
