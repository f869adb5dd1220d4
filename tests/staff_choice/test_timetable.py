"""The timetable: three a day, breaks, nobody in two talks, and a file that says no name."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import Any

import pytest
from icalendar import Calendar

from app.audit.models import AuditEvent
from app.database import now
from app.extensions import db
from app.language.formats import LONDON
from app.notices.models import Notice
from app.people.actions.records import today
from app.staff_choice.fairness.panel import MOST_A_DAY, Slot, overlap
from app.staff_choice.links import path_of
from app.staff_choice.models import Applicant, Interview, MeetAnswer
from tests.page_client import Browser
from tests.plans.house import CALLED
from tests.staff_choice.panel_house import APPLICANT, ASKER, PanelHouse

DAY = today() + timedelta(days=5)
PLACE = "The Wobblethwaite community room"
NINE = datetime.combine(DAY, datetime.min.time(), tzinfo=LONDON).replace(hour=9)


def form(time: str = "10:00", day: date = DAY, **given: str) -> dict[str, str]:
    return {
        "day": day.isoformat(),
        "time": time,
        "minutes": "30",
        "break_minutes": "15",
        "place": "",
        **given,
    }


def plan(house: PanelHouse, *times: str, day: date = DAY) -> None:
    for time in times:
        house.as_("person").post(house.at("timetable", "new", house.applicant()), form(time, day))


@pytest.mark.parametrize(
    ("minutes_later", "clash"),
    [(0, True), (29, True), (30, True), (44, True), (45, False), (-44, True), (-45, False)],
)
def test_a_break_belongs_to_a_talk(minutes_later: int, clash: bool) -> None:
    one = Slot(NINE, 30, 15)
    other = Slot(NINE + timedelta(minutes=minutes_later), 30, 15)
    assert overlap(one, other) is clash
    assert overlap(other, one) is clash


def test_nobody_is_in_two_talks(panel_house: PanelHouse) -> None:
    plan(panel_house, "10:00")
    url = panel_house.at("timetable", "new", panel_house.applicant_id)
    page = panel_house.as_("person").post(url, form("10:30", place=PLACE), status=422)
    assert "Another talk is at this time." in page.text
    assert PLACE in page.html
    assert len(panel_house.rows(Interview)) == 1
    panel_house.as_("person").post(url, form("10:45"))
    assert len(panel_house.rows(Interview)) == 2


def test_a_fourth_on_one_day_needs_its_own_yes(panel_house: PanelHouse) -> None:
    assert MOST_A_DAY == 3
    plan(panel_house, "08:00", "10:00", "12:00")
    url = panel_house.at("timetable", "new", panel_house.applicant_id)
    person = panel_house.as_("person")
    assert "over_limit" not in person.get(url).html
    page = person.post(url, form("14:00"), status=422)
    assert "There are 3 talks on this day." in page.text
    assert page.find("input[name=over_limit]").get("checked") is None
    person.post(url, form("14:00", over_limit="y"))
    last = panel_house.rows(Interview)[-1]
    assert last.over_limit_by == panel_house.accounts["person"]
    event = panel_house.rows(AuditEvent, AuditEvent.name == "interview.planned")[-1]
    assert event.facts == {"over_limit": True}


def test_a_yes_that_nobody_needed_is_not_kept(panel_house: PanelHouse) -> None:
    url = panel_house.at("timetable", "new", panel_house.applicant_id)
    panel_house.as_("person").post(url, form("14:00", over_limit="y"))
    (only,) = panel_house.rows(Interview)
    assert only.over_limit_by is None


def test_three_on_each_of_two_days_are_fine(panel_house: PanelHouse) -> None:
    plan(panel_house, "08:00", "10:00", "12:00")
    plan(panel_house, "08:00", "10:00", "12:00", day=DAY + timedelta(days=1))
    assert len(panel_house.rows(Interview)) == 6


def test_a_time_is_that_of_london(panel_house: PanelHouse) -> None:
    summer = next(
        day for day in (today() + timedelta(days=n) for n in range(366)) if day.month == 7
    )
    plan(panel_house, "10:00", day=summer)
    (only,) = panel_house.rows(Interview)
    assert only.starts_at.hour == 9


@pytest.mark.parametrize(
    "wrong",
    [
        form(day=today() - timedelta(days=1)),
        form(day=today() + timedelta(days=400)),
        form("03:00"),
        form("23:30"),
        form("soon"),
        form(minutes="1"),
        form(break_minutes="0"),
        form() | {"day": ""},
        form(place="x" * 201),
    ],
)
def test_bad_times_come_back_with_what_was_typed(
    panel_home: PanelHouse, wrong: dict[str, str]
) -> None:
    url = panel_home.at("timetable", "new", panel_home.applicant_id)
    page = panel_home.as_("person").post(url, wrong, status=422)
    assert page.find_all("#error-summary")
    assert panel_home.rows(Interview) == []


def test_only_whom_the_person_wants_to_meet_gets_a_time(panel_house: PanelHouse) -> None:
    shy = panel_house.applicant("Zinnia Not-Yet-Chosen", met=False)
    thought = panel_house.applicant("Zinnia Thought-Of", met=False)
    panel_house.say_meet(thought, counts=False)
    person = panel_house.as_("person")
    page = person.get(panel_house.at("timetable"))
    assert APPLICANT in page.text
    assert "Zinnia" not in page.html
    for who in (shy, thought):
        person.get(panel_house.at("timetable", "new", who), status=404)
        person.post(panel_house.at("timetable", "new", who), form(), status=404)


def test_a_later_no_takes_the_name_away(panel_house: PanelHouse) -> None:
    """From the page, from paper and from the file; a later yes brings it back."""
    panel_house.ask()
    talk = panel_house.talk()
    for answer, there in ((MeetAnswer.NO, False), (MeetAnswer.NOT_SURE, False), ("yes", True)):
        panel_house.say_meet(panel_house.applicant_id, MeetAnswer(answer))
        for page in (("timetable",), ("timetable", "print"), ("timetable", "calendar.ics")):
            html = panel_house.as_("person").client.get(panel_house.at(*page))
            assert (APPLICANT in html.get_data(as_text=True)) is there
        panel_house.as_("person").get(
            panel_house.at("interviews", talk), status=200 if there else 404
        )


def test_a_time_can_change_until_they_met(panel_house: PanelHouse) -> None:
    panel_house.ask()
    talk = panel_house.talk()
    person = panel_house.as_("person")
    page = person.get(panel_house.at("timetable", talk))
    person.post(page.url, {**page.fields("form.question"), **form("11:00", place=PLACE)})
    assert panel_house.interview(talk).place == PLACE
    panel_house.has_left(talk)
    assert "You met them already." in person.post(page.url, form("12:00"), status=422).text
    person.post(panel_house.at("timetable", talk, "remove"))
    assert len(panel_house.rows(Interview)) == 1


def test_a_time_that_is_taken_away_can_be_given_anew(panel_house: PanelHouse) -> None:
    talk = panel_house.talk()
    panel_house.as_("person").post(panel_house.at("timetable", talk, "remove"))
    assert panel_house.rows(Interview) == []
    assert APPLICANT in panel_house.as_("person").get(panel_house.at("timetable")).text


def test_the_day_is_shown_in_pictures(panel_home: PanelHouse) -> None:
    talk = panel_home.talk(starts_at=NINE, place=PLACE)
    steps = ("We say hello", "We ask our questions", "They leave", "We have a break", PLACE)
    advocate = panel_home.as_("advocate")
    for then in (("timetable",), ("timetable", "print"), ("interviews", talk)):
        page = advocate.get(panel_home.at(*then))
        for words in steps:
            assert words in page.text
        assert len(page.find_all("main .row img") or page.find_all(".part img")) >= 5
        # Who may only look changes nothing.
        assert "Another time" not in page.text
    assert "Another time" in panel_home.as_("sister").get(panel_home.at("interviews", talk)).text


def calendar(house: PanelHouse, role: str) -> tuple[str, list[Any]]:
    answer = house.as_(role).client.get(house.at("timetable", "calendar.ics"))
    assert answer.status_code == 200
    assert answer.mimetype == "text/calendar"
    text = answer.get_data(as_text=True)
    return text, list(Calendar.from_ical(text).walk("VEVENT"))


def test_the_file_for_a_calendar(panel_house: PanelHouse) -> None:
    panel_house.seat("advocate", ASKER)
    panel_house.talk(starts_at=NINE, place=PLACE)
    text, (event,) = calendar(panel_house, "advocate")
    assert event["dtstart"].dt == NINE
    assert event["dtend"].dt == NINE + timedelta(minutes=30)
    assert APPLICANT in str(event["summary"])
    assert str(event["location"]) == PLACE
    assert CALLED not in text
    assert str(panel_house.person_id) not in text


def test_who_is_not_on_the_panel_gets_times_and_no_name(panel_house: PanelHouse) -> None:
    panel_house.talk(starts_at=NINE, place=PLACE)
    text, (event,) = calendar(panel_house, "worker")
    assert str(event["summary"]) == "Talk 1"
    for name in (APPLICANT, PLACE, CALLED, str(panel_house.person_id)):
        assert name not in text.replace("\r\n ", "")


def test_a_name_cannot_write_lines_of_the_file(panel_house: PanelHouse) -> None:
    who = panel_house.applicant("Zinnia\nBEGIN:VALARM, x; y")
    panel_house.talk(who, starts_at=now() + timedelta(days=3))
    text, events = calendar(panel_house, "person")
    assert len(events) == 1
    assert "\nBEGIN:VALARM" not in text


def test_whom_we_meet_is_written_to_and_reads_when_and_where(panel_house: PanelHouse) -> None:
    def letters() -> list[str]:
        return [each.subject for each in panel_house.rows(Notice, Notice.kind == "applicant-link")]

    with panel_house.portal.app_context():
        theirs = path_of(db.session.get_one(Applicant, panel_house.applicant_id))
    browser = Browser(panel_house.portal)
    assert "We write to you with a day." in browser.get(theirs).text
    person = panel_house.as_("person")
    person.post(
        panel_house.at("timetable", "new", panel_house.applicant_id), form("09:30", place=PLACE)
    )
    page = browser.get(theirs).text
    assert "See here when and where." in page and PLACE in page and "9:30" in page
    assert letters() == ["We want to meet you"]
    # Kept as it was, nobody is written to; another time is told, and that there is none.
    (talk,) = panel_house.rows(Interview)
    person.post(panel_house.at("timetable", talk.id), form("09:30", place=PLACE))
    person.post(panel_house.at("timetable", talk.id), form("11:30", place=PLACE))
    assert "11:30" in browser.get(theirs).text
    person.post(panel_house.at("timetable", talk.id, "remove"), {})
    assert letters() == ["We want to meet you", *2 * ["We meet on another day"]]
    assert PLACE not in browser.get(theirs).text


def test_after_the_talk_they_read_that_we_met(panel_house: PanelHouse) -> None:
    with panel_house.portal.app_context():
        theirs = path_of(db.session.get_one(Applicant, panel_house.applicant_id))
    browser = Browser(panel_house.portal)
    panel_house.ask()
    talk = panel_house.talk(place=PLACE)
    panel_house.has_left(talk)
    page = browser.get(theirs).text
    assert "We met you" in page and PLACE not in page
    # Who would not meet them again says so when the job is over, and not before.
    panel_house.say_meet(panel_house.applicant_id, MeetAnswer.NO)
    assert "We met you" in browser.get(theirs).text


def test_a_day_that_has_gone_says_so(panel_home: PanelHouse) -> None:
    plan(panel_home, "10:00")
    assert "This is over." not in panel_home.as_("person").get(panel_home.at("timetable")).text
    with panel_home.portal.app_context(), db.writing():
        (interview,) = db.session.query(Interview)
        interview.starts_at = now() - timedelta(days=3)
    assert "This is over." in panel_home.as_("person").get(panel_home.at("timetable")).text
