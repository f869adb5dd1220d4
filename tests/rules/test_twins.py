"""Each denied case has an allowed twin that differs in one SharingDecision, and back again."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest

from app.database import now
from app.extensions import db
from app.people.models import (
    Basis,
    BestInterestsDecision,
    CapacityRecord,
    CircleMember,
    Conclusion,
    HiddenPart,
    LegalAuthority,
    SharedPart,
    SharingDecision,
    SharingStop,
    Witness,
    WitnessAnswer,
)
from app.people.models.sharing import SaidHow
from app.people.parts import ABOUT_ME, Level, Part
from tests.rules.world import World

# In the circle, and sees nothing of About me without a decision.
BARE = ("attorney", "appointee", "caremanager")
CLOSED = Part.ALSO_WORTH


@pytest.fixture
def twin_world(here: World) -> World:
    """A world for one test, on SQLite, then on PostgreSQL."""
    return here


def status(world: World, role: str, path: str) -> int:
    with world.signed_in(role) as client:
        return client.get(f"/people/{world.person_id}{path}").status_code


def decide(world: World, role: str, part: Part, level: Level = Level.SEE, **given: Any) -> Any:
    """Write one decision, with the person's own yes unless `given` says otherwise."""
    with world.portal.app_context(), db.writing():
        member = db.session.get(CircleMember, world.members[role])
        assert member is not None
        made = SharingDecision(
            **{
                "person_id": world.person_id,
                "member_id": member.id,
                "basis": Basis.PERSON_SAYS_YES,
                "said_how": SaidHow.TAPPED,
                "decided_by": member.invited_by,
                "starts_at": now() - timedelta(minutes=1),
                **given,
            }
        )
        made.parts = [SharedPart(part=part, level=level)]
        db.session.add(made)
        db.session.flush()
        return made.id


def capacity(world: World, role: str, part: Part, **given: Any) -> Any:
    with world.portal.app_context(), db.writing():
        member = db.session.get(CircleMember, world.members["caremanager"])
        assert member is not None
        made = CapacityRecord(
            **{
                "person_id": world.person_id,
                "decision": "Sharing",
                "receiver": f"member:{world.members[role]}",
                "parts": [part.value],
                "why_in_doubt": "Test",
                "help_given": "Test",
                "understands": False,
                "retains": True,
                "weighs": True,
                "communicates": True,
                "because_of": "Test",
                "conclusion": Conclusion.CANNOT_DECIDE_NOW,
                "assessed_by": member.account_id,
                "assessed_on": now().date(),
                "review_on": now().date() + timedelta(days=30),
                **given,
            }
        )
        db.session.add(made)
        db.session.flush()
        return made.id


@pytest.mark.parametrize("part", ABOUT_ME)
@pytest.mark.parametrize("role", BARE)
def test_one_decision_opens_one_part_and_no_other(world: World, role: str, part: Part) -> None:
    path = f"/about-me/{part.value}"
    with world.undone(role):
        assert status(world, role, path) == 404
        decide(world, role, part)
        assert status(world, role, path) == 200
        assert status(world, role, f"{path}/change") == 404
        for other in ABOUT_ME:
            if other is not part:
                assert status(world, role, f"/about-me/{other.value}") == 404


def test_a_stop_closes_at_once(twin_world: World) -> None:
    made = decide(twin_world, "attorney", CLOSED)
    assert status(twin_world, "attorney", f"/about-me/{CLOSED.value}") == 200
    with twin_world.portal.app_context(), db.writing():
        db.session.add(SharingStop(decision_id=made))
    assert status(twin_world, "attorney", f"/about-me/{CLOSED.value}") == 404


@pytest.mark.parametrize(
    "given",
    [
        {"starts_at": now() + timedelta(days=1)},
        {"starts_at": now() - timedelta(days=9), "ends_at": now() - timedelta(days=1)},
    ],
)
def test_a_decision_counts_only_in_its_time(twin_world: World, given: dict[str, Any]) -> None:
    decide(twin_world, "attorney", CLOSED, **given)
    assert status(twin_world, "attorney", f"/about-me/{CLOSED.value}") == 404


def test_write_opens_the_form_and_see_does_not(twin_world: World) -> None:
    decide(twin_world, "attorney", CLOSED, Level.SEE)
    assert status(twin_world, "attorney", f"/about-me/{CLOSED.value}/change") == 404
    decide(twin_world, "attorney", CLOSED, Level.WRITE)
    assert status(twin_world, "attorney", f"/about-me/{CLOSED.value}/change") == 200


def test_hiding_wins_over_sharing(twin_world: World) -> None:
    decide(twin_world, "attorney", CLOSED)
    with twin_world.portal.app_context(), db.writing():
        member = db.session.get(CircleMember, twin_world.members["attorney"])
        assert member is not None
        db.session.add(
            HiddenPart(person_id=twin_world.person_id, account_id=member.account_id, part=CLOSED)
        )
    assert status(twin_world, "attorney", f"/about-me/{CLOSED.value}") == 404


def test_somebody_taken_out_of_the_circle_sees_nothing_more(twin_world: World) -> None:
    assert status(twin_world, "family", "/about-me") == 200
    with twin_world.portal.app_context(), db.writing():
        member = db.session.get(CircleMember, twin_world.members["family"])
        assert member is not None
        member.ended_at = now()
    assert status(twin_world, "family", "/about-me") == 404
    assert status(twin_world, "family", "/circle") == 404


