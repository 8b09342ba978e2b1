"""How a lot is shown elsewhere: in previews of messengers, and in shops' listings. In Vietnamese, without any person.

Links and pictures stand on the base URL of labels, never on the host that a request came by.
"""

import uuid
from dataclasses import dataclass
from datetime import date

from app.pages.languages import SOURCE
from batches.certificates.rules import SCHEME_NAMES
from batches.gs1.digital_link import build_path
from batches.provenance.story import PublicBatch

# Not for translation: a preview is one text for all who see the link.
_BEFORE = {
    "recalled": "ĐÃ THU HỒI – ",
    "on_hold": "Đang tạm giữ – ",
    "rejected": "Đã bị loại – ",
}
DAY = "%d/%m/%Y"
_SAMPLE = "TEM THỬ, KHÔNG BÁN – "


@dataclass(frozen=True, kw_only=True, slots=True)
class Preview:
    """What a messenger shows of a link (ogp.me); `picture_px` as of the picture's medium size."""

    title: str
    description: str
    link: str
    picture: str | None
    picture_px: tuple[int, int] | None


def lot_path(batch: PublicBatch) -> str:
    """The page of a lot: what is shared is never a label's code, which is one fruit's."""
    return build_path(gtin=batch.gtin, lot=batch.lot) if batch.gtin else f"/b/{batch.lot}"


def preview_of(batch: PublicBatch, base_url: str) -> Preview:
    """The preview of a lot's page and of the pages of its labels."""
    before = _SAMPLE if batch.is_sample else ""
    return Preview(
        title=f"{before}{_BEFORE.get(batch.status, '')}{batch.product_name_vi} – {batch.organisation_name}",
        description=f"{facts_of(batch)} Trang này không chứng minh tem là thật: hãy so mã in trên tem.",
        link=base_url + lot_path(batch),
        picture=picture_link(batch.image_id, base_url),
        picture_px=batch.image_px,
    )


def facts_of(batch: PublicBatch) -> str:
    """Day, place, codes and certificates in a few sentences; of what is not recorded, nothing."""
    places = dict.fromkeys(origin.place.commune_and_province(SOURCE.code) for origin in batch.origins)
    sentences = [f"Thu hoạch {_days(batch.harvested_on, batch.harvested_to_on)} tại {'; '.join(places)}."]
    if batch.growing_area_codes:
        sentences.append(f"Mã số vùng trồng {', '.join(batch.growing_area_codes)}.")
    sentences.append(f"Lô {batch.lot}.")
    return " ".join(sentences)


def listing_text(batch: PublicBatch) -> str:
    """What a listing may say of a lot; certificates as whole sentences, none where none is claimed."""
    claims = [
        f"Chứng nhận {SCHEME_NAMES[claim.scheme]} số {claim.number}, tổ chức {claim.body}, "
        f"đến ngày {claim.valid_to.strftime(DAY)}."
        for claim in batch.claims
    ]
    before = _SAMPLE if batch.is_sample else ""
    name = f"{before}{batch.product_name_vi} – {batch.organisation_name}."
    return " ".join([name, facts_of(batch), *claims])


def picture_link(image_id: uuid.UUID | None, base_url: str, *, size: str = "medium") -> str | None:
    return f"{base_url}/media/{image_id}?size={size}" if image_id else None


def qr_path(lot: str, form: str) -> str:
    """Of the lot's page as a QR code; `form` is `svg` or `png`."""
    return f"/b/{lot}/qr.{form}"


def _days(first: date, last: date | None) -> str:
    shown = [day.strftime(DAY) for day in dict.fromkeys((first, last or first))]
    return f"từ {' đến '.join(shown)}" if len(shown) > 1 else shown[0]
