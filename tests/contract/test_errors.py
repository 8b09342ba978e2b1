"""Every refusal has a status, one code of its own, and both sentences."""

import importlib
import pkgutil
import re
import string
from collections.abc import Iterator

from flask import Flask

import app as app_package
import batches
import labels
from app.api.error_pages import error_words
from app.field_problems import FIELD_SENTENCES
from app.statuses import STATUS
from batches.errors import DomainError


def refusals() -> list[type[DomainError]]:
    """Every subclass, wherever it is defined."""
    for package in (app_package, batches, labels):
        for module in pkgutil.walk_packages(package.__path__, package.__name__ + "."):
            importlib.import_module(module.name)
    return sorted(_below(DomainError), key=lambda found: found.__name__)


def _below(kind: type[DomainError]) -> Iterator[type[DomainError]]:
    for found in kind.__subclasses__():
        yield found
        yield from _below(found)


def test_every_refusal_has_a_status() -> None:
    """The table and the classes are the same set."""
    ours = {found for found in refusals() if not found.__module__.startswith("tests")}

    assert ours == set(STATUS)


def test_codes_are_kebab_case_and_unique() -> None:
    """A code belongs to one refusal, for ever."""
    codes = [found.code for found in STATUS]

    assert len(codes) == len(set(codes))
    assert all(re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", code) for code in [*codes, *FIELD_SENTENCES])


def test_both_languages_name_the_same_values() -> None:
    """A Vietnamese reader learns as much as an English one, but for reasons that are worded apart."""
    pairs = [(found.vi, found.en) for found in STATUS] + list(FIELD_SENTENCES.values())

    for vi, en in pairs:
        assert _names(vi) == _names(en)
        assert vi != en


def _names(sentence: str) -> set[str]:
    return {
        re.sub(r"_(vi|en)$", "", name)
        for _, name, _, _ in string.Formatter().parse(sentence)
        if name is not None
    }


def test_every_code_has_its_page(app: Flask) -> None:
    """The `type` of every problem leads to a page with both sentences."""
    client = app.test_client()

    for code in [*error_words(), *(found.code for found in STATUS)]:
        assert client.get(f"/api/v1/docs/errors/{code}").status_code == 200
    assert client.get("/api/v1/docs/errors/nothing").status_code == 404
