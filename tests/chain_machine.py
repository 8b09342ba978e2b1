"""What four organisations may do along a chain, in any order: the rules of the state machine."""

from hypothesis import strategies as st
from hypothesis.stateful import initialize, precondition, rule

from batches.harvest.model import Batch
from tests.builders import make_cooperative
from tests.builders_chain import (
    make_answer,
    make_packing,
    make_receipt,
    make_shipment,
    make_weighed,
)
from tests.chain_checks import kg
from tests.chain_model import Lot, Shipment
from tests.chain_oversight import OWNERS, OversightRules, anybody, owners, picks

weights = st.sampled_from([1, 250, 1000, 5000, 20_000, 50_000, 100_000])
shares = st.sampled_from([1, 50, 100, 200, 500, 999, 1000, 1000, 1001])
LOSSES = [(0, 0), (0, 0), (0, 10), (50, 30), (0, 31), (200, 100)]


class ChainMachine(OversightRules):
    """Each rule does one thing to the service and to the model, which has said before whether it may be done."""

    @initialize()
    def begin(self) -> None:
        """Four organisations, each with a harvest of which the next one has a third, and packs of both.

        Those of other examples stay in the database beside them.
        """
        self.parties = self.act(
            set(), lambda session: [make_cooperative(session, gtin=None) for _ in range(OWNERS)]
        )
        for owner in range(OWNERS):
            self.harvest(owner, 99_000)
        for owner in range(OWNERS):
            self.hand_over(owner, 1, [8 * OWNERS], 333, 970)
        for owner in range(OWNERS):
            self.pack(owner, [8, 9], 500, (0, 10))

    def teardown(self) -> None:
        """At last a harvest that others were packed of is rejected, which steps seldom do: those are held for it."""
        if len(self.batches) > OWNERS:
            self.test(1, None, passes=False, is_lab=True)
            held = [number for number, lot in enumerate(self.model.lots) if lot.open_holds]
            if 1 in held:
                self.decide(held.index(1), rejects=True)
        super().teardown()

    @rule(owner=owners, grams=weights)
    def harvest(self, owner: int, grams: int) -> None:
        made = self.act(set(), lambda session: make_weighed(session, self.parties[owner], str(kg(grams))))
        self.add(made, Lot(maker=owner, grams=grams, is_corrigible=True))

    @rule(
        owner=owners, lots=st.lists(picks, min_size=1, max_size=3), share=shares, lost=st.sampled_from(LOSSES)
    )
    def pack(self, owner: int, lots: list[int], share: int, lost: tuple[int, int]) -> None:
        """Of one or several batches; rejected and lost in thousandths. Several times of one is a split."""
        inputs = self.wanted(owner, lots, share)
        total = sum(inputs.values())
        rejected, shrunk = (total * part // 1000 for part in lost)
        grams = total - rejected - shrunk
        if grams <= 0:
            return
        packing = self.act(
            self.model.why_not_taken(owner, inputs),
            lambda session: make_packing(
                session,
                self.parties[owner],
                self.lines(inputs),
                net_weight_kg=kg(grams),
                rejected_kg=kg(rejected),
            ),
        )
        if packing is not None:
            held = int(shrunk * 100 > total * 3)
            made = self.act(set(), lambda session: session.get_one(Batch, packing.batch_id))
            self.add(made, Lot(maker=owner, grams=grams, inputs=inputs, open_holds=held))

    @rule(owner=owners, pick=picks, parts=st.lists(st.sampled_from([100, 300, 700, 1000]), max_size=4))
    def split(self, owner: int, pick: int, parts: list[int]) -> None:
        """Several packings of one batch, each of a part of what is left."""
        for part in parts:
            self.pack(owner, [pick], part, (0, 0))

    @rule(
        owner=owners,
        to=st.integers(1, OWNERS - 1),
        lots=st.lists(picks, min_size=1, max_size=2),
        share=shares,
        came=st.sampled_from([500, 970, 1000]),
        answer=st.sampled_from(["accepted", "accepted", "refused", "void"]),
    )
    def hand_over(
        self, owner: int, to: int, lots: list[int], share: int, came: int, answer: str = "accepted"
    ) -> None:
        """Shipped, answered and received one after the other, which steps of their own seldom are."""
        before = len(self.shipments)
        self.ship(owner, to, lots, share)
        if len(self.shipments) > before:
            self.answer_one(before, None, answer)
            self.receive_one(before, None, came)

    @rule(
        owner=owners,
        to=st.sampled_from([1, 1, 2, 2, 3, 3, 0]),
        lots=st.lists(picks, min_size=1, max_size=2),
        share=shares,
    )
    def ship(self, owner: int, to: int, lots: list[int], share: int) -> None:
        """To another organisation, or to somebody elsewhere."""
        receiver = (owner + to) % OWNERS if to else None
        moved = self.wanted(owner, lots, share)
        shipment = self.act(
            self.model.why_not_taken(owner, moved),
            lambda session: make_shipment(
                session,
                self.parties[owner],
                None if receiver is None else self.parties[receiver],
                self.lines(moved),
            ),
        )
        if shipment is not None:
            self.shipments.append(shipment)
            self.model.shipments.append(Shipment(sender=owner, receiver=receiver, grams=moved))

    @precondition(lambda self: self.shipments)
    @rule(
        pick=picks,
        who=anybody,
        answer=st.sampled_from(["accepted", "accepted", "accepted", "refused", "void"]),
    )
    def answer(self, pick: int, who: int | None, answer: str) -> None:
        """By whom it is to be answered, or by anybody."""
        self.answer_one(self.pick_shipment(pick, "sent"), who, answer)

    def answer_one(self, number: int, who: int | None, answer: str) -> None:
        shipment = self.model.shipments[number]
        usual = shipment.sender if answer == "void" else shipment.receiver
        acting = who if who is not None else usual if usual is not None else shipment.sender
        reasons = self.model.why_not_answered(acting, shipment, answer)
        self.act(
            reasons,
            lambda session: make_answer(session, self.parties[acting], self.shipments[number], answer),
        )
        if not reasons:
            shipment.state = answer

    @precondition(lambda self: self.shipments)
    @rule(pick=picks, who=anybody, share=st.sampled_from([1, 500, 970, 1000, 1000, 1001]))
    def receive(self, pick: int, who: int | None, share: int) -> None:
        """All of it or a part, or a little more than was sent."""
        self.receive_one(self.pick_shipment(pick, "accepted"), who, share)

    def receive_one(self, number: int, who: int | None, share: int) -> None:
        shipment = self.model.shipments[number]
        usual = shipment.receiver if shipment.receiver is not None else shipment.sender
        acting = who if who is not None else usual
        came = {lot: max(1, -(-grams * share // 1000)) for lot, grams in shipment.grams.items()}
        reasons = self.model.why_not_received(acting, shipment, came)
        lines = [(self.batches[lot].id, kg(grams)) for lot, grams in came.items()]
        receipt = self.act(
            reasons,
            lambda session: make_receipt(session, self.parties[acting], self.shipments[number], lines=lines),
        )
        if receipt is not None:
            shipment.received = came
            self.receipts[number] = receipt

    @rule(pick=picks, share=st.sampled_from([None, 500, 900, 999, 1000, 1001, 1100]))
    def correct_harvest(self, pick: int, share: int | None) -> None:
        """Another weight, the same, less than was taken; or it did not occur."""
        lots = [number for number, lot in enumerate(self.model.lots) if lot.is_corrigible]
        if not lots:
            return
        lot = lots[pick % len(lots)]
        found, batch = self.model.lots[lot], self.batches[lot]
        owner = found.maker
        if share is None:
            reasons = {"batch-in-use"} if self.model.left(owner, lot) < found.grams else set()
            self.act(reasons, lambda session: self.correct(session, owner, batch, "harvest", None))
            if not reasons:
                found.is_rejected, found.is_corrigible = True, False
            return
        grams = max(1, found.grams * share // 1000)
        reasons = self.model.why_not_corrected(owner, lot, found.grams, grams)
        self.act(reasons, lambda session: self.correct(session, owner, batch, "harvest", grams))
        if not reasons:
            found.grams = grams

    @precondition(lambda self: self.receipts)
    @rule(pick=picks, share=st.sampled_from([500, 900, 999, 1000, 1001, 1100]))
    def correct_receipt(self, pick: int, share: int) -> None:
        """Of one lot of it: what the receiver found, between what was taken since and what was sent."""
        number = sorted(self.receipts)[pick % len(self.receipts)]
        shipment = self.model.shipments[number]
        assert shipment.received is not None
        assert shipment.receiver is not None
        owner, received = shipment.receiver, shipment.received
        lot = sorted(received)[pick % len(received)]
        grams = max(1, received[lot] * share // 1000)
        reasons = self.model.why_not_corrected(owner, lot, received[lot], grams, shipment.grams[lot])
        record = self.receipts[number].id
        self.act(
            reasons,
            lambda session: self.correct(
                session, owner, self.batches[lot], "receiving", grams, record=record
            ),
        )
        if not reasons:
            received[lot] = grams
