"""The keys on disk: `session.key` and `label-keys.json`, made once by `flask init`, read before the first use."""

import hashlib
import os
import secrets
from datetime import datetime
from pathlib import Path

from flask import Flask, current_app

from labels.codes.keys import KEY_BYTES, LabelKeys

SESSION_KEY = "session.key"
LABEL_KEYS = "label-keys.json"


class SecretsMissing(Exception):
    """The service was never initialised here, or its keys are gone."""

    def __init__(self, path: Path) -> None:
        super().__init__(f"{path} is missing: run `flask init` first, or restore the keys from a backup")


def create_missing_secrets(folder: Path, *, now: datetime) -> list[str]:
    """Make the secrets that are not there yet; those that are stay as they are. Answers what was made."""
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    folder.chmod(0o700)
    made = []
    if not (folder / SESSION_KEY).exists():
        _write_once(folder / SESSION_KEY, secrets.token_hex(32))
        made.append(SESSION_KEY)
    if not (folder / LABEL_KEYS).exists():
        keys = LabelKeys.first(key_id=secrets.token_hex(4), key=secrets.token_bytes(KEY_BYTES), now=now)
        _write_once(folder / LABEL_KEYS, keys.to_json())
        made.append(LABEL_KEYS)
    return made


def has_label_keys(folder: Path) -> bool:
    return (folder / LABEL_KEYS).exists()


def label_keys() -> LabelKeys:
    """The label keys of the running application.

    Raises:
        SecretsMissing: there are none yet.
    """
    folder: Path = current_app.extensions["ronguon.settings"].secrets_dir
    cached: LabelKeys | None = current_app.extensions.get("ronguon.label_keys")
    if cached is None:
        cached = LabelKeys.from_json(_read(folder / LABEL_KEYS))
        current_app.extensions["ronguon.label_keys"] = cached
    return cached


def known_label_keys(app: Flask) -> LabelKeys | None:
    """The keys where the application has read them; None before their first use."""
    found: LabelKeys | None = app.extensions.get("ronguon.label_keys")
    return found


def add_label_key(folder: Path, *, key_id: str, now: datetime) -> None:
    """Make a new active key beside those that there are; the file is replaced as a whole.

    Raises:
        SecretsMissing: there are none yet.
    """
    path = folder / LABEL_KEYS
    keys = LabelKeys.from_json(_read(path))
    more = keys.with_new(key_id=key_id, key=secrets.token_bytes(KEY_BYTES), now=now)
    _write_draft(path, more.to_json()).replace(path)
    _sync(path.parent)


def load_session_key(app: Flask, folder: Path) -> None:
    """Give the application its session key, if `flask init` made one."""
    if (folder / SESSION_KEY).exists():
        app.secret_key = _read(folder / SESSION_KEY)


def own_secret(purpose: str) -> bytes:
    """32 bytes that only this service can make, others for each purpose."""
    return hashlib.sha256(f"{purpose}\x00{current_app.secret_key!r}".encode()).digest()


def _read(path: Path) -> str:
    try:
        return path.read_text(encoding="ascii")
    except FileNotFoundError as error:
        raise SecretsMissing(path) from error


def _write_once(path: Path, text: str) -> None:
    """Write a whole private file and let it appear at once; never over another one."""
    draft = _write_draft(path, text)
    os.link(draft, path)
    draft.unlink()
    _sync(path.parent)


def _write_draft(path: Path, text: str) -> Path:
    draft = path.with_suffix(".new")
    descriptor = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    with os.fdopen(descriptor, "w", encoding="ascii") as file:
        file.write(text)
        file.flush()
        os.fsync(file.fileno())
    return draft


def _sync(folder: Path) -> None:
    directory = os.open(folder, os.O_RDONLY)
    os.fsync(directory)
    os.close(directory)
