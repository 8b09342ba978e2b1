"""Files of labels on their way out: each stands in the log of its run, with who fetched it and how many bytes."""

import uuid
from collections.abc import Generator, Iterable

import structlog
from flask import Flask, current_app

from app import clock
from app.db import transaction
from app.policy import current_actor
from batches.actors import Actor
from labels.runs.life.log import lock_run
from labels.runs.life.service import note_fetched
from labels.runs.ranges import Range


def noted(chunks: Iterable[bytes], run_id: uuid.UUID, part: Range) -> Generator[bytes, None, None]:
    """The chunks, noted in the log before the last one goes out: a whole file is never given unnoted."""
    app: Flask = current_app._get_current_object()  # type: ignore[attr-defined]
    return _noted(chunks, app, current_actor(), run_id, part)


def _noted(
    chunks: Iterable[bytes], app: Flask, actor: Actor, run_id: uuid.UUID, part: Range
) -> Generator[bytes, None, None]:
    sent, held, is_noted = 0, b"", False
    try:
        for chunk in chunks:
            if held:
                sent += len(held)
                yield held
            held = chunk
        is_noted = True
        _note(app, actor, run_id, part, bytes_sent=sent + len(held), is_whole=True)
        yield held
    except GeneratorExit:
        if not is_noted:
            _note_cut(app, actor, run_id, part, bytes_sent=sent)
        raise


def _note_cut(app: Flask, actor: Actor, run_id: uuid.UUID, part: Range, *, bytes_sent: int) -> None:
    """Nobody waits for an answer any more: what fails here is only logged."""
    try:
        _note(app, actor, run_id, part, bytes_sent=bytes_sent, is_whole=False)
    except Exception as error:  # noqa: BLE001 - whatever it is
        structlog.get_logger().error("download_not_noted", run_id=str(run_id), exc_info=error)


def _note(
    app: Flask, actor: Actor, run_id: uuid.UUID, part: Range, *, bytes_sent: int, is_whole: bool
) -> None:
    with app.app_context(), transaction() as session:
        run = lock_run(session, actor, run_id)
        note_fetched(session, actor, run, part, bytes_sent=bytes_sent, is_whole=is_whole, now=clock.now())
