"""The matching sheet: what is said in each box, by whom, how much it matters, and what stays."""

from __future__ import annotations

import uuid

import pytest
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError

from app.audit.models import AccessEvent, AuditEvent
from app.extensions import db
from app.language.lint.pages import page_findings
from app.language.pictures import get as picture
from app.people.models import Area, Draft, Person, SpokenFor
from app.people.parts import Part
from app.staff_choice.actions import sheet as actions
from app.staff_choice.models import Box, Criterion
from app.staff_choice.queries import sheet as queries
from tests.makers import make_account, make_person
from tests.staff_choice.house import make_line
from tests.staff_choice.sheet_house import SheetHouse


def test_only_the_box_of_times_shows_a_clock_or_a_calendar() -> None:
    timely = ("clock", "calendar")
    shown = {box for box in Box if any(word in picture(box.picture).icon for word in timely)}
    assert shown == {Box.TIMES}


def test_cards_and_words_become_lines_that_are_nice_to_have(sheet_house: SheetHouse) -> None:
    url = sheet_house.url("skills", "new")
    sheet_house.send(url, cards=["can-drive", "can-cook"], words="Knows my chair")
    rows = sheet_house.rows(Criterion)
    assert {row.concept for row in rows} == {"can-drive", "can-cook", ""}
    assert {row.words for row in rows} == {"", "Knows my chair"}
    assert not any(row.essential for row in rows)
    assert {row.written_by for row in rows} == {sheet_house.accounts["person"]}
    assert len(sheet_house.rows(AuditEvent, AuditEvent.name == "sheet.written")) == 3


def test_a_form_sent_twice_is_kept_once(sheet_house: SheetHouse) -> None:
    url = sheet_house.url("skills", "new")
    fields = sheet_house.as_("person").get(url).fields("form.question")
    for _time in range(2):
        sheet_house.as_("person").post(url, {**fields, "cards": "can-drive", "words": "Kind"})
    assert len(sheet_house.rows(Criterion)) == 2


def test_lines_stand_as_they_came_and_cards_as_they_are(sheet_home: SheetHouse) -> None:
    url = sheet_home.url("shared", "new")
    sheet_home.send(url, cards=["music", "swimming"])
    sheet_home.send(url, cards=["dogs"])
    with sheet_home.seen_by("person") as (_by, viewer):
        shown = [line.text.concept for line in queries.sheet_for(viewer, Box.SHARED)]
    assert shown == ["swimming", "music", "dogs"]


def test_an_empty_form_and_a_card_of_another_box_are_told(sheet_home: SheetHouse) -> None:
    url = sheet_home.url("skills", "new")
    assert sheet_home.send(url, status=422).find_all("p.error")
    sheet_home.send(url, status=422, cards=["swimming"])
    with sheet_home.seen_by("person") as (by, viewer), pytest.raises(actions.Refused):
        actions.write(
            by=by,
            viewer=viewer,
            key=uuid.uuid4(),
            box=Box.SKILLS,
            cards=["swimming"],
            said=actions.Words(),
        )
    assert sheet_home.rows(Criterion) == []


def test_more_pictures_keep_what_is_chosen_and_show_others(sheet_home: SheetHouse) -> None:
    url = sheet_home.url("shared", "new")
    first = sheet_home.as_("person").get(url)
    shown = {each.get("value") for each in first.find_all("input[name=cards]")}
    assert len(shown) == 4
    answer = sheet_home.send(url, cards=["swimming"], then="pictures")
    more = sheet_home.as_("person").get(f"{url}?more=1")
    assert answer.location.startswith(url)
    others = {each.get("value") for each in more.find_all("input[name=cards]")}
    assert len(others) == 4 and "swimming" not in others
    # All pictures are reached, each once.
    seen: set[str | None] = set()
    for group in range(3):
        page = sheet_home.as_("person").get(f"{url}?more={group}")
        seen |= {each.get("value") for each in page.find_all("input[name=cards]")}
    assert len(seen) == 11


