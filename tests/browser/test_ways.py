"""Ways to use the portal: keys alone, no voice, a draft, Back, big words, other colours."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from tests.browser.phone import Phone
from tools.demo_server import ELSEWHERE

PickUp = Callable[..., Phone]

# Pages of the person, by the words one taps from home; the first is where one starts.
LOOKED_AT: tuple[tuple[str, ...], ...] = (
    (),
    ("About me",),
    ("About me", "My wellness", "Change this"),
    ("About me", "My circle"),
    ("About me", "My circle", "Who can see what"),
    ("Find support",),
    ("Settings", "How I like it"),
)


def press_until(phone: Phone, key: str, said: str, most: int = 60) -> None:
    """Press a key until the focus is on what says this; AssertionError when it never comes."""
    for _ in range(most):
        phone.page.keyboard.press(key)
        held = phone.page.evaluate("document.activeElement.innerText || ''").strip()
        if held.startswith(said):
            return
    raise AssertionError(f"{key} {most} times never came to “{said}”")


def test_stop_sharing_with_keys_alone(pick_up: PickUp) -> None:
    # given who can see what, and no finger and no mouse
    phone = pick_up()
    phone.sign_in().tap("About me").tap("My circle").tap("Who can see what").at("/people/*/sharing")
    # when one goes by Tab and answers with Enter, then with Space
    press_until(phone, "Tab", phone.say("Stop sharing"))
    phone.page.keyboard.press("Enter")
    phone.page.wait_for_url("**/stop")
    phone.check()
    press_until(phone, "Tab", phone.say("Stop sharing"))
    phone.page.keyboard.press("Space")
    # then it is stopped, and the page says what the other may still have
    phone.page.wait_for_url("**/stopped")
    phone.check()
    assert phone.say("What they may still have") in phone.text


def test_leave_fast_with_keys_alone(pick_up: PickUp) -> None:
    phone = pick_up()
    phone.sign_in().tap("About me").at("/people/*/about-me")
    press_until(phone, "Tab", phone.say("Leave fast"), most=6)
    phone.page.keyboard.press("Enter")
    phone.page.wait_for_url(f"{ELSEWHERE}*")


def test_the_focus_is_always_seen_and_never_under_the_bar(pick_up: PickUp) -> None:
    phone = pick_up()
    phone.sign_in().tap("About me").tap("My circle").tap("Who can see what").at("/people/*/sharing")
    for _ in range(30):
        phone.page.keyboard.press("Tab")
        covered = phone.page.evaluate(
            """() => {
              const one = document.activeElement, bar = document.querySelector(".bar");
              const box = one.getBoundingClientRect(), at = bar.getBoundingClientRect();
              if (one === document.body || bar.contains(one) || one.closest(".skip")) return "";
              const under = box.top >= at.top && box.bottom <= at.bottom;
              return under || box.bottom < 0 || box.top > innerHeight ? one.innerText : "";
            }"""
        )
        assert covered == ""


def test_listen_says_that_there_is_no_voice(pick_up: PickUp) -> None:
    # given a device without voices, as Chromium without a screen is
    for lang in ("en", "ur"):
        phone = pick_up(lang)
        phone.open("/").check()
        # then the button is away and its place says why
        assert phone.page.locator("[data-listen]").is_hidden()
        reason = phone.page.locator("[data-listen-reason]")
        assert reason.inner_text() == phone.say("No voice on this device")
    without = pick_up(scripts=False)
    without.open("/")
    assert without.say("No voice here") in without.page.locator("nav.ways").inner_text()


@pytest.mark.parametrize(
    ("taps", "kept_at"),
    [
        (("About me", "My wellness", "Change this"), "**/drafts/wellness"),
        (("How it is going", "Something new I want", "Say it in words"), "**/outcomes/new/draft"),
    ],
    ids=["about-me", "outcome"],
)
def test_a_draft_lives_through_a_closed_page_and_a_sign_out(
    pick_up: PickUp, taps: tuple[str, ...], kept_at: str
) -> None:
    # given somebody who types and has not kept it
    phone = pick_up()
    phone.sign_in()
    for words in taps:
        phone.tap(words)
    where = phone.page.url
    with phone.page.expect_response(kept_at):
        phone.page.locator("main textarea").first.fill("Ducks make me calm")
    # when the page is gone, and the session too
    phone.page.close()
    phone.page = phone.context.new_page()
    phone.open("/settings").tap("Sign out")
    phone.page.wait_for_url(f"{phone.home}/")
    phone.sign_in()
    # then the words are there, and can be used
    phone.page.goto(where)
    phone.check()
    assert "Ducks make me calm" in phone.text
    phone.tap("Use these words")
    assert phone.page.locator("main textarea").first.input_value() == "Ducks make me calm"


def test_back_and_forward_show_whole_pages_after_a_search(pick_up: PickUp) -> None:
    # given two searches that changed a part of the page
    phone = pick_up(width=390)
    phone.open("/providers")
    for words in ("library", "anxiety"):
        if words == "anxiety":
            phone.page.get_by_text("Change my search").click()
        phone.write("What are you looking for?", words)
        with phone.page.expect_response("**/providers?**") as answer:
            phone.page.locator("#search").click()
        assert answer.value.request.headers.get("hx-request") == "true"
        phone.page.wait_for_url(f"**what={words}**")
    # when one goes to a place, back, back and forward
    phone.page.locator(".result a").first.click()
    phone.page.wait_for_url("**/providers/*")
    for way, words in (("back", "anxiety"), ("back", "library"), ("forward", "anxiety")):
        (phone.page.go_back if way == "back" else phone.page.go_forward)()
        phone.page.wait_for_url(f"**what={words}**")
        phone.page.locator(".result").first.wait_for()
        # then it is a whole page with its head, its help and the words that were typed
        assert phone.page.locator("h1").count() == 1
        assert phone.page.locator("nav.bar").is_visible()
        assert phone.page.locator("#what").input_value() == words
        phone.check()


@pytest.mark.parametrize("lang", ["en", "ur"])
def test_biggest_words_on_the_smallest_screen_never_scroll_sideways(
    pick_up: PickUp, lang: str
) -> None:
    phone = pick_up(lang)
    phone.sign_in()
    phone.page.locator("details.likes > summary").click()
    phone.page.get_by_role("button", name=phone.say("Biggest"), exact=True).click()
    look_at_each(phone)


@pytest.mark.parametrize("look", ["dark", "contrast"])
def test_each_look_keeps_the_rules(pick_up: PickUp, look: str) -> None:
    phone = pick_up(width=390)
    phone.sign_in()
    phone.page.locator("details.likes > summary").click()
    phone.page.locator(f'details.likes button[value="{look}"]').click()
    look_at_each(phone)


def test_colours_that_the_device_forces(pick_up: PickUp) -> None:
    phone = pick_up(width=390, forced_colors="active")
    # Axe reads the text's fill, which the browser does not force in what it tells scripts.
    phone.without = ("color-contrast",)
    phone.sign_in()
    look_at_each(phone)


def look_at_each(phone: Phone) -> None:
    """Go to each page from home by tapping, and hold it to the rules."""
    for way in LOOKED_AT:
        phone.open("/my")
        for words in way:
            phone.tap(words)
        phone.page.wait_for_load_state()
        phone.check()


def test_pictures_only_keeps_every_number_and_state(pick_up: PickUp) -> None:
    # given somebody who chose pictures without second sentences
    phone = pick_up()
    phone.sign_in().page.locator("details.likes > summary").click()
    phone.page.locator("details.likes").get_by_role(
        "button", name=phone.say("Pictures"), exact=True
    ).click()
    phone.at("/my")
    assert phone.page.locator("html").get_attribute("data-show") == "pictures"
    # then they can call whom a page tells them to call
    for path in ("/help", "/help/advocate", "/sign-in/help", "/about"):
        phone.open(path).check()
        numbers = phone.page.locator('main a[href^="tel:"]').all()
        assert numbers, path
        assert all(number.is_visible() for number in numbers), path
    # and see what others looked at, not only who
    phone.open("/my").tap("About me").tap("My circle").tap("Who can see what").tap("Who looked")
    phone.at("/people/*/who-looked")
    assert phone.say("My wellness") in phone.text
    # and a taste of a text is gone where its page is one tap away
    phone.open("/my").tap("About me").at("/people/*/about-me")
    assert "On a good day I sing" not in phone.text
