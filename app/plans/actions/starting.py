"""A version becomes the plan that everybody follows: once, and never without a ground.

By the person's yes, by a representative's, or as "not agreed by me" with its records. Source: the
Mental Capacity Act 2005 s4 and the design's table of bases.
"""

from __future__ import annotations

import uuid
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from sqlalchemy import ColumnElement, exists, select

from app.accounts.models import Account
from app.audit import action, record
from app.database import now
from app.extensions import db
from app.language.words import lazy as _l
from app.people.actions.records import a_year_after, today
from app.people.models import BestInterestsDecision, Person
from app.people.models.records import ABOUT_THE_PLAN
from app.people.parts import PLAN_SECTIONS, Part
from app.people.predicates import Relation, relation
from app.plans.actions import agreement_notices as notices
from app.plans.actions.said import OPEN_AGAIN, Refused, added, plan_of
from app.plans.models import PlanStart, PlanVersion, StartedAs, SupportPlan, VersionSection
from app.plans.queries.agreements import standing_answers
from app.plans.rules import LONGEST_WITHOUT_YES, is_own_yes

STARTED = _l("This plan started already.")
# The same words whether a decision is lacking or sight of a change: they tell of no hidden section.
# L10n: register=work
NO_DECISION = _l("This needs a best interests decision about all that changed.")


@dataclass(frozen=True)
class WithoutYes:
    """Why a plan starts without the person's yes, and what the person says against it."""

    best_interests: BestInterestsDecision | None
    dissent: str
    review_on: date
    language: str = "en"


def newest_version(person_id: uuid.UUID) -> PlanVersion | None:
    """The version that was published last."""
    return db.session.scalar(
        select(PlanVersion)
        .where(PlanVersion.person_id == person_id)
        .order_by(PlanVersion.number.desc())
        .limit(1)
    )


def in_turn(person: Person) -> None:
    """One answer or start after the other for one plan, until the end of this transaction.

    Two witnesses in the same moment would each miss the other's answer. SQLite queues all writers.
    """
    plan = plan_of(person)
    db.session.execute(select(SupportPlan.id).where(SupportPlan.id == plan.id).with_for_update())


def open_texts(version: PlanVersion) -> dict[Part, VersionSection]:
    """What a version says, whoever asks: without what was taken out or struck out. For rules."""
    rows = _sections(version.id)
    return {
        part: row for part, row in rows.items() if not row.text.is_empty and row.text.strike is None
    }


def parts_since_start(
    version: PlanVersion, after: Iterable[StartedAs] = tuple(StartedAs)
) -> list[Part]:
    """The sections that are not what the last version said that started as one of `after`.

    For rules: whoever asks.
    """
    started = (
        select(PlanVersion.id)
        .join(PlanStart, PlanStart.version_id == PlanVersion.id)
        .where(
            PlanVersion.person_id == version.person_id,
            PlanVersion.number < version.number,
            PlanStart.started_as.in_(after),
        )
        .order_by(PlanVersion.number.desc())
        .limit(1)
        .scalar_subquery()
    )
    both = db.session.scalars(
        select(VersionSection).where(
            (VersionSection.version_id == version.id) | (VersionSection.version_id == started)
        )
    ).all()
    rows = _in_order(row for row in both if row.version_id == version.id)
    before = _in_order(row for row in both if row.version_id != version.id)
    return [
        part
        for part, row in rows.items()
        if (part in before and before[part].text_id != row.text_id)
        or (part not in before and not row.text.is_empty)
    ]


def _sections(version_id: uuid.UUID) -> dict[Part, VersionSection]:
    return _in_order(
        db.session.scalars(select(VersionSection).where(VersionSection.version_id == version_id))
    )


def _in_order(rows: Iterable[VersionSection]) -> dict[Part, VersionSection]:
    by_part = {row.section: row for row in rows}
    return {part: by_part[part] for part in PLAN_SECTIONS if part in by_part}


