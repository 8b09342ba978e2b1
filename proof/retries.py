"""`make proof-retries`: registrations over a network that cuts each connection at a random moment.

REQUESTS keys are sent through the cutting proxy, each again with the same key until it is answered; meanwhile
the whole server group is killed with -9 KILLS times. Then each key is sent once more: exactly one batch each,
the same bytes (but for Date, X-Request-ID and Idempotency-Replayed), no key stuck. PG=1 takes PostgreSQL.
"""

import http.client
import io
import json
import os
import random
import signal
import tempfile
import threading
import time
import uuid
from collections.abc import Iterator
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path

from proof.asking import Answer
from proof.cutting_proxy import Cut, CuttingProxy
from proof.kill import batch_ids, faults_in
from proof.registering import harvest, register, register_until_answered
from proof.service import Service, durable_postgresql

CLIENTS = 8
MAY_DIFFER = {"date", "x-request-id", "idempotency-replayed", "connection", "keep-alive"}


@dataclass(frozen=True, kw_only=True, slots=True)
class Outcome:
    """What was counted.

    Attributes:
        withheld: answers that were made and cut, and compared with what the retry was told.
        stuck: keys that were never answered.
        different: keys whose answers differ, or were not said to be replayed.
    """

    requests: int
    sent: int
    cuts: dict[str, int]
    kills: int
    withheld: int
    lost: int
    double: int
    stuck: list[str]
    different: list[str]
    faults: list[str]
    seconds: float

    @property
    def is_kept(self) -> bool:
        wrong = [self.lost, self.double, *self.stuck, *self.different, *self.faults]
        return self.requests > 0 and not any(wrong)


class Client(threading.Thread):
    """Takes keys from a shared supply and brings each to an answer through the proxy."""

    def __init__(self, service: Service, port: int, supply: Iterator[int]) -> None:
        super().__init__(daemon=True)
        self._service, self._port, self._supply = service, port, supply
        self.answers: dict[str, tuple[int, Answer]] = {}
        self.stuck: list[str] = []
        self.sent = 0

    def run(self) -> None:
        for number in self._supply:
            key = str(uuid.uuid4())
            try:
                body = harvest(self._service.demo, number)
                answer, sent = register_until_answered(self._service, key, body, port=self._port)
            except (TimeoutError, AssertionError) as error:
                self.stuck.append(f"{key}: {error}")
                continue
            self.answers[key] = (number, answer)
            self.sent += sent


class Supply:
    """Numbers for several threads."""

    def __init__(self, count: int) -> None:
        self._numbers = iter(range(count))
        self._lock = threading.Lock()

    def __iter__(self) -> Iterator[int]:
        return self

    def __next__(self) -> int:
        with self._lock:
            return next(self._numbers)


def run(service: Service, *, requests: int, kills: int) -> Outcome:
    """Send so many keys through a bad network to a service that is killed so often, and count."""
    began = time.monotonic()
    before = batch_ids(service.url)
    service.start()
    service.wait_until_ready()
    proxy = CuttingProxy(service.port)
    supply = Supply(requests)
    clients = [Client(service, proxy.port, supply) for _ in range(CLIENTS)]
    for client in clients:
        client.start()
    try:
        killed = _kill_meanwhile(service, clients, kills)
        for client in clients:
            client.join()
        answers = {key: found for client in clients for key, found in client.answers.items()}
        different = list(_different(service, proxy, answers))
    finally:
        proxy.close()
        service.end()
    told = {json.loads(answer.body)["id"] for _, answer in answers.values()}
    made = batch_ids(service.url) - before
    return Outcome(
        requests=requests,
        sent=sum(client.sent for client in clients),
        cuts={cut.value: proxy.cuts[cut] for cut in Cut},
        kills=killed,
        withheld=len(proxy.withheld),
        lost=len(answers) - len(told & made),
        double=len(made - told),
        stuck=[key for client in clients for key in client.stuck],
        different=different,
        faults=faults_in(service.url),
        seconds=time.monotonic() - began,
    )


def main() -> None:
    with ExitStack() as stack:
        folder = stack.enter_context(tempfile.TemporaryDirectory(prefix="ro-nguon-proof-"))
        url = stack.enter_context(durable_postgresql()) if os.environ.get("PG") == "1" else None
        service = Service(Path(folder), database_url=url)
        requests = int(os.environ.get("REQUESTS", "20000"))
        outcome = run(service, requests=requests, kills=int(os.environ.get("KILLS", "50")))
    print(f"database      {'PostgreSQL' if url else 'SQLite'}")
    for name in ("requests", "sent", "kills", "withheld", "lost", "double"):
        print(f"{name:<13} {getattr(outcome, name)}")
    for cut, count in outcome.cuts.items():
        print(f"cut {cut:<32} {count}")
    for name in ("stuck", "different", "faults"):
        print(f"{name:<13} {getattr(outcome, name)[:5] or 'none'}")
    print(f"seconds       {outcome.seconds:.0f}")
    if not outcome.is_kept:
        raise SystemExit(1)


def _kill_meanwhile(service: Service, clients: list[Client], kills: int) -> int:
    for kill in range(kills):
        time.sleep(random.uniform(0.05, 1.5))
        if not any(client.is_alive() for client in clients):
            return kill
        service.end(signal.SIGKILL)
        service.start()
        service.wait_until_ready()
    return kills


def _different(
    service: Service, proxy: CuttingProxy, answers: dict[str, tuple[int, Answer]]
) -> Iterator[str]:
    """Each key once more, without the proxy."""
    for key, (number, answer) in answers.items():
        again = register(service.port, service.token, key, harvest(service.demo, number))
        if again.headers.get("idempotency-replayed") != "true":
            yield f"{key}: not replayed but {again.status}"
        elif _kept_of(again) != _kept_of(answer):
            yield f"{key}: {_kept_of(again)} is not {_kept_of(answer)}"
        elif key in proxy.withheld and _kept_of(_parsed(proxy.withheld[key])) != _kept_of(answer):
            yield f"{key}: {proxy.withheld[key]!r} was cut, {answer} told"


def _kept_of(answer: Answer) -> tuple[int, dict[str, str], bytes]:
    same = {name: value for name, value in answer.headers.items() if name not in MAY_DIFFER}
    return answer.status, same, answer.body


class _Bytes:
    """What `http.client` reads an answer from."""

    def __init__(self, content: bytes) -> None:
        self._content = content

    def makefile(self, _mode: str) -> io.BytesIO:
        return io.BytesIO(self._content)


def _parsed(content: bytes) -> Answer:
    response = http.client.HTTPResponse(_Bytes(content))  # type: ignore[arg-type]
    response.begin()
    return Answer(
        response.status, {name.lower(): value for name, value in response.getheaders()}, response.read()
    )


if __name__ == "__main__":
    main()
