"""How a time together was: with a photo and a sound, and in the applicant's own words."""

from __future__ import annotations

import io
import uuid
from datetime import timedelta
from typing import Any

import pytest
from flask import Flask
from PIL import Image

from app.audit import SYSTEM
from app.audit.models import AccessEvent, AuditEvent
from app.database import now
from app.extensions import db
from app.people.models import StoredPhoto, StoredSound
from app.people.parts import Part
from app.staff_choice.actions import deciding, own_trial, trials
from app.staff_choice.actions.erasing import erase
from app.staff_choice.actions.trials import Said
from app.staff_choice.links import path_of
from app.staff_choice.models import Applicant, ApplicantNote, MeetAnswer, Showed, Trial, TrialNote
from app.storage import files
from tests.page_client import Browser
from tests.recordings import tone
from tests.staff_choice.deciding_house import Deciding
from tests.staff_choice.panel_house import PanelHouse
from tests.staff_choice.test_trials import agreed, move, on, refused

SHOWS = "Quillfeather by the pond with both boots off"
HEARD = "Again, again, said Quillfeather"
TOLD = "I was nervous and then we laughed, says Thistle"


@pytest.fixture
def it(panel_home: PanelHouse) -> Deciding:
    return Deciding(panel_home)


def over(it: Deciding) -> uuid.UUID:
    """A time together that was an hour ago."""
    trial_id = agreed(it)
    move(it, trial_id, now() - timedelta(hours=3))
    return trial_id


def a_photo() -> tuple[io.BytesIO, str]:
    out = io.BytesIO()
    Image.new("RGB", (320, 200), "#35a").save(out, "JPEG")
    out.seek(0)
    return out, "pond.jpg"


def a_sound() -> tuple[io.BytesIO, str]:
    return io.BytesIO(tone()), "again.webm"


def send(it: Deciding, trial_id: uuid.UUID, role: str, status: int = 303, **sent: Any) -> Any:
    form = {"key": str(uuid.uuid4()), **sent}
    with_files = {"photo", "sound"} & set(form)
    more = {"content_type": "multipart/form-data"} if with_files else {}
    return it.house.as_(role).post(it.at("trial", trial_id, "how"), form, status=status, **more)


def both(it: Deciding, trial_id: uuid.UUID, role: str, **sent: Any) -> TrialNote:
    send(it, trial_id, role, photo=a_photo(), alt=SHOWS, sound=a_sound(), said=HEARD, **sent)
    note = it.house.rows(TrialNote)[-1]
    assert isinstance(note, TrialNote)
    return note


def test_a_photo_and_a_sound_are_enough(it: Deciding) -> None:
    trial_id = over(it)
    note = both(it, trial_id, "person")
    assert (note.showed, note.words, note.observed) == (None, "", "")
    assert (note.photo_shows, note.sound_says) == (SHOWS, HEARD)
    page = it.house.as_("sister").get(it.at("trial"))
    assert f'alt="{SHOWS}"' in page.html and HEARD in page.text
    # Rows of files are never deleted: no word about anybody stands in them.
    (photo,), (sound,) = it.house.rows(StoredPhoto), it.house.rows(StoredSound)
    assert (photo.part, photo.alt, sound.part, sound.said) == (Part.STAFF, "", Part.STAFF, "")


def test_who_reads_the_note_sees_and_hears_it_and_nobody_else(it: Deciding) -> None:
    note = both(it, over(it), "person")
    for kind in ("photo", "sound"):
        url = it.at("trial", "notes", note.id, kind)
        for role in ("person", "sister", "advocate", "worker", "manager"):
            assert it.house.as_(role).client.get(url).status_code == 200, (role, kind)
        for role in ("friend", "stranger"):
            assert it.house.as_(role).client.get(url).status_code == 404, (role, kind)
    looks = {(row.part, row.how) for row in it.house.rows(AccessEvent)}
    assert {("staff", "photo"), ("staff", "sound")} <= looks
    # Whom the person does not want to meet any more, nobody looks at.
    it.house.say_meet(it.house.applicant_id, MeetAnswer.NO)
    url = it.at("trial", "notes", note.id, "photo")
    assert it.house.as_("sister").client.get(url).status_code == 404


