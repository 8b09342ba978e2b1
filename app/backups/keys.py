"""The service's keys as one sealed part of a backup, and the public half of the recovery key beside them."""

import base64
import json
import os
from dataclasses import dataclass, field
from pathlib import Path

from app.backups.errors import BackupDamaged, RecoveryKeyMissing
from app.backups.recovery import RecoveryKey, seal, unseal
from app.secrets import LABEL_KEYS
from labels.codes.keys import LabelKeys

PUBLIC_KEY = "recovery-key.pub"


@dataclass(frozen=True, kw_only=True, slots=True)
class KeptKeys:
    """What is sealed.

    Attributes:
        files: names and contents of the secrets folder.
        codes: labels of some runs, which restored keys must know as their own.
    """

    files: dict[str, bytes] = field(repr=False)
    codes: list[str]

    @property
    def label_keys(self) -> LabelKeys:
        return LabelKeys.from_json(self.files[LABEL_KEYS].decode("ascii"))


def read_public_key(folder: Path) -> bytes:
    """The public half of the recovery key of this service.

    Raises:
        RecoveryKeyMissing: none was made.
    """
    try:
        return bytes.fromhex((folder / PUBLIC_KEY).read_text(encoding="ascii"))
    except FileNotFoundError as error:
        raise RecoveryKeyMissing from error


def read_secrets(folder: Path) -> dict[str, bytes]:
    """Every file of the secrets folder, without drafts."""
    if not folder.exists():
        return {}
    return {
        path.name: path.read_bytes()
        for path in sorted(folder.iterdir())
        if path.is_file() and path.suffix != ".new"
    }


def write_secrets(folder: Path, files: dict[str, bytes]) -> None:
    """Write private files, each on the disk before the next."""
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    folder.chmod(0o700)
    for name, content in files.items():
        descriptor = os.open(folder / name, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
        with os.fdopen(descriptor, "wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())


def seal_keys(kept: KeptKeys, public: bytes, *, passing: bytes) -> bytes:
    plain = {
        "files": {name: base64.b64encode(content).decode("ascii") for name, content in kept.files.items()},
        "codes": kept.codes,
    }
    return seal(json.dumps(plain).encode("ascii"), public, passing=passing)


def unseal_keys(sealed: bytes, recovery_key: RecoveryKey) -> KeptKeys:
    """Open what `seal_keys` closed.

    Raises:
        RecoveryKeyWrong: it was sealed to another key.
        BackupDamaged: what was sealed is not whole.
    """
    plain = json.loads(unseal(sealed, recovery_key))
    files = {name: base64.b64decode(content) for name, content in plain["files"].items()}
    if LABEL_KEYS not in files or any(Path(name).name != name for name in files):
        raise BackupDamaged(reason_vi="phần khóa không đủ", reason_en="the keys in it are not whole")
    return KeptKeys(files=files, codes=plain["codes"])
