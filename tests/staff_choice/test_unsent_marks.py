"""What a scorer types beside a mark outlives the page, is nobody else's, goes with the marks."""

from __future__ import annotations

import uuid

import pytest

from app.audit import SYSTEM
from app.database import now
from app.extensions import db
from app.people.models import Draft
from app.people.parts import Part
from app.staff_choice.actions import marks
from app.staff_choice.actions.erasing import erase
from app.staff_choice.models import Applicant, Interview, Mark
from tests.page_client import Browser
from tests.staff_choice.panel_house import CHAIR, PanelHouse

TYPED = "Wexbridge before I press anything"
UNKEPT = "You did not keep these words yet."


def talk_in(house: PanelHouse) -> uuid.UUID:
    """Two questions; the person and her sister give marks, the advocate leads; they have left."""
    house.seat("sister")
    house.seat("advocate", CHAIR)
    house.ask()
    talk = house.talk()
    for role in ("person", "sister"):
        house.as_(role).post(house.at("panel", "training"))
    house.has_left(talk)
    return talk


def url_of(house: PanelHouse, talk: uuid.UUID, number: int = 0) -> str:
    return house.at("interviews", talk, "marks", house.interview(talk).cards[number])


def type_in(house: PanelHouse, role: str, url: str, status: int = 204, **form: str) -> None:
    """What the page's script sends while somebody types."""
    browser = house.as_(role)
    sent = browser.client.post(
        f"{url}/draft", data={"note": TYPED, **form}, headers=dict(browser.headers)
    )
    assert sent.status_code == status


def drafts(house: PanelHouse) -> list[Draft]:
    return house.rows(Draft)


def test_a_note_comes_back_after_a_sign_out(panel_house: PanelHouse) -> None:
    talk = talk_in(panel_house)
    url = url_of(panel_house, talk)
    page = panel_house.as_("sister").get(url)
    assert page.find("form.question").get("data-draft-url") == f"{url}/draft"
    type_in(panel_house, "sister", url, mark="maybe")
    other_phone = Browser(panel_house.portal).sign_in("sister")
    page = other_phone.get(url)
    assert UNKEPT in page.text and TYPED in page.text
    assert page.fields("form.question").get("note") == ""
    form = other_phone.get(page.links["Use these words"])
    fields = form.fields("form.question")
    assert (fields["note"], fields["mark"]) == (TYPED, "maybe") and UNKEPT not in form.text
    # Each question has its own.
    assert UNKEPT not in other_phone.get(url_of(panel_house, talk, 1)).text
    other_phone.post(url, fields)
    assert drafts(panel_house) == []


def test_it_can_be_thrown_away(panel_home: PanelHouse) -> None:
    url = url_of(panel_home, talk_in(panel_home))
    type_in(panel_home, "sister", url)
    panel_home.as_("sister").post(f"{url}/throw-away")
    assert drafts(panel_home) == [] and UNKEPT not in panel_home.as_("sister").get(url).text


def test_a_refused_mark_loses_no_word(panel_home: PanelHouse) -> None:
    url = url_of(panel_home, talk_in(panel_home))
    panel_home.as_("sister").post(url, {"note": TYPED}, status=422)
    assert [each.content["note"] for each in drafts(panel_home)] == [TYPED]


def test_nobody_else_reads_it(panel_home: PanelHouse) -> None:
    """Not the person, not who leads, not who looks on: every page is as it was."""
    talk = talk_in(panel_home)
    url = url_of(panel_home, talk)
    type_in(panel_home, "sister", url)
    for role in ("person", "advocate", "worker"):
        for then in ("", "/all-marks"):
            told = panel_home.as_(role).client.get(panel_home.at("interviews", f"{talk}{then}"))
            assert TYPED not in told.text and UNKEPT not in told.text
    assert TYPED not in panel_home.as_("person").get(url).html


@pytest.mark.parametrize("role", ["advocate", "worker", "friend", "stranger"])
def test_only_who_gives_marks_keeps_a_draft(panel_home: PanelHouse, role: str) -> None:
    url = url_of(panel_home, talk_in(panel_home))
    type_in(panel_home, role, url, status=404)
    assert drafts(panel_home) == []


def test_only_beside_a_question_that_was_asked(panel_home: PanelHouse) -> None:
    talk = talk_in(panel_home)
    type_in(panel_home, "sister", panel_home.at("interviews", talk, "marks", uuid.uuid4()), 404)
    assert drafts(panel_home) == []


def test_who_sees_it_no_more_reads_their_own_draft_no_more(panel_home: PanelHouse) -> None:
    url = url_of(panel_home, talk_in(panel_home))
    type_in(panel_home, "sister", url)
    panel_home.hide("sister", Part.STAFF)
    panel_home.as_("sister").get(url, status=404)


@pytest.mark.parametrize("how", ["all-in", "chair", "taken-off"])
def test_it_is_gone_once_the_marks_are_shown(panel_house: PanelHouse, how: str) -> None:
    """Of everybody, and nothing new is kept."""
    talk = talk_in(panel_house)
    url = url_of(panel_house, talk)
    type_in(panel_house, "sister", url)
    type_in(panel_house, "person", url)
    other = panel_house.talk(panel_house.applicant())
    panel_house.has_left(other)
    type_in(panel_house, "sister", url_of(panel_house, other))
    if how == "chair":
        with panel_house.leading("advocate") as given:
            marks.close(**given, interview=db.session.get_one(Interview, talk))
    else:
        panel_house.mark(talk, "person", Mark.YES)
        if how == "all-in":
            panel_house.mark(talk, "sister", Mark.YES)
        else:
            panel_house.take_off("sister")
    assert not panel_house.is_open(talk)
    left = {each.place.split("-", 1)[1][:36] for each in drafts(panel_house)}
    assert left == {str(other)}, "what is typed about somebody else stays"
    type_in(panel_house, "person", url, status=404)
    assert {each.place.split("-", 1)[1][:36] for each in drafts(panel_house)} == {str(other)}


def test_what_came_too_late_is_kept_by_nobody(panel_home: PanelHouse) -> None:
    talk = talk_in(panel_home)
    url = url_of(panel_home, talk)
    with panel_home.leading("advocate") as given:
        marks.close(**given, interview=db.session.get_one(Interview, talk))
    page = panel_home.as_("sister").post(url, {"mark": "yes", "note": TYPED}, status=422)
    assert TYPED in page.html, "the words stand on the page for their writer"
    assert page.find("form.question").get("data-draft-url") is None
    assert drafts(panel_home) == []


def test_it_goes_with_the_applicant(panel_house: PanelHouse) -> None:
    url = url_of(panel_house, talk_in(panel_house))
    type_in(panel_house, "sister", url)
    with panel_house.portal.app_context(), db.writing():
        applicant = db.session.get_one(Applicant, panel_house.applicant_id)
        erase(by=SYSTEM, applicant=applicant, why="taken-back", at=now())
    assert drafts(panel_house) == []
