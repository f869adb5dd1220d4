"""The trials of one applicant, with how they were: what the person showed comes first."""

from __future__ import annotations

import uuid
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select

from app.database import now
from app.extensions import db
from app.people.parts import Part
from app.people.predicates import Relation
from app.people.queries.names import Names, Who
from app.staff_choice.fairness.trials import TrialStands, trial_stands
from app.staff_choice.models import Applicant, ApplicantNote, Trial, TrialNote


@dataclass(frozen=True)
class NoteShown:
    who: Who
    note: TrialNote


@dataclass(frozen=True)
class TrialShown:
    """One trial. Nothing in it tells who stopped it. `own`: what the applicant says of it."""

    trial: Trial
    stands: TrialStands
    notes: tuple[NoteShown, ...] = ()
    own: ApplicantNote | None = None

    @property
    def can_stop(self) -> bool:
        return self.stands in (TrialStands.ASKED, TrialStands.AGREED, TrialStands.NOW)

    @property
    def can_say(self) -> bool:
        """From its first minute on one can say how it is."""
        return self.stands in (TrialStands.NOW, TrialStands.OVER)


def trials_of(applicant: Applicant) -> Sequence[Trial]:
    """All that were offered, the oldest first."""
    return db.session.scalars(
        select(Trial).where(Trial.applicant_id == applicant.id).order_by(Trial.created_at, Trial.id)
    ).all()


def trials_for(viewer: Relation, applicant: Applicant) -> list[TrialShown]:
    """All that were offered, the newest first. Three queries at most.

    Who may not know somebody of the circle does not read what they saw. The applicant's words come
    after the others': they lead nobody's.
    """
    if not viewer.shares(Part.STAFF):
        return []
    at = now()
    rows = db.session.execute(
        select(Trial, TrialNote, ApplicantNote)
        .outerjoin(TrialNote, TrialNote.trial_id == Trial.id)
        .outerjoin(ApplicantNote, ApplicantNote.trial_id == Trial.id)
        .where(Trial.applicant_id == applicant.id)
        .order_by(Trial.created_at, Trial.id, TrialNote.by_person.desc(), TrialNote.id)
    ).all()
    own = {row.Trial: row.ApplicantNote for row in rows}
    notes = [row.TrialNote for row in rows if row.TrialNote is not None]
    names = Names(viewer, {each.said_by for each in notes})
    known = [NoteShown(names.who(each.said_by), each) for each in notes]
    seen = [each for each in known if each.note.by_person or each.who.is_known]
    found = []
    for trial in reversed(own):
        theirs = tuple(each for each in seen if each.note.trial_id == trial.id)
        last = own[trial] if theirs else None
        found.append(TrialShown(trial, trial_stands(trial, at), theirs, last))
    return found


def trial_for(viewer: Relation, applicant: Applicant, trial_id: uuid.UUID) -> TrialShown | None:
    return next((t for t in trials_for(viewer, applicant) if t.trial.id == trial_id), None)


def note_for(viewer: Relation, applicant: Applicant, note_id: uuid.UUID) -> TrialNote | None:
    """One note, by the rule of `trials_for`: for its photo and its sound."""
    notes = (each.note for trial in trials_for(viewer, applicant) for each in trial.notes)
    return next((each for each in notes if each.id == note_id), None)


def own_trial(applicant: Applicant, at: datetime | None = None) -> TrialShown | None:
    """The newest, for the applicant's own page: never what others said of it."""
    newest = db.session.execute(
        select(Trial, ApplicantNote)
        .outerjoin(ApplicantNote, ApplicantNote.trial_id == Trial.id)
        .where(Trial.applicant_id == applicant.id)
        .order_by(Trial.created_at.desc(), Trial.id.desc())
        .limit(1)
    ).one_or_none()
    if newest is None:
        return None
    trial, own = newest
    return TrialShown(trial, trial_stands(trial, at or now()), own=own)


def own_words(applicant: Applicant) -> list[tuple[Trial, ApplicantNote]]:
    """All that the applicant says of trials, the newest first."""
    rows = db.session.execute(
        select(Trial, ApplicantNote)
        .join(ApplicantNote, ApplicantNote.trial_id == Trial.id)
        .where(Trial.applicant_id == applicant.id)
        .order_by(Trial.created_at.desc(), Trial.id.desc())
    )
    return [(row.Trial, row.ApplicantNote) for row in rows]
