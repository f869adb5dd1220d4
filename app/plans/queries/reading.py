"""What the pages that read a plan ask: its groups, one section, its versions, what waits."""

from __future__ import annotations

import uuid
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import ColumnElement, and_, exists, func, or_, select
from sqlalchemy.orm import aliased

from app.extensions import db
from app.language.words import LazyWords
from app.people.models import Person
from app.people.parts import PLAN_SECTIONS, Level, Part
from app.people.predicates import Relation
from app.plans.models import (
    Change,
    PlanVersion,
    SectionText,
    VersionSection,
)
from app.plans.queries.plan import (
    Marks,
    Standing,
    has_answers,
    hides_from,
    is_leading,
    newest_and_active,
    opens_version,
)
from app.plans.rules import State
from app.plans.sections import GROUPS, SECTIONS

VERSIONS_PAGE = 20


@dataclass(frozen=True)
class Line:
    """A section in the list of the plan. `text` is None where there is nothing to read."""

    part: Part
    text: SectionText | None = None
    # Taken, and in no published version yet.
    is_fresh: bool = False
    # What the person answered, where that is not yes.
    state: State | None = None


def groups(
    viewer: Relation,
    found: Standing,
    fresh: Mapping[Part, SectionText],
    states: Mapping[Part | None, State],
) -> list[tuple[LazyWords, list[Line]]]:
    """The three groups with the sections that this viewer reads or may fill; no empty group.

    `fresh`: what was taken since the newest version, for whoever decides about it.
    """
    whole = states.get(None)
    agreed = whole is not None and whole.is_yes
    listed = []
    for title, parts in GROUPS:
        lines = []
        for part in parts:
            row, state = found.sections.get(part), states.get(part)
            if row is not None:
                lines.append(Line(part, row.text, part in fresh, _missing(state, agreed)))
            elif part in fresh:
                lines.append(Line(part, fresh[part], True))
            elif viewer.may(part, Level.WRITE):
                lines.append(Line(part))
        if lines:
            listed.append((title, lines))
    return listed


def _missing(state: State | None, agreed: bool) -> State | None:
    """The person's answer to a section, where it is not a yes. A yes to the whole is a yes to
    each section that has no answer of its own."""
    if state is None or state.is_yes or state.is_struck:
        return None
    return None if agreed and state.answer is None else state


def first_words(text: SectionText) -> str:
    """What a section says, as one line of words; empty for a photo or a sound alone."""
    said = [text.content.get("text", "")]
    said += [text.content.get(field.name, "") for field in SECTIONS[text.section].fields[:1]]
    said += [words for line in text.content.get("lines", [])[:1] for words in line.values()]
    return next((words for words in said if words), "")


@dataclass(frozen=True)
class SectionNow:
    """One section as it stands: in the version that is shown, in the newest, and the working
    text, published or not. Each is None where there is none."""

    newest: PlanVersion | None
    active: PlanVersion | None
    row: VersionSection | None
    newest_row: VersionSection | None
    working: SectionText | None
    # Of the shown version.
    marks: Marks = Marks()

    @property
    def shown(self) -> PlanVersion | None:
        return self.active or self.newest

    @property
    def text(self) -> SectionText | None:
        """What a reader gets: a text that says something."""
        return self.row.text if self.row is not None and not self.row.text.is_empty else None

    @property
    def fresh(self) -> SectionText | None:
        """The working text, where it is in no published version yet."""
        published = self.newest_row.text_id if self.newest_row is not None else None
        if self.working is None or self.working.id == published:
            return None
        return None if published is None and self.working.is_empty else self.working

    @property
    def newer(self) -> PlanVersion | None:
        """A version that nobody follows yet and that says something else here."""
        if self.newest is None or self.active is None or self.newest_row is None:
            return None
        same = self.row is not None and self.row.text_id == self.newest_row.text_id
        return None if same or self.newest_row.text.is_empty else self.newest


