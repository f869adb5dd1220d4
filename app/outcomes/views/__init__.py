"""The pages of outcomes, each kind in a file of its own."""

from __future__ import annotations

from flask import Blueprint


def blueprints() -> list[Blueprint]:
    from app.outcomes.views import (
        beside,
        check_in_files,
        check_phone,
        checking,
        confirming,
        council_figures,
        council_highlights,
        council_quality,
        files,
        hiding,
        life,
        making,
        media,
        monthly,
        provider_figures,
        provider_quality,
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
        confirming.views,
        monthly.views,
        council_highlights.views,
        council_quality.views,
        provider_quality.views,
        provider_figures.views,
        published.views,
        story.views,
        hiding.views,
        life.views,
        reminders.views,
        tags.views,
    ]
