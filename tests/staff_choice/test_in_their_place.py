"""An answer in the person's place: on records of this very decision, never over their own word."""

from __future__ import annotations

import uuid
from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import delete, update
from sqlalchemy.exc import DatabaseError, IntegrityError

from app.accounts.models import Account
from app.database import now
from app.extensions import db
from app.notices.models import Notice
from app.organisations.models import Role
from app.people.actions import records
from app.people.actions.records import today
from app.people.models import (
    AuthorityKind,
    Basis,
    BestInterestsDecision,
    CapacityRecord,
    Conclusion,
    LegalAuthority,
    Person,
    Relationship,
    SaidHow,
)
from app.people.parts import Part
from app.people.rules import Ground
from app.staff_choice.actions import decided_for, deciding
from app.staff_choice.actions.decided_for import InTheirPlace
from app.staff_choice.actions.erasing import erase
from app.staff_choice.fairness.deciding import Stands
from app.staff_choice.models import Applicant, Employer, StaffDecision, StaffDecisionBasis, Vacancy
from app.staff_choice.queries.deciding import decided_key, locks_of
from app.staff_choice.queries.own_application import CHOSEN, NO, standing_of
from app.team.models import TeamMember
from tests.makers import make_organisation, make_role
from tests.staff_choice.deciding_house import Deciding
from tests.staff_choice.house import make_applicant
from tests.staff_choice.panel_house import APPLICANT, PanelHouse
from tests.staff_choice.test_written_down import confirm, written

WHY = "Quillfeather she smiled at her twice and took her hand"


class InPlace(Deciding):
    """With a care manager and a nurse who see how staff are chosen, and an attorney."""

    def __init__(self, house: PanelHouse) -> None:
        super().__init__(house)
        for role, name, kind, at_work in (
            ("caremanager", "Cressida Managewick", Relationship.CARE_MANAGER, Role.CARE_MANAGER),
            (
                "nurse",
                "Hyacinth Nursewick",
                Relationship.HEALTH_PROFESSIONAL,
                Role.PROFESSIONAL,
            ),
            ("attorney", "Ambrose Paperwick", Relationship.ATTORNEY, None),
        ):
            house.add_member(role, name, kind)
            house.share(role, Part.STAFF)
            if at_work is not None:
                self.works(role, at_work)

    def works(self, role: str, at_work: Role, provider: bool = False) -> None:
        with self.house.portal.app_context():
            account = db.session.get_one(Account, self.house.accounts[role])
            vacancy = db.session.get_one(Vacancy, self.house.vacancy_id)
            place = vacancy.organisation if provider else make_organisation()
            assert place is not None
            make_role(place, account, at_work)

    def capacity(self, **given: Any) -> uuid.UUID:
        told = {
            "person_id": self.house.person_id,
            "decision": "Who supports her in the morning",
            "receiver": decided_key(self.house.applicant_id),
            "parts": [Part.STAFF.value],
            "why_in_doubt": "Test",
            "help_given": "Pictures",
            "understands": True,
            "retains": False,
            "weighs": True,
            "communicates": True,
            "because_of": "The stroke",
            "conclusion": Conclusion.CANNOT_DECIDE_NOW,
            "assessed_by": self.house.accounts["nurse"],
            "assessed_on": today(),
            "review_on": today() + timedelta(days=30),
        }
        return self._kept(CapacityRecord(**{**told, **given}))

    def best_interests(self, capacity_id: uuid.UUID) -> uuid.UUID:
        names = ("wishes", "consulted", "options", "least_restrictive", "decided")
        return self._kept(
            BestInterestsDecision(
                person_id=self.house.person_id,
                capacity_id=capacity_id,
                decided_by=self.house.accounts["nurse"],
                decided_on=today(),
                **dict.fromkeys(names, "Test"),
            )
        )

    def paper(self, role: str = "attorney", **given: Any) -> uuid.UUID:
        told = {
            "person_id": self.house.person_id,
            "member_id": self.house.members[role],
            "kind": AuthorityKind.HEALTH_ATTORNEY,
            "evidence": "The stamped paper",
            "recorded_by": self.house.accounts["caremanager"],
            "verified_by": self.house.accounts["caremanager"],
            "verified_at": now(),
            "starts_on": today(),
        }
        return self._kept(LegalAuthority(**{**told, **given}))

    def _kept(self, made: Any) -> uuid.UUID:
        with self.house.portal.app_context(), db.writing():
            db.session.add(made)
            db.session.flush()
            key: uuid.UUID = made.id
            return key

    def by_best_interests(self, role: str = "nurse", **given: Any) -> uuid.UUID:
        best = self.best_interests(self.capacity())
        return self.say(role, Basis.BEST_INTERESTS, best=best, **given)

    def say(
        self,
        role: str,
        basis: Basis,
        *,
        best: uuid.UUID | None = None,
        capacity: uuid.UUID | None = None,
        paper: uuid.UUID | None = None,
        says_yes: bool = True,
        how: SaidHow = SaidHow.BEHAVIOUR,
        why: str = WHY,
    ) -> uuid.UUID:
        with self.acting(role) as here:
            ground = Ground(
                basis,
                db.session.get(CapacityRecord, capacity) if capacity else None,
                db.session.get(BestInterestsDecision, best) if best else None,
                db.session.get(LegalAuthority, paper) if paper else None,
            )
            said = InTheirPlace(says_yes, ground, how, why)
            return decided_for.decide_for(**here, said=said).id

    def not_said(self, *args: Any, **given: Any) -> str:
        with pytest.raises(decided_for.Refused) as why:
            self.say(*args, **given)
        return str(why.value.words)

    @property
    def person_says(self) -> bool | None:
        with self.house.portal.app_context():
            return locks_of(db.session.get_one(Applicant, self.house.applicant_id)).person

    def standing(self) -> object:
        with self.house.portal.app_context():
            return standing_of(db.session.get_one(Applicant, self.house.applicant_id))


