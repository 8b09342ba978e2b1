"""`flask init` makes what a service needs to start."""

import click
from flask.cli import with_appcontext

from app import clock
from app.config import DEMO_MARKER, settings
from app.db import alembic, reading
from app.secrets import create_missing_secrets, has_label_keys
from labels.runs.queries import lost_key_ids


@click.command("init")
@with_appcontext
def init() -> None:
    """Make the secrets and bring the database to the newest schema. Repeatable."""
    found = settings()
    found.data_dir.mkdir(parents=True, exist_ok=True)
    if found.demo:
        (found.data_dir / DEMO_MARKER).touch()
    alembic.upgrade()
    _refuse_new_keys_for_old_labels()
    for name in create_missing_secrets(found.secrets_dir, now=clock.now()):
        click.echo(f"made {found.secrets_dir / name}", err=True)
    click.echo(f"ready: {found.data_dir}", err=True)


def _refuse_new_keys_for_old_labels() -> None:
    """A fresh key in place of a lost one would hide that every label printed so far became unknown."""
    if has_label_keys(settings().secrets_dir):
        return
    with reading() as session:
        lost = lost_key_ids(session, known=())
    if lost:
        raise click.ClickException(
            f"labels were printed with the keys {', '.join(lost)}, expected in {settings().secrets_dir}: "
            "restore them from a backup before anything else"
        )
