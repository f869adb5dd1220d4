"""Finding support on small phones: a visitor, a person with her friend, a nurse with a link."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from urllib.parse import urlsplit

import pytest

from app.database import now
from app.extensions import db
from app.providers.models import Listing
from tests.browser import find_steps as steps
from tests.browser.kept import kept_in, rows
from tests.browser.phone import Phone
from tests.browser.staff_steps import lets_see
from tools.demo_server import Server, make_app

PickUp = Callable[..., Phone]
HOME = "Hazelwick Supported Living"
HOME_TEAM, DOORSTEP = "Wrenfield Home Team", "Saffron Doorstep"
ADVOCATES, WOMEN, SOUP = "Otterbrook Speaking Up", "Marigold and Fern", "Klub Kociołek"
WEEKENDS, BOAT, DRUM = "Hazelwick Weekends", "Bluebell Barge Days", "Bramblecote House Share"
# The person herself, who is around her, and where she lives: what a place may never read.
AROUND_HER = ("Mirabel", "Thistlewood", "Barnaby", "Quincewell")
WIDE = {"width": 1280, "height": 800}
NARROW = {"width": 320, "height": 720}


@pytest.fixture
def withdraw(server: Server) -> Iterator[Callable[[str], None]]:
    """Take a place out of the directory."""
    portal = make_app(server.database_url, server.folder / "files")

    def away(name: str) -> None:
        with portal.app_context(), db.writing():
            db.session.query(Listing).filter_by(name=name).one().withdrawn_at = now()

    yield away
    portal.extensions["db_engine"].dispose()


@pytest.mark.parametrize(
    ("lang", "scripts"), [("en", True), ("ur", False)], ids=["english", "urdu-without-scripts"]
)
def test_a_visitor_finds_places_compares_two_and_says_what_is_missing(
    pick_up: PickUp, server: Server, lang: str, scripts: bool
) -> None:
    # given somebody with a phone of 320 pixels and no account
    phone = pick_up(lang, scripts=scripts)
    steps.opens_find(phone)
    html = phone.page.locator("html")
    assert (html.get_attribute("lang"), html.get_attribute("dir")) == (
        lang,
        {"en": "ltr", "ur": "rtl"}[lang],
    )
    # when a word is misspelt, then it is found all the same, and said how it was read
    steps.searches(phone, "suported living", "LS8")
    assert phone.say("We looked for: %(words)s", words="supported") in phone.text
    assert steps.names(phone)[0] == HOME
    # and the line under a name in Latin letters stays with it, also on a page in Urdu
    drawn = "a => ['textUnderlineOffset', 'fontSize'].map(k => parseFloat(getComputedStyle(a)[k]))"
    offset, size = phone.page.locator(".result h3 a").first.evaluate(drawn)
    assert offset == pytest.approx(size / 4, abs=0.1)
    # when nothing is near, then the nearest is told, and is one tap away
    steps.searches(phone, "barge", "LS8", miles="1")
    assert steps.heading(phone) == phone.say("Nothing within 1 mile")
    assert phone.page.get_by_role("link", name=BOAT).is_visible()
    phone.tap("Look further away")
    steps.asks(phone, what="barge", where="LS8", miles="0")
    assert steps.names(phone) == [BOAT]
    # when they choose more: one of a group or another, and of each group something
    steps.searches(phone, "", "LS8")
    near = {"where": "LS8", "miles": "5"}
    polish = steps.count(phone, "Polish")
    assert steps.ticks(phone, "Languages they speak", "Polish", **near, language="polish") == polish
    assert set(steps.names(phone)) == {HOME, ADVOCATES, SOUP}
    urdu = ["polish", "urdu"]
    assert steps.ticks(phone, "Languages they speak", "Urdu", **near, language=urdu) > polish
    assert set(steps.names(phone)) == {HOME, ADVOCATES, SOUP, WOMEN}
    paid = steps.count(phone, "Direct payment")
    chosen = {**near, "language": urdu, "pay": "direct-payment"}
    assert steps.ticks(phone, "How I can pay", "Direct payment", **chosen) == paid
    assert ADVOCATES not in steps.names(phone) and HOME in steps.names(phone)
    # and on a wide screen what one asks stands beside what was found
    phone.page.set_viewport_size(WIDE)
    phone.check()
    form, found = (phone.page.locator(each).bounding_box() for each in ("#find", "#found"))
    assert form and found and abs(form["y"] - found["y"]) < 100
    first, second = (form, found) if lang == "en" else (found, form)
    assert first["x"] + first["width"] <= second["x"]
    phone.page.set_viewport_size(NARROW)
    # when they open a place, then it says what a week of theirs costs
    assert steps.crumbs(phone).keys() <= {"nothing-found"}
    steps.place(phone, HOME)
    steps.costs_for_my_week(phone, "12", 12 * 2450)
    # and one tap keeps it, on this phone alone
    steps.keeps(phone)
    cookie = steps.crumbs(phone)["my-list"]
    assert cookie["httpOnly"] and "hazelwick" not in cookie["value"].lower()
    # and the way back brings the whole question
    phone.tap("Back", ".ways")
    steps.asks(phone, **chosen)
    assert phone.page.get_by_label(phone.say("Where? Type a postcode")).input_value() == "LS8"
    assert steps.box(phone, "Urdu").is_checked()
    # when they keep another, then both stand side by side
    steps.place(phone, WOMEN)
    steps.keeps(phone)
    steps.opens_my_list(phone)
    assert steps.on_list(phone) == [HOME, WOMEN]
    assert phone.say("It is kept on this device only.") in phone.text
    steps.compares(phone, HOME, WOMEN)
    phone.write("Your postcode. We do not keep it.", "LS8")
    phone.write("How many hours a week?", "12")
    phone.tap("Show it").page.wait_for_url("**hours=12**")
    phone.page.wait_for_load_state()
    costs = steps.compared(phone, "What it costs")
    for said, pence in zip(costs, (12 * 2450, 12 * 1980), strict=True):
        assert steps.for_my_week(phone, pence) in said
    assert phone.say("A woman") in steps.compared(phone, "Who would support me")[1]
    for size in (WIDE, NARROW):
        phone.page.set_viewport_size(size)
        phone.check()
    # when none of them will do, then the council reads why, and nothing that was typed;
    # that nothing was near it counted before
    phone.open(f"{steps.FIND}?what=Wobblethorpe+living&where=LS8+4AB&language=urdu")
    phone.check()
    steps.none_will_do(phone, "Too far away")
    # The demo's are of long ago.
    missing = (
        "SELECT why, district, facets FROM unmet_need WHERE language = ?"
        " AND created_at > date('now', '-7 days') ORDER BY why"
    )
    assert rows(server, missing, lang) == [
        ("nothing-found", "LS8", ""),
        ("too-far", "LS8", "language:urdu"),
    ]
    assert kept_in(server, "Wobblethorpe") == []


def test_a_person_keeps_a_list_with_her_friend_and_asks_a_place(
    pick_up: PickUp, server: Server, withdraw: Callable[[str], None]
) -> None:
    # given a person who kept two places before she signed in
    phone, friend, manager = pick_up(), pick_up(), pick_up()
    for name in (HOME, WEEKENDS):
        steps.opens_find(phone)
        steps.searches(phone, name, "LS8")
        steps.place(phone, name)
        steps.keeps(phone)
    # when she signs in, then her home asks if she kept them, and nothing has moved
    phone.sign_in()
    assert "Somebody kept 2 places here before you signed in." in phone.text
    assert "my-list" in steps.crumbs(phone)
    phone.check()
    # when she says yes in one tap, then they are on her list, and no longer on the device
    phone.tap("Yes, I did").at("/my")
    phone.page.get_by_text(phone.say("They are on my list.")).wait_for()
    assert "my-list" not in steps.crumbs(phone)
    phone.tap("Find support").at(steps.FIND)
    phone.tap("My list of places").at(steps.LIST)
    assert steps.on_list(phone) == [HOME, WEEKENDS]
    # when she keeps a third, and says in her own words what she thinks
    phone.tap("Find support").at(steps.FIND)
    steps.searches(phone, "drum", "LS8")
    steps.place(phone, DRUM)
    steps.keeps(phone)
    steps.opens_my_list(phone)
    steps.writes_own_words(phone, DRUM, "Wumpledrum makes me laugh")
    # then her words stand beside the facts of all three
    steps.compares(phone, HOME, WEEKENDS, DRUM)
    nothing = phone.say("Nothing yet")
    assert steps.compared(phone, "My own words") == [nothing, nothing, "Wumpledrum makes me laugh"]
    # when she wants to hear of room, then her own page tells her
    has_room = phone.say("A place on your list has room")
    assert has_room not in phone.open("/my").text
    phone.open(steps.LIST)
    tells = steps.unfolds_card(phone, HOME).get_by_role("button")
    tells.filter(has_text=phone.say("Tell me when they have room")).click()
    said = phone.say("You see on your page when they have room.")
    steps.card(phone, HOME).get_by_text(said).wait_for()
    tells = steps.unfolds_card(phone, HOME).get_by_role("button")
    tells.filter(has_text=phone.say("Do not tell me of room")).wait_for()
    phone.check()
    assert has_room in phone.open("/my").at("/my").text
    # given that nobody else sees it
    friend.sign_in("friend")
    theirs = f"/people/{person_of(phone)}/looking-for"
    assert friend.page.request.get(friend.home + theirs).status == 404
    # when she decides to show it to her friend
    lets_see(phone, "my friend", "my-list")
    # then he reads it on his own phone, and can change nothing
    friend.page.locator("main").get_by_text("Mirabel").first.click()
    friend.tap("In the circle of %(name)s", name="Mirabel").at("/people/*/circle")
    friend.tap("The list of places")
    friend.at(steps.LOOKING_FOR)
    assert steps.on_list(friend) == [HOME, WEEKENDS, DRUM]
    assert "Wumpledrum makes me laugh" in friend.text
    assert friend.page.locator("main").get_by_role("button").count() == 0
    assert friend.page.locator("main form").count() == 0
    words = f"{steps.LIST}/places/bramblecote-house-share/words"
    assert friend.page.request.get(friend.home + words).status == 404
    # and who is paid does not, nor does anybody else
    for role in ("worker", "stranger"):
        other = pick_up()
        other.sign_in(role)
        assert other.page.request.get(other.home + theirs).status == 404, role
    # when she asks a place something
    asked = "May a friend come to see the flat with me?"
    phone.open(steps.LIST)
    steps.card(phone, HOME).get_by_role("link", name=phone.say("Look at it")).click()
    steps.at_place(phone, HOME)
    phone.tap("Ask them something").at(f"{steps.QUESTIONS}/to/hazelwick-supported-living")
    phone.write("What do you want to know?", asked)
    phone.tap("Send my question").at(steps.QUESTIONS)
    assert phone.say("No answer yet.") in phone.text
    # then the provider reads it and not who asks
    manager.sign_in("manager").tap("Answer 1 question").at(steps.ANSWERING)
    manager.page.get_by_role("link", name=asked).click()
    manager.at(f"{steps.ANSWERING}/*")
    assert [name for name in AROUND_HER if name in manager.page.content()] == []
    manager.write("Your answer", "Yes. Come on Tuesday, we bake.")
    manager.tap("Send my answer").at(steps.ANSWERING)
    assert [name for name in AROUND_HER if name in manager.page.content()] == []
    # and she reads the answer
    phone.open(steps.LIST).tap("What I asked").at(steps.QUESTIONS)
    assert "Yes. Come on Tuesday, we bake." in phone.text
    # when a place is withdrawn while it is on her list, then both lists say so plainly
    withdraw(DRUM)
    gone = "This place is not in the directory now."
    for reader, path in ((phone, steps.LIST), (friend, theirs)):
        reader.open(path).check()
        assert reader.say(gone) in steps.card(reader, DRUM).inner_text()
        assert reader.text.count(reader.say(gone)) == 1
    # and her own words are still there, and the place can go
    assert "Wumpledrum" in steps.card(phone, DRUM).inner_text()
    steps.card(phone, DRUM).get_by_role("button", name=phone.say("Take off my list")).click()
    phone.page.get_by_text(phone.say("It is off my list.")).first.wait_for()
    assert steps.on_list(phone) == [HOME, WEEKENDS]


def person_of(phone: Phone) -> str:
    """The id of who is signed in, from their own home."""
    phone.open("/my").at("/my")
    mine = phone.page.locator('a[href$="/about-me"]').first.get_attribute("href") or ""
    return mine.split("/")[2]


def test_a_provider_says_that_it_has_room_and_ends_it_in_one_tap(pick_up: PickUp) -> None:
    # given a provider whose last note is too old to be shown
    manager, visitor = pick_up(), pick_up()
    visitor.open(f"{steps.FIND}?what=weekends&where=LS8").check()
    assert steps.names(visitor) == [WEEKENDS]
    room = visitor.say("They have room")
    assert room not in visitor.text
    manager.sign_in("manager").tap("Our places").at(steps.ROOM)
    # when it posts a note
    manager.tap(WEEKENDS).at(f"{steps.ROOM}/*")
    manager.write("What room do you have?", "One seat is free by the window.")
    manager.tap("Show it to everybody").at(steps.ROOM)
    # then a visitor sees it in the search, can choose by it, and reads it at the place
    visitor.page.reload()
    visitor.check()
    assert room in visitor.text
    near = {"what": "weekends", "where": "LS8", "miles": "5"}
    assert steps.ticks(visitor, "Room now", "Has room now", **near, room="has-room") == 1
    steps.place(visitor, WEEKENDS)
    assert "One seat is free by the window." in visitor.text
    # when it is taken back in one tap, then nobody sees it
    manager.tap(WEEKENDS).at(f"{steps.ROOM}/*")
    manager.tap("Take it back").at(steps.ROOM)
    visitor.page.reload()
    visitor.check()
    assert "One seat is free by the window." not in visitor.text
    visitor.tap("Back", ".ways")
    steps.asks(visitor, **near, room="has-room")
    assert steps.heading(visitor) == visitor.say("No place has all that you chose")


SAVED = {"what": "help", "where": "M33 2QP", "miles": "10", "pay": "council"}


def test_a_nurse_saves_a_link_by_keys_alone_and_others_open_it(
    pick_up: PickUp, server: Server, withdraw: Callable[[str], None]
) -> None:
    # given a nurse without an account and without a mouse
    nurse = pick_up()
    steps.opens_find(nurse)
    keys = nurse.page.keyboard
    for label, typed in (
        ("What are you looking for?", SAVED["what"]),
        ("Where? Type a postcode", SAVED["where"]),
    ):
        steps.tabs_to(nurse, nurse.page.get_by_label(nurse.say(label)))
        keys.type(typed)
    steps.tabs_to(nurse, nurse.page.get_by_label(nurse.say("How far?")))
    keys.press("ArrowDown")
    steps.tabs_to(nurse, steps.search_button(nurse))
    with steps.in_place(nurse):
        keys.press("Enter")
    without = {key: each for key, each in SAVED.items() if key != "pay"}
    steps.asks(nurse, **without)
    # when she goes by Tab to what one may choose, and takes something with the space bar
    line = nurse.page.locator("summary").filter(has_text=nurse.say("Change my search"))
    steps.tabs_to(nurse, line, "Shift+Tab")
    keys.press("Enter")
    for fold in ("Choose more", "How I can pay"):
        steps.tabs_to(nurse, nurse.button(nurse.say(fold)))
        keys.press("Enter")
    council = steps.box(nurse, "The council pays")
    steps.tabs_to(nurse, council)
    with steps.in_place(nurse):
        keys.press("Space")
    # then it is told how many there are, and the focus is where it was
    steps.asks(nurse, **SAVED)
    found = steps.names(nurse)
    assert found == [HOME_TEAM, DOORSTEP]
    assert steps.told(nurse).split()[0] == str(len(found))
    assert steps.focus(nurse) == council.get_attribute("id") and council.is_checked()
    # when she saves the address, then it holds what was asked and nothing else
    link = nurse.page.url.removeprefix(nurse.home)
    assert steps.question(link).keys() == SAVED.keys()
    # and another browser finds the same by it, without one cookie
    colleague = pick_up(scripts=False)
    colleague.open(link)
    steps.asks(colleague, **SAVED)
    assert steps.names(colleague) == found
    steps.place(colleague, HOME_TEAM)
    assert steps.crumbs(colleague) == {}
    # and on paper there is what one needs to go there and to call, and nothing to tap
    number, where = "0161 496 0411", "Wrenfield Yard, Sale"
    nurse.open(link).check()
    with steps.on_paper(nurse) as paper:
        for words in (HOME_TEAM, where, "M33 7OK", number):
            assert words in paper, words
    steps.place(nurse, HOME_TEAM)
    with steps.on_paper(nurse) as paper:
        for words in (HOME_TEAM, where, "M33 7OK", number, "hello@wrenfield-home-team.example"):
            assert words in paper, words
    # when the link is older than what it names, then it still answers
    colleague.open(f"{link}&culture=klingon&pay=no-such-thing&page=999")
    assert steps.names(colleague) == found
    colleague.check()
    address = urlsplit(nurse.page.url)
    colleague.open(f"/providers/no-such-place?{address.query}").check()
    assert colleague.say("Go back") in colleague.text
    withdraw(HOME_TEAM)
    colleague.open(f"{address.path}?{address.query}").check()
    assert colleague.say("This place is no longer here") in colleague.text
    colleague.tap("Find other places")
    steps.asks(colleague, **SAVED)
    assert steps.names(colleague) == [DOORSTEP]
    # and nobody wrote down what they looked for
    assert kept_in(server, "providers.find_providers") == ["server.log"]
    for words in ("M33 2QP", "M33+2QP", "M33%202QP", "klingon"):
        assert kept_in(server, words) == [], words
