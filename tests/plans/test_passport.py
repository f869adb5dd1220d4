"""The hospital passport: each box from its source, nothing that is hidden, and how old it is."""

from __future__ import annotations

import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest

from app.accounts.models import Account
from app.audit.models import AccessEvent
from app.database import now
from app.extensions import db
from app.people.models import AboutMeEntry, CommunicationNeed, NeedKind, Relationship
from app.people.parts import ABOUT_ME, PROFESSIONALS_ONLY, Part
from app.people.predicates import Relation, forget_relations, relation
from app.plans.models import StartedAs, Strike
from app.plans.passport import BOXES, SOURCES, Colour, Source, is_old, medicines_of
from app.plans.queries.passport import passport, shown_texts
from app.plans.queries.plan import standing
from app.plans.sections import LINES, SECTIONS, TEXT
from tests.page_tree import words_of
from tests.people.about_me.test_profile import unpacked
from tests.plans.house import FRIEND, SISTER, PlanHouse, plain

SECRET = "Xylocarp"
INHALER = {"medicine": "Blue inhaler", "dose": "Two puffs", "source": "Letter of 3 March"}
ASPIRIN = {"medicine": "Aspirin", "dose": "Nine spoons", "source": ""}


def address(house: PlanHouse, then: str = "passport") -> str:
    return f"/people/{house.person_id}/{then}"


def say(house: PlanHouse, part: Part, role: str = "person", **given: Any) -> None:
    """What somebody saved in a part of about me."""
    account = house.accounts[role]
    told = {"number": 1, "language": "en", "written_by": account, "saved_by": account, **given}
    house.add(AboutMeEntry(person_id=house.person_id, part=part, **told))


def need(house: PlanHouse, words: str, kind: NeedKind = NeedKind.FORMAT) -> None:
    house.add(
        CommunicationNeed(
            person_id=house.person_id, kind=kind, need=words, written_by=house.accounts["person"]
        )
    )


def word(source: Source) -> str:
    return f"{SECRET}-{source.part.value}-{source.field}"


def fill_all(house: PlanHouse) -> None:
    """Every source says a word of its own; so do parts that feed no box."""
    for part in ABOUT_ME:
        fields = {s.field: word(s) for s in SOURCES if s.part is part}
        say(house, part, content=fields)
    need(house, word(Source(Part.NEEDS)))
    for part in SECTIONS:
        fields = {f: word(Source(part, f)) for f in _fields(part)}
        house.write(part, **fields)
    house.publish(starts=True)


def _fields(part: Part) -> list[str]:
    return [TEXT, *(field.name for field in SECTIONS[part].fields if not field.choices)]


@contextmanager
def seen_by(house: PlanHouse, role: str) -> Iterator[Relation]:
    with house.portal.test_request_context():
        forget_relations()
        found = relation(db.session.get_one(Account, house.accounts[role]), house.person_id)
        assert found is not None
        yield found


def test_each_box_says_what_its_sources_say_and_nothing_else(plan_home: PlanHouse) -> None:
    fill_all(plan_home)
    page = plan_home.as_("person").get(address(plan_home))
    for box in BOXES:
        sources = [source for source in box.sources if not source.is_medicines]
        if sources:
            said = words_of(page.find(f"#box-{box.name}"))
            assert all(word(source) in said for source in sources), box.name
            assert said.count(SECRET) == len(sources), box.name
    assert "plan-rules" not in page.html and "plan-home" not in page.html


def test_the_table_names_only_parts_and_fields_that_there_are() -> None:
    assert len({box.name for box in BOXES}) == len(BOXES)
    for source in SOURCES:
        assert source.part not in PROFESSIONALS_ONLY
        if source.of_plan:
            assert source.field in (*_fields(source.part), LINES)
        elif source.part is not Part.NEEDS:
            assert source.field in (("do", "dont") if source.is_list else (TEXT,))
    assert {box.colour for box in BOXES} == set(Colour)


def test_colours_are_words_and_pictures_too(plan_home: PlanHouse) -> None:
    fill_all(plan_home)
    for then in ("passport", "passport/print"):
        page = plan_home.as_("person").get(address(plan_home, then))
        words = [words_of(one) for one in page.find_all(".colour-word")]
        assert words == ["Red", "Amber", "Green"]
        heads = [one.find("header") for one in page.find_all("section.colour")]
        pictures = [
            one.get("src") for head in heads if head is not None for one in head.iter("img")
        ]
        assert len(set(pictures)) == 3


@pytest.mark.parametrize("then", ["passport", "passport/print", "passport.pdf"])
def test_a_part_that_is_not_for_the_viewer_leaves_no_box_and_no_trace(
    plan_home: PlanHouse, then: str
) -> None:
    fill_all(plan_home)
    plan_home.share("friend", Part.PLAN_HOSPITAL, Part.COMMUNICATION, Part.PLAN_HEALTH)
    plan_home.hide("friend", Part.PLAN_HEALTH)
    answer = plan_home.as_("friend").client.get(address(plan_home, then))
    assert answer.status_code == 200
    html = unpacked(answer.data).decode("utf-8", "replace")
    if answer.mimetype == "text/html":
        assert word(Source(Part.COMMUNICATION)) in html
    for trace in ("plan-health", "My health", "My medicines", "What makes me ill", "safe", "Green"):
        assert trace not in html
    friend = plan_home.accounts["friend"]
    looks = {event.part for event in plan_home.rows(AccessEvent) if event.actor_id == friend}
    assert looks == {"plan-hospital", "communication"}


