"""What is linked to a label, lot, product or place: links as values, on our own host, with GS1's link types."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final
from urllib.parse import quote

from batches.provenance.story import PublicBatch, PublicPaper

VOCABULARY: Final = "https://ref.gs1.org/voc/"
HTML: Final = "text/html"
LINKED_DATA: Final = "application/ld+json"
JSON: Final = "application/json"

DEFAULT: Final = "defaultLink"
TITLES: Final = {
    "pip": {"vi": "Thông tin sản phẩm", "en": "Product information", "zh": "产品信息"},
    "traceability": {"vi": "Nguồn gốc và các công đoạn", "en": "Origin and stages", "zh": "来源与各环节"},
    "epcis": {"vi": "Sự kiện EPCIS 2.0", "en": "EPCIS 2.0 events", "zh": "EPCIS 2.0 事件"},
    "certificationInfo": {"vi": "Chứng nhận", "en": "Certification", "zh": "认证信息"},
    "recallStatus": {"vi": "Tình trạng thu hồi", "en": "Recall status", "zh": "召回状态"},
    "locationInfo": {"vi": "Địa điểm", "en": "Location", "zh": "地点"},
    "masterData": {"vi": "Tổ chức", "en": "Organisation", "zh": "机构"},
}
"""The link types that we offer, as GS1's Web vocabulary names them, with titles in the language of the target."""

_ALSO_DATA = {
    "pip": ("jsonld", "json"),
    "traceability": ("jsonld",),
    "recallStatus": ("json",),
    "locationInfo": ("jsonld", "json"),
    "masterData": ("jsonld", "json"),
}
_MEDIA_TYPES = {"jsonld": LINKED_DATA, "json": JSON}


@dataclass(frozen=True, kw_only=True, slots=True)
class Link:
    """One link.

    Attributes:
        relation: a key of `TITLES`.
        target: path and query on our host.
        language: of a page, `vi`, `en` or `zh`; None of data and papers.
    """

    relation: str
    target: str
    title: str
    media_type: str
    language: str | None = None


@dataclass(frozen=True, kw_only=True, slots=True)
class Level:
    """A thing that was asked for, or what it belongs to.

    Attributes:
        anchor: the path that names it.
        page: where its default link leads.
        description: what it is, in Vietnamese and English.
    """

    anchor: str
    page: str
    description: str
    links: tuple[Link, ...]


def label_level(anchor: str, code: str, batch: PublicBatch | None, papers: Sequence[PublicPaper]) -> Level:
    """A label's: what its lot has, and its own page; a label of no lot has only that."""
    page = f"/t/{code}"
    if batch is None:
        return Level(
            anchor=anchor, page=page, description=f"Tem {code} / Label {code}", links=_pages("pip", page)
        )
    description = f"{_names(batch)}, {batch.lot}, {code}"
    return Level(anchor=anchor, page=page, description=description, links=_of_batch(page, batch, papers))


def batch_level(anchor: str, batch: PublicBatch, papers: Sequence[PublicPaper]) -> Level:
    """A lot's; a claim to a certificate is linked to while the lot may make one."""
    page = f"/b/{quote(batch.lot, safe='')}"
    description = f"{_names(batch)}, {batch.lot}"
    return Level(anchor=anchor, page=page, description=description, links=_of_batch(page, batch, papers))


def product_level(anchor: str, *, product_id: object, names: str) -> Level:
    page = f"/p/{product_id}"
    return Level(
        anchor=anchor, page=page, description=names, links=(*_pages("pip", page), *_data("pip", page))
    )


def place_level(anchor: str, *, page: str, name: str, relation: str) -> Level:
    """A place's, or an organisation's as a party."""
    return Level(
        anchor=anchor,
        page=page,
        description=name,
        links=(*_pages(relation, page), *_data(relation, page)),
    )


def _of_batch(page: str, batch: PublicBatch, papers: Sequence[PublicPaper]) -> tuple[Link, ...]:
    relations = ["pip", "traceability", *(["certificationInfo"] if batch.claims else []), "recallStatus"]
    lot = quote(batch.lot, safe="")
    return (
        *(link for relation in relations for link in (*_pages(relation, page), *_data(relation, page))),
        _link("epcis", f"/b/{lot}/epcis", LINKED_DATA),
        *(
            Link(
                relation="certificationInfo",
                target=f"/media/{paper.document_id}",
                title=f"{TITLES['certificationInfo']['vi']}: {paper.number}",
                media_type=paper.content_type,
            )
            for paper in papers
        ),
    )


def _pages(relation: str, page: str) -> tuple[Link, ...]:
    return tuple(
        Link(relation=relation, target=f"{page}?lang={code}", title=title, media_type=HTML, language=code)
        for code, title in TITLES[relation].items()
    )


def _data(relation: str, page: str) -> Iterator[Link]:
    for form in _ALSO_DATA.get(relation, ()):
        yield _link(relation, f"{page}/{form}", _MEDIA_TYPES[form])


def _link(relation: str, target: str, media_type: str) -> Link:
    return Link(relation=relation, target=target, title=TITLES[relation]["en"], media_type=media_type)


def _names(batch: PublicBatch) -> str:
    return f"{batch.product_name_vi} / {batch.product_name_en}"
