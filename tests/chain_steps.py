"""One step of the service beside the model: what is done, refused, kept and looked at after it."""

import hashlib
import uuid
from collections import Counter
from collections.abc import Callable, Mapping
from typing import Any

from flask import Flask
from hypothesis.stateful import RuleBasedStateMachine
from sqlalchemy import select
from sqlalchemy.orm import Session

from app.db import db, transaction
from batches.corrections.service import correct_event
from batches.errors import DomainError
from batches.events.model import Event, event_batch
from batches.harvest.model import Batch
from batches.movements.model import Movement
from batches.recalls.model import Recall as RecallRow
from tests.builders import Cooperative
from tests.chain_checks import (
    check_balances,
    check_documents,
    check_lots,
    check_recalls,
    check_what_each_has,
    kg,
)
from tests.chain_model import Lot, Model, Reasons
from tests.conftest import NOW

WHOLE_EVERY = 12
"""Batches between two looks at everything; a look at the events comes after each step."""


class ChainSteps(RuleBasedStateMachine):
    """Without rules of its own: the model, what stands for its numbers in the service, and the looks at both."""

    parties: list[Cooperative]

    def __init__(self, app: Flask, tally: Counter[str]) -> None:
        super().__init__()
        self.app, self.tally = app, tally
        self.model = Model()
        self.batches: list[Batch] = []
        self.shipments: list[Movement] = []
        self.receipts: dict[int, Movement] = {}
        self.recalls: list[RecallRow] = []
        self.digests: dict[uuid.UUID, str] = {}

    def act(self, reasons: Reasons, use_case: Callable[[Session], Any]) -> Any:
        """What a use case answers; None where it is refused, for a reason that the model has and no other."""
        self.tally["steps"] += 1
        refused = None
        try:
            with self.app.app_context(), transaction() as session:
                answer = use_case(session)
        except DomainError as error:
            refused = error
        assert (refused is not None) == bool(reasons), (refused, reasons)
        self.check_events(has_changed=refused is None)
        if refused is None:
            return answer
        self.tally[refused.code] += 1
        assert refused.code in reasons, (refused, reasons)
        return None

    def add(self, batch: Batch, lot: Lot) -> None:
        self.batches.append(batch)
        self.model.lots.append(lot)
        if len(self.batches) % WHOLE_EVERY == 0:
            self.check_whole()

    def wanted(self, owner: int, lots: list[int], share: int) -> dict[int, int]:
        """A share, in thousandths of what the owner has, of batches that it mostly has some of."""
        own = [number for number in range(len(self.batches)) if self.model.left(owner, number) > 0]
        among = own if own and lots[0] % 8 < 7 else list(range(len(self.batches)))
        chosen = {among[pick % len(among)] for pick in lots}
        return {lot: max(1, -(-self.model.left(owner, lot) * share // 1000)) for lot in sorted(chosen)}

    def lines(self, grams: Mapping[int, int]) -> list[tuple[Batch, str]]:
        return [(self.batches[lot], str(kg(found))) for lot, found in grams.items()]

    def pick_shipment(self, pick: int, state: str) -> int:
        """Mostly one in this state that was not received."""
        fit = [
            number
            for number, shipment in enumerate(self.model.shipments)
            if shipment.state == state and shipment.received is None and shipment.receiver is not None
        ]
        among = fit if fit and pick % 8 < 7 else list(range(len(self.shipments)))
        return among[pick % len(among)]

    def correct(
        self,
        session: Session,
        owner: int,
        batch: Batch,
        kind: str,
        grams: int | None,
        *,
        record: uuid.UUID | None = None,
    ) -> None:
        """Correct the event of a kind that holds now, of this record where there are several."""
        actor = self.parties[owner].actor
        found = session.scalars(
            select(Event)
            .join(event_batch)
            .where(
                event_batch.c.batch_id == batch.id,
                Event.organisation_id == actor.organisation_id,
                Event.kind == kind,
                ~Event.is_declaration,
            )
            .order_by(Event.id)
        )
        event = [one for one in found if record is None or str(record) in one.document][-1]
        correct_event(
            session,
            actor,
            batch.id,
            event.id,
            reason="did_not_occur" if grams is None else "incorrect_data",
            note="Thử",
            net_weight_kg=None if grams is None else kg(grams),
            decided_by=actor.id,
            now=NOW,
        )

    def check_events(self, *, has_changed: bool) -> None:
        """No recorded event ever changes or goes; what was refused has left none."""
        if not hasattr(self, "parties"):
            return
        with self.app.app_context():
            ids = [party.organisation.id for party in self.parties]
            rows = db.session.execute(select(Event.id, Event.document).where(Event.organisation_id.in_(ids)))
            now = {event_id: hashlib.sha256(text.encode()).hexdigest() for event_id, text in rows}
            db.session.close()
        kept = {event_id: digest for event_id, digest in now.items() if event_id in self.digests}
        assert kept == self.digests
        assert has_changed or now == self.digests
        self.digests = now

    def check_whole(self) -> None:
        """All that must hold of everything at once."""
        with self.app.app_context():
            session = db.session
            numbers = {batch.id: number for number, batch in enumerate(self.batches)}
            check_lots(session, self.model, numbers)
            check_balances(session, self.model, numbers)
            check_recalls(session, self.model, numbers, self.recalls)
            check_what_each_has(session, self.model, numbers, self.parties)
            session.close()

    def teardown(self) -> None:
        if not self.batches:
            return
        self.check_whole()
        self.tally += check_documents(self.app, [party.organisation.id for party in self.parties])
