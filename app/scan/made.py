"""Pages of labels as they were made: the batch's texts once for each version and language, the label's for each state.

A page is told by what it says: `digest` is of its texts, so that a new template or stylesheet makes new pages too.
"""

import hashlib
import threading
from collections import OrderedDict
from collections.abc import Callable, Hashable, Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Generic, TypeVar

from app.scan.holes import HoledPage
from app.scan.pressing import Pressed

CODE = "<!--code-->"
"""Stands for the code in the parts of a label."""

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


@dataclass(frozen=True)
class MadeLabel:
    """What it says of a label in some state, by hole: texts between which its code stands."""

    parts: dict[str, tuple[Pressed, ...]]

    @classmethod
    def of(cls, parts: dict[str, str]) -> "MadeLabel":
        return cls(
            {hole: tuple(Pressed(text.encode()) for text in part.split(CODE)) for hole, part in parts.items()}
        )

    @cached_property
    def digest(self) -> str:
        return _digest(text.raw for part in self.parts.values() for text in part)

    def filling(self, hole: str, code: Pressed) -> Sequence[Pressed]:
        first, *others = self.parts[hole]
        return [first, *(text for other in others for text in (code, other))]


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


def texts_of(batch: MadeBatch, label: MadeLabel, code: str) -> list[Pressed]:
    """All texts of a page in their order."""
    shown = Pressed.short(code.encode())
    texts = [batch.texts[0]]
    for hole, text in zip(batch.holes, batch.texts[1:], strict=True):
        texts += (*label.filling(hole, shown), text)
    return texts


def _digest(raws: Iterable[bytes]) -> str:
    found = hashlib.blake2b(digest_size=12)
    for raw in raws:
        found.update(len(raw).to_bytes(4, "big") + raw)
    return found.hexdigest()
