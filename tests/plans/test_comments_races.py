"""Two people in the same moment, on a real database each: one end, one row, nothing lost."""

from __future__ import annotations

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from threading import Barrier

import pytest

from app.notices.models import Notice
from app.people.models import MeetingPoint
from app.plans.models import Comment, CommentEnd
from tests.conftest import make_portal
from tests.plans.house import PlanHouse, build_plan_house
from tests.plans.test_comments import WANTS, comment


@pytest.fixture(params=["sqlite", "postgresql"])
def real_house(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[PlanHouse]:
    """A house whose requests each have a connection of their own."""
    if request.param == "sqlite":
        url = f"sqlite:///{tmp_path}/race.sqlite3"
    else:
        url = request.getfixturevalue("own_postgres_url")
    portal = make_portal(url, tmp_path / "files")
    yield build_plan_house(portal)
    portal.extensions["db_engine"].dispose()


def at_once(house: PlanHouse, path: str, sent: list[tuple[str, dict[str, str]]]) -> list[int]:
    """Send each form as its role, each by a browser of its own, at the same moment."""
    for role, _form in sent:
        house.as_(role)
    start = Barrier(len(sent))

    def send(each: tuple[str, dict[str, str]]) -> tuple[int, str]:
        role, form = each
        with house.portal.test_client() as client:
            for cookie in list(house.as_(role).client._cookies.values()):
                client.set_cookie(cookie.key, cookie.value)
            start.wait()
            answer = client.post(path, data=form)
            return answer.status_code, answer.text

    with ThreadPoolExecutor(len(sent)) as pool:
        found = list(pool.map(send, sent))
    for (_role, form), (status, text) in zip(sent, found, strict=True):
        assert status == 303 or form["text"] in text
    return sorted(status for status, _text in found)


def test_two_ends_at_once_leave_one_and_a_clear_page(real_house: PlanHouse) -> None:
    house = real_house
    for turn in range(5):
        asked = comment(house, "person", f"Why {turn}?")
        forms = []
        for role, way in (("person", "answered"), ("sister", "answered"), ("sister", "meeting")):
            url = house.url(WANTS, "comments", asked, f"end/{way}")
            form = house.as_(role).get(url).fields("form.question")
            forms.append((role, {**form, "text": f"{role} {way}"}))
        url = house.url(WANTS, "comments", asked, "end/meeting")
        assert at_once(house, url, forms) == [303, 422, 422]
        assert len(house.rows(CommentEnd)) == len(house.rows(MeetingPoint)) == turn + 1


def test_a_double_tap_ends_it_once(real_house: PlanHouse) -> None:
    house = real_house
    asked = comment(house, "sister", "Why?")
    url = house.url(WANTS, "comments", asked, "end/meeting")
    form = {**house.as_("person").get(url).fields("form.question"), "text": "Once"}
    assert at_once(house, url, [("person", form)] * 3) == [303, 303, 303]
    assert len(house.rows(CommentEnd)) == len(house.rows(MeetingPoint)) == 1
    assert len(house.rows(Notice)) == 2


def test_a_double_tap_says_it_once(real_house: PlanHouse) -> None:
    house = real_house
    url = house.url(WANTS, "comments")
    form = {**house.as_("sister").get(url).fields("form.question"), "text": "Once"}
    assert at_once(house, url, [("sister", form)] * 3) == [303, 303, 303]
    assert [each.text for each in house.rows(Comment)] == ["Once"]
