"""A line that names what somebody is is refused, or asked about: only the council's yes counts."""

from __future__ import annotations

import uuid

import pytest
from sqlalchemy import update
from sqlalchemy.exc import DBAPIError

from app.audit.models import AccessEvent, AuditEvent
from app.extensions import db
from app.language.lint.pages import page_findings
from app.notices.models import Channel, Notice
from app.organisations.models import OrganisationKind, Role
from app.people.parts import Part
from app.staff_choice.actions import requirements as asking
from app.staff_choice.actions import sheet as actions
from app.staff_choice.actions.sheet import Refused
from app.staff_choice.fairness import VERSION
from app.staff_choice.fairness.words import PARTS, RULES
from app.staff_choice.models import Box, Characteristic, Criterion, OccupationalRequirement
from app.staff_choice.queries.requirements import requirement_for, waiting_for, who_may_answer
from app.staff_choice.queries.sheet import Standing, line_for, lines_for_job
from tests.makers import make_organisation, make_role
from tests.staff_choice.sheet_house import WHY, SheetHouse

WOMAN = "A woman who hums like a kettle"
# Nobody but who may write, and the council's approver, reads these.
WHISPERS = (WHY.task, WHY.reason)


def _for_job(house: SheetHouse) -> set[str]:
    with house.portal.app_context():
        return {line.words or line.concept for line in lines_for_job(house.person_id)}


def test_a_line_that_names_one_is_refused_with_a_way_on(sheet_house: SheetHouse) -> None:
    url = sheet_house.url("kind", "new")
    page = sheet_house.send(url, status=422, words=WOMAN, cards=["calm"])
    assert "A job cannot ask for this." in page.text and "Being a man or a woman" in page.text
    assert "Write the task in its place." in page.text and "Ask the council" in page.text
    assert WOMAN in page.html and "/support-jobs/fairness" in page.html
    assert sheet_house.rows(Criterion) == []
    # Written as the task it stands, and the card that was chosen too.
    sheet_house.as_("person").post(url, {**page.fields("form.question"), "words": "Hums with me"})
    assert _for_job(sheet_house) == {"Hums with me", "calm"}


def test_saying_a_line_anew_is_refused_too(sheet_house: SheetHouse) -> None:
    line_id = sheet_house.line("Hums")
    url = sheet_house.url("lines", line_id, "change")
    page = sheet_house.send(url, status=422, words=WOMAN)
    assert "Ask the council" in page.text
    assert [row.words for row in sheet_house.numbers(line_id)] == ["Hums"]


@pytest.mark.parametrize("lang", ["en", "pl", "ur"])
@pytest.mark.parametrize("words", ["No foreigners", "Tylko kobieta", "صرف مسلمان"])
def test_it_is_refused_whatever_language_somebody_chose(
    sheet_home: SheetHouse, words: str, lang: str
) -> None:
    sheet_home.send(sheet_home.url("kind", "new"), status=422, words=words, language=lang)
    assert sheet_home.rows(Criterion) == []


def test_the_action_refuses_what_the_page_would(sheet_house: SheetHouse) -> None:
    line_id = sheet_house.line("Hums")
    with sheet_house.seen_by("person") as (by, viewer):
        with pytest.raises(actions.Named) as refused:
            actions.write(
                by=by,
                viewer=viewer,
                key=uuid.uuid4(),
                box=Box.KIND,
                cards=[],
                said=actions.Words("A young Muslim man"),
            )
        assert refused.value.characteristics == (
            Characteristic.AGE,
            Characteristic.RELIGION,
            Characteristic.SEX,
        )
        with pytest.raises(actions.Named):
            actions.reword(
                by=by, viewer=viewer, line_id=line_id, seen=1, said=actions.Words("A woman")
            )


def test_asking_the_council_over_the_pages(sheet_house: SheetHouse) -> None:
    url = sheet_house.url("kind", "new")
    page = sheet_house.send(url, status=422, words=WOMAN, cards=["calm"])
    typed = page.fields("form.question")
    sent = sheet_house.as_("person").post(url, {**typed, "cards": "calm", "then": "council"})
    council = sheet_house.as_("person").follow(sent)
    assert WOMAN in council.text and "They do not see a name." in council.text
    # Without a task and a reason it comes back, with what was typed.
    back = sheet_house.send(council.url, status=422, task="Helping me wash")
    assert "Helping me wash" in back.html and WOMAN in back.html
    sheet_house.send(council.url, task=WHY.task, reason=WHY.reason)
    (asked,) = sheet_house.rows(OccupationalRequirement)
    assert asked.characteristic is Characteristic.SEX and asked.approved is None
    assert asked.criterion_id in {row.id for row in sheet_house.rows(Criterion)}
    assert _for_job(sheet_house) == {"calm"}
    assert len(sheet_house.rows(AuditEvent, AuditEvent.name == "requirement.asked")) == 1


