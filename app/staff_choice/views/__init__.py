"""The pages of choosing staff, each kind in a file of its own."""

from __future__ import annotations

from flask import Blueprint


def blueprints() -> list[Blueprint]:
    from app.staff_choice.views import (
        applicants,
        applying,
        asks,
        cards,
        choosing,
        decided_for,
        deciding,
        fairness,
        for_second_lock,
        jobs,
        learned,
        marks,
        meet_phone,
        moderating,
        naming_lock,
        own_asking,
        own_trial,
        panel,
        public,
        requirements,
        sheet,
        sheet_council,
        sheet_writing,
        timetable,
        trial_notes,
        waiting_decisions,
        who_applies,
        writing_jobs,
        written_down,
    )

    rooms = (
        choosing,
        sheet,
        sheet_writing,
        sheet_council,
        requirements,
        fairness,
        jobs,
        writing_jobs,
        naming_lock,
        own_asking,
        moderating,
        public,
        applying,
        own_trial,
        for_second_lock,
        who_applies,
        panel,
        cards,
        timetable,
        marks,
        learned,
        applicants,
        meet_phone,
        deciding,
        trial_notes,
        written_down,
        decided_for,
        waiting_decisions,
        asks,
    )
    return [each.views for each in rooms]
