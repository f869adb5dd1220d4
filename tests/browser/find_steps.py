"""Steps of finding support, each tapped, each ending at its asserted address with the checks."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from typing import Any
from urllib.parse import parse_qs, urlsplit

from playwright.sync_api import Locator, TimeoutError

from app.language.formats import format_money
from app.language.locales import speaking
from tests.browser.phone import Phone

FIND = "/providers"
LIST = "/my-list"
LOOKING_FOR = "/people/*/looking-for"
QUESTIONS = f"{LIST}/questions"
ANSWERING = "/provider/questions"
ROOM = "/provider/room"
# What a page on paper has no use for: what one fills in, or taps to go elsewhere.
_TO_TAP = """() => [...document.querySelectorAll("button, input, select, textarea, nav a")]
  .filter((each) => each.type !== "hidden" && each.checkVisibility())
  .filter((each) => each.getClientRects().length)
  .map((each) => each.innerText || each.name || each.tagName)"""
_FOCUS = "() => document.activeElement.id || document.activeElement.tagName"
_TABS = 60


def crumbs(phone: Phone) -> dict[str, Any]:
    """The cookies that this browser has, by name."""
    return {each["name"]: each for each in phone.context.cookies()}


# --- the search ---


def opens_find(phone: Phone) -> None:
    """From the front page."""
    phone.open("/").at("/")
    phone.tap("Find support").at(FIND)


def question(url: str) -> dict[str, list[str]]:
    """What the address of a search or of a place found by it asks; empty parts left out."""
    return parse_qs(urlsplit(url).query)


def asks(phone: Phone, **wanted: str | list[str]) -> None:
    """Assert what the search on the phone asks, or soon will, then hold the page to the rules."""
    asked = {key: [each] if isinstance(each, str) else each for key, each in wanted.items()}

    def is_it(url: str) -> bool:
        return urlsplit(url).path == FIND and question(url) == asked

    with suppress(TimeoutError):
        phone.page.wait_for_url(is_it)
    phone.page.wait_for_load_state()
    assert is_it(phone.page.url), f"at {phone.page.url}, not {asked}"
    phone.check()


@contextmanager
def in_place(phone: Phone) -> Iterator[None]:
    """With scripts: what is done inside changes a part of this page, which is told aloud."""
    if not phone.scripts:
        yield
        return
    phone.page.evaluate(
        """() => { window.stays = true; document.getElementById("say").textContent = ""; }"""
    )
    yield
    said = phone.page.locator("#say").filter(has_text=re.compile(r"\w"))
    said.wait_for(state="attached")
    assert phone.page.evaluate("window.stays") is True, "another page came"


def told(phone: Phone) -> str:
    """What the live region said last."""
    return " ".join((phone.page.locator("#say").text_content() or "").split())


def focus(phone: Phone) -> str:
    return str(phone.page.evaluate(_FOCUS))


def searches(phone: Phone, what: str, where: str, miles: str = "5") -> None:
    """Type it and tap; the heading of what was found takes the focus."""
    unfolds_search(phone)
    phone.write("What are you looking for?", what)
    phone.write("Where? Type a postcode", where)
    phone.page.get_by_label(phone.say("How far?")).select_option(miles)
    with in_place(phone):
        search_button(phone).click()
    typed = {key: each for key, each in (("what", what), ("where", where)) if each}
    asks(phone, **typed, miles=miles)
    if phone.scripts:
        assert focus(phone) == "H2"


def search_button(phone: Phone) -> Locator:
    return phone.page.get_by_role("button", name=phone.say("Search"), exact=True)


def unfolds_search(phone: Phone) -> None:
    """A search that was asked is one line, which opens."""
    line = phone.page.locator("summary").filter(has_text=phone.say("Change my search"))
    if line.is_visible():
        unfolds(line)


def names(phone: Phone) -> list[str]:
    """The places that were found, best first."""
    return phone.page.locator("#found h3").all_inner_texts()


def heading(phone: Phone) -> str:
    return phone.page.locator("#found h2").inner_text()


def opens(phone: Phone, words: str) -> None:
    """Open a fold, if it is not open."""
    unfolds(phone.button(phone.say(words)))


def unfolds(summary: Locator) -> None:
    if summary.locator("xpath=..").get_attribute("open") is None:
        summary.click()


def box(phone: Phone, words: str) -> Locator:
    """The box of something that one may choose, with its count."""
    name = re.compile(rf"^\s*{re.escape(phone.say(words))}\s+\d+\s*$")
    return phone.page.get_by_role("checkbox", name=name, include_hidden=True)


def count(phone: Phone, words: str) -> int:
    """How many places there are with it, as its box says."""
    label = box(phone, words).locator("xpath=ancestor::label").text_content() or ""
    return int(label.split()[-1])


def ticks(phone: Phone, group: str, words: str, **then: str | list[str]) -> int:
    """Choose something more. How many of at most ten were found; it is told, the focus stays."""
    unfolds_search(phone)
    opens(phone, "Choose more")
    opens(phone, group)
    with in_place(phone):
        box(phone, words).check()
        if not phone.scripts:
            search_button(phone).click()
    asks(phone, **then)
    assert box(phone, words).is_checked()
    found = len(names(phone))
    assert str(found) in re.findall(r"\d+", heading(phone))
    if phone.scripts:
        assert re.findall(r"\d+", told(phone)) == [str(found)]
        assert focus(phone) == box(phone, words).get_attribute("id")
    return found


# --- a place, and my list ---


def place(phone: Phone, name: str) -> None:
    """Tap a place that was found."""
    phone.page.locator("#found h3").get_by_role("link", name=name, exact=True).click()
    at_place(phone, name)


def at_place(phone: Phone, name: str) -> None:
    phone.page.wait_for_url(lambda url: urlsplit(url).path.startswith(f"{FIND}/"))
    phone.page.get_by_role("heading", level=1, name=name).wait_for()
    phone.check()


def costs_for_my_week(phone: Phone, hours: str, pence: int) -> None:
    """Type the hours of my week, and read what they cost."""
    phone.write("How many hours a week?", hours)
    phone.tap("Show my week")
    phone.page.wait_for_url(lambda url: question(url).get("hours") == [hours])
    phone.page.wait_for_load_state()
    phone.check()
    assert for_my_week(phone, pence) in phone.text


def for_my_week(phone: Phone, pence: int) -> str:
    with speaking(phone.lang):
        return phone.say("%(money)s for my week", money=format_money(pence))


def keeps(phone: Phone) -> None:
    """One tap on the page of a place; the focus stays on the button, which takes it off again."""
    with in_place(phone):
        phone.tap("Keep on my list")
    phone.button(phone.say("Take off my list")).wait_for()
    phone.check()
    if phone.scripts:
        assert told(phone) == phone.say("It is on my list.")
        assert focus(phone) == phone.button(phone.say("Take off my list")).get_attribute("id")
    else:
        assert phone.say("It is on my list.") in phone.text


def opens_my_list(phone: Phone) -> None:
    """From the page of a place that is on it."""
    phone.tap("See my list").at(LIST)


def on_list(phone: Phone) -> list[str]:
    return phone.page.locator("main section h3").all_inner_texts()


def card(phone: Phone, name: str) -> Locator:
    """The card of a place on a list."""
    return phone.page.locator("main section.card").filter(has_text=name)


def unfolds_card(phone: Phone, name: str) -> Locator:
    """The card with all that one can do there, one tap away; shut, it shows one button."""
    it = card(phone, name)
    fold = it.locator("details")
    if fold.get_attribute("open") is None:
        shown = it.locator("a.button:visible, button:visible")
        assert shown.count() == 1, shown.all_inner_texts()
        fold.locator("summary").click()
    return it


def writes_own_words(phone: Phone, name: str, words: str) -> None:
    unfolds_card(phone, name).get_by_role("link", name=phone.say("My own words")).click()
    phone.page.wait_for_url("**/words")
    phone.check()
    phone.write("What do I think of it?", words)
    phone.tap("Keep this").at(LIST)
    assert words in card(phone, name).inner_text()


def compares(phone: Phone, *chosen: str) -> None:
    """From my list to the places side by side. Of two there is nothing to choose."""
    chooses = len(on_list(phone)) > 2
    phone.tap("Compare places")
    if chooses:
        phone.at(f"{LIST}/compare")
        for name in chosen:
            phone.page.get_by_role("checkbox", name=name).check()
        phone.tap("Compare")
    phone.page.wait_for_url("**/compare?**")
    phone.page.get_by_role("table").wait_for()
    phone.check()
    assert columns(phone)[1:] == list(chosen)


def columns(phone: Phone) -> list[str]:
    heads = phone.page.get_by_role("columnheader").all_inner_texts()
    return [" ".join(each.split()) for each in heads]


def compared(phone: Phone, aspect: str) -> list[str]:
    """What the table says of one aspect, a place each."""
    line = phone.page.get_by_role("row").filter(
        has=phone.page.get_by_role("rowheader", name=phone.say(aspect), exact=True)
    )
    return [" ".join(each.split()) for each in line.locator(".is").all_inner_texts()]


def none_will_do(phone: Phone, why: str) -> None:
    """From what was found: none of these, for one of the reasons, to "Thank you"."""
    phone.tap("None of these will do")
    phone.page.wait_for_url("**/none-of-these**")
    phone.check()
    phone.tap(why)
    phone.tap("Tell the council").at("/none-of-these/told")


# --- by the keys alone ---


def tabs_to(phone: Phone, where: Locator, key: str = "Tab") -> None:
    """Press Tab until it has the focus, as somebody does who has no mouse."""
    for _press in range(_TABS):
        phone.page.keyboard.press(key)
        if where.evaluate("(each) => each === document.activeElement"):
            return
    raise AssertionError(f"{_TABS} times {key} do not lead to {where}")


# --- on paper ---


@contextmanager
def on_paper(phone: Phone) -> Iterator[str]:
    """The page as it is printed; gives its words."""
    phone.page.emulate_media(media="print")
    try:
        assert phone.page.evaluate(_TO_TAP) == []
        yield " ".join(phone.page.locator("body").inner_text().split())
    finally:
        phone.page.emulate_media(media="screen")
