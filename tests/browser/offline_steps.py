"""Steps without a signal: a page put aside, an answer that waits, and what a phone keeps of it."""

from __future__ import annotations

import io
import random
import time
import uuid
from pathlib import Path
from typing import Any

from PIL import Image

from tests.browser.kept import rows
from tests.browser.phone import Phone
from tools.demo_server import Server

CHECK_IN = "/people/*/outcomes/check-in"
ALL_ARE_DRAWN = """() => [...document.querySelectorAll("main img")]
  .every((each) => each.complete && each.naturalWidth)"""
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


def said(server: Server, words: str) -> list[Any]:
    """The check-ins with these words: answer, outcome, photo."""
    statement = "SELECT answer, outcome_id, photo_id FROM check_in WHERE words = ?"
    return rows(server, statement, words)


def seconds_heard(server: Server, words: str) -> int:
    """How long the sound is that came with these words."""
    statement = """SELECT seconds FROM stored_sound
        WHERE id = (SELECT sound_id FROM check_in WHERE words = ?)"""
    ((seconds,),) = rows(server, statement, words)
    return int(seconds)


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
        fold = phone.page.locator("form.question details").first
        if fold.get_attribute("open") is None:
            fold.locator("summary").click()
        phone.page.locator("#words").fill(words)
    phone.tap("Keep this")


def records(phone: Phone) -> None:
    """A sound of two seconds, on the page without signal."""
    phone.tap("Add a sound").tap("Start to record")
    phone.page.get_by_text(phone.say("Seconds: %(number)s", number=2)).wait_for()
    phone.tap("Stop recording")
    phone.page.locator("audio[data-record-heard]").wait_for()


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


def mirabel(server: Server) -> str:
    """The address of her room."""
    ((person_id,),) = rows(server, "SELECT id FROM person WHERE called = 'Mirabel'")
    return f"/people/{uuid.UUID(person_id)}"


def handed_over(phone: Phone, where: str) -> str:
    """The family hands the phone over from a page of theirs. The address of the question."""
    phone.open(where).tap("Hand over the phone").tap("Hand it over now")
    phone.page.wait_for_url("**/question")
    return phone.page.url.removeprefix(phone.home)


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
