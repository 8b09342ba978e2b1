"""All commands, registered at one place."""

from flask import Flask

from app.cli.backup import backup, backup_key
from app.cli.demo.command import demo
from app.cli.doctor import doctor
from app.cli.files import files
from app.cli.label_keys import label_key
from app.cli.people import person, purge
from app.cli.restore import restore_command
from app.cli.serve import serve
from app.cli.setup import init
from app.cli.tokens import token
from app.cli.users import organisation, user


def register_commands(app: Flask) -> None:
    for command in (
        init,
        serve,
        doctor,
        demo,
        backup,
        backup_key,
        restore_command,
        organisation,
        user,
        person,
        purge,
        token,
        label_key,
        files,
    ):
        app.cli.add_command(command)
