"""A time together: paid where it is work, agreed by both, stopped by either without a reason."""

from __future__ import annotations

import re
import uuid
from collections.abc import Callable
from datetime import datetime, timedelta
from functools import partial
from typing import Any

import pytest
from flask import Flask
from hypothesis import given
from hypothesis import strategies as st

from app.audit import SYSTEM
from app.audit.models import AuditEvent
from app.database import now
from app.extensions import db
from app.notices.models import Notice
from app.people.models import Person
from app.people.parts import Part
from app.staff_choice.actions import trials
from app.staff_choice.actions.trials import Offer, Said
from app.staff_choice.fairness.trials import next_must_be_paid, pay_is_lawful
from app.staff_choice.links import path_of
from app.staff_choice.models import Applicant, Showed, StaffDecision, Trial, TrialNote
from tests.page_client import Browser
from tests.staff_choice.deciding_house import Deciding
from tests.staff_choice.panel_house import PanelHouse

MINIMUM = 1271
SAW = "Quillfeather laughed and showed the way to the pond"


@pytest.fixture
def it(panel_house: PanelHouse) -> Deciding:
    return Deciding(panel_house)


@pytest.fixture
def at_home(panel_home: PanelHouse) -> Deciding:
    return Deciding(panel_home)


def offer_of(hours: int = 2, **given: Any) -> Offer:
    said = {"starts_at": now() + timedelta(days=2), "minutes": hours * 60, "is_paid": False}
    return Offer(**{**said, **given})


def offered(it: Deciding, role: str = "sister", **given: Any) -> uuid.UUID:
    made = it.do(role, trials.offer, key=uuid.uuid4(), said=offer_of(**given))
    found: uuid.UUID = made.id
    return found


def on(it: Deciding, role: str, what: Any, trial_id: uuid.UUID, **given: Any) -> None:
    with it.acting(role) as here:
        what(**here, trial=db.session.get_one(Trial, trial_id), **given)


def as_applicant(it: Deciding, what: Any, trial_id: uuid.UUID) -> None:
    with it.house.portal.app_context(), db.writing():
        applicant = db.session.get_one(Applicant, it.house.applicant_id)
        what(by=SYSTEM, applicant=applicant, trial=db.session.get_one(Trial, trial_id))


def agreed(it: Deciding, **given: Any) -> uuid.UUID:
    trial_id = offered(it, **given)
    on(it, "person", trials.agree, trial_id)
    as_applicant(it, trials.applicant_agrees, trial_id)
    return trial_id


def move(it: Deciding, trial_id: uuid.UUID, starts_at: datetime) -> None:
    """Time passes: the trial is earlier than it was."""
    with it.house.portal.app_context(), db.writing():
        db.session.get_one(Trial, trial_id).starts_at = starts_at


def the(it: Deciding, trial_id: uuid.UUID) -> Trial:
    (found,) = it.house.rows(Trial, Trial.id == trial_id)
    assert isinstance(found, Trial)
    return found


def refused(call: Callable[[], object]) -> object:
    with pytest.raises(trials.Refused) as said:
        call()
    return said.value.words


@pytest.mark.parametrize("role", ["person", "sister", "manager"])
def test_who_writes_and_the_second_lock_may_offer(it: Deciding, role: str) -> None:
    trial = the(it, offered(it, role))
    assert (trial.person_yes_at, trial.applicant_yes_at) == (None, None)


@pytest.mark.parametrize("role", ["advocate", "worker"])
def test_who_only_sees_offers_nothing(it: Deciding, role: str) -> None:
    assert refused(lambda: offered(it, role)) is trials.NOT_YOURS
    assert not it.house.rows(Trial)


def test_over_eight_hours_in_all_are_paid_at_the_minimum(it: Deciding) -> None:
    assert refused(lambda: offered(it, minutes=481)) is trials.MUST_BE_PAID
    low: dict[str, Any] = {"minutes": 481, "is_paid": True, "pay_pence": MINIMUM - 1}
    assert refused(lambda: offered(it, **low)) is trials.PAY_TOO_LOW
    first = agreed(it, hours=4)
    move(it, first, now() - timedelta(days=1))
    second = agreed(it, hours=4)
    move(it, second, now() - timedelta(days=1))
    # The third makes it more than eight in all, however short it is.
    assert refused(lambda: offered(it, hours=1)) is trials.MUST_BE_PAID
    third = the(it, offered(it, hours=1, is_paid=True, pay_pence=MINIMUM))
    assert (third.paid, third.pay_pence) == (True, MINIMUM)


