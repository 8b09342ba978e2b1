"""Which of several links answers a request: by link type, media type and language, with q values. Pure."""

import re
from collections.abc import Callable, Iterable, Sequence
from functools import lru_cache
from typing import Final

from werkzeug.datastructures import MIMEAccept
from werkzeug.http import parse_accept_header

from app.resolver.links import DEFAULT, HTML, JSON, LINKED_DATA, TITLES, VOCABULARY, Level, Link

LINKSET_TYPE: Final = "application/linkset+json"
LINKSET: Final = "linkset"
ANYTHING: Final = "*/*"

Accepted = Sequence[tuple[str, float]]
"""Ranges with their q values, as an Accept or Accept-Language header names them."""

_NAMESPACES = re.compile(rf"(?:gs1:|{re.escape(VOCABULARY)}|https?://(?:www\.)?gs1\.org/voc/)(\w+)")
_NAMED = (HTML, LINKED_DATA, JSON, LINKSET_TYPE)


@lru_cache(maxsize=256)
def accepted_types(header: str) -> Accepted:
    """What an Accept header names, the best first; parameters such as a profile or charset choose nothing here."""
    found = parse_accept_header(header, MIMEAccept)
    return tuple((range_.partition(";")[0].strip().lower(), quality) for range_, quality in found)


def relation_of(link_type: str) -> str | None:
    """The name of a GS1 link type, however its namespace is written; `linkset` and the older `all` are one.

    None when it is no link type of GS1's.
    """
    if link_type in (LINKSET, "all"):
        return LINKSET
    found = _NAMESPACES.fullmatch(link_type)
    return found[1] if found else None


@lru_cache(maxsize=256)
def named_type(accepted: Accepted) -> str | None:
    """The form that a request names before all others; None when it names none of ours, or would rather have any.

    A wildcard names nothing, so that a program which takes everything gets what the standard gives it: a redirect.
    """
    anything = max((quality for range_, quality in accepted if range_ == ANYTHING), default=0.0)
    found = [(quality, -_NAMED.index(range_), range_) for range_, quality in accepted if range_ in _NAMED]
    if not found or max(found)[0] <= 0 or max(found)[0] < anything:
        return None
    return max(found)[2]


def links_of(levels: Iterable[Level], relation: str) -> list[Link]:
    """The links of a type, of the most specific level that has any."""
    for level in levels:
        if found := [link for link in level.links if link.relation == relation]:
            return found
    return []


def best(links: Sequence[Link], *, media: Accepted, languages: Accepted) -> list[Link]:
    """Those that fit a request best; several when nothing that it says tells them apart (2.6.3).

    Where it says nothing, or nothing that fits, what is listed first decides: a page before data, Vietnamese first.
    """
    fitting = _fittest(links, lambda link: _media_quality(link.media_type, media))
    same_type = [link for link in fitting if link.media_type == fitting[0].media_type]
    told = _fittest(same_type, lambda link: _language_quality(link.language, languages))
    return [link for link in told if link.language == told[0].language]


def _fittest(links: Sequence[Link], quality: Callable[[Link], float]) -> Sequence[Link]:
    highest = max(quality(link) for link in links)
    return [link for link in links if quality(link) == highest]


def _media_quality(media_type: str, accepted: Accepted) -> float:
    for range_ in (media_type, f"{media_type.partition('/')[0]}/*", ANYTHING):
        for found, quality in accepted:
            if found == range_:
                return quality
    return 0.0


def _language_quality(language: str | None, accepted: Accepted) -> float:
    if language is None:
        return 0.0
    exact = [quality for tag, quality in accepted if tag.partition("-")[0].lower() == language]
    return max(exact) if exact else max((quality for tag, quality in accepted if tag == "*"), default=0.0)


OFFERED = frozenset(TITLES) | {DEFAULT}
"""The relations that a linkset of ours can have."""
