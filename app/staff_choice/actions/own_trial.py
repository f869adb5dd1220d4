"""How a time together was for the applicant, in their own words. Optional; it counts nowhere."""

from __future__ import annotations

import uuid

from app.audit import action, record
from app.audit.actions import Actor
from app.extensions import db
from app.plans.actions.said import Refused
from app.staff_choice.actions.own_asking import used_link
from app.staff_choice.actions.trials import NO_LONGER, NOT_YET
from app.staff_choice.models import Applicant, ApplicantNote, Trial
from app.staff_choice.queries.own_application import standing_of
from app.staff_choice.queries.trials import TrialShown, own_trial, own_words


def may_say(applicant: Applicant, shown: TrialShown) -> bool:
    """From its first minute until they are told a yes that starts or a no.

    What they are told, and not what is decided: else this page would tell it before.
    """
    standing = standing_of(applicant)
    return shown.can_say and not (standing.is_no or standing.has_started)


@action
def say(*, by: Actor, applicant: Applicant, trial: Trial, words: str, language: str) -> None:
    """What they say now stands in place of what they said. Empty takes it away.

    Raises Refused before its first minute, and once they are told how it ended.
    """
    # Two forms at the same instant come one by one.
    found = db.session.get_one(Applicant, applicant.id, with_for_update=True)
    shown = own_trial(found)
    if shown is None or shown.trial.id != trial.id:
        raise Refused(NO_LONGER)
    if not may_say(found, shown):
        raise Refused(NO_LONGER if shown.can_say else NOT_YET)
    if not words:
        take_away(by=by, applicant=found, trial_id=trial.id)
        return
    used_link(found)
    note = shown.own or ApplicantNote(trial_id=trial.id)
    note.words, note.language = words, language
    db.session.add(note)
    db.session.flush()
    _note(by, found, trial.id, has_words=True)


@action
def take_away(*, by: Actor, applicant: Applicant, trial_id: uuid.UUID) -> None:
    """Their own words of one of their trials go, also after it ended: they are theirs."""
    found = db.session.get_one(Applicant, applicant.id, with_for_update=True)
    for trial, own in own_words(found):
        if trial.id == trial_id:
            used_link(found)
            db.session.delete(own)
            db.session.flush()
            _note(by, found, trial_id, has_words=False)


def _note(by: Actor, applicant: Applicant, trial_id: uuid.UUID, *, has_words: bool) -> None:
    record(
        "applicant.said-how",
        by=by,
        person=applicant.vacancy.person_id,
        about=f"trial:{trial_id}",
        facts={"words": has_words},
    )
