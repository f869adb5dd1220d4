"""Writing the plan: suggesting, taking, saying no. Rows are added, never changed.

A change is always a suggestion that somebody takes; the person's own change is both at once.
"""

from __future__ import annotations

import uuid
from typing import Any

from sqlalchemy import select

from app.accounts.models import Account
from app.audit import action, record
from app.extensions import db
from app.language.words import lazy as _l
from app.people.models import Person
from app.people.parts import Part
from app.plans.actions.notify import tell_of_answer, tell_of_suggestion
from app.plans.actions.publishing import NothingNew, publish, strike
from app.plans.actions.said import (
    NOT_YOURS,
    OPEN_AGAIN,
    SPEAKER_WROTE_IT,
    Overtaken,
    Refused,
    Said,
    added,
    plan_of,
    working,
)
from app.plans.models import DecidedBy, SectionText, Suggestion, SuggestionAnswer, Verdict
from app.plans.predicates import Deciding, deciding
from app.plans.sections import LINES, SECTIONS, without_source

__all__ = [
    "ANSWERED",
    "NOT_YOURS",
    "NO_SOURCE",
    "SPEAKER_TAKES_AS_IT_IS",
    "SPEAKER_WROTE_IT",
    "NothingNew",
    "Overtaken",
    "Refused",
    "Said",
    "plan_of",
    "publish",
    "say_no",
    "strike",
    "suggest",
    "take",
    "take_back",
    "take_changed",
    "write",
]
ANSWERED = _l("Somebody answered this already.")
NO_SOURCE = _l("Write who says so. A dose needs its paper.")
SPEAKER_TAKES_AS_IT_IS = _l("Take it as it is, or say no. Or suggest your own words.")


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

    `key` becomes the id: a form sent twice is kept once. Raises Refused.
    """
    there = _sent_before(by, person, key)
    if there is not None:
        return there
    made = _suggestion(by, person, section, key, base_id, said)
    if made is None:
        return _twin(by, person, key)
    record(
        "plan.suggested",
        by=by,
        person=person.id,
        about=f"suggestion:{made.id}",
        facts={"section": section.value},
    )
    tell_of_suggestion(by, person)
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
    there = _sent_before(by, person, key)
    if there is not None:
        return _text_of(there)
    how = _basis(by, person, section)
    stands = working(person.id, section)
    if (stands.id if stands else None) != base_id:
        return Overtaken(stands)
    if stands is not None and _says_the_same(stands, section, said):
        return stands
    made = _suggestion(by, person, section, key, base_id, said)
    if made is None:
        return _text_of(_twin(by, person, key))
    return _take(by, made, how, Verdict.TAKEN, stands)


def _sent_before(by: Account, person: Person, key: uuid.UUID) -> Suggestion | None:
    """What this form became when it was sent the first time. Raises Refused for another's key."""
    there = db.session.get(Suggestion, key)
    if there is not None and (there.person_id != person.id or there.written_by != by.id):
        raise Refused(OPEN_AGAIN)
    return there


def _twin(by: Account, person: Person, key: uuid.UUID) -> Suggestion:
    """The same form, sent twice at once: the other one's row."""
    there = _sent_before(by, person, key)
    if there is None:
        raise Refused(OPEN_AGAIN)
    return there


def _text_of(suggestion: Suggestion) -> SectionText:
    """A form sent twice: whatever became of it stands."""
    text = db.session.scalar(select(SectionText).where(SectionText.suggestion_id == suggestion.id))
    if text is None:
        raise Refused(OPEN_AGAIN)
    return text


def _suggestion(
    by: Account,
    person: Person,
    section: Part,
    key: uuid.UUID,
    base_id: uuid.UUID | None,
    said: Said,
) -> Suggestion | None:
    """None when the same key was there first."""
    made = Suggestion(
        id=key,
        person_id=person.id,
        section=section,
        base_id=base_id,
        content=_content(section, said),
        language=said.language,
        photo_id=said.photo_id,
        sound_id=said.sound_id,
        written_by=by.id,
        helped_by=list(said.helped_by),
        on_paper_on=said.on_paper_on,
    )
    plan_of(person)
    return made if added(made) else None


def _content(section: Part, said: Said) -> dict[str, Any]:
    content = SECTIONS[section].clean(said.content)
    if any(without_source(line) for line in content.get(LINES, ())):
        raise Refused(NO_SOURCE)
    return content


def _basis(by: Account, person: Person, section: Part) -> Deciding:
    how = deciding(by, person.id, section)
    if how is None:
        raise Refused(NOT_YOURS)
    if how.basis is DecidedBy.SPEAKER:
        raise Refused(SPEAKER_WROTE_IT)
    return how


def _says_the_same(stands: SectionText, section: Part, said: Said) -> bool:
    return (
        stands.content == _content(section, said)
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
    stands = working(person.id, suggestion.section)
    if (stands.id if stands else None) != seen_id:
        return Overtaken(stands)
    return _take(by, suggestion, how, Verdict.TAKEN, stands)


@action
def take_changed(
    *, by: Account, person: Person, suggestion: Suggestion, seen_id: uuid.UUID | None, said: Said
) -> SectionText | Overtaken:
    """Take a suggestion in other words: the text is the decider's own. Raises Refused.

    Not for who speaks for the person: their own words would be in the plan without anybody's yes.
    """
    how = _may_answer(by, person, suggestion)
    if how.basis is DecidedBy.SPEAKER:
        raise Refused(SPEAKER_TAKES_AS_IT_IS)
    stands = working(person.id, suggestion.section)
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
    if suggestion.person_id != person.id or suggestion.written_by != by.id:
        raise Refused(NOT_YOURS)
    if suggestion.answer is not None:
        raise Refused(ANSWERED)
    _answer(by, suggestion, Deciding(DecidedBy.WRITER), Verdict.TAKEN_BACK, "", "en")


def _may_answer(by: Account, person: Person, suggestion: Suggestion) -> Deciding:
    if suggestion.person_id != person.id:
        raise Refused(NOT_YOURS)
    if suggestion.answer is not None:
        raise Refused(ANSWERED)
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
    made = SectionText(
        person_id=suggestion.person_id,
        section=suggestion.section,
        number=stands.number + 1 if stands else 1,
        content=_content(suggestion.section, said) if said else suggestion.content,
        language=said.language if said else suggestion.language,
        photo_id=said.photo_id if said else suggestion.photo_id,
        sound_id=said.sound_id if said else suggestion.sound_id,
        suggestion_id=suggestion.id,
        written_by=by.id if said else suggestion.written_by,
        helped_by=list(said.helped_by) if said else suggestion.helped_by,
        decided_by=by.id,
        **how.columns,
    )
    if not added(made):
        return Overtaken(working(suggestion.person_id, suggestion.section))
    _answer(by, suggestion, how, verdict, "", "en")
    return made


def _answer(
    by: Account, suggestion: Suggestion, how: Deciding, verdict: Verdict, words: str, language: str
) -> None:
    answered = added(
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
        raise Refused(ANSWERED)
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
    tell_of_answer(by, suggestion)
