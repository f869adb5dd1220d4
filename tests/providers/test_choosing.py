"""What one may choose beside the results: boxes, pills, and what a result tells."""

from __future__ import annotations

import gzip
import re
from collections.abc import Iterator
from datetime import timedelta
from urllib.parse import parse_qs, urlsplit

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import select

from app.extensions import db
from app.people.actions.records import today
from app.providers.facets import FACETS, FOLLOWING
from app.providers.models import (
    CheckItem,
    Listing,
    Provider,
    RoomNote,
    ServiceSentence,
    VettingCheck,
)
from app.providers.queries.search import PAGE_SIZE
from tests.page_client import SeenPage
from tests.page_tree import words_of
from tests.providers.makers import bring_in, entry
from tools.counting import MOST_QUERIES, counted

FRAGMENT_BYTES, PAGE_BYTES, FIRST_PAGE_BYTES = 6_000, 25_000, 100_000
PLACES = {
    "Alder Room": ("pay:direct-payment", "language:polish"),
    "Birch Room": ("pay:own-money", "language:polish"),
    "Cedar Room": ("pay:direct-payment", "language:urdu"),
    "Dogwood Room": (),
}
BOX = {"HX-Request": "true", "HX-Target": "found", "HX-Trigger": "choose"}
PILL = {"HX-Request": "true", "HX-Target": "found"}


def bring_in_places() -> None:
    bring_in(
        [
            entry(name, facets=facets, provider=f"{name} Trust", description="Swimming")
            for name, facets in PLACES.items()
        ]
    )


@pytest.fixture
def places(portal: Flask) -> Flask:
    with portal.app_context():
        bring_in_places()
    return portal


def opened(client: FlaskClient, query: str) -> SeenPage:
    return SeenPage(client.get(f"/providers?{query}"), "/providers")


def names(page: SeenPage) -> list[str]:
    return sorted(words_of(one) for one in page.find_all("h3"))


def boxes(page: SeenPage) -> dict[str, tuple[str, bool]]:
    """Each box as key → (count, ticked)."""
    return {
        f"{box.get('name')}:{box.get('value')}": (
            next(words_of(each) for each in label.iter("bdi")),
            box.get("checked") is not None,
        )
        for label in page.find_all("#choose label")
        for box in label.iter("input")
    }


def queries_of(address: str) -> dict[str, list[str]]:
    return parse_qs(urlsplit(address).query)


def pills(page: SeenPage) -> dict[str, dict[str, list[str]]]:
    return {
        words_of(one).removeprefix("Take away: "): queries_of(one.get("href", ""))
        for one in page.find_all("a.pill")
    }


def test_boxes_have_counts_and_what_no_place_has_is_left_out(
    places: Flask, client: FlaskClient
) -> None:
    page = opened(client, "what=room&where=M33")
    assert boxes(page) == {
        "kind:group": ("4", False),
        "language:polish": ("2", False),
        "language:urdu": ("1", False),
        "pay:direct-payment": ("2", False),
        "pay:own-money": ("1", False),
    }
    assert page.find("#choose").get("open") is None
    assert not pills(page)
    assert "disabled" not in page.html
    # They stand in the form, which is sent by GET, before its button.
    inside = [one.get("id") for one in page.find("#find").iter() if one.tag in ("input", "button")]
    assert inside[-1] == "search"
    assert {"covers", *(box.get("id") for box in page.find_all("#choose input"))} < set(inside)


def test_what_was_asked_folds_up_into_one_line(places: Flask, client: FlaskClient) -> None:
    def line(query: str) -> tuple[bool, str]:
        page = opened(client, query)
        form = page.find("#asked")
        assert form.tag == "div" or "open" not in form
        is_open = form.tag == "div"
        return is_open, words_of(page.find("#asked-for"))

    # Before anything was asked, with a mistake in it, or where the postcode is missing, it is open.
    assert line("")[0] and line("where=ZZ1")[0] and line("covers=1")[0]
    assert line("what=room&where=M33&miles=10") == (False, "room, M33, 10 miles")
    assert line("what=room") == (False, "room")
    assert line("language=urdu") == (False, "All places")
    changed = client.get("/providers?what=cedar&pay=free", headers=BOX).text
    assert '<span id="asked-for" hx-swap-oob="true">' in changed


