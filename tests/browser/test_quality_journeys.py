"""Quality on a small phone: who says it, who says if it is so, who reads first, what goes out."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import closing

import pytest

from app.database import now
from app.demo.neighbours import GROUPS
from app.outcomes.quarters import Month, month_of, quarter_of
from tests.browser import outcome_steps as steps
from tests.browser.kept import database_of
from tests.browser.phone import Phone
from tests.people.about_me.test_profile import pages_in
from tools.demo_server import Server

PickUp = Callable[..., Phone]

CLAIM = "r-friends"
LAST_MONTH = month_of(now()).before
OVER = quarter_of(now()).before
MONTHLY = "/people/*/monthly"
NAMES = ("Mirabel", "Thistlewood", "Zebedee", "Swimming with Barnaby") + tuple(
    called for _, neighbours in GROUPS for called, _, _ in neighbours
)


def opens_more_of_how_it_goes(phone: Phone) -> None:
    """The person, from home, to what stands folded below what they want."""
    steps.opens_how_it_goes(phone)
    phone.tap("More pages")


def sees(phone: Phone, words: str) -> None:
    """Wait until this stands on the page, which has the same address as the one before it."""
    phone.page.locator("main").get_by_text(phone.say(words)).first.wait_for()
    phone.check()


def test_a_manager_writes_evidence_and_the_person_says_that_it_is_so(pick_up: PickUp) -> None:
    # given a manager, who goes from her figures to the talk about quality
    manager, person = pick_up(), pick_up()
    manager.sign_in("manager").tap("Figures").at("/provider/figures")
    manager.tap("Quality").at("/provider/quality")
    # when she writes what shows it, and the name of somebody stands in it
    manager.tap("I have friends and people I love.").at(f"/provider/quality/*/lines/{CLAIM}")
    manager.write("What do you say of it?", "We keep Sundays free for visits.")
    manager.write("What shows it?", "The diary of Mirabel.")
    manager.tap("Keep this")
    # then it is refused
    sees(manager, "Write it without names. A name of somebody around you stands in it.")
    manager.write("What shows it?", "The diary that people keep.")
    manager.tap("Keep this").page.wait_for_url("**/provider/quality?place=*")
    manager.check()
    row = manager.page.locator(f"main a[href$='/lines/{CLAIM}']")
    assert "0 people confirm." in row.inner_text()
    # when the person finds it among her pages, and says that it is so
    person.sign_in()
    opens_more_of_how_it_goes(person)
    person.tap("What they say about my support").at("/people/*/is-it-so")
    person.tap("I have friends and people I love.").at("/people/*/is-it-so/*")
    assert "We keep Sundays free for visits." in person.text
    steps.chooses(person, "answer", "yes")
    person.tap("Keep this").at("/people/*/is-it-so")
    # then the manager sees how many people confirm it, and not who
    manager.page.reload()
    manager.check()
    assert "1 person confirms." in row.inner_text()
    assert "Mirabel" not in manager.text


@pytest.mark.parametrize(
    ("lang", "month"),
    [("en", LAST_MONTH), ("ur", LAST_MONTH.before)],
    ids=["english", "urdu"],
)
def test_the_person_reads_the_page_of_the_month_before_anybody_else(
    pick_up: PickUp, lang: str, month: Month
) -> None:
    # given the person, and a member of the steering group with whom she shares her pages
    person, steering = pick_up(lang), pick_up()
    person.sign_in()
    opens_more_of_how_it_goes(person)
    person_id = steps.person_of(person)
    address = f"/people/{person_id}/monthly/{month.key}"
    if lang == "en":
        # when the care manager makes the page of the month; in Urdu the demo's waits already
        care_manager = pick_up()
        care_manager.sign_in("caremanager").open(f"/people/{person_id}/tasks")
        care_manager.tap("Page of the month").at(f"{MONTHLY}/make")
        care_manager.tap("Make the page")
        sees(care_manager, "The person has not read it yet. Until then nobody else can.")
        # then she who made it cannot read it
        assert care_manager.page.request.get(care_manager.home + address).status == 404
    # and nobody else either
    steering.sign_in("steering").tap("Pages of the month").at("/council/monthly")
    theirs = steering.page.locator(f"main a[href='{address}']")
    assert theirs.count() == 0
    assert steering.page.request.get(steering.home + address).status == 404
    # when the person reads it and says so
    person.tap("My pages of the month").at(MONTHLY)
    person.page.locator(f"main a[href='{address}']").click()
    person.at(f"{MONTHLY}/{month.key}")
    assert person.say("Nobody else reads it before you say so.") in person.text
    steps.not_scored(person)
    person.tap("I have read it").at(MONTHLY)
    assert person.say("You have read it.") in person.text
    # then the member of the steering group reads it
    steering.page.reload()
    theirs.click()
    steering.at(f"{MONTHLY}/{month.key}")
    assert "Mirabel" in steering.text
    steps.not_scored(steering)


def not_yet_published(server: Server) -> None:
    """The portal as it was before anybody published: the demo's own tables are taken back."""
    with closing(database_of(server)) as database:
        for table in ("published_cell", "published_quarter"):
            database.execute(f"DROP TRIGGER {table}_no_delete")
            database.execute(f"DELETE FROM {table}")
        database.commit()


def test_the_council_publishes_tables_and_writes_its_report_without_a_name(
    pick_up: PickUp, server: Server
) -> None:
    # given whoever plans the money, and a quarter that is over
    not_yet_published(server)
    council, visitor = pick_up(width=1280), pick_up()
    seen = []
    council.sign_in("commissioner").tap("Figures").at("/council/figures")
    seen.append(council.text)
    # when they publish it
    council.tap("Publish the tables of a quarter").at("/council/figures/published")
    council.tap("Publish this quarter")
    sees(council, "The tables are out. Everybody can read them.")
    # then anybody reads it on a phone, and no group under five
    visitor.open("/figures").tap(OVER.name).at(f"/figures/{OVER.key}")
    visitor.tap("How life goes, by their own words").at(f"/figures/{OVER.key}/change")
    seen.append(visitor.text)
    cells = visitor.page.locator("main td .is").all_inner_texts()
    shown = {int(cell) for cell in cells if cell.isdecimal()}
    assert visitor.say("Not shown") in cells
    assert max(shown) >= 5
    assert shown.isdisjoint(range(1, 5))
    # when they write the report for the board from its draft
    council.open("/council/figures").tap("Reports for the board").at("/council/highlights")
    council.page.locator(f"main a[href='/council/highlights/{OVER.after.key}']").click()
    report = f"/council/highlights/{OVER.after.key}"
    council.at(report)
    seen.append(council.text)
    council.write("What the board must know", "Wuzzlebridge needs a later bus.")
    council.tap("Keep this version")
    sees(council, "Kept. The older version is kept, too.")
    council.tap("Print").page.wait_for_url(f"**{report}/print")
    # A sheet has the sizes of paper; axe reads it all the same.
    assert council.axe() == []
    # then it stands on one side of paper, with its figures and their sources
    assert "Wuzzlebridge needs a later bus." in council.text
    assert council.text.count("Source:") == 5
    seen.append(council.text)
    assert pages_in(council.page.pdf(prefer_css_page_size=True)) == 1
    # and the figures come as a file
    file = council.page.request.get(f"{council.home}{report}.csv")
    assert file.headers["content-type"].startswith("text/csv")
    seen.append(file.text())
    assert "Something goes better" in file.text()
    # and no name was on the way
    assert [name for name in NAMES for text in seen if name in text] == []
