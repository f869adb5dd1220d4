"""My list: for visitors in a cookie, for accounts in the database, moved over by a yes."""

from __future__ import annotations

import re
import uuid
from collections.abc import Callable, Iterator
from contextlib import contextmanager

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import event

from app.accounts.models import Account
from app.audit.models import AccessEvent, AuditEvent
from app.database import now
from app.extensions import db
from app.language.lint.document import Page, classes, text_of
from app.language.lint.pages import page_findings
from app.organisations.models import OrganisationKind, Role
from app.people.actions.records import today
from app.people.models import Relationship
from app.people.parts import Level, Part
from app.providers.actions import my_list as actions
from app.providers.actions.room import say_room
from app.providers.list_cookie import COOKIE, NOTHING_FOUND
from app.providers.models import ListEntry, Listing, ListNote, SupportWorker
from app.providers.models.my_list import LIST_MOST
from app.team.models import Worker
from tests.makers import make_account, make_member, make_organisation, make_person, make_role, share
from tests.page_client import SeenPage
from tests.providers.house import House
from tests.providers.makers import bring_in, entry

SignIn = Callable[[str], FlaskClient]
ME = "person@demo.example"
SISTER = "sister@demo.example"
SECRET = "Vexqualm smells of soup"
MOST_QUERIES = 10


@pytest.fixture
def places(portal: Flask) -> Flask:
    with portal.app_context():
        bring_in([entry(f"Place {number}") for number in range(LIST_MOST + 3)])
    return portal


@pytest.fixture
def sign_in_as(portal: Flask) -> SignIn:
    """A browser signed in as the account with this address, by the demo's one tap."""

    def sign_in(email: str) -> FlaskClient:
        client = portal.test_client()
        assert client.post("/demo", data={"email": email}).status_code == 303
        return client

    return sign_in


def keep(client: FlaskClient, number: int, keeps: str = "1") -> None:
    answer = client.post(f"/my-list/places/place-{number}", data={"keep": keeps})
    assert answer.status_code == 303


def names_on(client: FlaskClient, path: str = "/my-list") -> list[str]:
    body = client.get(path).text
    return [f"Place {number}" for number in range(40) if f">Place {number}<" in body]


@contextmanager
def queries_of(portal: Flask) -> Iterator[list[str]]:
    asked: list[str] = []

    def listen(conn: object, cursor: object, statement: str, *rest: object) -> None:
        if statement.lstrip().upper().startswith(("SELECT", "WITH")):
            asked.append(statement)

    engine = portal.extensions["db_engine"]
    event.listen(engine, "before_cursor_execute", listen)
    try:
        yield asked
    finally:
        event.remove(engine, "before_cursor_execute", listen)


def test_a_visitor_keeps_places_in_a_cookie_that_holds_ids_only(
    places: Flask, client: FlaskClient
) -> None:
    assert "Set-Cookie" not in client.get("/my-list").headers
    keep(client, 1)
    keep(client, 2)
    cookie = client.get_cookie(COOKIE)
    assert cookie is not None and "place" not in cookie.value and cookie.http_only
    assert names_on(client) == ["Place 1", "Place 2"]
    # Back shows nothing of it after leaving fast.
    for path in ("/my-list", "/my-list/print", "/my-list/compare?with=place-1&with=place-2"):
        assert client.get(path).headers["Cache-Control"] == "no-store"
    assert "Take off my list" in client.get("/providers/place-1").text
    keep(client, 1, "0")
    keep(client, 2, "0")
    assert client.get_cookie(COOKIE) is None
    with places.app_context():
        assert db.session.query(ListEntry).count() == 0


def test_two_tabs_change_one_list(places: Flask, client: FlaskClient) -> None:
    """What stands on a page that is old makes nothing else come or go."""
    for number, keeps in ((1, "1"), (2, "1"), (1, "1"), (2, "0"), (2, "0"), (3, "1")):
        keep(client, number, keeps)
    assert names_on(client) == ["Place 1", "Place 3"]


def test_a_cookie_that_is_not_ours_is_an_empty_list(places: Flask, client: FlaskClient) -> None:
    for value in ("x", "WyJhIl0.bad", '["a"]'):
        client.set_cookie(COOKIE, value)
        assert "My list is empty" in client.get("/my-list").text


def test_another_site_changes_no_list(places: Flask, client: FlaskClient) -> None:
    answer = client.post(
        "/my-list/places/place-1", data={"keep": "1"}, headers={"Sec-Fetch-Site": "cross-site"}
    )
    assert answer.status_code == 400 and client.get_cookie(COOKIE) is None


