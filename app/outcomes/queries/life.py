"""Independence over time: hours of support, limits, things done by oneself, as far as seen."""

from __future__ import annotations

import uuid
from dataclasses import dataclass

from sqlalchemy import Select, exists, select
from sqlalchemy.orm import aliased

from app.extensions import db
from app.outcomes.models import LifeEntry, LifeKind, RowStrike
from app.people.parts import Part
from app.people.predicates import Relation
from app.people.queries.names import Names, Who, known_to

MOST = 100


@dataclass(frozen=True)
class LifeShown:
    """One entry with who wrote it. `lifted`: a limit that is gone by a later entry."""

    entry: LifeEntry
    who: Who
    strike: RowStrike | None
    lifted: bool = False

    @property
    def stands(self) -> bool:
        return self.strike is None

    @property
    def under(self) -> LifeKind:
        """The heading it stands under: a limit that is gone is nothing one may not do alone."""
        return LifeKind.LIMIT_LIFTED if self.lifted else self.entry.kind


def seen_life(viewer: Relation) -> Select[LifeEntry]:
    """The entries whose writer the viewer may know, where "How it is going" is open to them."""
    chosen = select(LifeEntry).where(
        LifeEntry.person_id == viewer.person.id, known_to(viewer, LifeEntry.written_by)
    )
    return chosen if viewer.may(Part.OUTCOMES) else chosen.where(LifeEntry.id.is_(None))


def life_of(viewer: Relation) -> dict[LifeKind, list[LifeShown]]:
    """Every entry under its heading, the newest first; struck ones stay readable. Two queries."""
    rows = _told(viewer, seen_life(viewer))
    return {kind: [row for row in rows if row.under is kind] for kind in LifeKind}


def entry_for(viewer: Relation, entry_id: uuid.UUID) -> LifeShown | None:
    found = _told(viewer, seen_life(viewer).where(LifeEntry.id == entry_id))
    return found[0] if found else None


def _told(viewer: Relation, chosen: Select[LifeEntry]) -> list[LifeShown]:
    later = aliased(LifeEntry)
    # By an entry that this viewer may see, and that is no mistake.
    gone = exists(
        select(later.id).where(
            later.lifts_id == LifeEntry.id,
            known_to(viewer, later.written_by),
            later.id.not_in(select(RowStrike.row_id)),
        )
    )
    rows = db.session.execute(
        chosen.add_columns(RowStrike, gone)
        .outerjoin(RowStrike, RowStrike.row_id == LifeEntry.id)
        .order_by(LifeEntry.happened_on.desc(), LifeEntry.id.desc())
        .limit(MOST)
    ).all()
    names = Names(viewer, {row.LifeEntry.written_by for row in rows})
    return [
        LifeShown(entry, names.who(entry.written_by), strike, bool(lifted))
        for entry, strike, lifted in rows
    ]
