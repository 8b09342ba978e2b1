"""Files of labels on their way out: told apart by an ETag, resumed by a range, noted in the log of their run.

A file is a function of its run, so nothing of it is kept: a range draws it again and leaves out what came before.
"""

import hashlib
import uuid
from collections.abc import Callable, Generator, Iterator
from dataclasses import dataclass
from threading import Lock

import structlog
from flask import Flask, Response, current_app, request
from werkzeug.datastructures import Range as AskedRange

from app import clock
from app.db import transaction
from app.metrics import metrics
from app.policy import current_actor
from app.refusals import RangeBeyondFile
from batches.actors import Actor
from labels.drawing.version import renderer_version
from labels.runs.life.log import lock_run
from labels.runs.life.service import note_fetched
from labels.runs.ranges import Range, Ranges
from labels.runs.service import Printable

Draw = Callable[[], Iterator[bytes]]

MOST_LENGTHS = 10_000


@dataclass(frozen=True, kw_only=True, slots=True)
class LabelFile:
    """A file of a run's labels.

    Attributes:
        left_out: labels between them that are void, and not in the file: with one more it is another file.
        draw: gives the same bytes each time; refusals come from the call.
        form: what else than run and part decides them.
    """

    run_id: uuid.UUID
    fingerprint: str
    first: int
    last: int
    left_out: Ranges
    form: str
    draw: Draw

    @property
    def etag(self) -> str:
        whole = f"{self.fingerprint[:32]}-{renderer_version()}-{self.first}-{self.last}-{self.form}"
        if not self.left_out:
            return whole
        return f"{whole}-{hashlib.sha256(str(self.left_out).encode()).hexdigest()[:16]}"

    @property
    def labels(self) -> int:
        return self.last - self.first + 1 - self.left_out.count


class Lengths:
    """How long the files were that this process has drawn to their end."""

    def __init__(self) -> None:
        self._known: dict[str, int] = {}
        self._changing = Lock()

    def get(self, file: LabelFile) -> int:
        """Its length; of one that nobody has fetched whole it is drawn once more, and counted."""
        return self._known.get(file.etag) or self.learn(file, sum(map(len, file.draw())))

    def learn(self, file: LabelFile, length: int) -> int:
        with self._changing:
            if len(self._known) >= MOST_LENGTHS:
                self._known.clear()
            self._known[file.etag] = length
        return length


def init_downloads(app: Flask) -> None:
    app.extensions["ronguon.file_lengths"] = Lengths()


def label_file(found: Printable, *, first: int, last: int, form: str, draw: Draw) -> LabelFile:
    """A file of the labels `first` to `last` of a run, but for those that are void."""
    run, left_out = found.run, found.left_out
    return LabelFile(
        run_id=run.id,
        fingerprint=run.fingerprint,
        first=first,
        last=last,
        left_out=left_out,
        form=form,
        draw=draw,
    )


def answer_file(file: LabelFile, *, content_type: str, disposition: str) -> Response:
    """The file, or the range that was asked for while it is still the same file.

    Raises:
        RangeBeyondFile: it has not so many bytes.
    """
    asked = _asked_range(file)
    response = _whole(file) if asked is None else _range(file, asked)
    response.content_type = content_type
    response.set_etag(file.etag)
    response.headers["Accept-Ranges"] = "bytes"
    response.headers["Content-Disposition"] = disposition
    response.headers["Cache-Control"] = "no-store"
    return response


def _asked_range(file: LabelFile) -> AskedRange | None:
    """One range of bytes; several, or another unit, or of another file, is answered with the whole."""
    asked, of_file = request.range, request.if_range
    if asked is None or asked.units != "bytes" or len(asked.ranges) != 1:
        return None
    is_same = "If-Range" not in request.headers or of_file.etag == file.etag
    return asked if is_same else None


def _whole(file: LabelFile) -> Response:
    chunks = _counted(file.draw(), file, _lengths())
    metrics().labels.inc(file.labels)
    return Response(_noted(chunks, *_of_request(file), ends_file=True))


def _lengths() -> Lengths:
    found: Lengths = current_app.extensions["ronguon.file_lengths"]
    return found


def _counted(chunks: Iterator[bytes], file: LabelFile, lengths: Lengths) -> Generator[bytes, None, None]:
    length = 0
    for chunk in chunks:
        length += len(chunk)
        yield chunk
    lengths.learn(file, length)


def _range(file: LabelFile, asked: AskedRange) -> Response:
    length = _lengths().get(file)
    bounds = asked.range_for_length(length)
    if bounds is None:
        raise RangeBeyondFile(asked=asked.to_header(), length=length)
    start, stop = bounds
    chunks = _cut(file.draw(), start, stop)
    response = Response(_noted(chunks, *_of_request(file), ends_file=stop == length), 206)
    response.content_range.set(start, stop, length)
    response.content_length = stop - start
    return response


def _cut(chunks: Iterator[bytes], start: int, stop: int) -> Generator[bytes, None, None]:
    at = 0
    for chunk in chunks:
        if at + len(chunk) > start:
            yield chunk[max(0, start - at) : stop - at]
        at += len(chunk)
        if at >= stop:
            return


def _of_request(file: LabelFile) -> tuple[Flask, Actor, LabelFile]:
    app: Flask = current_app._get_current_object()  # type: ignore[attr-defined]
    return app, current_actor(), file


def _noted(
    chunks: Generator[bytes, None, None], app: Flask, actor: Actor, file: LabelFile, *, ends_file: bool
) -> Generator[bytes, None, None]:
    """The chunks, noted in the log before the last one goes out: a whole file is never given unnoted."""
    sent, held, is_noted = 0, b"", False
    try:
        for chunk in chunks:
            if held:
                sent += len(held)
                yield held
            held = chunk
        is_noted = True
        _note(app, actor, file, bytes_sent=sent + len(held), is_whole=ends_file)
        yield held
    except GeneratorExit:
        chunks.close()
        if not is_noted:
            _note_cut(app, actor, file, bytes_sent=sent)
        raise


def _note_cut(app: Flask, actor: Actor, file: LabelFile, *, bytes_sent: int) -> None:
    """Nobody waits for an answer any more: what fails here is only logged."""
    try:
        _note(app, actor, file, bytes_sent=bytes_sent, is_whole=False)
    except Exception as error:  # noqa: BLE001 - whatever it is
        structlog.get_logger().error("download_not_noted", run_id=str(file.run_id), exc_info=error)


def _note(app: Flask, actor: Actor, file: LabelFile, *, bytes_sent: int, is_whole: bool) -> None:
    with app.app_context(), transaction() as session:
        run, part = lock_run(session, actor, file.run_id), Range(file.first, file.last)
        note_fetched(session, actor, run, part, bytes_sent=bytes_sent, is_whole=is_whole, now=clock.now())
