"""The support plan on a small phone: the person alone, with family, an advocate, the council."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from tests.browser import plan_steps as steps
from tests.browser.phone import Phone

WORDS = "Growing sweet peas up the shed"


@pytest.mark.parametrize(
    ("lang", "scripts"),
    [("en", True), ("ur", True), ("en", False)],
    ids=["english", "urdu", "without-scripts"],
)
def test_a_person_alone_changes_publishes_and_says_yes(
    pick_up: Callable[..., Phone], lang: str, scripts: bool
) -> None:
    # given the person with a phone of 320 pixels
    phone = pick_up(lang, scripts=scripts)
    phone.sign_in()
    steps.opens_my_plan(phone)
    # when they change one section and make it the new plan
    phone.tap("What I am good at").at(steps.STRENGTHS)
    steps.back_to_plan(phone)
    steps.writes(phone, "What I am good at", steps.STRENGTHS, WORDS)
    answer_what_waits(phone)
    steps.makes_it_the_plan(phone)
    # then only what they changed waits for their answer
    steps.back_to_plan(phone)
    person_id = phone.page.url.split("/people/")[1].split("/")[0]
    phone.open(f"/people/{person_id}/plan/answers").at(f"{steps.PLAN}/answers")
    yes = phone.say("You said yes.")
    assert yes in steps.answers_told(phone, "My home")
    assert yes not in steps.answers_told(phone, "What I am good at")
    assert yes not in steps.answers_told(phone, "The whole plan")
    # and with their yes everybody follows it
    helper = "Noreen Vellacott" if lang != "en" else ""
    phone.open(f"/people/{person_id}/plan/answer").at(f"{steps.PLAN}/answer")
    steps.says(phone, "yes", interpreter=helper)
    assert yes in steps.answers_told(phone, "The whole plan")
    steps.back_to_plan(phone)
    assert phone.say("I said yes to this plan") in phone.text


def answer_what_waits(phone: Phone) -> None:
    """The demo's one suggestion: the person says no, so that it is not the next thing to do."""
    steps.back_to_plan(phone)
    phone.page.locator("main a.next-row[href$='/plan/suggestions']").click()
    phone.at(f"{steps.PLAN}/suggestions")
    phone.page.locator("main li.row a").first.click()
    phone.at(f"{steps.WANTS}/suggestions/*")
    phone.tap("Say no").at(f"{steps.PLAN}/suggestions")
    steps.back_to_plan(phone)


def test_family_suggests_and_the_person_takes_it(pick_up: Callable[..., Phone]) -> None:
    # given a sister who may write in "what I want"
    sister, phone = pick_up(), pick_up()
    sister.sign_in("family")
    steps.opens_the_plan_of_another(sister)
    # when she suggests a change
    sister.tap("What I want").at(steps.WANTS)
    sister.tap("Suggest a change").at(f"{steps.WANTS}/change")
    sister.page.locator("#text").fill(WORDS)
    sister.tap("Suggest this")
    sister.page.wait_for_load_state()
    # then the plan says what it said, for her and for the person
    steps.back_to_plan(sister)
    assert WORDS not in sister.tap("What I want").at(steps.WANTS).text
    phone.sign_in()
    steps.opens_my_plan(phone)
    phone.page.locator("main a.next-row[href$='/plan/suggestions']").click()
    phone.at(f"{steps.PLAN}/suggestions")
    phone.page.locator("main li.row a").filter(has_text="my sister").first.click()
    phone.at(f"{steps.WANTS}/suggestions/*")
    assert WORDS in phone.text
    # and when the person takes it, it waits for the next plan
    phone.tap("Take it")
    phone.page.wait_for_load_state()
    steps.back_to_plan(phone)
    assert WORDS in phone.tap("What I want").at(steps.WANTS).text


def test_an_advocate_says_what_they_think_and_answers_for_nobody(
    pick_up: Callable[..., Phone],
) -> None:
    # given an advocate who sees the plan and may comment
    phone = pick_up()
    phone.sign_in("advocate")
    steps.opens_the_plan_of_another(phone)
    assert phone.say("Rules I must follow by law") not in phone.text
    phone.tap("My home").at(f"{steps.PLAN}/plan-home")
    # when they say what they think
    phone.tap("Say what you think").at(f"{steps.PLAN}/plan-home/comments")
    phone.page.locator("main textarea").first.fill("Did Mirabel see the garden?")
    phone.page.locator(
        "main form.question button[type=submit], main form.question button.go"
    ).last.click()
    phone.page.wait_for_load_state()
    assert "Did Mirabel see the garden?" in phone.check().text
    # then no page lets them change the words, or answer for Mirabel
    person_id = phone.page.url.split("/people/")[1].split("/")[0]
    for path in ("plan-home/change", "publish", "start"):
        answer = phone.page.request.get(f"{phone.home}/people/{person_id}/plan/{path}")
        assert answer.status == 404, path
    phone.open(f"/people/{person_id}/plan/plan-home/answer").at(f"{steps.PLAN}/plan-home/answer")
    steps.says(phone, "change")
    phone.tap("What people think")
    assert phone.say("You think: change this.") in phone.text
    # and what Mirabel said stands as it stood
    assert phone.say("%(name)s said yes.", name="Mirabel") in steps.answers_told(phone, "My home")


def test_the_care_manager_keeps_the_plan_and_starts_none_that_began(
    pick_up: Callable[..., Phone],
) -> None:
    # given the care manager, who keeps the plan as nobody else is named
    phone = pick_up()
    phone.sign_in("caremanager")
    assert phone.say("Comments wait") in phone.text
    phone.tap("Comments wait").at(f"{steps.PLAN}/keep")
    # then they are told that comments wait, and read none that is not for them
    assert "rice" not in phone.text
    phone.page.locator("main li.row a").first.click()
    phone.at(f"{steps.PLAN}/review")
    # and nobody starts a plan again that began with a yes
    person_id = phone.page.url.split("/people/")[1].split("/")[0]
    phone.open(f"/people/{person_id}/plan/start").at(f"{steps.PLAN}/start")
    assert phone.say("This plan started already.") in phone.text
    assert phone.page.locator("main form button").count() == 0


def test_an_attorney_without_a_capacity_record_is_refused(pick_up: Callable[..., Phone]) -> None:
    # given an attorney whose paper the council checked, and no capacity record
    phone = pick_up()
    phone.sign_in("attorney")
    steps.opens_the_plan_of_another(phone)
    phone.tap("My home").at(f"{steps.PLAN}/plan-home")
    # when they answer for the person
    phone.tap("Do you agree?").at(f"{steps.PLAN}/plan-home/answer")
    phone.page.locator("input[name=speaks_as][value=representative]").check()
    phone.page.locator("input[name=answer][value=yes]").check()
    phone.page.locator("#words").fill("It is best so")
    phone.tap("Keep this").at(f"{steps.PLAN}/plan-home/answer")
    # then they are refused in plain words, and what they wrote is still there
    assert phone.say("This needs a capacity record for this very decision.") in phone.text
    assert phone.page.locator("#words").input_value() == "It is best so"
