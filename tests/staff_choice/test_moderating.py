"""A moderator reads a job before everybody can: the words alone, and never whose they are."""

from __future__ import annotations

import pytest
from flask import Flask

from app.accounts.models import Account
from app.audit.models import AuditEvent
from app.database import now
from app.extensions import db
from app.notices.models import Channel, Notice
from app.people.models import Area, CircleMember, Person, Relationship, SpokenFor
from app.staff_choice.models import VacancyState
from tests.makers import make_member
from tests.staff_choice.house import make_line
from tests.staff_choice.jobs_house import CALLED, NAMES, TEXT, JobsHouse, build_jobs_house


@pytest.fixture
def house(either_portal: Flask) -> JobsHouse:
    return build_jobs_house(either_portal)


@pytest.fixture
def home(portal: Flask) -> JobsHouse:
    return build_jobs_house(portal)


def notices(house: JobsHouse, role: str, kind: str) -> list[Notice]:
    return house.rows(
        Notice,
        Notice.account_id == house.accounts[role],
        Notice.kind == kind,
        Notice.channel == Channel.SCREEN,
    )


def test_only_a_moderator_reads_first(home: JobsHouse) -> None:
    job = home.write()
    home.say_yes(job)
    for role in ("person", "sister", "manager", "caremanager", "stranger"):
        for url in ("/council/jobs", f"/council/jobs/{job}"):
            home.as_(role).get(url, status=403)
        home.as_(role).post(f"/council/jobs/{job}/publish", status=403)
        home.as_(role).post(f"/council/jobs/{job}/send-back", status=403)
    assert home.stages(job) == ["draft", "reviewed"]


def test_nobody_of_the_circle_is_named_to_the_moderator(home: JobsHouse) -> None:
    job = home.write()
    home.send(job, "risk", words="Quarglebump", agree="yes")
    home.say_yes(job)
    moderator = home.as_("moderator")
    pages = [moderator.get(url) for url in ("/council/jobs", f"/council/jobs/{job}", "/messages")]
    for page in pages:
        for hidden in (*NAMES, "Quarglebump", str(home.person_id), "/people/"):
            assert hidden not in page.html, hidden
    assert TEXT in pages[1].text and "Our check found nothing." in pages[1].text
    assert "National Living Wage" in pages[1].html and "1 April 2026" in pages[1].html


def test_moderators_are_told_that_a_job_waits(house: JobsHouse) -> None:
    job = house.write()
    assert notices(house, "moderator", "job-waits") == []
    house.say_yes(job)
    (told,) = notices(house, "moderator", "job-waits")
    assert (told.subject, told.path) == ("A job waits for you", "/council/jobs")
    assert CALLED not in told.subject + told.body
    house.as_("person").post(house.url(job, "stranger"), {"seen": "x"})
    assert len(notices(house, "moderator", "job-waits")) == 1


def test_published_the_person_is_told(house: JobsHouse) -> None:
    job = house.publish()
    (told,) = notices(house, "person", "job-answered")
    assert (told.subject, told.path) == ("Your job is out", house.url(job))
    assert "Nothing waits" in house.as_("moderator").get("/council/jobs").text
    house.as_("moderator").get(f"/council/jobs/{job}", status=404)


def test_sent_back_with_words_that_the_person_reads(house: JobsHouse) -> None:
    job = house.write()
    house.say_yes(job)
    page = house.moderate(job, "send-back", words="", status=422)
    assert "Say what must change." in page.text
    house.moderate(job, "send-back", words="Please say less about the blue door.")
    assert house.stages(job) == ["draft", "reviewed", "sent-back"]
    page = house.as_("person").get(house.url(job))
    assert "Please say less about the blue door." in page.text
    assert "The council asks for a change" in page.text
    assert notices(house, "person", "job-answered")
    house.as_("visitor").get(f"/support-jobs/{house.number(job)}", status=404)
    house.send(job, "texts", good_day="We bake.")
    house.say_yes(job)
    house.moderate(job)
    assert house.stages(job)[-3:] == ["draft", "reviewed", "published"]


def test_a_moderator_lets_out_what_they_read_and_nothing_else(house: JobsHouse) -> None:
    job = house.write()
    house.say_yes(job)
    read = house.as_("moderator").get(f"/council/jobs/{job}").fields("form.question")["seen"]
    house.send(job, "texts", good_day="Something else.")
    house.as_("moderator").post(f"/council/jobs/{job}/publish", {"seen": read}, status=404)
    house.say_yes(job)
    page = house.as_("moderator").post(f"/council/jobs/{job}/publish", {"seen": read}, status=422)
    assert "Somebody changed this just now." in page.text and "Something else." in page.text
    assert house.stages(job)[-1] == "reviewed"


