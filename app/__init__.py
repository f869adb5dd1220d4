"""The portal. `create_app` is the table of contents: settings, extensions, slices, default deny."""

from __future__ import annotations

from dataclasses import asdict
from datetime import timedelta
from pathlib import Path

from flask import Flask
from werkzeug.middleware.proxy_fix import ProxyFix

from app import (
    accounts,
    commands,
    demo,
    notices,
    organisations,
    outcomes,
    pages,
    people,
    plans,
    policy,
    providers,
    staff_choice,
    statics,
    team,
)
from app.config import LIMITS, Settings
from app.extensions import babel, compress, csrf, db, limiter
from app.extensions import htmx as htmx_extension
from app.language.locales import check_offered
from app.logs import init_app as init_logs
from app.people.converters import PartConverter
from app.security import guard, headers
from app.security.uploads import PortalRequest
from app.shell import init_app as init_shell
from app.transactions import Portal

ROOT = Path(__file__).resolve().parent.parent
SLICES = (
    pages,
    accounts,
    notices,
    organisations,
    people,
    team,
    plans,
    outcomes,
    providers,
    staff_choice,
)


def create_app(settings: Settings | None = None) -> Flask:
    """The app, from settings (by default the environment's). Raises BadSetting."""
    settings = settings or Settings.from_environment()
    app = Portal(__name__, template_folder=str(ROOT / "templates"), static_folder=None)
    _configure(app, settings)
    init_logs(app)
    db.init_app(app)
    csrf.init_app(app)
    babel.init_app(app)
    htmx_extension.init_app(app)
    # After htmx, which sets the class that this one builds on.
    app.request_class = PortalRequest
    compress.init_app(app)
    limiter.init_app(app)
    init_shell(app)
    statics.init_app(app)
    headers.init_app(app)
    notices.init_app(app)
    accounts.init_app(app)
    people.init_app(app)
    plans.init_app(app)
    outcomes.init_app(app)
    staff_choice.init_app(app)
    guard.init_app(app)
    policy.init_app(app)
    commands.init_app(app)
    demo.init_app(app)
    app.url_map.converters["part"] = PartConverter
    for slice_ in SLICES:
        for blueprint in slice_.blueprints():
            app.register_blueprint(blueprint)
    if not settings.is_demo:
        # One proxy (deploy/nginx.conf.example) stands in front and sets these headers.
        app.wsgi_app = ProxyFix(app.wsgi_app, x_for=1, x_proto=1, x_host=1)  # type: ignore[method-assign]
    return app


def _configure(app: Flask, settings: Settings) -> None:
    check_offered(settings.LANGUAGES)
    app.config.update(asdict(settings))
    secure = settings.BASE_URL.startswith("https:")
    app.config.update(
        MAX_CONTENT_LENGTH=LIMITS.request_bytes,
        MAX_FORM_MEMORY_SIZE=LIMITS.request_bytes,
        SESSION_COOKIE_NAME="together",
        SESSION_COOKIE_HTTPONLY=True,
        SESSION_COOKIE_SAMESITE="Lax",
        SESSION_COOKIE_SECURE=secure,
        PERMANENT_SESSION_LIFETIME=timedelta(days=30),
        WTF_CSRF_TIME_LIMIT=None,
        WTF_CSRF_CHECK_DEFAULT=True,
        BABEL_TRANSLATION_DIRECTORIES="../translations",
        BABEL_DEFAULT_LOCALE="en",
        RATELIMIT_STORAGE_URI=settings.REDIS_URL or "memory://",
        RATELIMIT_ENABLED=settings.RATE_LIMITS,
        RATELIMIT_HEADERS_ENABLED=False,
        RATELIMIT_STRATEGY="fixed-window",
        COMPRESS_MIMETYPES=["text/html", "application/json", "text/plain"],
        COMPRESS_MIN_SIZE=600,
        IS_DEMO=settings.is_demo,
    )
