"""Nobody puts words into the mouth of the person, or leaves unsaid whose words they are."""

from __future__ import annotations

import uuid
from datetime import timedelta

import pytest

from app.database import now
from app.outcomes.actions.outcomes import Refused, TextSaid, write
from app.outcomes.models import (
    CheckIn,
    Lifecycle,
    LifeEntry,
    LifeKind,
    OutcomeState,
    Said,
    Step,
    StepStands,
    StepState,
)
from app.outcomes.queries.outcomes import outcome_for
from app.people.models import MeetingPoint
from tests.outcomes.house import OutcomeHouse
from tests.page_client import fields_of
from tests.plans.house import FRIEND, SISTER

WORDS = ("Ring", "Ironing", "Pack", "Tea")
CHANGED = "Somebody changed this just now. Look at it again."


def takes_on(home: OutcomeHouse, outcome_id: uuid.UUID) -> dict[str, str]:
    """What the first button of the person's page sends: I want this now."""
    page = home.as_("person").get(home.url(outcome_id))
    forms = [form for form in page.find_all("main form") if "/stand" in form.get("action", "")]
    found = fields_of(forms[0])
    assert found["lifecycle"] == "active"
    return found


def stands(home: OutcomeHouse, outcome_id: uuid.UUID) -> Lifecycle:
    return home.rows(OutcomeState, OutcomeState.outcome_id == outcome_id)[-1].lifecycle


def rewrites(home: OutcomeHouse, outcome_id: uuid.UUID, title: str) -> None:
    change = home.url(outcome_id, "change")
    sent = home.as_("sister").get(change).fields("form.question")
    home.as_("sister").post(change, {**sent, "title": title})


def test_a_yes_is_to_the_words_that_were_read_and_to_no_others(home: OutcomeHouse) -> None:
    # given what her sister thinks of, on the person's page
    outcome_id = home.want("Swim", "sister")
    read = takes_on(home, outcome_id)
    # when her sister writes something else before the person taps yes
    rewrites(home, outcome_id, "Move in with me")
    home.as_("person").post(home.url(outcome_id, "stand"), read)
    # then it is no yes to that, and the person is told to look again
    assert stands(home, outcome_id) is Lifecycle.PROPOSED
    page = home.as_("person").get(home.url(outcome_id))
    assert CHANGED in page.text and "Move in with me" in page.text
    # and the yes to what stands there now counts
    home.as_("person").post(home.url(outcome_id, "stand"), takes_on(home, outcome_id))
    assert stands(home, outcome_id) is Lifecycle.ACTIVE


def test_without_the_number_of_the_words_nothing_is_taken_on(home: OutcomeHouse) -> None:
    outcome_id = home.want("Swim", "sister")
    sent = takes_on(home, outcome_id)
    sent.pop("text")
    home.as_("person").post(home.url(outcome_id, "stand"), sent)
    assert stands(home, outcome_id) is Lifecycle.PROPOSED


def test_who_read_it_as_a_thought_writes_no_words_under_the_yes(house: OutcomeHouse) -> None:
    """Her sister's page was opened before the person said yes, her words come after it."""
    outcome_id = house.want("Swim", "sister")
    with house.seen_by("sister") as (sister, viewer):
        before = outcome_for(viewer, outcome_id)
    assert before is not None
    house.as_("person").post(house.url(outcome_id, "stand"), takes_on(house, outcome_id))
    with house.seen_by("sister") as (sister, viewer), pytest.raises(Refused):
        write(by=sister, viewer=viewer, shown=before, said=TextSaid(title="Move in with me"))
    assert "Move in with me" not in house.as_("person").get(house.url(outcome_id)).text


def test_the_person_reads_who_thought_of_it(home: OutcomeHouse) -> None:
    outcome_id = home.want("Swim", "sister")
    page = home.as_("person").get(home.url(outcome_id))
    assert f"Who thought of it: {SISTER}" in page.text
    assert "Who thought of it: You" in home.as_("sister").get(home.url(outcome_id)).text
    # once it is hers it is hers
    home.as_("person").post(home.url(outcome_id, "stand"), takes_on(home, outcome_id))
    assert "Who thought of it" not in home.as_("person").get(home.url(outcome_id)).text
    own = home.want("A cat")
    assert "Who thought of it" not in home.as_("person").get(home.url(own)).text


def test_what_somebody_wrote_over_is_not_gone(home: OutcomeHouse) -> None:
    # given what she wants and a step of hers, each written over: the step by her sister
    outcome_id, step = home.want("Swim"), uuid.uuid4()
    words = {"outcome_id": outcome_id, "thread": step, "language": "en"}
    me, sister = home.accounts["person"], home.accounts["sister"]
    home.add(Step(id=step, number=1, what="I go alone", written_by=me, **words))
    home.add(Step(number=2, what="Somebody comes along", written_by=sister, **words))
    change = home.url(outcome_id, "change")
    sent = home.as_("person").get(change).fields("form.question")
    home.as_("person").post(change, {**sent, "title": "Dive"})
    # then she reads what stood there, and who wrote it
    for there, before in (
        (home.url(outcome_id, "steps", step), "I go alone"),
        (home.url(outcome_id), "Swim"),
    ):
        page = home.as_("person").get(there)
        (card,) = page.find_all("details.more article.said")
        told = " ".join(" ".join(card.itertext()).split())
        assert before in told and "Who wrote it: You" in told
        # and nobody else does
        assert before not in home.as_("sister").get(there).text


