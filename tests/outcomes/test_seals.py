"""The key of an account, and what it opens: nothing else opens it, nobody else's phone fills it."""

from __future__ import annotations

import uuid
from datetime import timedelta

import pytest
import time_machine
from flask import Flask

from app.audit.models import AuditEvent
from app.database import now
from app.extensions import db
from app.outcomes.forms.waiting import LOCKED_BYTES
from app.outcomes.models import AnswerSeal, CheckIn, Lifecycle, Question, Said, ViewFrom
from app.outcomes.sealing import CannotOpen, new_keys, private_key
from app.people.parts import Level, Part
from tests.outcomes.locked_phone import DAY, WaitingHouse, build_waiting_house

NOT_OPENED = "We cannot open this answer."
ONE = uuid.UUID(int=1)


@pytest.fixture
def house(either_portal: Flask) -> WaitingHouse:
    return build_waiting_house(either_portal)


def test_the_private_half_opens_with_this_secret_for_this_account_alone() -> None:
    keys = new_keys("secret", ONE)
    assert private_key("secret", ONE, keys.private).curve.name == "secp256r1"
    assert set(keys.public) == {"kty", "crv", "x", "y"}
    for secret, account_id in (("another", ONE), ("secret", uuid.UUID(int=2))):
        with pytest.raises(CannotOpen):
            private_key(secret, account_id, keys.private)


def test_a_key_is_made_once_and_only_its_public_half_leaves(house: WaitingHouse) -> None:
    given = [house.as_("person").client.post(f"{house.check_in}/seal") for _ in range(2)]
    (seal,) = house.rows(AnswerSeal)
    assert given[0].get_json()["key"] == given[1].get_json()["key"] == seal.public_key
    assert set(given[0].get_json()) == {"key", "mark", "seconds"}
    assert given[0].headers["Cache-Control"] == "no-store"
    events = house.rows(AuditEvent, AuditEvent.name == "answer-seal.made")
    assert [event.actor_id for event in events] == [house.accounts["person"]]


def test_an_answer_about_an_outcome_is_kept_as_the_person_said_it(house: WaitingHouse) -> None:
    outcome_id = house.want("Swim")
    phone = house.phone()
    answer = phone.lock(
        outcome=str(outcome_id), answer="not-well", words="Cold wurble", helped="somebody"
    )
    assert b"wurble" not in answer["locked"]
    assert phone.send(answer) == (200, "")
    (row,) = house.rows(CheckIn)
    assert (row.id, row.outcome_id) == (uuid.UUID(answer["key"]), outcome_id)
    assert (row.question, row.answer) == (Question.OUTCOME, Said.NOT_WELL)
    assert (row.view_from, row.said_by) == (ViewFrom.ME, house.accounts["person"])
    assert (row.words, row.helped_by) == ("Cold wurble", ["somebody"])


def test_without_an_open_page_it_is_about_the_day(house: WaitingHouse) -> None:
    phone = house.phone()
    assert phone.send(phone.lock(answer="well"))[0] == 200
    (row,) = house.rows(CheckIn)
    assert (row.question, row.outcome_id, row.answer) == (Question.DAY, None, Said.WELL)


def test_sent_five_times_it_counts_once(house: WaitingHouse) -> None:
    phone = house.phone()
    answer = phone.lock(answer="well", words="Once")
    assert [phone.send(answer) for _ in range(5)] == [(200, "")] * 5
    assert len(house.rows(CheckIn)) == 1
    assert len(house.rows(AuditEvent, AuditEvent.name == "check-in.said")) == 1


@pytest.mark.parametrize("wrong_by", [-DAY, 0, DAY, 400 * DAY])
def test_a_clock_wrong_by_a_day_tells_the_right_time(house: WaitingHouse, wrong_by: int) -> None:
    phone = house.phone()
    phone.wrong_by = wrong_by
    assert phone.send(phone.lock(answer="well", ago=3 * 3600 * 1000))[0] == 200
    (row,) = house.rows(CheckIn)
    assert abs(now() - timedelta(hours=3) - row.answered_at) < timedelta(minutes=1)


@pytest.mark.parametrize("sent_at", ["", "soon", "9" * 40, "-1", "0", None])
def test_a_time_that_cannot_be_believed_is_now(house: WaitingHouse, sent_at: str | None) -> None:
    phone = house.phone()
    assert phone.send(phone.lock(answer="well"), sent_at=sent_at)[0] == 200
    (row,) = house.rows(CheckIn)
    assert abs(now() - row.answered_at) < timedelta(minutes=1)


def test_an_answer_for_another_account_is_refused_and_stays_locked(house: WaitingHouse) -> None:
    phone, sister = house.phone(), house.phone("sister")
    answer = phone.lock(answer="not-well", words="Secret snorkwhistle")
    # The sister signs in on that phone: as it is, and with her own mark written over.
    assert phone.send(answer, sister.browser)[0] == 409
    assert phone.send(answer, sister.browser, mark=sister.mark) == (422, NOT_OPENED)
    assert house.rows(CheckIn) == []
    # The first one comes back: it is sent then, and is theirs.
    assert phone.send(answer)[0] == 200
    assert [row.said_by for row in house.rows(CheckIn)] == [house.accounts["person"]]


