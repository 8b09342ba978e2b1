"""All commands, registered at one place."""

from flask import Flask

from app.cli.demo.command import demo
from app.cli.doctor import doctor
from app.cli.setup import init, serve


def register_commands(app: Flask) -> None:
    for command in (init, serve, doctor, demo):
        app.cli.add_command(command)
