"""Private notes between the person and one advocate: written, answered, thrown away."""

from __future__ import annotations

import uuid
from typing import Any

import pytest

from app.audit.models import AccessEvent, AuditEvent
from app.database import now
from app.extensions import db
from app.notices.models import Channel, Notice
from app.organisations.models import OrganisationKind, OrganisationMember, Role
from app.people.models import CircleMember, Draft, Person, Relationship
from app.people.parts import Level, Part
from app.plans.models import PrivateNote
from tests.makers import make_account, make_member, make_organisation, make_role
from tests.page_client import SeenPage
from tests.page_tree import words_of
from tests.plans.house import PlanHouse, plain

WORD = "Vexqualm"


def add_advocate(house: PlanHouse, role: str, name: str) -> uuid.UUID:
    """Somebody who works as an advocate, in the circle. The id of their role."""
    with house.portal.app_context():
        account = make_account(name, f"{role}@demo.example")
        place = make_organisation(OrganisationKind.ADVOCACY)
        held = make_role(place, account, Role.ADVOCATE).id
        person = db.session.get_one(Person, house.person_id)
        house.members[role] = make_member(person, account, Relationship.ADVOCATE, place).id
        house.accounts[role] = account.id
        return held


@pytest.fixture
def house(plan_house: PlanHouse) -> PlanHouse:
    add_advocate(plan_house, "advocate", "Ignatius Sidewick")
    return plan_house


def private(house: PlanHouse, *then: object) -> str:
    return "/".join([f"/people/{house.person_id}/private", *map(str, then)])


def mine(house: PlanHouse, role: str = "advocate") -> str:
    """The person's page with one advocate."""
    return private(house, house.members[role])


def write(house: PlanHouse, role: str, url: str, text: str, status: int = 303) -> SeenPage:
    """Send the form of the page as it stands."""
    sent = {**house.as_(role).get(url).fields("form.question"), "text": text}
    return house.as_(role).post(url, sent, status=status)


def texts(page: SeenPage) -> list[str]:
    return [words_of(one) for one in page.find_all("bdi.own-words")]


def test_the_person_writes_and_the_advocate_answers(house: PlanHouse) -> None:
    """Given a note, when the advocate answers, then each of the two reads both."""
    write(house, "person", mine(house), f"{WORD} scares me")
    inbox = house.as_("advocate").get(private(house, "notes"))
    assert texts(inbox) == [f"{WORD} scares me"]
    assert "They read it." not in house.as_("person").get(mine(house)).text
    write(house, "advocate", private(house, "notes"), "I come on Monday")
    page = house.as_("person").get(mine(house))
    assert texts(page) == ["I come on Monday", f"{WORD} scares me"]
    assert "They read it." in page.text
    assert texts(house.as_("advocate").get(private(house, "notes"))) == texts(page)


def test_only_the_advocate_gets_a_message_and_it_says_nothing(house: PlanHouse) -> None:
    write(house, "person", mine(house), f"{WORD} scares me")
    screen, email = sorted(house.rows(Notice), key=lambda each: each.channel is Channel.EMAIL)
    for notice in (screen, email):
        assert notice.account_id == house.accounts["advocate"]
        told = f"{notice.subject} {notice.body} {notice.kind}".lower()
        for word in (WORD, "ottoline", "note", "private", "advocate"):
            assert word.lower() not in told
    assert screen.path == private(house, "notes")
    # Colleagues may open the mailbox: what stands there leads to the sign-in alone.
    assert email.path == "/messages" and str(house.person_id) not in email.path
    write(house, "advocate", private(house, "notes"), "I come on Monday")
    assert {each.account_id for each in house.rows(Notice)} == {house.accounts["advocate"]}
    assert len(house.rows(Notice)) == 2


def test_the_audit_keeps_that_it_happened_without_words(house: PlanHouse) -> None:
    write(house, "person", mine(house), f"{WORD} scares me")
    [event] = [each for each in house.rows(AuditEvent) if each.name.startswith("private-note")]
    assert event.facts == {} and event.actor_id == house.accounts["person"]
    assert event.about == f"private_note:{house.rows(PrivateNote)[0].id}"


