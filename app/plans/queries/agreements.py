"""What stands about a version: the person's answers, and beside them what others think."""

from __future__ import annotations

import uuid
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

from sqlalchemy import ColumnElement, and_, func, or_, select
from sqlalchemy.orm import aliased, joinedload

from app.accounts.models import Account
from app.extensions import db
from app.people.models import CapacityRecord, Draft, Person
from app.people.models.records import ABOUT_THE_PLAN
from app.people.parts import PLAN_SECTIONS, PROFESSIONALS_ONLY, Part
from app.people.predicates import Relation
from app.people.queries.names import Names, Who
from app.plans.models import (
    Agreement,
    AgreementAnswer,
    AgreementWitness,
    PlanVersion,
    VersionSection,
    Whose,
)
from app.plans.queries.plan import sections_of, told_newest
from app.plans.rules import NO_ANSWER, State, counted, has_happened, standing_of, still_said

Sections = Mapping[Part, VersionSection]
Answers = dict[Part | None, list[Agreement]]
# The answers that stand for the person; a member's own view is never one of them.
FOR_THE_PERSON = (Whose.PERSON, Whose.REPRESENTATIVE)


def newest_with_sections(
    viewer: Relation, as_told: bool = True
) -> tuple[PlanVersion | None, dict[Part, VersionSection]]:
    """The version that is asked about, and what of it this viewer sees. One query.

    `as_told`: the newest that the viewer is told of; else the newest there is.
    """
    seen = [part for part in PLAN_SECTIONS if viewer.may(part)]
    mine = PlanVersion.person_id == viewer.person.id
    newest = select(func.max(PlanVersion.number)).where(mine).scalar_subquery()
    last = told_newest(viewer) if as_told else newest
    rows = db.session.execute(
        select(PlanVersion, VersionSection)
        .outerjoin(
            VersionSection,
            and_(VersionSection.version_id == PlanVersion.id, VersionSection.section.in_(seen)),
        )
        .where(mine, PlanVersion.number == last)
    ).all()
    by_part = {row.section: row for _, row in rows if row is not None and not row.text.is_empty}
    return (rows[0][0] if rows else None), {p: by_part[p] for p in seen if p in by_part}


def states(
    viewer: Relation, version: PlanVersion, sections: Sections | None = None
) -> dict[Part | None, State]:
    """What the person answered about each section that the viewer may see; None is the whole.

    An answer is about a text: a section that a new version left as it was keeps its yes, a
    changed one has none. An answer about the whole is about that version only, but for "change
    this": what the person said stays until they answer anew. At most three
    queries with `sections` (those of the version, as the viewer may see them), one more without.
    """
    seen = sections_of(viewer, version) if sections is None else sections
    return _states(viewer, version, seen, _answers(version, seen, FOR_THE_PERSON))


@dataclass(frozen=True)
class AllAnswers:
    """Everything that was answered about a version, as one viewer may know it.

    `states`: what stands for the person. `views`: what members think, each their own, never
    merged. `waiting`: what somebody wrote down and the two witnesses did not both confirm.
    """

    states: dict[Part | None, State]
    views: dict[Part | None, list[State]]
    waiting: list[Waiting]

    @property
    def first_open(self) -> Part | None:
        """The first section without an answer; None when each has one."""
        return next(
            (
                part
                for part, state in self.states.items()
                if part is not None and state.answer is None and not state.is_struck
            ),
            None,
        )

    @property
    def to_change(self) -> list[Part]:
        """The sections that the person wants changed."""
        return [
            part
            for part, state in self.states.items()
            if part is not None
            and state.answer is AgreementAnswer.CHANGE
            and state.whose is Whose.PERSON
        ]


@dataclass(frozen=True)
class Waiting:
    """An answer that somebody wrote down. `is_denied`: a witness said "I was not there"."""

    section: Part | None
    answer: AgreementAnswer
    is_denied: bool


def all_answers(viewer: Relation, version: PlanVersion, sections: Sections) -> AllAnswers:
    """All answers about a version. At most four queries.

    A view is told to the person, to whoever has it, and to those who may know who that is. What
    waits for witnesses is told to the person and to whoever wrote it down.
    """
    rows = _answers(version, sections, tuple(Whose))
    waiting = [
        Waiting(part, row.answer, any(w.answer and not w.answer.was_there for w in row.witnesses))
        for part, given in rows.items()
        for row in given
        if not has_happened(row) and (viewer.is_person or row.given_by == viewer.account_id)
    ]
    return AllAnswers(_states(viewer, version, sections, rows), _views(viewer, rows), waiting)


