"""Who wants the job, as a viewer may see them: their words first, their name once they are met."""

from __future__ import annotations

import uuid
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from sqlalchemy import ScalarSelect, exists, func, select
from sqlalchemy.orm import aliased, joinedload

from app.extensions import db
from app.people.parts import Part
from app.people.predicates import Relation
from app.people.queries.names import Names, Who
from app.staff_choice.fairness.hidden import without_name
from app.staff_choice.fairness.matching import (
    Answers,
    Asked,
    Fit,
    Learned,
    Sentence,
    in_columns,
    match,
)
from app.staff_choice.models import (
    Applicant,
    ApplicantFile,
    Box,
    Criterion,
    Evidence,
    FirstDay,
    MeetAnswer,
    MeetChoice,
    StaffDecision,
    Vacancy,
    VacancyCriterion,
    VacancyStage,
    VacancyState,
)
from app.staff_choice.queries.interviews import wants_to_meet


@dataclass(frozen=True)
class Shown:
    """One applicant. `number`: the how manyeth to ask, which never changes and is no rank."""

    applicant: Applicant
    number: int
    shows_name: bool
    choice: MeetChoice | None
    # The answers of others, each once: only for who answered already, or needs no answer.
    thoughts: tuple[tuple[Who, MeetChoice], ...] = ()
    # Every answer, the oldest first: the rules above say who reads which.
    choices: tuple[MeetChoice, ...] = ()

    @property
    def id(self) -> uuid.UUID:
        return self.applicant.id

    @property
    def name(self) -> str:
        return self.applicant.name if self.shows_name else ""

    @property
    def words(self) -> str:
        said = self.applicant.words
        return said if self.shows_name else without_name(said, self.applicant.name)

    @property
    def is_met(self) -> bool:
        """The person wants to meet them."""
        return self.choice is not None and self.choice.answer is MeetAnswer.YES

    @property
    def files(self) -> list[ApplicantFile]:
        """Their photo and sound; none before they may be known."""
        return list(self.applicant.files) if self.shows_name else []


def applicants_for(viewer: Relation, vacancy: Vacancy) -> list[Shown]:
    """Everybody who still wants the job, in the order of asking. Two queries."""
    return _read(viewer, vacancy) if viewer.shares(Part.STAFF) else []


def applicant_for(viewer: Relation, vacancy: Vacancy, applicant_id: uuid.UUID) -> Shown | None:
    """One of them, with their files and what others think. At most four queries."""
    if not viewer.shares(Part.STAFF):
        return None
    found = next(iter(_read(viewer, vacancy, applicant_id)), None)
    return replace(found, thoughts=_thoughts(viewer, found)) if found is not None else None


def waiting_for(viewer: Relation, vacancy: Vacancy, shown: Iterable[Shown]) -> list[Shown]:
    """Of these, whom neither the person chose about yet, nor this viewer: in the order of asking.

    None once somebody started or the job was taken away: nobody has to say no to all. One query.
    """
    theirs = Applicant.vacancy_id == vacancy.id
    decided = exists().where(StaffDecision.applicant_id == Applicant.id)
    other = aliased(Applicant)
    started = exists().where(FirstDay.applicant_id == other.id, other.vacancy_id == vacancy.id)
    taken_away = exists().where(
        VacancyState.vacancy_id == vacancy.id, VacancyState.stage == VacancyStage.WITHDRAWN
    )
    chosen = select(Applicant.id).where(theirs, ~decided, ~started, ~taken_away)
    still_open = set(db.session.scalars(chosen))
    return [
        each
        for each in shown
        if each.id in still_open
        and each.choice is None
        and all(it.said_by != viewer.account_id for it in each.choices)
    ]


def still_to_ask(viewer: Relation, vacancy: Vacancy, since: datetime) -> list[Shown]:
    """Whom the person is asked about on the viewer's phone, handed over at `since`. Three queries.

    Nobody about whom they said it from their own account, or on this phone since then; nobody about
    whom somebody said yes or no. Without the name, also where others chose to meet them: it would
    tell the person what others answered.
    """
    theirs = Applicant.vacancy_id == vacancy.id
    chosen = select(StaffDecision.applicant_id).join(Applicant).where(theirs)
    decided = set(db.session.scalars(chosen))
    return [
        replace(each, shows_name=False)
        for each in applicants_for(viewer, vacancy)
        if each.id not in decided and not any(_ends(viewer, it, since) for it in each.choices)
    ]


def _ends(viewer: Relation, choice: MeetChoice, since: datetime) -> bool:
    if choice.how is None:
        return choice.said_by == viewer.person.account_id
    return choice.how.on_phone_of == viewer.account_id and choice.created_at >= since


def _read(viewer: Relation, vacancy: Vacancy, applicant_id: uuid.UUID | None = None) -> list[Shown]:
    chosen = (
        select(Applicant, number_of())
        .where(
            Applicant.vacancy_id == vacancy.id,
            Applicant.withdrawn_at.is_(None),
            Applicant.erased_at.is_(None),
        )
        .order_by(Applicant.id)
    )
    if applicant_id is not None:
        return _read_one(viewer, vacancy, chosen.where(Applicant.id == applicant_id))
    rows = db.session.execute(chosen).all()
    choices = _choices([row[0].id for row in rows])
    return [_shown(viewer, vacancy, number, it, choices[it.id]) for it, number in rows]


