"""Suggestions as their viewer may read them: what waits, and what became of it."""

from __future__ import annotations

import uuid
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from sqlalchemy import ColumnElement, and_, or_, select, true

from app.accounts.models import Account
from app.extensions import db
from app.people.parts import PLAN_SECTIONS, Part
from app.people.predicates import Relation
from app.people.queries.names import Names, Who
from app.plans.models import DecidedBy, Suggestion, SuggestionAnswer, Verdict
from app.plans.predicates import Deciding, deciding_each

PAGE = 20


@dataclass(frozen=True)
class Seen:
    """One suggestion, who wrote it with whose help, and what the viewer may do with it."""

    suggestion: Suggestion
    writer: Who
    helpers: tuple[str | None, ...]
    how: Deciding | None
    # Who answered, where somebody did.
    answerer: Who | None

    @property
    def is_waiting(self) -> bool:
        return self.suggestion.answer is None

    @property
    def may_answer(self) -> bool:
        """May the viewer take it or say no? Who speaks for the person: not to their own words."""
        if not self.is_waiting or self.how is None:
            return False
        return not (self._speaks and self.writer.is_viewer)

    @property
    def may_change(self) -> bool:
        """May the viewer take it in words of their own?"""
        return self.may_answer and not self._speaks

    @property
    def may_take_back(self) -> bool:
        return self.is_waiting and self.writer.is_viewer and not self.may_answer

    @property
    def _speaks(self) -> bool:
        return self.how is not None and self.how.basis is DecidedBy.SPEAKER


def waiting(
    viewer: Relation, account: Account, before: uuid.UUID | None = None
) -> tuple[list[Seen], uuid.UUID | None]:
    """What nobody answered yet, newest first, a page of it; second, the id to go on from.

    To the person everything; to whoever decides, the sections that they decide about; to a writer
    their own. A section that the viewer may not see leaves no trace.
    """
    seen = [part for part in PLAN_SECTIONS if viewer.may(part)]
    how = deciding_each(account, viewer.person.id, seen)
    chosen = (
        select(Suggestion)
        .outerjoin(SuggestionAnswer, SuggestionAnswer.suggestion_id == Suggestion.id)
        .where(
            Suggestion.person_id == viewer.person.id,
            SuggestionAnswer.id.is_(None),
            _is_for(account, seen, how),
        )
    )
    if before is not None:
        chosen = chosen.where(Suggestion.id < before)
    rows = db.session.scalars(chosen.order_by(Suggestion.id.desc()).limit(PAGE + 1)).all()
    more = len(rows) > PAGE
    rows = rows[:PAGE]
    return _seen(viewer, rows, how), rows[-1].id if more else None


def answered(
    viewer: Relation, account: Account, before: uuid.UUID | None = None
) -> tuple[list[Seen], uuid.UUID | None]:
    """What became of suggestions, the newest answer first; second, the answer to go on from.

    For the same readers as what waits. Four queries at most.
    """
    seen = [part for part in PLAN_SECTIONS if viewer.may(part)]
    how = deciding_each(account, viewer.person.id, seen)
    chosen = (
        select(Suggestion)
        .join(SuggestionAnswer, SuggestionAnswer.suggestion_id == Suggestion.id)
        .where(
            Suggestion.person_id == viewer.person.id,
            _is_for(account, seen, how),
            _since_they_see(viewer, how),
            # Words that somebody keeps who decides about them were never a suggestion to anybody.
            or_(
                SuggestionAnswer.verdict != Verdict.TAKEN,
                SuggestionAnswer.decided_by != Suggestion.written_by,
            ),
        )
    )
    if before is not None:
        chosen = chosen.where(SuggestionAnswer.id < before)
    rows = db.session.scalars(chosen.order_by(SuggestionAnswer.id.desc()).limit(PAGE + 1)).all()
    more = len(rows) > PAGE
    rows = rows[:PAGE]
    return _seen(viewer, rows, how), rows[-1].answer.id if more and rows[-1].answer else None


