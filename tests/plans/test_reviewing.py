"""Looking at the plan again: each says their own, and who may read what they think."""

from __future__ import annotations

import uuid
from datetime import timedelta

import pytest
from sqlalchemy.exc import DBAPIError

from app.audit.models import AccessEvent
from app.database import now
from app.extensions import db
from app.people.actions.records import today
from app.people.models import Relationship, SafeguardingOverride
from app.people.parts import Part
from app.people.predicates import relation
from app.plans.actions import reviewing as actions
from app.plans.actions.words import Refused
from app.plans.models import PlanReview, PlanVersion, ReviewView
from tests.plans.house import FRIEND, SISTER, PlanHouse, plain
from tests.plans.looking import (
    COUSIN,
    add_care_manager,
    add_cousin,
    follow,
    say,
    set_day,
    talk,
)


@pytest.fixture
def home(plan_home: PlanHouse) -> PlanHouse:
    return follow(plan_home)


@pytest.fixture
def house(plan_house: PlanHouse) -> PlanHouse:
    return follow(plan_house)


def review(house: PlanHouse, role: str = "person"):  # type: ignore[no-untyped-def]
    return house.as_(role).get(house.url("review"))


def test_the_day_stands_in_words(home: PlanHouse) -> None:
    assert "That is in 30 days" in plain(review(home))
    set_day(home, today())
    assert "It is today" in plain(review(home))
    set_day(home, today() + timedelta(days=1))
    assert "It is tomorrow" in plain(review(home))
    set_day(home, today() - timedelta(days=3))
    late = plain(review(home))
    assert "The day has passed" in late and "The day was" in late
    set_day(home, None)
    assert "There is no day yet" in plain(review(home))


def test_without_a_plan_there_is_nothing_to_look_at(plan_home: PlanHouse) -> None:
    page = review(plan_home)
    assert "There is no plan to look at yet" in plain(page)
    assert not [words for words in page.links if "Say what works" in words]
    person = plan_home.as_("person")
    assert person.get(plan_home.url("review", "view"), status=303).location.endswith("/review")
    assert "There is no plan" in person.get(plan_home.url("review", "hold")).text
    # A form from before comes back with its words.
    sent = {"key": str(uuid.uuid4()), "working": "The swim", "language": "en"}
    back = person.post(plan_home.url("review", "view"), sent, status=422)
    assert back.fields("form.question")["working"] == "The swim"
    assert talk(plan_home, status=422).fields("form.question")["who_was_there"] == "Quillon and I"


def test_each_says_their_own_and_mine_comes_first(house: PlanHouse) -> None:
    say(house, "sister", working="She sings again.")
    say(house, "person", "The sea", "The bus is late.")
    mine = plain(review(house))
    assert mine.index("The bus is late") < mine.index("She sings again")
    assert SISTER in mine
    hers = plain(review(house, "sister"))
    assert hers.index("She sings again") < hers.index("The bus is late")
    rows = {row.written_by: row for row in house.rows(ReviewView)}
    assert rows[house.accounts["person"]].seen_as is None
    assert rows[house.accounts["sister"]].seen_as is Relationship.FAMILY


def test_newer_words_stand_and_older_ones_stay(house: PlanHouse) -> None:
    say(house, "person", "The sea")
    say(house, "person", "The mountain")
    say(house, "sister", "Once")
    say(house, "sister", "Twice")
    assert [row.working for row in house.rows(ReviewView)] == [
        "The sea",
        "The mountain",
        "Once",
        "Twice",
    ]
    page = review(house)
    assert "The mountain" in page.text and "Earlier words" in page.text
    # The older words of another are no longer theirs to read.
    hers = review(house, "sister").text
    assert "The mountain" in hers and "The sea" not in hers and "Once" in hers
    with house.portal.app_context(), pytest.raises(DBAPIError), db.writing():
        db.session.query(ReviewView).delete()


