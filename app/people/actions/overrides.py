"""A safeguarding override: asked, answered by another, ended, reviewed, told to the person.

Nobody is told by the clock. When it is over the care manager is asked to review it; a review
tells the person, or says why that is not safe yet and is asked for again after 28 days. A
machine cannot know when telling is safe, and what waits stays in sight of the approvers.
"""

from __future__ import annotations

import uuid
from dataclasses import dataclass
from datetime import timedelta

from sqlalchemy import select

from app.accounts.models import Account
from app.audit import action, record
from app.audit.actions import Actor, System
from app.database import now
from app.extensions import db
from app.language.words import lazy as _l
from app.organisations.queries import has_role
from app.people.actions import tell_overrides as tell
from app.people.actions.council import finish_task, make_task
from app.people.actions.sharing import Refused
from app.people.let_in import OF_A_PROVIDER, may_be_let_in
from app.people.models import (
    CircleMember,
    OverrideReview,
    Person,
    SafeguardingOverride,
    Task,
    TaskKind,
)
from app.people.models.overrides import MOST_DAYS
from app.people.overrides import circle_of, why_not_approve
from app.people.parts import OVERRIDABLE, Part
from app.people.predicates import forget_relations
from app.people.queries.overrides import unsettled


@dataclass(frozen=True)
class Asked:
    """What somebody asks for: which parts, for whom, why, how long."""

    receiver: Account
    parts: tuple[Part, ...]
    reason: str
    days: int
    language: str = "en"


class NobodyToLetIn(Refused):
    """The receiver cannot be let in: for the page, at the question who."""


@action
def ask(*, by: Account, person: Person, key: uuid.UUID, asked: Asked) -> SafeguardingOverride:
    """Ask the council to open parts to one professional. Nothing opens before the answer.

    `key` becomes the id: a form sent twice asks once. Raises Refused.
    """
    there = db.session.get(SafeguardingOverride, key)
    if there is not None:
        if (there.person_id, there.asked_by) != (person.id, by.id):
            raise Refused(_l("We cannot keep this. Open the form again."))
        return there
    _check(by, person, asked)
    made = SafeguardingOverride(
        id=key,
        person_id=person.id,
        account_id=asked.receiver.id,
        parts=[part.value for part in Part if part in asked.parts],
        reason=asked.reason,
        language=asked.language,
        days=asked.days,
        asked_by=by.id,
    )
    db.session.add(made)
    db.session.flush()
    facts = {"receiver": str(made.account_id), "parts": made.parts, "days": made.days}
    _record("asked", by, made, facts)
    tell.ask_approvers(by=by, override=made)
    return made


def _check(by: Account, person: Person, asked: Asked) -> None:
    if has_role(by, *OF_A_PROVIDER):
        # L10n: register=work
        raise Refused(_l("You work for a provider too. A colleague must ask."))
    if not asked.parts or not set(asked.parts) <= set(OVERRIDABLE):
        # L10n: register=work
        raise Refused(_l("Choose the parts that are needed."))
    if not asked.reason:
        # L10n: register=work
        raise Refused(_l("Write the reason."))
    if not 1 <= asked.days <= MOST_DAYS:
        # L10n: register=work
        raise Refused(_l("Choose 1 to 14 days."))
    if not _may_receive(asked.receiver, person):
        # The same for an address that nobody has: this form tells nobody who has an account.
        raise NobodyToLetIn(CANNOT_BE_LET_IN)


# L10n: register=work
CANNOT_BE_LET_IN = _l("This is not a care manager or approved professional who can be let in.")


def _may_receive(receiver: Account, person: Person) -> bool:
    member = db.session.scalar(
        select(CircleMember).where(
            CircleMember.person_id == person.id,
            CircleMember.account_id == receiver.id,
            CircleMember.ended_at.is_(None),
        )
    )
    return receiver.id != person.account_id and may_be_let_in(receiver, member)


@action
def approve(*, by: Account, override: SafeguardingOverride, tell_now: bool) -> None:
    """Yes: it opens now, for as many days as were asked for. Raises Refused.

    `tell_now`: it is safe that the person learns of it at once.
    """
    found = _to_answer(by, override)
    if not _may_receive(found.account, found.person):
        raise Refused(CANNOT_BE_LET_IN)
    at = now()
    found.approved_at, found.approved_by = at, by.id
    found.starts_at, found.ends_at = at, at + timedelta(days=found.days)
    _record("approved", by, found, {"tell-now": tell_now})
    if tell_now:
        _show(by, found)
    tell.tell_answer(by=by, override=found)
    forget_relations()


