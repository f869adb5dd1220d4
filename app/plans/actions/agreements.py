"""Answering: each answer is a row that is added, by whoever gives it and for nobody else.

The person answers from their own account. A member tells their own view. A representative answers
for the person with a paper in force and a capacity record, read anew at this moment. What the
person said elsewhere is written down and seen by two witnesses, each for themselves.
"""

from __future__ import annotations

import uuid
from dataclasses import dataclass
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import joinedload

from app.accounts.models import Account
from app.audit import action, record
from app.database import now
from app.extensions import db
from app.language.words import LazyWords
from app.language.words import lazy as _l
from app.people.models import Person, SaidHow
from app.people.parts import Part
from app.people.predicates import Relation, relation
from app.plans.actions import agreement_notices as notices
from app.plans.actions.said import NOT_YOURS, OPEN_AGAIN, Refused, added
from app.plans.actions.starting import in_turn, newest_version, open_texts, parts_since_start, start
from app.plans.actions.witnessing import check_witnesses, works_for
from app.plans.models import (
    Agreement,
    AgreementAnswer,
    AgreementWitness,
    AgreementWitnessAnswer,
    PlanVersion,
    StartedAs,
    VersionSection,
    Whose,
)
from app.plans.predicates import Deciding, papers_of, representing_each
from app.plans.queries.agreements import standing_answers
from app.plans.queries.plan import told_newest
from app.plans.rules import counted, has_happened, is_own_yes, wants_change

STRUCK = _l("Somebody struck this out. Nobody needs an answer.")
# Starts that rest on somebody's yes.
WITH_A_YES = (StartedAs.AGREED, StartedAs.BY_REPRESENTATIVE)
ANSWER_PARTS_FIRST = _l("You want to change a part. Answer that part again first.")
PERSON_WANTS_CHANGE = _l("The person wants a change. Talk with them first.")


@dataclass(frozen=True)
class Asked:
    """What was on the page: the version, and the section with its text; the whole without."""

    number: int
    section: Part | None = None
    text_id: uuid.UUID | None = None


@dataclass(frozen=True)
class Given:
    """What somebody answered, and how it was shown to them."""

    answer: AgreementAnswer
    words: str = ""
    shown_how: tuple[str, ...] = ()
    shown_in: str = "en"
    interpreter: str = ""
    helped_by: tuple[str, ...] = ()


@dataclass(frozen=True)
class WrittenDown(Given):
    """What the person answered elsewhere: how they said it, how one could tell, who saw it."""

    said_how: SaidHow = SaidHow.WORDS
    evidence: str = ""
    helper: str = ""
    witnesses: tuple[Account, ...] = ()


@dataclass(frozen=True)
class Outdated:
    """The plan is no longer what was on the page. Nothing was written."""

    newest: PlanVersion | None


@action
def answer(
    *,
    by: Account,
    person: Person,
    key: uuid.UUID,
    asked: Asked,
    given: Given,
    for_person: bool = False,
) -> Agreement | Outdated:
    """Somebody answers from their own account. Raises Refused.

    Whose answer it is follows from the account alone: the person's account gives the person's,
    any other a member's own view. `for_person`: a representative answers in their place. The
    person's yes to the whole starts the plan. `key` becomes the id: sent twice, kept once.
    """
    there = db.session.get(Agreement, key)
    if there is not None:
        return _sent_before(there, by, person)
    viewer = relation(by, person.id)
    if viewer is None:
        raise Refused(NOT_YOURS)
    in_turn(person)
    found = _asked_now(viewer, asked)
    if isinstance(found, Outdated):
        return found
    version, row = found
    concerned = [row.section] if row is not None else open_texts(version)
    if not (viewer.is_person or any(viewer.shares(part) for part in concerned)):
        raise Refused(NOT_YOURS)
    columns = _whose(by, viewer, version, row, given, for_person)
    made = _row(key, person, version, row, by, given, **columns)
    if not added(made):
        return _sent_before(db.session.get_one(Agreement, key), by, person)
    _record("agreement.given", by, made)
    _follow(by, person, version, made)
    return made


