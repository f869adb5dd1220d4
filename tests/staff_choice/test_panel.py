"""The panel: chosen by the person, out of those who see how she chooses; never without her."""

from __future__ import annotations

import uuid
from datetime import timedelta

import pytest

from app.audit.models import AuditEvent
from app.database import now
from app.extensions import db
from app.people.models import Area, CommunicationNeed, NeedKind, Relationship, SpokenFor
from app.people.parts import Part
from app.staff_choice.actions import panel
from app.staff_choice.actions.panel import NEVER_THE_PERSON, SHARE_FIRST
from app.staff_choice.fairness.panel import are_all_in, differ
from app.staff_choice.models import (
    Evidence,
    EvidenceLevel,
    Mark,
    PanelMember,
    Vacancy,
    VacancyCriterion,
)
from app.staff_choice.queries.cards import lines_of
from tests.plans.house import FRIEND, SISTER
from tests.staff_choice.house import make_line
from tests.staff_choice.panel_house import CHAIR, GREETER, SCORER, PanelHouse


@pytest.mark.parametrize(
    ("cards", "given", "scorers", "all_in"),
    [
        (2, {"me": 2, "sister": 2}, ["me", "sister"], True),
        (2, {"me": 2, "sister": 1}, ["me", "sister"], False),
        (2, {"me": 2}, ["me", "sister"], False),
        (2, {"me": 2, "gone": 1}, ["me"], True),
        (0, {}, ["me"], False),
        (2, {}, [], False),
    ],
)
def test_when_all_are_in(
    cards: int, given: dict[str, int], scorers: list[str], all_in: bool
) -> None:
    assert are_all_in(range(cards), scorers, given) is all_in


@pytest.mark.parametrize(
    ("marks", "they_differ"),
    [
        ([], False),
        ([Mark.YES], False),
        ([Mark.YES, Mark.YES], False),
        ([Mark.YES, Mark.MAYBE], True),
        ([Mark.NO, Mark.DID_NOT_HEAR], False),
        ([Mark.NO, Mark.DID_NOT_HEAR, Mark.YES], True),
    ],
)
def test_where_two_see_it_differently(marks: list[Mark], they_differ: bool) -> None:
    assert differ(marks) is they_differ


def test_the_person_is_on_it_from_the_first(panel_home: PanelHouse) -> None:
    page = panel_home.as_("person").get(panel_home.at("panel"))
    assert "Me Gives marks Leads" in page.text
    assert panel_home.rows(PanelMember) == []


def test_she_says_what_she_does_on_it_from_the_first(panel_home: PanelHouse) -> None:
    """Before anything was written she has no place yet, and a way to her own roles all the same."""
    person, url = panel_home.as_("person"), panel_home.at("panel", "mine")
    page = person.get(panel_home.at("panel"))
    assert [each.get("href") for each in page.find_all("main .rows a")] == [url]
    page = person.get(url)
    ticked = [
        each.get("value") for each in page.find_all("input") if each.get("checked") is not None
    ]
    assert ticked == ["chair"] and "You always give marks too." in page.text
    assert panel_home.rows(PanelMember) == [], "looking writes nothing"
    person.post(url, {"roles": ["asker"]})
    assert panel_home.place("person").roles == ["asker", "scorer"]
    assert "Me Asks the questions Gives marks Leads" in person.get(panel_home.at("panel")).text
    # Once somebody else leads, she does so no more; to take it back she says so.
    panel_home.seat("sister", CHAIR)
    person.post(url, {"roles": ["greeter"]})
    assert panel_home.place("sister").roles == ["chair"]
    person.post(url, {"roles": ["chair"]})
    assert panel_home.place("person").roles == ["scorer", "chair"]
    assert panel_home.place("sister").roles == []


