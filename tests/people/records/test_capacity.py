"""Capacity: about one decision, presumed, never a label, never for whoever writes it."""

from __future__ import annotations

import re
import uuid
from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import select
from sqlalchemy.exc import IntegrityError

from app.audit.models import AccessEvent, AuditEvent
from app.database import Base, now
from app.extensions import db
from app.people.actions import records as actions
from app.people.actions.authority import Paper, record_authority
from app.people.actions.sharing import Refused
from app.people.models import (
    AuthorityKind,
    CapacityRecord,
    Conclusion,
    SharingDecision,
)
from app.people.models.sharing import Basis, SaidHow
from tests.makers import make_member, make_person
from tests.people.records.case import Case


def record(case: Case, key: uuid.UUID, by: Any = None, **given: Any) -> CapacityRecord:
    return actions.record_capacity(
        by=by or case.manager, person=case.person, key=key, found=case.assessed(**given)
    )


def test_no_table_says_that_somebody_has_or_lacks_capacity() -> None:
    label = re.compile(
        r"(has|lacks|no|with|without|is)_?(mental_)?capacity|incapa|capable|competen"
    )
    named = [
        f"{table.name}.{column.name}"
        for table in Base.metadata.sorted_tables
        for column in table.columns
        if label.search(column.name) or column.name == "capacity"
    ]
    assert named == []


def test_a_record_is_kept_with_its_assessor_and_the_audit(
    either_case: Case, key: uuid.UUID
) -> None:
    made = record(either_case, key)
    assert made.assessed_by == either_case.manager.id
    assert made.is_live(now())
    event = db.session.scalars(
        select(AuditEvent).where(AuditEvent.name == "capacity.recorded")
    ).one()
    assert event.person_id == either_case.person.id
    assert "stroke" not in str(event.facts)


def test_the_same_form_twice_is_one_record(either_case: Case, key: uuid.UUID) -> None:
    assert record(either_case, key) is record(either_case, key)
    assert len(db.session.scalars(select(CapacityRecord)).all()) == 1


@pytest.mark.parametrize(
    "given",
    [
        {"retains": True},
        {"because_of": ""},
        {"decision": ""},
        {"parts": ()},
        {"review_on": actions.today() + timedelta(days=400)},
        {"review_on": actions.today()},
        {"assessed_on": actions.today() + timedelta(days=1)},
    ],
    ids=["all-four-yes", "no-reason", "no-decision", "no-parts", "too-late", "no-time", "future"],
)
def test_what_the_act_does_not_allow_is_refused(
    either_case: Case, key: uuid.UUID, given: dict[str, Any]
) -> None:
    with pytest.raises(Refused):
        record(either_case, key, **given)


@pytest.mark.parametrize("wrong", [{"retains": True}, {"because_of": ""}, {"decision": ""}])
def test_the_database_keeps_the_act_too(
    either_case: Case, key: uuid.UUID, wrong: dict[str, Any]
) -> None:
    found = {**vars(either_case.assessed()), **wrong, "parts": ["wellness"]}
    db.session.add(
        CapacityRecord(person_id=either_case.person.id, assessed_by=either_case.nurse.id, **found)
    )
    with pytest.raises(IntegrityError):
        db.session.flush()


def test_who_can_decide_needs_no_reason(either_case: Case, key: uuid.UUID) -> None:
    made = record(either_case, key, retains=True, because_of="", conclusion=Conclusion.CAN_DECIDE)
    assert not made.is_live(now())


def test_nobody_records_for_themselves_or_where_they_work(
    either_case: Case, key: uuid.UUID
) -> None:
    case = either_case
    for receiver in (
        f"member:{case.managers_place.id}",
        f"organisation:{case.council.id}",
    ):
        with pytest.raises(Refused):
            record(case, uuid.uuid4(), receiver=receiver)
        # The twin: the same record by somebody from elsewhere.
        assert record(case, uuid.uuid4(), by=case.nurse, receiver=receiver)


def test_a_colleague_of_the_receiver_cannot_record(either_case: Case, key: uuid.UUID) -> None:
    case = either_case
    with pytest.raises(Refused):
        record(case, key, by=case.nurse, receiver=f"member:{case.nurses_place.id}")
    assert case.boss.account is not None
    with pytest.raises(Refused):
        record(case, key, by=case.boss.account, receiver=f"organisation:{case.provider.id}")


def test_a_receiver_of_another_circle_is_refused(either_case: Case, key: uuid.UUID) -> None:
    elsewhere = make_member(make_person(), either_case.nurse)
    with pytest.raises(Refused):
        record(either_case, key, receiver=f"member:{elsewhere.id}")


