"""`flask init`, `flask doctor`, and whether the service is alive and ready."""

import os
import stat
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from flask import Flask
from granian import Granian
from sqlalchemy.pool import QueuePool

from app.cli.doctor import judge_cookies, judge_disk, judge_sqlite
from app.config import Settings
from app.db import db
from app.factory import create_app
from app.metrics import FOLDER_VARIABLE
from app.secrets import SecretsMissing, label_keys
from app.sqlite import Version
from labels.codes.keys import LabelKeys
from tests.builders import make_cooperative, make_run
from tests.conftest import NOW, MakeApp, Writing, _dispose


@pytest.fixture
def untouched(database_url: str, tmp_path: Path) -> Flask:
    """An application whose data folder nobody has initialised."""
    settings = Settings.from_env(
        {
            "RONGUON_DATA_DIR": str(tmp_path / "fresh"),
            "RONGUON_DATABASE_URL": database_url,
            "RONGUON_DEMO": "1",
            "RONGUON_LOG_LEVEL": "error",
        }
    )
    return create_app(settings)


def test_init_makes_what_is_missing_and_only_that(untouched: Flask, tmp_path: Path) -> None:
    """Secrets are private and stay as they are when it is run again; a demo folder is marked."""
    runner = untouched.test_cli_runner()
    folder = tmp_path / "fresh" / "secrets"

    first = runner.invoke(args=["init"])
    made = {path.name: path.read_bytes() for path in folder.iterdir()}
    second = runner.invoke(args=["init"])

    assert (first.exit_code, second.exit_code) == (0, 0)
    assert set(made) == {"session.key", "label-keys.json"}
    assert {path.name: path.read_bytes() for path in folder.iterdir()} == made
    assert stat.S_IMODE(folder.stat().st_mode) == 0o700
    assert {stat.S_IMODE(path.stat().st_mode) for path in folder.iterdir()} == {0o600}
    assert (tmp_path / "fresh" / "demo").exists()
    _dispose(untouched)


def test_before_init_it_is_alive_but_not_ready(untouched: Flask) -> None:
    """/readyz says what is missing; serving is refused."""
    client = untouched.test_client()

    assert client.get("/livez").get_json() == {"status": "alive"}
    ready = client.get("/readyz")
    assert ready.status_code == 503
    assert "flask init" in ready.get_json()["checks"]["keys"]
    assert "flask init" in untouched.test_cli_runner().invoke(args=["serve"]).output
    with untouched.app_context(), pytest.raises(SecretsMissing):
        label_keys()
    _dispose(untouched)


def test_ready_when_all_is_there(app: Flask) -> None:
    """Database, schema and keys."""
    assert app.test_client().get("/readyz").get_json() == {
        "status": "ready",
        "checks": {"database": "ok", "schema": "ok", "keys": "ok"},
    }


def test_an_old_schema_is_not_ready(app: Flask) -> None:
    """After a downgrade the service says that it needs `flask init`."""
    from app.db import alembic

    with app.app_context():
        alembic.downgrade("base")

    assert app.test_client().get("/readyz").get_json()["checks"]["schema"] == "run `flask init`"


def test_a_database_that_is_away_is_not_ready(make_app: MakeApp) -> None:
    """The answer is 503 with plain words, none of the driver's; so is the API's."""
    app = make_app(DATABASE_URL="postgresql+psycopg://nobody@127.0.0.1:1/none")
    client = app.test_client()

    ready = client.get("/readyz")
    answer = client.post(
        "/api/v1/batches", json={}, headers={"Authorization": "Bearer rn_" + "0" * 30 + "0KrWsZ"}
    )

    assert ready.status_code == 503
    assert ready.get_json()["checks"]["database"] == "the database does not answer"
    assert answer.status_code in {401, 503}


def test_doctor_finds_open_secrets(app: Flask, tmp_path: Path) -> None:
    """A key that others may read is bad; without it all is well."""
    runner = app.test_cli_runner()
    assert runner.invoke(args=["doctor"]).exit_code == 0

    (tmp_path / "data" / "secrets" / "session.key").chmod(0o644)
    found = runner.invoke(args=["doctor"])

    assert found.exit_code == 1
    assert "run chmod go-rwx" in found.output


def test_doctor_tells_of_the_base_url(make_app: MakeApp) -> None:
    """None yet, or a demo's: worth knowing, nothing to mend."""
    assert (
        "labels cannot be printed"
        in make_app(LABEL_BASE_URL="").test_cli_runner().invoke(args=["doctor"]).output
    )