def test_what_one_may_not_read_one_may_not_see_either(it: Deciding) -> None:
    """The advocate shares nothing of the circle: who the sister is, they do not know."""
    note = both(it, over(it), "sister")
    knows = it.house.as_("advocate").get(it.at("trial"))
    assert SHOWS not in knows.html
    url = it.at("trial", "notes", note.id, "photo")
    assert it.house.as_("advocate").client.get(url).status_code == 404
    assert it.house.as_("person").client.get(url).status_code == 200


def test_sent_twice_one_note_and_one_file_of_each_are_kept(it: Deciding) -> None:
    trial_id, key = over(it), str(uuid.uuid4())
    for _ in range(2):
        both(it, trial_id, "person", key=key)
    assert len(it.house.rows(TrialNote)) == len(it.house.rows(StoredPhoto)) == 1
    with it.house.portal.app_context():
        # Both sizes of the photo, and the sound.
        assert len([*files().listed("pictures"), *files().listed("sounds")]) == 3


def test_what_is_no_photo_keeps_nothing(it: Deciding) -> None:
    trial_id = over(it)
    bad = (io.BytesIO(b"not a photo"), "a.jpg")
    page = send(it, trial_id, "person", 422, photo=bad, sound=a_sound(), words="Too loud.")
    assert "Add the sound once more" in page.text and "Too loud." in page.html
    assert not it.house.rows(TrialNote) and not it.house.rows(StoredSound)
    with it.house.portal.app_context():
        assert not list(files().listed("sounds"))


def own_path(it: Deciding) -> str:
    with it.house.portal.app_context():
        return path_of(db.session.get_one(Applicant, it.house.applicant_id))


def tell(it: Deciding, trial_id: uuid.UUID, words: str = TOLD, status: int = 303) -> Any:
    url = f"{own_path(it)}/trial/{trial_id}/how"
    return Browser(it.house.portal).post(url, {"words": words}, status=status)


def test_the_applicant_says_how_it_was_and_leads_nobody(it: Deciding) -> None:
    trial_id = over(it)
    visitor = Browser(it.house.portal)
    assert "Say how it was" in visitor.get(f"{own_path(it)}/trial").text
    assert "It is no test" in visitor.get(f"{own_path(it)}/trial/{trial_id}/how").text
    tell(it, trial_id)
    assert TOLD in visitor.get(f"{own_path(it)}/trial").text
    # Nobody of the person's side has said how it was: it would lead them.
    assert TOLD not in it.house.as_("person").get(it.at("trial")).html
    send(it, trial_id, "person", showed="did-not-like", words="Too loud.")
    for role in ("person", "sister", "manager"):
        text = it.house.as_(role).get(it.at("trial")).text
        assert text.index("Too loud.") < text.index(TOLD), role
    # The applicant reads nothing of it.
    assert "Too loud." not in visitor.get(f"{own_path(it)}/trial").html
    (event,) = [e for e in it.house.rows(AuditEvent) if e.name == "applicant.said-how"]
    assert event.facts == {"words": True} and event.actor_id is None


def test_it_leads_nobody_who_may_not_know_who_spoke(it: Deciding) -> None:
    """The sister's note is not the advocate's to read: nothing tells them that there is one."""
    trial_id = over(it)
    tell(it, trial_id)
    before = it.house.as_("advocate").get(it.at("trial")).text
    send(it, trial_id, "sister", observed="A laugh.")
    assert it.house.as_("advocate").get(it.at("trial")).text == before
    assert TOLD in it.house.as_("sister").get(it.at("trial")).text