def test_who_helped_is_kept_and_shown(sheet_home: SheetHouse) -> None:
    sister = str(sheet_home.members["sister"])
    sheet_home.send(sheet_home.url("kind", "new"), words="Calm with me", helped_by=sister)
    (row,) = sheet_home.rows(Criterion)
    assert row.helped_by == [sister]
    page = sheet_home.as_("person").get(sheet_home.url("lines", row.line_id))
    assert "Quillon Sisterwick" in page.text
    # The worker does not know the circle: no name for them.
    assert "Sisterwick" not in sheet_home.as_("worker").get(page.url).text


def test_a_supporter_shows_as_themselves(sheet_home: SheetHouse) -> None:
    line_id = sheet_home.line("Likes my songs", role="sister")
    (row,) = sheet_home.numbers(line_id)
    assert row.written_by == sheet_home.accounts["sister"]
    page = sheet_home.as_("person").get(sheet_home.url("lines", line_id))
    assert "Quillon Sisterwick" in page.text
    # Who only says how much it matters did not write the words.
    hers = sheet_home.line("Never shouts")
    sheet_home.send(sheet_home.url("lines", hers, "matters"), "sister", matters="needed")
    said = sheet_home.as_("person").get(sheet_home.url("lines", hers)).text
    assert "Who wrote it: You" in said and "Who changed it last: Quillon Sisterwick" in said


def test_a_change_is_a_new_number_and_the_earlier_words_stay(sheet_house: SheetHouse) -> None:
    line_id = sheet_house.line("Funny")
    sheet_house.send(sheet_house.url("lines", line_id, "change"), words="Funny in the morning")
    sheet_house.send(sheet_house.url("lines", line_id, "matters"), matters="needed")
    rows = sheet_house.numbers(line_id)
    assert [(row.number, row.words, row.essential) for row in rows] == [
        (1, "Funny", False),
        (2, "Funny in the morning", False),
        (3, "Funny in the morning", True),
    ]
    with sheet_house.seen_by("person") as (_by, viewer):
        assert [row.number for row in queries.earlier_for(viewer, line_id)] == [2, 1]
    with sheet_house.portal.app_context(), pytest.raises(DBAPIError), db.writing():
        db.session.execute(text("UPDATE criterion SET words = 'other'"))


def test_take_out_is_a_row_and_the_person_can_read_it(sheet_home: SheetHouse) -> None:
    line_id = sheet_home.line("Loud mornings", role="sister")
    page = sheet_home.as_("sister").get(sheet_home.url("lines", line_id, "out"))
    sheet_home.as_("sister").post(page.url, page.fields("form.confirm"))
    assert [row.taken_out for row in sheet_home.numbers(line_id)] == [False, True]
    with sheet_home.seen_by("person") as (_by, viewer):
        assert queries.sheet_for(viewer) == []
    sheet_home.as_("person").get(sheet_home.url("lines", line_id), status=404)
    earlier = sheet_home.as_("person").get(sheet_home.url("earlier"))
    assert "Loud mornings" in earlier.text and "Taken out: Quillon Sisterwick" in earlier.text
    for role in ("sister", "worker"):
        sheet_home.as_(role).get(sheet_home.url("earlier"), status=404)
        assert "Loud mornings" not in sheet_home.as_(role).get(sheet_home.url()).text


def test_earlier_words_are_the_persons_alone(sheet_home: SheetHouse) -> None:
    line_id = sheet_home.line("Whistles at six")
    sheet_home.send(sheet_home.url("lines", line_id, "change"), words="Hums at eight")
    url = sheet_home.url("lines", line_id)
    assert "Whistles at six" in sheet_home.as_("person").get(url).text
    for role in ("sister", "worker"):
        assert "Whistles at six" not in sheet_home.as_(role).get(url).text
        with sheet_home.seen_by(role) as (_by, viewer):
            assert queries.earlier_for(viewer) == []


