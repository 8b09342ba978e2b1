"""`flask init` makes what a service needs to start; `flask serve` starts it."""

import os
import sys

import click
from flask.cli import with_appcontext

from app import clock
from app.config import DEMO_MARKER, Settings, settings
from app.db import alembic, reading
from app.health import readiness
from app.metrics import share_metrics
from app.secrets import create_missing_secrets, has_label_keys
from labels.runs.queries import lost_key_ids

LONGEST_FAREWELL_S = 20  # for requests that are being answered when the service is told to stop


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


@click.command("serve")
@with_appcontext
def serve() -> None:
    """Serve with granian, HOST and PORT from the settings."""
    found = settings()
    broken = {name: state for name, state in readiness().items() if state != "ok"}
    if broken:
        raise click.ClickException("; ".join(f"{name}: {state}" for name, state in broken.items()))
    share_metrics(found.data_dir / "metrics")
    address = f"http://{found.host}:{found.port}"
    click.echo(f"\n  Rõ Nguồn\n  pages  {address}/\n  API    {address}/api/v1/openapi.json\n", err=True)
    os.execv(sys.executable, [sys.executable, *_server_words(found)])  # noqa: S606 - no shell is wanted


def _server_words(found: Settings) -> list[str]:
    """The server takes this process's place: its workers are forked, and SQLite forbids to carry a connection across.

    A worker that inherited one ended without a word, about once in three hundred starts. And one that is told to
    stop while it is starting may not hear of it: after a while it is ended.
    """
    return [
        *("-m", "granian", "--interface", "wsgi", "--host", found.host, "--port", str(found.port)),
        *("--workers", str(found.workers), "--blocking-threads", str(found.threads)),
        *("--workers-kill-timeout", str(LONGEST_FAREWELL_S)),
        *("--log-level", "warning", "--respawn-failed-workers", "--no-ws", "wsgi:app"),
    ]
