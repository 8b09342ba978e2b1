"""What a seller shows of a lot elsewhere: a kit over the API, QR codes that anyone may fetch."""

import io
from typing import Any

import zxingcpp
from flask.testing import FlaskClient
from PIL import Image

from tests.conftest import BROWSER
from tests.web.callers import Caller


def make_kit(manager: Caller, harvest: dict[str, Any]) -> dict[str, Any]:
    made = manager.post("/api/v1/batches", json=harvest).json or {}
    return {"id": made["id"], **(manager.get(f"/api/v1/batches/{made['id']}/share-kit").json or {})}


def path_of(link: str) -> str:
    return "/" + link.partition("//")[2].partition("/")[2]


def test_a_kit_leads_to_the_lot(client: FlaskClient, manager: Caller, harvest: dict[str, Any]) -> None:
    """The QR code reads as the link, which opens without a token; the photo is public; no weight, no label's code."""
    kit = make_kit(manager, harvest)

    drawn = client.get(path_of(kit["qr_png"]))
    [read] = zxingcpp.read_barcodes(Image.open(io.BytesIO(drawn.data)).convert("L"))
    vector = client.get(path_of(kit["qr_svg"]))

    assert read.text == kit["link"]
    assert client.get(path_of(kit["link"]), headers={"Accept": BROWSER}).status_code == 200
    assert client.get(path_of(kit["photo"])).status_code == 200
    assert kit["text"].endswith(kit["link"])
    assert kit["lot"] in kit["text"]
    assert "1250" not in kit["text"]
    assert (vector.content_type, vector.data[:43]) == (
        "image/svg+xml",
        b'<svg xmlns="http://www.w3.org/2000/svg" cla',
    )
    assert client.get("/b/PHUU261005XXXX/qr.png").status_code == 404


def test_what_may_not_go_on_has_no_kit(manager: Caller, harvest: dict[str, Any]) -> None:
    """A recalled lot is not to be sold in another shop."""
    kit = make_kit(manager, harvest)
    manager.post("/api/v1/recalls", json={"batch_ids": [kit["id"]], "reason": "Thử"})

    refused = manager.get(f"/api/v1/batches/{kit['id']}/share-kit")

    assert (refused.status_code, (refused.json or {})["code"]) == (409, "batch-recalled")
