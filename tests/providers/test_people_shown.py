"""Who would support you: photos and films come in with their yes, and go with it."""

from __future__ import annotations

import io
import json
import re
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from flask import Flask
from PIL import Image
from sqlalchemy import select
from sqlalchemy.exc import IntegrityError

from app.audit import SYSTEM
from app.database import now
from app.extensions import db
from app.language.lint.pages import page_findings
from app.people.actions.records import today
from app.people.actions.stored_files import tidy_files
from app.providers.importers import UnreadableFile, our_own
from app.providers.models import Listing, SupportWorker
from app.storage import files
from tests.providers.test_import import run

YES = {"said_yes_on": "2026-05-01"}
VIDEO = {"link": "https://films.example/tansy", "words": "Tansy bakes bread and sings."}


def picture(colour: str = "teal", kind: str = "JPEG") -> bytes:
    """A photo that tells where it was taken."""
    exif = Image.Exif()
    exif[0x010F] = "Camera of Zebedee"
    exif[0x8825] = {1: "N", 2: (53.0, 23.0, 1.0)}
    kept = io.BytesIO()
    Image.new("RGB", (2400, 1800), colour).save(kept, kind, exif=exif)
    return kept.getvalue()


def tansy(**told: Any) -> dict[str, Any]:
    return {"name": "Tansy", "line": "I bake.", **YES, "photo": "tansy.jpg", **told}


def place(**told: Any) -> dict[str, Any]:
    return {
        "key": "h1",
        "name": "Hazel Room",
        "kind": "activities",
        "postcode": "M33 7ZF",
        "provider": "Hazel Trust",
        "hour_pence": 1600,
        "facets": ["pay:free"],
        "areas": ["M41"],
        "sentences": [{"language": "en", "concept": "garden", "words": "We grow beans."}],
        "people": [tansy()],
        **told,
    }


@pytest.fixture
def beside(tmp_path: Path) -> Path:
    folder = tmp_path / "places"
    folder.mkdir()
    (folder / "tansy.jpg").write_bytes(picture())
    (folder / "broken.jpg").write_bytes(b"\xff\xd8 no picture")
    (tmp_path / "outside.jpg").write_bytes(picture("red"))
    (folder / "away.jpg").symlink_to(tmp_path / "outside.jpg")
    return folder


def bring(portal: Flask, beside: Path, *places: dict[str, Any]) -> str:
    file = beside / "places.json"
    file.write_text(json.dumps({"places": places}))
    code, output = run(portal, file, "our-own")
    assert code == 0, output
    return output


def worker_of(portal: Flask) -> SupportWorker:
    with portal.app_context():
        return db.session.scalars(select(SupportWorker)).one()


def test_a_photo_with_a_yes_is_drawn_anew_and_shown(either_portal: Flask, beside: Path) -> None:
    output = bring(either_portal, beside, place())
    assert output == "our-own: 1 new, 0 changed, 0 the same, 0 refused.\n"
    worker = worker_of(either_portal)
    assert worker.said_yes_on == date(2026, 5, 1)
    client = either_portal.test_client()
    page = client.get("/providers/hazel-room")
    found = re.search(
        r'<img src="(/providers/hazel-room/photos/[0-9a-f]{32}\.jpg)\?size=small"[^>]*>', page.text
    )
    assert found is not None and 'alt="Photo of Tansy"' in found[0]
    assert [each for each in page_findings(page.text) if each.severity == "error"] == []
    for address, side in ((found[1], 1600), (f"{found[1]}?size=small", 160)):
        answer = client.get(address)
        assert (answer.status_code, answer.mimetype) == (200, "image/jpeg")
        assert answer.headers["Cache-Control"] == "public, max-age=3600"
        assert "Set-Cookie" not in answer.headers
        shown = Image.open(io.BytesIO(answer.data))
        assert max(shown.size) == side and not shown.getexif()
        assert b"Zebedee" not in answer.data
    assert client.get(found[1], headers={"Range": "bytes=0-9"}).status_code == 206
    # By no other place, and by none that is not there.
    bring(either_portal, beside, place(), place(key="h2", name="Elder Room", people=[]))
    for slug in ("elder-room", "nobody"):
        assert client.get(found[1].replace("hazel-room", slug)).status_code == 404


