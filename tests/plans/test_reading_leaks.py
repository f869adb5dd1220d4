"""What is hidden from one member shows nowhere on the pages that read the plan.

Not as a title, a count, a line of a change list, a name, a print; not by a typed address.
"""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest

from app.accounts.models import Account
from app.database import now
from app.extensions import db
from app.people.models import Relationship, SharingDecision, SharingStop
from app.people.parts import PLAN_SECTIONS, Level, Part
from app.plans.actions import words
from app.plans.models import Agreement, AgreementAnswer, PlanStart, Whose
from tests.makers import make_person
from tests.plans.house import FRIEND, SISTER, PlanHouse, plain

WANTS, NEEDS, HOME, SAFE, RULES = (
    Part.PLAN_WANTS,
    Part.PLAN_NEEDS,
    Part.PLAN_HOME,
    Part.PLAN_SAFE,
    Part.PLAN_RULES,
)
SECRET = "Xanthippe"
PAGES: list[tuple[Any, ...]] = [
    (),
    (WANTS,),
    ("versions",),
    ("versions", 1),
    ("versions", 2),
    ("versions", 2, WANTS),
    ("print",),
]


@pytest.fixture
def secretive(plan_house: PlanHouse) -> PlanHouse:
    """The friend sees two sections, one of them hidden from her; the second plan changed both."""
    house = plan_house
    house.share("friend", WANTS, HOME, starts_at=now() - timedelta(days=3))
    house.hide("friend", HOME)
    house.write(WANTS, "A garden.")
    house.write(HOME, f"I live with {SECRET}.", live_with=f"{SECRET} again")
    house.write(SAFE, f"{SECRET} hits.")
    house.publish(starts=True)
    house.take(house.suggest(WANTS, "Two gardens."))
    house.write(HOME, f"I leave {SECRET}.")
    house.suggest(HOME, f"Stay with {SECRET}.", role="person")
    version = house.publish()
    house.start_not_agreed(version, f"I will not live with {SECRET}.")
    house.add(
        Agreement(
            person_id=house.person_id,
            version_id=version,
            whose=Whose.MEMBER,
            answer=AgreementAnswer.CHANGE,
            words=f"Not with {SECRET}.",
            given_by=house.accounts["sister"],
        )
    )
    return house


@pytest.mark.parametrize("path", PAGES, ids=str)
def test_a_hidden_section_shows_nowhere(secretive: PlanHouse, path: tuple[Any, ...]) -> None:
    page = secretive.as_("friend").get(secretive.url(*path))
    main = plain(page)
    assert SECRET not in page.html
    for part in (HOME, SAFE, NEEDS, RULES):
        assert str(part.words) not in main
        assert part.value not in page.html
    # The person sees all of it there: the page would have told.
    mine = secretive.as_("person").get(secretive.url(*path))
    if path in ((), ("versions", 1), ("versions", 2), ("print",)):
        assert str(HOME.words) in plain(mine)


@pytest.mark.parametrize("part", [HOME, SAFE, NEEDS, RULES])
def test_a_typed_address_opens_nothing_hidden(secretive: PlanHouse, part: Part) -> None:
    browser = secretive.as_("friend")
    for path in ((part,), ("versions", 1, part), ("versions", 2, part)):
        browser.get(secretive.url(*path), status=404)
    browser.get(secretive.url("versions", 2, part, "strike"), status=404)
    browser.post(secretive.url("versions", 2, part, "strike"), {"reason": "x"}, status=404)


def test_hidden_looks_exactly_like_not_written(plan_home: PlanHouse) -> None:
    """Word for word: no gap, no count, no other number."""
    house = plan_home
    house.share("friend", WANTS, HOME, starts_at=now() - timedelta(days=3))
    house.write(WANTS, "A garden.")
    house.publish(starts=True)
    before = {path: plain(house.as_("friend").get(house.url(*path))) for path in ((), ("print",))}
    house.hide("friend", HOME)
    assert before == {
        path: plain(house.as_("friend").get(house.url(*path))) for path in ((), ("print",))
    }


