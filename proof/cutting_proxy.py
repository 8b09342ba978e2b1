"""A proxy on 127.0.0.1 that cuts connections at a chosen moment, and remembers the answers that it withheld.

One request a connection. `Cut` says when: before the request is forwarded; at once after it (before or after
the commit, as it happens); when the answer is whole (after the commit); after the answer's headers; never.
"""

import contextlib
import random
import socket
import threading
import time
from collections import Counter
from enum import Enum

LONGEST_WAIT_S = 0.03  # about as long as a registration takes
PATIENCE_S = 30


class Cut(Enum):
    BEFORE = "before the request is forwarded"
    DURING = "while it is answered"
    AFTER = "after the commit"
    HEADERS = "after the headers"
    NEVER = "never"


class CuttingProxy:
    """Listens until it is closed.

    Attributes:
        cuts: how often each was made.
        withheld: whole answers that no client got to see, by the Idempotency-Key of their request.
    """

    def __init__(self, to_port: int, *, whole: float = 0.2) -> None:
        self._to_port = to_port
        self._whole = whole
        self._listener = socket.create_server(("127.0.0.1", 0), backlog=128)
        self.port: int = self._listener.getsockname()[1]
        self.cuts: Counter[Cut] = Counter()
        self.withheld: dict[str, bytes] = {}
        self._lock = threading.Lock()
        threading.Thread(target=self._accept, daemon=True).start()

    def close(self) -> None:
        self._listener.close()

    def _accept(self) -> None:
        while True:
            try:
                client, _ = self._listener.accept()
            except OSError:
                return
            threading.Thread(target=self._serve, args=(client,), daemon=True).start()

    def _serve(self, client: socket.socket) -> None:
        with client, contextlib.suppress(OSError):
            client.settimeout(PATIENCE_S)
            request = read_message(client)
            cut = self._choose()
            with self._lock:
                self.cuts[cut] += 1
            if cut is Cut.BEFORE or not request:
                return
            with socket.create_connection(("127.0.0.1", self._to_port), PATIENCE_S) as server:
                server.sendall(request)
                if cut is Cut.DURING:
                    time.sleep(random.uniform(0, LONGEST_WAIT_S))
                    return
                answer = read_message(server)
            self._pass_on(client, request, answer, cut)

    def _pass_on(self, client: socket.socket, request: bytes, answer: bytes, cut: Cut) -> None:
        if cut is Cut.NEVER:
            client.sendall(answer)
            return
        if answer.startswith(b"HTTP/1.1 201"):
            with self._lock:
                self.withheld[header(request, b"idempotency-key").decode()] = answer
        if cut is Cut.HEADERS:
            client.sendall(answer.partition(b"\r\n\r\n")[0] + b"\r\n\r\n")

    def _choose(self) -> Cut:
        if random.random() < self._whole:
            return Cut.NEVER
        return random.choice([cut for cut in Cut if cut is not Cut.NEVER])


def read_message(connection: socket.socket) -> bytes:
    """A request or an answer with its body; what came of it when the other side hung up."""
    content = b""
    while b"\r\n\r\n" not in content:
        more = connection.recv(65536)
        if not more:
            return content
        content += more
    length = len(content.partition(b"\r\n\r\n")[0]) + 4 + int(header(content, b"content-length") or b"0")
    while len(content) < length and (more := connection.recv(65536)):
        content += more
    return content


def header(message: bytes, name: bytes) -> bytes:
    """The value of a header, or nothing."""
    for line in message.partition(b"\r\n\r\n")[0].split(b"\r\n")[1:]:
        found, _, value = line.partition(b":")
        if found.strip().lower() == name:
            return value.strip()
    return b""
