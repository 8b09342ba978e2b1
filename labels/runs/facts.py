"""What a label may state of a batch, taken from its public form: a label never says more than the page."""

from batches.certificates.rules import SCHEME_NAMES
from batches.provenance.story import PublicBatch, PublicClaim
from labels.design.facts import LabelFacts


def label_facts(public: PublicBatch, *, base_url: str) -> LabelFacts:
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
    )


def claim_sentence(claims: tuple[PublicClaim, ...]) -> str | None:
    """The first claim as a small label states it: scheme, number and last day; the page names the body too."""
    if not claims:
        return None
    claim = claims[0]
    scheme = SCHEME_NAMES[claim.scheme]
    named = claim.number.upper().startswith(scheme.upper())
    what = claim.number if named else f"{scheme} số {claim.number}"
    return f"{what}, chứng nhận đến {claim.valid_to:%d/%m/%Y}"
