"""Themes, what providers say and how many people confirm it, and counted good."""

from __future__ import annotations

import uuid
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, func, select, true
from sqlalchemy.orm import InstrumentedAttribute, aliased

from app.accounts.models import Account
from app.extensions import db
from app.organisations.models import Organisation, OrganisationKind, OrganisationMember
from app.outcomes.models import BenefitCount, Claim, ClaimAnswer, Confirms, ThemeText
from app.outcomes.quarters import Quarter
from app.people.models import CircleMember, Person, SharingDecision

# A provider where something is known: None stands for all of them.
Places = Collection[uuid.UUID] | None


@dataclass(frozen=True)
class Said:
    """What a provider says of one line, and how many people confirm it. Nobody's name."""

    claim: Claim
    place: Organisation
    confirmed: int


def _among(column: InstrumentedAttribute[uuid.UUID], places: Places) -> ColumnElement[bool]:
    return true() if places is None else column.in_(list(places))


def _newest_of(kind: Any, *alike: str) -> ColumnElement[bool]:
    """Is this row the newest of its place among those that are alike in these columns?"""
    later = aliased(kind)
    same = [getattr(later, name) == getattr(kind, name) for name in ("organisation_id", *alike)]
    return kind.number == select(func.max(later.number)).where(*same).scalar_subquery()


def theme_texts(quarter: Quarter, places: Places = None) -> list[tuple[ThemeText, Organisation]]:
    """The newest words of each provider on the theme of a quarter. One query."""
    rows = db.session.execute(
        select(ThemeText, Organisation)
        .join(Organisation, Organisation.id == ThemeText.organisation_id)
        .where(
            _among(ThemeText.organisation_id, places),
            ThemeText.year == quarter.year,
            ThemeText.quarter == quarter.number,
            _newest_of(ThemeText, "year", "quarter"),
        )
        .order_by(func.lower(Organisation.name), Organisation.id)
    )
    return [(row[0], row[1]) for row in rows]


def claims(places: Places = None) -> list[Said]:
    """What stands of each line, with how many people say that it is so. One query."""
    answer = aliased(ClaimAnswer)
    # The newest answer of each person; ids are in the order of time.
    last = (
        select(func.max(answer.created_at))
        .where(answer.claim_id == ClaimAnswer.claim_id, answer.person_id == ClaimAnswer.person_id)
        .scalar_subquery()
    )
    confirmed = (
        select(func.count(func.distinct(ClaimAnswer.person_id)))
        .where(
            ClaimAnswer.claim_id == Claim.id,
            ClaimAnswer.answer == Confirms.YES,
            ClaimAnswer.created_at == last,
        )
        .correlate(Claim)
        .scalar_subquery()
    )
    rows = db.session.execute(
        select(Claim, Organisation, confirmed)
        .join(Organisation, Organisation.id == Claim.organisation_id)
        .where(
            _among(Claim.organisation_id, places),
            _newest_of(Claim, "line"),
            Claim.says != "",
            Organisation.closed_at.is_(None),
        )
        .order_by(func.lower(Organisation.name), Organisation.id, Claim.line)
    )
    return [Said(*row) for row in rows]


def newest_number(organisation_id: uuid.UUID, line: str) -> int:
    """The number of the newest claim on a line, taken back or not; 0 for none."""
    return (
        db.session.scalar(
            select(func.max(Claim.number)).where(
                Claim.organisation_id == organisation_id, Claim.line == line
            )
        )
        or 0
    )


def places_that_support(person: Person) -> set[uuid.UUID]:
    """The providers whose people are in the person's circle now. One query."""
    return set(
        db.session.scalars(
            select(Organisation.id)
            .join(CircleMember, CircleMember.organisation_id == Organisation.id)
            .where(
                CircleMember.person_id == person.id,
                CircleMember.ended_at.is_(None),
                CircleMember.accepted_at.is_not(None),
                Organisation.kind == OrganisationKind.PROVIDER,
                Organisation.closed_at.is_(None),
            )
        )
    )


def answers_of(person: Person, claim_ids: Collection[uuid.UUID]) -> dict[uuid.UUID, Confirms]:
    """Claim → the person's own newest answer. One query."""
    rows = db.session.execute(
        select(ClaimAnswer.claim_id, ClaimAnswer.answer)
        .where(ClaimAnswer.person_id == person.id, ClaimAnswer.claim_id.in_(list(claim_ids)))
        .order_by(ClaimAnswer.created_at, ClaimAnswer.id)
    )
    return {row.claim_id: row.answer for row in rows}


def benefits(quarter: Quarter, places: Places = None) -> list[tuple[BenefitCount, Organisation]]:
    """The counted lines of a quarter, each with who counted it. One query."""
    rows = db.session.execute(
        select(BenefitCount, Organisation)
        .join(Organisation, Organisation.id == BenefitCount.organisation_id)
        .where(
            _among(BenefitCount.organisation_id, places),
            BenefitCount.year == quarter.year,
            BenefitCount.quarter == quarter.number,
            _newest_of(BenefitCount, "year", "quarter", "line"),
        )
        .order_by(BenefitCount.line, func.lower(Organisation.name), Organisation.id)
    )
    return [(row[0], row[1]) for row in rows]


def names_around(organisation_id: uuid.UUID) -> Sequence[str]:
    """Who must not be named in a text of this provider: its people, their circles, its staff.

    As the circle calls them, and as their accounts do: there a surname may stand. Three queries.
    """
    people = (
        select(CircleMember.person_id)
        .where(CircleMember.organisation_id == organisation_id)
        .union(
            select(SharingDecision.person_id).where(
                SharingDecision.organisation_id == organisation_id
            ),
            # Somebody of theirs in the circle, who came there by themselves.
            select(CircleMember.person_id)
            .join(OrganisationMember, OrganisationMember.account_id == CircleMember.account_id)
            .where(OrganisationMember.organisation_id == organisation_id),
        )
    )
    accounts = (
        select(OrganisationMember.account_id)
        .where(OrganisationMember.organisation_id == organisation_id)
        .union(
            select(Person.account_id).where(Person.id.in_(people)),
            select(CircleMember.account_id).where(CircleMember.person_id.in_(people)),
        )
    )
    return [
        *db.session.scalars(select(Person.called).where(Person.id.in_(people))),
        *db.session.scalars(select(CircleMember.name).where(CircleMember.person_id.in_(people))),
        *db.session.scalars(select(Account.name).where(Account.id.in_(accounts))),
    ]
