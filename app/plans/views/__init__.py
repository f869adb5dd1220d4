"""The pages of the support plan, each kind in a file of its own."""

from __future__ import annotations

from flask import Blueprint


def blueprints() -> list[Blueprint]:
    from app.plans.views import (
        agreeing,
        comments,
        council_plan,
        files,
        keeping,
        meeting_points,
        notes,
        paper,
        passport,
        publishing,
        reading,
        reviewing,
        suggestions,
        writing,
    )

    return [
        reading.views,
        writing.views,
        suggestions.views,
        publishing.views,
        paper.views,
        agreeing.views,
        comments.views,
        meeting_points.views,
        notes.views,
        keeping.views,
        files.views,
        reviewing.views,
        council_plan.views,
        passport.views,
    ]
