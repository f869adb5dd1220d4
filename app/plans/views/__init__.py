"""The pages of the support plan, each kind in a file of its own."""

from __future__ import annotations

from flask import Blueprint


def blueprints() -> list[Blueprint]:
    from app.plans.views import (
        comments,
        council_plan,
        files,
        keeping,
        media,
        meeting_points,
        notes,
        paper,
        passport,
        publishing,
        reading,
        review_points,
        suggestions,
        writing_down,
    )

    return [
        reading.views,
        # Writing, with the pages of photos and sounds.
        media.views,
        suggestions.views,
        publishing.views,
        paper.views,
        # Agreeing, with the pages where others write down an answer.
        writing_down.views,
        comments.views,
        meeting_points.views,
        notes.views,
        keeping.views,
        files.views,
        # Reviews, with the points that they leave for the next meeting.
        review_points.views,
        council_plan.views,
        passport.views,
    ]
