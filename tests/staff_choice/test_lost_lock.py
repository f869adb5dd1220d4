"""Where nobody checks a job any more, who may name another hears of it: once for each loss."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from app.database import now
from app.extensions import db
from app.notices.jobs import jobs
from app.notices.models import Channel, Notice
from app.people.models import Area, CircleMember, Person, SpokenFor
from app.people.parts import Part
from app.staff_choice.actions import deciding
from app.staff_choice.actions.telling import LOCK_LOST
from app.staff_choice.models import Applicant, CheckItem, CheckStatus, VacancyStage, VacancyState
from tests.staff_choice.panel_house import PanelHouse
from tests.staff_choice.test_naming_lock import FIRST, NEXT, Employing, _rewrites
from tests.staff_choice.test_telling import told


@pytest.fixture
def it(panel_house: PanelHouse) -> Employing:
    made = Employing(panel_house)
    hour_goes_by(made)
    assert told(panel_house, LOCK_LOST) == []
    return made


@pytest.fixture
def at_home(panel_home: PanelHouse) -> Employing:
    return Employing(panel_home)


def hour_goes_by(it: Employing) -> None:
    """What the worker does each hour."""
    with it.house.portal.app_context():
        (job,) = [each for each in jobs() if each.name == "tell-of-lost-locks"]
        job.run()


def comes_back(it: Employing) -> None:
    with it.house.portal.app_context(), db.writing():
        member = db.session.get_one(CircleMember, it.house.members["caremanager"])
        member.ended_at = None


def says(it: Employing, number: int, stage: VacancyStage) -> None:
    it.house.add(VacancyState(vacancy_id=it.house.vacancy_id, number=number, stage=stage))


def hides_it(it: Employing) -> None:
    it.house.hide("caremanager", Part.STAFF)


LEFT = [Employing.end_place, Employing.end_role, Employing.close_account, Employing.stop_sharing]


@pytest.mark.parametrize("leave", [*LEFT, hides_it])
def test_however_they_left_the_person_is_told_once(
    it: Employing, leave: Callable[[Employing], None]
) -> None:
    # When whoever checks leaves, and two hours go by.
    leave(it)
    hour_goes_by(it)
    hour_goes_by(it)
    # Then the person hears of it once on each way, and nobody else of the circle does.
    for channel in (Channel.SCREEN, Channel.EMAIL):
        assert told(it.house, LOCK_LOST, channel) == ["person"]


def test_it_says_neither_who_nor_why_and_leads_to_the_job(at_home: Employing) -> None:
    home = at_home.house
    at_home.end_role()
    hour_goes_by(at_home)
    (found,) = home.rows(Notice, Notice.kind == LOCK_LOST, Notice.channel == Channel.SCREEN)
    words = f"{found.subject} {found.body}"
    assert not any(name in words for name in (*FIRST.split(), *NEXT.split(), "left", "role"))
    page = home.as_("person").get(found.path)
    assert home.at("who-checks") in page.links.values()


def test_who_decides_for_the_person_is_told_as_well_while_they_see_it(it: Employing) -> None:
    house = it.house
    for role in ("advocate", "worker"):
        speaks = SpokenFor(
            person_id=house.person_id, member_id=house.members[role], area=Area.STAFF
        )
        house.add(speaks)
    it.end_place()
    hour_goes_by(it)
    # The worker is paid, so they decide nothing; the sister only helps to choose.
    assert told(house, LOCK_LOST) == ["advocate", "person"]


def test_who_speaks_for_the_person_without_seeing_it_is_not_told(it: Employing) -> None:
    house = it.house
    house.add(
        SpokenFor(person_id=house.person_id, member_id=house.members["friend"], area=Area.STAFF)
    )
    it.end_place()
    hour_goes_by(it)
    assert told(house, LOCK_LOST) == ["person"]


def test_each_loss_is_told_for_itself(it: Employing) -> None:
    it.end_place()
    hour_goes_by(it)
    # They come back, and leave once more.
    comes_back(it)
    hour_goes_by(it)
    it.end_place()
    hour_goes_by(it)
    assert told(it.house, LOCK_LOST) == ["person"] * 2
    # Somebody else follows, and leaves, too: between two looks of the worker.
    it.name("service")
    with it.house.portal.app_context(), db.writing():
        db.session.get_one(CircleMember, it.house.members["service"]).ended_at = now()
    hour_goes_by(it)
    hour_goes_by(it)
    assert told(it.house, LOCK_LOST) == ["person"] * 3


def test_the_same_one_named_again_between_two_looks_is_another_loss(it: Employing) -> None:
    says(it, 3, VacancyStage.PUBLISHED)
    it.end_place()
    hour_goes_by(it)
    _rewrites(it, "service")
    with it.house.portal.app_context(), db.writing():
        db.session.get_one(CircleMember, it.house.members["service"]).ended_at = now()
    comes_back(it)
    _rewrites(it, "caremanager")
    it.end_place()
    hour_goes_by(it)
    assert told(it.house, LOCK_LOST) == ["person"] * 2


def test_once_another_is_named_in_time_nobody_is_told(it: Employing) -> None:
    it.end_place()
    it.name("service")
    hour_goes_by(it)
    assert told(it.house, LOCK_LOST) == []


def test_a_job_that_is_over_tells_nobody(it: Employing) -> None:
    # Taken away; or nobody waits for what comes of it; or somebody started.
    it.end_place()
    with it.house.portal.app_context(), db.writing():
        db.session.get_one(Applicant, it.house.applicant_id).withdrawn_at = now()
    hour_goes_by(it)
    assert told(it.house, LOCK_LOST) == []
    with it.house.portal.app_context(), db.writing():
        db.session.get_one(Applicant, it.house.applicant_id).withdrawn_at = None
    says(it, 3, VacancyStage.WITHDRAWN)
    hour_goes_by(it)
    assert told(it.house, LOCK_LOST) == []


def test_after_the_first_day_nobody_is_told(it: Employing) -> None:
    day = now().date()
    it.do("person", deciding.decide, says_yes=True)
    for item in CheckItem:
        it.do("caremanager", deciding.check, item=item, status=CheckStatus.DONE, seen_on=day)
    it.do("caremanager", deciding.say_safe, says_yes=True)
    it.do("caremanager", deciding.start, starts_on=day)
    it.end_place()
    hour_goes_by(it)
    assert told(it.house, LOCK_LOST) == []


def test_where_nobody_can_be_told_they_hear_of_it_once_there_is_somebody(it: Employing) -> None:
    house = it.house
    with house.portal.app_context(), db.writing():
        db.session.get_one(Person, house.person_id).account_id = None
    it.end_place()
    hour_goes_by(it)
    assert told(house, LOCK_LOST) == []
    house.add(
        SpokenFor(person_id=house.person_id, member_id=house.members["advocate"], area=Area.STAFF)
    )
    hour_goes_by(it)
    hour_goes_by(it)
    assert told(house, LOCK_LOST) == ["advocate"]
