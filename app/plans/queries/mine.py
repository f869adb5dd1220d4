"""What an account's own home asks of plans and answers: few queries, whatever waits."""

from __future__ import annotations

import uuid
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, Select, desc, exists, func, literal, select, union_all

from app.accounts.models import Account
from app.extensions import db
from app.people.models import AboutMeEntry, Person, SharingDecision, Witness
from app.plans.models import Agreement, AgreementWitness, Suggestion, SuggestionAnswer


@dataclass(frozen=True)
class Mine:
    """What waits on the person's own page."""

    changes: int = 0
    has_about_me: bool = True
    # What another room asked of the person in the same query.
    asked: bool = False


def mine(person: Person, asked: ColumnElement[bool] | None = None) -> Mine:
    """How many suggestions wait for an answer, and whether About me has begun. One query.

    `asked`: what another room wants to know of the person in the same query.
    """
    row = db.session.execute(
        select(
            select(func.count(Suggestion.id))
            .outerjoin(SuggestionAnswer)
            .where(Suggestion.person_id == person.id, SuggestionAnswer.id.is_(None))
            .scalar_subquery(),
            exists().where(AboutMeEntry.person_id == person.id),
            literal(False) if asked is None else asked,
        )
    ).one()
    return Mine(row[0], row[1], bool(row[2]))


@dataclass(frozen=True)
class Waiting:
    """Something that waits for an account: of what kind, on whose page, and about which row."""

    kind: str
    person_id: uuid.UUID
    about_id: uuid.UUID


SHARING, AGREEMENT = "sharing", "agreement"


def a_kind(kind: str, person_id: Any, about_id: Any, at: Any) -> Select[Any]:
    """One kind of things that wait, for `waiting`: whose, about what, since when."""
    return select(
        literal(kind).label("kind"),
        person_id.label("person_id"),
        about_id.label("about_id"),
        at.label("at"),
    )


def waiting(account: Account, most: int, others: Iterable[Select[Any]] = ()) -> list[Waiting]:
    """Where this account is asked "were you there?" and did not say, newest first. One query.

    `others`: what waits in other rooms, each from `a_kind`, in the same query. `most` of each kind.
    """
    decisions = (
        a_kind(SHARING, SharingDecision.person_id, SharingDecision.id, Witness.created_at)
        .join(Witness, Witness.decision_id == SharingDecision.id)
        .where(Witness.account_id == account.id, ~Witness.answer.has())
    )
    agreements = (
        a_kind(AGREEMENT, Agreement.person_id, Agreement.id, AgreementWitness.created_at)
        .join(AgreementWitness, AgreementWitness.agreement_id == Agreement.id)
        .where(AgreementWitness.account_id == account.id, ~AgreementWitness.answer.has())
    )
    newest = [
        select(each.order_by(desc("at")).limit(most).subquery())
        for each in (decisions, agreements, *others)
    ]
    together = union_all(*newest).subquery()
    rows = db.session.execute(select(together).order_by(together.c.at.desc()))
    return [Waiting(row.kind, row.person_id, row.about_id) for row in rows]
