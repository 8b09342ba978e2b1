"""Canonical GS1 URIs: one name whatever the host."""

import pytest

from batches.gs1.canonical import canonical_uri


@pytest.mark.parametrize(
    ("uri", "canonical"),
    [
        ("https://txng.example.vn/01/9521234543213", "https://id.gs1.org/01/09521234543213"),
        ("https://a.vn/x/01/09521234543213/10/L-1", "https://id.gs1.org/01/09521234543213/10/L-1"),
        ("http://a.vn/01/09521234543213/10/L/21/S?x=1", "https://id.gs1.org/01/09521234543213/21/S"),
        ("https://a.vn/00/089345678901234567", "https://id.gs1.org/00/089345678901234567"),
        ("https://a.vn/414/8934567890123/254/P1", "https://id.gs1.org/414/8934567890123/254/P1"),
        ("https://a.vn/417/8934567890123", "https://id.gs1.org/417/8934567890123"),
        ("https://a.vn/loc/plot/PH.A1", None),
        ("https://a.vn/01/09521234543213/10/A%2FB", None),
        ("https://a.vn/01/09521234543213/", None),
        ("urn:uuid:01890a5d-ac96-774b-bcce-b302099a8057", None),
    ],
)
def test_the_finest_level_remains(uri: str, canonical: str | None) -> None:
    """Host, path prefix and query fall away, a serial drops the lot; other texts have no canonical form."""
    assert canonical_uri(uri) == canonical
