"""Organisations, products and documents: what they refuse on both databases."""

import pytest

from app.storage import storage
from batches.documents.errors import ImageNotSupported
from batches.documents.service import get_public_document, keep_public_image
from batches.errors import NotFound
from batches.organisations.errors import ShortCodeTaken
from batches.organisations.service import get_organisation
from batches.places.errors import CommuneNotInProvince
from batches.products.errors import GtinTaken
from tests.builders import make_actor, make_address, make_cooperative, make_organisation, make_product
from tests.conftest import NOW, Writing


def test_a_short_code_belongs_to_one(writing: Writing) -> None:
    """It stands in every lot, so it is never given twice."""
    with writing() as session:
        make_organisation(session, short_code="ABC")
        with pytest.raises(ShortCodeTaken):
            make_organisation(session, short_code="ABC")


def test_an_address_needs_a_commune_of_its_province(writing: Writing) -> None:
    """At least five communes are called Châu Thành: the code decides."""
    with writing() as session, pytest.raises(CommuneNotInProvince):
        make_organisation(session, address=make_address(province_code="80"))


def test_a_gtin_belongs_to_one_product(writing: Writing) -> None:
    """Whoever has it, another cooperative too."""
    with writing() as session:
        make_cooperative(session)
        with pytest.raises(GtinTaken):
            make_cooperative(session)


def test_only_pictures_are_kept_as_pictures(writing: Writing) -> None:
    """What is no JPEG, PNG or WebP is refused and its bytes are not stored."""
    with writing() as session:
        actor = make_actor(make_organisation(session))
        with pytest.raises(ImageNotSupported):
            keep_public_image(session, actor, storage(), content=b"<svg/>", kind="product_photo", now=NOW)


def test_what_is_not_there_or_private_is_not_found(writing: Writing) -> None:
    """A document that is not public, and an organisation that nobody is, are not found."""
    with writing() as session:
        actor = make_actor(make_organisation(session))
        product = make_product(session, actor)
        assert product.image_id is not None
        document = get_public_document(session, product.image_id)
        document.visibility = "private"
        session.flush()
        with pytest.raises(NotFound):
            get_public_document(session, document.id)
        with pytest.raises(NotFound):
            get_organisation(session, None)