def test_her_own_roles_are_hers(panel_home: PanelHouse) -> None:
    """Nobody chooses them in her place, who speaks for her as little as who helps."""
    url = panel_home.at("panel", "mine")
    panel_home.add(
        SpokenFor(
            person_id=panel_home.person_id,
            member_id=panel_home.members["sister"],
            area=Area.STAFF,
        )
    )
    for role in ("sister", "advocate", "stranger"):
        panel_home.as_(role).get(url, status=404)
        panel_home.as_(role).post(url, {"roles": ["greeter"]}, status=404)
        assert url not in panel_home.as_("sister").get(panel_home.at("panel")).links.values()
    assert panel_home.rows(PanelMember) == []


def test_she_asks_in_whom_she_shares_with(panel_home: PanelHouse) -> None:
    person = panel_home.as_("person")
    page = person.get(panel_home.at("panel", "add"))
    assert SISTER in page.links
    assert page.links[FRIEND].endswith(f"/sharing/member/{panel_home.members['friend']}")
    page = person.get(page.links[SISTER])
    assert "Choose one or more." in person.post(page.url, {}, status=422).text
    person.post(page.url, {"roles": ["asker", "scorer"]})
    assert panel_home.place("sister").roles == ["asker", "scorer"]
    assert SISTER not in person.get(panel_home.at("panel", "add")).links
    assert f"{SISTER} Asks the questions Gives marks" in person.get(panel_home.at("panel")).text


def test_nobody_comes_who_cannot_see_it(panel_house: PanelHouse) -> None:
    """Also by an address typed by hand, and where it was hidden from them alone."""
    panel_house.hide("advocate", Part.STAFF)
    for role in ("friend", "advocate"):
        with pytest.raises(panel.Refused) as said:
            panel_house.seat(role)
        assert said.value.words is SHARE_FIRST
    url = panel_house.at("panel", "add", panel_house.members["friend"])
    panel_house.as_("person").post(url, {"roles": ["scorer"]}, status=422)
    assert {each.account_id for each in panel_house.rows(PanelMember)} <= {
        panel_house.accounts["person"]
    }


def test_a_member_of_another_circle_is_nobody_here(panel_home: PanelHouse) -> None:
    url = panel_home.at("panel", "add", uuid.uuid4())
    panel_home.as_("person").get(url, status=404)
    panel_home.as_("person").post(url, {"roles": ["scorer"]}, status=404)


def test_one_leads_and_the_person_takes_it_back(panel_house: PanelHouse) -> None:
    panel_house.seat("sister", CHAIR)
    panel_house.seat("advocate", CHAIR, SCORER)
    leads = [each.account_id for each in panel_house.rows(PanelMember) if each.is_a(CHAIR)]
    assert leads == [panel_house.accounts["advocate"]]
    place = panel_house.place("advocate").id
    panel_house.as_("person").post(panel_house.at("panel", place), {"roles": ["scorer"]})
    page = panel_house.as_("person").get(panel_house.at("panel"))
    assert "Me Gives marks Leads" in page.text


def test_nobody_takes_the_person_off(panel_house: PanelHouse) -> None:
    panel_house.seat("sister")
    place = panel_house.place("person")
    with panel_house.leading("person") as given, pytest.raises(panel.Refused) as said:
        panel.take_off(**given, place=db.session.get_one(PanelMember, place.id))
    assert said.value.words is NEVER_THE_PERSON
    person = panel_house.as_("person")
    person.get(panel_house.at("panel", place.id, "remove"), status=404)
    person.post(panel_house.at("panel", place.id, "remove"), status=404)
    page = person.get(panel_house.at("panel", place.id))
    person.post(page.url, {"roles": ["greeter"]})
    assert panel_house.place("person").roles == ["greeter", "scorer"]


def test_taking_off_works_at_once(panel_house: PanelHouse) -> None:
    place = panel_house.seat("worker", GREETER)
    panel_house.ask()
    talk = panel_house.talk()
    worker = panel_house.as_("worker")
    assert "They are here" in worker.get(panel_house.at("interviews", talk)).text
    panel_house.as_("person").post(panel_house.at("panel", place, "remove"))
    assert "They are here" not in worker.get(panel_house.at("interviews", talk)).text
    worker.post(panel_house.at("interviews", talk, "came"), status=404)
    worker.get(panel_house.at("panel", "training"), status=404)
    (event,) = panel_house.rows(AuditEvent, AuditEvent.name == "panel.left")
    assert event.actor_id == panel_house.accounts["person"]


