"""What may become of the labels of a run, in any order: printed, applied, void, printed again, closed, drawn."""

from hypothesis import strategies as st
from hypothesis.stateful import precondition, rule
from sqlalchemy.orm import Session

from labels.runs.life.decisions import ask_reprint, decide_reprint, find_decision
from labels.runs.life.service import apply_labels, close_run, confirm_printed, void_labels
from labels.runs.model import PrintRun
from labels.runs.ranges import Range
from labels.runs.service import get_printable_run
from tests.conftest import BASE_URL
from tests.label_steps import LabelSteps

picks = st.integers(0, 2**20)
serials = st.integers(1, 14)


class LifeRules(LabelSteps):
    """Each does one thing to the service and to the model; what is refused must have a reason in the model."""

    @precondition(lambda self: self.runs)
    @rule(pick=picks, first=serials, count=st.integers(0, 8), skips=st.booleans())
    def confirm(self, pick: int, first: int, count: int, skips: bool) -> None:
        number = pick % len(self.runs)
        run = self.model[number]
        wanted = run.told(set(range(first, first + count + 1)), skips=skips)
        done = self.act_on(
            number,
            run.why_not_used(wanted),
            lambda session, found: confirm_printed(
                session,
                self.grower.actor,
                found,
                Range(first, first + count),
                skip_void=skips,
                now=self.now,
            ),
        )
        if done is not None:
            new = wanted - (run.printed - run.reopened)
            run.printed |= wanted
            run.reopened -= wanted
            run.work(new, self.now)

    @precondition(lambda self: self.runs)
    @rule(pick=picks, first=serials, count=st.integers(0, 8), skips=st.booleans())
    def apply(self, pick: int, first: int, count: int, skips: bool) -> None:
        number = pick % len(self.runs)
        run = self.model[number]
        wanted = run.told(set(range(first, first + count + 1)), skips=skips)
        done = self.act_on(
            number,
            run.why_not_used(wanted) | self.why_not_applied(run, wanted),
            lambda session, found: apply_labels(
                session,
                self.grower.actor,
                found,
                Range(first, first + count),
                base_url=BASE_URL,
                skip_void=skips,
                now=self.now,
            ),
        )
        if done is not None:
            run.work(wanted - run.applied, self.now)
            run.printed |= wanted
            run.applied |= wanted

    @precondition(lambda self: self.runs)
    @rule(pick=picks, first=serials, count=st.integers(0, 2))
    def make_void(self, pick: int, first: int, count: int) -> None:
        number, wanted = pick % len(self.runs), set(range(first, first + count + 1))
        run = self.model[number]
        reasons = run.why_not_used(wanted) - {"run-closed", "run-declined", "run-awaits-approval"}
        done = self.act_on(
            number,
            reasons,
            lambda session, found: void_labels(
                session,
                self.grower.actor,
                found,
                Range(first, first + count),
                reason="torn",
                note=None,
                base_url=BASE_URL,
                now=self.now,
            ),
        )
        if done is not None:
            run.void |= wanted
            run.applied -= wanted

    @precondition(lambda self: self.runs)
    @rule(pick=picks, first=serials, count=st.integers(0, 2), agrees=st.booleans())
    def reprint(self, pick: int, first: int, count: int, agrees: bool) -> None:
        """Asked, and where it waits decided at once."""
        number, wanted = pick % len(self.runs), set(range(first, first + count + 1))
        run = self.model[number]
        reasons = run.why_not_used(wanted)
        reasons |= {"labels-not-printed"} if wanted - run.printed else set()

        def reprint(session: Session, found: PrintRun) -> bool:
            actor = self.grower.actor
            asked = ask_reprint(
                session, actor, found, Range(first, first + count), reason="jam", note=None, now=self.now
            )
            answered = find_decision(session, asked)
            if answered is None:
                decide_reprint(
                    session,
                    actor,
                    found,
                    asked,
                    is_approved=agrees,
                    note=None,
                    decided_by=actor.id,
                    is_alone=True,
                    now=self.now,
                )
            return answered is not None or agrees

        if self.act_on(number, reasons, reprint):
            run.reopened |= wanted
            run.copied |= wanted

    @precondition(lambda self: self.runs)
    @rule(pick=picks, count=st.integers(0, 12), skips=st.booleans())
    def close(self, pick: int, count: int, skips: bool) -> None:
        number = pick % len(self.runs)
        run = self.model[number]
        wanted = set(range(1, count + 1))
        settled = run.applied | (run.void - run.left_over if skips else set())
        is_settled = run.closed and wanted <= settled
        wanted = run.told(wanted, skips=skips)
        reasons = set()
        if not is_settled:
            reasons = run.why_not_open() | (self.why_not_applied(run, wanted) if wanted else set())
            reasons |= run.why_not_used(wanted) if wanted else set()
        parts = [Range(1, count)] if count else []
        done = self.act_on(
            number,
            reasons,
            lambda session, found: close_run(
                session, self.grower.actor, found, parts, base_url=BASE_URL, skip_void=skips, now=self.now
            ),
        )
        if done is not None and not run.closed:
            run.printed |= wanted
            run.applied |= wanted
            run.close()

    @precondition(lambda self: self.runs)
    @rule(pick=picks, first=serials, count=st.integers(0, 8))
    def draw(self, pick: int, first: int, count: int) -> None:
        """What is given out to be printed: nothing closed, recalled or printed before; void ones are left out."""
        number, last = pick % len(self.runs), first + count
        run, wanted = self.model[number], set(range(first, last + 1)) & self.model[number].whole
        inside = run.told(wanted, skips=True)
        reasons = run.why_not_used(inside) if inside else set()
        reasons |= {"batch-recalled"} if {run.batch_of(one) for one in inside} & self.reached() else set()
        reasons |= {"run-already-printed"} if inside & (run.printed - run.reopened) else set()
        given = self.act_on(
            number,
            reasons,
            lambda session, found: get_printable_run(
                session, self.grower.actor, found.id, first=first, last=last, now=self.now
            ),
        )
        if given is not None:
            assert {one for one in wanted if one in given.left_out} == wanted & run.void
