"""Keeping what is being typed. A draft is nobody's but its writer's, and outlives the session."""

from __future__ import annotations

import uuid
from collections.abc import Mapping

from sqlalchemy import delete, update
from sqlalchemy.exc import IntegrityError

from app.accounts.models import Account
from app.audit import action
from app.audit.actions import Actor
from app.database import now, without_bad_letters
from app.extensions import db
from app.people.models import Draft
from app.people.queries.drafts import draft_of
from app.transactions import keep_in_any_case

LONGEST = 20_000


@action
def save_draft(
    *, by: Account, person_id: uuid.UUID, place: str, content: Mapping[str, str], base_number: int
) -> None:
    """Keep what `by` typed at `place`; it takes the place of an earlier draft."""
    _save(by, person_id, place, content, base_number)


@action
def throw_draft(*, by: Account, person_id: uuid.UUID, place: str) -> None:
    """Take the draft away: its writer asked for it."""
    db.session.execute(
        delete(Draft).where(
            Draft.account_id == by.id, Draft.person_id == person_id, Draft.place == place
        )
    )


@action
def throw_drafts_of_all(*, by: Actor, person_id: uuid.UUID, begins: str) -> None:
    """Take away what anybody typed at places that begin so: there is nothing left to send it to."""
    db.session.execute(
        delete(Draft).where(
            Draft.person_id == person_id, Draft.place.startswith(begins, autoescape=True)
        )
    )


def keep_draft_in_any_case(
    by: Account, person_id: uuid.UUID, place: str, content: Mapping[str, str], base_number: int
) -> None:
    """Keep the words even though this request is refused: a form with a mistake, two editors."""
    keep_in_any_case(lambda: _save(by, person_id, place, content, base_number))


def _save(
    by: Account,
    person_id: uuid.UUID,
    place: str,
    content: Mapping[str, str],
    base_number: int,
) -> None:
    # A draft is kept as it is typed; what no database can hold is left out, not refused.
    values = {
        "content": {name: without_bad_letters(text)[:LONGEST] for name, text in content.items()},
        "base_number": base_number,
        "saved_at": now(),
    }
    if draft_of(by, person_id, place) is None:
        try:
            with db.session.begin_nested():
                db.session.add(Draft(account_id=by.id, person_id=person_id, place=place, **values))
            return
        except IntegrityError:
            # Another tab was first: its draft is overwritten below.
            pass
    db.session.execute(
        update(Draft)
        .where(Draft.account_id == by.id, Draft.person_id == person_id, Draft.place == place)
        .values(**values)
    )
