"""Whom to meet: their words first, their name once they are met, nobody led by anybody."""

from __future__ import annotations

import uuid

import pytest

from app.database import now
from app.extensions import db
from app.staff_choice.fairness import VERSION
from app.staff_choice.models import (
    Applicant,
    MeetAnswer,
    MeetChoice,
    StaffDecision,
    VacancyStage,
    VacancyState,
)
from tests.page_tree import words_of
from tests.staff_choice.panel_house import ROLES, PanelHouse

NAME = "Thistle Okonjo-Wimple"


@pytest.fixture
def asked(panel_home: PanelHouse) -> uuid.UUID:
    """Somebody new, whom nobody answered yet, with a name, a photo of words and a video."""
    applicant_id = panel_home.applicant(NAME, met=False)
    with panel_home.portal.app_context(), db.writing():
        it = db.session.get_one(Applicant, applicant_id)
        it.words = "I am Thistle. I like quiet mornings."
        it.video_link = "https://video.example/wimple"
    return applicant_id


def test_before_the_choice_nobody_reads_their_name(
    panel_home: PanelHouse, asked: uuid.UUID
) -> None:
    for role in ROLES:
        browser = panel_home.as_(role)
        for address in (panel_home.at("applicants"), panel_home.at("applicants", asked)):
            page = browser.get(address)
            assert "Person 2" in page.text, role
            for piece in ("Okonjo-Wimple", "Wimple", "wimple", "video.example"):
                assert piece not in page.html, (role, address)
        assert "quiet mornings" in page.text
        assert "I am Thistle" not in page.text
        browser.get(panel_home.at("applicants", asked, "photo"), status=404)


def test_the_persons_yes_shows_the_name_to_all(panel_home: PanelHouse, asked: uuid.UUID) -> None:
    page = panel_home.as_("person").post(
        panel_home.at("applicants", asked), {"answer": "yes"}, status=303
    )
    assert page.location.endswith("/applicants")
    for role in ROLES:
        assert NAME in panel_home.as_(role).get(panel_home.at("applicants", asked)).text
    (choice,) = panel_home.rows(MeetChoice, MeetChoice.applicant_id == asked)
    assert (choice.counts, choice.answer, choice.rule_version) == (True, MeetAnswer.YES, VERSION)


def test_a_helper_thinks_along_and_leads_nobody(panel_home: PanelHouse, asked: uuid.UUID) -> None:
    one = panel_home.at("applicants", asked)
    panel_home.as_("sister").post(one, {"answer": "no", "words": "Too loud for us"}, status=303)
    (choice,) = panel_home.rows(MeetChoice, MeetChoice.applicant_id == asked)
    assert not choice.counts
    for role in ("person", "advocate", "worker"):
        assert "Too loud" not in panel_home.as_(role).get(one).html
    assert "Too loud" in panel_home.as_("sister").get(one).html
    panel_home.as_("person").post(one, {"answer": "yes"}, status=303)
    assert "Too loud" in panel_home.as_("person").get(one).html
    # Who may not know the sister does not read what she thinks.
    assert "Too loud" not in panel_home.as_("worker").get(one).html


def test_who_only_sees_answers_nothing(panel_home: PanelHouse, asked: uuid.UUID) -> None:
    one = panel_home.at("applicants", asked)
    assert "meet-form" not in panel_home.as_("worker").get(one).html
    panel_home.as_("worker").post(one, {"answer": "yes"}, status=404)
    panel_home.as_("stranger").get(one, status=404)
    assert panel_home.rows(MeetChoice, MeetChoice.applicant_id == asked) == []


def test_the_same_answer_twice_is_kept_once(panel_home: PanelHouse, asked: uuid.UUID) -> None:
    one = panel_home.at("applicants", asked)
    for answer in ("yes", "yes", "not-sure"):
        panel_home.as_("person").post(one, {"answer": answer}, status=303)
    rows = panel_home.rows(MeetChoice, MeetChoice.applicant_id == asked)
    assert [row.answer for row in rows] == [MeetAnswer.YES, MeetAnswer.NOT_SURE]
    # What was known stays no secret of the past: the page asks for the newest answer.
    assert NAME not in panel_home.as_("sister").get(one).text


def test_no_answer_says_so_and_keeps_the_words(panel_home: PanelHouse, asked: uuid.UUID) -> None:
    page = panel_home.as_("person").post(
        panel_home.at("applicants", asked), {"words": "I do not know"}, status=422
    )
    assert "Choose one." in page.text
    assert "I do not know" in page.html


