"""A comment ends once: with an answer, as a change, or as a point for the next meeting."""

from __future__ import annotations

import uuid
from typing import Any

import pytest
from sqlalchemy.exc import IntegrityError

from app.audit.models import AuditEvent
from app.extensions import db
from app.notices.models import Channel, Notice
from app.people.models import MeetingPoint, PointFrom, Relationship
from app.people.parts import Level, Part
from app.plans.models import CommentEnd, EndedAs
from tests.page_client import SeenPage
from tests.plans.house import PlanHouse, plain
from tests.plans.test_comments import NURSE, WANTS, WORD, comment, end_it

ANSWER = "We start at nine from now on."


def end(
    house: PlanHouse,
    comment_id: uuid.UUID,
    role: str,
    way: str = "answered",
    status: int = 303,
    **given: Any,
) -> SeenPage:
    """Send the question of one way, as the page stands, with what is `given`."""
    url = house.url(WANTS, "comments", comment_id, f"end/{way}")
    form = house.as_(role).get(url).fields("form.question")
    return house.as_(role).post(url, {**form, **given}, status=status)


def forged(
    house: PlanHouse, comment_id: uuid.UUID, role: str, status: int, **given: Any
) -> SeenPage:
    """Send a form that no page showed."""
    way = given.pop("way", "answered")
    url = house.url(WANTS, "comments", comment_id, f"end/{way}")
    form = {"key": str(uuid.uuid4()), "text": ANSWER, **given}
    return house.as_(role).post(url, form, status=status)


@pytest.fixture
def house(plan_house: PlanHouse) -> PlanHouse:
    """The sister may write and sees the circle; a nurse may comment."""
    plan_house.add_member("nurse", NURSE, Relationship.HEALTH_PROFESSIONAL)
    plan_house.share("nurse", WANTS, level=Level.COMMENT)
    plan_house.share("sister", Part.CIRCLE)
    return plan_house


def test_the_person_answers(house: PlanHouse) -> None:
    """Given a nurse's comment, when the person answers, then the nurse reads it and is told."""
    asked = comment(house, "nurse", "Could we start later?")
    end(house, asked, "person", text=ANSWER)
    [kept] = house.rows(CommentEnd)
    assert (kept.ended_as, kept.words, kept.comment_id) == (EndedAs.ANSWERED, ANSWER, asked)
    assert kept.ended_by == house.accounts["person"]
    page = house.as_("nurse").get(house.url(WANTS, "comments", asked))
    assert ANSWER in page.text and "Ottoline Bract answered." in plain(page)
    screen, email = house.rows(Notice)
    assert {screen.account_id, email.account_id} == {house.accounts["nurse"]}
    [event] = [each for each in house.rows(AuditEvent) if each.name == "plan.comment-ended"]
    assert event.facts == {"section": "plan-wants", "as": "answered"}


def test_a_message_names_no_section_and_leads_to_the_comment(house: PlanHouse) -> None:
    asked = comment(house, "nurse", f"{WORD} asked")
    end(house, asked, "sister", text=f"{WORD} answered")
    for notice in house.rows(Notice):
        told = f"{notice.subject} {notice.body} {notice.path}"
        for word in (WORD, "plan-wants", str(WANTS.words), "Quillon", "Ottoline"):
            assert word not in told
    path = next(each.path for each in house.rows(Notice) if each.channel is Channel.SCREEN)
    arrived = house.as_("nurse").follow(house.as_("nurse").get(path, status=303))
    assert f"{WORD} answered" in arrived.text
    house.hide("nurse", WANTS)
    house.as_("nurse").get(path, status=404)
    assert WORD not in house.as_("nurse").get("/messages").html


def test_nobody_is_told_who_does_not_see_the_section_any_more(house: PlanHouse) -> None:
    asked = comment(house, "nurse", "Could we start later?")
    house.hide("nurse", WANTS)
    end(house, asked, "person", text=ANSWER)
    mine = comment(house, "person", "Mine")
    end(house, mine, "person", text="I know now")
    assert house.rows(Notice) == []


def test_the_person_is_told_of_an_answer_to_theirs(house: PlanHouse) -> None:
    end(house, comment(house, "person", "Why at eight?"), "sister", text=ANSWER)
    assert {each.account_id for each in house.rows(Notice)} == {house.accounts["person"]}


def test_an_answer_needs_words_and_keeps_what_was_typed(house: PlanHouse) -> None:
    asked = comment(house, "nurse", "Could we start later?")
    for way in ("answered", "meeting"):
        end(house, asked, "person", way, status=422, text="  ")
        long = "x" * 1001
        page = end(house, asked, "person", way, status=422, text=long)
        assert page.fields("form.question")["text"] == long
    assert house.rows(CommentEnd) == [] and house.rows(MeetingPoint) == []


