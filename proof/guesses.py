"""Does any guess get in? Codes built from real ones and guessed tokens against the application: `make proof-guesses`.

Everything runs in this process with a fresh demo in a folder of its own; limits are set out of the way, since the
question is what the MAC and the token alone withstand. Times are medians of interleaved requests.
"""

import argparse
import secrets
import statistics
import sys
import tempfile
import time
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

from app.accounts.tokens import make_token
from labels.codes.codes import MAX_SERIAL, derive_run_key, make_code
from labels.codes.crockford import ALPHABET
from labels.codes.keys import KEY_BYTES, LabelKeys
from proof.guess_target import IssuedRun, Target, close, make_target

MOST_DIFFERENCE = 0.10


def built_codes(target: Target) -> Iterator[tuple[str, str]]:
    """(how it was built, a code that nobody issued), from the first and last code of every run."""
    for run in target.runs:
        for serial in (1, run.quantity):
            yield from (("one character", code) for code in _changed(run.code(target.keys, serial)))
        yield from _beyond(target.keys, run)
        yield from _from_other_runs(target.keys, run, target.runs)
        yield from _from_other_keys(target.keys, run)


def guessed_tokens(target: Target, count: int) -> Iterator[str]:
    """Tokens with a right checksum: neighbours of real ones first, the others drawn at random."""
    near = [neighbour for token in target.tokens for neighbour in _neighbours(token)]
    yield from near[:count]
    for _ in range(count - len(near)):
        yield make_token(secrets.choice)


def times_by_kind(target: Target, rounds: int) -> dict[str, float]:
    """Median seconds of the answer to each kind of unknown code, asked in turns so that noise meets all alike."""
    run = target.runs[0]
    right = run.code(target.keys, 1)
    kinds: dict[str, Callable[[], str]] = {
        "no such run": lambda: _free_run(target) + right[5:],
        "wrong MAC": lambda: right[:9] + "".join(secrets.choice(ALPHABET) for _ in range(7)),
        "never issued": lambda: run.code(target.keys, run.quantity + 1 + secrets.randbelow(1000)),
    }
    taken: dict[str, list[float]] = {kind: [] for kind in kinds}
    for _ in range(rounds):
        for kind, make in kinds.items():
            code = make()
            began = time.perf_counter()
            target.finds(code)
            taken[kind].append(time.perf_counter() - began)
    return {kind: statistics.median(seconds) for kind, seconds in taken.items()}


def spread(medians: dict[str, float]) -> float:
    """How much longer the slowest kind takes than the fastest: 0.1 is 10 %."""
    return max(medians.values()) / min(medians.values()) - 1


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--tokens", type=int, default=100_000)
    parser.add_argument("--rounds", type=int, default=2_000)
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        target = make_target(Path(folder) / "demo")
        found = [_true_codes(target), _codes(target), _tokens(target, asked.tokens)]
        found.append(_times(target, asked.rounds))
        close(target)
    return 0 if all(found) else 1


def _true_codes(target: Target) -> bool:
    """Without it, a service that knows no code at all would pass."""
    codes = [run.code(target.keys, serial) for run in target.runs for serial in (1, run.quantity)]
    known = sum(map(target.finds, codes))
    _say(f"real codes, under the active and the retired key: {known} of {len(codes)} found")
    return known == len(codes) and all(map(target.lets_in, target.tokens))


def _codes(target: Target) -> bool:
    tried: dict[str, int] = {}
    accepted: dict[str, int] = {}
    for kind, code in built_codes(target):
        tried[kind] = tried.get(kind, 0) + 1
        accepted[kind] = accepted.get(kind, 0) + target.finds(code)
    for kind, number in tried.items():
        _say(f"codes, {kind}: {number} tried, {accepted[kind]} accepted")
    return not any(accepted.values())


def _tokens(target: Target, count: int) -> bool:
    accepted = sum(map(target.lets_in, guessed_tokens(target, count)))
    _say(f"tokens: {count} tried, {accepted} accepted")
    return accepted == 0


def _times(target: Target, rounds: int) -> bool:
    medians = times_by_kind(target, rounds)
    for kind, seconds in medians.items():
        _say(f"time, {kind}: median {seconds * 1e3:.3f} ms of {rounds}")
    _say(f"spread {spread(medians):.1%}, expected at most {MOST_DIFFERENCE:.0%}")
    return spread(medians) <= MOST_DIFFERENCE


def _changed(code: str) -> Iterator[str]:
    """Each of the 16 characters as every other."""
    for place, character in enumerate(code):
        for other in ALPHABET.replace(character, ""):
            yield code[:place] + other + code[place + 1 :]


def _beyond(keys: LabelKeys, run: IssuedRun) -> Iterator[tuple[str, str]]:
    """Serials that the run does not have, with the MAC that they would have."""
    serials = (run.quantity + 1, run.quantity + 2, run.quantity * 2, MAX_SERIAL)
    yield from (("serial beyond the quantity", run.code(keys, serial)) for serial in serials)
    yield "serial 0", run.code(keys, 1)[:5] + "0000" + run.code(keys, 1)[9:]


def _from_other_runs(keys: LabelKeys, run: IssuedRun, runs: Iterable[IssuedRun]) -> Iterator[tuple[str, str]]:
    for other in runs:
        if other is run:
            continue
        for serial in range(1, min(run.quantity, other.quantity) + 1):
            mine, theirs = run.code(keys, serial), other.code(keys, serial)
            yield "run swapped", other.code(keys, serial)[:5] + mine[5:]
            yield "MAC of another run", mine[:9] + theirs[9:]


def _from_other_keys(keys: LabelKeys, run: IssuedRun) -> Iterator[tuple[str, str]]:
    """The right run and serial under every master key but the run's own, and under one that is not ours."""
    masters = {key_id: key.key for key_id, key in keys.by_id.items() if key_id != run.key_id}
    masters |= {run.key_id: secrets.token_bytes(KEY_BYTES)}
    for key_id, master in masters.items():
        run_key = derive_run_key(master, key_id, run.number)
        for serial in range(1, run.quantity + 1):
            kind = "MAC of another key" if key_id == run.key_id else "retired or later key"
            yield kind, make_code(run_key, run.number, serial)


def _neighbours(token: str) -> Iterator[str]:
    """A token with one character of its body changed and the checksum made right again."""
    body = token[3:33]
    for place, character in enumerate(body):
        letters = iter(body[:place] + ("0" if character != "0" else "1") + body[place + 1 :])
        yield make_token(lambda _alphabet, letters=letters: next(letters))  # type: ignore[misc]


def _free_run(target: Target) -> str:
    taken = {run.code(target.keys, 1)[:5] for run in target.runs}
    while (drawn := "".join(secrets.choice(ALPHABET) for _ in range(5))) in taken:
        pass
    return drawn


def _say(line: str) -> None:
    sys.stdout.write(line + "\n")


if __name__ == "__main__":
    sys.exit(main())
