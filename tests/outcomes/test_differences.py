"""We see this differently: exactly one point, by the rule, and no verdict anywhere."""

from __future__ import annotations

import re
import uuid
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from pathlib import Path
from threading import Barrier

import pytest

from app.database import now
from app.extensions import db
from app.outcomes.actions.check_ins import (
    LONGEST_WITHOUT_SIGNAL,
    Answered,
    believed,
    check_in,
)
from app.outcomes.actions.strikes import Reason, strike
from app.outcomes.models import CheckIn, Difference, HiddenThing, Question, Said
from app.outcomes.queries.differences import differ
from app.people.actions.meeting_points import finish_point
from app.people.models import MeetingPoint, PointFrom
from app.people.parts import Level, Part
from tests.conftest import make_portal
from tests.outcomes.house import OutcomeHouse, build_outcome_house

WELL, BETWEEN, NOT_WELL = Said.WELL, Said.BETWEEN, Said.NOT_WELL
APART = [Said.DO_NOT_KNOW, Said.WILL_NOT_SAY, Said.ASK_LATER]
DIFFERENTLY = "We see this differently."


def says(
    house: OutcomeHouse, outcome: uuid.UUID, role: str, answer: Said | None, **said: str
) -> uuid.UUID:
    """Somebody says how it goes, by the action. The id of their view."""
    with house.seen_by(role) as (by, viewer):
        given = Answered(Question.OUTCOME, outcome_id=outcome, answer=answer, **said)  # type: ignore[arg-type]
        return check_in(by=by, viewer=viewer, key=uuid.uuid4(), given=given).id


def points(house: OutcomeHouse) -> list[MeetingPoint]:
    return house.rows(MeetingPoint, MeetingPoint.point_from == PointFrom.DIFFERENCE)


def talked(house: OutcomeHouse) -> None:
    """They talked about every point there is."""
    with house.acting("person") as (by, _person):
        for point in db.session.query(MeetingPoint).all():
            finish_point(by=by, point=point)


@pytest.fixture
def shared(house: OutcomeHouse) -> OutcomeHouse:
    """The friend says their view too."""
    house.share("friend", Part.OUTCOMES, level=Level.COMMENT)
    return house


@pytest.mark.parametrize(
    ("mine", "others", "expected"),
    [
        (WELL, [NOT_WELL], True),
        (WELL, [BETWEEN], True),
        (WELL, [WELL, BETWEEN], False),
        (BETWEEN, [WELL, NOT_WELL], True),
        (BETWEEN, [WELL, WELL], True),
        (WELL, [WELL], False),
        (WELL, [], False),
        (None, [WELL, NOT_WELL], True),
        (None, [WELL, BETWEEN], False),
        (Said.DO_NOT_KNOW, [WELL], False),
        (WELL, [Said.DO_NOT_KNOW], False),
        (Said.WILL_NOT_SAY, [WELL, NOT_WELL], True),
        (None, [], False),
    ],
)
def test_the_rule(mine: Said | None, others: list[Said], expected: bool) -> None:
    """Two steps apart, or the person against all: what stands on no scale says nothing."""
    assert differ(mine, others) is expected


def test_a_difference_makes_one_point_however_often_it_is_said(shared: OutcomeHouse) -> None:
    outcome = shared.want("Swimming")
    says(shared, outcome, "person", NOT_WELL)
    assert points(shared) == []
    says(shared, outcome, "sister", WELL)
    (point,) = points(shared)
    assert point.words == "Swimming" and point.part is Part.OUTCOMES
    for answer in (WELL, BETWEEN, WELL):
        says(shared, outcome, "worker", answer)
        says(shared, outcome, "person", NOT_WELL)
    assert len(points(shared)) == len(shared.rows(Difference)) == 1


def test_another_outcome_has_a_point_of_its_own(shared: OutcomeHouse) -> None:
    for title in ("Swimming", "A dog"):
        outcome = shared.want(title)
        says(shared, outcome, "person", NOT_WELL)
        says(shared, outcome, "sister", WELL)
    assert sorted(each.words for each in points(shared)) == ["A dog", "Swimming"]


