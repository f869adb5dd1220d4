"""Ten thousand people, straight into a database: what the pages must stay quick beside.

Every person has an account, three members in the circle, two decisions of three parts each, seven
entries of About me and ten looks. The demo's people are there too, and are the ones measured.
"""

from __future__ import annotations

import itertools
from collections.abc import Iterator
from datetime import timedelta
from typing import Any

from flask import Flask
from sqlalchemy import insert, select
from uuid_utils.compat import uuid7

from app.accounts.models import Account
from app.audit.models import AccessEvent
from app.database import now
from app.demo.load import load_demo
from app.extensions import db
from app.people.models import (
    AboutMeEntry,
    Basis,
    CircleMember,
    Person,
    Relationship,
    SaidHow,
    SharedPart,
    SharingDecision,
)
from app.people.parts import ABOUT_ME_SEVEN, Level

IN_ONE_GO = 500
LOOKS = 10
# How many of them the demo's care manager and provider manager have on their lists.
ON_A_LIST = 200

Rows = dict[type, list[dict[str, Any]]]


def fill(portal: Flask, people: int) -> None:
    """The demo, then so many people. Call with empty tables."""
    with portal.app_context():
        with db.writing():
            load_demo()
        staff = {
            account.email.split("@")[0]: account.id
            for account in db.session.scalars(select(Account))
        }
        numbers = iter(range(people))
        while batch := list(itertools.islice(numbers, IN_ONE_GO)):
            with db.writing() as session:
                for model, rows in _rows(batch, staff).items():
                    session.execute(insert(model), rows)


def _rows(batch: list[int], staff: dict[str, Any]) -> Rows:
    rows: Rows = {
        model: []
        for model in (
            Account, Person, CircleMember, SharingDecision, SharedPart, AboutMeEntry, AccessEvent,
        )
    }  # fmt: skip
    for number in batch:
        for model, row in _one_person(number, staff):
            rows[model].append(row)
    return {model: found for model, found in rows.items() if found}


def _one_person(number: int, staff: dict[str, Any]) -> Iterator[tuple[type, dict[str, Any]]]:
    account, person, long_ago = uuid7(), uuid7(), now() - timedelta(days=30)
    name = f"Person Number {number}"
    yield Account, {"id": account, "email": f"p{number}@many.example", "name": name}
    yield Person, {"id": person, "account_id": account, "called": name, "picture": "teapot"}
    helpers = [(Relationship.FAMILY, account), (Relationship.FRIEND, None)]
    if number < ON_A_LIST:
        helpers.append((Relationship.CARE_MANAGER, staff["caremanager"]))
    members = [uuid7() for _ in helpers]
    for member, (kind, who) in zip(members, helpers, strict=True):
        yield CircleMember, {
            "id": member, "person_id": person, "account_id": who, "relationship_kind": kind,
            "name": f"Helper {kind.value} {number}", "accepted_at": long_ago,
        }  # fmt: skip
    for member in members[:2]:
        decision = uuid7()
        yield SharingDecision, {
            "id": decision, "person_id": person, "member_id": member, "decided_by": account,
            "basis": Basis.PERSON_SAYS_YES, "said_how": SaidHow.TAPPED, "starts_at": long_ago,
        }  # fmt: skip
        for part in ABOUT_ME_SEVEN[:3]:
            yield SharedPart, {"decision_id": decision, "part": part, "level": Level.SEE}
    for part in ABOUT_ME_SEVEN:
        yield AboutMeEntry, {
            "person_id": person, "part": part, "number": 1, "language": "en",
            "content": {"text": f"Words of person {number}, some of them, about this part."},
            "written_by": account, "saved_by": account,
        }  # fmt: skip
    for _ in range(LOOKS):
        yield AccessEvent, {
            "person_id": person, "actor_id": account, "actor_role": "family",
            "part": "wellness", "how": "screen", "looked_at": long_ago,
        }  # fmt: skip
