"""Recording a sound on the page itself: two buttons, a player, and no microphone at all."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from tests.browser.phone import Phone

PickUp = Callable[..., Phone]
# A hum in place of a microphone; the recorder itself is the browser's own.
HUM = """navigator.mediaDevices.getUserMedia = async () => {
  const hums = new AudioContext(), tone = hums.createOscillator();
  const made = hums.createMediaStreamDestination();
  tone.connect(made); tone.start();
  return made.stream;
};"""
REFUSES = """navigator.mediaDevices.getUserMedia = async () => {
  throw new DOMException("no", "NotAllowedError");
};"""


def on_the_page(pick_up: PickUp, script: str = "", lang: str = "en", **given: object) -> Phone:
    """A phone on the page that adds a sound to "What I want"."""
    phone = pick_up(lang, **given)
    if script:
        phone.page.add_init_script(script)
    phone.sign_in()
    mine = phone.page.locator('a[href$="/about-me"]').first.get_attribute("href") or ""
    return phone.open(mine.replace("/about-me", "/plan/plan-wants/sound"))


@pytest.mark.parametrize("ends", ["Stop recording", "Keep this sound"])
def test_record_with_two_buttons(pick_up: PickUp, ends: str) -> None:
    # given the page, and something to hear
    phone = on_the_page(pick_up, HUM).at("/people/*/plan/plan-wants/sound")
    # when one starts, speaks, and stops: or keeps it at once
    phone.tap("Start to record")
    phone.page.get_by_text(phone.say("Seconds: %(number)s", number=2)).wait_for()
    phone.check()
    phone.tap(ends)
    if ends == "Stop recording":
        # then it is here, to listen to, before anything is sent
        phone.page.locator("audio[data-record-heard]").wait_for()
        assert phone.say("Your sound is here. You can listen to it.") in phone.text
        phone.check()
        phone.tap("Keep this sound")
    # then it is kept, and plays
    phone.page.wait_for_url("**/plan/plan-wants")
    assert phone.say("We kept the sound.") in phone.text
    phone.open(phone.page.url.removeprefix(phone.home) + "/sound")
    length = "const a = document.querySelector('.sound audio'); a.muted = true; await a.play();"
    assert phone.page.evaluate(f"async () => {{ {length} return a.duration; }}") > 1
    phone.check()


def test_without_leave_for_the_microphone_it_says_so(pick_up: PickUp) -> None:
    phone = on_the_page(pick_up, REFUSES)
    phone.tap("Start to record")
    words = phone.say("We may not use the microphone. Allow it on your phone.")
    phone.page.get_by_text(words).wait_for()
    # and there is another way
    assert phone.page.locator("input[type=file]").is_visible()
    phone.check()


def test_without_scripts_the_field_stands_alone(pick_up: PickUp) -> None:
    phone = on_the_page(pick_up, scripts=False).at("/people/*/plan/plan-wants/sound")
    assert phone.page.locator("input[type=file]").is_visible()
    assert not phone.page.locator("[data-record-start]").is_visible()
