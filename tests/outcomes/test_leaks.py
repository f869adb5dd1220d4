"""Bodies, headers, counts and prints are searched for what a role may not read of outcomes."""

from __future__ import annotations

import pytest

from app.extensions import db
from app.outcomes.models import StaffAnswerYes
from app.people.parts import Level, Part
from tests.outcomes import whispers
from tests.outcomes.whispers import MAY_READ, Whispers
from tests.rules.scene import Scene
from tests.rules.test_attacks_hidden import pages_of
from tests.rules.test_twins import decide
from tests.rules.world import ROLES, World

STAFF_SIDE = ("worker", "manager")
# They tell the time of this very sign-in, and what a phone needs until it ends.
OF_THE_CLOCK = ("/settings/devices", "/outcomes/check-in/waiting")


@pytest.fixture(scope="module")
def found(world: World) -> dict[str, dict[str, set[str]]]:
    """Role → word → the pages on which the role met it."""
    met: dict[str, dict[str, set[str]]] = {}
    for role in ROLES:
        # Signed in before anything is undone, so that every browser lasts.
        with world.undone(role):
            pass
    with world.undone("visitor"):
        said: Whispers = whispers.whisper(world)
        for role in ROLES:
            met[role] = {word: set() for word in MAY_READ}
            for path, text in whispers.everything(world, role, said.outcomes):
                for word in MAY_READ:
                    if word in text:
                        met[role][word].add(path)
    return met


@pytest.mark.parametrize("word", MAY_READ)
def test_each_word_is_met_by_those_who_may_read_it_and_by_nobody_else(
    found: dict[str, dict[str, set[str]]], word: str
) -> None:
    assert {role for role in ROLES if found[role][word]} == MAY_READ[word]


@pytest.mark.parametrize("role", STAFF_SIDE)
def test_staff_cannot_tell_that_something_was_said_about_them(scene: Scene, role: str) -> None:
    """Every page, count, head and message is the same as if nothing had been said."""
    before = told(scene, role)
    assert before["/people/{person}/outcomes/{outcome}"].startswith("200 ")
    with scene.world.portal.app_context(), db.writing():
        whispers.say_about_worker(scene.world, whispers.ABOUT_STAFF)
    after = told(scene, role)
    assert [path for path in before if before[path] != after[path]] == []


def test_the_separate_yes_opens_one_answer_to_who_runs_the_place(scene: Scene) -> None:
    """The twin of the case before: one row more, and one row less again."""
    with scene.world.portal.app_context(), db.writing():
        said = whispers.say_about_worker(scene.world, whispers.ABOUT_STAFF)
        whispers.say_about_worker(scene.world, whispers.TOLD_THE_PLACE)
    closed = {role: told(scene, role) for role in STAFF_SIDE}
    with scene.world.portal.app_context(), db.writing():
        whispers.open_to_the_place(scene.world, said)
    opened = told(scene, "manager")
    assert any(whispers.ABOUT_STAFF in text for text in opened.values())
    assert not any(whispers.TOLD_THE_PLACE in text for text in opened.values())
    assert told(scene, "worker") == closed["worker"]
    with scene.world.portal.app_context(), db.writing():
        for row in db.session.query(StaffAnswerYes).all():
            db.session.delete(row)
    assert told(scene, "manager") == closed["manager"]


@pytest.mark.parametrize(
    ("role", "by"), [("family", "person"), ("worker", "person"), ("family", "worker")]
)
def test_hidden_and_never_said_look_alike_on_every_page(scene: Scene, role: str, by: str) -> None:
    """Views, counts, "we see this differently", messages: nobody can tell which it is."""
    world = scene.world
    never = told(scene, role)
    with world.portal.app_context(), db.writing():
        said = whispers.say(world, by, "Zlibberdash", outcome_id=world.values["outcome"])
    shown = told(scene, role)
    assert any("Zlibberdash" in text for text in shown.values())
    with world.portal.app_context(), db.writing():
        whispers.hide(world, said, role)
    hidden = told(scene, role)
    assert [path for path in never if never[path] != hidden[path]] == []


@pytest.mark.parametrize(
    ("role", "at_work"), [("family", False), ("worker", True), ("manager", True)]
)
def test_a_hidden_photo_of_what_she_wants_and_none_look_alike_on_every_page(
    scene: Scene, role: str, at_work: bool
) -> None:
    """From one member, or from everybody where they work: lists, counts, prints, messages."""
    world, outcome = scene.world, scene.world.values["outcome"]
    never = told(scene, role)
    with world.portal.app_context(), db.writing():
        whispers.add_photo(world, outcome, "Yaffinger")
    assert any("Yaffinger" in text for text in told(scene, role).values())
    with world.portal.app_context(), db.writing():
        whispers.hide_photo(world, outcome, role, at_work=at_work)
    hidden = told(scene, role)
    assert [path for path in never if never[path] != hidden[path]] == []


def told(scene: Scene, role: str) -> dict[str, str]:
    """Every page as a role, but those that change by the clock."""
    pages = pages_of(scene, role)
    return {path: text for path, text in pages.items() if not path.endswith(OF_THE_CLOCK)}


def outcome_words(scene: Scene, role: str) -> str:
    return scene.get(role, f"/outcomes/{scene.world.values['outcome']}").text


def test_each_share_opens_what_it_names_and_no_more(scene: Scene) -> None:
    """The friend, one decision at a time."""
    world = scene.world
    with world.portal.app_context(), db.writing():
        first = world.values["outcome"]
        whispers.say(world, "person", "Murmelstone", outcome_id=first)
        whispers.say(world, "family", whispers.BY_FAMILY, outcome_id=first)
        whispers.say_about_worker(world, whispers.ABOUT_STAFF)
    assert scene.get("friend", "/outcomes").status_code == 404
    decide(world, "friend", Part.OUTCOMES)
    assert "Murmelstone" in outcome_words(scene, "friend")
    assert whispers.BY_FAMILY not in outcome_words(scene, "friend")
    decide(world, "friend", Part.CIRCLE)
    assert whispers.BY_FAMILY in outcome_words(scene, "friend")
    texts = told(scene, "friend")
    assert not any(whispers.ABOUT_STAFF in text for text in texts.values())
    decide(world, "friend", Part.ABOUT_STAFF)
    assert any(whispers.ABOUT_STAFF in text for text in told(scene, "friend").values())


@pytest.mark.parametrize("role", STAFF_SIDE)
def test_a_share_of_what_is_said_about_staff_opens_nothing_to_staff(
    scene: Scene, role: str
) -> None:
    """Even where such a row came into the database."""
    with scene.world.portal.app_context(), db.writing():
        whispers.say_about_worker(scene.world, whispers.ABOUT_STAFF)
    decide(scene.world, role, Part.ABOUT_STAFF, Level.WRITE)
    texts = told(scene, role)
    assert not any(whispers.ABOUT_STAFF in text for text in texts.values())
