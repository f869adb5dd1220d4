"""A job from the sheet to everybody's eyes: written, looked at, said yes to, read first, shown."""

from __future__ import annotations

import uuid
from datetime import timedelta

import pytest
from flask import Flask

from app.accounts.models import Account
from app.database import now
from app.extensions import db
from app.organisations.models import OrganisationKind, Role
from app.people.models import CircleMember, Person, Relationship, SharingDecision, SharingStop
from app.people.parts import Part
from app.staff_choice.models import (
    Characteristic,
    Employer,
    Vacancy,
    VacancyCriterion,
    VacancyText,
)
from tests.makers import make_account, make_member, make_organisation, make_person, make_role, share
from tests.staff_choice.house import make_line, make_vacancy
from tests.staff_choice.jobs_house import TEXT, JobsHouse, build_jobs_house


@pytest.fixture
def house(either_portal: Flask) -> JobsHouse:
    """For rules of data, on both databases."""
    return build_jobs_house(either_portal)


@pytest.fixture
def home(portal: Flask) -> JobsHouse:
    return build_jobs_house(portal)


def test_the_whole_way(house: JobsHouse) -> None:
    job = house.write()
    page = house.as_("person").get(house.url(job, "stranger"))
    assert TEXT in page.text and "We found none" in page.text
    house.as_("visitor").get(f"/support-jobs/{house.number(job)}", status=404)
    house.say_yes(job)
    assert "Sale" in house.as_("moderator").get("/council/jobs").text
    house.moderate(job)
    assert house.stages(job) == ["draft", "reviewed", "published"]
    shown = house.as_("visitor").get(f"/support-jobs/{house.number(job)}")
    assert TEXT in shown.text and "£13.50 an hour" in shown.text and "20 hours" in shown.text
    assert "Can drive" in shown.text and "You must have this." in shown.text
    assert f"/support-jobs/{house.number(job)}" in house.as_("visitor").get("/support-jobs").html


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ({"pay": "12.70"}, "The pay is too low. It is against the law."),
        ({"pay": "lots"}, "Write the pay as a number"),
        ({"pay": ""}, "Write the pay as a number"),
        ({"hours": "0"}, "Write hours as a number"),
        ({"hours": "169"}, "Write hours as a number"),
        ({"hours": "-3"}, "Write hours as a number"),
        ({"closes_on": "2001-01-01"}, "in the next 90 days"),
        ({"closes_on": "2999-01-01"}, "in the next 90 days"),
        ({"closes_on": ""}, "in the next 90 days"),
        ({"district": "M33 5QX"}, "Write the first half only"),
        ({"district": "M335"}, "Write the first half only"),
        ({"district": "ZZ99"}, "We do not know this postcode"),
        ({"district": ""}, "We do not know this postcode"),
        ({"town": "Sale 27"}, "Write the name of the town"),
        ({"town": ""}, "Write the name of the town"),
        ({"town": "<b>Sale</b>"}, "Write the name of the town"),
        ({"pays": ""}, "Choose one."),
    ],
)
def test_what_cannot_be_is_told_and_nothing_typed_is_lost(
    home: JobsHouse, given: dict[str, str], said: str
) -> None:
    fields = home.as_("person").get(home.url("new")).fields("form.question")
    sent = {**fields, **home.facts(**given)}
    page = home.as_("person").post(home.url("new"), sent, status=422)
    assert said in page.text
    back = page.fields("form.question")
    # An empty date and a choice that was not made come back empty.
    assert {key: back.get(key, "") for key in sent if key != "key"} == {
        key: value for key, value in sent.items() if key != "key"
    }
    assert home.rows(Vacancy) == []


@pytest.mark.parametrize(("pay", "pence"), [("12.71", 1271), ("£13", 1300), ("13,5", 1350)])
def test_the_least_pay_is_a_setting_and_is_enough(
    home: JobsHouse, monkeypatch: pytest.MonkeyPatch, pay: str, pence: int
) -> None:
    job = home.start(pay=pay)
    assert home.vacancy(job).pay_pence == pence
    monkeypatch.setitem(home.portal.config, "MINIMUM_PAY_PENCE", 1400)
    page = home.as_("person").get(home.url("new"))
    assert "At least £14. That is the law." in page.text
    home.start(pay=pay, status=422)


def test_the_last_day_is_today_or_within_ninety_days(home: JobsHouse) -> None:
    today = now().date()
    for days, status in ((0, 303), (90, 303), (91, 422), (-1, 422)):
        home.start(closes_on=(today + timedelta(days=days)).isoformat(), status=status)
    assert len(home.rows(Vacancy)) == 2


