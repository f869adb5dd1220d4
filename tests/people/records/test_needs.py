"""What helps to take part: of the person by sharing, of a member by themselves."""

from __future__ import annotations

import uuid

import pytest

from app.audit.models import AccessEvent
from app.extensions import db
from app.people.models import CommunicationNeed
from app.people.parts import Level, Part
from app.people.predicates import relation
from app.people.queries.needs import flags
from tests.makers import share
from tests.people.records.case import Case

WORDS = "Big letters on yellow paper"


def add(case: Case, account: object, path: str = "needs", **given: str) -> int:
    browser = case.signed_in(account)  # type: ignore[arg-type]
    data = {"key": str(uuid.uuid4()), "need": WORDS, "how_met": "Print it", **given}
    return browser.post(case.url(f"{path}/new/information-format"), data=data).status_code


def test_the_person_adds_and_takes_away(case: Case) -> None:
    assert add(case, case.owner) == 303
    browser = case.signed_in(case.owner)
    assert WORDS in browser.get(case.url("needs")).text
    with case.portal.app_context():
        need = db.session.query(CommunicationNeed).one()
        assert db.session.query(AccessEvent).filter_by(part="needs").count() == 1
    assert browser.get(case.url(f"needs/{need.id}/remove")).status_code == 200
    assert browser.post(case.url(f"needs/{need.id}/remove")).status_code == 303
    assert WORDS not in browser.get(case.url("needs")).text


def test_the_same_form_twice_is_one_need(case: Case) -> None:
    key = str(uuid.uuid4())
    assert add(case, case.owner, key=key) == 303
    assert add(case, case.owner, key=key) == 303
    with case.portal.app_context():
        assert db.session.query(CommunicationNeed).count() == 1


@pytest.mark.parametrize(("level", "reads", "writes"), [
    (None, 404, 404), (Level.SEE, 200, 404), (Level.WRITE, 200, 303),
])  # fmt: skip
def test_others_by_sharing_alone(case: Case, level: Level | None, reads: int, writes: int) -> None:
    assert add(case, case.owner) == 303
    if level is not None:
        with case.portal.app_context():
            share(case.person, case.sister, Part.NEEDS, level=level)
    sister = case.sister.account
    assert sister is not None
    assert case.signed_in(sister).get(case.url("needs")).status_code == reads
    assert add(case, sister) == writes


def test_flags_only_for_who_may_see_the_part(case: Case) -> None:
    assert add(case, case.owner) == 303
    with case.portal.test_request_context():
        for account, count in ((case.owner, 1), (case.sister.account, 0), (case.manager, 0)):
            assert account is not None
            viewer = relation(account, case.person.id)
            assert viewer is not None
            assert len(flags(case.person.id, viewer)) == count


def test_a_member_tells_their_own_and_who_may_know(case: Case) -> None:
    sister = case.sister.account
    assert sister is not None
    assert add(case, sister, "my-needs") == 303
    assert WORDS in case.signed_in(sister).get(case.url("my-needs")).text
    assert WORDS not in case.signed_in(case.owner).get(case.url("needs")).text
    assert add(case, sister, "my-needs", may_be_shared="y") == 303
    assert WORDS in case.signed_in(case.owner).get(case.url("needs")).text
    # Other members neither see nor end it.
    other = case.signed_in(case.nurse)
    assert WORDS not in other.get(case.url("my-needs")).text
    with case.portal.app_context():
        need = db.session.query(CommunicationNeed).first()
        assert need is not None
    assert other.post(case.url(f"my-needs/{need.id}/remove")).status_code == 404
    # The person's own list does not end a member's need.
    assert case.signed_in(case.owner).post(case.url(f"needs/{need.id}/remove")).status_code == 404


def test_an_unknown_kind_and_an_empty_form(case: Case) -> None:
    browser = case.signed_in(case.owner)
    assert browser.get(case.url("needs/new/nothing")).status_code == 404
    answer = browser.post(case.url("needs/new/language"), data={"key": str(uuid.uuid4())})
    assert answer.status_code == 422
    assert "Write what helps." in answer.text


def test_the_person_is_no_member_of_their_own_circle(case: Case) -> None:
    assert case.signed_in(case.owner).get(case.url("my-needs")).status_code == 404