def test_the_button_is_changed_in_place_with_htmx(places: Flask, client: FlaskClient) -> None:
    answer = client.post(
        "/my-list/places/place-1",
        data={"keep": "1", "next": "/providers/place-1"},
        headers={"HX-Request": "true"},
    )
    assert answer.status_code == 200 and "<html" not in answer.text
    assert "Take off my list" in answer.text and 'id="keep-button"' in answer.text
    assert "It is on my list." in answer.headers["HX-Trigger-After-Settle"]


def say_mine(client: FlaskClient, mine: str = "1", then: str = "/my-list") -> None:
    answer = client.post("/my-list/bring", data={"mine": mine, "next": then})
    assert (answer.status_code, answer.location) == (303, then)


def test_after_sign_in_a_yes_brings_the_list_along_and_both_are_joined(
    places: Flask, client: FlaskClient
) -> None:
    # given an account with a list, and a list on the device
    with places.app_context():
        make_person("Ottoline", make_account("Ottoline", ME))
        _put(db.session.query(Account).filter_by(email=ME).one().id, 1, 2)
    for number in (2, 3):
        keep(client, number)
    # when she signs in, then nothing moved, and her home asks as her one next step
    _sign_in(client)
    assert client.get_cookie(COOKIE) is not None
    assert names_on(client) == ["Place 1", "Place 2"]
    for path in ("/my", "/my-list"):
        body = client.get(path).text
        assert "Somebody kept 2 places here before you signed in.</p>" in body
        # What each answer does stands by itself, beside the two buttons.
        assert "<p>Yes puts them on your list. No takes them away.</p>" in body
        assert "Place 3" not in body
        assert [each for each in page_findings(body) if each.severity == "error"] == [], path
    # when she says yes, then both are one list, and nobody asks again
    say_mine(client, then="/my")
    assert client.get_cookie(COOKIE) is None
    assert "They are on my list." in client.get("/my").text
    assert names_on(client) == ["Place 1", "Place 2", "Place 3"]
    assert "Did you keep" not in client.get("/my").text


def test_a_no_moves_nothing_and_empties_the_device(places: Flask, client: FlaskClient) -> None:
    # given a relative on the phone on which somebody kept a place
    with places.app_context():
        make_account("Ermintrude", SISTER)
    keep(client, 1)
    client.post("/demo", data={"email": SISTER})
    assert "Did you keep this place?" in client.get("/my").text
    # when the answer is nothing we know, or another site's, then nothing happens
    assert client.post("/my-list/bring", data={"mine": "x"}).status_code == 422
    assert client.get_cookie(COOKIE) is not None
    # when they say no
    say_mine(client, "0")
    # then it is on no list, and no longer here
    assert client.get_cookie(COOKIE) is None and names_on(client) == []
    assert "Did you keep" not in client.get("/my").text
    with places.app_context():
        assert db.session.query(ListEntry).count() == 0


@pytest.mark.parametrize("employs", ["a provider", "the person"])
def test_who_signs_in_for_work_is_not_asked_but_may_say_so(
    places: Flask, client: FlaskClient, employs: str
) -> None:
    # given a paid worker on the phone of the person; whom a person employs has no role
    with places.app_context(), db.writing():
        worker = make_account("Ottoline", ME)
        worker.is_work = employs == "a provider"
        if employs == "the person":
            db.session.add(Worker(name=worker.name, account_id=worker.id))
    keep(client, 1)
    _sign_in(client)
    # then home asks nothing, and the list says it in a fold
    assert "kept" not in client.get("/my").text
    body = client.get("/my-list").text
    assert "Say yes only if you kept them for yourself." in body and "No, not me" not in body
    assert names_on(client) == [] and client.get_cookie(COOKIE) is not None
    # when they kept it for themselves
    say_mine(client)
    assert names_on(client) == ["Place 1"] and client.get_cookie(COOKIE) is None


def test_the_next_one_who_signs_in_here_is_asked_anew(places: Flask, client: FlaskClient) -> None:
    # given a yes of which something did not fit, and a session that another one follows
    with places.app_context():
        _put(make_account("Ottoline", ME).id, *range(LIST_MOST))
        make_account("Ermintrude", SISTER)
    keep(client, 31)
    _sign_in(client)
    say_mine(client)
    assert "Did you keep" not in client.get("/my").text
    client.post("/demo", data={"email": SISTER})
    # then her yes is not theirs
    assert "Did you keep this place?" in client.get("/my").text
    assert names_on(client) == []


