"""My story: the person's own, in pictures, paged; a chart for others alone, if they choose it."""

from __future__ import annotations

import uuid
from datetime import UTC, date, datetime, timedelta

import pytest
import time_machine

from app.database import now
from app.outcomes.chart import bars
from app.outcomes.models import (
    LifeEntry,
    LifeKind,
    Question,
    RowStrike,
    Said,
    Step,
    StepStands,
    StepState,
)
from app.outcomes.queries.story import After, months_of, story
from app.people.parts import Part
from tests.outcomes.house import OutcomeHouse
from tests.page_client import SeenPage


def url(house: OutcomeHouse) -> str:
    return house.url("story")


def life(house: OutcomeHouse, words: str, role: str = "person", **given: object) -> uuid.UUID:
    made = LifeEntry(
        person_id=house.person_id,
        **{
            "kind": LifeKind.MYSELF,
            "happened_on": now().date(),
            "words": words,
            "language": "en",
            "written_by": house.accounts[role],
            **given,
        },
    )
    house.add(made)
    return made.id


def done(house: OutcomeHouse, outcome_id: uuid.UUID, what: str, role: str = "person") -> None:
    made = uuid.uuid4()
    house.add(
        Step(
            id=made,
            thread=made,
            outcome_id=outcome_id,
            number=1,
            what=what,
            language="en",
            written_by=house.accounts[role],
        )
    )
    house.add(StepState(thread=made, stands=StepStands.DONE, said_by=house.accounts[role]))


def everything(house: OutcomeHouse, role: str) -> list[str]:
    """Every page of the story, as somebody reads it one after the other."""
    pages, here = [], url(house)
    while here:
        page = house.as_(role).get(here)
        pages.append(page.html)
        here = page.links.get("Show older ones", "")
    return pages


def test_it_tells_what_the_person_wanted_said_and_did(house: OutcomeHouse) -> None:
    outcome_id = house.want("Swim in the sea")
    house.say(outcome_id, words="I floated")
    house.say(None, answer=None, words="The sun came")
    done(house, outcome_id, "Ring the pool")
    life(house, "I take the bus")
    text = house.as_("person").get(url(house)).text
    for words in ("Swim in the sea", "I floated", "The sun came", "Ring the pool"):
        assert words in text
    assert "I take the bus" in text and "Something I do myself now" in text


def test_what_others_think_and_what_is_said_of_staff_is_no_part_of_it(house: OutcomeHouse) -> None:
    outcome_id = house.want("Swim")
    house.say(outcome_id, "sister", words="Snorkwhistle")
    house.say(
        None,
        words="Vexqualm",
        question=Question.STAFF,
        about_member_id=house.members["worker"],
    )
    for role in ("person", "sister", "worker"):
        (page,) = everything(house, role)
        assert "Snorkwhistle" not in page and "Vexqualm" not in page


def test_mistakes_and_answers_that_say_nothing_are_left_out(house: OutcomeHouse) -> None:
    outcome_id = house.want("Swim")
    said = house.say(outcome_id, words="Grumbleweir")
    house.say(outcome_id, answer=Said.ASK_LATER)
    entry = life(house, "Nimbusine")
    for row_id in (said, entry):
        house.add(
            RowStrike(
                row_id=row_id,
                person_id=house.person_id,
                reason="No",
                struck_by=house.accounts["person"],
            )
        )
    page = house.as_("person").get(url(house))
    assert "Grumbleweir" not in page.html and "Nimbusine" not in page.html
    assert "Ask me later" not in page.text


def test_pages_hold_each_thing_once_and_leave_none_out(house: OutcomeHouse) -> None:
    """Also where many things share one moment, and where days and moments mix."""
    outcome_id = house.want("Swim")
    at = now() - timedelta(days=3)
    midnight = datetime.combine(at.date(), datetime.min.time(), UTC)
    for number in range(14):
        house.say(outcome_id, words=f"Zebra{number:02}", at=at)
        life(house, f"Yak{number:02}", happened_on=at.date())
    for number in range(4):
        house.say(outcome_id, words=f"Xerus{number:02}", at=midnight)
    for role in ("person", "worker"):
        pages = everything(house, role)
        assert len(pages) == 4
        whole = "".join(pages)
        for name, count in (("Zebra", 14), ("Yak", 14), ("Xerus", 4)):
            for number in range(count):
                assert whole.count(f"{name}{number:02}") == 1, (role, name, number)


