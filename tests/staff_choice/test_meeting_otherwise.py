"""Whom to meet, where it is not the person's own phone, or not their own word.

On a phone that was handed over; and on records of this very decision. Nobody does it who gains.
"""

from __future__ import annotations

import uuid
from datetime import timedelta
from typing import Any

import pytest

from app.accounts.models import Account
from app.audit import SYSTEM
from app.audit.models import AuditEvent
from app.database import now
from app.extensions import db
from app.notices.models import Channel, Notice
from app.organisations.models import Role
from app.people.models import Basis, CircleMember, Person
from app.people.models.records import AuthorityKind
from app.people.parts import Part
from app.staff_choice.actions import meeting
from app.staff_choice.actions.erasing import erase
from app.staff_choice.actions.meeting import ChoiceSaid
from app.staff_choice.models import (
    Applicant,
    Employer,
    MeetAnswer,
    MeetChoice,
    MeetChoiceHow,
    Vacancy,
)
from app.staff_choice.whom_to_meet import hands_phone, meeting_key
from tests.plans.house import SISTER
from tests.staff_choice.panel_house import PanelHouse
from tests.staff_choice.test_in_their_place import InPlace, wants_it

NAME = "Bramble Okonjo-Wimple"
YES, NO, NOT_SURE = MeetAnswer.YES, MeetAnswer.NO, MeetAnswer.NOT_SURE


class Meeting(InPlace):
    """The house of records, with somebody about whom nobody said anything yet."""

    def __init__(self, house: PanelHouse) -> None:
        super().__init__(house)
        self.asked = house.applicant(NAME, met=False)

    def records(self, **given: Any) -> uuid.UUID:
        key = meeting_key(self.house.vacancy_id)
        return self.best_interests(self.capacity(**{"receiver": key, **given}))

    def choose(self, role: str, answer: MeetAnswer = YES) -> None:
        with self.acting(role) as given:
            given["applicant"] = db.session.get_one(Applicant, self.asked)
            meeting.choose(**given, said=ChoiceSaid(answer))

    def not_chosen(self, role: str) -> None:
        with pytest.raises(meeting.Refused):
            self.choose(role)

    def on_phone(self, role: str, answer: MeetAnswer = YES, minutes: int = 1) -> None:
        with self.acting(role) as given:
            given["applicant"] = db.session.get_one(Applicant, self.asked)
            since = now() - timedelta(minutes=minutes)
            meeting.say_on_phone(**given, said=ChoiceSaid(answer), since=since)

    def not_on_phone(self, role: str) -> object:
        with pytest.raises(meeting.Refused) as said:
            self.on_phone(role)
        return said.value.words

    @property
    def choices(self) -> list[MeetChoice]:
        return self.house.rows(MeetChoice, MeetChoice.applicant_id == self.asked)

    @property
    def stands(self) -> MeetAnswer | None:
        counting = [each.answer for each in self.choices if each.counts]
        return counting[-1] if counting else None

    def hands(self, role: str) -> bool:
        scope = {"person_id": self.house.person_id, "vacancy_id": self.house.vacancy_id}
        with self.house.leading(role) as given:
            return hands_phone(given["by"], scope)

    def told(self, kind: str) -> list[uuid.UUID | None]:
        found = self.house.rows(Notice, Notice.kind == kind, Notice.channel == Channel.SCREEN)
        return [each.account_id for each in found]


@pytest.fixture
def it(panel_house: PanelHouse) -> Meeting:
    return Meeting(panel_house)


@pytest.fixture
def at_home(panel_home: PanelHouse) -> Meeting:
    return Meeting(panel_home)


# On records of this very decision.


def test_a_best_interests_decision_about_this_job_lets_it_be_chosen(it: Meeting) -> None:
    it.not_chosen("nurse")
    best = it.records()
    it.choose("nurse")
    (made,) = it.choices
    assert (made.counts, made.answer) == (True, YES)
    assert made.in_their_place and not made.on_phone
    assert made.how is not None
    assert (made.how.basis, made.how.best_interests_id) == (Basis.BEST_INTERESTS, best)
    person = it.house.accounts["person"]
    assert it.told("meet-decided-for") == [person]
    # The same once more is kept once, another answer tells once until it is read.
    it.choose("nurse")
    it.choose("nurse", NO)
    assert [each.answer for each in it.choices] == [YES, NO]
    assert it.told("meet-decided-for") == [person]


