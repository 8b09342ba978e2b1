"""The page of one label, put together of what is made of its batch and of what is said of a label in its state."""

from dataclasses import dataclass
from datetime import date

from flask import Flask, current_app
from markupsafe import Markup

from app import clock
from app.config import settings
from app.pages.languages import page_language
from app.scan.label_parts import UNCHECKED, ShownLabel, label_parts
from app.scan.looking import Scanned
from app.scan.made import CODE, MadeBatch, MadePage, MadePages
from app.scan.pages import holed_batch_page
from batches.days import day_of
from batches.provenance.story import PublicBatch
from labels.codes.codes import show

MOST_BATCHES = 2_048  # a batch has one in each language that is asked for; 32 kB each
MOST_LABELS = 2_048  # and one in each state of a label

PAGE = "ronguon.label_page"
"""In a request's environ: the page that it is answered with."""

_EXTENSION = "ronguon.made_pages"


@dataclass(frozen=True, slots=True)
class LabelPage:
    """A page that is made, for one label.

    Attributes:
        code: as it is printed.
        is_checked: False: it says that the label's status could not be checked.
    """

    made: MadePage
    code: str
    is_checked: bool

    def body(self, encoding: str, *, with_includes: bool = False) -> bytes:
        return self.made.body(self.code, encoding, with_includes=with_includes)

    def etag(self, encoding: str) -> str:
        return f"{self.made.digest}.{self.code}.{encoding}"


class LabelPages:
    """What one process has made."""

    def __init__(self) -> None:
        self.batches: MadePages[MadeBatch] = MadePages(MOST_BATCHES)
        self.labels: MadePages[MadePage] = MadePages(MOST_LABELS)

    def find(self, scanned: Scanned, language: str, today: date) -> LabelPage | None:
        """The page of a label, where it is made."""
        made = self.labels.find(_key(scanned, language, today)) if scanned.batch else None
        return LabelPage(made, show(scanned.label.code), scanned.is_checked) if made else None

    def keep_nothing(self) -> None:
        """For measurements: every page is made."""
        self.batches, self.labels = MadePages(0), MadePages(0)


def init_label_pages(app: Flask) -> None:
    app.extensions[_EXTENSION] = LabelPages()


def label_pages() -> LabelPages:
    """Of the running application."""
    return label_pages_of(current_app)


def label_pages_of(app: Flask) -> LabelPages:
    found: LabelPages = app.extensions[_EXTENSION]
    return found


def label_page(scanned: Scanned) -> LabelPage:
    """The page of a label of a batch in the language of the request, made now where it is not made."""
    key = _key(scanned, page_language().code, day_of(clock.now()))
    made = label_pages().labels.get(key, lambda: _made(scanned))
    return LabelPage(made, show(scanned.label.code), scanned.is_checked)


def made_batch(public: PublicBatch, version: str) -> MadeBatch:
    """What a page says of a batch, in the language of the request."""
    key = (version, page_language().code, day_of(clock.now()))
    return label_pages().batches.get(
        key, lambda: MadeBatch.of(holed_batch_page(public, base_url=settings().label_base_url or ""))
    )


def status_of(scanned: Scanned) -> str:
    """The label's status; that it is void is for ever, all else may have changed where it could not be checked."""
    is_recalled = scanned.batch is not None and scanned.batch.value.status == "recalled"
    status = scanned.label.status(is_recalled=is_recalled)
    return status if scanned.is_checked or status == "void" else UNCHECKED


def _made(scanned: Scanned) -> MadePage:
    assert scanned.batch is not None  # noqa: S101 - a blank label has another page
    public = scanned.batch.value
    shown = ShownLabel(code=Markup(CODE), status=status_of(scanned), looked=scanned.looked)  # noqa: S704 - our own mark
    place = f"/_batch/{public.batch_id}/{{digest}}/{{encoding}}/{{number}}?lang={page_language().code}"
    return MadePage(
        made_batch(public, scanned.batch.version),
        place,
        label_parts(public, shown, scanned.label.host, today=day_of(clock.now())),
    )


def _key(scanned: Scanned, language: str, today: date) -> tuple[object, ...]:
    looked, version = scanned.looked, scanned.batch and scanned.batch.version
    told = looked.sighting if looked.signs else None
    scans = (looked.signs, told and told.count, told and told.first_at)
    return (version, language, today, scanned.label.host, status_of(scanned), scans)
