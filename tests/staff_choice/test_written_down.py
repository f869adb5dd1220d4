"""The person's answer from elsewhere: two saw it, nobody gains by it, their own word stands."""

from __future__ import annotations

import uuid
from typing import Any

import pytest

from app.accounts.models import Account
from app.audit.models import AuditEvent
from app.extensions import db
from app.notices.models import Notice
from app.organisations.models import Role
from app.people.models import Relationship, SaidHow
from app.staff_choice.actions import deciding, meeting, written_down
from app.staff_choice.actions.written_down import WrittenDown
from app.staff_choice.fairness.deciding import Stands
from app.staff_choice.models import (
    Applicant,
    MeetAnswer,
    StaffDecision,
    StaffDecisionWitness,
    Vacancy,
)
from tests.makers import make_organisation, make_role
from tests.staff_choice.deciding_house import Deciding
from tests.staff_choice.panel_house import APPLICANT, PanelHouse

EVIDENCE = "Quillfeather took the photo and held it to her heart"


@pytest.fixture
def it(panel_house: PanelHouse) -> Deciding:
    return _with_role(Deciding(panel_house))


@pytest.fixture
def at_home(panel_home: PanelHouse) -> Deciding:
    return _with_role(Deciding(panel_home))


def _with_role(it: Deciding) -> Deciding:
    with it.house.portal.app_context():
        advocate = db.session.get_one(Account, it.house.accounts["advocate"])
        make_role(make_organisation(), advocate, Role.ADVOCATE)
    return it


def written(
    it: Deciding,
    role: str = "advocate",
    witnesses: tuple[str, ...] = ("sister", "worker"),
    **given: Any,
) -> uuid.UUID:
    with it.acting(role) as here:
        seen = tuple(db.session.get_one(Account, it.house.accounts[each]) for each in witnesses)
        said = {"says_yes": True, "said_how": SaidHow.SIGNS, "evidence": EVIDENCE, **given}
        made = written_down.write_down(**here, said=WrittenDown(**said, witnesses=seen))
        return made.id


def refused(it: Deciding, *args: Any, **given: Any) -> object:
    with pytest.raises(written_down.Refused) as said:
        written(it, *args, **given)
    return said.value.words


def confirm(it: Deciding, decision_id: uuid.UUID, role: str, was_there: bool = True) -> None:
    with it.acting(role) as here:
        place = db.session.query(StaffDecisionWitness).filter_by(
            decision_id=decision_id, account_id=here["by"].id
        )
        written_down.answer_as_witness(by=here["by"], witness=place.one(), was_there=was_there)


def test_it_counts_once_both_said_so(it: Deciding) -> None:
    decision_id = written(it)
    for _ in range(2):
        confirm(it, decision_id, "sister")
        assert it.stands is Stands.OPEN
    mails = [each.address for each in it.house.rows(Notice)].count(_email(it))
    confirm(it, decision_id, "worker")
    it.do("manager", deciding.say_safe, says_yes=True)
    assert it.stands is Stands.CHECKS
    assert [each.address for each in it.house.rows(Notice)].count(_email(it)) == mails + 1


def _email(it: Deciding) -> str:
    with it.house.portal.app_context():
        return db.session.get_one(Applicant, it.house.applicant_id).email


def test_a_no_that_two_saw_ends_it(it: Deciding) -> None:
    decision_id = written(it, says_yes=False)
    confirm(it, decision_id, "sister")
    confirm(it, decision_id, "worker")
    assert it.stands is Stands.PERSON_NO
    assert refused(it) is deciding.ENDED


def test_one_who_was_not_there_undoes_it(it: Deciding) -> None:
    decision_id = written(it)
    confirm(it, decision_id, "sister")
    confirm(it, decision_id, "worker", was_there=False)
    confirm(it, decision_id, "worker")
    assert it.stands is Stands.OPEN


@pytest.mark.parametrize("own", [True, False])
def test_nobody_overrules_the_persons_own_answer(it: Deciding, own: bool) -> None:
    decision_id = written(it, says_yes=not own)
    it.do("person", deciding.decide, says_yes=own)
    confirm(it, decision_id, "sister")
    confirm(it, decision_id, "worker")
    assert it.stands is (Stands.OPEN if own else Stands.PERSON_NO)
    with it.acting("person") as here:
        locks = deciding.locks_of(here["applicant"])
        assert locks.person is own
    assert refused(it, says_yes=not own) is written_down.PERSON_SAID


def test_what_waits_for_its_witnesses_takes_the_word_from_nobody(it: Deciding) -> None:
    decision_id = written(it, says_yes=False)
    not_sure = meeting.ChoiceSaid(MeetAnswer.NOT_SURE)
    assert it.do("person", meeting.choose, said=not_sure).counts
    for role in ("sister", "worker"):
        confirm(it, decision_id, role)
    yes = meeting.ChoiceSaid(MeetAnswer.YES)
    assert it.refused("person", meeting.choose, said=yes) is meeting.DECIDED


