"""Attacks on the person's yes: who writes it down, who takes a place, who opens the door anew.

Traces of what is hidden, and the phone in another hand: `test_attacks_hidden.py`. What a browser
could be made to do: `test_attacks_web.py`.
"""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest

from app.accounts.models import Account
from app.database import now
from app.organisations.models import Organisation, OrganisationMember
from app.people.models import (
    AboutMeEntry,
    Basis,
    CapacityRecord,
    CircleMember,
    LegalAuthority,
    SharingDecision,
)
from app.people.parts import Level, Part
from tests.rules.scene import Scene
from tests.rules.test_twins import best_interests, capacity, decide

WELLNESS = "/about-me/wellness"
LIKED = "/about-me/liked-about-me"


def write_down(scene: Scene, by: str, receiver: str, **given: Any) -> int:
    """Write down a witnessed yes, with what is changed in it; the status of the answer."""
    form = {
        "receiver": receiver,
        "parts": [Part.WELLNESS.value],
        "level": "see",
        "basis": "person-says-yes",
        "said_how": "signs",
        "first_witness": "worker@demo.example",
        "second_witness": "advocate@demo.example",
        **given,
    }
    return scene.post(by, "/sharing/write-down", **form).status_code


def paper_of_the_attorney(scene: Scene) -> Any:
    of_attorney = scene.world.members["attorney"]
    return next(each.id for each in scene.rows(LegalAuthority) if each.member_id == of_attorney)


def test_a_yes_is_written_down_and_opens_once_both_witnesses_said_so(scene: Scene) -> None:
    """The allowed twin of every refusal below."""
    assert write_down(scene, "caremanager", scene.member("nurse")) == 303
    made = scene.rows(SharingDecision)[-1].id
    assert scene.post("family", f"/sharing/witness/{made}", answer="there").status_code == 404
    for witness, opened in (("worker", 404), ("advocate", 200)):
        assert scene.post(witness, f"/sharing/witness/{made}", answer="there").status_code == 303
        assert scene.get("nurse", WELLNESS).status_code == opened


@pytest.mark.parametrize("role", ["family", "friend", "attorney", "appointee", "worker", "manager"])
def test_who_is_family_or_staff_writes_down_no_yes(scene: Scene, role: str) -> None:
    assert write_down(scene, role, scene.member(role)) == 404
    assert write_down(scene, role, scene.member("nurse")) == 404


@pytest.mark.parametrize(
    ("by", "receiver", "given"),
    [
        # Themselves; where they work.
        ("nurse", "nurse", {}),
        ("advocate", "advocate", {}),
        ("caremanager", "caremanager", {}),
        # A witness who is the receiver, or comes from the provider that receives.
        ("caremanager", "nurse", {"first_witness": "nurse@demo.example"}),
        ("caremanager", "manager", {}),
        # Two of one place, one twice, one alone, somebody unknown.
        ("caremanager", "nurse", {"second_witness": "manager@demo.example"}),
        ("caremanager", "nurse", {"second_witness": "worker@demo.example"}),
        ("caremanager", "nurse", {"second_witness": ""}),
        ("caremanager", "nurse", {"second_witness": "nobody@demo.example"}),
        # The person's own account: somebody else may have opened it on another phone.
        ("caremanager", "nurse", {"second_witness": "person@demo.example"}),
        # A yes that nobody said; one that is over before it begins.
        ("caremanager", "nurse", {"said_how": "not-asked"}),
        ("caremanager", "nurse", {"until": "2020-01-01"}),
        # No record and no paper; an advocate, who writes down a yes and nothing else.
        ("caremanager", "nurse", {"basis": "best-interests"}),
        ("caremanager", "nurse", {"basis": "attorney-or-deputy"}),
        ("caremanager", "nurse", {"basis": "other-representative"}),
        ("advocate", "nurse", {"basis": "best-interests"}),
    ],
)
def test_what_the_rules_do_not_allow_is_refused(
    scene: Scene, by: str, receiver: str, given: dict[str, Any]
) -> None:
    before = len(scene.rows(SharingDecision))
    assert write_down(scene, by, scene.member(receiver), **given) == 422
    assert len(scene.rows(SharingDecision)) == before


