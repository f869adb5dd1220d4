"""My people to ask: only the person chooses them, and nobody is told."""

from __future__ import annotations

from sqlalchemy import event

from app.extensions import db
from app.notices.models import Notice
from app.people.models import CircleMember
from app.team.models import PersonToAsk
from tests.team.house import WORK, TeamHouse, end_of

MOST_QUERIES = 10
NUMBER = "01632 960555"


def ask(house: TeamHouse, key: str = "") -> str:
    return "/".join(filter(None, (f"/people/{house.person_id}/ask", key)))


def choose(house: TeamHouse, key: str, status: int = 303, **form: str) -> None:
    given = {"who": "my sister", "phone": NUMBER, **form}
    house.as_("person").post(ask(house, key), given, status=status)


def test_who_is_chosen_stands_on_home_and_on_help_with_a_way_to_call(
    team_home: TeamHouse,
) -> None:
    house = team_home
    before = len(house.rows(Notice))
    assert "My people to ask" not in house.as_("person").get("/my").text
    choose(house, f"circle-{house.members['sister']}")
    choose(house, f"team-{house.mates['worker']}", who="helps me cook", phone="")
    for address in ("/my", "/help"):
        page = house.as_("person").get(address)
        assert "my sister" in page.text and "helps me cook" in page.text
        assert 'href="tel:01632960555"' in page.html
        assert page.html.count('href="tel:01632960') >= 1
    # Nobody is told, and nobody else sees it anywhere.
    assert len(house.rows(Notice)) == before
    for role, address in (
        ("sister", "/my"),
        ("sister", "/help"),
        ("worker", WORK),
        ("sister", house.at()),
        ("manager", house.mate("worker")),
    ):
        assert "01632960555" not in house.as_(role).get(address).html


def test_only_the_person_decides_who_stands_there(team_home: TeamHouse) -> None:
    house = team_home
    key = f"circle-{house.members['sister']}"
    for role in ("sister", "manager", "caremanager", "worker", "friend", "stranger"):
        house.as_(role).get(ask(house), status=404)
        house.as_(role).post(ask(house, key), {"phone": NUMBER}, status=404)
    assert house.rows(PersonToAsk) == []


def test_nobody_from_elsewhere_can_stand_there(team_home: TeamHouse) -> None:
    house = team_home
    other = house.somebody_else()
    mate = house.join("worker2", other)
    for key in (f"team-{mate}", "team-nobody", "x", f"circle-{house.mates['worker']}"):
        choose(house, key, status=404)


def test_a_wrong_number_comes_back_with_what_was_typed(team_home: TeamHouse) -> None:
    house = team_home
    key = f"circle-{house.members['sister']}"
    page = house.as_("person").post(
        ask(house, key), {"who": "my big sister", "phone": "call me"}, status=422
    )
    assert "Write the number with digits." in page.text
    assert "my big sister" in page.html and "call me" in page.html


def test_four_at_most_and_one_can_go(team_home: TeamHouse) -> None:
    house = team_home
    keys = [f"circle-{house.members[role]}" for role in ("sister", "friend", "manager")]
    keys += [f"team-{house.mates[role]}" for role in ("worker", "worker2")]
    for key in keys[:4]:
        choose(house, key)
    choose(house, keys[4], status=422)
    choose(house, keys[0], who="the best sister")
    house.as_("person").post(ask(house, keys[1]), {"answer": "away"}, status=303)
    choose(house, keys[4])
    assert "the best sister" in house.as_("person").get("/my").text
    assert len(house.rows(PersonToAsk)) == 4


def test_who_left_stands_there_no_more(team_home: TeamHouse) -> None:
    house = team_home
    choose(house, f"circle-{house.members['sister']}")
    choose(house, f"team-{house.mates['worker']}", who="helps me cook")
    with house.portal.app_context(), db.writing():
        sister = db.session.get_one(CircleMember, house.members["sister"])
        sister.ended_at = sister.created_at
        mate = db.session.get_one(PersonToAsk, house.rows(PersonToAsk)[1].id).team_member
        assert mate is not None
        for name, value in end_of(-1).items():
            setattr(mate, name, value)
    page = house.as_("person").get("/my")
    assert "my sister" not in page.text and "helps me cook" not in page.text


def test_few_queries_for_a_full_list_and_a_big_team(team_home: TeamHouse) -> None:
    house = team_home
    other = house.somebody_else("worker", "worker2")
    assert other
    for role in ("sister", "friend", "manager"):
        choose(house, f"circle-{house.members[role]}")
    for address in ("/my", "/help", house.at(), house.mate("worker"), ask(house)):
        assert _queries(house, "person", address) <= MOST_QUERIES, address
    assert _queries(house, "worker", WORK) <= MOST_QUERIES
    assert _queries(house, "manager", "/provider/workers") <= MOST_QUERIES


def _queries(house: TeamHouse, role: str, address: str) -> int:
    asked: list[str] = []

    def count(connection: object, cursor: object, statement: str, *_: object) -> None:
        if not statement.startswith(("BEGIN", "COMMIT", "SAVEPOINT", "RELEASE", "ROLLBACK")):
            asked.append(statement)

    house.as_(role)
    engine = house.portal.extensions["db_engine"]
    event.listen(engine, "before_cursor_execute", count)
    try:
        house.as_(role).get(address)
    finally:
        event.remove(engine, "before_cursor_execute", count)
    return len(asked)
