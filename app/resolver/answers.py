"""How a name is answered: with a redirect, a linkset, data, a choice, or by the page of what it names.

GS1-Conformant Resolver Standard 1.2, whose clauses are named where they are kept.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any, Final

from flask import Response, g, json, request
from werkzeug.datastructures import Headers

from app.config import settings
from app.errors import answer_refusal
from app.limits import LOOKED_UP
from app.refusals import LinkTypeMissing, NothingKnown
from app.resolver.addresses import address_of, root, with_query
from app.resolver.choosing import (
    LINKSET,
    LINKSET_TYPE,
    Accepted,
    accepted_types,
    best,
    links_of,
    named_type,
    relation_of,
)
from app.resolver.found import Found
from app.resolver.links import DEFAULT, HTML, JSON, LINKED_DATA, Link
from app.resolver.linkset import CONTEXT, choices, linkset
from app.resolver.redirects import MARK
from app.scan.routes import answer_unknown


@dataclass(frozen=True, kw_only=True, slots=True)
class Asked:
    """A name that is asked for.

    Attributes:
        path: the name itself, canonical.
        find: looks for what it names.
        answer_page: gives the page of what it names, or says that there is none.
        is_page: the name is the address of its page too.
    """

    path: str
    find: Callable[[], Found | None]
    answer_page: Callable[[], Response]
    is_page: bool = False


def answer(asked: Asked) -> Response:
    """The answer to a request for a name."""
    link_type = request.args.get("linkType")
    form = named_type(_accepted())
    if link_type is not None:
        return _answer_type(asked, link_type)
    if form == HTML and (asked.is_page or settings().resolver == "direct"):
        return asked.answer_page()
    if form == LINKSET_TYPE:
        return _answer_linkset(asked)
    if form in (LINKED_DATA, JSON):
        return _answer_form(asked, form)
    return asked.answer_page() if asked.is_page else _answer_default(asked)


def answer_data(data: dict[str, Any], media_type: str) -> Response:
    """Data that is asked for anew each time, since what it tells may change."""
    response = Response(json.dumps(data, ensure_ascii=False), content_type=media_type)
    response.cache_control.no_cache = True
    response.add_etag()
    response.make_conditional(request)
    return response


def complete(response: Response, path: str | None, *, is_compressed: bool = False) -> Response:
    """What each answer about a name carries: where its linkset is (2.9), on which headers it depends."""
    if "Vary" in response.headers:
        response.vary.update(("Accept", "Accept-Language"))
    else:
        response.headers.add("Vary", "Accept, Accept-Language")
    if path is not None:
        address = root() + path
        _link(response, f'<{address}?linkType=linkset>; rel="linkset"; type="{LINKSET_TYPE}"')
        if is_compressed:
            _link(response, f'<{address}>; rel="owl:sameAs"')
    return response


class Redirect(Response):
    """A redirect whose address is a whole one, in ASCII already, so that nothing needs to be made of its headers."""

    def __init__(self, address: str) -> None:
        super().__init__(status="307 TEMPORARY REDIRECT")
        self.headers.extend({"Location": address, "Cache-Control": "no-cache", "Content-Length": "0"})

    def get_wsgi_headers(self, environ: Any) -> Headers:
        """As they are."""
        return self.headers


def _link(response: Response, value: str) -> None:
    told = response.headers.get("Link")
    response.headers["Link"] = f"{told}, {value}" if told else value


def _answer_type(asked: Asked, link_type: str) -> Response:
    relation = relation_of(link_type)
    if relation == LINKSET:
        return _answer_linkset(asked)
    if relation == DEFAULT:
        return asked.answer_page() if asked.is_page else _answer_default(asked)
    found = _found(asked)
    if found is None:
        return _answer_nothing(asked)
    links = links_of(found.levels, relation) if relation else []
    if not links:
        return _answer_missing(found, link_type)
    fitting = best(links, media=_accepted(), languages=_languages())
    return _redirect(fitting[0].target) if len(fitting) == 1 else _answer_choices(found, fitting)


def _answer_default(asked: Asked) -> Response:
    """To the default link, unless the request says what fits better (2.6.1)."""
    found = _found(asked)
    if found is None:
        return _answer_nothing(asked)
    if found.unknown is None:  # what is not there today may be tomorrow
        request.environ[MARK] = (str(request.url_rule), g.get("looked_up", ""))
    return _redirect(found.page)


def _answer_form(asked: Asked, form: str) -> Response:
    found = _found(asked)
    if found is None:
        return _answer_nothing(asked)
    if settings().resolver == "direct" or asked.is_page:
        return answer_data(found.form(form), form)
    data = [link for link in found.levels[0].links if link.media_type == form]
    return _redirect(data[0].target if data else found.page)


def _answer_linkset(asked: Asked) -> Response:
    """Never a redirect (2.9); in the type that was named, and else in its own (2.10)."""
    found = _found(asked)
    if found is None:
        return _answer_nothing(asked)
    form = named_type(_accepted())
    data = linkset(found.levels, root())
    if form == LINKED_DATA:
        data = {"@context": CONTEXT, **data}
    response = answer_data(data, form if form in (LINKED_DATA, JSON) else LINKSET_TYPE)
    _link(response, _CONTEXT_LINK)
    return response


def _answer_choices(found: Found, links: Sequence[Link]) -> Response:
    level = next(level for level in found.levels if links[0] in level.links)
    response = answer_data(choices(level, links, root()), LINKSET_TYPE)
    response.status_code = 300
    _link(response, _CONTEXT_LINK)
    return response


def _answer_missing(found: Found, link_type: str) -> Response:
    """No link of that type (2.6.2): a problem that says which there are, or a page for people."""
    if named_type(_accepted()) == HTML:
        return answer_unknown()
    offered = sorted({f"gs1:{link.relation}" for level in found.levels for link in level.links})
    return answer_refusal(LinkTypeMissing(link_type=link_type[:80], offered=", ".join(offered)))


def _answer_nothing(asked: Asked) -> Response:
    """The name is well-formed and nothing is known of it (2.4.1)."""
    if named_type(_accepted()) == HTML:
        response = asked.answer_page()
        if response.status_code < 400:  # the page of a mismatch, which is no answer to this name
            response.status_code = 404
        return response
    return answer_refusal(NothingKnown(path=asked.path[:120]))


def _found(asked: Asked) -> Found | None:
    found = asked.find()
    if found is not None and found.unknown is not None:
        g.setdefault(LOOKED_UP, True)
    return found


def _redirect(target: str) -> Response:
    """307 to our own host, with all of the query passed on (2.12)."""
    return Redirect(address_of(with_query(target)))


def _accepted() -> Accepted:
    return accepted_types(request.headers.get("Accept", ""))


def _languages() -> Accepted:
    """What `?lang=` asks for goes before what a browser was set to."""
    asked = request.args.get("lang")
    return [(asked, 1.0)] if asked else list(request.accept_languages)


_CONTEXT_LINK: Final = f'<{CONTEXT}>; rel="http://www.w3.org/ns/json-ld#context"; type="{LINKED_DATA}"'