def test_an_attorney_decides_only_with_a_record_of_this_very_decision(scene: Scene) -> None:
    receiver = scene.member("nurse")
    given = {"basis": "attorney-or-deputy", "authority": str(paper_of_the_attorney(scene))}
    assert write_down(scene, "caremanager", receiver, **given) == 422
    given["record"] = f"capacity:{capacity(scene.world, 'nurse', Part.WELLNESS)}"
    # Another part, the receiver as recorder, the attorney as recorder: then it holds.
    assert write_down(scene, "caremanager", receiver, **{**given, "parts": ["needs"]}) == 422
    assert write_down(scene, "nurse", receiver, **given) == 422
    assert write_down(scene, "attorney", receiver, **given) == 404
    assert write_down(scene, "caremanager", receiver, **given) == 303
    assert scene.get("nurse", WELLNESS).status_code == 200


def test_a_yes_that_waits_for_witnesses_does_not_become_the_persons_own(scene: Scene) -> None:
    """Mirabel chooses another part for the nurse; what only somebody wrote stays closed."""
    assert write_down(scene, "caremanager", scene.member("nurse"), parts=["needs"]) == 303
    scene.share(scene.member("nurse"), Part.COMMUNICATION)
    assert scene.get("nurse", "/about-me/communication").status_code == 200
    assert scene.get("nurse", "/needs").status_code == 404


def test_who_can_decide_now_is_not_overruled_by_an_older_record(scene: Scene) -> None:
    older = capacity(scene.world, "worker", Part.WELLNESS)
    made = best_interests(scene.world, older)
    decide(
        scene.world,
        "worker",
        Part.WELLNESS,
        basis=Basis.BEST_INTERESTS,
        best_interests_id=made,
    )
    assert scene.get("worker", WELLNESS).status_code == 200
    sent = {
        **scene.fields("nurse", "/records/capacity/new"),
        **dict.fromkeys(("understands", "retains", "weighs", "communicates"), "yes"),
        "decision": "Sharing my wellness",
        "receiver": scene.member("worker"),
        "parts": [Part.WELLNESS.value],
        "why_in_doubt": "Asked again",
        "help_given": "Time",
        "conclusion": "can-decide",
        "review_on": (now().date() + timedelta(days=30)).isoformat(),
    }
    assert scene.post("nurse", "/records/capacity/new", **sent).status_code == 303
    assert scene.get("worker", WELLNESS).status_code == 404
    assert [each.id for each in scene.rows(CapacityRecord) if each.taken_back_at] == [older]


def test_a_paper_that_ends_overnight_closes_the_page_that_stands_open(scene: Scene) -> None:
    decide(
        scene.world,
        "family",
        Part.WELLNESS,
        Level.WRITE,
        basis=Basis.ATTORNEY_OR_DEPUTY,
        authority_id=paper_of_the_attorney(scene),
        capacity_id=capacity(scene.world, "family", Part.WELLNESS),
    )
    sent = {**scene.fields("family", f"{WELLNESS}/change"), "text": "Vexqualm", "answer": "keep"}
    yesterday = now().date() - timedelta(days=1)
    scene.change(LegalAuthority, paper_of_the_attorney(scene), ends_on=yesterday)
    assert scene.post("family", f"{WELLNESS}/change", **sent).status_code == 404
    assert scene.post("family", "/drafts/wellness", **sent).status_code == 404
    assert not any("Vexqualm" in str(each.content) for each in scene.rows(AboutMeEntry))


# Who takes a place in the circle


def test_an_invitation_that_was_sent_on_lets_nobody_else_in(scene: Scene) -> None:
    path = scene.invited("friend2@test.example")
    for role in ("stranger", "family", "person", "admin"):
        for answer in (scene.as_(role).get(path), scene.as_(role).post(path)):
            assert answer.status_code == 403 and "asks you" not in answer.text
            assert role == "person" or "Mirabel" not in answer.text
    assert not [
        each for each in scene.rows(CircleMember) if each.name == "Thea" and each.account_id
    ]


