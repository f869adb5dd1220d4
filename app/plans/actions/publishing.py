"""Making a numbered version from what was taken, and striking out a mistake in one."""

from __future__ import annotations

import uuid
from dataclasses import dataclass

from sqlalchemy import func, select

from app.accounts.models import Account
from app.audit import action, record
from app.extensions import db
from app.language.words import lazy as _l
from app.people.models import Person
from app.people.parts import PLAN_SECTIONS, Part
from app.plans.actions.notify import tell_of_version
from app.plans.actions.said import NOT_YOURS, Refused, added
from app.plans.models import Change, DecidedBy, PlanVersion, SectionText, Strike, VersionSection
from app.plans.predicates import deciding, deciding_each
from app.plans.queries.publishing import change_of


@dataclass(frozen=True)
class NothingNew:
    """Nothing was taken since the newest version: there is nothing to publish."""

    newest: PlanVersion | None


@action
def publish(*, by: Account, person: Person, seen_number: int) -> PlanVersion | NothingNew:
    """Make the next numbered version from the working texts.

    `seen_number`: the newest version that the publisher saw, 0 for none. When somebody published
    in between there is NothingNew: the publisher looks again. Only sections that the publisher
    decides about change. Nothing starts by it: that takes a yes.
    """
    newest = _newest(person.id)
    if (newest.number if newest else 0) != seen_number:
        return NothingNew(newest)
    before = _texts_of(newest)
    working = {text.section: text for text in _all_working(person.id)}
    how = deciding_each(by, person.id, working)
    # What somebody else decides about stays as it was, and shows in no refusal.
    rows = {
        part: (text, change_of(before.get(part), text))
        for part in PLAN_SECTIONS
        if (text := working[part] if part in how else before.get(part)) is not None
        and not (text.is_empty and part not in before)
    }
    changed = [part for part, (_text, change) in rows.items() if change is not Change.SAME]
    if not changed:
        return NothingNew(newest)
    made = PlanVersion(
        person_id=person.id,
        number=seen_number + 1,
        decided_by=by.id,
        **how[changed[0]].columns,
    )
    if not added(made):
        return NothingNew(_newest(person.id))
    db.session.add_all(
        VersionSection(version_id=made.id, section=part, text_id=text.id, change=change)
        for part, (text, change) in rows.items()
    )
    db.session.flush()
    record(
        "plan.published",
        by=by,
        person=person.id,
        about=f"plan_version:{made.id}",
        facts={"number": made.number, "changed": [part.value for part in changed]},
    )
    tell_of_version(by, person)
    return made


def _newest(person_id: uuid.UUID) -> PlanVersion | None:
    return db.session.scalar(
        select(PlanVersion)
        .where(PlanVersion.person_id == person_id)
        .order_by(PlanVersion.number.desc())
        .limit(1)
    )


def _texts_of(version: PlanVersion | None) -> dict[Part, SectionText]:
    """The texts of a version, the empty ones too: what was taken out stays taken out."""
    if version is None:
        return {}
    rows = db.session.scalars(select(VersionSection).where(VersionSection.version_id == version.id))
    return {row.section: row.text for row in rows}


def _all_working(person_id: uuid.UUID) -> list[SectionText]:
    newest = (
        select(SectionText.section, func.max(SectionText.number).label("number"))
        .where(SectionText.person_id == person_id)
        .group_by(SectionText.section)
        .subquery()
    )
    chosen = select(SectionText).join(
        newest,
        (SectionText.section == newest.c.section) & (SectionText.number == newest.c.number),
    )
    return list(db.session.scalars(chosen.where(SectionText.person_id == person_id)))


@action
def strike(*, by: Account, person: Person, text: SectionText, reason: str, language: str) -> Strike:
    """A published text was a mistake. It stays readable, with the reason. Raises Refused.

    Whoever only speaks for the person strikes nothing out: it would take back what they agreed to.
    """
    how = deciding(by, person.id, text.section)
    if text.person_id != person.id or how is None or how.basis is DecidedBy.SPEAKER:
        raise Refused(NOT_YOURS)
    published = db.session.scalar(
        select(VersionSection.id).where(VersionSection.text_id == text.id).limit(1)
    )
    if published is None:
        raise Refused(_l("This is in no plan yet. Change it."))
    made = Strike(text_id=text.id, reason=reason, language=language, struck_by=by.id)
    if not added(made):
        raise Refused(_l("Somebody struck this out already."))
    record(
        "plan.struck",
        by=by,
        person=person.id,
        about=f"section_text:{text.id}",
        facts={"section": text.section.value},
    )
    return made