def test_reading_and_writing_leave_no_look_and_no_draft(house: PlanHouse) -> None:
    write(house, "person", mine(house), f"{WORD} scares me")
    write(house, "person", mine(house), "x" * 5001, 422)
    write(house, "advocate", private(house, "notes"), "I come")
    house.as_("person").get(private(house))
    assert house.rows(AccessEvent) == [] and house.rows(Draft) == []
    html = house.as_("person").get(mine(house)).html
    assert "data-draft-url" not in html
    assert 'autocomplete="off"' in html


def test_no_cache_keeps_a_page(house: PlanHouse) -> None:
    for role, url in (
        ("person", private(house)),
        ("person", mine(house)),
        ("advocate", private(house, "notes")),
    ):
        answer = house.as_(role).get(url).answer
        assert answer.headers["Cache-Control"] == "no-store"


def test_bad_words_come_back_whole_and_write_nothing(house: PlanHouse) -> None:
    for role, url in (("person", mine(house)), ("advocate", private(house, "notes"))):
        for text in ("", "  ", "x" * 5001, f"{WORD}\N{RIGHT-TO-LEFT OVERRIDE}"):
            page = write(house, role, url, text, 422)
            assert page.fields("form.question")["text"] == text
    assert house.rows(PrivateNote) == [] and house.rows(Notice) == []


def test_sending_twice_makes_one_note_and_one_message(house: PlanHouse) -> None:
    sent = {**house.as_("person").get(mine(house)).fields("form.question"), "text": "Once"}
    for _turn in range(2):
        house.as_("person").post(mine(house), sent)
    assert len(house.rows(PrivateNote)) == 1 and len(house.rows(Notice)) == 2
    taken = {"key": str(house.rows(PrivateNote)[0].id), "text": f"{WORD} instead"}
    house.as_("advocate").post(private(house, "notes"), taken, status=422)
    assert [each.text for each in house.rows(PrivateNote)] == ["Once"]


# Throwing away


def test_the_person_throws_a_note_away_in_two_taps(house: PlanHouse) -> None:
    write(house, "person", mine(house), f"{WORD} scares me")
    write(house, "advocate", private(house, "notes"), f"{WORD} again")
    for note in house.rows(PrivateNote):
        forms = house.as_("person").get(mine(house)).find_all("details form")
        assert private(house, house.members["advocate"], note.id, "throw-away") in {
            each.get("action") for each in forms
        }
        url = private(house, house.members["advocate"], note.id, "throw-away")
        house.as_("person").post(url)
        house.as_("person").post(url, status=404)
    assert house.rows(PrivateNote) == []
    assert WORD not in house.as_("advocate").get(private(house, "notes")).html
    gone = [each for each in house.rows(AuditEvent) if each.name == "private-note.thrown-away"]
    assert len(gone) == 2 and all(each.facts == {} for each in gone)


def test_nobody_else_throws_a_note_away(house: PlanHouse) -> None:
    write(house, "person", mine(house), f"{WORD} scares me")
    url = private(house, house.members["advocate"], house.rows(PrivateNote)[0].id, "throw-away")
    for role in ("advocate", "sister", "friend", "stranger"):
        house.as_(role).post(url, status=404)
    assert len(house.rows(PrivateNote)) == 1


# Who is an advocate


def test_whoever_is_only_called_an_advocate_is_none(house: PlanHouse) -> None:
    """A relative with the phone asks themselves in as an advocate: they have no such work."""
    house.add_member("uncle", "Cuthbert Unclewick", Relationship.ADVOCATE)
    house.as_("person").get(mine(house, "uncle"), status=404)
    form = {"key": str(uuid.uuid4()), "text": WORD}
    house.as_("person").post(mine(house, "uncle"), form, status=404)
    house.as_("uncle").get(private(house, "notes"), status=404)
    receiver = f"/people/{house.person_id}/sharing/member/{house.members['uncle']}"
    assert "Write to them alone" not in house.as_("person").get(receiver).text


def test_an_advocate_reads_what_is_theirs_alone(house: PlanHouse) -> None:
    add_advocate(house, "second", "Philomena Sidewick")
    write(house, "person", mine(house), f"{WORD} for Ignatius")
    write(house, "person", mine(house, "second"), "For Philomena")
    assert texts(house.as_("second").get(private(house, "notes"))) == ["For Philomena"]
    assert WORD not in house.as_("person").get(mine(house, "second")).html
    note = next(each for each in house.rows(PrivateNote) if WORD in each.text)
    url = private(house, house.members["second"], note.id, "throw-away")
    house.as_("person").post(url, status=404)


