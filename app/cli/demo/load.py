"""Loading the demo through the services of the API: what is there already stays, so it is repeatable."""

from collections.abc import Sequence
from datetime import datetime, time, timedelta

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.accounts.service import issue_token
from app.cli.demo.chain import load_chain
from app.cli.demo.data import (
    CERTIFIER,
    COOPERATIVES,
    PACKING_HOUSE,
    PROVINCE,
    STANDARDS,
    STORAGE,
    VALID_FROM,
    VALID_TO,
    DemoCooperative,
    DemoHarvest,
    DemoProduct,
)
from app.cli.demo.drawings import draw_product
from app.cli.demo.season import add_pesticides, keep_diary
from app.policy import SCOPES
from app.randomness import draw_crockford, draw_number
from batches.actors import Actor
from batches.certificates.service import add_certificate
from batches.days import VIETNAM
from batches.documents.files import Storage
from batches.documents.service import keep_public_image
from batches.harvest.model import Batch
from batches.harvest.service import HarvestReport, register_harvest
from batches.organisations.model import Organisation
from batches.organisations.service import find_organisation, register_organisation
from batches.places.addresses import Address
from batches.plots.growing_areas.rules import Authorisation, Season
from batches.plots.growing_areas.service import add_growing_area_code
from batches.plots.model import Plot
from batches.plots.packing_houses.service import add_packing_house
from batches.plots.service import add_plot
from batches.products.model import Product
from batches.products.service import add_product
from labels.codes.keys import LabelKeys
from labels.runs.allotment.terms import Terms
from labels.runs.model import PrintRun
from labels.runs.service import create_run

LABELS_PRINTED = 48
ENTERED_AT = datetime(2026, 1, 5, 8, 0, tzinfo=VIETNAM)


def load_demo(session: Session, storage: Storage, keys: LabelKeys, *, base_url: str) -> list[Organisation]:
    """Make what is missing of the demo and answer its organisations, in the order of the data."""
    organisations = [_ensure(session, storage, keys, data, base_url) for data in COOPERATIVES]
    load_chain(session, storage, organisations, base_url)
    return organisations


def fresh_token(session: Session, organisation: Organisation, *, now: datetime) -> str:
    """A manager's token with all scopes for an organisation of the demo."""
    return issue_token(
        session, organisation_id=organisation.id, name="demo", role="manager", scopes=SCOPES, now=now
    )


def rows_of(session: Session, organisation: Organisation) -> dict[str, list[str]]:
    """The ids of an organisation's plots, products and batches, in the order in which they were made."""
    return {
        key: [
            str(found)
            for found in session.scalars(
                select(model.id).where(model.organisation_id == organisation.id).order_by(model.id)
            )
        ]
        for key, model in (("plot_ids", Plot), ("product_ids", Product), ("batch_ids", Batch))
    }


def scan_paths(session: Session) -> Sequence[PrintRun]:
    """The runs of the demo, that of the heaviest batch first."""
    return session.scalars(
        select(PrintRun)
        .join(Batch, Batch.id == PrintRun.batch_id)
        .join(Organisation, Organisation.id == PrintRun.organisation_id)
        .where(Organisation.is_sample)
        .order_by(Batch.net_weight_kg.desc(), PrintRun.id)
    ).all()


def actor_of(organisation: Organisation) -> Actor:
    """Who acts in the demo: the organisation's own manager."""
    return Actor(id=organisation.id, organisation_id=organisation.id, role="manager", scopes=SCOPES)


def _ensure(
    session: Session, storage: Storage, keys: LabelKeys, data: DemoCooperative, base_url: str
) -> Organisation:
    found = find_organisation(session, data.short_code)
    if found is not None:
        return found
    organisation = register_organisation(
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
    actor = actor_of(organisation)
    if data.packing_house_code:
        add_packing_house(
            session,
            actor,
            code=data.packing_house_code,
            name=data.name,
            address=organisation.address,
            active_from=VALID_FROM,
            now=ENTERED_AT,
        )
    plots = _add_plots(session, actor, data)
    products = [_add_product(session, actor, storage, product) for product in data.products]
    _keep_diaries(session, actor, plots, data)
    batches = [_add_batch(session, actor, plots, products, harvest, base_url) for harvest in data.harvests]
    for batch in sorted(batches, key=lambda batch: -batch.net_weight_kg)[:2]:
        _print_labels(session, actor, keys, batch, base_url)
    return organisation


def _add_plots(session: Session, actor: Actor, data: DemoCooperative) -> list[Plot]:
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
        _add_area_code(session, actor, data, plots)
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


def _keep_diaries(session: Session, actor: Actor, plots: list[Plot], data: DemoCooperative) -> None:
    """The season of every plot that was cut."""
    if not plots:
        return
    pesticides = add_pesticides(session, actor, now=ENTERED_AT)
    for index, plot in enumerate(plots):
        cuts = [harvest.harvested_on for harvest in data.harvests if harvest.plot == index]
        if cuts:
            keep_diary(session, actor, plot, pesticides, first_cut_on=min(cuts))


def _add_area_code(session: Session, actor: Actor, data: DemoCooperative, plots: list[Plot]) -> None:
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


def _add_product(session: Session, actor: Actor, storage: Storage, data: DemoProduct) -> Product:
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


def _add_batch(
    session: Session,
    actor: Actor,
    plots: list[Plot],
    products: list[Product],
    data: DemoHarvest,
    base_url: str,
) -> Batch:
    recorded_on = data.harvested_on + timedelta(days=data.recorded_days_after)
    return register_harvest(
        session,
        actor,
        HarvestReport(
            plot_id=plots[data.plot].id,
            product_id=products[data.product].id,
            harvested_on=data.harvested_on,
            net_weight_kg=data.net_weight_kg,
            weight_kind="weighed",
            fruit_count=data.fruit_count,
        ),
        base_url=base_url,
        draw=draw_crockford,
        now=datetime.combine(recorded_on, time(17, 30), VIETNAM),
    ).batch


def _print_labels(session: Session, actor: Actor, keys: LabelKeys, batch: Batch, base_url: str) -> None:
    create_run(
        session,
        actor,
        batch_id=batch.id,
        quantity=LABELS_PRINTED,
        design="fruit-a4",
        stock="a4-3x8",
        start_position=1,
        language="vi",
        base_url=base_url,
        keys=keys,
        draw_number=draw_number,
        now=batch.registered_at,
        terms=Terms(open_days=None),  # they wait for whoever looks at the demo
    )
