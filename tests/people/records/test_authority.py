"""Legal papers: they count once checked, in scope, in date, not paused, not ended."""

from __future__ import annotations

import uuid
from datetime import timedelta
from typing import Any

import pytest

from app.database import now
from app.extensions import db
from app.people.actions import authority as actions
from app.people.actions.records import today
from app.people.actions.sharing import Refused
from app.people.models import AuthorityKind, CircleMember, LegalAuthority, Relationship
from app.people.parts import Part
from app.people.predicates import relation
from tests.makers import make_member, make_person
from tests.people.records.case import Case


def paper(case: Case, member: CircleMember | None = None, **given: Any) -> LegalAuthority:
    words: dict[str, Any] = {
        "kind": AuthorityKind.HEALTH_ATTORNEY,
        "scope": (),
        "evidence": "The stamped paper",
        "reference": "",
        "starts_on": today(),
        "ends_on": None,
    }
    return actions.record_authority(
        by=case.manager,
        person=case.person,
        member=member or case.attorney,
        key=uuid.uuid4(),
        paper=actions.Paper(**{**words, **given}),
    )


def test_it_counts_only_while_checked(either_case: Case) -> None:
    found = paper(either_case, ends_on=today() + timedelta(days=10))
    assert not found.is_in_force(now())
    actions.verify_authority(by=either_case.manager, authority=found)
    assert found.is_in_force(now())
    assert not found.is_in_force(now() + timedelta(days=12))
    actions.suspend_authority(by=either_case.manager, authority=found)
    assert not found.is_in_force(now())
    actions.verify_authority(by=either_case.manager, authority=found)
    actions.end_authority(by=either_case.manager, authority=found)
    assert not found.is_in_force(now())
    with pytest.raises(Refused):
        actions.verify_authority(by=either_case.manager, authority=found)


@pytest.mark.parametrize(
    "change", [actions.verify_authority, actions.suspend_authority, actions.end_authority]
)
def test_never_by_the_holder_nor_by_where_they_work(either_case: Case, change: Any) -> None:
    case = either_case
    of_the_council = paper(case, case.place_of_a_colleague())
    with pytest.raises(Refused):
        change(by=case.manager, authority=of_the_council)
    found = paper(case)
    assert case.attorney.account is not None
    with pytest.raises(Refused):
        change(by=case.attorney.account, authority=found)
    change(by=case.manager, authority=found)


def test_nobody_writes_down_their_own(either_case: Case) -> None:
    with pytest.raises(Refused):
        paper(either_case, either_case.managers_place)


def test_a_member_of_another_circle_is_refused(either_case: Case) -> None:
    with pytest.raises(Refused):
        paper(either_case, make_member(make_person(), either_case.nurse))


@pytest.mark.parametrize(
    "wrong",
    [
        {"ends_on": today() - timedelta(days=1)},
        {"kind": AuthorityKind.APPOINTEE, "scope": (Part.WELLNESS,)},
    ],
    ids=["ends-first", "appointee-about-me"],
)
def test_papers_that_cannot_be_are_refused(either_case: Case, wrong: dict[str, Any]) -> None:
    with pytest.raises(Refused):
        paper(either_case, **wrong)


def test_an_appointee_with_a_checked_paper_sees_nothing_of_about_me(case: Case) -> None:
    with case.portal.app_context():
        found = paper(case, kind=AuthorityKind.APPOINTEE, scope=(Part.MONEY,))
        actions.verify_authority(by=case.manager, authority=found)
        db.session.commit()
        holder = case.attorney.account
        assert holder is not None
    with case.portal.test_request_context():
        seen = relation(holder, case.person.id)
        assert seen is not None
        assert not any(seen.may(part) for part in Part)
    browser = case.signed_in(holder)
    for path in ("about-me", "records", "decisions", "needs", "speaks-for-me"):
        assert browser.get(case.url(path)).status_code == 404


def test_written_checked_and_ended_by_form(case: Case) -> None:
    with case.portal.app_context():
        invited = db.session.get_one(CircleMember, case.attorney.id)
        invited.invited_by = case.manager.id
        db.session.commit()
    browser = case.signed_in(case.manager)
    answer = browser.post(
        case.url("records/papers/new"),
        data={
            "key": str(uuid.uuid4()),
            "member": str(case.attorney.id),
            "kind": "health-attorney",
            "scope": ["wellness"],
            "evidence": "The stamped paper",
            "starts_on": today().isoformat(),
        },
    )
    assert answer.status_code == 303, answer.text
    assert "Not checked yet" in browser.get(answer.location).text
    assert browser.post(f"{answer.location}/verify").status_code == 303
    assert "It counts today" in browser.get(answer.location).text
    # A nurse sees the papers that she wrote down herself: not this one.
    nurse = case.signed_in(case.nurse)
    assert nurse.get(answer.location).status_code == 404
    for change in ("verify", "suspend", "end"):
        assert nurse.post(f"{answer.location}/{change}").status_code == 404
    assert browser.post(f"{answer.location}/end").status_code == 303
    assert "It has ended" in browser.get(answer.location).text


def test_a_member_that_the_care_manager_may_not_see_is_not_offered(case: Case) -> None:
    page = case.signed_in(case.manager).get(case.url("records/papers/new")).text
    assert "Saskia Oastler" not in page


def test_a_paper_of_another_person_is_not_found(case: Case) -> None:
    with case.portal.app_context():
        other = make_person("Thessaly Quint")
        member = make_member(other, case.nurse, Relationship.ATTORNEY)
        found = actions.record_authority(
            by=case.manager,
            person=other,
            member=member,
            key=uuid.uuid4(),
            paper=actions.Paper(AuthorityKind.HEALTH_DEPUTY, (), "Order", "", today(), None),
        )
        db.session.commit()
        found_id = found.id
    browser = case.signed_in(case.manager)
    assert browser.get(case.url(f"records/papers/{found_id}")).status_code == 404
    assert browser.post(case.url(f"records/papers/{found_id}/verify")).status_code == 404
