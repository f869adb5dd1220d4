"""What stands about a version: the person's answers, and beside them what others think."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from sqlalchemy import and_, or_, select
from sqlalchemy.orm import joinedload

from app.extensions import db
from app.people.parts import Part
from app.people.predicates import Relation
from app.people.queries.names import Names, Who
from app.plans.models import (
    Agreement,
    AgreementWitness,
    PlanVersion,
    VersionSection,
    Whose,
)
from app.plans.queries.plan import sections_of
from app.plans.rules import NO_ANSWER, State, counted, standing_of

Sections = Mapping[Part, VersionSection]
Answers = dict[Part | None, list[Agreement]]
# The answers that stand for the person; a member's own view is never one of them.
FOR_THE_PERSON = (Whose.PERSON, Whose.REPRESENTATIVE)


def states(
    viewer: Relation, version: PlanVersion, sections: Sections | None = None
) -> dict[Part | None, State]:
    """What the person answered about each section that the viewer may see; None is the whole.

    An answer is about a text: a section that a new version left as it was keeps its yes, a
    changed one has none. An answer about the whole is about that version only. At most three
    queries with `sections` (those of the version, as the viewer may see them), one more without.
    """
    seen = sections_of(viewer, version) if sections is None else sections
    return _states(viewer, seen, _answers(viewer, version, seen, FOR_THE_PERSON))


def states_and_views(
    viewer: Relation, version: PlanVersion, sections: Sections
) -> tuple[dict[Part | None, State], dict[Part | None, list[State]]]:
    """The same, and beside it what members think: each their own view, never merged.

    A view is told to the person, to whoever has it, and to those who may know who that is. At
    most three queries.
    """
    rows = _answers(viewer, version, sections, tuple(Whose))
    found = _states(viewer, sections, rows)
    return found, _views(viewer, rows)


def own_answer(viewer: Relation, version: PlanVersion, row: VersionSection | None) -> State:
    """What this account itself answered last about this very text, or the whole. One query."""
    about = (
        and_(Agreement.version_id == version.id, Agreement.section.is_(None))
        if row is None
        else Agreement.text_id == row.text_id
    )
    found = db.session.scalar(
        select(Agreement)
        .where(
            Agreement.person_id == viewer.person.id,
            Agreement.given_by == viewer.account_id,
            Agreement.witnessed.is_(False),
            about,
        )
        .order_by(Agreement.created_at.desc(), Agreement.id.desc())
        .limit(1)
    )
    if found is None:
        return NO_ANSWER
    me = Who(None, is_person=viewer.is_person, is_viewer=True)
    return _state(found, me, with_words=True)


def _answers(
    viewer: Relation, version: PlanVersion, sections: Sections, whose: tuple[Whose, ...]
) -> Answers:
    """Every answer about these texts and about the whole of this version, newest first."""
    by_text = {row.text_id: part for part, row in sections.items()}
    rows = db.session.scalars(
        select(Agreement)
        .options(joinedload(Agreement.witnesses).joinedload(AgreementWitness.answer))
        .where(
            Agreement.person_id == viewer.person.id,
            Agreement.whose.in_(whose),
            or_(
                Agreement.text_id.in_(by_text),
                and_(Agreement.version_id == version.id, Agreement.section.is_(None)),
            ),
        )
        .order_by(Agreement.created_at.desc(), Agreement.id.desc())
    )
    found: Answers = {}
    for row in rows.unique():
        found.setdefault(by_text[row.text_id] if row.text_id else None, []).append(row)
    return found


def _states(viewer: Relation, sections: Sections, rows: Answers) -> dict[Part | None, State]:
    stands = {part: each for part, given in rows.items() if (each := standing_of(given))}
    people = _Seen(viewer, stands.values())
    found: dict[Part | None, State] = {}
    for part, row in sections.items():
        # What was a mistake is agreed by nobody, whatever was said of it before.
        struck = row.text.strike is not None
        found[part] = State(is_struck=True) if struck else people.state(stands.get(part))
    # Words about the whole may tell of a section that others do not see: the person's alone.
    found[None] = people.state(stands.get(None), with_words=viewer.is_person)
    return found


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
