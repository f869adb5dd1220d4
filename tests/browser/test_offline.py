"""How is it going, without a signal: kept locked on the phone, sent once, told to nobody else."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from tests.browser.kept import rows
from tests.browser.offline_steps import (
    ALL_ARE_DRAWN,
    ALL_THAT_IS_KEPT,
    CHECK_IN,
    Faults,
    answer,
    big_photo,
    handed_over,
    kept,
    locked_without_a_signal,
    made_ready,
    mirabel,
    number_kept,
    ready,
    records,
    said,
    seconds_heard,
    sent,
    waits,
    where,
    with_one_held_back,
)
from tests.browser.phone import Phone
from tests.browser.test_recorder import HUM
from tools.demo_server import ELSEWHERE, Server

PickUp = Callable[..., Phone]


@pytest.fixture
def pick_up(pick_up: PickUp) -> PickUp:
    """A phone whose line may be dead."""

    def make(*given: Any, **named: Any) -> Phone:
        phone = pick_up(*given, **named)
        phone.errors = Faults()
        return phone

    return make


@pytest.mark.parametrize("lang", ["en", "ur"])
def test_airplane_mode_and_back(pick_up: PickUp, server: Server, lang: str) -> None:
    # given a phone whose page was open once, and then no signal
    words = f"Wurble in {lang}"
    phone = pick_up(lang)
    phone.context.add_init_script(HUM)
    path = made_ready(phone)
    phone.check()
    phone.context.set_offline(True)
    # when the person opens it and says how it is going, with a sound
    phone.open(path).at(CHECK_IN)
    assert phone.say("You can say it without a signal.") in phone.text
    records(phone)
    phone.check()
    answer(phone, words, "not-well")
    kept(phone).check()
    waits(phone, 1)
    # then it is there after the phone was off, and says nothing to whoever looks into it
    phone.open(path).at(CHECK_IN)
    waits(phone, 1)
    everything = phone.page.evaluate(ALL_THAT_IS_KEPT)
    assert "locked" in everything
    for secret in (words, "Mirabel", "Swimming with Barnaby", 'name="csrf_token" value'):
        assert secret not in everything, secret
    assert said(server, words) == []
    # and with a signal, whatever asks for it and how often, it is sent once
    phone.context.set_offline(False)
    phone.open("/my")
    phone.page.evaluate("for (let i = 0; i < 5; i++) window.dispatchEvent(new Event('online'))")
    sent(phone)
    assert said(server, words) == [("not-well", None, None)]
    assert seconds_heard(server, words) in (2, 3)
    phone.open(path)
    waits(phone, 0)


def test_the_signal_goes_in_the_middle_of_the_three_steps(pick_up: PickUp, server: Server) -> None:
    # given the first of three steps of one outcome, on its page
    phone = pick_up()
    path = made_ready(phone)
    phone.open(path).page.locator('main a[href$="/check-in"]').first.click()
    phone.page.wait_for_url(re.compile(r"/outcomes/[0-9a-f-]{36}/check-in"))
    ready(phone)
    outcome_id = phone.page.url.split("/outcomes/")[1].split("/")[0].replace("-", "")
    phone.page.locator('label.choice:has(input[value="between"])').click()
    # when the signal goes
    phone.context.set_offline(True)
    # then a worry finds its numbers on the page that is open
    phone.tap("This worries me")
    phone.page.locator("#help-here[open]").wait_for()
    assert "999" in phone.text and phone.page.locator("form#check-in").is_visible()
    phone.check()
    phone.tap("Next")
    # and the same page asks on, with what was chosen and what it is about
    phone.page.locator("[data-without-signal] form").wait_for()
    phone.check()
    assert phone.page.locator('input[value="between"]').is_checked()
    assert phone.page.locator("[data-about]").inner_text() == "Swimming with Barnaby"
    phone.tap("Add a sound").page.locator("#sound").set_input_files(
        {"name": "no.webm", "mimeType": "audio/webm", "buffer": b"no sound"}
    )
    answer(phone, "Half a wurble", "between")
    kept(phone).check()
    # and one more is about the day again
    phone.tap("Say one more")
    phone.page.locator("[data-about]").wait_for(state="hidden")
    # (the page is closed before the signal is back: it would send, and be left before it told)
    phone.page.goto("about:blank")
    phone.context.set_offline(False)
    phone.open("/my")
    sent(phone)
    # and what could not come along is told
    told = phone.page.locator("main > p.error")
    assert phone.say("We kept your answer without the sound.") in told.inner_text()
    phone.check()
    assert said(server, "Half a wurble") == [("between", outcome_id, None)]


def test_what_one_says_about_staff_waits_under_the_same_rules(
    pick_up: PickUp, server: Server
) -> None:
    # given the page of one's staff, and then no signal
    words = "Grumblewick"
    phone = pick_up("ur")
    path = made_ready(phone)
    phone.open(path).tap("My staff").at("/people/*/outcomes/staff")
    ready(phone)
    worker = phone.page.locator("main .rows a .title").first.inner_text()
    phone.context.set_offline(True)
    phone.page.locator("main .rows a").first.click()
    # then it asks about that worker, and says who can read it
    phone.page.locator("[data-without-signal] form").wait_for()
    assert phone.page.locator("[data-about]").inner_text() == worker
    assert phone.say("Staff and their managers cannot.") in phone.text
    phone.page.wait_for_function(ALL_ARE_DRAWN)
    # and help is there at once
    phone.tap("This worries me").page.locator("#help-here[open]").wait_for()
    assert "999" in phone.text
    phone.check()
    # and staff are never the only help
    phone.tap("Staff")
    answer(phone, words, "not-well")
    alone = "Staff may not be your only help here. Ask somebody else too, or do it alone."
    phone.page.get_by_text(phone.say(alone)).wait_for()
    phone.check()
    phone.tap("Family, a friend or an advocate").tap("Keep this")
    kept(phone).check()
    everything = phone.page.evaluate(ALL_THAT_IS_KEPT)
    assert words not in everything and worker not in everything
    # when there is a signal, then it is the person's own, and no manager was told
    phone.context.set_offline(False)
    phone.open("/my")
    sent(phone)
    statement = """SELECT question, helped_by, (SELECT count(*) FROM staff_answer_yes
        WHERE check_in_id = check_in.id) FROM check_in WHERE words = ?"""
    ((question, helped, told),) = rows(server, statement, words)
    assert (question, told) == ("staff", 0)
    assert sorted(json.loads(helped)) == ["not-staff", "some-staff"]


def test_a_phone_that_was_handed_over_keeps_the_answer_of_the_person(
    pick_up: PickUp, server: Server
) -> None:
    # given a sister whose phone may say how it goes without a signal, with a page of hers open
    phone = pick_up()
    phone.sign_in("family")
    days, asks = (f"{mirabel(server)}/outcomes/{page}" for page in ("day", "check-in"))
    phone.open(asks)
    ready(phone)
    hers = phone.context.new_page()
    hers.goto(phone.home + "/my")
    # when she hands it over for the day, and the signal goes while the person types
    question = handed_over(phone, days)
    ready(phone)
    phone.check()
    hers.wait_for_function("() => document.documentElement.hidden")
    phone.tap("Not going well").tap("Next")
    phone.page.wait_for_url("**step=2")
    ready(phone)
    phone.page.locator("#words").fill("Snailbridge is far")
    phone.context.set_offline(True)
    phone.tap("Keep this")
    # then the words are still there, for the person alone, and wait as said on her phone
    phone.page.locator("[data-without-signal] form").wait_for()
    assert "This question is for you: Mirabel" in phone.text
    assert phone.page.locator("#words").input_value() == "Snailbridge is far"
    phone.check()
    phone.tap("Keep this")
    kept(phone).check()
    assert phone.say("You can give the phone back now.") in phone.text
    assert not phone.page.locator('[data-do="another"]').is_visible()
    # and nothing of hers opens, nor is anything said in her name
    other = phone.context.new_page()
    other.goto(phone.home + asks)
    other.get_by_text(phone.say("First sign in")).wait_for()
    assert "Snailbridge" not in phone.page.evaluate(ALL_THAT_IS_KEPT)
    # and whoever opens the question again, before it could be sent, is not asked again
    phone.context.route("**/check-in/handed", lambda route: route.abort())
    phone.context.set_offline(False)
    phone.open(question)
    kept(phone).check()
    # when it can be sent, then the phone goes back, still locked
    phone.context.unroute("**/check-in/handed")
    phone.page.evaluate("window.waiting.send()")
    phone.page.wait_for_url("**/phone/back")
    phone.open("/my").at("/phone/back")
    statement = """SELECT answer, view_from, account.email FROM check_in
        JOIN account ON account.id = on_phone_of WHERE words = 'Snailbridge is far'"""
    assert rows(server, statement) == [("not-well", "me", "family@demo.example")]


def test_who_does_not_want_to_on_such_a_phone_leaves_nothing(
    pick_up: PickUp, server: Server
) -> None:
    phone = pick_up("ur")
    phone.sign_in("family")
    handed_over(phone, f"{mirabel(server)}/outcomes/day")
    phone.page.locator('label.choice:has(input[value="well"])').click()
    phone.tap("Next").page.wait_for_url("**step=2")
    ready(phone)
    phone.page.locator("#words").fill("Nobody may read this")
    phone.context.set_offline(True)
    phone.tap("I do not want to")
    phone.page.get_by_text(phone.say("We keep nothing.")).wait_for()
    phone.check()
    assert "Nobody may read this" not in phone.text and number_kept(phone) == 0
    # and with a signal the portal is told so
    phone.context.set_offline(False)
    phone.page.wait_for_url("**/phone/back")
    assert said(server, "Nobody may read this") == []


def test_the_question_about_a_part_is_held_until_there_is_a_signal(
    pick_up: PickUp, server: Server
) -> None:
    phone = pick_up()
    phone.sign_in("family")
    handed_over(phone, f"{mirabel(server)}/about-me/most-important")
    phone.page.locator("main textarea").first.fill("Snailbridge ducks")
    phone.context.set_offline(True)
    phone.tap("Keep this")
    phone.page.get_by_text(phone.say("There is no signal. Keep this page open.")).wait_for()
    phone.check()
    assert phone.page.locator("main textarea").first.input_value() == "Snailbridge ducks"
    phone.context.set_offline(False)
    phone.tap("Keep this")
    phone.page.wait_for_url("**/phone/back")


def test_a_line_without_an_answer_is_no_signal_either(pick_up: PickUp, server: Server) -> None:
    # given a phone that believes it is online
    phone = pick_up()
    path = made_ready(phone)
    server.stop()
    try:
        phone.open(path).at(CHECK_IN)
        answer(phone, "Nobody home")
        kept(phone)
        waits(phone, 1)
        # "I need help" does not wait for a signal
        phone.tap("I need help", within=".bar")
        phone.page.locator("#help-here[open]").wait_for()
        phone.check()
        assert "999" in phone.text
    finally:
        server.start()
    phone.open("/my")
    sent(phone)
    assert len(said(server, "Nobody home")) == 1


def test_without_a_signal_signing_out_locks_and_another_finds_nothing(
    pick_up: PickUp, server: Server
) -> None:
    # given an answer that waits, and settings that are still open
    phone = pick_up()
    path = made_ready(phone)
    phone.open("/settings")
    other = phone.context.new_page()
    other.goto(phone.home + "/my")
    server.stop()
    try:
        locked_without_a_signal(phone, path)
        # then nothing shows, neither in the other page nor on the one that works without a signal
        other.wait_for_function(
            "() => !document.body || !document.body.innerText.includes('Mirabel')"
        )
        phone.open(path).check()
        assert phone.say("This phone is locked") in phone.text
        assert not phone.page.locator("form.question").is_visible()
        waits(phone, 0)
    finally:
        server.start()
    # and with a signal the server ends the session before any page
    phone.open("/my").page.wait_for_url("**/sign-in**")
    assert "locked=1" not in phone.page.evaluate("document.cookie")
    statement = """SELECT ended_at IS NOT NULL FROM sign_in
        WHERE account_id = (SELECT id FROM account WHERE email = 'person@demo.example')
        ORDER BY created_at DESC LIMIT 1"""
    assert rows(server, statement) == [(1,)]
    # when another person picks it up and signs in
    phone.sign_in("stranger")
    phone.page.evaluate("window.waiting.send()")
    phone.open(path)
    assert phone.page.locator("[data-waiting]").count() == 0
    # then nothing is readable and nothing went under their name, and they are asked nothing
    phone.open("/settings")
    everything = phone.page.evaluate(ALL_THAT_IS_KEPT)
    assert "Snorkwhistle" not in everything and number_kept(phone) == 1
    assert said(server, "Snorkwhistle secret") == []
    phone.context.set_offline(True)
    phone.open(path).page.get_by_text(phone.say("First sign in")).first.wait_for()
    phone.context.set_offline(False)
    phone.open("/settings").tap("Sign out")
    phone.page.wait_for_url(f"{phone.home}/")
    # when the first signs in again, then it is sent, once
    phone.sign_in()
    sent(phone)
    assert len(said(server, "Snorkwhistle secret")) == 1


def test_signing_out_with_answers_that_wait_asks_first(pick_up: PickUp, server: Server) -> None:
    # given an answer that could not be sent, and a person who signs out
    phone = pick_up()
    with_one_held_back(phone, "Tangle one")
    # when they keep it locked
    phone.tap("Send them now")
    phone.page.get_by_text(phone.say("We could not send them yet.")).wait_for()
    phone.tap("Keep them locked")
    phone.page.wait_for_url(f"{phone.home}/")
    # then it is there the next time, and can be sent
    phone.sign_in()
    assert number_kept(phone) == 1
    phone.open("/settings").tap("Sign out")
    phone.page.get_by_text(phone.say("Answers wait on this phone")).wait_for()
    phone.context.unroute("**/check-in/waiting")
    phone.tap("Send them now")
    phone.page.wait_for_url(f"{phone.home}/")
    assert len(said(server, "Tangle one")) == 1


def test_answers_that_wait_can_be_thrown_away_by_two_taps(pick_up: PickUp, server: Server) -> None:
    phone = pick_up("ur")
    with_one_held_back(phone, "Tangle two")
    # and one that the person said while this phone was handed over
    phone.page.evaluate(
        """async () => {
          const [one] = await window.waiting.answers();
          await window.waiting.keep({...one, key: crypto.randomUUID(), handed: true});
        }"""
    )
    phone.tap("Throw them away")
    assert number_kept(phone) == 2
    phone.tap("Yes. Throw them away")
    phone.page.wait_for_url(f"{phone.home}/")
    # then its owner's are gone, and the person's stays locked
    phone.sign_in()
    handed = "async () => (await window.waiting.answers()).map((one) => one.handed)"
    assert phone.page.evaluate(handed) == [True] and said(server, "Tangle two") == []


def test_a_photo_of_12_megabytes_on_a_slow_line(
    pick_up: PickUp, server: Server, tmp_path: Path
) -> None:
    # given a photo that no slow line carries, and another that is none
    phone = pick_up()
    path = made_ready(phone)
    phone.context.set_offline(True)
    phone.open(path)
    phone.tap("Say more")
    phone.page.locator("#photo").set_input_files(
        {"name": "no.jpg", "mimeType": "image/jpeg", "buffer": b"no photo"}
    )
    answer(phone, "Big wurble")
    # then what does not open is told, and nothing is lost
    phone.page.get_by_text(
        phone.say("We cannot open this photo. Take a new one, or leave it out.")
    ).wait_for()
    phone.check()
    assert phone.page.locator("#words").input_value() == "Big wurble"
    # and the big one is made smaller before it is locked
    file = big_photo(tmp_path)
    assert file.stat().st_size >= 12_000_000
    phone.page.locator("#photo").set_input_files(file)
    phone.tap("Keep this")
    phone.page.locator('[data-if="kept"]').wait_for(timeout=60_000)
    size = phone.page.evaluate("async () => (await window.waiting.answers())[0].locked.byteLength")
    assert 50_000 < size < 2_500_000
    # when a slow line comes back, then it arrives whole
    phone.context.set_offline(False)
    phone.open("/my")
    wire = phone.context.new_cdp_session(phone.page)
    wire.send("Network.enable")
    slow = {"latency": 200, "downloadThroughput": 50_000, "uploadThroughput": 150_000}
    wire.send("Network.emulateNetworkConditions", {"offline": False, **slow})
    sent(phone)
    ((_answer, _outcome, photo_id),) = said(server, "Big wurble")
    width = rows(server, "SELECT width FROM stored_photo WHERE id = ?", photo_id)
    assert width == [(1600,)]


def test_after_leaving_fast_the_page_asks_nobody(pick_up: PickUp) -> None:
    phone = pick_up()
    path = made_ready(phone)
    phone.tap("Leave fast", within=".bar")
    phone.page.wait_for_url(f"{ELSEWHERE}*")
    phone.context.set_offline(True)
    phone.open(path)
    phone.page.get_by_text(phone.say("First sign in")).wait_for()
    assert not phone.page.locator("form.question").is_visible()
    # Signed in again with a signal, it asks again.
    phone.context.set_offline(False)
    made_ready(phone)
    phone.context.set_offline(True)
    phone.open(path)
    answer(phone)
    kept(phone)


def test_without_scripts_the_page_says_so(pick_up: PickUp) -> None:
    phone = pick_up(scripts=False)
    phone.sign_in()
    phone.open(where(phone))
    phone.tap("When there is no signal")
    told = phone.page.get_by_text(phone.say("This phone cannot keep answers. Wait for a signal."))
    assert told.is_visible()