def start(
    by: Account,
    person: Person,
    version: PlanVersion,
    started_as: StartedAs,
    started_by: uuid.UUID,
    **more: Any,
) -> PlanStart | None:
    """From now on everybody follows this version; None when it started before. In an action.

    A start stands: what the person says later is told beside it, never in its place.
    """
    made = PlanStart(
        person_id=person.id,
        version_id=version.id,
        started_as=started_as,
        started_by=started_by,
        **more,
    )
    if _start_of(version) is not None or not added(made):
        return None
    plan = plan_of(person)
    if made.review_on is not None:
        plan.review_on = made.review_on
    elif plan.review_on is None:
        plan.review_on = a_year_after(today())
    record(
        "plan.started",
        by=by,
        person=person.id,
        about=f"plan_version:{version.id}",
        facts={"started_as": started_as.value, "number": version.number},
    )
    return made


@action
def start_without_yes(
    *, by: Account, person: Person, key: uuid.UUID, seen_number: int, why: WithoutYes
) -> PlanStart | None:
    """The care manager starts the newest version as "not agreed by me". Raises Refused.

    None when a newer version came since the page was opened (`seen_number`). Never where the
    person's own yes stands, and never with a change that live sharing does not open to `by`.
    """
    there = db.session.get(PlanStart, key)
    if there is not None:
        if there.started_by != by.id or there.person_id != person.id:
            raise Refused(OPEN_AGAIN)
        return there
    in_turn(person)
    version = newest_version(person.id)
    if version is None or version.number != seen_number:
        return None
    if _start_of(version) is not None:
        raise Refused(STARTED)
    if is_own_yes(standing_answers(version, open_texts(version)).get(None)):
        # L10n: register=work
        raise Refused(_l("The person said yes to this plan. Look at their answers."))
    if not why.dissent:
        # L10n: register=work
        raise Refused(_l("Write what the person says or shows against it."))
    if not today() < why.review_on <= today() + timedelta(days=LONGEST_WITHOUT_YES):
        # L10n: register=work
        raise Refused(_l("Choose a day within the next 28 days."))
    made_for = why.best_interests
    viewer = relation(by, person.id)
    if made_for is None or viewer is None or _carries_a_start(made_for):
        raise Refused(NO_DECISION)
    if not fitting_decisions(viewer, version, [made_for]):
        raise Refused(NO_DECISION)
    made = start(
        by,
        person,
        version,
        StartedAs.NOT_AGREED_BY_ME,
        by.id,
        id=key,
        best_interests_id=made_for.id,
        dissent=why.dissent,
        language=why.language,
        review_on=why.review_on,
    )
    if made is None:
        raise Refused(STARTED)
    notices.tell_of_start_without_yes(by=by, person=person)
    return made


def fitting_decisions(
    viewer: Relation, version: PlanVersion, decisions: Iterable[BestInterestsDecision]
) -> list[BestInterestsDecision]:
    """Those that are about every section that changed, on a capacity record that is live now.

    None where live sharing does not open all that changed to the viewer: nobody decides what is
    best about words that they did not read. Give only `unspent` ones.
    """
    changed = parts_since_start(version)
    if not changed or not all(viewer.shares(part) for part in changed):
        return []
    return [
        each
        for each in decisions
        if each.person_id == version.person_id
        and each.capacity.receiver == ABOUT_THE_PLAN
        and each.capacity.is_live(now())
        and {part.value for part in changed} <= set(each.capacity.parts)
    ]


def unspent(version: PlanVersion) -> ColumnElement[bool]:
    """Best interests decisions that carry no start yet; none where a version is newer than this.

    Each carries one: what was weighed for one text says nothing of the next.
    """
    newer = exists().where(
        PlanVersion.person_id == version.person_id, PlanVersion.number > version.number
    )
    return ~newer & ~exists().where(PlanStart.best_interests_id == BestInterestsDecision.id)


def _carries_a_start(decision: BestInterestsDecision) -> bool:
    found = select(PlanStart.id).where(PlanStart.best_interests_id == decision.id).limit(1)
    return db.session.scalar(found) is not None


def _start_of(version: PlanVersion) -> PlanStart | None:
    return db.session.scalar(select(PlanStart).where(PlanStart.version_id == version.id))