@action
def write_down(
    *, by: Account, person: Person, key: uuid.UUID, asked: Asked, given: WrittenDown
) -> Agreement | Outdated:
    """Write down what the person answered elsewhere. Counts once both witnesses confirm it.

    Whoever writes sees the section; for the whole, every section. Raises Refused.
    """
    there = db.session.get(Agreement, key)
    if there is not None:
        return _sent_before(there, by, person)
    viewer = relation(by, person.id)
    if viewer is None or viewer.is_person:
        raise Refused(NOT_YOURS)
    in_turn(person)
    found = _asked_now(viewer, asked)
    if isinstance(found, Outdated):
        return found
    version, row = found
    concerned = [row.section] if row is not None else list(open_texts(version))
    if not all(viewer.shares(part) for part in concerned):
        raise Refused(NOT_YOURS)
    if given.said_how in (SaidHow.TAPPED, SaidHow.NOT_ASKED):
        raise Refused(_l("Choose how they said it."))
    if not given.evidence:
        raise Refused(_l("Write how you could tell."))
    check_witnesses(by, person, given.witnesses)
    _check_whole(version, row, given, PERSON_WANTS_CHANGE)
    _check_own_word(person, version, row, given)
    made = _row(
        key,
        person,
        version,
        row,
        by,
        given,
        whose=Whose.PERSON,
        witnessed=True,
        said_how=given.said_how,
        evidence=given.evidence,
        helper=given.helper,
    )
    made.witnesses = [_witness(each) for each in given.witnesses]
    if not added(made):
        return _sent_before(db.session.get_one(Agreement, key), by, person)
    _record("agreement.written-down", by, made)
    notices.ask_witnesses(by=by, agreement=made)
    notices.tell_person_of_writing(by=by, person=person)
    return made


@action
def answer_as_witness(
    *, by: Account, person: Person, witness: AgreementWitness, was_there: bool
) -> None:
    """A witness answers for themselves, once. With the second "I was there" the answer counts."""
    if witness.account_id != by.id:
        return
    in_turn(person)
    agreement = _with_witnesses(witness.agreement_id)
    if witness.answer is not None:
        return
    witness.answer = AgreementWitnessAnswer(was_there=was_there)
    db.session.flush()
    record(
        "agreement.witnessed",
        by=by,
        person=person.id,
        about=f"agreement:{agreement.id}",
        facts={"was_there": was_there},
    )
    if has_happened(agreement):
        _follow(by, person, db.session.get_one(PlanVersion, agreement.version_id), agreement)


def _with_witnesses(agreement_id: uuid.UUID) -> Agreement:
    """Read anew: the other witness may have answered while this one waited."""
    return (
        db.session.scalars(
            select(Agreement)
            .options(joinedload(Agreement.witnesses).joinedload(AgreementWitness.answer))
            .where(Agreement.id == agreement_id)
            .execution_options(populate_existing=True)
        )
        .unique()
        .one()
    )


def _sent_before(there: Agreement, by: Account, person: Person) -> Agreement:
    if there.given_by != by.id or there.person_id != person.id:
        raise Refused(OPEN_AGAIN)
    return there


def _asked_now(
    viewer: Relation, asked: Asked
) -> tuple[PlanVersion, VersionSection | None] | Outdated:
    """What was asked, as it stands now. Outdated when it is not what was on the page.

    A section that a new version left as it was is still what somebody read: its text decides.
    So is the whole where a new version changed only what is not for this viewer.
    """
    version = newest_version(viewer.person.id)
    if version is None:
        return Outdated(None)
    if asked.section is None:
        told = db.session.scalar(select(told_newest(viewer)))
        return (version, None) if told == asked.number else Outdated(version)
    row = db.session.scalar(
        select(VersionSection).where(
            VersionSection.version_id == version.id, VersionSection.section == asked.section
        )
    )
    if row is None or row.text_id != asked.text_id or row.text.is_empty:
        return Outdated(version)
    if row.text.strike is not None:
        raise Refused(STRUCK)
    return version, row


def _whose(
    by: Account,
    viewer: Relation,
    version: PlanVersion,
    row: VersionSection | None,
    given: Given,
    for_person: bool,
) -> dict[str, Any]:
    """Whose answer this is, with the records it rests on. Raises Refused."""
    if viewer.is_person:
        _check_whole(version, row, given, ANSWER_PARTS_FIRST)
        return {"whose": Whose.PERSON}
    if not for_person:
        return {"whose": Whose.MEMBER}
    how = _representing(by, version, row)
    assert how.authority is not None and how.capacity is not None
    if given.answer is AgreementAnswer.YES:
        stands = standing_answers(version, open_texts(version))
        about = row.section if row is not None else None
        if wants_change(stands.get(about)):
            raise Refused(PERSON_WANTS_CHANGE)
        _check_whole(version, row, given, PERSON_WANTS_CHANGE)
    return {
        "whose": Whose.REPRESENTATIVE,
        "authority_id": how.authority.id,
        "capacity_id": how.capacity.id,
    }