def test_the_same_answers_after_the_talk_make_no_second_point(shared: OutcomeHouse) -> None:
    outcome = shared.want("Swimming")
    says(shared, outcome, "person", NOT_WELL)
    says(shared, outcome, "sister", WELL)
    talked(shared)
    says(shared, outcome, "sister", WELL)
    says(shared, outcome, "person", NOT_WELL)
    assert len(points(shared)) == 1
    says(shared, outcome, "sister", BETWEEN)
    assert len(points(shared)) == 2


def test_who_agreed_since_and_differs_again_is_at_a_new_point(shared: OutcomeHouse) -> None:
    outcome = shared.want("Swimming")
    says(shared, outcome, "person", NOT_WELL)
    says(shared, outcome, "sister", WELL)
    talked(shared)
    says(shared, outcome, "person", WELL)
    assert len(points(shared)) == 1
    says(shared, outcome, "person", NOT_WELL)
    assert len(points(shared)) == 2


@pytest.mark.parametrize("apart", APART)
def test_no_answer_on_the_scale_is_no_difference(shared: OutcomeHouse, apart: Said) -> None:
    outcome = shared.want("Swimming")
    says(shared, outcome, "sister", WELL)
    says(shared, outcome, "person", apart)
    says(shared, outcome, "sister", WELL)
    assert points(shared) == []


def test_an_answer_apart_takes_the_place_of_the_one_before(shared: OutcomeHouse) -> None:
    outcome = shared.want("Swimming")
    says(shared, outcome, "person", NOT_WELL)
    says(shared, outcome, "person", Said.DO_NOT_KNOW)
    says(shared, outcome, "sister", WELL)
    assert points(shared) == []


def test_words_alone_leave_the_answer_before_them_as_it_is(shared: OutcomeHouse) -> None:
    outcome = shared.want("Swimming")
    says(shared, outcome, "person", NOT_WELL)
    says(shared, outcome, "person", None, words="Cold water")
    says(shared, outcome, "sister", WELL)
    assert len(points(shared)) == 1


def test_a_view_that_was_struck_out_counts_no_more(shared: OutcomeHouse) -> None:
    outcome = shared.want("Swimming")
    says(shared, outcome, "person", WELL)
    wrong = says(shared, outcome, "person", BETWEEN)
    with shared.seen_by("person") as (by, viewer):
        row = db.session.get_one(CheckIn, wrong)
        strike(by=by, viewer=viewer, check_in=row, reason=Reason("My thumb slipped", "en"))
    says(shared, outcome, "sister", WELL)
    assert points(shared) == []


def test_striking_out_may_show_a_difference(shared: OutcomeHouse) -> None:
    """The view before the mistake stands again."""
    outcome = shared.want("Swimming")
    says(shared, outcome, "sister", NOT_WELL)
    says(shared, outcome, "sister", WELL)
    says(shared, outcome, "person", WELL)
    assert points(shared) == []
    newest = shared.rows(CheckIn, CheckIn.said_by == shared.accounts["sister"])[-1]
    with shared.seen_by("sister") as (by, viewer):
        row = db.session.get_one(CheckIn, newest.id)
        strike(by=by, viewer=viewer, check_in=row, reason=Reason("Wrong day", "en"))
    assert len(points(shared)) == 1


def test_what_was_said_on_a_phone_never_outweighs_the_persons_own(shared: OutcomeHouse) -> None:
    """Whoever hands over a phone cannot talk a difference away."""
    outcome = shared.want("Swimming")
    says(shared, outcome, "person", NOT_WELL)
    shared.say(outcome, answer=WELL, on_phone_of=shared.accounts["sister"])
    says(shared, outcome, "sister", WELL)
    assert len(points(shared)) == 1
    page = shared.as_("person").get(shared.url(outcome))
    assert "Not going well" in page.text and "Said on the phone of" in page.text


