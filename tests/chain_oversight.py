"""Rules of the state machine that look at batches without moving them: tests, decisions, recalls."""

from typing import Any

from hypothesis import strategies as st
from hypothesis.stateful import precondition, rule
from sqlalchemy.orm import Session

from batches.harvest.holding import decide_hold, get_hold
from batches.harvest.model import Batch
from batches.recalls.service import get_own_recall, lift_recall
from tests.builders_chain import make_analyte, make_inspection, make_lab_test, make_recall
from tests.chain_model import Recall
from tests.chain_steps import ChainSteps
from tests.conftest import BASE_URL, NOW

OWNERS = 4
picks = st.integers(0, 2**20)
owners = st.integers(0, OWNERS - 1)
anybody = st.sampled_from([None] * 8 + list(range(OWNERS)))  # None: whoever may
EDGE: dict[str, Any] = {"base_url": BASE_URL, "now": NOW}


class OversightRules(ChainSteps):
    """Inspections and laboratories, what is held and decided, what is called back."""

    @rule(pick=picks, who=anybody, passes=st.booleans(), is_lab=st.booleans())
    def test(self, pick: int, who: int | None, passes: bool, is_lab: bool) -> None:
        """An inspection or a laboratory; what fails holds, unless the batch is rejected anyway."""
        lot = pick % len(self.batches)
        acting = self.model.lots[lot].maker if who is None else who
        reasons = set() if acting == self.model.lots[lot].maker else {"not-found"}
        batch, party = [self.batches[lot]], self.parties[acting]
        if is_lab:
            analytes = [make_analyte(passed=passes)]
            self.act(reasons, lambda session: make_lab_test(session, party, batch, analytes=analytes))
        else:
            result = "conformant" if passes else "non_conformant"
            self.act(reasons, lambda session: make_inspection(session, party, batch, result=result))
        if not reasons and not passes and not self.model.lots[lot].is_rejected:
            self.model.lots[lot].open_holds += 1

    @precondition(lambda self: any(lot.open_holds for lot in self.model.lots))
    @rule(pick=picks, rejects=st.booleans())
    def decide(self, pick: int, rejects: bool) -> None:
        """Release or reject the oldest open hold of a held batch."""
        held = [number for number, lot in enumerate(self.model.lots) if lot.open_holds]
        lot = held[pick % len(held)]
        found, actor = self.model.lots[lot], self.parties[self.model.lots[lot].maker].actor

        def decide(session: Session) -> None:
            batch = session.get_one(Batch, self.batches[lot].id)
            hold = get_hold(session, actor, batch.id, batch.open_holds[0].id)
            decision = "reject" if rejects else "release"
            decide_hold(
                session, hold, decision=decision, reason="Thử", decided_by=actor.id, is_alone=True, now=NOW
            )

        self.act({"batch-rejected"} if found.is_rejected else set(), decide)
        if not found.is_rejected:
            found.open_holds -= 1
            found.is_rejected = rejects

    @rule(pick=picks, more=st.one_of(st.none(), picks), who=anybody)
    def recall(self, pick: int, more: int | None, who: int | None) -> None:
        """One or two batches, by their maker or by somebody else."""
        named = {found % len(self.batches) for found in (pick, more) if found is not None}
        owner = self.model.lots[pick % len(self.batches)].maker if who is None else who
        reasons = {"not-found" for lot in named if self.model.lots[lot].maker != owner}
        if not reasons and sum(recall.is_open for recall in self.model.recalls) >= 2:
            return  # else all would be recalled soon, and nothing could happen any more
        batches = [self.batches[lot] for lot in named]
        recall = self.act(reasons, lambda session: make_recall(session, self.parties[owner], batches))
        if recall is not None:
            self.recalls.append(recall)
            self.model.recalls.append(Recall(owner=owner, named=named))

    @precondition(lambda self: self.recalls)
    @rule(pick=picks, who=anybody)
    def lift(self, pick: int, who: int | None) -> None:
        """By its organisation, or by another; once."""
        number = pick % len(self.recalls)
        recall = self.model.recalls[number]
        actor = self.parties[recall.owner if who is None else who].actor

        def lift(session: Session) -> None:
            row = get_own_recall(session, actor, self.recalls[number].id, lock=True)
            lift_recall(session, actor, row, reason="Thử", lifted_by=actor.id, is_alone=True, **EDGE)

        if actor is not self.parties[recall.owner].actor:
            self.act({"not-found"}, lift)
            return
        self.act(set() if recall.is_open else {"recall-lifted"}, lift)
        recall.is_open = False
