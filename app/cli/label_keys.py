"""`flask label-key`: the master keys of label codes: which there are, a new one, and one that was exposed."""

import secrets

import click
from flask.cli import AppGroup, with_appcontext

from app import clock
from app.accounts.audit import record
from app.cli.refusing import said_plainly
from app.cli.users import cli_trail
from app.config import settings
from app.db import reading, transaction
from app.secrets import add_label_key, label_keys
from labels.codes.errors import LabelKeyMissing
from labels.scans.queries import exposed_keys
from labels.scans.service import expose_key

label_key = AppGroup("label-key", help="Master keys of label codes.")


@label_key.command("list")
@with_appcontext
@said_plainly
def list_keys() -> None:
    """One line a key: id, day it was made, whether new runs use it, since when it is exposed. Never the key."""
    keys = label_keys()
    with reading() as session:
        exposed = exposed_keys(session, list(keys.by_id))
    for key_id, key in keys.by_id.items():
        state = "active" if key.is_active else "resting"
        since = f"  exposed since {exposed[key_id]:%Y-%m-%d}" if key_id in exposed else ""
        click.echo(f"{key_id}  {key.created_at:%Y-%m-%d}  {state}{since}")


@label_key.command("new")
@with_appcontext
@said_plainly
def new() -> None:
    """Make a key that new runs use from the next start of the service. Old labels keep theirs."""
    key_id = secrets.token_hex(4)
    add_label_key(settings().secrets_dir, key_id=key_id, now=clock.now())
    with transaction() as session:
        record(session, cli_trail(), "label-key:created", subject_id=None)
    click.echo(f"made {key_id}; restart the service, and make a backup", err=True)


@label_key.command("expose")
@click.argument("key_id")
@click.option("--reason", required=True, help="What happened, in a sentence.")
@with_appcontext
@said_plainly
def expose(key_id: str, reason: str) -> None:
    """Mark KEY_ID as known to strangers: every label that was made with it says so from now on, for ever."""
    if key_id not in label_keys().by_id:
        raise LabelKeyMissing(key_id=key_id)
    with transaction() as session:
        expose_key(session, key_id, reason=reason, now=clock.now())
        record(session, cli_trail(), "label-key:exposed", subject_id=None)
    click.echo(f"{key_id} is marked; if it is the active one, make a new one: flask label-key new", err=True)
