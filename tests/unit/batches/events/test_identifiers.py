"""URIs of lots, plots and parties."""

import uuid

import pytest

from batches.events.identifiers import Identifiers

ID = uuid.UUID("01890a5d-ac96-774b-bcce-b302099a8057")
OURS = Identifiers("https://txng.example.vn")
NO_DOMAIN = Identifiers(None)


@pytest.mark.parametrize("identifiers", [OURS, NO_DOMAIN])
def test_a_gtin_identifies_wherever_the_service_runs(identifiers: Identifiers) -> None:
    """GS1's canonical form, independent of our host."""
    lot_class = identifiers.lot_class(
        gtin="09521234543213", product_code="RI6", lot="PH2605017K3Q", batch_id=ID
    )

    assert lot_class == "https://id.gs1.org/01/09521234543213/10/PH2605017K3Q"


def test_without_a_gtin_our_domain_identifies() -> None:
    """No GTIN is invented; characters that a URI does not take are encoded."""
    assert OURS.lot_class(gtin=None, product_code="RI6", lot="PH2605017K3Q", batch_id=ID) == (
        "https://txng.example.vn/class/RI6.PH2605017K3Q"
    )
    assert (
        OURS.plot(short_code="PH", code="A 1/2", plot_id=ID)
        == "https://txng.example.vn/loc/plot/PH.A%201%2F2"
    )
    assert OURS.party(short_code="PH", organisation_id=ID) == "https://txng.example.vn/party/PH"


def test_without_a_domain_a_uuid_identifies() -> None:
    """Before the domain is decided nothing wrong is written down for ever."""
    name = "urn:uuid:01890a5d-ac96-774b-bcce-b302099a8057"

    assert NO_DOMAIN.lot_class(gtin=None, product_code="RI6", lot="PH2605017K3Q", batch_id=ID) == name
    assert NO_DOMAIN.plot(short_code="PH", code="A1", plot_id=ID) == name
    assert NO_DOMAIN.party(short_code="PH", organisation_id=ID) == name
