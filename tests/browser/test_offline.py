"""How is it going, without a signal: kept locked on the phone, sent once, told to nobody else."""

from __future__ import annotations

import io
import random
import re
import sqlite3
import time
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
from PIL import Image
from sqlalchemy import make_url

from tests.browser.phone import Phone
from tools.demo_server import ELSEWHERE, Server

PickUp = Callable[..., Phone]
CHECK_IN = "/people/*/outcomes/check-in"
# Everything that scripts and files of this origin keep, as one text; bytes as letters.
ALL_THAT_IS_KEPT = """async () => {
  const text = (value) => JSON.stringify(value, (name, each) =>
    ArrayBuffer.isView(each) || each instanceof ArrayBuffer
      ? String.fromCharCode(...new Uint8Array(each.buffer ?? each).slice(0, 100000)) : each);
  const found = [document.cookie, text({...localStorage}), text({...sessionStorage})];
  for (const name of await caches.keys()) {
    const cache = await caches.open(name);
    for (const each of await cache.keys()) {
      found.push(each.url, each.url.endsWith(".svg") ? "" : await (await cache.match(each)).text());
    }
  }
  for (const {name} of await indexedDB.databases()) {
    const database = await new Promise((done) => {
      const asked = indexedDB.open(name); asked.onsuccess = () => done(asked.result);
    });
    for (const store of database.objectStoreNames) {
      found.push(text(await new Promise((done) => {
        const asked = database.transaction(store).objectStore(store).getAll();
        asked.onsuccess = () => done(asked.result);
      })));
    }
    database.close();
  }
  return found.join("\\n");
}"""


class Faults(list[str]):
    """What went wrong on a phone, but for the browser's own word that nobody answered."""

    def append(self, fault: str) -> None:
        if "net::ERR_" not in fault:
            super().append(fault)


@pytest.fixture
def pick_up(pick_up: PickUp) -> PickUp:
    """A phone whose line may be dead."""

    def make(*given: Any, **named: Any) -> Phone:
        phone = pick_up(*given, **named)
        phone.errors = Faults()
        return phone

    return make


def rows(server: Server, statement: str, *given: object) -> list[Any]:
    with closing(sqlite3.connect(make_url(server.database_url).database or "")) as database:
        return database.execute(statement, given).fetchall()


def said(server: Server, words: str) -> list[Any]:
    """The check-ins with these words: answer, outcome, photo."""
    statement = "SELECT answer, outcome_id, photo_id FROM check_in WHERE words = ?"
    return rows(server, statement, words)


def where(phone: Phone) -> str:
    """The address of the person's page of check-ins."""
    mine = phone.page.locator('a[href$="/about-me"]').first.get_attribute("href") or ""
    return mine.replace("/about-me", "/outcomes/check-in")


def made_ready(phone: Phone) -> str:
    """Signed in, with the page put aside once, as after any visit. Its address."""
    phone.sign_in()
    path = where(phone)
    phone.open(path)
    ready(phone)
    return path


def ready(phone: Phone) -> None:
    phone.page.wait_for_function("() => document.documentElement.dataset.canWait === 'yes'")


def answer(phone: Phone, words: str = "", value: str = "well") -> None:
    """Say it on the page without a signal."""
    phone.page.locator(f'label.choice:has(input[value="{value}"])').click()
    if words:
        fold = phone.page.locator("form.question details")
        if fold.get_attribute("open") is None:
            fold.locator("summary").click()
        phone.page.locator("#words").fill(words)
    phone.tap("Keep this")


def kept(phone: Phone) -> Phone:
    phone.page.locator('[data-if="kept"]').wait_for()
    return phone


def waits(phone: Phone, number: int) -> None:
    """So many answers are shown as waiting here."""
    phone.page.wait_for_function(
        """(number) => {
          const place = document.querySelector("[data-waiting]");
          return number ? !place.hidden && place.innerText.endsWith(` ${number}`) : place.hidden;
        }""",
        arg=number,
    )


def number_kept(phone: Phone) -> int:
    return int(phone.page.evaluate("async () => (await window.waiting.answers()).length"))


def sent(phone: Phone) -> None:
    """Nothing of anybody waits on this phone any more."""
    deadline = time.monotonic() + 30
    while number_kept(phone):
        assert time.monotonic() < deadline, "it still waits"
        time.sleep(0.1)