@pytest.mark.parametrize("way", ["", "closed", "ANSWERED"])
def test_there_are_three_ways_and_no_other(house: PlanHouse, way: str) -> None:
    asked = comment(house, "nurse", "Could we start later?")
    house.as_("person").get(house.url(WANTS, "comments", asked, f"end/{way}"), status=404)
    forged(house, asked, "person", 404, way=way)
    assert house.rows(CommentEnd) == []


# Who ends it


def test_who_may_not_write_does_not_end(house: PlanHouse) -> None:
    asked = comment(house, "person", "Why at eight?")
    page = house.as_("nurse").get(house.url(WANTS, "comments", asked))
    assert "Nobody answered yet." in page.text
    for role in ("nurse", "friend", "stranger"):
        forged(house, asked, role, 404)
    assert house.rows(CommentEnd) == []


def test_a_member_does_not_answer_their_own(house: PlanHouse) -> None:
    """Somebody who may write cannot file their own worry as answered."""
    own = comment(house, "sister", "I worry about the stairs.")
    page = house.as_("sister").get(house.url(WANTS, "comments", own))
    assert "Answer it" not in page.links
    refused = forged(house, own, "sister", 422)
    assert "Somebody else answers it." in refused.text
    assert refused.fields("form.question")["text"] == ANSWER
    end(house, own, "sister", "meeting", text="The stairs")
    assert [each.ended_as for each in house.rows(CommentEnd)] == [EndedAs.MEETING]


def test_the_person_may_answer_their_own(house: PlanHouse) -> None:
    end(house, comment(house, "person", "Why at eight?"), "person", text="Because of the bus.")
    assert len(house.rows(CommentEnd)) == 1


def test_nobody_ends_what_they_may_not_read(plan_house: PlanHouse) -> None:
    """The sister may write, and does not see the circle: the nurse's comment is not there."""
    plan_house.add_member("nurse", NURSE, Relationship.HEALTH_PROFESSIONAL)
    asked = comment(plan_house, "nurse", f"{WORD} about the sister")
    answer = forged(plan_house, asked, "sister", 404)
    assert WORD not in answer.html
    assert plan_house.rows(CommentEnd) == []


def test_a_right_that_ended_meanwhile_ends_nothing(house: PlanHouse) -> None:
    asked = comment(house, "person", "Why at eight?")
    url = house.url(WANTS, "comments", asked, "end/answered")
    form = {**house.as_("sister").get(url).fields("form.question"), "text": ANSWER}
    house.hide("sister", WANTS)
    house.as_("sister").post(url, form, status=404)
    assert house.rows(CommentEnd) == []


def test_a_comment_of_another_section_is_not_ended_by_this_ones_right(house: PlanHouse) -> None:
    other = comment(house, "person", "My home", part=Part.PLAN_HOME)
    forged(house, other, "sister", 404)
    assert house.rows(CommentEnd) == []


# Who reads the answer


def test_an_answer_by_somebody_unknown_is_read_by_whom_it_answers_alone(house: PlanHouse) -> None:
    house.share("friend", WANTS)
    asked = comment(house, "nurse", "Could we start later?")
    hers = comment(house, "person", "Why at eight?")
    for each in (asked, hers):
        end(house, each, "sister", text=f"{WORD} answered")
    to_nurse = house.as_("nurse").get(house.url(WANTS, "comments", asked))
    assert f"{WORD} answered" in to_nurse.text and "Quillon" not in to_nurse.html
    assert "Somebody who helps Ottoline Bract answered." in plain(to_nurse)
    to_friend = house.as_("friend").get(house.url(WANTS, "comments", hers))
    assert WORD not in to_friend.html and "Quillon" not in to_friend.html


# As a change


def test_a_comment_becomes_a_change(house: PlanHouse) -> None:
    asked = comment(house, "nurse", "Could we start later?")
    nothing_yet = house.as_("person").get(house.url(WANTS, "comments", asked, "end/change"))
    assert nothing_yet.links["Change this part"] == house.url(WANTS, "change")
    change = house.suggest(WANTS, "We start at ten")
    end(house, asked, "person", "change", change=str(change))
    [kept] = house.rows(CommentEnd)
    assert (kept.ended_as, kept.suggestion_id) == (EndedAs.CHANGE, change)
    for role in ("person", "sister"):
        page = house.as_(role).get(house.url(WANTS, "comments", asked))
        assert page.links["Look at the change"] == house.url(WANTS, "suggestions", change)
        house.as_(role).get(page.links["Look at the change"])
    # A suggestion is for whoever decides and for its writer: nobody else is shown the way.
    page = house.as_("nurse").get(house.url(WANTS, "comments", asked))
    assert "made a change of it" in page.text and str(change) not in page.html
    house.as_("nurse").get(house.url(WANTS, "suggestions", change), status=404)


