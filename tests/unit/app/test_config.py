"""Settings: read once, a wrong one refuses to start and names its variable."""

from pathlib import Path

import pytest

from app.config import Settings
from app.variables import SettingError


def read(tmp_path: Path, **given: str) -> Settings:
    values = {"DATA_DIR": str(tmp_path / "data")} | given
    return Settings.from_env({f"RONGUON_{name}": value for name, value in values.items()})


def test_nothing_is_needed(tmp_path: Path) -> None:
    """Without any variable the service listens on this machine only and keeps all under DATA_DIR."""
    found = read(tmp_path)

    assert (found.host, found.port, found.demo, found.label_base_url) == ("127.0.0.1", 8000, False, None)
    assert found.label_host == ""
    assert found.database_url == f"sqlite:///{tmp_path}/data/ro-nguon.db"
    assert found.files_url == f"file://{tmp_path}/data/files"
    assert found.secrets_dir == tmp_path / "data" / "secrets"


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("PORT", "0"),
        ("PORT", "65536"),
        ("PORT", "8000.0"),
        ("PORT", "٨٠"),
        ("WORKERS", "many"),
        ("DEMO", "yes"),
        ("LOG_LEVEL", "loud"),
        ("DATABASE_URL", "mysql://x"),
        ("FILES_URL", "/srv/files"),
        ("RATE_API", "600"),
        ("RATE_PUBLIC", "0/minute"),
        ("RATE_GUESS", "60/minute; 1/second"),
        ("REDIS_URL", "127.0.0.1:6379"),
        ("METRICS_TOKEN", "short"),
        ("PLAIN_HTTP", "true"),
        ("LABEL_BASE_URL", "http://nguon.dongthap.vn"),
        ("LABEL_BASE_URL", "https://127.0.0.1"),
        ("LABEL_BASE_URL", "https://localhost"),
        ("LABEL_OLD_BASE_URLS", "https://nguon.dongthap.vn,http://10.0.0.1"),
        ("LABEL_BASE_ULR", "https://nguon.dongthap.vn"),
    ],
)
def test_a_wrong_value_names_its_variable(tmp_path: Path, name: str, value: str) -> None:
    """Typing errors in names are found too; the sentence says what was met and expected."""
    with pytest.raises(SettingError, match=f"RONGUON_{name}: expected"):
        read(tmp_path, **{name: value})


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("DATABASE_URL", "mysql://user:geheim@host/db"),
        ("REDIS_URL", "http://user:geheim@host"),
        ("METRICS_TOKEN", "geheim"),
        ("METRIC_TOKEN", "geheim-geheim-geheim"),
    ],
)
def test_a_secret_is_not_repeated(tmp_path: Path, name: str, value: str) -> None:
    """The refusal of a URL leaves out what stands before the @, that of a token, or of a misspelt name, all of it."""
    with pytest.raises(SettingError) as refusal:
        read(tmp_path, **{name: value})
    assert "geheim" not in str(refusal.value)


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        ({}, False),
        ({"PLAIN_HTTP": "1"}, True),
        ({"DEMO": "1"}, True),
        ({"DEMO": "1", "PLAIN_HTTP": "0"}, False),
        ({"DEMO": "1", "LABEL_BASE_URL": "https://demo.dongthap.vn"}, False),
    ],
)
def test_cookies_travel_over_http_only_where_it_was_meant(
    tmp_path: Path, given: dict[str, str], expected: bool
) -> None:
    """By the setting, or in a demo whose own address is http."""
    assert read(tmp_path, **given).plain_http == expected


def test_a_demo_prints_its_own_address(tmp_path: Path) -> None:
    """In a demo the labels' links lead to the demo itself unless told otherwise."""
    found = read(tmp_path, DEMO="1", PORT="8123")

    assert (found.label_base_url, found.label_host) == ("http://127.0.0.1:8123", "127.0.0.1:8123")
    assert read(tmp_path, DEMO="1", LABEL_BASE_URL="http://10.0.0.5").label_base_url == "http://10.0.0.5"


def test_a_demo_folder_stays_a_demo(tmp_path: Path) -> None:
    """Once marked, later commands there are demo too, and cannot be told otherwise."""
    (tmp_path / "data").mkdir()
    (tmp_path / "data" / "demo").touch()

    assert read(tmp_path).demo
    with pytest.raises(SettingError, match="RONGUON_DEMO"):
        read(tmp_path, DEMO="0")


def test_a_folder_in_real_use_never_becomes_a_demo(tmp_path: Path) -> None:
    """Where secrets are and no demo mark, labels may be real: DEMO=1 is refused."""
    (tmp_path / "data" / "secrets").mkdir(parents=True)

    with pytest.raises(SettingError, match="RONGUON_DEMO"):
        read(tmp_path, DEMO="1")


def test_old_base_urls_are_a_list(tmp_path: Path) -> None:
    """Commas between, blanks and empty parts do not matter, each in its one form."""
    found = read(tmp_path, LABEL_OLD_BASE_URLS="https://cu.dongthap.vn/, ,https://XUA.dongthap.vn")

    assert found.label_old_base_urls == ("https://cu.dongthap.vn", "https://xua.dongthap.vn")
