"""`make proof-frauds`: what people do with labels that are not theirs or too many, played against the real server.

Each act is tried over HTTP as its doer would, and is either refused, or told to whoever scans the label, or told to the
manager. PG=1 takes PostgreSQL.
"""

import json
import os
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from batches.days import day_of
from proof.asking import Answer
from proof.fraud_drill import KILOGRAMS, Drill
from proof.service import Service, durable_postgresql

VISITS = 31  # one more than a family's
OTHER_GTIN, OTHER_LOT = "09521234560029", "PHUU2610057K3Q"


@dataclass(frozen=True, kw_only=True, slots=True)
class Met:
    """An act, and what it met."""

    act: str
    expected: str
    met: str

    @property
    def is_stopped(self) -> bool:
        return self.expected in self.met


def serials(first: int, last: int) -> dict[str, Any]:
    return {"from": first, "to": last}


def refusal(answer: Answer) -> str:
    told = json.loads(answer.body) if answer.body.startswith(b"{") else {}
    return f"{answer.status} {told.get('code', '')}: {told.get('detail', '')}"


def surplus(drill: Drill) -> Iterator[Met]:
    run = drill.run(drill.batch(), 50)
    drill.made(f"{run['links']['self']}/close", applied=[[1, 40]])
    yield Met(
        act="a label left over after closing, on other fruit",
        expected="Tem đã bị hủy",
        met=drill.page(f"/t/{run['last_code']}"),
    )
    told = drill.post(f"{run['links']['self']}/applications", **serials(41, 50))
    yield Met(act="left-over labels told to be applied later", expected="409 run-closed", met=refusal(told))


def twice_along_the_chain(drill: Drill) -> Iterator[Met]:
    own = drill.service.demo["cooperatives"][0]
    harvest = drill.confirmed(drill.batch())
    drill.run(harvest, 105)
    packed = drill.made(
        "/api/v1/packings",
        inputs=[{"batch_id": harvest, "net_weight_kg": KILOGRAMS}],
        product_id=own["product_ids"][0],
        packed_on=f"{day_of(datetime.now(UTC))}",
        net_weight_kg=KILOGRAMS,
    )["batch"]["id"]
    answer = drill.post("/api/v1/print-runs", batch_id=packed, quantity=1)
    yield Met(
        act="fruit tagged before and again after packing",
        expected="409 allotment-exceeded",
        met=refusal(answer),
    )


def too_many(drill: Drill) -> Iterator[Met]:
    batch = drill.batch()
    for act, quantity, expected in (
        ("tags for all fruit on one party's word", 51, "409 weight-not-confirmed"),
        ("more labels than fruit, without a reason", 106, "409 allotment-exceeded"),
        ("more labels than anybody may approve", 121, "409 allotment-exceeded"),
    ):
        reason: dict[str, Any] = {"over_allotment_reason": "Tem hay rách"} if quantity > 120 else {}
        answer = drill.post("/api/v1/print-runs", batch_id=batch, quantity=quantity, **reason)
        yield Met(act=act, expected=expected, met=refusal(answer))
        if quantity == 51:
            drill.confirmed(batch)


def printed_again(drill: Drill) -> Iterator[Met]:
    run = drill.run(drill.batch(), 30)
    drill.get(run["links"]["labels_pdf"])
    drill.made(f"{run['links']['self']}/confirmations")
    for act, query in (("the PDF fetched again", ""), ("one label of it fetched again", "?from=7&to=7")):
        answer = drill.get(run["links"]["labels_pdf"] + query)
        yield Met(act=act, expected="409 run-already-printed", met=refusal(answer))


def wrong_codes(drill: Drill) -> Iterator[Met]:
    run = drill.run(drill.batch(), 10)
    code = run["first_code"].replace("-", "")
    forged = code[:9] + ("0" if code[9] != "0" else "1") + code[10:]
    gtin = drill.service.demo["cooperatives"][0].get("gtin") or OTHER_GTIN
    for act, path, expected in (
        ("a real code under another GTIN", f"/01/{OTHER_GTIN}/21/{code}", "Mã không khớp"),
        ("a real code under another lot", f"/01/{gtin}/10/{OTHER_LOT}/21/{code}", "Mã không khớp"),
        ("a forged code", f"/t/{forged}", "404 "),
    ):
        yield Met(act=act, expected=expected, met=drill.page(path))