def _read_one(viewer: Relation, vacancy: Vacancy, chosen: Any) -> list[Shown]:
    """With files and answers in the same query."""
    rows = db.session.execute(
        chosen.add_columns(MeetChoice)
        .options(joinedload(Applicant.files))
        .outerjoin(MeetChoice, MeetChoice.applicant_id == Applicant.id)
    ).unique()
    found = rows.all()
    if not found:
        return []
    answers = {row[2].id: row[2] for row in found if row[2] is not None}
    it, number = found[0][0], found[0][1]
    return [_shown(viewer, vacancy, number, it, [answers[key] for key in sorted(answers)])]


def met_for(viewer: Relation, vacancy: Vacancy, applicant_id: uuid.UUID) -> Shown | None:
    """Somebody whom the person wants to meet, without what others think. One query."""
    if not viewer.shares(Part.STAFF):
        return None
    row = db.session.execute(
        select(Applicant, number_of()).where(
            Applicant.vacancy_id == vacancy.id,
            Applicant.id == applicant_id,
            Applicant.withdrawn_at.is_(None),
            Applicant.erased_at.is_(None),
            wants_to_meet(),
        )
    ).one_or_none()
    return Shown(row[0], row[1], shows_name=True, choice=None) if row is not None else None


def number_of() -> ScalarSelect[int]:
    """The how manyeth of all who ever asked for the job, those who are gone included."""
    before = aliased(Applicant)
    return (
        select(func.count())
        .where(before.vacancy_id == Applicant.vacancy_id, before.id <= Applicant.id)
        .correlate(Applicant)
        .scalar_subquery()
    )


def _shown(
    viewer: Relation,
    vacancy: Vacancy,
    number: int,
    applicant: Applicant,
    choices: Sequence[MeetChoice],
) -> Shown:
    counting = [each for each in choices if each.counts]
    choice = counting[-1] if counting else None
    met = choice is not None and choice.answer is MeetAnswer.YES
    # The person may choose to see names at once: for themselves, for nobody else.
    at_once = vacancy.show_faces and viewer.is_person
    return Shown(applicant, number, met or at_once, choice, choices=tuple(choices))


def _choices(ids: Sequence[uuid.UUID]) -> dict[uuid.UUID, list[MeetChoice]]:
    found: defaultdict[uuid.UUID, list[MeetChoice]] = defaultdict(list)
    if ids:
        rows = select(MeetChoice).where(MeetChoice.applicant_id.in_(ids)).order_by(MeetChoice.id)
        for each in db.session.scalars(rows):
            found[each.applicant_id].append(each)
    return found


def _thoughts(viewer: Relation, shown: Shown) -> tuple[tuple[Who, MeetChoice], ...]:
    """What others think, the newest of each, of those whom the viewer may know.

    Nobody's answer leads the person's: until theirs is there, each sees their own alone.
    """
    newest = {each.said_by: each for each in shown.choices if not each.counts}
    if not newest:
        return ()
    names = Names(viewer, newest)
    known = ((names.who(said_by), each) for said_by, each in newest.items())
    return tuple(
        (who, each)
        for who, each in known
        if who.is_viewer or (shown.choice is not None and who.is_known)
    )


def in_order(lines: Iterable[Criterion]) -> list[Criterion]:
    """Box by box, in the order of the sheet."""
    order = list(Box)
    return sorted(lines, key=lambda line: (order.index(line.box), line.line_id))


def lines_of(vacancy: Vacancy) -> list[Criterion]:
    """What the job asks for."""
    links = select(VacancyCriterion).where(VacancyCriterion.vacancy_id == vacancy.id)
    return in_order(link.criterion for link in db.session.scalars(links))


def answers_of(applicant: Applicant) -> Answers:
    return Answers(
        frozenset(applicant.interests),
        frozenset(applicant.skills),
        frozenset(applicant.times),
        frozenset(applicant.cannot),
    )


def match_for(
    vacancy: Vacancy, shown: Shown
) -> tuple[dict[Fit, tuple[Sentence, ...]], dict[str, Criterion]]:
    """The sentences in their columns, and the lines that they are about."""
    rows = db.session.execute(
        select(Criterion, Evidence)
        .join(VacancyCriterion, VacancyCriterion.criterion_id == Criterion.id)
        .outerjoin(
            Evidence,
            (Evidence.criterion_id == Criterion.id) & (Evidence.applicant_id == shown.id),
        )
        .where(VacancyCriterion.vacancy_id == vacancy.id)
        .order_by(Evidence.id)
    ).all()
    lines = {str(line.line_id): line for line in in_order({row.Criterion for row in rows})}
    asked = [Asked(key, line.box, line.concept, line.essential) for key, line in lines.items()]
    learned = [
        Learned(str(row.Criterion.line_id), row.Evidence.level, row.Evidence.fits)
        for row in rows
        if row.Evidence is not None
    ]
    return in_columns(match(asked, answers_of(shown.applicant), learned)), lines
