"""Saying how it is going. One view at one time, kept once whatever a phone sends."""

from __future__ import annotations

import uuid
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import select

from app.accounts.models import Account
from app.audit import action, record
from app.database import now
from app.extensions import db
from app.language.words import lazy as _l
from app.organisations.models import Role
from app.organisations.queries import has_role, read_roles
from app.outcomes.actions.differences import raise_if_different
from app.outcomes.actions.given_files import GivenFiles
from app.outcomes.models import CheckIn, Question, Said, ViewFrom
from app.outcomes.models.check_ins import SOME_STAFF, SOMEBODY, view_of
from app.outcomes.models.outcomes import NOT_TAKEN_ON
from app.outcomes.queries.outcomes import outcome_for
from app.people.models import CircleMember, Relationship
from app.people.parts import Level, Part
from app.people.predicates import Relation
from app.people.rules import works_for_a_provider
from app.plans.actions.said import NOT_YOURS, OPEN_AGAIN, Refused, added

__all__ = ["Answered", "Refused", "check_in"]
# A phone that had no signal for longer than this is not believed about when.
LONGEST_WITHOUT_SIGNAL = timedelta(days=60)
SAY_SOMETHING = _l("Choose one, or say it in your own way.")
NOT_BY_THE_PERSON = _l("The person did not say this. Write what you saw.")
ONLY_THAT_HELPER = _l(
    "Staff may not be your only help here. Ask somebody else too, or do it alone."
)
NOT_ON_A_PHONE = _l("You can say this on your own phone only.")


@dataclass(frozen=True)
class Answered:
    """What somebody says, cleaned. `answered_at`: None for now."""

    question: Question
    outcome_id: uuid.UUID | None = None
    about: CircleMember | None = None
    answer: Said | None = None
    words: str = ""
    observed: str = ""
    means: str = ""
    language: str = "en"
    files: GivenFiles = GivenFiles()
    present: tuple[str, ...] = ()
    alone: bool = False
    helped_by: tuple[str, ...] = ()
    answered_at: datetime | None = None
    # Said by the person on the phone of whoever is signed in, who handed it over.
    on_phone: bool = False

    @property
    def is_empty(self) -> bool:
        said = self.answer or self.words or self.observed or self.files.photo or self.files.sound
        return not said


@action
def check_in(*, by: Account, viewer: Relation, key: uuid.UUID, given: Answered) -> CheckIn:
    """Keep one view. `key` becomes its id: sent five times, it is kept once. Raises Refused."""
    there = db.session.get(CheckIn, key)
    if there is not None:
        return _own(there, by, viewer)
    _refuse_what_may_not_be(viewer, given)
    at = now()
    part = Part.ABOUT_STAFF if given.question is Question.STAFF else Part.OUTCOMES
    photo, sound = given.files.rows(by, viewer.person.id, part)
    made = CheckIn(
        id=key,
        person_id=viewer.person.id,
        outcome_id=given.outcome_id,
        about_member_id=given.about.id if given.about else None,
        question=given.question,
        view_from=ViewFrom.ME if given.on_phone else side_of(by, viewer),
        said_by=_sayer(by, viewer, given),
        seen_as=None if given.on_phone else seen_as(by, viewer),
        answer=given.answer,
        words=given.words,
        observed=given.observed,
        means=given.means,
        language=given.language,
        photo=photo,
        sound=sound,
        present=list(given.present),
        alone=given.alone,
        helped_by=list(given.helped_by),
        on_phone_of=by.id if given.on_phone else None,
        answered_at=believed(given.answered_at, at),
    )
    if not added(made):
        return _own(db.session.get_one(CheckIn, key), by, viewer)
    record(
        "check-in.said",
        by=by,
        person=viewer.person.id,
        about=f"check_in:{made.id}",
        facts={"question": given.question.value, "from": made.view_from.value},
    )
    if given.question is Question.OUTCOME:
        raise_if_different(by=by, viewer=viewer, check_in=made)
    return made


