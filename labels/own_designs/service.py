"""Use cases of label designs: the built-in ones and an organisation's own. The caller owns the transaction."""

import json
import uuid
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from batches.actors import Actor
from batches.days import day_of
from batches.errors import NotFound
from batches.ownership import list_own, own_organisation_id
from batches.paging import Page, Wanted
from labels.design.built_in import BUILT_IN
from labels.design.designs import Design
from labels.design.errors import UnknownDesign
from labels.design.fields import sample_values
from labels.design.reading import read_design
from labels.drawing.preview import render_design_preview, render_page_preview
from labels.drawing.trial import check_drawable
from labels.own_designs.errors import DesignBuiltIn, DesignKeyTaken, DesignRetired
from labels.own_designs.model import OwnDesign
from labels.stock.stocks import get_stock


@dataclass(frozen=True, kw_only=True, slots=True)
class KnownDesign:
    """A design that an organisation can print with.

    Attributes:
        id: where it stands in a list; built-in designs come after all own ones.
        updated_at: None of a built-in design.
        retired_at: of an own design with which no new run is made.
    """

    id: uuid.UUID
    design: Design
    updated_at: datetime | None = None
    retired_at: datetime | None = None

    @property
    def is_built_in(self) -> bool:
        return self.updated_at is None


# From the last that a list shows to the first: below any UUIDv7 of a real day.
_BUILT_IN = [
    KnownDesign(id=uuid.UUID(int=len(BUILT_IN) - at), design=design)
    for at, design in enumerate(BUILT_IN.values())
]


def add_design(session: Session, actor: Actor, *, document: Mapping[str, Any], now: datetime) -> KnownDesign:
    """Keep a design of the actor's organisation.

    Raises:
        DesignNotPossible: names everything that is wrong with it.
        DesignKeyTaken: its key is a built-in design's, or that of another own one.
    """
    design = _checked(document)
    if design.key in BUILT_IN:
        raise DesignKeyTaken(
            key=design.key, what_vi="có sẵn trong hệ thống", what_en="built in", pointer="/key"
        )
    if _find_own(session, actor, design.key) is not None:
        raise DesignKeyTaken(key=design.key, what_vi="của tổ chức", what_en="your own", pointer="/key")
    row = OwnDesign(
        organisation_id=own_organisation_id(actor),
        key=design.key,
        document=_written(design),
        created_at=now,
        updated_at=now,
        retired_at=None,
    )
    session.add(row)
    session.flush()
    return _known(row)


def change_design(
    session: Session, actor: Actor, key: str, *, changes: Mapping[str, Any], now: datetime
) -> KnownDesign:
    """Change parts of an own design, or retire it; its key stays, and so does every run that was made with it.

    Args:
        changes: parts of the design, and `retired`: true to make no new run with it, false to allow it again.

    Raises:
        NotFound: the organisation has none of that key.
        DesignBuiltIn: it is not the organisation's.
        DesignNotPossible: as a new one.
    """
    row = _find_own(session, actor, key, lock=True)
    if row is None and key in BUILT_IN:
        raise DesignBuiltIn(key=key)
    if row is None:
        raise NotFound(what="label design", id=key)
    parts = dict(changes)
    is_retired = parts.pop("retired", row.retired_at is not None)
    if parts:
        row.document = _written(_checked({**json.loads(row.document), **parts}))
    if is_retired != (row.retired_at is not None):
        row.retired_at = now if is_retired else None
    row.updated_at = now
    session.flush()
    return _known(row)


def get_known_design(session: Session, actor: Actor, key: str) -> KnownDesign:
    """An own design, or a built-in one: an own one stays its organisation's, should a later version bring its key.

    Raises:
        NotFound: there is none of that key.
    """
    row = _find_own(session, actor, key)
    if row is not None:
        return _known(row)
    found = next((known for known in _BUILT_IN if known.design.key == key), None)
    if found is None:
        raise NotFound(what="label design", id=key)
    return found


def get_design_to_print(session: Session, actor: Actor, key: str) -> Design:
    """The same, named in a request for a run.

    Raises:
        UnknownDesign: names those that there are.
        DesignRetired: no new run is made with it.
    """
    try:
        known = get_known_design(session, actor, key)
    except NotFound as error:
        names = ", ".join([*BUILT_IN, *sorted(_own_keys(session, actor, is_offered=True))])
        raise UnknownDesign(key=key, known=names, pointer="/design") from error
    if known.retired_at is not None:
        raise DesignRetired(key=key, retired_on=day_of(known.retired_at), pointer="/design")
    return known.design


def draw_preview(design: Design, *, base_url: str | None, stock: str | None, dpi: int) -> bytes:
    """A picture of a design with sample texts: of one label, or of a page of a stock.

    Args:
        base_url: of the links of labels, whose host then stands on it as it will.

    Raises:
        UnknownStock, StockDoesNotFit: there is no such stock, or its labels are smaller than the design.
        TextDoesNotFit, ModuleTooSmall, PayloadTooLong: there is no room for the host.
        PictureTooLarge: at so many dots per inch it has more dots than we draw.
    """
    values = sample_values(design)
    if base_url is not None:
        values["host"] = base_url.partition("//")[2]
    if stock is None:
        return render_design_preview(design, values, dpi=dpi)
    return render_page_preview(design, get_stock(stock), values, dpi=dpi)


def list_designs(session: Session, actor: Actor, wanted: Wanted) -> Page[KnownDesign]:
    """A page of the own designs, newest first and retired ones too, and after them the built-in ones."""
    own = list_own(session, actor, OwnDesign, wanted, updated_at=OwnDesign.updated_at)
    rows = [_known(row) for row in own.rows]
    if own.next is None and wanted.updated_since is None:
        hidden = _own_keys(session, actor)
        shown = [known for known in _BUILT_IN if known.design.key not in hidden]
        rows += [known for known in shown if wanted.before is None or known.id < wanted.before]
    page = rows[: wanted.limit]
    more = own.next is not None or len(rows) > len(page)
    return Page(rows=page, next=page[-1].id if more else None)


def _find_own(session: Session, actor: Actor, key: str, *, lock: bool = False) -> OwnDesign | None:
    own = select(OwnDesign).where(OwnDesign.organisation_id == actor.organisation_id, OwnDesign.key == key)
    return session.scalar(own.with_for_update() if lock else own)


def _own_keys(session: Session, actor: Actor, *, is_offered: bool = False) -> set[str]:
    own = select(OwnDesign.key).where(OwnDesign.organisation_id == actor.organisation_id)
    return set(session.scalars(own.where(OwnDesign.retired_at.is_(None)) if is_offered else own))


def _checked(document: Mapping[str, Any]) -> Design:
    """The design, of which every element has been tried with sample texts."""
    design = read_design(document)
    check_drawable(design)
    return design


def _written(design: Design) -> str:
    return json.dumps(design.to_dict(), ensure_ascii=False)


def _known(row: OwnDesign) -> KnownDesign:
    return KnownDesign(
        id=row.id,
        design=Design.from_dict(json.loads(row.document)),
        updated_at=row.updated_at,
        retired_at=row.retired_at,
    )
