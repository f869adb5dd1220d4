"""The person decides who sees what, stops in two taps, and sees who looked."""

from __future__ import annotations

import re
from datetime import timedelta

import pytest
from sqlalchemy import func, select

from app.accounts.models import Account, Device, Link, Purpose, TrustedBy
from app.audit.models import AuditEvent
from app.database import now
from app.extensions import db
from app.people.actions.sharing import stop
from app.people.models import (
    Basis,
    CircleMember,
    Person,
    SharedPart,
    SharingDecision,
    SharingStop,
    Task,
)
from app.people.parts import ABOUT_ME_SEVEN, Part
from app.people.predicates import decisions_where
from app.people.queries import looked
from app.people.queries.sharing import Receiver
from tests.rules.test_twins import best_interests, capacity, decide
from tests.rules.world import World


def opens(here: World, role: str, part: Part) -> bool:
    with here.signed_in(role) as client:
        path = f"/people/{here.person_id}/about-me/{part.value}"
        return client.get(path).status_code == 200


def sharing(here: World, role: str, rest: str = "") -> str:
    return f"/people/{here.person_id}/sharing/member/{here.members[role]}{rest}"


def keep_signed_in(here: World, role: str) -> None:
    """Sign in before the change, so that the change is not undone with the browser."""
    with here.signed_in(role):
        pass


def as_person(here: World):  # type: ignore[no-untyped-def]
    keep_signed_in(here, "person")
    client = here.portal.test_client()
    for name, value in here.cookies["person"].items():
        client.set_cookie(name, value)
    return client


def test_two_parts_and_no_more(here: World) -> None:
    client = as_person(here)
    page = client.get(
        sharing(here, "attorney", "/about-me/level?parts=wellness&parts=please-do")
    ).get_data(as_text=True)
    assert "My wellness" in page and "Please do and please don" in page
    answer = client.post(
        sharing(here, "attorney", "/about-me"),
        data={"parts": ["wellness", "please-do"], "level": "see"},
    )
    assert answer.status_code == 303
    seen = {part for part in Part if opens(here, "attorney", part)}
    assert seen == {Part.WELLNESS, Part.PLEASE_DO}


def test_choosing_anew_takes_away_what_is_not_ticked(here: World) -> None:
    client = as_person(here)
    client.post(sharing(here, "family", "/about-me"), data={"parts": ["wellness"], "level": "see"})
    assert opens(here, "family", Part.WELLNESS)
    assert not opens(here, "family", Part.MOST_IMPORTANT)
    # The other group of parts stays as it was.
    assert opens(here, "family", Part.LIKED)


def test_without_a_level_nothing_is_shared_and_the_parts_stay(here: World) -> None:
    client = as_person(here)
    answer = client.post(sharing(here, "attorney", "/about-me"), data={"parts": ["wellness"]})
    assert answer.status_code == 422
    assert 'value="wellness"' in answer.get_data(as_text=True)
    assert not opens(here, "attorney", Part.WELLNESS)


def test_sending_twice_leaves_one_live_decision(here: World) -> None:
    client = as_person(here)
    for _each in range(2):
        client.post(
            sharing(here, "attorney", "/about-me"), data={"parts": ["wellness"], "level": "see"}
        )
    with here.portal.app_context():
        live = db.session.scalar(
            select(func.count())
            .select_from(SharingDecision)
            .join(SharedPart)
            .where(
                SharingDecision.member_id == here.members["attorney"],
                SharedPart.part == Part.WELLNESS,
                ~SharingDecision.stop.has(),
                ~SharingDecision.witnessed,
            )
        )
    assert live == 1


def test_stopping_takes_two_taps_and_works_at_once(here: World) -> None:
    client = as_person(here)
    first = client.get(sharing(here, "family", "/stop"))
    assert "It stops at once." in first.get_data(as_text=True)
    second = client.post(sharing(here, "family", "/stop"), follow_redirects=True)
    assert "They may remember what they read." in second.get_data(as_text=True)
    assert not any(opens(here, "family", part) for part in Part)


