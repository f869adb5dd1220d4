"""How it is going, on a small phone: the person, her sister, her worker, and who runs the place."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from tests.browser import outcome_steps as steps
from tests.browser.kept import rows
from tests.browser.phone import Phone
from tools.demo_server import Server

PickUp = Callable[..., Phone]
BAD_WORDS = "Wobblecrust shouts at me"


@pytest.mark.parametrize(
    ("lang", "scripts"),
    [("en", True), ("ur", True), ("en", False)],
    ids=["english", "urdu", "without-scripts"],
)
def test_a_person_says_what_she_wants_and_how_it_goes_with_taps_alone(
    pick_up: PickUp, lang: str, scripts: bool
) -> None:
    # given the person with a phone of 320 pixels
    phone = pick_up(lang, scripts=scripts)
    phone.sign_in()
    steps.opens_how_it_goes(phone)
    # when she makes something new with a picture and no word
    steps.wants_by_picture(phone, "friends")
    assert phone.say("I want this now") in phone.text
    # and says how it is going with taps alone
    phone.tap("Say how it is going")
    steps.says(phone, "well", steps.CHECK_IN)
    # then her answer stands there as she gave it, and nobody scores it
    phone.at(steps.OUTCOME)
    assert phone.say("Going well") in phone.text
    steps.not_scored(phone)
    # and it is on her list, and among what was said
    phone.tap("What was said before").at(f"{steps.OUTCOME}/views")
    assert phone.say("Going well") in phone.text
    steps.opens_how_it_goes(phone)
    assert phone.say("Friends") in phone.text
    # and it is in her story, in pictures, the newest first
    phone.tap("My story").at(f"{steps.OUTCOMES}/story")
    newest = phone.page.locator("main .said").first
    assert phone.say("Going well") in newest.inner_text()
    assert phone.say("Friends") in newest.inner_text()
    steps.not_scored(phone)


def test_she_answers_two_taps_from_home_and_what_she_does_not_know_is_an_answer(
    pick_up: PickUp,
) -> None:
    # given the person at home
    phone = pick_up()
    phone.sign_in()
    # when she goes to the question in two taps
    phone.tap("How it is going").tap("Say how it is going").at(f"{steps.OUTCOMES}/check-in")
    phone.tap("Swimming with Barnaby")
    # then "I do not know" is kept as an answer
    steps.says(phone, "dont-know", steps.CHECK_IN)
    phone.at(steps.OUTCOME)
    assert phone.say("I do not know") in phone.text


def test_family_adds_a_view_and_the_difference_is_raised_once(
    pick_up: PickUp, server: Server
) -> None:
    # given a sister who may say how it goes, and Mirabel who said that it goes well
    sister, phone = pick_up(), pick_up()
    phone.sign_in()
    steps.opens_how_it_goes(phone)
    person_id = steps.person_of(phone)
    differs = phone.say("We see this differently.")
    before = rows(server, "SELECT count(*) FROM difference")[0][0]
    phone.tap("Swimming with Barnaby").at(steps.OUTCOME)
    assert differs not in phone.text
    # when the sister sees it two steps lower, and says so twice
    sister.sign_in("family")
    for seen in ("She came home cold and cross", "She was cold again"):
        steps.opens_outcomes_of(sister, person_id)
        sister.tap("Swimming with Barnaby").at(steps.OUTCOME)
        sister.tap("Say how it is going")
        steps.says(sister, "not-well", steps.CHECK_IN, observed=seen)
    # then both views stand beside each other, hers first, and nobody adds them up
    phone.page.reload()
    phone.at(steps.OUTCOME)
    assert phone.text.count(differs) == 1
    assert phone.text.index(phone.say("Going well")) < phone.text.index("She was cold again")
    steps.not_scored(phone)
    # and one point more waits for the next meeting, not two
    assert rows(server, "SELECT count(*) FROM difference")[0][0] == before + 1
    phone.tap("Points for the next meeting")
    phone.page.wait_for_load_state()
    assert phone.check().text.count("Swimming with Barnaby") == 1
    # and the worker, who may not know the sister, does not learn that she said something
    worker = pick_up()
    worker.sign_in("worker")
    steps.opens_outcomes_of(worker, person_id)
    worker.tap("Swimming with Barnaby").at(steps.OUTCOME)
    assert differs not in worker.text
    assert "cold again" not in worker.text


def test_something_bad_about_a_worker_is_not_seen_by_the_worker_or_the_manager(
    pick_up: PickUp,
) -> None:
    # given the person, who says something bad about her worker, on her own
    phone = pick_up()
    phone.sign_in()
    steps.opens_how_it_goes(phone)
    person_id = steps.person_of(phone)
    said_before = {}
    staff = {role: pick_up() for role in ("worker", "manager")}
    for role, other in staff.items():
        other.sign_in(role)
        said_before[role] = set(steps.every_page(other))
    phone.tap("What I say about my staff").at(steps.STAFF)
    phone.tap("Desmond")
    steps.says(phone, "not-well", f"{steps.STAFF}/*/check-in", words=BAD_WORDS)
    phone.at(steps.STAFF)
    assert BAD_WORDS in phone.text
    assert phone.say("No manager can read it.") in phone.text
    # then her advocate reads it
    advocate = pick_up()
    advocate.sign_in("advocate")
    advocate.open(f"/people/{person_id}/outcomes/staff").at(steps.STAFF)
    assert BAD_WORDS in advocate.text
    # and neither the worker nor the manager finds a word, a page or a link of it
    for role, other in staff.items():
        pages = steps.every_page(other)
        assert any("Swimming with Barnaby" in text for text in pages.values())
        assert [path for path, text in pages.items() if "Wobblecrust" in text] == []
        assert set(pages) == said_before[role]
        answer = other.page.request.get(f"{other.home}/people/{person_id}/outcomes/staff")
        assert answer.status == 404 and "Wobblecrust" not in answer.text()


NAMES = ("Mirabel", "Thistlewood", "Zebedee", "Swimming with Barnaby", "garden centre")


@pytest.mark.parametrize(
    ("role", "figures"), [("manager", "/provider/figures"), ("commissioner", "/council/figures")]
)
def test_who_answers_for_it_sees_figures_and_no_names_in_them(
    pick_up: PickUp, role: str, figures: str
) -> None:
    # given somebody who answers for support, and the address of a person's outcomes
    mirabel, phone = pick_up(), pick_up()
    mirabel.sign_in()
    steps.opens_how_it_goes(mirabel)
    person_id = steps.person_of(mirabel)
    # when they go to their figures, over links from home
    phone.sign_in(role)
    pages = steps.every_page(phone)
    assert figures in pages
    phone.open(figures).at(figures)
    # then nobody is named in them, whatever one may know elsewhere
    named = [
        (path, name)
        for path, text in pages.items()
        for name in NAMES
        if name in text and (role == "commissioner" or "/figures" in path)
    ]
    assert named == []
    # and the commissioner reaches nobody by an address either
    if role == "commissioner":
        for path in ("outcomes", "outcomes/day", "outcomes/staff", "about-me", "plan"):
            answer = phone.page.request.get(f"{phone.home}/people/{person_id}/{path}")
            assert answer.status == 404, path
            assert not any(name in answer.text() for name in NAMES)