def test_three_are_enough_and_one_at_a_time(it: Deciding) -> None:
    # One that never was does not count.
    on(it, "person", trials.stop, offered(it))
    for _ in range(3):
        trial_id = agreed(it)
        assert refused(lambda: offered(it)) is trials.ONE_OPEN
        move(it, trial_id, now() - timedelta(days=1))
    assert refused(lambda: offered(it)) is trials.ENOUGH


def test_sent_twice_it_is_offered_once(it: Deciding) -> None:
    key, said = uuid.uuid4(), offer_of()
    for _ in range(2):
        it.do("sister", trials.offer, key=key, said=said)
    assert len(it.house.rows(Trial)) == 1


def test_nobody_is_asked_whom_the_person_does_not_want_to_meet(it: Deciding) -> None:
    it.house.applicant_id = it.house.applicant(met=False)
    assert refused(lambda: offered(it)) is trials.MEET_FIRST


@pytest.mark.parametrize("role", ["sister", "advocate", "worker", "manager"])
def test_only_the_person_says_yes_or_stops_for_themselves(it: Deciding, role: str) -> None:
    trial_id = offered(it)
    assert refused(lambda: on(it, role, trials.agree, trial_id)) is trials.NOT_YOURS
    assert refused(lambda: on(it, role, trials.stop, trial_id)) is trials.NOT_YOURS
    assert the(it, trial_id).person_yes_at is None


def _mask(html: str) -> str:
    html = re.sub(r'(nonce|name="csrf_token" value)="[^"]*"', "", html)
    # The link of an applicant holds the second in which it was signed.
    html = re.sub(r"/applications/[^/\"]+", "", html)
    return re.sub(r"/static/[^\"' ]+", "", html)


def test_nobody_is_told_who_stopped_it(portal: Flask) -> None:
    """The same trial, stopped by the one and by the other: every page and message is the same."""
    from tests.staff_choice.panel_house import build_panel_house

    it = Deciding(build_panel_house(portal))
    seen, day = [], now() + timedelta(days=2)
    for stop in (
        lambda trial_id: on(it, "person", trials.stop, trial_id),
        lambda trial_id: as_applicant(it, trials.applicant_stops, trial_id),
    ):
        trial_id = agreed(it, starts_at=day)
        before = len(it.house.rows(Notice))
        stop(trial_id)
        told = [
            (each.kind, each.channel, each.subject, each.body, each.account_id)
            for each in it.house.rows(Notice)[before:]
        ]
        pages = []
        for role in ("person", "sister", "worker", "manager"):
            html = _mask(it.house.as_(role).get(it.at("trial")).html)
            pages.append(html.split("</section>")[0].replace(str(trial_id), ""))
        with portal.app_context():
            own = path_of(db.session.get_one(Applicant, it.house.applicant_id))
        # The link tells the second in which it was made: the test may take longer than one.
        pages.append(_mask(Browser(portal).get(f"{own}/trial").html).replace(own, ""))
        assert "Nobody needs a reason" in pages[0]
        seen.append((told, pages))
    assert seen[0] == seen[1]
    stops = [e for e in it.house.rows(AuditEvent) if e.name == "staff.trial-stopped"]
    assert [each.actor_id for each in stops] == [it.house.accounts["person"], None]


def test_who_made_it_takes_it_back_until_both_said_yes(it: Deciding) -> None:
    """Also after one of them did; once both did, it is theirs to stop."""
    for yes in (None, "person", "applicant"):
        trial_id = offered(it)
        if yes == "person":
            on(it, "person", trials.agree, trial_id)
        if yes == "applicant":
            as_applicant(it, trials.applicant_agrees, trial_id)
        for _twice in range(2):
            on(it, "sister", trials.take_back, trial_id)
        assert the(it, trial_id).taken_back_at is not None
        late = partial(on, it, "person", trials.agree, trial_id)
        assert yes == "person" or refused(late) is trials.NO_LONGER
    trial_id = agreed(it)
    assert refused(lambda: on(it, "sister", trials.take_back, trial_id)) is trials.BOTH_SAID_YES
    assert the(it, trial_id).stopped_at is None
    on(it, "person", trials.stop, trial_id)
    backs = [e for e in it.house.rows(AuditEvent) if e.name == "staff.trial-taken-back"]
    assert [each.actor_id for each in backs] == [it.house.accounts["sister"]] * 3


