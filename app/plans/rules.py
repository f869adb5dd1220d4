"""When an agreement counts, and what a start rests on: pure rules, asked at the moment of use.

Silence is never agreement, and nobody gives another's. Source: the practice guide, A3, and the
design: two witnesses where the person cannot tap, an interpreter where nobody checked the language.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from app.language.locales import was_understood
from app.language.words import LazyWords
from app.language.words import lazy as _l
from app.people.queries.names import Who
from app.people.rules import enough_witnesses
from app.plans.models import (
    Agreement,
    AgreementAnswer,
    PlanStart,
    PlanVersion,
    StartedAs,
    Whose,
)

# A plan that the person did not agree to is looked at again within these days.
LONGEST_WITHOUT_YES = 28


@dataclass(frozen=True)
class State:
    """What stands about one section, or about the whole: the person's answer, or none.

    `answer` is what it counts as; `said` is what was said. They differ where a yes counts as not
    sure yet. `counts`: the answer stands as it was said. `is_older`: it was about an earlier plan,
    and the person did not answer since. `seen_by`: the two witnesses of an answer that somebody
    wrote down. `words` are empty where they are not for this viewer.
    """

    answer: AgreementAnswer | None = None
    at: datetime | None = None
    whose: Whose | None = None
    by: Who | None = None
    counts: bool = False
    said: AgreementAnswer | None = None
    seen_by: tuple[Who, ...] = ()
    words: str = ""
    language: str = ""
    is_struck: bool = False
    is_older: bool = False

    @property
    def is_yes(self) -> bool:
        """Does a yes stand that counts: the person's own, or a representative's?"""
        return self.answer is AgreementAnswer.YES and self.counts

    @property
    def is_own_yes(self) -> bool:
        """Does the person's own yes stand?"""
        return self.is_yes and self.whose is Whose.PERSON


NO_ANSWER = State()


def counted(agreement: Agreement) -> AgreementAnswer:
    """What an answer counts as: a yes that nobody explained in the reader's language is unsure."""
    if agreement.answer is AgreementAnswer.YES and not was_understood(
        agreement.shown_in, agreement.interpreter, agreement.created_at.date()
    ):
        return AgreementAnswer.NOT_SURE
    return agreement.answer


def has_happened(agreement: Agreement) -> bool:
    """An answer that somebody wrote down is there once both witnesses said: I saw it."""
    return not agreement.witnessed or enough_witnesses(agreement.witnesses)


def standing_of(agreements: Iterable[Agreement]) -> Agreement | None:
    """The one that stands of all answers about a text, given newest first.

    The person's own goes before a representative's, whichever is newer: who spoke for themselves
    is not spoken over. Members' own views are never among them.
    """
    answers = [each for each in agreements if has_happened(each)]
    for whose in (Whose.PERSON, Whose.REPRESENTATIVE):
        for each in answers:
            if each.whose is whose:
                return each
    return None


def wants_change(agreement: Agreement | None) -> bool:
    """Does what stands say: change this, in the person's own name?"""
    return (
        agreement is not None
        and agreement.whose is Whose.PERSON
        and agreement.answer is AgreementAnswer.CHANGE
    )


def still_said(version: PlanVersion, agreements: Iterable[Agreement]) -> Agreement | None:
    """What the person said about the whole of an earlier version and that stands until they answer.

    "Change this" alone: a new version makes no yes of it, and no silence. `agreements`: all about
    the whole of any version that may be newest, newest first.
    """
    said = next(
        (each for each in agreements if each.whose is Whose.PERSON and has_happened(each)), None
    )
    if said is None or said.version_id == version.id or said.created_at > version.created_at:
        return None
    return said if wants_change(said) else None


def is_own_yes(agreement: Agreement | None) -> bool:
    """Is what stands the person's own yes, and does it count?"""
    return (
        agreement is not None
        and agreement.whose is Whose.PERSON
        and counted(agreement) is AgreementAnswer.YES
    )


def started_words(start: PlanStart, state: State | None) -> LazyWords:
    """How a version became the plan, and what the person says of it since. For its top.

    A start is never changed: a yes that came after it is told beside it, and so is a change of
    mind. `state`: what stands about the whole of that version.
    """
    answer = state.answer if state is not None and state.whose is Whose.PERSON else None
    if start.started_as is StartedAs.AGREED:
        if answer is AgreementAnswer.CHANGE:
            return _l("I said yes first. Now I want a change.")
        if answer is AgreementAnswer.NOT_SURE:
            return _l("I said yes first. Now I am not sure.")
        return start.started_as.words
    if state is not None and state.is_own_yes:
        return _l("I said yes later")
    return start.started_as.words
