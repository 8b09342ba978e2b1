"""The short form of `make proof-guesses`: nothing that was guessed gets in."""

from collections.abc import Iterator

import pytest

from proof.guess_target import Target, close, make_target
from proof.guesses import built_codes, guessed_tokens, spread, times_by_kind


@pytest.fixture(scope="module")
def target(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Target]:
    made = make_target(tmp_path_factory.mktemp("guesses") / "demo")
    yield made
    close(made)


def test_codes_built_from_real_ones_open_nothing(target: Target) -> None:
    """Every way to build one is tried, on the run under the active key and on one under the retired key."""
    runs = (target.runs[0], target.runs[1])
    few = Target(client=target.client, keys=target.keys, runs=runs, tokens=target.tokens)
    built = list(built_codes(few))

    assert len({kind for kind, _ in built}) == 7
    assert [code for _, code in built if few.finds(code)] == []
    assert all(few.finds(run.code(few.keys, serial)) for run in runs for serial in (1, run.quantity))


def test_guessed_tokens_let_nobody_in(target: Target) -> None:
    """Neighbours of real tokens and random ones, all with a right checksum; the real ones do get in."""
    assert [token for token in guessed_tokens(target, 500) if target.lets_in(token)] == []
    assert all(map(target.lets_in, target.tokens))


def test_unknown_codes_take_alike_long(target: Target) -> None:
    """Whatever made a code unknown; the proof measures 10 %, this only finds what stands out on a busy machine."""
    assert min(spread(times_by_kind(target, 100)) for _ in range(5)) < 0.25
