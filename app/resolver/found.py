"""What was found under a name."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from app.resolver.links import Level

Form = Callable[[str], dict[str, Any]]
"""The data of a thing in a media type."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Found:
    """A thing with what is linked to it.

    Attributes:
        levels: the thing itself first, then what it belongs to.
        unknown: `lot` or `label` where that is not known and the first level is the product's.
    """

    levels: Sequence[Level]
    form: Form
    unknown: str | None = None

    @property
    def page(self) -> str:
        """Where the default link leads; the page of a product says what of the name is unknown."""
        page = self.levels[0].page
        return f"{page}?unknown={self.unknown}" if self.unknown else page
