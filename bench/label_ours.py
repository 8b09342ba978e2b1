"""One measurement of our own in a process of its own: `python -m bench.label_ours pdf|encode …`, a line of JSON.

CPU seconds, as the peers count them: without starting Python and importing, with all that a job then needs.
"""

import argparse
import json
import re
import time
from pathlib import Path

from bench.label_run import ROLL, SHEET, make_job
from labels.drawing.pdf.render import render_pdf
from labels.qr.encoder import LEARN_AFTER, PayloadEncoder
from labels.qr.symbol import Symbol, encode

TAIL = 11  # serial and MAC


def draw_pdf(arguments: argparse.Namespace) -> dict[str, float]:
    """CPU and wall seconds, the file's size, and the most memory that this process has had, in kB."""
    job = make_job(ROLL if arguments.roll else SHEET, quantity=arguments.quantity, level=arguments.level)
    cpu, wall, length = time.process_time(), time.perf_counter(), 0
    with Path(arguments.out).open("wb") as out:
        for chunk in render_pdf(
            job, first=1, last=job.quantity, mode=arguments.mode, processes=arguments.processes
        ):
            length += out.write(chunk)
    return {
        "cpu": time.process_time() - cpu,
        "wall": time.perf_counter() - wall,
        "bytes": length,
        "memory": _peak_memory_kb(),
    }


def encode_beside_segno(arguments: argparse.Namespace) -> dict[str, float]:
    """CPU seconds of both for the same random codes in alternating parts, and how many symbols are equal.

    Before, ours learns the shape of the run once (`learning`), as it does in each PDF.
    """
    job = make_job(SHEET, quantity=arguments.quantity, level=arguments.level)
    payloads = [job.label_of(number).payload for number in range(1, arguments.quantity + 1)]
    version = encode(payloads[0], arguments.level).version
    encoder = PayloadEncoder(arguments.level, version, tail=TAIL)
    began = time.process_time()
    for payload in payloads[: LEARN_AFTER + 2]:
        encoder.encode(payload)
    learning = time.process_time() - began
    seconds, equal, part = {"ours": 0.0, "segno": 0.0}, 0, max(1, len(payloads) // 10)
    for start in range(0, len(payloads), part):
        made: dict[str, list[Symbol]] = {}
        for name in seconds:
            began = time.process_time()
            if name == "ours":
                made[name] = [encoder.encode(payload) for payload in payloads[start : start + part]]
            else:
                made[name] = [
                    encode(payload, arguments.level, version=version)
                    for payload in payloads[start : start + part]
                ]
            seconds[name] += time.process_time() - began
        equal += sum(ours == theirs for ours, theirs in zip(made["ours"], made["segno"], strict=True))
    return {**seconds, "equal": equal, "learning": learning}


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("what", choices=["pdf", "encode"])
    parser.add_argument("--quantity", type=int, required=True)
    parser.add_argument("--level", default="M")
    parser.add_argument("--mode", default="vector")
    parser.add_argument("--processes", type=int, default=1)
    parser.add_argument("--roll", action="store_true")
    parser.add_argument("--out", default="/dev/null")
    arguments = parser.parse_args()
    measure = draw_pdf if arguments.what == "pdf" else encode_beside_segno
    print(json.dumps(measure(arguments)))


def _peak_memory_kb() -> int:
    """Of this program alone: `ru_maxrss` would keep what the process that started it had."""
    found = re.search(r"VmHWM:\s+(\d+) kB", Path("/proc/self/status").read_text())
    return int(found[1]) if found else 0


if __name__ == "__main__":
    main()
