"""Who acts in the drill of frauds, over HTTP alone: managers, and anybody with a phone."""

import http.client
import json
import time
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from batches.days import day_of
from proof.asking import Answer, ask
from proof.service import PATIENCE_S, Service

PHONE = "Mozilla/5.0 (Linux; Android 14) AppleWebKit/537.36 Mobile Safari/537.36"
KILOGRAMS, FRUITS = "150", 100


@dataclass(frozen=True, slots=True)
class Drill:
    """Who acts: a manager, another one who confirms what the first says, and anybody with a phone."""

    service: Service
    manager: str
    second: str

    def batch(self) -> str:
        """A harvest of a hundred fruits, weighed by two parties."""
        own = self.service.demo["cooperatives"][0]
        found = self.made(
            "/api/v1/batches",
            plot_id=own["plot_ids"][0],
            product_id=own["product_ids"][0],
            harvested_on=f"{day_of(datetime.now(UTC))}",
            net_weight_kg=KILOGRAMS,
            weight_kind="weighed",
            fruit_count=FRUITS,
            confirm_duplicate=True,
        )
        if found["status"] != "published":
            raise AssertionError(f"expected a published batch, got {found}")
        return str(found["id"])

    def confirmed(self, batch_id: str) -> str:
        path = f"/api/v1/batches/{batch_id}/weight-confirmations"
        self.made(path, token=self.second, net_weight_kg=KILOGRAMS)
        return batch_id

    def run(self, batch_id: str | None, quantity: int) -> dict[str, Any]:
        return self.made(
            "/api/v1/print-runs", quantity=quantity, **({"batch_id": batch_id} if batch_id else {})
        )

    def made(self, path: str, *, token: str | None = None, **body: Any) -> dict[str, Any]:
        answer = self.post(path, token=token, **body)
        if answer.status != 201:
            raise AssertionError(f"expected 201 of {path}, got {answer.status}: {answer.body[:400]!r}")
        found: dict[str, Any] = json.loads(answer.body)
        return found

    def post(self, path: str, *, token: str | None = None, **body: Any) -> Answer:
        return ask(
            self.service.port, "POST", path, body=json.dumps(body).encode(),
            Authorization=f"Bearer {token or self.manager}", Content_Type="application/json",
        )  # fmt: skip

    def get(self, path: str) -> Answer:
        return ask(self.service.port, "GET", path, Authorization=f"Bearer {self.manager}")

    def page(self, path: str, *, visitor: int = 1) -> str:
        """What a phone shows; its status first."""
        connection = http.client.HTTPConnection(
            "127.0.0.1", self.service.port, timeout=30, source_address=(f"127.0.1.{visitor}", 0)
        )
        connection.request("GET", f"{path}?lang=vi", headers={"User-Agent": PHONE, "Accept": "text/html"})
        answer = connection.getresponse()
        text = answer.read().decode()
        connection.close()
        return f"{answer.status} {text}"

    def code(self, code: str) -> dict[str, Any]:
        """What a program is told of it."""
        found: dict[str, Any] = json.loads(self.get(f"/api/v1/codes/{code.replace('-', '')}").body)
        return found

    def counted(self, code: str, visits: int) -> dict[str, Any]:
        """The same when its visits are written, which happens each second."""
        deadline = time.monotonic() + PATIENCE_S
        while (found := self.code(code))["scans"] is None or found["scans"]["count"] < visits:
            if time.monotonic() > deadline:
                raise TimeoutError(f"expected {visits} visits, got {found}")
            time.sleep(0.2)
        return found
