"""A port of this machine for a server of the tests' own, also while that server is down."""

import random
import socket
from pathlib import Path

LEAST = 15_000
_EPHEMERAL = Path("/proc/sys/net/ipv4/ip_local_port_range")


def free_port() -> int:
    """A port on 127.0.0.1 that nobody listens on, below those that outgoing connections get.

    A server that is killed and started again needs its port kept free meanwhile: from the outgoing ones, a client
    that keeps calling it would sooner or later be given that very port, and reach itself.
    """
    least_ephemeral = int(_EPHEMERAL.read_text().split()[0]) if _EPHEMERAL.exists() else 32_768
    while True:
        port = random.randrange(LEAST, least_ephemeral)
        with socket.socket() as probe:
            try:
                probe.bind(("127.0.0.1", port))
            except OSError:
                continue
            return port