def test_a_line_that_stands_is_asked_about_in_new_words(sheet_home: SheetHouse) -> None:
    line_id = sheet_home.line("Hums")
    url = sheet_home.url("lines", line_id, "change")
    fields = sheet_home.as_("person").get(url).fields("form.question")
    sent = sheet_home.as_("person").post(url, {**fields, "words": WOMAN, "then": "council"})
    council = sheet_home.as_("person").follow(sent)
    sheet_home.send(council.url, task=WHY.task, reason=WHY.reason)
    assert [row.words for row in sheet_home.numbers(line_id)] == ["Hums", WOMAN]
    # The newest words stand, and they do not count yet.
    assert _for_job(sheet_home) == set()


def test_without_words_that_name_something_there_is_nothing_to_ask(sheet_home: SheetHouse) -> None:
    url = sheet_home.url("kind", "new")
    assert sheet_home.as_("person").get(f"{url}/council", status=303).location.endswith(url)
    with sheet_home.seen_by("person") as (by, viewer), pytest.raises(Refused):
        asking.ask(
            by=by,
            viewer=viewer,
            key=uuid.uuid4(),
            box=Box.KIND,
            said=actions.Words("Kind"),
            why=WHY,
        )


def test_what_both_like_is_never_asked_about(sheet_home: SheetHouse) -> None:
    page = sheet_home.send(sheet_home.url("shared", "new"), status=422, words="Both Christian")
    assert "Ask the council" not in page.text and "They are never a must." in page.text
    with pytest.raises(Refused):
        sheet_home.ask("Both Christian", box=Box.SHARED)
    assert sheet_home.rows(OccupationalRequirement) == []


def test_only_a_yes_to_these_very_words_counts(sheet_house: SheetHouse) -> None:
    line_id = sheet_house.ask(WOMAN)
    assert _for_job(sheet_house) == set()
    sheet_house.answer(line_id, is_yes=True)
    assert _for_job(sheet_house) == {WOMAN}
    # In other words that name the same it is asked about anew.
    with sheet_house.seen_by("person") as (by, viewer):
        made = asking.ask(
            by=by,
            viewer=viewer,
            key=uuid.uuid4(),
            box=Box.KIND,
            said=actions.Words("A woman, no men"),
            why=WHY,
            line_id=line_id,
            seen=1,
        )
        assert made is not None and made.number == 2
    assert _for_job(sheet_house) == set()
    sheet_house.answer(line_id, is_yes=True)
    assert _for_job(sheet_house) == {"A woman, no men"}


def test_each_that_it_names_needs_its_own_yes(sheet_house: SheetHouse) -> None:
    line_id = sheet_house.ask("A young woman")
    first, second = sheet_house.rows(OccupationalRequirement)
    with sheet_house.acting("approver") as (by, _person):
        asking.answer(by=by, requirement=first, is_yes=True, words="Yes")
    assert _for_job(sheet_house) == set()
    with sheet_house.acting("approver") as (by, _person):
        asking.answer(by=by, requirement=second, is_yes=False, words="No")
    assert _for_job(sheet_house) == set()
    with sheet_house.seen_by("person") as (_by, viewer):
        line = line_for(viewer, line_id)
        assert line is not None and line.standing is Standing.NO


def test_a_line_that_an_older_rule_let_through_does_not_count(sheet_house: SheetHouse) -> None:
    """The rule of today is asked for each job, whatever was stored."""
    with sheet_house.portal.app_context(), db.writing():
        db.session.add(
            Criterion(
                person_id=sheet_house.person_id,
                line_id=uuid.uuid4(),
                number=1,
                box=Box.KIND,
                words="No foreigners",
                written_by=sheet_house.accounts["sister"],
            )
        )
    assert _for_job(sheet_house) == set()


def test_a_yes_does_not_pass_on_by_how_much_it_matters(sheet_house: SheetHouse) -> None:
    line_id = sheet_house.ask(WOMAN)
    sheet_house.answer(line_id, is_yes=True)
    with sheet_house.seen_by("person") as (by, viewer), pytest.raises(actions.Named):
        actions.weigh(by=by, viewer=viewer, line_id=line_id, seen=1, essential=False)
    assert [row.essential for row in sheet_house.numbers(line_id)] == [True]