def test_what_both_like_is_never_a_must(sheet_house: SheetHouse) -> None:
    line_id = sheet_house.line(card="swimming", box=Box.SHARED)
    url = sheet_house.url("lines", line_id, "matters")
    page = sheet_house.as_("person").get(url)
    assert "They are never a must." in page.text and not page.find_all("form.question")
    sheet_house.as_("person").post(url, {"matters": "needed", "number": "1"}, status=422)
    with sheet_house.portal.app_context(), pytest.raises(DBAPIError):
        make_line(db.session.get_one(Person, sheet_house.person_id), essential=True)


def test_two_writers_the_later_sees_both(sheet_house: SheetHouse) -> None:
    line_id = sheet_house.line("Patient")
    url = sheet_house.url("lines", line_id, "change")
    fields = sheet_house.as_("person").get(url).fields("form.question")
    sheet_house.send(url, "sister", words="Patient at breakfast")
    page = sheet_house.as_("person").post(url, {**fields, "words": "Patient at tea"}, status=422)
    assert "Patient at breakfast" in page.text and "Patient at tea" in page.text
    # Sent again, knowing both, hers is kept.
    sheet_house.as_("person").post(url, page.fields("form.question"))
    assert sheet_house.numbers(line_id)[-1].words == "Patient at tea"


def test_two_writers_of_how_much_it_matters(sheet_house: SheetHouse) -> None:
    line_id = sheet_house.line("Patient")
    url = sheet_house.url("lines", line_id, "matters")
    fields = sheet_house.as_("person").get(url).fields("form.question")
    sheet_house.send(sheet_house.url("lines", line_id, "change"), "sister", words="Patient, always")
    sheet_house.as_("person").post(url, {**fields, "matters": "needed"}, status=422)
    out = sheet_house.as_("person").post(sheet_house.url("lines", line_id, "out"), {"seen": "1"})
    assert out.location.endswith(str(line_id))
    assert len(sheet_house.numbers(line_id)) == 2


def test_what_is_typed_is_kept_as_a_draft_for_its_writer_alone(sheet_home: SheetHouse) -> None:
    url = sheet_home.url("kind", "new")
    fields = sheet_home.as_("sister").get(url).fields("form.question")
    typed = {**fields, "words": "Hums to the kettle"}
    kept = sheet_home.as_("sister").client.post(f"{url}/draft", data=typed)
    assert kept.status_code == 204
    assert "Hums to the kettle" in sheet_home.as_("sister").get(url).text
    assert "Hums to the kettle" not in sheet_home.as_("person").get(url).text
    sheet_home.as_("sister").post(f"{url}/throw-away", typed)
    assert sheet_home.rows(Draft) == []


def test_a_refused_form_comes_back_with_all_that_was_typed(sheet_home: SheetHouse) -> None:
    url = sheet_home.url("kind", "new")
    page = sheet_home.send(url, status=422, cards=["calm"], words="x" * 201)
    assert "x" * 201 in page.html
    assert sheet_home.rows(Draft)[0].content["words"] == "x" * 201
    assert sheet_home.rows(Criterion) == []


def test_sight_ends_with_the_sharing(sheet_home: SheetHouse) -> None:
    line_id = sheet_home.line("Sings like a kettle")
    for role in ("worker", "sister"):
        assert "Sings like a kettle" in sheet_home.as_(role).get(sheet_home.url("kind")).text
        sheet_home.hide(role, Part.STAFF)
        for then in (("kind",), ("lines", line_id), ("print",)):
            sheet_home.as_(role).get(sheet_home.url(*then), status=404)
    for role in ("friend", "stranger", "approver"):
        for then in ((), ("kind",), ("lines", line_id), ("print",)):
            sheet_home.as_(role).get(sheet_home.url(*then), status=404)


