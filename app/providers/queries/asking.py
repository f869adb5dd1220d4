"""Reading questions to places: those that wait with a provider, and those of one account.

What a provider reads never holds who asked. A question is read by the provider it was put to; once
another one has the place nobody answers it, and only who asked sees that it waits.
"""

from __future__ import annotations

import uuid
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import Select, func, select
from sqlalchemy.orm import lazyload, selectinload

from app.accounts.models import Account
from app.database import now
from app.extensions import db
from app.organisations.models import Organisation, OrganisationMember, Role
from app.organisations.queries import organisation_ids_of
from app.providers.models import Listing, ListingAnswer, ListingQuestion, Provider, Service

MOST_SHOWN = 20
# A place that says nothing for so long keeps nobody from asking others.
WAITS = timedelta(days=30)


@dataclass(frozen=True)
class Asked:
    """A question as the place reads it: without an account. `moved` as in `Mine`."""

    id: uuid.UUID
    listing: str
    words: str
    language: str
    asked_at: datetime
    moved: bool
    answers: Sequence[ListingAnswer] = ()


@dataclass(frozen=True)
class Mine:
    """A question as who asked reads it. `slug` is None where the place is no longer here; `moved`
    where another provider has it now, who does not see the question."""

    listing: str
    slug: str | None
    words: str
    language: str
    asked_at: datetime
    answers: Sequence[ListingAnswer]
    moved: bool = False


def questions_for(viewer: Account, answered: bool, most: int = MOST_SHOWN) -> list[Asked]:
    """What people asked the viewer's places: what waits, the oldest first; or what was answered,
    the newest first. At most two queries."""
    order = ListingQuestion.id.desc() if answered else ListingQuestion.id
    rows = db.session.execute(_theirs(viewer, answered).order_by(order).limit(most)).all()
    answers: dict[uuid.UUID, list[ListingAnswer]] = {}
    if answered and rows:
        for each in db.session.scalars(
            select(ListingAnswer)
            .where(ListingAnswer.question_id.in_([row[0] for row in rows]))
            .order_by(ListingAnswer.id)
        ):
            answers.setdefault(each.question_id, []).append(each)
    return [Asked(*row[:5], not row[5], answers.get(row[0], ())) for row in rows]


def waiting_count(viewer: Account) -> int:
    """How many questions wait with the viewer's places. One query."""
    waiting = _theirs(viewer, answered=False).subquery()
    return db.session.scalar(select(func.count()).select_from(waiting)) or 0


def question_for(viewer: Account, question_id: uuid.UUID) -> ListingQuestion | None:
    """One question to a place of the viewer's; None for any other."""
    theirs = _theirs(viewer).with_only_columns(ListingQuestion.id)
    return db.session.scalar(
        select(ListingQuestion).where(
            ListingQuestion.id == question_id, ListingQuestion.id.in_(theirs)
        )
    )


def has_moved(question: ListingQuestion) -> bool:
    """Has another provider the place now, so that nobody answers any more? One query."""
    offers = select(Service.provider_id).join(Listing).where(Listing.id == question.listing_id)
    return db.session.scalar(offers) != question.provider_id


def my_questions(asker: Account, most: int = MOST_SHOWN) -> list[Mine]:
    """What an account asked, the newest first, with what was answered. Two queries."""
    rows = db.session.execute(
        select(ListingQuestion, Listing, Service.provider_id)
        .join(Listing, Listing.id == ListingQuestion.listing_id)
        .join(Service, Service.id == Listing.service_id)
        .where(ListingQuestion.account_id == asker.id)
        .options(selectinload(ListingQuestion.answers), lazyload("*"))
        .order_by(ListingQuestion.id.desc())
        .limit(most)
    )
    return [
        Mine(
            listing.name,
            None if listing.withdrawn_at else listing.slug,
            question.words,
            question.language,
            question.created_at,
            sorted(question.answers, key=lambda each: each.id),
            question.provider_id != provider_id,
        )
        for question, listing, provider_id in rows
    ]


def open_count(asker: Account, listing: Listing | None = None) -> int:
    """How many questions of an account wait with a place; without one, with all that could still
    answer, of the last `WAITS`. One query."""
    waiting = (
        select(func.count())
        .select_from(ListingQuestion)
        .join(Listing, Listing.id == ListingQuestion.listing_id)
        .join(Service, Service.id == Listing.service_id)
        .where(
            ListingQuestion.account_id == asker.id,
            ListingQuestion.provider_id == Service.provider_id,
            ~ListingQuestion.answers.any(),
        )
    )
    if listing is not None:
        waiting = waiting.where(Listing.id == listing.id)
    else:
        since = ListingQuestion.created_at > now() - WAITS
        waiting = waiting.where(since, Listing.withdrawn_at.is_(None))
    return db.session.scalar(waiting) or 0


def who_answers(listing: Listing) -> Sequence[Account]:
    """The managers of the organisation that offers a listing; nobody where it is withdrawn."""
    provider = listing.service.provider
    if provider is None or provider.organisation_id is None or listing.withdrawn_at:
        return ()
    return db.session.scalars(
        select(Account)
        .join(OrganisationMember, OrganisationMember.account_id == Account.id)
        .join(Organisation, Organisation.id == OrganisationMember.organisation_id)
        .where(
            OrganisationMember.organisation_id == provider.organisation_id,
            OrganisationMember.role == Role.PROVIDER_MANAGER,
            OrganisationMember.accepted_at.is_not(None),
            OrganisationMember.ended_at.is_(None),
            Organisation.closed_at.is_(None),
            Account.closed_at.is_(None),
        )
        .order_by(Account.id)
    ).all()


def _theirs(
    viewer: Account, answered: bool | None = None
) -> Select[uuid.UUID, str, str, str, datetime, bool]:
    can_answer = Service.provider_id == ListingQuestion.provider_id
    chosen = (
        select(
            ListingQuestion.id,
            Listing.name,
            ListingQuestion.words,
            ListingQuestion.language,
            ListingQuestion.created_at,
            can_answer,
        )
        .join(Listing, Listing.id == ListingQuestion.listing_id)
        .join(Service, Service.id == Listing.service_id)
        .join(Provider, Provider.id == ListingQuestion.provider_id)
        .where(
            Provider.organisation_id.in_(organisation_ids_of(viewer.id, Role.PROVIDER_MANAGER)),
        )
    )
    has_answer = ListingQuestion.answers.any()
    if answered is None:
        return chosen.where(has_answer | can_answer)
    return chosen.where(has_answer if answered else ~has_answer & can_answer)
