"""What the labels of a run state: the facts of a batch, or of an organisation alone; and what forbids to state them."""

import uuid
from collections.abc import Mapping
from dataclasses import dataclass
from unicodedata import normalize

from sqlalchemy.orm import Session

from batches.actors import Actor
from batches.harvest.model import Batch
from batches.movements.access import get_seen_batch
from batches.organisations.model import Organisation
from batches.organisations.service import get_own_organisation
from batches.ownership import own_organisation_id
from batches.packing.rules import CHINA
from batches.plots.packing_houses.model import PackingHouse
from batches.provenance.batches import RegisteredBatch, registered
from batches.provenance.queries import find_public_batch
from batches.quality.export import check_tests_for_export
from batches.recalls.standing import check_may_go_on
from labels.design.designs import Design
from labels.design.fields import SAMPLE_EN, SAMPLE_NOTICE, SAMPLE_SHORT, SAMPLE_VI, SAMPLE_ZH, read_values
from labels.runs.allotment.queries import Chain, connected
from labels.runs.errors import BatchIncomplete
from labels.runs.facts import Carton, label_facts, only_grade
from labels.runs.rules import check_blank, check_carton_is_printed, check_market, link_of


@dataclass(frozen=True, kw_only=True, slots=True)
class Stated:
    """What is the same on every label of a run, with the kind of its links."""

    link: str
    gtin: str | None
    lot: str | None
    values: Mapping[str, str]


def lock_to_label(session: Session, actor: Actor, batch_id: uuid.UUID) -> tuple[Batch, Chain]:
    """A published batch, own or accepted, that may get labels, and its chain, which stay so until the transaction ends.

    Raises:
        NotFound: it is missing or not the actor's to see.
        BatchRecalled, BatchOnHold, BatchRejected: it may not go on.
        BatchIncomplete: it is not published; what is missing is named.
    """
    batch = get_seen_batch(session, actor, batch_id)
    chain = connected(session, batch.id)
    check_may_be_stated(session, actor, batch)
    return batch, chain


def check_may_be_stated(session: Session, actor: Actor, batch: Batch) -> None:
    """Refuse to state what is not published, or may not go on.

    Raises:
        BatchRecalled, BatchOnHold, BatchRejected: it may not go on.
        BatchIncomplete: it is not published; what is missing is named.
    """
    check_may_go_on(session, actor, [batch])
    if batch.published_at is None:
        missing = registered(session, batch).completeness.missing
        raise BatchIncomplete(lot=batch.lot, missing=", ".join(item.legal_name for item in missing))


def state_batch(
    session: Session, actor: Actor, batch: Batch, design: Design, carton: Carton, *, base_url: str
) -> Stated:
    """What labels of a published batch state.

    Raises:
        ExportTestsMissing, DesignMarketDiffers, DesignPrintsNoCarton: not with this design.
    """
    found = registered(session, batch)
    _check_design(session, design, found, carton)
    public = find_public_batch(session, batch_id=batch.id)
    assert public is not None  # noqa: S101 - only a published batch comes here
    facts = label_facts(public, base_url=base_url, carton=carton, **_known(session, actor, found))
    return Stated(
        link=link_of(design, public.gtin), gtin=public.gtin, lot=public.lot, values=read_values(design, facts)
    )


def state_blank(session: Session, actor: Actor, design: Design, carton: Carton, *, base_url: str) -> Stated:
    """What blank labels state: whose they are and where to look them up; of fruit nothing is known yet.

    Raises:
        DesignNeedsBatch, DesignPrintsNoCarton: not with this design.
    """
    check_blank(design)
    check_carton_is_printed(design, carton)
    organisation = get_own_organisation(session, actor)
    values = {
        "organisation": organisation.name,
        "place": organisation.address.commune_and_province("vi"),
        "host": base_url.partition("//")[2],
        **(_SAMPLE if organisation.is_sample else {}),
    }
    printed = {key for passage in design.passages for key in passage.fields}
    kept = {key: normalize("NFC", text) for key, text in values.items() if key in printed}
    return Stated(link="short", gtin=None, lot=None, values=kept)


_SAMPLE = {
    "sample_notice": SAMPLE_NOTICE,
    "sample_short": SAMPLE_SHORT,
    "sample_vi": SAMPLE_VI,
    "sample_en": SAMPLE_EN,
    "sample_zh": SAMPLE_ZH,
}


def _check_design(session: Session, design: Design, found: RegisteredBatch, carton: Carton) -> None:
    """A design for China asks for China's tests; a label for the home market does not."""
    packing = found.packing
    check_market(design, lot=found.batch.lot, market=packing.market if packing else None)
    check_carton_is_printed(design, carton)
    if design.market == CHINA:
        check_tests_for_export(session, found.batch, packing)


def _known(session: Session, actor: Actor, found: RegisteredBatch) -> dict[str, str | None]:
    """What labels may state and the public form does not have."""
    batch, packing = found.batch, found.packing
    house_id = packing.packing_house_id if packing else None
    printer = session.get_one(Organisation, own_organisation_id(actor))
    return {
        "grade": only_grade([grade.part for grade in batch.grades], net_weight_kg=batch.net_weight_kg),
        "packing_house_name": session.get_one(PackingHouse, house_id).name if house_id else None,
        "exporter": printer.name if printer.kind == "exporter" else None,
    }
