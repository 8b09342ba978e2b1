"""The settings: one frozen value, read once from the environment. Each variable stands in the README's table."""

import os
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from flask import current_app

from batches.errors import DomainError
from labels.codes.base_url import check_label_base_url

PREFIX = "RONGUON_"
DEMO_MARKER = "demo"
LEAST_SECRET = 16
SAFE_BASE_URL = "https:// and a public host name, without path, user name, query or IP address"
FOR_TESTS = {"STANDARDS"}  # read by the tests alone


class SettingError(Exception):
    """A variable that the service refuses to start with; the sentence names it."""

    def __init__(self, name: str, got: str, expected: str) -> None:
        self.name = PREFIX + name
        super().__init__(f"{self.name}: expected {expected}, got “{got}”")


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
        return cls(**_complete(values, given))


def settings() -> Settings:
    """The settings of the running application."""
    found: Settings = current_app.extensions["ronguon.settings"]
    return found


@dataclass(frozen=True, slots=True)
class Variable:
    """One row of the README's table: `default` as it is written there."""

    name: str
    default: str
    parse: Callable[[str, str], Any]
    meaning: str

    def read(self, given: Mapping[str, str]) -> Any:
        text = given.get(self.name)
        return None if text is None else self.parse(self.name, text)


def _whole(low: int, high: int) -> Callable[[str, str], int]:
    def parse(name: str, text: str) -> int:
        if text.isascii() and text.isdigit() and low <= int(text) <= high:
            return int(text)
        raise SettingError(name, text, f"a whole number from {low} to {high}")

    return parse


def _one_of(*words: str) -> Callable[[str, str], str]:
    def parse(name: str, text: str) -> str:
        if text in words:
            return text
        raise SettingError(name, text, f"one of {', '.join(words)}")

    return parse


def _yes_no(name: str, text: str) -> bool:
    return _one_of("1", "0")(name, text) == "1"


def _text(_name: str, text: str) -> str:
    return text


def _path(_name: str, text: str) -> Path:
    return Path(text).resolve()


def _database(name: str, text: str) -> str:
    if text.startswith(("sqlite:///", "postgresql+psycopg://")):
        return text
    raise SettingError(name, text.partition("@")[2] or text, "sqlite:///PATH or postgresql+psycopg://…")


def _files(name: str, text: str) -> str:
    if text.startswith(("file:///", "s3://", "memory://")):
        return text
    raise SettingError(name, text, "file:///PATH, s3://BUCKET or memory://")


def _rate(name: str, text: str) -> str:
    if re.fullmatch(r"[1-9][0-9]{0,7}/(second|minute|hour|day)", text):
        return text
    raise SettingError(name, text, "NUMBER/second, /minute, /hour or /day")


def _redis(name: str, text: str) -> str:
    if text.startswith(("redis://", "rediss://")):
        return text
    raise SettingError(name, text.rpartition("@")[2], "redis://HOST:PORT/NUMBER")


def _secret(name: str, text: str) -> str:
    if len(text) >= LEAST_SECRET and text.isascii() and text.isprintable():
        return text
    raise SettingError(name, "…", f"at least {LEAST_SECRET} ASCII characters")


def _list(_name: str, text: str) -> tuple[str, ...]:
    return tuple(part.strip() for part in text.split(",") if part.strip())


