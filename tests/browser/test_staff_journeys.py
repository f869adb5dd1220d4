"""Choosing staff on small phones: from what somebody wants to the first day, each on their own."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest

from app.notices.worker import Worker
from tests.browser import staff_steps as steps
from tests.browser.phone import Phone
from tools.demo_server import Server, make_app

PickUp = Callable[..., Phone]
GOOD_DAY = "We laugh a lot and nobody hurries."
QUESTIONS = ("What would you do if I am upset?", "What do you like to cook?")


@pytest.fixture
def deliver(server: Server) -> Iterator[Callable[[], None]]:
    """Carries all mail that waits, as the worker process does."""
    portal = make_app(server.database_url, server.folder / "files")
    worker = Worker(portal)

    def all_of_it() -> None:
        while worker.deliver_due():
            pass

    yield all_of_it
    portal.extensions["db_engine"].dispose()


def asking(lang: str) -> steps.Asking:
    return {
        "en": steps.Asking(
            "Peregrine Ostrowick",
            "peregrine@ostrowick.example",
            "I bake bread on Sundays and I am never in a hurry.",
        ),
        "ur": steps.Asking(
            "Zarafshan Quddusi", "zarafshan@quddusi.example", "مجھے خاموش صبحیں پسند ہیں۔"
        ),
    }[lang]


@pytest.mark.parametrize(
    ("lang", "scripts"), [("en", True), ("ur", False)], ids=["english", "urdu-without-scripts"]
)
def test_a_person_chooses_staff_from_the_sheet_to_the_first_day(
    pick_up: PickUp, deliver: Callable[[], None], lang: str, scripts: bool
) -> None:
    # given six people and a moderator, each with a phone of 320 pixels
    person, applicant = pick_up(lang, scripts=scripts), pick_up(lang, scripts=scripts)
    others = {each: pick_up() for each in ("family", "advocate", "worker", "manager", "moderator")}
    person.sign_in()
    for role, phone in others.items():
        phone.sign_in(role)
    who = asking(lang)
    # when the person says with cards who is right, and writes a job of it
    lines = steps.says_who_is_right(person, "kind", "shared")
    job = steps.starts_a_job(person, "provider")
    steps.writes_the_job(person, lines, GOOD_DAY)
    steps.says_yes_to_the_job(person)
    # then nobody can read it before a moderator did
    before = steps.open_jobs(applicant)
    steps.lets_everybody_see_it(others["moderator"])
    (number,) = steps.open_jobs(applicant) - before
    # when somebody asks for it, and comes back by the link that was mailed to them
    steps.applies(applicant, number, who, needs="A room without echo.")
    deliver()
    steps.opens_mailed_link(applicant, who.email)
    assert applicant.say("We read what you sent") in applicant.text
    # then the person reads them without a name, and it shows once they want to meet them
    them = steps.chooses_to_meet(person, job, who)
    # when three give marks, the advocate says hello, and the manager does neither
    steps.asks_in(person, job, "my sister", "asker", "scorer")
    steps.asks_in(person, job, "Desmond", "scorer")
    steps.asks_in(person, job, "my advocate", "greeter")
    for words in QUESTIONS:
        steps.writes_a_question(person, job, words, "A calm answer.")
    # (nobody is in two talks at once: each run has a time of its own)
    talk = steps.gives_a_time(person, job, who.name, {"en": "10:00", "ur": "14:30"}[lang])
    # then the applicant is written to and reads when
    deliver()
    steps.opens_mailed_link(applicant, who.email)
    assert applicant.say("See here when and where.") in applicant.text
    # and the manager knows what helps the applicant, and whoever gives marks does not
    others["manager"].open(f"{them}/adjustments").at(f"{steps.APPLICANT}/adjustments")
    assert "A room without echo." in others["manager"].text
    for phone in (others["family"], others["worker"], person):
        assert phone.page.request.get(f"{phone.home}{them}/adjustments").status == 404
    # when the talk is over, each gives marks and sees nobody else's
    steps.says_they_came_and_left(others["advocate"], talk)
    steps.gives_marks(others["worker"], talk, "maybe", "yes")
    steps.gives_marks(others["family"], talk, "no", "yes")
    for phone in (person, others["family"], others["worker"], others["advocate"]):
        phone.open(f"{talk}/all-marks").at(steps.TALK)
        assert phone.say("Nobody sees a mark yet.") in phone.text
    # then the last mark shows them all, the person's first
    steps.gives_marks(person, talk, "yes", "yes")
    person.tap("See all marks").at(f"{steps.TALK}/all-marks")
    mine, hers = person.text.index(person.say("Me")), person.text.index("my sister")
    assert mine < hers
    assert person.say("You do not all agree") in person.text
    others["family"].open(f"{talk}/all-marks").at(f"{steps.TALK}/all-marks")
    # when the person says yes
    steps.says_yes_to_them(person, them)
    # then a manager's yes and seven checks are still missing
    manager = others["manager"]
    assert steps.first_day_refused(manager, them)
    steps.says_it_is_safe(manager, them)
    steps.checks(manager, them, *steps.CHECKS[:-1])
    assert steps.first_day_refused(manager, them)
    steps.checks(manager, them, steps.CHECKS[-1])
    # when the manager gives them a first day
    steps.gives_a_first_day(manager, them)
    # then they are in the person's team, chosen by the person
    assert person.say("I chose them.") in steps.in_my_team(person, who.name)
    # and they read it by the newest link
    deliver()
    steps.opens_mailed_link(applicant, who.email)
    assert applicant.say("You got the job") in applicant.text


def test_who_employs_an_assistant_has_a_second_lock_that_no_relative_holds(
    pick_up: PickUp, deliver: Callable[[], None]
) -> None:
    # given a person without a provider, who lets her care manager see how she chooses staff
    person, applicant, sister, care_manager = (pick_up() for _each in range(4))
    person.sign_in()
    sister.sign_in("family")
    care_manager.sign_in("caremanager")
    steps.lets_see(person, "Augusta", "staff")
    who = steps.Asking("Ottoline Brackenbury", "ottoline@brackenbury.example", "I sing in the car.")
    # when she writes a job that she pays herself: no relative can be named for the second lock
    lines = steps.says_who_is_right(person, "times")
    job = steps.starts_a_job(person, "member", pays_by="Augusta")
    steps.writes_the_job(person, lines, "We go out, whatever the weather.")
    steps.says_yes_to_the_job(person)
    moderator = pick_up()
    moderator.sign_in("moderator")
    before = steps.open_jobs(applicant)
    steps.lets_everybody_see_it(moderator)
    (number,) = steps.open_jobs(applicant) - before
    assert (
        applicant.say("The person pays you themselves.")
        in applicant.open(f"/support-jobs/{number}").text
    )
    steps.applies(applicant, number, who)
    them = steps.chooses_to_meet(person, job, who)
    steps.says_yes_to_them(person, them)
    # then her sister sees how it stands, and holds no lock
    sister.open(f"{them}/decision").at(steps.DECISION)
    assert sister.say("Say if it is safe") not in sister.text
    for room in ("safety", "first-day", "checks/dbs", "adjustments"):
        assert sister.page.request.get(f"{sister.home}{them}/{room}").status == 404, room
    # and neither does she herself: the care manager does
    assert person.page.request.get(f"{person.home}{them}/safety").status == 404
    steps.says_it_is_safe(care_manager, them)
    steps.checks(care_manager, them, *steps.CHECKS)
    steps.gives_a_first_day(care_manager, them)
    deliver()
    steps.opens_mailed_link(applicant, who.email)
    assert applicant.say("You got the job") in applicant.text
