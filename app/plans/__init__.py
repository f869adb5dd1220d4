"""The support plan: written together, agreed part by part, never lost."""

from __future__ import annotations

from flask import Blueprint


def blueprints() -> list[Blueprint]:
    from app.plans import views

    return views.blueprints()
