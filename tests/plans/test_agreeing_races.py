"""Two answers in the same moment, on a real database each: one start, and nothing lost."""

from __future__ import annotations

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from pathlib import Path
from threading import Barrier

import pytest

from app.people.actions.records import today
from app.plans.models import Agreement, PlanStart
from tests.conftest import make_portal
from tests.plans.agreeing import HOME, WANTS, build_agreeing_house, stands
from tests.plans.house import PlanHouse


@pytest.fixture(params=["sqlite", "postgresql"])
def real_house(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[PlanHouse]:
    """A house whose requests each have a connection of their own."""
    if request.param == "sqlite":
        url = f"sqlite:///{tmp_path}/race.sqlite3"
    else:
        url = request.getfixturevalue("own_postgres_url")
    portal = make_portal(url, tmp_path / "files")
    yield build_agreeing_house(portal)
    portal.extensions["db_engine"].dispose()


def at_once(house: PlanHouse, sends: list[tuple[str, str, dict[str, str]]]) -> list[int]:
    """Send each (role, address, form) in the same moment, each from a browser of its own."""
    for role, _url, _form in sends:
        house.as_(role)
    gate = Barrier(len(sends))

    def send(one: tuple[str, str, dict[str, str]]) -> int:
        role, url, form = one
        with house.portal.test_client() as client:
            for cookie in house.as_(role).client._cookies.values():
                client.set_cookie(cookie.key, cookie.value)
            gate.wait()
            answer = client.post(url, data=form, headers={"Sec-Fetch-Site": "same-origin"})
            return answer.status_code

    with ThreadPoolExecutor(len(sends)) as pool:
        return list(pool.map(send, sends))


def opened(house: PlanHouse, role: str, url: str) -> dict[str, str]:
    return house.as_(role).get(url).fields("form.question")


def test_two_yeses_at_once_are_one_start(real_house: PlanHouse) -> None:
    house, url = real_house, real_house.url("answer")
    sends = [("person", url, {**opened(house, "person", url), "answer": "yes"}) for _ in range(3)]
    assert at_once(house, sends) == [303, 303, 303]
    assert len(house.rows(PlanStart)) == 1
    assert len(house.rows(Agreement)) == 3
    assert stands(house).is_own_yes


def test_a_double_tap_is_one_answer(real_house: PlanHouse) -> None:
    house, url = real_house, real_house.url("answer")
    form = {**opened(house, "person", url), "answer": "yes"}
    assert at_once(house, [("person", url, form)] * 2) == [303, 303]
    assert len(house.rows(Agreement)) == 1
    assert len(house.rows(PlanStart)) == 1


def test_a_yes_and_a_start_without_it_at_once(real_house: PlanHouse) -> None:
    """Whichever is first, the version starts once, and the person's yes is kept."""
    house = real_house
    decision = house.best_interests(WANTS, HOME, by="caremanager")
    yes = {**opened(house, "person", house.url("answer")), "answer": "yes"}
    start = {
        **opened(house, "caremanager", house.url("start")),
        "best_interests": str(decision),
        "dissent": "She walks off.",
        "review_on": (today() + timedelta(days=14)).isoformat(),
    }
    at_once(
        house,
        [
            ("person", house.url("answer"), yes),
            ("caremanager", house.url("start"), start),
        ],
    )
    assert len(house.rows(PlanStart)) == 1
    assert stands(house).is_own_yes


def test_two_witnesses_at_once(real_house: PlanHouse) -> None:
    """Both see the other's answer or not: the plan starts once, in the end."""
    house, url = real_house, real_house.url("answers", "write-down")
    form = {
        **opened(house, "caremanager", url),
        "about": "whole",
        "answer": "yes",
        "said_how": "signs",
        "evidence": "She laughed.",
        "first_witness": "sister@demo.example",
        "second_witness": "friend@demo.example",
    }
    house.as_("caremanager").post(url, form)
    page = house.url("answers", house.rows(Agreement)[0].id, "witness")
    sends = [(role, page, {"answer": "there"}) for role in ("sister", "friend")]
    assert at_once(house, sends) == [303, 303]
    assert stands(house).is_own_yes
    assert len(house.rows(PlanStart)) == 1