def test_what_does_not_fit_stays_and_says_so(places: Flask, client: FlaskClient) -> None:
    with places.app_context():
        account = make_account("Ottoline", ME)
        _put(account.id, *range(LIST_MOST - 1))
    keep(client, 30)
    keep(client, 31)
    _sign_in(client)
    say_mine(client)
    body = client.get("/my-list").text
    assert "1 place did not fit on my list" in body and "Some places did not fit" in body
    assert "Place 31" not in names_on(client)
    client.post("/my-list/places/place-0", data={"keep": "0"})
    say_mine(client)
    assert "Place 31" in names_on(client) and "Place 0" not in names_on(client)
    assert client.get_cookie(COOKIE) is None


@pytest.mark.parametrize("trusts", [True, False])
def test_leaving_fast_takes_the_visitors_list_away(
    places: Flask, client: FlaskClient, trusts: bool
) -> None:
    keep(client, 1)
    client.set_cookie(NOTHING_FOUND, "2026-05-01")
    refused = client.post("/leave", headers={"Sec-Fetch-Site": "cross-site"})
    assert refused.status_code == 400 and client.get_cookie(COOKIE) is not None
    # With a script the page tells it by a beacon, without one by its form.
    signs = {"Sec-Fetch-Site": "same-origin", "Sec-Fetch-Mode": "no-cors" if trusts else "navigate"}
    assert client.post("/leave", headers=signs).status_code == 303
    assert client.get_cookie(COOKIE) is None and client.get_cookie(NOTHING_FOUND) is None
    assert names_on(client) == []


def test_leaving_fast_leaves_the_list_of_an_account(places: Flask, client: FlaskClient) -> None:
    with places.app_context():
        _put(make_account("Ottoline", ME).id, 1)
    _sign_in(client)
    assert client.post("/leave", headers={"Sec-Fetch-Site": "same-origin"}).status_code == 303
    _sign_in(client)
    assert names_on(client) == ["Place 1"]


def test_signing_out_keeps_nothing_on_the_device(places: Flask, client: FlaskClient) -> None:
    with places.app_context():
        account = make_account("Ottoline", ME)
        _put(account.id, *range(LIST_MOST))
    keep(client, 31)
    _sign_in(client)
    assert client.get_cookie(COOKIE) is not None
    assert client.post("/sign-out").status_code == 303
    assert client.get_cookie(COOKIE) is None and names_on(client) == []


def test_a_full_list_takes_no_more(places: Flask, client: FlaskClient) -> None:
    for number in range(LIST_MOST + 1):
        client.post(f"/my-list/places/place-{number}", data={"keep": "1"})
    assert len(names_on(client)) == LIST_MOST
    assert (
        "My list is full"
        in client.post("/my-list/places/place-31", data={"keep": "1"}, follow_redirects=True).text
    )


def _put(account_id: uuid.UUID, *numbers: int) -> None:
    for number in numbers:
        listing = db.session.query(Listing).filter_by(slug=f"place-{number}").one()
        db.session.add(ListEntry(account_id=account_id, listing_id=listing.id))
        db.session.flush()
    db.session.commit()


def _sign_in(client: FlaskClient) -> None:
    assert client.post("/demo", data={"email": ME}).status_code == 303


def test_a_withdrawn_place_stays_and_says_so(places: Flask, sign_in_as: SignIn) -> None:
    with places.app_context():
        _put(make_account("Ottoline", ME).id, 1, 2)
        with db.writing():
            db.session.query(Listing).filter_by(slug="place-1").update({"withdrawn_at": now()})
    client = sign_in_as(ME)
    for path in ("/my-list", "/my-list/print", "/my-list/compare?with=place-1&with=place-2"):
        assert "This place is not in the directory now." in client.get(path).text
    keep(client, 1, "0")
    assert names_on(client) == ["Place 2"]
    assert client.post("/my-list/places/place-1", data={"keep": "1"}).status_code == 404


def test_a_card_shows_one_button_and_the_rest_in_a_fold(places: Flask, sign_in_as: SignIn) -> None:
    # given a place on the list of an account
    with places.app_context():
        _put(make_account("Ottoline", ME).id, 1)
    client = sign_in_as(ME)
    client.post("/my-list/places/place-1/room", data={"tells": "1"})

    # then its next step stands alone, and what room tells is said outside the fold
    page = Page(client.get("/my-list").text)
    (card,) = (each for each in page.all("section") if "card" in classes(each))
    (fold,) = page.all("details", within=card)
    told = [text_of(each) for each in page.all("p", within=card)]
    assert "You see on your page when they have room." in told
    inside = [text_of(each) for each in page.all("a", "button", within=fold)]
    all_of_it = [text_of(each) for each in page.all("a", "button", within=card)]
    assert inside == ["My own words", "Do not tell me of room", "Take off my list"]
    assert all_of_it == ["Look at it", *inside]


