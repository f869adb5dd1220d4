"""The pages of the team, each kind in a file of its own."""

from __future__ import annotations

from flask import Blueprint


def blueprints() -> list[Blueprint]:
    from app.team.views import asking, cover, employer, members, provider, team, work

    return [each.views for each in (team, members, cover, asking, work, provider, employer)]
