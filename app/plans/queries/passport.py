"""The hospital passport as its viewer may read it: boxes with what they say, from whom, of when.

Words of about me are those that stand now. Words of the plan are those of the version that stands,
as in `plan.standing`, without what was struck out. A part that is not for the viewer leaves no box.
"""

from __future__ import annotations

import uuid
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from itertools import groupby
from typing import Any

from sqlalchemy import and_, select

from app.database import now
from app.extensions import db
from app.language.formats import LONDON
from app.language.words import LazyWords
from app.people.models import AboutMeEntry, CommunicationNeed, NeedKind
from app.people.parts import Part
from app.people.predicates import Relation
from app.people.queries.about_me import newest_entries
from app.people.queries.names import Names
from app.people.queries.needs import flags
from app.people.queries.profile import FromElsewhere
from app.plans.models import PlanStart, PlanVersion, SectionText, StartedAs, VersionSection
from app.plans.passport import (
    BOXES,
    PROFILE,
    SOURCES,
    WRITE_FIRST,
    Box,
    Colour,
    Medicine,
    Source,
    is_old,
    medicines_of,
)
from app.plans.sections import TEXT


@dataclass(frozen=True)
class Author:
    """Who wrote some words. `name` is None for one whom this viewer may not know."""

    name: str | None
    on_phone: bool = False


@dataclass(frozen=True)
class Item:
    """What one source says. `check`: a red item of more than half a year: check with me.

    `lines` holds the words, one string unless the source is a list. `has_more`: there is a photo
    or a sound without words, or a medicine without a source.
    """

    source: Source
    lines: tuple[str, ...]
    language: str
    at: datetime
    author: Author
    label: LazyWords | None = None
    check: bool = False
    medicines: tuple[Medicine, ...] = ()
    has_more: bool = False

    @property
    def texts(self) -> list[str]:
        """Every text with a line of its own, as a sheet counts the room that they need."""
        told = [f"{m.name} {m.dose}\n{m.source}" for m in self.medicines]
        return [str(self.label or ""), "\n".join((*self.lines, *told))]


@dataclass(frozen=True)
class FilledBox:
    """A box with what it says. Items of one author and day that follow each other are a group."""

    box: Box
    items: tuple[Item, ...]

    @property
    def groups(self) -> list[list[Item]]:
        return [list(group) for _key, group in groupby(self.items, key=_credit)]


def _credit(item: Item) -> tuple[Author, date]:
    return item.author, item.at.astimezone(LONDON).date()


@dataclass(frozen=True)
class Passport:
    """The boxes that say something, in the order of reading."""

    boxes: tuple[FilledBox, ...]
    # Where words of the plan are among them: did it start, and with the person's yes?
    plan_waits: bool
    without_my_yes: bool
    # Of what comes first, the parts that say nothing yet; for the person alone.
    to_write: tuple[Part, ...]

    @property
    def items(self) -> list[Item]:
        return [item for filled in self.boxes for item in filled.items]

    @property
    def parts(self) -> list[Part]:
        """Each part that shows, once: for the log of looks."""
        return list(dict.fromkeys(item.source.part for item in self.items))

    def coloured(self) -> list[tuple[Colour, list[FilledBox]]]:
        """Colour → its boxes; a colour without boxes is absent."""
        found = [(c, [each for each in self.boxes if each.box.colour is c]) for c in Colour]
        return [(colour, boxes) for colour, boxes in found if boxes]


@dataclass(frozen=True)
class ShownTexts:
    """What the version that stands says in some sections; None where there is no such version."""

    texts: dict[Part, SectionText]
    started_as: StartedAs | None


def shown_texts(viewer: Relation, parts: Iterable[Part]) -> ShownTexts:
    """Words of the plan as `plan.standing` shows them, without struck ones. One query.

    The passport and the profile ask for much else: the four queries of `standing` are too many.
    """
    seen = [part for part in dict.fromkeys(parts) if viewer.may(part)]
    if not seen:
        return ShownTexts({}, None)
    shown = (
        select(PlanVersion.id)
        .outerjoin(PlanStart, PlanStart.version_id == PlanVersion.id)
        .where(PlanVersion.person_id == viewer.person.id)
        .order_by(PlanStart.id.is_not(None).desc(), PlanVersion.number.desc())
        .limit(1)
        .scalar_subquery()
    )
    rows = db.session.execute(
        select(VersionSection, PlanStart.started_as)
        .outerjoin(PlanStart, PlanStart.version_id == VersionSection.version_id)
        .where(and_(VersionSection.version_id == shown, VersionSection.section.in_(seen)))
    ).all()
    texts = {
        row.section: row.text for row, _as in rows if not row.text.is_empty and not row.text.strike
    }
    return ShownTexts(texts, rows[0][1] if texts else None)