def test_the_card_is_read_once(panel_house: PanelHouse) -> None:
    panel_house.seat("worker", GREETER)
    worker = panel_house.as_("worker")
    page = worker.get(panel_house.at("panel", "training"))
    assert len(page.find_all("main .row img")) >= 6
    worker.post(page.url, page.fields("form.one-tap"))
    first = panel_house.place("worker").trained_at
    assert first is not None
    assert "I read it" not in worker.get(page.url).text
    worker.post(page.url, {})
    assert panel_house.place("worker").trained_at == first


def test_the_card_leads_nowhere_else(panel_home: PanelHouse) -> None:
    panel_home.seat("worker", GREETER)
    url = panel_home.at("panel", "training")
    page = panel_home.as_("worker").post(url, {"then": "https://elsewhere.example/"})
    assert page.location.endswith("/panel")


def test_needs_are_linked_and_not_copied(panel_home: PanelHouse) -> None:
    panel_home.seat("worker", GREETER)
    panel_home.add(
        CommunicationNeed(
            person_id=panel_home.person_id,
            member_id=panel_home.members["worker"],
            kind=NeedKind.FORMAT,
            need="Wobblethwaite print",
            written_by=panel_home.accounts["worker"],
        )
    )
    page = panel_home.as_("worker").get(panel_home.at("panel"))
    assert page.links["What I need"].endswith("/my-needs")
    for role in ("person", "sister"):
        assert "Wobblethwaite" not in panel_home.as_(role).get(panel_home.at("panel")).html


def test_a_member_does_not_learn_the_names_of_others(panel_home: PanelHouse) -> None:
    """Being on the panel opens nothing: the worker knows the person alone."""
    panel_home.seat("sister")
    panel_home.seat("worker", GREETER)
    page = panel_home.as_("worker").get(panel_home.at("panel"))
    assert "Somebody on the panel" in page.text
    assert SISTER not in page.html


def test_what_they_learned(panel_house: PanelHouse) -> None:
    """After all marks are shown, by the panel, for a line that the job asks for."""
    panel_house.seat("sister")
    panel_house.ask()
    talk = panel_house.talk()
    panel_house.has_left(talk)
    with panel_house.portal.app_context():
        (line,) = lines_of(panel_house.vacancy_id)
    url = panel_house.at("interviews", talk, "learned", line.id)
    sister = panel_house.as_("sister")
    sister.get(url, status=404)
    sister.post(url, {"fits": "yes", "level": "says", "words": "Swims."}, status=404)
    panel_house.mark(talk, "sister")
    panel_house.mark(talk, "person")
    page = sister.get(url)
    form = {**page.fields("form.question"), "fits": "yes", "level": "seen"}
    sister.post(url, {**form, "words": " "}, status=422)
    unfair = sister.post(url, {**form, "words": "A young woman."}, status=422)
    assert "Not who they are." in unfair.text
    assert "A young woman." in unfair.html
    for _twice in range(2):
        sister.post(url, {**form, "words": "Swam two lengths with me."})
    (row,) = panel_house.rows(Evidence)
    assert (row.level, row.fits) == (EvidenceLevel.SEEN, True)
    shown = panel_house.as_("person").get(panel_house.at("interviews", talk, "learned"))
    assert "Swam two lengths with me." in shown.text
    other = panel_house.at("interviews", talk, "learned", uuid.uuid4())
    sister.get(other, status=404)
    panel_house.as_("advocate").get(url, status=404)


