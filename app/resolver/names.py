"""What names a product, a lot or a label, and what is linked to it, level by level."""

from typing import Any
from urllib.parse import quote

from sqlalchemy.orm import Session

from app import clock
from app.db import reading
from app.resolver.addresses import root
from app.resolver.found import Found
from app.resolver.links import JSON, Level, batch_level, label_level, product_level
from app.resolver.places import GLN_KEYS, find_gln
from app.resolver.plain import batch_form, label_form, product_form
from app.scan.linked_data import batch_data, product_data
from app.scan.products import PublicProduct, find_public_product
from app.secrets import label_keys
from batches.gs1.digital_link import GTIN_AI, LOT_AI, SERIAL_AI, DigitalLink
from batches.provenance.papers import public_papers
from batches.provenance.queries import find_public_batch
from batches.provenance.story import PublicBatch
from labels.runs.finding import FoundLabel, find_label

KEYS = (GTIN_AI, *GLN_KEYS)
"""The primary keys under which anything can be recorded here."""

LOT, LABEL = "lot", "label"


def find_link(link: DigitalLink) -> Found | None:
    """What a Digital Link identifies, or the nearest above it that is known (2.5.9); None where nothing is.

    A label under a GTIN or a lot that is not its own is nothing: it is never answered as another product's.
    """
    with reading() as session:
        if link.key != GTIN_AI:
            return find_gln(session, link)
        product = find_public_product(session, gtin=link.value)
        above = [_product_level(product, link.up_to().path)] if product else []
        if (serial := link.get(SERIAL_AI)) is not None:
            label = find_label(session, label_keys(), serial, now=clock.now())
            if label is not None:
                return _label(session, label, above) if _is_own(label, link) else None
        elif (lot := link.get(LOT_AI)) is not None:
            batch = find_public_batch(session, lot=lot, now=None)
            if batch is not None and batch.gtin == link.value:
                return _batch(session, batch, link.up_to(LOT_AI).path, above)
    return _walked_up(product, above, link) if product else None


def find_own_label(code: str) -> Found | None:
    """A label by our own name of it."""
    with reading() as session:
        label = find_label(session, label_keys(), code, now=clock.now())
        return _label(session, label, [], anchor=f"/obj/{label.code}") if label else None


def find_own_lot(product_code: str, lot: str) -> Found | None:
    """A lot by our own name of it, `/class/{product}.{lot}`."""
    with reading() as session:
        batch = find_public_batch(session, lot=lot, now=None)
        product = find_public_product(session, product_id=batch.product_id) if batch else None
        if batch is None or product is None or product.code != product_code:
            return None
        return _batch(session, batch, f"/class/{quote(product_code, safe='')}.{quote(lot, safe='')}", [])


def batch_of(batch: PublicBatch, media: str) -> dict[str, Any]:
    return batch_form(batch, root()) if media == JSON else batch_data(batch, code=None, root=root())


def product_of(product: PublicProduct, media: str) -> dict[str, Any]:
    if media == JSON:
        return product_form(product, product_id=product.id, root=root())
    return product_data(product, root=root())


def label_of(label: FoundLabel, batch: PublicBatch | None, media: str) -> dict[str, Any]:
    """A label of no lot has no linked data but its name."""
    if media == JSON:
        status = label.status(is_recalled=batch is not None and batch.status == "recalled")
        return label_form(label.code, status, batch, root())
    return batch_data(batch, code=label.code, root=root()) if batch else {"@id": f"{root()}/obj/{label.code}"}


def _label(session: Session, label: FoundLabel, above: list[Level], anchor: str | None = None) -> Found:
    batch = find_public_batch(session, batch_id=label.batch_id, now=None) if label.batch_id else None
    papers = public_papers(session, batch) if batch else []
    named = anchor or f"{above[0].anchor if above else f'/{GTIN_AI}/{label.gtin}'}/{SERIAL_AI}/{label.code}"
    level = label_level(named, label.code, batch, papers)
    return Found(levels=[level, *above], form=lambda media: label_of(label, batch, media))


def _batch(session: Session, batch: PublicBatch, anchor: str, above: list[Level]) -> Found:
    level = batch_level(anchor, batch, public_papers(session, batch))
    return Found(levels=[level, *above], form=lambda media: batch_of(batch, media))


def _walked_up(product: PublicProduct, above: list[Level], link: DigitalLink) -> Found:
    unknown = LABEL if link.get(SERIAL_AI) else LOT if link.get(LOT_AI) else None
    return Found(levels=above, form=lambda media: product_of(product, media), unknown=unknown)


def _product_level(product: PublicProduct, anchor: str) -> Level:
    names = f"{product.names['vi']} / {product.names['en']}"
    return product_level(anchor, product_id=product.id, names=names)


def _is_own(label: FoundLabel, link: DigitalLink) -> bool:
    lot = link.get(LOT_AI)
    return label.gtin == link.value and lot in (None, label.lot)
