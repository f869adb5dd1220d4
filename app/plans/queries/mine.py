"""What an account's own home asks of plans and answers: few queries, whatever waits."""

from __future__ import annotations

import uuid
from dataclasses import dataclass

from sqlalchemy import exists, func, literal, select, union_all

from app.accounts.models import Account
from app.extensions import db
from app.people.models import AboutMeEntry, Person, SharingDecision, Witness
from app.plans.models import Agreement, AgreementWitness, Suggestion, SuggestionAnswer


@dataclass(frozen=True)
class Mine:
    """What waits on the person's own page."""

    changes: int = 0
    has_about_me: bool = True


def mine(person: Person) -> Mine:
    """How many suggestions wait for an answer, and whether About me has begun. One query."""
    row = db.session.execute(
        select(
            select(func.count(Suggestion.id))
            .outerjoin(SuggestionAnswer)
            .where(Suggestion.person_id == person.id, SuggestionAnswer.id.is_(None))
            .scalar_subquery(),
            exists().where(AboutMeEntry.person_id == person.id),
        )
    ).one()
    return Mine(row[0], row[1])


@dataclass(frozen=True)
class AskedToWitness:
    """Somebody wrote that this account was there: when a decision or an answer was given."""

    person_id: uuid.UUID
    about_id: uuid.UUID
    is_agreement: bool


def asked_to_witness(account: Account, most: int) -> list[AskedToWitness]:
    """Where this account is asked "were you there?" and did not say, newest first. One query."""
    decisions = (
        select(
            SharingDecision.person_id,
            SharingDecision.id.label("about_id"),
            literal(False).label("is_agreement"),
            Witness.created_at.label("at"),
        )
        .join(Witness, Witness.decision_id == SharingDecision.id)
        .where(Witness.account_id == account.id, ~Witness.answer.has())
    )
    agreements = (
        select(
            Agreement.person_id,
            Agreement.id,
            literal(True),
            AgreementWitness.created_at,
        )
        .join(AgreementWitness, AgreementWitness.agreement_id == Agreement.id)
        .where(AgreementWitness.account_id == account.id, ~AgreementWitness.answer.has())
    )
    both = union_all(decisions, agreements).subquery()
    rows = db.session.execute(select(both).order_by(both.c.at.desc()).limit(most))
    return [AskedToWitness(row.person_id, row.about_id, bool(row.is_agreement)) for row in rows]
