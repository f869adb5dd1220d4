"""Steps: who does what until when, and what became of it. Each change is a new row."""

from __future__ import annotations

import uuid

import pytest
from sqlalchemy.exc import DatabaseError

from app.extensions import db
from app.outcomes.models import Step, StepStands, StepState
from app.people.models import CircleMember
from app.people.parts import Part
from tests.outcomes.house import WORKER, OutcomeHouse
from tests.plans.house import SISTER


def write(house: OutcomeHouse, outcome_id: uuid.UUID, role: str = "person", **given: str) -> Step:
    url = house.url(outcome_id, "steps", "new")
    fields = house.as_(role).get(url).fields("form.question")
    house.as_(role).post(url, {**fields, **given})
    return house.rows(Step, Step.outcome_id == outcome_id)[-1]


def test_a_picture_is_enough_and_nobody_has_to_do_it_yet(house: OutcomeHouse) -> None:
    outcome_id = house.want("Swim")
    step = write(house, outcome_id, picture="phone")
    assert (step.what, step.picture, step.who, step.number) == ("", "phone", "", 1)
    assert "Nobody does it yet" in house.as_("person").get(house.url(outcome_id)).text


def test_a_step_says_something(home: OutcomeHouse) -> None:
    outcome_id = home.want("Swim")
    url = home.url(outcome_id, "steps", "new")
    fields = home.as_("person").get(url).fields("form.question")
    assert home.as_("person").post(url, fields, status=422).find_all("p.error")
    assert home.rows(Step) == []


def test_sent_twice_it_is_kept_once(house: OutcomeHouse) -> None:
    outcome_id = house.want("Swim")
    url = house.url(outcome_id, "steps", "new")
    fields = {**house.as_("person").get(url).fields("form.question"), "what": "Ring the pool"}
    house.as_("person").post(url, fields)
    house.as_("person").post(url, fields)
    assert len(house.rows(Step)) == 1


def test_only_whom_the_writer_may_know_can_be_named(house: OutcomeHouse) -> None:
    outcome_id = house.want("Swim")
    url = house.url(outcome_id, "steps", "new")
    page = house.as_("person").get(url)
    assert WORKER in page.html
    stranger = str(uuid.uuid4())
    fields = {**page.fields("form.question"), "what": "Ring", "who": stranger}
    house.as_("person").post(url, fields, status=422)
    assert house.rows(Step) == []


def test_what_the_person_calls_somebody_is_for_the_person_alone(house: OutcomeHouse) -> None:
    outcome_id = house.want("Swim")
    house.share("worker", Part.CIRCLE)
    with house.portal.app_context(), db.writing():
        for role, who in (("worker", "Grumpy boots"), ("sister", "The bossy one")):
            db.session.get_one(CircleMember, house.members[role]).who = who
    asks = [house.url(outcome_id, "check-in"), house.url("day", "check-in")]

    def reads(role: str) -> str:
        """The forms that offer people: of a step, and who was there."""
        browser, found = house.as_(role), []
        for url in asks:
            first = browser.get(f"{url}?skip=1").fields("form.question")
            browser.post(url, {**first, "answer": "well"})
            found.append(browser.get(f"{url}?step=3").html)
        if role != "worker":
            found.append(browser.get(house.url(outcome_id, "steps", "new")).html)
        return " ".join(found)

    mine = reads("person")
    assert "Grumpy boots" in mine and "The bossy one" in mine
    for role in ("sister", "worker"):
        page = reads(role)
        assert WORKER in page and SISTER in page
        assert "Grumpy boots" not in page and "The bossy one" not in page, role


def test_a_change_is_a_new_row_and_two_at_once_lose_nothing(house: OutcomeHouse) -> None:
    outcome_id = house.want("Swim")
    step = write(house, outcome_id, what="Ring the pool", who="me", due_on="2026-12-24")
    url = house.url(outcome_id, "steps", step.thread, "change")
    mine = house.as_("person").get(url).fields("form.question")
    assert (mine["who"], mine["due_on"]) == ("me", "2026-12-24")
    theirs = house.as_("sister").get(url).fields("form.question")
    house.as_("sister").post(url, {**theirs, "what": "Go to the pool"})
    page = house.as_("person").post(url, {**mine, "what": "Write to the pool"}, status=422)
    assert "Go to the pool" in page.text
    house.as_("person").post(url, page.fields("form.question"))
    rows = house.rows(Step, Step.thread == step.thread)
    assert [(row.number, row.what) for row in rows] == [
        (1, "Ring the pool"),
        (2, "Go to the pool"),
        (3, "Write to the pool"),
    ]