def test_the_same_file_twice_changes_nothing_and_another_photo_does(
    either_portal: Flask, beside: Path
) -> None:
    bring(either_portal, beside, place())
    before = worker_of(either_portal).photo_key
    assert "0 new, 0 changed, 1 the same" in bring(either_portal, beside, place())
    assert worker_of(either_portal).photo_key == before
    (beside / "tansy.jpg").write_bytes(picture("maroon"))
    assert "0 new, 1 changed, 0 the same" in bring(either_portal, beside, place())
    assert worker_of(either_portal).photo_key != before


def test_a_yes_that_is_taken_back_takes_the_photo_away(
    either_portal: Flask, beside: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    bring(either_portal, beside, place())
    worker = worker_of(either_portal)
    address = f"/providers/hazel-room/photos/{worker.photo_name}.jpg"
    client = either_portal.test_client()
    assert client.get(address).status_code == 200
    output = bring(either_portal, beside, place(people=[tansy(said_yes_on="")]))
    assert "place 1: noted: Tansy is not shown: said_yes_on is missing" in output
    assert client.get(address).status_code == 404
    assert "Tansy" not in client.get("/providers/hazel-room").text
    # The file itself goes with the worker's next round.
    monkeypatch.setattr("app.people.actions.stored_files.LEFT_ALONE", timedelta(0))
    with either_portal.app_context():
        assert worker.photo_key in {key for key, _at in files().listed("pictures")}
        tidy_files(by=SYSTEM)
        assert worker.photo_key not in {key for key, _at in files().listed("pictures")}


def test_the_store_keeps_what_is_shown(
    either_portal: Flask, beside: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    bring(either_portal, beside, place())
    monkeypatch.setattr("app.people.actions.stored_files.LEFT_ALONE", timedelta(0))
    with either_portal.app_context():
        tidy_files(by=SYSTEM)
    for size in ("", "?size=small"):
        address = f"/providers/hazel-room/photos/{worker_of(either_portal).photo_name}.jpg{size}"
        assert either_portal.test_client().get(address).status_code == 200


def test_a_place_that_is_withdrawn_shows_nobody(either_portal: Flask, beside: Path) -> None:
    bring(either_portal, beside, place())
    address = f"/providers/hazel-room/photos/{worker_of(either_portal).photo_name}.jpg"
    with either_portal.app_context(), db.writing():
        db.session.scalars(select(Listing)).one().withdrawn_at = now()
    assert either_portal.test_client().get(address).status_code == 404


@pytest.mark.parametrize(
    "name", ["0" * 32, "..%2f..%2fetc%2fpasswd", "x", "%", "0" * 32 + "-small"]
)
def test_no_other_file_is_given_away(portal: Flask, beside: Path, name: str) -> None:
    with portal.app_context():
        files().put(f"pictures/{'0' * 32}.jpg", b"of somebody", "image/jpeg")
    bring(portal, beside, place())
    assert portal.test_client().get(f"/providers/hazel-room/photos/{name}.jpg").status_code == 404


def test_the_database_keeps_no_photo_without_a_yes(either_portal: Flask, beside: Path) -> None:
    bring(either_portal, beside, place(people=[tansy(photo="")]))
    for change in ({"photo_key": "pictures/x.jpg"}, {"video_link": "https://films.example/"}):
        with either_portal.app_context(), pytest.raises(IntegrityError), db.writing():
            worker = db.session.scalars(select(SupportWorker)).one()
            for name, value in {"said_yes_on": None, **change}.items():
                setattr(worker, name, value)
            db.session.flush()


@pytest.mark.parametrize(
    ("person", "note"),
    [
        (tansy(photo="broken.jpg"), "cannot be kept: format"),
        (tansy(photo="nobody.jpg"), "is not beside the file"),
        (tansy(photo="../outside.jpg"), "is not beside the file"),
        (tansy(photo="away.jpg"), "is not beside the file"),
        (tansy(photo="/etc/passwd"), "is not beside the file"),
        (tansy(photo="ż" * 200), "is not beside the file"),
        (tansy(photo="", video={"link": VIDEO["link"]}), "its words are missing"),
        (tansy(photo="", video={**VIDEO, "link": "javascript:x"}), "no web address"),
    ],
)
def test_what_cannot_be_shown_is_left_out_and_noted(
    portal: Flask, beside: Path, person: dict[str, Any], note: str
) -> None:
    output = bring(portal, beside, place(people=[person]))
    assert note in output and "1 new" in output
    worker = worker_of(portal)
    assert (worker.name, worker.photo_key, worker.video_link) == ("Tansy", "", "")
    assert "films.example" not in portal.test_client().get("/providers/hazel-room").text


@pytest.mark.parametrize("more", [{}, {"photo": "tansy.jpg"}, {"video": VIDEO}])
def test_who_never_said_yes_is_not_even_named(
    portal: Flask, beside: Path, more: dict[str, Any]
) -> None:
    output = bring(portal, beside, place(people=[{"name": "Tansy", "line": "I bake.", **more}]))
    assert "place 1: noted: Tansy is not shown: said_yes_on is missing" in output
    body = portal.test_client().get("/providers/hazel-room").text
    assert "Tansy" not in body and "I bake." not in body


def test_a_film_is_told_in_words_first_and_is_elsewhere(portal: Flask, beside: Path) -> None:
    bring(portal, beside, place(people=[tansy(video=VIDEO)]))
    body = portal.test_client().get("/providers/hazel-room").text
    assert body.index(VIDEO["words"]) < body.index(VIDEO["link"])
    link = re.search(r'<a [^>]*href="https://films\.example/tansy"[^>]*>([^<]*)</a>', body)
    assert link is not None and "another website" in link[1]
    assert "noreferrer" in link[0] and "<video" not in body and "<iframe" not in body


@pytest.mark.parametrize(
    ("wrong", "reason"),
    [
        ({"name": ""}, "missing name"),
        ({"name": 7}, "the name is not a text"),
        ({"kind": "castle"}, "unknown kind 'castle'"),
        ({"postcode": "QQ1 1QQ"}, "unknown postcode"),
        ({"facets": ["checked:green-tick"]}, "unknown facet 'checked:green-tick'"),
        ({"facets": [["x"]]}, "unknown facet"),
        ({"facets": "pay:free"}, "facets is not a list"),
        ({"areas": ["QQ99"]}, "unknown area"),
        ({"hour_pence": "16"}, "whole pence"),
        ({"hour_pence": True}, "whole pence"),
        ({"language": "xx"}, "unknown language"),
        ({"sentences": [{"concept": "dragon", "words": "x"}]}, "unknown concept"),
        ({"sentences": [{"concept": "garden", "words": "We dig."}] * 7}, "more than 6 sentences"),
        ({"people": ["Tansy"]}, "the person is not an object"),
        ({"people": [tansy(said_yes_on="May")]}, "said_yes_on is no day"),
        ({"people": [tansy(said_yes_on="2999-01-01")]}, "in the future"),
        ({"key": "h2"}, "duplicate key: the same as place 1"),
    ],
)
def test_a_place_that_is_wrong_is_refused_by_number(
    portal: Flask, beside: Path, wrong: dict[str, Any], reason: str
) -> None:
    reading = our_own.read_places(
        json.dumps({"places": [place(key="h2"), place(**wrong)]}).encode(), beside
    )
    assert [each.key for each in reading.entries] == ["h2"]
    ((number, words),) = reading.refused
    assert number == 2 and reason in words


@pytest.mark.parametrize(
    "content", [b"", b"[]", b"{}", b'{"places": {}}', b"\xff\xfe", b"[" * 9999]
)
def test_another_file_is_said_to_be_another(content: bytes, tmp_path: Path) -> None:
    with pytest.raises(UnreadableFile):
        our_own.read_places(content, tmp_path)


def test_a_yes_of_today_counts(portal: Flask, beside: Path) -> None:
    with portal.app_context():
        day = today().isoformat()
    bring(portal, beside, place(people=[tansy(said_yes_on=day)]))
    assert worker_of(portal).photo_key