@pytest.mark.parametrize("role", ["person", "advocate", "worker", "manager"])
def test_nobody_takes_back_what_somebody_else_offered(it: Deciding, role: str) -> None:
    trial_id = offered(it)
    assert refused(lambda: on(it, role, trials.take_back, trial_id)) is trials.NOT_YOURS


def test_the_person_needs_no_offer_of_their_own_to_end_it(it: Deciding) -> None:
    trial_id = offered(it, "manager")
    on(it, "person", trials.stop, trial_id)
    assert the(it, trial_id).taken_back_at is None, "nobody is told who ended it"


def test_who_may_offer_nothing_any_more_takes_nothing_back(it: Deciding) -> None:
    trial_id = offered(it)
    it.house.hide("sister", Part.STAFF)
    assert refused(lambda: on(it, "sister", trials.take_back, trial_id)) is trials.NOT_YOURS
    at = it.at("trial", trial_id, "take-back")
    it.house.as_("sister").post(at, {}, status=404)


def test_both_read_that_it_was_taken_back(at_home: Deciding) -> None:
    """Else the person would think that the applicant did not want it, and the other way round."""
    it, words = at_home, "Whoever asked took it back. It was their choice."
    trial_id = offered(it)
    sister = it.house.as_("sister")
    before = len(it.house.rows(Notice))
    page = sister.get(it.at("trial"))
    assert "No, stop it" not in page.text
    page = sister.get(page.links["Take the offer back"])
    assert "You need no reason." in page.text
    for role in ("person", "manager", "worker"):
        there = it.house.as_(role).get(it.at("trial"))
        assert "Take the offer back" not in there.text
        it.house.as_(role).post(it.at("trial", trial_id, "take-back"), {}, status=404)
    sister.post(page.url, {}, status=303)
    told = it.house.rows(Notice)[before:]
    assert {each.body for each in told} == {words} and len(told) == 3
    for role in ("person", "sister", "manager", "worker"):
        assert words in it.house.as_(role).get(it.at("trial")).text
    with it.house.portal.app_context():
        own = path_of(db.session.get_one(Applicant, it.house.applicant_id))
    assert words in Browser(it.house.portal).get(f"{own}/trial").text
    assert "It stopped" not in Browser(it.house.portal).get(f"{own}/trial").text
    offered(it)


def test_both_say_yes_first_and_the_rest_follows_from_time(it: Deciding) -> None:
    trial_id = offered(it)
    as_applicant(it, trials.applicant_agrees, trial_id)
    say = {"key": uuid.uuid4(), "said": Said(showed=Showed.LIKED)}
    assert refused(lambda: on(it, "person", trials.say_how, trial_id, **say)) is trials.NOT_YET
    move(it, trial_id, now() - timedelta(hours=1))
    # Its time came without both yeses: it never was.
    assert refused(lambda: on(it, "person", trials.agree, trial_id)) is trials.NO_LONGER
    assert refused(lambda: on(it, "person", trials.say_how, trial_id, **say)) is trials.NOT_YET


def test_how_it_was_is_no_decision(it: Deciding) -> None:
    trial_id = agreed(it)
    move(it, trial_id, now() - timedelta(hours=1))
    said = Said(showed=Showed.DID_NOT_LIKE, words="Too loud.", observed=SAW)
    for _ in range(2):
        on(it, "person", trials.say_how, trial_id, key=uuid.UUID(int=7), said=said)
    on(it, "sister", trials.say_how, trial_id, key=uuid.uuid4(), said=said)
    mine, hers = it.house.rows(TrialNote)
    if hers.by_person:
        mine, hers = hers, mine
    # Nobody observes themselves, and nobody speaks in the person's place.
    assert (mine.showed, mine.words, mine.observed) == (Showed.DID_NOT_LIKE, "Too loud.", "")
    assert (hers.showed, hers.words, hers.observed) == (None, "", SAW)
    on(it, "person", trials.stop, trial_id)
    assert not it.house.rows(StaffDecision)
    assert it.stands.value == "open"


def test_who_only_sees_writes_no_note(it: Deciding) -> None:
    trial_id = agreed(it)
    move(it, trial_id, now() - timedelta(hours=1))
    given = {"key": uuid.uuid4(), "said": Said(observed=SAW)}
    for role in ("worker", "manager"):
        words = refused(partial(on, it, role, trials.say_how, trial_id, **given))
        assert words is trials.NOT_YOURS
    it.house.seat("worker")
    on(it, "worker", trials.say_how, trial_id, **given)
    assert len(it.house.rows(TrialNote)) == 1


