"""The root of every refusal: a code for programs, a sentence in Vietnamese and in English for people."""

from typing import ClassVar


class DomainError(Exception):
    """A refusal that the domain gives on purpose; `app/statuses.py` alone knows its HTTP status.

    Subclasses set `code` (kebab-case, for ever) and the two sentences, which may name the keyword
    values given when it is raised: the value met and the value expected.
    """

    code: ClassVar[str]
    vi: ClassVar[str]
    en: ClassVar[str]

    def __init__(self, **values: object) -> None:
        self.values = values
        super().__init__(self.sentence("en"))

    def sentence(self, language: str) -> str:
        """The sentence in `language`: Vietnamese for `vi`, English for any other."""
        return (self.vi if language == "vi" else self.en).format(**self.values)

    @property
    def pointer(self) -> str:
        """JSON pointer of the request's field that is to blame, or "" for the request as a whole."""
        return str(self.values.get("pointer", ""))


class NotFound(DomainError):
    code = "not-found"
    vi = "Không tìm thấy {what} {id}."
    en = "There is no {what} {id} that you may see."