def test_what_the_person_says_comes_first_and_ends_it(it: Meeting) -> None:
    it.records()
    it.choose("nurse", YES)
    it.choose("person", NO)
    assert it.stands is NO
    # From now on the record opens nothing: neither that one nor any later one.
    it.records()
    it.not_chosen("advocate")
    it.choose("nurse", YES)
    assert it.stands is NO
    assert not it.choices[-1].counts


@pytest.mark.parametrize("about", ["plan", "another-job", "applicant"])
def test_a_record_about_anything_else_opens_nothing(it: Meeting, about: str) -> None:
    keys = {
        "plan": "plan",
        "another-job": meeting_key(uuid.uuid4()),
        "applicant": f"applicant:{it.asked}",
    }
    parts = [Part.PLAN_WANTS if about == "plan" else Part.STAFF]
    it.records(receiver=keys[about], parts=[part.value for part in parts])
    it.not_chosen("nurse")


def test_a_record_that_ended_opens_nothing(it: Meeting) -> None:
    today = now().date()
    it.records(assessed_on=today - timedelta(days=40), review_on=today - timedelta(days=1))
    it.not_chosen("nurse")


def test_of_a_paper_the_care_manager_alone_writes_and_never_its_holder(it: Meeting) -> None:
    key = meeting_key(it.house.vacancy_id)
    it.capacity(receiver=key, assessed_by=it.house.accounts["caremanager"])
    it.paper("attorney")
    it.not_chosen("attorney")
    it.not_chosen("nurse")
    it.choose("caremanager")
    (made,) = it.choices
    assert made.how is not None
    assert made.how.basis is Basis.ATTORNEY_OR_DEPUTY
    assert made.how.authority_id is not None and made.how.capacity_id is not None


def test_a_paper_of_somebody_who_gains_opens_nothing(it: Meeting) -> None:
    key = meeting_key(it.house.vacancy_id)
    it.capacity(receiver=key, assessed_by=it.house.accounts["caremanager"])
    it.paper("attorney")
    it.works("attorney", Role.PROVIDER_WORKER, provider=True)
    it.not_chosen("caremanager")


def test_a_paper_of_somebody_who_wants_the_job_opens_nothing(it: Meeting) -> None:
    key = meeting_key(it.house.vacancy_id)
    it.capacity(receiver=key, assessed_by=it.house.accounts["caremanager"])
    it.paper("attorney")
    wants_it(it, "attorney")
    it.not_chosen("caremanager")


def test_who_works_where_the_pay_comes_from_decides_nothing(it: Meeting) -> None:
    it.records()
    it.works("nurse", Role.PROVIDER_WORKER, provider=True)
    it.not_chosen("nurse")


def test_it_goes_with_the_applicant(it: Meeting) -> None:
    it.records()
    it.choose("nurse")
    with it.house.portal.app_context(), db.writing():
        erase(by=SYSTEM, applicant=db.session.get_one(Applicant, it.asked), why="time-is-over")
    assert it.choices == it.house.rows(MeetChoiceHow) == []


def test_a_record_is_written_for_one_job_and_the_page_leads_there(at_home: Meeting) -> None:
    home = at_home.house
    nurse = home.as_("nurse")
    listed = nurse.get(home.at("applicants"))
    key = meeting_key(home.vacancy_id)
    (new,) = [href for href in listed.links.values() if "capacity/new" in href]
    assert key in nurse.get(new).html
    assert not any("capacity/new" in href for href in _links(at_home, "sister"))
    one = home.at("applicants", at_home.asked)
    assert "meet-form" not in nurse.get(one).html
    at_home.records()
    assert "meet-form" in nurse.get(one).html
    nurse.post(one, {"answer": "yes"}, status=303)
    assert "Others chose this." in nurse.get(home.at("applicants")).text
    assert "The person did not say this." in nurse.get(one).text
    mine = home.as_("person").get(one)
    assert "Others decided this for you." in mine.text and "meet-form" in mine.html


