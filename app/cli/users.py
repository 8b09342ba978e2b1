"""`flask user` and `flask organisation`: what the operator of the machine does. No password stands in a command."""

import sys
from datetime import datetime

import click
from click.termui import prompt
from flask.cli import AppGroup, with_appcontext
from sqlalchemy import select
from sqlalchemy.orm import Session

from app import clock
from app.accounts.audit import Trail
from app.accounts.cards import card_url
from app.accounts.invitations import VALID_FOR, invite_member
from app.accounts.leaving import disable_user
from app.accounts.model import MEMBER_ROLES, Membership, UserAccount
from app.accounts.people import add_user, find_user, join, memberships_of, set_password
from app.cli.refusing import said_plainly
from app.config import settings
from app.db import reading, transaction
from app.randomness import draw_crockford
from batches.errors import NotFound
from batches.organisations.model import KINDS, Organisation
from batches.organisations.service import find_organisation, register_organisation
from batches.places.addresses import Address

user = AppGroup("user", help="People who log in.")
organisation = AppGroup("organisation", help="Cooperatives and companies.")

_ORGANISATION = click.option("--organisation", "short_code", help="Short code of the organisation.")
_ROLE = click.option("--role", type=click.Choice(MEMBER_ROLES), default="manager", show_default=True)
_HOUSEHOLD = click.option("--household", "household_code", help="Household of a farmer.")


@user.command("create")
@click.argument("name")
@click.option("--login-name")
@click.option("--phone")
@_ORGANISATION
@_ROLE
@_HOUSEHOLD
@click.option("--operator", is_flag=True, help="An operator, who belongs to no organisation.")
@click.option(
    "--password", "with_password", is_flag=True, help="Ask for a password; stdin without a terminal."
)
@with_appcontext
@said_plainly
def create(
    name: str,
    login_name: str | None,
    phone: str | None,
    short_code: str | None,
    role: str,
    household_code: str | None,
    operator: bool,
    with_password: bool,
) -> None:
    """Enter a person called NAME, with a role in one organisation or as operator."""
    if operator == (short_code is not None):
        raise click.UsageError("expected either --organisation or --operator")
    password = _ask_password() if with_password else None
    trail = cli_trail()
    with transaction() as session:
        made = add_user(
            session,
            trail,
            name=name,
            login_name=login_name,
            phone=phone,
            password=password,
            is_operator=operator,
        )
        if short_code is not None:
            found = get_organisation_of(session, short_code)
            join(session, trail, user=made, organisation=found, role=role, household_code=household_code)
    click.echo(made.id)


@user.command("join")
@click.argument("login")
@click.option("--organisation", "short_code", required=True, help="Short code of the organisation.")
@_ROLE
@_HOUSEHOLD
@with_appcontext
@said_plainly
def join_organisation(login: str, short_code: str, role: str, household_code: str | None) -> None:
    """Give a person a role in one more organisation, or another role in theirs."""
    with transaction() as session:
        found = get_organisation_of(session, short_code)
        person = _get_user(session, login)
        join(session, cli_trail(), user=person, organisation=found, role=role, household_code=household_code)
    click.echo(f"{role} of {short_code}", err=True)


@user.command("list")
@_ORGANISATION
@with_appcontext
@said_plainly
def list_users(short_code: str | None) -> None:
    """One line a person: id, login, roles, state. Without names, and of a phone the last digits only."""
    statement = select(UserAccount).order_by(UserAccount.id)
    if short_code is not None:
        statement = statement.join(Membership).join(Organisation).where(Organisation.short_code == short_code)
    with reading() as session:
        for person in session.scalars(statement).unique():
            members = memberships_of(session, person.id)
            roles = [f"{member.role}@{member.organisation.short_code}" for member in members]
            shown = ",".join(roles) or ("operator" if person.is_operator else "—")
            state = "disabled" if person.disabled_at else "active"
            click.echo(
                f"{person.id}  {person.login_name or f'…{(person.phone or str())[-3:]}'}  {shown}  {state}"
            )


@user.command("disable")
@click.argument("login")
@with_appcontext
@said_plainly
def disable(login: str) -> None:
    """Let a person in nowhere any more: sessions, devices, invitations and tokens end."""
    with transaction() as session:
        disable_user(session, cli_trail(), _get_user(session, login))
    click.echo("disabled", err=True)


@user.command("set-password")
@click.argument("login")
@with_appcontext
@said_plainly
def change_password(login: str) -> None:
    """Give a person a new password; every session of theirs ends."""
    password = _ask_password()
    with transaction() as session:
        set_password(session, cli_trail(), _get_user(session, login), password)
    click.echo("changed", err=True)


@user.command("invite")
@click.argument("login")
@_ORGANISATION
@with_appcontext
@said_plainly
def invite(login: str, short_code: str | None) -> None:
    """Print the address of an invitation that enrols one device of a person once."""
    with transaction() as session:
        members = memberships_of(session, _get_user(session, login).id)
        chosen = [m for m in members if short_code in (None, m.organisation.short_code)]
        if len(chosen) != 1:
            raise click.UsageError(f"expected one organisation of {login}, got {len(chosen)}: --organisation")
        invitation, code = invite_member(session, cli_trail(), chosen[0], draw=draw_crockford)
    click.echo(f"valid until {_shown(invitation.expires_at)} ({VALID_FOR.days} days), once", err=True)
    click.echo(card_url(code))


@organisation.command("create")
@click.argument("name")
@click.option("--short-code", required=True, help="2 to 5 of 0-9A-Z, for ever, in every lot.")
@click.option("--kind", type=click.Choice(KINDS), default="cooperative", show_default=True)
@click.option("--province", required=True, help="Its code, as 82.")
@click.option("--commune", required=True, help="Its code, as 30244.")
@click.option("--address", help="House and street.")
@with_appcontext
@said_plainly
def create_organisation(
    name: str, short_code: str, kind: str, province: str, commune: str, address: str | None
) -> None:
    """Enter an organisation called NAME."""
    place = Address(province_code=province, commune_code=commune, detail=address, legacy=None)
    with transaction() as session:
        made = register_organisation(
            session,
            kind=kind,
            name=name,
            short_code=short_code,
            address=place,
            is_sample=settings().demo,
            now=clock.now(),
        )
    click.echo(made.id)


def cli_trail() -> Trail:
    """The trail of a command: whoever runs it has the machine, and no name here."""
    return Trail(source="cli", now=clock.now())


def get_organisation_of(session: Session, short_code: str) -> Organisation:
    found = find_organisation(session, short_code)
    if found is None:
        raise NotFound(what="organisation", id=short_code)
    return found


def _get_user(session: Session, login: str) -> UserAccount:
    found = find_user(session, login)
    if found is None:
        raise NotFound(what="user", id=login)
    return found


def _ask_password() -> str:
    if sys.stdin.isatty():
        return str(prompt("Password", hide_input=True, confirmation_prompt=True))
    return sys.stdin.readline().rstrip("\r\n")


def _shown(instant: datetime) -> str:
    return instant.isoformat(timespec="minutes")
