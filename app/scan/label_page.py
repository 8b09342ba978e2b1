"""The page of one label, put together of what is made of its batch and of what is said of a label in its state."""

import hashlib
import uuid
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from flask import Flask, current_app
from markupsafe import Markup

from app import clock
from app.pages.languages import page_language
from app.scan.label_parts import UNCHECKED, ShownLabel, label_parts
from app.scan.looking import Scanned
from app.scan.made import CODE, MadeBatch, MadeLabel, MadePages, texts_of
from app.scan.pages import holed_batch_page
from app.scan.pressing import Pressed, joined, opened
from batches.days import day_of
from batches.provenance.story import PublicBatch
from labels.codes.codes import show

MOST_BATCHES = 4_096  # pages: a batch has one in each language that is asked for
MOST_LABELS = 8_192

PAGE = "ronguon.label_page"
"""In a request's environ: the page that it is answered with."""

_EXTENSION = "ronguon.made_pages"


@dataclass(frozen=True, kw_only=True, slots=True)
class LabelPage:
    """A page whose texts are made.

    Attributes:
        batch_id, language: which batch's texts they are.
        code: as it is printed.
        is_checked: False: it says that the label's status could not be checked.
    """

    batch_id: uuid.UUID
    language: str
    batch: MadeBatch
    label: MadeLabel
    code: str
    is_checked: bool

    @property
    def texts(self) -> Sequence[Pressed]:
        return texts_of(self.batch, self.label, self.code)

    def body(self, encoding: str) -> bytes:
        return joined(self.texts, encoding)

    def body_with_includes(self, encoding: str) -> bytes:
        """The same for a proxy that keeps the batch's texts: in their place stands where they are to be had."""
        numbers = {id(text): number for number, text in enumerate(self.batch.texts)}
        parts = (
            self._include(encoding, numbers[id(text)]) if id(text) in numbers else text.within(encoding)
            for text in self.texts
        )
        return b"".join(opened(self.texts, encoding, parts))

    def _include(self, encoding: str, number: int) -> bytes:
        place = f"/_batch/{self.batch_id}/{self.batch.digest}/{encoding}/{number}?lang={self.language}"
        return f'<!--# include virtual="{place}" -->'.encode()

    def etag(self, encoding: str) -> str:
        told = f"{self.batch.digest} {self.label.digest} {self.code} {encoding}"
        return hashlib.blake2b(told.encode(), digest_size=12).hexdigest()


class LabelPages:
    """What one process has made."""

    def __init__(self) -> None:
        self.batches: MadePages[MadeBatch] = MadePages(MOST_BATCHES)
        self.labels: MadePages[MadeLabel] = MadePages(MOST_LABELS)

    def find(self, scanned: Scanned, language: str, today: date) -> LabelPage | None:
        """The page of a label, where all of it is made."""
        if scanned.batch is None:
            return None
        batch = self.batches.find((scanned.batch.version, language, today))
        label = self.labels.find(_label_key(scanned, language, today))
        return None if batch is None or label is None else _page(scanned, language, batch, label)


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
    assert scanned.batch is not None  # noqa: S101 - a blank label has another page
    public, made = scanned.batch.value, label_pages()
    language, today = page_language().code, day_of(clock.now())
    label = made.labels.get(_label_key(scanned, language, today), lambda: _made_label(scanned, public))
    return _page(scanned, language, made_batch(public, scanned.batch.version), label)


def made_batch(public: PublicBatch, version: str) -> MadeBatch:
    """What a page says of a batch, in the language of the request."""
    key = (version, page_language().code, day_of(clock.now()))
    return label_pages().batches.get(key, lambda: MadeBatch.of(holed_batch_page(public)))


def status_of(scanned: Scanned) -> str:
    """The label's status; that it is void is for ever, all else may have changed where it could not be checked."""
    is_recalled = scanned.batch is not None and scanned.batch.value.status == "recalled"
    status = scanned.label.status(is_recalled=is_recalled)
    return status if scanned.is_checked or status == "void" else UNCHECKED


def _made_label(scanned: Scanned, public: PublicBatch) -> MadeLabel:
    shown = ShownLabel(code=Markup(CODE), status=status_of(scanned), looked=scanned.looked)  # noqa: S704 - our own mark
    return MadeLabel.of(label_parts(public, shown, scanned.label.host))


def _label_key(scanned: Scanned, language: str, today: date) -> tuple[object, ...]:
    looked, version = scanned.looked, scanned.batch and scanned.batch.version
    scans = (
        (looked.signs, looked.sighting.count, looked.sighting.first_at)
        if looked.signs and looked.sighting
        else looked.signs
    )
    return (version, language, today, scanned.label.host, status_of(scanned), scans)


def _page(scanned: Scanned, language: str, batch: MadeBatch, label: MadeLabel) -> LabelPage:
    assert scanned.batch is not None  # noqa: S101 - a blank label has another page
    return LabelPage(
        batch_id=scanned.batch.value.batch_id,
        language=language,
        batch=batch,
        label=label,
        code=show(scanned.label.code),
        is_checked=scanned.is_checked,
    )
