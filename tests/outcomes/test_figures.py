"""Figures: what counts, for whom, and that no name can be reached by them."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

import pytest
from flask import Flask
from sqlalchemy import select

from app.accounts.models import Account
from app.audit.models import AccessEvent
from app.database import now
from app.extensions import db
from app.organisations.models import Role
from app.outcomes.models import (
    CheckIn,
    HiddenThing,
    Hides,
    Outcome,
    Question,
    RowStrike,
    Said,
    StaffAnswerYes,
)
from app.outcomes.quarters import Quarter, newest_quarters, quarter_of
from app.outcomes.queries.check_ins import seen_check_ins
from app.outcomes.queries.counted import (
    EVERYBODY,
    Counted,
    counted_check_ins,
    shared_with_manager,
)
from app.outcomes.queries.figures import Change, Figures, Plans, figures
from app.people.models import (
    CircleMember,
    HiddenPart,
    Relationship,
    SharingDecision,
    SharingStop,
)
from app.people.parts import Part
from app.people.predicates import relation_of_another
from app.plans.models import DecidedBy, PlanStart, PlanVersion, StartedAs, SupportPlan
from tests.makers import share
from tests.outcomes.figures_house import LAST, NOW, THIS, Lives
from tests.page_client import SeenPage
from tests.page_tree import words_of
from tools.counting import counted as counting

NAMES = ("Thistledown Abernathy", "Peregrine Oxlip", "Marmaduke Sallow", "Desdemona Lark")


@pytest.fixture
def lives(either_portal: Flask) -> Iterator[Lives]:
    """Three people share how it is going with the manager, one does not."""
    here = Lives(either_portal)
    with either_portal.app_context():
        here.works("boss", "small", Role.PROVIDER_MANAGER)
        here.works("counter", "council", Role.COMMISSIONER)
        here.works("group", "council", Role.STEERING_GROUP)
        for who, called in zip(("thea", "perry", "duke", "mona"), NAMES, strict=True):
            here.person(who, called)
        for who in ("thea", "perry", "duke"):
            here.helps("boss", who, Part.OUTCOMES, place="small")
        here.helps("boss", "mona", Part.LIKED, place="small")
        # Better; the same; less well; and one that the manager may not count.
        here.says("thea", Said.NOT_WELL, LAST)
        here.says("thea", Said.WELL, NOW)
        here.says("perry", Said.BETWEEN, LAST)
        here.says("perry", Said.BETWEEN, NOW)
        here.says("duke", Said.WELL, LAST)
        here.says("duke", Said.BETWEEN, NOW)
        here.says("mona", Said.NOT_WELL, LAST)
        here.says("mona", Said.WELL, NOW)
    yield here


def of_this_quarter(lives: Lives, who: str = "") -> Figures:
    with lives.portal.app_context():
        counted = shared_with_manager(lives.account(who)) if who else EVERYBODY
        return figures(counted, newest_quarters(now(), 4), now().date())[0][-1]


def plans(counted: Counted) -> Plans:
    return figures(counted, [THIS], now().date())[1]


def test_each_persons_newest_answer_stands_beside_their_newest_before(lives: Lives) -> None:
    told = of_this_quarter(lives)
    assert told.own == {
        Change.BETTER: 2,
        Change.MIXED: 0,
        Change.SAME: 1,
        Change.LESS_WELL: 1,
        Change.FIRST: 0,
    }
    assert (told.wanting, told.people, told.answered, told.answers) == (4, 4, 4, 4)


def test_a_manager_counts_those_who_share_it_and_nobody_else(lives: Lives) -> None:
    told = of_this_quarter(lives, "boss")
    assert (told.wanting, told.answered) == (3, 3)
    assert told.own[Change.BETTER] == told.own[Change.SAME] == told.own[Change.LESS_WELL] == 1


def test_a_manager_counts_no_step_of_those_whom_they_may_not_know(lives: Lives) -> None:
    """As on the pages: a step shows to who may know its writer and whoever says it is done."""
    with lives.portal.app_context():
        lives.helps("nana", "thea")
        for writer, teller in (("thea", "thea"), ("thea", "nana"), ("nana", "thea")):
            lives.step("thea", "Ask Nana", writer, NOW, done_by=teller)
    assert of_this_quarter(lives).steps_done == 3
    assert of_this_quarter(lives, "boss").steps_done == 1
    with lives.portal.app_context():
        boss = db.session.scalars(
            select(CircleMember).where(
                CircleMember.account_id == lives.account("boss").id,
                CircleMember.person_id == lives.people["thea"].id,
            )
        ).one()
        by = lives.account("thea").id
        share(lives.people["thea"], boss, Part.OUTCOMES, Part.CIRCLE, decided_by=by)
    assert of_this_quarter(lives, "boss").steps_done == 3


def test_sharing_is_asked_when_the_figures_are_read(lives: Lives) -> None:
    with lives.portal.app_context():
        decision = db.session.scalars(
            select(SharingDecision).where(SharingDecision.person_id == lives.people["thea"].id)
        ).one()
        db.session.add(SharingStop(decision_id=decision.id, stopped_by=lives.account("thea").id))
        perry = lives.people["perry"]
        db.session.add(
            HiddenPart(person_id=perry.id, account_id=lives.account("boss").id, part=Part.OUTCOMES)
        )
        db.session.commit()
    assert of_this_quarter(lives, "boss").answered == 1


def test_two_wants_that_went_different_ways_are_not_summed(lives: Lives) -> None:
    with lives.portal.app_context():
        first = lives.wants["thea"]
        lives.people["again"] = lives.people["thea"]
        # Another want of hers, which went less well.
        other = Outcome(person_id=lives.people["thea"].id, made_by=lives.account("thea").id)
        db.session.add(other)
        db.session.commit()
        lives.wants["thea"] = other.id
        lives.says("thea", Said.WELL, LAST)
        lives.says("thea", Said.NOT_WELL, NOW)
        lives.wants["thea"] = first
    told = of_this_quarter(lives)
    assert (told.own[Change.MIXED], told.own[Change.BETTER]) == (1, 1)


def test_the_newest_of_a_quarter_counts_and_a_gap_of_a_year_is_bridged(lives: Lives) -> None:
    with lives.portal.app_context():
        lives.person("gap", "Gisella Gap")
        lives.says("gap", Said.WELL, LAST - timedelta(days=900))
        lives.says("gap", Said.WELL, NOW)
        lives.says("gap", Said.NOT_WELL, NOW + timedelta(minutes=5))
    assert of_this_quarter(lives).own[Change.LESS_WELL] == 2


@pytest.mark.parametrize("how", ["on a phone", "by family", "struck out", "not on the scale"])
def test_only_what_they_say_from_their_own_account_is_better_off(lives: Lives, how: str) -> None:
    with lives.portal.app_context():
        lives.person("vera", "Vera Vetch")
        lives.says("vera", Said.NOT_WELL, LAST)
        family = lives.account("sister")
        if how == "on a phone":
            lives.says("vera", Said.WELL, NOW, on_phone_of=family.id)
        elif how == "by family":
            lives.says("vera", Said.NOT_WELL, LAST, by="sister")
            lives.says("vera", Said.WELL, NOW, by="sister")
        elif how == "not on the scale":
            lives.says("vera", Said.DO_NOT_KNOW, NOW)
        else:
            row = lives.says("vera", Said.WELL, NOW)
            db.session.add(
                RowStrike(
                    row_id=row.id,
                    person_id=lives.people["vera"].id,
                    reason="Wrong thumb",
                    struck_by=lives.account("vera").id,
                )
            )
            db.session.commit()
    told = of_this_quarter(lives)
    assert told.own[Change.BETTER] == 2
    assert told.others[Change.BETTER] == (1 if how == "by family" else 0)


def test_an_empty_quarter_counts_nothing_and_breaks_nothing(lives: Lives) -> None:
    with lives.portal.app_context():
        long_ago = Quarter(2003, 2)
        told = figures(EVERYBODY, [long_ago.before, long_ago], now().date())[0][-1]
    assert told == Figures(long_ago)
    assert told.compared == 0


def test_nobody_at_all_is_no_error(either_portal: Flask) -> None:
    here = Lives(either_portal)
    with either_portal.app_context():
        here.works("lone", "small", Role.PROVIDER_MANAGER)
        here.works("counter", "council", Role.COMMISSIONER)
    assert "Nobody shares it yet" in here.as_("lone").get("/provider/figures").text
    page = here.as_("counter").get("/council/figures")
    assert page.status_code == 200
    assert "Nobody yet" in page.text


def test_the_newest_quarter_stands_open_and_the_others_are_one_tap_away(lives: Lives) -> None:
    """On a phone a table of four quarters is a screen for each line of it."""
    page = SeenPage(lives.as_("counter").get("/council/figures"), "/council/figures")
    tables = page.find_all("table")
    assert len(tables) == 4 and set(tables) == set(page.find_all("details table"))
    newest = [words_of(each) for each in page.find_all("dl.metadata dd")]
    rows = [row for table in tables for row in table.iter("tr") if row.find("td") is not None]
    assert newest == [words_of(row[-1][-1]) for row in rows]


def test_what_counts_for_a_manager_is_what_they_may_read(lives: Lives) -> None:
    """The rule for many is the rule for one, also with hidden views and unknown sisters."""
    with lives.portal.app_context():
        boss = lives.account("boss")
        member = lives.helps("sister", "thea", Part.OUTCOMES)
        seen = lives.says("thea", Said.WELL, NOW, by="sister")
        lives.says("perry", Said.WELL, NOW, by="boss", seen_as=Relationship.PROVIDER_MANAGER)
        hidden = lives.says("duke", Said.NOT_WELL, NOW)
        photo = lives.says("duke", Said.NOT_WELL, NOW)
        for row, what in ((hidden, Hides.ALL), (photo, Hides.PHOTO)):
            db.session.add(
                HiddenThing(
                    person_id=row.person_id,
                    check_in_id=row.id,
                    account_id=boss.id,
                    what=what,
                )
            )
        worker = lives.helps("helper", "thea", place="small", kind=Relationship.SUPPORT_WORKER)
        bad = lives.says(
            "thea",
            Said.NOT_WELL,
            NOW,
            question=Question.STAFF,
            outcome_id=None,
            about_member_id=worker.id,
            words="Snidely pinches",
        )
        db.session.add(
            StaffAnswerYes(
                check_in_id=bad.id,
                organisation_id=lives.places["small"].id,
                said_by=lives.account("thea").id,
            )
        )
        db.session.commit()
        with_circle = {False: set(), True: set()}
        for shares_circle in (False, True):
            if shares_circle:
                boss_of_thea = lives.people["thea"]
                row = db.session.scalars(
                    select(CircleMember).where(
                        CircleMember.person_id == boss_of_thea.id,
                        CircleMember.account_id == boss.id,
                    )
                ).one()
                share(boss_of_thea, row, Part.CIRCLE)
            counted = shared_with_manager(boss)
            many = set(db.session.scalars(select(CheckIn.id).where(*counted_check_ins(counted))))
            one_by_one: set[object] = set()
            for person in lives.people.values():
                viewer = relation_of_another(boss, person.id)
                assert viewer is not None
                one_by_one |= {
                    row.id
                    for row in db.session.scalars(seen_check_ins(viewer))
                    if row.question is not Question.STAFF
                }
            assert many == one_by_one
            with_circle[shares_circle] = many
        assert seen.id not in with_circle[False]
        assert seen.id in with_circle[True]
        assert hidden.id not in many
        assert photo.id in many
        assert bad.id not in many
        assert member.account_id


def test_overdue_plan_reviews_count_in_how_well(lives: Lives) -> None:
    with lives.portal.app_context():
        for who, days in (("thea", -3), ("perry", 20), ("mona", -3)):
            person = lives.people[who]
            by = lives.account(who).id
            version = PlanVersion(
                person_id=person.id, number=1, decided_by=by, basis=DecidedBy.PERSON
            )
            db.session.add(version)
            db.session.flush()
            start = PlanStart(
                person_id=person.id,
                version_id=version.id,
                started_as=StartedAs.AGREED,
                started_by=by,
            )
            day = now().date() + timedelta(days=days)
            db.session.add_all([start, SupportPlan(person_id=person.id, review_on=day)])
        db.session.commit()
        assert plans(EVERYBODY) == Plans(started=3, overdue=2)
        boss = shared_with_manager(lives.account("boss"))
        # Their plans are not shared with the manager: not even the number is.
        assert plans(boss) == Plans(0, 0)
        shared = Counted(boss.account_id, boss.people, boss.with_circle, boss.people)
        assert plans(shared) == Plans(started=2, overdue=1)


@pytest.mark.parametrize(
    ("who", "path"),
    [
        ("boss", "/provider/figures"),
        ("counter", "/council/figures"),
        ("group", "/council/figures"),
    ],
)
def test_no_name_and_no_way_to_one_stands_on_the_page(lives: Lives, who: str, path: str) -> None:
    with lives.portal.app_context():
        ids = [str(person.id) for person in lives.people.values()]
        accounts = [str(each) for each in db.session.scalars(select(Account.id))]
    page = lives.as_(who).get(path).text
    for secret in (*NAMES, "Wuzzlefish", "Snidely", *ids, *accounts, "/people/"):
        assert secret not in page
    for name in NAMES:
        for word in name.split():
            assert word not in page


@pytest.mark.parametrize(
    ("who", "path"), [("boss", "/provider/figures"), ("counter", "/council/figures")]
)
def test_the_page_asks_at_most_ten_queries(lives: Lives, who: str, path: str) -> None:
    with lives.portal.app_context():
        for number in range(12):
            lives.person(f"more{number}", f"Morello {number}")
            lives.helps("boss", f"more{number}", Part.OUTCOMES, place="small")
            lives.says(f"more{number}", Said.WELL, NOW)
    browser = lives.as_(who)
    with counting(lives.portal.extensions["db_engine"]) as asked:
        assert browser.get(path).status_code == 200
    assert len(asked) <= 10, asked


def test_each_person_is_told_that_the_manager_looked(lives: Lives) -> None:
    lives.as_("boss").get("/provider/figures")
    with lives.portal.app_context():
        told = {
            row.person_id
            for row in db.session.scalars(
                select(AccessEvent).where(AccessEvent.actor_id == lives.account("boss").id)
            )
        }
        assert told == {lives.people[who].id for who in ("thea", "perry", "duke")}


def test_quarters_begin_and_end_by_london_time() -> None:
    winter, summer = Quarter(2026, 1), Quarter(2026, 2)
    assert winter.begins.utcoffset() == timedelta(0)
    assert summer.begins.utcoffset() == timedelta(hours=1)
    assert quarter_of(summer.begins) == summer
    assert quarter_of(summer.begins - timedelta(seconds=1)) == winter
    assert [q.key for q in newest_quarters(Quarter(2026, 1).begins, 2)] == ["2025-q4", "2026-q1"]
    assert THIS.before.after == THIS
    with pytest.raises(ValueError, match="no such quarter"):
        Quarter(2026, 5)
