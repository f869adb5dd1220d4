"""Pages of outcomes beside a hundred thousand check-ins, and the figures counted from them.

On both databases: SQLite and, where it is there, PostgreSQL. The person that is measured has a
thousand check-ins of her own; the others have ten each, from two years.
"""

from __future__ import annotations

import itertools
import random
import uuid
from collections.abc import Iterator, Mapping
from datetime import timedelta
from pathlib import Path
from typing import Any

import psycopg
from flask import Flask
from sqlalchemy import func, insert, select
from uuid_utils.compat import uuid7

from app.accounts.models import Account
from app.database import now
from app.extensions import db
from app.organisations.models import OrganisationMember, Role
from app.outcomes.framework import framework
from app.outcomes.models import (
    CheckIn,
    Lifecycle,
    Outcome,
    OutcomeState,
    OutcomeTag,
    OutcomeText,
    Question,
    Said,
    Step,
    StepStands,
    StepState,
    ViewFrom,
)
from app.people.models import Basis, Person, Relationship, SaidHow, SharedPart, SharingDecision
from app.people.parts import Level, Part
from tools.counting import MOST_QUERIES
from tools.measuring import Line, median, not_measured
from tools.measuring.people import IN_ONE_GO, ON_A_LIST, Rows
from tools.measuring.search import own_postgres
from tools.measuring.server import (
    BUDGET,
    FEW,
    MANY,
    Pages,
    portal_beside,
    query_line,
    time_line,
    walk,
)

EACH = 10
OF_HERS = 1_000
DAYS = 730
SEED = 11
FIGURES_MS = 1_000
ASKED_FOR_FIGURES = 5
# Role → pages; {person} is the demo's person, {outcome} what she says most about.
PAGES: Pages = {
    "person": (
        "/my",
        "/people/{person}/outcomes",
        "/people/{person}/outcomes/{outcome}",
        "/people/{person}/outcomes/new",
        "/people/{person}/outcomes/check-in",
        "/people/{person}/outcomes/{outcome}/check-in",
        "/people/{person}/outcomes/{outcome}/views",
        "/people/{person}/outcomes/staff",
        "/people/{person}/outcomes/story",
        "/people/{person}/outcomes/hide",
        "/people/{person}/outcomes/independence",
    ),
    "family": (
        "/people/{person}/outcomes",
        "/people/{person}/outcomes/{outcome}",
        "/people/{person}/outcomes/story",
        "/people/{person}/outcomes/story/chart",
    ),
    "worker": ("/people/{person}/outcomes", "/people/{person}/outcomes/{outcome}"),
}
FIGURES: Pages = {
    "manager": ("/provider/figures",),
    "commissioner": ("/council/figures", "/figures"),
}


def measure(folder: Path, *, few: int = FEW, many: int = MANY) -> list[Line]:
    """Both databases, where they are there."""
    lines = _measure_on("SQLite", folder, few, many)
    try:
        with own_postgres() as small, own_postgres() as big:
            lines += _measure_on("PostgreSQL", folder, few, many, small, big)
    except psycopg.OperationalError:
        why = "no PostgreSQL at 127.0.0.1:5432"
        lines.append(not_measured("pages of outcomes (PostgreSQL)", BUDGET, why))
    return lines


def _measure_on(
    name: str, folder: Path, few: int, many: int, small: str = "", big: str = ""
) -> list[Line]:
    """`small` and `big`: the databases for few and for many people; of their own where empty."""
    lines, queries = [], []
    for people, own, url in ((few, EACH, small), (many, OF_HERS, big)):
        portal = portal_beside(folder / f"outcomes-{name}-{people}", people, url)
        names = fill(portal, own=own)
        walked = walk(portal, PAGES, **names)
        queries.append(walked.queries)
        if own == OF_HERS:
            said = _said_ever(portal)
            what = f"server time, pages of outcomes, {people:,} people, {said:,} check-ins ({name})"
            lines += [time_line(what, walked), *_figures_lines(name, portal, names)]
        portal.extensions["db_engine"].dispose()
    what = f"queries a page of outcomes ({name})"
    budget = f"at most {MOST_QUERIES}, the same for {EACH} check-ins as for {OF_HERS:,}"
    return [*lines, query_line(what, budget, *queries, f"with {EACH}")]


def fill(portal: Flask, *, own: int) -> dict[str, str]:
    """Outcomes and check-ins of everybody in the database; so many for the demo's person.

    Gives the ids that the pages name.
    """
    dice = random.Random(SEED)
    with portal.app_context():
        accounts = {a.email.split("@")[0]: a.id for a in db.session.scalars(_of_the_demo())}
        others = db.session.execute(
            select(Person.id, Person.account_id)
            .join(Account, Account.id == Person.account_id)
            .where(Account.email.like("%@many.example"))
            .order_by(Person.created_at, Person.id)
        ).all()
        numbered = iter(enumerate(others))
        while batch := list(itertools.islice(numbered, IN_ONE_GO)):
            rows: Rows = {}
            for number, (person, account) in batch:
                made = _one_life(dice, person, account, accounts["family"])
                for model, row in itertools.chain(made, _shares(number, person, account)):
                    rows.setdefault(model, []).append(row)
            with db.writing() as session:
                for model, found in rows.items():
                    session.execute(insert(model), found)
        return _of_hers(dice, accounts, own)


