"""Eight writers that register batches in a running service, and bring each key to an answer as a phone does."""

import json
import random
import threading
import uuid
from collections.abc import Iterator
from contextlib import contextmanager

from proof.registering import harvest, register_until_answered
from proof.service import PATIENCE_S, Service

WRITERS = 8
SENT_TWICE = 10  # one key in so many is sent again after its answer


class Writer(threading.Thread):
    """Registers batches until told to stop; what it began it brings to an answer."""

    def __init__(self, service: Service, number: int, stop: threading.Event) -> None:
        super().__init__(daemon=True)
        self._service, self._number, self._stop_asked = service, number, stop
        self.ids: dict[str, str] = {}
        self.sent = 0
        self.failure: BaseException | None = None

    def run(self) -> None:
        try:
            count = self._number
            while not self._stop_asked.is_set():
                self._register(count)
                count += WRITERS
        except BaseException as error:  # noqa: BLE001 - told at the end
            self.failure = error

    def _register(self, count: int) -> None:
        key, body = str(uuid.uuid4()), harvest(self._service.demo, count)
        for _ in range(1 + (random.random() < 1 / SENT_TWICE)):
            answer, sent = register_until_answered(self._service, key, body)
            self.sent += sent
            found = json.loads(answer.body)["id"]
            if self.ids.setdefault(key, found) != found:
                raise AssertionError(f"{key} made {self.ids[key]} and {found}")


@contextmanager
def writing(service: Service) -> Iterator[list[Writer]]:
    """Start a service and its writers; at the end of the block all of them have ended."""
    service.start()
    service.wait_until_ready()
    stop = threading.Event()
    writers = [Writer(service, number, stop) for number in range(WRITERS)]
    for writer in writers:
        writer.start()
    try:
        yield writers
    finally:
        stop.set()
        for writer in writers:
            writer.join(2 * PATIENCE_S)
        service.end()


def acknowledged_by(writers: list[Writer]) -> list[str]:
    """The ids of the batches that were answered until now."""
    return [found for writer in writers for found in writer.ids.copy().values()]


def failures_of(writers: list[Writer]) -> list[str]:
    return [repr(writer.failure) for writer in writers if writer.failure]