@pytest.fixture
def it(panel_house: PanelHouse) -> InPlace:
    return InPlace(panel_house)


BEST, PAPER, OTHER = Basis.BEST_INTERESTS, Basis.ATTORNEY_OR_DEPUTY, Basis.OTHER_REPRESENTATIVE


def test_a_best_interests_decision_opens_the_first_lock(it: InPlace) -> None:
    it.by_best_interests()
    it.do("manager", deciding.say_safe, says_yes=True)
    it.check_all()
    assert it.stands is Stands.READY
    assert it.standing() is CHOSEN
    it.do("manager", deciding.start, starts_on=today())
    assert it.stands is Stands.STARTED
    # The person did not choose them: their team says so.
    (member,) = it.house.rows(TeamMember)
    assert not member.chosen_by_person


def test_an_attorneys_view_is_written_down_by_the_care_manager_alone(it: InPlace) -> None:
    ground = {"capacity": it.capacity(), "paper": it.paper()}
    assert it.not_said("nurse", PAPER, **ground) == str(decided_for.CARE_MANAGER)
    assert it.not_said("attorney", PAPER, **ground) == str(decided_for.NOT_YOURS)
    it.say("caremanager", PAPER, **ground)
    assert it.person_says is True
    (rests,) = it.house.rows(StaffDecisionBasis)
    assert (rests.basis, rests.authority_id) == (PAPER, ground["paper"])


def wants_it(it: InPlace, role: str) -> None:
    """They ask for the job beside those who are there."""
    with it.house.portal.app_context():
        account = db.session.get_one(Account, it.house.accounts[role])
        make_applicant(db.session.get_one(Vacancy, it.house.vacancy_id), email=account.email)


def test_a_paper_of_who_asks_beside_them_decides_nothing(it: InPlace) -> None:
    ground = {"capacity": it.capacity(), "paper": it.paper()}
    wants_it(it, "attorney")
    assert "could gain by it" in it.not_said("caremanager", PAPER, says_yes=False, **ground)


def test_nobody_records_on_their_own_paper(it: InPlace) -> None:
    capacity, paper = it.capacity(), it.paper("caremanager")
    assert "You hold the legal paper" in it.not_said(
        "caremanager", PAPER, capacity=capacity, paper=paper
    )


@pytest.mark.parametrize(
    ("given", "words"),
    [
        ({"verified_by": None, "verified_at": None}, "does not count today"),
        ({"ends_on": today() - timedelta(days=1), "starts_on": today() - timedelta(9)}, "today"),
        ({"suspended_at": now()}, "does not count today"),
        ({"ended_at": now()}, "does not count today"),
        ({"scope": [Part.PLAN_RULES.value]}, "does not cover this"),
        ({"kind": AuthorityKind.PROPERTY_ATTORNEY}, "legal paper that fits"),
        ({"kind": AuthorityKind.APPOINTEE}, "legal paper that fits"),
    ],
)
def test_a_paper_that_does_not_count_decides_nothing(
    it: InPlace, given: dict[str, Any], words: str
) -> None:
    ground = {"capacity": it.capacity(), "paper": it.paper(**given)}
    assert words in it.not_said("caremanager", PAPER, **ground)
    assert not it.house.rows(StaffDecision)


