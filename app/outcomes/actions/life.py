"""Writing down what changed in how much somebody does themselves, and striking out a mistake.

It is a record alone: nothing here changes anybody's hours, money or limits.
"""

from __future__ import annotations

import uuid
from dataclasses import dataclass
from datetime import date

from app.accounts.models import Account
from app.audit import action, record
from app.extensions import db
from app.language.words import lazy as _l
from app.outcomes.actions.strikes import Reason, struck
from app.outcomes.models import LifeEntry, LifeKind, RowStrike
from app.outcomes.queries.life import LifeShown
from app.people.parts import Level, Part
from app.people.predicates import Relation
from app.plans.actions.said import NOT_YOURS, OPEN_AGAIN, Refused, added

__all__ = ["LifeSaid", "Refused", "add_entry", "may_strike", "strike"]
SAY_WHAT = _l("Choose a picture, or write what it is.")


@dataclass(frozen=True)
class LifeSaid:
    """One thing on one day, cleaned. `minutes`: a week, for hours alone."""

    kind: LifeKind
    happened_on: date
    minutes: int | None = None
    words: str = ""
    picture: str = ""
    because: str = ""
    language: str = "en"
    helped_by: tuple[str, ...] = ()


@action
def add_entry(
    *,
    by: Account,
    viewer: Relation,
    key: uuid.UUID,
    said: LifeSaid,
    lifts: LifeShown | None = None,
) -> LifeEntry:
    """Keep one entry. `key` becomes its id: a form sent twice is kept once. Raises Refused."""
    if not viewer.shares(Part.OUTCOMES, Level.WRITE):
        raise Refused(NOT_YOURS)
    there = db.session.get(LifeEntry, key)
    if there is not None:
        return _own(there, by, viewer)
    if said.kind is not LifeKind.HOURS and not (said.words or said.picture):
        raise Refused(SAY_WHAT)
    made = LifeEntry(
        id=key,
        person_id=viewer.person.id,
        kind=said.kind,
        happened_on=said.happened_on,
        minutes_a_week=said.minutes if said.kind is LifeKind.HOURS else None,
        words=said.words,
        picture=said.picture,
        because=said.because,
        lifts_id=lifts.entry.id if lifts is not None else None,
        language=said.language,
        written_by=by.id,
        written_as=viewer.member.relationship_kind if viewer.member is not None else None,
        helped_by=list(said.helped_by),
    )
    if not added(made):
        return _own(db.session.get_one(LifeEntry, key), by, viewer)
    record(
        "life.written",
        by=by,
        person=viewer.person.id,
        about=f"life_entry:{made.id}",
        facts={"kind": said.kind.value},
    )
    return made


def _own(there: LifeEntry, by: Account, viewer: Relation) -> LifeEntry:
    if there.person_id != viewer.person.id or there.written_by != by.id:
        raise Refused(OPEN_AGAIN)
    return there


def may_strike(viewer: Relation, shown: LifeShown) -> bool:
    """The person, and who wrote it as long as they may write."""
    if not shown.stands:
        return False
    own = shown.entry.written_by == viewer.account_id
    return viewer.is_person or (own and viewer.shares(Part.OUTCOMES, Level.WRITE))


@action
def strike(*, by: Account, viewer: Relation, shown: LifeShown, reason: Reason) -> RowStrike | None:
    """A mistake, with the reason. It stays readable. None when somebody was first."""
    if not may_strike(viewer, shown):
        raise Refused(NOT_YOURS)
    made = struck(by, viewer, shown.entry.id, reason)
    if made is None:
        return None
    record("life.struck", by=by, person=viewer.person.id, about=f"life_entry:{shown.entry.id}")
    return made