def passport(viewer: Relation, today: date | None = None) -> Passport:
    """What this viewer may read, with at most five queries. `today`: a day of London."""
    entries = newest_entries(viewer, [s.part for s in SOURCES if s.of_about_me])
    needs = flags(viewer.person.id, viewer)
    plan = shown_texts(viewer, [s.part for s in SOURCES if s.of_plan])
    writers = {
        *(entry.written_by for entry in entries.values()),
        *(need.written_by for need in needs),
        *(text.written_by for text in plan.texts.values()),
    }
    reader = _Reader(
        viewer, entries, needs, plan.texts, Names(viewer, writers) if writers else None
    )
    day = today or now().astimezone(LONDON).date()
    boxes = tuple(
        FilledBox(box, items) for box in BOXES if (items := tuple(reader.items(box, day)))
    )
    from_plan = any(item.source.of_plan for filled in boxes for item in filled.items)
    shows = {item.source.part for filled in boxes for item in filled.items}
    return Passport(
        boxes,
        plan_waits=from_plan and plan.started_as is None,
        without_my_yes=plan.started_as is StartedAs.NOT_AGREED_BY_ME,
        to_write=tuple(p for p in WRITE_FIRST if p not in shows) if viewer.is_person else (),
    )


@dataclass(frozen=True)
class _Reader:
    """All that was read, and how each source finds its words there."""

    viewer: Relation
    entries: dict[Part, AboutMeEntry]
    needs: Sequence[CommunicationNeed]
    texts: dict[Part, SectionText]
    names: Names | None

    def items(self, box: Box, today: date) -> Iterable[Item]:
        for source in box.sources:
            for item in self._of(source):
                old = box.colour is Colour.RED and is_old(item.at, today)
                yield replace(item, check=old)

    def _of(self, source: Source) -> Iterable[Item]:
        if source.part is Part.NEEDS:
            yield from (self._of_need(source, need) for need in self.needs)
        elif source.of_about_me:
            entry = self.entries.get(source.part)
            if entry is not None and entry.things(source.field):
                lines = tuple(entry.things(source.field))
                whole = lines if source.is_list else (str(entry.content[source.field]),)
                yield self._item(source, whole, entry)
        elif (text := self.texts.get(source.part)) is not None:
            yield from self._of_plan(source, text)

    def _of_need(self, source: Source, need: CommunicationNeed) -> Item:
        lines = tuple(each for each in (need.need, need.how_met) if each.strip())
        # "Polish" alone would not say what is Polish.
        label = need.kind.words if need.kind is NeedKind.LANGUAGE else None
        return self._item(source, lines, need, label=label)

    def _of_plan(self, source: Source, text: SectionText) -> Iterable[Item]:
        words = str(text.content.get(source.field, "")).strip()
        sound = text.sound
        if source.is_medicines:
            medicines, left_out = medicines_of(text.content)
            if medicines or left_out:
                yield self._item(source, (), text, medicines=medicines, has_more=left_out)
        elif words:
            yield self._item(source, (words,), text)
        elif source.field == TEXT and sound is not None and sound.said.strip():
            # Said, not written: the words of the recording stand for it.
            yield self._item(source, (sound.said,), text, language=sound.language)
        elif source.field == TEXT and (sound is not None or text.photo is not None):
            yield self._item(source, (), text, has_more=True)

    def _item(
        self,
        source: Source,
        lines: tuple[str, ...],
        row: AboutMeEntry | CommunicationNeed | SectionText,
        **given: Any,
    ) -> Item:
        on_phone = isinstance(row, AboutMeEntry) and row.on_phone_of is not None
        told = {"language": row.language, "label": source.label, **given}
        author = Author(self._name(row.written_by), on_phone)
        return Item(source=source, lines=lines, at=row.created_at, author=author, **told)

    def _name(self, account_id: uuid.UUID) -> str | None:
        """A passport is read by others: "You wrote this" would mislead on paper."""
        member = self.viewer.member
        if member is not None and account_id == self.viewer.account_id:
            return member.name
        return self.names.of_account(account_id) if self.names is not None else None


def of_profile(viewer: Relation) -> list[FromElsewhere]:
    """What the plan adds to the one-page profile, of what this viewer may see. One query."""
    texts = shown_texts(viewer, PROFILE.values()).texts
    return [
        FromElsewhere(heading, part, str(text.content[TEXT]), text.language, text.created_at)
        for heading, part in PROFILE.items()
        if (text := texts.get(part)) is not None and str(text.content.get(TEXT, "")).strip()
    ]
