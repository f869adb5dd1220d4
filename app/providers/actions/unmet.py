"""What could not be found. Nobody's name, no words that somebody typed, no account.

A row's time is the first moment of its day and its key is random: neither tells more than the day.
"""

from __future__ import annotations

import uuid
from datetime import date, datetime, time
from typing import Any

from sqlalchemy import select

from app.audit import SYSTEM, action, record
from app.audit.actions import Actor
from app.extensions import db
from app.outcomes.quarters import LONDON
from app.people.actions.records import today
from app.plans.actions.said import added
from app.providers.facets import FACETS, Group
from app.providers.models import UnmetNeed, WhyNone

_TOLD = frozenset((Group.KIND, Group.DAY, Group.LANGUAGE))


def told_of(facets: frozenset[str]) -> frozenset[str]:
    """What the council may know: what was looked for; never for whom, which faith, which money."""
    return frozenset(key for key in facets if FACETS[key].group in _TOLD)


@action
def tell_unmet_need(
    *,
    by: Actor,
    key: uuid.UUID,
    why: WhyNone,
    district: str,
    facets: frozenset[str],
    hours: int | None,
    language: str,
) -> None:
    """One row a tap: the same `key` twice is kept once. Whoever tells it, the row does not know."""
    # The key of the form tells when its page was drawn; what is made of it tells nothing.
    kept = uuid.uuid5(key, UnmetNeed.__tablename__)
    if db.session.scalar(select(UnmetNeed.id).where(UnmetNeed.id == kept)) is not None:
        return
    if added(_of_the_day(today(), district, facets, language, id=kept, why=why, hours=hours)):
        record("unmet-need.told", by=SYSTEM)


@action
def count_nothing_found(
    *, by: Actor, day: date, district: str, facets: frozenset[str], language: str
) -> None:
    """A search of that day found nothing. No audit event stands beside it: its time would tell the
    minute of what nobody meant to tell.
    """
    need = {"id": uuid.uuid4(), "why": WhyNone.NOTHING_FOUND, "by_itself": True}
    db.session.add(_of_the_day(day, district, facets, language, **need))


def _of_the_day(
    day: date, district: str, facets: frozenset[str], language: str, **need: Any
) -> UnmetNeed:
    return UnmetNeed(
        created_at=datetime.combine(day, time(), LONDON),
        district=district,
        facets=" ".join(sorted(told_of(facets))),
        language=language,
        **need,
    )
