"""A caller that registers harvests, and sends each again until it is answered."""

import http.client
import json
import time
from collections.abc import Mapping
from typing import Any

from proof.asking import Answer, ask
from proof.service import PATIENCE_S, Service

RETRY_S = 0.05
TRY_AGAIN = {409, 429, 503}


def harvest(demo: Mapping[str, Any], number: int) -> bytes:
    """A body of `POST /batches`: days and weights are spread, so that lots rarely meet and none looks like another.

    They are light, so that some ten thousands stay under the demo's quota.
    """
    cooperative = demo["cooperatives"][0]
    plain = {
        "plot_id": cooperative["plot_ids"][0],
        "product_id": cooperative["product_ids"][0],
        "harvested_on": f"2026-{1 + number % 10:02}-{1 + number // 10 % 28:02}",
        "net_weight_kg": f"{1 + number % 50}.{number // 50 % 1000:03}",
        "weight_kind": "weighed",
    }
    return json.dumps(plain).encode()


def register(port: int, token: str, key: str, body: bytes) -> Answer:
    """`POST /batches` once."""
    return ask(
        port,
        "POST",
        "/api/v1/batches",
        body=body,
        Authorization=f"Bearer {token}",
        Content_Type="application/json",
        Idempotency_Key=key,
    )


def register_until_answered(
    service: Service, key: str, body: bytes, *, port: int | None = None
) -> tuple[Answer, int]:
    """The same, sent again with the same key until it is answered; and how often it was sent.

    A service that is killed all the time may leave one key aside for long: patience counts from its last start.

    Args:
        port: of a way to the service; None: its own.

    Raises:
        TimeoutError: the key is stuck.
        AssertionError: an answer that a client could do nothing with.
    """
    began, sent = time.monotonic(), 0
    while time.monotonic() < max(began, service.started_at) + PATIENCE_S:
        sent += 1
        try:
            answer = register(port or service.port, service.token, key, body)
        except (OSError, http.client.HTTPException):
            time.sleep(RETRY_S)
            continue
        if answer.status in TRY_AGAIN:
            time.sleep(RETRY_S)
            continue
        if answer.status != 201:
            told = service.told_of(answer)
            raise AssertionError(f"expected 201, got {answer.status}: {answer.body[:300]!r}\n{told}")
        return answer, sent
    raise TimeoutError(f"the key {key} was not answered within {PATIENCE_S} s")
