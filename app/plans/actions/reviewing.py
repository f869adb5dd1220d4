"""Saying what one thinks of the plan, and writing down a review. Rows are added, never changed."""

from __future__ import annotations

import uuid
from dataclasses import dataclass
from datetime import date, timedelta

from app.accounts.models import Account
from app.audit import action, record
from app.extensions import db
from app.language.formats import LONDON
from app.language.words import LazyWords
from app.language.words import lazy as _l
from app.people.actions.meeting_points import raise_point
from app.people.actions.records import a_year_after, today
from app.people.models import MeetingPoint, Person, PointFrom, Relationship
from app.people.parts import Part
from app.people.predicates import Relation
from app.plans.actions.starting import in_turn, open_texts
from app.plans.actions.words import NOT_YOURS, Refused, plan_of
from app.plans.models import PlanReview, PlanStart, PlanVersion, ReviewView, StartedAs
from app.plans.queries.agreements import standing_answers
from app.plans.queries.review_points import ToTalkAbout, point_from
from app.plans.queries.reviewing import newest_view, sees_sections
from app.plans.rules import LONGEST_WITHOUT_YES, is_own_yes

OPEN_AGAIN = _l("Open this form again.")
NOBODY_FOLLOWS = _l("There is no plan to look at yet.")
KEPT_ALREADY = _l("Somebody kept this already.")


class WrongDay(Refused):
    """A day of a review that cannot be. `field` names it: held_on or next_on."""

    def __init__(self, field: str, words: LazyWords) -> None:
        super().__init__(words)
        self.field = field


@dataclass(frozen=True)
class Thinks:
    """What somebody thinks of the plan, cleaned by the form. `helped_by`: ids of members."""

    working: str
    not_working: str
    language: str
    helped_by: tuple[str, ...] = ()


@dataclass(frozen=True)
class Held:
    """A review as it was: the day, who was there, what changes, and the day of the next one."""

    held_on: date
    who_was_there: str
    what_changes: str
    next_on: date
    language: str


@action
def say_view(
    *, by: Account, viewer: Relation, version: PlanVersion, key: uuid.UUID, thinks: Thinks
) -> ReviewView:
    """Somebody who sees some of the plan says what works for them. Raises Refused.

    Everybody says their own: the row is always the caller's. `key` becomes the id: a form sent
    twice is kept once, and the same words again make no new row.
    """
    if viewer.account_id != by.id or not sees_sections(viewer):
        raise Refused(NOT_YOURS)
    person_id = viewer.person.id
    there = db.session.get(ReviewView, key)
    if there is not None:
        if there.person_id != person_id or there.written_by != by.id:
            raise Refused(OPEN_AGAIN)
        return there
    before = newest_view(person_id, by.id)
    if before is not None and _says_the_same(before, thinks):
        return before
    made = ReviewView(
        id=key,
        person_id=person_id,
        version_id=version.id,
        seen_as=_seen_as(viewer),
        working=thinks.working,
        not_working=thinks.not_working,
        language=thinks.language,
        helped_by=list(thinks.helped_by) if viewer.is_person else [],
        written_by=by.id,
    )
    db.session.add(made)
    db.session.flush()
    record("plan.view-said", by=by, person=person_id, about=f"review_view:{made.id}")
    return made


def _seen_as(viewer: Relation) -> Relationship | None:
    if viewer.is_person:
        return None
    # A manager may see by what is shared with their organisation, without a place in the circle.
    return viewer.member.relationship_kind if viewer.member else Relationship.OTHER


def _says_the_same(before: ReviewView, thinks: Thinks) -> bool:
    return (
        before.working == thinks.working
        and before.not_working == thinks.not_working
        and before.language == thinks.language
        and before.helped_by == list(thinks.helped_by)
    )


@action
def hold_review(
    *, by: Account, person: Person, version: PlanVersion, key: uuid.UUID, held: Held
) -> PlanReview:
    """Write down a review of the plan that everybody follows. Sets the day of the next one.

    Raises Refused, for a day that cannot be WrongDay.
    """
    there = db.session.get(PlanReview, key)
    if there is not None:
        if there.person_id != person.id or there.recorded_by != by.id:
            raise Refused(OPEN_AGAIN)
        return there
    if version.person_id != person.id or version.start is None:
        raise Refused(NOBODY_FOLLOWS)
    _check_days(held, version.start, _is_unagreed(version))
    made = PlanReview(
        id=key, person_id=person.id, version_id=version.id, recorded_by=by.id, **vars(held)
    )
    db.session.add(made)
    plan_of(person).review_on = held.next_on
    db.session.flush()
    record("plan.reviewed", by=by, person=person.id, about=f"plan_review:{made.id}")
    return made


def _is_unagreed(version: PlanVersion) -> bool:
    """Did it start without the person's yes, and is there none since?"""
    if version.start is None or version.start.started_as is not StartedAs.NOT_AGREED_BY_ME:
        return False
    return not is_own_yes(standing_answers(version, open_texts(version)).get(None))


def _check_days(held: Held, start: PlanStart, is_unagreed: bool) -> None:
    """Held by today, again within 12 months. Source: Care Act guidance 13.32, yearly at least.

    Where the plan started without the person's yes, a talk of before that start is no review of
    it: it would put off the one that is due within 28 days. Neither does a talk put it off: for
    as long as the person does not say yes, everybody looks again within 28 days.
    """
    at = today()
    if held.held_on > at:
        raise WrongDay("held_on", _l("The day of the talk cannot be later than today."))
    if a_year_after(held.held_on) <= at:
        raise WrongDay("held_on", _l("That is too long ago."))
    started_on = start.created_at.astimezone(LONDON).date()
    if start.started_as is StartedAs.NOT_AGREED_BY_ME and held.held_on < started_on:
        raise WrongDay("held_on", _l("This plan started after that day. Talk again."))
    if held.next_on <= at:
        raise WrongDay("next_on", _l("Choose a day that is still to come."))
    if is_unagreed and held.next_on > at + timedelta(days=LONGEST_WITHOUT_YES):
        raise WrongDay("next_on", _l("Choose a day within the next 28 days."))
    if held.next_on > a_year_after(held.held_on):
        raise WrongDay("next_on", _l("Look again within 12 months."))


@action
def keep_point(
    *,
    by: Account,
    viewer: Relation,
    about: ToTalkAbout,
    part: Part,
    words: str,
    language: str,
) -> MeetingPoint:
    """Keep something of a review for the next meeting, once each. Raises Refused.

    The words are those of whoever keeps it: what somebody else thought is read by fewer people.
    """
    if viewer.account_id != by.id or not viewer.shares(part):
        raise Refused(NOT_YOURS)
    in_turn(viewer.person)
    there = point_from(viewer.person.id, about.source_id)
    if there is not None:
        if (there.raised_by, there.part, there.words) == (by.id, part, words):
            return there
        raise Refused(KEPT_ALREADY)
    return raise_point(
        by=by,
        person=viewer.person,
        part=part,
        point_from=PointFrom.REVIEW,
        source_id=about.source_id,
        words=words,
        language=language,
    )
