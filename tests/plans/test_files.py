"""Photos and sounds of the plan open to whoever may read where they stand, and to nobody else."""

from __future__ import annotations

import uuid
from datetime import timedelta
from typing import Any

import pytest

from app.audit.models import AccessEvent
from app.database import now
from app.extensions import db
from app.people.models import (
    Area,
    Person,
    Relationship,
    SharingDecision,
    SharingStop,
    SpokenFor,
    StoredPhoto,
    StoredSound,
)
from app.people.parts import Level, Part
from app.plans.actions import words
from app.plans.models import SectionText, Suggestion
from app.storage import files
from tests.plans.house import PlanHouse

WANTS, SAFE = Part.PLAN_WANTS, Part.PLAN_SAFE
CONTENT = b"0123456789" * 10
KINDS = ["photo", "sound"]


def a_file(house: PlanHouse, kind: str, part: Part = WANTS, role: str = "person") -> uuid.UUID:
    """The row of a photo or a sound, and its bytes in storage."""
    key = f"test/{uuid.uuid4().hex}"
    with house.portal.app_context():
        files().put(key, CONTENT, "application/octet-stream")
    given: dict[str, Any] = {
        "id": uuid.uuid4(),
        "person_id": house.person_id,
        "part": part,
        "file_key": key,
        "added_by": house.accounts[role],
    }
    row = (
        StoredPhoto(**given, thumb_key=key, width=1, height=1, alt="A dog")
        if kind == "photo"
        else StoredSound(**given, seconds=3, said="", language="en")
    )
    house.add(row)
    return uuid.UUID(str(given["id"]))


def put_in(
    house: PlanHouse, kind: str, file_id: uuid.UUID | None, part: Part = WANTS, role: str = "person"
) -> uuid.UUID:
    """The person keeps a section with the file, or somebody suggests it. The id of what is made."""
    held = {f"{kind}_id": file_id}
    texts = house.rows(SectionText, SectionText.section == part)
    said = words.Said(content={"text": f"{kind} {uuid.uuid4()}"}, language="en", **held)
    with house.acting(role) as (by, person):
        act: Any = words.write if role == "person" else words.suggest
        made = act(
            by=by,
            person=person,
            section=part,
            key=uuid.uuid4(),
            base_id=texts[-1].id if texts else None,
            said=said,
        )
        assert isinstance(made, SectionText | Suggestion)
        return made.id


def status(house: PlanHouse, role: str, kind: str, file_id: uuid.UUID) -> int:
    return house.as_(role).client.get(house.url(f"{kind}s", file_id)).status_code


def stop_all(house: PlanHouse) -> None:
    rows = house.rows(SharingDecision)
    house.add(*(SharingStop(decision_id=r.id, stopped_by=house.accounts["person"]) for r in rows))


@pytest.mark.parametrize("kind", KINDS)
def test_a_published_file_opens_with_its_section(plan_house: PlanHouse, kind: str) -> None:
    house = plan_house
    file_id = a_file(house, kind)
    put_in(house, kind, file_id)
    house.share("friend", WANTS)
    assert status(house, "friend", kind, file_id) == 404, "not published yet"
    assert status(house, "sister", kind, file_id) == 200, "she may write here"
    house.publish()
    assert status(house, "person", kind, file_id) == 200
    assert status(house, "friend", kind, file_id) == 200
    assert status(house, "stranger", kind, file_id) == 404
    assert house.portal.test_client().get(house.url(f"{kind}s", file_id)).status_code == 303


@pytest.mark.parametrize("kind", KINDS)
def test_another_section_a_hidden_one_or_a_stopped_share_opens_nothing(
    plan_house: PlanHouse, kind: str
) -> None:
    house = plan_house
    of_safe = a_file(house, kind, SAFE)
    put_in(house, kind, of_safe, SAFE)
    of_wants = a_file(house, kind, role="sister")
    put_in(house, kind, of_wants)
    house.publish()
    assert status(house, "sister", kind, of_safe) == 404
    assert status(house, "sister", kind, of_wants) == 200
    house.hide("sister", WANTS)
    assert status(house, "sister", kind, of_wants) == 404
    house.share("friend", WANTS)
    assert status(house, "friend", kind, of_wants) == 200
    stop_all(house)
    assert status(house, "friend", kind, of_wants) == 404


@pytest.mark.parametrize("kind", KINDS)
def test_a_file_smuggled_into_a_section_one_may_write_stays_shut(
    plan_house: PlanHouse, kind: str
) -> None:
    # Given a file of a section that she may not see, named in her own suggestion elsewhere.
    house = plan_house
    file_id = a_file(house, kind, SAFE)
    put_in(house, kind, file_id, WANTS, role="sister")
    assert status(house, "sister", kind, file_id) == 404


@pytest.mark.parametrize("kind", KINDS)
def test_what_was_taken_out_before_one_could_see_it_stays_shut(
    plan_house: PlanHouse, kind: str
) -> None:
    house = plan_house
    house.share("friend", WANTS, starts_at=now() + timedelta(hours=-1))
    old = a_file(house, kind)
    put_in(house, kind, old)
    house.publish()
    put_in(house, kind, None)
    house.publish()
    assert status(house, "friend", kind, old) == 200, "published since they may see the section"
    house.add_member("late", "Barnaby Latewick", Relationship.FRIEND)
    house.share("late", WANTS, starts_at=now())
    assert status(house, "late", kind, old) == 404
    assert status(house, "person", kind, old) == 200


