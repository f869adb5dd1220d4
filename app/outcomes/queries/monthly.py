"""The page of a month: its facts, who read it first, and to whom it is open. Source: 001, 4.6.4."""

from __future__ import annotations

import uuid
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import aliased

from app.accounts.models import Account
from app.extensions import db
from app.outcomes.models import (
    CheckIn,
    MonthlyPage,
    MonthlyReading,
    Outcome,
    OutcomeText,
    Question,
    Step,
    StepStands,
    StepState,
    ViewFrom,
)
from app.outcomes.quarters import LONDON, Month
from app.outcomes.queries.check_ins import not_struck
from app.outcomes.queries.hidden import hides_view_from
from app.outcomes.queries.outcomes import TAKEN_ON, standing
from app.people.models import CircleMember, Person, SharedPart, SharingDecision, SharingStop
from app.people.parts import Part
from app.people.predicates import Relation
from app.people.queries.circle import people_helped_by
from app.people.queries.mine import open_parts
from app.people.queries.names import known_to
from app.people.rules import WITNESSES_NEEDED
from app.plans.models import PlanReview, SupportPlan

MOST = 24


@dataclass(frozen=True)
class Shown:
    """A page with who said that the person read it."""

    page: MonthlyPage
    readings: tuple[MonthlyReading, ...] = ()

    @property
    def month(self) -> Month:
        return Month(self.page.year, self.page.month)

    @property
    def is_read(self) -> bool:
        """Did the person read it first? They say it themselves, or two say it who read it with
        them, not both from one organisation."""
        if any(each.is_person for each in self.readings):
            return True
        places = [each.organisation_id for each in self.readings]
        if len(places) < WITNESSES_NEEDED:
            return False
        return places[0] is None or any(place != places[0] for place in places)

    def is_said_by(self, account_id: uuid.UUID) -> bool:
        return any(each.said_by == account_id for each in self.readings)


def pages_of(person_id: uuid.UUID, month: Month | None = None) -> list[Shown]:
    """The pages of a person, the newest first, or that of one month. Two queries."""
    chosen = select(MonthlyPage).where(MonthlyPage.person_id == person_id)
    if month is not None:
        chosen = chosen.where(MonthlyPage.year == month.year, MonthlyPage.month == month.number)
    pages = db.session.scalars(
        chosen.order_by(MonthlyPage.year.desc(), MonthlyPage.month.desc()).limit(MOST)
    ).all()
    return _with_readings(pages)


def _with_readings(pages: Sequence[MonthlyPage]) -> list[Shown]:
    by_page: dict[uuid.UUID, list[MonthlyReading]] = {}
    for each in db.session.scalars(
        select(MonthlyReading)
        .where(MonthlyReading.page_id.in_([page.id for page in pages]))
        .order_by(MonthlyReading.id)
    ):
        by_page.setdefault(each.page_id, []).append(each)
    return [Shown(page, tuple(by_page.get(page.id, ()))) for page in pages]


def content_for(viewer: Relation, page: MonthlyPage) -> dict[str, Any]:
    """The facts as this viewer may read them, without an answer that is hidden from them.

    Without what was struck out since, too: the person who reads first can still mend a mistake.
    Steps are the words of whoever wrote them: they show to those who may know the writer.
    """
    content: dict[str, Any] = page.content
    ids = [uuid.UUID(each["id"]) for want in content["wants"] for each in want["answers"]]
    chosen = select(CheckIn.id).where(CheckIn.id.in_(ids), not_struck(), ~hides_view_from(viewer))
    stand = {str(each) for each in db.session.scalars(chosen)}
    wants = [
        {**want, "answers": [each for each in want["answers"] if each["id"] in stand]}
        for want in content["wants"]
    ]
    # A page that was made before steps had ids cannot say whose they are.
    steps = [each for each in content["steps"] if "id" in each]
    known = _known_steps(viewer, steps)
    return {
        **content,
        "wants": [want for want in wants if want["answers"]],
        "steps": [each for each in steps if each["id"] in known],
    }


def _known_steps(viewer: Relation, steps: Sequence[dict[str, str]]) -> set[str]:
    """The steps whose writer, and whoever said that they are done, this viewer may know."""
    chosen = (
        select(Step.id)
        .join(StepState, StepState.thread == Step.thread)
        .where(
            Step.id.in_([uuid.UUID(each["id"]) for each in steps]),
            StepState.id.in_([uuid.UUID(each["done"]) for each in steps]),
            known_to(viewer, Step.written_by),
            known_to(viewer, StepState.said_by),
        )
    )
    return {str(each) for each in db.session.scalars(chosen)}


def days_in(content: dict[str, Any]) -> set[str]:
    """Every day that the facts name."""
    found = {*content["reviews"], *([content["next"]] if content["next"] else [])}
    return found | {each["on"] for want in content["wants"] for each in want["answers"]}


