"""Marks: hidden from everybody until all are in or the chair closes, then shown once, together."""

from __future__ import annotations

import uuid

import pytest
from sqlalchemy import select
from sqlalchemy.exc import DBAPIError

from app.audit.models import AuditEvent
from app.extensions import db
from app.people.models import SharingDecision, SharingStop
from app.staff_choice.actions import marks
from app.staff_choice.actions.marks import ALREADY, NO_QUESTIONS, NOT_YET, TOO_LATE
from app.staff_choice.models import Interview, Mark, Score
from tests.page_client import Browser, SeenPage
from tests.staff_choice.panel_house import CHAIR, GREETER, PanelHouse

NOTE = "Pelargonium note that nobody may see yet"


@pytest.fixture
def talk(panel_house: PanelHouse) -> uuid.UUID:
    """Two questions; the person and the sister give marks; the applicant has left."""
    return begin(panel_house)


def begin(house: PanelHouse) -> uuid.UUID:
    house.seat("sister")
    house.ask()
    interview_id = house.talk()
    house.has_left(interview_id)
    return interview_id


def refused(house: PanelHouse, interview_id: uuid.UUID, role: str, **given: object) -> object:
    with pytest.raises(marks.Refused) as said:
        house.mark(interview_id, role, **given)  # type: ignore[arg-type]
    return said.value.words


def on(browser: Browser, page: SeenPage) -> SeenPage:
    """Where all redirects lead."""
    while page.status == 303:
        answer = browser.client.get(page.location, headers=dict(browser.headers))
        page = SeenPage(answer, page.location)
    return page


def shown(house: PanelHouse) -> list[AuditEvent]:
    return house.rows(AuditEvent, AuditEvent.name == "marks.shown")


def test_the_last_mark_shows_all_once(panel_house: PanelHouse, talk: uuid.UUID) -> None:
    panel_house.mark(talk, "sister", Mark.NO, NOTE)
    panel_house.mark(talk, "person", only=[0])
    assert panel_house.is_open(talk)
    panel_house.mark(talk, "person", only=[1])
    assert not panel_house.is_open(talk)
    assert len(shown(panel_house)) == 1
    assert len(panel_house.rows(Score)) == 4


def test_no_mark_before_they_left(panel_house: PanelHouse) -> None:
    panel_house.ask()
    interview_id = panel_house.talk()
    with panel_house.leading("person") as given:
        interview = db.session.get_one(Interview, interview_id)
        marks.say_they_came(**given, interview=interview)
    assert refused(panel_house, interview_id, "person") is NOT_YET


def test_without_a_question_nobody_is_met(panel_house: PanelHouse) -> None:
    interview_id = panel_house.talk()
    with pytest.raises(marks.Refused) as said:
        panel_house.has_left(interview_id)
    assert said.value.words is NO_QUESTIONS


def test_the_chair_closes_and_later_marks_are_refused_kindly(
    panel_house: PanelHouse, talk: uuid.UUID
) -> None:
    panel_house.mark(talk, "person", only=[0])
    with panel_house.leading("person") as given:
        marks.close(**given, interview=db.session.get_one(Interview, talk))
    closed = panel_house.interview(talk)
    assert closed.closed_by == panel_house.accounts["person"]
    assert refused(panel_house, talk, "sister") is TOO_LATE
    with panel_house.leading("person") as given:
        marks.close(**given, interview=db.session.get_one(Interview, talk))
    assert panel_house.interview(talk).closed_at == closed.closed_at
    assert len(shown(panel_house)) == 1


def test_nobody_closes_before_they_left(panel_house: PanelHouse) -> None:
    panel_house.ask()
    interview_id = panel_house.talk()
    with panel_house.leading("person") as given, pytest.raises(marks.Refused):
        marks.close(**given, interview=db.session.get_one(Interview, interview_id))