def test_what_was_decided_in_the_moment_before_hinders_no_stop(here: World) -> None:
    """Somebody shares on another phone, and stops something, while the person taps "stop"."""
    keep_signed_in(here, "person")
    with here.portal.test_request_context():
        person = db.session.get(Person, here.person_id)
        member = db.session.get(CircleMember, here.members["family"])
        assert person is not None and member is not None and person.account_id is not None
        decisions = decisions_where(SharingDecision.member_id == member.id)
        read = Receiver("member", member.id, "", member=member, decisions=decisions)
        by = db.session.get(Account, person.account_id)
        assert by is not None and read.levels
        with here.portal.app_context(), db.writing():
            db.session.add(SharingStop(decision_id=decisions[0].id, stopped_by=by.id))
        decide(here, "family", Part.WELLNESS)
        stop(by=by, person=person, receiver=read)
        db.commit()
    assert not any(opens(here, "family", part) for part in Part)


def test_the_team_losing_sight_makes_a_task(here: World) -> None:
    client = as_person(here)
    client.post(sharing(here, "worker", "/stop"))
    with here.portal.app_context():
        kinds = [task.kind.value for task in db.session.scalars(select(Task))]
    assert "team-lost-sight" in kinds


def test_a_change_that_keeps_how_to_support_makes_no_task(here: World) -> None:
    with here.portal.app_context():
        before = db.session.scalar(select(func.count()).select_from(Task))
    as_person(here).post(
        sharing(here, "manager", "/about-me"), data={"parts": ["how-to-support"], "level": "see"}
    )
    with here.portal.app_context():
        assert db.session.scalar(select(func.count()).select_from(Task)) == before
    assert opens(here, "manager", Part.HOW_TO_SUPPORT)
    assert not opens(here, "manager", Part.COMMUNICATION)


def test_stopping_for_the_friend_makes_no_task(here: World) -> None:
    with here.portal.app_context():
        before = db.session.scalar(select(func.count()).select_from(Task))
    as_person(here).post(sharing(here, "friend", "/stop"))
    with here.portal.app_context():
        assert db.session.scalar(select(func.count()).select_from(Task)) == before


def test_a_new_device_shares_no_more_but_may_stop(here: World) -> None:
    client = as_person(here)
    with here.portal.app_context(), db.writing():
        for device in db.session.scalars(select(Device)):
            device.is_first, device.trusted_by = False, TrustedBy.IN_PERSON
            device.created_at = now() - timedelta(hours=2)
    more = client.post(
        sharing(here, "attorney", "/about-me"), data={"parts": ["wellness"], "level": "see"}
    )
    assert more.status_code == 422
    assert "This device is new." in more.get_data(as_text=True)
    assert not opens(here, "attorney", Part.WELLNESS)
    assert client.post(sharing(here, "family", "/stop")).status_code == 303
    assert not opens(here, "family", Part.LIKED)


def test_a_day_later_the_device_is_not_new(here: World) -> None:
    client = as_person(here)
    with here.portal.app_context(), db.writing():
        for device in db.session.scalars(select(Device)):
            device.is_first, device.trusted_by = False, TrustedBy.IN_PERSON
            device.created_at = now() - timedelta(hours=25)
    client.post(
        sharing(here, "attorney", "/about-me"), data={"parts": ["wellness"], "level": "see"}
    )
    assert opens(here, "attorney", Part.WELLNESS)


def test_every_decision_is_in_the_audit(here: World) -> None:
    client = as_person(here)
    client.post(
        sharing(here, "attorney", "/about-me"), data={"parts": ["wellness"], "level": "write"}
    )
    client.post(sharing(here, "attorney", "/stop"))
    with here.portal.app_context():
        events = db.session.scalars(
            select(AuditEvent).where(AuditEvent.name.startswith("sharing.")).order_by(AuditEvent.id)
        ).all()
    assert [event.name for event in events] == ["sharing.decided", "sharing.stopped"]
    # What was asked, and no more: the attorney's parts of the plan stay as they were.
    assert events[0].facts == {"wellness": "write", "counts": True}
    assert {event.person_id for event in events} == {here.person_id}


