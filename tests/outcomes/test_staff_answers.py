"""What the person says about staff: never staff alone as help, and for nobody at the provider."""

from __future__ import annotations

import io
import uuid

import pytest
from PIL import Image
from sqlalchemy import update

from app.accounts.models import Account, Device
from app.audit.models import AuditEvent
from app.extensions import db
from app.organisations.models import Organisation, Role
from app.outcomes.actions.check_ins import Answered, Refused, check_in
from app.outcomes.models import CheckIn, Question, Said, StaffAnswerYes
from app.people.models import CircleMember, HiddenPart, Relationship
from app.people.parts import Level, Part
from tests.makers import make_organisation, make_role
from tests.outcomes.house import WORKER, OutcomeHouse
from tests.plans.house import SISTER

BAD = "He takes my phone away"
MANAGER = "Marguerite Managerwick"


@pytest.fixture
def staffed(house: OutcomeHouse) -> OutcomeHouse:
    """The worker and his manager work at one place; the manager may say how it is going."""
    house.add_member("manager", MANAGER, Relationship.PROVIDER_MANAGER)
    with house.portal.app_context():
        place = make_organisation()
        for role, held in (("worker", Role.PROVIDER_WORKER), ("manager", Role.PROVIDER_MANAGER)):
            account = db.session.get_one(Account, house.accounts[role])
            make_role(place, account, held)
            member = db.session.get_one(CircleMember, house.members[role])
            member.organisation_id = place.id
        db.session.commit()
    house.share("manager", Part.OUTCOMES, level=Level.COMMENT)
    return house


def question(house: OutcomeHouse, about: str = "worker") -> str:
    return house.url("staff", house.members[about], "check-in")


def say(house: OutcomeHouse, helped: tuple[str, ...] = (), status: int = 303) -> str:
    """All three steps about the worker. The page of the last one."""
    person, url = house.as_("person"), question(house)
    first = person.get(url).fields("form.question")
    person.post(url, {**first, "answer": "not-well"})
    more = person.get(f"{url}?step=2").fields("form.question")
    person.post(url, {**more, "words": BAD, "photo": "", "sound": ""})
    who = person.get(f"{url}?step=3").fields("form.question")
    members = [str(house.members[each]) for each in helped]
    return person.post(url, {**who, "helped": members}, status=status).text


def kept(house: OutcomeHouse) -> CheckIn:
    (row,) = house.rows(CheckIn, CheckIn.question == Question.STAFF)
    return row


def yes(house: OutcomeHouse) -> str:
    return house.url("staff", "answers", kept(house).id, "yes")


def reads(house: OutcomeHouse, role: str) -> bool:
    """Does this role find the words on any page of outcomes?"""
    answer = kept(house)
    pages = [house.url(), house.url("day"), house.url("staff"), house.url("check-in")]
    found = [house.as_(role).client.get(url).get_data(as_text=True) for url in pages]
    strike = house.as_(role).client.get(house.url("views", answer.id, "strike"))
    return any(BAD in html for html in [*found, strike.get_data(as_text=True)])


def test_it_is_for_the_person_alone(staffed: OutcomeHouse) -> None:
    say(staffed)
    assert reads(staffed, "person")
    for role in ("sister", "friend", "worker", "manager", "stranger"):
        assert not reads(staffed, role), role
        staffed.as_(role).get(question(staffed), status=404)
        staffed.as_(role).post(question(staffed), {"step": "1"}, status=404)
        staffed.as_(role).get(yes(staffed), status=404)
        staffed.as_(role).post(yes(staffed), {}, status=404)


def test_the_page_says_who_can_read_it(staffed: OutcomeHouse) -> None:
    page = staffed.as_("person").get(question(staffed))
    assert "Only you can read it. Staff and their managers cannot." in " ".join(page.text.split())
    staffed.share("sister", Part.ABOUT_STAFF)
    assert SISTER in staffed.as_("person").get(question(staffed)).text


def test_who_has_the_part_reads_it_until_it_is_hidden(staffed: OutcomeHouse) -> None:
    say(staffed)
    staffed.share("sister", Part.ABOUT_STAFF)
    assert reads(staffed, "sister")
    assert WORKER in staffed.as_("sister").get(staffed.url("staff")).text
    staffed.add(
        HiddenPart(
            person_id=staffed.person_id,
            account_id=staffed.accounts["sister"],
            part=Part.ABOUT_STAFF,
        )
    )
    assert not reads(staffed, "sister")


def test_staff_are_never_the_only_help(staffed: OutcomeHouse) -> None:
    for helped in (("worker",), ("manager",), ("worker", "manager")):
        page = say(staffed, helped, status=422)
        assert "Staff may not be your only help here." in page and "Family" in page
        assert staffed.rows(CheckIn) == []
        # Nothing of it is lost.
        more = staffed.as_("person").get(f"{question(staffed)}?step=2")
        assert BAD in more.html and "Not going well" in more.text
    say(staffed, ("worker", "sister"))
    assert len(kept(staffed).helped_by) == 2


def test_alone_or_with_family_it_is_kept(staffed: OutcomeHouse) -> None:
    say(staffed)
    assert kept(staffed).helped_by == []
    say(staffed, ("sister",))
    assert len(staffed.rows(CheckIn)) == 2


def test_only_staff_are_asked_about(staffed: OutcomeHouse) -> None:
    for role in ("sister", "friend"):
        staffed.as_("person").get(question(staffed, role), status=404)
    links = staffed.as_("person").get(staffed.url("staff")).links
    assert WORKER in links and SISTER not in links