def test_one_way_in_to_write_what_we_learned(panel_home: PanelHouse) -> None:
    """However many lines the job asks for; open while nothing is written."""
    # Given a job of three lines, and marks that are shown.
    with panel_home.portal.app_context(), db.writing():
        vacancy = db.session.get_one(Vacancy, panel_home.vacancy_id)
        for concept in ("baking", "walking"):
            line = make_line(vacancy.person, concept=concept)
            db.session.add(VacancyCriterion(vacancy_id=vacancy.id, criterion_id=line.id))
    panel_home.ask()
    talk = panel_home.talk()
    panel_home.has_left(talk)
    panel_home.mark(talk, "person")
    listed = panel_home.at("interviews", talk, "learned")
    person = panel_home.as_("person")
    # When nothing is written, all of them stand behind the one open fold.
    (fold,) = person.get(listed).find_all("main details")
    assert fold.get("open") is not None
    links = person.get(listed).find_all("main details .row a[href]")
    hrefs = [each.get("href", "") for each in links]
    assert len(hrefs) == 3 and all(each.startswith(listed) for each in hrefs)
    # Then, once something is, it shows as a card, and the fold is shut.
    form = person.get(hrefs[0]).fields("form.question")
    person.post(hrefs[0], {**form, "fits": "yes", "level": "seen", "words": "Swam with me."})
    page = person.get(listed)
    (fold,) = page.find_all("main details")
    assert fold.get("open") is None
    assert len(page.find_all(".card")) == 1 and "Swam with me." in page.text
    assert page.html.count("Write what we learned") == 1


def test_who_speaks_for_the_person_on_staff_chooses_for_her(panel_home: PanelHouse) -> None:
    """Named for staff by the person, and let see it: then they choose the panel and run it."""
    pages = [panel_home.at("panel", "add"), panel_home.at("questions", "new")]
    advocate = panel_home.as_("advocate")
    for url in pages:
        advocate.get(url, status=404)
    panel_home.add(
        SpokenFor(
            person_id=panel_home.person_id,
            member_id=panel_home.members["advocate"],
            area=Area.STAFF,
        )
    )
    for url in pages:
        advocate.get(url)
    # Without sight they speak for nobody.
    panel_home.hide("advocate", Part.STAFF)
    for url in pages:
        advocate.get(url, status=404)


@pytest.mark.parametrize("role", ["person", "sister", "advocate"])
def test_pages_ask_few_queries_however_many_there_are(panel_home: PanelHouse, role: str) -> None:
    panel_home.seat("sister", SCORER, CHAIR)
    panel_home.share("sister", Part.CIRCLE)
    panel_home.ask(*(f"Do you like number {n}?" for n in range(10)))
    for n in range(8):
        panel_home.add_member(f"helper{n}", f"Peregrine Helperwick {n}", Relationship.FRIEND)
        panel_home.share(f"helper{n}", Part.STAFF)
        if n < 5:
            panel_home.seat(f"helper{n}")
    waits, shown = (panel_home.talk(panel_home.applicant()) for _n in range(2))
    for n in range(20):
        panel_home.talk(panel_home.applicant(), starts_at=now() + timedelta(days=2 + n))
        panel_home.applicant()
    for talk in (waits, shown):
        panel_home.has_left(talk)
        for n in range(5):
            panel_home.mark(talk, f"helper{n}", Mark.MAYBE, "Hm.")
    panel_home.mark(shown, "sister")
    panel_home.mark(shown, "person")
    with panel_home.portal.app_context():
        (line,) = lines_of(panel_home.vacancy_id)
    card = panel_home.interview(waits).cards[0]
    browser = panel_home.as_(role)
    for then in (
        ("panel",),
        ("panel", "add"),
        ("panel", "training"),
        ("questions",),
        ("questions", "new"),
        ("timetable",),
        ("timetable", "print"),
        ("timetable", "calendar.ics"),
        ("interviews", waits),
        ("interviews", waits, "marks", card),
        ("interviews", waits, "close"),
        ("interviews", shown, "all-marks"),
        ("interviews", shown, "learned"),
        ("interviews", shown, "learned", line.id),
    ):
        with panel_home.queries() as asked:
            browser.client.get(panel_home.at(*then), headers=dict(browser.headers))
        assert len(asked) <= 10, (then, asked)
