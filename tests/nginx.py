"""A real nginx of the tests' own with `deploy/nginx.conf`, in a folder that goes with it."""

import contextlib
import os
import shutil
import socket
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

from tests.ports import free_port

CONF = Path(__file__).parents[1] / "deploy" / "nginx.conf"
HOST = "nguon.example.vn"
STARTS_WITHIN_S = 15

_AROUND = """{user}daemon off; pid {folder}/pid; error_log {folder}/error.log; worker_processes {workers};
events {{ worker_connections 512; }}
http {{ default_type application/octet-stream;
client_body_temp_path {folder}/body; proxy_temp_path {folder}/proxy; fastcgi_temp_path {folder}/f;
uwsgi_temp_path {folder}/u; scgi_temp_path {folder}/s;
include {folder}/ro-nguon.conf; }}
"""


def find_nginx() -> str | None:
    """Debian keeps it off the PATH of ordinary users."""
    return shutil.which("nginx") or shutil.which("/usr/sbin/nginx")


@contextmanager
def running_nginx(folder: Path, service_port: int, *, tls: bool = True, workers: int = 1) -> Iterator[int]:
    """Start it in front of a service and give its port; without TLS for measurements beside plain HTTP."""
    port, binary = free_port(), find_nginx()
    assert binary is not None
    folder.mkdir(parents=True, exist_ok=True)
    _write_certificate(folder)
    (folder / "ro-nguon.conf").write_text(_changed(CONF.read_text(), folder, port, service_port, tls=tls))
    user = "user root; " if os.geteuid() == 0 else ""
    around = _AROUND.format(folder=folder, workers=workers, user=user)
    (folder / "nginx.conf").write_text(around)
    with (folder / "said").open("wb") as said:
        process = subprocess.Popen(
            [binary, "-p", str(folder), "-c", str(folder / "nginx.conf"), "-e", str(folder / "error.log")],
            stdout=said, stderr=said,
        )  # fmt: skip
    try:
        _wait_for(port, process, folder)
        yield port
    finally:
        process.terminate()
        process.wait(STARTS_WITHIN_S)


def _changed(conf: str, folder: Path, port: int, service_port: int, *, tls: bool) -> str:
    """The file as an operator would change it, and other places for what belongs to root."""
    changes = {
        "server 127.0.0.1:8000;": f"server 127.0.0.1:{service_port};",
        "listen 80;": f"listen 127.0.0.1:{free_port()};",
        "listen 443 ssl http2;": f"listen 127.0.0.1:{port}{' ssl http2' if tls else ''};",
        "listen [::]:80;": "",
        "listen [::]:443 ssl http2;": "",
        f"/etc/ssl/{HOST}/": f"{folder}/",
        "/var/cache/nginx/ro-nguon": f"{folder}/cache",
        "/var/log/nginx/ro-nguon.log": f"{folder}/access.log",
    }
    for written, wanted in changes.items():
        if written not in conf:
            raise AssertionError(f"deploy/nginx.conf has no {written!r}")
        conf = conf.replace(written, wanted)
    return conf


def _write_certificate(folder: Path) -> None:
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, HOST)])
    now = datetime.now(UTC)
    certificate = (
        x509.CertificateBuilder().subject_name(name).issuer_name(name).public_key(key.public_key())
        .serial_number(1).not_valid_before(now - timedelta(days=1)).not_valid_after(now + timedelta(days=1))
        .sign(key, hashes.SHA256())
    )  # fmt: skip
    (folder / "fullchain.pem").write_bytes(certificate.public_bytes(serialization.Encoding.PEM))
    (folder / "privkey.pem").write_bytes(
        key.private_bytes(
            serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
        )
    )


def _wait_for(port: int, process: subprocess.Popen[bytes], folder: Path) -> None:
    deadline = time.monotonic() + STARTS_WITHIN_S
    while time.monotonic() < deadline and process.poll() is None:
        with contextlib.suppress(OSError):
            socket.create_connection(("127.0.0.1", port), 1).close()
            return
        time.sleep(0.02)
    raise TimeoutError((folder / "said").read_text() + (folder / "error.log").read_text())
