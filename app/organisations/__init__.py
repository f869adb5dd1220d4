"""Providers and the council as organisations: their members and roles."""

from __future__ import annotations

from flask import Blueprint


def blueprints() -> list[Blueprint]:
    from app.organisations.commands import add_commands
    from app.organisations.views import views

    add_commands(views)
    return [views]