def test_a_form_sent_twice_makes_one_job(house: JobsHouse) -> None:
    fields = house.as_("person").get(house.url("new")).fields("form.question")
    for _time in range(2):
        house.as_("person").post(house.url("new"), {**fields, **house.facts()})
    assert len(house.rows(Vacancy)) == 1
    house.as_("sister").post(house.url("new"), {**fields, **house.facts()}, status=422)


def test_who_pays_is_a_provider_that_sees_it_or_the_person_with_a_second_lock(
    home: JobsHouse,
) -> None:
    page = home.as_("person").get(home.url("new"))
    offered = {one.get("value") for one in page.find_all("input[name=pays]")}
    lock = f"member:{home.members['caremanager']}"
    assert offered == {f"provider:{home.provider_id}", lock}
    job = home.start(pays=lock)
    made = home.vacancy(job)
    assert (made.employer, made.organisation_id) == (Employer.PERSON, None)
    assert made.lock_member_id == home.members["caremanager"]


@pytest.mark.parametrize("role", ["sister", "friend", "manager"])
def test_nobody_else_holds_the_second_lock(home: JobsHouse, role: str) -> None:
    home.start(pays=f"member:{home.members[role]}", status=422)


def test_no_provider_pays_that_does_not_see_the_choosing(home: JobsHouse) -> None:
    with home.portal.app_context():
        other = make_organisation().id
    home.start(pays=f"provider:{other}", status=422)


def test_a_relative_with_a_fitting_role_still_gains(home: JobsHouse) -> None:
    """A sister who works at the council as a care manager is there as the sister."""

    with home.portal.app_context():
        council = make_organisation(OrganisationKind.COUNCIL)
        make_role(council, db.session.get_one(Account, home.accounts["sister"]), Role.CARE_MANAGER)
    home.start(pays=f"member:{home.members['sister']}", status=422)


def test_only_lines_of_the_sheet_that_may_be_asked_for(house: JobsHouse) -> None:

    with house.portal.app_context():
        person = db.session.get_one(Person, house.person_id)
        named = make_line(
            person, concept="", words="A woman", characteristics=[Characteristic.SEX.value]
        )
        refused = named.id
    job = house.start()
    page = house.as_("person").get(house.url(job, "lines"))
    assert str(refused) not in page.html
    house.send(job, "lines", lines=[str(refused)], status=422)
    house.send(job, "lines", lines=[str(uuid.uuid4())], status=422)
    assert house.rows(VacancyCriterion) == []
    house.send(job, "lines", lines=[str(house.line_ids[0])])
    assert [each.criterion_id for each in house.rows(VacancyCriterion)] == [house.line_ids[0]]


def test_without_a_line_of_the_sheet_nobody_says_yes(home: JobsHouse) -> None:
    job = home.start()
    home.send(job, "texts", good_day=TEXT)
    page = home.as_("person").get(home.url(job, "stranger"))
    assert "Choose at least 1 line of your sheet first." in page.text
    home.as_("person").post(home.url(job, "stranger"), {"seen": "x"}, status=422)
    assert home.stages(job) == ["draft"]


@pytest.mark.parametrize("ready", ["reviewed", "published"])
@pytest.mark.parametrize("part", ["facts", "lines", "texts"])
def test_any_change_of_words_leads_back_to_the_draft(
    home: JobsHouse, ready: str, part: str
) -> None:
    job = home.write()
    home.say_yes(job)
    if ready == "published":
        home.moderate(job)
    given = {
        "facts": {"hours": "21"},
        "lines": {"lines": [str(home.line_ids[0])]},
        "texts": {"together": "We paint."},
    }
    home.send(job, part, **given[part])
    assert home.stages(job)[-1] == "draft"
    home.as_("visitor").get(f"/support-jobs/{home.number(job)}", status=404)
    assert home.number(job) not in home.as_("visitor").get("/support-jobs").html
    assert str(job) not in home.as_("moderator").get("/council/jobs").html


def test_what_strangers_never_read_changes_nothing_there(home: JobsHouse) -> None:
    job = home.publish()
    home.send(job, "risk", words="Quarglebump", agree="yes")
    home.send(job, "faces", show="at-once")
    home.send(job, "texts", good_day=TEXT)
    assert home.stages(job)[-1] == "published"