def _links(it: Meeting, role: str) -> list[str]:
    return list(it.house.as_(role).get(it.house.at("applicants")).links.values())


# On a phone that was handed over.


def test_what_the_person_says_on_a_handed_phone_counts_and_says_so(it: Meeting) -> None:
    it.on_phone("sister", NO)
    (made,) = it.choices
    house = it.house
    assert (made.counts, made.answer, made.said_by) == (True, NO, house.accounts["person"])
    assert made.on_phone and not made.in_their_place
    assert made.how is not None and made.how.on_phone_of == house.accounts["sister"]
    assert it.told("meet-on-phone") == [house.accounts["person"]]
    found = house.rows(AuditEvent, AuditEvent.name == "applicant.meet-said")
    assert (found[-1].actor_id, found[-1].facts["how"]) == (house.accounts["sister"], "on-phone")


def test_sent_twice_it_is_kept_once_and_changed_it_is_added(it: Meeting) -> None:
    it.on_phone("sister", NO)
    it.on_phone("sister", NO)
    it.on_phone("sister", YES)
    assert [each.answer for each in it.choices] == [NO, YES]


def test_the_person_changes_it_later_and_nobodys_phone_changes_that(it: Meeting) -> None:
    it.on_phone("sister", NO)
    it.choose("person", YES)
    assert it.stands is YES
    assert it.not_on_phone("sister") is meeting.SAID_IT
    assert it.not_on_phone("advocate") is meeting.SAID_IT
    assert it.stands is YES


def test_it_comes_before_whoever_decides_in_their_place(it: Meeting) -> None:
    it.records()
    it.choose("nurse", YES)
    it.on_phone("sister", NO)
    it.choose("nurse", NOT_SURE)
    assert it.stands is NO


def test_of_a_person_without_an_account_it_is_no_answer_of_the_phones_owner(it: Meeting) -> None:
    with it.house.portal.app_context(), db.writing():
        db.session.get_one(Person, it.house.person_id).account_id = None
    it.choose("sister", YES)
    it.on_phone("sister", NO)
    assert it.stands is NO
    it.choose("sister", YES)
    assert it.stands is NO
    it.on_phone("sister", NOT_SURE)
    assert it.stands is NOT_SURE


def test_whoever_is_paid_or_gains_hands_over_nothing(it: Meeting) -> None:
    assert it.hands("sister") and it.hands("advocate")
    for role in ("person", "worker", "friend", "stranger"):
        assert not it.hands(role), role
        assert it.not_on_phone(role) is meeting.NOT_YOURS
    it.works("advocate", Role.PROVIDER_WORKER, provider=True)
    assert not it.hands("advocate")
    with it.house.portal.app_context(), db.writing():
        applicant = db.session.get_one(Applicant, it.asked)
        applicant.email = db.session.get_one(Account, it.house.accounts["sister"]).email
    assert not it.hands("sister")


def test_where_the_person_employs_the_lock_and_the_money_hand_over_nothing(it: Meeting) -> None:
    house = it.house
    with house.portal.app_context(), db.writing():
        vacancy = db.session.get_one(Vacancy, house.vacancy_id)
        vacancy.employer, vacancy.organisation_id = Employer.PERSON, None
        vacancy.lock_member_id = house.members["caremanager"]
    assert it.hands("sister") and not it.hands("caremanager")
    it.paper("sister", kind=AuthorityKind.APPOINTEE)
    assert not it.hands("sister")


@pytest.fixture
def phone(at_home: Meeting) -> Meeting:
    """The sister handed over her phone. Two were asked about before: each page is one of them."""
    home = at_home.house
    page = home.as_("sister").get(home.at("applicants", "hand-over"))
    assert "one question about each of them" in page.text
    done = home.as_("sister").post(home.at("applicants", "hand-over"), {}, status=303)
    assert done.location == home.at("applicants", "question")
    return at_home


