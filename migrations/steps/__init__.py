"""Steps that revisions share. What stands here never changes its meaning: old revisions are run with it."""

from datetime import datetime

import sqlalchemy as sa
from alembic import op

LONG_AGO = "1970-01-01"


def instant(name: str, *, nullable: bool = False, filled: bool = False) -> sa.Column[datetime]:
    """An instant; `filled` gives the rows that there are a day long ago, until something better is known."""
    return sa.Column(
        name, sa.DateTime(timezone=True), nullable=nullable, server_default=LONG_AGO if filled else None
    )


def key(table: str, *columns: str) -> sa.PrimaryKeyConstraint:
    return sa.PrimaryKeyConstraint(*(columns or ("id",)), name=op.f(f"pk_{table}"))


def refers(table: str, column: str, other: str) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint([column], [f"{other}.id"], name=op.f(f"fk_{table}_{column}_{other}"))


def unique(table: str, *columns: str) -> sa.UniqueConstraint:
    return sa.UniqueConstraint(*columns, name=op.f(f"uq_{table}_{'_'.join(columns)}"))


def one_of(table: str, column: str, words: tuple[str, ...]) -> sa.CheckConstraint:
    return sa.CheckConstraint(f"{column} IN {words}", name=op.f(f"ck_{table}_{column}"))


def index(table: str, *columns: str, is_unique: bool = False) -> None:
    op.create_index(op.f(f"ix_{table}_{'_'.join(columns)}"), table, list(columns), unique=is_unique)


def add_reference(table: str, column: str, other: str) -> None:
    """A column that refers to another table, added in place: SQLite rebuilds nothing for it."""
    kind = "CHAR(32)" if op.get_bind().dialect.name == "sqlite" else "UUID"
    name = f"fk_{table}_{column}_{other}"
    op.execute(f"ALTER TABLE {table} ADD COLUMN {column} {kind} CONSTRAINT {name} REFERENCES {other} (id)")


def drop_columns(table: str, *columns: str) -> None:
    """Take columns away, each with what refers to another table by it; SQLite makes the table anew."""
    with op.batch_alter_table(table, schema=None) as batch_op:
        for column in columns:
            batch_op.drop_column(column)


def let_change(table: str) -> None:
    """Let a revision itself change the rows of a protected table, until `refuse_change_again`."""
    if op.get_bind().dialect.name == "sqlite":
        for change in ("update", "delete"):
            op.execute(f"DROP TRIGGER {table}_no_{change}")
        return
    op.execute(f"ALTER TABLE {table} DISABLE TRIGGER USER")


def refuse_change_again(table: str) -> None:
    """End what `let_change` began; SQLite may have made the table anew meanwhile."""
    if op.get_bind().dialect.name == "sqlite":
        protect(table)
        return
    op.execute(f"ALTER TABLE {table} ENABLE TRIGGER USER")


def protect(table: str) -> None:
    """Let the database itself refuse to change or delete rows."""
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
