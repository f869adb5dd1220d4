"""The page of one place: in the reader's language, with what was checked and what it costs."""

from __future__ import annotations

import html
import re
from collections.abc import Callable
from datetime import date

import pytest
from flask import Flask
from flask.testing import FlaskClient

from app.database import now
from app.demo.load import load_demo
from app.extensions import db
from app.language.lint.document import Page
from app.language.lint.pages import count_choices, page_findings
from app.providers.importers import Sentence, Supporter
from app.providers.models import Kind, Listing, Service
from app.providers.queries.listings import listing_by_slug
from tests.providers.house import House
from tests.providers.makers import bring_in, entry
from tools.counting import counted

YES = date(2026, 5, 1)
SENTENCES = (
    Sentence("en", "garden", "We dig."),
    Sentence("en", "cook", "We cook."),
    Sentence("pl", "garden", "Kopiemy."),
)


def words_of(body: str) -> str:
    body = re.sub(r"<(script|style).*?</\1>", " ", body, flags=re.S)
    return html.unescape(re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", body)))


@pytest.fixture
def show(portal: Flask, client: FlaskClient) -> Callable[[str], str]:
    def shown(query: str = "", status: int = 200) -> str:
        answer = client.get(f"/providers/hazel-room{query}")
        assert answer.status_code == status
        return answer.text

    with portal.app_context():
        bring_in(
            [
                entry(
                    "Hazel Room",
                    kind=Kind.ACTIVITIES,
                    provider="Hazel",
                    hour_pence=2101,
                    sentences=SENTENCES,
                    workers=(Supporter("Tansy", "I sing.", YES),),
                    facets=("pay:direct-payment", "language:urdu", "day:monday"),
                )
            ]
        )
    return shown


def test_sentences_stand_in_the_readers_language_else_marked_in_theirs(
    show: Callable[[str], str],
) -> None:
    english, polish, urdu = show(""), show("?lang=pl"), show("?lang=ur")
    assert 'lang="en" dir="auto">We dig.</bdi>' in english
    assert "They wrote this in their language." not in english
    assert 'lang="pl" dir="auto">Kopiemy.</bdi>' in polish
    assert "We dig." not in polish
    assert 'lang="en" dir="auto">We dig.</bdi>' in urdu
    assert "انہوں نے یہ اپنی زبان میں لکھا۔" in urdu
    for word in ("Tansy", "I sing."):
        assert word in urdu


@pytest.mark.parametrize(
    ("hours", "pounds"),
    [
        ("12", "£252.12"),
        ("0.5", "£10.51"),
        ("7,5", "£157.58"),
        ("7.5", "£157.58"),
        ("168", "£3,529.68"),
        ("۱۲", "£252.12"),
        (" 12 ", "£252.12"),
    ],
)
def test_the_price_of_my_week(show: Callable[[str], str], hours: str, pounds: str) -> None:
    said = words_of(show(f"?hours={hours}"))
    assert "£21.01 an hour" in said
    assert f"{pounds} for my week" in said


@pytest.mark.parametrize(
    "hours", ["0", "-1", "0.25", "168.5", "1e999", "NaN", "x", "1" * 40, "12 h", "%00"]
)
def test_hours_that_are_none_are_said_beside_their_field(
    show: Callable[[str], str], hours: str
) -> None:
    page = show(f"?hours={hours}&what=garden")
    assert 'id="hours-error"' in page
    assert "for my week" not in page
    # What led here is still there.
    assert '<input type="hidden" name="what" value="garden">' in page


def test_half_a_penny_is_rounded_up() -> None:
    for hour, half_hours, week in ((2101, 1, 1051), (2101, 2, 2101), (0, 9, 0), (None, 9, None)):
        assert Service(hour_pence=hour).week_pence(half_hours) == week


def test_what_is_not_known_is_said_so(show: Callable[[str], str]) -> None:
    said = words_of(show(""))
    assert "Not checked yet" in said
    assert "What the care inspectors say We do not know." in said
    assert "How they support people" not in said


def test_a_place_that_is_withdrawn_says_so_with_a_way_on(
    portal: Flask, show: Callable[..., str]
) -> None:
    with portal.app_context(), db.writing():
        listing = listing_by_slug("hazel-room")
        assert listing is not None
        listing.withdrawn_at = now()
    page = show("?what=garden", 410)
    assert "This place is no longer here" in page
    assert 'href="/providers?what=garden"' in page
    assert "Tansy" not in page


def test_a_second_import_brings_sentences_and_people_up_to_date(either_portal: Flask) -> None:
    def told() -> tuple[list[str], list[str]]:
        listing = db.session.query(Listing).one()
        db.session.refresh(listing.service)
        service = listing.service
        return [each.words for each in service.sentences], [each.name for each in service.workers]

    first = entry("Hazel Room", sentences=SENTENCES, workers=(Supporter("Tansy", "I sing.", YES),))
    with either_portal.app_context():
        bring_in([first])
        assert bring_in([first]).same == 1
        changed = entry(
            "Hazel Room", sentences=SENTENCES[1:], workers=(Supporter("Odile", "", YES),)
        )
        assert bring_in([changed]).changed == 1
        assert told() == (["We cook.", "Kopiemy."], ["Odile"])
    with either_portal.app_context(), pytest.raises(KeyError):
        bring_in([entry("Elder", sentences=(Sentence("en", "no-such-picture", "x"),))])


def test_every_place_of_the_demo_keeps_the_rules(portal: Flask) -> None:
    with portal.app_context():
        with db.writing():
            load_demo()
        slugs = [each.slug for each in db.session.query(Listing)]
    assert len(slugs) >= 14
    client, wrong = portal.test_client(), []
    for slug in slugs:
        for lang in ("en", "pl", "ur"):
            with counted(portal.extensions["db_engine"]) as seen:
                page = client.get(f"/providers/{slug}?lang={lang}&hours=x&where=LS8+4").text
            found = [each for each in page_findings(page, "person") if each.severity == "error"]
            if found or len(seen) > 9 or count_choices(Page(page)) > 7:
                wrong.append((slug, lang, found, len(seen), count_choices(Page(page))))
    assert wrong == []
    said = {slug: words_of(client.get(f"/providers/{slug}").text) for slug in slugs}
    for slug, words in {
        "hazelwick-supported-living": "Green Tick: checked",
        "bramblecote-house-share": "The Green Tick is over. A new check is needed.",
        "klub-kociolek": "Not all is checked yet",
        "muddy-boots-allotment": "Not checked yet",
        "zebra-crossing-travel-friends": "The Green Tick is over. A new check is needed.",
        "pip-larkwhistle-personal-assistant": "Green Tick: checked",
    }.items():
        assert words in said[slug], slug
    assert "A flat is free in May." in said["hazelwick-supported-living"]
    for slug in ("hazelwick-weekends", "bramblecote-house-share"):
        assert "They have room" not in said[slug]
    small = said["hazelwick-supported-living"]
    assert small.count("Fewer than 5 people confirm it.") >= 1
    assert small.count("They say nothing of it.") + small.count("They say so.") == 9
    assert "1 person confirms" not in small


def test_the_page_of_a_live_tick_tells_each_check_with_its_days(portal: Flask) -> None:
    with portal.app_context():
        House(portal)
    said = words_of(portal.test_client().get("/providers/hazel-room").text)
    assert "Green Tick: checked" in said
    assert said.count("Good until") == 7
