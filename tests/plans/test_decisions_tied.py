"""What everybody agreed about deciding stands beside the records of decisions, both ways."""

from __future__ import annotations

import pytest

from app.people.parts import Part
from tests.plans.house import PlanHouse
from tests.plans.looking import add_care_manager

HOW = Part.PLAN_DECISIONS


@pytest.fixture
def home(plan_home: PlanHouse) -> PlanHouse:
    """A plan that says how decisions are made, and a care manager who sees nothing yet."""
    plan_home.write(HOW, "", lines=[{"decision": "A new tablet", "involved": "Show me first"}])
    plan_home.publish(starts=True)
    add_care_manager(plan_home)
    return plan_home


def test_the_person_gets_from_one_to_the_other_and_back(home: PlanHouse) -> None:
    person = home.as_("person")
    decisions = f"/people/{home.person_id}/decisions"
    assert decisions in person.get(home.url(HOW)).links.values()
    assert home.url(HOW) in person.get(decisions).links.values()


def test_whoever_writes_down_a_decision_reads_first_how_the_person_takes_part(
    home: PlanHouse,
) -> None:
    manager = home.as_("caremanager")
    capacity = home.capacity(Part.PLAN_WANTS, by="caremanager")
    records = f"/people/{home.person_id}/records"
    pages = [records, f"{records}/capacity/new", f"{records}/capacity/{capacity}/best-interests"]
    for path in pages:
        assert home.url(HOW) not in manager.get(path).html
    home.share("caremanager", HOW)
    for path in pages:
        with home.queries() as seen:
            assert home.url(HOW) in manager.get(path).links.values()
        assert len(seen) <= 10, path
    with home.queries() as seen:
        assert records in manager.get(home.url(HOW)).links.values()
    assert len(seen) <= 10
    # Also where the form comes back.
    back = manager.post(pages[1], {}, status=422)
    assert home.url(HOW) in back.links.values()


def test_other_members_are_led_to_no_record(home: PlanHouse) -> None:
    home.share("friend", HOW)
    page = home.as_("friend").get(home.url(HOW))
    assert "/records" not in page.html and "/decisions" not in page.html