def test_what_our_check_finds_nobody_can_wave_through(house: JobsHouse) -> None:
    """The name became one of the circle after the person's yes."""
    job = house.write(good_day="Fridays I sing with Grizelda Thornbury.")
    house.say_yes(job)
    with house.portal.app_context(), db.writing():
        member = db.session.get_one(CircleMember, house.members["friend"])
        member.name = "Grizelda Thornbury"
    page = house.as_("moderator").get(f"/council/jobs/{job}")
    assert "Our check found something." in page.text and "Let everybody see it" not in page.text
    seen = page.fields("form.question")["seen"]
    page = house.as_("moderator").post(f"/council/jobs/{job}/publish", {"seen": seen}, status=422)
    assert "Our check found something. Send it back." in page.text
    assert house.stages(job)[-1] == "reviewed"
    house.moderate(job, "send-back", words="It names somebody.")


def test_a_finding_stops_the_persons_yes_until_the_words_change(house: JobsHouse) -> None:
    job = house.write(good_day=f"{CALLED} picks the music.")
    page = house.as_("person").get(house.url(job, "stranger"))
    assert "These words say who it is" in page.text and "A name from your circle" in page.text
    assert not page.find_all("form.question")
    house.as_("person").post(house.url(job, "stranger"), {"seen": "x"}, status=422)
    assert house.stages(job) == ["draft"]
    house.send(job, "texts", good_day="I pick the music.")
    house.say_yes(job)
    assert house.stages(job) == ["draft", "reviewed"]


def test_the_check_reads_the_lines_of_the_sheet_too(house: JobsHouse) -> None:

    with house.portal.app_context():
        person = db.session.get_one(Person, house.person_id)
        line = make_line(person, concept="", words=f"{CALLED} likes trains").id
    job = house.write()
    house.send(job, "lines", lines=[str(line)])
    assert "A name from your circle" in house.as_("person").get(house.url(job, "stranger")).text


def test_the_check_reads_the_town(house: JobsHouse) -> None:
    job = house.write()
    house.send(job, "facts", town="Whitmarsh")
    assert "A name from your circle" in house.as_("person").get(house.url(job, "stranger")).text


def test_who_knows_the_person_does_not_read_it_first(house: JobsHouse) -> None:
    """A moderator in the circle could let out what they wrote: for them there is nothing."""
    job = house.write()
    house.say_yes(job)
    with house.portal.app_context():
        person = db.session.get_one(Person, house.person_id)
        account = db.session.get_one(Account, house.accounts["moderator"])
        make_member(person, account, Relationship.OTHER)
    assert "Nothing waits" in house.as_("moderator").get("/council/jobs").text
    house.as_("moderator").get(f"/council/jobs/{job}", status=404)
    house.as_("moderator").post(f"/council/jobs/{job}/publish", {"seen": "x"}, status=404)
    house.send(job, "texts", good_day="We sing.")
    before = len(notices(house, "moderator", "job-waits"))
    house.say_yes(job)
    assert len(notices(house, "moderator", "job-waits")) == before


def test_too_low_a_pay_or_a_day_gone_by_is_not_let_out(house: JobsHouse) -> None:
    job = house.write()
    house.say_yes(job)
    house.change(job, pay_pence=900)
    house.moderate(job, status=422)
    house.change(job, pay_pence=1400, closes_on=now().date().replace(year=2020, day=1))
    house.moderate(job, status=422)
    assert house.stages(job) == ["draft", "reviewed"]


def test_what_a_moderator_did_is_written_down(house: JobsHouse) -> None:
    house.publish()
    by = {each.stage.value: each.said_by for each in house.rows(VacancyState)}
    assert by["reviewed"] == house.accounts["person"]
    assert by["published"] == house.accounts["moderator"]


def test_a_speaker_says_yes_and_the_person_is_told(house: JobsHouse) -> None:
    """Whoever speaks for the person decides in the open: the person hears of it at once."""
    with house.portal.app_context(), db.writing():
        db.session.add(
            SpokenFor(
                person_id=house.person_id,
                area=Area.STAFF,
                member_id=house.members["sister"],
            )
        )
    job = house.write("sister")
    house.say_yes(job, "sister")
    assert house.stages(job) == ["draft", "reviewed"]
    (told,) = notices(house, "person", "job-answered")
    assert told.subject == "Somebody said yes for you"
    house.as_("person").post(house.url(job, "take-away"))
    assert house.stages(job)[-1] == "withdrawn"


def test_a_moderators_look_is_written_down(home: JobsHouse) -> None:
    job = home.write()
    home.say_yes(job)
    home.as_("moderator").get(f"/council/jobs/{job}")
    (event,) = home.rows(AuditEvent, AuditEvent.name == "job.read-first")
    assert (event.actor_id, event.person_id) == (home.accounts["moderator"], home.person_id)
