"""A phone that was handed over, without a signal: the person's answer waits on it and is theirs."""

from __future__ import annotations

import uuid
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

import pytest
from sqlalchemy import update

from app.accounts.models import SignIn
from app.audit.models import AuditEvent
from app.database import now
from app.extensions import db
from app.outcomes.models import AnswerSeal, CheckIn, Question, Said, ViewFrom
from app.people.models import Draft, HiddenPart, QuestionDeclined
from app.people.parts import Part
from tests.outcomes.house import OutcomeHouse
from tests.outcomes.locked_phone import Phone
from tests.page_client import Browser, SeenPage
from tests.plans.house import SISTER

NOT_OPENED = (422, "We cannot open this answer.")


@dataclass
class Handed:
    """The sister's phone with the question of an outcome, or of the day, in the person's hands."""

    house: OutcomeHouse
    url: str
    outcome: str
    phone: Phone
    key: str
    since: str

    def lock(self, key: str = "", **said: Any) -> dict[str, Any]:
        """What the open page locks."""
        given = {"outcome": self.outcome, "handed": self.since, **said}
        return self.phone.lock(key=key or self.key, **given)

    def give_back(self) -> Browser:
        """The sister proves who she is, in a new session, and has her phone back."""
        again = Browser(self.house.portal).sign_in("sister")
        self.phone.browser = self.house.browsers["sister"] = again
        return again


def on_the_page(house: OutcomeHouse, url: str, outcome: str) -> Handed:
    sister = house.as_("sister")
    sister.post(url.replace("/question", "/hand-over"))
    page = sister.get(url)
    form = page.find("form.question")
    seal = {"x": form.get("data-seal-x", ""), "y": form.get("data-seal-y", "")}
    key = page.fields("form.question")["key"]
    assert key == handed_on(page)
    where = house.url("check-in")
    phone = Phone(sister, where, str(house.person_id), seal, mark_on(page), place="handed")
    return Handed(house, url, outcome, phone, key, form.get("data-since", ""))


def mark_on(page: SeenPage) -> str:
    return page.find("script[data-mark]").get("data-mark", "")


def handed_on(page: SeenPage) -> str:
    return page.find("script[data-mark]").get("data-handed", "")


@pytest.fixture(params=["outcome", "day"])
def handed(house: OutcomeHouse, request: pytest.FixtureRequest) -> Handed:
    if request.param == "day":
        return on_the_page(house, house.url("day", "question"), "")
    outcome = house.want("Swimming")
    return on_the_page(house, house.url(outcome, "question"), str(outcome))


def test_it_is_the_persons_said_on_the_sisters_phone(handed: Handed) -> None:
    house = handed.house
    answer = handed.lock(answer="not-well", words="Too cold", observed="", helped="somebody")
    assert b"Too cold" not in answer["locked"]
    assert handed.phone.send(answer) == (200, "")
    (row,) = house.rows(CheckIn)
    assert (row.view_from, row.answer, row.words) == (ViewFrom.ME, Said.NOT_WELL, "Too cold")
    assert row.said_by == house.accounts["person"] and row.seen_as is None
    assert row.on_phone_of == house.accounts["sister"]
    assert (row.present, row.helped_by) == ([str(house.members["sister"])], [])
    assert row.question is (Question.OUTCOME if handed.outcome else Question.DAY)
    there = house.url(row.outcome_id) if row.outcome_id else house.url("day")
    page = house.as_("person").get(there)
    assert "Said on the phone of" in page.text and SISTER in page.text
    # The phone goes back: the question is closed, and nothing of its owner is open.
    client = house.as_("sister").client
    for there in (handed.url, "/my", house.url()):
        assert client.get(there).location.endswith("/phone/back"), there