def facts_of(person_id: uuid.UUID, month: Month) -> dict[str, Any]:
    """What happened in a month, from the person's own answers. Four queries."""
    return {
        "wants": _wants(person_id, month),
        "steps": _steps(person_id, month),
        "reviews": [
            day.isoformat()
            for day in db.session.scalars(
                select(PlanReview.held_on)
                .where(
                    PlanReview.person_id == person_id,
                    PlanReview.held_on >= month.begins.date(),
                    PlanReview.held_on < month.ends.date(),
                )
                .order_by(PlanReview.held_on)
            )
        ],
        "next": _next_review(person_id),
    }


def _next_review(person_id: uuid.UUID) -> str | None:
    day = db.session.scalar(select(SupportPlan.review_on).where(SupportPlan.person_id == person_id))
    return day.isoformat() if day is not None else None


def _wants(person_id: uuid.UUID, month: Month) -> list[dict[str, Any]]:
    """Each thing they took on, as it is called now, with what they said of it in the month."""
    rows = db.session.execute(
        standing()
        .join(CheckIn, CheckIn.outcome_id == Outcome.id)
        .with_only_columns(CheckIn, OutcomeText)
        .where(
            TAKEN_ON,
            CheckIn.person_id == person_id,
            CheckIn.view_from == ViewFrom.ME,
            CheckIn.question == Question.OUTCOME,
            CheckIn.answer.is_not(None),
            CheckIn.answered_at >= month.begins,
            CheckIn.answered_at < month.ends,
            not_struck(),
        )
        .order_by(Outcome.created_at, Outcome.id, CheckIn.answered_at, CheckIn.id)
    )
    found: dict[uuid.UUID, dict[str, Any]] = {}
    for said, text in rows:
        assert said.answer is not None
        want = found.setdefault(
            text.outcome_id,
            {
                "title": text.title,
                "picture": text.picture,
                "language": text.language,
                "answers": [],
            },
        )
        want["answers"].append(
            {
                "id": str(said.id),
                "answer": said.answer.value,
                "on": said.answered_at.astimezone(LONDON).date().isoformat(),
                "phone": said.on_phone_of is not None,
            }
        )
    return list(found.values())


def _steps(person_id: uuid.UUID, month: Month) -> list[dict[str, Any]]:
    """The steps that came to be done in the month, and still were when it ended."""
    newer, later = aliased(Step), aliased(StepState)
    newest = select(func.max(newer.number)).where(newer.thread == Step.thread).scalar_subquery()
    last = (
        select(later.id)
        .where(later.thread == Step.thread, later.created_at < month.ends)
        .order_by(later.created_at.desc(), later.id.desc())
        .limit(1)
        .scalar_subquery()
    )
    rows = db.session.execute(
        select(Step, StepState)
        .join(Outcome, Outcome.id == Step.outcome_id)
        .join(StepState, StepState.id == last)
        .where(
            Outcome.person_id == person_id,
            Step.number == newest,
            StepState.stands == StepStands.DONE,
            StepState.created_at >= month.begins,
        )
        .order_by(StepState.created_at, Step.id)
    )
    return [
        {
            "id": str(step.id),
            "done": str(state.id),
            "what": step.what,
            "picture": step.picture,
            "language": step.language,
        }
        for step, state in rows
    ]


def waiting_for(month: Month) -> list[uuid.UUID]:
    """The people who share their page of the month and have none for this one yet. One query."""
    has_one = select(MonthlyPage.person_id).where(
        MonthlyPage.year == month.year, MonthlyPage.month == month.number
    )
    return list(
        db.session.scalars(
            select(SharingDecision.person_id)
            .join(SharedPart, SharedPart.decision_id == SharingDecision.id)
            .outerjoin(SharingStop, SharingStop.decision_id == SharingDecision.id)
            .where(
                SharedPart.part == Part.MONTHLY,
                SharingStop.id.is_(None),
                SharingDecision.person_id.not_in(has_one),
            )
            .distinct()
        )
    )


def owner_of(person_id: uuid.UUID) -> tuple[Person, Account | None]:
    row = db.session.execute(
        select(Person, Account)
        .outerjoin(Account, Account.id == Person.account_id)
        .where(Person.id == person_id)
    ).one()
    return row[0], row[1]


def open_to(account: Account) -> list[tuple[CircleMember, list[Shown]]]:
    """Whose pages a member of the steering group may read now: only what the person read first.

    At most seven queries, however many people.
    """
    members = list(people_helped_by(account))
    opened = open_parts(account, members)
    mine = [each for each in members if Part.MONTHLY in opened.get(each.person_id, set())]
    pages = db.session.scalars(
        select(MonthlyPage)
        .where(MonthlyPage.person_id.in_([each.person_id for each in mine]))
        .order_by(MonthlyPage.year.desc(), MonthlyPage.month.desc())
    ).all()
    shown = [each for each in _with_readings(pages) if each.is_read]
    return [(member, list(_of(member.person_id, shown))) for member in mine]


def _of(person_id: uuid.UUID, shown: Iterable[Shown]) -> Iterable[Shown]:
    return [each for each in shown if each.page.person_id == person_id][:MOST]
