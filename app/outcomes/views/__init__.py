"""The pages of outcomes, each kind in a file of its own."""

from __future__ import annotations

from flask import Blueprint


def blueprints() -> list[Blueprint]:
    from app.outcomes.views import checking, making, reading

    return [reading.views, making.views, checking.views]