def test_how_it_stands_is_told_by_somebody_and_a_second_tap_adds_nothing(
    house: OutcomeHouse,
) -> None:
    outcome_id = house.want("Swim")
    step = write(house, outcome_id, what="Ring the pool")
    url = house.url(outcome_id, "steps", step.thread)
    for stands in ("doing", "done", "done"):
        house.as_("sister").post(f"{url}/stands", {"stands": stands})
    states = house.rows(StepState, StepState.thread == step.thread)
    assert [each.stands for each in states] == [StepStands.DOING, StepStands.DONE]
    text = house.as_("person").get(url).text
    assert "Done" in text and SISTER in text
    house.as_("person").post(f"{url}/stands", {"stands": "nonsense"}, status=422)


def test_whoever_does_a_step_says_how_it_stands_and_nobody_else_who_only_says_a_view(
    house: OutcomeHouse,
) -> None:
    outcome_id = house.want("Swim")
    own = write(house, outcome_id, what="Ring", who=str(house.members["worker"]))
    other = write(house, outcome_id, what="Pack", who="me")
    house.as_("worker").post(
        house.url(outcome_id, "steps", own.thread, "stands"), {"stands": "done"}
    )
    house.as_("worker").post(
        house.url(outcome_id, "steps", other.thread, "stands"), {"stands": "done"}, status=404
    )
    assert [each.thread for each in house.rows(StepState)] == [own.thread]
    # Not to be changed by them either.
    house.as_("worker").get(house.url(outcome_id, "steps", own.thread, "change"), status=404)


def test_who_does_it_and_who_wrote_it_show_to_those_who_may_know_them(house: OutcomeHouse) -> None:
    outcome_id = house.want("Swim")
    mine = write(house, outcome_id, what="Ring", who=str(house.members["sister"]))
    theirs = write(house, outcome_id, "sister", what="Snorkwhistle")
    page = house.as_("worker").get(house.url(outcome_id))
    assert "Ring" in page.text and SISTER not in page.text
    assert "Snorkwhistle" not in page.html
    house.as_("worker").get(house.url(outcome_id, "steps", theirs.thread), status=404)
    house.as_("sister").post(
        house.url(outcome_id, "steps", mine.thread, "stands"), {"stands": "left"}
    )
    seen = house.as_("worker").get(house.url(outcome_id, "steps", mine.thread))
    assert "We left it" not in seen.text and SISTER not in seen.html
    house.share("worker", Part.CIRCLE)
    assert "Snorkwhistle" in house.as_("worker").get(house.url(outcome_id)).text


def test_a_step_of_another_outcome_is_not_there(home: OutcomeHouse) -> None:
    one, two = home.want("Swim"), home.want("Sing")
    step = write(home, one, what="Ring")
    home.as_("person").get(home.url(two, "steps", step.thread), status=404)


def test_no_new_step_comes_to_what_is_over(home: OutcomeHouse) -> None:
    outcome_id = home.want("Swim")
    url = home.url(outcome_id, "steps", "new")
    fields = home.as_("person").get(url).fields("form.question")
    home.as_("person").post(home.url(outcome_id, "stand"), {"lifecycle": "completed", "seen": "1"})
    home.as_("person").post(url, {**fields, "what": "Ring"}, status=422)
    assert url not in home.as_("person").get(home.url(outcome_id)).links.values()


def test_rows_of_steps_never_change(house: OutcomeHouse) -> None:
    outcome_id = house.want("Swim")
    step = write(house, outcome_id, what="Ring")
    refused = pytest.raises(DatabaseError, match="append-only")
    with house.portal.app_context(), refused, db.writing():
        db.session.get_one(Step, step.id).what = "Other"


def test_ten_queries_are_enough(home: OutcomeHouse) -> None:
    outcome_id = home.want("Swim")
    for number in range(12):
        write(home, outcome_id, what=f"Step {number}", who=str(home.members["sister"]))
        home.say(outcome_id, "sister")
    for role in ("person", "sister", "worker"):
        home.as_(role).get(home.url())
        with home.queries() as seen:
            home.as_(role).get(home.url(outcome_id))
        assert len(seen) <= 10, (role, seen)
