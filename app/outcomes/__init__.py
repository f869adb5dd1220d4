"""Outcomes: what I want in my life, and how it is going, said by me first."""

from __future__ import annotations

from flask import Blueprint


def blueprints() -> list[Blueprint]:
    from app.outcomes import views

    return views.blueprints()
