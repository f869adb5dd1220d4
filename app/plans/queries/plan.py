"""The plan as its viewer may read it: what is followed now, what is newer, what waits."""

from __future__ import annotations

import uuid
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from sqlalchemy import and_, func, select

from app.extensions import db
from app.people.parts import PLAN_SECTIONS, Part
from app.people.predicates import Relation
from app.people.queries.names import Names, Who
from app.plans.models import (
    Change,
    DecidedBy,
    PlanStart,
    PlanVersion,
    SectionText,
    Suggestion,
    SupportPlan,
    VersionSection,
)

VERSIONS_PAGE = 20


@dataclass(frozen=True)
class Standing:
    """What stands. `active` is what everybody follows, `newest` what was published last.

    `shown` is what a reader gets: the active version, before there is one the newest.
    `sections` are those of `shown` that the viewer may see, without the empty ones.
    """

    plan: SupportPlan | None
    newest: PlanVersion | None
    active: PlanVersion | None
    sections: dict[Part, VersionSection] = field(default_factory=dict)

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
    """The plan of a person as this viewer sees it. Four queries, however many versions."""
    mine = PlanVersion.person_id == viewer.person.id
    plan = db.session.scalar(select(SupportPlan).where(SupportPlan.person_id == viewer.person.id))
    newest = db.session.scalar(
        select(PlanVersion).where(mine).order_by(PlanVersion.number.desc()).limit(1)
    )
    active = None
    if newest is not None:
        active = newest if newest.start else _active(viewer.person.id)
    found = Standing(plan, newest, active)
    if found.shown is None:
        return found
    return Standing(plan, newest, active, sections_of(viewer, found.shown))


def _active(person_id: uuid.UUID) -> PlanVersion | None:
    return db.session.scalar(
        select(PlanVersion)
        .join(PlanStart, PlanStart.version_id == PlanVersion.id)
        .where(PlanVersion.person_id == person_id)
        .order_by(PlanVersion.number.desc())
        .limit(1)
    )


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


def version_numbered(viewer: Relation, number: int) -> PlanVersion | None:
    """One published version of this person's plan."""
    return db.session.scalar(
        select(PlanVersion).where(
            PlanVersion.person_id == viewer.person.id, PlanVersion.number == number
        )
    )


def versions(
    viewer: Relation, before: int | None = None
) -> tuple[Sequence[PlanVersion], int | None]:
    """Published versions, newest first, a page of them; second, the number to go on from."""
    chosen = select(PlanVersion).where(PlanVersion.person_id == viewer.person.id)
    if before is not None:
        chosen = chosen.where(PlanVersion.number < before)
    rows = db.session.scalars(
        chosen.order_by(PlanVersion.number.desc()).limit(VERSIONS_PAGE + 1)
    ).all()
    more = len(rows) > VERSIONS_PAGE
    rows = rows[:VERSIONS_PAGE]
    return rows, rows[-1].number if more else None


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

    @property
    def is_own(self) -> bool:
        """Did one account write it and take it, in one hand?"""
        return self.text.written_by == self.text.decided_by and not self.in_other_words


def changes_in(viewer: Relation, version: PlanVersion) -> list[Told]:
    """What a version changed, in the sections that the viewer may see. Three queries at most."""
    seen = [part for part in PLAN_SECTIONS if viewer.may(part)]
    rows = db.session.scalars(
        select(VersionSection).where(
            VersionSection.version_id == version.id,
            VersionSection.section.in_(seen),
            VersionSection.change != Change.SAME,
        )
    )
    return told(viewer, {row.section: (row.change, row.text) for row in rows})


def told(viewer: Relation, texts: dict[Part, tuple[Change, SectionText]]) -> list[Told]:
    """Who wrote and who took some texts, in the order of reading. Three queries."""
    if not texts:
        return []
    first = _suggesters([text for _, text in texts.values()])
    people = {a for _, text in texts.values() for a in (text.written_by, text.decided_by)}
    names = Names(viewer, people | set(first.values()))
    found = []
    for part in PLAN_SECTIONS:
        if part in texts:
            change, text = texts[part]
            suggester = first[text.suggestion_id]
            found.append(
                Told(
                    part,
                    change,
                    names.who(text.written_by),
                    names.who(text.decided_by),
                    text.basis,
                    text,
                    names.who(suggester),
                    # Taken out is one deed, whatever the suggestion said.
                    suggester != text.written_by and change is not Change.TAKEN_OUT,
                )
            )
    return found


def _suggesters(texts: Iterable[SectionText]) -> dict[uuid.UUID, uuid.UUID]:
    """Suggestion → who wrote it."""
    wanted = {text.suggestion_id for text in texts}
    rows = db.session.execute(
        select(Suggestion.id, Suggestion.written_by).where(Suggestion.id.in_(wanted))
    )
    return {row.id: row.written_by for row in rows}
