"""Asking the council whether a job may name what somebody is, and its answer.

Source: Equality Act 2010, Schedule 9, paragraph 1. Asked with the task and the reason; answered by
an approver of the council who has no part in it, with words; for these very words of the line.
"""

from __future__ import annotations

import uuid
from dataclasses import dataclass

from app.accounts.models import Account
from app.audit import action, record
from app.extensions import db
from app.language.words import LazyWords
from app.language.words import lazy as _l
from app.notices.actions import tell
from app.people.parts import Part
from app.people.predicates import Relation, relation_of_another
from app.staff_choice.actions import sheet
from app.staff_choice.actions.sheet import NOT_YOURS, ONLY_NICE, Refused, Words
from app.staff_choice.fairness.protected import named
from app.staff_choice.models import Box, Criterion, OccupationalRequirement
from app.staff_choice.models.sheet import NEVER_ESSENTIAL
from app.staff_choice.queries.requirements import is_open, may_answer, who_may_answer
from app.staff_choice.queries.sheet import line_for

# L10n: register=work
ANSWERED = _l("Somebody answered this before you.")
# L10n: register=work
WORDS_CHANGED = _l("The line was changed or taken out. There is nothing to answer.")
# L10n: register=work
NOT_FOR_YOU = _l("A colleague must answer this. You have a part in it.")


@dataclass(frozen=True)
class Why:
    """For which task, and why no other way will do: cleaned words, and their language."""

    task: str
    reason: str
    language: str = "en"


@action
def ask(
    *,
    by: Account,
    viewer: Relation,
    key: uuid.UUID,
    box: Box,
    said: Words,
    why: Why,
    line_id: uuid.UUID | None = None,
    seen: int = 0,
) -> Criterion | None:
    """Keep a line that names something, as needed, and ask the council about each that it names.

    `line_id`: a line that stands, in these words from now on; else a new one with the id `key`.
    None when somebody wrote since. Raises Refused.
    """
    if not sheet.may_write(by, viewer):
        raise Refused(NOT_YOURS)
    if box in NEVER_ESSENTIAL:
        # What both like is never a must, so no law lets a job ask for it.
        raise Refused(ONLY_NICE)
    names = named(said.words)
    if not names:
        raise Refused(sheet.OPEN_AGAIN)
    if line_id is None:
        there = line_for(viewer, key)
        if there is not None and there.text.written_by == by.id:
            return there.text
        before = Criterion(
            person_id=viewer.person.id, line_id=key, number=0, box=box, concept="", essential=True
        )
    else:
        line = line_for(viewer, line_id)
        if line is None or line.text.number != seen:
            return None
        before = line.text
    made = sheet.added_line(by, before, said, names, essential=True)
    if made is None:
        return None
    for each in names:
        _ask_one(by, made, each.value, why)
    return made


def _ask_one(by: Account, line: Criterion, characteristic: str, why: Why) -> None:
    made = OccupationalRequirement(
        person_id=line.person_id,
        line_id=line.line_id,
        criterion_id=line.id,
        characteristic=characteristic,
        task=why.task,
        reason=why.reason,
        language=why.language,
        asked_by=by.id,
    )
    db.session.add(made)
    db.session.flush()
    record(
        "requirement.asked",
        by=by,
        person=line.person_id,
        about=f"requirement:{made.id}",
        facts={"line": str(line.line_id), "characteristic": characteristic},
    )
    for approver in who_may_answer(made):
        _tell(
            by,
            approver,
            "requirement-asked",
            # L10n: register=work
            _l("A request about a job waits for you"),
            # L10n: register=work
            _l("Somebody asks if a job may say what a worker is."),
            f"/council/requirements/{made.id}",
        )


@action
def answer(
    *, by: Account, requirement: OccupationalRequirement, is_yes: bool, words: str
) -> OccupationalRequirement:
    """The council's yes or no, with words. Raises Refused: for whoever has a part in it, for words
    that do not stand any more, and where somebody was first."""
    requirement = db.session.get_one(
        OccupationalRequirement, requirement.id, with_for_update=True, populate_existing=True
    )
    if requirement.approved is not None:
        raise Refused(ANSWERED)
    if not may_answer(by, requirement):
        raise Refused(NOT_FOR_YOU)
    if not is_open(requirement):
        raise Refused(WORDS_CHANGED)
    requirement.approved, requirement.answered_by, requirement.answer = is_yes, by.id, words
    record(
        "requirement.answered",
        by=by,
        person=requirement.person_id,
        about=f"requirement:{requirement.id}",
        facts={"approved": is_yes},
    )
    _tell_answer(by, requirement)
    return requirement


def _tell_answer(by: Account, requirement: OccupationalRequirement) -> None:
    """Who asked hears of it while they may still read the line; so does the person, always."""
    told = {}
    asker = relation_of_another(requirement.asker, requirement.person_id)
    if asker is not None and asker.shares(Part.STAFF):
        told[requirement.asker.id] = requirement.asker
    if asker is not None and asker.person.account is not None:
        told[asker.person.account.id] = asker.person.account
    for account in told.values():
        _tell(
            by,
            account,
            "requirement-answered",
            _l("The council answered about a line"),
            _l("Open it to read the answer."),
            f"/people/{requirement.person_id}/staff/sheet/lines/{requirement.line_id}",
        )


def _tell(
    by: Account, account: Account, kind: str, subject: LazyWords, body: LazyWords, path: str
) -> None:
    tell(
        by=by,
        to=account,
        kind=kind,
        subject=subject,
        body=body,
        path=path,
    )
