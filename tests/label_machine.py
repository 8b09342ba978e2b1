"""A grower who packs, labels and recalls, in any order, beside a model that knows every single label."""

import secrets
from collections import Counter
from collections.abc import Callable
from datetime import datetime, timedelta
from typing import TypeVar

from flask import Flask
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule
from sqlalchemy.orm import Session

from app.db import transaction
from app.secrets import label_keys
from batches.errors import DomainError
from batches.harvest.model import Batch
from labels.runs.allotment.queries import fruits_of
from labels.runs.allotment.terms import Terms
from labels.runs.binding import bind_labels
from labels.runs.finding import find_label
from labels.runs.life.decisions import ask_reprint, decide_reprint, decide_run, find_decision
from labels.runs.life.log import lock_run
from labels.runs.life.queries import life_of
from labels.runs.life.service import apply_labels, close_run, confirm_printed, void_labels
from labels.runs.model import PrintRun
from labels.runs.ranges import Range
from labels.runs.reconciliation.service import reconcile
from labels.runs.service import get_printable_run
from labels.runs.snapshot import Snapshot
from tests.builders import make_cooperative, make_run
from tests.builders_chain import make_packed, make_recall, make_weighed
from tests.builders_labels import make_blank_run
from tests.conftest import BASE_URL, NOW
from tests.label_model import OPEN_DAYS, Group, Run

T = TypeVar("T")
picks = st.integers(0, 2**20)
serials = st.integers(1, 14)
FRUIT_REFUSED = {"allotment-exceeded", "batch-recalled"}


