"""I need help: the one page that stands whatever is broken, and leaves no line in any log."""

from __future__ import annotations

from dataclasses import dataclass, field

from flask_login import current_user
from sqlalchemy.exc import SQLAlchemyError

from app.extensions import db
from app.pages.errors import carry_on_without_database
from app.people.predicates import relation
from app.people.queries.circle import members_for, person_of
from app.team.queries.asking import ToAsk, asked_by

MOST_NAMES = 6


def is_signed_in() -> bool:
    """Does somebody signed in read this? Where nobody can be asked, the page goes on without."""
    try:
        return bool(current_user.is_authenticated)
    except SQLAlchemyError:
        db.rollback()
        carry_on_without_database()
        return False


@dataclass(frozen=True)
class Helpers:
    """Whom the person chose to see here; or, while they chose nobody, the names of their circle."""

    chosen: list[ToAsk] = field(default_factory=list)
    names: list[str] = field(default_factory=list)
    choose_url: str = ""


def people_to_ask() -> Helpers:
    """For the person only; nobody for anybody else.

    Nobody on a phone that was handed over: whoever holds it is not its owner.
    """
    if not is_signed_in():
        return Helpers()
    try:
        return _people()
    except SQLAlchemyError:
        db.rollback()
        carry_on_without_database()
        return Helpers()


def _people() -> Helpers:
    account = current_user._get_current_object()
    person = person_of(account)
    own = relation(account, person.id) if person else None
    if own is None or (account.sign_in is not None and account.sign_in.handed is not None):
        return Helpers()
    choose_url = f"/people/{own.person.id}/ask"
    chosen = asked_by(own.person)
    if chosen:
        return Helpers(chosen, choose_url=choose_url)
    members = [each for each in members_for(own) if each.accepted_at is not None]
    return Helpers(names=[each.shown_name for each in members][:MOST_NAMES], choose_url=choose_url)
