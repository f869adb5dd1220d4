"""A question to a place and its answer: nobody at the place learns who asked."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

import pytest
import time_machine
from flask import Flask
from sqlalchemy import func, select, text
from sqlalchemy.exc import DBAPIError

from app.accounts.models import Account
from app.audit.models import AuditEvent
from app.database import now
from app.extensions import db
from app.notices.models import Notice
from app.providers.actions.asking import (
    MOST_WAITING,
    MOST_WAITING_IN_ALL,
    Refused,
    answer,
    ask,
)
from app.providers.models import ListingAnswer, ListingQuestion
from app.providers.queries.asking import (
    WAITS,
    my_questions,
    question_for,
    questions_for,
    waiting_count,
)
from tests.providers.house import House, fresh

WORDS = "Is there a garden?"


@pytest.fixture
def house(either_portal: Flask) -> Iterator[House]:
    with either_portal.app_context():
        yield House(either_portal)


def ask_it(house: House, by: str = "asker", words: str = WORDS, **given: object) -> ListingQuestion:
    values = {"listing": house.listing, "language": "en", "once": fresh(), **given}
    with db.writing():
        return ask(by=house.accounts[by], words=words, **values)


def answer_it(
    house: House, question: ListingQuestion, by: str = "boss", words: str = "Yes"
) -> None:
    with db.writing():
        answer(by=house.accounts[by], question=question, words=words, language="en")


def told(account: Account, kind: str) -> list[Notice]:
    wanted = select(Notice).where(Notice.account_id == account.id, Notice.kind == kind)
    return list(db.session.scalars(wanted))


def count(model: type) -> int:
    return db.session.scalar(select(func.count()).select_from(model)) or 0


def test_every_manager_is_told_that_somebody_asked_and_not_who(house: House) -> None:
    ask_it(house)
    for role in ("boss", "mate"):
        notices = told(house.accounts[role], "listing-question")
        assert len(notices) == 2
        for notice in notices:
            said = f"{notice.subject} {notice.body} {notice.path}"
            assert "Quibblewick" not in said
            assert WORDS not in said
            assert str(house.accounts["asker"].id) not in said
    assert told(house.accounts["rival"], "listing-question") == []


def test_sent_twice_is_one_question(house: House) -> None:
    key = fresh()
    first = ask_it(house, once=key)
    again = ask_it(house, once=key)
    assert first.id == again.id
    assert (count(ListingQuestion), len(told(house.accounts["boss"], "listing-question"))) == (1, 2)
    with pytest.raises(Refused):
        ask_it(house, by="other", once=key)


def test_nothing_is_asked_where_nobody_could_answer(house: House) -> None:
    nobody = house.offer("Open Data Room", None)
    with pytest.raises(Refused):
        ask_it(house, listing=nobody)
    with db.writing():
        house.listing.withdrawn_at = now()
        db.session.add(house.listing)
    with pytest.raises(Refused):
        ask_it(house)
    assert count(ListingQuestion) == 0


def test_nobody_pesters_a_place(house: House) -> None:
    questions = [ask_it(house) for _ in range(MOST_WAITING)]
    with pytest.raises(Refused):
        ask_it(house)
    ask_it(house, by="other")
    answer_it(house, questions[0])
    ask_it(house)


def test_nobody_writes_to_the_whole_directory(house: House) -> None:
    # given somebody who waits for as many answers as may be
    places = [house.offer(f"Elder {number}", house.elder) for number in range(4)]
    questions = [ask_it(house, listing=places[number % 3]) for number in range(MOST_WAITING_IN_ALL)]
    # then they ask no other place, and are told so in plain words
    with pytest.raises(Refused) as refused:
        ask_it(house, listing=places[3])
    assert f"You wait for {MOST_WAITING_IN_ALL} answers" in str(refused.value.words)
    # and others do
    ask_it(house, by="other", listing=places[3])
    # when one answers, then they ask again
    answer_it(house, questions[0], by="rival")
    ask_it(house, listing=places[3])
    with pytest.raises(Refused):
        ask_it(house)
    # when a place is withdrawn, then nobody waits for it
    with db.writing():
        places[0].withdrawn_at = now()
        db.session.add(places[0])
    ask_it(house)


def test_a_place_that_never_answers_keeps_nobody_from_asking_others(house: House) -> None:
    places = [house.offer(f"Elder {number}", house.elder) for number in range(3)]
    with time_machine.travel(now() - WAITS - timedelta(hours=1)):
        for number in range(MOST_WAITING_IN_ALL):
            ask_it(house, listing=places[number % 2])
        with pytest.raises(Refused):
            ask_it(house, listing=places[2])
    ask_it(house, listing=places[2])
    # But no more is asked of the one place.
    with pytest.raises(Refused):
        ask_it(house, listing=places[0])


def test_who_takes_a_place_over_never_reads_what_was_asked_before(house: House) -> None:
    # given a question that was answered, and one that waits
    answered, waits = ask_it(house, words="Is it warm?"), ask_it(house)
    answer_it(house, answered)
    # when another provider has the place
    house.offer("Hazel Room", house.elder)
    # then it reads neither, and answers neither
    rival, boss = house.accounts["rival"], house.accounts["boss"]
    assert questions_for(rival, answered=False) == questions_for(rival, answered=True) == []
    assert waiting_count(rival) == 0
    for question in (answered, waits):
        assert question_for(rival, question.id) is None
        for by in ("rival", "boss"):
            with pytest.raises(Refused):
                answer_it(house, question, by, words="We are elsewhere")
    # and the one before keeps what it answered, while nothing waits with it
    assert [each.id for each in questions_for(boss, answered=True)] == [answered.id]
    assert (questions_for(boss, answered=False), waiting_count(boss)) == ([], 0)
    assert question_for(boss, waits.id) is None
    # and who asked still has both, and may ask anew, which the new one reads
    mine = my_questions(house.accounts["asker"])
    assert [(each.words, each.moved) for each in mine] == [(WORDS, True), ("Is it warm?", True)]
    anew = ask_it(house, words="And you?")
    assert [each.id for each in questions_for(rival, answered=False)] == [anew.id]


def test_who_asked_reads_that_the_place_moved(portal: Flask) -> None:
    with portal.app_context():
        house = House(portal)
        ask_it(house)
        house.offer("Hazel Room", house.elder)
    body = house.as_("asker").get("/my-list/questions").text
    assert WORDS in body and "Somebody else runs this place now." in body


def test_who_had_the_place_before_reads_their_answer_and_writes_no_more(portal: Flask) -> None:
    # given a question that was answered
    with portal.app_context():
        house = House(portal)
        question = ask_it(house)
        answer_it(house, question)
    boss, url = house.as_("boss"), f"/provider/questions/{question.id}"
    assert "<textarea" in boss.get(url).text
    assert "Add to your answer" in boss.get("/provider/questions").text
    # when another provider has the place
    with portal.app_context():
        house.offer("Hazel Room", house.elder)
    # then the page of the one before says so, and asks for no words that go nowhere
    page = boss.get(url).text
    assert WORDS in page and "Another provider has this place now." in page
    assert "<textarea" not in page
    assert "Add to your answer" not in boss.get("/provider/questions").text
    # and what was on its way comes back with the reason, and is not lost
    late = boss.post(url, data={"words": "We have moved"})
    assert late.status_code == 422
    assert "We have moved" in late.text and "Another provider has this place now." in late.text


def test_the_asker_is_told_of_the_answer_and_the_mail_names_no_place(house: House) -> None:
    question = ask_it(house)
    answer_it(house, question)
    answer_it(house, question, by="mate", words="And a bench.")
    notices = told(house.accounts["asker"], "listing-answer")
    assert len(notices) == 4
    assert all("azel" not in f"{each.subject} {each.body} {each.path}" for each in notices)
    [seen] = questions_for(house.accounts["boss"], answered=True)
    assert [each.words for each in seen.answers] == ["Yes", "And a bench."]
    assert questions_for(house.accounts["boss"], answered=False) == []


def test_an_answer_sent_twice_is_one_answer(house: House) -> None:
    question = ask_it(house)
    for words in ("Yes", "Yes", "And a bench.", "Yes"):
        answer_it(house, question, words=words)
    [seen] = questions_for(house.accounts["boss"], answered=True)
    assert [each.words for each in seen.answers] == ["Yes", "And a bench."]
    assert len(told(house.accounts["asker"], "listing-answer")) == 4


@pytest.mark.parametrize("by", ["rival", "asker", "vetter"])
def test_only_the_place_answers(house: House, by: str) -> None:
    question = ask_it(house)
    with pytest.raises(Refused):
        answer_it(house, question, by)
    assert (count(ListingAnswer), questions_for(house.accounts["rival"], answered=False)) == (0, [])


def test_an_answer_names_nobody_around_the_provider_and_is_not_empty(house: House) -> None:
    question = ask_it(house)
    for words in ("", "Ask Mate Quibblewick."):
        with pytest.raises(Refused):
            answer_it(house, question, words=words)


def test_both_are_kept_as_they_were_written(house: House) -> None:
    answer_it(house, ask_it(house))
    for table in ("listing_question", "listing_answer"):
        for change in (f"UPDATE {table} SET words = 'x'", f"DELETE FROM {table}"):
            with pytest.raises(DBAPIError), db.session.begin_nested():
                db.session.execute(text(change))
    names = set(db.session.scalars(select(AuditEvent.name)))
    assert {"listing.asked", "listing.answered"} <= names


def test_the_pages_of_the_place_never_say_who(portal: Flask) -> None:
    with portal.app_context():
        house = House(portal)
        question = ask_it(house, words="Is there a garden for my tortoise?")
        asker = house.accounts["asker"]
    boss, url = house.as_("boss"), f"/provider/questions/{question.id}"
    pages = [boss.get(path).text for path in ("/provider/questions", url, "/my", "/provider/room")]
    for page in pages:
        assert "Asker" not in page
        assert asker.email not in page
        assert str(asker.id) not in page
    assert "my tortoise" in pages[0]
    assert "Answer 1 question" in pages[2]
    assert boss.post(url, data={"words": ""}).status_code == 422
    assert boss.post(url, data={"words": "Yes, with lettuce."}).status_code == 303
    assert "Yes, with lettuce." in boss.get("/provider/questions").text
    rival = house.as_("rival")
    assert rival.get(url).status_code == rival.post(url, data={"words": "x"}).status_code == 404
    assert "tortoise" not in rival.get("/provider/questions").text
