"""Providers and the council as organisations: their members and roles."""

from __future__ import annotations

from flask import Blueprint


def blueprints() -> list[Blueprint]:
    from app.organisations.views import views

    return [views]