def test_a_member_names_only_their_own_suggestion(house: PlanHouse) -> None:
    house.share("nurse", WANTS, level=Level.WRITE)
    asked = comment(house, "person", "Could we start later?")
    theirs, own = house.suggest(WANTS, WORD, role="nurse"), house.suggest(WANTS, "Mine")
    page = house.as_("sister").get(house.url(WANTS, "comments", asked, "end/change"))
    assert [one.get("value") for one in page.find_all("input[name=change]")] == [str(own)]
    forged(house, asked, "sister", 422, way="change", change=str(theirs))
    end(house, asked, "sister", "change", change=str(own))


def test_only_a_change_of_this_section_that_can_still_be_is_offered(house: PlanHouse) -> None:
    before = house.write(WANTS, "Taken before the comment")
    elsewhere = house.suggest(Part.PLAN_HOME, "Another section", role="person")
    refused = house.suggest(WANTS, "No")
    with house.acting("person") as (by, person):
        from app.plans.actions import words
        from app.plans.models import Suggestion

        words.say_no(by=by, person=person, suggestion=db.session.get_one(Suggestion, refused))
    asked = comment(house, "nurse", "Could we start later?")
    waits = house.suggest(WANTS, "Open")
    taken = house.suggest(WANTS, "Taken since")
    house.take(taken)
    url = house.url(WANTS, "comments", asked, "end/change")
    page = house.as_("person").get(url)
    offered = {one.get("value") for one in page.find_all("input[name=change]")}
    assert offered == {str(waits), str(taken)}
    end(house, asked, "person", "change", status=422)
    for each in (before, elsewhere, refused, uuid.uuid4(), "nonsense"):
        forged(house, asked, "person", 422, way="change", change=str(each))
    assert house.rows(CommentEnd) == []


# For the meeting


def test_a_comment_becomes_a_point_for_the_meeting(house: PlanHouse) -> None:
    asked = comment(house, "nurse", "Could we start later?")
    end(house, asked, "sister", "meeting", text="When we start")
    [point], [kept] = house.rows(MeetingPoint), house.rows(CommentEnd)
    assert (point.words, point.part, point.point_from) == (
        "When we start",
        WANTS,
        PointFrom.COMMENT,
    )
    assert (point.source_id, kept.point_id) == (asked, point.id)
    page = house.as_("person").get(f"/people/{house.person_id}/meeting-points")
    assert "When we start" in page.text
    assert page.links["Where it comes from"] == house.url(WANTS, "comments", asked)


# Once


def test_a_form_sent_twice_ends_it_once(house: PlanHouse) -> None:
    asked = comment(house, "nurse", "Could we start later?")
    url = house.url(WANTS, "comments", asked, "end/meeting")
    form = {**house.as_("person").get(url).fields("form.question"), "text": "Once"}
    for _turn in range(2):
        house.as_("person").post(url, form)
    assert len(house.rows(CommentEnd)) == len(house.rows(MeetingPoint)) == 1
    assert len(house.rows(Notice)) == 2


@pytest.mark.parametrize("way", ["answered", "meeting"])
def test_who_comes_second_sees_the_end_and_keeps_their_words(house: PlanHouse, way: str) -> None:
    """Both opened the comment; the person was first."""
    asked = comment(house, "nurse", "Could we start later?")
    url = house.url(WANTS, "comments", asked, f"end/{way}")
    late = {**house.as_("sister").get(url).fields("form.question"), "text": f"{WORD} too late"}
    end(house, asked, "person", text=ANSWER)
    page = house.as_("sister").post(url, late, status=422)
    assert ANSWER in page.text and f"{WORD} too late" in page.text
    assert "Somebody answered this already." in page.text
    assert [each.words for each in house.rows(CommentEnd)] == [ANSWER]
    assert house.rows(MeetingPoint) == []
    again = house.as_("sister").get(url)
    assert ANSWER in again.text and again.find_all("form.question") == []


def test_the_database_keeps_one_end(house: PlanHouse) -> None:
    asked = comment(house, "nurse", "Could we start later?")
    end_it(house, asked, "person")
    with pytest.raises(IntegrityError):
        end_it(house, asked, "sister")


@pytest.mark.parametrize("given", [{"key": "no key"}, {"key": ""}])
def test_a_broken_key_is_a_clear_page(house: PlanHouse, given: dict[str, str]) -> None:
    asked = comment(house, "nurse", "Could we start later?")
    page = forged(house, asked, "person", 422, **given)
    assert ANSWER in page.fields("form.question")["text"]


def test_each_page_of_a_comment_costs_few_queries(house: PlanHouse) -> None:
    asked, over = comment(house, "nurse", "Why?"), comment(house, "nurse", "Why not?")
    for number in range(6):
        house.suggest(WANTS, f"Change {number}")
    end(house, over, "sister", "change", change=str(house.suggest(WANTS, "Last")))
    for role in ("person", "sister"):
        for then in ((asked,), (over,), (asked, "end/change"), (asked, "end/meeting")):
            url = house.url(WANTS, "comments", *then)
            house.as_(role).get(url)
            with house.queries() as seen:
                house.as_(role).get(url)
            assert len(seen) <= 10, (role, then, len(seen), seen)
