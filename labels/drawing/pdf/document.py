"""A PDF file written from front to back (ISO 32000-1): only offsets and page numbers are kept.

The same objects give the same bytes: there is no clock, and the file identifier is a digest of the content.
"""

from array import array
from collections.abc import Iterator
from hashlib import sha256

from zlib_ng import zlib_ng

_HEADER = b"%PDF-1.4\n%\xe2\xe3\xcf\xd3\n"
_PAGES_PER_NODE = 256
_ENTRIES_AT_ONCE = 1024


class PdfDocument:
    """Hands out object numbers and gives the bytes of each object once, in the order of the file."""

    def __init__(self) -> None:
        self._offsets = array("Q", [0])  # by object number; 8 bytes an object
        self._length = 0
        self._digest = sha256()

    def begin(self) -> bytes:
        """The file's first bytes."""
        return self._written(_HEADER)

    def reserve(self) -> int:
        """A number for an object that is written later; each reserved one must be."""
        self._offsets.append(0)
        return len(self._offsets) - 1

    def write(self, number: int, body: bytes) -> bytes:
        """The bytes of an object whose number was reserved."""
        self._offsets[number] = self._length
        return self._written(b"%d 0 obj\n%b\nendobj\n" % (number, body))

    def write_stream(self, number: int, packed: bytes, entries: bytes = b"") -> bytes:
        """The bytes of a stream object whose data `pack` gave, `entries` being more of its dictionary."""
        head = b"<</Filter/FlateDecode/Length %d%b>>" % (len(packed), entries)
        return self.write(number, b"%b\nstream\n%b\nendstream" % (head, packed))

    def end(self, *, root: int, info: int) -> Iterator[bytes]:
        """Cross-reference table and trailer (7.5.4, 7.5.5), in parts; the document is finished."""
        identifier = self._digest.hexdigest()[:32].encode()
        size = len(self._offsets)
        yield b"xref\n0 %d\n0000000000 65535 f \n" % size
        for at in range(1, size, _ENTRIES_AT_ONCE):
            yield b"".join(
                b"%010d 00000 n \n" % offset for offset in self._offsets[at : at + _ENTRIES_AT_ONCE]
            )
        entries = b"/Size %d/Root %d 0 R/Info %d 0 R/ID[<%b><%b>]" % (
            size,
            root,
            info,
            identifier,
            identifier,
        )
        yield b"trailer\n<<%b>>\nstartxref\n%d\n%%%%EOF\n" % (entries, self._length)

    def _written(self, data: bytes) -> bytes:
        self._length += len(data)
        self._digest.update(data)
        return data


class PageTree:
    """The tree of pages (7.7.3) in two levels; a full node is written at once, so memory stays flat."""

    def __init__(self, document: PdfDocument) -> None:
        self._document = document
        self.root = document.reserve()
        self._nodes: list[int] = []
        self._kids: list[int] = []
        self._count = 0

    def add(self, contents: int) -> bytes:
        """The bytes of one more page, whose content is that object."""
        if not self._kids:
            self._nodes.append(self._document.reserve())
        page = self._document.reserve()
        self._kids.append(page)
        self._count += 1
        body = b"<</Type/Page/Parent %d 0 R/Contents %d 0 R>>" % (self._nodes[-1], contents)
        written = self._document.write(page, body)
        if len(self._kids) == _PAGES_PER_NODE:
            written += self._end_node()
        return written

    def end(self, shared: bytes) -> bytes:
        """The bytes of the nodes that are left, `shared` being the entries that all pages inherit (7.7.3.4)."""
        written = self._end_node() if self._kids else b""
        kids = _references(self._nodes)
        root = b"<</Type/Pages/Count %d/Kids[%b]%b>>" % (self._count, kids, shared)
        return written + self._document.write(self.root, root)

    def _end_node(self) -> bytes:
        kids, self._kids = self._kids, []
        body = b"<</Type/Pages/Parent %d 0 R/Count %d/Kids[%b]>>" % (self.root, len(kids), _references(kids))
        return self._document.write(self._nodes[-1], body)


def pack(data: bytes, *, level: int = 9) -> bytes:
    """The data compressed, as a stream has it."""
    return zlib_ng.compress(data, level)


def text_string(text: str) -> bytes:
    """A text string object (7.9.2.2) in any script."""
    return b"<FEFF%b>" % text.encode("utf-16-be").hex().upper().encode()


def _references(numbers: list[int]) -> bytes:
    return b" ".join(b"%d 0 R" % number for number in numbers)