def test_every_answer_carries_its_request_id(app: Flask) -> None:
    """A sane one of the client is kept, an insane one replaced."""
    client = app.test_client()

    assert client.get("/livez", headers={"X-Request-ID": "abc-12345"}).headers["X-Request-ID"] == "abc-12345"
    replaced = client.get("/livez", headers={"X-Request-ID": "a\tb"}).headers["X-Request-ID"]
    assert len(replaced) == 36
    problem = client.get("/api/v1/nothing")
    assert problem.get_json()["request_id"] == problem.headers["X-Request-ID"]


def test_doctor_names_the_engine(app: Flask) -> None:
    """SQLite with its journal, or PostgreSQL with its version."""
    found = app.test_cli_runner().invoke(args=["doctor"]).output

    assert "journal wal" in found or "PostgreSQL" in found


@pytest.mark.parametrize(
    ("version", "journal", "level"),
    [((3, 53, 4), "wal", "ok"), ((3, 40, 1), "truncate", "note"), ((3, 40, 1), "wal", "bad")],
)
def test_doctor_judges_sqlite(version: Version, journal: str, level: str) -> None:
    """A version that could corrupt its WAL is bad in WAL, and only slow with the safe journal."""
    assert judge_sqlite(version, journal).level == level


def test_doctor_wants_room_on_the_disk() -> None:
    """Less than a gigabyte is bad."""
    assert [judge_disk(free).level for free in (1 << 30, (1 << 30) - 1)] == ["ok", "bad"]


def test_doctor_tells_when_cookies_can_be_read_on_their_way() -> None:
    """Plain http is a choice to know of, not a fault."""
    assert [judge_cookies(plain_http=plain).level for plain in (True, False)] == ["note", "ok"]


def test_serving_starts_granian_with_the_settings(app: Flask, monkeypatch: pytest.MonkeyPatch) -> None:
    """With the settings' host, port, workers and threads; workers share their counts, and get no connection."""
    monkeypatch.setenv(FOLDER_VARIABLE, "of an earlier server")
    started: list[tuple[Any, Any]] = []
    monkeypatch.setattr(Granian, "serve", lambda server, **given: started.append((server, given)))

    answer = app.test_cli_runner().invoke(args=["serve"])

    assert answer.exit_code == 0, answer.output
    assert "http://127.0.0.1:8000/" in answer.stderr
    [(server, given)] = started
    assert given["target_loader"]() is app
    assert (server.bind_addr, server.bind_port, server.workers, server.blocking_threads) == (
        *("127.0.0.1", 8000),
        *(2, 4),
    )
    folder = app.extensions["ronguon.settings"].data_dir / "metrics"
    assert os.environ[FOLDER_VARIABLE] == str(folder)
    assert list(folder.iterdir()) == []
    with app.app_context():
        assert isinstance(db.engine.pool, QueuePool)
        assert db.engine.pool.checkedin() + db.engine.pool.checkedout() == 0


def test_a_wrong_setting_refuses_to_start() -> None:
    """One line names the variable, what was met and what is expected; no traceback."""
    found = subprocess.run(
        [sys.executable, "-m", "flask", "doctor"],
        cwd=Path(__file__).parents[2],
        env={"PATH": "/usr/bin", "FLASK_APP": "wsgi:app", "RONGUON_LABEL_BASE_URL": "http://10.0.0.1"},
        capture_output=True,
        text=True,
        check=False,
    )

    assert found.returncode == 1
    assert found.stderr.startswith("Rõ Nguồn does not start. RONGUON_LABEL_BASE_URL: expected https://")
    assert "Traceback" not in found.stderr


def test_lost_label_keys_are_never_replaced_silently(app: Flask, writing: Writing, tmp_path: Path) -> None:
    """With labels printed and the keys gone, init refuses, and the service says which keys to restore."""
    with writing() as session:
        key_id = make_run(session, make_cooperative(session), label_keys()).key_id
    keys_file = tmp_path / "data" / "secrets" / "label-keys.json"
    kept = keys_file.read_text()
    keys_file.unlink()
    app.extensions.pop("ronguon.label_keys")

    refused = app.test_cli_runner().invoke(args=["init"])
    keys_file.write_text(LabelKeys.first(key_id="other", key=bytes(32), now=NOW).to_json())
    wrong = app.test_client().get("/readyz")
    app.extensions.pop("ronguon.label_keys")
    keys_file.write_text("{}")
    broken = app.test_client().get("/readyz")
    keys_file.write_text(kept)

    assert refused.exit_code == 1
    assert f"the keys {key_id}" in refused.output
    assert wrong.get_json()["checks"]["keys"] == f"restore the label keys {key_id} from a backup"
    assert (broken.status_code, "active" in broken.get_json()["checks"]["keys"]) == (503, True)
    assert app.test_client().get("/readyz").status_code == 200