def test_for_somebody_without_an_account_who_speaks_for_them_answers(it: Deciding) -> None:
    trial_id = offered(it)
    with it.house.portal.app_context(), db.writing():
        db.session.get_one(Person, it.house.person_id).account_id = None
    # The sister writes, and decides nothing.
    assert refused(lambda: on(it, "sister", trials.agree, trial_id)) is trials.NOT_YOURS


def test_pages_of_a_time_together(at_home: Deciding) -> None:
    house, it = at_home.house, at_home
    sister, person = house.as_("sister"), house.as_("person")
    day = (now() + timedelta(days=3)).date().isoformat()
    form = {"day": day, "time": "10:00", "hours": "8", "paid": "no", "what": "The pond & tea"}
    form["key"] = str(uuid.uuid4())
    sister.post(it.at("trial", "offer"), {**form, "hours": "", "paid": ""}, status=422)
    page = sister.post(it.at("trial", "offer"), {**form, "paid": "yes", "pay": "3"}, status=422)
    assert "against the law" in page.text
    assert "The pond &amp; tea" in page.html
    sister.post(it.at("trial", "offer"), form, status=303)
    (trial,) = house.rows(Trial)
    sister.post(it.at("trial", trial.id, "yes"), {}, status=404)
    person.post(it.at("trial", trial.id, "yes"), {}, status=303)
    with house.portal.app_context():
        own = path_of(db.session.get_one(Applicant, house.applicant_id))
    visitor = Browser(house.portal)
    assert "A time together" in visitor.get(own).text
    visitor.post(f"{own}/trial/{trial.id}/yes", {}, status=303)
    assert "both said yes" in visitor.get(f"{own}/trial").text
    person.get(it.at("trial", trial.id, "how"), status=404)
    move(it, trial.id, now() - timedelta(hours=1))
    person.post(it.at("trial", trial.id, "how"), {"key": str(uuid.uuid4())}, status=422)
    person.post(
        it.at("trial", trial.id, "how"), {"showed": "liked", "key": str(uuid.uuid4())}, status=303
    )
    sister.post(
        it.at("trial", trial.id, "how"), {"observed": SAW, "key": str(uuid.uuid4())}, status=303
    )
    page = person.get(it.at("trial"))
    assert page.text.index("I liked it") < page.text.index(SAW)
    # What was said of it is not for the applicant.
    assert SAW not in visitor.get(f"{own}/trial").html + visitor.get(own).html
    visitor.get(f"{own}/trial/{trial.id}/stop")
    visitor.post(f"{own}/trial/{trial.id}/stop", {}, status=303)
    visitor.get(f"{own}/trial/{uuid.uuid4()}/stop", status=404)


class _Held:
    """A trial that took place."""

    def __init__(self, minutes: int, at: datetime) -> None:
        self.minutes, self.starts_at = minutes, at - timedelta(days=1)
        self.person_yes_at = self.applicant_yes_at = self.starts_at
        self.stopped_at = None


@given(st.lists(st.integers(1, 900), max_size=3), st.integers(1, 900))
def test_all_of_one_applicant_together_decide(before: list[int], minutes: int) -> None:
    at = now()
    held = [_Held(each, at) for each in before]
    assert next_must_be_paid(held, minutes, at) == (sum(before) + minutes > 480)


@pytest.mark.parametrize(
    ("paid", "pence", "must", "lawful"),
    [
        (False, 0, False, True),
        (False, 0, True, False),
        (True, MINIMUM, True, True),
        (True, MINIMUM - 1, True, False),
        (True, MINIMUM - 1, False, False),
    ],
)
def test_pay(paid: bool, pence: int, must: bool, lawful: bool) -> None:
    assert pay_is_lawful(paid, pence, must, MINIMUM) is lawful


@pytest.mark.parametrize("role", ["person", "sister", "manager"])
def test_the_page_asks_at_most_ten_queries(at_home: Deciding, role: str) -> None:
    for _ in range(2):
        trial_id = agreed(at_home)
        move(at_home, trial_id, now() - timedelta(days=1))
        said = Said(observed=SAW)
        on(at_home, "sister", trials.say_how, trial_id, key=uuid.uuid4(), said=said)
    offered(at_home)
    browser = at_home.house.as_(role)
    for page in ("trial", "decision"):
        browser.get(at_home.at(page))
        with at_home.house.queries() as asked:
            browser.get(at_home.at(page))
        assert 0 < len(asked) <= 10, (page, asked)
