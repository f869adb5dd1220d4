"""How much, how well, is anyone better off: counted by the database, quarter by quarter.

Source: Outcomes Based Accountability (domain §2, practice B1). "Better off" is what people say of
their own life from their own account: the newest answer of a quarter against the newest before.
Nothing is averaged or ranked.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from enum import Enum
from typing import Any

from sqlalchemy import (
    ColumnElement,
    ScalarSelect,
    Select,
    Subquery,
    and_,
    case,
    exists,
    func,
    literal,
    select,
    union_all,
)
from sqlalchemy.orm import aliased

from app.extensions import db
from app.outcomes.models import (
    CheckIn,
    Lifecycle,
    Outcome,
    OutcomeState,
    Question,
    Said,
    Step,
    StepStands,
    StepState,
    ViewFrom,
)
from app.outcomes.models.check_ins import ON_SCALE
from app.outcomes.quarters import Quarter
from app.outcomes.queries.counted import Counted, counted_check_ins, known_to_counted
from app.plans.models import PlanReview, PlanStart, SupportPlan

OWN = and_(CheckIn.view_from == ViewFrom.ME, CheckIn.on_phone_of.is_(None))
OTHERS = CheckIn.view_from != ViewFrom.ME
# Who says it, by the name of the counts in `Figures`.
VOICES = {"own": OWN, "others": OTHERS}


class Change(Enum):
    """How the life of one person goes, against what was said before. Several wants: no average."""

    BETTER = "better"
    MIXED = "mixed"
    SAME = "same"
    LESS_WELL = "less-well"
    FIRST = "first"


@dataclass
class Figures:
    """The counts of one quarter. People, where nothing else is said."""

    quarter: Quarter
    # How much.
    wanting: int = 0
    # Of whom anybody said something; who said it from their own account.
    people: int = 0
    answered: int = 0
    answers: int = 0
    views: int = 0
    steps_done: int = 0
    # How well.
    by_others_only: int = 0
    on_phone: int = 0
    reviews: int = 0
    # Is anyone better off: by the person, and as others see it.
    own: dict[Change, int] = field(default_factory=lambda: dict.fromkeys(Change, 0))
    others: dict[Change, int] = field(default_factory=lambda: dict.fromkeys(Change, 0))
    reached: int = 0

    def told(self, by: str, kind: str) -> int:
        """How many people went that way: by "own" or "others", by the name of a `Change`."""
        counts = self.own if by == "own" else self.others
        return counts[Change[kind]]

    @property
    def compared(self) -> int:
        """Who said it in this quarter and before: of these, a share is told."""
        return sum(self.own.values()) - self.own[Change.FIRST]

    @property
    def compared_by_others(self) -> int:
        return sum(self.others.values()) - self.others[Change.FIRST]


@dataclass(frozen=True)
class Plans:
    """Plans that people follow, and those whose day to look at them has passed. As of today."""

    started: int
    overdue: int


def figures(
    counted: Counted, quarters: Sequence[Quarter], today: date
) -> tuple[list[Figures], Plans]:
    """The figures of quarters that follow each other, the oldest first, and how plans stand today.

    Four queries, however many people. Overdue reviews are part of "how well" (practice 24).
    """
    found = [Figures(quarter) for quarter in quarters]
    _count_answers(counted, found)
    by_whom = [_changes(counted, quarters, by, rules) for by, rules in VOICES.items()]
    for by, place, kind, people in db.session.execute(union_all(*by_whom)):
        getattr(found[place - 1], by)[Change(kind)] = people
    _count_wants(counted, found)
    return found, _count_deeds(counted, found, today)


def _place(moment: Any, quarters: Sequence[Quarter]) -> ColumnElement[int]:
    """In which of the quarters a moment lies: 1, 2, …; 0 before them."""
    ends = [(moment < quarter.begins, place) for place, quarter in enumerate(quarters)]
    return case(*ends, else_=len(quarters))


def _answers(counted: Counted) -> Select[Any]:
    return select().select_from(CheckIn).where(*counted_check_ins(counted))


def _count_answers(counted: Counted, found: list[Figures]) -> None:
    quarters = [each.quarter for each in found]
    place = _place(CheckIn.answered_at, quarters).label("place")
    each = (
        _answers(counted)
        .add_columns(
            place,
            CheckIn.person_id,
            func.sum(case((OWN, 1), else_=0)).label("own"),
            func.sum(case((CheckIn.on_phone_of.is_not(None), 1), else_=0)).label("on_phone"),
            func.sum(case((OTHERS, 1), else_=0)).label("others"),
        )
        .where(CheckIn.answered_at >= quarters[0].begins, CheckIn.answered_at < quarters[-1].ends)
        .group_by(place, CheckIn.person_id)
        .subquery()
    )
    rows = db.session.execute(
        select(
            each.c.place,
            func.sum(case((each.c.own > 0, 1), else_=0)),
            func.sum(each.c.own),
            func.sum(each.c.others),
            func.sum(case((each.c.on_phone > 0, 1), else_=0)),
            func.sum(case((each.c.own + each.c.on_phone == 0, 1), else_=0)),
            func.count(),
        ).group_by(each.c.place)
    )
    for number, answered, answers, views, on_phone, by_others, people in rows:
        told = found[number - 1]
        told.answered, told.answers, told.views = answered, answers, views
        told.on_phone, told.by_others_only, told.people = on_phone, by_others, people


def _changes(
    counted: Counted, quarters: Sequence[Quarter], by: str, rules: ColumnElement[bool]
) -> Select[str, int, str, int]:
    """Who says it, quarter, kind of change, how many people."""
    each = changes_by_person(counted, quarters, rules)
    told = select(literal(by), each.c.place, each.c.kind, func.count())
    return told.group_by(each.c.place, each.c.kind)


def changes_by_person(
    counted: Counted, quarters: Sequence[Quarter], rules: ColumnElement[bool]
) -> Subquery:
    """Place of the quarter, person, kind of change. Whoever answers is compared with themselves.

    Every quarter with an answer counts once, by its newest; before the first of these quarters,
    the newest of all.
    """
    place = _place(CheckIn.answered_at, quarters)
    voice = case((CheckIn.view_from == ViewFrom.ME, CheckIn.person_id), else_=CheckIn.said_by)
    newest = (
        _answers(counted)
        .add_columns(
            CheckIn.outcome_id,
            CheckIn.person_id,
            # The person is one voice, whatever account was theirs then.
            voice.label("voice"),
            place.label("place"),
            case(
                (CheckIn.answer == Said.WELL, 2), (CheckIn.answer == Said.BETWEEN, 1), else_=0
            ).label("height"),
            func.row_number()
            .over(
                partition_by=(CheckIn.outcome_id, voice, place),
                order_by=(CheckIn.answered_at.desc(), CheckIn.id.desc()),
            )
            .label("nth"),
        )
        .where(
            rules,
            CheckIn.question == Question.OUTCOME,
            CheckIn.answer.in_(ON_SCALE),
            CheckIn.answered_at < quarters[-1].ends,
        )
        .subquery()
    )
    before = func.lag(newest.c.height).over(
        partition_by=(newest.c.outcome_id, newest.c.voice), order_by=newest.c.place
    )
    steps = (
        select(newest.c.place, newest.c.person_id, (newest.c.height - before).label("went"))
        .where(newest.c.nth == 1)
        .subquery()
    )
    by_person = (
        select(
            steps.c.place,
            steps.c.person_id,
            func.max(case((steps.c.went > 0, 1), else_=0)).label("better"),
            func.max(case((steps.c.went < 0, 1), else_=0)).label("less"),
            func.count(steps.c.went).label("compared"),
        )
        .where(steps.c.place > 0)
        .group_by(steps.c.place, steps.c.person_id)
        .subquery()
    )
    kind = case(
        (by_person.c.compared == 0, Change.FIRST.value),
        (and_(by_person.c.better == 1, by_person.c.less == 1), Change.MIXED.value),
        (by_person.c.better == 1, Change.BETTER.value),
        (by_person.c.less == 1, Change.LESS_WELL.value),
        else_=Change.SAME.value,
    ).label("kind")
    return select(by_person.c.place, by_person.c.person_id, kind).subquery()


def _count_wants(counted: Counted, found: list[Figures]) -> None:
    """Who wanted something at the end of each quarter, and who got something in it."""
    later = aliased(OutcomeState)
    until = (
        select(later.created_at)
        .where(later.outcome_id == OutcomeState.outcome_id, later.number == OutcomeState.number + 1)
        .correlate(OutcomeState)
        .scalar_subquery()
    )
    stands = (
        select(
            Outcome.person_id,
            OutcomeState.lifecycle,
            OutcomeState.created_at.label("since"),
            until.label("until"),
        )
        .join(Outcome, Outcome.id == OutcomeState.outcome_id)
        .where(
            counted.of(Outcome.person_id),
            OutcomeState.lifecycle.in_((Lifecycle.ACTIVE, Lifecycle.COMPLETED)),
        )
        .subquery()
    )
    columns: list[ColumnElement[int]] = []
    for told in found:
        begins, ends = told.quarter.begins, told.quarter.ends
        wanted = and_(
            stands.c.lifecycle == Lifecycle.ACTIVE,
            stands.c.since < ends,
            (stands.c.until.is_(None)) | (stands.c.until >= ends),
        )
        came = and_(
            stands.c.lifecycle == Lifecycle.COMPLETED,
            stands.c.since >= begins,
            stands.c.since < ends,
        )
        for rule in (wanted, came):
            columns.append(func.count(func.distinct(case((rule, stands.c.person_id)))))
    row = db.session.execute(select(*columns)).one()
    for told, wanting, reached in zip(found, row[::2], row[1::2], strict=True):
        told.wanting, told.reached = wanting, reached


def _count_deeds(counted: Counted, found: list[Figures], today: date) -> Plans:
    """Steps done and plans looked at in each quarter, and how plans stand today. One query."""
    columns = [rule for told in found for rule in (_steps(counted, told), _reviews(counted, told))]
    is_followed = exists().where(PlanStart.person_id == SupportPlan.person_id)
    followed = (
        select(func.count())
        .select_from(SupportPlan)
        .where(is_followed, counted.of_plans(SupportPlan.person_id))
    )
    columns += [
        followed.scalar_subquery(),
        followed.where(SupportPlan.review_on < today).scalar_subquery(),
    ]
    *row, started, overdue = db.session.execute(select(*columns)).one()
    for told, steps, held in zip(found, row[::2], row[1::2], strict=True):
        told.steps_done, told.reviews = steps, held
    return Plans(started, overdue)


def _steps(counted: Counted, told: Figures) -> ScalarSelect[int]:
    """Steps whose writer, and whoever said that they are done, the reader of figures may know."""
    later = aliased(Step)
    changed = exists().where(later.thread == Step.thread, later.number > Step.number)
    # Whose step it is does not matter for everybody's: the row that began it is found by its id.
    as_it_stands = and_(Step.thread == StepState.thread, ~changed)
    step = Step.id == StepState.thread if counted.is_everybody else as_it_stands
    return (
        select(func.count(func.distinct(StepState.thread)))
        .join(Step, step)
        .join(Outcome, Outcome.id == Step.outcome_id)
        .where(
            counted.of(Outcome.person_id),
            known_to_counted(counted, Outcome.person_id, Step.written_by),
            known_to_counted(counted, Outcome.person_id, StepState.said_by),
            StepState.stands == StepStands.DONE,
            StepState.created_at >= told.quarter.begins,
            StepState.created_at < told.quarter.ends,
        )
        .scalar_subquery()
    )


def _reviews(counted: Counted, told: Figures) -> ScalarSelect[int]:
    return (
        select(func.count())
        .select_from(PlanReview)
        .where(
            counted.of_plans(PlanReview.person_id),
            PlanReview.held_on >= told.quarter.begins.date(),
            PlanReview.held_on <= told.quarter.last_day,
        )
        .scalar_subquery()
    )
