"""`flask restore`: a backup put back, or tried out with --drill."""

import sys
from pathlib import Path

import click
from flask.cli import with_appcontext

from app import clock
from app.backups.archive import Archive, open_archive
from app.backups.keys import KeptKeys
from app.backups.restoring import Restored, drill, open_keys, restore
from app.cli.doctor import examine
from app.cli.refusals import spoken
from app.config import settings
from batches.errors import DomainError


@click.command("restore")
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--key", help="The recovery key's text from its paper; - reads it from standard input.")
@click.option("--replace", is_flag=True, help="Keep what is here aside and put the backup in its place.")
@click.option("--drill", "is_drill", is_flag=True, help="Restore elsewhere, check all of it, leave nothing.")
@with_appcontext
def restore_command(file: Path, key: str | None, replace: bool, is_drill: bool) -> None:
    """Put a backup back, after all of it was checked; a drill without --key checks all but the keys."""
    try:
        archive = open_archive(file)
        keys = _keys(archive, key, is_drill=is_drill)
        if is_drill:
            found = drill(settings(), archive, keys, now=clock.now())
        else:
            found = restore(settings(), archive, keys, replacing=replace, now=clock.now())
    except DomainError as error:
        raise spoken(error) from error
    _report(archive, found)
    if not is_drill:
        _look()


def _keys(archive: Archive, key: str | None, *, is_drill: bool) -> KeptKeys | None:
    if key is None and is_drill:
        return None
    if key == "-":
        key = sys.stdin.read()
    return open_keys(archive, key)


def _report(archive: Archive, found: Restored) -> None:
    manifest = archive.manifest
    lines = [
        f"ok    backup     {manifest.id} of {manifest.created_at.isoformat()}, every byte as it was written",
        f"ok    database   {found.tables} tables, {found.rows} rows, each as it was",
        f"ok    files      {found.files}, each as its hash says",
    ]
    if manifest.missing_files:
        lines.append(f"note  files      {len(manifest.missing_files)} were missing when the backup was made")
    if found.codes is not None:
        lines.append(f"ok    labels     {found.codes} codes of its runs verify with its keys")
    elif manifest.recovery_key_id is None:
        lines.append("bad   labels     the backup holds no keys: its labels cannot be verified with it")
    else:
        lines.append(f"note  labels     not checked: the keys are sealed to {manifest.recovery_key_id}")
    if found.upgraded_from is not None:
        lines.append(f"ok    schema     brought forward from {found.upgraded_from}")
    lines += [f"note  before     kept as {place}" for place in found.set_aside]
    click.echo("\n".join(lines))


def _look() -> None:
    """What `flask doctor` finds now."""
    for check in examine():
        click.echo(f"{check.level:<5} {check.name:<15} {check.found}")