def test_what_was_answered_on_the_way_and_what_waited_are_one(handed: Handed) -> None:
    house, sister = handed.house, handed.house.as_("sister")
    sister.post(handed.url, {"step": "1", "answer": "not-well", "key": str(uuid.uuid4())})
    page = sister.get(f"{handed.url}?step=2")
    # Whatever a form sends, the key is that of the phone's being handed over.
    assert page.fields("form.question")["key"] == handed.key
    answer = handed.lock(words="Too cold")
    assert [handed.phone.send(answer)[0] for _ in range(2)] == [200, 303]
    (row,) = house.rows(CheckIn)
    assert (row.answer, row.words) == (Said.NOT_WELL, "Too cold")
    assert house.rows(Draft) == []


def test_nothing_is_said_for_a_day_before_the_phone_was_handed_over(handed: Handed) -> None:
    """Its owner holds the key, and could give the answer any time that a phone is believed."""
    # given an answer that says it waited for three weeks, on a phone handed over just now
    answer = handed.lock(answer="not-well", ago=21 * 24 * 3_600_000)
    # when it is sent
    assert handed.phone.send(answer) == (200, "")
    # then it is not from before the phone was in the person's hands
    (row,) = handed.house.rows(CheckIn)
    assert row.answered_at >= datetime.fromisoformat(handed.since)


def test_when_the_phone_is_back_it_is_sent_all_the_same_and_once(handed: Handed) -> None:
    house = handed.house
    answer = handed.lock(answer="well")
    handed.give_back()
    assert [handed.phone.send(answer) for _ in range(5)] == [(200, "")] * 5
    (row,) = house.rows(CheckIn)
    assert row.on_phone_of == house.accounts["sister"] and row.view_from is ViewFrom.ME
    assert len(house.rows(AuditEvent, AuditEvent.name == "check-in.said")) == 1


def test_an_answer_of_before_does_not_close_the_question_of_now(handed: Handed) -> None:
    house = handed.house
    before = handed.lock(answer="well")
    handed.give_back()
    again = on_the_page(house, handed.url, handed.outcome)
    assert again.key != handed.key
    assert again.phone.send(before)[0] == 200
    assert house.as_("sister").get(handed.url).status == 200
    assert again.phone.send(again.lock(answer="not-well"))[0] == 200
    assert sorted(row.answer.value for row in house.rows(CheckIn)) == ["not-well", "well"]


def test_nobody_makes_an_answer_of_the_person_without_handing_the_phone_over(
    handed: Handed,
) -> None:
    house = handed.house
    other = str(house.want("A dog"))
    handed.give_back()
    for wrong in (
        {"key": str(uuid.uuid4())},
        {"handed": "2020-01-01T00:00:00+00:00"},
        {"handed": ""},
        {"outcome": other},
        {"about": str(house.members["worker"]), "outcome": other},
    ):
        assert handed.phone.send(handed.lock(answer="well", **wrong)) == NOT_OPENED, wrong
    # Nor is what the person said taken as the sister's own view, or the sister's as theirs.
    answer = handed.lock(answer="well")
    handed.phone.place = "waiting"
    assert handed.phone.send(answer) == NOT_OPENED
    handed.phone.place = "handed"
    own = handed.phone.lock(answer="well", outcome=handed.outcome)
    assert handed.phone.send(own) == NOT_OPENED
    assert house.rows(CheckIn) == []


def test_whoever_did_not_want_to_answers_nothing_later(handed: Handed) -> None:
    house = handed.house
    answer = handed.lock(answer="well")
    # Tapped twice: the second finds the phone going back.
    for _ in range(2):
        house.as_("sister").post(handed.url, {"stop": "1"}, status=303)
    (declined,) = house.rows(QuestionDeclined)
    assert (declined.id, declined.account_id) == (
        uuid.UUID(handed.key),
        house.accounts["sister"],
    )
    handed.give_back()
    words = "They did not want to answer this."
    assert [handed.phone.send(answer) for _ in range(2)] == [(422, words)] * 2
    assert house.rows(CheckIn) == []
    assert len(house.rows(AuditEvent, AuditEvent.name == "phone.declined")) == 1
    # Asked once more, on another day, they may want to.
    again = on_the_page(house, handed.url, handed.outcome)
    assert again.phone.send(again.lock(answer="well"))[0] == 200