def test_an_invitation_works_once_and_for_its_own_account(scene: Scene) -> None:
    path = scene.invited("Stranger@Demo.example")
    # Signed out, the mailbox alone opens no account that is there already.
    assert scene.as_("visitor").post(path, data={"name": "X"}).location.startswith("/sign-in?next=")
    assert scene.as_("stranger").post(path).status_code == 303
    for role in ("stranger", "visitor"):
        assert scene.as_(role).get(path).status_code == 404
        assert scene.as_(role).post(path, data={"name": "X"}).status_code == 404


def test_an_invitation_is_kept_by_no_cache_and_opens_no_closed_account(scene: Scene) -> None:
    scene.change(Account, scene.account("vetter").id, closed_at=now())
    path = scene.invited("vetter@demo.example")
    assert scene.as_("visitor").get(path).headers["Cache-Control"] == "no-store"
    assert scene.as_("visitor").post(path, data={"name": "X"}).status_code == 404


def test_nobody_is_in_a_circle_twice_nor_in_their_own(scene: Scene) -> None:
    """A second place would outlive the end of the first, and make a nurse of a sister."""
    for role, kind in (("family", "health-professional"), ("person", "family")):
        assert scene.as_(role).post(scene.invited(f"{role}@demo.example", kind)).status_code == 303
        mine = scene.account(role).id
        there = [m for m in scene.rows(CircleMember) if m.account_id == mine and not m.ended_at]
        assert len(there) == (role == "family")
    assert scene.get("family", "/records").status_code == 404


def test_whom_somebody_calls_an_advocate_is_not_one(scene: Scene) -> None:
    """From Mirabel's phone a relative could ask in an accomplice, and so come in as Mirabel."""
    path = scene.invited("stranger@demo.example", "advocate")
    assert scene.as_("stranger").post(path).status_code == 303
    assert scene.get("stranger", "/circle").status_code == 200
    assert scene.get("stranger", "/way-in").status_code == 404
    assert scene.post("stranger", "/way-in").status_code == 404
    assert write_down(scene, "stranger", scene.member("nurse")) == 404
    assert scene.post("advocate", "/way-in").location == "/accounts/in-person"


def test_no_code_in_person_from_family_staff_or_who_left(scene: Scene) -> None:
    for role in ("family", "friend", "attorney", "worker", "manager", "nurse", "person", "admin"):
        assert scene.post(role, "/way-in").status_code == 404
    for held in scene.rows(OrganisationMember):
        if held.account_id in (scene.account("advocate").id, scene.account("caremanager").id):
            scene.change(OrganisationMember, held.id, ended_at=now())
    for role in ("advocate", "caremanager"):
        assert scene.post(role, "/way-in").status_code == 404
        assert write_down(scene, role, scene.member("nurse")) == 404


# Who opens the door anew


def test_a_new_device_shares_no_more_and_stops_at_once(scene: Scene) -> None:
    scene.hide("family", Part.LIKED)
    here = scene.new_device("person")
    family = scene.world.members["family"]
    to_family = scene.of(f"/sharing/member/{family}")
    more = {"parts": ["most-important", "wellness"], "level": "write"}
    assert here.post(f"{to_family}/about-me", data=more).status_code == 422
    # Showing again what is hidden is sharing more; hiding more is not.
    assert here.post(scene.of(f"/hide/{family}"), data={}).status_code == 422
    assert (
        scene.get("family", LIKED).status_code == scene.get("family", WELLNESS).status_code == 404
    )
    hidden = {"parts": ["liked-about-me", "please-do"]}
    assert here.post(scene.of(f"/hide/{family}"), data=hidden).status_code == 303
    assert scene.get("family", "/about-me/please-do").status_code == 404
    less = {"parts": ["most-important"], "level": "see"}
    assert here.post(f"{to_family}/about-me", data=less).status_code == 303
    assert here.post(f"{to_family}/stop").status_code == 303
    assert scene.get("family", "/about-me").status_code == 404