def void_label(drill: Drill) -> Iterator[Met]:
    run = drill.run(drill.batch(), 10)
    drill.made(f"{run['links']['self']}/voids", **serials(1, 1), reason="lost")
    yield Met(
        act="a void label on fruit", expected="Tem đã bị hủy", met=drill.page(f"/t/{run['first_code']}")
    )
    drill.counted(run["first_code"], 1)
    signs = drill.get(f"{run['links']['self']}/scans").body.decode()
    yield Met(act="… and what the manager is told of it", expected="void-scanned", met=signs)
    answer = drill.post(f"{run['links']['self']}/reprints", **serials(1, 1), reason="lost")
    yield Met(act="… printed again", expected="409 labels-void", met=refusal(answer))


def copied(drill: Drill) -> Iterator[Met]:
    run = drill.run(drill.batch(), 10)
    for visitor in range(1, VISITS + 1):
        drill.page(f"/t/{run['first_code']}", visitor=visitor)
    drill.counted(run["first_code"], VISITS)
    time.sleep(1.1)  # a page is kept for a second
    yield Met(
        act="one label copied onto many fruits",
        expected="cũng có thể tem đã bị sao chép",
        met=drill.page(f"/t/{run['first_code']}"),
    )


def blank_on_fruit(drill: Drill) -> Iterator[Met]:
    run = drill.run(None, 10)
    met = drill.page(f"/t/{run['first_code']}")
    yield Met(act="a blank label that was given to no batch", expected="Tem chưa kích hoạt", met=met)


def recalled(drill: Drill) -> Iterator[Met]:
    batch = drill.batch()
    run = drill.run(batch, 10)
    drill.made("/api/v1/recalls", batch_ids=[batch], reason="Nghi nhiễm bẩn", decision_no="03/QĐ-THỬ")
    answer = drill.get(run["links"]["labels_pdf"])
    yield Met(act="labels of a recalled batch", expected="409 batch-recalled", met=refusal(answer))
    met = drill.page(f"/t/{run['first_code']}")
    yield Met(act="… and one that was on fruit before", expected="Bị thu hồi", met=met)


def exposed_key(drill: Drill) -> Iterator[Met]:
    """The last of all: from here on every label of this server says so."""
    runs = {"a label": drill.run(drill.batch(), 10), "a blank label": drill.run(None, 10)}
    key = drill.service.flask("label-key", "list").split()[0]
    drill.service.flask("label-key", "expose", key, "--reason", "bản sao lưu bị lấy mất")
    for what, run in runs.items():
        met = drill.page(f"/t/{run['first_code']}")
        yield Met(act=f"{what} whose key strangers have", expected="đã bị lộ", met=met)
    told = ",".join(drill.code(runs["a label"]["first_code"])["signs"])
    yield Met(act="… as a program is told", expected="key-exposed", met=told)


ACTS: tuple[Callable[[Drill], Iterator[Met]], ...] = (
    surplus, twice_along_the_chain, too_many, printed_again, wrong_codes,
    void_label, copied, blank_on_fruit, recalled, exposed_key,
)  # fmt: skip


def play(service: Service) -> Iterator[Met]:
    """Each act and what it met; the service is started and ended here."""
    second = service.flask("token", "create", "second", "--organisation", "PHUU").strip()
    service.start()
    try:
        service.wait_until_ready()
        drill = Drill(service, service.token, second)
        for act in ACTS:
            yield from act(drill)
    finally:
        service.end()


def main() -> int:
    """0 when each was stopped or told."""
    is_kept = True
    with ExitStack() as stack:
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory()))
        url = stack.enter_context(durable_postgresql()) if os.environ.get("PG") == "1" else None
        for met in play(Service(folder / "data", database_url=url)):
            is_kept &= met.is_stopped
            print(
                f"{met.act:50} {met.expected if met.is_stopped else 'NOT STOPPED: ' + met.met[:300]}",
                flush=True,
            )
    return 0 if is_kept else 1


if __name__ == "__main__":
    sys.exit(main())
