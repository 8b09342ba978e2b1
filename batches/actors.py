"""Who acts: the value that every use case takes. Not how they proved it."""

import uuid
from dataclasses import dataclass


@dataclass(frozen=True, kw_only=True, slots=True)
class Actor:
    """One caller of a use case.

    Attributes:
        id: what did it, as the records keep it: a token's id, or a fixed id of a command.
        organisation_id: the organisation it acts for; None only for the operator.
        role: `manager`, `farmer`, `packer`, `viewer` or `operator`.
        scopes: what a token may do; a command has all.
        household_code: the household to which a farmer is bound: others' plots, diary and harvests are not
            theirs to see; None for everyone who acts for the organisation as a whole.
    """

    id: uuid.UUID
    organisation_id: uuid.UUID | None
    role: str
    scopes: frozenset[str]
    household_code: str | None = None
