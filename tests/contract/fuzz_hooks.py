"""What schemathesis cannot know of our API: ids that there are, days that have been, labels that fit a test.

And one check of ours: what the document allows may be refused by a rule, but never as wrong in form.
"""

import json
import os
import re
import unicodedata
import uuid
from datetime import date
from typing import Any
from urllib.request import Request, urlopen

import schemathesis
from hypothesis import strategies as st

from tests.builders_documents import encode, make_picture

DEMO: dict[str, Any] = json.loads(os.environ["FUZZ_DEMO"])
MOST_LABELS = 48  # a million would be drawn too, but the test is not about that
PLACE = {"province_code": "82", "commune_code": "30244"}
PICTURE = encode(make_picture())
KNOWN = {
    "plot_id": DEMO["plot_ids"][0],
    "product_id": DEMO["product_ids"][0],
    "batch_id": DEMO["batch_ids"][0],
}


def _own_tokens() -> set[str]:
    """The tokens that were there before; the requests are made with one of them."""
    asked = Request(
        f"{os.environ['FUZZ_URL']}/api/v1/tokens", headers={"Authorization": f"Bearer {DEMO['token']}"}
    )
    with urlopen(asked, timeout=10) as answer:
        return {token["id"] for token in json.load(answer)["items"]}


OWN_TOKENS = _own_tokens()
PAST = st.dates(date(2020, 1, 1), date(2026, 1, 1)).map(str)
schemathesis.openapi.format("date", PAST)
schemathesis.openapi.format(
    "date-time",
    st.tuples(PAST, st.sampled_from(["T03:00:00Z", "T23:59:59.5+07:00"])).map("".join),
)


@schemathesis.hook
def before_call(context: Any, case: Any, kwargs: Any) -> None:
    """Who revokes the token that they call with is answered 401 from then on, and tests nothing any more."""
    if case.method == "DELETE" and (case.path_parameters or {}).get("token_id") in OWN_TOKENS:
        case.path_parameters["token_id"] = str(uuid.uuid4())


@schemathesis.hook
def map_body(context: Any, body: Any) -> Any:
    """Three of four ids become ones that there are, else nearly every request would end at 404.

    And three of four files a picture: random bytes never are one.
    """
    if isinstance(body, dict) and isinstance(body.get("file"), bytes) and len(body["file"]) % 4:
        body["file"] = PICTURE
    for item in _items(body):
        for name, known in KNOWN.items():
            if isinstance(item.get(name), str) and item[name][-1:] in "0123456789ab":
                item[name] = known
        for name, known in (("plot_ids", KNOWN["plot_id"]), ("batch_ids", KNOWN["batch_id"])):
            named = item.get(name)
            if isinstance(named, list) and named and str(named[0])[-1:] in "0123456789ab":
                item[name] = [known]
        _move_to_a_real_place(item)
        if type(item.get("quantity")) is int and item["quantity"] > MOST_LABELS:
            item["quantity"] = 1 + item["quantity"] % MOST_LABELS
    return body


def _move_to_a_real_place(item: dict[str, Any]) -> None:
    """Four of five codes that are right in form become those of a place; a wrong one stays for the form to refuse."""
    if re.fullmatch("[0-9]{4}[0-7]", str(item.get("commune_code"))):
        item["commune_code"] = PLACE["commune_code"]
    address = item.get("address")
    if not isinstance(address, dict):
        return
    codes = [str(address.get(name)) for name in PLACE]
    if re.fullmatch("[0-9]{2} [0-9]{4}[0-7]", " ".join(codes)):
        address.update(PLACE)


def _items(body: Any) -> list[dict[str, Any]]:
    if not isinstance(body, dict):
        return []
    lists = [body.get(name) for name in ("items", "inputs", "lines")]
    return [
        body,
        *(item for items in lists if isinstance(items, list) for item in items if isinstance(item, dict)),
    ]


@schemathesis.check
def well_formed_is_read(context: Any, response: Any, case: Any) -> None:
    """A request that was made to fit the document is never answered `invalid-input`.

    But for characters that Unicode has not assigned: no pattern can name them.
    """
    made_to_fit = case.meta is not None and case.meta.generation.mode.value == "positive"
    if not made_to_fit or response.status_code != 422:
        return
    problem = response.json()
    errors = [found for found in problem["errors"] if not _is_of_unassigned(found)]
    assert problem["code"] != "invalid-input" or not errors, errors


def _is_of_unassigned(error: dict[str, str]) -> bool:
    named = re.search(r"U\+([0-9A-F]+)", error["detail"])
    return named is not None and unicodedata.category(chr(int(named[1], 16))) in ("Cn", "Co")
