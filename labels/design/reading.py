"""A design as somebody sent it becomes a Design, or all that is wrong with its shape is told at once."""

import re
import types
from collections.abc import Mapping
from dataclasses import fields
from typing import Any, Literal, get_args, get_origin, get_type_hints
from unicodedata import normalize

from labels.design.designs import KINDS, Design
from labels.design.errors import DesignNotPossible
from labels.design.faults import DesignFault, fault
from labels.design.fields import FIELDS
from labels.design.rules import check_design
from labels.design.schema import KEY_FORM, LENGTHS, NUMBERS, form_of, is_required

_SHOWN = 60
_NOTHING = object()


def read_design(plain: object) -> Design:
    """The design that a value of JSON means, its texts in NFC.

    Raises:
        DesignNotPossible: names everything that is wrong: its shape first, and when that is right, what
            `check_design` finds.
    """
    faults: list[DesignFault] = []
    design = _object(Design, plain, "", faults)
    if faults:
        raise DesignNotPossible(faults)
    check_design(design)
    return design  # type: ignore[no-any-return]


def _object(kind: type[Any], plain: object, at: str, faults: list[DesignFault]) -> Any:
    if not isinstance(plain, Mapping):
        faults.append(fault("not-an-object", at, met=_shown(plain)))
        return None
    hints, known = get_type_hints(kind), {one.name: one for one in fields(kind)}
    names = [*known, "kind"] if kind in KINDS.values() else list(known)
    expected = ", ".join(names)
    faults += [fault("unknown", _step(at, name), expected=expected) for name in plain if name not in names]
    read = {}
    for name, attribute in known.items():
        value = plain.get(name, _NOTHING)
        if value is not _NOTHING:
            read[name] = _value(name, hints[name], value, _step(at, name), faults)
        elif is_required(attribute):
            faults.append(fault("missing", _step(at, name)))
    return None if faults else kind(**read)


def _value(name: str, hint: Any, value: object, at: str, faults: list[DesignFault]) -> Any:
    """One attribute; what it gives counts only when there are no faults."""
    if name == "shown_with" or get_origin(hint) is Literal:
        return _choice(form_of(name, hint)["enum"], value, at, faults)
    if get_origin(hint) is tuple:
        return _list(name, get_args(hint)[0], value, at, faults)
    if hint is bool:
        if not isinstance(value, bool):
            faults.append(fault("not-yes-or-no", at, met=_shown(value)))
        return value
    return _text(name, value, at, faults) if hint is str else _number(name, hint, value, at, faults)


def _choice(choices: list[str], value: object, at: str, faults: list[DesignFault]) -> object:
    if value not in choices:
        faults.append(fault("not-a-choice", at, met=_shown(value), expected=", ".join(map(repr, choices))))
    return value


def _list(name: str, hint: Any, value: object, at: str, faults: list[DesignFault]) -> Any:
    if not isinstance(value, list):
        faults.append(fault("not-a-list", at, met=_shown(value)))
        return ()
    least, most = LENGTHS[name]
    if not least <= len(value) <= most:
        faults.append(fault("wrong-count", at, met=len(value), least=least, most=most))
        return ()
    if hint is str:
        faults += [
            fault("repeated", _step(at, place), met=_shown(item))
            for place, item in enumerate(value)
            if item in value[:place]
        ]
    return tuple(_item(hint, item, _step(at, place), faults) for place, item in enumerate(value))


def _item(hint: Any, item: object, at: str, faults: list[DesignFault]) -> Any:
    if hint is str:
        return _choice(list(FIELDS), item, at, faults)
    if not isinstance(hint, types.UnionType):
        return _object(hint, item, at, faults)
    if not isinstance(item, Mapping):
        faults.append(fault("not-an-object", at, met=_shown(item)))
        return None
    kind = item.get("kind")
    if not isinstance(kind, str) or kind not in KINDS:
        faults.append(fault("not-a-choice", _step(at, "kind"), met=_shown(kind), expected=", ".join(KINDS)))
        return None
    return _object(KINDS[kind], item, at, faults)


def _text(name: str, value: object, at: str, faults: list[DesignFault]) -> object:
    if not isinstance(value, str):
        faults.append(fault("not-text", at, met=_shown(value)))
        return value
    least, most = LENGTHS[name]
    if not least <= len(value) <= most:
        faults.append(fault("wrong-length", at, met=len(value), least=least, most=most))
        return value
    if name == "key" and not re.fullmatch(KEY_FORM.strip("^$"), value):
        faults.append(fault("wrong-form", at, met=_shown(value), expected="fruit-50x30"))
    if not value.isprintable():
        faults.append(fault("not-printable", at, met=ascii(value)[1:-1]))
    return normalize("NFC", value)


def _number(name: str, hint: Any, value: object, at: str, faults: list[DesignFault]) -> object:
    if isinstance(value, bool) or not isinstance(value, int | float):
        faults.append(fault("not-a-number", at, met=_shown(value)))
        return value
    least, most = NUMBERS[name]
    if not least <= value <= most:  # also NaN and what is no finite float
        faults.append(fault("out-of-range", at, met=_shown(value), least=f"{least:g}", most=f"{most:g}"))
        return value
    if hint is int and value != int(value):
        faults.append(fault("not-whole", at, met=_shown(value)))
    return int(value) if hint is int else float(value)


def _step(at: str, name: object) -> str:
    return f"{at}/{str(name).replace('~', '~0').replace('/', '~1')}"


def _shown(value: object) -> str:
    text = ascii(value) if not str(value).isprintable() else str(value)
    return text if len(text) <= _SHOWN else f"{text[:_SHOWN]}…"