def test_a_plan_that_changed_only_hidden_sections_is_not_told_of(plan_house: PlanHouse) -> None:
    """Neither while it waits for a yes, nor once it is the plan, nor later on."""
    house = plan_house
    house.share("friend", WANTS, HOME, starts_at=now() - timedelta(days=3))
    house.hide("friend", HOME)
    house.write(WANTS, "A garden.")
    house.publish(starts=True)
    friend = house.as_("friend")
    paths: list[tuple[Any, ...]] = [(), (WANTS,), ("versions",), ("print",)]
    paths += [("answers",), ("answer",), ("review",)]
    before = {path: plain(friend.get(house.url(*path))) for path in paths}
    house.write(HOME, f"I leave {SECRET}.")
    version = house.publish()
    for _waits_or_began in range(2):
        assert before == {path: plain(friend.get(house.url(*path))) for path in paths}
        friend.get(house.url("versions", 2), status=404)
        friend.get(house.url("versions", 2, WANTS), status=404)
        if not house.rows(PlanStart, PlanStart.version_id == version):
            house.start(version)
    assert "This is plan 2." in plain(house.as_("person").get(house.url()))
    house.write(WANTS, "Two gardens.")
    house.publish(starts=True)
    page = friend.get(house.url("versions"))
    assert house.url("versions", 1) in page.html and house.url("versions", 3) in page.html
    assert house.url("versions", 2) not in page.html
    friend.get(house.url("versions", 2), status=404)
    house.as_("person").get(house.url("versions", 2, WANTS))


def test_a_start_without_my_yes_is_told_to_every_reader(plan_house: PlanHouse) -> None:
    """That it is said at the top goes before: but not what it is about, nor why."""
    house = plan_house
    house.share("friend", WANTS, starts_at=now() - timedelta(days=3))
    house.write(WANTS, "A garden.")
    house.publish(starts=True)
    house.write(HOME, f"I leave {SECRET}.")
    house.start_not_agreed(house.publish(), f"Not without {SECRET}.")
    page = house.as_("friend").get(house.url())
    assert "Not agreed by me" in plain(page) and SECRET not in page.html
    # A yes to what came after is told too.
    house.write(HOME, "I stay.")
    house.publish(starts=True)
    assert "Not agreed by me" not in plain(house.as_("friend").get(house.url()))


def test_what_a_member_thinks_of_the_whole_is_kept_beside_a_hidden_change(
    plan_house: PlanHouse,
) -> None:
    """They answer what they read; the person finds it with the newest plan."""
    house = plan_house
    house.share("friend", WANTS, starts_at=now() - timedelta(days=3))
    house.write(WANTS, "A garden.")
    house.publish(starts=True)
    house.write(HOME, "I leave.")
    house.publish()
    friend = house.as_("friend")
    form = friend.get(house.url("answer")).fields("form.question")
    friend.post(house.url("answer"), {**form, "answer": "change"}, status=303)
    assert "You think: change this." in plain(friend.get(house.url("answers")))
    assert f"{FRIEND} thinks: change this." in plain(house.as_("person").get(house.url("answers")))


def test_the_plan_from_the_council_alone_opens_no_answer(plan_house: PlanHouse) -> None:
    """Not by a typed form either: it would tell how many plans there are, and take an answer."""
    house = plan_house
    house.share("friend", Part.PLAN_COUNCIL)
    house.write(WANTS, "A garden.")
    house.publish()
    friend = house.as_("friend")
    friend.get(house.url("answer"), status=404)
    form = house.as_("person").get(house.url("answer")).fields("form.question")
    for answer in ("", "yes"):
        friend.post(house.url("answer"), {**form, "answer": answer}, status=404)
    assert house.rows(Agreement) == []