def test_a_mark_is_given_once_and_stays(panel_house: PanelHouse, talk: uuid.UUID) -> None:
    panel_house.mark(talk, "sister", Mark.MAYBE, only=[0])
    panel_house.mark(talk, "sister", Mark.MAYBE, only=[0])
    assert refused(panel_house, talk, "sister", mark=Mark.YES, only=[0]) is ALREADY
    (score,) = panel_house.rows(Score)
    assert score.mark is Mark.MAYBE
    for statement in (Score.__table__.update().values(mark="yes"), Score.__table__.delete()):
        with panel_house.portal.app_context(), pytest.raises(DBAPIError):
            db.session.execute(statement)


def test_nobody_waits_for_whom_the_person_took_off(
    panel_house: PanelHouse, talk: uuid.UUID
) -> None:
    """Their marks stay theirs, and all is shown if they were the last."""
    panel_house.mark(talk, "sister", Mark.NO, NOTE, only=[0])
    panel_house.mark(talk, "person")
    assert panel_house.is_open(talk)
    panel_house.take_off("sister")
    assert not panel_house.is_open(talk)
    assert {(each.member.account_id, each.mark) for each in panel_house.rows(Score)} == {
        (panel_house.accounts["sister"], Mark.NO),
        (panel_house.accounts["person"], Mark.YES),
    }


def test_whoever_was_taken_off_gives_no_more(panel_house: PanelHouse, talk: uuid.UUID) -> None:
    panel_house.take_off("sister")
    with pytest.raises(marks.Refused):
        panel_house.mark(talk, "sister")
    page = panel_house.as_("sister").get(panel_house.at("interviews", talk, "marks"), status=404)
    assert NOTE not in page.html


def test_nobody_waits_for_whom_the_sharing_ended(panel_house: PanelHouse, talk: uuid.UUID) -> None:
    with panel_house.portal.app_context(), db.writing():
        decisions = select(SharingDecision).where(
            SharingDecision.member_id == panel_house.members["sister"]
        )
        for decision in db.session.scalars(decisions).unique():
            db.session.add(
                SharingStop(decision_id=decision.id, stopped_by=panel_house.accounts["person"])
            )
    panel_house.mark(talk, "person")
    assert not panel_house.is_open(talk)


def test_a_scorer_who_comes_later_is_asked_too(panel_house: PanelHouse, talk: uuid.UUID) -> None:
    panel_house.seat("advocate")
    panel_house.mark(talk, "person")
    panel_house.mark(talk, "sister")
    assert panel_house.is_open(talk)
    panel_house.mark(talk, "advocate")
    assert not panel_house.is_open(talk)


def test_whoever_comes_back_has_given_their_marks(panel_house: PanelHouse, talk: uuid.UUID) -> None:
    panel_house.mark(talk, "sister", only=[0])
    panel_house.take_off("sister")
    panel_house.seat("sister")
    assert refused(panel_house, talk, "sister", mark=Mark.NO, only=[0]) is ALREADY
    assert len(panel_house.rows(Score)) == 1


def test_cards_stay_as_they_were_when_the_talk_began(
    panel_house: PanelHouse, talk: uuid.UUID
) -> None:
    panel_house.ask("What makes you laugh?")
    panel_house.mark(talk, "sister")
    panel_house.mark(talk, "person")
    assert not panel_house.is_open(talk)
    assert len(panel_house.interview(talk).cards) == 2


def test_a_greeter_says_goodbye_and_gives_no_marks(panel_house: PanelHouse) -> None:
    panel_house.seat("worker", GREETER)
    panel_house.ask()
    talk = panel_house.talk()
    worker = panel_house.as_("worker")
    worker.post(panel_house.at("interviews", talk, "left"))
    assert panel_house.interview(talk).left_at is not None
    worker.get(panel_house.at("interviews", talk, "marks"), status=404)
    worker.get(panel_house.at("interviews", talk, "close"), status=404)


def test_what_a_mark_says_is_in_no_audit(panel_house: PanelHouse, talk: uuid.UUID) -> None:
    panel_house.mark(talk, "sister", Mark.NO, NOTE)
    (event, _second) = panel_house.rows(AuditEvent, AuditEvent.name == "mark.given")
    assert event.facts == {}
    assert event.about == f"interview:{talk}"


