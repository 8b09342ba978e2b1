"""Linksets (RFC 9264) as GS1's resolver standard wants them. Pure."""

from collections.abc import Iterable, Sequence
from typing import Any, Final

from app.resolver.links import DEFAULT, VOCABULARY, Level, Link

CONTEXT: Final = "https://ref.gs1.org/standards/resolver/linkset-context"
"""What makes JSON-LD of a linkset."""


def linkset(levels: Iterable[Level], root: str) -> dict[str, Any]:
    """All links of each level, with its default one, which has a title and nothing else (2.5.8)."""
    return {
        "linkset": [
            _described(level, root) | _default(level, root) | _by_type(level.links, root) for level in levels
        ]
    }


def choices(level: Level, links: Sequence[Link], root: str) -> dict[str, Any]:
    """Some links of a level, between which a request does not decide (2.6.3)."""
    return {"linkset": [_described(level, root) | _by_type(links, root)]}


def _described(level: Level, root: str) -> dict[str, Any]:
    return {"anchor": root + level.anchor, "itemDescription": level.description}


def _default(level: Level, root: str) -> dict[str, Any]:
    return {VOCABULARY + DEFAULT: [{"href": root + level.page, "title": level.description}]}


def _by_type(links: Iterable[Link], root: str) -> dict[str, Any]:
    found: dict[str, list[dict[str, Any]]] = {}
    for link in links:
        found.setdefault(VOCABULARY + link.relation, []).append(_shown(link, root))
    return found


def _shown(link: Link, root: str) -> dict[str, Any]:
    shown: dict[str, Any] = {"href": root + link.target, "title": link.title, "type": link.media_type}
    return shown if link.language is None else shown | {"hreflang": [link.language]}
