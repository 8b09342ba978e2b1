"""`flask backup`, `flask backup-key`: a backup in one file, and the paper that opens the keys in it."""

import secrets
from pathlib import Path

import click
from flask.cli import AppGroup, with_appcontext

from app import clock
from app.backups.archive import open_archive
from app.backups.keys import PUBLIC_KEY, read_public_key, write_secrets
from app.backups.making import MadeBackup, backups_in, keep_newest, make_backup
from app.backups.recovery import KEY_BYTES, RecoveryKey, key_id
from app.cli.refusals import spoken
from app.config import settings
from app.secrets import SecretsMissing
from app.storage import storage
from batches.errors import DomainError

BACKUPS = "backups"

PAPER = """
  Rõ Nguồn: khóa khôi phục {key_id} / recovery key {key_id}

      {first}
      {second}

  In ra giấy, cất ở nơi an toàn, không lưu trên máy này. Khóa chỉ hiện một lần. Mất khóa này thì không mở được
  khóa tem trong bản sao lưu.
  Print this on paper, keep it safe and off this machine. It is shown once. Without it nobody can open the label
  keys in a backup.
"""
NO_KEYS = (
    "WARNING: this backup holds no keys. If the keys of this machine are lost, labels already printed can never "
    "be verified again.\nCẢNH BÁO: bản sao lưu này không có khóa. Nếu mất khóa trên máy này, tem đã in sẽ không "
    "bao giờ kiểm tra được nữa."
)

folder_type = click.Path(file_okay=False, path_type=Path)


@click.group("backup", invoke_without_command=True)
@click.option("--to", type=folder_type, help="Folder of the backups; DATA_DIR/backups without it.")
@click.option("--keep", type=click.IntRange(1), help="Delete all but the newest N afterwards.")
@click.option("--without-keys", is_flag=True, help="Leave the label keys out: only with a copy elsewhere.")
@click.pass_context
@with_appcontext
def backup(context: click.Context, to: Path | None, keep: int | None, without_keys: bool) -> None:
    """Back up database, files and keys into one file, while the service runs."""
    context.obj = to
    if context.invoked_subcommand is not None:
        return
    folder = _folder(to)
    try:
        made = make_backup(settings(), storage(), folder, with_keys=not without_keys, now=clock.now())
    except SecretsMissing as error:
        raise click.ClickException(str(error)) from error
    except DomainError as error:
        raise spoken(error) from error
    _tell(made)
    for path in keep_newest(folder, keep) if keep else []:
        click.echo(f"deleted {path.name}", err=True)


@backup.command("list")
@click.option("--in", "where", type=folder_type, help="Folder of the backups; DATA_DIR/backups without it.")
@click.pass_context
@with_appcontext
def list_backups(context: click.Context, where: Path | None) -> None:
    """The backups of a folder, newest first; exit 1 when one of them is damaged."""
    damaged = False
    for path in backups_in(_folder(where or context.obj)):
        try:
            manifest = open_archive(path).manifest
        except DomainError as error:
            damaged = True
            click.echo(f"{path.name}  {error}")
            continue
        rows = sum(table.rows for table in manifest.tables.values())
        sealed = f"keys for {manifest.recovery_key_id}" if manifest.recovery_key_id else "WITHOUT KEYS"
        click.echo(
            f"{path.name}  {path.stat().st_size / 1e6:.1f} MB  {manifest.engine} {manifest.revision}  "
            f"{rows} rows  {sealed}"
        )
    if damaged:
        raise SystemExit(1)


backup_key = AppGroup("backup-key", help="The recovery key: on paper, never on this machine.")


@backup_key.command("create")
@click.option("--replace", is_flag=True, help="Make a new one; older backups still need the old paper.")
@with_appcontext
def create(replace: bool) -> None:
    """Make the recovery key, print it once, and keep its public half."""
    folder = settings().secrets_dir
    if (folder / PUBLIC_KEY).exists() and not replace:
        raise click.ClickException(
            f"there is one, {key_id(read_public_key(folder))}: say --replace for a new one, and keep the old "
            "paper for the older backups"
        )
    key = RecoveryKey(private=secrets.token_bytes(KEY_BYTES))
    write_secrets(folder, {PUBLIC_KEY: key.public.hex().encode("ascii")})
    half = len(key.paper) // 2
    click.echo(
        PAPER.format(
            key_id=key_id(key.public), first=key.paper[:half].rstrip("-"), second=key.paper[half:].lstrip("-")
        )
    )


@backup_key.command("check")
@click.option("--key", required=True, prompt=True, hide_input=True, help="The text of the paper.")
@with_appcontext
def check(key: str) -> None:
    """Tell whether a paper is the one that opens the backups of this service."""
    try:
        paper = key_id(RecoveryKey.from_paper(key).public)
        own = key_id(read_public_key(settings().secrets_dir))
    except DomainError as error:
        raise spoken(error) from error
    if paper != own:
        raise click.ClickException(f"the paper is of key {paper}, this service seals to {own}")
    click.echo(f"the paper is right: key {own}")


def _folder(given: Path | None) -> Path:
    return given or settings().data_dir / BACKUPS


def _tell(made: MadeBackup) -> None:
    click.echo(made.path)
    manifest = made.manifest
    rows = sum(table.rows for table in manifest.tables.values())
    click.echo(f"{rows} rows, {len(manifest.members)} parts, {made.path.stat().st_size} bytes", err=True)
    if manifest.missing_files:
        click.echo(
            f"WARNING: {len(manifest.missing_files)} files that the database names are not in the storage or "
            f"damaged there, first {manifest.missing_files[0]}",
            err=True,
        )
    if manifest.recovery_key_id is None:
        click.echo(NO_KEYS, err=True)