def test_who_sees_nothing_finds_no_passport(plan_home: PlanHouse) -> None:
    fill_all(plan_home)
    for then in ("passport", "passport/print", "passport.pdf"):
        for role in ("friend", "stranger"):
            plan_home.as_(role).get(address(plan_home, then), status=404)


def test_each_part_that_shows_is_logged_once_as_screen_or_print(plan_home: PlanHouse) -> None:
    fill_all(plan_home)
    for then, how in (("passport", "screen"), ("passport/print", "print")):
        before = {event.id for event in plan_home.rows(AccessEvent)}
        plan_home.as_("person").get(address(plan_home, then))
        events = [e for e in plan_home.rows(AccessEvent) if e.id not in before]
        assert {e.how for e in events} == {how}
        assert sorted(e.part for e in events) == sorted({s.part.value for s in SOURCES})


def test_only_the_version_that_stands_is_read(plan_house: PlanHouse) -> None:
    """As `plan.standing`: the active one, before there is one the newest, without struck texts."""

    def same() -> dict[Part, str]:
        with seen_by(plan_house, "person") as viewer:
            shown = shown_texts(viewer, SECTIONS).texts
            rows = standing(viewer).sections
            assert {p: t.id for p, t in shown.items()} == {
                p: row.text_id for p, row in rows.items() if row.text.strike is None
            }
            return {part: text.content[TEXT] for part, text in shown.items()}

    assert same() == {}
    plan_house.write(Part.PLAN_HEALTH, "one")
    assert same() == {}, "not published"
    plan_house.publish()
    assert same() == {Part.PLAN_HEALTH: "one"}
    old = plan_house.write(Part.PLAN_HEALTH, "two")
    plan_house.publish(starts=True)
    assert same() == {Part.PLAN_HEALTH: "two"}
    plan_house.write(Part.PLAN_HEALTH, "three")
    plan_house.publish()
    assert same() == {Part.PLAN_HEALTH: "two"}, "nobody follows the third yet"
    plan_house.add(Strike(text_id=old, reason="Wrong", struck_by=plan_house.accounts["person"]))
    assert same() == {}


def test_a_plan_without_a_start_or_without_the_persons_yes_says_so(plan_home: PlanHouse) -> None:
    plan_home.write(Part.PLAN_HEALTH, "I have asthma.")
    version = plan_home.publish()
    for then in ("passport", "passport/print"):
        said = plain(plan_home.as_("person").get(address(plan_home, then)))
        assert "The plan has not started yet." in said
    plan_home.start_not_agreed(version, dissent="I do not want it")
    for then in ("passport", "passport/print"):
        said = plain(plan_home.as_("person").get(address(plan_home, then)))
        assert "The plan started without my yes." in said and "I do not want it" not in said


def test_an_agreed_plan_says_nothing_of_its_start(plan_home: PlanHouse) -> None:
    plan_home.write(Part.PLAN_HEALTH, "I have asthma.")
    plan_home.start(plan_home.publish(), started_as=StartedAs.AGREED)
    said = plain(plan_home.as_("person").get(address(plan_home)))
    assert "I have asthma." in said and "The plan" not in said


@pytest.mark.parametrize(
    ("at", "today", "old"),
    [
        (datetime(2026, 1, 1, 12, tzinfo=UTC), date(2026, 7, 3), False),
        (datetime(2026, 1, 1, 12, tzinfo=UTC), date(2026, 7, 4), True),
        # In summer it is the next day in London already.
        (datetime(2026, 6, 30, 23, 30, tzinfo=UTC), date(2026, 12, 31), False),
        (datetime(2026, 6, 30, 22, 30, tzinfo=UTC), date(2026, 12, 31), True),
    ],
)
def test_half_a_year_is_counted_in_days_of_london(at: datetime, today: date, old: bool) -> None:
    assert is_old(at, today) is old


def test_a_red_item_of_more_than_half_a_year_says_check_with_me(plan_home: PlanHouse) -> None:
    # A day more: what was said late on a summer evening is of the next day in London.
    long_ago = now() - timedelta(days=185)
    say(plan_home, Part.COMMUNICATION, content={"text": "Wait for me."}, created_at=long_ago)
    say(plan_home, Part.LIKED, content={"text": "I sing."}, created_at=long_ago)
    plan_home.write(Part.PLAN_HEALTH, "I have asthma.")
    plan_home.publish(starts=True)
    for then in ("passport", "passport/print"):
        page = plan_home.as_("person").get(address(plan_home, then))
        assert plain(page).count("Check with me.") == 1, "red and old, nothing else"
    assert "Check with me." in words_of(
        plan_home.as_("person").get(address(plan_home)).find("#box-talk")
    )
    later = (now() + timedelta(days=184)).date()
    with seen_by(plan_home, "person") as viewer:
        items = passport(viewer, later).items
    assert {(i.source.part, i.check) for i in items} == {
        (Part.COMMUNICATION, True),
        (Part.PLAN_HEALTH, True),
        (Part.LIKED, False),
    }