class LabelMachine(RuleBasedStateMachine):
    """Each rule does one thing to the service and to the model; what is refused must have a reason in the model."""

    def __init__(self, app: Flask, tally: Counter[str]) -> None:
        super().__init__()
        self.app, self.tally = app, tally
        self.batches: list[Batch] = []
        self.edges: list[tuple[int, int]] = []
        self.recalled: set[int] = set()
        self.runs: list[PrintRun] = []
        self.model: list[Run] = []
        self.now: datetime = NOW

    @initialize()
    def begin(self) -> None:
        grower = self.act(set(), lambda session: make_cooperative(session, gtin=None))
        assert grower is not None
        self.grower = grower
        self.harvest(30)
        self.pack([0], 15)
        self.blank(12)
        self.bind(0, 0, 1, 2)

    @rule(kilograms=st.sampled_from([3, 15, 30]))
    def harvest(self, kilograms: int) -> None:
        made = self.act(set(), lambda session: make_weighed(session, self.grower, str(kilograms)))
        assert made is not None
        self.batches.append(made)

    @precondition(lambda self: len(self.batches) < 12)
    @rule(of=st.lists(picks, min_size=1, max_size=2), kilograms=st.sampled_from([3, 6, 15]))
    def pack(self, of: list[int], kilograms: int) -> None:
        chosen = sorted({pick % len(self.batches) for pick in of})
        lines = [(self.batches[one], str(kilograms)) for one in chosen]
        made = self.act(
            {"mass-balance", "batch-recalled"}, lambda session: make_packed(session, self.grower, lines)
        )
        if made is not None:
            self.edges += [(one, len(self.batches)) for one in chosen]
            self.batches.append(made)

    @rule(pick=picks, quantity=st.integers(1, 12), asks_for_more=st.booleans())
    def allot(self, pick: int, quantity: int, asks_for_more: bool) -> None:
        batch = pick % len(self.batches)
        terms = Terms(
            over_reason="Thử" if asks_for_more else None, unconfirmed_percent=120, open_days=OPEN_DAYS
        )
        run = self.act(
            FRUIT_REFUSED,
            lambda session: make_run(
                session,
                self.grower,
                label_keys(),
                batch_id=self.batches[batch].id,
                quantity=quantity,
                terms=terms,
                now=self.now,
                draw_number=secrets.randbits,
            ),
        )
        if run is not None:
            group = Group(batch=batch, serials=set(range(1, quantity + 1)), worked_at=self.now)
            self.add(run, Run(batch=batch, quantity=quantity, groups=[group], waiting=run.needs_approval))

    @rule(quantity=st.integers(1, 12))
    def blank(self, quantity: int) -> None:
        run = self.act(
            set(),
            lambda session: make_blank_run(
                session, self.grower, label_keys(), quantity=quantity, now=self.now
            ),
        )
        assert run is not None
        self.add(run, Run(batch=None, quantity=quantity))

    @precondition(lambda self: any(run.batch is None for run in self.model))
    @rule(pick=picks, batch=picks, first=serials, count=st.integers(0, 8))
    def bind(self, pick: int, batch: int, first: int, count: int) -> None:
        blank = [number for number, run in enumerate(self.model) if run.batch is None]
        number, to = blank[pick % len(blank)], batch % len(self.batches)
        run, part = self.model[number], Range(first, first + count)
        wanted = set(range(first, first + count + 1))
        own = {one for group in run.groups if group.batch == to for one in group.serials}
        reasons = run.why_not_used(wanted) | FRUIT_REFUSED
        reasons |= {"labels-bound"} if any(run.batch_of(one) is not None for one in wanted) else set()

        def bind(session: Session, found: PrintRun) -> object:
            return bind_labels(
                session,
                self.grower.actor,
                found,
                part,
                batch_id=self.batches[to].id,
                terms=Terms(unconfirmed_percent=120),
                now=self.now,
            )

        must = bool(run.why_not_open()) or (not wanted <= own and bool(reasons - FRUIT_REFUSED))
        if self.act_on(number, reasons, bind, must_refuse=must) is not None and not wanted <= own:
            run.groups.append(Group(batch=to, serials=wanted, worked_at=self.now))

    @precondition(lambda self: any(run.waiting and not run.closed for run in self.model))
    @rule(pick=picks, agrees=st.booleans())
    def decide(self, pick: int, agrees: bool) -> None:
        waiting = [number for number, run in enumerate(self.model) if run.waiting and not run.closed]
        number = waiting[pick % len(waiting)]
        run = self.model[number]
        self.act_on(
            number,
            set(),
            lambda session, found: decide_run(
                session,
                self.grower.actor,
                found,
                is_approved=agrees,
                note=None,
                decided_by=self.grower.actor.id,
                is_alone=True,
                now=self.now,
            ),
        )
        run.waiting = False
        if agrees:
            run.work(run.whole, self.now)
        else:
            run.declined, run.void = True, run.whole

    @precondition(lambda self: self.runs)
    @rule(pick=picks, first=serials, count=st.integers(0, 8))
    def confirm(self, pick: int, first: int, count: int) -> None:
        number, wanted = pick % len(self.runs), set(range(first, first + count + 1))
        run = self.model[number]
        done = self.act_on(
            number,
            run.why_not_used(wanted),
            lambda session, found: confirm_printed(
                session, self.grower.actor, found, Range(first, first + count), now=self.now
            ),
        )
        if done is not None:
            new = wanted - (run.printed - run.reopened)
            run.printed |= wanted
            run.reopened -= wanted
            run.work(new, self.now)

    @precondition(lambda self: self.runs)
    @rule(pick=picks, first=serials, count=st.integers(0, 8))
    def apply(self, pick: int, first: int, count: int) -> None:
        number, wanted = pick % len(self.runs), set(range(first, first + count + 1))
        run = self.model[number]
        done = self.act_on(
            number,
            run.why_not_used(wanted) | self.why_not_applied(run, wanted),
            lambda session, found: apply_labels(
                session,
                self.grower.actor,
                found,
                Range(first, first + count),
                base_url=BASE_URL,
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
    @rule(pick=picks, count=st.integers(0, 12))
    def close(self, pick: int, count: int) -> None:
        number = pick % len(self.runs)
        run, wanted = self.model[number], set(range(1, count + 1))
        reasons = set()
        if not (run.closed and wanted <= run.applied):
            reasons = run.why_not_open() | (self.why_not_applied(run, wanted) if wanted else set())
            reasons |= run.why_not_used(wanted) if wanted else set()
        parts = [Range(1, count)] if count else []
        done = self.act_on(
            number,
            reasons,
            lambda session, found: close_run(
                session, self.grower.actor, found, parts, base_url=BASE_URL, now=self.now
            ),
        )
        if done is not None and not run.closed:
            run.printed |= wanted
            run.applied |= wanted
            run.close()

    @precondition(lambda self: self.runs)
    @rule(pick=picks, first=serials, count=st.integers(0, 8))
    def draw(self, pick: int, first: int, count: int) -> None:
        """What is given out to be printed: nothing void, closed, recalled, or printed before."""
        number, last = pick % len(self.runs), first + count
        run, inside = self.model[number], set(range(first, last + 1)) & self.model[number].whole
        reasons = run.why_not_used(inside) if inside else set()
        reasons |= self.why_not_applied(run, inside) & {"batch-recalled"} if inside else set()
        reasons |= {"run-already-printed"} if inside & (run.printed - run.reopened) else set()
        self.act_on(
            number,
            reasons,
            lambda session, found: get_printable_run(
                session, self.grower.actor, found.id, first=first, last=last, now=self.now
            ),
        )

    @precondition(lambda self: len(self.recalled) < 2)
    @rule(pick=picks, happens=st.integers(0, 2))
    def recall(self, pick: int, happens: int) -> None:
        if happens == 0:
            batch = pick % len(self.batches)
            self.act(set(), lambda session: make_recall(session, self.grower, [self.batches[batch]]))
            self.recalled.add(batch)

    @rule(days=st.sampled_from([0, 1, 2, 7]))
    def wait(self, days: int) -> None:
        self.now += timedelta(days=days)
        for run in self.model:
            run.age(self.now)

    @invariant()
    def every_label_is_accounted_for(self) -> None:
        """The card of each batch is the model's, counted label by label, and adds up."""
        with self.app.app_context(), transaction() as session:
            for number, batch in enumerate(self.batches):
                labels = reconcile(session, self.grower.actor, batch.id, now=self.now).cards[0].labels
                mine = [(run, one) for run in self.model for one in run.whole if run.batch_of(one) == number]
                assert labels.allotted == labels.applied + labels.void + labels.left_over == len(mine)
                assert labels.applied == sum(one in run.applied for run, one in mine)
                assert labels.void == sum(one in run.void for run, one in mine)

    @invariant()
    def no_label_is_in_two_places(self) -> None:
        """Each belongs to one batch at most, is applied or void but not both, and its code says what it is."""
        with self.app.app_context(), transaction() as session:
            for row, run in list(zip(self.runs, self.model, strict=True))[-3:]:
                life = life_of(session, row, now=self.now)
                assert sum(one.serials.count for one in life.bound) == life.all_bound.count
                assert not life.applied & life.void
                codes = Snapshot.of(session.get_one(PrintRun, row.id)).codes(label_keys())
                for serial in (1, run.quantity):
                    found = find_label(session, label_keys(), codes(serial), now=self.now)
                    assert found is not None
                    batch = run.batch_of(serial)
                    is_recalled = batch is not None and batch in self.reached()
                    expected = run.status(serial, is_recalled=is_recalled)
                    assert found.status(is_recalled=is_recalled) == expected

    @invariant()
    def labels_along_the_chain_find_their_fruit(self) -> None:
        """Never more than 120 % of what was harvested together, nor on any one batch; 105 % where nobody agreed."""
        if not self.batches:
            return
        with self.app.app_context(), transaction() as session:
            fruits = [fruits_of(session, session.get_one(Batch, batch.id), "fruit") for batch in self.batches]
        live = Counter(
            run.batch_of(one)
            for run in self.model
            for one in run.whole - run.void
            if run.batch_of(one) is not None
        )
        percent = 120 if any(self.runs[number].needs_approval for number in range(len(self.runs))) else 105
        packed = {output for _, output in self.edges}
        for number, count in enumerate(fruits):
            assert live[number] * 100 <= percent * count
        harvested = sum(count * percent // 100 for at, count in enumerate(fruits) if at not in packed)
        assert sum(live.values()) <= harvested

    def reached(self) -> set[int]:
        """What is recalled, with all that was made of it."""
        found = set(self.recalled)
        for source, output in self.edges:  # an output is always younger
            if source in found:
                found.add(output)
        return found

    def why_not_applied(self, run: Run, wanted: set[int]) -> set[str]:
        reasons = {"labels-not-bound"} if any(run.batch_of(one) is None for one in wanted) else set()
        of = {run.batch_of(one) for one in wanted - run.applied}
        return reasons | ({"batch-recalled"} if of & self.reached() else set())

    def add(self, run: PrintRun, model: Run) -> None:
        self.runs.append(run)
        self.model.append(model)

    def act_on(
        self,
        number: int,
        reasons: set[str],
        use_case: Callable[[Session, PrintRun], T],
        *,
        must_refuse: bool | None = None,
    ) -> T | None:
        """The same on a run, which is locked; it must be refused when there is any reason, unless told otherwise."""

        def on_run(session: Session) -> T:
            return use_case(session, lock_run(session, self.grower.actor, self.runs[number].id))

        return self.act(reasons, on_run, must_refuse=bool(reasons) if must_refuse is None else must_refuse)

    def act(
        self, reasons: set[str], use_case: Callable[[Session], T], *, must_refuse: bool = False
    ) -> T | None:
        """Do it in a transaction of its own; a refusal must be one of the reasons."""
        self.tally["steps"] += 1
        refused, done = None, None
        try:
            with self.app.app_context(), transaction() as session:
                done = use_case(session)
        except DomainError as error:
            refused = error.code
            self.tally[refused] += 1
        assert refused in reasons if refused else not must_refuse, (refused, reasons)
        return done
