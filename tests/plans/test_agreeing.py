"""Answering from one's own account: whose answer it is, about which text, and what it starts."""

from __future__ import annotations

import uuid
from datetime import date

import pytest
from flask import Flask

from app.extensions import db
from app.language.locales import KNOWN, Locale, checked_by_native
from app.people.actions.records import a_year_after, today
from app.people.models import Relationship
from app.people.parts import Level, Part
from app.plans.actions import agreements
from app.plans.actions.said import Refused
from app.plans.models import Agreement, PlanStart, SupportPlan, Whose
from tests.plans.agreeing import (
    CHANGE,
    HOME,
    NOT_SURE,
    SAFE,
    WANTS,
    YES,
    answer,
    asked,
    build_agreeing_house,
    leave,
    newest,
    send,
    speaks,
    stands,
    started,
    strike,
    told,
)
from tests.plans.house import CALLED, FRIEND, SISTER, PlanHouse, plain


@pytest.fixture
def house(either_portal: Flask) -> PlanHouse:
    return build_agreeing_house(either_portal)


@pytest.fixture
def home(portal: Flask) -> PlanHouse:
    """On SQLite alone: for pages."""
    return build_agreeing_house(portal)


def test_publishing_is_no_answer_and_starts_nothing(house: PlanHouse) -> None:
    assert stands(house).answer is None
    assert stands(house, WANTS).answer is None
    assert started(house) == []


def test_a_yes_to_the_whole_starts_the_plan_and_sets_its_review(house: PlanHouse) -> None:
    answer(house, YES)
    start = house.rows(PlanStart)[0]
    assert (start.version_id, start.started_by) == (newest(house).id, house.accounts["person"])
    assert started(house) == ["agreed"]
    assert stands(house).is_own_yes
    assert house.rows(SupportPlan)[0].review_on == a_year_after(today())


def test_a_review_day_that_stands_is_not_moved(house: PlanHouse) -> None:
    answer(house, YES)
    with house.portal.app_context(), db.writing():
        db.session.query(SupportPlan).one().review_on = date(2031, 5, 1)
    house.write(WANTS, "Two gardens.")
    house.publish()
    answer(house, YES)
    assert house.rows(SupportPlan)[0].review_on == date(2031, 5, 1)


@pytest.mark.parametrize("said", [CHANGE, NOT_SURE])
def test_another_answer_starts_nothing(house: PlanHouse, said: object) -> None:
    answer(house, said)  # type: ignore[arg-type]
    assert stands(house).answer is said
    assert started(house) == []


def test_a_new_version_clears_the_yes_to_what_changed_alone(house: PlanHouse) -> None:
    for part in (WANTS, HOME, None):
        answer(house, YES, part)
    house.write(WANTS, "Two gardens.")
    house.publish()
    assert stands(house, WANTS).answer is None
    assert stands(house, HOME).is_own_yes
    assert stands(house).answer is None
    assert len(started(house)) == 1


def test_the_newest_answer_counts(house: PlanHouse) -> None:
    answer(house, YES, WANTS)
    answer(house, CHANGE, WANTS, words="Two of them.")
    found = stands(house, WANTS)
    assert (found.answer, found.words, found.is_yes) == (CHANGE, "Two of them.", False)


def test_a_change_of_mind_leaves_the_start_and_is_told(home: PlanHouse) -> None:
    answer(home, YES)
    answer(home, CHANGE)
    assert started(home) == ["agreed"]
    text = plain(home.as_("person").get(home.url("answers")))
    assert "I said yes first. Now I want a change." in text


def test_the_whole_is_no_yes_while_a_part_should_change(house: PlanHouse) -> None:
    answer(house, CHANGE, HOME)
    with pytest.raises(Refused) as refused:
        answer(house, YES)
    assert refused.value.words.msgid == agreements.ANSWER_PARTS_FIRST.msgid
    assert stands(house).answer is None and started(house) == []
    answer(house, YES, HOME)
    answer(house, YES)
    assert started(house) == ["agreed"]


def test_the_refused_page_leads_to_the_part(home: PlanHouse) -> None:
    answer(home, CHANGE, HOME)
    page = send(home, "person", home.url("answer"), {"answer": "yes", "words": "Mostly."}, 422)
    assert "Answer that part again first." in page.text
    assert "Mostly." in page.html
    assert home.url(HOME, "answer") in page.links.values()


