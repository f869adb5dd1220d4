"""Before all are in, nobody's page tells anything of a mark: byte for byte, for everybody.

Each reader walks through the whole portal from link to link, and opens every page of the job. This
is done with different hidden marks behind it; but for tokens the pages must be the same.
"""

from __future__ import annotations

import re
import uuid
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime

import pytest
import time_machine

from app.accounts.models import Account
from app.extensions import db
from app.organisations.models import OrganisationKind, Role
from app.people.models import Relationship
from app.people.parts import Part
from app.staff_choice.models import Mark, Vacancy
from tests.makers import make_account, make_organisation, make_role
from tests.staff_choice.panel_house import CHAIR, GREETER, SCORER, PanelHouse
from tests.walker.walk import Walk

NOTE = "Pelargonium note that nobody may see yet"
MASKS = (
    re.compile(r'(name="csrf_token"[^>]*value=")[^"]+'),
    re.compile(r"(nonce-|nonce=\")[\w+/=-]+"),
    # A fresh key of a form, made for each answer.
    re.compile(r'(name="key"[^>]*value=")[^"]+'),
)
# What is the same for everybody in the world is not walked anew for each reader.
PUBLIC = ("/support-jobs", "/providers", "/about", "/privacy", "/languages", "/published")
READERS = ("person", "sister", "advocate", "worker", "manager", "friend", "stranger", "admin")
# One moment for all pages of this run, so that no clock makes a difference.
NOON = datetime.now(UTC)
# The chair sees how many have finished: their count may differ where another number has.
CHAIRS_COUNT = re.compile(r"\d+ of \d+ have finished\.")


class OwnPages(Walk):
    """From link to link through what is there for this reader."""

    def _look(self, url: str, whence: str) -> Iterator[str]:
        for link in super()._look(url, whence):
            if not link.startswith(PUBLIC):
                yield link


def masked(html: str) -> str:
    for mask in MASKS:
        html = mask.sub(r"\1…", html)
    return html


@pytest.fixture(autouse=True)
def one_moment() -> Iterator[None]:
    with time_machine.travel(NOON, tick=False):
        yield


@pytest.fixture
def talk(panel_home: PanelHouse) -> uuid.UUID:
    """The person, the sister and the advocate give marks; the advocate leads; all have met."""
    house = panel_home
    house.add_member("manager", "Winifred Managerwick", Relationship.PROVIDER_MANAGER)
    house.share("manager", Part.STAFF)
    with house.portal.app_context():
        provider = db.session.get_one(Vacancy, house.vacancy_id).organisation
        assert provider is not None
        make_role(
            provider, db.session.get_one(Account, house.accounts["manager"]), Role.PROVIDER_MANAGER
        )
        admin = make_account("Oriel Adminwick", "admin@demo.example")
        house.accounts["admin"] = admin.id
        make_role(make_organisation(OrganisationKind.COUNCIL), admin, Role.ADMINISTRATOR)
    house.seat("sister")
    house.seat("advocate", CHAIR, SCORER)
    house.seat("worker", GREETER)
    house.ask()
    found = house.talk()
    house.has_left(found)
    for role in READERS:
        house.as_(role)
    return found


@contextmanager
def undone(house: PanelHouse) -> Iterator[None]:
    with house.portal.extensions["db_connection"].begin_nested() as inner:
        yield
        inner.rollback()


def everything(house: PanelHouse, talk: uuid.UUID, role: str) -> dict[str, str]:
    """Every page that this reader comes to, masked; what is refused too."""
    pages = [
        house.at(),
        house.at("panel"),
        house.at("questions"),
        house.at("timetable"),
        house.at("timetable", "print"),
        house.at("timetable", "calendar.ics"),
        house.at("applicants"),
        house.at("applicants", house.applicant_id),
        house.at("interviews", talk),
        house.at("interviews", talk, "marks"),
        house.at("interviews", talk, "close"),
        house.at("interviews", talk, "all-marks"),
        *(house.at("interviews", talk, "marks", each) for each in house.interview(talk).cards),
        f"/people/{house.person_id}/who-looked",
        f"/people/{house.person_id}/staff",
        "/my",
        "/notices",
    ]
    client = house.as_(role).client
    walked = OwnPages(client, house.portal).go("/my", house.at(), house.at("interviews", talk))
    found = {page.url: masked(page.html) for page in walked.pages}
    for url in pages:
        answer = client.get(url, headers={"Sec-Fetch-Site": "same-origin"})
        place = answer.headers.get("Location", "")
        found[url] = f"{answer.status_code} {place}\n{masked(answer.get_data(as_text=True))}"
    return found