def test_another_representative_needs_the_evidence_named(it: InPlace) -> None:
    capacity = it.capacity()
    bare = it.paper(kind=AuthorityKind.OTHER_REPRESENTATIVE, evidence="")
    assert "Say what paper" in it.not_said("caremanager", OTHER, capacity=capacity, paper=bare)
    shown = it.paper(kind=AuthorityKind.OTHER_REPRESENTATIVE)
    it.say("caremanager", OTHER, capacity=capacity, paper=shown)
    assert it.person_says is True


@pytest.mark.parametrize(
    "given",
    [
        {"receiver": "plan"},
        {"receiver": decided_key(uuid.uuid4())},
        {"parts": [Part.TEAM.value]},
        {"taken_back_at": now()},
        {"assessed_on": today() - timedelta(60), "review_on": today() - timedelta(1)},
        {"conclusion": Conclusion.CAN_DECIDE, "retains": True},
    ],
)
def test_it_needs_a_live_record_of_this_very_decision(it: InPlace, given: dict[str, Any]) -> None:
    capacity = it.capacity(**given)
    best, paper = it.best_interests(capacity), it.paper()
    needs = "capacity record for this very decision"
    assert needs in it.not_said("nurse", BEST, best=best)
    assert needs in it.not_said("caremanager", PAPER, capacity=capacity, paper=paper)
    assert needs in it.not_said("caremanager", PAPER, paper=paper)
    assert "best interests decision" in it.not_said("nurse", BEST)


def test_who_gains_or_does_not_see_writes_nothing(it: InPlace) -> None:
    best = it.best_interests(it.capacity())
    for role in ("person", "sister", "advocate", "worker", "manager"):
        assert it.not_said(role, BEST, best=best) == str(decided_for.NOT_YOURS)
    it.works("nurse", Role.PROVIDER_WORKER, provider=True)
    assert it.not_said("nurse", BEST, best=best) == str(decided_for.YOU_GAIN)
    it.house.hide("caremanager", Part.STAFF)
    assert it.not_said("caremanager", BEST, best=best) == str(decided_for.NOT_YOURS)


def test_an_attorney_who_gains_is_no_basis(it: InPlace) -> None:
    ground = {"capacity": it.capacity(), "paper": it.paper()}
    it.works("attorney", Role.PROVIDER_WORKER, provider=True)
    assert it.not_said("caremanager", PAPER, **ground) == str(decided_for.THEY_GAIN)


def test_where_the_person_employs_who_handles_the_pay_is_no_basis(it: InPlace) -> None:
    ground = {"capacity": it.capacity(), "paper": it.paper()}
    with it.house.portal.app_context(), db.writing():
        vacancy = db.session.get_one(Vacancy, it.house.vacancy_id)
        vacancy.employer, vacancy.organisation_id = Employer.PERSON, None
        vacancy.lock_member_id = it.house.members["nurse"]
    it.paper(kind=AuthorityKind.DIRECT_PAYMENT_HOLDER)
    assert it.not_said("caremanager", PAPER, **ground) == str(decided_for.THEY_GAIN)


def test_the_person_said_it_already(it: InPlace) -> None:
    best = it.best_interests(it.capacity())
    seen = written(it, "advocate", says_yes=False)
    confirm(it, seen, "sister")
    confirm(it, seen, "worker")
    assert it.not_said("nurse", BEST, best=best) == str(decided_for.PERSON_SAID)


@pytest.mark.parametrize("own", [True, False])
def test_the_persons_own_word_comes_first_whenever_they_say_it(it: InPlace, own: bool) -> None:
    best = it.best_interests(it.capacity())
    it.say("nurse", BEST, best=best, says_yes=not own)
    assert it.person_says is (not own)
    it.do("person", deciding.decide, says_yes=own)
    assert it.person_says is own
    assert it.standing() is not (NO if own else CHOSEN)
    assert it.not_said("nurse", BEST, best=best, says_yes=not own) == str(decided_for.PERSON_SAID)


def test_what_two_saw_comes_before_an_answer_in_their_place(it: InPlace) -> None:
    seen = written(it, "advocate", says_yes=False)
    it.by_best_interests()
    assert it.person_says is True
    confirm(it, seen, "sister")
    confirm(it, seen, "worker")
    assert it.person_says is False
    assert it.stands is Stands.PERSON_NO


def test_a_yes_ends_with_its_records_and_a_no_stays(it: InPlace) -> None:
    capacity, paper = it.capacity(), it.paper()
    it.say("caremanager", PAPER, capacity=capacity, paper=paper)
    it.do("manager", deciding.say_safe, says_yes=True)
    it.check_all()
    with it.house.portal.app_context(), db.writing():
        db.session.get_one(LegalAuthority, paper).suspended_at = now()
    assert it.person_says is None
    assert it.refused("manager", deciding.start, starts_on=today()) is deciding.YES_FIRST
    it.say("nurse", BEST, best=it.best_interests(capacity), says_yes=False)
    with it.acting("nurse") as here:
        found = db.session.get_one(CapacityRecord, capacity)
        records.take_back_capacity(by=here["by"], capacity=found)
    assert it.stands is Stands.PERSON_NO


