"""Comments on a section, as far as the viewer may know who says them; and how each ended."""

from __future__ import annotations

import uuid
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import Select, case, func, or_, select, true

from app.accounts.models import Account
from app.extensions import db
from app.people.parts import PLAN_SECTIONS, Part
from app.people.predicates import Relation
from app.people.queries.names import Names, Who, known_to
from app.plans.models import (
    Comment,
    CommentEnd,
    Suggestion,
    SuggestionAnswer,
    Verdict,
)
from app.plans.predicates import deciding

PAGE = 20
# A comment should not wait longer. Source: the issue of the support plan, "comments".
WAITS = timedelta(days=7)
MOST_CHANGES = 5


@dataclass(frozen=True)
class Remark:
    """A comment with who wrote it, and who ended it. `end_is_told`: its words are for the viewer.

    What somebody thinks whom the viewer may not know is not for the viewer; but an answer to the
    viewer's own comment is said to them.
    """

    comment: Comment
    writer: Who
    ender: Who | None

    @property
    def end(self) -> CommentEnd | None:
        return self.comment.end

    @property
    def end_is_told(self) -> bool:
        return self.ender is not None and (self.ender.is_known or self.writer.is_viewer)


@dataclass(frozen=True)
class Remarks:
    """A page of comments, newest first. `more`: the id to go on from."""

    remarks: list[Remark]
    more: uuid.UUID | None


def _seen(viewer: Relation, parts: Iterable[Part]) -> Select[Comment]:
    """The comments that a viewer may read: of those they may know, on what they may see.

    The person reads all. Others read what waits, what they wrote themselves, and what ended since
    they may see the section: what was over before was never shared with them.
    """
    seen = [part for part in parts if viewer.may(part)]
    chosen = select(Comment).where(
        Comment.person_id == viewer.person.id,
        Comment.section.in_(seen),
        known_to(viewer, Comment.written_by),
    )
    if viewer.is_person:
        return chosen
    ended_since = [
        (Comment.section == part) & Comment.end.has(CommentEnd.created_at >= viewer.since[part])
        for part in seen
        if part in viewer.since
    ]
    mine = Comment.written_by == viewer.account_id
    return chosen.where(or_(~Comment.end.has(), mine, *ended_since))


def remarks_on(
    viewer: Relation, part: Part, *, ended: bool, before: uuid.UUID | None = None
) -> Remarks:
    """The open comments on a section, or those that ended. Three queries at most."""
    return _page_of(viewer, (part,), ended, before)


def all_open(viewer: Relation, before: uuid.UUID | None = None) -> Remarks:
    """What waits for an answer on any section. Three queries at most."""
    return _page_of(viewer, PLAN_SECTIONS, False, before)


def _page_of(
    viewer: Relation, parts: Iterable[Part], ended: bool, before: uuid.UUID | None
) -> Remarks:
    chosen = _seen(viewer, parts).where(Comment.end.has() if ended else ~Comment.end.has())
    if before is not None:
        # Ids come from forms: time alone says what is older.
        at = select(Comment.created_at).where(Comment.id == before).scalar_subquery()
        older = (Comment.created_at == at) & (Comment.id < before)
        chosen = chosen.where(or_(Comment.created_at < at, older))
    newest_first = (Comment.created_at.desc(), Comment.id.desc())
    rows = db.session.scalars(chosen.order_by(*newest_first).limit(PAGE + 1)).all()
    shown = rows[:PAGE]
    return Remarks(_told(viewer, shown), shown[-1].id if len(rows) > PAGE else None)


def _told(viewer: Relation, rows: Sequence[Comment]) -> list[Remark]:
    if not rows:
        return []
    people = {row.written_by for row in rows} | {row.end.ended_by for row in rows if row.end}
    names = Names(viewer, people)
    return [
        Remark(row, names.who(row.written_by), names.who(row.end.ended_by) if row.end else None)
        for row in rows
    ]


def remark(viewer: Relation, comment_id: uuid.UUID, part: Part | None = None) -> Remark | None:
    """One comment that the viewer may read: on `part`, or on any section."""
    row = db.session.scalar(
        _seen(viewer, (part,) if part else PLAN_SECTIONS).where(Comment.id == comment_id)
    )
    return _told(viewer, [row])[0] if row is not None else None


