"""The life of a run's labels: what each entry of its log does, and what is refused."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from labels.runs.life.checks import (
    check_apply,
    check_bind,
    check_inside,
    check_print,
    check_reprint,
    check_use,
    check_void,
    needs_approval_to_reprint,
)
from labels.runs.life.errors import (
    LabelsBound,
    LabelsNotBound,
    LabelsNotPrinted,
    LabelsVoid,
    RunAlreadyPrinted,
    RunAwaitsApproval,
    RunClosed,
    RunDeclined,
    SerialsBeyondRun,
)
from labels.runs.life.rules import Entry, RunLife, fold
from labels.runs.ranges import Range, Ranges
from tests.unit.labels.runs.life.lives import BATCH, DAY, NOW, WHOLE, bound, entry, life, refused

STATES = [
    ((), "created"),
    ((entry("printed", Range(1, 40)),), "partly_printed"),
    ((entry("printed", Range(1, 40)), entry("void", Range(41, 100))), "printed"),
    ((entry("applied", Range(1, 100)),), "printed"),
    ((entry("applied", Range(1, 90)), entry("closed")), "closed"),
]


@pytest.mark.parametrize(("log", "state"), STATES)
def test_a_run_says_where_it_stands(log: tuple[Entry, ...], state: str) -> None:
    """From created to closed; what is void needs no printing any more."""
    assert life(*log).state == state


def test_an_approval_that_is_awaited_stops_everything_and_one_that_is_denied_ends_it() -> None:
    """More labels than fruit: nothing is printed until another person agrees; declined, all are void."""
    awaited = life(approval="awaited")
    approved, declined = fold(awaited, [entry("approved")]), fold(awaited, [entry("declined")])

    assert refused(lambda: check_print(awaited, Range(1, 1), now=NOW)) is RunAwaitsApproval
    assert refused(lambda: check_print(approved, Range(1, 1), now=NOW)) is None
    assert refused(lambda: check_use(declined, Range(1, 1))) is RunDeclined
    assert (awaited.state, declined.state) == ("awaiting_approval", "declined")
    assert declined.void == WHOLE
    assert (
        replace(declined, open_days=14).at(NOW + 100 * DAY).closed_at is None
    )  # or it would pass for settled


def test_closing_makes_void_what_was_not_applied() -> None:
    """Applied labels stay as they are; nothing is printed, applied or confirmed after it."""
    closed = life(entry("printed", Range(1, 90)), entry("applied", Range(1, 60)), entry("closed"))

    assert closed.void == Ranges.of(Range(61, 100))
    assert not closed.open
    for check in (check_use, check_apply, check_bind):
        assert refused(lambda check=check: check(closed, Range(1, 1))) is RunClosed  # type: ignore[misc]


def test_an_applied_label_may_become_void_after_closing() -> None:
    """The fruit is thrown away with it; it is not applied any more, and nothing brings it back."""
    thrown = life(entry("applied", Range(1, 60)), entry("closed"), entry("void", Range(7, 7)))

    assert 7 not in thrown.applied
    assert 7 in thrown.void
    assert refused(lambda: check_void(thrown, Range(7, 8))) is LabelsVoid
    assert refused(lambda: check_void(thrown, Range(8, 8))) is None


@pytest.mark.parametrize("part", [Range(0, 5), Range(100, 101), Range(101, 200)])
def test_serials_that_a_run_has_not_are_refused(part: Range) -> None:
    """Below one and beyond the quantity."""
    with pytest.raises(SerialsBeyondRun, match="1 to 100"):
        check_inside(life(), part)


def test_a_void_label_never_returns() -> None:
    """It is not printed, applied, confirmed or printed again, and the refusal names it."""
    torn = life(entry("void", Range(10, 12)))

    for check in (check_use, check_apply, lambda run, part: check_print(run, part, now=NOW)):
        with pytest.raises(LabelsVoid, match="11-12"):
            check(torn, Range(11, 20))


def test_printing_again_needs_an_approved_reprint() -> None:
    """What was confirmed is locked; a reprint opens its range once, and the next confirmation locks it again."""
    printed = life(entry("printed", Range(1, 100)))
    asked = entry("reprint_asked", Range(4, 6))
    opened = fold(printed, [asked, entry("reprint_approved", answers_id=asked.id)])
    again = fold(opened, [entry("printed", Range(4, 6))])

    assert refused(lambda: check_print(printed, Range(4, 6), now=NOW)) is RunAlreadyPrinted
    assert refused(lambda: check_print(opened, Range(4, 6), now=NOW)) is None
    with pytest.raises(RunAlreadyPrinted, match="7"):
        check_print(opened, Range(4, 7), now=NOW)
    assert refused(lambda: check_print(again, Range(4, 6), now=NOW)) is RunAlreadyPrinted
    assert (again.copies, again.copied) == (3, Ranges.of(Range(4, 6)))


def test_a_declined_reprint_opens_nothing() -> None:
    """The request is answered, and that is all."""
    asked = entry("reprint_asked", Range(4, 6))
    declined = life(entry("printed", Range(1, 100)), asked, entry("reprint_declined", answers_id=asked.id))

    assert declined.asked == ()
    assert refused(lambda: check_print(declined, Range(4, 6), now=NOW)) is RunAlreadyPrinted


def test_a_file_that_was_cut_short_locks_nothing() -> None:
    """It can be fetched again as often as the network breaks."""
    cut = life(entry("fetched_part", WHOLE.parts[0]))

    assert refused(lambda: check_print(cut, Range(1, 100), now=NOW + 30 * DAY)) is None


def test_only_what_was_given_out_is_printed_again() -> None:
    """A label that was never printed or fetched needs no reprint, and gets no second copy counted."""
    part = life(entry("printed", Range(1, 40)), entry("fetched", Range(41, 60)))

    assert refused(lambda: check_reprint(part, Range(30, 60))) is None
    with pytest.raises(LabelsNotPrinted, match="61-70"):
        check_reprint(part, Range(50, 70))


def test_more_than_a_few_reprints_need_another_person() -> None:
    """Five of a hundred go by themselves, counted with what waits and what was printed again before."""
    printed = life(entry("printed", Range(1, 100)))
    asked = entry("reprint_asked", Range(1, 3))
    waiting = fold(printed, [asked])
    done = fold(waiting, [entry("reprint_approved", answers_id=asked.id), entry("printed", Range(1, 3))])

    assert not needs_approval_to_reprint(printed, Range(1, 5))
    assert needs_approval_to_reprint(printed, Range(1, 6))
    for before in (waiting, done):
        assert not needs_approval_to_reprint(before, Range(8, 9))
        assert needs_approval_to_reprint(before, Range(8, 10))


def test_blank_labels_are_bound_once_and_applied_only_then() -> None:
    """Before the season they belong to no batch; a range is given to one, and never to another."""
    blank = life(bound=())
    given = fold(blank, [entry("bound", Range(1, 30), batch_id=BATCH)])

    assert refused(lambda: check_apply(blank, Range(1, 1))) is LabelsNotBound
    assert refused(lambda: check_apply(given, Range(1, 30))) is None
    with pytest.raises(LabelsNotBound, match="31-40"):
        check_apply(given, Range(20, 40))
    with pytest.raises(LabelsBound, match="30"):
        check_bind(given, Range(30, 40))
    assert refused(lambda: check_bind(given, Range(31, 40))) is None


parts = st.tuples(st.integers(1, 30), st.integers(1, 30)).map(lambda pair: Range(min(pair), max(pair)))
logs = st.lists(st.tuples(st.sampled_from(["printed", "applied", "void", "closed"]), parts), max_size=12)


@given(logs)
def test_the_labels_always_add_up(log: list[tuple[str, Range]]) -> None:
    """Whatever was accepted in whatever order: applied, void and open ones are all labels, each once."""
    run = RunLife(run="7KX3Q", quantity=30, bound=(bound(Ranges.of(Range(1, 30))),))
    checks = {"printed": check_use, "applied": check_apply, "void": check_void}
    for kind, part in log:
        check = checks.get(kind, lambda found, _part: None)
        if refused(lambda check=check, part=part: check(run, part)) is None:  # type: ignore[misc] # noqa: B023
            run = fold(run, [entry(kind, None if kind == "closed" else part)])

        assert run.applied.count + run.void.count + run.open.count == 30
        assert not run.applied & run.void
        assert not run.applied - run.printed
