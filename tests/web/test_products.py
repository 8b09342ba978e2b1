"""Products over the API."""

from typing import Any

import pytest
from flask.testing import FlaskClient

from tests.builders import Cooperative, make_cooperative, make_product, make_token
from tests.builders_documents import make_document
from tests.conftest import Writing
from tests.web.callers import Caller

PRODUCTS = "/api/v1/products"
FRUIT = {"level": "fruit", "name_vi": "Sầu riêng Ri6", "variety": "Ri6"}
WEIGHED_GTIN = "99521234560015"


@pytest.fixture
def picture(writing: Writing, cooperative: Cooperative) -> str:
    with writing() as session:
        return str(make_document(session, cooperative.actor, visibility="public").id)


def test_a_product_needs_only_a_level_a_name_and_a_variety(manager: Caller, cooperative: Cooperative) -> None:
    """What nobody said is null, names in other languages included; it has a public code and page."""
    answer = manager.post(PRODUCTS, json=FRUIT)

    product = answer.get_json()
    assert answer.status_code == 201
    assert answer.headers["Location"] == product["links"]["self"]
    assert product["code"].startswith(f"{cooperative.organisation.short_code}-")
    assert [product[name] for name in ("gtin", "measure", "contains", "name_en", "name_zh")] == [None] * 5
    assert manager.get(product["links"]["self"]).get_json() == product
    page = manager.client.get(f"{product['links']['page']}?lang=en").get_data(as_text=True)
    assert "Sầu riêng Ri6" in page


@pytest.mark.parametrize("gtin", ["9521234560029", "09521234560029"])
def test_a_gtin_is_kept_as_14_digits(manager: Caller, gtin: str) -> None:
    """However it was written."""
    assert manager.post(PRODUCTS, json=FRUIT | {"gtin": gtin}).get_json()["gtin"] == "09521234560029"


@pytest.mark.parametrize(
    ("change", "status", "code", "pointer"),
    [
        ({"gtin": "09521234560028"}, 422, "gtin-invalid", None),
        ({"gtin": "09521234560012"}, 409, "gtin-taken", "/gtin"),
        ({"gtin": WEIGHED_GTIN}, 422, "fruit-gtin-is-gtin-13", "/gtin"),
        ({"level": "carton", "gtin": WEIGHED_GTIN}, 422, "indicator-9-is-variable", "/gtin"),
        (
            {"level": "carton", "measure": "variable", "gtin": "09521234560029"},
            422,
            "variable-carton-needs-indicator-9",
            "/gtin",
        ),
        ({"image_id": "019aa000-0000-7000-8000-000000000000"}, 404, "not-found", "/image_id"),
        ({"name_vi": ""}, 422, "invalid-input", "/name_vi"),
        ({"price": "1"}, 422, "invalid-input", "/price"),
    ],
)
def test_what_contradicts_is_refused(
    manager: Caller, change: dict[str, Any], status: int, code: str, pointer: str | None
) -> None:
    """With a code of its own and the field to blame."""
    answer = manager.post(PRODUCTS, json=FRUIT | change)

    problem = answer.get_json()
    assert (answer.status_code, problem["code"]) == (status, code)
    assert [found["pointer"] for found in problem["errors"]] == ([pointer] if pointer else [])


def test_a_carton_contains_fruit(manager: Caller, cooperative: Cooperative) -> None:
    """So many of an own product of level fruit; a fruit contains nothing, a carton no carton."""
    contains = {"product_id": str(cooperative.product.id), "count": 6}
    box = FRUIT | {"level": "carton", "measure": "variable", "gtin": WEIGHED_GTIN, "contains": contains}
    carton = manager.post(PRODUCTS, json=box).get_json()

    assert carton["contains"] == contains
    within = {"contains": {"product_id": carton["id"], "count": 2}}
    refused = [manager.post(PRODUCTS, json=FRUIT | {"level": "carton"} | within)]
    refused += [manager.post(PRODUCTS, json=FRUIT | {"contains": contains})]
    refused += [manager.patch(f"{PRODUCTS}/{cooperative.product.id}", json={"level": "carton"})]
    assert [answer.get_json()["code"] for answer in refused] == [
        "carton-contains-fruit",
        "contents-of-cartons-only",
        "carton-contains-fruit",
    ]


