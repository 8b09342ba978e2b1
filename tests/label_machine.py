"""A grower who packs, labels and recalls, in any order, beside a model that knows every single label."""

import secrets
from datetime import timedelta
from itertools import product

from hypothesis import strategies as st
from hypothesis.stateful import initialize, precondition, rule
from sqlalchemy.orm import Session

from app.secrets import label_keys
from labels.runs.allotment.terms import Terms
from labels.runs.binding import bind_labels
from labels.runs.life.decisions import decide_run
from labels.runs.model import PrintRun
from labels.runs.ranges import Range
from tests.builders import make_cooperative, make_run
from tests.builders_chain import make_packed, make_recall, make_weighed
from tests.builders_labels import make_blank_run
from tests.label_life import LifeRules, picks, serials
from tests.label_model import OPEN_DAYS, Group, Run

FRUIT_REFUSED = {"allotment-exceeded", "batch-recalled"}


class LabelMachine(LifeRules):
    """Fruit comes and is packed, labels are given for it, time passes and batches are recalled."""

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
            {"mass-balance", "batch-recalled"},
            lambda session: make_packed(session, self.grower, lines, now=self.now),
        )
        if made is not None:
            for run, one in product(self.model, chosen):
                run.pack(one, self.now)
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
