"""Machines that share a Redis share their counts, and nobody waits for one that is gone."""

import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.availability import need
from tests.conftest import MakeApp
from tests.ports import free_port
from tests.web.limited import ONE, WRONG, statuses


@pytest.fixture
def redis_url(tmp_path: Path) -> Iterator[str]:
    binary = shutil.which("redis-server")
    need(binary, "redis-server is not on this machine")
    assert binary is not None
    port = free_port()
    command = [binary, "--port", str(port), "--bind", "127.0.0.1", "--save", "", "--dir", str(tmp_path)]
    server = subprocess.Popen(command, stdout=subprocess.DEVNULL)
    try:
        yield f"redis://127.0.0.1:{port}/0"
    finally:
        server.terminate()
        server.wait(10)


def test_machines_that_share_a_redis_share_the_count(make_app: MakeApp, redis_url: str) -> None:
    """What one process let through, another one counts; without Redis each goes on by itself."""
    wait_for(redis_url)
    first, second = (make_app(RATE_PUBLIC="4/hour", WORKERS="2", REDIS_URL=redis_url) for _ in range(2))

    assert statuses(first.test_client(), "/", 2) + statuses(second.test_client(), "/", 3) == [200] * 4 + [429]


def test_a_redis_that_is_gone_stops_nobody(make_app: MakeApp) -> None:
    """The process counts by itself until it is back."""
    client = make_app(
        RATE_PUBLIC="2/hour", RATE_GUESS="1/hour", REDIS_URL=f"redis://127.0.0.1:{free_port()}/0", **ONE
    ).test_client()

    assert client.get("/api/v1/batches/x", headers=WRONG).status_code in {401, 404}
    assert statuses(client, "/", 3) == [200, 200, 429]


def test_a_refused_token_is_told_so_without_redis(make_app: MakeApp) -> None:
    """Counted by the process meanwhile; the answer is no 500."""
    client = make_app(
        RATE_GUESS="2/hour", WORKERS="1", REDIS_URL=f"redis://127.0.0.1:{free_port()}/0"
    ).test_client()

    answers = [client.get("/api/v1/batches", headers={"Authorization": "Bearer rn_no"}) for _ in range(3)]

    assert [answer.status_code for answer in answers] == [401, 401, 429]


def wait_for(url: str) -> None:
    import redis
    from redis.backoff import ConstantBackoff
    from redis.retry import Retry

    with redis.Redis.from_url(url, retry=Retry(ConstantBackoff(0.1), 50)) as connection:
        connection.ping()