@action
def refuse(*, by: Account, override: SafeguardingOverride) -> None:
    """No: nothing opens. Raises Refused."""
    found = _to_answer(by, override)
    found.refused_at, found.refused_by = now(), by.id
    _record("refused", by, found)
    tell.tell_answer(by=by, override=found)


def _to_answer(by: Account, override: SafeguardingOverride) -> SafeguardingOverride:
    """The request under lock, if this account may answer it and nobody did."""
    found = _locked(override)
    why_not = why_not_approve(by, found, by.id in circle_of(found.person_id))
    if why_not is not None:
        raise Refused(why_not)
    if not found.is_waiting:
        # L10n: register=work
        raise Refused(_l("This was answered or taken back already."))
    return found


@action
def end(*, by: Account, override: SafeguardingOverride) -> None:
    """It closes at once, or the request is taken back. Over is over: a second tap does nothing."""
    found = _locked(override)
    was_open = found.is_live(now())
    if not was_open and not found.is_waiting:
        return
    found.ended_at, found.ended_by = now(), by.id
    _record("ended", by, found)
    if was_open:
        make_task(by=by, person_id=found.person_id, kind=TaskKind.REVIEW_OVERRIDE)
    forget_relations()


@action
def review(
    *,
    by: Account,
    override: SafeguardingOverride,
    key: uuid.UUID,
    words: str,
    why_not_shown: str,
    language: str,
) -> None:
    """Write down what it was for and what came of it. With nothing against it the person is told.

    `key` becomes the id of the review. Raises Refused.
    """
    found = _locked(override)
    there = db.session.get(OverrideReview, key)
    if there is not None:
        if there.override_id != found.id or there.written_by != by.id:
            raise Refused(_l("We cannot keep this. Open the form again."))
        return
    if not found.is_over(now()):
        # L10n: register=work
        raise Refused(_l("It is not over yet. End it first."))
    if not words:
        raise Refused(_l("Write something here."))
    if found.shown_from is not None:
        why_not_shown = ""
    db.session.add(
        OverrideReview(
            id=key,
            override_id=found.id,
            written_by=by.id,
            language=language,
            words=words,
            why_not_shown=why_not_shown,
        )
    )
    db.session.flush()
    _record("reviewed", by, found, {"told": not why_not_shown})
    if not why_not_shown and found.shown_from is None:
        _show(by, found)
    _finish_tasks(by, found.person_id)


def _finish_tasks(by: Account, person_id: uuid.UUID) -> None:
    if any(each.person_id == person_id for each in unsettled(now())):
        return
    waiting = select(Task).where(
        Task.person_id == person_id,
        Task.kind == TaskKind.REVIEW_OVERRIDE,
        Task.done_at.is_(None),
    )
    for task in db.session.scalars(waiting).all():
        finish_task(by=by, task=task)


@action
def look_after(*, by: System) -> None:
    """What the clock does: note what ran out, and ask for the reviews that are due.

    Parts close at their time without this. Done twice it changes nothing.
    """
    at = now()
    ran_out = select(SafeguardingOverride).where(
        SafeguardingOverride.ends_at <= at, SafeguardingOverride.ended_at.is_(None)
    )
    for each in db.session.scalars(ran_out.with_for_update()).all():
        each.ended_at = each.last_moment
        _record("ended", by, each)
    db.session.flush()
    for person_id in {each.person_id for each in unsettled(at)}:
        make_task(by=by, person_id=person_id, kind=TaskKind.REVIEW_OVERRIDE)


def _show(by: Account, override: SafeguardingOverride) -> None:
    override.shown_from = now()
    _record("shown", by, override)
    tell.tell_person(by=by, override=override)


def _locked(override: SafeguardingOverride) -> SafeguardingOverride:
    """The row as it stands now, under lock: two answers at once must not both count."""
    return db.session.scalars(
        select(SafeguardingOverride)
        .where(SafeguardingOverride.id == override.id)
        .with_for_update()
        .execution_options(populate_existing=True)
    ).one()


def _record(
    what: str, by: Actor, override: SafeguardingOverride, facts: dict[str, object] | None = None
) -> None:
    record(
        f"override.{what}",
        by=by,
        person=override.person_id,
        about=f"safeguarding_override:{override.id}",
        facts=facts,
    )
