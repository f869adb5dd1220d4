"""Writing down a talk about the plan: who may, which days, and what members read of it."""

from __future__ import annotations

import uuid
from datetime import timedelta

import pytest
from sqlalchemy.exc import IntegrityError

from app.database import now
from app.extensions import db
from app.people.actions.records import a_year_after, today
from app.people.models import Relationship
from app.people.parts import Part
from app.plans.models import PlanReview, PlanVersion, ReviewView
from tests.plans.house import PlanHouse, plain
from tests.plans.looking import add_care_manager, day_set, follow, say, talk


@pytest.fixture
def home(plan_home: PlanHouse) -> PlanHouse:
    return follow(plan_home)


@pytest.fixture
def house(plan_house: PlanHouse) -> PlanHouse:
    return follow(plan_house)


def held(house: PlanHouse) -> list[PlanReview]:
    return house.rows(PlanReview)


def past(house: PlanHouse, days: int, **given: object) -> uuid.UUID:
    """A review that was written down some days ago."""
    made = PlanReview(
        **{
            "person_id": house.person_id,
            "version_id": house.rows(PlanVersion)[0].id,
            "held_on": today() - timedelta(days=days),
            "who_was_there": "Ottoline and Quillon",
            "what_changes": f"Changed {days} days ago",
            "next_on": today() + timedelta(days=90),
            "language": "en",
            "recorded_by": house.accounts["person"],
            "created_at": now() - timedelta(days=days),
            **given,
        }
    )
    house.add(made)
    return made.id


def test_a_talk_sets_the_day_of_the_next_one(house: PlanHouse) -> None:
    say(house, "person", "The sea")
    answer = talk(house)
    page = house.as_("person").follow(answer)
    for words in ("We go to the sea in June", "Quillon and I", "You wrote this", "The sea"):
        assert words in plain(page)
    assert day_set(house) == today() + timedelta(days=180)
    # What was thought before belongs to that talk; the next one begins anew.
    assert "The sea" not in house.as_("person").get(house.url("review")).text


def test_sent_twice_it_is_written_once(house: PlanHouse) -> None:
    key = str(uuid.uuid4())
    first, again = talk(house, key=key), talk(house, key=key, what_changes="Another text")
    assert first.location == again.location and len(held(house)) == 1


def test_who_may_write_it_down(home: PlanHouse) -> None:
    add_care_manager(home)
    for role in ("sister", "friend", "stranger"):
        home.as_(role).get(home.url("review", "hold"), status=404)
        talk(home, role, status=404)
    assert talk(home, "person") and talk(home, "caremanager")


def test_the_keeper_whom_the_person_named_takes_the_care_managers_place(home: PlanHouse) -> None:
    add_care_manager(home)
    with home.acting("person") as (_by, person):
        from app.plans.actions.words import plan_of

        plan_of(person).keeper_id = home.members["friend"]
    talk(home, "caremanager", status=404)
    assert talk(home, "friend").status == 303


def test_a_keeper_without_sight_writes_it_down_and_reads_nothing(home: PlanHouse) -> None:
    add_care_manager(home)
    say(home, "person", "Only for those who see my plan")
    page = home.as_("caremanager").get(home.url("review", "hold"))
    assert "Only for those" not in page.html and "see the sea" not in page.html
    answer = talk(home, "caremanager")
    assert answer.location.endswith("/plan/keep")
    home.as_("caremanager").get(home.url("review"), status=404)
    home.as_("caremanager").get(home.url("reviews", held(home)[0].id), status=404)


DAY = timedelta(days=1)


@pytest.mark.parametrize(
    ("name", "days"),
    [("held_on", 1), ("held_on", -400), ("next_on", 0), ("next_on", -1), ("next_on", 367)],
)
def test_a_day_that_cannot_be_comes_back(home: PlanHouse, name: str, days: int) -> None:
    before = day_set(home)
    wrong = (today() + days * DAY).isoformat()
    back = talk(home, status=422, **{name: wrong})
    shown = back.fields("form.question")
    assert shown[name] == wrong and shown["what_changes"] == "We go to the sea in June."
    assert held(home) == [] and day_set(home) == before


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("held_on", "yesterday"),
        ("held_on", ""),
        ("held_on", "0001-01-01"),
        ("held_on", "9999-12-31"),
        ("next_on", "2026-02-31"),
        ("next_on", "9999-12-31"),
        ("who_was_there", "   "),
        ("who_was_there", "x" * 501),
        ("what_changes", ""),
        ("what_changes", "x" * 2001),
        ("what_changes", "a\u202eb"),
        ("key", "no-key"),
    ],
)
def test_bad_input_comes_back_as_typed(home: PlanHouse, name: str, value: str) -> None:
    back = talk(home, status=422, **{name: value})
    typed = back.fields("form.question")
    assert typed[name] == value
    assert typed["next_on"] and held(home) == []


