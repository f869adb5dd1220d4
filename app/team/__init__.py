"""My team: who supports me, who comes when somebody cannot, and my people to ask."""

from __future__ import annotations

from flask import Blueprint


def blueprints() -> list[Blueprint]:
    from app.team import views

    return views.blueprints()