def _check_whole(
    version: PlanVersion, row: VersionSection | None, given: Given, words: LazyWords
) -> None:
    """Nobody says yes to the whole while the person wants a section of it changed."""
    if row is not None or given.answer is not AgreementAnswer.YES:
        return
    texts = open_texts(version)
    stands = standing_answers(version, texts)
    if any(wants_change(stands.get(part)) for part in texts):
        raise Refused(words)


def _check_own_word(
    person: Person, version: PlanVersion, row: VersionSection | None, given: Given
) -> None:
    """Who tapped "change this" takes it back themselves: nobody writes down their yes."""
    if person.account_id is None or given.answer is not AgreementAnswer.YES:
        return
    about = row.section if row is not None else None
    said = standing_answers(version, open_texts(version)).get(about)
    if said is not None and wants_change(said) and not said.witnessed:
        raise Refused(PERSON_WANTS_CHANGE)


def _representing(by: Account, version: PlanVersion, row: VersionSection | None) -> Deciding:
    """On which paper and record this account answers; for the whole, for all that changed.

    What started as "not agreed by me" was agreed by nobody: it counts as changed.
    """
    parts = [row.section] if row is not None else parts_since_start(version, WITH_A_YES)
    found = representing_each(by, version.person_id, parts)
    if parts and found.keys() >= set(parts):
        return found[parts[0]]
    raise Refused(_why_not(by, version.person_id, parts))


def _why_not(by: Account, person_id: uuid.UUID, parts: list[Part]) -> LazyWords:
    papers = papers_of(by, person_id)
    if not papers:
        return _l("You have no legal paper for this.")
    in_force = [paper for paper in papers if paper.is_in_force(now())]
    if not in_force:
        return _l("Your legal paper does not count today.")
    covering = [p for p in in_force if not p.scope or {part.value for part in parts} <= {*p.scope}]
    if not covering:
        return _l("Your legal paper does not cover this.")
    # L10n: word=capacity
    return _l("This needs a capacity record for this very decision.")


def _follow(by: Account, person: Person, version: PlanVersion, made: Agreement) -> None:
    """What an answer leads to, once it counts: the plan starts, or its keeper hears of a change."""
    if made.whose is Whose.MEMBER:
        return
    if made.whose is Whose.PERSON and made.answer is AgreementAnswer.CHANGE:
        notices.tell_keeper_of_change(by=by, person=person, section=made.section)
    if made.section is not None or made.answer is not AgreementAnswer.YES:
        return
    newest = newest_version(person.id)
    if newest is None or newest.id != version.id:
        return
    texts = open_texts(version)
    stands = standing_answers(version, texts)
    if any(wants_change(stands.get(part)) for part in (None, *texts)):
        return
    if is_own_yes(stands.get(None)):
        start(by, person, version, StartedAs.AGREED, stands[None].given_by)
    elif made.whose is Whose.REPRESENTATIVE and counted(made) is AgreementAnswer.YES:
        start(by, person, version, StartedAs.BY_REPRESENTATIVE, made.given_by)


def _row(
    key: uuid.UUID,
    person: Person,
    version: PlanVersion,
    row: VersionSection | None,
    by: Account,
    given: Given,
    **more: Any,
) -> Agreement:
    return Agreement(
        id=key,
        person_id=person.id,
        version_id=version.id,
        section=row.section if row is not None else None,
        text_id=row.text_id if row is not None else None,
        given_by=by.id,
        answer=given.answer,
        words=given.words,
        shown_how=list(given.shown_how),
        shown_in=given.shown_in,
        interpreter=given.interpreter,
        helped_by=list(given.helped_by),
        **more,
    )


def _record(name: str, by: Account, made: Agreement) -> None:
    record(
        name,
        by=by,
        person=made.person_id,
        about=f"agreement:{made.id}",
        facts={
            "whose": made.whose.value,
            "answer": made.answer.value,
            "section": made.section.value if made.section else "",
        },
    )


def _witness(account: Account) -> AgreementWitness:
    return AgreementWitness(account=account, organisation_id=works_for(account))
