"""Saying what one thinks of a section, and ending it: answered, changed, or for the meeting."""

from __future__ import annotations

import uuid
from dataclasses import dataclass
from typing import TypeVar

from sqlalchemy.exc import IntegrityError

from app.accounts.models import Account
from app.audit import action, record
from app.extensions import db
from app.language.words import LazyWords
from app.language.words import lazy as _l
from app.notices.actions import tell
from app.people.actions.meeting_points import raise_point
from app.people.actions.sounds import add_sound
from app.people.models import Person, PointFrom
from app.people.parts import PLAN_SECTIONS, Level, Part
from app.people.predicates import Relation, relation, relation_of_another
from app.people.queries.names import Names
from app.plans.actions.notify import tell_of_comment
from app.plans.models import Comment, CommentEnd, EndedAs
from app.plans.queries.comments import changes_to_name
from app.sounds import KeptSound

NOT_YOURS = _l("You cannot answer this now.")
OWN_COMMENT = _l("You wrote this. Somebody else answers it.")
ANSWERED_ALREADY = _l("Somebody answered this already.")
OPEN_AGAIN = _l("Open this form again.")
NO_SUCH_CHANGE = _l("Choose one of these changes.")


class Refused(Exception):
    """Something that the rules do not allow. `words` says why, for the page."""

    def __init__(self, words: LazyWords) -> None:
        super().__init__(words.msgid)
        self.words = words


@dataclass(frozen=True)
class End:
    """How somebody ends a comment. `words`: the answer, or the point for the meeting."""

    ended_as: EndedAs
    words: str = ""
    language: str = "en"
    suggestion_id: uuid.UUID | None = None


@action
def comment(
    *,
    by: Account,
    person: Person,
    section: Part,
    key: uuid.UUID,
    text: str,
    language: str,
    sound: KeptSound | None = None,
    said: str = "",
) -> Comment:
    """Say what one thinks of a section, in words, as a sound, or both. Raises Refused.

    `key` becomes the id: a form sent twice is kept once, with the sound of the first.
    """
    there = db.session.get(Comment, key)
    if there is not None:
        if (there.person_id, there.section, there.written_by) != (person.id, section, by.id):
            raise Refused(OPEN_AGAIN)
        return there
    found = relation(by, person.id)
    if section not in PLAN_SECTIONS or found is None or not found.may(section, Level.COMMENT):
        raise Refused(_l("You cannot write here now."))
    try:
        with db.session.begin_nested():
            stored = add_sound(by, person.id, section, sound, said, language) if sound else None
            made = Comment(
                id=key,
                person_id=person.id,
                section=section,
                text=text,
                language=language,
                sound=stored,
                written_by=by.id,
            )
            db.session.add(made)
    except IntegrityError as problem:
        # The same form, sent twice in the same moment (only PostgreSQL lets both get here).
        return _first_of(Comment, key, by.id, problem)
    record(
        "plan.commented",
        by=by,
        person=person.id,
        about=f"comment:{made.id}",
        facts={"section": section.value},
    )
    tell_of_comment(by, person)
    return made


@action
def end(*, by: Account, person: Person, comment: Comment, key: uuid.UUID, how: End) -> CommentEnd:
    """End a comment, once. Raises Refused.

    The person, or somebody whom the person lets write in the section and know the writer, ends
    it. Nobody but the person answers their own comment: they may make a change of it, or keep it
    for the meeting. `key` becomes the id: a form sent twice ends it once.
    """
    there = db.session.get(CommentEnd, key)
    if there is not None:
        if (there.comment_id, there.ended_by) != (comment.id, by.id):
            raise Refused(OPEN_AGAIN)
        return there
    viewer = _who_may_end(by, person, comment)
    if not viewer.is_person and how.ended_as is EndedAs.ANSWERED and comment.written_by == by.id:
        raise Refused(OWN_COMMENT)
    if comment.end is not None:
        raise Refused(ANSWERED_ALREADY)
    if how.ended_as is EndedAs.CHANGE and how.suggestion_id not in {
        each.suggestion.id for each in changes_to_name(viewer, by, comment)
    }:
        raise Refused(NO_SUCH_CHANGE)
    try:
        made = _ended(by, person, comment, key, how)
    except IntegrityError as problem:
        # Another request was first (only PostgreSQL lets both get here).
        db.session.expire(comment)
        return _first_of(CommentEnd, key, by.id, problem)
    record(
        "plan.comment-ended",
        by=by,
        person=person.id,
        about=f"comment:{comment.id}",
        facts={"section": comment.section.value, "as": how.ended_as.value},
    )
    _tell_writer(by, person, comment)
    return made


def _who_may_end(by: Account, person: Person, comment: Comment) -> Relation:
    found = relation(by, person.id)
    if (
        found is None
        or comment.person_id != person.id
        or not found.may(comment.section, Level.WRITE)
        or not Names(found, (comment.written_by,)).who(comment.written_by).is_known
    ):
        raise Refused(NOT_YOURS)
    return found


def _ended(by: Account, person: Person, comment: Comment, key: uuid.UUID, how: End) -> CommentEnd:
    """The end, with its point for the meeting: both or neither."""
    with db.session.begin_nested():
        point = None
        if how.ended_as is EndedAs.MEETING:
            point = raise_point(
                by=by,
                person=person,
                part=comment.section,
                point_from=PointFrom.COMMENT,
                source_id=comment.id,
                words=how.words,
                language=how.language,
            )
        made = CommentEnd(
            id=key,
            comment_id=comment.id,
            ended_as=how.ended_as,
            words=how.words,
            language=how.language,
            suggestion_id=how.suggestion_id if how.ended_as is EndedAs.CHANGE else None,
            point_id=point.id if point is not None else None,
            ended_by=by.id,
        )
        db.session.add(made)
    return made


Row = TypeVar("Row", Comment, CommentEnd)


def _first_of(
    kind: type[Row], key: uuid.UUID, account_id: uuid.UUID, problem: IntegrityError
) -> Row:
    """What the first of two requests wrote: the same form's, or somebody else's."""
    there = db.session.get(kind, key)
    writer = None
    if isinstance(there, Comment):
        writer = there.written_by
    elif isinstance(there, CommentEnd):
        writer = there.ended_by
    if there is None or writer != account_id:
        raise Refused(ANSWERED_ALREADY) from problem
    return there


def _tell_writer(by: Account, person: Person, comment: Comment) -> None:
    """Whoever wrote the comment hears of its end, while they still see the section.

    The message names neither the section nor the person: it outlives what is shared.
    """
    writer = db.session.get(Account, comment.written_by)
    if writer is None or writer.id == by.id or writer.closed_at is not None:
        return
    found = relation_of_another(writer, person.id)
    if found is None or not found.may(comment.section):
        return
    tell(
        by=by,
        to=writer,
        kind="comment-ended",
        subject=_l("There is an answer for you"),
        body=_l("Somebody answered what you think."),
        path=f"/people/{person.id}/plan/comments/{comment.id}",
    )
