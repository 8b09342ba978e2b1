"""What a label may state of a batch, taken from its public form: a label never says more than the page.

What a carton holds and of which grade stands on no page: it is told for the run, or known of the batch.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from batches.certificates.rules import SCHEME_NAMES
from batches.harvest.rules import GradePart
from batches.provenance.story import PublicBatch, PublicClaim
from labels.design.facts import LabelFacts


@dataclass(frozen=True, kw_only=True, slots=True)
class Carton:
    """What is told of the cartons of a run; None is left out, or for the weight left to be written by hand."""

    net_weight_kg: Decimal | None = None
    fruit_count: int | None = None


NOTHING_TOLD = Carton()


def label_facts(
    public: PublicBatch,
    *,
    base_url: str,
    carton: Carton = NOTHING_TOLD,
    grade: str | None = None,
    packing_house_name: str | None = None,
    exporter: str | None = None,
) -> LabelFacts:
    """The facts of a batch.

    Args:
        grade: that of all its fruit.
        exporter: the name of who prints the labels, where that is an exporter.
    """
    packing = public.packing
    return LabelFacts(
        product_name_vi=public.product_name_vi,
        product_name_en=public.product_name_en,
        product_name_zh=public.product_name_zh,
        variety=public.variety,
        organisation_name=public.organisation_name,
        organisation_place=public.organisation_address.commune_and_province("vi"),
        growing_area_code=public.growing_area_code,
        claim=claim_sentence(public.claims),
        harvested_on=public.harvested_on,
        harvested_to_on=public.harvested_to_on,
        lot=public.lot,
        trace_code=public.trace_code,
        gtin=public.gtin,
        host=base_url.partition("//")[2],
        is_sample=public.is_sample,
        packed_on=packing.packed_on if packing else None,
        packing_house_code=packing.packing_house_code if packing else None,
        packing_house_name=packing_house_name,
        brand=public.brand,
        storage=public.storage,
        shelf_life_days=public.shelf_life_days,
        grade=grade,
        exporter=exporter,
        carton_net_weight_kg=carton.net_weight_kg,
        carton_fruit_count=carton.fruit_count,
    )


def only_grade(parts: Sequence[GradePart], *, net_weight_kg: Decimal) -> str | None:
    """The grade of a batch whose fruit is all of one: a label of mixed or partly graded fruit names none."""
    if len(parts) != 1 or parts[0].net_weight_kg != net_weight_kg:
        return None
    return parts[0].grade


def claim_sentence(claims: tuple[PublicClaim, ...]) -> str | None:
    """The first claim as a small label states it: scheme, number and last day; the page names the body too."""
    if not claims:
        return None
    claim = claims[0]
    scheme = SCHEME_NAMES[claim.scheme]
    named = claim.number.upper().startswith(scheme.upper())
    what = claim.number if named else f"{scheme} số {claim.number}"
    return f"{what}, chứng nhận đến {claim.valid_to:%d/%m/%Y}"