def test_words_are_added_never_changed(house: JobsHouse) -> None:
    job = house.write()
    house.send(job, "texts", good_day="We sing.")
    house.send(job, "texts", good_day="We sing.", together="We paint.")
    house.send(job, "texts", good_day="")
    rows = house.rows(VacancyText)
    assert [(each.field.value, each.number, each.words) for each in rows] == [
        ("good-day", 1, TEXT),
        ("good-day", 2, "We sing."),
        ("together", 1, "We paint."),
        ("good-day", 3, ""),
    ]


@pytest.mark.parametrize(
    ("part", "mine", "theirs"),
    [
        ("texts", {"good_day": "Mine bloomwick."}, {"good_day": "Theirs gristlefan."}),
        ("facts", {"hours": "30"}, {"hours": "10"}),
        ("risk", {"words": "Mine bloomwick."}, {"words": "Theirs gristlefan."}),
    ],
)
def test_two_editors_overwrite_nothing(
    house: JobsHouse, part: str, mine: dict[str, str], theirs: dict[str, str]
) -> None:
    job = house.write()
    opened = house.as_("person").get(house.url(job, part)).fields("form.question")
    house.send(job, part, "sister", **theirs)
    page = house.as_("person").post(house.url(job, part), {**opened, **mine}, status=422)
    assert "Somebody changed this just now." in page.text and "This stands now" in page.text
    back = page.fields("form.question")
    assert {key: back[key] for key in mine} == mine
    # They saw both: now theirs is kept.
    house.as_("person").post(house.url(job, part), {**back, **mine})
    again = house.as_("sister").get(house.url(job, part)).fields("form.question")
    assert {key: again[key] for key in mine} == mine


def test_two_editors_of_the_lines(house: JobsHouse) -> None:
    job = house.write()
    opened = house.as_("person").get(house.url(job, "lines")).fields("form.question")
    house.send(job, "lines", "sister", lines=[str(house.line_ids[1])])
    sent = {**opened, "lines": [str(house.line_ids[0])]}
    page = house.as_("person").post(house.url(job, "lines"), sent, status=422)
    assert "Somebody changed this just now." in page.text
    assert [each.criterion_id for each in house.rows(VacancyCriterion)] == [house.line_ids[1]]


def test_a_yes_is_a_yes_to_what_was_seen(house: JobsHouse) -> None:
    job = house.write()
    seen = house.as_("person").get(house.url(job, "stranger")).fields("form.question")
    house.send(job, "texts", "sister", good_day="Something else grumbleweed.")
    page = house.as_("person").post(house.url(job, "stranger"), seen, status=422)
    assert "Somebody changed this just now." in page.text and "grumbleweed" in page.text
    assert house.stages(job) == ["draft"]


def test_long_odd_and_marked_up_words(home: JobsHouse) -> None:
    """Too long is told with all that was typed; HTML, quotes and emoji are words like others."""
    job = home.start()
    long = "Long snorklewort. " * 278
    fields = home.as_("person").get(home.url(job, "texts")).fields("form.question")
    sent = {**fields, "good_day": long, "together": 'Say "hi"', "to_know": "🎉"}
    page = home.as_("person").post(home.url(job, "texts"), sent, status=422)
    back = page.fields("form.question")
    assert "That is too long. Make it shorter." in page.text
    assert [back[key] for key in ("good_day", "together", "to_know")] == [long, 'Say "hi"', "🎉"]
    assert home.rows(VacancyText) == []
    odd = "<script>alert(1)</script> 'it' & \"that\" 🎉"
    home.send(job, "lines", lines=[str(each) for each in home.line_ids])
    home.send(job, "texts", good_day=odd)
    home.say_yes(job)
    home.moderate(job)
    shown = home.as_("visitor").get(f"/support-jobs/{home.number(job)}")
    assert odd in shown.text and "<script>alert" not in shown.html


def test_what_is_refused_waits_for_its_writer(home: JobsHouse) -> None:
    job = home.start()
    fields = home.as_("person").get(home.url(job, "texts")).fields("form.question")
    sent = {**fields, "good_day": "Snorklewort " * 40}
    home.as_("person").post(home.url(job, "texts"), sent, status=422)
    page = home.as_("person").get(home.url(job, "texts"))
    assert "You did not keep these words yet." in page.text and "Snorklewort" in page.text
    assert "Snorklewort" not in home.as_("sister").get(home.url(job, "texts")).html
    again = home.as_("person").get(home.url(job, "texts") + "?draft=use").fields("form.question")
    assert again["good_day"].startswith("Snorklewort")
    home.send(job, "texts", good_day=TEXT)
    assert "Snorklewort" not in home.as_("person").get(home.url(job, "texts")).html


