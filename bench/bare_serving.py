"""How the bare peers of our measurements are served: with the options of `flask serve`."""

import os


def serve(target: str) -> None:
    """Serve `module:application` at the port, with the workers and threads that the environment names (`BARE_…`)."""
    from granian import Granian  # noqa: PLC0415
    from granian.constants import Interfaces  # noqa: PLC0415

    Granian(
        target,
        address="127.0.0.1",
        port=int(os.environ["BARE_PORT"]),
        interface=Interfaces.WSGI,
        workers=int(os.environ["BARE_WORKERS"]),
        blocking_threads=int(os.environ["BARE_THREADS"]),
        log_level="warning",  # type: ignore[arg-type]
        respawn_failed_workers=True,
    ).serve()
