"""The middles of communes."""

import pytest

from batches.places.centres import centres, get_centre
from batches.places.errors import CommuneUnknown
from batches.places.units import communes


def test_each_commune_has_a_middle_in_the_country() -> None:
    """Every code of the official list and no other, special zones at sea too."""
    assert centres().keys() == communes().keys()
    assert all(8 < one.latitude < 23.5 and 102 < one.longitude < 115 for one in centres().values())


def test_known_places_are_where_they_are() -> None:
    """Phú Hựu between the arms of the Mekong; Hoàng Sa and Trường Sa in the sea; no place of a false code."""
    assert (get_centre("30244").latitude, get_centre("30244").longitude) == (10.251, 105.864)
    assert get_centre("20333").longitude > 112
    assert get_centre("22736").longitude > 114
    with pytest.raises(CommuneUnknown):
        get_centre("99999")
