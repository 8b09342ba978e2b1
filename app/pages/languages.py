"""Which language a page is in, its words and its days. Vietnamese is the source; the others are .po files."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from functools import cache, cached_property
from io import BytesIO
from pathlib import Path

from babel.dates import format_date
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po
from babel.support import NullTranslations, Translations
from flask import request
from flask_babel import Babel, Domain, get_locale

from batches.days import VIETNAM

TRANSLATIONS = Path(__file__).parent / "translations"


@dataclass(frozen=True, kw_only=True, slots=True)
class Language:
    """A language of the pages.

    Attributes:
        code: as in `?lang=`, in the catalogues' folder and in `name_{code}` fields.
        tag: BCP 47, for `lang` attributes.
        own_name: what its readers call it.
        day_pattern: how they write a day, in CLDR letters.
    """

    code: str
    locale: str
    tag: str
    own_name: str
    day_pattern: str


SOURCE = Language(code="vi", locale="vi", tag="vi", own_name="Tiếng Việt", day_pattern="dd/MM/y")
ENGLISH = Language(code="en", locale="en", tag="en", own_name="English", day_pattern="d MMMM y")
CHINESE = Language(code="zh", locale="zh_Hans", tag="zh-Hans", own_name="中文", day_pattern="y年M月d日")
LANGUAGES = {language.code: language for language in (SOURCE, ENGLISH, CHINESE)}


def choose_language(asked: str | None, accepted: Iterable[tuple[str, float]]) -> Language:
    """The language asked for by name, else the best of the accepted ones that we have, else Vietnamese.

    Accepted are tags with their q values: `zh-CN` counts as `zh`, `*` as Vietnamese, q=0 as a refusal.
    """
    if asked is not None and asked in LANGUAGES:
        return LANGUAGES[asked]
    known = [
        (quality, code)
        for code, quality in ((_primary(tag), quality) for tag, quality in accepted)
        if code in LANGUAGES and quality > 0
    ]
    return LANGUAGES[max(known, key=lambda found: found[0])[1]] if known else SOURCE


def page_language() -> Language:
    """The language of the page that is being made."""
    return choose_language(request.args.get("lang"), request.accept_languages)


def format_day(day: date) -> str:
    language = page_language()
    return format_date(day, language.day_pattern, locale=language.locale)


def format_instant(instant: datetime) -> str:
    """Day and minute in Vietnam."""
    local = instant.astimezone(VIETNAM)
    return f"{format_day(local.date())} {local:%H:%M}"


@cache
def catalogue(code: str) -> NullTranslations:
    """The words of a language: what is not in its .po file stays Vietnamese."""
    if code == SOURCE.code:
        return NullTranslations()
    with (TRANSLATIONS / code / "LC_MESSAGES" / "messages.po").open("rb") as file:
        messages = read_po(file, locale=LANGUAGES[code].locale)
    compiled = BytesIO()
    write_mo(compiled, messages)
    compiled.seek(0)
    return Translations(compiled)


class PageBabel(Babel):  # type: ignore[misc]  # Flask-Babel has no types
    """Flask-Babel that reads our .po files, where it would look for compiled ones on disk."""

    @cached_property
    def domain_instance(self) -> Domain:
        return _PoDomain()


class _PoDomain(Domain):  # type: ignore[misc]  # Flask-Babel has no types
    def get_translations(self) -> NullTranslations:
        locale = get_locale()
        return catalogue(locale.language if locale else SOURCE.code)


def _primary(tag: str) -> str:
    return SOURCE.code if tag == "*" else tag.partition("-")[0].lower()