@pytest.mark.parametrize("kind", KINDS)
def test_a_suggested_file_is_for_whoever_decides_and_for_its_writer(
    plan_house: PlanHouse, kind: str
) -> None:
    house = plan_house
    house.add_member("other", "Barnaby Otherwick", Relationship.FAMILY)
    house.share("other", WANTS, level=Level.WRITE)
    house.share("other", Part.CIRCLE)
    house.share("friend", WANTS, level=Level.COMMENT)
    file_id = a_file(house, kind, role="sister")
    suggestion = put_in(house, kind, file_id, role="sister")
    assert status(house, "person", kind, file_id) == 200
    assert status(house, "sister", kind, file_id) == 200
    assert status(house, "friend", kind, file_id) == 404, "does not write here"
    assert status(house, "other", kind, file_id) == 404, "writes here, and did not write this"
    house.take(suggestion)
    assert status(house, "other", kind, file_id) == 200, "it stands in what they write on"
    assert status(house, "friend", kind, file_id) == 404, "not published yet"


def test_who_speaks_for_the_person_looks_at_what_waits(plan_house: PlanHouse) -> None:
    house = plan_house
    house.share("friend", WANTS)
    file_id = a_file(house, "photo", role="sister")
    put_in(house, "photo", file_id, role="sister")
    assert status(house, "friend", "photo", file_id) == 404
    house.add(
        SpokenFor(person_id=house.person_id, member_id=house.members["friend"], area=Area.PLAN)
    )
    assert status(house, "friend", "photo", file_id) == 200


def test_a_file_of_another_person_or_of_about_me_is_not_here(plan_home: PlanHouse) -> None:
    house = plan_home
    of_about_me = a_file(house, "photo", Part.WELLNESS)
    assert status(house, "person", "photo", of_about_me) == 404
    assert status(house, "person", "sound", a_file(house, "photo")) == 404
    assert status(house, "person", "photo", uuid.uuid4()) == 404
    with house.portal.app_context(), db.writing():
        other = Person(called="Zebedee Crake", account_id=house.accounts["stranger"])
        db.session.add(other)
        db.session.flush()
        elsewhere = other.id
    mine = a_file(house, "sound")
    wrong = f"/people/{elsewhere}/plan/sounds/{mine}"
    assert house.as_("stranger").client.get(wrong).status_code == 404


def test_the_photos_of_about_me_do_not_serve_the_plan(plan_home: PlanHouse) -> None:
    house = plan_home
    house.share("sister", Part.WELLNESS)
    file_id = a_file(house, "photo", role="sister")
    put_in(house, "photo", file_id)
    house.publish()
    assert status(house, "sister", "photo", file_id) == 200
    for role in ("person", "sister"):
        old = f"/people/{house.person_id}/photos/{file_id}"
        assert house.as_(role).client.get(old).status_code == 404


@pytest.mark.parametrize(("kind", "mimetype"), [("photo", "image/jpeg"), ("sound", "audio/mp4")])
def test_a_file_is_given_for_no_cache_and_the_look_is_logged(
    plan_home: PlanHouse, kind: str, mimetype: str
) -> None:
    house = plan_home
    answer = house.as_("person").client.get(house.url(f"{kind}s", a_file(house, kind)))
    assert (answer.status_code, answer.data, answer.mimetype) == (200, CONTENT, mimetype)
    assert answer.headers["Cache-Control"] == "no-store"
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert answer.headers["Content-Disposition"] == "inline"
    look = house.rows(AccessEvent)[-1]
    assert (look.part, look.how) == (WANTS.value, kind)
    seen = house.as_("person").get(f"/people/{house.person_id}/who-looked").text
    assert f"What I want : a {kind}" in seen or f"What I want: a {kind}" in seen


@pytest.mark.parametrize(
    ("asked", "code", "got", "told"),
    [
        ("bytes=0-1", 206, b"01", "bytes 0-1/100"),
        ("bytes=98-", 206, b"89", "bytes 98-99/100"),
        ("bytes=-3", 206, b"789", "bytes 97-99/100"),
        ("bytes=5-4000", 206, CONTENT[5:], "bytes 5-99/100"),
        ("bytes=400-500", 416, b"", "bytes */100"),
        ("bytes=nonsense", 416, b"", "bytes */100"),
    ],
)
def test_a_phone_may_ask_for_a_piece_of_a_sound(
    plan_home: PlanHouse, asked: str, code: int, got: bytes, told: str
) -> None:
    house = plan_home
    url = house.url("sounds", a_file(house, "sound"))
    answer = house.as_("person").client.get(url, headers={"Range": asked})
    assert (answer.status_code, answer.data) == (code, got)
    assert answer.headers["Content-Range"] == told
    assert answer.headers["Cache-Control"] == "no-store"


def test_a_file_that_storage_lost_is_not_there(plan_home: PlanHouse) -> None:
    house = plan_home
    file_id = a_file(house, "sound")
    with house.portal.app_context():
        files().delete(house.rows(StoredSound)[-1].file_key)
    assert status(house, "person", "sound", file_id) == 404


def test_one_file_costs_few_queries(plan_home: PlanHouse) -> None:
    house = plan_home
    file_id = a_file(house, "sound")
    put_in(house, "sound", file_id)
    house.as_("sister")
    with house.queries() as seen:
        assert status(house, "sister", "sound", file_id) == 200
    assert len(seen) <= 10, seen
