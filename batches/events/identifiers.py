"""The URIs by which events name lots, places and parties (CBV 2.0, chapter 8). Codes only, never a name.

With a GTIN the URI is GS1's own and does not depend on where the service runs; otherwise our domain
identifies, and until one is decided a UUID does.
"""

import uuid
from dataclasses import dataclass
from urllib.parse import quote

from batches.gs1.digital_link import build_path

GS1_HOST = "https://id.gs1.org"


@dataclass(frozen=True, slots=True)
class Identifiers:
    """Makes URIs.

    Attributes:
        base_url: the service's own domain, without a slash at the end; None before it is decided.
    """

    base_url: str | None

    def lot_class(self, *, gtin: str | None, product_code: str, lot: str, batch_id: uuid.UUID) -> str:
        """The fruit of a lot: `https://id.gs1.org/01/{gtin}/10/{lot}`, or our `/class/{product}.{lot}`."""
        if gtin is not None:
            return GS1_HOST + build_path(gtin=gtin, lot=lot)
        return self._own("class", f"{product_code}.{lot}", batch_id)

    def plot(self, *, short_code: str, code: str, plot_id: uuid.UUID) -> str:
        """A plot: `/loc/plot/{organisation}.{plot}`, since plot codes repeat between organisations."""
        return self._own("loc/plot", f"{short_code}.{code}", plot_id)

    def packing_house(self, *, code: str, packing_house_id: uuid.UUID) -> str:
        """A packing house: `/loc/packing-house/{code}`; its code is never a GLN."""
        return self._own("loc/packing-house", code, packing_house_id)

    def site(self, *, short_code: str, organisation_id: uuid.UUID) -> str:
        """Where an organisation works, when no nearer place is known: `/loc/organisation/{short_code}`."""
        return self._own("loc/organisation", short_code, organisation_id)

    def party(self, *, short_code: str, organisation_id: uuid.UUID) -> str:
        """An organisation: `/party/{short_code}`."""
        return self._own("party", short_code, organisation_id)

    def _own(self, kind: str, code: str, own_id: uuid.UUID) -> str:
        if self.base_url is None:
            return f"urn:uuid:{own_id}"
        return f"{self.base_url}/{kind}/{quote(code, safe='')}"
