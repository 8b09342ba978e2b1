"""Generated requests against the running service: schemathesis with all its checks and stateful links.

`make fuzz` runs it long, a test runs it short.
"""

import json
import os
import re
import subprocess
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path

from tests.live import ROOT, LiveServer, running_demo

SCHEMATHESIS = Path(sys.executable).parent / "schemathesis"
CONFIG = Path(__file__).parent / "schemathesis.toml"
WITHOUT_LIMITS = {
    "RATE_API": "9999999/second",
    "RATE_PUBLIC": "9999999/second",
    "RATE_GUESS": "9999999/second",
    "RATE_REPORT": "9999999/second",
}
EXAMPLES_A_ROUND = 100  # of each operation: a round takes about two minutes


@dataclass(frozen=True, kw_only=True)
class Fuzzed:
    """What one round found.

    Attributes:
        cases: requests sent and judged.
        passed: whether no check failed; else `output` says which request to repeat.
    """

    cases: int
    passed: bool
    output: str


def fuzz(server: LiveServer, *, seed: int, examples: int) -> Fuzzed:
    """Send generated requests, valid and not, as the manager of the demo's first cooperative.

    Args:
        examples: how many of each operation, and how many walks along the links.
    """
    first = server.demo["cooperatives"][0]
    done = subprocess.run(
        [
            *(SCHEMATHESIS, "--config-file", CONFIG, "run", f"{server.url}/api/v1/openapi.json"),
            *("--header", f"Authorization: Bearer {first['token']}"),
            *("--checks", "all", "--max-examples", str(examples), "--seed", str(seed)),
            *("--continue-on-failure", "--no-color", "--workers", "1"),
        ],
        cwd=ROOT,
        env=os.environ | {"FUZZ_DEMO": json.dumps(first), "FUZZ_URL": server.url, "PYTHONPATH": str(ROOT)},
        check=False,
        capture_output=True,
        text=True,
    )
    counted = re.search(r"^ +([0-9]+) generated", done.stdout, flags=re.MULTILINE)
    return Fuzzed(
        cases=int(counted[1]) if counted else 0,
        passed=done.returncode == 0,
        output=done.stdout + done.stderr,
    )


def main() -> None:
    """Rounds with other seeds until so many cases have passed: `python -m tests.contract.fuzzing 100000`."""
    wanted, cases, seed = int(sys.argv[1]), 0, 0
    with (
        tempfile.TemporaryDirectory() as folder,
        running_demo(Path(folder) / "data", **WITHOUT_LIMITS) as server,
    ):
        while cases < wanted:
            seed += 1
            found = fuzz(server, seed=seed, examples=EXAMPLES_A_ROUND)
            cases += found.cases
            print(f"seed {seed}: {cases} cases", flush=True)
            if not found.passed:
                raise SystemExit(found.output)


if __name__ == "__main__":
    main()
