"""How a command tells a refusal: in English, and in Vietnamese below."""

import click

from batches.errors import DomainError


def spoken(error: DomainError) -> click.ClickException:
    """The refusal as what click prints before it exits with 1."""
    return click.ClickException(f"{error.sentence('en')}\n{error.sentence('vi')}")
