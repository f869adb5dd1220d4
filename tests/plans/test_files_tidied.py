"""A file whose words were never kept is thrown away after a day; all that has a row stays."""

from __future__ import annotations

import os
import time
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from flask import Flask

from app.audit.models import AuditEvent
from app.extensions import db
from app.notices.jobs import jobs
from app.people.actions.stored_files import FEW
from app.people.models import StoredPhoto, StoredSound
from app.storage import PICTURES, SOUNDS, files
from tests.plans.house import PlanHouse, build_plan_house
from tests.plans.test_writing_files import KINDS, WANTS, a_file, fields, send

OLD = timedelta(days=1, minutes=1)
YOUNG = timedelta(hours=23)


@pytest.fixture
def house(either_portal: Flask, tmp_path: Path) -> Iterator[PlanHouse]:
    """The house with a store of its own."""
    before = either_portal.config["FILES_URL"]
    either_portal.config["FILES_URL"] = str(tmp_path)
    either_portal.extensions.pop("files", None)
    yield build_plan_house(either_portal)
    either_portal.config["FILES_URL"] = before
    either_portal.extensions.pop("files", None)


def kept(house: PlanHouse) -> set[str]:
    root = Path(house.portal.config["FILES_URL"])
    return {path.relative_to(root).as_posix() for path in root.rglob("*") if path.is_file()}


def age(house: PlanHouse, by: timedelta) -> None:
    """Every file in the store was put there so long ago."""
    then = time.time() - by.total_seconds()
    for key in kept(house):
        os.utime(Path(house.portal.config["FILES_URL"]) / key, (then, then))


def tidy(house: PlanHouse) -> None:
    """As the worker does it."""
    with house.portal.app_context():
        next(job for job in jobs() if job.name == "tidy-files").run()


def put(house: PlanHouse, *keys: str) -> None:
    with house.portal.app_context():
        for key in keys:
            files().put(key, b"x", "image/jpeg")


def told(house: PlanHouse) -> list[tuple[str, Any]]:
    rows = house.rows(AuditEvent, AuditEvent.name.like("files.%"))
    return [(row.name, row.facts["number"]) for row in rows]


@pytest.mark.parametrize("kind", KINDS)
def test_what_a_failed_commit_left_behind_goes_after_a_day(
    house: PlanHouse, kind: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    form = {**fields(house, kind), **a_file(kind)}
    person = house.as_("person")

    def no_disk(self: Any) -> None:
        raise RuntimeError("The disk is full.")

    with monkeypatch.context() as broken:
        broken.setattr(type(db), "commit", no_disk)
        broken.setitem(house.portal.config, "PROPAGATE_EXCEPTIONS", False)
        broken.setattr(house.portal, "testing", False)
        person.post(house.url(WANTS, kind), form, status=500)
    left = kept(house)
    assert left and house.rows(StoredPhoto if kind == "photo" else StoredSound) == []
    age(house, YOUNG)
    tidy(house)
    assert kept(house) == left
    age(house, OLD)
    tidy(house)
    assert kept(house) == set()
    assert told(house) == [("files.tidied", len(left))]


@pytest.mark.parametrize("kind", KINDS)
def test_what_has_a_row_stays_however_old(house: PlanHouse, kind: str) -> None:
    send(house, kind)
    there = kept(house)
    assert len(there) == (2 if kind == "photo" else 1)
    put(house, f"{PICTURES}/left.jpg", f"{SOUNDS}/left.m4a", f"{PICTURES}/half.jpg.ab12.part")
    age(house, OLD)
    tidy(house)
    assert kept(house) == there
    tidy(house)
    assert told(house) == [("files.tidied", 3)]


def test_a_store_that_belongs_to_another_database_is_left_alone(house: PlanHouse) -> None:
    others = {f"{PICTURES}/{number}.jpg" for number in range(FEW + 1)}
    put(house, *others)
    age(house, OLD)
    tidy(house)
    assert kept(house) == others
    assert told(house) == [("files.not-tidied", FEW + 1)]


def test_nothing_is_asked_of_what_is_no_photo_and_no_sound(house: PlanHouse) -> None:
    put(house, "elsewhere/kept.txt")
    age(house, OLD)
    tidy(house)
    assert kept(house) == {"elsewhere/kept.txt"} and told(house) == []