def test_one_question_after_another_and_then_the_phone_goes_back(phone: Meeting) -> None:
    home, url = phone.house, phone.house.at("applicants", "question")
    third = home.applicant("Clover Third", met=False)
    page = home.as_("sister").get(url)
    fields = page.fields("form.question")
    assert fields["about"] == str(phone.asked)
    home.as_("sister").post(url, {**fields, "answer": "yes"}, status=303)
    again = home.as_("sister").get(url).fields("form.question")
    assert again["about"] == str(third)
    # Tapped twice: on to the next, and nothing is added.
    home.as_("sister").post(url, {**fields, "answer": "yes"}, status=303)
    done = home.as_("sister").post(url, {**again, "answer": "not-sure"}, status=303)
    assert done.location == "/phone/back"
    made = home.rows(MeetChoice, MeetChoice.applicant_id.in_([phone.asked, third]))
    assert [(each.answer, each.on_phone) for each in made] == [(YES, True), (NOT_SURE, True)]
    assert home.as_("sister").get("/my", status=303).location == "/phone/back"


def test_the_page_hides_what_is_hidden_and_what_others_think(phone: Meeting) -> None:
    home = phone.house
    home.add(
        MeetChoice(
            applicant_id=phone.asked,
            said_by=home.accounts["sister"],
            counts=False,
            answer=NO,
            words="Too loud for us",
            rule_version="1",
        )
    )
    with home.portal.app_context(), db.writing():
        db.session.get_one(Applicant, phone.asked).words = "I am Bramble. I like tea."
    page = home.as_("sister").get(home.at("applicants", "question"))
    assert "I like tea." in page.text and "Person 2" in page.text
    for piece in ("Bramble", "Wimple", "Too loud", "/photo", "/sound", "You are helping", SISTER):
        assert piece not in page.html


def test_the_page_tells_nothing_of_a_yes_that_others_gave(phone: Meeting) -> None:
    phone.records()
    phone.choose("nurse", YES)
    home = phone.house
    page = home.as_("sister").get(home.at("applicants", "question"))
    assert page.fields("form.question")["about"] == str(phone.asked)
    assert "Person 2" in page.text and "Bramble" not in page.html


def test_no_other_address_opens_and_not_wanting_to_keeps_nothing(phone: Meeting) -> None:
    home, url = phone.house, phone.house.at("applicants", "question")
    for path in ("/my", home.at("applicants"), home.at("applicants", phone.asked)):
        assert home.as_("sister").get(path, status=303).location == url
    home.as_("sister").post(url, {"stop": "stop"}, status=303)
    assert phone.choices == []
    assert home.as_("sister").get(url, status=303).location == "/phone/back"


def test_once_the_person_said_it_themselves_nobody_is_asked_here(phone: Meeting) -> None:
    home, url = phone.house, phone.house.at("applicants", "question")
    fields = home.as_("sister").get(url).fields("form.question")
    home.as_("person").post(home.at("applicants", phone.asked), {"answer": "no"}, status=303)
    home.as_("sister").post(url, {**fields, "answer": "yes"}, status=303)
    assert phone.stands is NO


def test_when_sharing_stops_the_question_closes(phone: Meeting) -> None:
    home, url = phone.house, phone.house.at("applicants", "question")
    with home.portal.app_context(), db.writing():
        db.session.get_one(CircleMember, home.members["sister"]).ended_at = now()
    assert home.as_("sister").get(url, status=303).location == "/phone/back"


def test_who_may_not_hand_it_over_reads_who_could(at_home: Meeting) -> None:
    home = at_home.house
    where = home.at("applicants", "hand-over")
    page = home.as_("worker").get(where)
    assert "You are paid to support them" in page.text
    assert "family, a friend or an advocate" in page.text
    home.as_("worker").post(where, {}, status=404)
    home.as_("person").get(where, status=404)
    home.as_("sister").get(home.at("applicants", "question"), status=404)


def test_a_yes_said_on_a_phone_says_so_to_the_person(at_home: Meeting) -> None:
    at_home.on_phone("sister", YES)
    home = at_home.house
    one = home.as_("person").get(home.at("applicants", at_home.asked))
    assert "Said on the phone of somebody who helps. You can say it yourself." in one.text
    assert "Said on the phone" in home.as_("advocate").get(home.at("applicants")).text
