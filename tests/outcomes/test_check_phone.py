"""Hand me the phone: one check-in, kept as the person's, said on the other's phone."""

from __future__ import annotations

import pytest
from sqlalchemy import update

from app.extensions import db
from app.outcomes.models import CheckIn, RowStrike, Said, ViewFrom
from app.people.models import Draft, HiddenPart, Person
from app.people.parts import Part
from tests.outcomes.house import OutcomeHouse
from tests.outcomes.test_checking import begin, step
from tests.page_client import Browser
from tests.plans.house import CALLED, SISTER


@pytest.fixture
def handed(house: OutcomeHouse) -> tuple[OutcomeHouse, str]:
    """The sister handed her phone over. The address of the question."""
    outcome = house.want("Swimming")
    page = house.as_("sister").get(house.url(outcome, "hand-over"))
    assert CALLED in page.text
    done = house.as_("sister").post(house.url(outcome, "hand-over"))
    url = house.url(outcome, "question")
    assert done.location.endswith(url)
    return house, url


def test_the_view_is_the_persons_on_the_sisters_phone(handed: tuple[OutcomeHouse, str]) -> None:
    house, url = handed
    begin(house, url, "not-well", role="sister")
    done = step(house, url, 2, role="sister", words="Too cold")
    assert done.location.endswith("/phone/back")
    (kept,) = house.rows(CheckIn)
    assert (kept.view_from, kept.answer, kept.words) == (ViewFrom.ME, Said.NOT_WELL, "Too cold")
    assert kept.said_by == house.accounts["person"] and kept.seen_as is None
    assert kept.on_phone_of == house.accounts["sister"]
    assert kept.present == [str(house.members["sister"])]
    page = house.as_("person").get(house.url(kept.outcome_id))
    assert "Said on the phone of" in page.text and SISTER in page.text
    # The phone stays locked until its owner proves who they are.
    assert house.as_("sister").client.get("/my").location.endswith("/phone/back")
    assert house.rows(Draft) == []


def test_every_other_address_leads_back(handed: tuple[OutcomeHouse, str]) -> None:
    house, url = handed
    client = house.as_("sister").client
    rooms = [house.url(), house.url("check-in"), house.url("day", "check-in")]
    for there in (*rooms, "/my", "/settings"):
        for method in ("GET", "POST"):
            assert client.open(there, method=method).location == url, there
    assert client.get("/help").status_code == 200


def test_the_page_holds_nothing_of_the_supporter(handed: tuple[OutcomeHouse, str]) -> None:
    house, url = handed
    for there in (url, f"{url}?step=2", f"{url}?step=3"):
        page = house.as_("sister").get(there)
        assert SISTER not in page.html and "You are helping" not in page.html
        assert CALLED in page.text
    # On a phone that nobody handed over, the banner says whom one helps.
    mine = Browser(house.portal).sign_in("sister").get(url.replace("/question", "/check-in"))
    assert "You are helping" in mine.html


def test_not_wanting_to_keeps_nothing(handed: tuple[OutcomeHouse, str]) -> None:
    house, url = handed
    begin(house, url, "well", role="sister")
    done = step(house, url, 2, role="sister", words="Secret", stop="1")
    assert done.location.endswith("/phone/back")
    assert house.rows(CheckIn) == house.rows(Draft) == []


def test_what_was_begun_is_not_for_the_next_one_who_holds_the_phone(
    handed: tuple[OutcomeHouse, str],
) -> None:
    house, url = handed
    begin(house, url, "not-well", role="sister")
    step(house, url, 2, role="sister", status=422, words="Secret" + "x" * 2000)
    assert "Secret" in house.as_("sister").get(f"{url}?step=2").html
    # Her own question is another draft.
    other = Browser(house.portal).sign_in("sister")
    mine = other.get(url.replace("/question", "/check-in"))
    assert "Secret" not in mine.html
    other.post(url.replace("/question", "/hand-over"))
    assert "Secret" not in other.get(f"{url}?step=2").html


def test_outside_a_handed_phone_there_is_no_such_page(house: OutcomeHouse) -> None:
    outcome = house.want("Swimming")
    url = house.url(outcome, "question")
    for role in ("sister", "worker", "person", "friend"):
        house.as_(role).get(url, status=404)
        house.as_(role).post(url, {"step": "1", "answer": "well"}, status=404)
    # Only who may write hands it over.
    for role in ("worker", "friend", "person"):
        house.as_(role).get(house.url(outcome, "hand-over"), status=404)
        house.as_(role).post(house.url(outcome, "hand-over"), status=404)


def test_a_phone_for_one_outcome_answers_no_other(handed: tuple[OutcomeHouse, str]) -> None:
    house, url = handed
    other = house.want("A dog")
    client = house.as_("sister").client
    sent = {"step": "1", "answer": "well"}
    assert client.post(house.url(other, "question"), data=sent).location == url
    assert house.rows(CheckIn) == []


def test_when_sharing_stops_the_question_closes(handed: tuple[OutcomeHouse, str]) -> None:
    house, url = handed
    house.add(
        HiddenPart(
            person_id=house.person_id, account_id=house.accounts["sister"], part=Part.OUTCOMES
        )
    )
    assert house.as_("sister").client.get(url).location.endswith("/phone/back")


def test_only_the_person_strikes_out_what_they_said_on_it(house: OutcomeHouse) -> None:
    outcome = house.want("Swimming")
    said = house.say(outcome, on_phone_of=house.accounts["sister"])
    house.as_("sister").get(house.url("views", said, "strike"), status=404)
    assert house.as_("person").get(house.url("views", said, "strike")).status == 200


def test_nor_does_its_owner_where_the_person_has_no_account(house: OutcomeHouse) -> None:
    """Then the answer is kept under the owner's account, and it is the person's all the same."""
    outcome = house.want("Swimming")
    with house.portal.app_context(), db.writing():
        db.session.execute(
            update(Person).where(Person.id == house.person_id).values(account_id=None)
        )
    sister = house.accounts["sister"]
    said = house.say(outcome, said_by=sister, on_phone_of=sister)
    page = house.as_("sister").get(house.url(outcome))
    assert "Said on your phone" in page.text and "This is a mistake" not in page.text
    house.as_("sister").get(house.url("views", said, "strike"), status=404)
    answer = house.as_("sister").post(
        house.url("views", said, "strike"), {"reason": "She is well"}, status=404
    )
    assert answer.status == 404 and house.rows(RowStrike) == []
