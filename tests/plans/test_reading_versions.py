"""Versions: which open, their changes in plain sentences that name who, and striking out."""

from __future__ import annotations

import uuid
from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import select

from app.audit.models import AuditEvent
from app.database import now
from app.extensions import db
from app.people.models import Area, LegalAuthority, Relationship, SpokenFor
from app.people.models.records import AuthorityKind
from app.people.parts import Part
from app.plans.models import (
    Change,
    DecidedBy,
    PlanVersion,
    SectionText,
    Strike,
    Suggestion,
    VersionSection,
)
from app.plans.queries.reading import VERSIONS_PAGE
from tests.page_client import SeenPage, words_of
from tests.plans.house import CALLED, SISTER, PlanHouse, plain

WANTS, NEEDS, HOME = Part.PLAN_WANTS, Part.PLAN_NEEDS, Part.PLAN_HOME


def changes(page: SeenPage) -> list[str]:
    """The lines of the list of changes, as one reads them."""
    first = page.find_all("main section ul.rows")[:1]
    rows = [row for part in first for row in part.findall("li")]
    return [" ".join(words_of(row).split()).replace(" .", ".") for row in rows]


def lines_for(house: PlanHouse, role: str, number: int) -> list[str]:
    return changes(house.as_(role).get(house.url("versions", number)))


def test_the_sentence_of_a_suggestion_that_was_taken(plan_house: PlanHouse) -> None:
    house = plan_house
    house.write(WANTS, "A garden.")
    house.publish(starts=True)
    house.take(house.suggest(WANTS, "A garden centre."))
    house.publish()
    assert lines_for(house, "person", 2) == [
        f"{SISTER} suggested a change to “What I want”. You took it."
    ]
    assert lines_for(house, "sister", 2) == [
        f"You suggested a change to “What I want”. {CALLED} took it."
    ]
    house.share("friend", WANTS, starts_at=now() - timedelta(days=2))
    assert lines_for(house, "friend", 2) == [
        f"Somebody who helps {CALLED} suggested a change to “What I want”. {CALLED} took it."
    ]
    house.share("friend", Part.CIRCLE)
    assert lines_for(house, "friend", 2) == [
        f"{SISTER} suggested a change to “What I want”. {CALLED} took it."
    ]


def test_the_sentences_of_new_changed_taken_out_and_other_words(plan_home: PlanHouse) -> None:
    house = plan_home
    house.write(WANTS, "A garden.")
    house.take(house.suggest(NEEDS, "My tablets."))
    house.write(HOME, "My own door.")
    house.publish(starts=True)
    assert lines_for(house, "person", 1) == [
        "You wrote “What I want”.",
        f"{SISTER} suggested “What is important for me”. You took it.",
        "You wrote “My home”.",
    ]
    house.take(house.suggest(WANTS, "A garden centre."), other="A big garden.")
    house.write(NEEDS)
    house.write(HOME, "My own blue door.")
    house.publish()
    assert lines_for(house, "person", 2) == [
        f"{SISTER} suggested a change to “What I want”. You took it in other words.",
        "You took out “What is important for me”.",
        "You changed “My home”.",
    ]
    # Once out, it is in no later plan, and coming back it is new.
    house.write(NEEDS, "My tablets again.")
    house.publish()
    assert lines_for(house, "person", 3) == ["You wrote “What is important for me”."]
    assert lines_for(house, "sister", 2) == [
        f"You suggested a change to “What I want”. {CALLED} took it in other words."
    ]


def test_no_hand_between_two_plans_is_forgotten(plan_house: PlanHouse) -> None:
    house = plan_house
    house.write(WANTS, "A garden.")
    house.write(HOME, "My door.")
    house.publish(starts=True)
    house.take(house.suggest(WANTS, "A garden centre."))
    house.write(WANTS, "A garden with a gate.")
    house.publish()
    assert lines_for(house, "person", 2) == [
        f"{SISTER} suggested a change to “What I want”. You took it.",
        "You changed “What I want”.",
    ]
    # And nothing from before that plan is told again.
    house.write(HOME, "My blue door.")
    house.publish()
    assert lines_for(house, "person", 3) == ["You changed “My home”."]


