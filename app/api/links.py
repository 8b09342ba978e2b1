"""The links of the OpenAPI document: where a program goes next with what it was answered.

That what a POST made can be read, and that what was read can be changed, follows from the paths; the others stand here.
"""

import re
from collections.abc import Iterator
from typing import Any

Document = dict[str, Any]
Link = tuple[str, dict[str, str], dict[str, Any] | None]

ID = "$response.body#/id"
KEY = "$response.body#/key"
FIRST = "$response.body#/items/0/id"

LINKS: dict[tuple[str, str, str], dict[str, Link]] = {
    ("post", "/api/v1/batches", "201"): {
        "print": ("create_print_run", {}, {"batch_id": ID}),
        "events": ("list_batch_events", {"batch_id": ID}, None),
        "trace": ("get_trace", {"batch_id": ID}, None),
        "share": ("get_share_kit", {"batch_id": ID}, None),
        "epcis": ("get_epcis", {"batch_id": ID}, None),
        "test": ("create_lab_test", {}, {"batch_ids": [ID]}),
        "recall": ("create_recall", {}, {"batch_ids": [ID]}),
    },
    ("post", "/api/v1/documents", "201"): {"content": ("get_document_content", {"document_id": ID}, None)},
    ("post", "/api/v1/print-runs", "201"): {
        "labels": ("get_labels_pdf", {"run_id": ID}, None),
        "preview": ("get_preview", {"run_id": ID}, None),
        "confirm": ("confirm_print", {"run_id": ID}, {}),
        "close": ("close_print_run", {"run_id": ID}, {"applied": []}),
    },
    ("get", "/api/v1/batches/{batch_id}/events", "200"): {
        "first": ("get_batch_event", {"batch_id": "$request.path.batch_id", "event_id": FIRST}, None),
        "correct": ("create_correction", {"batch_id": "$request.path.batch_id", "event_id": FIRST}, None),
    },
    ("post", "/api/v1/packings", "201"): {
        "batch": ("get_batch", {"batch_id": "$response.body#/batch/id"}, None)
    },
    ("post", "/api/v1/movements", "201"): {
        "answer": ("answer_movement", {"movement_id": ID}, None),
    },
    ("post", "/api/v1/movements/{movement_id}/answer", "201"): {
        "receive": ("create_movement", {}, {"shipment_id": ID})
    },
    ("post", "/api/v1/recalls", "201"): {
        "call_list": ("get_call_list", {"recall_id": ID}, None),
        "call": ("create_call", {"recall_id": ID}, None),
        "lift": ("lift_recall", {"recall_id": ID}, None),
    },
    ("post", "/api/v1/members", "201"): {"consent": ("create_consent", {"member_id": ID}, None)},
    ("post", "/api/v1/members/{member_id}/consents", "201"): {
        "withdraw": (
            "delete_consent",
            {"member_id": "$request.path.member_id", "consent_id": ID},
            None,
        )
    },
    ("post", "/api/v1/plots", "201"): {"harvest": ("create_batch", {}, {"plot_id": ID})},
    ("post", "/api/v1/products", "201"): {"harvest": ("create_batch", {}, {"product_id": ID})},
    ("post", "/api/v1/pesticides", "201"): {"spray": ("create_diary_entry", {}, {"pesticide_id": ID})},
    ("post", "/api/v1/growing-area-codes", "201"): {
        "statuses": ("list_growing_area_statuses", {"growing_area_code_id": ID}, None)
    },
    ("post", "/api/v1/packing-houses", "201"): {
        "statuses": ("list_packing_house_statuses", {"packing_house_id": ID}, None)
    },
    ("post", "/api/v1/printers", "201"): {
        "test_page": ("get_printer_test_page", {"printer_id": ID}, None),
        "print": ("create_print_run", {}, {"printer_id": ID}),
    },
    ("post", "/api/v1/label-designs", "201"): {"read": ("get_label_design", {"design_key": KEY}, None)},
    ("get", "/api/v1/label-designs/{design_key}", "200"): {
        "change": (
            "patch_label_design",
            {"design_key": KEY, "If-Match": "$response.header.ETag"},
            None,
        )
    },
    ("get", "/api/v1/organisations", "200"): {
        "first": ("get_organisation", {"organisation_id": FIRST}, None)
    },
}

_LAST = re.compile(r"(?P<list>/.+)/\{(?P<name>\w+)\}")


def add_links(document: Document) -> None:
    """Give each operation its links; every operation has its id already."""
    paths = document["paths"]
    standing = ((*place, links) for place, links in LINKS.items() if place[1] in paths)
    found = [*_following(paths), *standing]
    for method, path, status, links in found:
        kept = paths[path][method]["responses"][status].setdefault("links", {})
        kept |= {name: _written(*link) for name, link in links.items()}


def _following(paths: Document) -> Iterator[tuple[str, str, str, dict[str, Link]]]:
    """POST of a list -> GET of what it made; GET of one thing -> its PATCH."""
    for path, operations in paths.items():
        match = _LAST.fullmatch(path)
        if match is None or "get" not in operations:
            continue
        around = {name: f"$request.path.{name}" for name in re.findall(r"\{(\w+)\}", match["list"])}
        made = {**around, match["name"]: ID}
        if "201" in paths.get(match["list"], {}).get("post", {}).get("responses", {}):
            yield "post", match["list"], "201", {"read": (operations["get"]["operationId"], made, None)}
        if "patch" in operations:
            change = {**made, "If-Match": "$response.header.ETag"}
            yield "get", path, "200", {"change": (operations["patch"]["operationId"], change, None)}


def _written(operation: str, parameters: dict[str, str], body: Document | None) -> Document:
    return {
        "operationId": operation,
        **({"parameters": parameters} if parameters else {}),
        **({"requestBody": body} if body else {}),
    }
