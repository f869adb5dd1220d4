"""Two people press "keep" in the same moment, on a real database each: nothing is lost."""

from __future__ import annotations

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from threading import Barrier

import pytest
from flask.testing import FlaskClient

from app.people.models import Draft
from app.people.parts import Level, Part
from tests.conftest import make_portal
from tests.people.about_me.house import House, build_house


@pytest.fixture(params=["sqlite", "postgresql"])
def real_house(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[House]:
    """A house whose requests each have a connection of their own."""
    if request.param == "sqlite":
        url = f"sqlite:///{tmp_path}/race.sqlite3"
    else:
        url = request.getfixturevalue("own_postgres_url")
    portal = make_portal(url, tmp_path / "files")
    house = build_house(portal)
    for role in ("sister", "nurse"):
        house.share(role, Part.WELLNESS, level=Level.WRITE)
    yield house
    portal.extensions["db_engine"].dispose()


def at_once(house: House, path: str, sent: dict[str, dict[str, str]]) -> dict[str, int]:
    """Send each role's form at the same moment. Role → status."""
    clients: dict[str, FlaskClient] = {role: house.as_(role).client for role in sent}
    start = Barrier(len(sent))

    def send(role: str) -> tuple[str, int]:
        start.wait()
        return role, clients[role].post(path, data=sent[role]).status_code

    with ThreadPoolExecutor(len(sent)) as pool:
        return dict(pool.map(send, sent))


def test_two_saves_at_once_one_is_kept_and_the_other_is_asked(real_house: House) -> None:
    house = real_house
    for turn in range(5):
        url = house.url(Part.WELLNESS, "change")
        sent = {
            role: {
                **house.as_(role).get(url).fields("form.question"),
                "text": f"{role} in turn {turn}",
            }
            for role in ("owner", "sister", "nurse")
        }
        statuses = at_once(house, url, sent)
        assert sorted(statuses.values()) == [303, 422, 422]
        rows = house.entries(Part.WELLNESS)
        assert [each.number for each in rows] == list(range(1, turn + 2))
        kept = next(role for role, status in statuses.items() if status == 303)
        assert rows[-1].content["text"] == f"{kept} in turn {turn}"
        drafts = {each.content["text"] for each in house.rows(Draft)}
        assert drafts == {f"{role} in turn {turn}" for role in sent if role != kept}


def test_a_double_tap_makes_one_row(real_house: House) -> None:
    house = real_house
    url = house.url(Part.WELLNESS, "change")
    sent = {**house.as_("owner").get(url).fields("form.question"), "text": "Once"}
    client = house.as_("owner").client
    start = Barrier(2)

    def send(_turn: int) -> int:
        start.wait()
        with house.portal.test_client() as other:
            for cookie in client._cookies.values():
                other.set_cookie(cookie.key, cookie.value)
            return other.post(url, data=sent).status_code

    with ThreadPoolExecutor(2) as pool:
        statuses = list(pool.map(send, range(2)))
    assert [each.content["text"] for each in house.entries(Part.WELLNESS)] == ["Once"]
    assert statuses == [303, 303]
    assert house.rows(Draft) == []


def test_two_first_drafts_at_once_leave_one(real_house: House) -> None:
    house = real_house
    path = f"/people/{house.person_id}/drafts/{Part.WELLNESS.value}"
    client = house.as_("owner").client
    start = Barrier(2)

    def send(turn: int) -> int:
        start.wait()
        with house.portal.test_client() as other:
            for cookie in client._cookies.values():
                other.set_cookie(cookie.key, cookie.value)
            return other.post(path, data={"text": f"Draft {turn}"}).status_code

    with ThreadPoolExecutor(2) as pool:
        assert list(pool.map(send, range(2))) == [204, 204]
    assert len(house.rows(Draft)) == 1
