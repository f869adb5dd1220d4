"""The pages of a person, each kind in a file of its own."""

from __future__ import annotations

from flask import Blueprint


def blueprints() -> list[Blueprint]:
    from app.people.views import (
        about_me,
        authority,
        circle,
        council,
        decisions,
        drafts,
        helping,
        hiding,
        looked,
        needs,
        overrides,
        phone,
        photos,
        profile,
        recording,
        records,
        sharing,
        way_in,
    )

    return [
        sharing.views,
        recording.views,
        hiding.views,
        circle.views,
        looked.views,
        way_in.views,
        records.views,
        authority.views,
        decisions.views,
        needs.views,
        overrides.views,
        council.views,
        about_me.views,
        drafts.views,
        photos.views,
        profile.views,
        phone.views,
        helping.views,
    ]
