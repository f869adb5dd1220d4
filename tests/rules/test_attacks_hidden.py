"""Attacks on what is hidden: traces in pages, photos, old words, drafts; who looked; a phone."""

from __future__ import annotations

import io
import re
import uuid
from datetime import timedelta
from typing import Any

import pytest
from PIL import Image

from app.accounts.models import SignIn
from app.database import now
from app.people.models import CircleMember, Draft, Person, StoredPhoto
from app.people.parts import Level, Part
from tests.rules.access import REGISTER
from tests.rules.scene import Scene

IMPORTANT = "/about-me/most-important"
WELLNESS = "/about-me/wellness"
WORD = "Vexqualm"
NURSE = "Ravensdene"
# They show everybody and every message, by their nature; production has neither.
DEMO = ("/demo", "/demo/outbox")
_CHANGING = re.compile(
    r'name="(?:csrf_token|key|draft)"[^>]*value="[^"]*"|"token":"[^"]*"'
    r"|(?:Content-Length|X-Request-Id|Set-Cookie|Date): .*"
    r'|Printed on <time datetime="[^"]*"'
)
_IDS = re.compile(r"[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f-]{22}")


def pages_of(scene: Scene, role: str) -> dict[str, str]:
    """Every page of the register as a role: status, headers, body."""
    found = {}
    for row in REGISTER:
        if row.method == "GET" and not row.path.endswith(".pdf") and row.path not in DEMO:
            answer = scene.as_(role).get(row.url(scene.world.values))
            told = f"{answer.status_code} {answer.headers} {answer.get_data().decode('latin1')}"
            found[row.path] = _CHANGING.sub("", told)
    return found


def write(scene: Scene, role: str, path: str, text: str, **given: Any) -> int:
    """Send the form of a part as from a page that was opened just now."""
    sent = {**scene.fields(role, f"{path}/change"), "text": text, "answer": "keep", **given}
    return scene.post(role, f"{path}/change", **sent).status_code


def send_photo(scene: Scene, path: str) -> str:
    """Mirabel adds a photo to a part; the path of the picture."""
    file = io.BytesIO()
    Image.new("RGB", (30, 20), "teal").save(file, "JPEG")
    file.seek(0)
    answer = scene.post("person", f"{path}/photo", photo=(file, "dog.jpg"), alt=f"{WORD} photo")
    assert answer.status_code == 303
    return f"/photos/{scene.rows(StoredPhoto)[-1].id}"


def test_hidden_and_never_shared_look_alike_on_every_page(scene: Scene) -> None:
    """Lists, counts, dates, profile, print, home, messages: the family cannot tell which it is."""
    # Sharing anew begins anew: both ways what is open is open since a moment ago.
    family = scene.member("family")
    scene.share(family, Part.MOST_IMPORTANT, Part.PEOPLE, Part.PLEASE_DO, level=Level.WRITE)
    scene.share(family, Part.CIRCLE, Part.LIKED, level=Level.WRITE)
    helped = {"helped_by": str(scene.world.members["nurse"])}
    assert write(scene, "person", "/about-me/people-important", "My dog", **helped) == 303
    assert write(scene, "person", IMPORTANT, WORD, **helped) == 303
    draft = {"text": f"Draft of {WORD}", "base_number": "1", "language": "en"}
    assert scene.post("family", "/drafts/most-important", **draft).status_code == 204
    before = pages_of(scene, "family")
    assert any(WORD in text for text in before.values())
    assert any(NURSE in text for text in before.values())
    scene.hide("family", Part.MOST_IMPORTANT, Part.CIRCLE)
    hidden = pages_of(scene, "family")
    assert [path for path, text in hidden.items() if WORD in text or NURSE in text] == []
    scene.hide("family")
    scene.share(family, Part.PEOPLE, Part.PLEASE_DO, level=Level.WRITE)
    scene.share(family, Part.LIKED, level=Level.WRITE)
    never = pages_of(scene, "family")
    assert [path for path in hidden if hidden[path] != never[path]] == []
    assert scene.rows(Draft)