@pytest.mark.parametrize(
    ("change", "code"),
    [({"visibility": "private"}, "image-not-public"), ({"kind": "slip"}, "document-kind-wrong")],
)
def test_a_picture_must_be_a_public_photo(
    manager: Caller, writing: Writing, cooperative: Cooperative, change: dict[str, str], code: str
) -> None:
    """Buyers see it: a private one is refused with what to do about it."""
    with writing() as session:
        given: dict[str, Any] = {"visibility": "public", **change}
        document = make_document(session, cooperative.actor, **given)

    answer = manager.post(PRODUCTS, json=FRUIT | {"image_id": str(document.id)})

    assert (answer.status_code, answer.get_json()["code"]) == (422, code)


def test_another_s_picture_or_product_is_not_there(manager: Caller, writing: Writing) -> None:
    """Neither an image nor contents may be borrowed."""
    with writing() as session:
        other = make_cooperative(session, gtin=None)
    contains = {"product_id": str(other.product.id), "count": 6}
    answers = [
        manager.post(PRODUCTS, json=FRUIT | {"image_id": str(other.product.image_id)}),
        manager.post(PRODUCTS, json=FRUIT | {"level": "carton", "contains": contains}),
    ]

    assert [answer.get_json()["errors"][0]["pointer"] for answer in answers] == [
        "/image_id",
        "/contains/product_id",
    ]


def test_only_what_is_given_changes(manager: Caller, picture: str) -> None:
    """A name given is a name, null takes it away again, the rest stays; the answer is what GET gives."""
    path = manager.post(PRODUCTS, json=FRUIT | {"brand": "Vườn Mẫu"}).get_json()["links"]["self"]

    named = manager.patch(path, json={"name_en": "Ri6 durian", "image_id": picture}).get_json()
    bare = manager.patch(path, json={"name_en": None, "brand": None}).get_json()

    assert (named["name_en"], named["brand"], named["image_id"]) == ("Ri6 durian", "Vườn Mẫu", picture)
    assert (bare["name_en"], bare["brand"], bare["image_id"]) == (None, None, picture)
    assert manager.get(path).get_json() == bare


def test_gtin_and_level_stay_once_a_batch_uses_it(
    manager: Caller, cooperative: Cooperative, harvest: dict[str, Any]
) -> None:
    """Before a harvest they may be put right; afterwards 409, but the same value again is no change."""
    path = f"{PRODUCTS}/{cooperative.product.id}"
    assert manager.patch(path, json={"gtin": "9521234560029"}).status_code == 200
    manager.post("/api/v1/batches", json=harvest)

    for change in ({"gtin": None}, {"gtin": "9521234560012"}, {"level": "carton"}):
        answer = manager.patch(path, json=change)
        assert (answer.status_code, answer.get_json()["code"]) == (409, "product-in-use")
    same = manager.patch(
        path, json={"gtin": "9521234560029", "level": "fruit", "name_vi": "Sầu riêng Ri6 loại A"}
    )
    assert same.get_json()["name_vi"] == "Sầu riêng Ri6 loại A"


def test_a_batch_that_waits_for_its_picture_is_published_by_itself(
    manager: Caller, writing: Writing, cooperative: Cooperative, harvest: dict[str, Any], picture: str
) -> None:
    """Registered without one, it has its page as soon as the product has its image."""
    with writing() as session:
        bare = make_product(session, cooperative.actor, gtin=None, with_image=False)
    batch = manager.post("/api/v1/batches", json=harvest | {"product_id": str(bare.id)}).get_json()
    assert batch["status"] == "registered"

    manager.patch(f"{PRODUCTS}/{bare.id}", json={"image_id": picture})

    assert manager.get(batch["links"]["self"]).get_json()["status"] == "published"


def test_a_label_leaves_out_a_name_that_nobody_gave(
    manager: Caller, harvest: dict[str, Any], picture: str
) -> None:
    """Nothing is translated or repeated: its labels are printed with the Vietnamese name alone."""
    product = manager.post(PRODUCTS, json=FRUIT | {"image_id": picture}).get_json()
    batch = manager.post("/api/v1/batches", json=harvest | {"product_id": product["id"]}).get_json()

    run = manager.post("/api/v1/print-runs", json={"batch_id": batch["id"], "quantity": 1}).get_json()

    assert manager.get(run["links"]["labels_pdf"]).status_code == 200


@pytest.mark.parametrize("role", ["farmer", "packer", "viewer"])
def test_only_managers_enter_products(
    client: FlaskClient, writing: Writing, cooperative: Cooperative, role: str
) -> None:
    """Others read them."""
    with writing() as session:
        caller = Caller(client, make_token(session, cooperative.organisation, role=role))

    assert caller.post(PRODUCTS, json=FRUIT).status_code == 403
    assert [item["id"] for item in caller.get(PRODUCTS).get_json()["items"]] == [str(cooperative.product.id)]