def test_who_looked_tells_name_part_and_role(here: World) -> None:
    keep_signed_in(here, "family")
    client = here.portal.test_client()
    for name, value in here.cookies["family"].items():
        client.set_cookie(name, value)
    client.get(f"/people/{here.person_id}/about-me/people-important")
    text = as_person(here).get(f"/people/{here.person_id}/who-looked").get_data(as_text=True)
    assert "my sister" in text
    assert "Family" in text
    assert "People who are important to me" in text


def test_ones_own_looks_push_nobody_off_the_page(
    here: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Whoever reads their own page every day still sees first who else looked."""
    monkeypatch.setattr(looked, "ROWS", 3)
    keep_signed_in(here, "family")
    family = here.portal.test_client()
    for name, value in here.cookies["family"].items():
        family.set_cookie(name, value)
    family.get(f"/people/{here.person_id}/about-me/people-important")
    person = as_person(here)
    for part in ABOUT_ME_SEVEN:
        person.get(f"/people/{here.person_id}/about-me/{part.value}")
    page = person.get(f"/people/{here.person_id}/who-looked").text
    assert "my sister" in page and "Nobody else looked here." not in page
    own = page.partition('<details class="more">')[2]
    assert "Also worth knowing about me" in own
    assert "What is most important to me" not in own
    earlier = re.search(r'href="([^"]*who-looked\?mine=[^"]*)"', own)
    assert earlier is not None
    older = person.get(earlier.group(1)).text
    assert "my sister" in older and '<details class="more" open>' in older


def test_the_rules_name_who_holds_something_and_who_nothing(here: World) -> None:
    page = as_person(here).get(f"/people/{here.person_id}/sharing/rules").text
    assert "The person. It is their page." in page
    assert "Helps with benefits. Sees nothing of About me." in page


@pytest.mark.parametrize("kind", ["member", "organisation"])
def test_a_receiver_of_another_circle_is_not_there(here: World, kind: str) -> None:
    path = f"/people/{here.person_id}/sharing/{kind}/{here.stranger_id}"
    assert as_person(here).get(path).status_code == 404


def test_a_bad_before_shows_the_first_page(here: World) -> None:
    path = f"/people/{here.person_id}/who-looked?before=nonsense"
    assert as_person(here).get(path).status_code == 200


def test_what_others_decided_ends_when_the_person_unticks_it(here: World) -> None:
    """A best interests decision opens two parts; the person's own choice of one ends it whole."""
    record = capacity(here, "appointee", Part.WELLNESS)
    decide(
        here,
        "appointee",
        Part.WELLNESS,
        basis=Basis.BEST_INTERESTS,
        best_interests_id=best_interests(here, record),
    )
    assert opens(here, "appointee", Part.WELLNESS)
    client = as_person(here)
    # The other group of parts was not asked about: it leaves the decision alone.
    client.post(sharing(here, "appointee", "/other"), data={})
    assert opens(here, "appointee", Part.WELLNESS)
    client.post(
        sharing(here, "appointee", "/about-me"), data={"parts": ["please-do"], "level": "see"}
    )
    assert not opens(here, "appointee", Part.WELLNESS)
    assert opens(here, "appointee", Part.PLEASE_DO)


@pytest.mark.parametrize(("hours", "kept"), [(2, False), (25, True)])
def test_whoever_let_the_person_in_gains_nothing_on_the_first_day(
    here: World, hours: int, kept: bool
) -> None:
    client = as_person(here)
    with here.portal.app_context(), db.writing():
        nurse = db.session.get(CircleMember, here.members["nurse"])
        me = db.session.scalars(select(Account).where(Account.email == "person@demo.example"))
        assert nurse is not None
        db.session.add(
            Link(
                token_hash="0" * 64,
                purpose=Purpose.IN_PERSON,
                account_id=me.one().id,
                payload={},
                made_by=nurse.account_id,
                expires_at=now(),
                used_at=now() - timedelta(hours=hours),
            )
        )
    choice = {"parts": ["wellness"], "level": "see"}
    answer = client.post(sharing(here, "nurse", "/about-me"), data=choice)
    assert (answer.status_code == 303) is kept
    assert opens(here, "nurse", Part.WELLNESS) is kept
    # Somebody else is not held up by it.
    assert client.post(sharing(here, "attorney", "/about-me"), data=choice).status_code == 303
