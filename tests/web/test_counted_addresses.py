"""What counts as one address, and that none is kept."""

import logging

import pytest
from flask import Flask

from app.limits import hashed_address
from tests.conftest import MakeApp
from tests.web.limited import ADDRESS, ONE


def test_no_address_is_kept_or_logged(make_app: MakeApp, caplog: pytest.LogCaptureFixture) -> None:
    """Counts are kept under a keyed hash, and neither it nor a log line tells the address."""
    app = make_app(RATE_PUBLIC="1/hour", **ONE)
    with caplog.at_level(logging.DEBUG):
        client = app.test_client()
        for _ in range(2):
            client.get("/", environ_base={"REMOTE_ADDR": ADDRESS})

    counted = app.extensions["ronguon.limits"].counts.memory.storage
    assert counted
    assert ADDRESS not in str(counted)
    assert ADDRESS not in caplog.text


def test_a_network_of_ipv6_counts_as_one(app: Flask) -> None:
    """Whoever has a /64 has 2^64 addresses and one count; the next network has its own."""

    def hashed(address: str) -> str:
        with app.test_request_context(environ_base={"REMOTE_ADDR": address}):
            return hashed_address()

    assert hashed("2001:db8::1") == hashed("2001:db8::ffff:1") == hashed("2001:db8::7%eth0")
    assert len({hashed(address) for address in ("2001:db8::1", "2001:db8:0:1::1", ADDRESS, "127.0.0.1")}) == 4


def test_an_address_of_ipv4_within_ipv6_counts_by_itself(app: Flask) -> None:
    """A server that listens on both sees ::ffff:203.0.113.9: not all of IPv4 is one network of IPv6."""

    def hashed(address: str) -> str:
        with app.test_request_context(environ_base={"REMOTE_ADDR": address}):
            return hashed_address()

    assert hashed("::ffff:203.0.113.9") == hashed(ADDRESS) != hashed("::ffff:203.0.113.10")


@pytest.mark.parametrize("address", ["203.0.113.9:51234", "[2001:db8::1]:51234", "unknown", "", "_hidden"])
def test_whatever_a_proxy_calls_an_address_is_counted(app: Flask, address: str) -> None:
    """Some proxies add the port, some a word: no request fails over it or goes uncounted."""
    with app.test_request_context(environ_base={"REMOTE_ADDR": address}):
        found = hashed_address()
    with app.test_request_context(environ_base={"REMOTE_ADDR": "203.0.113.10:51234"}):
        assert hashed_address() != found
    if address.startswith("203"):
        with app.test_request_context(environ_base={"REMOTE_ADDR": ADDRESS}):
            assert hashed_address() == found
