"""The plan as its viewer may read it: what is followed now, what is newer, what waits."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import cache
from typing import Any

from sqlalchemy import ColumnElement, Select, and_, case, exists, func, or_, select, true
from sqlalchemy.orm import aliased, joinedload

from app.extensions import db
from app.people.models import Person
from app.people.parts import PLAN_SECTIONS, PROFESSIONALS_ONLY, Part
from app.people.predicates import Relation
from app.people.queries.names import Names, Who
from app.plans.models import (
    Agreement,
    Change,
    DecidedBy,
    PlanStart,
    PlanVersion,
    SectionText,
    StartedAs,
    SupportPlan,
    VersionSection,
    Whose,
)


@dataclass(frozen=True)
class Marks:
    """What a page must know of a version beside its rows."""

    # Is some section of it not for this viewer? The rules by law are not counted.
    hides: bool = False
    # Did the person, or a representative, answer about the whole of it?
    answered: bool = False


@dataclass(frozen=True)
class Standing:
    """What stands. `active` is what everybody follows, `newest` what was published last.

    `shown` is what a reader gets: the active version, before there is one the newest. A version
    that changed only what is not for the viewer is neither: see `told_newest`.
    `sections` are those of `shown` that the viewer may see, without the empty ones.
    """

    plan: SupportPlan | None
    newest: PlanVersion | None
    active: PlanVersion | None
    sections: dict[Part, VersionSection] = field(default_factory=dict)
    # Of `shown`.
    marks: Marks = Marks()

    @property
    def shown(self) -> PlanVersion | None:
        return self.active or self.newest

    @property
    def start(self) -> PlanStart | None:
        """How the active version became the plan."""
        return self.active.start if self.active else None

    @property
    def has_newer(self) -> bool:
        """Is there a published version that nobody follows yet?"""
        return (
            self.newest is not None
            and self.active is not None
            and self.newest.number > self.active.number
        )


def standing(viewer: Relation) -> Standing:
    """The plan of a person as this viewer sees it. Two queries, however many versions."""
    rows = db.session.execute(
        select(SupportPlan, PlanVersion, hides_from(viewer), has_answers())
        .select_from(Person)
        .outerjoin(SupportPlan, SupportPlan.person_id == Person.id)
        .outerjoin(PlanVersion, is_leading(viewer))
        .options(joinedload(SupportPlan.keeper))
        .where(Person.id == viewer.person.id)
    ).all()
    newest, active = newest_and_active([row[1] for row in rows])
    plan = rows[0][0] if rows else None
    shown = active or newest
    if shown is None:
        return Standing(plan, None, None)
    marks = next(Marks(*row[2:]) for row in rows if row[1] is shown)
    return Standing(plan, newest, active, sections_of(viewer, shown), marks)


def hides_from(viewer: Relation) -> ColumnElement[bool]:
    """Has a version a section that this viewer may not see? The rules by law are not counted."""
    seen = {part for part in PLAN_SECTIONS if viewer.may(part)} | PROFESSIONALS_ONLY
    each = _as("hidden", VersionSection)
    return exists().where(each.version_id == PlanVersion.id, each.section.not_in(seen))


def has_answers() -> ColumnElement[bool]:
    """Did somebody answer for the person about the whole of a version?"""
    return exists().where(
        Agreement.version_id == PlanVersion.id,
        Agreement.section.is_(None),
        Agreement.whose != Whose.MEMBER,
    )


@cache
def _as(name: str, model: Any) -> Any:
    """A table under another name, made once: naming all its columns anew for each reader took
    more time than the rest of the page. A name never stands inside a query of the same name."""
    return aliased(model)


def is_leading(viewer: Relation) -> ColumnElement[bool]:
    """Is a version the newest, or the one that everybody follows, as this viewer is told?"""
    mine = PlanVersion.person_id == viewer.person.id
    active = _told_active(viewer)
    newest = _told_newest(viewer, active)
    return and_(mine, or_(PlanVersion.number == newest, PlanVersion.number == active))


def told_newest(viewer: Relation) -> ColumnElement[int | None]:
    """The number of the newest version, as this viewer is told; NULL where there is none.

    A version that changed only what is not for the viewer is not told: it would tell that there
    is something. What they read in the one before is word for word the same.
    """
    return _told_newest(viewer, _told_active(viewer))


def _told_newest(
    viewer: Relation, told_active: ColumnElement[int | None]
) -> ColumnElement[int | None]:
    each = _as("told", PlanVersion)
    of_theirs = _numbers(each, viewer).where(_tells(viewer, each)).scalar_subquery()
    # What everybody follows is always told: it may have started in another way.
    active = func.coalesce(told_active, 0)
    return case((of_theirs > active, of_theirs), else_=func.nullif(active, 0))


def _told_active(viewer: Relation) -> ColumnElement[int | None]:
    """The number of the version that everybody follows, as this viewer is told.

    The last one that changed something of theirs stands for it where both started alike. A start
    without the person's yes is told to everybody who reads the plan.
    """
    every = _as("every", PlanVersion)
    active = _numbers(every, viewer).join(PlanStart, PlanStart.version_id == every.id)
    last = active.scalar_subquery()
    if viewer.is_person:
        return last
    each, real, later = (_as(name, PlanVersion) for name in ("alike", "actual", "later"))
    start, real_start = _as("start", PlanStart), _as("actual_start", PlanStart)
    same = (
        _numbers(each, viewer)
        .join(start, start.version_id == each.id)
        .join(real, and_(real.person_id == each.person_id, real.number == last))
        .join(real_start, real_start.version_id == real.id)
        .where(
            _tells(viewer, each),
            start.started_as == real_start.started_as,
            real_start.started_as != StartedAs.NOT_AGREED_BY_ME,
            ~exists().where(
                later.person_id == each.person_id,
                later.number > each.number,
                later.number <= last,
                _tells(viewer, later),
            ),
        )
    )
    return func.coalesce(same.scalar_subquery(), last)


def _numbers(each: Any, viewer: Relation) -> Select[Any]:
    return select(func.max(each.number)).where(each.person_id == viewer.person.id)


def _tells(viewer: Relation, each: Any) -> ColumnElement[bool]:
    """Did a version change something that this viewer may see? That there is a plan is told."""
    if viewer.is_person:
        return true()
    row = _as("changed", VersionSection)
    seen = [part for part in PLAN_SECTIONS if viewer.may(part)]
    return or_(
        each.number == 1,
        exists().where(row.version_id == each.id, row.section.in_(seen), row.change != Change.SAME),
    )


def newest_and_active(
    versions: Iterable[PlanVersion | None],
) -> tuple[PlanVersion | None, PlanVersion | None]:
    """Of the rows that `is_leading` found: which is which."""
    found = sorted((each for each in versions if each is not None), key=lambda v: v.number)
    started = [each for each in found if each.start is not None]
    return (found[-1] if found else None), (started[-1] if started else None)


def sections_of(viewer: Relation, version: PlanVersion) -> dict[Part, VersionSection]:
    """The sections of a version that the viewer may see and that say something. One query."""
    seen = [part for part in PLAN_SECTIONS if viewer.may(part)]
    if not seen:
        return {}
    rows = db.session.scalars(
        select(VersionSection).where(
            VersionSection.version_id == version.id, VersionSection.section.in_(seen)
        )
    )
    by_part = {row.section: row for row in rows if not row.text.is_empty}
    return {part: by_part[part] for part in PLAN_SECTIONS if part in by_part}


def opens_version(viewer: Relation, version: PlanVersion, part: Part, found: Standing) -> bool:
    """May this viewer read a section in this version?

    The person reads every version. Others read what stands now, and what was published since
    they may see the section: what was taken out before was never shared with them.
    """
    if viewer.is_person:
        return True
    if not viewer.may(part):
        return False
    if any(known is not None and known.id == version.id for known in (found.active, found.newest)):
        return True
    since = viewer.since.get(part)
    return since is not None and version.created_at >= since


def working_texts(viewer: Relation, parts: Iterable[Part]) -> dict[Part, SectionText]:
    """The newest text of each section that the viewer may see: for whoever writes or decides."""
    seen = [part for part in parts if viewer.may(part)]
    if not seen:
        return {}
    newest = (
        select(SectionText.section, func.max(SectionText.number).label("number"))
        .where(SectionText.person_id == viewer.person.id, SectionText.section.in_(seen))
        .group_by(SectionText.section)
        .subquery()
    )
    rows = db.session.scalars(
        select(SectionText)
        .join(
            newest,
            and_(SectionText.section == newest.c.section, SectionText.number == newest.c.number),
        )
        .where(SectionText.person_id == viewer.person.id)
    )
    return {row.section: row for row in rows}


def working_text(viewer: Relation, part: Part) -> SectionText | None:
    """What one section says now, published or not yet."""
    return working_texts(viewer, (part,)).get(part)


def unpublished(viewer: Relation, newest: PlanVersion | None) -> dict[Part, SectionText]:
    """The sections that the viewer may see and that were taken since the newest version."""
    working = working_texts(viewer, PLAN_SECTIONS)
    if newest is None:
        return {part: text for part, text in working.items() if not text.is_empty}
    published = {
        row.section: row.text_id
        for row in db.session.scalars(
            select(VersionSection).where(VersionSection.version_id == newest.id)
        )
    }
    return {
        part: text
        for part, text in working.items()
        if published.get(part) != text.id and not (text.is_empty and part not in published)
    }


@dataclass(frozen=True)
class Told:
    """One line of a list of changes: what became of a section, who wrote it, who took it."""

    section: Part
    change: Change
    writer: Who
    decider: Who
    basis: DecidedBy
    text: SectionText
    # Who suggested it first, where whoever took it wrote it in other words.
    suggester: Who
    in_other_words: bool = False
    # Members who helped to write it, and who struck it out.
    helpers: tuple[Who, ...] = ()
    striker: Who | None = None

    @property
    def is_own(self) -> bool:
        """Did one account write it and take it, in one hand?"""
        return self.text.written_by == self.text.decided_by and not self.in_other_words


def changes_in(
    viewer: Relation, version: PlanVersion, rows: Iterable[VersionSection]
) -> list[Told]:
    """What became of some sections in a version, in the order of reading. Three queries at most.

    `rows`: those that the viewer may read. A section that was changed more than once since the
    version before has a line for each time: whose words were taken and then changed again is not
    forgotten.
    """
    changed = [row for row in rows if row.change is not Change.SAME]
    return _told(viewer, _steps(version, changed)) if changed else []


def _steps(
    version: PlanVersion, rows: list[VersionSection]
) -> list[tuple[Part, Change, SectionText]]:
    """Every text that was taken since the version before, in the order of taking."""
    # What was once in a plan has a row in each later one: the plan before tells it all.
    before = (
        select(VersionSection.section, SectionText.number)
        .join(SectionText, VersionSection.text_id == SectionText.id)
        .join(PlanVersion, VersionSection.version_id == PlanVersion.id)
        .where(PlanVersion.person_id == version.person_id, PlanVersion.number == version.number - 1)
        .subquery()
    )
    first = func.coalesce(before.c.number, 0)
    until = [
        and_(SectionText.section == row.section, SectionText.number <= row.text.number)
        for row in rows
    ]
    found = db.session.execute(
        select(SectionText, first)
        .outerjoin(before, before.c.section == SectionText.section)
        .where(SectionText.person_id == version.person_id, SectionText.number >= first, or_(*until))
        .order_by(SectionText.section, SectionText.number)
    ).all()
    steps = []
    known: SectionText | None = None
    for text, number in found:
        if known is not None and known.section is not text.section:
            known = None
        if text.number > number:
            steps.append((text.section, became(known, text), text))
        known = text
    return steps


def became(before: SectionText | None, text: SectionText) -> Change:
    """What a text made of the one before it."""
    if text.is_empty:
        return Change.TAKEN_OUT
    return Change.NEW if before is None or before.is_empty else Change.CHANGED


def told(viewer: Relation, texts: dict[Part, tuple[Change, SectionText]]) -> list[Told]:
    """Who wrote and who took some texts, in the order of reading. Two queries at most."""
    return _told(viewer, [(part, change, text) for part, (change, text) in texts.items()])


def _told(viewer: Relation, texts: list[tuple[Part, Change, SectionText]]) -> list[Told]:
    if not texts:
        return []
    people = {
        account
        for _, _, text in texts
        for account in (text.written_by, text.decided_by, text.suggested_by)
    } | {text.strike.struck_by for _, _, text in texts if text.strike}
    names = Names(viewer, people)
    found = [_line(names, part, change, text) for part, change, text in texts]
    return sorted(found, key=lambda each: PLAN_SECTIONS.index(each.section))


def _line(names: Names, part: Part, change: Change, text: SectionText) -> Told:
    helping = [names.by_member[key] for key in text.helped_by if key in names.by_member]
    return Told(
        part,
        change,
        names.who(text.written_by),
        names.who(text.decided_by),
        text.basis,
        text,
        names.who(text.suggested_by),
        # Taken out is one deed, whatever the suggestion said.
        text.suggested_by != text.written_by and change is not Change.TAKEN_OUT,
        tuple(
            Who(names.of_member(each), False, each.account_id == names.viewer.account_id)
            for each in helping
            if each.account_id != text.written_by
        ),
        names.who(text.strike.struck_by) if text.strike else None,
    )