def decided_by(house: PlanHouse, basis: DecidedBy, by: str, **records: Any) -> None:
    """The sister's suggestion, taken by somebody on this basis, and published as plan 1."""
    taken = {"decided_by": house.accounts[by], "basis": basis, **records}
    with house.portal.app_context(), db.writing():
        wanted = Suggestion(
            person_id=house.person_id,
            section=WANTS,
            content={"text": "A garden."},
            language="en",
            written_by=house.accounts["sister"],
        )
        version = PlanVersion(person_id=house.person_id, number=1, **taken)
        db.session.add_all([wanted, version])
        db.session.flush()
        text = SectionText(
            person_id=house.person_id,
            section=WANTS,
            number=1,
            content=wanted.content,
            language="en",
            suggestion_id=wanted.id,
            written_by=wanted.written_by,
            **taken,
        )
        db.session.add(text)
        db.session.flush()
        db.session.add(
            VersionSection(version_id=version.id, section=WANTS, text_id=text.id, change=Change.NEW)
        )


def paper(house: PlanHouse) -> uuid.UUID:
    with house.portal.app_context(), db.writing():
        made = LegalAuthority(
            person_id=house.person_id,
            member_id=house.members["helper"],
            kind=AuthorityKind.HEALTH_ATTORNEY,
            recorded_by=house.accounts["sister"],
            starts_on=now().date(),
        )
        db.session.add(made)
        db.session.flush()
        return made.id


TOOK = f"{SISTER} suggested “What I want”. Philippa Helperwick took it"


@pytest.mark.parametrize(
    ("basis", "for_the_person", "for_the_helper"),
    [
        (
            DecidedBy.SPEAKER,
            f"{TOOK} for {CALLED}.",
            f"{SISTER} suggested “What I want”. You took it for {CALLED}.",
        ),
        (
            DecidedBy.ATTORNEY_OR_DEPUTY,
            f"{TOOK}. They have legal papers for this.",
            f"{SISTER} suggested “What I want”. You took it. You have legal papers for this.",
        ),
        (
            DecidedBy.OTHER_REPRESENTATIVE,
            f"{TOOK}. They have legal papers for this.",
            f"{SISTER} suggested “What I want”. You took it. You have legal papers for this.",
        ),
        (
            DecidedBy.BEST_INTERESTS,
            f"{TOOK}. A record says why this is best for {CALLED}.",
            f"{SISTER} suggested “What I want”. You took it."
            f" A record says why this is best for {CALLED}.",
        ),
        (
            DecidedBy.WRITTEN_DOWN,
            f"{TOOK}. It is what {CALLED} said.",
            f"{SISTER} suggested “What I want”. You took it. It is what {CALLED} said.",
        ),
    ],
    ids=lambda value: value.value if isinstance(value, DecidedBy) else "",
)
def test_the_sentence_says_on_what_basis(
    plan_home: PlanHouse, basis: DecidedBy, for_the_person: str, for_the_helper: str
) -> None:
    house = plan_home
    house.add_member("helper", "Philippa Helperwick", Relationship.ATTORNEY)
    house.share("helper", WANTS, Part.CIRCLE)
    records: dict[str, Any] = {}
    if basis in (DecidedBy.ATTORNEY_OR_DEPUTY, DecidedBy.OTHER_REPRESENTATIVE):
        records = {"authority_id": paper(house), "capacity_id": house.capacity(WANTS)}
    if basis is DecidedBy.BEST_INTERESTS:
        records = {"best_interests_id": house.best_interests(WANTS)}
    decided_by(house, basis, "helper", **records)
    assert lines_for(house, "person", 1) == [for_the_person]
    assert lines_for(house, "helper", 1) == [for_the_helper]
    # A member who may not know them reads no name.
    (line,) = lines_for(house, "sister", 1)
    assert "Philippa" not in line
    assert line.startswith("You suggested “What I want”. Somebody who ")


