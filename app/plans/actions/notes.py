"""Private notes: written by the person or their advocate, thrown away by the person.

The audit keeps that something happened, with ids; no words, and nothing that any page shows.
"""

from __future__ import annotations

import uuid

from sqlalchemy import delete, update
from sqlalchemy.exc import IntegrityError

from app.accounts.models import Account
from app.audit import action, record
from app.database import now
from app.extensions import db
from app.language.words import LazyWords
from app.language.words import lazy as _l
from app.notices.actions import tell
from app.notices.models import Channel
from app.people.models import CircleMember, Person
from app.people.predicates import works_as_advocate
from app.plans.models import PrivateNote

SUBJECT = _l("Something waits for you.")
BODY = _l("Sign in to read it.")


class Refused(Exception):
    """Something that the rules do not allow. `words` says why, for the page."""

    def __init__(self, words: LazyWords) -> None:
        super().__init__(words.msgid)
        self.words = words


@action
def write_note(
    *,
    by: Account,
    person: Person,
    member: CircleMember,
    key: uuid.UUID,
    text: str,
    language: str,
) -> None:
    """The person writes to their advocate, or the advocate to the person. Raises Refused.

    Only the advocate gets a message about it. The person gets none: somebody may watch their
    phone. `key` becomes the id: a form sent twice is kept once.
    """
    there = db.session.get(PrivateNote, key)
    if there is not None:
        if (there.written_by, there.member_id) != (by.id, member.id):
            raise Refused(_l("Open this form again."))
        return
    if (
        member.person_id != person.id
        or by.id not in (person.account_id, member.account_id)
        or not works_as_advocate(member)
    ):
        # L10n: word=advocate
        raise Refused(_l("They are not your advocate any more."))
    try:
        with db.session.begin_nested():
            db.session.add(
                PrivateNote(
                    id=key,
                    person_id=person.id,
                    member_id=member.id,
                    text=text,
                    language=language,
                    written_by=by.id,
                )
            )
    except IntegrityError:
        # The same form, sent twice in the same moment: the other one kept it.
        return
    record("private-note.written", by=by, person=person.id, about=f"private_note:{key}")
    if by.id == person.account_id:
        _tell_advocate(by, person, member)
    else:
        _mark_seen(person, member)


def _mark_seen(person: Person, member: CircleMember) -> None:
    """Whoever answers has read what was there."""
    db.session.execute(
        update(PrivateNote)
        .where(
            PrivateNote.person_id == person.id,
            PrivateNote.member_id == member.id,
            PrivateNote.written_by == person.account_id,
            PrivateNote.seen_at.is_(None),
        )
        .values(seen_at=now())
    )


def _tell_advocate(by: Account, person: Person, member: CircleMember) -> None:
    """On screen with the way there. The email, which colleagues may open, shows nothing."""
    account = member.account
    assert account is not None
    ways = (
        (Channel.SCREEN, f"/people/{person.id}/private/notes"),
        (Channel.EMAIL, "/messages"),
    )
    for channel, path in ways:
        tell(
            by=by,
            to=account,
            channel=channel,
            kind="something-waits",
            subject=SUBJECT,
            body=BODY,
            path=path,
        )


@action
def throw_away(*, by: Account, person: Person, note_id: uuid.UUID) -> None:
    """The person throws a note away: its row is gone at once. A second tap changes nothing."""
    gone = db.session.scalar(
        delete(PrivateNote)
        .where(PrivateNote.id == note_id, PrivateNote.person_id == person.id)
        .returning(PrivateNote.id)
    )
    if gone is not None:
        about = f"private_note:{note_id}"
        record("private-note.thrown-away", by=by, person=person.id, about=about)