def open_counts(viewer: Relation, parts: Iterable[Part] = PLAN_SECTIONS) -> dict[Part, int]:
    """Section → how many open comments the viewer may read there. One query."""
    rows = db.session.execute(
        _seen(viewer, parts)
        .where(~Comment.end.has())
        .with_only_columns(Comment.section, func.count())
        .group_by(Comment.section)
    )
    found = {row[0]: row[1] for row in rows}
    return {part: found[part] for part in PLAN_SECTIONS if part in found}


def waiting(viewer: Relation, at: datetime) -> tuple[dict[Part, int], bool]:
    """Section → how many comments that the viewer may read wait for more than 7 days.

    Second: do others wait that the viewer may not read? For the plan's keeper, who is told no
    more than that. One query.
    """
    rows = db.session.execute(
        select(
            Comment.section,
            func.count(),
            func.sum(case((known_to(viewer, Comment.written_by), 1), else_=0)),
        )
        .where(
            Comment.person_id == viewer.person.id,
            Comment.created_at < at - WAITS,
            ~Comment.end.has(),
        )
        .group_by(Comment.section)
    )
    found, others = {}, False
    for part, number, known in rows:
        readable = int(known) if viewer.may(part) else 0
        others = others or readable < number
        if readable:
            found[part] = readable
    return {part: found[part] for part in PLAN_SECTIONS if part in found}, others


@dataclass(frozen=True)
class ChangeToName:
    """A suggestion that a comment may have become."""

    suggestion: Suggestion
    writer: Who


def changes_to_name(viewer: Relation, account: Account, comment: Comment) -> list[ChangeToName]:
    """The newest suggestions for the section of a comment that are open or came true since.

    Those that the viewer (`account`) may read: their own, and all for whoever decides. What was
    said no to, or taken back, is no change. Seven queries at most.
    """
    if not viewer.may(comment.section):
        return []
    decides = deciding(account, viewer.person.id, comment.section) is not None
    readable = true() if decides else Suggestion.written_by == account.id
    rows = db.session.scalars(
        select(Suggestion)
        .outerjoin(SuggestionAnswer, SuggestionAnswer.suggestion_id == Suggestion.id)
        .where(
            Suggestion.person_id == viewer.person.id,
            Suggestion.section == comment.section,
            readable,
            or_(
                SuggestionAnswer.id.is_(None),
                SuggestionAnswer.verdict.in_((Verdict.TAKEN, Verdict.CHANGED))
                & (SuggestionAnswer.created_at >= comment.created_at),
            ),
        )
        .order_by(Suggestion.created_at.desc(), Suggestion.id.desc())
        .limit(MOST_CHANGES)
    ).all()
    if not rows:
        return []
    names = Names(viewer, {row.written_by for row in rows})
    return [ChangeToName(row, names.who(row.written_by)) for row in rows]


def reads_change(viewer: Relation, end: CommentEnd) -> bool:
    """May the viewer open the suggestion that a comment became? The person, and its writer."""
    if end.suggestion_id is None:
        return False
    found = select(Suggestion.written_by).where(Suggestion.id == end.suggestion_id)
    return viewer.is_person or db.session.scalar(found) == viewer.account_id


def sections_of(viewer: Relation, sources: Iterable[uuid.UUID]) -> dict[uuid.UUID, Part]:
    """Comment → its section, of those comments that the viewer may read. One query."""
    rows = db.session.execute(
        _seen(viewer, PLAN_SECTIONS)
        .where(Comment.id.in_(list(sources)))
        .with_only_columns(Comment.id, Comment.section)
    )
    return {row[0]: row[1] for row in rows}


def is_heard(viewer: Relation, sound_id: uuid.UUID) -> bool:
    """Is this the sound of a comment that the viewer may read? One query."""
    found = _seen(viewer, PLAN_SECTIONS).where(Comment.sound_id == sound_id)
    return db.session.scalar(found.with_only_columns(Comment.id).limit(1)) is not None
