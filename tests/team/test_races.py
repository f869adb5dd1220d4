"""Two people in the same moment, on a real database each: the rule holds, and one yes covers."""

from __future__ import annotations

import uuid
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from threading import Barrier

import pytest

from app.accounts.models import Account
from app.extensions import db
from app.organisations.models import Organisation
from app.people.models import Relationship
from app.people.parts import Part
from app.team.models import Absence, CoverAnswer, TeamMember, Worker
from tests.conftest import make_portal
from tests.makers import make_account, make_member, make_person, share
from tests.team.house import WORK, TeamHouse, away_form, build_team_house


@pytest.fixture(params=["sqlite", "postgresql"])
def real_house(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[TeamHouse]:
    """A house whose requests each have a connection of their own."""
    if request.param == "sqlite":
        url = f"sqlite:///{tmp_path}/race.sqlite3"
    else:
        url = request.getfixturevalue("own_postgres_url")
    portal = make_portal(url, tmp_path / "files")
    yield build_team_house(portal)
    portal.extensions["db_engine"].dispose()


def at_once(house: TeamHouse, *sent: tuple[str, str, dict[str, str]]) -> list[int]:
    """Send each form as its role at the same moment; the answers' numbers, in order of size."""
    for role, _path, _form in sent:
        house.as_(role)
    start = Barrier(len(sent))

    def send(each: tuple[str, str, dict[str, str]]) -> int:
        role, path, form = each
        with house.portal.test_client() as client:
            for cookie in list(house.as_(role).client._cookies.values()):
                client.set_cookie(cookie.key, cookie.value)
            start.wait()
            return client.post(path, data=form).status_code

    with ThreadPoolExecutor(len(sent)) as pool:
        return sorted(pool.map(send, sent))


def another(house: TeamHouse) -> uuid.UUID:
    """Another person whose team the same manager looks after."""
    with house.portal.app_context():
        person = make_person(account=make_account())
        account = db.session.get_one(Account, house.accounts["manager"])
        place = db.session.get_one(Organisation, house.place)
        member = make_member(person, account, Relationship.PROVIDER_MANAGER, place)
        share(person, member, Part.TEAM)
        return person.id


def test_a_worker_added_twice_at_one_instant_has_two_people_at_most(
    real_house: TeamHouse,
) -> None:
    house = real_house
    for _turn in range(4):
        first, second = another(house), another(house)
        form = house.add_form("worker")
        found = at_once(
            house,
            ("manager", f"/people/{first}/team/add", form),
            ("manager", f"/people/{second}/team/add", form),
        )
        assert found == [303, 422]
        # The house's own place goes, so that the next turn begins with one again.
        with house.portal.app_context(), db.writing():
            rows = db.session.query(TeamMember).join(Worker)
            mine = rows.filter(Worker.account_id == house.accounts["worker"]).all()
            assert len(mine) == 2
            db.session.delete(mine[0])


def test_a_new_worker_gets_one_row_from_two_people(real_house: TeamHouse) -> None:
    house = real_house
    with house.portal.app_context(), db.writing():
        for mate in db.session.query(TeamMember).all():
            db.session.delete(mate)
        db.session.flush()
        for worker in db.session.query(Worker).all():
            db.session.delete(worker)
    form, other = house.add_form("worker"), another(house)
    found = at_once(
        house, ("manager", house.at("add"), form), ("manager", f"/people/{other}/team/add", form)
    )
    assert found == [303, 303]
    assert len(house.rows(Worker, Worker.account_id == house.accounts["worker"])) == 1


def test_of_two_yes_at_one_instant_one_covers(real_house: TeamHouse) -> None:
    house = real_house
    house.accounts["worker3"] = house.accounts["manager"]
    with house.portal.app_context(), db.writing():
        worker = Worker(account_id=house.accounts["manager"], name="Cosmo Inglethorpe")
        db.session.add(worker)
        db.session.flush()
        db.session.add(
            TeamMember(
                person_id=house.person_id,
                worker_id=worker.id,
                since=house.rows(TeamMember)[0].since,
                chosen_by_person=False,
                added_by=house.accounts["person"],
            )
        )
    house.as_("worker").post(f"{WORK}/away/{house.mates['worker']}", away_form(), status=303)
    (absence,) = house.rows(Absence)
    cover = f"{WORK}/cover/{absence.id}"
    found = at_once(
        house, ("worker2", cover, {"answer": "can"}), ("manager", cover, {"answer": "can"})
    )
    assert set(found) <= {303, 404} and 303 in found
    (answered,) = house.rows(CoverAnswer)
    (kept,) = house.rows(Absence)
    assert kept.covered_by == answered.team_member_id
