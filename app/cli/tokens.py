"""`flask token`: API tokens, made by whoever runs the machine."""

import uuid
from datetime import timedelta

import click
from flask.cli import AppGroup, with_appcontext
from sqlalchemy import select

from app import clock
from app.accounts.model import MEMBER_ROLES, ApiToken
from app.accounts.service import create_token, revoke
from app.cli.refusing import said_plainly
from app.cli.users import cli_trail, get_organisation_of
from app.db import reading, transaction
from app.policy import SCOPES
from batches.errors import NotFound
from batches.organisations.model import Organisation

token = AppGroup("token", help="API tokens of programs.")


@token.command("create")
@click.argument("name")
@click.option("--organisation", "short_code", required=True, help="Short code of the organisation.")
@click.option("--role", type=click.Choice(MEMBER_ROLES), default="manager", show_default=True)
@click.option(
    "--scope", "scopes", multiple=True, type=click.Choice(sorted(SCOPES)), help="Again for each; all."
)
@click.option("--days", type=click.IntRange(1, 3650), default=365, show_default=True)
@with_appcontext
@said_plainly
def create(name: str, short_code: str, role: str, scopes: tuple[str, ...], days: int) -> None:
    """Make a token called NAME and print it, the only time that it can be seen."""
    trail = cli_trail()
    with transaction() as session:
        row, made = create_token(
            session,
            trail,
            organisation_id=get_organisation_of(session, short_code).id,
            name=name,
            role=role,
            scopes=set(scopes) or SCOPES,
            expires_at=trail.now + timedelta(days=days),
        )
    click.echo(f"id {row.id}, {days} days", err=True)
    click.echo(made)


@token.command("list")
@click.option("--organisation", "short_code", help="Short code of the organisation.")
@with_appcontext
def list_tokens(short_code: str | None) -> None:
    """One line a token: id, organisation, role, state, last used, name. Never the token."""
    statement = select(ApiToken, Organisation.short_code).join(Organisation).order_by(ApiToken.id)
    if short_code is not None:
        statement = statement.where(Organisation.short_code == short_code)
    now = clock.now()
    with reading() as session:
        for row, code in session.execute(statement):
            ended = row.expires_at is not None and now >= row.expires_at
            state = "revoked" if row.revoked_at else "expired" if ended else "usable"
            used = row.last_used_at.isoformat(timespec="minutes") if row.last_used_at else "never"
            click.echo(f"{row.id}  {code}  {row.role}  {state}  {used}  {row.name}")


@token.command("revoke")
@click.argument("token_id", type=click.UUID)
@with_appcontext
@said_plainly
def revoke_token(token_id: uuid.UUID) -> None:
    """Let the token with this id no more in."""
    with transaction() as session:
        row = session.get(ApiToken, token_id)
        if row is None:
            raise NotFound(what="token", id=token_id)
        revoke(session, cli_trail(), row)
    click.echo("revoked", err=True)
