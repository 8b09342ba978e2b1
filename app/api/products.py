"""`/products`: what the own organisation sells."""

import uuid
from typing import Any

from app import clock
from app.api.api import Blueprint
from app.api.lists import ListQuery, answer_page, list_schema, wanted
from app.api.schemas.products import ProductChange, ProductIn, ProductOut
from app.db import reading, transaction
from app.policy import allow, current_actor
from app.randomness import draw_crockford
from batches.harvest.sold_products import change_sold_product
from batches.products.model import Product
from batches.products.service import add_product, get_own_product, list_own_products

blueprint = Blueprint("products", __name__, description="What is sold: names, GTIN, picture")

READERS = ("manager", "farmer", "packer", "viewer")
CODE_LENGTH = 4


@blueprint.post("/products")
@blueprint.arguments(ProductIn)
@blueprint.response(201, ProductOut)
@allow("manager", scope="registry:write")
def create_product(data: dict[str, Any]) -> tuple[dict[str, Any], int, dict[str, str]]:
    """Enter a product; without a GTIN it gets a public code of ours, for ever."""
    with transaction() as session:
        product = add_product(
            session, current_actor(), **data, draw_code=lambda: draw_crockford(CODE_LENGTH), now=clock.now()
        )
        answer = _shown(product)
    return answer, 201, {"Location": answer["links"]["self_"]}


@blueprint.get("/products")
@blueprint.arguments(ListQuery, location="query")
@blueprint.response(200, list_schema(ProductOut))
@allow(*READERS, scope="batch:read")
def list_products(query: dict[str, Any]) -> dict[str, Any]:
    """The products of the own organisation, the newest first."""
    with reading() as session:
        return answer_page(list_own_products(session, current_actor(), wanted(query)), _shown)


@blueprint.get("/products/<uuid:product_id>")
@blueprint.response(200, ProductOut)
@allow(*READERS, scope="batch:read")
def get_product(product_id: uuid.UUID) -> dict[str, Any]:
    """One product of the own organisation."""
    with reading() as session:
        return _shown(get_own_product(session, current_actor(), product_id, pointer=""))


@blueprint.patch("/products/<uuid:product_id>")
@blueprint.arguments(ProductChange)
@blueprint.response(200, ProductOut)
@allow("manager", scope="registry:write")
def patch_product(data: dict[str, Any], product_id: uuid.UUID) -> dict[str, Any]:
    """Correct a product; batches that only waited for its picture are published by themselves.

    GTIN and level stay once a batch uses it (409). What is printed already stays as it was.
    """
    with transaction() as session:
        return _shown(change_sold_product(session, current_actor(), product_id, data, now=clock.now()))


def _shown(product: Product) -> dict[str, Any]:
    columns = {column.key: getattr(product, column.key) for column in product.__table__.columns}
    contains = None
    if product.contains_product_id is not None:
        contains = {"product_id": product.contains_product_id, "count": product.contains_count}
    return columns | {
        "name_en": product.name_en or None,
        "name_zh": product.name_zh or None,
        "contains": contains,
        "links": {"self_": f"/api/v1/products/{product.id}", "page": f"/p/{product.id}"},
    }