@pytest.mark.parametrize("role", ["aunt", "person", "sister", "worker", "stranger"])
def test_who_has_a_part_in_it_or_no_office_answers_nothing(
    sheet_house: SheetHouse, role: str
) -> None:
    line_id = sheet_house.ask(WOMAN, role="sister")
    with pytest.raises(Refused):
        sheet_house.answer(line_id, is_yes=True, role=role)
    with sheet_house.acting(role) as (by, _person):
        assert requirement_for(by, sheet_house.requirement(line_id).id) is None
        assert list(waiting_for(by)) == []


def test_an_approver_who_works_for_a_provider_too_answers_nothing(sheet_house: SheetHouse) -> None:
    line_id = sheet_house.ask(WOMAN)
    with sheet_house.acting("approver") as (by, _person):
        make_role(make_organisation(), by, Role.PROVIDER_MANAGER)
    with pytest.raises(Refused):
        sheet_house.answer(line_id, is_yes=True)


def test_who_asked_does_not_answer_whatever_they_are(sheet_house: SheetHouse) -> None:
    with sheet_house.acting("sister") as (by, _person):
        make_role(make_organisation(OrganisationKind.COUNCIL), by, Role.APPROVER)
    line_id = sheet_house.ask(WOMAN, role="sister")
    requirement = sheet_house.requirement(line_id)
    with pytest.raises(Refused):
        sheet_house.answer(line_id, is_yes=True, role="sister")
    with sheet_house.portal.app_context():
        asker = sheet_house.accounts["sister"]
        assert asker not in {each.id for each in who_may_answer(requirement)}
        # The database refuses it too.
        with pytest.raises(DBAPIError):
            db.session.execute(
                update(OccupationalRequirement).values(answered_by=asker, approved=True)
            )


def test_answering_over_the_pages_and_who_is_told(sheet_house: SheetHouse) -> None:
    line_id = sheet_house.ask(WOMAN, role="sister")
    requirement = sheet_house.requirement(line_id)
    url = f"/council/requirements/{requirement.id}"
    page = sheet_house.as_("approver").get(url)
    assert all(words in page.text for words in (WOMAN, *WHISPERS))
    # No name of anybody, as far as we write it.
    assert "Ottoline" not in page.text and "Sisterwick" not in page.text
    fields = page.fields("form.question")
    sheet_house.as_("approver").post(url, {**fields, "answer": "yes"}, status=422)
    sheet_house.as_("approver").post(url, {**fields, "answer": "maybe"}, status=422)
    sheet_house.as_("approver").post(url, {**fields, "answer": "yes", "words": "The task needs it"})
    told = sheet_house.rows(
        Notice, Notice.kind == "requirement-answered", Notice.channel == Channel.SCREEN
    )
    assert {each.account_id for each in told} == {
        sheet_house.accounts["person"],
        sheet_house.accounts["sister"],
    }
    assert all(WOMAN not in each.subject + each.body for each in told)
    said = sheet_house.as_("person").get(told[0].path)
    assert "The task needs it" in said.text and "The council said yes." in said.text
    assert len(sheet_house.rows(AuditEvent, AuditEvent.name == "requirement.answered")) == 1


def test_who_asked_and_may_not_look_any_more_is_not_told(sheet_house: SheetHouse) -> None:
    line_id = sheet_house.ask(WOMAN, role="sister")
    sheet_house.hide("sister", Part.STAFF)
    sheet_house.answer(line_id, is_yes=False)
    told = sheet_house.rows(Notice, Notice.kind == "requirement-answered")
    assert {each.account_id for each in told} == {sheet_house.accounts["person"]}


def test_approvers_who_may_answer_are_told_that_something_waits(sheet_house: SheetHouse) -> None:
    sheet_house.ask(WOMAN)
    told = sheet_house.rows(Notice, Notice.kind == "requirement-asked")
    assert {each.account_id for each in told} == {sheet_house.accounts["approver"]}


def test_two_approvers_the_first_answer_stands(sheet_house: SheetHouse) -> None:
    line_id = sheet_house.ask(WOMAN)
    requirement = sheet_house.requirement(line_id)
    sheet_house.answer(line_id, is_yes=False)
    with sheet_house.acting("approver") as (by, _person), pytest.raises(Refused):
        asking.answer(by=by, requirement=requirement, is_yes=True, words="Late")
    assert sheet_house.requirement(line_id).approved is False


