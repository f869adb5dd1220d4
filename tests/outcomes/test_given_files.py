"""A photo or a sound on the way to an answer: a file that a draft names, and no row before the end.

What is taken away on the way is thrown away by the worker; what a draft names stays.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from flask import Flask

from app.extensions import db
from app.outcomes.actions.check_ins import Answered, check_in
from app.outcomes.actions.given_files import GivenFiles
from app.outcomes.models import CheckIn
from app.people.models import Draft, StoredPhoto, StoredSound
from app.storage import draw_anew, keep_picture
from tests.outcomes.house import OutcomeHouse, build_outcome_house
from tests.outcomes.test_checking import a_photo, a_sound, begin, step
from tests.plans.test_files_tidied import OLD, YOUNG, age, kept, tidy


@pytest.fixture
def stored(either_portal: Flask, tmp_path: Path) -> Iterator[OutcomeHouse]:
    """The house with a store of its own."""
    before = either_portal.config["FILES_URL"]
    either_portal.config["FILES_URL"] = str(tmp_path)
    either_portal.extensions.pop("files", None)
    yield build_outcome_house(either_portal)
    either_portal.config["FILES_URL"] = before
    either_portal.extensions.pop("files", None)


def tidied(house: OutcomeHouse) -> set[str]:
    """What is left in the store after the worker looked at it, two days later."""
    age(house, OLD)
    tidy(house)
    return kept(house)


def with_files(house: OutcomeHouse) -> str:
    """Step 2 with a photo and a sound. The address of the question."""
    url = house.url(house.want("Swimming"), "check-in")
    begin(house, url)
    step(house, url, 2, photo=a_photo(), alt=" The pool ", sound=a_sound(), said=" Splash ")
    return url


def no_rows(house: OutcomeHouse) -> bool:
    return house.rows(StoredPhoto) == house.rows(StoredSound) == []


def test_what_a_draft_names_stays_however_old_and_is_kept_at_the_end(
    stored: OutcomeHouse,
) -> None:
    url = with_files(stored)
    there = kept(stored)
    assert len(there) == 3 and no_rows(stored)
    assert tidied(stored) == there
    step(stored, url, 3)
    (row,), (photo,), (sound,) = (stored.rows(each) for each in (CheckIn, StoredPhoto, StoredSound))
    assert (row.photo_id, row.sound_id) == (photo.id, sound.id)
    assert (photo.alt, photo.width, photo.height) == ("The pool", 300, 200)
    assert (sound.said, sound.language, sound.seconds) == ("Splash", "en", 1)
    assert {photo.file_key, photo.thumb_key, sound.file_key} == there
    assert stored.rows(Draft) == [] and tidied(stored) == there
    for kind in ("photo", "sound"):
        stored.as_("sister").get(stored.url("views", row.id, kind))


@pytest.mark.parametrize(("kind", "files"), [("photo", 2), ("sound", 1)])
def test_what_is_taken_away_on_the_way_is_thrown_away(
    stored: OutcomeHouse, kind: str, files: int
) -> None:
    url = with_files(stored)
    step(stored, url, 2, away=kind)
    age(stored, YOUNG)
    tidy(stored)
    # Not before a day: a file is put moments before its draft is written.
    assert len(kept(stored)) == 3
    assert len(tidied(stored)) == 3 - files and no_rows(stored)
    step(stored, url, 3)
    (row,) = stored.rows(CheckIn)
    assert (row.photo_id is None, row.sound_id is None) == (kind == "photo", kind == "sound")
    assert len(stored.rows(StoredPhoto)) + len(stored.rows(StoredSound)) == 1


def test_one_photo_after_another_leaves_the_last(stored: OutcomeHouse) -> None:
    url = with_files(stored)
    first = kept(stored)
    step(stored, url, 2, photo=a_photo(120))
    assert len(kept(stored)) == 5
    left = tidied(stored)
    assert len(left) == 3 and len(left & first) == 1
    step(stored, url, 3)
    (photo,) = stored.rows(StoredPhoto)
    # Its words stay as they stand in the form.
    assert (photo.width, photo.alt) == (120, "The pool") and photo.file_key in left - first


def test_what_is_stopped_on_a_phone_that_was_handed_over_leaves_nothing(
    stored: OutcomeHouse,
) -> None:
    outcome = stored.want("Swimming")
    stored.as_("sister").post(stored.url(outcome, "hand-over"))
    url = stored.url(outcome, "question")
    begin(stored, url, role="sister")
    # Away keeps the step as it is.
    step(stored, url, 2, role="sister", photo=a_photo(), away="sound")
    assert len(kept(stored)) == 2
    step(stored, url, 2, role="sister", stop="1")
    assert stored.rows(Draft) == [] and no_rows(stored)
    assert tidied(stored) == set()


def test_sent_five_times_it_has_one_row(stored: OutcomeHouse) -> None:
    url = with_files(stored)
    sent = stored.as_("person").get(f"{url}?step=3").fields("form.question")
    for _turn in range(5):
        stored.as_("person").post(url, sent)
    assert [len(stored.rows(each)) for each in (CheckIn, StoredPhoto, StoredSound)] == [1, 1, 1]


def test_who_was_first_keeps_the_only_row(
    stored: OutcomeHouse, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Two at the same moment, as PostgreSQL lets them: the second adds no photo of its own."""
    url = with_files(stored)
    step(stored, url, 3)
    (row,) = stored.rows(CheckIn)
    with stored.seen_by("person") as (by, viewer):
        kept_again = keep_picture(draw_anew(a_photo()[0].getvalue()))
        files = GivenFiles(photo=kept_again)
        given = Answered(row.question, outcome_id=row.outcome_id, answer=row.answer, files=files)
        looks, really = iter([lambda *_key, **_how: None]), db.session.get
        # The first look comes before the other's commit.
        monkeypatch.setattr(db.session, "get", lambda *key, **how: next(looks, really)(*key, **how))
        assert check_in(by=by, viewer=viewer, key=row.id, given=given).id == row.id
        assert next(looks, None) is None
    assert len(stored.rows(StoredPhoto)) == 1
    assert kept_again.file_key not in tidied(stored)
