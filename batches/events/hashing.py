"""The event hash of CBV 2.0, 8.9: one name for an event, which anyone can compute from the event itself.

Taken are our own events (ObjectEvent, AggregationEvent, TransformationEvent) as dicts with the keys of EPCIS
2.0 JSON. The result equals `epcis-event-hash-generator` 1.9.3 over the same event in a document with
`cbv.CONTEXT` and its keys sorted as in RFC 8785. Shapes that we never make, and that the reference reads in
ways of its own, raise ValueError: sensor data, EPC URNs, extensions of places and quantities.
"""

import hashlib
from collections.abc import Callable, Iterable, Mapping
from datetime import UTC, datetime, timedelta
from typing import Any, Final

from batches.events.cbv import MASTER_DATA_NAMESPACE, MASTER_DATA_PREFIX, NAMESPACE, PREFIX, word_uri
from batches.gs1.canonical import canonical_uri

_IGNORED: Final = frozenset({"type", "eventID", "recordTime", "errorDeclaration"})
_NAMESPACES: Final = {PREFIX: NAMESPACE, MASTER_DATA_PREFIX: MASTER_DATA_NAMESPACE}
_CBV_URNS: Final = {
    "urn:epcglobal:cbv:bizstep:": "https://ref.gs1.org/cbv/BizStep-",
    "urn:epcglobal:cbv:disp:": "https://ref.gs1.org/cbv/Disp-",
    "urn:epcglobal:cbv:btt:": "https://ref.gs1.org/cbv/BTT-",
    "urn:epcglobal:cbv:sdt:": "https://ref.gs1.org/cbv/SDT-",
    "urn:epcglobal:cbv:er:": "https://ref.gs1.org/cbv/ER-",
}


def event_hash(event: Mapping[str, Any]) -> str:
    """`ni:///sha-256;{64 hex digits}?ver=CBV2.0`, the same for an event and for its error declaration."""
    return f"ni:///sha-256;{hashlib.sha256(pre_hash(event).encode()).hexdigest()}?ver=CBV2.0"


def pre_hash(event: Mapping[str, Any]) -> str:
    """The text that is hashed (8.9.2): the standard's fields in its order, then everything else sorted.

    Raises:
        ValueError: a shape that we never make.
    """
    ordered = "".join(render(key, event[key]) for key, render in _ORDER.items() if key in event)
    rest = [
        line
        for key, value in event.items()
        if key not in _ORDER and key not in _IGNORED
        for line in _REST.get(key, _extension)(key, value)
    ]
    return f"eventType={event['type']}{ordered}{_joined(rest)}"


def _plain(key: str, value: Any) -> str:
    texts = value if isinstance(value, list) else [value]
    return _joined(f"{key}={text}" for text in map(_canonical, texts) if text)


def _instant(key: str, value: str) -> str:
    """UTC with milliseconds, rounded half to even as in the reference."""
    instant = datetime.fromisoformat(value)
    if instant.tzinfo is None:
        raise ValueError(f"expected {key} with an offset, got {value}")
    beyond_ms = round(instant.microsecond, -3) - instant.microsecond
    utc = (instant + timedelta(microseconds=beyond_ms)).astimezone(UTC)
    return f"{key}={utc.replace(tzinfo=None).isoformat(timespec='milliseconds')}Z"


def _word(kind: str) -> Callable[[str, str], str]:
    return lambda key, value: _plain(key, word_uri(kind, value))


def _epcs(key: str, value: list[str]) -> str:
    return _under(key, _plain("epc", value))


def _quantities(key: str, value: list[dict[str, Any]]) -> str:
    fields = ("epcClass", "quantity", "uom")
    return _under(key, _joined(_under("quantityElement", _fields(element, fields)) for element in value))


def _place(key: str, value: dict[str, str]) -> str:
    return _under(key, _fields(value, ("id",)))


def _persistent_disposition(key: str, value: dict[str, list[str]]) -> str:
    words = {name: [word_uri("Disp", word) for word in found] for name, found in value.items()}
    return _under(key, _fields(words, ("set", "unset")))