def test_after_the_decision_it_is_too_late(panel_home: PanelHouse, asked: uuid.UUID) -> None:
    panel_home.add(
        StaffDecision(
            applicant_id=asked,
            says_yes=False,
            given_by=panel_home.accounts["person"],
            rule_version="1",
        )
    )
    page = panel_home.as_("person").post(
        panel_home.at("applicants", asked), {"answer": "yes"}, status=422
    )
    assert "You decided about them already." in page.text


def test_who_took_it_back_is_gone_and_the_numbers_stay(
    panel_home: PanelHouse, asked: uuid.UUID
) -> None:
    third = panel_home.applicant("Bramble Quist", met=False)
    with panel_home.portal.app_context(), db.writing():
        db.session.get_one(Applicant, asked).withdrawn_at = now()
    page = panel_home.as_("person").get(panel_home.at("applicants"))
    assert "Person 2" not in page.text
    assert "Person 3" in page.text
    panel_home.as_("person").get(panel_home.at("applicants", asked), status=404)
    assert "Person 3" in panel_home.as_("person").get(panel_home.at("applicants", third)).text


def test_faces_at_once_are_for_the_person_alone(panel_home: PanelHouse, asked: uuid.UUID) -> None:
    with panel_home.leading("person") as given:
        given["vacancy"].show_faces = True
    one = panel_home.at("applicants", asked)
    assert NAME in panel_home.as_("person").get(one).text
    assert NAME not in panel_home.as_("sister").get(one).text


def test_as_many_queries_for_one_as_for_many(panel_home: PanelHouse, asked: uuid.UUID) -> None:
    person = panel_home.as_("person")

    def count(address: str) -> int:
        person.get(address)
        with panel_home.queries() as asked_for:
            person.get(address)
        return len(asked_for)

    before = count(panel_home.at("applicants"))
    for number in range(12):
        panel_home.applicant(f"Bramble Quist {number}", met=False)
    assert count(panel_home.at("applicants")) == before <= 10
    assert count(panel_home.at("applicants", asked)) <= 10


def test_languages_stand_in_themselves(panel_home: PanelHouse, asked: uuid.UUID) -> None:
    with panel_home.portal.app_context(), db.writing():
        db.session.get_one(Applicant, asked).languages = ["ur", "en", "xx"]
    page = panel_home.as_("person").get(panel_home.at("applicants", asked))
    assert "They speak:" in page.text
    assert '<bdi lang="en">English</bdi>' in page.html
    assert '<bdi lang="ur">اردو</bdi>' in page.html


def test_the_list_says_who_waits_for_the_viewer_and_ranks_nobody(
    panel_home: PanelHouse, asked: uuid.UUID
) -> None:
    # Given two whom nobody answered yet, after one whom the person meets.
    third = panel_home.applicant("Bramble Quist", met=False)
    listed = panel_home.at("applicants")

    def waits(role: str) -> list[tuple[str, str]]:
        found = panel_home.as_(role).get(listed).find_all(".next-row")
        return [(words_of(each), each.get("href", "")) for each in found]

    def order() -> list[str]:
        links = panel_home.as_("person").get(listed).find_all(".rows a[href]")
        return [each.get("href", "") for each in links]

    before = order()
    two = "2 people wait for your answer Shall we meet them?"
    # Then it leads to who asked first of the two, for whoever has an answer to give.
    for role in ("person", "sister"):
        assert waits(role) == [(two, panel_home.at("applicants", asked))], role
    assert waits("worker") == []
    # When the sister says what she thinks, the next one waits for her, and both for the person.
    panel_home.as_("sister").post(panel_home.at("applicants", asked), {"answer": "no"}, status=303)
    ((words, href),) = waits("sister")
    assert "1 person waits" in words and href == panel_home.at("applicants", third)
    assert waits("person")[0][0] == two
    # When the person answers about both, nobody waits for anybody; the order is the same.
    for each, answer in ((third, "yes"), (asked, "no")):
        panel_home.as_("person").post(
            panel_home.at("applicants", each), {"answer": answer}, status=303
        )
    assert waits("person") == waits("sister") == []
    assert order() == before


@pytest.mark.parametrize("how", ["decided", "taken-away"])
def test_nobody_waits_about_whom_nothing_is_asked_any_more(
    panel_home: PanelHouse, asked: uuid.UUID, how: str
) -> None:
    decided = StaffDecision(
        applicant_id=asked,
        says_yes=False,
        given_by=panel_home.accounts["person"],
        rule_version="1",
    )
    gone = VacancyState(vacancy_id=panel_home.vacancy_id, number=2, stage=VacancyStage.WITHDRAWN)
    panel_home.add(decided if how == "decided" else gone)
    page = panel_home.as_("person").get(panel_home.at("applicants"))
    assert page.find_all(".next-row") == []