def section_now(viewer: Relation, part: Part) -> SectionNow:
    """One section for a viewer who may see it. One query, however many versions."""
    person_id = viewer.person.id
    working = aliased(SectionText)
    last = select(func.max(SectionText.number)).where(
        SectionText.person_id == person_id, SectionText.section == part
    )
    rows = db.session.execute(
        select(PlanVersion, VersionSection, working, hides_from(viewer), has_answers())
        .select_from(Person)
        .outerjoin(PlanVersion, is_leading(viewer))
        .outerjoin(
            VersionSection,
            and_(VersionSection.version_id == PlanVersion.id, VersionSection.section == part),
        )
        .outerjoin(
            working,
            and_(
                working.person_id == person_id,
                working.section == part,
                working.number == last.scalar_subquery(),
            ),
        )
        .where(Person.id == person_id)
    ).all()
    newest, active = newest_and_active([row[0] for row in rows])
    of_version = {row[0].id: row[1] for row in rows if row[0] is not None}
    shown = active or newest
    return SectionNow(
        newest,
        active,
        of_version.get(shown.id) if shown else None,
        of_version.get(newest.id) if newest else None,
        rows[0][2] if rows else None,
        next((Marks(*row[3:]) for row in rows if row[0] is not None and row[0] is shown), Marks()),
    )


def versions_to_read(
    viewer: Relation, before: int | None = None
) -> tuple[Sequence[PlanVersion], int | None]:
    """Published versions that this viewer may open, newest first, a page of them. One query.

    Second: the number to go on from.
    """
    chosen = select(PlanVersion).where(_may_open(viewer))
    if before is not None:
        chosen = chosen.where(PlanVersion.number < before)
    rows = db.session.scalars(
        chosen.order_by(PlanVersion.number.desc()).limit(VERSIONS_PAGE + 1)
    ).all()
    more = len(rows) > VERSIONS_PAGE
    rows = rows[:VERSIONS_PAGE]
    return rows, rows[-1].number if more else None


def _may_open(viewer: Relation) -> ColumnElement[bool]:
    """The person reads every version. Others: what stands now, and what changed a section that
    they may read in it; of the rest they do not learn that it was published."""
    mine = PlanVersion.person_id == viewer.person.id
    if viewer.is_person:
        return mine
    since: dict[datetime, list[Part]] = {}
    for part in _seen(viewer):
        if part in viewer.since:
            since.setdefault(viewer.since[part], []).append(part)
    changed = [
        exists().where(
            VersionSection.version_id == PlanVersion.id,
            VersionSection.section.in_(parts),
            VersionSection.change != Change.SAME,
            PlanVersion.created_at >= at,
        )
        for at, parts in since.items()
    ]
    return and_(mine, or_(is_leading(viewer), *changed))


def _seen(viewer: Relation) -> list[Part]:
    return [part for part in PLAN_SECTIONS if viewer.may(part)]


@dataclass(frozen=True)
class VersionRead:
    """One version as one viewer may read it. `rows`: also of sections that were taken out."""

    version: PlanVersion
    found: Standing
    rows: dict[Part, VersionSection]

    @property
    def sections(self) -> dict[Part, VersionSection]:
        """Those that say something."""
        return {part: row for part, row in self.rows.items() if not row.text.is_empty}


def version_to_read(viewer: Relation, number: int) -> VersionRead | None:
    """A version by its number; None where this viewer may not open it. One query."""
    asked = PlanVersion.number == number
    opens = and_(asked, _may_open(viewer))
    row = aliased(VersionSection)
    found = db.session.execute(
        select(PlanVersion, hides_from(viewer), has_answers(), row)
        .outerjoin(
            row, and_(row.version_id == PlanVersion.id, asked, row.section.in_(_seen(viewer)))
        )
        .where(or_(is_leading(viewer), opens))
    ).all()
    newest, active = newest_and_active({each[0].id: each[0] for each in found}.values())
    mine = [each for each in found if each[0].number == number]
    if not mine:
        return None
    version, hides, answered, _ = mine[0]
    known = Standing(None, newest, active, marks=Marks(hides, answered))
    rows = {each[3].section: each[3] for each in mine if each[3] is not None}
    readable = {
        part: rows[part]
        for part in PLAN_SECTIONS
        if part in rows and opens_version(viewer, version, part, known)
    }
    return VersionRead(version, known, readable)


def reads_words_of_all(viewer: Relation, version_id: uuid.UUID) -> bool:
    """May this viewer read words about the whole of a version?

    They may tell of any section: only for whoever sees them all, but for the rules by law. One
    query, none for the person.
    """
    if viewer.is_person:
        return True
    return not db.session.scalar(select(hides_from(viewer)).where(PlanVersion.id == version_id))


def waits_for_yes(found: Standing) -> PlanVersion | None:
    """The published version that nobody follows yet."""
    return found.newest if found.has_newer or found.active is None else None
