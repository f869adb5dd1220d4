"""The right to write goes while somebody types: the form is refused, and the words are not lost."""

from __future__ import annotations

import uuid
from collections.abc import Callable
from datetime import timedelta

import pytest
from flask import Flask

from app.database import now
from app.extensions import db
from app.people.models import (
    AuthorityKind,
    CircleMember,
    Draft,
    HiddenPart,
    LegalAuthority,
    Relationship,
    SharingDecision,
    SharingStop,
)
from app.people.parts import Level, Part
from app.plans.models import SectionText, Suggestion
from tests.page_client import Browser
from tests.plans.house import PlanHouse

WANTS = Part.PLAN_WANTS
TYPED = "Ten minutes of careful typing"


def opened(house: PlanHouse, role: str = "sister") -> dict[str, str]:
    page = house.as_(role).get(house.url(WANTS, "change"))
    return {**page.fields("form.question"), "text": TYPED, "answer": "suggest"}


def take_out_of_circle(house: PlanHouse) -> None:
    with house.portal.app_context(), db.writing():
        db.session.get_one(CircleMember, house.members["sister"]).ended_at = now()


def stop_sharing(house: PlanHouse) -> None:
    with house.portal.app_context(), db.writing():
        decision = db.session.query(SharingDecision).one()
        db.session.add(SharingStop(decision_id=decision.id, stopped_by=house.accounts["person"]))


def hide(house: PlanHouse) -> None:
    house.add(
        HiddenPart(person_id=house.person_id, account_id=house.accounts["sister"], part=WANTS)
    )


ENDS = [take_out_of_circle, stop_sharing, hide]


@pytest.mark.parametrize("end", ENDS)
def test_a_member_who_goes_while_typing_gets_the_words_back_with_the_refusal(
    plan_house: PlanHouse, end: Callable[[PlanHouse], None]
) -> None:
    house = plan_house
    sent = opened(house)
    end(house)
    page = house.as_("sister").post(house.url(WANTS, "change"), sent, status=404)
    assert "Your words are still on this page." in page.text and TYPED in page.text
    # Nothing but their own words: no name, no section.
    assert "Ottoline" not in page.html and "What I want" not in page.html
    assert house.rows(Suggestion) == [] and house.rows(SectionText) == []
    (draft,) = house.rows(Draft)
    assert draft.account_id == house.accounts["sister"] and draft.content["text"] == TYPED


def test_the_draft_is_offered_when_the_right_comes_back(plan_house: PlanHouse) -> None:
    house = plan_house
    sent = opened(house)
    stop_sharing(house)
    house.as_("sister").post(house.url(WANTS, "change"), sent, status=404)
    house.as_("sister").get(house.url(WANTS, "change"), status=404)
    house.share("sister", WANTS, level=Level.WRITE)
    assert TYPED in house.as_("sister").get(house.url(WANTS, "change")).text
    # The person never reads what was not sent.
    assert TYPED not in house.as_("person").get(house.url(WANTS, "change")).html


def test_what_the_script_saves_meanwhile_is_kept_too(plan_house: PlanHouse) -> None:
    house = plan_house
    sent = opened(house)
    stop_sharing(house)
    answer = house.as_("sister").client.post(house.url(WANTS, "draft"), data=sent)
    assert answer.status_code == 404
    assert house.rows(Draft)[0].content["text"] == TYPED


def test_without_having_opened_the_form_nobody_keeps_anything(plan_house: PlanHouse) -> None:
    """A stranger who knows the address leaves no trace, and learns nothing."""
    house = plan_house
    proofs = ("", "forged", opened(house)["opened"], opened(house, "person")["opened"])
    for proof in proofs:
        page = house.as_("stranger").post(
            house.url(WANTS, "change"), {"text": TYPED, "opened": proof}, status=404
        )
        assert TYPED not in page.html
    assert house.rows(Draft) == []


def test_a_proof_is_for_one_section_and_one_person(plan_house: PlanHouse) -> None:
    house = plan_house
    sent = opened(house)
    house.as_("sister").post(house.url(Part.PLAN_HOME, "change"), sent, status=404)
    elsewhere = house.url(WANTS, "change").replace(str(house.person_id), str(uuid.uuid4()))
    house.as_("sister").post(elsewhere, sent, status=404)
    assert house.rows(Draft) == []


def test_a_form_of_another_website_is_given_back_to_nobody(plan_home: PlanHouse) -> None:
    sent = opened(plan_home)
    stop_sharing(plan_home)
    other = Browser(plan_home.portal, {"Sec-Fetch-Site": "cross-site"}).sign_in("sister")
    assert TYPED not in other.post(plan_home.url(WANTS, "change"), sent, status=404).html


