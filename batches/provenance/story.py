"""What the public may see of a batch, as values. No name, phone, position or weight of anyone is in here."""

import uuid
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from batches.places.addresses import Address

LATE_AFTER = timedelta(days=3)
SHOWN_SIZE = "medium"  # of a picture, as pages ask for it


@dataclass(frozen=True, kw_only=True, slots=True)
class PublicStage:
    """One recorded stage of the chain.

    Attributes:
        kind: the event's kind, `harvest` at first; later kinds add words, not a shape.
        organisation: the name of the organisation that declared it.
        place: where, as the two-level address of the place.
    """

    kind: str
    occurred_on: date
    recorded_at: datetime
    organisation: str
    place: Address
    is_late: bool


@dataclass(frozen=True, kw_only=True, slots=True)
class PublicClaim:
    """A certificate that the batch may claim: in scope, valid and not suspended on the harvest day."""

    scheme: str
    number: str
    body: str
    valid_from: date
    valid_to: date


@dataclass(frozen=True, kw_only=True, slots=True)
class PublicPlace:
    """Where events say that something was, or who did it: never nearer than the commune."""

    organisation_name: str
    address: Address
    is_sample: bool


@dataclass(frozen=True, kw_only=True, slots=True)
class PublicBatch:
    """A batch as its page shows it.

    Attributes:
        status: `registered` or `published`; later work adds `on_hold`, `recalled`, `used_up`.
        is_sample: of a demo organisation: every printed or shown form says so.
    """

    batch_id: uuid.UUID
    lot: str
    trace_code: str
    status: str
    is_sample: bool
    product_id: uuid.UUID
    product_name_vi: str
    product_name_en: str
    product_name_zh: str
    gtin: str | None
    variety: str
    brand: str | None
    standards: str | None
    storage: str | None
    shelf_life_days: int | None
    image_id: uuid.UUID | None
    image_px: tuple[int, int] | None
    organisation_name: str
    organisation_address: Address
    plot_place: Address
    growing_area_code: str | None
    harvested_on: date
    claims: tuple[PublicClaim, ...]
    stages: tuple[PublicStage, ...]