def test_another_account_cannot_send_it(handed: Handed) -> None:
    house = handed.house
    answer = handed.lock(answer="well")
    assert handed.phone.send(answer, house.as_("person"))[0] == 404
    for role in ("worker", "friend", "stranger"):
        assert handed.phone.send(answer, house.as_(role))[0] == 404
        assert house.as_(role).client.get(house.url("check-in", "handed")).status_code == 404
    assert house.rows(CheckIn) == []


def test_while_it_is_handed_over_no_other_address_opens(handed: Handed) -> None:
    house = handed.house
    client = house.as_("sister").client
    for there in ("waiting", "seal"):
        for method in ("GET", "POST"):
            answer = client.open(house.url("check-in", there), method=method)
            assert answer.location == handed.url, there
    given = client.get(house.url("check-in", "handed")).get_json()
    assert set(given) == {"token", "mark"} and given["mark"] == handed.phone.mark


def test_the_page_knows_the_public_key_alone(handed: Handed) -> None:
    (seal,) = handed.house.rows(AnswerSeal)
    assert seal.account_id == handed.house.accounts["sister"]
    page = handed.house.as_("sister").get(handed.url)
    assert {seal.public_key["x"], seal.public_key["y"]} == set(handed.phone.key.values())
    assert SISTER not in page.html and "You are helping" not in page.html
    # Where nobody handed anything over, no page says so.
    mine = Browser(handed.house.portal).sign_in("sister").get("/my")
    assert mark_on(mine) == handed.phone.mark and handed_on(mine) == ""


def test_when_sharing_stops_it_is_not_taken(handed: Handed) -> None:
    house = handed.house
    answer = handed.lock(answer="well")
    house.add(
        HiddenPart(
            person_id=house.person_id, account_id=house.accounts["sister"], part=Part.OUTCOMES
        )
    )
    assert handed.phone.send(answer)[0] == 303
    handed.give_back()
    assert handed.phone.send(answer)[0] == 404
    assert house.rows(CheckIn) == []


def test_not_wanting_to_leaves_nothing_to_be_sent_in_their_name(handed: Handed) -> None:
    house = handed.house
    house.as_("sister").post(handed.url, {"stop": "1"})
    assert house.rows(CheckIn) == []
    assert house.as_("sister").client.get(handed.url).location.endswith("/phone/back")


def test_the_day_is_handed_over_from_the_page_of_days(house: OutcomeHouse) -> None:
    days = house.as_("sister").get(house.url("day"))
    there = days.links["Hand over the phone"]
    assert there == house.url("day", "hand-over")
    for role in ("person", "worker"):
        assert "Hand over the phone" not in house.as_(role).get(house.url("day")).links
        house.as_(role).get(there, status=404)
        house.as_(role).post(there, status=404)
    house.as_("sister").get(house.url("day", "question"), status=404)
    house.as_("sister").post(there)
    question = house.url("day", "question")
    page = house.as_("sister").get(question)
    assert page.h1 == "How is my day?" and "This question is for you" in page.text
    sent = {"step": "1", "answer": "between", "key": page.fields("form.question")["key"]}
    house.as_("sister").post(question, sent)
    done = house.as_("sister").post(question, {**sent, "step": "2", "words": "", "language": "en"})
    assert done.location.endswith("/phone/back")
    (row,) = house.rows(CheckIn)
    assert (row.question, row.view_from) == (Question.DAY, ViewFrom.ME)
    # When she proves who she is, her phone goes on where she was.
    with house.portal.app_context(), db.writing():
        proof = {"fresh_at": now() + timedelta(seconds=1)}
        db.session.execute(update(SignIn).values(**proof))
    assert house.as_("sister").post("/phone/back").location.endswith(house.url("day"))
