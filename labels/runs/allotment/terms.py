"""Under what terms labels are given. Plain values and one function of the edge."""

import uuid
from collections.abc import Callable
from dataclasses import dataclass

USUAL_OPEN_DAYS = 14
USUAL_UNCONFIRMED_PERCENT = 50


def _themselves(actor_id: uuid.UUID) -> uuid.UUID:
    return actor_id


@dataclass(frozen=True, kw_only=True, slots=True)
class Terms:
    """What an operator decides about labels, and why somebody asks for more of them than there is fruit.

    Attributes:
        over_reason: for more labels than fruit; None asks for none.
        unconfirmed_percent: of a batch's fruit, that may get tags while one party alone has stated its weight.
        open_days: see `PrintRun.open_days`.
        person_of: the person behind an actor, so that nobody is a second party to themselves by a token.
    """

    over_reason: str | None = None
    unconfirmed_percent: int = USUAL_UNCONFIRMED_PERCENT
    open_days: int | None = USUAL_OPEN_DAYS
    person_of: Callable[[uuid.UUID], uuid.UUID] = _themselves


USUAL_TERMS = Terms()
