"""Writing the plan: suggesting, answering, publishing, striking out. Rows are added, never changed.

A change is always a suggestion that somebody takes; the person's own change is both at once.
"""

from __future__ import annotations

import uuid
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.exc import IntegrityError

from app.accounts.models import Account
from app.audit import action, record
from app.extensions import db
from app.language.words import LazyWords
from app.language.words import lazy as _l
from app.people.models import Person
from app.people.parts import PLAN_SECTIONS, Part
from app.plans.models import (
    Change,
    DecidedBy,
    PlanVersion,
    SectionText,
    Strike,
    Suggestion,
    SuggestionAnswer,
    SupportPlan,
    Verdict,
    VersionSection,
)
from app.plans.predicates import Deciding, deciding, deciding_each
from app.plans.sections import SECTIONS


class Refused(Exception):
    """Something that the rules do not allow. `words` says why, for the page."""

    def __init__(self, words: LazyWords) -> None:
        super().__init__(words.msgid)
        self.words = words


NOT_YOURS = _l("You cannot decide about this part now.")
SPEAKER_WROTE_IT = _l("You wrote this. The person decides about it.")


@dataclass(frozen=True)
class Said:
    """A section as somebody wants it: cleaned words, and the ids of a photo and a sound."""

    content: dict[str, Any]
    language: str
    photo_id: uuid.UUID | None = None
    sound_id: uuid.UUID | None = None
    helped_by: tuple[str, ...] = ()
    on_paper_on: date | None = None


@dataclass(frozen=True)
class Overtaken:
    """Somebody else was first. Nothing was written; `theirs` is what stands now."""

    theirs: SectionText | None


def plan_of(person: Person) -> SupportPlan:
    """The plan's row, made with the first word. Call inside an action."""
    found = db.session.scalar(select(SupportPlan).where(SupportPlan.person_id == person.id))
    if found is None:
        found = SupportPlan(person_id=person.id)
        try:
            with db.session.begin_nested():
                db.session.add(found)
        except IntegrityError:
            # Another request made it in the same moment.
            return db.session.scalars(
                select(SupportPlan).where(SupportPlan.person_id == person.id)
            ).one()
    return found


@action
def suggest(
    *,
    by: Account,
    person: Person,
    section: Part,
    key: uuid.UUID,
    base_id: uuid.UUID | None,
    said: Said,
) -> Suggestion:
    """Somebody who may write says how a section should be. It changes nothing by itself.

    `key` becomes the id: a form sent twice is kept once.
    """
    there = db.session.get(Suggestion, key)
    if there is not None:
        if there.person_id != person.id or there.written_by != by.id:
            raise Refused(_l("Open this form again."))
        return there
    made = _suggestion(by, person, section, key, base_id, said)
    record(
        "plan.suggested",
        by=by,
        person=person.id,
        about=f"suggestion:{made.id}",
        facts={"section": section.value},
    )
    return made


def _suggestion(
    by: Account,
    person: Person,
    section: Part,
    key: uuid.UUID,
    base_id: uuid.UUID | None,
    said: Said,
) -> Suggestion:
    made = Suggestion(
        id=key,
        person_id=person.id,
        section=section,
        base_id=base_id,
        content=SECTIONS[section].clean(said.content),
        language=said.language,
        photo_id=said.photo_id,
        sound_id=said.sound_id,
        written_by=by.id,
        helped_by=list(said.helped_by),
        on_paper_on=said.on_paper_on,
    )
    plan_of(person)
    db.session.add(made)
    db.session.flush()
    return made


@action
def write(
    *,
    by: Account,
    person: Person,
    section: Part,
    key: uuid.UUID,
    base_id: uuid.UUID | None,
    said: Said,
) -> SectionText | Overtaken:
    """Whoever decides changes a section: suggested and taken in one step. Raises Refused.

    Overtaken when the section is no longer what the writer saw (`base_id`).
    """
    there = db.session.get(Suggestion, key)
    if there is not None:
        # A form sent twice. Whatever became of it stands.
        text = db.session.scalar(select(SectionText).where(SectionText.suggestion_id == key))
        if text is None or there.written_by != by.id or there.person_id != person.id:
            raise Refused(_l("Open this form again."))
        return text
    how = _basis(by, person, section)
    stands = _working(person.id, section)
    if (stands.id if stands else None) != base_id:
        return Overtaken(stands)
    if stands is not None and _says_the_same(stands, section, said):
        return stands
    made = _suggestion(by, person, section, key, base_id, said)
    return _take(by, made, how, Verdict.TAKEN, stands)


def _basis(by: Account, person: Person, section: Part) -> Deciding:
    how = deciding(by, person.id, section)
    if how is None:
        raise Refused(NOT_YOURS)
    if how.basis is DecidedBy.SPEAKER:
        raise Refused(SPEAKER_WROTE_IT)
    return how


def _says_the_same(stands: SectionText, section: Part, said: Said) -> bool:
    return (
        stands.content == SECTIONS[section].clean(said.content)
        and stands.language == said.language
        and stands.photo_id == said.photo_id
        and stands.sound_id == said.sound_id
    )


@action
def take(
    *, by: Account, person: Person, suggestion: Suggestion, seen_id: uuid.UUID | None
) -> SectionText | Overtaken:
    """The person, or who decides for them, takes a suggestion as it is. Raises Refused.

    `seen_id`: the working text that the decider saw beside it; Overtaken when it is another.
    """
    how = _may_answer(by, person, suggestion)
    stands = _working(person.id, suggestion.section)
    if (stands.id if stands else None) != seen_id:
        return Overtaken(stands)
    return _take(by, suggestion, how, Verdict.TAKEN, stands)