def test_nothing_is_chosen_but_what_one_answered_about_this_very_text(home: PlanHouse) -> None:
    url = home.url(WANTS, "answer")
    person = home.as_("person")
    assert "answer" not in person.get(url).fields("form.question")
    send(home, "person", url, {"answer": "change", "words": "Two gardens."})
    kept = person.get(url).fields("form.question")
    assert (kept["answer"], kept["words"]) == ("change", "Two gardens.")
    home.write(WANTS, "Two gardens.")
    home.publish()
    assert "answer" not in person.get(url).fields("form.question")


def test_no_choice_is_no_answer(home: PlanHouse) -> None:
    page = send(home, "person", home.url(WANTS, "answer"), {"words": "Hm."}, 422)
    assert "Choose one." in page.text and "Hm." in page.html
    assert home.rows(Agreement) == []


@pytest.mark.parametrize("wrong", [{"words": "x" * 1001}, {"words": "a\u202eb"}, {"answer": "ok"}])
def test_bad_input_comes_back(home: PlanHouse, wrong: dict[str, str]) -> None:
    form = {"answer": "yes", **wrong}
    send(home, "person", home.url(WANTS, "answer"), form, 422)
    assert home.rows(Agreement) == []


def test_a_new_version_while_the_page_was_open(home: PlanHouse) -> None:
    """Refused with the new text, the typed words kept, nothing kept for the old one."""
    url = home.url(WANTS, "answer")
    old = home.as_("person").get(url).fields("form.question")
    home.write(WANTS, "Two gardens and a pond.")
    home.publish()
    page = home.as_("person").post(
        url, {**old, "answer": "yes", "words": "With beans."}, status=422
    )
    assert "The plan has changed" in page.text
    assert "Two gardens and a pond." in page.text
    sent = page.fields("form.question")
    assert sent["words"] == "With beans."
    assert "answer" not in sent
    assert home.rows(Agreement) == []
    home.as_("person").post(url, {**sent, "answer": "yes"})
    assert stands(home, WANTS).is_own_yes


def test_a_new_version_while_the_whole_was_open(home: PlanHouse) -> None:
    url = home.url("answer")
    old = home.as_("person").get(url).fields("form.question")
    home.write(WANTS, "Two gardens.")
    home.publish()
    page = home.as_("person").post(url, {**old, "answer": "yes"}, status=422)
    assert "The plan has changed" in page.text and "Plan 2" in page.text
    assert home.rows(Agreement) == [] and started(home) == []


def test_a_section_that_a_new_version_left_as_it_was_is_still_what_was_read(
    home: PlanHouse,
) -> None:
    url = home.url(HOME, "answer")
    old = home.as_("person").get(url).fields("form.question")
    home.write(WANTS, "Two gardens.")
    home.publish()
    home.as_("person").post(url, {**old, "answer": "yes"})
    made = home.rows(Agreement)[0]
    assert made.version_id == newest(home).id
    assert stands(home, HOME).is_own_yes


def test_a_section_that_was_taken_out_while_the_page_was_open(home: PlanHouse) -> None:
    url = home.url(HOME, "answer")
    old = home.as_("person").get(url).fields("form.question")
    home.write(HOME, "")
    home.publish()
    page = home.as_("person").post(
        url, {**old, "answer": "change", "words": "Keep the door."}, status=422
    )
    assert "This is not in the plan now." in page.text
    assert "Keep the door." in page.text
    assert home.rows(Agreement) == []


@pytest.mark.parametrize(
    "bad", ["", "nonsense", "99999999999999999999", "5f0c9c1e-7b1a-4c59-9d3c-2a3f6f1f4d11"]
)
def test_hidden_fields_that_were_tampered_with(home: PlanHouse, bad: str) -> None:
    send(home, "person", home.url("answer"), {"answer": "yes", "number": bad}, 422)
    send(home, "person", home.url(WANTS, "answer"), {"answer": "yes", "text_id": bad}, 422)
    if len(bad) != 36:
        send(home, "person", home.url("answer"), {"answer": "yes", "key": bad}, 422)
    assert home.rows(Agreement) == []


def test_a_struck_text_is_agreed_by_nobody(house: PlanHouse) -> None:
    answer(house, YES, WANTS)
    strike(house, WANTS)
    found = stands(house, WANTS)
    assert (found.answer, found.is_yes, found.is_struck) == (None, False, True)
    with pytest.raises(Refused):
        answer(house, YES, WANTS)


def test_a_struck_text_holds_up_nothing(house: PlanHouse) -> None:
    answer(house, CHANGE, WANTS)
    strike(house, WANTS)
    answer(house, YES)
    assert started(house) == ["agreed"]


