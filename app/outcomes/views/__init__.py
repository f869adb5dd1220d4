"""The pages of outcomes, each kind in a file of its own."""

from __future__ import annotations

from flask import Blueprint


def blueprints() -> list[Blueprint]:
    from app.outcomes.views import (
        beside,
        check_in_files,
        check_phone,
        checking,
        council_figures,
        files,
        hiding,
        life,
        making,
        media,
        provider_figures,
        published,
        reading,
        reminders,
        staff_answers,
        steps,
        story,
        tags,
        waiting,
    )

    return [
        reading.views,
        making.views,
        checking.views,
        beside.views,
        staff_answers.views,
        check_phone.views,
        check_in_files.views,
        media.views,
        files.views,
        steps.views,
        waiting.views,
        council_figures.views,
        provider_figures.views,
        published.views,
        story.views,
        hiding.views,
        life.views,
        reminders.views,
        tags.views,
    ]
