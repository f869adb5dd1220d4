"""The session ended while somebody wrote: nothing typed is lost, and nobody else can send it."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from html import unescape

import pytest
import time_machine
from flask.testing import FlaskClient

from app.accounts.models import Account
from tests.accounts.conftest import PASSWORD, ask_for_link, by_password, is_in

HERE = {"Sec-Fetch-Site": "same-origin"}
TYPED = {
    "new_words": "Tea <b>\nwith & without",
    "tags": ["one", "two"],
    "secret_password": "never kept",
}


def hidden(page: str, action: str) -> list[tuple[str, str]]:
    """The hidden inputs of the form with this action."""
    form = page.split(f'action="{action}"', 1)[1].split("</form>", 1)[0]
    found = re.findall(r'<input type="hidden" name="([^"]+)" value="([^"]*)">', form, re.DOTALL)
    return [(unescape(name), unescape(value)) for name, value in found]


def as_data(pairs: list[tuple[str, str]]) -> dict[str, list[str]]:
    data: dict[str, list[str]] = {}
    for name, value in pairs:
        data.setdefault(name, []).append(value)
    return data


@pytest.fixture
def away(client: FlaskClient, member: Account) -> FlaskClient:
    """A browser whose session is over, with a page still open."""
    with time_machine.travel(datetime.now(UTC) - timedelta(hours=2)):
        by_password(client, member.email)
    assert not is_in(client)
    return client


def test_words_wait_and_go_once_more(away: FlaskClient, member: Account) -> None:
    page = away.post("/settings/contact?step=2", data=TYPED)
    assert page.status_code == 401
    kept = hidden(page.text, "/sign-in/again")
    assert ("kept:new_words", "Tea <b>\nwith & without") in kept
    assert [value for name, value in kept if name == "kept:tags"] == ["one", "two"]
    assert "never kept" not in page.text
    data = {**as_data(kept), "email": member.email}
    wrong = away.post("/sign-in/again", data={**data, "password": "not this one"}, headers=HERE)
    assert wrong.status_code == 422 and hidden(wrong.text, "/sign-in/again") == kept
    right = away.post("/sign-in/again", data={**data, "password": PASSWORD}, headers=HERE)
    assert right.status_code == 200 and is_in(away)
    once_more = dict(hidden(right.text, "/settings/contact?step=2"))
    assert once_more["new_words"] == "Tea <b>\nwith & without" and "csrf_token" in once_more


def test_a_link_in_another_tab_does_as_well(
    away: FlaskClient, member: Account, link_for: Callable[[str], str]
) -> None:
    kept = as_data(hidden(away.post("/settings/contact", data=TYPED).text, "/sign-in/in-again"))
    early = away.post("/sign-in/in-again", data=kept, headers=HERE)
    assert early.status_code == 422 and "kept:new_words" in early.text
    ask_for_link(away, member.email)
    away.post(link_for(member.email))
    page = away.post("/sign-in/in-again", data=kept, headers=HERE)
    assert page.status_code == 200
    assert ("new_words", "Tea <b>\nwith & without") in hidden(page.text, "/settings/contact")


def test_somebody_else_cannot_send_it(away: FlaskClient, owner: Account) -> None:
    kept = as_data(hidden(away.post("/settings/contact", data=TYPED).text, "/sign-in/again"))
    data = {**kept, "email": owner.email, "password": PASSWORD}
    answer = away.post("/sign-in/again", data=data, headers=HERE)
    assert answer.status_code == 403 and "Tea" not in answer.text


@pytest.mark.parametrize(
    "headers", [{"Sec-Fetch-Site": "cross-site"}, {"Origin": "https://bad.example"}, {}]
)
def test_another_website_cannot_bring_a_form(away: FlaskClient, headers: dict[str, str]) -> None:
    kept = as_data(hidden(away.post("/settings/contact", data=TYPED).text, "/sign-in/again"))
    assert away.post("/sign-in/in-again", data=kept, headers=headers).status_code == 400


def test_the_address_cannot_be_changed_on_the_way(client: FlaskClient, member: Account) -> None:
    by_password(client, member.email)
    data = {"kept-where": "eyJwYXRoIjoiL2JhZCJ9.forged", "kept:text": "x"}
    assert client.post("/sign-in/in-again", data=data, headers=HERE).status_code == 400


def test_htmx_gets_the_whole_page_in_place_of_the_body(away: FlaskClient) -> None:
    answer = away.post("/settings/contact", data=TYPED, headers={"HX-Request": "true"})
    assert answer.status_code == 422
    assert answer.headers["HX-Retarget"] == "body" and answer.headers["HX-Reswap"] == "innerHTML"
    assert "kept:new_words" in answer.text


def test_scripts_get_json(client: FlaskClient) -> None:
    answer = client.post("/prove", json={"credential": {}})
    assert answer.status_code == 401 and "error" in answer.get_json()


def test_a_stale_sign_in_keeps_words_too(client: FlaskClient, member: Account) -> None:
    with time_machine.travel(datetime(2026, 3, 12, tzinfo=UTC), tick=False) as clock:
        by_password(client, member.email)
        clock.shift(timedelta(minutes=11))
        page = client.post("/settings/contact", data=TYPED)
        assert page.status_code == 422
        kept = as_data(hidden(page.text, "/fresh/again"))
        empty = client.post("/fresh/again", data=kept, headers=HERE)
        assert empty.status_code == 422 and "kept:new_words" in empty.text
        done = client.post("/fresh/again", data={**kept, "password": PASSWORD}, headers=HERE)
        assert ("new_words", TYPED["new_words"]) in hidden(done.text, "/settings/contact")


def test_looking_signed_out_leads_to_sign_in(client: FlaskClient) -> None:
    answer = client.get("/settings?x=1")
    assert answer.location == "/sign-in?next=/settings?x%3D1"
