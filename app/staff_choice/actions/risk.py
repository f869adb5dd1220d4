"""What somebody is told about risk: only from "meet" on, only words the person said yes to.

Source: the domain's rule that an applicant learns nothing of risk before the person wants to meet
them; then a text that the person agreed to, given by who holds the second lock, and logged.
"""

from __future__ import annotations

from sqlalchemy import select

from app.audit import action, record
from app.audit.actions import Actor
from app.extensions import db
from app.language.words import LazyWords
from app.language.words import lazy as _l
from app.staff_choice.actions.applying import send_link
from app.staff_choice.models import Applicant, MeetAnswer, RiskGiven
from app.staff_choice.queries.own_application import newest_meet

NO_TEXT = _l("There is no text yet that the person said yes to.")
NOT_MET = _l("The person did not say yet that they want to meet them.")
GONE = _l("This person does not want the job any more.")


def why_not(applicant: Applicant) -> LazyWords | None:
    """Why the text may not be given now; None where it may."""
    if applicant.erased_at is not None or applicant.withdrawn_at is not None:
        return GONE
    vacancy = applicant.vacancy
    if not vacancy.risk_text or vacancy.risk_agreed_by is None:
        return NO_TEXT
    meet = newest_meet(applicant)
    if meet is None or meet.answer is not MeetAnswer.YES:
        return NOT_MET
    return None


@action
def give_risk(*, by: Actor, applicant: Applicant) -> LazyWords | None:
    """Give the agreed words, once, and write that something waits. Words where it may not be."""
    assert by.id is not None
    # Two taps at the same instant give it once.
    applicant = db.session.get_one(Applicant, applicant.id, with_for_update=True)
    refused = why_not(applicant)
    if refused is not None:
        return refused
    if db.session.scalar(select(RiskGiven.id).where(RiskGiven.applicant_id == applicant.id)):
        return None
    db.session.add(
        RiskGiven(applicant_id=applicant.id, given_by=by.id, words=applicant.vacancy.risk_text)
    )
    record(
        "applicant.risk-given",
        by=by,
        person=applicant.vacancy.person_id,
        about=f"applicant:{applicant.id}",
    )
    send_link(
        by=by,
        applicant=applicant,
        subject=_l("Something waits for you"),
        body=_l("You applied for a job. There is something to read before we meet."),
    )
    return None
