"""Suggestions: who sees them, who answers them, once, and against what stands at that moment."""

from __future__ import annotations

import uuid
from typing import Any

import pytest

from app.audit.models import AuditEvent
from app.extensions import db
from app.notices.models import Channel, Notice
from app.people.models import Area, SharingDecision, SharingStop, SpokenFor
from app.people.parts import Level, Part
from app.plans.actions import words
from app.plans.models import DecidedBy, SectionText, Suggestion, SuggestionAnswer, Verdict
from tests.page_client import SeenPage
from tests.plans.house import SISTER, PlanHouse, plain, said

WANTS, HOME = Part.PLAN_WANTS, Part.PLAN_HOME
STANDS, WANTED = "I want a dog of my own", "She wants two cats at least"


def where(house: PlanHouse, suggestion_id: object, then: str = "", part: Part = WANTS) -> str:
    return house.url(part, "suggestions", suggestion_id) + (f"/{then}" if then else "")


def answer(
    house: PlanHouse,
    suggestion_id: object,
    way: str,
    role: str = "person",
    status: int = 303,
    **form: Any,
) -> SeenPage:
    return house.as_(role).post(where(house, suggestion_id, way), form, status=status)


def take(
    house: PlanHouse, suggestion_id: object, role: str = "person", status: int = 303
) -> SeenPage:
    """Press "Take it" on the page opened just now."""
    page = house.as_(role).get(where(house, suggestion_id))
    return answer(house, suggestion_id, "take", role, status, **page.fields("form.one-tap"))


def texts(house: PlanHouse, part: Part = WANTS) -> list[SectionText]:
    return house.rows(SectionText, SectionText.section == part)


@pytest.fixture
def waits(plan_house: PlanHouse) -> uuid.UUID:
    """The sister's suggestion, on top of the person's words."""
    plan_house.write(WANTS, STANDS)
    return plan_house.suggest(WANTS, WANTED)


def test_the_person_sees_both_texts_and_takes_it(plan_house: PlanHouse, waits: uuid.UUID) -> None:
    house = plan_house
    inbox = house.as_("person").get(house.url("suggestions"))
    assert SISTER in inbox.text and where(house, waits) in inbox.links.values()
    page = house.as_("person").get(where(house, waits))
    assert STANDS in page.text and WANTED in page.text and "changed since" not in page.text
    assert STANDS in "".join(page.find(".said.mine").itertext())
    take(house, waits)
    text = texts(house)[-1]
    assert text.content == {"text": WANTED} and text.number == 2
    assert text.written_by == house.accounts["sister"]
    assert text.decided_by == house.accounts["person"] and text.basis is DecidedBy.PERSON
    assert "No change waits." in house.as_("person").get(house.url("suggestions")).text
    assert WANTED not in str([each.facts for each in house.rows(AuditEvent)])


def test_no_needs_no_reason_and_may_have_one(plan_house: PlanHouse, waits: uuid.UUID) -> None:
    house = plan_house
    other = house.suggest(WANTS, "Three cats")
    answer(house, waits, "no")
    answer(house, other, "no", words="Cats make me sneeze")
    assert [each.verdict for each in house.rows(SuggestionAnswer)][-2:] == [Verdict.NO, Verdict.NO]
    assert [each.content["text"] for each in texts(house)] == [STANDS]
    page = house.as_("sister").get(where(house, other))
    assert "said no." in plain(page) and "Cats make me sneeze" in page.text


def test_bad_words_of_a_no_come_back_and_nothing_is_answered(
    plan_house: PlanHouse, waits: uuid.UUID
) -> None:
    page = answer(plan_house, waits, "no", status=422, words="x" * 501)
    assert "That is too long." in page.text and "x" * 501 in page.html
    answer(plan_house, waits, "no", status=422, words="a\u202eb")
    assert len(plan_house.rows(SuggestionAnswer)) == 1


