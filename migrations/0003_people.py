"""People: users, memberships, invitations, devices, sessions, failed log-ins, the audit log; tokens that expire."""

from collections.abc import Sequence
from datetime import datetime

import sqlalchemy as sa
from alembic import op

revision: str = "0003"
down_revision: str | None = "0002"
branch_labels: Sequence[str] | None = None
depends_on: Sequence[str] | None = None

INDEXES = (
    ("audit_event", "organisation_id"),
    ("device", "membership_id"),
    ("failed_login", "last_at"),
    ("invitation", "membership_id"),
    ("login_session", "device_id"),
    ("login_session", "membership_id"),
    ("login_session", "user_id"),
    ("membership", "organisation_id"),
)
TABLES = (
    "audit_event",
    "failed_login",
    "login_session",
    "device",
    "invitation",
    "membership",
    "user_account",
)
TOKEN_COLUMNS = ("created_by", "expires_at", "last_used_at", "updated_at")


def upgrade() -> None:
    op.create_table(
        "user_account",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("login_name", sa.String(), nullable=True),
        sa.Column("phone", sa.String(), nullable=True),
        sa.Column("password_hash", sa.String(), nullable=True),
        sa.Column("is_operator", sa.Boolean(), nullable=False),
        _instant("created_at", nullable=False),
        _instant("disabled_at"),
        sa.CheckConstraint("login_name IS NOT NULL OR phone IS NOT NULL", name=op.f("ck_user_account_login")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_user_account")),
        sa.UniqueConstraint("login_name", name=op.f("uq_user_account_login_name")),
        sa.UniqueConstraint("phone", name=op.f("uq_user_account_phone")),
    )
    op.create_table(
        "membership",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("user_id", sa.Uuid(), nullable=False),
        sa.Column("organisation_id", sa.Uuid(), nullable=False),
        sa.Column("role", sa.String(), nullable=False),
        sa.Column("household_code", sa.String(), nullable=True),
        _instant("created_at", nullable=False),
        _instant("updated_at", nullable=False),
        _instant("ended_at"),
        sa.CheckConstraint(
            "role IN ('manager', 'farmer', 'packer', 'viewer')", name=op.f("ck_membership_role")
        ),
        _refers("membership", "user_id", "user_account"),
        _refers("membership", "organisation_id", "organisation"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_membership")),
        sa.UniqueConstraint("user_id", "organisation_id", name=op.f("uq_membership_user_id_organisation_id")),
    )
    op.create_table(
        "invitation",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("membership_id", sa.Uuid(), nullable=False),
        sa.Column("code_hash", sa.String(), nullable=False),
        _instant("created_at", nullable=False),
        sa.Column("created_by", sa.Uuid(), nullable=False),
        _instant("expires_at", nullable=False),
        _instant("redeemed_at"),
        _instant("withdrawn_at"),
        _instant("updated_at", nullable=False),
        _refers("invitation", "membership_id", "membership"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_invitation")),
        sa.UniqueConstraint("code_hash", name=op.f("uq_invitation_code_hash")),
    )
    op.create_table(
        "device",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("membership_id", sa.Uuid(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("secret_hash", sa.String(), nullable=False),
        sa.Column("pin_hash", sa.String(), nullable=False),
        sa.Column("wrong_pins", sa.Integer(), nullable=False),
        _instant("enrolled_at", nullable=False),
        _instant("last_used_at"),
        _instant("revoked_at"),
        _instant("updated_at", nullable=False),
        _refers("device", "membership_id", "membership"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_device")),
        sa.UniqueConstraint("secret_hash", name=op.f("uq_device_secret_hash")),
    )
    op.create_table(
        "login_session",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("secret_hash", sa.String(), nullable=False),
        sa.Column("user_id", sa.Uuid(), nullable=False),
        sa.Column("membership_id", sa.Uuid(), nullable=True),
        sa.Column("device_id", sa.Uuid(), nullable=True),
        _instant("created_at", nullable=False),
        _instant("last_seen_at", nullable=False),
        _instant("ended_at"),
        _refers("login_session", "user_id", "user_account"),
        _refers("login_session", "membership_id", "membership"),
        _refers("login_session", "device_id", "device"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_login_session")),
        sa.UniqueConstraint("secret_hash", name=op.f("uq_login_session_secret_hash")),
    )
    op.create_table(
        "failed_login",
        sa.Column("subject", sa.String(), nullable=False),
        sa.Column("count", sa.Integer(), nullable=False),
        _instant("last_at", nullable=False),
        sa.PrimaryKeyConstraint("subject", name=op.f("pk_failed_login")),
    )
    op.create_table(
        "audit_event",
        sa.Column("id", sa.Uuid(), nullable=False),
        _instant("at", nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("actor_id", sa.Uuid(), nullable=True),
        sa.Column("subject_id", sa.Uuid(), nullable=True),
        sa.Column("organisation_id", sa.Uuid(), nullable=True),
        sa.Column("request_id", sa.String(), nullable=True),
        sa.Column("address_hash", sa.String(), nullable=True),
        _refers("audit_event", "organisation_id", "organisation"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_audit_event")),
    )
    for table, column in INDEXES:
        op.create_index(op.f(f"ix_{table}_{column}"), table, [column])
    _extend_tokens()
    _protect("audit_event")


def downgrade() -> None:
    for column in TOKEN_COLUMNS:
        op.drop_column("api_token", column)
    for table in TABLES:
        op.drop_table(table)


def _extend_tokens() -> None:
    """In place, as SQLite rebuilds no table for a column that may be empty or has a default."""
    op.add_column("api_token", sa.Column("created_by", sa.Uuid(), nullable=True))
    op.add_column("api_token", _instant("expires_at"))
    op.add_column("api_token", _instant("last_used_at"))
    op.add_column("api_token", _instant("updated_at", nullable=False, server_default="1970-01-01"))
    op.execute("UPDATE api_token SET updated_at = COALESCE(revoked_at, created_at)")


def _instant(name: str, *, nullable: bool = True, server_default: str | None = None) -> sa.Column[datetime]:
    return sa.Column(name, sa.DateTime(timezone=True), nullable=nullable, server_default=server_default)


def _refers(table: str, column: str, other: str) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint([column], [f"{other}.id"], name=op.f(f"fk_{table}_{column}_{other}"))


def _protect(table: str) -> None:
    if op.get_bind().dialect.name == "sqlite":
        for change in ("update", "delete"):
            op.execute(
                f"CREATE TRIGGER {table}_no_{change} BEFORE {change.upper()} ON {table} "
                f"BEGIN SELECT RAISE(ABORT, '{table} is insert-only'); END"
            )
        return
    for change in ("update", "delete", "truncate"):
        each = "STATEMENT" if change == "truncate" else "ROW"
        op.execute(
            f"CREATE TRIGGER {table}_no_{change} BEFORE {change.upper()} ON {table} "
            f"FOR EACH {each} EXECUTE FUNCTION refuse_change()"
        )
