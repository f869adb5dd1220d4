"""Writing down what the panel learned: after all marks are shown, and by the panel alone."""

from __future__ import annotations

import uuid
from dataclasses import dataclass

from app.accounts.models import Account
from app.audit import action, record
from app.extensions import db
from app.language.words import lazy as _l
from app.plans.actions.said import OPEN_AGAIN, Refused, added
from app.staff_choice.actions.panel import own_seat
from app.staff_choice.fairness.protected import named
from app.staff_choice.models import Criterion, Evidence, EvidenceLevel, Interview, Vacancy

__all__ = ["LearnedSaid", "Refused", "write_down"]
MARKS_FIRST = _l("Wait until we all see the marks.")
NOT_WHO_THEY_ARE = _l("Write what they can do. Not who they are.")


@dataclass(frozen=True)
class LearnedSaid:
    """How we know it, whether it fits, and in words what it was."""

    level: EvidenceLevel
    fits: bool
    words: str
    language: str = "en"


@action
def write_down(
    *,
    by: Account,
    vacancy: Vacancy,
    interview: Interview,
    line: Criterion,
    key: uuid.UUID,
    said: LearnedSaid,
) -> Evidence:
    """One thing about one line. `key` becomes its id: sent twice, kept once. Raises Refused."""
    own_seat(by, vacancy)
    if interview.closed_at is None:
        raise Refused(MARKS_FIRST)
    if named(said.words):
        raise Refused(NOT_WHO_THEY_ARE)
    there = db.session.get(Evidence, key)
    if there is not None:
        return _own(there, by, interview)
    made = Evidence(
        id=key,
        applicant_id=interview.applicant_id,
        criterion_id=line.id,
        level=said.level,
        fits=said.fits,
        words=said.words,
        language=said.language,
        written_by=by.id,
    )
    if not added(made):
        return _own(db.session.get_one(Evidence, key), by, interview)
    record(
        "evidence.written",
        by=by,
        person=vacancy.person_id,
        about=f"evidence:{made.id}",
        facts={"level": said.level.value},
    )
    return made


def _own(there: Evidence, by: Account, interview: Interview) -> Evidence:
    if there.applicant_id != interview.applicant_id or there.written_by != by.id:
        raise Refused(OPEN_AGAIN)
    return there
