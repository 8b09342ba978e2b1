"""The canonical form of our GS1 Digital Link URIs (CBV 2.0, 8.9.2): one name whatever the host."""

import re

_VALUE = r"[\"'\-.0-9;<=>A-Z_a-z]{1,20}"
_URI = re.compile(
    rf"""https?://[^?#]*?/(?:
        01/(?P<gtin>\d{{8}}|\d{{12,14}})(?:/10/(?P<lot>{_VALUE}))?(?:/21/(?P<serial>{_VALUE}))?
      | (?P<other>00/\d{{18}} | 414/\d{{13}}(?:/254/{_VALUE})? | 417/\d{{13}})
    )(?:\?.*)?""",
    re.ASCII | re.VERBOSE,
)


def canonical_uri(text: str) -> str | None:
    """`https://id.gs1.org/…` at the finest level (a serial drops the lot), or None for any other text.

    Keys known: 00, 01 with 10 and 21, 414 with 254, 417. A value with percent-encoding stays as it is, as in
    the reference implementation.
    """
    found = _URI.fullmatch(text)
    if not found:
        return None
    if found["other"]:
        return f"https://id.gs1.org/{found['other']}"
    product = f"https://id.gs1.org/01/{found['gtin'].zfill(14)}"
    if found["serial"]:
        return f"{product}/21/{found['serial']}"
    return f"{product}/10/{found['lot']}" if found["lot"] else product