def test_a_view_that_came_later_says_when(home: OutcomeHouse) -> None:
    """A worker writes today what they "saw" three weeks ago: a phone is believed, and it shows."""
    outcome_id = home.want("Swim")
    home.say(outcome_id, "worker", words="Of today")
    assert "We got it on" not in home.as_("person").get(home.url(outcome_id)).text
    home.say(outcome_id, "sister", words="Of then", at=now() - timedelta(days=21))
    page = home.as_("person").get(home.url(outcome_id))
    cards = [" ".join(" ".join(each.itertext()).split()) for each in page.find_all("article.said")]
    assert [("We got it on" in card) for card in cards if "Of " in card] == [
        "Of then" in card for card in cards if "Of " in card
    ]
    assert "We got it on" in page.text


@pytest.mark.parametrize("role", ["person", "sister"])
def test_nobody_says_how_it_goes_with_what_she_did_not_take_on(
    home: OutcomeHouse, role: str
) -> None:
    outcome_id = home.want("Move in with me", "sister")
    here = home.url(outcome_id, "check-in")
    home.as_(role).get(f"{here}?skip=1", status=404)
    home.as_(role).post(here, {"step": "1", "answer": "well"}, status=404)
    # nor after she said no to it
    no = {"lifecycle": "rejected", "seen": "1"}
    home.as_("person").post(home.url(outcome_id, "stand"), no)
    assert stands(home, outcome_id) is Lifecycle.REJECTED
    home.as_(role).post(here, {"step": "1", "answer": "well"}, status=404)
    assert home.rows(CheckIn) == []


def test_the_story_says_whose_words_they_are_where_they_are_not_hers(home: OutcomeHouse) -> None:
    # given a step and "something I do myself now", written by the sister and by herself
    outcome_id = home.want("Swim")
    for role, what, does in (("sister", "Ring", "Ironing"), ("person", "Pack", "Tea")):
        by, step = home.accounts[role], uuid.uuid4()
        words = {"language": "en", "written_by": by}
        home.add(Step(id=step, thread=step, outcome_id=outcome_id, number=1, what=what, **words))
        home.add(
            StepState(thread=step, stands=StepStands.DONE, said_by=by),
            LifeEntry(
                person_id=home.person_id,
                kind=LifeKind.MYSELF,
                happened_on=now().date(),
                words=does,
                **words,
            ),
        )
    # when the person reads her story
    page = home.as_("person").get(home.url("story"))
    told = [" ".join(" ".join(card.itertext()).split()) for card in page.find_all("article.said")]
    cards = {word: next(card for card in told if word in card) for word in WORDS}
    # then it tells which words her sister wrote, and says nothing beside her own
    for word in ("Ring", "Ironing"):
        assert "Who wrote it:" in cards[word] and SISTER in cards[word]
    for word in ("Pack", "Tea"):
        assert "Who wrote it" not in cards[word]


def test_the_point_of_a_difference_is_in_the_language_of_what_she_wants(
    home: OutcomeHouse,
) -> None:
    """Her sister's phone speaks Polish; what the person wants is in English."""
    outcome_id = home.want("Swim")
    home.say(outcome_id, answer=Said.NOT_WELL)
    here = home.url(outcome_id, "check-in")
    for number in (1, 2, 3):
        there = f"{here}?step={number}" if number > 1 else here
        sent = home.as_("sister").get(there).fields("form.question")
        more = {"answer": "well"} if number == 1 else {}
        if number == 2:
            more = {"observed": "Lubi wodę", "language": "pl"}
        home.as_("sister").post(here, {**sent, **more, "step": str(number)})
    (point,) = home.rows(MeetingPoint)
    assert (point.words, point.language) == ("Swim", "en")


def test_whoever_answers_beside_her_is_asked_of_her_day(home: OutcomeHouse) -> None:
    here = home.url("day", "check-in")
    assert home.as_("sister").get(here).h1 == "How is their day?"
    assert home.as_("person").get(f"{here}?skip=1").h1 == "How is my day?"


@pytest.mark.parametrize("role", ["person", "sister"])
def test_nobody_begins_to_ask_about_what_is_over(home: OutcomeHouse, role: str) -> None:
    """The page where she ends it promises: nobody asks about it any more."""
    outcome_id = home.want("Swim")
    here = home.url(outcome_id, "check-in")
    # given somebody in the middle of saying how it goes, and then it ends
    sent = home.as_(role).get(f"{here}?skip=1").fields("form.question")
    home.as_(role).post(here, {**sent, "answer": "well"})
    ended = {"lifecycle": "cancelled", "seen": "1"}
    home.as_("person").post(home.url(outcome_id, "stand"), ended)
    # then what was begun is not lost
    for number in (2, 3):
        sent = home.as_(role).get(f"{here}?step={number}").fields("form.question")
        home.as_(role).post(here, {**sent, "step": str(number)})
    assert len(home.rows(CheckIn)) == 1
    # and nobody begins anew
    home.as_(role).get(f"{here}?skip=1", status=404)
    home.as_(role).post(here, {"step": "1", "answer": "not-well"}, status=404)


def test_who_sees_nothing_is_not_said_to_see_it(home: OutcomeHouse) -> None:
    """Whom could she hide it from: the friend is in the circle, and sees nothing of it."""
    view = home.say(home.want("Swim"))
    page = home.as_("person").get(home.url("hide", "view", view))
    rows = [" ".join(" ".join(each.itertext()).split()) for each in page.find_all("main li")]
    (friend,) = [each for each in rows if FRIEND in each]
    assert "You do not hide it." in friend and "They may see it" not in page.text