@pytest.mark.parametrize(
    "given",
    ["nonsense", "1~2", "~", "9" * 400 + "~x", "", "-1~0197a3a0-0000-7000-8000-000000000001"],
)
def test_an_address_that_is_not_ours_shows_a_page(home: OutcomeHouse, given: str) -> None:
    home.want("Swim")
    home.as_("person").get(f"{url(home)}?after={given}")


def test_a_place_in_the_story_reads_back_exactly() -> None:
    at = datetime(2026, 3, 1, 12, 30, 15, 123457, UTC)
    place = After(at, uuid.uuid4())
    assert After.read(str(place)) == place


def test_others_read_it_as_far_as_they_may(house: OutcomeHouse) -> None:
    outcome_id = house.want("Swim")
    thought = house.want("Snorkwhistle lessons", "sister")
    done(house, outcome_id, "Grumbleweir", "sister")
    life(house, "Nimbusine", "sister")
    for role, sees in (("sister", True), ("worker", False)):
        page = house.as_(role).get(url(house))
        assert ("Grumbleweir" in page.html, "Nimbusine" in page.html) == (sees, sees)
        # Not the person's own yet.
        assert "Snorkwhistle" not in page.html and str(thought) not in page.html
        assert "Swim" in page.text and "They want this now" in page.text
    house.as_("friend").get(url(house), status=404)
    house.hide("worker", Part.OUTCOMES)
    house.as_("worker").get(url(house), status=404)


OWN_PAGES = ("", "story", "independence", "reminders", "hide", "day")


def drawn(page: SeenPage) -> list[object]:
    return [
        *page.find_all("main .chart"),
        *page.find_all("main table"),
        *[link for link in page.links.values() if "chart" in link],
    ]


def test_no_page_of_the_person_has_a_chart_or_a_way_to_one(home: OutcomeHouse) -> None:
    outcome_id = home.want("Swim")
    home.say(outcome_id, words="I floated")
    life(home, "", kind=LifeKind.HOURS, minutes_a_week=600)
    for place in (*OWN_PAGES, outcome_id, f"{outcome_id}/views"):
        assert not drawn(home.as_("person").get(home.url(place).rstrip("/"))), place
    home.as_("person").get(home.url("story", "chart"), status=404)


def test_others_may_choose_a_chart_with_its_table(home: OutcomeHouse) -> None:
    with time_machine.travel(datetime(2026, 12, 20, 12, tzinfo=UTC)):
        outcome_id = home.want("Swim")
        for day in (2, 3, 4):
            home.say(outcome_id, at=datetime(2026, 12, day, tzinfo=UTC))
        home.say(outcome_id, at=datetime(2026, 9, 30, 23, 30, tzinfo=UTC))
        home.say(outcome_id, "sister")
        assert not home.as_("sister").get(url(home)).find_all(".chart")
        page = home.as_("sister").get(home.url("story", "chart"))
    chart = page.find(".chart")
    assert chart.get("role") == "img" and chart.get("aria-labelledby")
    rows = page.find_all("main tbody tr")
    told = [" ".join("".join(row.itertext()).split()) for row in rows]
    # London was an hour ahead on the last day of September.
    assert len(told) == 6 and "December 2026" in told[-1] and told[-1].endswith("3")
    assert "October 2026" in told[-3] and told[-3].endswith("1")


def test_bars_are_of_one_kind_and_as_high_as_their_number() -> None:
    months = [(date(2026, 1, 1), 0), (date(2026, 2, 1), 2), (date(2026, 3, 1), 4)]
    drawn_left, drawn_right = bars(months), bars(months, right_to_left=True)
    assert [bar.number for bar in drawn_left] == [0, 2, 4]
    assert drawn_left[0].path == "" and drawn_left[2].above < drawn_left[1].above
    assert [bar.middle for bar in drawn_right] == [bar.middle for bar in drawn_left][::-1]


def test_ten_queries_are_enough(home: OutcomeHouse) -> None:
    outcome_id = home.want("Swim")
    for number in range(12):
        home.say(outcome_id, words=f"Words {number}")
        done(home, outcome_id, f"Step {number}")
        life(home, f"Bus {number}")
    for role in ("person", "sister", "worker"):
        home.as_(role).get(home.url())
        for place in ("story", "independence", ""):
            with home.queries() as seen:
                home.as_(role).get(home.url(place).rstrip("/"))
            assert len(seen) <= 10, (role, place, len(seen), seen)


def test_a_story_without_anything_says_so(home: OutcomeHouse) -> None:
    assert "The story begins" in home.as_("person").get(url(home)).text
    with home.seen_by("worker") as (_by, viewer):
        assert story(viewer) == ([], None)
        assert [number for _month, number in months_of(viewer, date(2026, 3, 5))] == [0] * 6
