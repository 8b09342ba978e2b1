"""How Mozilla's HTTP Observatory grades the running service, asked offline: `make proof-headers`.

Its scorer, an npm package, is installed once into a folder for temporary files, without its scripts, which would
download lists that no grade here depends on. The demo is served over TLS with a certificate made for the minute.
"""

import asyncio
import json
import os
import shutil
import ssl
import subprocess
import sys
import tempfile
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path
from urllib.parse import urlsplit

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

from tests.live import running_demo
from tests.ports import free_port

PACKAGE = "@mdn/mdn-http-observatory"
VERSION = "1.4.8"
LEAST_SCORE = 125
GRADE = "A+"


def main() -> int:
    """Print the grade of each kind of answer; 1 when one is too low, 0 also where there is no Node."""
    missing = [name for name in ("node", "npm") if shutil.which(name) is None]
    if missing:
        _say(f"skipped: {' and '.join(missing)} not on this machine")
        return 0
    scorer = _scorer(Path(tempfile.gettempdir()) / f"observatory-{VERSION}")
    port = free_port()
    with tempfile.TemporaryDirectory() as temporary:
        folder = Path(temporary)
        certificate = _make_certificate(folder)
        with running_demo(folder / "demo", LABEL_BASE_URL=f"https://localhost:{port}") as server:
            paths = {
                "scan page": urlsplit(server.scan_url).path,
                "home": "/",
                "log-in": "/login",
                "API": "/api/v1/batches",
                "OpenAPI": "/api/v1/openapi.json",
            }
            with _tls_front(certificate, port, urlsplit(server.url).port or 0):
                grades = [
                    _grade(scorer, certificate, name, f"localhost:{port}{path}")
                    for name, path in paths.items()
                ]
    return 0 if all(grades) else 1


def _scorer(folder: Path) -> Path:
    """The scorer's script, installed when it is not there yet."""
    package = folder / "node_modules" / PACKAGE
    if not package.is_dir():
        folder.mkdir(parents=True, exist_ok=True)
        command = [
            "npm",
            "install",
            "--silent",
            "--ignore-scripts",
            "--prefix",
            str(folder),
            f"{PACKAGE}@{VERSION}",
        ]
        subprocess.run(command, check=True, stdout=subprocess.DEVNULL)
    (package / "conf" / "hsts-preload.json").write_text("{}")
    return package / "src" / "scan.js"


def _grade(scorer: Path, certificate: Path, name: str, place: str) -> bool:
    environment = os.environ | {"NODE_EXTRA_CA_CERTS": str(certificate)}
    done = subprocess.run(
        ["node", scorer, place], env=environment, check=False, stdout=subprocess.PIPE, timeout=60
    )
    found = json.loads(done.stdout)
    if "error" in found:
        _say(f"{name:<10} {found['error']}")
        return False
    scan = found["scan"]
    failed = [test for test, result in found["tests"].items() if not result["pass"]]
    _say(
        f"{name:<10} {scan['grade']} {scan['score']}, {scan['testsPassed']} of {scan['testsQuantity']} {failed}"
    )
    return bool(scan["grade"] == GRADE and scan["score"] >= LEAST_SCORE)


def _make_certificate(folder: Path) -> Path:
    """A certificate of localhost, its own authority, with its key in the same file."""
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "localhost")])
    now = datetime.now(UTC)
    made = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - timedelta(minutes=5))
        .not_valid_after(now + timedelta(days=1))
        .add_extension(x509.SubjectAlternativeName([x509.DNSName("localhost")]), critical=False)
        .add_extension(x509.BasicConstraints(ca=True, path_length=0), critical=True)
        .sign(key, hashes.SHA256())
    )
    path = folder / "localhost.pem"
    path.write_bytes(
        made.public_bytes(serialization.Encoding.PEM)
        + key.private_bytes(
            serialization.Encoding.PEM,
            serialization.PrivateFormat.PKCS8,
            serialization.NoEncryption(),
        )
    )
    return path


@contextmanager
def _tls_front(certificate: Path, port: int, behind: int) -> Iterator[None]:
    """Take TLS on a port and pass what is in it to the one behind, until the block ends."""
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(certificate)
    loop = asyncio.new_event_loop()

    async def pump(source: asyncio.StreamReader, sink: asyncio.StreamWriter) -> None:
        while chunk := await source.read(65536):
            sink.write(chunk)
            await sink.drain()
        sink.close()

    async def serve(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        inner_reader, inner_writer = await asyncio.open_connection("127.0.0.1", behind)
        await asyncio.gather(pump(reader, inner_writer), pump(inner_reader, writer), return_exceptions=True)

    server = loop.run_until_complete(asyncio.start_server(serve, "localhost", port, ssl=context))
    thread = threading.Thread(target=loop.run_forever, daemon=True)
    thread.start()
    try:
        yield
    finally:
        loop.call_soon_threadsafe(server.close)
        loop.call_soon_threadsafe(loop.stop)
        thread.join(5)


def _say(line: str) -> None:
    sys.stdout.write(line + "\n")
    sys.stdout.flush()


if __name__ == "__main__":
    sys.exit(main())
