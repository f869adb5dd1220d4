"""Whom the person named for the second lock left: somebody else is named, and nothing is lost."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from app.accounts.models import Account
from app.database import now
from app.extensions import db
from app.notices.models import Channel, Notice
from app.organisations.models import OrganisationKind, OrganisationMember, Role
from app.people.models import (
    Area,
    CircleMember,
    Relationship,
    SharingDecision,
    SharingStop,
    SpokenFor,
)
from app.people.parts import Part
from app.people.predicates import relation
from app.staff_choice.actions import deciding, jobs, naming_lock
from app.staff_choice.models import (
    Applicant,
    CheckItem,
    CheckStatus,
    Employer,
    FirstDay,
    MeetAnswer,
    MeetChoice,
    OwnAsking,
    SafeCheck,
    SafetyAnswer,
    Vacancy,
    VacancyStage,
    VacancyState,
)
from app.staff_choice.predicates import holds_lock_of
from app.staff_choice.queries.jobs import read_job
from app.staff_choice.queries.paying import Payer, nobody_checks, who_could_check
from tests.makers import make_organisation, make_role
from tests.staff_choice.deciding_house import Deciding
from tests.staff_choice.house import make_applicant
from tests.staff_choice.panel_house import PanelHouse
from tests.staff_choice.test_written_down import confirm, written
from tools.counting import counted

FIRST, NEXT = "Cressida Carewell", "Hyacinth Helpington"


class Employing(Deciding):
    """The person employs: a care manager holds the second lock, a support service could."""

    def __init__(self, house: PanelHouse) -> None:
        super().__init__(house)
        for role, name, kind, held in (
            ("caremanager", FIRST, Relationship.CARE_MANAGER, Role.CARE_MANAGER),
            ("service", NEXT, Relationship.OTHER, Role.EMPLOYMENT_SUPPORT),
        ):
            house.add_member(role, name, kind)
            house.share(role, Part.STAFF)
            with house.portal.app_context():
                place = make_organisation(OrganisationKind.COUNCIL)
                make_role(place, db.session.get_one(Account, house.accounts[role]), held)
        self.change(
            employer=Employer.PERSON,
            organisation_id=None,
            lock_member_id=house.members["caremanager"],
        )
        house.add(VacancyState(vacancy_id=house.vacancy_id, number=2, stage=VacancyStage.CLOSED))

    def change(self, **values: object) -> None:
        with self.house.portal.app_context(), db.writing():
            vacancy = db.session.get_one(Vacancy, self.house.vacancy_id)
            for name, value in values.items():
                setattr(vacancy, name, value)

    def payer(self, role: str) -> Payer:
        return Payer(Employer.PERSON, self.house.members[role], role)

    def name(self, to: str, by: str = "person") -> None:
        with self.house.leading(by) as given:
            viewer = relation(given["by"], self.house.person_id)
            job = read_job(self.house.vacancy_id)
            assert viewer is not None and job is not None
            naming_lock.name_lock(by=given["by"], viewer=viewer, job=job, payer=self.payer(to))

    def not_named(self, to: str, by: str = "person") -> object:
        with pytest.raises(naming_lock.Refused) as said:
            self.name(to, by)
        return said.value.words

    def is_stuck(self) -> bool:
        with self.house.leading("person") as given:
            return nobody_checks(given["vacancy"])

    def offered(self) -> list[str]:
        with self.house.leading("person") as given:
            viewer = relation(given["by"], self.house.person_id)
            assert viewer is not None
            return [each.name for each in who_could_check(viewer, given["vacancy"])]

    def holds(self, role: str) -> bool:
        with self.house.leading(role) as given:
            return holds_lock_of(given["by"], given["vacancy"])

    def end_place(self) -> None:
        with self.house.portal.app_context(), db.writing():
            member = db.session.get_one(CircleMember, self.house.members["caremanager"])
            member.ended_at = now()

    def end_role(self) -> None:
        with self.house.portal.app_context(), db.writing():
            theirs = OrganisationMember.account_id == self.house.accounts["caremanager"]
            for held in db.session.query(OrganisationMember).filter(theirs):
                held.ended_at = now()

    def close_account(self) -> None:
        with self.house.portal.app_context(), db.writing():
            account = db.session.get_one(Account, self.house.accounts["caremanager"])
            account.closed_at = now()

    def stop_sharing(self) -> None:
        with self.house.portal.app_context(), db.writing():
            theirs = SharingDecision.member_id == self.house.members["caremanager"]
            for made in db.session.query(SharingDecision).filter(theirs):
                db.session.add(
                    SharingStop(decision_id=made.id, stopped_by=self.house.accounts["person"])
                )


@pytest.fixture
def it(panel_house: PanelHouse) -> Employing:
    return Employing(panel_house)


@pytest.fixture
def at_home(panel_home: PanelHouse) -> Employing:
    return Employing(panel_home)


@pytest.mark.parametrize(
    "leave",
    [Employing.end_place, Employing.end_role, Employing.close_account, Employing.stop_sharing],
)
def test_however_they_left_somebody_else_is_named(
    it: Employing, leave: Callable[[Employing], None]
) -> None:
    assert not it.is_stuck()
    assert it.not_named("service") is naming_lock.STILL_CHECKS
    leave(it)
    assert it.is_stuck()
    it.name("service")
    assert it.holds("service") and not it.holds("caremanager")
    assert not it.is_stuck()
    # Tapped twice.
    it.name("service")
    it.do("service", deciding.check, item=CheckItem.DBS, status=CheckStatus.WAITING)


def test_what_the_one_before_checked_and_said_stands(it: Employing) -> None:
    day = now().date()
    it.do("caremanager", deciding.check, item=CheckItem.DBS, status=CheckStatus.DONE, seen_on=day)
    it.do("caremanager", deciding.say_safe, says_yes=True)
    it.end_place()
    it.name("service")
    (checked,) = it.house.rows(SafeCheck)
    (said,) = it.house.rows(SafetyAnswer)
    before = it.house.accounts["caremanager"]
    assert (checked.checked_by, checked.status) == (before, CheckStatus.DONE)
    assert (said.given_by, said.says_yes) == (before, True)
    assert it.refused("caremanager", deciding.say_safe, says_yes=False) is deciding.NOT_YOURS


def test_the_person_and_whoever_checks_now_are_told(it: Employing) -> None:
    house = it.house
    house.add(
        SpokenFor(
            person_id=house.person_id,
            member_id=house.members["advocate"],
            area=Area.STAFF,
        )
    )
    it.end_place()
    it.name("service", by="advocate")
    found = house.rows(Notice, Notice.kind == "job-lock-named", Notice.channel == Channel.SCREEN)
    told = {each.account_id for each in found}
    assert told == {house.accounts["person"], house.accounts["service"]}
    assert not any(NEXT in f"{each.subject} {each.body}" for each in found)


def test_only_who_decides_names_them(it: Employing) -> None:
    it.end_place()
    for role in ("sister", "worker", "manager", "service", "stranger"):
        assert it.not_named("service", role) is naming_lock.NOT_YOURS


def test_nobody_who_gains_or_decides_is_named(it: Employing) -> None:
    house = it.house
    it.end_place()
    for role in ("sister", "worker", "manager", "advocate", "caremanager"):
        assert it.not_named(role) is naming_lock.CANNOT_CHECK
    assert it.offered() == [NEXT]
    # Whoever wants the job, whoever is a friend, and whoever speaks for the person.
    email = "Service@Demo.example"
    with house.portal.app_context():
        mine = db.session.get_one(Vacancy, house.vacancy_id)
        wants = make_applicant(mine, email=email).id
    assert it.not_named("service") is naming_lock.CANNOT_CHECK
    with house.portal.app_context(), db.writing():
        db.session.get_one(Applicant, wants).email = "other@applicant.example"
    speaks = SpokenFor(
        person_id=house.person_id,
        member_id=house.members["service"],
        area=Area.STAFF,
    )
    house.add(speaks)
    assert it.not_named("service") is naming_lock.CANNOT_CHECK
    with house.portal.app_context(), db.writing():
        db.session.get_one(SpokenFor, speaks.id).ended_at = now()
        member = db.session.get_one(CircleMember, house.members["service"])
        member.relationship_kind = Relationship.FRIEND
    assert it.not_named("service") is naming_lock.CANNOT_CHECK


def test_after_the_first_day_and_where_a_provider_pays_nobody_is_named(it: Employing) -> None:
    house = it.house
    it.end_place()
    with house.portal.app_context():
        place = make_organisation().id
    it.change(employer=Employer.PROVIDER, organisation_id=place, lock_member_id=None)
    assert it.not_named("service") is naming_lock.STILL_CHECKS
    it.change(
        employer=Employer.PERSON, organisation_id=None, lock_member_id=house.members["caremanager"]
    )
    house.add(VacancyState(vacancy_id=house.vacancy_id, number=3, stage=VacancyStage.WITHDRAWN))
    assert it.not_named("service") is naming_lock.IS_OVER


def test_a_job_where_somebody_starts_is_not_stuck(it: Employing) -> None:
    day = now().date()
    it.do("person", deciding.decide, says_yes=True)
    for item in CheckItem:
        it.do("caremanager", deciding.check, item=item, status=CheckStatus.DONE, seen_on=day)
    it.do("caremanager", deciding.say_safe, says_yes=True)
    it.do("caremanager", deciding.start, starts_on=day)
    assert it.house.rows(FirstDay)
    it.end_place()
    assert not it.is_stuck()
    assert it.not_named("service") is naming_lock.STILL_CHECKS


def test_the_job_says_that_nobody_checks_and_leads_there(at_home: Employing) -> None:
    home = at_home.house
    page = home.as_("person").get(home.at())
    assert home.at("who-checks") not in page.links.values()
    home.as_("person").get(home.at("who-checks"), status=404)
    at_home.end_place()
    assert home.at("who-checks") in home.as_("person").get(home.at()).links.values()
    # Who only helps to choose is not asked.
    assert home.at("who-checks") not in home.as_("sister").get(home.at()).links.values()
    form = home.as_("person").get(home.at("who-checks"))
    assert NEXT in form.text and FIRST not in form.text
    fields = form.fields("form.question")
    home.as_("person").post(home.at("who-checks"), fields, status=422)
    chosen = {**fields, "who": f"member:{home.members['service']}"}
    home.as_("person").post(home.at("who-checks"), chosen, status=303)
    assert NEXT in home.as_("person").get(home.at("write")).text
    home.as_("service").get(home.at("applicants", home.applicant_id, "safety"))


def test_where_nobody_could_check_the_page_says_what_to_do(at_home: Employing) -> None:
    home = at_home.house
    at_home.end_place()
    with home.portal.app_context(), db.writing():
        db.session.get_one(CircleMember, home.members["service"]).ended_at = now()
    page = home.as_("person").get(home.at("who-checks"))
    assert f"/people/{home.person_id}/sharing" in page.links.values()


def _refuses_next(it: Employing) -> None:
    it.end_place()
    assert it.not_named("service") is naming_lock.CANNOT_CHECK
    assert it.offered() == []


def test_nobody_is_named_who_chose_for_the_person_whom_to_meet(it: Employing) -> None:
    it.house.add(
        MeetChoice(
            applicant_id=it.house.applicant_id,
            said_by=it.house.accounts["service"],
            counts=True,
            answer=MeetAnswer.YES,
            rule_version="1",
        )
    )
    _refuses_next(it)


def test_nobody_is_named_who_wrote_the_answer_down(it: Employing) -> None:
    written(it, "service", ("advocate", "worker"))
    _refuses_next(it)


def test_nobody_is_named_who_saw_it_but_who_is_only_called_a_witness_is(it: Employing) -> None:
    decision_id = written(it, "advocate", ("service", "worker"))
    assert not it.is_stuck()
    it.end_place()
    assert it.offered() == [NEXT]
    confirm(it, decision_id, "service")
    _refuses_next(it)


def test_who_checks_and_wants_the_job_is_followed_by_another(it: Employing) -> None:
    """Only where they used the link: anybody can write their address into the form."""
    house = it.house
    row = OwnAsking(vacancy_id=house.vacancy_id, account_id=house.accounts["caremanager"])
    house.add(row)
    assert not it.is_stuck()
    assert it.not_named("service") is naming_lock.STILL_CHECKS
    with house.portal.app_context(), db.writing():
        (kept,) = db.session.query(OwnAsking)
        kept.used_at = now()
    assert it.is_stuck() and it.offered() == [NEXT]
    it.name("service")
    assert it.holds("service")


def _open_again(it: Employing) -> None:
    it.house.add(
        VacancyState(vacancy_id=it.house.vacancy_id, number=3, stage=VacancyStage.PUBLISHED)
    )


def _rewrites(it: Employing, to: str) -> None:
    """The person writes the facts anew, with somebody else for the second lock."""
    with it.house.leading("person") as given:
        viewer = relation(given["by"], it.house.person_id)
        job = read_job(it.house.vacancy_id)
        assert viewer is not None and job is not None
        v = job.vacancy
        facts = jobs.Facts(
            it.payer(to), v.minutes_a_week, v.pay_pence, v.closes_on, v.district, v.town
        )
        jobs.change_facts(by=given["by"], viewer=viewer, job=job, seen=job.facts_mark, facts=facts)


def test_writing_the_job_anew_pulls_the_lock_from_nobody_who_checked(it: Employing) -> None:
    _open_again(it)
    it.do("caremanager", deciding.check, item=CheckItem.DBS, status=CheckStatus.STOP)
    with pytest.raises(jobs.Refused) as said:
        _rewrites(it, "service")
    assert said.value.words is jobs.CHECKED
    assert it.holds("caremanager")
    it.end_place()
    _rewrites(it, "service")
    assert it.holds("service")
    told = Notice.kind == "job-lock-named", Notice.channel == Channel.SCREEN
    assert [each.account_id for each in it.house.rows(Notice, *told)] == [
        it.house.accounts["service"]
    ]


def test_writing_the_job_anew_gives_the_lock_to_nobody_who_wants_it(it: Employing) -> None:
    _open_again(it)
    with it.house.portal.app_context():
        vacancy = db.session.get_one(Vacancy, it.house.vacancy_id)
        make_applicant(vacancy, email="Service@Demo.example")
    with pytest.raises(jobs.Refused) as said:
        _rewrites(it, "service")
    assert said.value.words is jobs.CANNOT_CHECK


def test_the_page_asks_the_same_few_queries_however_many_could_check(it: Employing) -> None:
    it.end_place()
    url = f"/people/{it.house.person_id}/staff/jobs/{it.house.vacancy_id}/who-checks"

    def asked() -> tuple[int, int]:
        browser = it.house.as_("person")
        browser.get(url)
        with counted(it.house.portal.extensions["db_engine"]) as seen:
            page = browser.get(url)
        return len(seen), len(page.find_all("input[type=radio]"))

    before, few = asked()
    for number in range(4):
        role = f"checker{number}"
        it.house.add_member(role, f"Checker Numberwick {number}", Relationship.CARE_MANAGER)
        it.house.share(role, Part.STAFF)
        with it.house.portal.app_context():
            place = make_organisation(OrganisationKind.COUNCIL)
            account = db.session.get_one(Account, it.house.accounts[role])
            make_role(place, account, Role.CARE_MANAGER)
    after, many = asked()
    assert many == few + 4
    assert after == before <= 10