def _pairs(kind: str) -> Callable[[str, Any], list[str]]:
    """Sources, destinations, transactions: among the rest, each pair in the order of its keys."""

    def lines(key: str, value: list[dict[str, str]]) -> list[str]:
        pairs = []
        for pair in value:
            if sorted(pair) != sorted({key.removesuffix("List"), "type"}):
                raise ValueError(f"expected type and value in {key}, got {', '.join(pair)}")
            expanded = pair | {"type": word_uri(kind, pair["type"])}
            pairs.append("".join(_named(name, expanded[name]) for name in sorted(expanded)))
        return [key + _joined(pairs)] if pairs else []

    return lines


def _extension(key: str, value: Any) -> list[str]:
    """An extension, or a field in `ilmd`: a list gives a line an element."""
    if isinstance(value, list):
        return [line for element in value for line in _extension(key, element)]
    name = _expanded_name(key)
    if isinstance(value, Mapping):
        return [name + _joined(line for inner, found in value.items() for line in _extension(inner, found))]
    return [_named(name, value)]


def _expanded_name(key: str) -> str:
    prefix, _, name = key.partition(":")
    if key == "ilmd":
        return key
    if prefix not in _NAMESPACES or not name or name.endswith("List"):
        raise ValueError(f"expected an extension of {' or '.join(_NAMESPACES)} not ending in List, got {key}")
    return f"{{{_NAMESPACES[prefix]}}}{name}"


def _fields(values: Mapping[str, Any], names: tuple[str, ...]) -> str:
    if unknown := values.keys() - set(names):
        raise ValueError(f"expected only {', '.join(names)}, got {', '.join(sorted(unknown))}")
    return "".join(_plain(name, values[name]) for name in names if name in values)


def _named(name: str, value: Any) -> str:
    text = _canonical(value)
    return f"{name}={text}" if text else name


def _under(key: str, inner: str) -> str:
    return key + inner if inner else ""


def _joined(parts: Iterable[str]) -> str:
    return "".join(sorted(parts))


def _canonical(value: str | float | bool | None) -> str:
    """A value as the hash sees it (8.9.2): expanded prefix, web vocabulary, plain number, canonical URI."""
    text = str(value)
    prefix, colon, name = text.partition(":")
    if colon and prefix in _NAMESPACES:
        text = _NAMESPACES[prefix] + name
    for urn, uri in _CBV_URNS.items():
        text = text.replace(urn, uri)
    text = _plain_number(text.strip())
    if text.startswith("urn:epc:"):
        raise ValueError(f"expected a GS1 Digital Link URI, got {text}")
    # The reference takes a text without a full stop for no URI: `http://localhost/01/…` stays as it is.
    return (canonical_uri(text) if "." in text else None) or text


def _plain_number(text: str) -> str:
    """Without a plus, leading or trailing zeros, when Python reads a finite number; else unchanged."""
    try:
        number = float(text)
        return str(int(number) if number == int(number) else number)
    except (ValueError, OverflowError):
        return text


_ORDER: Final[Mapping[str, Callable[[str, Any], str]]] = {
    "eventTime": _instant,
    "eventTimeZoneOffset": _plain,
    "certificationInfo": _plain,
    "parentID": _plain,
    "epcList": _epcs,
    "inputEPCList": _epcs,
    "childEPCs": _epcs,
    "quantityList": _quantities,
    "childQuantityList": _quantities,
    "inputQuantityList": _quantities,
    "outputEPCList": _epcs,
    "outputQuantityList": _quantities,
    "action": _plain,
    "transformationID": _plain,
    "bizStep": _word("BizStep"),
    "disposition": _word("Disp"),
    "persistentDisposition": _persistent_disposition,
    "readPoint": _place,
    "bizLocation": _place,
}
_REST: Final[Mapping[str, Callable[[str, Any], list[str]]]] = {
    "bizTransactionList": _pairs("BTT"),
    "sourceList": _pairs("SDT"),
    "destinationList": _pairs("SDT"),
}
