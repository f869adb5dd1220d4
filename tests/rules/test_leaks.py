"""Bodies, headers and prints are searched for the unusual words of what a role may not see."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from flask import Flask

from app.accounts.models import Account
from app.demo.people import ACCOUNTS
from app.extensions import db
from app.people.models import AboutMeEntry, CircleMember, HiddenPart, Person
from app.people.parts import ABOUT_ME, Part
from tests.conftest import rolled_back
from tests.rules.access import REGISTER
from tests.rules.world import ROLES, World, build_world

# Of the other person's world: no role of Mirabel's may meet these words anywhere.
STRANGERS_WORDS = ("Zebedee", "Wobblecroft", "Nimbusine", "Grumbleweir", "Ursuline")
SEES = {
    "family": {Part.MOST_IMPORTANT, Part.PEOPLE, Part.PLEASE_DO, Part.LIKED},
    "advocate": {
        Part.COMMUNICATION,
        Part.PLEASE_DO,
        Part.HOW_TO_SUPPORT,
        Part.MOST_IMPORTANT,
        Part.WELLNESS,
    },
    "friend": {Part.LIKED},
    "worker": {Part.COMMUNICATION, Part.PLEASE_DO, Part.HOW_TO_SUPPORT},
    "manager": {Part.COMMUNICATION, Part.PLEASE_DO, Part.HOW_TO_SUPPORT},
    "nurse": {Part.COMMUNICATION},
}
# These show people by the nature of their work: accounts, professionals, the demo's own list.
SHOWS_ACCOUNTS = ("/demo", "/council/accounts", "/council/professionals", "/provider/team")


def secret(part: Part) -> str:
    return f"Vexqualm{part.name.replace('_', '').title()}"


@pytest.fixture(scope="module")
def world(rules_portal: Flask) -> Iterator[World]:
    """Every part of Mirabel's says an unusual word, in its newest and in an earlier version."""
    with rolled_back(rules_portal) as portal:
        made = build_world(portal)
        with portal.app_context(), db.writing():
            person = db.session.get(Person, made.person_id)
            assert person is not None and person.account_id is not None
            for part in ABOUT_ME:
                word = secret(part)
                db.session.add(
                    AboutMeEntry(
                        person_id=person.id,
                        part=part,
                        number=9,
                        content={"text": word, "do": word, "dont": word},
                        language="en",
                        written_by=person.account_id,
                        saved_by=person.account_id,
                    )
                )
        yield made


_read: dict[str, list[tuple[str, str]]] = {}


def read_once(world: World, role: str) -> list[tuple[str, str]]:
    """Every page as one role, fetched once for all tests of this module."""
    if role not in _read:
        _read[role] = list(everything(world, role))
    return _read[role]


def everything(world: World, role: str) -> Iterator[tuple[str, str]]:
    """Every GET page of the register as one role: its path, its body and headers."""
    for row in REGISTER:
        if row.method != "GET" or row.path.endswith(".pdf"):
            continue
        with world.signed_in(role) as client:
            answer = client.get(row.url(world.values))
        yield row.path, answer.get_data().decode(errors="replace") + str(answer.headers)


@pytest.mark.parametrize("role", [role for role in ROLES if role != "stranger"])
def test_nothing_of_another_persons_world_is_ever_seen(world: World, role: str) -> None:
    found = [
        (path, word)
        for path, text in read_once(world, role)
        for word in STRANGERS_WORDS
        if word in text and not path.startswith(SHOWS_ACCOUNTS)
    ]
    assert found == []


@pytest.mark.parametrize("role", [role for role in ROLES if role not in ("person", "visitor")])
def test_no_part_is_seen_that_was_not_shared(world: World, role: str) -> None:
    hidden = [part for part in ABOUT_ME if part not in SEES.get(role, set())]
    found = [
        (path, part.value)
        for path, text in read_once(world, role)
        for part in hidden
        if secret(part) in text
    ]
    assert found == []


def test_the_search_would_find_a_leak(world: World) -> None:
    seen = {word for _path, text in read_once(world, "person") for word in text.split("Vexqualm")}
    assert len(seen) > len(ABOUT_ME)


def test_a_hidden_part_leaves_no_trace(world: World) -> None:
    """Its title, its words and any count are gone from each page that the member opens."""
    part = Part.LIKED
    with world.undone("family"):
        with world.portal.app_context(), db.writing():
            member = db.session.get(CircleMember, world.members["family"])
            assert member is not None
            db.session.add(
                HiddenPart(person_id=world.person_id, account_id=member.account_id, part=part)
            )
        texts = dict(everything(world, "family"))
    about_me = texts["/people/{person}/about-me"]
    for path, text in texts.items():
        assert secret(part) not in text, path
    assert str(part.words.msgid) not in about_me


@pytest.mark.parametrize("role", ["friend", "worker", "attorney", "appointee"])
def test_members_do_not_see_each_other(world: World, role: str) -> None:
    with world.portal.app_context():
        me = db.session.query(Account).filter_by(email=f"{role}@demo.example").one().name
    others = [each.name for each in ACCOUNTS if each.relationship and each.name != me]
    for path, text in read_once(world, role):
        if path.startswith(("/demo", "/provider/team")):
            continue
        assert [name for name in others if name in text] == [], path


@pytest.mark.parametrize("role", [role for role in ROLES if role != "visitor"])
def test_nothing_private_is_kept_by_a_cache(world: World, role: str) -> None:
    with world.signed_in(role) as client:
        for path in ("/my", f"/people/{world.person_id}/about-me"):
            answer = client.get(path)
            assert answer.headers["Cache-Control"] == "no-store", path
            assert "Cookie" in answer.headers["Vary"]
