"""What each of a thousand applications under test would work out again, worked out once in a process.

Nothing that is tested is replaced: the rules of addresses, the statements and the hashes are the library's own.
"""

import gc
from collections.abc import Callable
from typing import Any

from flask import Flask
from pwdlib import PasswordHash
from pwdlib.hashers.argon2 import Argon2Hasher
from sqlalchemy.orm import configure_mappers
from sqlalchemy.util import LRUCache
from werkzeug.routing import Rule

from app.accounts import passwords
from app.db import db
from batches.base import Base

STATEMENTS = 5_000


class Statements(LRUCache[Any, Any]):
    """Compiled statements by what they say and by the kind of database, whichever engine asked first."""

    def __init__(self) -> None:
        super().__init__(STATEMENTS)

    def get(self, key: Any, default: Any = None) -> Any:
        return super().get(_of_any_engine(key), default)

    def __setitem__(self, key: Any, value: Any) -> None:
        super().__setitem__(_of_any_engine(key), value)


def _of_any_engine(key: Any) -> Any:
    dialect, *rest = key
    return (type(dialect), *rest)


_statements = Statements()


def share_statements(app: Flask) -> None:
    """Let an application find what others have compiled."""
    with app.app_context():
        db.engine.update_execution_options(compiled_cache=_statements)


def share_what_is_compiled() -> None:
    """For all applications of this process: how addresses are built, and how rows are written."""
    build = Rule._compile_builder
    built: dict[object, Callable[..., tuple[str, str]]] = {}

    def compile_builder(rule: Rule, append_unknown: bool = True) -> Callable[..., tuple[str, str]]:
        key = (tuple(rule._trace), repr(rule.defaults), append_unknown)
        if key not in built:
            built[key] = build(rule, append_unknown)
        return built[key]

    setattr(Rule, "_compile_builder", compile_builder)  # noqa: B010 - a method of the library
    configure_mappers()
    for mapper in Base.registry.mappers:
        mapper.__dict__["_compiled_cache"] = _statements


def hash_cheaply() -> None:
    """A test makes several people and lets none of them be guessed; what a hash really costs has its own test."""
    passwords._HASHER = PasswordHash((Argon2Hasher(memory_cost=8, time_cost=1, parallelism=1),))


def look_for_garbage_rarely() -> None:
    """Applications are large rings of references: with Python's usual patience a quarter of the time went there."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(50_000, 10, 10)
