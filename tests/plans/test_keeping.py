"""The plan's keeper: named by the person, else the care manager; told what they may see."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
import time_machine

from app.accounts.models import Device, SignIn, TrustedBy
from app.database import now
from app.extensions import db
from app.organisations.models import OrganisationKind, OrganisationMember, Role
from app.people.models import CircleMember, Person, Relationship
from app.people.parts import PLAN_SECTIONS, Level, Part
from app.plans.models import SupportPlan
from tests.makers import make_account, make_member, make_organisation, make_role
from tests.page_client import SeenPage
from tests.plans.house import PlanHouse, plain
from tests.plans.test_comments import WANTS, WORD, comment, end_it

HOME = Part.PLAN_HOME


@pytest.fixture
def house(plan_house: PlanHouse) -> PlanHouse:
    """With a care manager of the council, who sees nothing."""
    with plan_house.portal.app_context():
        account = make_account("Augusta Councilwick", "caremanager@demo.example")
        council = make_organisation(OrganisationKind.COUNCIL)
        make_role(council, account, Role.CARE_MANAGER)
        person = db.session.get_one(Person, plan_house.person_id)
        member = make_member(person, account, Relationship.CARE_MANAGER, council)
        plan_house.accounts["caremanager"] = account.id
        plan_house.members["caremanager"] = member.id
    return plan_house


def name(house: PlanHouse, role: str | None, status: int = 303) -> SeenPage:
    keeper = str(house.members[role]) if role else ""
    return house.as_("person").post(house.url("keeper"), {"keeper": keeper}, status=status)


def keeps(house: PlanHouse) -> list[str]:
    """Whom the page of keeping opens for."""
    found = []
    for role in ("person", "sister", "friend", "caremanager", "stranger"):
        answer = house.as_(role).client.get(house.url("keep"))
        assert answer.status_code in (200, 404)
        found += [role] if answer.status_code == 200 else []
    return found


def waits_on_home(house: PlanHouse, role: str) -> bool:
    return f'href="{house.url("keep")}"' in house.as_(role).get("/my").html


# Who keeps it


def test_the_care_manager_keeps_it_until_somebody_is_named(house: PlanHouse) -> None:
    assert keeps(house) == ["caremanager"]
    name(house, "sister")
    assert keeps(house) == ["sister"]
    assert "checked" in house.as_("person").get(house.url("keeper")).html
    name(house, None)
    assert keeps(house) == ["caremanager"]


def test_the_end_of_membership_ends_keeping(house: PlanHouse) -> None:
    name(house, "sister")
    comment(house, "person", "Why?", days=9)
    assert waits_on_home(house, "sister") and not waits_on_home(house, "caremanager")
    end = f"/people/{house.person_id}/circle/{house.members['sister']}/end"
    house.as_("sister").post(end)
    assert keeps(house) == ["caremanager"]
    assert waits_on_home(house, "caremanager") and not waits_on_home(house, "sister")


def test_who_comes_back_into_the_circle_does_not_keep_it_again(house: PlanHouse) -> None:
    name(house, "sister")
    with house.portal.app_context(), db.writing():
        db.session.get_one(CircleMember, house.members["sister"]).ended_at = now()
    with house.portal.app_context():
        person = db.session.get_one(Person, house.person_id)
        from app.accounts.models import Account

        make_member(person, db.session.get_one(Account, house.accounts["sister"]))
    assert keeps(house) == ["caremanager"]


def test_who_left_their_place_keeps_it_no_more(house: PlanHouse) -> None:
    with house.portal.app_context():
        worker = make_account("Desmond Placewick", "worker@demo.example")
        place = make_organisation()
        role_id = make_role(place, worker, Role.PROVIDER_WORKER).id
        person = db.session.get_one(Person, house.person_id)
        made = make_member(person, worker, Relationship.SUPPORT_WORKER, place)
        house.accounts["worker"], house.members["worker"] = worker.id, made.id
    comment(house, "person", "Why?", days=9)
    name(house, "worker")
    assert waits_on_home(house, "worker") and not waits_on_home(house, "caremanager")
    with house.portal.app_context(), db.writing():
        db.session.get_one(OrganisationMember, role_id).ended_at = now()
    house.as_("worker").get(house.url("keep"), status=404)
    assert not waits_on_home(house, "worker") and waits_on_home(house, "caremanager")
    assert keeps(house) == ["caremanager"]


def test_only_the_person_names_and_only_a_member(house: PlanHouse) -> None:
    for role in ("sister", "friend", "caremanager", "stranger"):
        form = {"keeper": str(house.members["friend"])}
        house.as_(role).post(house.url("keeper"), form, status=404)
    for keeper in ("nonsense", str(house.accounts["stranger"]), "0"):
        house.as_("person").post(house.url("keeper"), {"keeper": keeper}, status=422)
    with house.portal.app_context(), db.writing():
        db.session.get_one(CircleMember, house.members["friend"]).ended_at = now()
    name(house, "friend", 422)
    assert [each.keeper_id for each in house.rows(SupportPlan)] in ([], [None])


def test_whoever_took_the_phone_names_nobody_from_a_new_device(house: PlanHouse) -> None:
    """A relative who knows the password, on a phone of their own; taking a name away works."""
    name(house, "friend")
    with house.portal.app_context(), db.writing():
        for sign_in in db.session.query(SignIn).filter_by(account_id=house.accounts["person"]):
            device = db.session.get_one(Device, sign_in.device_id)
            device.is_first, device.trusted_by = False, TrustedBy.PASSWORD_AND_LINK
    page = name(house, "sister", 422)
    assert "This device is new." in page.text
    assert [each.keeper_id for each in house.rows(SupportPlan)] == [house.members["friend"]]
    name(house, None)
    assert [each.keeper_id for each in house.rows(SupportPlan)] == [None]


# What waits


def test_a_comment_waits_after_seven_days_and_not_before(house: PlanHouse) -> None:
    house.share("caremanager", WANTS, level=Level.SEE)
    start = now()
    asked = comment(house, "person", "Why at eight?")
    with time_machine.travel(start + timedelta(days=7, minutes=-1), tick=False):
        house.browsers.clear()
        assert not waits_on_home(house, "caremanager")
        assert "Nothing waits now." in house.as_("caremanager").get(house.url("keep")).text
    with time_machine.travel(start + timedelta(days=7, minutes=1), tick=False):
        house.browsers.clear()
        assert waits_on_home(house, "caremanager")
        page = house.as_("caremanager").get(house.url("keep"))
        assert "1 comment waits for more than 7 days." in page.text
        assert "Why at eight?" not in page.html
        end_it(house, asked, "person")
        assert not waits_on_home(house, "caremanager")
        assert "Nothing waits now." in house.as_("caremanager").get(house.url("keep")).text


def test_a_keeper_without_sharing_learns_that_comments_wait_and_no_more(house: PlanHouse) -> None:
    """No number, no section, no words, nobody's name: for one comment as for many."""
    comment(house, "person", f"{WORD} one", part=HOME, days=9)
    one = house.as_("caremanager").get(house.url("keep"))
    for number in range(4):
        comment(house, "sister", f"{WORD} {number}", part=Part.PLAN_HEALTH, days=9)
        house.suggest(HOME, f"{WORD} suggested", role="person")
    many = house.as_("caremanager").get(house.url("keep"))
    assert one.text == many.text
    assert "Comments wait" in many.text
    titles = [str(part.words) for part in PLAN_SECTIONS]
    for page in (many, house.as_("caremanager").get("/my")):
        for word in (WORD, "Quillon", *titles, *(part.value for part in PLAN_SECTIONS)):
            assert word not in page.html
    for part in (HOME, WANTS):
        house.as_("caremanager").get(house.url(part, "comments"), status=404)