def test_who_holds_a_legal_paper_never_records(either_case: Case, key: uuid.UUID) -> None:
    case = either_case
    assert case.attorney.account is not None
    record_authority(
        by=case.manager,
        person=case.person,
        member=case.attorney,
        key=uuid.uuid4(),
        paper=Paper(AuthorityKind.HEALTH_ATTORNEY, (), "Stamped", "", actions.today(), None),
    )
    with pytest.raises(Refused):
        record(case, key, by=case.attorney.account)
    assert record(case, key, by=case.nurse)


def test_taken_back_nothing_rests_on_it(either_case: Case, key: uuid.UUID) -> None:
    made = record(either_case, key)
    actions.take_back_capacity(by=either_case.manager, capacity=made)
    assert not made.is_live(now())


def test_past_its_review_nothing_rests_on_it(either_case: Case, key: uuid.UUID) -> None:
    made = record(either_case, key)
    assert made.is_live(now() + timedelta(days=89))
    assert not made.is_live(now() + timedelta(days=92))


def test_an_attorney_without_a_capacity_record_cannot_share(
    either_case: Case, key: uuid.UUID
) -> None:
    case = either_case
    paper = record_authority(
        by=case.manager,
        person=case.person,
        member=case.attorney,
        key=uuid.uuid4(),
        paper=Paper(AuthorityKind.HEALTH_ATTORNEY, (), "Stamped", "", actions.today(), None),
    )
    decision = SharingDecision(
        person_id=case.person.id,
        member_id=case.sister.id,
        basis=Basis.ATTORNEY_OR_DEPUTY,
        said_how=SaidHow.NOT_ASKED,
        decided_by=case.manager.id,
        authority_id=paper.id,
        starts_at=now(),
    )
    db.session.add(decision)
    with pytest.raises(IntegrityError):
        db.session.flush()


def fields(case: Case, **given: str) -> dict[str, Any]:
    found = case.assessed()
    return {
        "key": str(uuid.uuid4()),
        "decision": found.decision,
        "receiver": f"organisation:{case.provider.id}",
        "parts": ["wellness"],
        "why_in_doubt": found.why_in_doubt,
        "help_given": found.help_given,
        "understands": "yes",
        "retains": "no",
        "weighs": "yes",
        "communicates": "yes",
        "because_of": found.because_of,
        "conclusion": "cannot-decide-now",
        "assessed_on": found.assessed_on.isoformat(),
        "review_on": found.review_on.isoformat(),
        **given,
    }


def test_the_form_begins_with_the_presumption_and_keeps_the_record(case: Case) -> None:
    browser = case.signed_in(case.manager)
    url = case.url("records/capacity/new")
    assert "Everybody can decide unless shown otherwise." in browser.get(url).text
    answer = browser.post(url, data=fields(case))
    assert answer.status_code == 303, answer.text
    shown = browser.get(answer.location).text
    assert "Pictures, twice, in the morning" in shown
    assert case.provider.name in shown
    with case.portal.app_context():
        looks = db.session.scalars(select(AccessEvent.part)).all()
    assert "records" in looks


def test_a_refused_form_comes_back_with_what_was_typed(case: Case) -> None:
    answer = case.signed_in(case.manager).post(
        case.url("records/capacity/new"), data=fields(case, retains="yes")
    )
    assert answer.status_code == 422
    assert "Pictures, twice, in the morning" in answer.text
    assert "Then the person can decide." in answer.text


def test_a_bad_date_is_told_in_our_words(case: Case) -> None:
    answer = case.signed_in(case.manager).post(
        case.url("records/capacity/new"), data=fields(case, review_on="31/02")
    )
    assert answer.status_code == 422
    assert "Write a real date." in answer.text


def test_the_form_does_not_offer_the_writer_as_receiver(case: Case) -> None:
    page = case.signed_in(case.manager).get(case.url("records/capacity/new")).text
    assert f"organisation:{case.provider.id}" in page
    assert f"organisation:{case.council.id}" not in page
    assert f"member:{case.managers_place.id}" not in page


@pytest.mark.parametrize("who", ["owner", "sister", "attorney", "boss"])
def test_others_find_nothing(case: Case, who: str) -> None:
    found = getattr(case, who)
    browser = case.signed_in(getattr(found, "account", None) or found)
    for path in ("records", "records/capacity/new", "records/papers/new", "tasks"):
        assert browser.get(case.url(path)).status_code == 404


def test_a_record_of_another_person_is_not_found(case: Case, key: uuid.UUID) -> None:
    with case.portal.app_context():
        other = make_person("Thessaly Quint")
        make_member(other, case.nurse)
        made = actions.record_capacity(
            by=case.manager,
            person=other,
            key=key,
            found=case.assessed(receiver="", parts=()),
        )
        db.session.commit()
        made_id = made.id
    browser = case.signed_in(case.manager)
    for path in ("", "/take-back", "/best-interests"):
        assert browser.get(case.url(f"records/capacity/{made_id}{path}")).status_code == 404
    assert browser.get(case.url("records", other)).status_code == 404