def test_every_version_stays_as_it_was(plan_house: PlanHouse) -> None:
    house = plan_house
    for number in (1, 2, 3):
        house.write(WANTS, f"Garden {number}.")
        house.publish(starts=True)
    for number in (1, 2, 3):
        page = house.as_("person").get(house.url("versions", number, WANTS))
        assert f"Garden {number}." in plain(page)
    page = house.as_("person").get(house.url("versions"))
    assert [words for words in page.links if words.startswith("Plan")][0].startswith("Plan 3")
    assert "This is the plan now." in plain(page)


def test_long_lists_of_versions_go_on(plan_house: PlanHouse) -> None:
    house = plan_house
    many(house, VERSIONS_PAGE + 3)
    page = house.as_("person").get(house.url("versions"))
    assert f"Plan {VERSIONS_PAGE + 3}" in plain(page)
    assert house.url("versions", 3) not in page.links.values()
    page = house.as_("person").get(page.links["Show older ones"])
    assert f'href="{house.url("versions", 1)}"' in page.html
    assert "Show older ones" not in page.html
    # Only the newest is said to wait.
    assert "waits" not in plain(page)


def many(house: PlanHouse, count: int) -> None:
    """Empty versions, as fast as can be."""
    with house.portal.app_context(), db.writing():
        db.session.add_all(
            PlanVersion(
                person_id=house.person_id,
                number=number,
                decided_by=house.accounts["person"],
                basis=DecidedBy.PERSON,
            )
            for number in range(1, count + 1)
        )


@pytest.mark.parametrize(
    "number", ["0", "9", "999999", "1000001", "99999999999999999999", "-1", "x"]
)
def test_a_version_that_is_not_there(plan_house: PlanHouse, number: str) -> None:
    plan_house.write(WANTS, "A garden.")
    plan_house.publish()
    browser = plan_house.as_("person")
    browser.get(plan_house.url("versions", number), status=404)
    browser.get(plan_house.url("versions", number, WANTS), status=404)
    before = plan_house.url("versions") + f"?before={number}"
    browser.get(before)


def test_what_was_taken_out_before_it_was_shared_stays_shut(plan_house: PlanHouse) -> None:
    house = plan_house
    house.write(WANTS, "A secret wish.")
    house.write(NEEDS, "My tablets.")
    house.publish(starts=True)
    house.write(WANTS, "A garden.")
    house.publish(starts=True)
    house.write(NEEDS, "My blue tablets.")
    house.publish(starts=True)
    house.share("friend", WANTS, starts_at=now())
    browser = house.as_("friend")
    assert "A garden." in plain(browser.get(house.url(WANTS)))
    # The one that says what stands now; of the third, which changed nothing of hers, no word.
    assert "A garden." in plain(browser.get(house.url("versions", 2, WANTS)))
    for number in (1, 3):
        browser.get(house.url("versions", number), status=404)
        browser.get(house.url("versions", number, WANTS), status=404)
    page = browser.get(house.url("versions"))
    assert [href for href in page.links.values() if "/versions/" in href] == [
        house.url("versions", 2)
    ]
    assert "secret" not in page.html
    # Shared long enough: what was published since opens.
    house.share("friend", NEEDS, starts_at=now() - timedelta(days=1))
    for number in (1, 3):
        browser.get(house.url("versions", number, NEEDS))
        browser.get(house.url("versions", number, WANTS), status=200 if number == 3 else 404)
    assert lines_for(house, "friend", 1) == [f"{CALLED} wrote “What is important for me”."]


def strike(house: PlanHouse, role: str, reason: str, status: int = 303, number: int = 1) -> Any:
    browser = house.as_(role)
    address = house.url("versions", number, WANTS, "strike")
    return browser.post(address, {"reason": reason}, status=status)


