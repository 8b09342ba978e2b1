"""What a label's QR code says: a link in two parts that a symbol encodes in two modes. Pure."""

import re
from dataclasses import dataclass

from labels.qr.errors import PayloadNotEncodable

_HOST = re.compile(r"https?://[a-z0-9](?:[a-z0-9.-]*[a-z0-9])?(?::[0-9]{1,5})?")
_REST = re.compile(r"(?:/t)?/[0-9A-Z $%*+\-./:]+")  # after /t: ISO/IEC 18004:2015, 7.3.4
_SHORT = "/t"


@dataclass(frozen=True, kw_only=True, slots=True)
class Payload:
    """A label's link.

    Attributes:
        host: scheme and host, in lower case, without a final slash: `https://label.example.vn`.
        rest: the path: `/01/…/21/…` or `/t/…`. It takes the alphanumeric mode, so apart from the `/t`
            of a short link it has no lower-case letter.

    Raises:
        PayloadNotEncodable: a part has another form.
    """

    host: str
    rest: str

    def __post_init__(self) -> None:
        if not _HOST.fullmatch(self.host):
            raise PayloadNotEncodable(met=self.host, expected="https://host, a-z 0-9 . -")
        if not _REST.fullmatch(self.rest):
            raise PayloadNotEncodable(met=self.rest, expected="/… or /t/…, 0-9 A-Z $%*+-./:")

    @property
    def text(self) -> str:
        return self.host + self.rest

    @property
    def segments(self) -> tuple[str, str]:
        """The text cut in two: first for byte mode, then for alphanumeric mode."""
        if self.rest.startswith(_SHORT):
            return self.host + _SHORT, self.rest.removeprefix(_SHORT)
        return self.host, self.rest

    @property
    def short(self) -> "Payload":
        """The short link of the same code, with which every link ends."""
        return Payload(host=self.host, rest=f"{_SHORT}/{self.rest.rpartition('/')[2]}")