def test_said_twice_it_is_kept_once_and_the_person_hears(it: InPlace) -> None:
    best = it.best_interests(it.capacity())
    for _ in range(2):
        it.say("nurse", BEST, best=best)
    assert len(it.house.rows(StaffDecision)) == 1
    told = [each for each in it.house.rows(Notice) if each.kind == "staff-decided-for"]
    assert {each.account_id for each in told} == {it.house.accounts["person"]}
    no: dict[str, Any] = {"best": best, "says_yes": False}
    assert it.not_said("nurse", BEST, **no, why="") == str(decided_for.SAY_WHY)
    assert it.not_said("nurse", BEST, **no, how=SaidHow.NOT_ASKED) == str(decided_for.SAY_HOW)


def test_whoever_gains_records_no_capacity_for_it(it: InPlace) -> None:
    def assess(role: str, parts: tuple[Part, ...] = (Part.STAFF,)) -> None:
        with it.acting(role) as here:
            person = db.session.get_one(Person, it.house.person_id)
            found = records.Assessed(
                receiver=decided_key(it.house.applicant_id),
                parts=parts,
                decision="Who supports her",
                why_in_doubt="Test",
                help_given="Test",
                understands=True,
                retains=False,
                weighs=True,
                communicates=True,
                because_of="The stroke",
                conclusion=Conclusion.CANNOT_DECIDE_NOW,
                assessed_on=today(),
                review_on=today() + timedelta(days=30),
            )
            records.record_capacity(by=here["by"], person=person, key=uuid.uuid4(), found=found)

    with pytest.raises(records.Refused, match="parts"):
        assess("nurse", (Part.STAFF, Part.TEAM))
    assess("nurse")
    it.works("nurse", Role.PROVIDER_WORKER, provider=True)
    with pytest.raises(records.Refused, match="where you work"):
        assess("nurse")


def test_the_basis_is_kept_until_the_applicant_is_erased(it: InPlace) -> None:
    it.by_best_interests()
    for statement in (update(StaffDecisionBasis).values(basis=OTHER), delete(StaffDecisionBasis)):
        with pytest.raises(DatabaseError), it.acting("person"):
            db.session.execute(statement)
    with it.acting("person") as here:
        erase(by=here["by"], applicant=here["applicant"], why="taken-back")
    assert not it.house.rows(StaffDecisionBasis)


@pytest.mark.parametrize("basis", [Basis.PERSON_SAYS_YES, BEST, PAPER, OTHER])
def test_no_basis_without_its_records(it: InPlace, basis: Basis) -> None:
    decision = it.by_best_interests()
    with pytest.raises(IntegrityError, match="staff_decision_basis"), it.acting("person"):
        db.session.add(StaffDecisionBasis(decision_id=decision, basis=basis))
        db.session.flush()


def test_pages_of_an_answer_in_their_place(it: InPlace) -> None:
    house = it.house
    at = it.at("decision", "in-their-place")
    for role in ("person", "sister", "advocate", "worker", "manager", "attorney"):
        house.as_(role).get(at, status=404)
        house.as_(role).post(at, {}, status=404)
    care = house.as_("caremanager")
    assert "They cannot say it" in care.get(it.at("decision")).text
    assert "First write a capacity record" in care.get(at).text
    about = decided_key(house.applicant_id)
    new = care.get(f"/people/{house.person_id}/records/capacity/new?about={about}")
    assert f'value="{about}" selected' in new.html or f'selected value="{about}"' in new.html
    best = it.best_interests(it.capacity())
    page = care.get(at)
    assert f"best:{best}" in page.html
    form = {"ground": f"best:{best}", "answer": "yes", "showed_how": "behaviour", "why": WHY}
    page = care.post(at, {**form, "answer": ""}, status=422)
    assert WHY in page.html
    care.post(at, form, status=303)
    for role in ("person", "sister", "worker"):
        page = house.as_(role).get(it.at("decision"))
        assert "Best interests decision" in page.text
        # Why it was decided is for the person, not for the panel.
        assert (WHY in page.html) == (role == "person")
    mine = house.as_("person").get(it.at("decision"))
    assert "You can say it yourself" in mine.text
    assert "Yes, I want them" in mine.text
    # The person reads the record of the decision, with the name.
    (capacity,) = house.rows(CapacityRecord)
    mine = house.as_("person").get(f"/people/{house.person_id}/decisions/{capacity.id}")
    assert APPLICANT in mine.html