@action
def take_changed(
    *, by: Account, person: Person, suggestion: Suggestion, seen_id: uuid.UUID | None, said: Said
) -> SectionText | Overtaken:
    """Take a suggestion in other words: the text is the decider's own. Raises Refused."""
    how = _may_answer(by, person, suggestion)
    stands = _working(person.id, suggestion.section)
    if (stands.id if stands else None) != seen_id:
        return Overtaken(stands)
    return _take(by, suggestion, how, Verdict.CHANGED, stands, said)


@action
def say_no(
    *, by: Account, person: Person, suggestion: Suggestion, words: str = "", language: str = "en"
) -> None:
    """No needs no reason. Raises Refused."""
    how = _may_answer(by, person, suggestion)
    _answer(by, suggestion, how, Verdict.NO, words, language)


@action
def take_back(*, by: Account, person: Person, suggestion: Suggestion) -> None:
    """The writer takes their suggestion back before anybody answered. Raises Refused."""
    if suggestion.written_by != by.id or suggestion.answer is not None:
        raise Refused(NOT_YOURS)
    _answer(by, suggestion, Deciding(DecidedBy.PERSON), Verdict.TAKEN_BACK, "", "en")


def _may_answer(by: Account, person: Person, suggestion: Suggestion) -> Deciding:
    if suggestion.person_id != person.id:
        raise Refused(NOT_YOURS)
    if suggestion.answer is not None:
        raise Refused(_l("Somebody answered this already."))
    how = deciding(by, person.id, suggestion.section)
    if how is None:
        raise Refused(NOT_YOURS)
    if how.basis is DecidedBy.SPEAKER and suggestion.written_by == by.id:
        raise Refused(SPEAKER_WROTE_IT)
    return how


def _take(
    by: Account,
    suggestion: Suggestion,
    how: Deciding,
    verdict: Verdict,
    stands: SectionText | None,
    said: Said | None = None,
) -> SectionText | Overtaken:
    own = said is not None
    made = SectionText(
        person_id=suggestion.person_id,
        section=suggestion.section,
        number=stands.number + 1 if stands else 1,
        content=SECTIONS[suggestion.section].clean(said.content) if said else suggestion.content,
        language=said.language if said else suggestion.language,
        photo_id=said.photo_id if said else suggestion.photo_id,
        sound_id=said.sound_id if said else suggestion.sound_id,
        suggestion_id=suggestion.id,
        written_by=by.id if own else suggestion.written_by,
        helped_by=list(said.helped_by) if said else suggestion.helped_by,
        decided_by=by.id,
        **how.columns,
    )
    if not _added(made):
        return Overtaken(_working(suggestion.person_id, suggestion.section))
    _answer(by, suggestion, how, verdict, "", "en")
    return made


def _answer(
    by: Account, suggestion: Suggestion, how: Deciding, verdict: Verdict, words: str, language: str
) -> None:
    answered = _added(
        SuggestionAnswer(
            suggestion_id=suggestion.id,
            verdict=verdict,
            words=words,
            language=language,
            decided_by=by.id,
            **how.columns,
        )
    )
    if not answered:
        raise Refused(_l("Somebody answered this already."))
    record(
        "plan.answered",
        by=by,
        person=suggestion.person_id,
        about=f"suggestion:{suggestion.id}",
        facts={
            "section": suggestion.section.value,
            "verdict": verdict.value,
            "basis": how.basis.value,
        },
    )


def _working(person_id: uuid.UUID, section: Part) -> SectionText | None:
    return db.session.scalar(
        select(SectionText)
        .where(SectionText.person_id == person_id, SectionText.section == section)
        .order_by(SectionText.number.desc())
        .limit(1)
    )


def _added(made: Any) -> bool:
    """False when another request was first (only PostgreSQL lets both get here)."""
    try:
        with db.session.begin_nested():
            db.session.add(made)
    except IntegrityError:
        return False
    return True


@dataclass(frozen=True)
class NothingNew:
    """Nothing was taken since the newest version: there is nothing to publish."""

    newest: PlanVersion | None


@action
def publish(*, by: Account, person: Person, seen_number: int) -> PlanVersion | NothingNew:
    """Make the next numbered version from the working texts. Raises Refused.

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
        part: (text, _change(before.get(part), text))
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
    if not _added(made):
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
    return made


def _newest(person_id: uuid.UUID) -> PlanVersion | None:
    return db.session.scalar(
        select(PlanVersion)
        .where(PlanVersion.person_id == person_id)
        .order_by(PlanVersion.number.desc())
        .limit(1)
    )


def _texts_of(version: PlanVersion | None) -> dict[Part, SectionText]:
    """The texts that said something in a version: what was taken out before is not changed."""
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


def _change(before: SectionText | None, text: SectionText) -> Change:
    if before is not None and before.id == text.id:
        return Change.SAME
    if text.is_empty:
        return Change.TAKEN_OUT
    return Change.NEW if before is None or before.is_empty else Change.CHANGED


@action
def strike(*, by: Account, person: Person, text: SectionText, reason: str, language: str) -> Strike:
    """A published text was a mistake. It stays readable, with the reason. Raises Refused."""
    if text.person_id != person.id or deciding(by, person.id, text.section) is None:
        raise Refused(NOT_YOURS)
    published = db.session.scalar(
        select(VersionSection.id).where(VersionSection.text_id == text.id).limit(1)
    )
    if published is None:
        raise Refused(_l("This is in no plan yet. Change it."))
    made = Strike(text_id=text.id, reason=reason, language=language, struck_by=by.id)
    if not _added(made):
        raise Refused(_l("Somebody struck this out already."))
    record(
        "plan.struck",
        by=by,
        person=person.id,
        about=f"section_text:{text.id}",
        facts={"section": text.section.value},
    )
    return made
