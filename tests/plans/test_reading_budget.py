"""A plan of 200 versions of eleven sections is read with as many queries as one of a single one."""

from __future__ import annotations

import uuid
from datetime import datetime, timedelta
from typing import Any

import pytest
from sqlalchemy import insert
from uuid_utils.compat import uuid7

from app.accounts.models import Account
from app.database import now
from app.extensions import db
from app.organisations.models import OrganisationKind, Role
from app.people.models import Relationship
from app.people.parts import PLAN_SECTIONS, Part
from app.plans.models import (
    Agreement,
    AgreementAnswer,
    Change,
    DecidedBy,
    PlanStart,
    PlanVersion,
    SectionText,
    StartedAs,
    Suggestion,
    SupportPlan,
    VersionSection,
    Whose,
)
from tests.makers import make_organisation, make_role
from tests.plans.house import PlanHouse
from tools.counting import MOST_QUERIES

VERSIONS = 200
WANTS = Part.PLAN_WANTS


def fill(house: PlanHouse, first: int, last: int) -> None:
    """Every section changed in every version, each started and agreed; seven statements."""
    me, sister = house.accounts["person"], house.accounts["sister"]
    begun = now() - timedelta(hours=VERSIONS + 1)
    rows: dict[Any, list[dict[str, Any]]] = {
        model: [] for model in (SupportPlan, Suggestion, SectionText, PlanVersion, VersionSection)
    }
    rows |= {PlanStart: [], Agreement: []}
    person = {"person_id": house.person_id}
    if first == 1:
        rows[SupportPlan].append({"id": uuid7(), "created_at": begun, **person})
    for number in range(first, last + 1):
        at = begun + timedelta(hours=number)
        taken = {"decided_by": me, "basis": DecidedBy.PERSON}
        version = {"id": uuid7(), "created_at": at, "number": number, **person, **taken}
        rows[PlanVersion].append(version)
        about = {"version_id": version["id"], "created_at": at}
        rows[PlanStart].append(
            {"id": uuid7(), "started_as": StartedAs.AGREED, "started_by": me, **person, **about}
        )
        rows[Agreement].append(_yes(person, me, about))
        for part in PLAN_SECTIONS:
            wanted, text = _text(part, number, sister, at, person)
            rows[Suggestion].append(wanted)
            rows[SectionText].append({**text, **taken})
            change = Change.NEW if number == 1 else Change.CHANGED
            rows[VersionSection].append(
                {"id": uuid7(), "section": part, "text_id": text["id"], "change": change, **about}
            )
    with house.portal.app_context(), db.writing():
        for model, made in rows.items():
            if made:
                db.session.execute(insert(model), made)


def _yes(person: dict[str, Any], me: uuid.UUID, about: dict[str, Any]) -> dict[str, Any]:
    return {
        "id": uuid7(),
        "whose": Whose.PERSON,
        "answer": AgreementAnswer.YES,
        "given_by": me,
        **person,
        **about,
    }


def _text(
    part: Part, number: int, writer: uuid.UUID, at: datetime, person: dict[str, Any]
) -> tuple[dict[str, Any], dict[str, Any]]:
    said = {
        "section": part,
        "content": {"text": f"Words {number}", "lines": [{"what": "Dig", "who": "Me"}]},
        "language": "en",
        "written_by": writer,
        "created_at": at,
        "helped_by": [],
        **person,
    }
    wanted = {"id": uuid7(), **said}
    return wanted, {"id": uuid7(), "number": number, "suggestion_id": wanted["id"], **said}


def addresses(house: PlanHouse, newest: int) -> list[str]:
    paths: list[tuple[Any, ...]] = [(), (WANTS,), ("versions",), ("versions", newest)]
    paths += [("versions", newest, WANTS), ("print",)]
    return [house.url(*path) for path in paths]


def counts(house: PlanHouse, role: str, newest: int) -> list[int]:
    browser = house.as_(role)
    found = []
    for address in addresses(house, newest):
        with house.queries() as seen:
            browser.get(address)
        assert len(seen) <= MOST_QUERIES, f"{role} {address}\n" + "\n".join(seen)
        found.append(len(seen))
    return found


@pytest.mark.parametrize("role", ["person", "sister", "caremanager"])
def test_a_page_asks_as_little_for_200_versions_as_for_one(
    plan_house: PlanHouse, role: str
) -> None:
    house = plan_house
    house.add_member("caremanager", "Grace Managerwick", Relationship.CARE_MANAGER)
    for each in ("sister", "caremanager"):
        # Whoever knows the circle reads names, too: more is asked of nobody.
        house.share(each, *PLAN_SECTIONS, Part.CIRCLE, starts_at=now() - timedelta(days=30))
    with house.portal.app_context():
        manager = db.session.get_one(Account, house.accounts["caremanager"])
        make_role(make_organisation(OrganisationKind.COUNCIL), manager, Role.CARE_MANAGER)
    fill(house, 1, 1)
    house.as_(role).get("/help")
    few = counts(house, role, 1)
    fill(house, 2, VERSIONS)
    assert counts(house, role, VERSIONS) == few


def test_a_plan_that_was_not_agreed_asks_no_more_than_it_may(plan_home: PlanHouse) -> None:
    """The state of the whole is read beside it, and who saw the answer."""
    house = plan_home
    house.share("sister", *PLAN_SECTIONS, Part.CIRCLE, starts_at=now() - timedelta(days=30))
    house.write(WANTS, "A garden.")
    house.start_not_agreed(house.publish(), "No.")
    house.as_("sister").get("/help")
    counts(house, "sister", 1)
