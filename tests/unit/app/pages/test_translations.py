"""The catalogues against the words that templates and code really use."""

import re
from pathlib import Path

import pytest
from babel.messages.catalog import Catalog, Message
from babel.messages.extract import DEFAULT_KEYWORDS, extract_from_dir
from babel.messages.frontend import parse_mapping_cfg
from babel.messages.pofile import read_po

import app
from app.pages.languages import LANGUAGES, SOURCE, TRANSLATIONS, catalogue
from tests.wording import NEVER_SAID

TRANSLATED = sorted(LANGUAGES.keys() - {SOURCE.code})
PLACEHOLDER = re.compile(r"%\((\w+)\)s")


def used_messages() -> Catalog:
    """Every text for translation in the application, found as `pybabel extract` finds it."""
    with (TRANSLATIONS / "babel.cfg").open(encoding="utf-8") as file:
        methods, options = parse_mapping_cfg(file)  # type: ignore[no-untyped-call]
    catalog = Catalog()
    for _file, _line, message, _comments, context in extract_from_dir(
        Path(app.__file__).parent, methods, options, {**DEFAULT_KEYWORDS, "lazy_gettext": None}
    ):
        catalog.add(message, context=context)
    return catalog


def read_catalogue(code: str) -> Catalog:
    with (TRANSLATIONS / code / "LC_MESSAGES" / "messages.po").open("rb") as file:
        return read_po(file, locale=LANGUAGES[code].locale, abort_invalid=True)


def texts(entry: object) -> list[str]:
    """A message's id or string as its forms."""
    return [str(form) for form in entry] if isinstance(entry, list | tuple) else [str(entry)]


def messages_of(catalog: Catalog) -> dict[str, Message]:
    return {texts(message.id)[0]: message for message in catalog if message.id}


@pytest.mark.parametrize("code", TRANSLATED)
def test_a_catalogue_has_every_word_and_no_other(code: str) -> None:
    """Nothing falls back to Vietnamese, and nothing obsolete, fuzzy or empty is kept."""
    found = read_catalogue(code)

    assert messages_of(found).keys() == messages_of(used_messages()).keys()
    assert not found.obsolete
    for name, message in messages_of(found).items():
        assert not message.fuzzy, name
        assert all(text.strip() for text in texts(message.string)), name


@pytest.mark.parametrize("code", TRANSLATED)
def test_a_translation_keeps_the_placeholders(code: str) -> None:
    """The values that the Vietnamese sentence names, and no others, stand in every translated form."""
    for name, message in messages_of(read_catalogue(code)).items():
        for text in texts(message.string):
            assert set(PLACEHOLDER.findall(text)) == set(PLACEHOLDER.findall(name)), name


@pytest.mark.parametrize("code", TRANSLATED)
def test_no_language_promises_what_a_label_cannot_prove(code: str) -> None:
    """No source text and no translation calls a fruit genuine, safe, passported or officially certified."""
    for name, message in messages_of(read_catalogue(code)).items():
        for text in [name, *texts(message.string)]:
            assert not NEVER_SAID.search(text), text


def test_a_catalogue_is_compiled_in_memory() -> None:
    """The .po file alone serves a page: there is no compiled file to forget, and it is read once."""
    assert catalogue("zh").gettext("Ngày thu hoạch") == "采收日期"
    assert catalogue("zh") is catalogue("zh")
    assert catalogue("vi").gettext("Ngày thu hoạch") == "Ngày thu hoạch"
    assert not list(TRANSLATIONS.rglob("*.mo"))
