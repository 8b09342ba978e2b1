"""Pages drawn in processes of their own, for jobs of many labels; the bytes are the same as without.

Page n is drawn by process n modulo their number, which sends it through a pipe. A pipe that is full makes its
process wait, so memory stays flat; one that nobody reads any more ends it, whether the reader stopped early or
was killed. A page that does not come (the process failed, or the page has a character that is not in the fonts yet)
is drawn by the reader, which then meets the same refusal or gives the character its code.
"""

import multiprocessing
from collections.abc import Callable, Iterator, Sequence
from itertools import islice
from multiprocessing.connection import Connection

from labels.drawing.job import LabelJob
from labels.drawing.pdf.fonts import FontsAreFrozen
from labels.drawing.pdf.pages import Pages, split_into_pages
from labels.drawing.pdf.symbols import Mode
from labels.drawing.plan import plan_job

_NOT_DRAWN = b""


def draw_in_processes(
    job: LabelJob, numbers: range, *, mode: Mode, processes: int, draw: Callable[[Sequence[int]], bytes]
) -> Iterator[bytes]:
    """The packed pages in order, as `map(draw, pages)` would give them. The job must be one that can be pickled."""
    # Not forked: the server has threads.
    context = multiprocessing.get_context("spawn")
    pipes, workers = [], []
    try:
        for share in range(processes):
            receiver, sender = context.Pipe(duplex=False)
            pipes.append(receiver)
            arguments = (sender, job, numbers, mode, share, processes)
            workers.append(context.Process(target=_draw_share, args=arguments, daemon=True))
            workers[-1].start()
            sender.close()
        for at, page in enumerate(split_into_pages(job, numbers)):
            yield _receive(pipes[at % processes]) or draw(page)
    finally:
        for pipe in pipes:
            pipe.close()
        for worker in workers:
            worker.join()


def _receive(pipe: Connection) -> bytes:
    try:
        return pipe.recv_bytes()
    except EOFError:
        return _NOT_DRAWN


def _draw_share(
    pipe: Connection, job: LabelJob, numbers: range, mode: Mode, share: int, processes: int
) -> None:
    """What a process does: draw every `processes`-th page, from page `share` on."""
    pages = Pages(plan_job(job), mode, labels=len(numbers))
    pages.fonts.freeze()
    try:
        for page in islice(split_into_pages(job, numbers), share, None, processes):
            try:
                drawn = pages.draw(page)
            except FontsAreFrozen:
                drawn = _NOT_DRAWN
            pipe.send_bytes(drawn)
    except BrokenPipeError:
        pass  # nobody wants the rest