def test_each_red_item_names_its_author_as_far_as_the_viewer_may_know(
    plan_home: PlanHouse,
) -> None:
    plan_home.add_member("nurse", "Philippa Nursewick", Relationship.HEALTH_PROFESSIONAL)
    say(plan_home, Part.COMMUNICATION, "sister", content={"text": "Wait for me."})
    plan_home.share("friend", Part.COMMUNICATION)
    plan_home.share("nurse", Part.COMMUNICATION, Part.CIRCLE)
    plan_home.share("sister", Part.COMMUNICATION)
    unknown = "Somebody who helps Ottoline Bract wrote this."
    for then in ("passport", "passport/print"):
        for role, told in (
            ("person", f"{SISTER} wrote this."),
            ("nurse", f"{SISTER} wrote this."),
            # By name also to herself: on paper "you" is somebody else.
            ("sister", f"{SISTER} wrote this."),
            ("friend", unknown),
        ):
            page = plan_home.as_(role).get(address(plan_home, then))
            assert told in plain(page), (then, role)
        assert SISTER not in page.html and FRIEND not in page.html


def test_words_that_were_said_on_a_phone_say_so(plan_home: PlanHouse) -> None:
    say(
        plan_home,
        Part.COMMUNICATION,
        "sister",
        content={"text": "Wait for me."},
        on_phone_of=plan_home.accounts["sister"],
    )
    said = plain(plan_home.as_("person").get(address(plan_home)))
    assert f"Said on the phone of {SISTER}." in said and "wrote this" not in said


def test_no_dose_is_shown_without_its_source(
    plan_home: PlanHouse, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The form and the action refuse it; whatever a row says, the passport does not show it."""
    monkeypatch.setattr("app.plans.actions.words.without_source", lambda line: False)
    plan_home.write(Part.PLAN_HEALTH, lines=[INHALER, ASPIRIN])
    plan_home.publish(starts=True)
    for then in ("passport", "passport/print"):
        page = plan_home.as_("person").get(address(plan_home, then))
        said = plain(page)
        assert "Two puffs" in said and "Letter of 3 March" in said
        assert "Nine spoons" not in page.html and "Aspirin" not in page.html
        assert "There are other medicines. Ask me." in said


def test_medicines_are_read_from_whatever_a_row_holds() -> None:
    assert medicines_of({}) == ((), False)
    assert medicines_of({LINES: "nonsense"}) == ((), False)
    assert medicines_of({LINES: [{}, {"dose": "Nine spoons"}]}) == ((), True)
    assert medicines_of({LINES: [{"source": "A paper"}]}) == ((), True)
    shown, left_out = medicines_of({LINES: [INHALER]})
    assert [m.dose for m in shown] == ["Two puffs"] and not left_out


def test_needs_show_in_red_to_those_who_may_see_them(plan_home: PlanHouse) -> None:
    need(plan_home, "Polish", NeedKind.LANGUAGE)
    say(plan_home, Part.COMMUNICATION, content={"text": "Wait for me."})
    plan_home.share("friend", Part.COMMUNICATION)
    assert "Polish" not in plan_home.as_("friend").get(address(plan_home)).html
    plan_home.share("friend", Part.NEEDS)
    said = words_of(plan_home.as_("friend").get(address(plan_home)).find("#box-talk"))
    assert "My language Polish" in said


def test_an_empty_passport_says_what_to_write_first(plan_home: PlanHouse) -> None:
    page = plan_home.as_("person").get(address(plan_home))
    assert "Nothing here yet." in plain(page) and "Print it" not in page.links
    assert list(page.links.values()) == [
        f"/people/{plan_home.person_id}/plan/plan-health/change",
        f"/people/{plan_home.person_id}/about-me/communication/change",
        f"/people/{plan_home.person_id}/about-me/please-do/change",
    ]
    say(plan_home, Part.COMMUNICATION, content={"text": "Wait for me."})
    page = plan_home.as_("person").get(address(plan_home))
    assert "How I communicate and how to communicate with me" not in page.links
    assert "My health" in page.links and "Print it" in page.links


def test_ten_queries_at_most_the_same_for_many_versions(plan_home: PlanHouse) -> None:
    fill_all(plan_home)
    plan_home.share("friend", *ABOUT_ME, Part.NEEDS, *SECTIONS)
    reader = plan_home.as_("friend")
    counts = set()
    for times in (1, 6):
        for _ in range(times):
            plan_home.write(Part.PLAN_WANTS, f"More {uuid.uuid4()}")
            plan_home.publish(starts=True)
            need(plan_home, "Short words")
        for then in ("passport", "passport/print"):
            with plan_home.queries() as seen:
                reader.get(address(plan_home, then))
            counts.add(len(seen))
    assert len(counts) == 1 and max(counts) <= 10, counts
