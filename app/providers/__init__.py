"""Places that can help: imported from open data, found by words and by distance."""

from __future__ import annotations

from flask import Blueprint


def blueprints() -> list[Blueprint]:
    from app.providers import views
    from app.providers.commands import add_commands

    first, *others = views.blueprints()
    add_commands(first)
    return [first, *others]