def test_the_last_day_of_twelve_months_is_good(house: PlanHouse) -> None:
    last = a_year_after(today())
    talk(house, next_on=last.isoformat())
    assert day_set(house) == last


def test_a_talk_from_before_an_unagreed_start_is_none_about_it(house: PlanHouse) -> None:
    """It would put off the one that is due within 28 days."""
    house.write(Part.PLAN_WANTS, "Another text")
    version_id = house.publish()
    house.start_not_agreed(version_id, "I shake my head.")
    yesterday = (today() - DAY).isoformat()
    assert "started after that day" in talk(house, status=422, held_on=yesterday).text
    soon = (today() + timedelta(days=28)).isoformat()
    assert talk(house, next_on=soon).status == 303


def test_the_day_after_is_kept_by_the_database_too(house: PlanHouse) -> None:
    with pytest.raises(IntegrityError):
        past(house, 1, next_on=today() - timedelta(days=1))


def test_who_was_there_names_the_circle_and_is_read_with_it(home: PlanHouse) -> None:
    review_id = past(home, 1)
    url = home.url("reviews", review_id)
    assert "Ottoline and Quillon" in home.as_("person").get(url).text
    hers = home.as_("sister").get(url)
    assert "Changed 1 days ago" in hers.text
    assert "Ottoline and Quillon" not in hers.html and "Who was there" not in hers.text
    home.share("sister", Part.CIRCLE)
    assert "Ottoline and Quillon" in home.as_("sister").get(url).text


def test_talks_from_before_one_sees_the_plan_were_never_shared(home: PlanHouse) -> None:
    old, newest = past(home, 200), past(home, 20)
    view = ReviewView(
        person_id=home.person_id,
        version_id=home.rows(PlanVersion)[0].id,
        working="Thought long ago",
        language="en",
        written_by=home.accounts["person"],
        created_at=now() - timedelta(days=30),
    )
    home.add(view)
    sister = home.as_("sister")
    sister.get(home.url("reviews", old), status=404)
    assert str(old) not in sister.get(home.url("review")).html
    # The last one stands, without what was thought for it then.
    assert "Thought long ago" not in sister.get(home.url("reviews", newest)).html
    assert "Thought long ago" in home.as_("person").get(home.url("reviews", newest)).html
    assert home.as_("person").get(home.url("reviews", old)).status == 200


def test_a_review_of_somebody_else_is_not_here(home: PlanHouse) -> None:
    review_id = past(home, 1)
    with home.portal.app_context():
        from tests.makers import make_account, make_person

        other = make_person("Zillah Tern", make_account(email="other@demo.example")).id
    home.as_("other").get(f"/people/{other}/plan/reviews/{review_id}", status=404)
    assert home.as_("person").get(home.url("reviews", uuid.uuid4()), status=404)


def test_many_talks_come_a_page_at_a_time(home: PlanHouse) -> None:
    for days in range(1, 16):
        past(home, days)
    person = home.as_("person")
    first = person.get(home.url("review"))
    listed = [link for link in first.links.values() if "/reviews/" in link]
    older = next(link for words, link in first.links.items() if "Show older ones" in words)
    rest = [link for link in person.get(older).links.values() if "/reviews/" in link]
    assert len(listed) == 12 and len(rest) == 3 and not set(listed) & set(rest)
    for odd in ("x", str(uuid.uuid4())):
        assert person.get(home.url("review") + f"?before={odd}").status == 200


def test_what_changes_leads_to_the_parts_that_one_may_write(home: PlanHouse) -> None:
    home.share("sister", Part.PLAN_SAFE)
    page = home.as_("sister").get(home.url("reviews", past(home, 1)))
    to_change = [link for link in page.links.values() if link.endswith("/change")]
    assert to_change == [home.url(Part.PLAN_WANTS, "change")]


def test_no_row_of_a_review_can_change(house: PlanHouse) -> None:
    past(house, 1)
    with house.portal.app_context(), pytest.raises(Exception, match="append-only"), db.writing():
        db.session.query(PlanReview).update({"what_changes": "Nothing"})


def test_a_friend_keeps_no_record_of_who_they_are_not(home: PlanHouse) -> None:
    """A controlling relative cannot say that another wrote a talk down."""
    talk(home, recorded_by=str(home.accounts["sister"]), person_id=str(uuid.uuid4()))
    made = held(home)[0]
    assert made.recorded_by == home.accounts["person"] and made.person_id == home.person_id
    assert Relationship.FAMILY.value not in made.who_was_there