def test_my_own_words_are_changed_and_go_with_the_place(places: Flask, sign_in_as: SignIn) -> None:
    with places.app_context():
        _put(make_account("Ottoline", ME).id, 1)
        _put(make_account("Ermintrude", SISTER).id, 1)
    client, words = sign_in_as(ME), "/my-list/places/place-1/words"
    assert client.post(words, data={"words": "x" * 501}).status_code == 422
    for said in (SECRET, "Warm people"):
        assert client.post(words, data={"words": said}).status_code == 303
    body = client.get("/my-list").text
    assert "Warm people" in body and SECRET not in body
    assert "Warm people" not in sign_in_as(SISTER).get("/my-list").text
    keep(sign_in_as(ME), 1, "0")
    with places.app_context():
        assert db.session.query(ListNote).count() == 0
        told = db.session.query(AuditEvent).filter_by(name="list.changed").all()
        assert told and all(not each.about and not each.facts for each in told)


def test_compare_needs_two_to_four(places: Flask, client: FlaskClient) -> None:
    for number in range(5):
        keep(client, number)
    for named in (
        "",
        "?with=place-1",
        "?with=no-such",
        "?" + "&".join(f"with=place-{number}" for number in range(5)),
    ):
        page = SeenPage(client.get(f"/my-list/compare{named}"), "/my-list/compare")
        assert "Which places?" in page.html
        assert ("I chose" in page.html) == bool(named)


def test_two_places_are_compared_without_a_choice(places: Flask, client: FlaskClient) -> None:
    keep(client, 1)
    keep(client, 2)
    both = "/my-list/compare?with=place-1&amp;with=place-2"
    assert f'href="{both}"' in client.get("/my-list").text
    keep(client, 3)
    assert 'href="/my-list/compare"' in client.get("/my-list").text


def test_a_comparison_tells_of_nobody_at_a_place_that_is_gone(
    portal: Flask, client: FlaskClient
) -> None:
    with portal.app_context():
        house = House(portal)
        say_room(by=house.accounts["boss"], listing=house.listing, words="A room", language="en")
        bring_in([entry("Place 1")])
        of_hazel = {"service_id": house.listing.service_id}
        with db.writing():
            tansy = SupportWorker(place=0, name="Tansy", said_yes_on=today(), **of_hazel)
            db.session.add_all([tansy, SupportWorker(place=1, name="Odile", **of_hazel)])
    keep(client, 1)
    client.post("/my-list/places/hazel-room", data={"keep": "1"})
    compared = "/my-list/compare?with=place-1&with=hazel-room"
    body = client.get(compared).text
    # Odile never said yes.
    assert "They have room." in body and "Tansy" in body and "Odile" not in body
    assert "Odile" not in client.get("/providers/hazel-room").text
    with portal.app_context(), db.writing():
        db.session.query(Listing).filter_by(slug="hazel-room").one().withdrawn_at = now()
    body = client.get(compared).text
    assert "This place is not in the directory now." in body
    assert "They have room." not in body and "Tansy" not in body


@pytest.mark.parametrize(
    "more", ["_external=1&_scheme=http", "_anchor=x", "endpoint=x", "_method=y"]
)
@pytest.mark.parametrize("print_", ["", "&print=1"])
def test_a_made_up_address_of_a_comparison_breaks_nothing(
    places: Flask, client: FlaskClient, more: str, print_: str
) -> None:
    keep(client, 1)
    keep(client, 2)
    answer = client.get(f"/my-list/compare?with=place-1&with=place-2&where=M33&{more}{print_}")
    assert answer.status_code == 200
    assert "with=place-1&amp;with=place-2&amp;where=M33" in answer.text
    assert "http://" not in answer.text.partition("</head>")[2]


def words_of(body: str) -> str:
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", "", body))


