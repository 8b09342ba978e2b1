"""Putting the application together: the only place that knows every part."""

from types import ModuleType

from flask import Flask
from werkzeug.middleware.proxy_fix import ProxyFix

from app.accounts.callers import init_accounts
from app.api import docs, error_pages
from app.api.api import init_api
from app.api.downloads import init_downloads
from app.api.resources import RESOURCES
from app.application import Application
from app.cli.commands import register_commands
from app.clock import Clock, system_clock
from app.config import Settings
from app.db import init_db
from app.errors import register_error_handlers
from app.front import init_front
from app.headers import init_headers
from app.health import blueprint as health
from app.health import init_request_log
from app.limits import init_limits
from app.logs import configure_logs
from app.media import blueprint as media
from app.metrics import init_metrics
from app.pages import init_pages
from app.policy import init_policy
from app.resolver import init_resolver
from app.scan import init_scan
from app.secrets import load_session_key
from app.sightings import init_sightings
from app.storage import init_storage
from app.web import blueprint as web


def create_app(
    settings: Settings, *, clock: Clock = system_clock, sqlite_module: ModuleType | None = None
) -> Flask:
    """The application for some settings.

    Args:
        clock: tells the time; a test gives a fixed one.
        sqlite_module: another DB-API module for SQLite than the newest one installed.
    """
    app = _bare(settings, clock)
    init_db(app, settings, sqlite_module)
    init_storage(app, settings)
    init_request_log(app)
    init_metrics(app)
    init_headers(app, settings)
    register_error_handlers(app)
    init_pages(app)
    init_accounts(app)
    init_policy(app)
    init_limits(app, settings)
    init_sightings(app)
    init_front(app)
    init_downloads(app)
    init_api(app, RESOURCES)
    init_scan(app)
    for blueprint in (web, media, health, docs.blueprint, error_pages.blueprint):
        app.register_blueprint(blueprint)
    init_resolver(app)
    register_commands(app)
    _trust_proxies(app, settings.trusted_proxies)
    return app


def _bare(settings: Settings, clock: Clock) -> Flask:
    """What every part of it counts on: logs, settings, clock and the session's key."""
    configure_logs(settings.log_level)
    app = Application("app", static_folder=None, instance_path=str(settings.data_dir))
    app.json.ensure_ascii = False  # type: ignore[attr-defined]
    app.json.sort_keys = False  # type: ignore[attr-defined]
    app.extensions["ronguon.settings"] = settings
    app.extensions["ronguon.clock"] = clock
    load_session_key(app, settings.secrets_dir)
    return app


def _trust_proxies(app: Flask, hops: int) -> None:
    if hops:
        app.wsgi_app = ProxyFix(app.wsgi_app, x_for=hops, x_proto=hops, x_host=hops)  # type: ignore[method-assign]
