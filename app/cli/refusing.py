"""A command whose refusals are told as sentences, without a traceback."""

from collections.abc import Callable
from functools import wraps
from typing import ParamSpec, TypeVar

import click

from app.cli.refusals import spoken
from app.secrets import SecretsMissing
from batches.errors import DomainError

P = ParamSpec("P")
R = TypeVar("R")


def said_plainly(command: Callable[P, R]) -> Callable[P, R]:
    """Turn what the domain refuses into the command's error."""

    @wraps(command)
    def run(*args: P.args, **kwargs: P.kwargs) -> R:
        try:
            return command(*args, **kwargs)
        except DomainError as error:
            raise spoken(error) from error
        except SecretsMissing as error:
            raise click.ClickException(str(error)) from error

    return run