def test_the_number_is_of_what_the_keeper_may_read(house: PlanHouse) -> None:
    """Another section, and what somebody unknown thinks, are told only as "other comments"."""
    house.share("caremanager", WANTS)
    comment(house, "person", "Mine", days=9)
    page = house.as_("caremanager").get(house.url("keep"))
    assert "1 comment waits" in page.text and "Other comments wait" not in page.text
    comment(house, "sister", WORD, days=9)
    comment(house, "person", WORD, part=HOME, days=9)
    page = house.as_("caremanager").get(house.url("keep"))
    assert "1 comment waits" in page.text and "Other comments wait" in page.text
    assert WORD not in page.html and str(HOME.words) not in page.html


def test_a_section_hidden_from_the_keeper_looks_like_one_never_shared(house: PlanHouse) -> None:
    name(house, "sister")
    comment(house, "person", WORD, days=9)
    house.hide("sister", WANTS)
    hidden = house.as_("sister").get(house.url("keep")).text
    name(house, "friend")
    assert house.as_("friend").get(house.url("keep")).text == hidden


@pytest.mark.parametrize(
    ("in_days", "told"), [(20, "It is due on"), (0, "It is due on"), (-1, "It was due on")]
)
def test_the_review_is_due_or_past(house: PlanHouse, in_days: int, told: str) -> None:
    today = date(2026, 11, 22)
    house.add(SupportPlan(person_id=house.person_id, review_on=today + timedelta(days=in_days)))
    with time_machine.travel("2026-11-22 12:00:00+00:00", tick=False):
        assert told in plain(house.as_("caremanager").get(house.url("keep")))


def test_suggestions_wait_in_what_the_keeper_sees(house: PlanHouse) -> None:
    house.share("caremanager", WANTS)
    house.suggest(WANTS, f"{WORD} one")
    house.take(house.suggest(WANTS, f"{WORD} two"))
    house.suggest(HOME, f"{WORD} three", role="person")
    page = house.as_("caremanager").get(house.url("keep"))
    assert "1 change waits for an answer" in page.text and WORD not in page.html


def test_home_asks_once_for_all_whose_plan_one_keeps(house: PlanHouse) -> None:
    counts = []
    for number in range(2):
        house.as_("caremanager").get("/my")
        with house.queries() as seen:
            house.as_("caremanager").get("/my")
        counts.append(len(seen))
        for _more in range(4):
            _another_person(house, f"Otherwick {number}{_more}")
    # More things to do, and not one query more for them.
    assert counts[0] == counts[1] and counts[0] <= 10, counts
    assert house.as_("caremanager").get("/my").text.count("Comments wait") == 3


def _another_person(house: PlanHouse, called: str) -> None:
    from app.accounts.models import Account
    from app.plans.models import Comment
    from tests.makers import make_person

    with house.portal.app_context():
        person = make_person(called)
        account = db.session.get_one(Account, house.accounts["caremanager"])
        make_member(person, account, Relationship.CARE_MANAGER)
        db.session.add(
            Comment(
                person_id=person.id,
                section=WANTS,
                text=WORD,
                language="en",
                written_by=account.id,
                created_at=now() - timedelta(days=8),
            )
        )
        db.session.commit()