def test_what_is_chosen_narrows_is_open_and_stands_above_as_pills(
    places: Flask, client: FlaskClient
) -> None:
    page = opened(client, "what=room&where=M33&pay=direct-payment&language=urdu&covers=1")
    assert names(page) == ["Cedar Room"]
    assert page.find("#choose").get("open") is not None
    assert boxes(page)["pay:direct-payment"][1]
    found = pills(page)
    assert list(found) == [
        "Urdu",
        "Direct payment",
        "Only places that come to me",
        "Take all away",
    ]
    rest = {"what": ["room"], "where": ["M33"], "miles": ["5"]}
    covers = {"covers": ["1"]}
    assert found["Urdu"] == {**rest, **covers, "pay": ["direct-payment"]}
    assert found["Only places that come to me"] == {
        **rest,
        "pay": ["direct-payment"],
        "language": ["urdu"],
    }
    assert found["Take all away"] == rest


def test_what_was_chosen_and_is_nowhere_can_be_taken_away(
    places: Flask, client: FlaskClient
) -> None:
    page = opened(client, "what=room&pay=own-money&language=urdu")
    assert words_of(page.find("#found h2")) == "No place has all that you chose"
    assert boxes(page)["language:urdu"] == ("0", True)
    assert "Search without what I chose" in page.links
    assert queries_of(page.links["Search without what I chose"]) == {"what": ["room"]}


def test_unknown_and_doubled_facets_do_no_harm(places: Flask, client: FlaskClient) -> None:
    page = opened(client, "what=room&language=urdu&language=urdu&language=klingon&pay=&kind=%00")
    assert names(page) == ["Cedar Room"]
    assert list(pills(page)) == ["Urdu"]


def test_the_way_to_a_place_and_back_keeps_the_whole_question(
    places: Flask, client: FlaskClient
) -> None:
    asked = "what=room&where=M33&miles=10&covers=1&pay=direct-payment&pay=own-money"
    page = opened(client, asked)
    there = page.links["Alder Room"]
    assert queries_of(there) == parse_qs(asked)
    back = SeenPage(client.get(there), there).find("nav.ways a").get("href", "")
    assert queries_of(back) == parse_qs(asked)
    assert urlsplit(back).path == "/providers"


def test_a_box_that_changes_gets_only_what_changed_and_keeps_the_focus(
    places: Flask, client: FlaskClient
) -> None:
    answer = client.get("/providers?what=room&language=polish", headers=BOX)
    assert answer.text.lstrip().startswith('<div id="found"')
    assert "data-focus" not in answer.text
    assert '<fieldset class="boxes" id="in-language" hx-swap-oob="innerHTML">' in answer.text
    assert 'id="choose"' not in answer.text and 'name="what"' not in answer.text
    assert "2 places" in answer.headers["HX-Trigger-After-Settle"]
    # After a pill or another page nothing is left to stand on: the heading takes the focus.
    assert "data-focus" in client.get("/providers?what=room", headers=PILL).text


def test_a_box_that_was_just_unticked_keeps_its_place_also_with_nothing_behind_it(
    places: Flask, client: FlaskClient
) -> None:
    before = {**BOX, "HX-Current-URL": "http://localhost/providers?what=dogwood&language=polish#a"}
    answer = client.get("/providers?what=dogwood", headers=before)
    box = re.search(r'<input type="checkbox" id="language-polish"[^>]*>', answer.text)
    assert box is not None and "checked" not in box[0]
    assert 'id="language-urdu"' not in answer.text
    # Elsewhere, and without a script, what no place has is not drawn.
    assert 'id="language-polish"' not in client.get("/providers?what=dogwood", headers=BOX).text
    assert 'id="language-polish"' not in client.get("/providers?what=dogwood").text