def own_answer(
    viewer: Relation, version: PlanVersion, row: VersionSection | None, place: str
) -> tuple[State, Draft | None]:
    """What this account itself answered last about this very text, or the whole. One query.

    And what it types at `place` and did not keep.
    """
    about = _of_the_whole(version) if row is None else Agreement.text_id == row.text_id
    row_found = db.session.execute(
        select(Agreement, Draft)
        .select_from(Person)
        .outerjoin(
            Agreement,
            and_(
                Agreement.person_id == Person.id,
                Agreement.given_by == viewer.account_id,
                Agreement.witnessed.is_(False),
                about,
            ),
        )
        .outerjoin(
            Draft,
            and_(
                Draft.person_id == Person.id,
                Draft.account_id == viewer.account_id,
                Draft.place == place,
            ),
        )
        .where(Person.id == viewer.person.id)
        .order_by(Agreement.created_at.desc(), Agreement.id.desc())
        .limit(1)
    ).one()
    found: Agreement | None = row_found[0]
    draft: Draft | None = row_found[1]
    if found is None:
        return NO_ANSWER, draft
    me = Who(None, is_person=viewer.is_person, is_viewer=True)
    return _state(found, me, with_words=True), draft


def standing_answers(version: PlanVersion, sections: Sections) -> dict[Part | None, Agreement]:
    """What stands for the person about these sections and the whole, whoever asks: for rules."""
    rows = _answers(version, sections, FOR_THE_PERSON)
    return {part: each for part, given in rows.items() if (each := standing_of(given))}


def _answers(version: PlanVersion, sections: Sections, whose: tuple[Whose, ...]) -> Answers:
    """Every answer about these texts and about the whole of this version, newest first.

    About the whole, also the person's "change this" that a new version did not answer.
    """
    by_text = {row.text_id: part for part, row in sections.items()}
    rows = db.session.scalars(
        select(Agreement)
        .options(joinedload(Agreement.witnesses).joinedload(AgreementWitness.answer))
        .where(
            Agreement.person_id == version.person_id,
            Agreement.whose.in_(whose),
            or_(
                Agreement.text_id.in_(by_text),
                _of_the_whole(version),
                _last_about_any_whole(version),
            ),
        )
        .order_by(Agreement.created_at.desc(), Agreement.id.desc())
    )
    found: Answers = {}
    for row in rows.unique():
        found.setdefault(by_text[row.text_id] if row.text_id else None, []).append(row)
    about_wholes = found.pop(None, [])
    of_this = [
        row for row in about_wholes if row.version_id == version.id or row.whose is Whose.MEMBER
    ]
    older = still_said(version, about_wholes)
    if of_this or older:
        found[None] = [*of_this, *([older] if older else [])]
    return found


def _of_the_whole(version: PlanVersion) -> ColumnElement[bool]:
    """Is it about the whole of this version?

    What a member thinks was said of the newest: it may be one that says the same to them.
    """
    later = select(PlanVersion.id).where(
        PlanVersion.person_id == version.person_id, PlanVersion.number > version.number
    )
    is_view = and_(Agreement.whose == Whose.MEMBER, Agreement.version_id.in_(later))
    return and_(Agreement.section.is_(None), or_(Agreement.version_id == version.id, is_view))


def _last_about_any_whole(version: PlanVersion) -> ColumnElement[bool]:
    """What the person said last with their own hand about the whole of a plan, and what was
    written down since: of 200 answers few rows. The last moment is looked up once, not a row."""
    own = aliased(Agreement)
    last = select(func.max(own.created_at)).where(
        own.person_id == version.person_id,
        own.section.is_(None),
        own.whose == Whose.PERSON,
        own.witnessed.is_(False),
    )
    return and_(
        Agreement.section.is_(None),
        Agreement.whose == Whose.PERSON,
        Agreement.created_at >= func.coalesce(last.scalar_subquery(), Agreement.created_at),
    )


def _states(
    viewer: Relation, version: PlanVersion, sections: Sections, rows: Answers
) -> dict[Part | None, State]:
    stands = {part: each for part, given in rows.items() if (each := standing_of(given))}
    people = _Seen(viewer, stands.values())
    found: dict[Part | None, State] = {}
    for part, row in sections.items():
        # What was a mistake is agreed by nobody, whatever was said of it before.
        struck = row.text.strike is not None
        found[part] = State(is_struck=True) if struck else people.state(stands.get(part))
    # Words about the whole may tell of any section.
    whole = stands.get(None)
    may_read = whole is not None and bool(whole.words) and _sees_whole(viewer, version)
    is_older = whole is not None and whole.version_id != version.id
    found[None] = replace(people.state(whole, with_words=may_read), is_older=is_older)
    return found


