r"""Register a harvest, print its labels, and read what a buyer sees. Python's standard library is all it needs.

    export RONGUON_URL=http://127.0.0.1:8000 RONGUON_TOKEN=rn_…
    python register_and_print.py --plot PLOT_ID --product PRODUCT_ID --harvested-on 2026-10-22 \
        --net-weight-kg 1250.5 --labels 24 --save labels.pdf

It may be stopped and run again at any point: with the same --key the harvest is registered once and its labels
are allotted once. Keep the key beside your own record of the harvest.
"""

import argparse
import json
import os
import sys
import time
import uuid
from collections.abc import Mapping
from pathlib import Path
from typing import Any
from urllib.error import HTTPError, URLError
from urllib.request import Request, urlopen

ATTEMPTS = 6
COME_BACK = {409, 429, 503}  # with Retry-After: the same request may be sent again


class Refused(Exception):
    """The service said no; `problem` is its problem document (RFC 9457)."""

    def __init__(self, problem: Mapping[str, Any]) -> None:
        self.problem = problem
        wrong = [f"{found['pointer']}: {found['detail']}" for found in problem.get("errors", [])]
        super().__init__("\n  ".join([f"{problem['code']}: {problem['detail']}", *wrong]))


class Client:
    """The API with a token, patient with a bad network."""

    def __init__(self, url: str, token: str) -> None:
        self.url = url.rstrip("/")
        self.token = token

    def post(self, path: str, body: Mapping[str, Any], *, key: str) -> dict[str, Any]:
        """Send JSON once or many times; the key makes it count once."""
        headers = {"Content-Type": "application/json", "Idempotency-Key": key}
        found: dict[str, Any] = json.loads(self._ask(path, json.dumps(body).encode(), headers))
        return found

    def get(self, path: str) -> bytes:
        return self._ask(path, None, {})

    def _ask(self, path: str, body: bytes | None, headers: Mapping[str, str]) -> bytes:
        request = Request(self.url + path, data=body, headers={"Accept-Language": "en", **headers})
        request.add_header("Authorization", f"Bearer {self.token}")
        for attempt in range(1, ATTEMPTS + 1):
            try:
                with urlopen(request, timeout=30) as answer:
                    content: bytes = answer.read()
                    return content
            except HTTPError as error:
                pause = error.headers.get("Retry-After")
                if error.code not in COME_BACK or pause is None or attempt == ATTEMPTS:
                    raise Refused(json.load(error)) from None
                time.sleep(int(pause))
            except (URLError, ConnectionError, TimeoutError):
                if attempt == ATTEMPTS:
                    raise
                time.sleep(2**attempt / 4)
        raise AssertionError("unreachable")


def main() -> int:
    asked = _arguments()
    client = Client(os.environ["RONGUON_URL"], os.environ["RONGUON_TOKEN"])
    harvest = {
        "plot_id": asked.plot,
        "product_id": asked.product,
        "harvested_on": asked.harvested_on,
        "net_weight_kg": asked.net_weight_kg,
        "weight_kind": "weighed",
    }
    try:
        batch = client.post("/api/v1/batches", harvest, key=f"{asked.key}/batch")
        order = {"batch_id": batch["id"], "quantity": asked.labels}
        run = client.post("/api/v1/print-runs", order, key=f"{asked.key}/labels")
        asked.save.write_bytes(client.get(run["links"]["labels_pdf"]))
    except Refused as refusal:
        print(refusal, file=sys.stderr)
        return 1
    with urlopen(run["links"]["first_label"], timeout=30) as page:  # as a buyer's phone does: without a token
        is_found = batch["lot"] in page.read().decode()
    print(f"key          {asked.key}")
    print(f"lot          {batch['lot']} ({batch['status']})")
    print(f"labels       {run['quantity']}, {run['first_code']} to {run['last_code']}, in {asked.save}")
    print(f"first label  {run['links']['first_label']} {'shows' if is_found else 'does not show'} the lot")
    return 0 if is_found else 1


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("--plot", required=True)
    parser.add_argument("--product", required=True)
    parser.add_argument("--harvested-on", required=True, help="YYYY-MM-DD, the day in Vietnam")
    parser.add_argument("--net-weight-kg", required=True, help="a decimal number, such as 1250.5")
    parser.add_argument("--labels", type=int, default=24)
    parser.add_argument("--save", type=Path, default=Path("labels.pdf"))
    parser.add_argument("--key", default=str(uuid.uuid4()), help="of an earlier run that was cut off")
    return parser.parse_args()


if __name__ == "__main__":
    sys.exit(main())
