"""Attacks on private notes: a relative with the person's phone, and everybody's every page."""

from __future__ import annotations

import re
import uuid
from collections.abc import Iterator
from datetime import timedelta

import pytest
import time_machine

from app.accounts.models import SignIn
from app.database import now
from app.people.models import Draft
from app.plans.models import PrivateNote
from tests.page_client import SeenPage
from tests.rules.scene import Scene, open_scene
from tests.rules.test_attacks_hidden import pages_of
from tests.rules.world import World

WORD, ANSWER = "Vexqualm", "Quibbleworth"
# Everybody who could wish to know: members, the keeper, those who run the house.
OTHERS = ("family", "friend", "nurse", "caremanager", "admin")
# The only pages on which somebody finds a note, or that one waits.
PERSONS = {"/people/{person}/private/{advocate}"}
ADVOCATES = {"/my", "/messages", "/people/{person}/private/notes"}


@pytest.fixture
def scene(world: World) -> Iterator[Scene]:
    """With the clock stopped: a page that tells the time is the same page a minute later."""
    with time_machine.travel(now(), tick=False):
        yield from open_scene(world)


def path(scene: Scene) -> str:
    return f"/private/{scene.world.members['advocate']}"


def write(scene: Scene, role: str, where: str, text: str) -> int:
    sent = {**scene.fields(role, where), "text": text}
    return scene.post(role, where, **sent).status_code


def stale(scene: Scene) -> None:
    """An hour later: every session goes on, none is fresh."""
    for each in scene.rows(SignIn):
        scene.change(SignIn, each.id, fresh_at=now() - timedelta(hours=1))


def both_wrote(scene: Scene) -> None:
    assert write(scene, "person", path(scene), f"{WORD} scares me") == 303
    assert write(scene, "advocate", "/private/notes", f"{ANSWER} on Monday") == 303


def found_in(pages: dict[str, str]) -> set[str]:
    return {where for where, text in pages.items() if WORD in text or ANSWER in text}


@pytest.mark.parametrize("role", OTHERS)
def test_nobody_else_meets_a_trace_on_any_page(scene: Scene, role: str) -> None:
    """Not a word, and no page that changed: no count, no list, no message, no look."""
    before = pages_of(scene, role)
    both_wrote(scene)
    after = pages_of(scene, role)
    assert found_in(after) == set()
    assert {where for where in before if before[where] != after[where]} == set()


def test_on_the_persons_phone_only_the_page_itself_tells(scene: Scene) -> None:
    """Somebody sits beside her and opens each page: home, messages, who looked, the circle."""
    # Read twice: what she reads herself is told under "who looked".
    before = pages_of(scene, "person") | pages_of(scene, "person")
    both_wrote(scene)
    after = pages_of(scene, "person")
    assert found_in(after) == PERSONS
    changed = {where for where in before if before[where] != after[where]}
    assert changed - {"/people/{person}/who-looked"} == PERSONS
    looks = after["/people/{person}/who-looked"]
    assert "private" not in re.sub(r'href="[^"]*"', "", looks).lower()


def test_the_advocate_meets_it_where_it_waits(scene: Scene) -> None:
    before = pages_of(scene, "advocate")
    both_wrote(scene)
    after = pages_of(scene, "advocate")
    assert found_in(after) == {"/people/{person}/private/notes"}
    assert {where for where in before if before[where] != after[where]} <= ADVOCATES


# The phone in another hand, without the person's password


def test_a_phone_without_a_fresh_sign_in_shows_nothing(scene: Scene) -> None:
    both_wrote(scene)
    stale(scene)
    for role, where in (
        ("person", "/private"),
        ("person", path(scene)),
        ("person", f"{path(scene)}?before={uuid.uuid4()}"),
        ("advocate", "/private/notes"),
    ):
        for method in ("GET", "HEAD"):
            answer = scene.as_(role).open(scene.of(where), method=method)
            assert answer.status_code == 303 and answer.location.startswith("/fresh?next=")
            assert WORD not in answer.text and ANSWER not in answer.text
        fresh = scene.as_(role).get(answer.location)
        assert WORD not in fresh.text and "private" not in SeenPage(fresh, "/fresh").text.lower()
        for headers in ({"HX-Request": "true"}, {"X-Requested-With": "fetch"}):
            assert scene.as_(role).get(scene.of(where), headers=headers).status_code == 303


def test_a_phone_without_a_fresh_sign_in_writes_and_destroys_nothing(scene: Scene) -> None:
    """In her name to the advocate, in the advocate's to her, and throwing the trace away."""
    form = scene.fields("person", path(scene))
    both_wrote(scene)
    stale(scene)
    kept = {each.id for each in scene.rows(PrivateNote)}
    asks = scene.post("person", path(scene), **{**form, "text": "All is well now"})
    assert asks.status_code == 422 and "Is it you?" in asks.text
    assert WORD not in asks.text
    asks = scene.post("advocate", "/private/notes", key=str(uuid.uuid4()), text="Trust him")
    assert asks.status_code == 422
    for note in kept:
        asks = scene.post("person", f"{path(scene)}/{note}/throw-away")
        assert asks.status_code == 422 and ANSWER not in asks.text
    assert {each.id for each in scene.rows(PrivateNote)} == kept
    assert scene.rows(Draft) == []


def test_words_typed_before_go_once_it_is_proved(scene: Scene) -> None:
    """The sign-in grew old while she typed: her words wait on her page, and nowhere else."""
    form = {**scene.fields("person", path(scene)), "text": f"{WORD} scares me"}
    stale(scene)
    asks = scene.post("person", path(scene), **form)
    assert asks.status_code == 422 and WORD in asks.text
    assert asks.headers["Cache-Control"] == "no-store"
    notes = [each for each in scene.rows(PrivateNote) if WORD in each.text]
    assert notes == [] and scene.rows(Draft) == []


def test_no_drafts_address_takes_a_note(scene: Scene) -> None:
    for where in ("/drafts/private", "/drafts/private-notes", f"{path(scene)}/draft"):
        answer = scene.post("person", where, text=WORD)
        assert answer.status_code in (404, 405)
    assert scene.rows(Draft) == []


def test_a_handed_phone_opens_no_note(scene: Scene) -> None:
    """The advocate hands over their phone: what others wrote to them stays shut."""
    both_wrote(scene)
    important = "/about-me/most-important"
    assert scene.post("family", f"{important}/hand-over").status_code == 303
    question = scene.of(f"{important}/question")
    for where in (path(scene), "/private/notes", "/private"):
        assert scene.as_("family").get(scene.of(where)).location == question


def test_a_link_opens_no_note_to_anybody_else(scene: Scene) -> None:
    """Whoever is signed in as a stranger, an administrator or nobody is told nothing."""
    both_wrote(scene)
    for role in ("stranger", "admin", "approver", "commissioner"):
        for where in ("/private", path(scene), "/private/notes"):
            assert scene.get(role, where).status_code == 404
    answer = scene.get("visitor", path(scene))
    assert answer.location.startswith("/sign-in")
