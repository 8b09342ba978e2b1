"""The short forms of the proofs kill, retries and backup: the real server, killed, cut off and copied."""

import os
from pathlib import Path

import pytest

from proof import backup, kill, retries
from proof.service import Service

IN_CI = os.environ.get("CI") == "true"
ROUNDS = 2


@pytest.fixture
def service(database_url: str, tmp_path: Path) -> Service:
    return Service(tmp_path / "data", database_url=database_url)


def test_nothing_acknowledged_is_lost_or_doubled_by_kill_9(service: Service) -> None:
    """Eight writers, the whole group killed again and again: each key made one batch, and it is there."""
    outcome = kill.run(service, kills=20 if IN_CI else 3)

    assert outcome.is_kept, str(outcome)
    assert outcome.retried > 0


def test_a_cut_connection_has_one_effect_and_one_answer(service: Service) -> None:
    """Whatever moment the connection is cut in: one batch a key, the bytes that were cut are told later."""
    outcome = retries.run(service, requests=600 if IN_CI else 120, kills=2 if IN_CI else 1)

    assert outcome.is_kept, str(outcome)
    assert all(outcome.cuts.values()), outcome
    assert outcome.withheld > 0


def test_a_backup_under_load_comes_back(service: Service, tmp_path: Path) -> None:
    """Made by the command while eight writers register: whole, restored as stated; a changed byte is found."""
    outcome = backup.run(service, tmp_path, rounds=ROUNDS, flips=20)

    assert outcome.is_kept, str(outcome)
    assert outcome.labels >= ROUNDS
