"""Only codes that were issued open a page, however they are typed."""

from typing import Any

from flask import Flask

from app.secrets import label_keys
from labels.codes.codes import derive_run_key, make_code, parse_code
from labels.codes.crockford import ALPHABET
from tests.conftest import Writing
from tests.web.callers import Caller
from tests.web.printing import QUANTITY, print_run
from tests.web.printing import batch as batch


def test_a_code_with_one_changed_character_is_unknown(manager: Caller, batch: dict[str, Any]) -> None:
    """Each of the 16 characters, changed to each other one, opens nothing."""
    code = print_run(manager, batch)["first_code"]

    for place in range(16):
        for character in ALPHABET.replace(code[place], ""):
            page = manager.client.get(f"/t/{code[:place]}{character}{code[place + 1 :]}")
            assert page.status_code == 404


def test_what_was_never_issued_is_unknown(
    manager: Caller, batch: dict[str, Any], writing: Writing, app: Flask
) -> None:
    """A serial beyond the quantity with a right MAC, and another run's MAC, open nothing."""
    first, second = (print_run(manager, batch)["first_code"] for _ in range(2))
    parsed = parse_code(first)
    assert parsed is not None
    with app.app_context():
        keys = label_keys()
    run_key = derive_run_key(keys.get(keys.active_id), keys.active_id, parsed.run)

    assert make_code(run_key, parsed.run, 1) == first
    assert manager.client.get(f"/t/{make_code(run_key, parsed.run, QUANTITY)}").status_code == 200
    assert manager.client.get(f"/t/{make_code(run_key, parsed.run, QUANTITY + 1)}").status_code == 404
    assert manager.client.get(f"/t/{first[:9]}{second[9:]}").status_code == 404
    assert manager.client.get(f"/t/{second[:5]}{first[5:]}").status_code == 404


def test_a_typed_code_is_forgiven(manager: Caller, batch: dict[str, Any]) -> None:
    """Lower case, dashes, and the letters that look like digits are read as they are meant."""
    code = print_run(manager, batch)["first_code"].lower().replace("0", "o").replace("1", "l")
    dashed = "-".join(code[start : start + 4] for start in range(0, 16, 4))

    assert manager.client.get(f"/t/{dashed}").status_code == 200
    assert manager.client.get("/", query_string={"code": dashed}, follow_redirects=True).status_code == 200