def test_words_that_changed_or_went_are_not_answered(sheet_house: SheetHouse) -> None:
    line_id = sheet_house.ask(WOMAN)
    requirement = sheet_house.requirement(line_id)
    with sheet_house.seen_by("person") as (by, viewer):
        actions.take_out(by=by, viewer=viewer, line_id=line_id, seen=1)
    with sheet_house.acting("approver") as (by, _person):
        assert list(waiting_for(by)) == []
        assert requirement_for(by, requirement.id) is None
    with pytest.raises(Refused):
        sheet_house.answer(line_id, is_yes=True)


def test_the_look_of_the_council_is_in_the_persons_log(sheet_house: SheetHouse) -> None:
    line_id = sheet_house.ask(WOMAN)
    sheet_house.as_("approver").get(f"/council/requirements/{sheet_house.requirement(line_id).id}")
    approver = sheet_house.accounts["approver"]
    (look,) = sheet_house.rows(AccessEvent, AccessEvent.actor_id == approver)
    assert (look.part, look.person_id) == (Part.STAFF.value, sheet_house.person_id)
    assert (
        "Cornelius Councilwick"
        in sheet_house.as_("person").get(f"/people/{sheet_house.person_id}/who-looked").text
    )


def _pages(house: SheetHouse, line_id: uuid.UUID, requirement_id: uuid.UUID) -> list[str]:
    sheet = [house.url(), house.url("kind"), house.url("print"), house.url("earlier")]
    line = [house.url("lines", line_id, *then) for then in ((), ("change",), ("out",))]
    council = ["/council/requirements", f"/council/requirements/{requirement_id}"]
    room = f"/people/{house.person_id}"
    return [*sheet, *line, *council, "/my", "/messages", f"{room}/staff", f"{room}/circle"]


@pytest.mark.parametrize("answered", [None, True, False])
def test_no_line_and_no_reason_reaches_whom_it_is_not_shared_with(
    sheet_home: SheetHouse, answered: bool | None
) -> None:
    line_id = sheet_home.ask(WOMAN, role="sister")
    if answered is not None:
        sheet_home.answer(line_id, is_yes=answered)
    pages = _pages(sheet_home, line_id, sheet_home.requirement(line_id).id)
    met: dict[str, set[str]] = {}
    for role in ("person", "sister", "worker", "friend", "stranger", "aunt", "approver"):
        bodies = [
            sheet_home.as_(role).client.get(page, headers={"Sec-Fetch-Site": "same-origin"}).text
            for page in pages
        ]
        words = (WOMAN, *WHISPERS, "Because of the task.")
        met[role] = {word for word in words if any(word in body for body in bodies)}
    everything = {WOMAN, *WHISPERS} | ({"Because of the task."} if answered is not None else set())
    assert met["person"] == met["sister"] == met["approver"] == everything
    # Who only sees the sheet sees the line, not why it was asked for.
    assert met["worker"] == {WOMAN}
    assert met["friend"] == met["stranger"] == met["aunt"] == set()


@pytest.mark.parametrize("lang", ["en", "pl", "ur"])
def test_the_pages_around_a_refusal_are_easy(sheet_home: SheetHouse, lang: str) -> None:
    line_id = sheet_home.ask(WOMAN, role="sister")
    person = sheet_home.as_("person")
    url = f"{sheet_home.url('kind', 'new')}?lang={lang}"
    refused = sheet_home.send(url, status=422, words=WOMAN)
    sent = person.post(url, {**refused.fields("form.question"), "then": "council"})
    for body in (
        refused.html,
        person.get(f"{sent.location}?lang={lang}").html,
        person.get(f"{sheet_home.url('lines', line_id)}?lang={lang}").html,
        person.get(f"{sheet_home.url('lines', line_id, 'out')}?lang={lang}").html,
        person.get(f"/support-jobs/fairness?lang={lang}").html,
    ):
        assert [each for each in page_findings(body) if each.severity == "error"] == []


def test_the_rules_of_fairness_stand_on_one_page_with_their_version(sheet_home: SheetHouse) -> None:
    page = sheet_home.as_("stranger").get("/support-jobs/fairness")
    for rule in RULES:
        assert rule.title.msgid in page.text and rule.sentences
        assert all(words.msgid in page.text for words in rule.sentences)
    assert f"version {VERSION} of the rules" in page.text
    assert {rule.part for rule in RULES} == {part.key for part in PARTS}