def test_who_knows_only_the_password_changes_no_way_in(scene: Scene) -> None:
    here = scene.new_device("person")
    new = {"new_password": "seven plum teapots"}
    assert here.post("/settings/password", data=new).location == "/settings/devices/know"
    nobody = {"contact": "nobody"}
    assert here.post("/settings/contact", data=nobody).location == "/settings/devices/know"
    assert here.post("/settings/passkeys/options").status_code == 422
    assert scene.as_("person").get("/my").status_code == 200


# Who works, or worked, somewhere


def test_what_an_organisation_receives_can_be_seen_and_stopped(scene: Scene) -> None:
    """Also when those of its people whom Mirabel knew have left her circle."""
    place = scene.world.values["organisation"]
    scene.share(f"organisation:{place}", Part.ALSO_WORTH)
    for role in ("worker", "manager"):
        member = scene.world.members[role]
        assert scene.post("person", f"/circle/{member}/end").status_code == 303
    assert scene.get("worker", "/about-me/also-worth-knowing").status_code == 404
    assert scene.get("manager", "/about-me/also-worth-knowing").status_code == 200
    assert "Hazelwick" in scene.get("person", "/sharing").text
    assert scene.post("person", f"/sharing/organisation/{place}/stop").status_code == 303
    assert scene.get("manager", "/about-me").status_code == 404


def test_a_place_that_closed_sees_nothing_more(scene: Scene) -> None:
    place = scene.world.values["organisation"]
    scene.share(f"organisation:{place}", Part.ALSO_WORTH)
    photo = scene.world.values["photo"]
    scene.share(scene.member("worker"), Part.MOST_IMPORTANT)
    assert scene.get("worker", f"/photos/{photo}").status_code == 200
    scene.change(Organisation, place, closed_at=now())
    for role in ("worker", "manager"):
        for path in ("/about-me", "/profile", "/profile/print", "/needs", f"/photos/{photo}"):
            assert scene.get(role, path).status_code == 404
        assert scene.as_(role).get("/provider/people").status_code == 403
        assert "can see a part" not in scene.as_(role).get("/my").text


def test_the_care_manager_stops_what_is_in_sight_and_shares_nothing(scene: Scene) -> None:
    worker, friend = (scene.world.members[role] for role in ("worker", "friend"))
    form = {"parts": ["wellness"], "level": "see"}
    path = f"/sharing/member/{worker}"
    assert scene.post("caremanager", f"{path}/about-me", **form).status_code == 404
    assert scene.post("caremanager", f"/sharing/member/{friend}/stop").status_code == 404
    asked = scene.get("caremanager", f"{path}/stop").text
    assert not any(str(part.words) in asked for part in Part if part is not Part.CIRCLE)
    assert scene.post("caremanager", f"{path}/stop").status_code == 303
    assert scene.get("worker", "/about-me").status_code == 404


def test_a_manager_adds_a_stranger_and_learns_nothing(scene: Scene) -> None:
    """Nothing of their name is seen, and no role counts, until they say yes themselves."""
    stranger = scene.account("stranger")
    form = {"place": str(scene.world.values["organisation"]), "email": stranger.email, "name": "X"}
    manager = scene.as_("manager")
    assert manager.post("/provider/team/new", data=form).status_code == 303
    asked = scene.rows(OrganisationMember)[-1]
    pages = ("/provider/team", f"/provider/team/{asked.id}/end", "/provider/team/new", "/my")
    for path in pages:
        text = manager.get(path).text
        assert not any(word in text for word in stranger.name.split()), path
    assert stranger.email in manager.get("/provider/team").text
    # The manager does not say yes for them.
    assert manager.post(f"/roles/{asked.id}", data={"answer": "yes"}).status_code == 404
    assert scene.as_("stranger").get("/provider/people").status_code == 403
    assert not scene.account("stranger").is_work
    place = scene.world.values["organisation"]
    scene.share(f"organisation:{place}", Part.ALSO_WORTH)
    assert scene.get("stranger", "/about-me").status_code == 404
    yes = scene.as_("stranger").post(f"/roles/{asked.id}", data={"answer": "yes"})
    assert yes.status_code == 303
    assert scene.account("stranger").is_work
    assert scene.as_("stranger").get("/provider/people").status_code == 200
    assert stranger.name in manager.get("/provider/team").text
