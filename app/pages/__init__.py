"""Home, help, leaving fast, privacy, accessibility, errors, health."""

from __future__ import annotations

from flask import Blueprint


def blueprints() -> list[Blueprint]:
    from app.pages.errors import handlers
    from app.pages.health import health
    from app.pages.views import views

    return [views, handlers, health]