@pytest.mark.parametrize("how", ["out of the circle", "out of their work"])
def test_who_is_an_advocate_no_more_reads_nothing(plan_house: PlanHouse, how: str) -> None:
    """The person still reads what they wrote, and can throw it away; nothing new goes there."""
    house = plan_house
    role_id = add_advocate(house, "advocate", "Ignatius Sidewick")
    write(house, "person", mine(house), f"{WORD} scares me")
    form = {**house.as_("advocate").get(private(house, "notes")).fields("form.question")}
    with house.portal.app_context(), db.writing():
        if how == "out of the circle":
            db.session.get_one(CircleMember, house.members["advocate"]).ended_at = now()
        else:
            db.session.get_one(OrganisationMember, role_id).ended_at = now()
    house.as_("advocate").get(private(house, "notes"), status=404)
    house.as_("advocate").post(private(house, "notes"), {**form, "text": "Late"}, status=404)
    listed = house.as_("person").get(private(house))
    assert "You have no advocate here yet." in listed.text and "From before" in listed.html
    page = house.as_("person").get(mine(house))
    assert texts(page) == [f"{WORD} scares me"] and page.find_all("form.question") == []
    assert "cannot read this any more" in plain(page)
    sent = {"key": str(uuid.uuid4()), "text": f"{WORD} more"}
    refused = house.as_("person").post(mine(house), sent, status=422)
    assert "They are not your advocate any more." in refused.text
    assert f"{WORD} more" in refused.text
    note = house.rows(PrivateNote)[0]
    house.as_("person").post(private(house, house.members["advocate"], note.id, "throw-away"))
    house.as_("person").get(mine(house), status=404)
    assert "From before" not in house.as_("person").get(private(house)).html


def test_the_way_there_is_the_same_whether_or_not_anything_was_written(house: PlanHouse) -> None:
    receiver = f"/people/{house.person_id}/sharing/member/{house.members['advocate']}"
    hide = f"/people/{house.person_id}/hide/{house.members['sister']}"
    circle = f"/people/{house.person_id}/circle"

    def pages() -> list[str]:
        return [
            *(house.as_("person").get(url).text for url in (receiver, hide, private(house))),
            house.as_("advocate").get(circle).text,
        ]

    before = pages()
    assert "Write to them alone" in before[0] and "Write to my advocate" in before[1]
    write(house, "person", mine(house), f"{WORD} scares me")
    write(house, "advocate", private(house, "notes"), "I come on Monday")
    assert pages() == before


def test_as_many_queries_for_one_as_for_many(house: PlanHouse) -> None:
    def counted(role: str, url: str) -> int:
        house.as_(role).get(url)
        with house.queries() as seen:
            house.as_(role).get(url)
        return len(seen)

    ways: list[tuple[str, Any]] = [("person", mine(house)), ("advocate", private(house, "notes"))]
    write(house, "person", mine(house), "One")
    before = [counted(*way) for way in ways]
    for number in range(25):
        write(house, "person", mine(house), f"Note {number}")
    assert [counted(*way) for way in ways] == before and max(before) <= 10
    page = house.as_("person").get(mine(house))
    assert len(texts(page)) == 20
    assert len(texts(house.as_("person").get(page.links["Show older ones"]))) == 6


def test_all_other_rights_open_no_note(house: PlanHouse) -> None:
    """Every section to write, the circle, keeping the plan: none of it opens a note."""
    house.share("sister", *Part, level=Level.WRITE)
    house.as_("person").post(house.url("keeper"), {"keeper": str(house.members["sister"])})
    write(house, "person", mine(house), f"{WORD} scares me")
    for url in (private(house), mine(house), private(house, "notes")):
        for role in ("sister", "friend", "stranger"):
            assert WORD not in house.as_(role).get(url, status=404).html
    # Nor does the person read with the eyes of an advocate, or the advocate with the person's.
    house.as_("person").get(private(house, "notes"), status=404)
    house.as_("advocate").get(mine(house), status=404)
    house.as_("advocate").get(private(house), status=404)
