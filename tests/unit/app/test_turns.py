"""Turns to write: one at a time over threads and processes, lost by nobody who waits and kept by nobody who dies."""

import subprocess
import sys
import threading
from pathlib import Path

import pytest

from app.turns import Turns

DATABASE = "ro-nguon.db"
HOLD_FOR_EVER = """
import sys, time
from pathlib import Path
from app.turns import Turns
with Turns(Path(sys.argv[1]), patience_s=1).turn():
    print("held", flush=True)
    time.sleep(600)
"""


@pytest.mark.parametrize("queues", [1, 2])
def test_one_writes_at_a_time(tmp_path: Path, queues: int) -> None:
    """Eight threads in one queue or two, as two processes have them: each gets its turns, none beside another."""
    processes = [Turns(tmp_path / DATABASE, patience_s=30) for _ in range(queues)]
    inside, met, done = 0, 0, []

    def write_often(turns: Turns) -> None:
        nonlocal inside, met
        for _ in range(100):
            with turns.turn():
                inside += 1
                met = max(met, inside)
                done.append(turns)
                inside -= 1

    threads = [threading.Thread(target=write_often, args=(processes[n % queues],)) for n in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(60)

    assert (met, len(done)) == (1, 800)


def test_a_process_that_dies_loses_its_turn(tmp_path: Path) -> None:
    """Killed while it holds the turn, it keeps nobody waiting."""
    holder = subprocess.Popen(
        [sys.executable, "-c", HOLD_FOR_EVER, str(tmp_path / DATABASE)], stdout=subprocess.PIPE
    )
    with holder:
        assert holder.stdout is not None
        assert holder.stdout.readline() == b"held\n"
        threading.Timer(0.2, holder.kill).start()
        with Turns(tmp_path / DATABASE, patience_s=30).turn():
            assert holder.wait(10) != 0


def test_who_waits_too_long_goes_on(tmp_path: Path) -> None:
    """The database itself decides then; and the turn is still handed on."""
    turns = Turns(tmp_path / DATABASE, patience_s=0.05)
    went_on = threading.Event()

    def write() -> None:
        with turns.turn():
            went_on.set()

    with turns.turn():
        thread = threading.Thread(target=write)
        thread.start()
        assert went_on.wait(10)
        thread.join(10)
    with Turns(tmp_path / DATABASE, patience_s=0.05).turn():
        pass


def test_a_failure_hands_the_turn_on(tmp_path: Path) -> None:
    """What breaks while it writes does not keep the others waiting."""
    turns = Turns(tmp_path / DATABASE, patience_s=30)
    with pytest.raises(ZeroDivisionError), turns.turn():
        raise ZeroDivisionError
    with turns.turn():
        pass


def test_a_database_in_memory_has_no_file() -> None:
    """Only the threads of the process queue."""
    with Turns(None, patience_s=1).turn():
        pass
