"""Who tries to speak for the person, to read what is not theirs, or to undo what was said."""

from __future__ import annotations

import uuid
from typing import Any

import pytest

from app.database import now
from app.extensions import db
from app.outcomes.models import CheckIn, Difference, OutcomeState, StaffAnswerYes, ViewFrom
from app.people.models import CircleMember, SharedPart, SharingDecision
from app.people.parts import Part
from tests.outcomes import whispers
from tests.rules.scene import Scene


def checks_in(scene: Scene, role: str, path: str, answer: str = "well", **more: Any) -> int:
    """All three steps as their pages stand, with more in each. The last status."""
    status = 0
    for number in (1, 2, 3):
        step = f"{path}?step={number}" if number > 1 else f"{path}?skip=1"
        sent = {**scene.fields(role, step), "answer": answer, **more, "step": str(number)}
        for file in ("photo", "sound"):
            sent.pop(file, None)
        status = scene.post(role, path, **sent).status_code
    return status


def question(scene: Scene) -> str:
    return f"/outcomes/{scene.world.values['outcome']}/check-in"


def test_an_observer_who_names_themselves_as_the_person_stays_an_observer(scene: Scene) -> None:
    me = str(scene.account("person").id)
    forged = {"view_from": "me", "said_by": me, "seen_as": "", "on_phone_of": "", "is_person": "1"}
    assert checks_in(scene, "worker", question(scene), observed="I am Mirabel", **forged) == 303
    made = scene.rows(CheckIn)[-1]
    assert made.observed == "I am Mirabel"
    assert made.view_from is ViewFrom.TEAM
    assert made.said_by == scene.account("worker").id


def test_the_person_observes_nobody_and_nobody_observes_in_her_name(scene: Scene) -> None:
    assert (
        checks_in(scene, "person", question(scene), observed="They saw", means="They think") == 303
    )
    made = scene.rows(CheckIn)[-1]
    assert made.view_from is ViewFrom.ME
    assert (made.observed, made.means) == ("", "")


def test_staff_alone_do_not_help_to_say_something_about_staff(scene: Scene) -> None:
    members = scene.world.members
    path = f"/outcomes/staff/{members['worker']}/check-in"
    count = len(scene.rows(CheckIn))
    for helper in ("worker", "manager"):
        assert checks_in(scene, "person", path, helped=str(members[helper])) == 422
    assert len(scene.rows(CheckIn)) == count
    both = [str(members["worker"]), str(members["advocate"])]
    assert checks_in(scene, "person", path, helped=both) == 303
    assert len(scene.rows(CheckIn)) == count + 1


def test_a_key_of_somebody_else_changes_nothing_of_theirs(scene: Scene) -> None:
    with scene.world.portal.app_context(), db.writing():
        hers = whispers.say(scene.world, "person", "Hers", outcome_id=scene.world.values["outcome"])
    count = len(scene.rows(CheckIn))
    checks_in(scene, "family", question(scene), key=str(hers), observed="Mine now")
    assert scene.rows(CheckIn)[-1].observed != "Mine now"
    assert len(scene.rows(CheckIn)) == count
    [kept] = [row for row in scene.rows(CheckIn) if row.id == hers]
    assert (kept.words, kept.said_by) == ("Hers", scene.account("person").id)


@pytest.mark.parametrize("role", ["worker", "manager", "family", "advocate"])
def test_nobody_but_the_person_opens_an_answer_about_staff(scene: Scene, role: str) -> None:
    with scene.world.portal.app_context(), db.writing():
        said = whispers.say_about_worker(scene.world, whispers.ABOUT_STAFF)
    path = f"/outcomes/staff/answers/{said}/yes"
    assert scene.get(role, path).status_code == 404
    assert scene.post(role, path, answer="yes").status_code == 404
    assert scene.rows(StaffAnswerYes) == []


@pytest.mark.parametrize("role", ["worker", "manager"])
def test_what_she_says_about_staff_cannot_be_shared_with_staff_by_any_form(
    scene: Scene, role: str
) -> None:
    """Somebody holds her phone and sends the sharing form by hand."""
    with scene.world.portal.app_context(), db.writing():
        whispers.say_about_worker(scene.world, whispers.ABOUT_STAFF)
    path = f"/sharing/{scene.member(role).replace(':', '/')}/other"
    form = {"parts": [Part.ABOUT_STAFF.value], "level": "see"}
    scene.post("person", path, **form)
    scene.post("person", f"{path}/level", **form)
    mine = {row.decision_id for row in scene.rows(SharedPart) if row.part is Part.ABOUT_STAFF}
    with scene.world.portal.app_context():
        to = {db.session.get_one(SharingDecision, each).member_id for each in mine}
    assert to == {scene.world.members["advocate"]}
    assert scene.get(role, "/outcomes/staff").status_code == 404


def test_only_she_says_where_something_stands(scene: Scene) -> None:
    path = f"/outcomes/{scene.world.values['thought_of']}/stand"
    count = len(scene.rows(OutcomeState))
    for role in ("family", "manager", "caremanager", "attorney", "advocate"):
        assert scene.post(role, path, lifecycle="active", seen="1", text="1").status_code == 404
    assert len(scene.rows(OutcomeState)) == count
    assert scene.post("person", path, lifecycle="active", seen="1", text="1").status_code == 303
    assert len(scene.rows(OutcomeState)) == count + 1


def test_who_left_the_circle_reads_nothing_more_and_their_words_stay(scene: Scene) -> None:
    with scene.world.portal.app_context(), db.writing():
        whispers.say(scene.world, "worker", "Grindlewisp", outcome_id=scene.world.values["outcome"])
    outcome = f"/outcomes/{scene.world.values['outcome']}"
    assert scene.get("worker", outcome).status_code == 200
    scene.change(CircleMember, scene.world.members["worker"], ended_at=now())
    assert scene.get("worker", outcome).status_code == 404
    assert scene.post("worker", question(scene), step="1", answer="well").status_code == 404
    assert "Grindlewisp" in scene.get("person", outcome).text


def test_a_difference_with_a_view_that_one_may_not_know_tells_nothing(scene: Scene) -> None:
    """The sister says "not well". The worker may not know her, and is not told of it."""
    first = scene.world.values["outcome"]
    before = scene.get("worker", f"/outcomes/{first}").text
    assert checks_in(scene, "family", question(scene), "not-well") == 303
    raised = [row for row in scene.rows(Difference) if row.outcome_id == first]
    assert len(raised) == 1
    differs = "We see this differently."
    assert differs in scene.get("person", f"/outcomes/{first}").text
    after = scene.get("worker", f"/outcomes/{first}").text
    assert differs not in before and differs not in after
    assert checks_in(scene, "family", question(scene), "not-well") == 303
    assert len([row for row in scene.rows(Difference) if row.outcome_id == first]) == 1


@pytest.mark.parametrize(
    "path", ["/outcomes", "/outcomes/day", "/outcomes/staff", "/outcomes/{outcome}"]
)
@pytest.mark.parametrize("role", ["commissioner", "manager2", "vetter", "admin", "stranger"])
def test_whoever_has_no_share_finds_nothing_there(scene: Scene, role: str, path: str) -> None:
    answer = scene.get(role, path.format(**scene.world.values))
    never = scene.as_(role).get(f"/people/{uuid.uuid4()}/outcomes")
    assert answer.status_code == never.status_code == 404
    assert "Mirabel" not in answer.text