def seen(
    house: PanelHouse, talk: uuid.UUID, role: str, happens: Callable[[], None]
) -> dict[str, str]:
    with undone(house):
        happens()
        return everything(house, talk, role)


def others_say(house: PanelHouse, talk: uuid.UUID, reader: str, mark: Mark) -> Callable[[], None]:
    """All but the reader give every mark; but one, so that nothing is shown."""

    def happens() -> None:
        for role in ("person", "sister", "advocate"):
            if role != reader:
                house.mark(talk, role, mark, f"{NOTE} {mark.value}", only=[0])

    return happens


def nothing() -> None:
    """Nobody gives any mark."""


@pytest.mark.parametrize("reader", READERS)
def test_no_page_tells_what_others_said(
    panel_home: PanelHouse, talk: uuid.UUID, reader: str
) -> None:
    before = seen(panel_home, talk, reader, nothing)
    assert len(before) > 15
    for mark in (Mark.YES, Mark.NO):
        after = seen(panel_home, talk, reader, others_say(panel_home, talk, reader, mark))
        assert after.keys() == before.keys()
        for url, html in before.items():
            assert after[url] == html, f"{reader}: {url}"
            assert NOTE not in after[url]


@pytest.mark.parametrize("mark", Mark)
def test_the_chair_sees_the_same_number_whatever_they_said(
    panel_home: PanelHouse, talk: uuid.UUID, mark: Mark
) -> None:
    """Who has finished makes a number; what they said makes nothing."""

    def finished_with(said: Mark) -> Callable[[], None]:
        return lambda: panel_home.mark(talk, "sister", said, NOTE)

    one = seen(panel_home, talk, "advocate", finished_with(Mark.YES))
    other = seen(panel_home, talk, "advocate", finished_with(mark))
    assert one == other
    page = one[panel_home.at("interviews", talk)]
    assert "1 of 3 have finished." in page
    none = seen(panel_home, talk, "advocate", nothing)
    for url, html in none.items():
        assert CHAIRS_COUNT.sub("…", html) == CHAIRS_COUNT.sub("…", one[url]), url
    # It never says who.
    assert "Sisterwick" not in page


def test_even_ones_own_mark_is_not_shown_again(panel_home: PanelHouse, talk: uuid.UUID) -> None:
    """Whoever takes the phone afterwards learns nothing."""

    def own(mark: Mark) -> Callable[[], None]:
        return lambda: panel_home.mark(talk, "sister", mark, f"{NOTE} {mark.value}")

    assert seen(panel_home, talk, "sister", own(Mark.YES)) == seen(
        panel_home, talk, "sister", own(Mark.NO)
    )


def test_the_comparison_would_notice(panel_home: PanelHouse, talk: uuid.UUID) -> None:
    """Once all are shown the pages of the panel differ: the masks hide no mark."""

    def all_say(mark: Mark) -> Callable[[], None]:
        def happens() -> None:
            for role in ("person", "sister", "advocate"):
                panel_home.mark(talk, role, mark, NOTE)

        return happens

    yes = seen(panel_home, talk, "sister", all_say(Mark.YES))
    no = seen(panel_home, talk, "sister", all_say(Mark.NO))
    url = panel_home.at("interviews", talk, "all-marks")
    assert yes[url] != no[url]
    assert NOTE in yes[url]
    outside = ("manager", "friend", "stranger", "admin")
    for role in outside:
        assert seen(panel_home, talk, role, all_say(Mark.YES)) == seen(
            panel_home, talk, role, all_say(Mark.NO)
        )
