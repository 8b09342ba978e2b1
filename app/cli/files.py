"""`flask files`: the photos and papers that lie in the storage."""

import click
from flask.cli import AppGroup, with_appcontext

from app import clock
from app.db import reading
from app.storage import storage
from batches.documents.sweeping import sweep_files

files = AppGroup("files", help="Photos and papers in the storage.")


@files.command("sweep")
@click.option("--dry-run", "is_dry", is_flag=True, help="Only print what would be deleted.")
@with_appcontext
def sweep(is_dry: bool) -> None:
    """Delete files that no row names and that are older than a day: refused uploads leave them. Prints their paths."""
    count = 0
    with reading() as session:
        for path in sweep_files(session, storage(), is_dry=is_dry, now=clock.now()):
            click.echo(path)
            count += 1
    click.echo(f"{count} {'to delete' if is_dry else 'deleted'}", err=True)
