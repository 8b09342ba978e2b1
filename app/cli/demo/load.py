"""Loading the demo through the services of the API: what is there already stays, so it is repeatable."""

from collections.abc import Sequence
from datetime import datetime, time, timedelta

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.accounts.service import issue_token
from app.cli.demo.chain import load_chain
from app.cli.demo.data import (
    COOPERATIVES,
    DemoCooperative,
    DemoHarvest,
)
from app.cli.demo.registry import (
    ENTERED_AT,
    enter_organisation,
    enter_packing_house,
    enter_plots,
    enter_product,
)
from app.cli.demo.season import add_pesticides, keep_diary
from app.policy import SCOPES
from app.randomness import draw_crockford, draw_number
from batches.actors import Actor
from batches.days import VIETNAM
from batches.documents.files import Storage
from batches.harvest.model import Batch
from batches.harvest.service import HarvestReport, register_harvest
from batches.organisations.model import Organisation
from batches.organisations.service import find_organisation
from batches.plots.model import Plot
from batches.products.model import Product
from labels.codes.keys import LabelKeys
from labels.runs.allotment.terms import Terms
from labels.runs.creating import RunOrder, create_run
from labels.runs.model import PrintRun

LABELS_PRINTED = 48


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
    organisation = enter_organisation(session, data)
    actor = actor_of(organisation)
    if data.packing_house_code:
        enter_packing_house(session, actor, organisation, data.packing_house_code)
    plots = enter_plots(session, actor, data)
    products = [enter_product(session, actor, storage, product) for product in data.products]
    _keep_diaries(session, actor, plots, data)
    batches = [_add_batch(session, actor, plots, products, harvest, base_url) for harvest in data.harvests]
    for batch in sorted(batches, key=lambda batch: -batch.net_weight_kg)[:2]:
        _print_labels(session, actor, keys, batch, base_url)
    return organisation


def _keep_diaries(session: Session, actor: Actor, plots: list[Plot], data: DemoCooperative) -> None:
    """The season of every plot that was cut."""
    if not plots:
        return
    pesticides = add_pesticides(session, actor, now=ENTERED_AT)
    for index, plot in enumerate(plots):
        cuts = [harvest.harvested_on for harvest in data.harvests if harvest.plot == index]
        if cuts:
            keep_diary(session, actor, plot, pesticides, first_cut_on=min(cuts))


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
        RunOrder(
            batch_id=batch.id,
            quantity=LABELS_PRINTED,
            design="fruit-a4",
            stock="a4-3x8",
            start_position=1,
            language="vi",
        ),
        base_url=base_url,
        keys=keys,
        draw_number=draw_number,
        now=batch.registered_at,
        terms=Terms(open_days=None),  # they wait for whoever looks at the demo
    )
