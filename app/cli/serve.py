"""`flask serve` starts granian, whose workers are forked from this process with all that it has imported."""

import gc
import multiprocessing

import click
from flask import Flask
from flask.cli import ScriptInfo

from app.config import Settings, settings
from app.health import readiness
from app.metrics import share_metrics

LONGEST_FAREWELL_S = 20  # for requests that are being answered when the service is told to stop


@click.command("serve")
@click.pass_obj
def serve(script: ScriptInfo) -> None:
    """Serve with granian, HOST and PORT from the settings."""
    app = script.load_app()
    with app.app_context():
        found = settings()
    broken = {name: state for name, state in _readiness_apart(app).items() if state != "ok"}
    if broken:
        raise click.ClickException("; ".join(f"{name}: {state}" for name, state in broken.items()))
    share_metrics(found.data_dir / "metrics")
    address = f"http://{found.host}:{found.port}"
    click.echo(f"\n  Rõ Nguồn\n  pages  {address}/\n  API    {address}/api/v1/openapi.json\n", err=True)
    gc.freeze()  # what all workers share is looked through by none of them
    _run(app, found)


def _readiness_apart(app: Flask) -> dict[str, str]:
    """Of a process of its own: SQLite forbids to carry a connection across a fork, so that this one never opens any.

    A worker that inherited one ended without a word, about once in three hundred starts.
    """
    forking = multiprocessing.get_context("fork")
    told, telling = forking.Pipe(duplex=False)

    def tell() -> None:
        with app.app_context():
            telling.send(readiness())

    asked = forking.Process(target=tell)
    asked.start()
    telling.close()
    try:
        found: dict[str, str] = told.recv()
    except EOFError:
        found = {"readiness": "the check ended without an answer; its reason stands above"}
    asked.join()
    return found


def _run(app: Flask, found: Settings) -> None:
    """Serve until a signal ends it. A worker that is told to stop while it starts may not hear of it: it is ended."""
    from granian import Granian  # noqa: PLC0415 - of no use to the other commands
    from granian.constants import Interfaces  # noqa: PLC0415
    from granian.log import LogLevels  # noqa: PLC0415

    multiprocessing.set_start_method("fork", force=True)
    server = Granian(
        app.import_name,
        address=found.host,
        port=found.port,
        interface=Interfaces.WSGI,
        workers=found.workers,
        blocking_threads=found.threads,
        workers_kill_timeout=LONGEST_FAREWELL_S,
        log_level=LogLevels.warning,
        respawn_failed_workers=True,
        websockets=False,
    )
    server.serve(target_loader=lambda: app, wrap_loader=False)  # type: ignore[attr-defined,unused-ignore]
