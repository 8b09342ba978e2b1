"""A page with holes for what it says of one label: the page is made once, its holes are filled for each label.

A template marks a hole by a comment, `<!--label:chip-->`; what fills it is the text after the same comment in
another template. Text of people cannot forge one, since its `<` is escaped.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass

_HOLE = re.compile(r"<!--label:([a-z]+)-->")


@dataclass(frozen=True, slots=True)
class HoledPage:
    """What stands around the holes, one text more than holes; and the name of each hole."""

    texts: tuple[str, ...]
    holes: tuple[str, ...]

    @classmethod
    def of(cls, html: str) -> "HoledPage":
        found = _HOLE.split(html)
        return cls(texts=tuple(found[::2]), holes=tuple(found[1::2]))

    def filled(self, parts: Mapping[str, str]) -> str:
        """The whole page.

        Raises:
            KeyError: a hole for which there is no part.
        """
        joined = [self.texts[0]]
        for hole, text in zip(self.holes, self.texts[1:], strict=True):
            joined += (parts[hole], text)
        return "".join(joined)


def parts_of(html: str) -> dict[str, str]:
    """The parts that a template made, by the holes that they fill."""
    found = _HOLE.split(html)
    return {hole: text.strip() for hole, text in zip(found[1::2], found[2::2], strict=True)}
