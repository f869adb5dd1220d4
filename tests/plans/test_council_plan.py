"""The plan from the council: where it is, and nothing else. Nobody writes or agrees it here."""

from __future__ import annotations

import uuid
from datetime import timedelta

import pytest
from sqlalchemy import func, select

from app.audit.models import AccessEvent
from app.extensions import db
from app.people.actions.records import today
from app.people.parts import Level, Part
from app.plans.models import Agreement, Comment, StatutoryPlanRef, Suggestion
from tests.page_client import SeenPage
from tests.plans.house import PlanHouse, plain
from tests.plans.looking import CARE_MANAGER, add_care_manager, follow

HERE = "from-the-council"


@pytest.fixture
def home(plan_home: PlanHouse) -> PlanHouse:
    add_care_manager(follow(plan_home))
    return plan_home


@pytest.fixture
def house(plan_house: PlanHouse) -> PlanHouse:
    add_care_manager(plan_house)
    return plan_house


def name_it(
    house: PlanHouse, status: int = 303, role: str = "caremanager", **given: str
) -> SeenPage:
    form = {
        "key": str(uuid.uuid4()),
        "council": "Wexcombe Council",
        "dated": (today() - timedelta(days=40)).isoformat(),
        "where_kept": "In the blue folder in my kitchen",
        "needs": "Somebody near at night",
    }
    return house.as_(role).post(house.url(HERE, "new"), {**form, **given}, status=status)


def test_the_person_reads_where_it_is_and_whose(house: PlanHouse) -> None:
    assert "Nobody wrote down where it is" in house.as_("person").get(house.url(HERE)).text
    name_it(house)
    page = house.as_("person").get(house.url(HERE))
    for words in (
        "From the council",
        "This is the council's own plan. We keep only where it is.",
        "Wexcombe Council",
        "In the blue folder in my kitchen",
        "Somebody near at night",
        f"{CARE_MANAGER} wrote this",
    ):
        assert words in plain(page)
    assert not page.find_all("main form")


def test_the_newest_stands_and_older_ones_end(house: PlanHouse) -> None:
    name_it(house)
    name_it(house, council="Marlow Council", where_kept="At the town hall")
    rows = house.rows(StatutoryPlanRef)
    assert [row.ended_at is None for row in rows] == [False, True]
    house.share("sister", Part.PLAN_COUNCIL)
    hers = house.as_("sister").get(house.url(HERE)).html
    assert "Marlow Council" in hers and "Wexcombe Council" not in hers
    assert "Wexcombe Council" in house.as_("person").get(house.url(HERE)).html


def test_sent_twice_it_is_named_once(house: PlanHouse) -> None:
    key = str(uuid.uuid4())
    name_it(house, key=key)
    name_it(house, key=key, council="Another")
    assert [row.council for row in house.rows(StatutoryPlanRef)] == ["Wexcombe Council"]


def test_who_may_read_it(home: PlanHouse) -> None:
    name_it(home)
    # The sister sees some of the plan, and not this.
    for role in ("sister", "friend", "stranger"):
        home.as_(role).get(home.url(HERE), status=404)
    home.share("friend", Part.PLAN_COUNCIL)
    assert "Wexcombe" in home.as_("friend").get(home.url(HERE)).text
    home.hide("friend", Part.PLAN_COUNCIL)
    home.as_("friend").get(home.url(HERE), status=404)


def test_only_the_care_manager_names_it(home: PlanHouse) -> None:
    for role in ("person", "sister", "friend", "stranger"):
        home.as_(role).get(home.url(HERE, "new"), status=404)
        name_it(home, role=role, status=404)
    assert home.rows(StatutoryPlanRef) == []


def test_a_care_manager_without_sight_sees_their_own_record_alone(home: PlanHouse) -> None:
    add_care_manager(home, "second")
    answer = name_it(home)
    assert answer.location.endswith("/new")
    assert "Wexcombe" in home.as_("caremanager").follow(answer).text
    assert "Wexcombe" not in home.as_("second").get(home.url(HERE, "new")).html
    # With sight of another part the page opens, with the own record alone.
    for role in ("caremanager", "second"):
        home.share(role, Part.PLAN_SAFE)
    assert "Wexcombe" in home.as_("caremanager").get(home.url(HERE)).text
    assert "Wexcombe" not in home.as_("second").get(home.url(HERE)).html


