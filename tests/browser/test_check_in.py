"""How is it going, with one thumb: two taps from home, three steps, each measured."""

from __future__ import annotations

import io
from collections.abc import Callable

import pytest
from PIL import Image

from tests.browser.phone import Phone

PickUp = Callable[..., Phone]


def a_photo() -> bytes:
    out = io.BytesIO()
    Image.new("RGB", (300, 200), "teal").save(out, "JPEG")
    return out.getvalue()


@pytest.mark.parametrize(
    ("lang", "scripts", "width"),
    [("en", True, 320), ("ur", True, 320), ("en", False, 320), ("pl", True, 1280)],
)
def test_from_home_to_thank_you(pick_up: PickUp, lang: str, scripts: bool, width: int) -> None:
    # given the person at home, whatever else waits there
    phone = pick_up(lang, scripts=scripts, width=width).sign_in()
    # when they tap twice
    phone.tap("Say how it is going").at("/people/*/outcomes/check-in")
    phone.page.locator("main .rows a").first.click()
    # then they are asked, with three thumbs and three answers apart
    phone.at("/people/*/outcomes/*/check-in")
    assert phone.page.locator("main input[type=radio]").count() == 6
    phone.tap("In between").tap("Next").at("/people/*/outcomes/*/check-in?step=2")
    assert phone.say("In between") in phone.text
    # and a photo comes along, opened without a script too
    phone.page.locator("main details").first.locator("summary").click()
    phone.check()
    photo = {"name": "pool.jpg", "mimeType": "image/jpeg", "buffer": a_photo()}
    phone.page.locator("input[name=photo]").set_input_files(photo)
    phone.page.locator("textarea[name=words]").fill("Cold, but good.")
    phone.tap("Next").at("/people/*/outcomes/*/check-in?step=3")
    phone.tap("Nobody else").tap("Keep this").at("/people/*/outcomes/*")
    assert phone.say("We kept what you said. Thank you.") in phone.text
    assert "Cold, but good." in phone.text
    seen = phone.page.locator("main .said img.whole-photo").first
    seen.scroll_into_view_if_needed()
    if scripts:
        phone.page.wait_for_function(
            "() => document.querySelector('main .said img.whole-photo').naturalWidth > 0"
        )


def test_a_worry_leads_to_help_from_each_step(pick_up: PickUp) -> None:
    phone = pick_up("en").sign_in()
    phone.tap("Say how it is going")
    phone.page.locator("main .rows a").first.click()
    url = phone.at("/people/*/outcomes/*/check-in").page.url
    phone.tap("Not going well").tap("Next").at("/people/*/outcomes/*/check-in?step=2")
    for step in (1, 2, 3):
        phone.page.goto(f"{url}?step={step}")
        phone.tap("This worries me").at("/help")


@pytest.mark.parametrize("lang", ["en", "ur"])
def test_what_one_says_about_staff(pick_up: PickUp, lang: str) -> None:
    phone = pick_up(lang).sign_in()
    phone.tap("Say how it is going").tap("My staff").at("/people/*/outcomes/staff")
    phone.page.locator("main .rows a").first.click()
    phone.at("/people/*/outcomes/staff/*/check-in")
    phone.tap("Not going well").tap("Next").at("/people/*/outcomes/staff/*/check-in?step=2")
    phone.tap("Next")
    phone.at("/people/*/outcomes/staff/*/check-in?step=3")
    # the staff stand last: chosen alone, they are refused, and nothing is lost
    phone.page.locator("input[name=helped]").last.check()
    phone.tap("Keep this")
    says = "Staff may not be your only help here. Ask somebody else too, or do it alone."
    phone.page.get_by_text(phone.say(says)).first.wait_for()
    assert phone.say("Not going well") in phone.text
    phone.check()
    phone.page.locator("input[name=helped]").first.check()
    phone.tap("Keep this").at("/people/*/outcomes/staff")
    # a separate yes says first what it means
    phone.tap("Show it to the managers").at("/people/*/outcomes/staff/answers/*/yes")
    phone.tap("Yes, show this one answer").at("/people/*/outcomes/staff")
    phone.tap("Stop showing it to managers").at("/people/*/outcomes/staff/answers/*/yes")
    phone.tap("Stop showing it").at("/people/*/outcomes/staff")
    assert phone.say("They cannot read it any more.") in phone.text


def test_two_cards_to_practise(pick_up: PickUp) -> None:
    phone = pick_up("ur").sign_in()
    phone.tap("Say how it is going").tap("Practise with two cards")
    phone.check()
    phone.tap("Going well").tap("Next")
    assert phone.say("A toothache") in phone.text
    phone.check()
    phone.tap("Not going well").tap("Next").at("/people/*/outcomes/check-in")