def test_taken_in_other_words_the_words_are_the_deciders(
    plan_house: PlanHouse, waits: uuid.UUID
) -> None:
    house = plan_house
    form = house.as_("person").get(where(house, waits, "change")).fields("form.question")
    assert form["text"] == WANTED
    answer(house, waits, "change", **{**form, "text": "One cat", "answer": "keep"})
    text = texts(house)[-1]
    assert text.content == {"text": "One cat"} and text.written_by == house.accounts["person"]
    assert house.rows(SuggestionAnswer)[-1].verdict is Verdict.CHANGED


def test_a_form_in_other_words_grows_by_a_line_and_comes_back_when_wrong(
    plan_home: PlanHouse,
) -> None:
    waits = plan_home.suggest(WANTS, WANTED)
    form = plan_home.as_("person").get(where(plan_home, waits, "change")).fields("form.question")
    page = answer(plan_home, waits, "change", status=200, **{**form, "answer": "add"})
    assert "lines-1-what" in page.fields("form.question")
    wrong = {**form, "text": "x" * 5_001, "answer": "keep"}
    page = answer(plan_home, waits, "change", status=422, **wrong)
    assert page.fields("form.question")["text"] == "x" * 5_001
    assert texts(plan_home) == []


def test_what_changed_since_is_said_and_shown(plan_house: PlanHouse, waits: uuid.UUID) -> None:
    house = plan_house
    house.write(WANTS, "A parrot now")
    page = house.as_("person").get(where(house, waits))
    assert "This part changed since then" in page.text
    assert "A parrot now" in page.text and WANTED in page.text


@pytest.mark.parametrize("way", ["take", "change"])
def test_what_changed_while_the_page_was_open_is_shown_before_anything_is_taken(
    plan_house: PlanHouse, waits: uuid.UUID, way: str
) -> None:
    house = plan_house
    if way == "take":
        form = house.as_("person").get(where(house, waits)).fields("form.one-tap")
    else:
        form = house.as_("person").get(where(house, waits, way)).fields("form.question")
        form = {**form, "answer": "keep", "text": "Typed with care"}
    house.write(WANTS, "A parrot now")
    page = answer(house, waits, way, status=422, **form)
    assert "Somebody changed this part just now." in page.text and "A parrot now" in page.text
    assert len(texts(house)) == 2
    again = page.fields("form.one-tap" if way == "take" else "form.question")
    if way == "change":
        assert again["text"] == "Typed with care"
    answer(house, waits, way, **{**again, "answer": "keep"})
    assert len(texts(house)) == 3


def test_a_suggestion_is_answered_once(plan_house: PlanHouse, waits: uuid.UUID) -> None:
    house = plan_house
    page = house.as_("person").get(where(house, waits)).fields("form.one-tap")
    take(house, waits)
    for way, form in (("take", page), ("no", {}), ("change", {"text": "Mine"})):
        refused = answer(house, waits, way, status=422, **form)
        if way != "change":
            assert "Somebody answered this already." in refused.text
    answer(house, waits, "take-back", "sister", status=422)
    assert len(texts(house)) == 2 and len(house.rows(SuggestionAnswer)) == 2


def test_a_writer_sees_their_own_and_takes_it_back(plan_house: PlanHouse, waits: uuid.UUID) -> None:
    house = plan_house
    inbox = house.as_("sister").get(house.url("suggestions"))
    assert where(house, waits) in inbox.links.values()
    page = house.as_("sister").get(where(house, waits))
    assert "This waits for a yes or no." in page.text and "Say no" not in page.text
    answer(house, waits, "take-back", "sister")
    last = house.rows(SuggestionAnswer)[-1]
    assert (last.verdict, last.basis) == (Verdict.TAKEN_BACK, DecidedBy.WRITER)
    answer(house, waits, "take", status=422, seen_id=str(texts(house)[-1].id))
    assert "took it back." in plain(house.as_("person").get(where(house, waits)))


def test_nobody_answers_for_the_person_or_takes_back_for_the_writer(
    plan_house: PlanHouse, waits: uuid.UUID
) -> None:
    house = plan_house
    house.share("friend", WANTS, level=Level.WRITE)
    for role in ("sister", "friend", "stranger"):
        for way in ("take", "change", "no"):
            answer(house, waits, way, role, status=404)
        house.as_(role).get(where(house, waits, "change"), status=404)
    for role in ("friend", "stranger"):
        answer(house, waits, "take-back", role, status=404)
    answer(house, waits, "take-back", status=422)
    assert len(house.rows(SuggestionAnswer)) == 1 and len(texts(house)) == 1


