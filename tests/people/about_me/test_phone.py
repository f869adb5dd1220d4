"""Hand me the phone: one question for the person, the supporter's account locked behind it."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from app.extensions import db
from app.people.models import Draft, SharingDecision, SharingStop
from app.people.parts import Level, Part
from app.people.views.phone import OPEN_PATHS
from tests.addresses import example
from tests.people.about_me.house import CALLED, House, said

PASSWORD = "kettle garden lemon bus"


@pytest.fixture
def handed(house: House) -> House:
    """The sister handed her phone over, for the part about wellness."""
    house.share("sister", Part.WELLNESS, level=Level.WRITE)
    house.write(Part.WELLNESS, text="What stood before")
    page = house.as_("sister").get(house.url(Part.WELLNESS, "hand-over"))
    assert CALLED in page.text
    house.as_("sister").post(house.url(Part.WELLNESS, "hand-over"))
    return house


def question(house: House) -> str:
    return house.url(Part.WELLNESS, "question")


def every_address(house: House) -> Iterator[tuple[str, str]]:
    for rule in house.portal.url_map.iter_rules():
        given = {name: example(rule._converters[name]) for name in rule.arguments}
        if "person_id" in given:
            given["person_id"] = house.person_id
        with house.portal.test_request_context("/"):
            url = house.portal.url_for(rule.endpoint, **given)
        for method in sorted((rule.methods or set()) & {"GET", "POST"}):
            yield method, url


def test_every_other_address_leads_back_to_the_question(handed: House) -> None:
    client = handed.as_("sister").client
    tried = 0
    for method, url in every_address(handed):
        path = url.split("?")[0]
        if path == question(handed) or any(
            path == each or path.startswith(f"{each}/") for each in OPEN_PATHS
        ):
            continue
        answer = client.open(url, method=method)
        assert (answer.status_code, answer.headers.get("Location")) == (303, question(handed)), url
        tried += 1
    assert tried > 60
    assert client.get("/no/such/page").headers["Location"] == question(handed)


def test_the_question_page_holds_nothing_of_the_supporter(handed: House) -> None:
    handed.as_("sister").get(question(handed))
    with handed.portal.app_context():
        from app.accounts.models import Account
        from app.people.actions.drafts import _save

        sister = db.session.get_one(Account, handed.accounts["sister"])
        with db.writing():
            _save(sister, handed.person_id, "wellness", {"text": "Secret draft"}, 0)
    page = handed.as_("sister").get(question(handed))
    assert "What stood before" in page.html
    for trace in ("Sisterwick", "Secret draft", "data-draft-url", "You are helping"):
        assert trace not in page.html


def test_the_answer_is_kept_as_said_on_the_phone_of_the_supporter(handed: House) -> None:
    sent = handed.as_("sister").get(question(handed)).fields("form.question")
    handed.as_("sister").post(question(handed), {**sent, "text": "I say it myself"})
    row = handed.entries(Part.WELLNESS)[-1]
    assert row.content == {"text": "I say it myself"}
    assert row.on_phone_of == handed.accounts["sister"] and row.helped_by == []
    page = handed.as_("owner").get(handed.url(Part.WELLNESS))
    assert "Said on the phone of Quillon Sisterwick." in said(page)
    assert not page.find_all("article.mine")
    handed.share("nurse", Part.WELLNESS)
    other = handed.as_("nurse").get(handed.url(Part.WELLNESS))
    assert "Said on the phone of somebody who helps." in other.text
    assert "Sisterwick" not in other.html


def test_afterwards_only_giving_it_back_is_left(handed: House) -> None:
    handed.as_("sister").post(question(handed), {"answer": "stop"})
    assert [each.content["text"] for each in handed.entries(Part.WELLNESS)] == ["What stood before"]
    for where in ("/my", handed.url(), question(handed)):
        assert handed.as_("sister").client.get(where).headers["Location"] == "/phone/back"
    assert "Give the phone back" in handed.as_("sister").get("/phone/back").text


def test_nobody_takes_it_back_without_a_proof(handed: House) -> None:
    page = handed.as_("sister").post("/phone/back")
    assert page.location == "/phone/back"
    assert handed.as_("sister").client.get("/my").headers["Location"] == question(handed)


def test_with_the_password_the_supporter_has_their_pages_again(handed: House) -> None:
    from app.accounts.models import Account
    from app.accounts.passwords import hash_password

    with handed.portal.app_context(), db.writing():
        account = db.session.get_one(Account, handed.accounts["sister"])
        account.password_hash = hash_password(PASSWORD)
    client = handed.as_("sister").client
    wrong = client.post("/fresh?next=/phone/back", data={"password": "not her password"})
    assert wrong.status_code == 422
    assert client.post("/phone/back").headers["Location"] == "/phone/back"
    right = client.post("/fresh?next=/phone/back", data={"password": PASSWORD})
    assert right.headers["Location"] == "/phone/back"
    assert client.post("/phone/back").headers["Location"] == handed.url()
    handed.as_("sister").get(handed.url())
    assert client.get(question(handed)).status_code == 404


def test_a_sign_in_of_just_before_is_no_proof(handed: House) -> None:
    """The sister signed in seconds ago; whoever holds the phone now proved nothing."""
    assert "Open my pages again" not in handed.as_("sister").get("/phone/back").text


def test_when_sharing_stops_meanwhile_only_giving_back_is_left(handed: House) -> None:
    with handed.portal.app_context():
        decision = db.session.query(SharingDecision).one()
        db.session.add(SharingStop(decision_id=decision.id, stopped_by=handed.accounts["owner"]))
        db.session.commit()
    client = handed.as_("sister").client
    assert client.get(question(handed)).headers["Location"] == "/phone/back"
    assert client.post(question(handed), data={"text": "x"}).headers["Location"] == "/phone/back"
    assert "What stood before" not in handed.as_("sister").get("/phone/back").html


def test_no_sharing_decision_comes_out_of_a_handed_phone(handed: House) -> None:
    before = len(handed.rows(SharingDecision))
    client = handed.as_("sister").client
    for url in (f"/people/{handed.person_id}/sharing", f"/people/{handed.person_id}/circle"):
        assert client.post(url, data={"level": "write"}).status_code == 303
    assert len(handed.rows(SharingDecision)) == before


def test_bad_words_come_back_on_the_question_page_and_no_draft_is_kept(handed: House) -> None:
    sent = handed.as_("sister").get(question(handed)).fields("form.question")
    page = handed.as_("sister").post(question(handed), {**sent, "text": "a\u202eb"}, status=422)
    assert page.fields("form.question")["text"] == "a\u202eb"
    assert handed.rows(Draft) == []


def test_two_texts_on_a_handed_phone_are_chosen_there(handed: House) -> None:
    sent = handed.as_("sister").get(question(handed)).fields("form.question")
    handed.write(Part.WELLNESS, text="Written meanwhile")
    page = handed.as_("sister").post(
        question(handed), {**sent, "text": "Said on the phone"}, status=422
    )
    assert "Written meanwhile" in page.text and handed.rows(Draft) == []
    handed.as_("sister").post(question(handed), {**page.fields("form.question"), "answer": "both"})
    assert handed.entries(Part.WELLNESS)[-1].content == {
        "text": "Written meanwhile\nSaid on the phone"
    }


@pytest.mark.parametrize("role", ["owner", "nurse", "friend", "stranger"])
def test_only_somebody_who_may_write_the_part_hands_it_over(house: House, role: str) -> None:
    house.share("nurse", Part.WELLNESS)
    for then in ("hand-over", "question"):
        house.as_(role).get(house.url(Part.WELLNESS, then), status=404)
    house.as_(role).post(house.url(Part.WELLNESS, "hand-over"), status=404)
