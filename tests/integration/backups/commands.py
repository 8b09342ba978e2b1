"""Backups as an operator makes and restores them: by commands, with no connection left open."""

from pathlib import Path

from click.testing import Result
from flask import Flask

from proof import places
from tests.conftest import _dispose


def run(app: Flask, *words: str) -> Result:
    """A command, with no connection of ours left open."""
    result = app.test_cli_runner().invoke(args=list(words))
    _dispose(app)
    return result


def backed_up(app: Flask, *words: str) -> Path:
    made = run(app, "backup", *words)
    assert made.exit_code == 0, made.output
    return Path(made.stdout.strip())


def rows_of(app: Flask) -> dict[str, list[str]]:
    """Every row of every table, in an order of its own."""
    return places.rows_of(app.extensions["ronguon.settings"].database_url)
