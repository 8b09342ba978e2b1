"""Pages of labels as they were made: the batch's texts once for each version and language, the label's for each state.

A page is told by what it says: `digest` is of its texts, so that a new template or stylesheet makes new pages too.
"""

import hashlib
import threading
from collections import OrderedDict
from collections.abc import Callable, Hashable, Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Generic, TypeVar

from app.scan.holes import HoledPage
from app.scan.pressing import GZIP, IDENTITY, Pressed, in_gzip

CODE = "<!--code-->"
"""Stands for the code in the parts of a label."""

LEAST_INCLUDED = 1_024
"""Bytes of a text for which a proxy is sent to its cache: what is shorter is sent sooner than looked up."""

Made = TypeVar("Made")


@dataclass(frozen=True)
class MadeBatch:
    """What a page says of a batch: the texts around its holes."""

    texts: tuple[Pressed, ...]
    holes: tuple[str, ...]

    @classmethod
    def of(cls, page: HoledPage) -> "MadeBatch":
        return cls(tuple(Pressed(text.encode()) for text in page.texts), page.holes)

    @cached_property
    def digest(self) -> str:
        return _digest(text.raw for text in self.texts)


class MadePage:
    """A page of a batch with what it says of a label in some state: texts between which the label's code stands.

    Args:
        parts: what fills the holes; CODE stands in them for the code.
    """

    def __init__(self, batch: MadeBatch, place: str, parts: Mapping[str, str]) -> None:
        self.batch = batch
        self._place = place
        self._texts = _between_codes(batch, parts)
        self._raw = [b"".join(text.raw for text in texts) for texts in self._texts]
        self._segments = {(IDENTITY, False): self._raw}
        self.digest = _digest(self._raw)

    def body(self, code: str, encoding: str, *, with_includes: bool = False) -> bytes:
        """The page of one label.

        Args:
            with_includes: for a proxy that keeps the batch's longer texts: in their place stands where they are.
        """
        segments = self._segments.get((encoding, with_includes))
        if segments is None:
            segments = self._segments[encoding, with_includes] = self._pressed(encoding, with_includes)
        shown = Pressed.short(code.encode())
        body = shown.within(encoding).join(segments)
        return in_gzip(body, shown.raw, self._raw) if encoding == GZIP else body

    def _pressed(self, encoding: str, with_includes: bool) -> list[bytes]:
        long = (
            pair for pair in enumerate(self.batch.texts) if len(pair[1].within(encoding)) >= LEAST_INCLUDED
        )
        numbers = {id(text): number for number, text in long} if with_includes else {}
        return [
            b"".join(
                self._include(encoding, numbers[id(text)]) if id(text) in numbers else text.within(encoding)
                for text in texts
            )
            for texts in self._texts
        ]

    def _include(self, encoding: str, number: int) -> bytes:
        place = self._place.format(digest=self.batch.digest, encoding=encoding, number=number)
        return f'<!--# include virtual="{place}" -->'.encode()


class MadePages(Generic[Made]):
    """Those made last."""

    def __init__(self, most: int) -> None:
        self._most = most
        self._made: OrderedDict[Hashable, Made] = OrderedDict()
        self._changing = threading.Lock()

    def find(self, key: Hashable) -> Made | None:
        return self._made.get(key)

    def get(self, key: Hashable, make: Callable[[], Made]) -> Made:
        found = self._made.get(key)
        if found is not None:
            return found
        return self.put(key, make())

    def put(self, key: Hashable, made: Made) -> Made:
        with self._changing:
            self._made[key] = made
            self._made.move_to_end(key)
            if len(self._made) > self._most:
                self._made.popitem(last=False)
        return made


def _between_codes(batch: MadeBatch, parts: Mapping[str, str]) -> list[list[Pressed]]:
    """All texts of a page in their order, in lists between which the code stands."""
    between = [[batch.texts[0]]]
    for hole, text in zip(batch.holes, batch.texts[1:], strict=True):
        first, *others = parts[hole].split(CODE)
        between[-1].append(Pressed(first.encode()))
        between += [[Pressed(other.encode())] for other in others]
        between[-1].append(text)
    return between


def _digest(raws: Iterable[bytes]) -> str:
    found = hashlib.blake2b(digest_size=12)
    for raw in raws:
        found.update(len(raw).to_bytes(4, "big") + raw)
    return found.hexdigest()
