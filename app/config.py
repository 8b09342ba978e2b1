"""The settings: one frozen value, read once from the environment."""

import os
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from flask import current_app

from app.variables import PREFIX, VARIABLES, SettingError
from batches.errors import DomainError
from labels.codes.base_url import check_label_base_url

DEMO_MARKER = "demo"
SAFE_BASE_URL = "https:// and a public host name, without path, user name, query or IP address"
FOR_TESTS = {"STANDARDS"}  # read by the tests alone


@dataclass(frozen=True, kw_only=True, slots=True)
class Settings:
    """What an operator decides.

    Attributes:
        label_base_url: `https://HOST`, printed on labels for ever; None until it is decided.
        resolver: `direct` gives a browser that opens a Digital Link the page itself, `strict` always redirects.
        label_host: its host, with the port if it has one; "" without one.
        trusted_proxies: how many proxies in front may tell the client's address; 0 trusts none.
        rate_api, rate_public, rate_guess, rate_report: of the whole service, as `600/minute`.
        plain_http: cookies also travel over http.
        metrics_token: opens `/metrics`, which without one is not there.
    """

    host: str
    port: int
    data_dir: Path
    database_url: str
    secrets_dir: Path
    files_url: str
    demo: bool
    label_base_url: str | None
    label_old_base_urls: tuple[str, ...]
    resolver: str
    workers: int
    threads: int
    label_processes: int
    trusted_proxies: int
    max_body_bytes: int
    max_upload_bytes: int
    rate_api: str
    rate_public: str
    rate_guess: str
    rate_report: str
    redis_url: str | None
    plain_http: bool
    usual_loss_percent: int
    unconfirmed_percent: int
    run_open_days: int
    controller: str | None
    metrics_token: str | None
    log_level: str

    @property
    def label_host(self) -> str:
        return (self.label_base_url or "").partition("//")[2]

    @classmethod
    def from_env(cls, environ: Mapping[str, str] | None = None) -> "Settings":
        """Read the variables `RONGUON_…`; an empty one counts as not set.

        Raises:
            SettingError: a value is wrong or a variable of ours is unknown.
        """
        environ = os.environ if environ is None else environ
        given = {
            key.removeprefix(PREFIX): value.strip()
            for key, value in environ.items()
            if key.startswith(PREFIX) and value.strip()
        }
        _refuse_unknown(given)
        values = {name: variable.read(given) for name, variable in VARIABLES.items()}
        return cls(**_complete(values))


def settings() -> Settings:
    """The settings of the running application."""
    found: Settings = current_app.extensions["ronguon.settings"]
    return found


def _refuse_unknown(given: Mapping[str, str]) -> None:
    known = {variable.name for variable in VARIABLES.values()} | FOR_TESTS
    for name in sorted(given.keys() - known):
        raise SettingError(name, "…", "no such variable: see the README's table")  # a secret, misspelt


def _complete(values: dict[str, Any]) -> dict[str, Any]:
    """Fill the defaults, of which some follow from others, and check what belongs together."""
    full = {name: value for name, value in values.items() if value is not None}
    data_dir = full["data_dir"]
    full.setdefault("database_url", f"sqlite:///{data_dir / 'ro-nguon.db'}")
    full.setdefault("secrets_dir", data_dir / "secrets")
    full.setdefault("files_url", f"file://{data_dir / 'files'}")
    full["demo"] = _demo(data_dir, full["secrets_dir"], values["demo"])
    if full["demo"]:
        full.setdefault("label_base_url", f"http://{full['host']}:{full['port']}")
    full["label_base_url"] = _safe_base_url("LABEL_BASE_URL", full.get("label_base_url"), demo=full["demo"])
    full["label_old_base_urls"] = tuple(
        _safe_base_url("LABEL_OLD_BASE_URLS", url, demo=full["demo"])
        for url in full.get("label_old_base_urls", ())
    )
    full.setdefault("plain_http", full["demo"] and full["label_base_url"].startswith("http://"))
    return dict.fromkeys(VARIABLES) | full


def _demo(data_dir: Path, secrets_dir: Path, asked: bool | None) -> bool:
    """Whether the data folder is a demo: a demo stays one, and a folder in real use never becomes one."""
    if (data_dir / DEMO_MARKER).exists():
        if asked is False:
            raise SettingError("DEMO", "0", f"1 or nothing: {data_dir} was made as a demo and stays one")
        return True
    if asked and secrets_dir.exists():
        raise SettingError("DEMO", "1", f"0 or nothing: {data_dir} is in real use; choose another DATA_DIR")
    return bool(asked)


def _safe_base_url(name: str, url: str | None, *, demo: bool) -> str | None:
    if url is None:
        return None
    try:
        return check_label_base_url(url, demo=demo)
    except DomainError as error:
        raise SettingError(name, url, SAFE_BASE_URL) from error
