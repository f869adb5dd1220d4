"""Finding support, what only a browser can show: whose search counts, and where the focus stays."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from tests.browser.kept import rows
from tests.browser.phone import Phone
from tests.people.about_me.test_profile import pages_in
from tools.demo_server import Server

PickUp = Callable[..., Phone]
NOWHERE = "/providers?what=zebra&where=LS8"


def counted(server: Server) -> list[tuple[str, str]]:
    """District and language of each search that counted by itself; the demo's are of long ago."""
    return rows(
        server,
        "SELECT district, language FROM unmet_need WHERE by_itself"
        " AND created_at > date('now', '-7 days') ORDER BY language",
    )


def search(phone: Phone) -> None:
    phone.open("/providers")
    phone.write("What are you looking for?", "zebra")
    phone.write("Where? Type a postcode", "LS8")
    with phone.page.expect_response("**/providers?**"):
        phone.page.locator("#search").click()
    phone.page.wait_for_url("**what=zebra**")
    phone.page.locator("#found").wait_for()


@pytest.mark.parametrize(("lang", "sides"), [("en", 2), ("ur", 3)])
def test_ten_places_print_on_few_sides(pick_up: PickUp, lang: str, sides: int) -> None:
    # given a phone on which a search found ten places
    phone = pick_up(lang)
    phone.open("/providers?where=LS8&miles=0")
    assert phone.page.locator(".result").count() == 10
    # then it prints on so many sides of A4
    assert pages_in(phone.page.pdf(format="A4", prefer_css_page_size=True)) <= sides


def test_a_search_by_hand_counts_once_with_and_without_scripts(
    pick_up: PickUp, server: Server
) -> None:
    # given an address that was saved, and opened again
    saved = pick_up()
    saved.open(NOWHERE).page.reload()
    # then nobody is counted, and nothing is kept on the phone
    assert counted(server) == [] and saved.context.cookies() == []
    # when somebody searches, and loads the page again and again
    phone, plain = pick_up(), pick_up("ur", scripts=False)
    for each in (phone, plain):
        search(each)
        for _time in range(3):
            each.page.reload()
        search(each)
    # then each phone counts once, and keeps the day
    assert counted(server) == [("LS8", "en"), ("LS8", "ur")]
    for each in (phone, plain):
        (cookie,) = each.context.cookies()
        assert cookie["name"] == "nothing-found" and cookie["expires"] == -1
    # and leaving fast takes it away
    plain.page.locator("form[data-leave] button").click()
    plain.page.wait_for_url("**/leave")
    assert plain.context.cookies() == []


def test_a_box_that_is_unticked_keeps_the_focus_also_with_nothing_behind_it(
    pick_up: PickUp,
) -> None:
    # given a choice that no place has, among the words that one does
    phone = pick_up(width=1280)
    phone.open("/providers?what=muddy&language=polish")
    if not phone.page.locator("#choose").is_visible():
        phone.page.locator("#asked > summary").click()
    box = phone.page.locator("#language-polish")
    box.focus()
    # when it is unticked by the keyboard
    with phone.page.expect_response("**/providers?**"):
        phone.page.keyboard.press("Space")
    phone.page.locator(".result").first.wait_for()
    # then one still stands on it, and it can be ticked again
    assert phone.page.evaluate("document.activeElement.id") == "language-polish"
    assert not box.is_checked()
    with phone.page.expect_response("**/providers?**language=polish**"):
        phone.page.keyboard.press("Space")
    assert phone.page.evaluate("document.activeElement.id") == "language-polish"
    phone.check()
