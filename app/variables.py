"""The variables of the environment: their names, defaults and meanings, as the README's table shows them."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

PREFIX = "RONGUON_"
LEAST_SECRET = 16


class SettingError(Exception):
    """A variable that the service refuses to start with; the sentence names it."""

    def __init__(self, name: str, got: str, expected: str) -> None:
        self.name = PREFIX + name
        super().__init__(f"{self.name}: expected {expected}, got “{got}”")


@dataclass(frozen=True, slots=True)
class Variable:
    """One row of the README's table.

    Attributes:
        default: as it is written there.
        is_told: the default is said in words, for it is none, or follows from other settings.
    """

    name: str
    default: str
    parse: Callable[[str, str], Any]
    meaning: str
    is_told: bool = False

    def read(self, given: Mapping[str, str]) -> Any:
        """What is given, or else the default; None where that is told.

        Raises:
            SettingError: what is given is wrong.
        """
        text = given.get(self.name)
        if text is None:
            return None if self.is_told else self.parse(self.name, self.default)
        return self.parse(self.name, text)


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
        "DATABASE_URL",
        "SQLite in DATA_DIR",
        _database,
        "sqlite:///PATH or postgresql+psycopg://…",
        is_told=True,
    ),
    "secrets_dir": Variable(
        "SECRETS_DIR", "DATA_DIR/secrets", _path, "folder of the keys (0700)", is_told=True
    ),
    "files_url": Variable(
        "FILES_URL", "DATA_DIR/files", _files, "photos and papers: file:///PATH or s3://BUCKET", is_told=True
    ),
    "demo": Variable(
        "DEMO", "0", _yes_no, "1 makes DATA_DIR a demo for ever: samples, not for sale", is_told=True
    ),
    "label_base_url": Variable(
        "LABEL_BASE_URL",
        "none (demo: http://HOST:PORT)",
        _text,
        "https://HOST printed on every label, for ever",
        is_told=True,
    ),
    "label_old_base_urls": Variable(
        "LABEL_OLD_BASE_URLS",
        "none",
        _list,
        "former base URLs, with commas: their labels still resolve",
        is_told=True,
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
    "redis_url": Variable(
        "REDIS_URL", "none (each process counts)", _redis, "where several machines count", is_told=True
    ),
    "plain_http": Variable(
        "PLAIN_HTTP",
        "0 (demo on http: 1)",
        _yes_no,
        "1 lets cookies travel over http, in a network you trust",
        is_told=True,
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
        "days after packing and the last work on labels, after which those not told to be applied are void",
    ),
    "controller": Variable(
        "CONTROLLER",
        "none",
        _text,
        "who runs the service, with an address or phone, as `/privacy` names them",
        is_told=True,
    ),
    "metrics_token": Variable(
        "METRICS_TOKEN", "none", _secret, "opens /metrics for Prometheus; 404 without", is_told=True
    ),
    "log_level": Variable(
        "LOG_LEVEL", "info", _one_of("debug", "info", "warning", "error"), "least level that is logged"
    ),
}
