"""Nobody holds the second lock, or gives marks, where they could gain by it."""

from __future__ import annotations

import pytest

from app.accounts.models import Account
from app.extensions import db
from app.organisations.models import Role
from app.people.models import CircleMember, Relationship
from app.staff_choice.actions import deciding, marks
from app.staff_choice.actions.deciding import Ground
from app.staff_choice.models import Applicant, CheckItem, CheckStatus, Vacancy
from app.staff_choice.predicates import holds_lock_of
from tests.makers import make_role
from tests.staff_choice.deciding_house import Deciding
from tests.staff_choice.panel_house import PanelHouse


@pytest.fixture
def it(panel_house: PanelHouse) -> Deciding:
    return Deciding(panel_house)


def _holds(it: Deciding, role: str) -> bool:
    with it.acting(role) as here:
        return holds_lock_of(here["by"], here["vacancy"])


def _asks_themselves(it: Deciding, role: str) -> None:
    """The applicant is somebody whom the portal knows, by their email in other letters."""
    with it.house.portal.app_context(), db.writing():
        account = db.session.get_one(Account, it.house.accounts[role])
        applicant = db.session.get_one(Applicant, it.house.applicant_id)
        applicant.email = account.email.upper()


def test_a_sister_who_runs_the_provider_is_there_as_the_sister(it: Deciding) -> None:
    with it.house.portal.app_context():
        vacancy = db.session.get_one(Vacancy, it.house.vacancy_id)
        sister = db.session.get_one(Account, it.house.accounts["sister"])
        assert vacancy.organisation is not None
        make_role(vacancy.organisation, sister, Role.PROVIDER_MANAGER)
    assert not _holds(it, "sister")
    assert it.refused("sister", deciding.say_safe, says_yes=True) is deciding.NOT_YOURS
    assert _holds(it, "manager")


@pytest.mark.parametrize("kind", [Relationship.FAMILY, Relationship.FRIEND, Relationship.ATTORNEY])
def test_a_manager_who_becomes_a_relative_holds_it_no_more(
    it: Deciding, kind: Relationship
) -> None:
    with it.house.portal.app_context(), db.writing():
        db.session.get_one(CircleMember, it.house.members["manager"]).relationship_kind = kind
    assert not _holds(it, "manager")


def test_nobody_checks_themselves(it: Deciding) -> None:
    _asks_themselves(it, "manager")
    check = {"item": CheckItem.DBS, "status": CheckStatus.WAITING}
    other = deciding.OTHER_HUMAN
    assert it.refused("manager", deciding.check, **check) is other
    assert it.refused("manager", deciding.say_safe, says_yes=True) is other
    it.do("person", deciding.decide, says_yes=False)
    ground = Ground(words="They cannot work at night.")
    assert it.refused("manager", deciding.record_reason, ground=ground) is other


def test_nobody_gives_marks_to_themselves_and_nobody_waits_for_them(it: Deciding) -> None:
    house = it.house
    house.seat("worker")
    house.ask("Do you drive?")
    talk = house.talk()
    house.has_left(talk)
    _asks_themselves(it, "worker")
    with pytest.raises(marks.Refused):
        house.mark(talk, "worker")
    house.mark(talk, "person")
    assert not house.is_open(talk)
