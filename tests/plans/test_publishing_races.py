"""Two people press in the same moment, on a real database each: one wins, nobody is overrun."""

from __future__ import annotations

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from threading import Barrier

import pytest

from app.people.models import Area, SpokenFor
from app.people.parts import Part
from app.plans.models import PlanVersion, SectionText, Suggestion, SuggestionAnswer, VersionSection
from tests.conftest import make_portal
from tests.page_client import Browser
from tests.plans.house import PlanHouse, build_plan_house

WANTS = Part.PLAN_WANTS


@pytest.fixture(params=["sqlite", "postgresql"])
def real_house(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[PlanHouse]:
    """A house whose requests each have a connection of their own; the sister speaks in it."""
    if request.param == "sqlite":
        url = f"sqlite:///{tmp_path}/race.sqlite3"
    else:
        url = request.getfixturevalue("own_postgres_url")
    portal = make_portal(url, tmp_path / "files")
    house = build_plan_house(portal)
    house.add(
        SpokenFor(person_id=house.person_id, member_id=house.members["sister"], area=Area.PLAN)
    )
    yield house
    portal.extensions["db_engine"].dispose()


def at_once(*sends: tuple[Browser, str, dict[str, str]]) -> list[int]:
    """Send each form at the same moment; their statuses, in order."""
    start = Barrier(len(sends))

    def send(one: tuple[Browser, str, dict[str, str]]) -> int:
        browser, path, form = one
        with browser.portal.test_client() as client:
            for cookie in browser.client._cookies.values():
                client.set_cookie(cookie.key, cookie.value)
            start.wait()
            return client.post(path, data=form).status_code

    with ThreadPoolExecutor(len(sends)) as pool:
        return list(pool.map(send, sends))


def test_publishing_twice_at_once_makes_one_version(real_house: PlanHouse) -> None:
    house = real_house
    path = house.url("publish")
    for turn in range(1, 6):
        house.write(WANTS, f"Words of turn {turn}")
        person, sister = house.as_("person"), house.as_("sister")
        sends = [(each, path, each.get(path).fields("form.question")) for each in (person, sister)]
        assert sorted(at_once(*sends, sends[0])) == [303, 422, 422]
        versions = house.rows(PlanVersion)
        assert [each.number for each in versions] == list(range(1, turn + 1))
        rows = house.rows(VersionSection, VersionSection.version_id == versions[-1].id)
        assert [row.text.content["text"] for row in rows] == [f"Words of turn {turn}"]


def test_a_double_tap_on_keep_is_one_text(real_house: PlanHouse) -> None:
    house = real_house
    person, path = house.as_("person"), house.url(WANTS, "change")
    sent = {**person.get(path).fields("form.question"), "text": "Once", "answer": "keep"}
    assert at_once((person, path, sent), (person, path, sent)) == [303, 303]
    assert len(house.rows(SectionText)) == 1 == len(house.rows(Suggestion))


def test_a_double_tap_on_suggest_is_one_suggestion(real_house: PlanHouse) -> None:
    house = real_house
    sister, path = house.as_("sister"), house.url(WANTS, "change")
    sent = {**sister.get(path).fields("form.question"), "text": "Once", "answer": "suggest"}
    assert at_once((sister, path, sent), (sister, path, sent)) == [303, 303]
    assert len(house.rows(Suggestion)) == 1


def test_yes_and_no_at_once_is_one_answer(real_house: PlanHouse) -> None:
    house = real_house
    for turn in range(5):
        before = len(house.rows(SectionText))
        waits = house.suggest(WANTS, f"Words of turn {turn}")
        person, path = house.as_("person"), house.url(WANTS, "suggestions", waits)
        take = person.get(path).fields("form.one-tap")
        statuses = at_once((person, f"{path}/take", take), (person, f"{path}/no", {}))
        assert sorted(statuses) == [303, 422]
        assert len(house.rows(SuggestionAnswer)) == turn + 1
        # A text stands where the yes was first, and only there.
        assert len(house.rows(SectionText)) == before + (statuses[0] == 303)


def test_two_suggestions_taken_at_once_the_later_is_asked_again(real_house: PlanHouse) -> None:
    house = real_house
    person = house.as_("person")
    paths = [house.url(WANTS, "suggestions", house.suggest(WANTS, text)) for text in ("A", "B")]
    sends = [(person, f"{path}/take", person.get(path).fields("form.one-tap")) for path in paths]
    assert sorted(at_once(*sends)) == [303, 422]
    assert len(house.rows(SectionText)) == 1 == len(house.rows(SuggestionAnswer))