@pytest.mark.parametrize(
    ("answers", "opens"),
    [([], False), ([True], False), ([True, True], True), ([True, False], False)],
)
def test_a_witnessed_yes_needs_two_who_were_there(
    twin_world: World, answers: list[bool], opens: bool
) -> None:
    made = decide(twin_world, "attorney", CLOSED, witnessed=True)
    with twin_world.portal.app_context(), db.writing():
        accounts = [
            db.session.get(CircleMember, twin_world.members[role]).account_id  # type: ignore[union-attr]
            for role in ("nurse", "advocate")
        ]
        for index, account_id in enumerate(accounts):
            witness = Witness(decision_id=made, account_id=account_id)
            if index < len(answers):
                witness.answer = WitnessAnswer(was_there=answers[index])
            db.session.add(witness)
    found = status(twin_world, "attorney", f"/about-me/{CLOSED.value}")
    assert found == (200 if opens else 404)


def best_interests(world: World, record: Any) -> Any:
    with world.portal.app_context(), db.writing():
        member = db.session.get(CircleMember, world.members["caremanager"])
        assert member is not None
        made = BestInterestsDecision(
            person_id=world.person_id,
            capacity_id=record,
            wishes="Test",
            consulted="Test",
            options="Test",
            least_restrictive="Test",
            decided="Test",
            decided_by=member.account_id,
            decided_on=now().date(),
        )
        db.session.add(made)
        db.session.flush()
        return made.id


@pytest.mark.parametrize(
    ("given", "opens"),
    [
        ({}, True),
        ({"conclusion": Conclusion.CAN_DECIDE}, False),
        (
            {
                "assessed_on": now().date() - timedelta(days=9),
                "review_on": now().date() - timedelta(days=1),
            },
            False,
        ),
        ({"taken_back_at": now()}, False),
        ({"parts": [Part.WELLNESS.value]}, False),
        ({"receiver": "member:00000000-0000-7000-8000-000000000000"}, False),
    ],
)
def test_best_interests_need_a_live_record_for_this_very_decision(
    twin_world: World, given: dict[str, Any], opens: bool
) -> None:
    record = capacity(twin_world, "appointee", CLOSED, **given)
    decide(
        twin_world,
        "appointee",
        CLOSED,
        basis=Basis.BEST_INTERESTS,
        best_interests_id=best_interests(twin_world, record),
    )
    found = status(twin_world, "appointee", f"/about-me/{CLOSED.value}")
    assert found == (200 if opens else 404)


@pytest.mark.parametrize(
    ("paper", "opens"),
    [
        ({}, True),
        ({"verified_at": None, "verified_by": None}, False),
        ({"suspended_at": now()}, False),
        ({"ends_on": now().date() - timedelta(days=1)}, False),
        ({"starts_on": now().date() + timedelta(days=2)}, False),
        ({"scope": [Part.WELLNESS.value]}, False),
    ],
)
def test_an_attorneys_paper_is_checked_at_the_moment_of_use(
    twin_world: World, paper: dict[str, Any], opens: bool
) -> None:
    record = capacity(twin_world, "appointee", CLOSED)
    with twin_world.portal.app_context(), db.writing():
        authority = (
            db.session.query(LegalAuthority)
            .filter_by(member_id=twin_world.members["attorney"])
            .one()
        )
        for name, value in paper.items():
            setattr(authority, name, value)
        key = authority.id
    decide(
        twin_world,
        "appointee",
        CLOSED,
        basis=Basis.ATTORNEY_OR_DEPUTY,
        authority_id=key,
        capacity_id=record,
    )
    found = status(twin_world, "appointee", f"/about-me/{CLOSED.value}")
    assert found == (200 if opens else 404)


# Every other page that sharing opens: where, with which part, and how far.
SHARED_PAGES = [
    ("/about-me", Part.WELLNESS, Level.SEE),
    ("/about-me/wellness", Part.WELLNESS, Level.SEE),
    ("/about-me/wellness/change", Part.WELLNESS, Level.WRITE),
    ("/about-me/wellness/photo", Part.WELLNESS, Level.WRITE),
    ("/about-me/wellness/hand-over", Part.WELLNESS, Level.WRITE),
    ("/profile", Part.LIKED, Level.SEE),
    ("/profile/print", Part.LIKED, Level.SEE),
    ("/photos/{photo}", Part.MOST_IMPORTANT, Level.SEE),
    ("/needs", Part.NEEDS, Level.SEE),
    ("/needs/new", Part.NEEDS, Level.WRITE),
    ("/needs/new/language", Part.NEEDS, Level.WRITE),
    ("/needs/{need}/remove", Part.NEEDS, Level.WRITE),
]


@pytest.mark.parametrize(("path", "part", "level"), SHARED_PAGES)
@pytest.mark.parametrize("role", ["attorney", "appointee"])
def test_each_page_that_sharing_opens_has_its_twin(
    world: World, role: str, path: str, part: Part, level: Level
) -> None:
    """Refused; after one decision of just this part and level let in; with less, refused again."""
    url = path.format(**world.values)
    with world.undone(role):
        assert status(world, role, url) == 404
        decide(world, role, part, level)
        assert status(world, role, url) == 200
    less = Level.SEE if level is Level.WRITE else None
    with world.undone(role):
        if less is not None:
            decide(world, role, part, less)
        assert status(world, role, url) == 404


def test_the_circle_shows_the_others_only_when_it_is_shared(world: World) -> None:
    with world.undone("attorney"), world.signed_in("attorney") as client:
        path = f"/people/{world.person_id}/circle"
        assert "Odette Thistlewood" not in client.get(path).text
        decide(world, "attorney", Part.CIRCLE)
        assert "Odette Thistlewood" in client.get(path).text
