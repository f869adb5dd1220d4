"""Best interests: on a live capacity record of this person, read by the person themselves."""

from __future__ import annotations

import uuid
from datetime import timedelta

import pytest
from sqlalchemy.exc import DatabaseError

from app.extensions import db
from app.people.actions import records as actions
from app.people.actions.sharing import Refused
from app.people.models import BestInterestsDecision, CapacityRecord, Conclusion
from tests.makers import make_person
from tests.people.records.case import Case


def capacity(case: Case, **given: object) -> CapacityRecord:
    return actions.record_capacity(
        by=case.nurse, person=case.person, key=uuid.uuid4(), found=case.assessed(**given)
    )


def test_decider_and_assessor_are_both_kept(either_case: Case, key: uuid.UUID) -> None:
    case = either_case
    made = actions.record_best_interests(
        by=case.manager,
        person=case.person,
        capacity=capacity(case),
        key=key,
        weighed=case.weighed(),
    )
    db.session.flush()
    assert made.decided_by == case.manager.id
    assert db.session.get_one(CapacityRecord, made.capacity_id).assessed_by == case.nurse.id


def test_the_record_of_another_person_is_refused(either_case: Case, key: uuid.UUID) -> None:
    with pytest.raises(Refused):
        actions.record_best_interests(
            by=either_case.manager,
            person=make_person(),
            capacity=capacity(either_case),
            key=key,
            weighed=either_case.weighed(),
        )


@pytest.mark.parametrize("wrong", ["taken-back", "can-decide", "own-place", "future"])
def test_nothing_rests_on_a_record_that_does_not_count(
    either_case: Case, key: uuid.UUID, wrong: str
) -> None:
    case = either_case
    given: dict[str, object] = {}
    if wrong == "can-decide":
        given = {"retains": True, "conclusion": Conclusion.CAN_DECIDE}
    if wrong == "own-place":
        given = {"receiver": f"organisation:{case.council.id}"}
    found = capacity(case, **given)
    if wrong == "taken-back":
        actions.take_back_capacity(by=case.nurse, capacity=found)
    weighed = case.weighed()
    if wrong == "future":
        weighed = case.weighed(decided_on=actions.today() + timedelta(days=1))
    with pytest.raises(Refused):
        actions.record_best_interests(
            by=case.manager, person=case.person, capacity=found, key=key, weighed=weighed
        )


def test_a_decision_is_never_changed(either_case: Case, key: uuid.UUID) -> None:
    case = either_case
    made = actions.record_best_interests(
        by=case.manager,
        person=case.person,
        capacity=capacity(case),
        key=key,
        weighed=case.weighed(),
    )
    made.decided = "Something else"
    with pytest.raises(DatabaseError):
        db.session.flush()


def test_written_by_form_and_read_by_the_person(case: Case) -> None:
    with case.portal.app_context():
        found_id = capacity(case).id
        db.session.commit()
    url = case.url(f"records/capacity/{found_id}/best-interests")
    words = {**vars(case.weighed()), "key": str(uuid.uuid4())}
    words["decided_on"] = words["decided_on"].isoformat()
    assert case.signed_in(case.manager).post(url, data=words).status_code == 303
    assert case.signed_in(case.manager).post(url, data=words).status_code == 303
    with case.portal.app_context():
        assert db.session.query(BestInterestsDecision).count() == 1
    mine = case.signed_in(case.owner)
    assert "Sharing my wellness with my sister" in mine.get(case.url("decisions")).text
    page = mine.get(case.url(f"decisions/{found_id}")).text
    assert "Share one part for three months" in page
    assert "Pictures, twice, in the morning" in page


@pytest.mark.parametrize("who", ["manager", "nurse", "sister", "attorney", "boss"])
def test_the_easy_page_is_the_persons_alone(case: Case, who: str) -> None:
    found = getattr(case, who)
    browser = case.signed_in(getattr(found, "account", None) or found)
    assert browser.get(case.url("decisions")).status_code == 404
