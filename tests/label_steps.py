"""One step in the life of labels beside the model: what is done, refused, and looked at after it."""

from collections import Counter
from collections.abc import Callable
from datetime import datetime
from typing import TypeVar

from flask import Flask
from hypothesis.stateful import RuleBasedStateMachine, invariant
from sqlalchemy.orm import Session

from app.db import transaction
from app.secrets import label_keys
from batches.errors import DomainError
from batches.harvest.model import Batch
from labels.runs.allotment.queries import fruits_of
from labels.runs.finding import find_label
from labels.runs.life.log import lock_run
from labels.runs.life.queries import life_of
from labels.runs.model import PrintRun
from labels.runs.reconciliation.service import reconcile
from labels.runs.snapshot import Snapshot
from tests.builders import Cooperative
from tests.conftest import NOW
from tests.label_model import Run

T = TypeVar("T")


class LabelSteps(RuleBasedStateMachine):
    """Without rules of its own: the model, what stands for its numbers in the service, and the looks at both."""

    grower: Cooperative

    def __init__(self, app: Flask, tally: Counter[str]) -> None:
        super().__init__()
        self.app, self.tally = app, tally
        self.batches: list[Batch] = []
        self.edges: list[tuple[int, int]] = []
        self.recalled: set[int] = set()
        self.runs: list[PrintRun] = []
        self.model: list[Run] = []
        self.now: datetime = NOW

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
                assert sum(serials.count for serials, _ in life.voided) == life.void.count
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
