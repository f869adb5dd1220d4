"""Making the page of a month, and saying that the person read it first."""

from __future__ import annotations

import uuid

from app.accounts.models import Account
from app.audit import SYSTEM, action, record
from app.audit.actions import Actor
from app.database import now
from app.language.words import lazy as _l
from app.notices.actions import tell
from app.notices.jobs import one_by_one
from app.outcomes.models import MonthlyPage, MonthlyReading
from app.outcomes.quarters import Month, month_of
from app.outcomes.queries.monthly import Shown, facts_of, owner_of, waiting_for
from app.people.predicates import Relation
from app.plans.actions.said import Refused, added

__all__ = ["Refused", "make_all", "make_page", "say_read"]
NOT_OVER = _l("The month is not over yet.")


@action
def make_page(*, by: Actor, person_id: uuid.UUID, month: Month) -> MonthlyPage | None:
    """The page of a month that is over, once. None when it is there already. Raises Refused."""
    if not month.is_over(now()):
        raise Refused(NOT_OVER)
    person, account = owner_of(person_id)
    made = MonthlyPage(
        person_id=person.id,
        year=month.year,
        month=month.number,
        content=facts_of(person.id, month),
        made_by=by.id,
    )
    if not added(made):
        return None
    record("monthly.made", by=by, person=person.id, about=f"monthly_page:{made.id}")
    if account is not None and account.closed_at is None:
        tell(
            by=by,
            to=account,
            kind="monthly-page",
            subject=_l("Your page of the month is there"),
            body=_l("You read it first. Open the link."),
            path=f"/people/{person.id}/monthly/{month.key}",
        )
    return made


@action
def say_read(*, by: Account, viewer: Relation, shown: Shown) -> None:
    """The person read it; or somebody read it with them. Said twice, it is kept once."""
    if shown.is_said_by(by.id):
        return
    member = viewer.member
    made = MonthlyReading(
        page_id=shown.page.id,
        said_by=by.id,
        is_person=viewer.is_person,
        organisation_id=member.organisation_id if member is not None else None,
    )
    if added(made):
        record(
            "monthly.read",
            by=by,
            person=viewer.person.id,
            about=f"monthly_page:{shown.page.id}",
            facts={"person": viewer.is_person},
        )


def make_all() -> None:
    """The worker's job: the pages of the last month, for whoever shares theirs."""
    month = month_of(now()).before
    one_by_one(
        waiting_for(month),
        lambda person_id: make_page(by=SYSTEM, person_id=person_id, month=month),
    )
