"""Accounts: found by address, signed out, closed; never one's own."""

from __future__ import annotations

import uuid

from tests.organisations.conftest import House


def test_found_by_a_part_of_the_address(house: House) -> None:
    browser = house.signed_in(house.administrator)
    part = house.newcomer.email.split("@")[0]
    assert house.newcomer.email in browser.get(f"/council/accounts?q={part.upper()}").text
    assert house.newcomer.email not in browser.get("/council/accounts").text
    # Too short, or a sign that means "anything" to a database.
    assert house.newcomer.email not in browser.get("/council/accounts?q=ac").text
    assert house.newcomer.email not in browser.get("/council/accounts?q=%25%25%25").text


def test_signed_out_everywhere(house: House) -> None:
    newcomer = house.signed_in(house.newcomer)
    assert newcomer.get("/council/accounts").status_code == 403
    url = f"/council/accounts/{house.newcomer.id}"
    browser = house.signed_in(house.administrator)
    assert browser.get(url).status_code == 200
    assert browser.post(f"{url}/end-sessions").status_code == 303
    assert newcomer.get("/council/accounts").status_code == 303


def test_closed_it_lets_nobody_in(house: House) -> None:
    newcomer = house.signed_in(house.newcomer)
    browser = house.signed_in(house.administrator)
    url = f"/council/accounts/{house.newcomer.id}/close"
    assert browser.get(url).status_code == 200
    assert browser.post(url).status_code == 303
    assert newcomer.get("/council/accounts").status_code == 303
    data = {"email": house.newcomer.email}
    assert house.portal.test_client().post("/demo", data=data).status_code == 404


def test_never_the_own_account_and_nobody_unknown(house: House) -> None:
    browser = house.signed_in(house.administrator)
    own = f"/council/accounts/{house.administrator.id}/close"
    assert browser.post(own).status_code == 422
    assert browser.get(f"/council/accounts/{uuid.uuid4()}").status_code == 404