@pytest.mark.parametrize("address", ["http://[", "?language=%00&language=klingon", "x" * 9000, ""])
def test_an_address_that_is_none_does_no_harm(
    places: Flask, client: FlaskClient, address: str
) -> None:
    answer = client.get("/providers?what=room", headers={**BOX, "HX-Current-URL": address})
    assert answer.status_code == 200 and 'id="language-klingon"' not in answer.text


def test_a_wrong_postcode_is_said_beside_its_field_also_when_a_box_changed(
    places: Flask, client: FlaskClient
) -> None:
    answer = client.get("/providers?where=ZZ1&language=polish&covers=1", headers=BOX)
    assert answer.headers["HX-Retarget"] == "#results"
    assert answer.text.lstrip().startswith('<div id="results"')
    assert "We do not know this postcode." in answer.text
    # What was chosen goes along until the postcode is right.
    assert '<input type="hidden" name="language" value="polish">' in answer.text
    assert re.search(r'id="covers"[^>]* checked', answer.text)


def test_my_area_without_a_postcode_says_what_is_missing(
    places: Flask, client: FlaskClient
) -> None:
    page = opened(client, "covers=1")
    assert "Type your postcode. Then we show who comes to you." in page.text


@pytest.fixture
def vetted(places: Flask) -> Iterator[Flask]:
    """Alder: all checked. Birch: one check is over. Cedar: one is missing. Dogwood: none."""
    day = today()
    with places.app_context(), db.writing():
        for name, until, items in (
            ("Alder Room Trust", 100, list(CheckItem)),
            ("Birch Room Trust", -1, list(CheckItem)),
            ("Cedar Room Trust", 100, [CheckItem.DBS]),
        ):
            provider = db.session.scalars(select(Provider).where(Provider.name == name)).one()
            for item in items:
                db.session.add(
                    VettingCheck(
                        provider_id=provider.id,
                        item=item,
                        issued_on=day - timedelta(days=50),
                        expires_on=day + timedelta(days=until),
                    )
                )
        for listing in db.session.scalars(select(Listing)):
            db.session.add(RoomNote(listing_id=listing.id, said_on=day - timedelta(days=29)))
        alder = db.session.scalars(select(Listing).where(Listing.name == "Alder Room")).one()
        for place, language, words in (
            (2, "en", "We cook."),
            (1, "en", "We swim with you."),
            (1, "pl", "Pływamy z Tobą."),
        ):
            db.session.add(
                ServiceSentence(
                    service_id=alder.service_id,
                    language=language,
                    place=place,
                    concept="swimming",
                    words=words,
                )
            )
    yield places


def cards(client: FlaskClient, query: str = "what=room&where=M33") -> dict[str, str]:
    page = opened(client, query)
    found = [words_of(one) for one in page.find_all("li.result")]
    return {" ".join(said.split()[:2]): said for said in found}


def test_a_result_tells_the_state_of_the_tick_and_room(vetted: Flask, client: FlaskClient) -> None:
    told = cards(client)
    day = today() - timedelta(days=29)
    room = f"They have room. They said so on {day.day} {day:%B %Y}"
    assert "Green Tick: checked" in told["Alder Room"] and room in told["Alder Room"]
    assert "The Green Tick is over. A new check is needed." in told["Birch Room"]
    assert "Not all is checked yet" in told["Cedar Room"]
    assert "Not checked yet" in told["Dogwood Room"]
    # Without a live tick a note of room is not shown.
    assert sum("They have room" in said for said in told.values()) == 1
    page = opened(client, "what=dogwood")
    assert "sign-question" in page.html and "sign-no" not in page.html


def test_a_result_says_its_first_sentence_in_the_readers_language(
    vetted: Flask, client: FlaskClient
) -> None:
    assert "We swim with you." in cards(client)["Alder Room"]
    assert "We cook." not in cards(client)["Alder Room"]
    assert "Pływamy z Tobą." in cards(client, "what=room&lang=pl")["Alder Room"]
    # None in Urdu: its kind, in Urdu words.
    assert "We swim" not in cards(client, "what=room&lang=ur")["Alder Room"]


