"""The pages of finding support, each kind in a file of its own."""

from __future__ import annotations

from flask import Blueprint


def blueprints() -> list[Blueprint]:
    from app.providers.views import asking, directory, looking_for, my_list, questions, room, unmet

    return [
        each.views for each in (directory, asking, my_list, looking_for, unmet, questions, room)
    ]
