"""`flask person` and `flask purge`: what is kept about a person, erased, and taken away when its time is over."""

import uuid

import click
from flask.cli import AppGroup, with_appcontext

from app import clock
from app.cli.refusing import said_plainly
from app.cli.users import cli_trail
from app.db import reading, transaction
from app.privacy.erasing import STAYS, erase_person
from app.privacy.finding import find_rows
from app.privacy.persons import Person, get_person
from app.privacy.purging import count_old
from app.privacy.purging import purge as purge_old
from app.storage import storage

person = AppGroup("person", help="What is kept about a person.")


@person.command("list")
@click.argument("query")
@with_appcontext
@said_plainly
def list_person(query: str) -> None:
    """Every row about who is called QUERY: a part of a name, a phone, a log-in or a household code.

    This prints personal data: it answers a person who asks what is kept about them.
    """
    with reading() as session:
        rows = find_rows(session, query)
    for row in sorted(rows, key=lambda found: found.table):
        click.echo(row.table + "  " + "  ".join(f"{name}={value}" for name, value in row.values.items()))
    click.echo(f"{len(rows)} rows", err=True)


@person.command("erase")
@click.option("--member", "member_id", type=click.UUID, help="Id of a household.")
@click.option("--user", "user_id", type=click.UUID, help="Id of a person who logs in.")
@click.option("--yes", is_flag=True, help="Do not ask.")
@with_appcontext
@said_plainly
def erase(member_id: uuid.UUID | None, user_id: uuid.UUID | None, yes: bool) -> None:
    """Erase a person for ever: name, phone, photo, log-in, and their name in the diary."""
    if (member_id is None) == (user_id is None):
        raise click.UsageError("expected either --member or --user")
    with transaction() as session:
        found = get_person(session, member_id=member_id, user_id=user_id)
        _tell(found)
    if not yes:  # outside the transaction: nobody waits for a person who thinks
        click.confirm("Erase for ever?", abort=True)
    with transaction() as session:
        found = get_person(session, member_id=member_id, user_id=user_id)
        done = erase_person(session, cli_trail(), storage(), found)
    click.echo(
        f"erased: {done.consents} consents withdrawn, {done.photos} photos, {done.performers} diary entries, "
        f"{done.bought} shipments"
    )
    for line in done.still_used:
        click.echo(f"look: {line}")
    for what, why in STAYS:
        click.echo(f"stays: {what}: {why}")


@click.command("purge")
@click.option("--dry-run", is_flag=True, help="Only say what would go.")
@with_appcontext
@said_plainly
def purge(dry_run: bool) -> None:
    """Take away what was kept long enough (docs/privacy.md). Meant to run each day; repeatable."""
    if dry_run:
        with reading() as session:
            counts = count_old(session, now=clock.now())
    else:
        with transaction() as session:
            counts = purge_old(session, storage(), now=clock.now())
    for found in counts:
        click.echo(f"{found.count}  {found.kind}")


def _tell(found: Person) -> None:
    """Which rows are meant, by ids and codes: the same person may be a household and an account."""
    for member in found.members:
        state = " (erased before)" if member.erased_at else ""
        click.echo(f"member {member.id}, household {member.household_code}{state}")
    for user in found.users:
        click.echo(f"user {user.id}")