def test_who_comes_from_far_says_so_in_place_of_the_miles(
    portal: Flask, client: FlaskClient
) -> None:
    with portal.app_context():
        bring_in([entry("Far Carers", "LS8 4AB", areas=("M33",)), entry("Near Carers")])
    told = cards(client, "what=carers&where=M33")
    assert "They come to your area" in told["Far Carers"]
    assert "mile" not in told["Far Carers"]
    assert "Less than 1 mile away" in told["Near Carers"]
    near = cards(client, "what=carers&where=M33&covers=1")["Near Carers"]
    assert "They come to your area" in near


@pytest.mark.parametrize(
    "query",
    [
        "what=room&where=M33&language=polish",
        # The longest way: nothing holds it, all is mended, tried word by word, and wider.
        "what=rom+swiming+zzqx+wwqx+kkqx+ppqx+ttqx+bbqx&where=LS8&miles=1&language=polish",
        "what=rom+swiming&where=LS8&miles=1&language=arabic",
    ],
)
def test_a_page_asks_at_most_ten_queries(vetted: Flask, client: FlaskClient, query: str) -> None:
    client.get("/providers?what=zzqx")  # the index and its words are there
    with counted(vetted.extensions["db_engine"]) as seen:
        assert client.get(f"/providers?{query}").status_code == 200
    assert 0 < len(seen) <= MOST_QUERIES


def test_the_queries_of_a_page_are_as_many_for_one_place_as_for_a_thousand(
    portal: Flask, client: FlaskClient
) -> None:
    asked = []
    for many in (1, 1000):
        with portal.app_context():
            bring_in([entry(f"Rowan {n}", facets=("pay:free",)) for n in range(many)])
        client.get("/providers")
        with counted(portal.extensions["db_engine"]) as seen:
            client.get("/providers?what=rowan&where=M33&pay=free")
        asked.append(len(seen))
    assert asked[0] == asked[1] <= MOST_QUERIES


@pytest.fixture
def full(portal: Flask) -> Flask:
    """A directory in which every facet can be chosen."""
    keys = tuple(key for key in FACETS if key not in FOLLOWING)
    with portal.app_context():
        bring_in(
            [
                entry(f"Room number {n} of a long name", facets=keys, description=f"Tea {n}")
                for n in range(3 * PAGE_SIZE)
            ]
        )
    return portal


@pytest.mark.parametrize("lang", ["en", "pl", "ur"])
def test_what_goes_over_the_wire_is_small(full: Flask, client: FlaskClient, lang: str) -> None:
    address = f"/providers?what=room&where=M33&lang={lang}&language=urdu&pay=free&page=2"
    whole = client.get(address)
    assert len(SeenPage(whole, address).find_all("li.result")) == PAGE_SIZE
    assert len(gzip.compress(whole.data)) <= PAGE_BYTES
    part = client.get(address, headers=BOX)
    assert len(gzip.compress(part.data)) <= FRAGMENT_BYTES
    linked = set(re.findall(r'(?:src|href)="(/static/[^"]+)"', whole.text))
    files = 0
    for file in linked:
        with client.get(file, headers={"Accept-Encoding": "br"}) as answer:
            files += len(answer.data)
    assert files + len(gzip.compress(whole.data)) <= FIRST_PAGE_BYTES


def test_the_rule_of_the_order_is_published(places: Flask, client: FlaskClient) -> None:
    page = opened(client, "what=room")
    assert page.links["How we sort these places"] == "/providers/how-we-sort"
    rule = SeenPage(client.get("/providers/how-we-sort"), "/providers/how-we-sort")
    assert "Nobody can pay" in rule.text
    assert "kind of support? Then we add 1 mile." in rule.text
    assert "other words? Then we add 6 miles." in rule.text
    assert "Set-Cookie" not in rule.answer.headers
