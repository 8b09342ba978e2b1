"""A product changes under the batches that use it: what they carry stays, what they waited for may have come."""

import uuid
from collections.abc import Mapping
from datetime import datetime
from typing import Any

from sqlalchemy import exists, select
from sqlalchemy.orm import Session

from batches.actors import Actor
from batches.harvest.model import Batch
from batches.harvest.publishing import publish_waiting
from batches.products.model import Product
from batches.products.service import change_product


def change_sold_product(
    session: Session, actor: Actor, product_id: uuid.UUID, changes: Mapping[str, Any], *, now: datetime
) -> Product:
    """Correct a product and publish the batches that only waited for its picture.

    Raises:
        ProductInUse: GTIN or level of a product that batches use.
        NotFound, GtinInvalid, …: as `batches.products.service.add_product`.
    """
    is_used = session.scalar(select(exists().where(Batch.product_id == product_id))) or False
    product = change_product(session, actor, product_id, changes, is_used=is_used, now=now)
    publish_waiting(session, organisation_id=product.organisation_id, product_id=product.id, now=now)
    return product