def test_sent_twice_or_said_the_same_is_kept_once(house: PlanHouse) -> None:
    key = str(uuid.uuid4())
    say(house, "person", "The sea", key=key)
    say(house, "person", "Changed on the way", key=key)
    say(house, "person", "The sea")
    assert [row.working for row in house.rows(ReviewView)] == ["The sea"]
    # Nobody's else key.
    form = {"key": key, "working": "Mine", "language": "en"}
    answer = house.as_("sister").post(house.url("review", "view"), form, status=422)
    assert answer.fields("form.question")["working"] == "Mine"


def test_members_do_not_meet_each_other_by_what_they_think(house: PlanHouse) -> None:
    add_cousin(house)
    say(house, "cousin", "The cousin thinks so.")
    say(house, "sister", "The sister thinks so.")
    hers = review(house, "sister").html
    assert "The sister thinks so." in hers
    for trace in ("The cousin thinks so.", COUSIN, "Somebody who helps"):
        assert trace not in hers
    house.share("sister", Part.CIRCLE)
    hers = review(house, "sister").html
    assert "The cousin thinks so." in hers and COUSIN in hers
    assert "The cousin thinks so." in review(house).html


def test_who_sees_nothing_of_the_plan_has_no_page(home: PlanHouse) -> None:
    add_care_manager(home)
    say(home, "person", "The sea")
    for role in ("friend", "stranger", "caremanager"):
        for path in ("review", "review/view"):
            home.as_(role).get(home.url(path), status=404)
        home.as_(role).post(home.url("review", "view"), {"working": "Hm"}, status=404)
    # The council's own plan is none of the plan.
    home.share("friend", Part.PLAN_COUNCIL)
    for path in ("review", "review/view"):
        home.as_("friend").get(home.url(path), status=404)
    assert len(home.rows(ReviewView)) == 1


def test_hidden_from_the_only_section_there_is_no_page(home: PlanHouse) -> None:
    say(home, "person", "The sea")
    assert "The sea" in review(home, "sister").text
    home.hide("sister", Part.PLAN_WANTS)
    home.as_("sister").get(home.url("review"), status=404)
    say_again = {"key": str(uuid.uuid4()), "working": "Hm", "language": "en"}
    home.as_("sister").post(home.url("review", "view"), say_again, status=404)


def test_a_safeguarding_override_opens_parts_and_no_talk(home: PlanHouse) -> None:
    add_care_manager(home)
    at = now()
    home.add(
        SafeguardingOverride(
            person_id=home.person_id,
            account_id=home.accounts["caremanager"],
            parts=[Part.PLAN_WANTS.value],
            reason="Test",
            days=3,
            asked_by=home.accounts["caremanager"],
            approved_by=home.accounts["stranger"],
            approved_at=at,
            starts_at=at,
            ends_at=at + timedelta(days=3),
        )
    )
    enquirer = home.as_("caremanager")
    assert enquirer.get(home.url(Part.PLAN_WANTS)).status == 200
    for path in ("review", "review/view"):
        enquirer.get(home.url(path), status=404)


def test_nobody_says_it_for_the_person(house: PlanHouse) -> None:
    """A supporter on the person's page says their own; extra fields change nothing."""
    person = str(house.accounts["person"])
    say(house, "sister", "All is well", written_by=person, seen_as="", helped_by="")
    row = house.rows(ReviewView)[0]
    assert row.written_by == house.accounts["sister"] and row.helped_by == []
    # Nor does she say that somebody helped.
    say(house, "sister", "All is better", helped_by=str(house.members["friend"]))
    assert house.rows(ReviewView)[1].helped_by == []
    with house.acting("sister") as (by, _person), house.portal.test_request_context():
        from app.accounts.models import Account

        owner = db.session.get_one(Account, house.accounts["person"])
        viewer = relation(owner, house.person_id)
        version = db.session.query(PlanVersion).one()
        thinks = actions.Thinks("All is well", "", "en")
        assert viewer is not None
        with pytest.raises(Refused):
            actions.say_view(by=by, viewer=viewer, version=version, key=uuid.uuid4(), thinks=thinks)


