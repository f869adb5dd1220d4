"""What is new since the newest version, as whoever makes the next one reads it."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import select

from app.accounts.models import Account
from app.extensions import db
from app.people.parts import Part
from app.people.predicates import Relation
from app.plans.models import Change, PlanVersion, SectionText, VersionSection
from app.plans.predicates import deciding_each
from app.plans.queries.plan import Told, told, unpublished


@dataclass(frozen=True)
class New:
    """The newest version, and what the next one would change."""

    newest: PlanVersion | None
    changes: list[Told]

    @property
    def number(self) -> int:
        """Of the newest version; 0 before the first."""
        return self.newest.number if self.newest else 0


def what_is_new(viewer: Relation, account: Account) -> New:
    """What this account would put in the next version: only what it decides about."""
    newest = db.session.scalar(
        select(PlanVersion)
        .where(PlanVersion.person_id == viewer.person.id)
        .order_by(PlanVersion.number.desc())
        .limit(1)
    )
    texts = unpublished(viewer, newest)
    how = deciding_each(account, viewer.person.id, texts)
    texts = {part: text for part, text in texts.items() if part in how}
    before = _texts_of(newest) if texts else {}
    return New(
        newest,
        told(
            viewer,
            {part: (change_of(before.get(part), text), text) for part, text in texts.items()},
        ),
    )


def _texts_of(newest: PlanVersion | None) -> dict[Part, SectionText]:
    if newest is None:
        return {}
    rows = db.session.scalars(select(VersionSection).where(VersionSection.version_id == newest.id))
    return {row.section: row.text for row in rows}


def change_of(before: SectionText | None, text: SectionText) -> Change:
    """What becomes of a section whose text was `before` in the newest version."""
    if before is not None and before.id == text.id:
        return Change.SAME
    if text.is_empty:
        return Change.TAKEN_OUT
    return Change.NEW if before is None or before.is_empty else Change.CHANGED
