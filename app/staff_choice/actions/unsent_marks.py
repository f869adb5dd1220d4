"""What a scorer types beside a mark and has not sent: a draft for nobody but them.

All of it goes once the marks are shown, and with the applicant: then it could reach nobody any
more, and it would be words about somebody that nobody knows of.
"""

from __future__ import annotations

import uuid

from sqlalchemy import select

from app.audit.actions import Actor
from app.extensions import db
from app.people.actions.drafts import throw_drafts_of_all
from app.staff_choice.models import Interview


def place_of(interview_id: uuid.UUID, card_id: uuid.UUID) -> str:
    """Where the draft of one mark is kept."""
    return f"{_begins(interview_id)}{card_id}"


def _begins(interview_id: uuid.UUID) -> str:
    return f"mark-{interview_id}-"


def throw_unsent(by: Actor, person_id: uuid.UUID, interview_id: uuid.UUID) -> None:
    """Of everybody, for one talk. Call inside an action."""
    throw_drafts_of_all(by=by, person_id=person_id, begins=_begins(interview_id))


def throw_unsent_about(by: Actor, person_id: uuid.UUID, applicant_id: uuid.UUID) -> None:
    """The same, for every talk with an applicant. Call before its row is gone."""
    talks = select(Interview.id).where(Interview.applicant_id == applicant_id)
    for interview_id in db.session.scalars(talks).all():
        throw_unsent(by, person_id, interview_id)
