"""What the demo's registry holds before anything is cut: organisations, packing houses, plots and products."""

from datetime import datetime

from sqlalchemy.orm import Session

from app.cli.demo.data import (
    CERTIFIER,
    PACKING_HOUSE,
    PROVINCE,
    STANDARDS,
    STORAGE,
    VALID_FROM,
    VALID_TO,
    DemoCooperative,
    DemoProduct,
)
from app.cli.demo.drawings import draw_product
from app.randomness import draw_crockford
from batches.actors import Actor
from batches.certificates.service import add_certificate
from batches.days import VIETNAM
from batches.documents.files import Storage
from batches.documents.service import keep_public_image
from batches.organisations.model import Organisation
from batches.organisations.service import register_organisation
from batches.places.addresses import Address
from batches.plots.growing_areas.rules import Authorisation, Season
from batches.plots.growing_areas.service import add_growing_area_code
from batches.plots.model import Plot
from batches.plots.packing_houses.service import add_packing_house
from batches.plots.service import add_plot
from batches.products.model import Product
from batches.products.service import add_product

ENTERED_AT = datetime(2026, 1, 5, 8, 0, tzinfo=VIETNAM)


def enter_organisation(session: Session, data: DemoCooperative) -> Organisation:
    """The organisation itself, a sample."""
    return register_organisation(
        session,
        kind=data.kind,
        name=data.name,
        short_code=data.short_code,
        address=Address(
            province_code=PROVINCE,
            commune_code=data.commune_code,
            detail=data.address_detail,
            legacy=data.address_legacy,
        ),
        is_sample=True,
        now=ENTERED_AT,
    )


def enter_packing_house(session: Session, actor: Actor, organisation: Organisation, code: str) -> None:
    """Its house, where it stands itself."""
    add_packing_house(
        session,
        actor,
        code=code,
        name=organisation.name,
        address=organisation.address,
        active_from=VALID_FROM,
        now=ENTERED_AT,
    )


def enter_plots(session: Session, actor: Actor, data: DemoCooperative) -> list[Plot]:
    """The plots with their growing-area code and certificate."""
    place = Address(province_code=PROVINCE, commune_code=data.commune_code, detail=None, legacy=None)
    plots = [
        add_plot(
            session,
            actor,
            code=plot.code,
            variety=plot.variety,
            area_m2=plot.area_m2,
            place=place,
            tree_count=plot.tree_count,
            planted_year=plot.planted_year,
            expected_yield_kg=plot.expected_yield_kg,
            boundary=plot.boundary,
            now=ENTERED_AT,
        )
        for plot in data.plots
    ]
    if data.growing_area_code:
        _enter_area_code(session, actor, data, plots)
    if data.certificate is not None:
        number, valid_from, valid_to = data.certificate
        add_certificate(
            session,
            actor,
            scheme="vietgap",
            number=number,
            body=CERTIFIER,
            valid_from=valid_from,
            valid_to=valid_to,
            plot_ids=[plot.id for plot in plots],
            now=ENTERED_AT,
        )
    return plots


def enter_product(session: Session, actor: Actor, storage: Storage, data: DemoProduct) -> Product:
    """What it sells, with a drawing of it."""
    image = keep_public_image(
        session, actor, storage, content=draw_product(data.variety), kind="photo", now=ENTERED_AT
    )
    return add_product(
        session,
        actor,
        name_vi=data.name_vi,
        name_en=data.name_en,
        name_zh=data.name_zh,
        variety=data.variety,
        gtin=data.gtin,
        level="fruit",
        image_id=image.id,
        draw_code=lambda: draw_crockford(4),
        standards=STANDARDS,
        storage=STORAGE,
        now=ENTERED_AT,
    )


def _enter_area_code(session: Session, actor: Actor, data: DemoCooperative, plots: list[Plot]) -> None:
    """The code with its season, which the demo's packing house may pack for."""
    seasons = []
    if data.quota_kg is not None:
        seasons = [Season(name="2026", starts_on=VALID_FROM, ends_on=VALID_TO, quota_kg=data.quota_kg)]
    add_growing_area_code(
        session,
        actor,
        code=data.growing_area_code,
        market="CN",
        valid_from=VALID_FROM,
        valid_to=VALID_TO,
        plots=plots,
        seasons=seasons,
        authorisations=[Authorisation(packing_house_code=PACKING_HOUSE, from_on=VALID_FROM)],
        now=ENTERED_AT,
    )