def test_reading_it_is_kept_for_the_person(home: PlanHouse) -> None:
    def looks() -> int:
        return len([row for row in home.rows(AccessEvent) if row.part == "plan-council"])

    home.share("friend", Part.PLAN_COUNCIL)
    home.as_("friend").get(home.url(HERE))
    assert looks() == 0, "there was nothing to see"
    name_it(home)
    home.as_("friend").get(home.url(HERE))
    home.as_("caremanager").get(home.url(HERE, "new"))
    assert looks() == 2


DAY = timedelta(days=1)


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("dated", (today() + DAY).isoformat()),
        ("dated", "2015-03-31"),
        ("dated", "0001-01-01"),
        ("dated", "9999-12-31"),
        ("dated", "31/12/2025"),
        ("dated", ""),
        ("council", "  "),
        ("council", "x" * 121),
        ("where_kept", ""),
        ("where_kept", "x" * 301),
        ("needs", "x" * 1001),
        ("needs", "a\u202eb"),
        ("council", "a\u202eb"),
        ("key", "no-key"),
    ],
)
def test_bad_input_comes_back_as_typed(home: PlanHouse, name: str, value: str) -> None:
    back = name_it(home, status=422, **{name: value})
    typed = back.fields("form.question")
    assert typed[name] == value
    kept = {"where_kept": "In the blue folder in my kitchen", "needs": "Somebody near at night"}
    assert {each: typed[each] for each in kept if each != name} == {
        each: words for each, words in kept.items() if each != name
    }
    assert home.rows(StatutoryPlanRef) == []


def test_the_first_day_of_the_act_and_today_are_good(home: PlanHouse) -> None:
    name_it(home, dated="2015-04-01")
    name_it(home, dated=today().isoformat())
    assert len(home.rows(StatutoryPlanRef)) == 2


ROUTES = (
    ("GET", ""),
    ("GET", "/change"),
    ("POST", "/change"),
    ("POST", "/draft"),
    ("POST", "/draft/throw-away"),
    ("GET", "/photo"),
    ("POST", "/photo"),
    ("GET", "/sound"),
    ("POST", "/sound"),
    ("GET", "/paper"),
    ("GET", "/answer"),
    ("POST", "/answer"),
    ("GET", "/comments"),
    ("POST", "/comments"),
    ("GET", "/comments/{id}"),
    ("POST", "/comments/{id}/end"),
    ("GET", "/suggestions/{id}"),
    ("POST", "/suggestions/{id}/take"),
    ("GET", "/suggestions/{id}/change"),
    ("POST", "/suggestions/{id}/change"),
    ("POST", "/suggestions/{id}/no"),
    ("POST", "/suggestions/{id}/take-back"),
)


@pytest.mark.parametrize(("method", "path"), ROUTES)
@pytest.mark.parametrize("role", ["person", "sister", "caremanager"])
def test_no_way_to_write_suggest_comment_or_agree_it(
    home: PlanHouse, role: str, method: str, path: str
) -> None:
    for each in ("sister", "caremanager"):
        home.share(each, Part.PLAN_COUNCIL, level=Level.WRITE)
    name_it(home)
    form = {
        "key": str(uuid.uuid4()),
        "text": "Another plan",
        "answer": "yes",
        "language": "en",
    }
    url = home.url(Part.PLAN_COUNCIL) + path.format(id=uuid.uuid4())
    answer = home.as_(role).client.open(url, method=method, data=form if method == "POST" else None)
    assert answer.status_code == 404, url
    with home.portal.app_context():
        for model in (Suggestion, Agreement, Comment):
            section = model.section == Part.PLAN_COUNCIL
            assert not db.session.scalar(select(func.count()).select_from(model).where(section))
