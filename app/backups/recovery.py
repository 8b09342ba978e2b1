"""The recovery key: keys of a service are sealed to it, and only the paper that holds it opens them. Pure.

The paper shows 56 Crockford characters in groups of four: the X25519 private key (52, its 256 bits after
four zero bits) and 20 bits of its SHA-256 (4). Sealed bytes are `RNSB1`, the public half of a passing
X25519 key (32), and ChaCha20-Poly1305 (RFC 8439) under HKDF-SHA256 of the agreed secret, with both public
keys as salt. The nonce is zero: no key is used twice.
"""

import hashlib
from dataclasses import dataclass, field
from typing import Final, Self

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey, X25519PublicKey
from cryptography.hazmat.primitives.ciphers.aead import ChaCha20Poly1305
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from app.backups.errors import RecoveryKeyWrong
from labels.codes.crockford import decode, encode

KEY_BYTES: Final = 32
MAGIC: Final = b"RNSB1"
INFO: Final = b"ronguon.vn backup keys v1"

_KEY_LENGTH = 52
_CHECK_LENGTH = 4
_NONCE = bytes(12)


@dataclass(frozen=True, kw_only=True, slots=True)
class RecoveryKey:
    """What stands on the paper; it never shows in a repr."""

    private: bytes = field(repr=False)

    @classmethod
    def from_paper(cls, text: str) -> Self:
        """Read what was typed from the paper: case, blanks and dashes do not matter.

        Raises:
            RecoveryKeyWrong: too short, too long, or mistyped.
        """
        length = _KEY_LENGTH + _CHECK_LENGTH
        value = decode(text.replace("\n", " ").strip(), length)
        if value is None:
            raise RecoveryKeyWrong(
                reason_vi=f"cần {length} chữ và số như trên tờ giấy",
                reason_en=f"expected the {length} letters and digits of the paper",
            )
        key, check = value >> 5 * _CHECK_LENGTH, value & (1 << 5 * _CHECK_LENGTH) - 1
        if key >> 8 * KEY_BYTES or _check(key.to_bytes(KEY_BYTES)) != check:
            raise RecoveryKeyWrong(
                reason_vi="gõ sai một chữ hoặc nhiều hơn", reason_en="one or more characters are mistyped"
            )
        return cls(private=key.to_bytes(KEY_BYTES))

    @property
    def paper(self) -> str:
        digits = encode(int.from_bytes(self.private), _KEY_LENGTH)
        digits += encode(_check(self.private), _CHECK_LENGTH)
        return "-".join(digits[start : start + 4] for start in range(0, len(digits), 4))

    @property
    def public(self) -> bytes:
        return X25519PrivateKey.from_private_bytes(self.private).public_key().public_bytes_raw()


def key_id(public: bytes) -> str:
    """Eight hex digits that name a recovery key on paper, server and backup."""
    return hashlib.sha256(public).hexdigest()[:8]


def seal(content: bytes, public: bytes, *, passing: bytes) -> bytes:
    """Close bytes so that only the recovery key opens them.

    Args:
        passing: 32 random bytes, never used again.
    """
    own = X25519PrivateKey.from_private_bytes(passing)
    own_public = own.public_key().public_bytes_raw()
    key = _key(own.exchange(X25519PublicKey.from_public_bytes(public)), own_public, public)
    return MAGIC + own_public + ChaCha20Poly1305(key).encrypt(_NONCE, content, MAGIC)


def unseal(sealed: bytes, recovery_key: RecoveryKey) -> bytes:
    """Open what was sealed to the key.

    Raises:
        RecoveryKeyWrong: it was sealed to another key, or is damaged.
    """
    head = len(MAGIC) + KEY_BYTES
    magic, theirs, box = sealed[: len(MAGIC)], sealed[len(MAGIC) : head], sealed[head:]
    try:
        agreed = X25519PrivateKey.from_private_bytes(recovery_key.private).exchange(
            X25519PublicKey.from_public_bytes(theirs)
        )
        return ChaCha20Poly1305(_key(agreed, theirs, recovery_key.public)).decrypt(_NONCE, box, magic)
    except (InvalidTag, ValueError) as error:
        raise RecoveryKeyWrong(
            reason_vi=f"bản sao lưu không khóa bằng khóa {key_id(recovery_key.public)} này",
            reason_en=f"the backup is not sealed to this key {key_id(recovery_key.public)}",
        ) from error


def _check(private: bytes) -> int:
    return int.from_bytes(hashlib.sha256(b"ronguon recovery key" + private).digest()[:3]) >> 4


def _key(agreed: bytes, passing_public: bytes, public: bytes) -> bytes:
    salt = passing_public + public
    return HKDF(algorithm=SHA256(), length=KEY_BYTES, salt=salt, info=INFO).derive(agreed)
