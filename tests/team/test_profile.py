"""A worker's page about themselves: their own account writes it, the person reads it."""

from __future__ import annotations

import io

from flask import Flask
from PIL import Image

from app.team.models import Worker
from tests.page_client import Browser
from tests.team.house import WORK, TeamHouse

PROFILE = f"{WORK}/profile"
PHOTO = f"{PROFILE}/photo"


def picture(note: bytes = b"secret-place") -> bytes:
    """A real photo with words in its data that must not be kept."""
    made = io.BytesIO()
    exif = Image.Exif()
    exif[0x010E] = note.decode()
    Image.new("RGB", (300, 300), "teal").save(made, "JPEG", exif=exif)
    return made.getvalue()


def test_a_worker_writes_and_the_person_reads(team_home: TeamHouse) -> None:
    house = team_home
    form = {"liked": "Quixotic humour", "important": "My <b>garden</b>", "support": "", "phone": ""}
    house.as_("worker").post(PROFILE, form, status=303)
    page = house.as_("person").get(house.mate("worker"))
    assert "Quixotic humour" in page.text and "My <b>garden</b>" in page.text
    # Their number is theirs to take away.
    assert "tel:01632" not in page.html
    assert "Quixotic" not in house.as_("worker2").get(WORK).html


def test_what_is_wrong_comes_back(team_home: TeamHouse) -> None:
    form = {"liked": "x" * 1001, "important": "Kept words", "phone": "none"}
    page = team_home.as_("worker").post(PROFILE, form, status=422)
    assert "Kept words" in page.html and "Write the number with digits." in page.text


def test_nobody_else_writes_a_workers_page(team_home: TeamHouse) -> None:
    for role in ("person", "sister", "manager", "caremanager", "stranger"):
        team_home.as_(role).get(PROFILE, status=403)
        team_home.as_(role).post(PROFILE, {"liked": "Not theirs"}, status=403)
    assert not team_home.rows(Worker, Worker.liked == "Not theirs")


def test_a_photo_is_drawn_anew_and_seen_where_the_team_is(team_home: TeamHouse) -> None:
    house = team_home
    house.as_("worker").get(f"{PHOTO}.jpg", status=404)
    house.as_("worker").post(PHOTO, {"photo": (io.BytesIO(b"no photo"), "me.jpg")}, status=422)
    sent = {"photo": (io.BytesIO(picture()), "me.jpg")}
    house.as_("worker").post(PHOTO, sent, status=303)
    seen = f"{house.mate('worker')}/photo"
    for role in ("person", "sister", "manager"):
        answer = house.as_(role).client.get(seen)
        assert answer.status_code == 200 and answer.mimetype == "image/jpeg"
        assert b"secret-place" not in answer.data
        assert answer.headers["Cache-Control"] == "no-store"
    for role in ("friend", "stranger", "worker2", "worker"):
        assert house.as_(role).client.get(seen).status_code == 404
    assert seen in house.as_("person").get(house.at()).html
    house.as_("worker").post(PHOTO, {"answer": "remove"}, status=303)
    assert house.as_("person").client.get(seen).status_code == 404


def test_to_be_an_employer_is_explained_to_everybody(portal: Flask) -> None:
    page = Browser(portal).get("/employer")
    assert portal.config["EMPLOYER_SUPPORT_NAME"] in page.text
    assert portal.config["EMPLOYER_SUPPORT_PHONE"] in page.text
    for word in ("contract", "payslip", "holiday", "ill", "Pension", "Insurance", "Safe checks"):
        assert word.lower() in page.text.lower(), word
    assert "Ask to check" in page.text