def _own(there: CheckIn, by: Account, viewer: Relation) -> CheckIn:
    if there.person_id != viewer.person.id or by.id not in (there.said_by, there.on_phone_of):
        raise Refused(OPEN_AGAIN)
    return there


def _sayer(by: Account, viewer: Relation, given: Answered) -> uuid.UUID:
    """Whose words they are. A person without an account has the phone's owner write for them."""
    return (viewer.person.account_id or by.id) if given.on_phone else by.id


def believed(said_at: datetime | None, at: datetime) -> datetime:
    """When it was said, as far as a phone can be believed: never later than now, nor too long."""
    if said_at is None or said_at > at or at - said_at > LONGEST_WITHOUT_SIGNAL:
        return at
    return said_at


def side_of(by: Account, viewer: Relation) -> ViewFrom:
    """From where this account looks."""
    return ViewFrom.ME if viewer.is_person else view_of(seen_as(by, viewer))


def seen_as(by: Account, viewer: Relation) -> Relationship | None:
    """As what: None for the person; what the circle says; else what their work is."""
    if viewer.is_person:
        return None
    if viewer.member is not None:
        return viewer.member.relationship_kind
    works_there = has_role(by, Role.PROVIDER_MANAGER, Role.PROVIDER_WORKER)
    return Relationship.PROVIDER_MANAGER if works_there else Relationship.OTHER


def _refuse_what_may_not_be(viewer: Relation, given: Answered) -> None:
    if given.is_empty:
        raise Refused(SAY_SOMETHING)
    if not viewer.shares(Part.OUTCOMES, Level.COMMENT):
        raise Refused(NOT_YOURS)
    if given.on_phone:
        _refuse_what_was_not_handed(viewer, given)
    if (viewer.is_person or given.on_phone) and (given.observed or given.means):
        # Nobody observes themselves, and nobody is the observer in the person's name.
        raise Refused(NOT_BY_THE_PERSON)
    if given.question is Question.OUTCOME and not _may_answer(viewer, given.outcome_id):
        raise Refused(NOT_YOURS)
    if given.question is Question.STAFF:
        _refuse_only_that_helper(viewer, given)


def _refuse_what_was_not_handed(viewer: Relation, given: Answered) -> None:
    """The person speaks on a phone only where its owner may hand it over, and of no staff."""
    if viewer.is_person or not viewer.shares(Part.OUTCOMES, Level.WRITE):
        raise Refused(NOT_YOURS)
    if given.question is Question.STAFF:
        raise Refused(NOT_ON_A_PHONE)


def _may_answer(viewer: Relation, outcome_id: uuid.UUID | None) -> bool:
    """What the person took on, also where it is over by now: an answer may have waited long."""
    shown = outcome_for(viewer, outcome_id) if outcome_id is not None else None
    return shown is not None and shown.lifecycle not in NOT_TAKEN_ON


def _refuse_only_that_helper(viewer: Relation, given: Answered) -> None:
    """What one says about staff is not helped by staff alone (practice, 35)."""
    about = given.about
    if about is None or about.person_id != viewer.person.id or not viewer.is_person:
        raise Refused(NOT_YOURS)
    helped = set(given.helped_by) - {"me"}
    # Somebody of whom nobody says that they are not staff may be staff.
    if helped and helped <= staff_ids(viewer) | {SOMEBODY, SOME_STAFF}:
        raise Refused(ONLY_THAT_HELPER)


def staff_ids(viewer: Relation) -> set[str]:
    """The ids, as text, of the members who give support or work for a provider."""
    members = db.session.scalars(
        select(CircleMember).where(CircleMember.person_id == viewer.person.id)
    ).all()
    read_roles(member.account_id for member in members if member.account_id is not None)
    return {str(member.id) for member in members if works_for_a_provider(member)}
