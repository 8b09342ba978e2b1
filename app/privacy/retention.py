"""How long each kind of row is kept, and why: the one table. docs/privacy.md repeats it, `flask purge` follows it."""

from dataclasses import dataclass
from datetime import timedelta

from app.accounts.delays import FORGOTTEN_AFTER
from app.idempotency import KEPT
from batches.problem_reports.rules import KEPT as KEPT_REPORTS
from labels.scans.service import VISITS_KEPT


@dataclass(frozen=True, kw_only=True, slots=True)
class Retention:
    """How long rows of a kind are kept.

    Attributes:
        table: where they stand.
        kept_for: counted from `since`; None: `flask purge` never takes them.
        since: in words; where there is no period, until what.
    """

    kind: str
    table: str
    kept_for: timedelta | None
    since: str
    why: str

    @property
    def period(self) -> str:
        """As the document's table says it."""
        if self.kept_for is None:
            return self.since
        unit = "day" if self.kept_for.days == 1 else "days"
        return f"{self.kept_for.days} {unit} after {self.since}"


RETENTION = (
    Retention(
        kind="kept answers",
        table="kept_answer",
        kept_for=KEPT,
        since="the request",
        why="a phone that was offline for weeks may send it again; an answer can hold a name, and is sealed",
    ),
    Retention(
        kind="ended sessions",
        table="login_session",
        kept_for=timedelta(days=30),
        since="they ended or were too old to be used",
        why="a person or manager who suspects a stranger can see who was logged in",
    ),
    Retention(
        kind="failed log-ins",
        table="failed_login",
        kept_for=FORGOTTEN_AFTER,
        since="the last one",
        why="they only slow down guessing; addresses are hashes of the day",
    ),
    Retention(
        kind="who looked at a label",
        table="label_visit",
        kept_for=VISITS_KEPT,
        since="the scan",
        why="a page opened again is not counted again; an address is a keyed hash that changes each day",
    ),
    Retention(
        kind="spent invitations",
        table="invitation",
        kept_for=timedelta(days=30),
        since="they were redeemed or withdrawn, or expired",
        why="a manager can still see what became of a card",
    ),
    Retention(
        kind="revoked devices",
        table="device",
        kept_for=timedelta(days=90),
        since="they were revoked",
        why="a lost phone that turns up can be told from one that was never enrolled",
    ),
    Retention(
        kind="withdrawn consents, with their evidence",
        table="consent",
        kept_for=timedelta(days=730),
        since="the withdrawal",
        why="they prove that what was shown before was agreed to; two years for complaints",
    ),
    Retention(
        kind="reported problems, with their answers",
        table="problem_report",
        kept_for=KEPT_REPORTS,
        since="the report",
        why="a season to look into it and to see whether it comes again; a contact that the sender wrote is in it",
    ),
    Retention(
        kind="photos of erased people",
        table="document",
        kept_for=None,
        since="until the erasure, which takes row and file at once",
        why="nothing needs them any more",
    ),
    Retention(
        kind="households, people, who did the work",
        table="member",
        kept_for=None,
        since="until `flask person erase`",
        why="the organisation works with them; the law's minimum for farm records is the organisation's to keep",
    ),
    Retention(
        kind="revoked tokens",
        table="api_token",
        kept_for=None,
        since="for ever, without the secret",
        why="records name by its id the program that made them",
    ),
    Retention(
        kind="audit events",
        table="audit_event",
        kept_for=None,
        since="for ever",
        why="insert-only by trigger, so that nobody covers their tracks; they hold ids and no name, "
        "and an address only as a keyed hash that changes each day",
    ),
    Retention(
        kind="shipments, with vehicle and buyer",
        table="movement",
        kept_for=None,
        since="for ever; the name of a buyer until `flask person erase`",
        why="a recall must reach whoever got the fruit; no event and no page has them",
    ),
    Retention(
        kind="events, lots, print runs",
        table="event",
        kept_for=None,
        since="for ever",
        why="labels are out and must resolve; they hold codes and ids and no person",
    ),
)