def test_who_may_not_know_of_a_view_learns_of_no_difference(shared: OutcomeHouse) -> None:
    """The worker knows nobody; the sister knows the circle, but the worker's view is hidden."""
    outcome = shared.want("Swimming")
    says(shared, outcome, "person", WELL)
    says(shared, outcome, "worker", WELL)
    view = says(shared, outcome, "friend", NOT_WELL)
    assert len(points(shared)) == 1
    address = shared.url(outcome)
    assert DIFFERENTLY in shared.as_("person").get(address).text
    assert DIFFERENTLY in shared.as_("sister").get(address).text
    assert DIFFERENTLY not in shared.as_("worker").get(address).text
    shared.add(
        HiddenThing(
            person_id=shared.person_id, check_in_id=view, account_id=shared.accounts["sister"]
        )
    )
    page = shared.as_("sister").get(address)
    assert DIFFERENTLY not in page.text and "Not going well" not in page.text


def test_the_person_finds_the_point_and_others_do_not(shared: OutcomeHouse) -> None:
    outcome = shared.want("Swimming")
    says(shared, outcome, "person", WELL)
    says(shared, outcome, "sister", NOT_WELL)
    page = shared.as_("person").get(shared.url(outcome))
    there = page.links["Points for the next meeting"]
    assert "Swimming" in shared.as_("person").get(there).text
    assert "Points for the next meeting" not in shared.as_("sister").get(shared.url(outcome)).links
    talked(shared)
    assert DIFFERENTLY not in shared.as_("person").get(shared.url(outcome)).text


def test_the_person_stands_first_and_nothing_is_added_up(shared: OutcomeHouse) -> None:
    outcome = shared.want("Swimming")
    for role, answer in (("worker", WELL), ("sister", NOT_WELL), ("person", BETWEEN)):
        says(shared, outcome, role, answer)
    page = shared.as_("person").get(shared.url(outcome))
    sides = [" ".join(one.itertext()).strip() for one in page.find_all("main h2")]
    shown = [side for side in sides if side in ("Me", "Family and friends", "My team", "Others")]
    assert shown == ["Me", "Family and friends", "My team"]
    # No number but those of dates, no verdict in a colour of its own.
    told = re.sub(r"\d{1,2} [A-Z][a-z]+ \d{4}", "", page.text)
    assert not re.search(r"\d|%|average|score|mean\b", told), told
    card = {one.get("class") for one in page.find_all("main .answered")}
    assert card == {"answered"}


def test_a_wrong_clock_is_not_believed() -> None:
    at = now()
    assert believed(None, at) == at
    assert believed(at + timedelta(days=1), at) == at
    assert believed(at - LONGEST_WITHOUT_SIGNAL - timedelta(seconds=1), at) == at
    day_ago = at - timedelta(days=1)
    assert believed(day_ago, at) == day_ago


@pytest.fixture(params=["sqlite", "postgresql"])
def real_house(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[OutcomeHouse]:
    """A house whose writers each have a connection of their own."""
    if request.param == "sqlite":
        portal = make_portal(f"sqlite:///{tmp_path}/race.sqlite3", tmp_path / "files")
    else:
        url = request.getfixturevalue("fresh_postgres_url")
        portal = make_portal(url, tmp_path / "files")
    yield build_outcome_house(portal)
    portal.extensions["db_engine"].dispose()


def test_two_at_once_make_one_point(real_house: OutcomeHouse) -> None:
    house = real_house
    for turn in range(5):
        outcome = house.want(f"Turn {turn}")
        says(house, outcome, "person", NOT_WELL)
        start = Barrier(2)

        def one(role: str, outcome: uuid.UUID = outcome, start: Barrier = start) -> None:
            start.wait()
            says(house, outcome, role, WELL)

        with ThreadPoolExecutor(2) as pool:
            list(pool.map(one, ("sister", "worker")))
        assert len(points(house)) == turn + 1
        assert len(house.rows(CheckIn, CheckIn.outcome_id == outcome)) == 3


def test_both_sides_at_once_make_one_point_too(real_house: OutcomeHouse) -> None:
    """Neither sees the other's view when they begin: whoever comes second raises it."""
    house = real_house
    for turn in range(5):
        outcome = house.want(f"Turn {turn}")
        start = Barrier(2)

        def one(
            said: tuple[str, Said], outcome: uuid.UUID = outcome, start: Barrier = start
        ) -> None:
            start.wait()
            says(house, outcome, *said)

        with ThreadPoolExecutor(2) as pool:
            list(pool.map(one, (("person", NOT_WELL), ("sister", WELL))))
        assert len(points(house)) == turn + 1