@pytest.fixture
def aunt_house(plan_house: PlanHouse) -> PlanHouse:
    """An aunt with a health paper, a capacity record about what is wanted, and leave to write."""
    house = plan_house
    house.add_member("aunt", "Ulrika Auntwick", Relationship.ATTORNEY)
    house.share("aunt", WANTS, level=Level.WRITE)
    house.add(
        LegalAuthority(
            person_id=house.person_id,
            member_id=house.members["aunt"],
            kind=AuthorityKind.HEALTH_ATTORNEY,
            scope=[],
            recorded_by=house.accounts["person"],
            verified_by=house.accounts["person"],
            verified_at=now(),
            starts_on=now().date() - timedelta(days=9),
        )
    )
    return house


def run_out(house: PlanHouse) -> None:
    """Overnight."""
    with house.portal.app_context(), db.writing():
        paper = db.session.query(LegalAuthority).one()
        paper.ends_on = now().date() - timedelta(days=1)


def test_an_attorney_without_a_capacity_record_only_suggests(aunt_house: PlanHouse) -> None:
    house = aunt_house
    page = house.as_("aunt").get(house.url(WANTS, "change"))
    assert "Suggest this" in page.text
    sent = {**page.fields("form.question"), "text": TYPED, "answer": "keep"}
    refused = house.as_("aunt").post(house.url(WANTS, "change"), sent, status=422)
    assert "You cannot decide about this part now." in refused.text
    assert house.rows(SectionText) == []


def test_an_attorney_decides_with_both_and_not_beyond_the_record(aunt_house: PlanHouse) -> None:
    house = aunt_house
    record = house.capacity(WANTS)
    page = house.as_("aunt").get(house.url(WANTS, "change"))
    sent = {**page.fields("form.question"), "text": TYPED, "answer": "keep"}
    house.as_("aunt").post(house.url(WANTS, "change"), sent)
    (text,) = house.rows(SectionText)
    assert text.capacity_id == record and text.authority_id is not None
    house.share("aunt", Part.PLAN_HOME, level=Level.WRITE)
    assert "Suggest this" in house.as_("aunt").get(house.url(Part.PLAN_HOME, "change")).text


def test_a_paper_that_ran_out_overnight_is_refused_and_the_words_go_on_as_a_suggestion(
    aunt_house: PlanHouse,
) -> None:
    house = aunt_house
    house.capacity(WANTS)
    page = house.as_("aunt").get(house.url(WANTS, "change"))
    assert "Keep this" in page.text
    sent = {**page.fields("form.question"), "text": TYPED, "answer": "keep"}
    run_out(house)
    refused = house.as_("aunt").post(house.url(WANTS, "change"), sent, status=422)
    assert "You cannot decide about this part now." in refused.text
    back = refused.fields("form.question")
    assert back["text"] == TYPED and "Suggest this" in refused.text
    assert house.rows(SectionText) == [] and house.rows(Draft)[0].content["text"] == TYPED
    house.as_("aunt").post(house.url(WANTS, "change"), {**back, "answer": "suggest"})
    assert [each.content["text"] for each in house.rows(Suggestion)] == [TYPED]
    assert house.rows(SectionText) == [] and house.rows(Draft) == []


def test_a_paper_that_runs_out_over_a_suggestion_is_refused_with_the_words(
    aunt_house: PlanHouse,
) -> None:
    house = aunt_house
    house.capacity(WANTS)
    waits = house.suggest(WANTS, "The sister's words")
    where = house.url(WANTS, "suggestions", waits)
    sent = {**house.as_("aunt").get(f"{where}/change").fields("form.question"), "text": TYPED}
    run_out(house)
    page = house.as_("aunt").post(f"{where}/change", {**sent, "answer": "keep"}, status=404)
    assert TYPED in page.text and house.rows(Draft)[0].content["text"] == TYPED
    for way in ("take", "no"):
        house.as_("aunt").post(f"{where}/{way}", {"seen_id": ""}, status=404)
    assert house.rows(SectionText) == []


def test_the_hook_stands_after_the_lock_of_a_phone_and_before_the_guard(portal: Flask) -> None:
    names = [each.__name__ for each in portal.before_request_funcs[None]]
    places = [names.index(name) for name in ("lock", "keep_refused_words", "guard")]
    assert places == sorted(places) and names.count("keep_refused_words") == 1


@pytest.mark.parametrize("decides", [True, False])
def test_whoever_decides_by_records_opens_the_form_within_the_budget(
    aunt_house: PlanHouse, decides: bool
) -> None:
    house = aunt_house
    house.write(WANTS, "What stands")
    waits = house.suggest(WANTS, "The sister's words")
    if decides:
        house.capacity(WANTS)
    pages = [house.url(WANTS, "change"), house.url("suggestions")]
    if decides:
        one = house.url(WANTS, "suggestions", waits)
        pages += [one, f"{one}/change", house.url("publish")]
    for url in pages:
        house.as_("aunt").get(url)
        with house.queries() as asked:
            house.as_("aunt").get(url)
        assert len(asked) <= 10, (url, len(asked))
