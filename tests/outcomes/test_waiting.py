"""What a phone keeps of us without a signal: one page about nobody, its worker, and a mark."""

from __future__ import annotations

import re

import pytest
from flask import Flask

from tests.outcomes.locked_phone import WaitingHouse, build_waiting_house
from tests.page_client import Browser, SeenPage
from tests.plans.house import CALLED, SISTER


@pytest.fixture
def house(portal: Flask) -> WaitingHouse:
    return build_waiting_house(portal)


def mark_on(page: SeenPage) -> str:
    return "".join(re.findall(r'data-mark="([0-9a-f]*)"', page.html))


def test_the_kept_page_is_the_same_for_everybody_and_knows_nobody(house: WaitingHouse) -> None:
    house.want("Snorkwhistle lessons")
    page = Browser(house.portal).get("/without-signal")
    assert page.h1 == "How is it going?"
    assert "Set-Cookie" not in page.answer.headers
    assert page.html == Browser(house.portal).get("/without-signal").html
    for secret in ("csrf", CALLED, SISTER, "Snorkwhistle", str(house.person_id), "data-mark"):
        assert secret not in page.html
    # Help does not wait for a signal.
    assert "999" in page.html and house.portal.config["SAFEGUARDING_DAY_PHONE"] in page.html


@pytest.mark.parametrize("lang", ["pl", "ur"])
def test_the_kept_page_speaks_the_language_that_was_asked_for(
    house: WaitingHouse, lang: str
) -> None:
    page = Browser(house.portal).get(f"/without-signal?lang={lang}")
    assert f'<html lang="{lang}"' in page.html and "How is it going?" not in page.html


def test_the_worker_reaches_people_alone_and_is_asked_for_anew(portal: Flask) -> None:
    answer = portal.test_client().get("/service-worker.js")
    assert answer.mimetype == "text/javascript"
    assert answer.headers["Service-Worker-Allowed"] == "/people/"
    assert answer.headers["Cache-Control"] == "no-store"
    assert "worker-src 'self'" in answer.headers["Content-Security-Policy"]
    assert "Set-Cookie" not in answer.headers


def test_a_mark_is_the_same_each_time_and_another_for_each_account(house: WaitingHouse) -> None:
    mine, again = (mark_on(house.as_("person").get(path)) for path in ("/my", "/settings"))
    hers = mark_on(house.as_("sister").get("/my"))
    assert mine == again != hers and len(mine) == len(hers) == 32
    assert mine not in house.accounts["person"].hex
    assert mark_on(Browser(house.portal).get("/")) == ""
    given = house.as_("person").client.get(f"{house.check_in}/waiting").get_json()
    assert given["mark"] == mine and given["token"]


def test_the_ordinary_page_says_what_needs_scripts(house: WaitingHouse) -> None:
    for title in ("Swim", "Cook"):
        house.want(title)
    page = house.as_("person").get(house.check_in)
    fold = next(
        one for one in page.find_all("main details") if "no signal" in "".join(one.itertext())
    )
    said = " ".join("".join(fold.itertext()).split())
    assert "This phone cannot keep answers. Wait for a signal." in said
    assert "open" not in fold.attrib