def test_the_person_meets_no_trace_of_hiding_but_on_its_own_page(scene: Scene) -> None:
    """Somebody sits beside her and looks at her phone."""
    # Read twice: what she reads herself is told under "who looked".
    before = pages_of(scene, "person") | pages_of(scene, "person")
    scene.hide("friend", Part.LIKED)
    after = pages_of(scene, "person")
    changed = {path for path in before if before[path] != after[path]}
    # Who looked tells the second of her own reading just now.
    assert changed - {"/people/{person}/who-looked"} == {"/people/{person}/hide/{friend}"}
    for each in scene.rows(SignIn):
        scene.change(SignIn, each.id, fresh_at=now() - timedelta(hours=1))
    path = f"/hide/{scene.world.members['friend']}"
    assert scene.get("person", path).location.startswith("/fresh?next=")
    assert scene.post("person", path).status_code == 422
    assert scene.get("friend", "/about-me/liked-about-me").status_code == 404


def test_what_is_hidden_meanwhile_is_neither_written_nor_handed_back(scene: Scene) -> None:
    """The family has the form open; it neither shows the other text nor keeps a word."""
    sent = {**scene.fields("family", f"{IMPORTANT}/change"), "text": "Mine", "answer": "keep"}
    assert write(scene, "person", IMPORTANT, WORD) == 303
    scene.hide("family", Part.MOST_IMPORTANT)
    for path in (f"{IMPORTANT}/change", "/drafts/most-important", f"{IMPORTANT}/photo"):
        answer = scene.post("family", path, **sent)
        assert answer.status_code == 404 and WORD not in answer.text
    assert scene.post("family", f"{IMPORTANT}/hand-over").status_code == 404
    assert scene.rows(Draft) == []


def test_a_part_hidden_from_a_manager_is_hidden_in_what_the_place_receives(scene: Scene) -> None:
    place = scene.world.values["organisation"]
    scene.share(f"organisation:{place}", Part.ALSO_WORTH)
    assert scene.get("manager", "/about-me/also-worth-knowing").status_code == 200
    scene.hide("manager", Part.ALSO_WORTH)
    assert scene.get("manager", "/about-me/also-worth-knowing").status_code == 404
    assert scene.get("worker", "/about-me/also-worth-knowing").status_code == 200


def test_what_was_taken_out_before_sharing_is_never_shared(scene: Scene) -> None:
    """Words about a relative, a photo: taken out, then the part is shared with that relative."""
    assert write(scene, "person", WELLNESS, f"{WORD} about Odette") == 303
    photo = send_photo(scene, WELLNESS)
    assert scene.post("person", f"{WELLNESS}/photo", answer="remove").status_code == 303
    assert write(scene, "person", WELLNESS, "I sing") == 303
    scene.share(scene.member("family"), Part.WELLNESS, level=Level.WRITE)
    assert scene.get("person", photo).status_code == 200
    assert "I sing" in scene.get("family", WELLNESS).text
    for path in ("/earlier", *(f"/earlier/{number}" for number in range(1, 6))):
        assert scene.get("family", WELLNESS + path).status_code == 404
    assert scene.get("family", photo).status_code == 404
    stale = {"text": "Mine", "base_number": "1", "language": "en", "answer": "keep"}
    both = scene.post("family", f"{WELLNESS}/change", **stale)
    assert both.status_code == 422 and "I sing" in both.text and WORD not in both.text


def test_a_supporter_says_of_nobody_else_that_they_helped(scene: Scene) -> None:
    """The circle is shared with the family, and still the advocate's name is not theirs to use."""
    advocate, family = (str(scene.world.members[role]) for role in ("advocate", "family"))
    page = scene.get("family", f"{IMPORTANT}/change").text
    assert advocate not in page and family in page
    assert write(scene, "family", IMPORTANT, "Mine", helped_by=advocate) == 422
    assert write(scene, "family", IMPORTANT, "Mine", helped_by=family) == 303


def test_somebody_elses_page_and_no_page_look_alike(scene: Scene) -> None:
    paths = [row.path for row in REGISTER if row.path.startswith("/people/{person}")]
    stranger = scene.world.stranger_id
    for path in paths:
        told = []
        for person in (stranger, uuid.uuid4()):
            url = path.format(**{**scene.world.values, "person": person})
            for method in ("GET", "POST"):
                answer = scene.as_("family").open(url, method=method)
                told.append(
                    (method, answer.status_code, _CHANGING.sub("", _IDS.sub("", answer.text)))
                )
        assert told[:2] == told[2:]
        assert all(status in (404, 405) for _method, status, _text in told), path


# The icon, and who would support you at a place: the same for whoever asks, and of nobody else.
ALIKE_FOR_EVERYBODY = ("/favicon", "/providers/hazelwick-supported-living/photos/")