def _since_they_see(viewer: Relation, how: dict[Part, Deciding]) -> ColumnElement[bool]:
    """What somebody else wrote, and was over before a decider could see the section, stays closed.

    The person reads all; a writer their own.
    """
    if viewer.is_person:
        return true()
    return or_(
        Suggestion.written_by == viewer.account_id,
        *(
            (Suggestion.section == part) & (SuggestionAnswer.created_at >= viewer.since[part])
            for part in how
            if part in viewer.since
        ),
    )


def _is_for(
    account: Account, seen: Sequence[Part], how: dict[Part, Deciding]
) -> ColumnElement[bool]:
    return or_(
        Suggestion.section.in_(how),
        and_(Suggestion.section.in_(seen), Suggestion.written_by == account.id),
    )


def suggestion_for(
    viewer: Relation, account: Account, part: Part, suggestion_id: uuid.UUID
) -> Seen | None:
    """One suggestion, for whoever decides about the section and for its writer; else None."""
    if not viewer.may(part):
        return None
    how = deciding_each(account, viewer.person.id, (part,))
    found = db.session.scalar(
        select(Suggestion)
        .outerjoin(SuggestionAnswer, SuggestionAnswer.suggestion_id == Suggestion.id)
        .where(
            Suggestion.id == suggestion_id,
            Suggestion.person_id == viewer.person.id,
            Suggestion.section == part,
            _is_for(account, (part,), how),
            or_(SuggestionAnswer.id.is_(None), _since_they_see(viewer, how)),
        ),
        # Asked once more after a refusal: somebody else may have answered meanwhile.
        execution_options={"populate_existing": True},
    )
    return _seen(viewer, [found], how)[0] if found is not None else None


def section_of(viewer: Relation, account: Account, suggestion_id: uuid.UUID) -> Part | None:
    """The section of a suggestion that this viewer may read, as `suggestion_for` says; else None.

    At most two queries.
    """
    seen = [part for part in PLAN_SECTIONS if viewer.may(part)]
    how = deciding_each(account, viewer.person.id, seen)
    return db.session.scalar(
        select(Suggestion.section)
        .outerjoin(SuggestionAnswer, SuggestionAnswer.suggestion_id == Suggestion.id)
        .where(
            Suggestion.id == suggestion_id,
            Suggestion.person_id == viewer.person.id,
            _is_for(account, seen, how),
            or_(SuggestionAnswer.id.is_(None), _since_they_see(viewer, how)),
        )
    )


def _seen(viewer: Relation, rows: Iterable[Suggestion], how: dict[Part, Deciding]) -> list[Seen]:
    rows = list(rows)
    if not rows:
        return []
    answered = {row.answer.decided_by for row in rows if row.answer is not None}
    names = Names(viewer, {row.written_by for row in rows} | answered)
    return [
        Seen(
            row,
            names.who(row.written_by),
            _helpers(names, row),
            how.get(row.section),
            names.who(row.answer.decided_by) if row.answer is not None else None,
        )
        for row in rows
    ]


def _helpers(names: Names, row: Suggestion) -> tuple[str | None, ...]:
    """Who helped, without the writer; None for one whom the viewer may not know."""
    helping = [names.by_member[key] for key in row.helped_by if key in names.by_member]
    return tuple(names.of_member(each) for each in helping if each.account_id != row.written_by)


def own_waiting(account_id: uuid.UUID, person_id: uuid.UUID, part: Part) -> Suggestion | None:
    """The newest suggestion of this account about a section that nobody answered yet."""
    return db.session.scalar(
        select(Suggestion)
        .outerjoin(SuggestionAnswer, SuggestionAnswer.suggestion_id == Suggestion.id)
        .where(
            Suggestion.person_id == person_id,
            Suggestion.section == part,
            Suggestion.written_by == account_id,
            SuggestionAnswer.id.is_(None),
        )
        .order_by(Suggestion.id.desc())
        .limit(1)
    )