@pytest.mark.parametrize("lang", ["en", "ur"])
def test_airplane_mode_and_back(pick_up: PickUp, server: Server, lang: str) -> None:
    # given a phone whose page was open once, and then no signal
    words = f"Wurble in {lang}"
    phone = pick_up(lang)
    path = made_ready(phone)
    phone.check()
    phone.context.set_offline(True)
    # when the person opens it and says how it is going
    phone.open(path).at(CHECK_IN)
    assert phone.say("You can say it without a signal.") in phone.text
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
    phone.open(path)
    waits(phone, 0)


def test_the_signal_goes_in_the_middle_of_the_three_steps(pick_up: PickUp, server: Server) -> None:
    # given the first of three steps of one outcome, on its page
    phone = pick_up()
    path = made_ready(phone)
    phone.open(path).page.locator('main a[href$="/check-in"]').first.click()
    if "practice" in phone.page.url:
        phone.page.goto(
            phone.page.locator('main a[href*="skip"]').first.get_attribute("href") or ""
        )
    phone.page.wait_for_url(re.compile(r"/outcomes/[0-9a-f-]{36}/check-in"))
    ready(phone)
    outcome_id = phone.page.url.split("/outcomes/")[1].split("/")[0].replace("-", "")
    phone.page.locator('label.choice:has(input[value="between"])').click()
    # when the signal goes
    phone.context.set_offline(True)
    phone.tap("Next")
    # then the same page asks on, with what was chosen and what it is about
    phone.page.locator("[data-without-signal]").wait_for()
    phone.check()
    assert phone.page.locator('input[value="between"]').is_checked()
    assert phone.page.locator("[data-about]").inner_text() == "Swimming with Barnaby"
    answer(phone, "Half a wurble", "between")
    kept(phone).check()
    # and one more is about the day again
    phone.tap("Say one more")
    assert not phone.page.locator("[data-about]").is_visible()
    phone.context.set_offline(False)
    phone.open("/my")
    sent(phone)
    assert said(server, "Half a wurble") == [("between", outcome_id, None)]


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


def locked_without_a_signal(phone: Phone, path: str) -> None:
    """One more page says something; then settings, which are open, sign out and lock."""
    settings, phone.page = phone.page, phone.context.new_page()
    phone.open(path)
    answer(phone, "Snorkwhistle secret", "not-well")
    kept(phone)
    phone.page.close()
    phone.page = settings
    phone.tap("Sign out")
    phone.page.get_by_text(phone.say("You are still signed in")).wait_for()
    phone.check()
    phone.tap("Lock this phone")
    title = phone.say("This phone is locked")
    phone.page.get_by_role("heading", name=title).wait_for()
    assert phone.text == f"{title} {phone.say('Sign in when there is a signal.')}"


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


def with_one_held_back(phone: Phone, words: str) -> None:
    """A signal, but the portal takes no answers for now: one waits. Then the person signs out."""
    path = made_ready(phone)
    phone.context.route(
        "**/check-in/waiting",
        lambda route: route.abort() if route.request.method == "POST" else route.continue_(),
    )
    phone.context.set_offline(True)
    phone.open(path)
    answer(phone, words)
    kept(phone)
    phone.context.set_offline(False)
    phone.open("/settings").tap("Sign out")
    phone.page.get_by_text(phone.say("Answers wait on this phone")).wait_for()
    phone.check()


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
    phone.tap("Throw them away")
    assert number_kept(phone) == 1
    phone.tap("Yes. Throw them away")
    phone.page.wait_for_url(f"{phone.home}/")
    phone.sign_in()
    assert number_kept(phone) == 0 and said(server, "Tangle two") == []


def big_photo(folder: Path) -> Path:
    """A photo of 12 megabytes, as a phone takes it."""
    side = 2000
    noise = Image.frombytes("RGB", (side, side), random.Random(5).randbytes(side * side * 3))
    out = io.BytesIO()
    noise.resize((3600, 2700)).save(out, "JPEG", quality=99)
    content = out.getvalue()
    file = folder / "photo.jpg"
    file.write_bytes(content + bytes(max(0, 12_000_000 - len(content))))
    return file


def test_a_photo_of_12_megabytes_on_a_slow_line(
    pick_up: PickUp, server: Server, tmp_path: Path
) -> None:
    # given a photo that no slow line carries, and another that is none
    phone = pick_up()
    path = made_ready(phone)
    phone.context.set_offline(True)
    phone.open(path)
    phone.page.locator("form.question details summary").click()
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