def test_compare_side_by_side(places: Flask, client: FlaskClient) -> None:
    with places.app_context(), db.writing():
        first = db.session.query(Listing).filter_by(slug="place-1").one()
        first.service.hour_pence = 2050
        first.facets += " pay:direct-payment who:woman"
    keep(client, 1)
    keep(client, 2)
    asked = "/my-list/compare?with=place-1&with=place-2"
    body = words_of(client.get(f"{asked}&where=M33&hours=7,5").text)
    for words in ("£20.50 an hour", "£153.75 for my week", "Less than 1 mile away", "A woman"):
        assert words in body
    page = client.get(asked)
    assert page.text.count('role="cell"') == 7 * 2 and page.text.count('role="rowheader"') == 7
    assert "Set-Cookie" not in page.headers
    assert "We do not know this postcode" in client.get(f"{asked}&where=QQ99").text
    assert "A week has 168 hours" in client.get(f"{asked}&hours=1e9").text
    paper = client.get(f"{asked}&hours=2&print=1").text
    assert "£41 for my week" in words_of(paper) and "data-print" in paper
    # Never with a place that is not on the list.
    assert "Place 3" not in client.get(f"{asked}&with=place-3").text


def test_pages_of_the_list_ask_few_queries_and_are_easy(places: Flask, sign_in_as: SignIn) -> None:
    with places.app_context():
        account = make_account("Ottoline", ME)
        make_person("Ottoline", account)
        _put(account.id, *range(LIST_MOST))
    client = sign_in_as(ME)
    named = "&".join(f"with=place-{number}" for number in range(4))
    for path in (
        "/my-list",
        "/my-list/print",
        f"/my-list/compare?{named}",
        "/my-list/places/place-1/words",
        "/providers/place-1",
    ):
        with queries_of(places) as asked:
            body = client.get(path).text
        assert len(asked) <= MOST_QUERIES, path
        if "print" not in path:
            wrong = [each for each in page_findings(body) if each.severity == "error"]
            assert wrong == [], path


def test_only_whom_the_person_lets_see_it_reads_the_list(places: Flask, sign_in_as: SignIn) -> None:
    with places.app_context():
        mine, sister = make_account("Ottoline", ME), make_account("Ermintrude", SISTER)
        person = make_person("Ottoline", mine)
        member = make_member(person, sister)
        _put(mine.id, 1)
        path = f"/people/{person.id}/looking-for"
    sign_in_as(ME).post("/my-list/places/place-1/words", data={"words": SECRET})
    assert sign_in_as(SISTER).get(path).status_code == 404
    with places.app_context():
        # To write is no more than to see here.
        share(person, member, Part.MY_LIST, level=Level.WRITE)
    seen = sign_in_as(SISTER).get(path).text
    assert SECRET in seen and "Take off my list" not in seen and "You cannot change it" in seen
    assert SECRET not in sign_in_as(SISTER).get("/my-list").text
    assert SECRET in sign_in_as(ME).get(path).text
    assert "You can see their list of places." in sign_in_as(SISTER).get("/my").text
    with places.app_context():
        looks = db.session.query(AccessEvent).filter_by(part=Part.MY_LIST.value).all()
        assert {each.actor_id for each in looks} == {mine.id, sister.id}


def test_whoever_works_for_a_provider_never_reads_it(places: Flask, sign_in_as: SignIn) -> None:
    with places.app_context():
        mine, worker = make_account("Ottoline", ME), make_account("Ermintrude", SISTER)
        person, house = make_person("Ottoline", mine), make_organisation(OrganisationKind.PROVIDER)
        member = make_member(person, worker, Relationship.FRIEND)
        make_role(house, worker, Role.PROVIDER_WORKER)
        share(person, member, Part.MY_LIST)
        path = f"/people/{person.id}/looking-for"
    assert sign_in_as(SISTER).get(path).status_code == 404


def test_the_rules_of_a_list_on_both_databases(either_portal: Flask) -> None:
    with either_portal.app_context():
        bring_in([entry(f"Place {number}") for number in range(LIST_MOST + 2)])
        account = make_account("Ottoline", ME)
        listings = db.session.query(Listing).order_by(Listing.number).all()
        with db.writing():
            for listing in (*listings[:2], listings[0]):
                actions.keep(by=account, listing=listing)
            actions.write_note(by=account, listing=listings[0], words=SECRET)
            actions.take_off(by=account, listing=listings[0])
            left = actions.join(
                by=account, listing_ids=[each.id for each in listings] + [uuid.uuid4()]
            )
            with pytest.raises(actions.Refused):
                actions.write_note(by=account, listing=listings[-1], words="No")
            with pytest.raises(actions.Refused):
                actions.keep(by=account, listing=listings[-1])
        assert left == [each.id for each in listings[-2:]]
        assert db.session.query(ListEntry).count() == LIST_MOST
        assert db.session.query(ListNote).count() == 0
