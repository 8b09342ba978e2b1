"""What the public may see of a batch, as values. Of persons only what each agreed to; no weights."""

import uuid
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from batches.places.addresses import Address

LATE_AFTER = timedelta(days=3)
SHOWN_SIZE = "medium"  # of a picture, as pages ask for it


@dataclass(frozen=True, kw_only=True, slots=True)
class PublicTested:
    """What a laboratory found of one substance, and its limit, as its report writes them."""

    name: str
    value: str
    unit: str | None
    is_passed: bool
    limit: str | None = None


@dataclass(frozen=True, kw_only=True, slots=True)
class PublicResult:
    """What an inspection or a laboratory's report says; `document_id` of its paper where that is published."""

    is_conformant: bool
    report_no: str | None = None
    tested: tuple[PublicTested, ...] = ()
    document_id: uuid.UUID | None = None


@dataclass(frozen=True, kw_only=True, slots=True)
class PublicConfirmation:
    """A second party says so too.

    Attributes:
        by: its name; None where it is a buyer of the fruit after this lot, who is nobody's to know.
        is_laboratory: by its report, rather than by taking the fruit over.
    """

    by: str | None
    is_laboratory: bool = False


@dataclass(frozen=True, kw_only=True, slots=True)
class PublicStage:
    """One recorded stage of the chain.

    Attributes:
        kind: a kind of event, or `cultivation` for what the diary says.
        since_on: of work that took longer than a day, its first day.
        organisation: the name of the organisation that declared it.
        role: what that organisation is there: `grower`, `packer`, `trader` or `exporter`.
        place: where, as the two-level address of the place.
        is_corrected: it stands in the place of one that was declared wrong, which is not shown.
        confirmation: None: only declared.
    """

    kind: str
    occurred_on: date
    recorded_at: datetime
    organisation: str
    role: str
    place: Address
    is_late: bool
    since_on: date | None = None
    is_corrected: bool = False
    confirmation: PublicConfirmation | None = None
    result: PublicResult | None = None


@dataclass(frozen=True, kw_only=True, slots=True)
class PublicInterval:
    """The spraying whose pre-harvest interval ended last before a harvest."""

    sprayed_on: date
    days: int
    required_days: int

    @property
    def is_over(self) -> bool:
        return self.days >= self.required_days


@dataclass(frozen=True, kw_only=True, slots=True)
class PublicOrigin:
    """A harvest that fruit of the batch is of.

    Attributes:
        organisation: the name of whose orchard it is.
        interval: None where no spraying is recorded: nothing is known, not even that there was none.
    """

    place: Address
    organisation: str
    growing_area_code: str | None
    harvested_on: date
    interval: PublicInterval | None


@dataclass(frozen=True, kw_only=True, slots=True)
class PublicPacking:
    """How a packed batch came to be.

    Attributes:
        packing_house_code: None where it was packed elsewhere, for the home market.
    """

    packing_house_code: str | None
    packed_on: date


@dataclass(frozen=True, kw_only=True, slots=True)
class PublicRecall:
    """The oldest recall that reaches a batch and holds."""

    reason: str
    decision_no: str | None
    since_on: date


@dataclass(frozen=True, kw_only=True, slots=True)
class PublicClaim:
    """A certificate that the batch may claim: in scope, valid and not suspended on the harvest day.

    Attributes:
        document_id: of its paper, where that is published.
    """

    scheme: str
    number: str
    body: str
    valid_from: date
    valid_to: date
    document_id: uuid.UUID | None = None


@dataclass(frozen=True, kw_only=True, slots=True)
class PublicPaper:
    """The paper of a certificate that a batch may claim, which its organisation has published."""

    number: str
    document_id: uuid.UUID
    content_type: str


@dataclass(frozen=True, kw_only=True, slots=True)
class PublicPlace:
    """Where events say that something was, or who did it; of a plot never nearer than the commune.

    Attributes:
        packing_house: its code and name, where it is one.
    """

    organisation_name: str
    address: Address
    is_sample: bool
    packing_house: str | None = None


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
        status: `published`, `on_hold`, `rejected`, `recalled` or `used_up`.
        is_sample: of a demo organisation, or made of its fruit: every printed or shown form says so.
        growing_area_code: the one of all fruit; None where there is not one.
        harvested_to_on: the last day, where it was cut on several.
        origins: the harvests that it is of, the oldest first; of a harvest its own.
        packing: None for a harvest.
        missing_stages: those of `rules.EXPECTED` of which nothing is recorded.
        grower: nobody where the fruit is of several plots.
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
    growing_area_code: str | None
    harvested_on: date
    claims: tuple[PublicClaim, ...]
    origins: tuple[PublicOrigin, ...]
    stages: tuple[PublicStage, ...]
    missing_stages: tuple[str, ...] = ()
    harvested_to_on: date | None = None
    packing: PublicPacking | None = None
    recall: PublicRecall | None = None
    grower: PublicGrower = NOBODY

    @property
    def growing_area_codes(self) -> tuple[str, ...]:
        """Those of all origins, each once."""
        codes = (origin.growing_area_code for origin in self.origins)
        return tuple(dict.fromkeys(code for code in codes if code is not None))