def _sees_whole(viewer: Relation, version: PlanVersion) -> bool:
    """Does the viewer see all of a version, but for what professionals alone may see?"""
    if viewer.is_person:
        return True
    parts = db.session.scalars(
        select(VersionSection.section).where(VersionSection.version_id == version.id)
    )
    return all(viewer.may(part) for part in parts if part not in PROFESSIONALS_ONLY)


class _Seen:
    """States with names. The names are read only where somebody else answered or saw it."""

    def __init__(self, viewer: Relation, rows: Iterable[Agreement]) -> None:
        self.viewer = viewer
        others = [
            account
            for row in rows
            if row.witnessed or row.whose is not Whose.PERSON
            for account in (row.given_by, *(each.account_id for each in row.witnesses))
        ]
        self.names = Names(viewer, others) if others else None

    def state(self, row: Agreement | None, with_words: bool = True) -> State:
        if row is None:
            return NO_ANSWER
        return _state(row, self._who(row), with_words, self._witnesses(row))

    def _who(self, row: Agreement) -> Who:
        if row.whose is Whose.PERSON:
            return Who(self.viewer.person.called, is_person=True, is_viewer=self.viewer.is_person)
        assert self.names is not None
        return self.names.who(row.given_by)

    def _witnesses(self, row: Agreement) -> tuple[Who, ...]:
        if self.names is None:
            return ()
        return tuple(self.names.who(each.account_id) for each in row.witnesses)


def _state(
    row: Agreement, by: Who, with_words: bool = True, seen_by: tuple[Who, ...] = ()
) -> State:
    answer = counted(row)
    return State(
        answer=answer,
        at=row.created_at,
        whose=row.whose,
        by=by,
        counts=answer is row.answer,
        said=row.answer,
        seen_by=seen_by,
        words=row.words if with_words else "",
        language=row.shown_in,
    )


def _views(viewer: Relation, rows: Answers) -> dict[Part | None, list[State]]:
    members = {
        part: [row for row in given if row.whose is Whose.MEMBER] for part, given in rows.items()
    }
    accounts = {row.given_by for given in members.values() for row in given}
    names = Names(viewer, accounts) if accounts else None
    found: dict[Part | None, list[State]] = {}
    for part, given in members.items():
        newest = {row.given_by: row for row in reversed(given)}
        for row in newest.values():
            assert names is not None
            who = names.who(row.given_by)
            if who.is_known:
                # A member's words about the whole may tell of a section hidden from the viewer.
                open_words = part is not None or viewer.is_person or who.is_viewer
                found.setdefault(part, []).append(_state(row, who, open_words))
    return found


def witness_of(
    account: Account, person_id: uuid.UUID, agreement_id: uuid.UUID
) -> AgreementWitness | None:
    """This account's place as a witness of an answer about this person's plan."""
    return db.session.scalar(
        select(AgreementWitness)
        .join(Agreement)
        .options(joinedload(AgreementWitness.agreement))
        .where(
            AgreementWitness.account_id == account.id,
            AgreementWitness.agreement_id == agreement_id,
            Agreement.person_id == person_id,
        )
    )


def shares_all(viewer: Relation) -> bool:
    """Does live sharing open every section that the newest version says something in?

    Whoever writes down an answer about the whole showed it to the person.
    """
    mine = PlanVersion.person_id == viewer.person.id
    last = select(func.max(PlanVersion.number)).where(mine).scalar_subquery()
    rows = db.session.scalars(
        select(VersionSection)
        .join(PlanVersion, PlanVersion.id == VersionSection.version_id)
        .where(mine, PlanVersion.number == last)
    )
    return all(viewer.shares(row.section) for row in rows if not row.text.is_empty)


def has_capacity_records(viewer: Relation) -> bool:
    """Did somebody write down whether the person can decide what the plan says?"""
    return (
        db.session.scalar(
            select(CapacityRecord.id)
            .where(
                CapacityRecord.person_id == viewer.person.id,
                CapacityRecord.receiver == ABOUT_THE_PLAN,
            )
            .limit(1)
        )
        is not None
    )