def test_sent_twice_it_is_kept_once(house: PlanHouse) -> None:
    key, about = uuid.uuid4(), asked(house, WANTS)
    for _turn in range(2):
        with house.acting("person") as (by, person):
            agreements.answer(
                by=by, person=person, key=key, asked=about, given=agreements.Given(YES)
            )
    assert len(house.rows(Agreement)) == 1
    with house.acting("sister") as (by, person), pytest.raises(Refused):
        agreements.answer(by=by, person=person, key=key, asked=about, given=agreements.Given(YES))


def test_a_members_answer_is_their_own_view(house: PlanHouse) -> None:
    answer(house, YES, WANTS, role="sister")
    answer(house, YES, role="sister")
    assert {each.whose for each in house.rows(Agreement)} == {Whose.MEMBER}
    assert stands(house, WANTS).answer is None
    assert stands(house).answer is None
    assert started(house) == []


FORGED = [
    {"whose": "person"},
    {"whose": "representative"},
    {"speaks_as": "person"},
    {"given_by": "person", "witnessed": "1"},
    {"person_id": "person", "for_person": "1", "basis": "person"},
    {"helped_by": ""},
]


@pytest.mark.parametrize("forged", FORGED)
@pytest.mark.parametrize("part", [WANTS, None])
def test_nobody_gives_anothers_answer(
    home: PlanHouse, forged: dict[str, str], part: Part | None
) -> None:
    """Whatever else a controlling relative sends along, it stays their own view."""
    ids = {name: str(home.accounts.get(value, value)) for name, value in forged.items()}
    url = home.url(part, "answer") if part else home.url("answer")
    send(home, "sister", url, {"answer": "yes", **ids})
    rows = home.rows(Agreement)
    assert [(row.whose, row.given_by, row.witnessed) for row in rows] == [
        (Whose.MEMBER, home.accounts["sister"], False)
    ]
    assert started(home) == []
    assert stands(home, part).answer is None


def test_a_relative_without_papers_does_not_answer_for_the_person(home: PlanHouse) -> None:
    form = {"answer": "yes", "speaks_as": "representative", "words": "She agrees."}
    page = send(home, "sister", home.url("answer"), form, 422)
    assert "You have no legal paper for this." in page.text
    assert "She agrees." in page.html
    assert home.rows(Agreement) == []


def test_views_stand_beside_and_members_do_not_know_each_others(home: PlanHouse) -> None:
    home.share("friend", WANTS)
    answer(home, CHANGE, WANTS, role="sister", words="A smaller garden.")
    answer(home, YES, WANTS)
    for_person = plain(home.as_("person").get(home.url("answers")))
    assert f"{SISTER} thinks: change this." in for_person
    assert "A smaller garden." in for_person
    assert "You said yes." in for_person
    own = plain(home.as_("sister").get(home.url("answers")))
    assert "You think: change this." in own and f"{CALLED} said yes." in own
    for_friend = home.as_("friend").get(home.url("answers")).html
    for trace in (SISTER, "thinks", "A smaller garden.", "What people think"):
        assert trace not in for_friend
    home.share("friend", Part.CIRCLE)
    assert f"{SISTER} thinks: change this." in plain(home.as_("friend").get(home.url("answers")))


def test_a_section_that_one_does_not_see_leaves_no_trace(home: PlanHouse) -> None:
    home.write(SAFE, "Walk beside me.")
    home.publish()
    answer(home, CHANGE, SAFE, words="Hold no arm.")
    home.hide("sister", HOME)
    sister = home.as_("sister")
    for html in (sister.get(home.url("answers")).html, sister.get(home.url("answer")).html):
        for trace in ("Keeping me and others safe", "My home", "Hold no arm.", SAFE.value):
            assert trace not in html
    for part in (SAFE, HOME):
        sister.get(home.url(part, "answer"), status=404)
        sister.post(home.url(part, "answer"), {"answer": "yes"}, status=404)
    home.as_("friend").get(home.url("answers"), status=404)


def test_words_about_the_whole_are_for_those_who_see_the_whole(house: PlanHouse) -> None:
    house.write(SAFE, "Walk beside me.")
    house.publish()
    answer(house, CHANGE, words="Less of the walking.")
    assert stands(house, None, "caremanager").words == "Less of the walking."
    found = stands(house, None, "sister")
    assert (found.answer, found.words) == (CHANGE, "")


def test_the_keeper_hears_of_a_change_and_of_nothing_else(house: PlanHouse) -> None:
    answer(house, YES, HOME)
    answer(house, NOT_SURE, WANTS)
    answer(house, CHANGE, WANTS, role="sister")
    assert told(house, "caremanager") == []
    answer(house, CHANGE, WANTS)
    assert told(house, "caremanager") == ["agreement-change"]
    assert told(house, "nurse") == []