def test_two_others_from_two_places(it: Deciding) -> None:
    assert "Two people with an account" in str(refused(it, witnesses=("sister",)))
    assert "Two people with an account" in str(refused(it, witnesses=("sister", "person")))
    assert "Two other people" in str(refused(it, witnesses=("sister", "advocate")))
    with it.house.portal.app_context():
        place = make_organisation()
        for role in ("sister", "worker"):
            account = db.session.get_one(Account, it.house.accounts[role])
            make_role(place, account, Role.PROVIDER_WORKER)
    assert "same place" in str(refused(it))
    assert not it.house.rows(StaffDecision)


def test_nobody_writes_or_sees_what_they_gain_by(it: Deciding) -> None:
    assert refused(it, "manager") is written_down.YOU_GAIN
    assert refused(it, witnesses=("sister", "manager")) is written_down.WITNESS_GAINS
    with it.house.portal.app_context(), db.writing():
        sister = db.session.get_one(Account, it.house.accounts["sister"])
        db.session.get_one(Applicant, it.house.applicant_id).email = sister.email
    assert refused(it) is written_down.WITNESS_GAINS


def test_a_manager_of_the_provider_who_is_there_as_advocate_gains_all_the_same(
    it: Deciding,
) -> None:
    with it.house.portal.app_context():
        vacancy = db.session.get_one(Vacancy, it.house.vacancy_id)
        advocate = db.session.get_one(Account, it.house.accounts["advocate"])
        make_role(vacancy.organisation, advocate, Role.PROVIDER_MANAGER)  # type: ignore[arg-type]
    assert refused(it) is written_down.YOU_GAIN


def test_who_does_not_see_how_staff_are_chosen_writes_nothing(it: Deciding) -> None:
    it.house.add_member("nurse", "Hyacinth Nursewick", Relationship.HEALTH_PROFESSIONAL)
    assert refused(it, "nurse") is written_down.NOT_YOURS
    assert refused(it, "person") is written_down.NOT_YOURS


def test_how_they_said_it_and_how_one_could_tell(it: Deciding) -> None:
    assert refused(it, said_how=SaidHow.TAPPED) is written_down.SAY_HOW
    assert refused(it, evidence="") is written_down.SAY_WHY


def test_written_twice_it_is_kept_once_and_the_person_hears(it: Deciding) -> None:
    for _ in range(2):
        written(it)
    assert len(it.house.rows(StaffDecision)) == 1
    told = [each for each in it.house.rows(Notice) if each.kind == "staff-decision-written-down"]
    assert {each.account_id for each in told} == {it.house.accounts["person"]}


def test_pages_of_a_written_answer(at_home: Deciding) -> None:
    it, house = at_home, at_home.house
    house.add_member("nurse", "Hyacinth Nursewick", Relationship.HEALTH_PROFESSIONAL)
    advocate = house.as_("advocate")
    assert "Write down what they said" in advocate.get(it.at("decision")).text
    at = it.at("decision", "write-down")
    with house.portal.app_context():
        emails = {
            role: db.session.get_one(Account, house.accounts[role]).email
            for role in ("nurse", "sister")
        }
    form = {
        "answer": "yes",
        "said_how": "signs",
        "evidence": EVIDENCE,
        "first_witness": emails["nurse"],
        "second_witness": "nobody@nowhere.example",
    }
    page = advocate.post(at, form, status=422)
    assert EVIDENCE in page.html
    advocate.post(at, {**form, "second_witness": emails["sister"]}, status=303)
    (decision,) = house.rows(StaffDecision)
    witness = f"/people/{house.person_id}/staff/decisions/{decision.id}/witness"
    # Being asked to witness opens nothing: the name shows where staff is shared.
    assert APPLICANT not in house.as_("nurse").get(witness).html
    assert APPLICANT in house.as_("sister").get(witness).html
    house.as_("worker").get(witness, status=404)
    house.as_("nurse").post(witness, {"answer": "maybe"}, status=422)
    house.as_("nurse").post(witness, {"answer": "there"}, status=303)
    # Who saw it, what they said and how one could tell are on nobody's page of the decision.
    for role in ("person", "sister", "worker", "manager"):
        page = house.as_(role).get(it.at("decision"))
        assert "Two people must say they saw it" in page.text
        for hidden in (EVIDENCE, emails["nurse"], "Nursewick"):
            assert hidden not in page.html
    facts = [str(each.facts) for each in house.rows(AuditEvent)]
    assert not any(EVIDENCE in each for each in facts)
    house.as_("person").post(it.at("decision", "no"), {}, status=303)
    assert "Write down what they said" not in advocate.get(it.at("decision")).text


def test_a_witness_who_got_the_second_lock_since_confirms_nothing(it: Deciding) -> None:
    decision_id = written(it)
    with it.house.portal.app_context():
        vacancy = db.session.get_one(Vacancy, it.house.vacancy_id)
        assert vacancy.organisation is not None
        worker = db.session.get_one(Account, it.house.accounts["worker"])
        make_role(vacancy.organisation, worker, Role.PROVIDER_MANAGER)
    confirm(it, decision_id, "sister")
    with pytest.raises(written_down.Refused):
        confirm(it, decision_id, "worker")
    where = f"/people/{it.house.person_id}/staff/decisions/{decision_id}/witness"
    it.house.as_("worker").post(where, {"answer": "there"}, status=303)
    assert it.stands is Stands.OPEN
