"""What the public may see of a batch, as values. Of persons only what each agreed to; no weights."""

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
class PublicGrower:
    """Who grew it: each field None without that person's standing consent to show that field.

    Attributes:
        member_id: whose photo it is, by which it is fetched; None where no photo may be shown.
        photo_id: the document, which nobody fetches by its own id.
        position: longitude and latitude in degrees of WGS 84, exactly.
    """

    name: str | None = None
    phone: str | None = None
    photo_id: uuid.UUID | None = None
    member_id: uuid.UUID | None = None
    household_code: str | None = None
    position: tuple[float, float] | None = None

    @property
    def is_shown(self) -> bool:
        return self != NOBODY


NOBODY = PublicGrower()


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
    grower: PublicGrower = NOBODY