def test_the_chair_counts_and_learns_no_more(panel_home: PanelHouse) -> None:
    talk = begin(panel_home)
    panel_home.seat("advocate", CHAIR)
    panel_home.mark(talk, "sister", Mark.NO, NOTE)
    page = panel_home.as_("advocate").get(panel_home.at("interviews", talk))
    assert "1 of 2 have finished." in page.text
    assert NOTE not in page.html
    assert "Sisterwick" not in page.html
    # Whoever leads and was named by the person leads alone.
    panel_home.as_("person").get(panel_home.at("interviews", talk, "close"), status=404)


def test_one_question_a_page_until_all_are_answered(panel_home: PanelHouse) -> None:
    talk = begin(panel_home)
    person = panel_home.as_("person")
    page = person.follow(person.get(panel_home.at("interviews", talk, "marks"), status=303))
    assert page.h1 == "How we do it"
    form = page.fields("form.one-tap")
    page = on(person, person.post(panel_home.at("panel", "training"), form))
    for number in (1, 2):
        assert page.h1 == f"Question {number}"
        assert len(page.find_all("input[type=radio]")) == 4
        wrong = person.post(page.url, {"mark": "", "note": "Pelargonium"}, status=422)
        assert "Pelargonium" in wrong.html
        page = on(person, person.post(page.url, {"mark": "maybe", "note": ""}))
    assert "You gave all your marks." in page.text
    assert "maybe" not in page.text.lower()


def test_all_marks_are_shown_together_the_persons_first(panel_home: PanelHouse) -> None:
    talk = begin(panel_home)
    panel_home.mark(talk, "sister", Mark.NO, NOTE)
    panel_home.mark(talk, "person", Mark.YES)
    page = panel_home.as_("person").get(panel_home.at("interviews", talk, "all-marks"))
    assert page.text.index("Yes, good answer") < page.text.index(NOTE)
    assert "You do not all agree" in page.text
    assert page.text.count("Talk about it.") == 2
    for word in ("average", "%", "points"):
        assert word not in page.text
    sister = panel_home.as_("sister").get(panel_home.at("interviews", talk, "all-marks"))
    assert sister.text.index("Yes, good answer") < sister.text.index(NOTE)


def test_marks_are_for_the_panel_alone(panel_home: PanelHouse) -> None:
    talk = begin(panel_home)
    panel_home.mark(talk, "sister", Mark.NO, NOTE)
    panel_home.mark(talk, "person", Mark.YES)
    for role in ("advocate", "worker", "friend", "stranger"):
        panel_home.as_(role).get(panel_home.at("interviews", talk, "all-marks"), status=404)


def test_a_mark_that_comes_too_late_is_not_lost_from_the_page(panel_home: PanelHouse) -> None:
    talk = begin(panel_home)
    panel_home.mark(talk, "person")
    with panel_home.leading("person") as given:
        marks.close(**given, interview=db.session.get_one(Interview, talk))
    card = panel_home.interview(talk).cards[0]
    page = panel_home.as_("sister").post(
        panel_home.at("interviews", talk, "marks", card), {"mark": "no", "note": NOTE}, status=422
    )
    assert str(TOO_LATE) in page.text
    assert NOTE in page.html
    assert len(panel_home.rows(Score)) == 2


def test_who_leads_is_named_by_the_person_alone(panel_home: PanelHouse) -> None:
    """Somebody who may write about staff cannot put themselves, or anybody, at the head."""
    talk = begin(panel_home)
    sister = panel_home.as_("sister")
    own = panel_home.place("sister").id
    for page in (("panel", "add"), ("panel", own), ("panel", own, "remove")):
        sister.get(panel_home.at(*page), status=404)
    sister.post(panel_home.at("panel", own), {"roles": ["chair"]}, status=404)
    sister.post(panel_home.at("interviews", talk, "close"), {}, status=404)


def test_a_question_that_nobody_marked_is_shown_too(panel_house: PanelHouse) -> None:
    panel_house.ask()
    interview_id = panel_house.talk()
    panel_house.has_left(interview_id)
    with panel_house.leading("person") as given:
        marks.close(**given, interview=db.session.get_one(Interview, interview_id))
    page = panel_house.as_("person").get(panel_house.at("interviews", interview_id, "all-marks"))
    assert page.text.count("Nobody gave a mark here.") == 2