@pytest.mark.parametrize("role", ["person", "family", "worker", "caremanager", "admin"])
def test_no_cache_keeps_a_page_of_somebody_signed_in(scene: Scene, role: str) -> None:
    kept = [
        path
        for path, told in pages_of(scene, role).items()
        if "Cache-Control: no-store" not in told and not path.startswith(ALIKE_FOR_EVERYBODY)
    ]
    assert kept == []


@pytest.mark.parametrize(
    ("role", "path", "told"),
    [
        ("friend", "/about-me/liked-about-me", {("liked-about-me", "screen")}),
        ("person", "/about-me/liked-about-me", {("liked-about-me", "screen")}),
        ("person", f"{IMPORTANT}/earlier", {("most-important", "screen")}),
        ("person", f"{IMPORTANT}/earlier/1", {("most-important", "screen")}),
        ("family", f"{IMPORTANT}/change", {("most-important", "screen")}),
        ("family", f"{IMPORTANT}/photo", {("most-important", "screen")}),
        ("family", "/photos/{photo}", {("most-important", "photo")}),
        ("family", "/photos/{photo}?size=small", {("most-important", "photo")}),
        ("friend", "/profile", {("liked-about-me", "screen")}),
        ("friend", "/profile/print", {("liked-about-me", "print")}),
        ("family", "/circle", {("circle", "screen")}),
        ("friend", "/circle", set()),
        ("advocate", "/needs", {("needs", "screen")}),
        ("nurse", "/records", {("records", "screen")}),
        ("nurse", "/records/capacity/{capacity}", {("records", "screen")}),
        ("caremanager", "/sharing/write-down", {("records", "screen")}),
        ("worker", IMPORTANT, set()),
    ],
)
def test_each_reading_is_told_and_nothing_else(
    scene: Scene, role: str, path: str, told: set[tuple[str, str]]
) -> None:
    with scene.looks() as looks:
        scene.get(role, path.format(**scene.world.values))
    assert looks == told


def test_a_list_with_needs_tells_of_every_part_in_it(scene: Scene) -> None:
    with scene.looks() as looks:
        scene.get("advocate", "/about-me")
    parts = ("communication", "please-do", "how-to-support", "most-important", "wellness", "needs")
    assert looks == {(part, "screen") for part in parts}


def test_a_pdf_is_told_as_a_print(scene: Scene) -> None:
    with scene.looks() as looks:
        answer = scene.get("friend", "/profile.pdf")
    is_pdf = answer.mimetype == "application/pdf"
    assert looks == ({("liked-about-me", "print")} if is_pdf else set())
    assert answer.headers["Cache-Control"] == "no-store"


# The phone in another hand


def test_help_on_a_handed_phone_does_not_name_the_circle_of_its_owner(scene: Scene) -> None:
    """The owner of the phone may be a person with a circle of their own."""
    scene.change(Person, scene.world.stranger_id, account_id=scene.account("family").id)
    theirs = next(m for m in scene.rows(CircleMember) if m.person_id == scene.world.stranger_id)
    scene.change(
        CircleMember,
        theirs.id,
        account_id=scene.account("vetter").id,
        accepted_at=theirs.created_at,
    )
    assert "my grandmother" in scene.as_("family").get("/help").text
    assert scene.post("family", f"{IMPORTANT}/hand-over").status_code == 303
    assert "my grandmother" not in scene.as_("family").get("/help").text


def test_a_handed_phone_opens_nothing_by_another_way(scene: Scene) -> None:
    assert scene.post("family", f"{IMPORTANT}/hand-over").status_code == 303
    question = scene.of(f"{IMPORTANT}/question")
    phone = scene.as_("family")
    for method, path, form in (
        ("POST", "/demo", {"email": "family@demo.example"}),
        ("POST", "/sign-out", {}),
        ("POST", "/sign-in/again", {}),
        ("POST", "/sign-in/in-again", {}),
        ("GET", "/settings/likes", {}),
        ("GET", "/messages", {}),
        ("HEAD", scene.of("/about-me"), {}),
        ("GET", scene.of(f"{IMPORTANT}/question/../change"), {}),
    ):
        answer = phone.open(path, method=method, data=form)
        assert answer.location == question, path
    assert phone.get("/my", headers={"HX-Request": "true"}).location == question
    # Nobody decides about sharing from here, and the answer is marked as said on this phone.
    shared = phone.post(scene.of("/sharing/write-down"), data={})
    assert shared.location == question