def test_what_waits_of_others_leaves_no_trace(plan_house: PlanHouse, waits: uuid.UUID) -> None:
    house = plan_house
    house.share("friend", WANTS, level=Level.WRITE)
    inbox = house.as_("friend").get(house.url("suggestions"))
    assert "No change waits." in inbox.text and SISTER not in inbox.html
    house.as_("friend").get(where(house, waits), status=404)
    house.as_("stranger").get(house.url("suggestions"), status=404)


def test_a_section_hidden_since_leaves_no_trace_of_ones_own_suggestion(
    plan_house: PlanHouse, waits: uuid.UUID
) -> None:
    house = plan_house
    house.share("sister", HOME)
    house.hide("sister", WANTS)
    inbox = house.as_("sister").get(house.url("suggestions"))
    assert "No change waits." in inbox.text and "What I want" not in inbox.text
    house.as_("sister").get(where(house, waits), status=404)
    answer(house, waits, "take-back", "sister", status=404)


def test_a_writer_who_only_sees_by_now_reads_no_words_of_no_plan(
    plan_house: PlanHouse, waits: uuid.UUID
) -> None:
    house = plan_house
    with house.portal.app_context(), db.writing():
        decision = db.session.query(SharingDecision).one()
        db.session.add(SharingStop(decision_id=decision.id, stopped_by=house.accounts["person"]))
    house.share("sister", WANTS)
    page = house.as_("sister").get(where(house, waits))
    assert WANTED in page.text and STANDS not in page.html and "Take it back" not in page.text


def test_ids_of_elsewhere_are_nothing(plan_house: PlanHouse, waits: uuid.UUID) -> None:
    house = plan_house
    for url in (
        where(house, uuid.uuid4()),
        where(house, waits, part=HOME),
        where(house, waits).replace(str(house.person_id), str(uuid.uuid4())),
        house.url(Part.PLAN_COUNCIL, "suggestions", waits),
    ):
        house.as_("person").get(url, status=404)
        for way in ("take", "change", "no", "take-back"):
            house.as_("person").post(f"{url}/{way}", {}, status=404)
    assert len(house.rows(SuggestionAnswer)) == 1


@pytest.fixture
def speaker(plan_house: PlanHouse) -> str:
    """The sister speaks for the person on the plan."""
    plan_house.add(
        SpokenFor(
            person_id=plan_house.person_id,
            member_id=plan_house.members["sister"],
            area=Area.PLAN,
        )
    )
    return "sister"


def test_who_speaks_for_the_person_never_takes_their_own(
    plan_house: PlanHouse, waits: uuid.UUID, speaker: str
) -> None:
    house = plan_house
    page = house.as_(speaker).get(where(house, waits))
    assert "Take it back" in page.text and "Say no" not in page.text
    seen = str(texts(house)[-1].id)
    refused = answer(house, waits, "take", speaker, status=422, seen_id=seen)
    assert "You wrote this. The person decides about it." in refused.text
    answer(house, waits, "change", speaker, status=422, base_id=seen, text="Mine")
    house.as_(speaker).get(where(house, waits, "change"), status=404)
    form = house.as_(speaker).get(house.url(WANTS, "change")).fields("form.question")
    kept = {**form, "text": "Straight into the plan", "answer": "keep"}
    house.as_(speaker).post(house.url(WANTS, "change"), kept, status=422)
    assert len(texts(house)) == 1


def test_who_speaks_takes_what_others_wrote_as_it_is_and_in_no_other_words(
    plan_house: PlanHouse, speaker: str
) -> None:
    """Else a speaker would write the plan under cover of somebody else's suggestion."""
    house = plan_house
    house.share("friend", WANTS, level=Level.WRITE)
    waits = house.suggest(WANTS, WANTED, role="friend")
    page = house.as_(speaker).get(where(house, waits))
    assert "Take it" in page.text and "Take it in my words" not in page.text
    with house.acting(speaker) as (by, person), pytest.raises(words.Refused):
        words.take_changed(
            by=by,
            person=person,
            suggestion=db.session.get_one(Suggestion, waits),
            seen_id=None,
            said=said("Whatever I like"),
        )
    take(house, waits, speaker)
    (text,) = texts(house)
    assert text.basis is DecidedBy.SPEAKER and text.content == {"text": WANTED}


