"""About me as its viewer may read it: newest words, earlier words, and who said them."""

from __future__ import annotations

import uuid
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import and_, func, select

from app.extensions import db
from app.people.models import AboutMeEntry
from app.people.parts import Part
from app.people.predicates import Relation
from app.people.queries.names import Names

EARLIER_PAGE = 20


def visible_parts(viewer: Relation, parts: Iterable[Part]) -> list[Part]:
    """Those of `parts` that this viewer may see, in their order. The rest leave no trace."""
    return [part for part in parts if viewer.may(part)]


def newest_entries(viewer: Relation, parts: Iterable[Part]) -> dict[Part, AboutMeEntry]:
    """What stands now in each part that the viewer may see; parts without a row are absent."""
    seen = visible_parts(viewer, parts)
    if not seen:
        return {}
    newest = (
        select(AboutMeEntry.part, func.max(AboutMeEntry.number).label("number"))
        .where(AboutMeEntry.person_id == viewer.person.id, AboutMeEntry.part.in_(seen))
        .group_by(AboutMeEntry.part)
        .subquery()
    )
    rows = db.session.scalars(
        select(AboutMeEntry)
        .join(
            newest,
            and_(AboutMeEntry.part == newest.c.part, AboutMeEntry.number == newest.c.number),
        )
        .where(AboutMeEntry.person_id == viewer.person.id)
    )
    return {row.part: row for row in rows}


def newest_entry(viewer: Relation, part: Part) -> AboutMeEntry | None:
    """What stands now in one part; None when nothing was written, or it is not for this viewer."""
    return newest_entries(viewer, (part,)).get(part)


def earlier_entries(
    viewer: Relation, part: Part, before: int | None = None
) -> tuple[Sequence[AboutMeEntry], int | None]:
    """The old words of a part, newest first, without those that stand now. The person's alone.

    What the person took out before they shared the part was never shared. Source: design, history.
    Second value: the number to go on from, None at the end.
    """
    if not viewer.is_person:
        return [], None
    mine = (AboutMeEntry.person_id == viewer.person.id, AboutMeEntry.part == part)
    newest = select(func.max(AboutMeEntry.number)).where(*mine).scalar_subquery()
    chosen = select(AboutMeEntry).where(*mine, AboutMeEntry.number < newest)
    if before is not None:
        chosen = chosen.where(AboutMeEntry.number < before)
    rows = db.session.scalars(
        chosen.order_by(AboutMeEntry.number.desc()).limit(EARLIER_PAGE + 1)
    ).all()
    more = len(rows) > EARLIER_PAGE
    rows = rows[:EARLIER_PAGE]
    return rows, rows[-1].number if more else None


def entry_numbered(viewer: Relation, part: Part, number: int) -> AboutMeEntry | None:
    """One save of a part, old or new: for the person alone."""
    if not viewer.is_person:
        return None
    return db.session.scalar(
        select(AboutMeEntry).where(
            AboutMeEntry.person_id == viewer.person.id,
            AboutMeEntry.part == part,
            AboutMeEntry.number == number,
        )
    )


@dataclass(frozen=True)
class Credit:
    """Who said some words, as far as this viewer may know.

    A name that is not for this viewer is None and reads "somebody who helps (person)": members of
    the circle see themselves and the person, not each other, unless the circle is shared.
    """

    by_person: bool
    by_viewer: bool
    name: str | None
    on_phone: bool
    helpers: tuple[str | None, ...]
    viewer_helped: bool

    @property
    def supported(self) -> bool:
        """Did anybody support the person to write this?"""
        return bool(self.helpers) or self.viewer_helped or not self.by_person


def credits_for(viewer: Relation, entries: Iterable[AboutMeEntry]) -> dict[uuid.UUID, Credit]:
    """Entry id → who said it. At most two queries, however many entries."""
    entries = list(entries)
    if not entries:
        return {}
    names = Names(viewer, {entry.written_by for entry in entries})
    return {entry.id: _credit(names, entry) for entry in entries}


def _credit(names: Names, entry: AboutMeEntry) -> Credit:
    viewer = names.viewer
    helping = [names.by_member[key] for key in entry.helped_by if key in names.by_member]
    mine = [each for each in helping if each.account_id == viewer.account_id]
    others = [
        each for each in helping if each.account_id not in (viewer.account_id, entry.written_by)
    ]
    return Credit(
        by_person=entry.written_by == viewer.person.account_id,
        by_viewer=entry.written_by == viewer.account_id,
        name=names.of_account(entry.written_by),
        on_phone=entry.on_phone_of is not None,
        helpers=tuple(names.of_member(each) for each in others),
        viewer_helped=bool(mine) and entry.written_by != viewer.account_id,
    )


def last_changed(entries: Iterable[AboutMeEntry]) -> AboutMeEntry | None:
    """The newest of some entries. Give only those of parts that the viewer may see."""
    return max(entries, key=_saved_at, default=None)


def _saved_at(entry: AboutMeEntry) -> datetime:
    return entry.created_at


def beginning(text: str, words: int = 8) -> str:
    """The first words of a text, for a line in a list."""
    found = text.split()
    short = " ".join(found[:words])[:80]
    return f"{short}\N{NO-BREAK SPACE}…" if len(found) > words or len(short) == 80 else short
