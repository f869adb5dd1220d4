"""The journey of a person: each step is tapped, and ends at its asserted address with the checks.

The steps are told in order in `test_journey.py`; they hold with and without scripts.
"""

from __future__ import annotations

from tests.browser.phone import Phone
from tools.demo_server import ELSEWHERE

NEW_WORDS = "Feeding the ducks with Odette"
FRIEND = "my friend"
POSTCODE = "M33 7ZF"


def comes_in(phone: Phone) -> None:
    """From the front page, over the demo, to home."""
    phone.open("/").at("/")
    phone.tap("Try the demo").at("/demo")
    phone.page.locator('button[value="person@demo.example"]').click()
    phone.at("/my")


def reads_about_me(phone: Phone) -> None:
    phone.tap("About me").at("/people/*/about-me")
    assert phone.say("What is most important to me") in phone.text
    phone.tap("What is most important to me").at("/people/*/about-me/most-important")


def changes_a_part(phone: Phone) -> None:
    """Replaces the words of a part and finds them on its page."""
    phone.tap("Change this").at("/people/*/about-me/most-important/change")
    phone.page.locator("main textarea").first.fill(NEW_WORDS)
    phone.tap("Keep this").at("/people/*/about-me/most-important")
    assert NEW_WORDS in phone.text
    assert phone.say("Kept.") in phone.text


def shares_two_parts(phone: Phone) -> None:
    """Lets the friend see two parts of About me and no more."""
    phone.open("/my").tap("About me").tap("My circle").at("/people/*/circle")
    phone.tap("Who can see what").at("/people/*/sharing")
    of_friend = phone.page.locator("main section").filter(has_text=FRIEND).first
    of_friend.get_by_role("link", name=phone.say("Change"), exact=False).first.click()
    phone.at("/people/*/sharing/member/*")
    phone.tap("Parts of About me").at("/people/*/sharing/member/*/about-me")
    for part in ("most-important", "wellness"):
        phone.page.locator(f'input[value="{part}"]').check()
    phone.tap("Next")
    phone.page.wait_for_url("**/level?**")
    phone.check()
    phone.page.locator('input[value="see"]').check()
    if phone.lang != "en":
        # No native speaker has checked these words: a yes needs somebody who explained them.
        phone.page.locator('input[name="interpreter"]').fill("Saba")
    phone.tap("Yes. Share this").at("/people/*/sharing/member/*")
    assert phone.say("My wellness") in phone.text
    phone.tap("Back", ".ways").at("/people/*/sharing")


def friend_sees(phone: Phone) -> None:
    """What the friend finds on their own phone: the two parts, and the one shared before."""
    phone.sign_in("friend")
    phone.page.locator("main").get_by_text("Mirabel").first.click()
    phone.at("/people/*/about-me")
    assert phone.say("My wellness") in phone.text
    assert phone.say("What is most important to me") in phone.text
    for hidden in ("People who are important to me", "Please do and please don't"):
        assert phone.say(hidden) not in phone.text
    phone.tap("My wellness").at("/people/*/about-me/wellness")
    answer = phone.page.request.get(phone.page.url.replace("wellness", "please-do"))
    assert answer.status == 404


def sees_who_looked(phone: Phone) -> None:
    phone.tap("Who looked").at("/people/*/who-looked")
    assert FRIEND in phone.text


def switches_language(phone: Phone) -> None:
    """To Polish, to Urdu, and back to the phone's own, from any page."""
    own, where = phone.lang, phone.path
    for lang, name, direction in (
        ("pl", "Polski", "ltr"),
        ("ur", "اردو", "rtl"),
        (own, {"en": "English", "ur": "اردو"}[own], "rtl" if own == "ur" else "ltr"),
    ):
        likes(phone, name)
        phone.lang = lang
        phone.at(where)
        html = phone.page.locator("html")
        assert html.get_attribute("lang") == lang
        assert html.get_attribute("dir") == direction


def makes_everything_bigger(phone: Phone) -> None:
    """Biggest words on the smallest screen, and back."""
    where = phone.path
    likes(phone, phone.say("Biggest"))
    phone.at(where)
    assert phone.page.locator("html").get_attribute("data-size") == "biggest"
    likes(phone, phone.say("Normal"))
    phone.at(where)


def likes(phone: Phone, said: str) -> None:
    """Choose something in "How I like it", open over the page."""
    phone.page.locator("details.likes > summary").click()
    phone.page.locator("details.likes").get_by_role("button", name=said, exact=True).click()
    phone.page.wait_for_load_state()


def finds_a_place(phone: Phone) -> None:
    """A library within 5 miles of a postcode, and its page."""
    phone.open("/my").tap("Find support").at("/providers")
    phone.write("What are you looking for?", "library")
    phone.write("Where? Type a postcode", POSTCODE)
    phone.page.locator("#search").click()
    phone.page.wait_for_url("**/providers?**")
    phone.page.locator(".result").first.wait_for()
    phone.check()
    assert phone.say("Less than 1 mile away") in phone.text
    phone.page.locator(".result a").first.click()
    phone.page.wait_for_url("**/providers/*")
    phone.check()
    assert phone.say("Where they are") in phone.text


def asks_for_help(phone: Phone) -> None:
    phone.tap("I need help", within="header").at("/help")
    assert phone.page.locator('main a[href="tel:999"]').first.is_visible()


def leaves_fast(phone: Phone) -> None:
    """With scripts another page stands in this one's place; without them a plain page."""
    phone.tap("Leave fast", within="header")
    if phone.scripts:
        phone.page.wait_for_url(f"{ELSEWHERE}*")
        phone.page.go_back()
        assert not phone.path.startswith("/help"), "Back led to where one had been"
    else:
        phone.page.wait_for_url("**/leave")