@pytest.mark.parametrize("role", ["worker", "friend", "stranger", "approver"])
def test_who_may_not_write_writes_nothing(sheet_house: SheetHouse, role: str) -> None:
    line_id = sheet_house.line("Calm")
    with sheet_house.seen_by(role) as (by, viewer):
        given = {"by": by, "viewer": viewer, "line_id": line_id, "seen": 1}
        with pytest.raises(actions.Refused):
            actions.reword(**given, said=actions.Words("Mine"))
        with pytest.raises(actions.Refused):
            actions.weigh(**given, essential=True)
        with pytest.raises(actions.Refused):
            actions.take_out(**given)
    assert len(sheet_house.numbers(line_id)) == 1


def test_each_look_is_logged(sheet_home: SheetHouse) -> None:
    line_id = sheet_home.line("Calm")
    for then in ((), ("kind",), ("lines", line_id)):
        sheet_home.as_("worker").get(sheet_home.url(*then))
    sheet_home.as_("worker").get(sheet_home.url("print"))
    looks = sheet_home.rows(AccessEvent, AccessEvent.actor_id == sheet_home.accounts["worker"])
    assert [(look.part, look.how) for look in looks] == [
        *[(Part.STAFF.value, "screen")] * 3,
        (Part.STAFF.value, "print"),
    ]


def test_the_sheet_of_somebody_else_is_not_reached_by_its_line(sheet_home: SheetHouse) -> None:
    """A line of another person under this person's address."""
    with sheet_home.portal.app_context():
        other = make_line(make_person("Zephyrine", make_account()), Box.KIND, "calm")
        line_id = other.line_id
    for then in ((), ("change",), ("matters",), ("out",), ("council",)):
        sheet_home.as_("person").get(sheet_home.url("lines", line_id, *then), status=404)


@pytest.mark.parametrize("box", [box.value for box in Box])
@pytest.mark.parametrize("lang", ["en", "pl", "ur"])
def test_every_box_keeps_the_rules_of_easy_pages(
    sheet_home: SheetHouse, box: str, lang: str
) -> None:
    for then in ((box,), (box, "new"), ()):
        url = sheet_home.url(*then)
        body = sheet_home.as_("person").get(f"{url}?lang={lang}").html
        assert [each for each in page_findings(body) if each.severity == "error"] == []


def test_who_speaks_for_the_person_on_staff_writes(sheet_home: SheetHouse) -> None:
    """Named for staff by the person, and let see it: then they write, as themselves."""
    url = sheet_home.url("kind", "new")
    sheet_home.share("friend", Part.STAFF)
    sheet_home.as_("friend").get(url, status=404)
    spoken = SpokenFor(
        person_id=sheet_home.person_id, member_id=sheet_home.members["friend"], area=Area.STAFF
    )
    sheet_home.add(spoken)
    sheet_home.send(url, "friend", words="Hums like a kettle")
    (row,) = sheet_home.rows(Criterion)
    assert row.written_by == sheet_home.accounts["friend"]
    # Without sight they speak for nobody.
    sheet_home.hide("friend", Part.STAFF)
    sheet_home.as_("friend").get(url, status=404)


MANY = 40


@pytest.mark.parametrize("role", ["person", "sister", "worker"])
def test_pages_ask_few_queries_however_long_the_sheet(sheet_home: SheetHouse, role: str) -> None:
    line_id = sheet_home.ask("A woman", role="sister")
    with sheet_home.portal.app_context(), db.writing():
        for number in range(MANY):
            for box in Box:
                db.session.add(
                    Criterion(
                        person_id=sheet_home.person_id,
                        line_id=uuid.uuid4(),
                        number=1,
                        box=box,
                        words=f"Line {number}",
                        written_by=sheet_home.accounts["sister"],
                    )
                )
    sheet_home.as_(role)
    for then in ((), ("kind",), ("kind", "new"), ("lines", line_id), ("print",)):
        if role == "worker" and "new" in then:
            continue
        with sheet_home.queries() as statements:
            sheet_home.as_(role).get(sheet_home.url(*then))
        assert len(statements) <= 10, (then, statements)
