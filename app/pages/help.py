"""I need help: the one page that stands whatever is broken, and leaves no line in any log."""

from __future__ import annotations

from flask_login import current_user
from sqlalchemy.exc import SQLAlchemyError

from app.extensions import db
from app.pages.errors import carry_on_without_database
from app.people.predicates import relation
from app.people.queries.circle import members_for, person_of

MOST_NAMES = 6


def is_signed_in() -> bool:
    """Does somebody signed in read this? Where nobody can be asked, the page goes on without."""
    try:
        return bool(current_user.is_authenticated)
    except SQLAlchemyError:
        db.rollback()
        carry_on_without_database()
        return False


def names_to_ask() -> list[str]:
    """The names of the person's own circle, for the person only; none for anybody else.

    None on a phone that was handed over: whoever holds it is not its owner.
    """
    if not is_signed_in():
        return []
    try:
        return _names()
    except SQLAlchemyError:
        db.rollback()
        carry_on_without_database()
        return []


def _names() -> list[str]:
    account = current_user._get_current_object()
    person = person_of(account)
    own = relation(account, person.id) if person else None
    if own is None or (account.sign_in is not None and account.sign_in.handed is not None):
        return []
    members = [each for each in members_for(own) if each.accepted_at is not None]
    return [each.shown_name for each in members][:MOST_NAMES]