VARIABLES: dict[str, Variable] = {
    "host": Variable("HOST", "127.0.0.1", _text, "address the server listens on"),
    "port": Variable("PORT", "8000", _whole(1, 65535), "port the server listens on"),
    "data_dir": Variable("DATA_DIR", "var", _path, "folder of everything that is kept on this machine"),
    "database_url": Variable(
        "DATABASE_URL", "SQLite in DATA_DIR", _database, "sqlite:///PATH or postgresql+psycopg://…"
    ),
    "secrets_dir": Variable("SECRETS_DIR", "DATA_DIR/secrets", _path, "folder of the keys (0700)"),
    "files_url": Variable(
        "FILES_URL", "DATA_DIR/files", _files, "photos and papers: file:///PATH or s3://BUCKET"
    ),
    "demo": Variable("DEMO", "0", _yes_no, "1 makes DATA_DIR a demo for ever: samples, not for sale"),
    "label_base_url": Variable(
        "LABEL_BASE_URL",
        "none (demo: http://HOST:PORT)",
        _text,
        "https://HOST printed on every label, for ever",
    ),
    "label_old_base_urls": Variable(
        "LABEL_OLD_BASE_URLS", "none", _list, "former base URLs, with commas: their labels still resolve"
    ),
    "resolver": Variable(
        "RESOLVER",
        "direct",
        _one_of("direct", "strict"),
        "direct answers a Digital Link in a browser with its page, strict redirects there, as GS1's standard asks",
    ),
    "workers": Variable("WORKERS", "2", _whole(1, 64), "server processes"),
    "threads": Variable("THREADS", "4", _whole(1, 256), "requests that one process answers at once"),
    "label_processes": Variable(
        "LABEL_PROCESSES", "1", _whole(1, 16), "processes that draw a PDF of 5,000 labels or more"
    ),
    "trusted_proxies": Variable(
        "TRUSTED_PROXIES", "0", _whole(0, 5), "proxies in front whose X-Forwarded headers count"
    ),
    "max_body_bytes": Variable("MAX_BODY_BYTES", "1048576", _whole(1024, 2**30), "largest request body"),
    "max_upload_bytes": Variable(
        "MAX_UPLOAD_BYTES", "10485760", _whole(1024, 2**26), "largest photo or paper that is sent"
    ),
    "rate_api": Variable("RATE_API", "600/minute", _rate, "requests of one token or user"),
    "rate_public": Variable("RATE_PUBLIC", "300/minute", _rate, "public requests from one address"),
    "rate_guess": Variable(
        "RATE_GUESS", "60/minute", _rate, "refused tokens, unknown lots and codes of a run, from one address"
    ),
    "rate_report": Variable("RATE_REPORT", "10/hour", _rate, "problems reported from one address"),
    "redis_url": Variable("REDIS_URL", "none (each process counts)", _redis, "where several machines count"),
    "plain_http": Variable(
        "PLAIN_HTTP",
        "0 (demo on http: 1)",
        _yes_no,
        "1 lets cookies travel over http, in a network you trust",
    ),
    "usual_loss_percent": Variable(
        "USUAL_LOSS_PERCENT", "3", _whole(1, 20), "weight that fruit may lose in packing before it is held"
    ),
    "unconfirmed_percent": Variable(
        "UNCONFIRMED_PERCENT",
        "50",
        _whole(0, 120),
        "of a batch's fruit, that may get tags before a second party has confirmed its weight; 120 asks for none",
    ),
    "run_open_days": Variable(
        "RUN_OPEN_DAYS",
        "14",
        _whole(1, 365),
        "days without work on labels after which those not told to be applied are void",
    ),
    "controller": Variable(
        "CONTROLLER",
        "none",
        _text,
        "who runs the service, with an address or phone, as `/privacy` names them",
    ),
    "metrics_token": Variable("METRICS_TOKEN", "none", _secret, "opens /metrics for Prometheus; 404 without"),
    "log_level": Variable(
        "LOG_LEVEL", "info", _one_of("debug", "info", "warning", "error"), "least level that is logged"
    ),
}


WHOLE = (
    *("port", "workers", "threads", "label_processes", "trusted_proxies"),
    *("max_body_bytes", "max_upload_bytes", "usual_loss_percent"),
    *("unconfirmed_percent", "run_open_days"),
)
NOTHING: dict[str, Any] = {
    "label_base_url": None,
    "label_old_base_urls": (),
    "redis_url": None,
    "controller": None,
    "metrics_token": None,
}


def _refuse_unknown(given: Mapping[str, str]) -> None:
    known = {variable.name for variable in VARIABLES.values()} | FOR_TESTS
    for name in sorted(given.keys() - known):
        raise SettingError(name, "…", "no such variable: see the README's table")  # a secret, misspelt


def _complete(values: dict[str, Any], given: Mapping[str, str]) -> dict[str, Any]:
    """Fill the defaults, of which some follow from others, and check what belongs together."""
    plain = {
        name: VARIABLES[name].default
        for name in ("host", "resolver", "rate_api", "rate_public", "rate_guess", "rate_report", "log_level")
    }
    numbers = {name: int(VARIABLES[name].default) for name in WHOLE}
    known = {name: value for name, value in values.items() if value is not None}
    full = {**plain, **numbers, **NOTHING, **known}
    data_dir = full.setdefault("data_dir", Path(VARIABLES["data_dir"].default).resolve())
    full.setdefault("database_url", f"sqlite:///{data_dir / 'ro-nguon.db'}")
    full.setdefault("secrets_dir", data_dir / "secrets")
    full.setdefault("files_url", f"file://{data_dir / 'files'}")
    full["demo"] = _demo(data_dir, full["secrets_dir"], values["demo"])
    if full["demo"] and full["label_base_url"] is None:
        full["label_base_url"] = f"http://{full['host']}:{full['port']}"
    full["label_base_url"] = _safe_base_url("LABEL_BASE_URL", full["label_base_url"], demo=full["demo"])
    full["label_old_base_urls"] = tuple(
        _safe_base_url("LABEL_OLD_BASE_URLS", url, demo=full["demo"]) for url in full["label_old_base_urls"]
    )
    full.setdefault("plain_http", full["demo"] and full["label_base_url"].startswith("http://"))
    return full


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