def test_a_separate_yes_opens_one_answer_to_the_managers(staffed: OutcomeHouse) -> None:
    say(staffed)
    one = kept(staffed)
    page = staffed.as_("person").get(yes(staffed))
    assert "They see only this one answer." in page.text and "Hazelwick" in page.text
    staffed.as_("person").post(yes(staffed), {"answer": "yes"})
    staffed.as_("person").post(yes(staffed), {"answer": "yes"})
    assert len(staffed.rows(StaffAnswerYes)) == 1
    assert BAD in staffed.as_("manager").get(staffed.url("staff")).text
    for role in ("worker", "sister", "friend"):
        assert BAD not in staffed.as_(role).client.get(staffed.url("staff")).text
    # Another answer stays closed.
    with staffed.seen_by("person") as (by, viewer):
        about = db.session.get_one(CircleMember, staffed.members["worker"])
        given = Answered(Question.STAFF, about=about, words="Another matter")
        check_in(by=by, viewer=viewer, key=uuid.uuid4(), given=given)
    assert "Another matter" not in staffed.as_("manager").get(staffed.url("staff")).text
    # Two taps end it, at once.
    stop = staffed.as_("person").get(staffed.url("staff", "answers", one.id, "yes"))
    staffed.as_("person").post(stop.url, stop.fields("form.confirm"))
    staffed.as_("manager").get(staffed.url("staff"), status=404)
    assert staffed.rows(StaffAnswerYes) == []
    names = [row.name for row in staffed.rows(AuditEvent)]
    assert "staff-answer.opened" in names and "staff-answer.closed" in names


def test_who_it_is_about_never_reads_it_whatever_else_they_are(staffed: OutcomeHouse) -> None:
    """The manager is asked about too, and the yes is about her."""
    with staffed.seen_by("person") as (by, viewer):
        about = db.session.get_one(CircleMember, staffed.members["manager"])
        given = Answered(Question.STAFF, about=about, words=BAD)
        check_in(by=by, viewer=viewer, key=uuid.uuid4(), given=given)
    staffed.as_("person").post(yes(staffed), {"answer": "yes"})
    assert len(staffed.rows(StaffAnswerYes)) == 1 and not reads(staffed, "manager")


def test_to_stop_sharing_stops_the_yes_too(staffed: OutcomeHouse) -> None:
    say(staffed)
    staffed.as_("person").post(yes(staffed), {"answer": "yes"})
    assert reads(staffed, "manager")
    staffed.add(
        HiddenPart(
            person_id=staffed.person_id,
            account_id=staffed.accounts["manager"],
            part=Part.OUTCOMES,
        )
    )
    assert not reads(staffed, "manager")


def test_a_new_phone_says_no_yes(staffed: OutcomeHouse) -> None:
    """Whoever took the phone could open it; to stop it works at any time."""
    say(staffed)
    staffed.as_("person")
    with staffed.portal.app_context(), db.writing():
        mine = Device.account_id == staffed.accounts["person"]
        db.session.execute(update(Device).where(mine).values(is_first=False, trusted_by=None))
    page = staffed.as_("person").follow(staffed.as_("person").post(yes(staffed), {"answer": "yes"}))
    assert staffed.rows(StaffAnswerYes) == [] and "No manager can read it." in page.text
    staffed.add(
        StaffAnswerYes(
            check_in_id=kept(staffed).id,
            organisation_id=staffed.rows(Organisation)[0].id,
            said_by=staffed.accounts["person"],
        )
    )
    staffed.as_("person").post(yes(staffed), {"answer": "end"})
    assert staffed.rows(StaffAnswerYes) == []


def test_photos_of_it_are_as_closed_as_its_words(staffed: OutcomeHouse) -> None:
    person, url = staffed.as_("person"), question(staffed)
    first = person.get(url).fields("form.question")
    person.post(url, {**first, "answer": "not-well"})
    out = io.BytesIO()
    Image.new("RGB", (30, 20), "teal").save(out, "JPEG")
    more = person.get(f"{url}?step=2").fields("form.question")
    person.post(url, {**more, "photo": (io.BytesIO(out.getvalue()), "a.jpg"), "sound": ""})
    person.post(url, person.get(f"{url}?step=3").fields("form.question"))
    photo = staffed.url("views", kept(staffed).id, "photo")
    assert person.client.get(photo).status_code == 200
    for role in ("sister", "worker", "manager", "friend"):
        assert staffed.as_(role).client.get(photo).status_code == 404
    assert kept(staffed).photo is not None and kept(staffed).photo.part is Part.ABOUT_STAFF
    # It opens with the words, also to whom nothing else is shared.
    staffed.share("friend", Part.ABOUT_STAFF)
    assert staffed.as_("friend").client.get(photo).status_code == 200
    staffed.as_("friend").get(staffed.url(), status=404)


def test_nobody_answers_it_for_the_person(staffed: OutcomeHouse) -> None:
    """Not with their own account, and not on a phone that they handed over."""
    staffed.share("sister", Part.ABOUT_STAFF)
    for on_phone in (False, True):
        with staffed.seen_by("sister") as (by, viewer):
            about = db.session.get_one(CircleMember, staffed.members["worker"])
            given = Answered(Question.STAFF, about=about, answer=Said.WELL, on_phone=on_phone)
            with pytest.raises(Refused):
                check_in(by=by, viewer=viewer, key=uuid.uuid4(), given=given)
    assert staffed.rows(CheckIn) == []