def test_names_of_members_are_not_for_members(plan_house: PlanHouse) -> None:
    house = plan_house
    house.add_member("nurse", "Philippa Nursewick", Relationship.HEALTH_PROFESSIONAL)
    house.share("nurse", WANTS, level=Level.WRITE)
    house.share("friend", WANTS, starts_at=now() - timedelta(days=3))
    house.take(house.suggest(WANTS, "A garden."))
    house.publish(starts=True)
    house.take(house.suggest(WANTS, "Two gardens.", role="nurse"))
    house.publish(starts=True)
    paths: list[tuple[Any, ...]] = [(), (WANTS,), ("versions",), ("versions", 1), ("versions", 2)]
    paths += [("versions", 1, WANTS), ("versions", 2, WANTS), ("print",)]
    for path in paths:
        page = house.as_("friend").get(house.url(*path))
        assert SISTER not in page.html, path
        assert "Nursewick" not in page.html, path
        # Nor to the writer the name of another.
        assert FRIEND not in house.as_("sister").get(house.url(*path)).html
        assert "Nursewick" not in house.as_("sister").get(house.url(*path)).html
    assert SISTER in house.as_("person").get(house.url("versions", 1)).html
    assert "Nursewick" in house.as_("person").get(house.url("versions", 2)).html
    house.share("friend", Part.CIRCLE)
    assert SISTER in house.as_("friend").get(house.url("versions", 1)).html


def test_who_helped_is_named_to_who_may_know_them(plan_home: PlanHouse) -> None:
    house = plan_home
    with house.acting("person") as (by, person):
        words.write(
            by=by,
            person=person,
            section=WANTS,
            key=house.accounts["friend"],
            base_id=None,
            said=words.Said({"text": "A garden."}, "en", helped_by=(str(house.members["friend"]),)),
        )
    house.publish(starts=True)
    assert f"Supported to write this by {FRIEND}" in plain(
        house.as_("person").get(house.url(WANTS))
    )
    page = house.as_("sister").get(house.url(WANTS))
    assert FRIEND not in page.html
    assert "Supported to write this by Somebody who helps" in plain(page)
    house.share("friend", WANTS)
    assert "Supported to write this by You" in plain(house.as_("friend").get(house.url(WANTS)))


def test_sharing_that_ended_shuts_every_page_at_once(plan_house: PlanHouse) -> None:
    house = plan_house
    house.write(WANTS, "A garden.")
    house.publish(starts=True)
    paths: list[tuple[Any, ...]] = [(), (WANTS,), ("versions",), ("versions", 1), ("print",)]
    for path in paths:
        house.as_("sister").get(house.url(*path))
    (decision,) = house.rows(SharingDecision)
    house.add(SharingStop(decision_id=decision.id, stopped_by=house.accounts["person"]))
    for path in paths:
        house.as_("sister").get(house.url(*path), status=404)


def test_another_persons_plan_is_not_there(plan_house: PlanHouse) -> None:
    """One who holds a page of her own, and types the address of another's."""
    house = plan_house
    house.write(WANTS, "A garden.")
    house.publish(starts=True)
    with house.portal.app_context():
        make_person("Zebedee", db.session.get_one(Account, house.accounts["stranger"]))
    for path in PAGES:
        house.as_("stranger").get(house.url(*path), status=404)


@pytest.mark.parametrize("part", PLAN_SECTIONS)
def test_each_section_is_shut_by_itself(plan_home: PlanHouse, part: Part) -> None:
    house = plan_home
    for each in PLAN_SECTIONS:
        house.write(each, f"Words {each.value}.")
    house.publish(starts=True)
    house.add_member("nurse", "Philippa Nursewick", Relationship.HEALTH_PROFESSIONAL)
    house.share("nurse", *(each for each in PLAN_SECTIONS if each is not part))
    browser = house.as_("nurse")
    browser.get(house.url(part), status=404)
    for path in ((), ("print",)):
        page = browser.get(house.url(*path) + ("?rules=with" if path else ""))
        assert f"Words {part.value}." not in page.html
        assert str(part.words) not in plain(page)