def test_a_supporter_sees_whom_they_help(home: PlanHouse) -> None:
    page = home.as_("sister").get(home.url("review", "view"))
    assert "You are helping" in page.html
    assert "helped_by" not in page.fields("form.question")
    assert "helped_by" in home.as_("person").get(home.url("review", "view")).html


def test_who_helped_is_told(house: PlanHouse) -> None:
    add_cousin(house)
    say(house, "person", "The sea", helped_by=str(house.members["sister"]))
    assert f"{SISTER} helped me" in plain(review(house))
    assert "You helped Ottoline Bract" in plain(review(house, "sister"))
    others = plain(review(house, "cousin"))
    assert "Somebody helped Ottoline Bract" in others and SISTER not in others


@pytest.mark.parametrize(
    "bad", [{}, {"working": "  "}, {"working": "x" * 2001}, {"not_working": "a\u202eb"}]
)
def test_bad_words_come_back_as_typed(home: PlanHouse, bad: dict[str, str]) -> None:
    sent = (
        {"working": "", "not_working": "The bus", **bad} if bad.get("working", "").strip() else bad
    )
    form = {"key": str(uuid.uuid4()), "language": "en", **sent}
    back = home.as_("person").post(home.url("review", "view"), form, status=422)
    shown = back.fields("form.question")
    assert {name: shown[name] for name in sent} == sent
    assert home.rows(ReviewView) == []


def test_urdu_words_are_kept_as_urdu(home: PlanHouse) -> None:
    say(home, "person", "سمندر اچھا ہے")
    assert home.rows(ReviewView)[0].language == "ur"
    assert home.as_("person").get(home.url("review") + "?lang=ur").status == 200


def test_a_page_asks_few_questions_however_many_think(home: PlanHouse) -> None:
    home.share("sister", Part.CIRCLE)
    for number in range(3):
        talk(home)
        say(home, "person", f"Words {number}")
    say(home, "sister", "Fine")
    review(home, "sister")
    with home.queries() as few:
        review(home, "sister")
    for number in range(20):
        home.add_member(f"m{number}", f"{FRIEND} {number}", Relationship.FRIEND)
        home.add(
            ReviewView(
                person_id=home.person_id,
                version_id=home.rows(PlanVersion)[0].id,
                seen_as=Relationship.FRIEND,
                working="Fine",
                language="en",
                written_by=home.accounts[f"m{number}"],
            )
        )
    with home.queries() as many:
        assert "19" in review(home, "sister").text
    assert len(many) == len(few) <= 10, "\n".join(few)


def test_looking_at_what_people_think_is_kept(home: PlanHouse) -> None:
    def kept() -> list[str]:
        return [row.part for row in home.rows(AccessEvent)]

    review(home, "sister")
    assert "plan-review" not in kept()
    say(home, "person", "The sea")
    review(home, "sister")
    assert "plan-review" in kept()


def test_words_about_the_whole_are_for_who_sees_the_whole(house: PlanHouse) -> None:
    """What one member thinks may tell of a section that is hidden from another."""
    add_cousin(house)
    house.share("cousin", Part.CIRCLE, Part.PLAN_HOME)
    house.share("sister", Part.PLAN_HOME)
    house.write(Part.PLAN_HOME, "I leave my cousin.")
    house.publish(starts=True)
    say(house, "sister", not_working="It is not safe with Delphine.")
    say(house, "person", "The sea")
    assert "not safe" in review(house, "cousin").text
    house.hide("cousin", Part.PLAN_HOME)
    hers = review(house, "cousin")
    assert "not safe" not in hers.html and SISTER not in hers.html
    # The person was told that whoever sees some of the plan reads theirs.
    assert "The sea" in hers.text
    say(house, "cousin", "The garden")
    talk(house)
    (held,) = house.rows(PlanReview)
    for role, reads in (("person", True), ("sister", True), ("cousin", False)):
        page = house.as_(role).get(house.url("reviews", held.id))
        assert ("not safe" in page.html) is reads, role
