"""Where the person has no account: whoever decides for them on records, or it stays a thought."""

from __future__ import annotations

import uuid
from typing import Any

import pytest
from sqlalchemy import update
from sqlalchemy.exc import IntegrityError

from app.extensions import db
from app.outcomes.models import Lifecycle, OutcomeBasis, OutcomeState, PracticeAnswer
from app.people.models import Person
from app.people.parts import Level, Part
from app.plans.models.plan import DecidedBy
from tests.outcomes.house import OutcomeHouse
from tests.plans.looking import add_care_manager

BOTH = (Part.PLAN_WANTS, Part.OUTCOMES)


@pytest.fixture
def alone(house: OutcomeHouse) -> OutcomeHouse:
    """The person has no account; the care manager sees what they want, and the circle."""
    with house.portal.app_context(), db.writing():
        db.session.execute(
            update(Person).where(Person.id == house.person_id).values(account_id=None)
        )
    add_care_manager(house)
    house.share("caremanager", *BOTH, Part.CIRCLE)
    return house


def stand(house: OutcomeHouse, outcome_id: uuid.UUID, role: str, status: int = 303) -> None:
    house.as_(role).post(
        house.url(outcome_id, "stand"),
        {"lifecycle": "active", "seen": "1", "text": "1"},
        status=status,
    )


def states(house: OutcomeHouse, outcome_id: uuid.UUID) -> list[Lifecycle]:
    rows = house.rows(OutcomeState, OutcomeState.outcome_id == outcome_id)
    return [row.lifecycle for row in rows]


def test_without_a_record_it_stays_a_thought(alone: OutcomeHouse) -> None:
    """What the care manager wrote down is not enough, and nobody else has more."""
    outcome_id = alone.want("Swim", "sister")
    for role in ("caremanager", "sister", "worker"):
        stand(alone, outcome_id, role, 404)
    assert states(alone, outcome_id) == [Lifecycle.PROPOSED]
    page = alone.as_("caremanager").get(alone.url(outcome_id))
    assert "They want this now" not in page.text


def test_a_best_interests_record_makes_it_theirs_and_is_kept(alone: OutcomeHouse) -> None:
    outcome_id = alone.want("Swim", "sister")
    best = alone.best_interests(Part.PLAN_WANTS, by="caremanager")
    stand(alone, outcome_id, "caremanager")
    assert states(alone, outcome_id) == [Lifecycle.PROPOSED, Lifecycle.ACTIVE]
    (basis,) = alone.rows(OutcomeBasis)
    assert (basis.basis, basis.best_interests_id) == (DecidedBy.BEST_INTERESTS, best)
    page = alone.as_("sister").get(alone.url(outcome_id))
    assert "A record says why this is best" in page.text
    # The sister holds no record.
    alone.as_("sister").post(
        alone.url(outcome_id, "stand"), {"lifecycle": "completed", "seen": "2"}, status=404
    )


def test_whoever_decides_by_records_practises_nothing(alone: OutcomeHouse) -> None:
    """The cards are the person's: nobody learns for them how a scale feels."""
    alone.best_interests(Part.PLAN_WANTS, by="caremanager")
    card = {"card": "ice_cream", "answer": "well", "key": str(uuid.uuid4())}
    alone.as_("caremanager").get(alone.url("practice"), status=404)
    alone.as_("caremanager").post(alone.url("practice"), card, status=404)
    alone.share("caremanager", Part.OUTCOMES, level=Level.WRITE)
    alone.as_("caremanager").get(alone.url("practice"), status=404)
    alone.as_("caremanager").post(alone.url("practice"), card, status=404)
    assert alone.rows(PracticeAnswer) == []


def test_a_record_for_another_section_is_none_for_this(alone: OutcomeHouse) -> None:
    outcome_id = alone.want("Swim", "sister")
    alone.best_interests(Part.PLAN_HOME, by="caremanager")
    stand(alone, outcome_id, "caremanager", 404)


def test_where_the_person_has_an_account_no_record_decides(house: OutcomeHouse) -> None:
    add_care_manager(house)
    house.share("caremanager", *BOTH, Part.CIRCLE)
    outcome_id = house.want("Swim", "sister")
    house.best_interests(Part.PLAN_WANTS, by="caremanager")
    stand(house, outcome_id, "caremanager", 404)
    assert house.rows(OutcomeBasis) == []


def test_the_database_wants_the_record(alone: OutcomeHouse) -> None:
    outcome_id = alone.want("Swim", "sister")
    (state,) = alone.rows(OutcomeState, OutcomeState.outcome_id == outcome_id)
    given: list[dict[str, Any]] = [
        {"basis": DecidedBy.BEST_INTERESTS},
        {"basis": DecidedBy.ATTORNEY_OR_DEPUTY},
        {"basis": DecidedBy.WRITTEN_DOWN},
        {"basis": DecidedBy.PERSON},
    ]
    for each in given:
        with pytest.raises(IntegrityError):
            alone.add(OutcomeBasis(state_id=state.id, decided_by=alone.accounts["sister"], **each))


def test_the_plan_leads_here_and_back(home: OutcomeHouse) -> None:
    home.write(Part.PLAN_WANTS, "The sea")
    home.publish()
    section = f"/people/{home.person_id}/plan/plan-wants"
    for role in ("person", "sister"):
        assert home.url() in home.as_(role).get(section).links.values()
        assert section in home.as_(role).get(home.url()).links.values()
    # The worker may not see that section.
    assert section not in home.as_("worker").get(home.url()).links.values()
    home.share("friend", Part.PLAN_WANTS, level=Level.SEE)
    assert home.url() not in home.as_("friend").get(section).links.values()