def test_a_text_stands_in_its_own_language(home: JobsHouse) -> None:
    job = home.publish(good_day=TEXT, together="ہم مل کر گاتے ہیں۔", language="en")
    assert {each.field.value: each.language for each in home.rows(VacancyText)} == {
        "good-day": "en",
        "together": "ur",
    }
    html = home.as_("visitor").get(f"/support-jobs/{home.number(job)}").html
    assert '<bdi class="own-words" lang="ur"' in html and "Written in:" in html


def test_who_helps_writes_and_the_person_says_yes(house: JobsHouse) -> None:
    job = house.write("sister")
    page = house.as_("sister").get(house.url(job, "stranger"))
    assert "Now the person looks and says yes or no." in page.text
    house.as_("sister").post(house.url(job, "stranger"), {"seen": "x"}, status=404)
    for role in ("manager", "friend", "stranger"):
        house.as_(role).post(house.url(job, "texts"), {"good_day": "x"}, status=404)
        house.as_(role).post(house.url(job, "stranger"), {}, status=404)
    house.say_yes(job)
    assert house.stages(job) == ["draft", "reviewed"]


def test_the_text_about_risk_waits_for_the_persons_yes(house: JobsHouse) -> None:
    job = house.publish()
    house.send(job, "risk", "sister", words="Quarglebump", agree="yes")
    assert house.vacancy(job).risk_agreed_by is None
    page = house.as_("person").get(house.url(job, "risk"))
    assert "Nobody said yes to these words yet." in page.text
    house.send(job, "risk", agree="yes")
    assert house.vacancy(job).risk_agreed_by == house.accounts["person"]
    house.send(job, "risk", "sister", words="Quarglebump more")
    assert house.vacancy(job).risk_agreed_by is None
    for role, url in (
        ("visitor", f"/support-jobs/{house.number(job)}"),
        ("manager", house.url(job)),
    ):
        assert "Quarglebump" not in house.as_(role).get(url).html
    house.as_("manager").get(house.url(job, "risk"), status=404)


def test_faces_are_the_persons_own_choice(home: JobsHouse) -> None:
    job = home.start()
    assert not home.vacancy(job).show_faces
    home.as_("sister").get(home.url(job, "faces"), status=404)
    home.as_("sister").post(home.url(job, "faces"), {"show": "at-once"}, status=404)
    home.send(job, "faces", show="at-once")
    assert home.vacancy(job).show_faces


def test_a_job_of_another_person_is_not_here(home: JobsHouse) -> None:

    with home.portal.app_context():
        other = make_vacancy(make_person("Barnaby Elsewise", make_account())).id
    for part in ("", "/write", "/facts", "/lines", "/texts", "/risk", "/stranger", "/close"):
        home.as_("person").get(home.url(other) + part, status=404)
    home.as_("person").post(home.url(other, "take-away"), status=404)


def test_when_the_second_lock_leaves_somebody_must_say_again_who_pays(home: JobsHouse) -> None:

    job = home.write()
    home.send(job, "facts", pays=f"member:{home.members['caremanager']}")
    with home.portal.app_context(), db.writing():
        db.session.get_one(CircleMember, home.members["caremanager"]).ended_at = now()
    page = home.as_("person").get(home.url(job, "stranger"))
    assert "Say again who pays." in page.text
    home.as_("person").post(home.url(job, "stranger"), {"seen": "x"}, status=422)


def test_a_share_that_stops_ends_all_sight(home: JobsHouse) -> None:

    job = home.publish()
    home.as_("sister").get(home.url(job))
    with home.portal.app_context(), db.writing():
        for each in db.session.query(SharingDecision).filter_by(member_id=home.members["sister"]):
            db.session.add(SharingStop(decision_id=each.id, stopped_by=home.accounts["person"]))
    for part in ("", "/write", "/texts", "/stranger"):
        home.as_("sister").get(home.url(job) + part, status=404)


def test_sharing_with_the_organisation_is_enough_to_pay(home: JobsHouse) -> None:

    with home.portal.app_context():
        other = make_organisation()
        person = db.session.get_one(Person, home.person_id)
        worker = make_account("Barnaby Workerwick")
        member = make_member(person, worker, Relationship.SUPPORT_WORKER, other)
        assert isinstance(member, CircleMember)
        share(person, member, Part.STAFF)
        place = other.id
    home.start(pays=f"provider:{place}")
