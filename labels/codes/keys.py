"""The master keys of label codes, as a value and as the file `label-keys.json`. No files are opened here.

A run keeps the id of the key that was active when it was made; old keys stay for ever, since a code can only
be verified with the key that made it.
"""

import base64
import json
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime
from types import MappingProxyType
from typing import Final, Self

from labels.codes.errors import LabelKeyMissing, LabelKeysBroken

KEY_BYTES: Final = 32


@dataclass(frozen=True, kw_only=True, slots=True)
class LabelKey:
    """One master key; its bytes never show in a repr.

    Attributes:
        key: KEY_BYTES random bytes.
        created_at: an aware instant.
        is_active: new runs use it; exactly one key is active.
    """

    key: bytes = field(repr=False)
    created_at: datetime
    is_active: bool


@dataclass(frozen=True, kw_only=True, slots=True)
class LabelKeys:
    """All keys by id. Made by `first`, `with_new` and `from_json`, which keep exactly one active."""

    by_id: Mapping[str, LabelKey]

    @classmethod
    def first(cls, *, key_id: str, key: bytes, now: datetime) -> Self:
        """The keys of a new service; refuses what `with_new` refuses."""
        return cls(by_id={}).with_new(key_id=key_id, key=key, now=now)

    def with_new(self, *, key_id: str, key: bytes, now: datetime) -> Self:
        """These keys and one more, which becomes the active one; none is ever left out.

        The id is random too, so that keys made apart (after a restored backup) do not share one.

        Raises:
            ValueError: the id is taken or not ASCII, the key has not KEY_BYTES, or `now` is naive.
        """
        if key_id in self.by_id or not (key_id and key_id.isascii()):
            raise ValueError(f"expected a new id in ASCII, got {key_id!r}")
        if len(key) != KEY_BYTES or now.tzinfo is None:
            raise ValueError(f"expected {KEY_BYTES} bytes and an aware instant, got {len(key)} and {now}")
        resting = {former_id: replace(former, is_active=False) for former_id, former in self.by_id.items()}
        added = LabelKey(key=key, created_at=now, is_active=True)
        return type(self)(by_id=MappingProxyType(resting | {key_id: added}))

    @property
    def active_id(self) -> str:
        return next(key_id for key_id, key in self.by_id.items() if key.is_active)

    def get(self, key_id: str) -> bytes:
        """The bytes of a key, active or not, or `LabelKeyMissing` raised."""
        found = self.by_id.get(key_id)
        if found is None:
            raise LabelKeyMissing(key_id=key_id)
        return found.key

    def to_json(self) -> str:
        """The file's text: {key_id: {key: base64, created_at: ISO 8601, active: bool}}, in ASCII."""
        entries = {
            key_id: {
                "key": base64.b64encode(key.key).decode("ascii"),
                "created_at": key.created_at.isoformat(),
                "active": key.is_active,
            }
            for key_id, key in self.by_id.items()
        }
        return json.dumps(entries, indent=2) + "\n"

    @classmethod
    def from_json(cls, text: str) -> Self:
        """Read `to_json`'s text.

        Raises:
            LabelKeysBroken: not that shape, a key that has not KEY_BYTES, or not exactly one active. The
                error names the key's id, never the key.
        """
        try:
            entries = json.loads(text)
        except ValueError:
            raise _broken("không phải JSON", "it is not JSON") from None
        if not isinstance(entries, dict):
            raise _broken("cần một đối tượng JSON", "expected a JSON object")
        by_id = {key_id: _read_key(key_id, entry) for key_id, entry in entries.items()}
        active = sum(key.is_active for key in by_id.values())
        if active != 1:
            raise _broken(f"cần đúng một khóa đang dùng, có {active}", f"expected 1 active key, got {active}")
        return cls(by_id=MappingProxyType(by_id))


def _read_key(key_id: str, entry: object) -> LabelKey:
    match entry:
        case {"key": str(encoded), "created_at": str(instant), "active": bool(is_active), **rest} if not rest:
            pass
        case _:
            raise _broken(f"khóa {key_id} sai cấu trúc", f"key {key_id} has not the expected fields")
    try:
        key = base64.b64decode(encoded, validate=True)
        created_at = datetime.fromisoformat(instant)
    except ValueError:
        raise _broken(f"khóa {key_id} không giải mã được", f"key {key_id} cannot be decoded") from None
    if len(key) != KEY_BYTES or created_at.tzinfo is None:
        raise _broken(
            f"khóa {key_id} cần {KEY_BYTES} byte và thời điểm có múi giờ",
            f"key {key_id} must have {KEY_BYTES} bytes and an instant with its zone",
        )
    return LabelKey(key=key, created_at=created_at, is_active=is_active)


def _broken(reason_vi: str, reason_en: str) -> LabelKeysBroken:
    return LabelKeysBroken(reason_vi=reason_vi, reason_en=reason_en)