def test_a_mistake_is_struck_out_and_still_read(plan_house: PlanHouse) -> None:
    house = plan_house
    house.write(WANTS, "A zebra.")
    house.publish(starts=True)
    page = house.as_("person").get(house.url("versions", 1, WANTS))
    page = house.as_("person").get(page.links["This is a mistake"])
    assert "A zebra." in page.html
    strike(house, "person", "I meant a garden.")
    for role, words in (("person", "You struck this out."), ("sister", f"{CALLED} struck this")):
        for path in (("versions", 1, WANTS), (WANTS,)):
            page = house.as_(role).get(house.url(*path))
            said = plain(page)
            assert "This was a mistake. I meant a garden." in said
            assert words in said
            # One tap away.
            (old,) = [each for each in page.find_all("details.more") if "zebra" in words_of(each)]
            assert old.get("open") is None
    assert "This was a mistake." in plain(house.as_("sister").get(house.url()))
    printed = house.as_("sister").get(house.url("print"))
    assert "zebra" not in printed.html
    assert "I meant a garden." in printed.html
    facts = [each.facts for each in house.rows(AuditEvent) if each.name == "plan.struck"]
    assert facts == [{"section": "plan-wants"}]


def test_a_strike_needs_a_reason_and_keeps_what_was_typed(plan_home: PlanHouse) -> None:
    house = plan_home
    house.write(WANTS, "A zebra.")
    house.publish()
    for reason in ("", "   \n "):
        assert "Write what is wrong." in strike(house, "person", reason, 422).html
    page = strike(house, "person", "x" * 501, 422)
    assert "x" * 501 in page.html
    page = strike(house, "person", "bad \u202e letter", 422)
    assert "bad" in page.html
    assert house.rows(Strike) == []


def test_a_second_strike_is_refused_and_its_words_are_kept(plan_house: PlanHouse) -> None:
    house = plan_house
    house.write(WANTS, "A zebra.")
    house.publish()
    strike(house, "person", "First reason.")
    page = strike(house, "person", "Second reason.", 422)
    assert "Somebody struck this out already." in plain(page)
    assert "Second reason." in page.html
    house.as_("person").get(house.url("versions", 1, WANTS, "strike"), status=404)
    assert [each.reason for each in house.rows(Strike)] == ["First reason."]


def test_who_does_not_decide_strikes_nothing(plan_house: PlanHouse) -> None:
    house = plan_house
    house.write(WANTS, "A zebra.")
    house.write(HOME, "My own door.")
    house.publish()
    assert "This is a mistake" not in house.as_("sister").get(house.url("versions", 1, WANTS)).links
    strike(house, "sister", "Nonsense.", 404)
    strike(house, "friend", "Nonsense.", 404)
    house.add(
        SpokenFor(person_id=house.person_id, member_id=house.members["sister"], area=Area.PLAN)
    )
    # Whoever speaks for the person takes back nothing that they agreed to.
    strike(house, "sister", "Nonsense.", 404)
    assert house.rows(Strike) == []


def test_only_a_published_text_is_struck(plan_house: PlanHouse) -> None:
    house = plan_house
    house.write(WANTS, "A zebra.")
    strike(house, "person", "Nonsense.", 404)
    house.publish()
    house.write(WANTS)
    house.publish()
    # What was taken out says nothing that could be a mistake.
    strike(house, "person", "Nonsense.", 404, number=2)
    assert house.rows(Strike) == []


def test_a_strike_in_one_version_changes_no_other(plan_house: PlanHouse) -> None:
    house = plan_house
    house.write(WANTS, "A zebra.")
    house.publish(starts=True)
    house.write(WANTS, "A garden.")
    house.publish(starts=True)
    strike(house, "person", "Nonsense.")
    assert "A garden." in plain(house.as_("person").get(house.url(WANTS)))
    assert "mistake." not in plain(house.as_("person").get(house.url(WANTS)))
    with house.portal.app_context():
        kept = db.session.scalars(select(SectionText).order_by(SectionText.number)).unique().all()
        assert [each.content["text"] for each in kept] == ["A zebra.", "A garden."]