def test_it_is_theirs_to_change_and_to_take_away(it: Deciding) -> None:
    first = over(it)
    tell(it, first)
    tell(it, first, "Better said.")
    assert [each.words for each in it.house.rows(ApplicantNote)] == ["Better said."]
    tell(it, first, "")
    assert not it.house.rows(ApplicantNote)
    tell(it, first, "Of the first time.")
    # Another time comes: what they said of the first one stays theirs.
    second = over(it)
    tell(it, first, "Too late for this one.", status=404)
    tell(it, second, "Of the second time.")
    text = Browser(it.house.portal).get(f"{own_path(it)}/trial").text
    assert "Of the first time." in text and "Of the second time." in text
    away = f"{own_path(it)}/trial/{first}/how/away"
    Browser(it.house.portal).post(away, {}, status=303)
    assert [each.words for each in it.house.rows(ApplicantNote)] == ["Of the second time."]
    Browser(it.house.portal).post(away, {}, status=404)


def test_not_before_its_first_minute(it: Deciding) -> None:
    trial_id = agreed(it)
    tell(it, trial_id, status=404)
    words = refused(lambda: _say(it, trial_id))
    assert words is trials.NOT_YET
    assert "Say how it was" not in Browser(it.house.portal).get(f"{own_path(it)}/trial").text


def _say(it: Deciding, trial_id: uuid.UUID, applicant_id: uuid.UUID | None = None) -> None:
    with it.house.portal.app_context(), db.writing():
        applicant = db.session.get_one(Applicant, applicant_id or it.house.applicant_id)
        trial = db.session.get_one(Trial, trial_id)
        own_trial.say(by=SYSTEM, applicant=applicant, trial=trial, words=TOLD, language="en")


def test_nobody_writes_to_a_trial_of_another(it: Deciding) -> None:
    trial_id = over(it)
    other = it.house.applicant("Fenugreek Aspinwall")
    assert refused(lambda: _say(it, trial_id, other)) is trials.NO_LONGER
    assert not it.house.rows(ApplicantNote)


def test_the_page_tells_no_answer_before_it_is_told(it: Deciding) -> None:
    """The person's no is told once its reason is written down: until then nothing changes."""
    trial_id = over(it)
    tell(it, trial_id)
    visitor = Browser(it.house.portal)

    def seen() -> str:
        return visitor.get(f"{own_path(it)}/trial").text

    before = seen()
    it.do("person", deciding.decide, says_yes=False)
    assert seen() == before
    said = deciding.Ground(words="Cannot do mornings.")
    it.do("manager", deciding.record_reason, ground=said)
    assert "Say it in another way" not in seen()
    tell(it, trial_id, "Please, please.", status=404)
    # It is theirs all the same.
    visitor.post(f"{own_path(it)}/trial/{trial_id}/how/away", {}, status=303)
    assert not it.house.rows(ApplicantNote)


def test_all_of_it_goes_with_the_applicant(it: Deciding) -> None:
    trial_id = over(it)
    both(it, trial_id, "person", words="Too loud.")
    tell(it, trial_id)
    with it.house.portal.app_context(), db.writing():
        applicant = db.session.get_one(Applicant, it.house.applicant_id)
        erase(by=SYSTEM, applicant=applicant, why="taken-back")
    assert not it.house.rows(TrialNote) and not it.house.rows(ApplicantNote)
    with it.house.portal.app_context():
        assert not [*files().listed("pictures"), *files().listed("sounds")]
    assert not _words_left(it.house.portal, SHOWS, HEARD, TOLD)


def _words_left(portal: Flask, *words: str) -> list[str]:
    """In which column of which table any of the words still stand."""
    from app.database import Base

    found = []
    with portal.app_context():
        for table in Base.metadata.sorted_tables:
            for row in db.session.execute(table.select()).mappings():
                found += [f"{table.name}.{k}" for k, v in row.items() if str(v) in words]
    return found


def test_nobody_says_it_in_the_persons_place(it: Deciding) -> None:
    trial_id = over(it)
    said = Said(showed=Showed.LIKED, words="She liked it.")
    on_trial = {"key": uuid.uuid4(), "said": said}
    words = refused(lambda: on(it, "sister", trials.say_how, trial_id, **on_trial))
    assert words is trials.SAY_SOMETHING
