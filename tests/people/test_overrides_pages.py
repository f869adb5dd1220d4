"""The pages of safeguarding overrides: checked as any page is, few queries, in three languages."""

from __future__ import annotations

import uuid

import pytest
from flask import Flask
from sqlalchemy import event

from app.language.lint.pages import page_findings
from app.people.models import SafeguardingOverride
from tests.page_client import Browser
from tests.people.overrides_house import House, make_house

MOST_QUERIES = 10


@pytest.fixture
def house(portal: Flask) -> House:
    return make_house(portal)


def browser(house: House, who: str) -> Browser:
    found = Browser(house.portal)
    answer = found.client.post("/demo", data={"email": house.emails[who]})
    assert answer.status_code == 303
    return found


def pages(house: House) -> list[tuple[str, str]]:
    """Who opens what, in each state that one can be in."""
    waiting = house.asked()
    live = house.opened(email=house.emails["social"])
    over, told = house.opened(), house.opened(tell="yes")
    for made in (over, told):
        house.run_out(made)
    assert house.review(told) == 303
    refused = house.asked()
    assert house.answer(refused, answer="no") == 303
    council = [f"/council/overrides/{made}" for made in (waiting, live, over, told, refused)]
    return [
        *(("manager", path) for path in council),
        *(("approver", path) for path in council),
        ("social", f"/council/overrides/{live}"),
        ("manager", f"/council/overrides/{waiting}/end"),
        ("approver", f"/council/overrides/{live}/end"),
        ("manager", f"/council/overrides/{over}/review"),
        ("manager", f"/council/overrides/{told}/review"),
        ("manager", house.of("/overrides/ask")),
        ("manager", house.of("/overrides/asked")),
        ("nurse", house.of("/overrides/asked")),
        ("approver", "/council/overrides"),
        ("owner", house.of("/overrides")),
        ("owner", house.of("/sharing")),
        ("approver", "/my"),
        ("social", "/my"),
        ("nurse", "/my"),
    ]


@pytest.mark.parametrize("lang", ["en", "pl", "ur"])
def test_every_page_is_whole(house: House, lang: str) -> None:
    for who, path in pages(house):
        page = browser(house, who).get(f"{path}?lang={lang}")
        register = "person" if who == "owner" else "work"
        findings = page_findings(page.html, register)
        assert [each for each in findings if each.severity == "error"] == [], path


def test_a_page_asks_few_questions_however_many_there_are(house: House) -> None:
    def counted() -> dict[tuple[str, str], int]:
        found = {}
        for who, path in opened:
            client = house.as_(who)
            client.get(path)
            asked: list[str] = []

            def note(_c: object, _cur: object, statement: str, *_rest: object) -> None:
                if not statement.startswith(("BEGIN", "COMMIT", "SAVEPOINT", "RELEASE", "ROLLB")):
                    asked.append(statement)  # noqa: B023

            engine = house.portal.extensions["db_engine"]
            event.listen(engine, "before_cursor_execute", note)
            assert client.get(path).status_code == 200, path
            event.remove(engine, "before_cursor_execute", note)
            found[who, path] = len(asked)
        return found

    opened = pages(house)
    few = counted()
    for _each in range(4):
        house.asked()
        house.opened(email=house.emails["social"])
        house.opened(tell="yes")
    many = counted()
    assert {key: number for key, number in many.items() if number > few[key]} == {}
    assert {key: number for key, number in many.items() if number > MOST_QUERIES} == {}


def test_what_was_typed_comes_back(house: House) -> None:
    manager = browser(house, "manager")
    form = {
        "key": str(uuid.uuid4()),
        "receiver": "another",
        "email": "nobody@demo.example",
        "parts": ["wellness", "plan-rules"],
        "reason": "Bruises",
        "days": "15",
    }
    page = manager.post(house.of("/overrides/ask"), form, status=422)
    assert "Choose 1 to 14 days." in page.text and "Bruises" in page.html
    ticked = {one.get("value") for one in page.find_all("input[checked]")}
    assert {"another", "wellness", "plan-rules"} <= ticked
    page = manager.post(house.of("/overrides/ask"), {**form, "days": "14"}, status=422)
    assert "not a care manager or approved professional" in page.text


def test_a_refused_answer_and_review_keep_what_was_typed(house: House) -> None:
    made = house.asked()
    approver = browser(house, "approver")
    page = approver.post(f"/council/overrides/{made}/answer", {"answer": "yes"}, status=422)
    assert "Choose one." in page.text
    house.answer(made)
    house.run_out(made)
    form = {"key": str(uuid.uuid4()), "words": "It was the stairs.", "tell": "no"}
    page = approver.post(f"/council/overrides/{made}/review", form, status=422)
    assert "It was the stairs." in page.html and "Write something here." in page.text


def test_from_home_to_the_yes_and_from_home_to_the_parts(house: House) -> None:
    """As people tap it: nobody types an address."""
    manager = browser(house, "manager")
    asked = manager.get(house.of("/records"))
    asked = manager.get(asked.links["Safeguarding overrides"])
    ask = manager.get(asked.links["Ask for one"])
    fields = {**ask.fields("main form"), "receiver": "another", "email": house.emails["social"]}
    fields |= {"parts": "wellness", "reason": "Bruises", "days": "3"}
    made = manager.follow(manager.post(ask.url, fields))
    assert "Waits for an answer." in made.text
    approver = browser(house, "approver")
    home = approver.get("/my")
    requests = approver.get(next(h for words, h in home.links.items() if "Answer 1" in words))
    request = approver.get(requests.links["Tobermory Oastler"])
    form = {**request.fields("main form"), "tell": "no", "answer": "yes"}
    done = approver.follow(approver.post(f"{request.url}/answer", form))
    assert "The council said yes." in done.text
    social = browser(house, "social")
    home = social.get("/my")
    mine = social.get(next(h for w, h in home.links.items() if "open to you" in w))
    room = social.get(mine.links["About me"])
    assert "My wellness" in room.text
    assert len(house.rows(SafeguardingOverride)) == 1
