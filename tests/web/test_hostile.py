"""What the real server does with requests that are meant to hurt it: refused early, cheaply, never with a 5xx."""

import socket
import time
from collections.abc import Iterable, Iterator
from pathlib import Path
from urllib.parse import urlsplit

import pytest

from tests.live import LiveServer, running_demo

MOST_S = 0.1
HUGE = 100 << 20
MOST_TAKEN = 16 << 20  # what the kernel's and the server's buffers hold
MOST_GROWTH = 16 << 20
MOST_UPLOAD = 10 << 20
BLOCK = b" " * 65536
FORM = "Content-Type: multipart/form-data; boundary=x"


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[LiveServer]:
    with running_demo(tmp_path_factory.mktemp("hostile") / "demo") as running:
        yield running


def send(server: LiveServer, head: str, body: Iterable[bytes] = ()) -> tuple[int, float, int]:
    """Write a raw request as far as it is taken: its status, the seconds until it, the bytes of body taken."""
    address = urlsplit(server.url)
    taken = 0
    with socket.create_connection((address.hostname or "", address.port or 0), timeout=20) as connection:
        began = time.perf_counter()
        connection.sendall(head.replace("\n", "\r\n").encode("latin-1"))
        try:
            for block in body:
                connection.sendall(block)
                taken += len(block)
        except (BrokenPipeError, ConnectionResetError):
            pass  # it has answered and will not read on
        status = int(connection.recv(4096).split()[1])
        return status, time.perf_counter() - began, taken


def memory(server: LiveServer) -> int:
    """Resident bytes of the server and its workers (proc(5), stat: the group is field 5, rss is field 24)."""
    stats = [path.read_text().rpartition(")")[2].split() for path in Path("/proc").glob("[0-9]*/stat")]
    return sum(int(fields[21]) * 4096 for fields in stats if int(fields[2]) == server.group)


def authorised(server: LiveServer) -> str:
    return f"Host: x\nAuthorization: Bearer {server.demo['cooperatives'][0]['token']}\n"


def post(server: LiveServer, framing: str) -> str:
    return f"POST /api/v1/batches HTTP/1.1\n{authorised(server)}Content-Type: application/json\n{framing}\n\n"


def test_a_body_that_says_that_it_is_huge_is_not_waited_for(server: LiveServer) -> None:
    """413 before a byte of it was sent; with `Expect: 100-continue` nobody says to go on."""
    for more in ("", "\nExpect: 100-continue"):
        assert send(server, post(server, f"Content-Length: {HUGE}{more}"))[0] == 413