def test_what_was_changed_on_the_way_opens_for_nobody(house: WaitingHouse) -> None:
    phone = house.phone()
    answer = phone.lock(answer="well")
    other = phone.lock(answer="not-well")
    turned = bytes([answer["locked"][0] ^ 1]) + answer["locked"][1:]
    for changed in (
        {"key": str(uuid.uuid4())},
        {"locked": turned},
        {"locked": answer["locked"][:20]},
        {"locked": b""},
        {"nonce": other["nonce"]},
        {"nonce": "AAAA"},
        {"nonce": "é"},
        {"ephemeral": other["ephemeral"]},
        {"ephemeral": "AAAA"},
        {"ephemeral": "A" * 88},
        {"key": "no-key"},
    ):
        assert phone.send(answer, **changed)[0] == 422, changed
    assert house.rows(CheckIn) == []


def test_it_opens_for_no_other_person(house: WaitingHouse) -> None:
    phone = house.phone("sister")
    phone.person = str(uuid.uuid4())
    assert phone.send(phone.lock(answer="well")) == (422, NOT_OPENED)


@pytest.mark.parametrize(
    "said",
    [
        {},
        {"answer": "best-ever"},
        {"answer": ["well"]},
        {"answer": "well", "words": "long " * 401},
        {"answer": "well", "words": "a\u202eb"},
        {"answer": "well", "alt": "x" * 301},
        {"answer": "well", "said": "x" * 5001},
        {"answer": "well", "about": "no-id"},
        {"answer": "well", "about": str(uuid.uuid4())},
        {"answer": "well", "outcome": "no-id"},
        {"answer": "well", "outcome": str(uuid.uuid4())},
    ],
)
def test_the_bounds_are_those_of_the_form(house: WaitingHouse, said: dict[str, object]) -> None:
    phone = house.phone()
    status, told = phone.send(phone.lock(**said))
    assert (status, bool(told)) == (422, True)
    assert house.rows(CheckIn) == []


@pytest.mark.parametrize("inside", [b"", b"[]", b'"well"', b"{", b"[" * 100_000, b"\xff"])
def test_what_is_no_answer_inside_is_refused(house: WaitingHouse, inside: bytes) -> None:
    phone = house.phone()
    assert phone.send(phone.lock_bytes(inside)) == (422, NOT_OPENED)


def test_too_big_is_refused_before_it_is_opened(house: WaitingHouse) -> None:
    phone = house.phone()
    status, told = phone.send({**phone.lock(answer="well"), "locked": b"x" * (LOCKED_BYTES + 1)})
    assert (status, told) == (422, "This answer is too big. Leave out the photo or the sound.")


def test_nobody_answers_what_they_may_not_see(house: WaitingHouse) -> None:
    # The sister does not know the friend, so she knows nothing that the friend thinks of.
    hidden = house.want("Not yet", Lifecycle.PROPOSED, role="friend")
    phone = house.phone("sister")
    assert phone.send(phone.lock(answer="well", outcome=str(hidden)))[0] == 422
    assert house.rows(CheckIn) == []


def test_what_is_not_shared_any_more_when_it_is_sent_is_not_taken(house: WaitingHouse) -> None:
    soon = now() + timedelta(hours=1)
    house.share("friend", Part.OUTCOMES, level=Level.COMMENT, ends_at=soon)
    phone = house.phone("friend")
    answer = phone.lock(answer="well")
    with time_machine.travel(soon + timedelta(hours=1), tick=False):
        assert phone.send(answer)[0] == 404
    assert house.rows(CheckIn) == []


def test_who_may_not_say_and_who_is_not_signed_in(house: WaitingHouse) -> None:
    phone = house.phone()
    answer = phone.lock(answer="well")
    for role in ("friend", "stranger"):
        assert phone.send(answer, house.as_(role))[0] == 404
        assert house.as_(role).client.post(f"{house.check_in}/seal").status_code == 404
        assert house.as_(role).client.get(f"{house.check_in}/waiting").status_code == 404
    phone.browser.client.post("/sign-out")
    assert phone.send(answer)[0] == 401
    assert phone.browser.client.get(f"{house.check_in}/waiting").status_code == 303


def test_another_secret_of_the_portal_makes_a_new_key(house: WaitingHouse) -> None:
    phone = house.phone()
    before = phone.lock(answer="well")
    (old,) = house.rows(AnswerSeal)
    with house.portal.app_context(), db.writing():
        keys = new_keys("the secret that was", house.accounts["person"])
        db.session.get_one(AnswerSeal, old.id).private_key = keys.private
    assert phone.send(before) == (422, NOT_OPENED)
    new = house.phone()
    assert new.key != phone.key
    assert new.send(new.lock(answer="well"))[0] == 200
    assert phone.send(before) == (422, NOT_OPENED)
