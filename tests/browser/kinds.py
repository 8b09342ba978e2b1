"""One page of each kind that the public can meet, made on a running demo."""

import json
import time
import urllib.request
from typing import Any

from tests.live import PATIENCE_S, LiveServer

PHONE = (
    "Mozilla/5.0 (Linux; Android 14) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0 Mobile Safari/537.36"
)
MANY = 31  # visits after which a fruit's label says that it was opened often


def ask(server: LiveServer, token: str, path: str, body: object = None) -> Any:
    """What the API answers; a path may be a whole address, as links are."""
    request = urllib.request.Request(
        path if path.startswith("http") else server.url + path,
        data=None if body is None else json.dumps(body).encode(),
        headers={"Authorization": f"Bearer {token}", "Content-Type": "application/json"},
    )
    with urllib.request.urlopen(request) as answer:
        return json.loads(answer.read())


def make_kinds(server: LiveServer) -> dict[str, str]:
    """The path of a page of each kind, by its name; of those with a status of 404 too."""
    phuu, tnd, tpt = server.demo["cooperatives"]
    packer = server.flask("token", "create", "kinds", "--organisation", "SDP").strip()
    packed = ask(server, packer, "/api/v1/batches")["items"]
    tested, heaviest = (
        _first_label(server, packer, packed[0]["id"]),
        _first_label(server, packer, packed[-1]["id"]),
    )
    void = _run(server, tnd["token"], tnd["batch_ids"][0])
    ask(server, tnd["token"], f"{void['links']['self']}/voids", {"from": 1, "to": 1, "reason": "torn"})
    blank = _run(server, tpt["token"], None)
    recalled = _first_label(server, tpt["token"], tpt["batch_ids"][0])
    for cooperative, batch_id in ((tpt, tpt["batch_ids"][0]), (phuu, _smallest(server, phuu))):
        recall = {
            "batch_ids": [batch_id],
            "reason": "Mẫu: nghi dính nước bẩn khi rửa",
            "decision_no": "02/QĐ-MẪU",
        }
        ask(server, cooperative["token"], "/api/v1/recalls", recall)
    often = server.demo["scan_urls"][2]
    _visit_often(server, phuu["token"], often)
    batch = ask(server, phuu["token"], f"/api/v1/batches/{phuu['batch_ids'][-1]}")
    product = batch["product_id"]
    code = server.scan_url.rpartition("/")[2]
    addresses = {
        "label": server.scan_url,
        "tested": tested,
        "heaviest": heaviest,
        "recalled": recalled,
        "void": void["links"]["first_label"],
        "not-bound": blank["links"]["first_label"],
        "often": often,
        "mismatch": f"{server.url}/01/09521234560029/21/{code}",
        "unknown": f"{server.url}/t/0000000000000000",
        "lot": f"{server.url}/b/{batch['lot']}",
        "product": f"{server.url}/p/{product}",
        "place": f"{server.url}/party/PHUU",
        "home": f"{server.url}/",
        "privacy": f"{server.url}/privacy",
        "report": f"{server.url}/report?code={code}",
        "report-anything": f"{server.url}/report",
        "no-case": f"{server.url}/report/000000000000",
    }
    return {name: "/" + address.partition("//")[2].partition("/")[2] for name, address in addresses.items()}


def _run(server: LiveServer, token: str, batch_id: str | None) -> Any:
    body = {"quantity": 2} | ({"batch_id": batch_id} if batch_id else {})
    return ask(server, token, "/api/v1/print-runs", body)


def _first_label(server: LiveServer, token: str, batch_id: str) -> str:
    found: str = _run(server, token, batch_id)["links"]["first_label"]
    return found


def _smallest(server: LiveServer, cooperative: dict[str, Any]) -> str:
    """The lightest of its lots: it went into the packing company's first batch alone."""
    batches = [
        ask(server, cooperative["token"], f"/api/v1/batches/{one}") for one in cooperative["batch_ids"]
    ]
    found: str = min(batches, key=lambda batch: float(batch["net_weight_kg"]))["id"]
    return found


def _visit_often(server: LiveServer, token: str, address: str) -> None:
    """From as many addresses, as the proxy before a server would tell them; visits are written each second."""
    for number in range(MANY):
        headers = {"User-Agent": PHONE, "X-Forwarded-For": f"198.51.100.{number + 1}"}
        with urllib.request.urlopen(urllib.request.Request(address, headers=headers)):
            pass
    deadline, path = time.monotonic() + PATIENCE_S, f"/api/v1/codes/{address.rpartition('/')[2]}"
    while (ask(server, token, path)["scans"] or {}).get("count", 0) < MANY:
        assert time.monotonic() < deadline, "the visits were not written"
        time.sleep(0.2)