@pytest.mark.parametrize("chunked", [False, True])
def test_a_huge_body_is_refused_unread(server: LiveServer, chunked: bool) -> None:
    """413 for 100 MB, with a length and without one, and neither the memory nor the wire ever holds it."""
    framing = "Transfer-Encoding: chunked" if chunked else f"Content-Length: {HUGE}"
    block = b"%x\r\n%b\r\n" % (len(BLOCK), BLOCK) if chunked else BLOCK
    before = memory(server)

    status, _, taken = send(server, post(server, framing), (block for _ in range(HUGE // len(BLOCK))))

    assert status == 413
    assert taken < MOST_TAKEN
    assert memory(server) - before < MOST_GROWTH


@pytest.mark.parametrize("chunked", [False, True])
def test_a_huge_upload_is_refused_unread(server: LiveServer, chunked: bool) -> None:
    """A photo may be longer than a harvest, but not 100 MB: 413, with a length and without one."""
    framing = "Transfer-Encoding: chunked" if chunked else f"Content-Length: {HUGE}"
    block = b"%x\r\n%b\r\n" % (len(BLOCK), BLOCK) if chunked else BLOCK
    head = f"POST /api/v1/documents HTTP/1.1\n{authorised(server)}{FORM}\n{framing}\n\n"
    before = memory(server)

    status, _, taken = send(server, head, (block for _ in range(HUGE // len(BLOCK))))

    assert status == 413
    assert taken < MOST_TAKEN + MOST_UPLOAD
    assert memory(server) - before < MOST_GROWTH + 2 * MOST_UPLOAD


@pytest.mark.parametrize("chunked", [False, True])
def test_an_upload_of_ten_megabytes_is_taken(server: LiveServer, chunked: bool) -> None:
    """A paper of just the limit, with a length and without one; one byte more is refused with its own code."""
    for more, expected in ((0, 201), (1, 413)):
        body = b"--x\r\nContent-Disposition: form-data; name=kind\r\n\r\nslip\r\n"
        body += b"--x\r\nContent-Disposition: form-data; name=file; filename=a\r\n\r\n%PDF-"
        body += bytes(MOST_UPLOAD - 5 + more) + b"\r\n--x--\r\n"
        framing = "Transfer-Encoding: chunked" if chunked else f"Content-Length: {len(body)}"
        whole = b"%x\r\n%b\r\n0\r\n\r\n" % (len(body), body) if chunked else body
        head = f"POST /api/v1/documents HTTP/1.1\n{authorised(server)}{FORM}\n{framing}\n\n"

        assert send(server, head, [whole])[0] == expected


def test_a_chunked_body_is_not_cut_at_the_limit(server: LiveServer) -> None:
    """A right JSON of a mebibyte and one byte more is too much, not a right JSON of a mebibyte."""
    body = b"{}" + b" " * ((1 << 20) - 1)
    whole = b"%x\r\n%b\r\n0\r\n\r\n" % (len(body), body)

    assert send(server, post(server, "Transfer-Encoding: chunked"), [whole])[0] == 413
    shorter = b"%x\r\n%b\r\n0\r\n\r\n" % (2, b"{}")
    assert send(server, post(server, "Transfer-Encoding: chunked"), [shorter])[0] == 422


MANY = "&".join(f"p{number}=1" for number in range(10_000))
FEWER = "&".join(f"p{number}=1" for number in range(5_000))
HOSTILE = {
    "10,000 headers": "GET / HTTP/1.1\nHost: x\n" + "".join(f"X-{n}: y\n" for n in range(10_000)) + "\n",
    "a header of 1 MB": "GET / HTTP/1.1\nHost: x\nX-Long: " + "y" * (1 << 20) + "\n\n",
    "10,000 query parameters": f"GET /?{MANY} HTTP/1.1\nHost: x\n\n",
    "10,000 of them at the API": f"GET /api/v1/batches?{MANY} HTTP/1.1\n{{authorised}}\n",
    "5,000 of them at the API": f"GET /api/v1/batches?{FEWER} HTTP/1.1\n{{authorised}}\n",
    "a code of 60 kB": "GET /t/" + "A" * 60_000 + " HTTP/1.1\nHost: x\n\n",
    "a path of 1 MB": "GET /" + "a/" * (1 << 19) + " HTTP/1.1\nHost: x\n\n",
    "a path that is not UTF-8": "GET /t/%00%ff%ed%a0%80 HTTP/1.1\nHost: x\n\n",
    "a method that is none": "FETCH / HTTP/1.1\nHost: x\n\n",
    "a token that is not ASCII": "GET /api/v1/batches HTTP/1.1\nHost: x\nAuthorization: Bearer \xe9\n\n",
    "a line that is no request": "\x16\x03\x01\x02\n\n",
    "two lengths": "POST /api/v1/batches HTTP/1.1\n{authorised}Content-Length: 2\nContent-Length: 3\n\n{}1",
    "a length and chunks": "POST /api/v1/batches HTTP/1.1\n{authorised}Content-Length: 5\n"
    "Transfer-Encoding: chunked\n\n0\n\n",
}


@pytest.mark.parametrize("name", HOSTILE)
def test_hostile_requests_are_refused_at_once(server: LiveServer, name: str) -> None:
    """A 4xx within 100 ms; the best of three, since the machine may be busy with something else."""
    head = HOSTILE[name].replace("{authorised}", authorised(server))

    answers = [send(server, head) for _ in range(3)]

    assert {status // 100 for status, _, _ in answers} == {4}
    assert min(seconds for _, seconds, _ in answers) < MOST_S