def test_who_speaks_does_not_speak_about_the_home(plan_house: PlanHouse, speaker: str) -> None:
    house = plan_house
    house.share("sister", HOME, level=Level.WRITE)
    house.share("friend", HOME, level=Level.WRITE)
    waits = house.suggest(HOME, "Near me", role="friend")
    house.as_(speaker).get(where(house, waits, part=HOME), status=404)
    house.as_(speaker).post(where(house, waits, "take", HOME), {}, status=404)
    assert texts(house, HOME) == []


def notices(house: PlanHouse, role: str, kind: str) -> list[Notice]:
    return house.rows(Notice, Notice.account_id == house.accounts[role], Notice.kind == kind)


def test_the_person_hears_of_it_without_a_word_of_it(plan_house: PlanHouse) -> None:
    house = plan_house
    for number in range(3):
        house.suggest(WANTS, f"{WANTED} {number}")
    told = notices(house, "person", "plan-suggested")
    # Three in a row are one message, on screen and by email.
    assert [each.channel for each in told] == [Channel.SCREEN, Channel.EMAIL]
    for each in told:
        assert each.path == house.url("suggestions")
        words_of_it = each.subject + each.body
        assert WANTED not in words_of_it and SISTER not in words_of_it
        assert "What I want" not in words_of_it
    house.as_("person").get(told[0].path)


def test_the_writer_hears_of_the_answer(plan_house: PlanHouse, waits: uuid.UUID) -> None:
    house = plan_house
    answer(house, waits, "no", words="Never")
    told = notices(house, "sister", "plan-answered")
    # Not even the address names the section.
    assert {each.path for each in told} == {house.url("suggestions", waits)}
    assert "Never" not in told[0].subject + told[0].body
    sister = house.as_("sister")
    page = sister.follow(sister.get(told[0].path, status=303))
    assert WANTED in page.text


def test_the_way_from_a_message_opens_for_who_may_read_it_alone(
    plan_house: PlanHouse, waits: uuid.UUID
) -> None:
    house = plan_house
    path = house.url("suggestions", waits)
    # The friend sees another part of the plan, and learns nothing of this one.
    house.share("friend", HOME)
    for role in ("friend", "stranger"):
        house.as_(role).get(path, status=404)
        house.as_(role).get(house.url("suggestions", uuid.uuid4()), status=404)
    house.as_("person").get(path, status=303)
    house.share("sister", HOME)
    house.hide("sister", WANTS)
    house.as_("sister").get(path, status=404)


def test_a_writer_who_sees_the_section_no_more_hears_nothing(
    plan_house: PlanHouse, waits: uuid.UUID
) -> None:
    house = plan_house
    with house.portal.app_context(), db.writing():
        decision = db.session.query(SharingDecision).one()
        db.session.add(SharingStop(decision_id=decision.id, stopped_by=house.accounts["person"]))
    take(house, waits)
    assert notices(house, "sister", "plan-answered") == []


def test_ones_own_words_send_nobody_a_message(plan_house: PlanHouse) -> None:
    plan_house.write(WANTS, STANDS)
    assert plan_house.rows(Notice) == []


def test_many_wait_on_pages_with_the_same_few_queries(plan_home: PlanHouse) -> None:
    house = plan_home
    house.suggest(WANTS, "The first")
    house.as_("person").get(house.url("suggestions"))
    with house.queries() as few:
        house.as_("person").get(house.url("suggestions"))
    for number in range(24):
        house.suggest(WANTS, f"Number {number}")
    with house.queries() as many:
        page = house.as_("person").get(house.url("suggestions"))
    assert len(many) == len(few) <= 10
    assert len(page.find_all("main li.row")) == 20
    older = house.as_("person").get(page.links["Show older ones"])
    assert len(older.find_all("main li.row")) == 5