def _of_the_demo() -> Any:
    return select(Account).where(Account.email.like("%@demo.example"))


def _one_life(
    dice: random.Random, person: uuid.UUID, account: uuid.UUID, family: uuid.UUID
) -> Iterator[tuple[type, dict[str, Any]]]:
    """One outcome with its words, state, tags and a step; ten check-ins, three of them family's."""
    outcome, step, began = uuid7(), uuid7(), now() - timedelta(days=DAYS + 5)
    yield Outcome, {"id": outcome, "person_id": person, "made_by": account, "created_at": began}
    yield OutcomeText, {
        "outcome_id": outcome, "number": 1, "title": "A walk by the water", "language": "en",
        "written_by": account, "picture": "travel",
    }  # fmt: skip
    yield OutcomeState, {
        "outcome_id": outcome, "number": 1, "lifecycle": Lifecycle.ACTIVE, "said_by": account,
        "created_at": began,
    }  # fmt: skip
    for tag in dice.sample(sorted(framework().tags), 2):
        yield OutcomeTag, {"outcome_id": outcome, "tag": tag, "set_by": account}
    yield Step, {
        "id": step, "thread": step, "outcome_id": outcome, "number": 1, "what": "Go and look",
        "who": "me", "language": "en", "written_by": account,
    }  # fmt: skip
    yield StepState, {
        "thread": step, "stands": StepStands.DONE, "said_by": account,
        "created_at": now() - timedelta(days=dice.randrange(DAYS)),
    }  # fmt: skip
    for number in range(EACH):
        by_family = number % 3 == 2
        yield CheckIn, _said(dice, person, outcome, family if by_family else account, by_family)


def _said(
    dice: random.Random, person: uuid.UUID, outcome: uuid.UUID, by: uuid.UUID, by_family: bool
) -> dict[str, Any]:
    at = now() - timedelta(days=dice.randrange(DAYS), seconds=dice.randrange(80_000))
    return {
        "id": uuid7(), "person_id": person, "outcome_id": outcome, "question": Question.OUTCOME,
        "view_from": ViewFrom.FAMILY if by_family else ViewFrom.ME, "said_by": by,
        "seen_as": Relationship.FAMILY if by_family else None, "answer": dice.choice(list(Said)),
        "words": "We went there and back." if dice.random() < 0.5 else "", "language": "en",
        "answered_at": at, "created_at": at,
    }  # fmt: skip


def _shares(
    number: int, person: uuid.UUID, account: uuid.UUID
) -> Iterator[tuple[type, dict[str, Any]]]:
    """The first of them share how it is going with the place that the demo's manager runs."""
    if number >= ON_A_LIST:
        return
    place = db.session.scalar(
        select(OrganisationMember.organisation_id)
        .join(Account, Account.id == OrganisationMember.account_id)
        .where(
            Account.email == "manager@demo.example",
            OrganisationMember.role == Role.PROVIDER_MANAGER,
        )
    )
    decision, long_ago = uuid7(), now() - timedelta(days=DAYS)
    yield SharingDecision, {
        "id": decision, "person_id": person, "organisation_id": place, "decided_by": account,
        "basis": Basis.PERSON_SAYS_YES, "said_how": SaidHow.TAPPED, "starts_at": long_ago,
    }  # fmt: skip
    yield SharedPart, {"decision_id": decision, "part": Part.OUTCOMES, "level": Level.SEE}


def _of_hers(dice: random.Random, accounts: Mapping[str, uuid.UUID], own: int) -> dict[str, str]:
    """More and more about one outcome of the demo's person."""
    person = db.session.scalars(
        select(Person.id).where(Person.account_id == accounts["person"])
    ).one()
    outcome = db.session.scalars(
        select(CheckIn.outcome_id)
        .where(CheckIn.person_id == person, CheckIn.outcome_id.is_not(None))
        .group_by(CheckIn.outcome_id)
        .order_by(func.count().desc())
        .limit(1)
    ).one()
    rows = [
        _said(dice, person, outcome, accounts["family" if by_family else "person"], by_family)
        for by_family in (number % 3 == 2 for number in range(own))
    ]
    with db.writing() as session:
        session.execute(insert(CheckIn), rows)
    return {"person": str(person), "outcome": str(outcome)}


def _said_ever(portal: Flask) -> int:
    with portal.app_context():
        return db.session.scalar(select(func.count()).select_from(CheckIn)) or 0


def _figures_lines(name: str, portal: Flask, names: Mapping[str, str]) -> list[Line]:
    """Each page of figures by itself: the slowest of some askings counts."""
    walked = walk(portal, FIGURES, rounds=ASKED_FOR_FIGURES, **names)
    return [
        Line(
            f"figures, {page} ({name})",
            f"under {FIGURES_MS / 1000:.0f} s",
            f"{max(took):.0f} ms at most, median {median(took):.0f} ms, of {len(took)}; the "
            f"processor's part {median(walked.work[page]):.0f} ms, {walked.queries[page]} queries",
            max(took) < FIGURES_MS,
        )
        for page, took in walked.times.items()
    ]