def test_the_named_keeper_hears_unless_the_section_is_not_theirs(house: PlanHouse) -> None:
    with house.portal.app_context(), db.writing():
        db.session.query(SupportPlan).one().keeper_id = house.members["sister"]
    house.hide("sister", HOME)
    answer(house, CHANGE, HOME)
    assert told(house, "sister") == []
    answer(house, CHANGE, WANTS)
    assert told(house, "sister") == ["agreement-change"]
    assert told(house, "caremanager") == []


def test_who_helped_must_be_in_the_circle(home: PlanHouse) -> None:
    url = home.url(WANTS, "answer")
    wrong = {"answer": "yes", "helped_by": str(uuid.uuid4())}
    send(home, "person", url, wrong, 422)
    right = {"answer": "yes", "helped_by": str(home.members["friend"]), "shown_how": ["pictures"]}
    send(home, "person", url, right)
    made = home.rows(Agreement)[0]
    assert made.helped_by == [str(home.members["friend"])]
    assert made.shown_how == ["pictures"]
    assert FRIEND in home.as_("person").get(url).text


@pytest.mark.parametrize("code", ["pl", "ur"])
def test_an_unchecked_language_needs_whoever_explained_it(home: PlanHouse, code: str) -> None:
    url = home.url("answer") + f"?lang={code}"
    page = home.as_("person").get(url)
    assert "interpreter" in page.fields("form.question")
    sent = {**page.fields("form.question"), "answer": "yes"}
    home.as_("person").post(url, sent)
    found = stands(home)
    assert (found.said, found.answer, found.counts) == (YES, NOT_SURE, False)
    assert started(home) == []
    text = plain(home.as_("person").get(home.url("answers")))
    assert "This counts as not sure yet. Nobody explained it in your language." in text
    fresh = home.as_("person").get(url).fields("form.question")
    home.as_("person").post(url, {**fresh, "answer": "yes", "interpreter": "Bogusława"})
    assert stands(home).is_own_yes
    assert started(home) == ["agreed"]


def test_english_asks_for_no_interpreter(home: PlanHouse) -> None:
    fields = home.as_("person").get(home.url("answer")).fields("form.question")
    assert "interpreter" not in fields


def test_a_check_that_comes_later_makes_no_yes(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(KNOWN, "pl", Locale("pl", "Polski", checked_since=date(2027, 1, 2)))
    assert not checked_by_native("pl", date(2027, 1, 1))
    assert checked_by_native("pl", date(2027, 1, 2))
    assert not checked_by_native("und", date(2027, 1, 2))


def test_someone_who_left_answers_nothing(home: PlanHouse) -> None:
    url = home.url(WANTS, "answer")
    old = home.as_("sister").get(url).fields("form.question")
    leave(home, "sister")
    home.as_("sister").post(url, {**old, "answer": "yes"}, status=404)
    assert home.rows(Agreement) == []


def test_the_list_asks_as_much_for_many_versions(home: PlanHouse) -> None:
    home.share("sister", Part.CIRCLE)

    def everybody_answers() -> None:
        for part in (WANTS, HOME, None):
            answer(home, YES, part)
            answer(home, CHANGE, part, role="sister")

    def asked_for(role: str) -> int:
        browser = home.as_(role)
        browser.get(home.url("answers"))
        with home.queries() as seen:
            browser.get(home.url("answers"))
        return len(seen)

    everybody_answers()
    first = {role: asked_for(role) for role in ("person", "sister", "caremanager", "nurse")}
    assert max(first.values()) <= 10, first
    for turn in range(4):
        home.write(WANTS, f"{turn} gardens.")
        home.publish()
        everybody_answers()
    assert {role: asked_for(role) for role in first} == first


def test_an_aunt_who_speaks_for_the_person_agrees_to_nothing(house: PlanHouse) -> None:
    """Whoever speaks for the person decides about words. The yes stays the person's."""
    house.add_member("aunt", "Philomena Crouch", Relationship.FAMILY)
    house.share("aunt", WANTS, HOME, level=Level.WRITE)
    speaks(house, "aunt")
    with pytest.raises(Refused):
        answer(house, YES, role="aunt", for_person=True)
    answer(house, YES, role="aunt")
    assert house.rows(Agreement)[0].whose is Whose.MEMBER
    assert started(house) == []


def test_another_persons_plan_takes_no_answer(home: PlanHouse) -> None:
    for url in (home.url("answer"), home.url(WANTS, "answer"), home.url("answers")):
        home.as_("stranger").get(url, status=404)
    home.as_("stranger").post(home.url("answer"), {"answer": "yes"}, status=404)
