"""A photo or a sound of a section: suggested or kept with the same words, and what is refused."""

from __future__ import annotations

import io
from pathlib import Path
from typing import Any

import pytest
from PIL import Image

from app.config import LIMITS
from app.people.models import StoredPhoto, StoredSound
from app.people.parts import Part
from app.plans.models import SectionText, Suggestion, Verdict
from tests.page_client import SeenPage
from tests.plans.house import PlanHouse
from tests.recordings import tone

WANTS = Part.PLAN_WANTS
WORDS = "I want a dog of my own"
KINDS = ["photo", "sound"]


def a_photo() -> tuple[io.BytesIO, str]:
    out = io.BytesIO()
    Image.new("RGB", (300, 200), "teal").save(out, "JPEG")
    out.seek(0)
    return out, "dog.jpg"


def a_file(kind: str) -> dict[str, Any]:
    if kind == "photo":
        return {"photo": a_photo(), "alt": "A dog in a garden"}
    return {"sound": (io.BytesIO(tone()), "me.webm"), "said": "I want a dog"}


def fields(house: PlanHouse, kind: str, role: str = "person") -> dict[str, str]:
    page = house.as_(role).get(house.url(WANTS, kind))
    sent = page.fields("form.question")
    return {name: sent[name] for name in ("key", "base_id")}


def send(
    house: PlanHouse, kind: str, role: str = "person", status: int = 303, **given: Any
) -> SeenPage:
    form = {**fields(house, kind, role), **a_file(kind), **given}
    return house.as_(role).post(house.url(WANTS, kind), form, status=status)


def file_of(row: SectionText | Suggestion, kind: str) -> object:
    return row.photo_id if kind == "photo" else row.sound_id


def files_kept(house: PlanHouse) -> list[Path]:
    return [p for p in Path(house.portal.config["FILES_URL"]).rglob("*") if p.is_file()]


def texts(house: PlanHouse) -> list[SectionText]:
    return house.rows(SectionText, SectionText.section == WANTS)


@pytest.mark.parametrize("kind", KINDS)
def test_the_person_keeps_it_with_the_same_words(plan_house: PlanHouse, kind: str) -> None:
    house = plan_house
    house.write(WANTS, WORDS)
    send(house, kind)
    first, second = texts(house)
    assert file_of(first, kind) is None and file_of(second, kind) is not None
    assert second.content == {"text": WORDS}
    (stored,) = house.rows(StoredPhoto if kind == "photo" else StoredSound)
    assert stored.part is WANTS and stored.added_by == house.accounts["person"]
    # Words written later keep it.
    sent = house.as_("person").get(house.url(WANTS, "change")).fields("form.question")
    house.as_("person").post(house.url(WANTS, "change"), {**sent, "text": "Two dogs"})
    assert file_of(texts(house)[-1], kind) == file_of(second, kind)


@pytest.mark.parametrize("kind", KINDS)
def test_a_section_may_be_said_without_a_word(plan_house: PlanHouse, kind: str) -> None:
    send(plan_house, kind)
    (text,) = texts(plan_house)
    assert text.content == {} and not text.is_empty


@pytest.mark.parametrize("kind", KINDS)
def test_somebody_else_suggests_it(plan_house: PlanHouse, kind: str) -> None:
    house = plan_house
    house.write(WANTS, WORDS)
    answer = send(house, kind, "sister")
    suggestion = house.rows(Suggestion)[-1]
    assert len(texts(house)) == 1 and suggestion.content == {"text": WORDS}
    assert file_of(suggestion, kind) is not None
    assert answer.location.endswith(f"/suggestions/{suggestion.id}")


@pytest.mark.parametrize("kind", KINDS)
def test_it_goes_with_the_words_suggested_just_before(plan_house: PlanHouse, kind: str) -> None:
    """Two halves, each without the other, would undo each other when taken."""
    house = plan_house
    house.write(WANTS, WORDS)
    sent = house.as_("sister").get(house.url(WANTS, "change")).fields("form.question")
    page = house.as_("sister").post(
        house.url(WANTS, "change"), {**sent, "text": "Two cats", "answer": kind}
    )
    assert page.location.endswith(house.url(WANTS, kind))
    send(house, kind, "sister")
    half, whole = house.rows(Suggestion)[1:]
    assert whole.content == {"text": "Two cats"} and file_of(whole, kind) is not None
    assert half.answer.verdict is Verdict.TAKEN_BACK and whole.answer is None


@pytest.mark.parametrize("kind", KINDS)
def test_the_way_to_it_without_new_words_suggests_nothing_yet(
    plan_home: PlanHouse, kind: str
) -> None:
    sent = plan_home.as_("sister").get(plan_home.url(WANTS, "change")).fields("form.question")
    page = plan_home.as_("sister").post(plan_home.url(WANTS, "change"), {**sent, "answer": kind})
    assert page.location.endswith(plan_home.url(WANTS, kind))
    assert plan_home.rows(Suggestion) == []


@pytest.mark.parametrize("kind", KINDS)
def test_sent_twice_it_is_kept_once(plan_house: PlanHouse, kind: str) -> None:
    house = plan_house
    for role, rows in (("person", 1), ("sister", 2)):
        sent = fields(house, kind, role)
        for _turn in range(2):
            house.as_(role).post(house.url(WANTS, kind), {**sent, **a_file(kind)})
        assert len(house.rows(Suggestion)) == rows
    stored = house.rows(StoredPhoto if kind == "photo" else StoredSound)
    assert len(stored) == 2 and len(texts(house)) == 1


@pytest.mark.parametrize("kind", KINDS)
def test_it_can_be_taken_away(plan_house: PlanHouse, kind: str) -> None:
    house = plan_house
    house.write(WANTS, WORDS)
    send(house, kind)
    page = house.as_("person").get(house.url(WANTS, kind))
    house.as_("person").post(house.url(WANTS, kind), page.fields("form.one-tap"))
    assert file_of(texts(house)[-1], kind) is None and texts(house)[-1].content == {"text": WORDS}
    # The old text keeps it: nothing that was said is changed.
    assert file_of(texts(house)[-2], kind) is not None
    wrong = {"answer": "remove", "key": "no key"}
    house.as_("person").post(house.url(WANTS, kind), wrong, status=422)


@pytest.mark.parametrize("kind", KINDS)
def test_a_section_that_changed_meanwhile_is_asked_again_and_no_file_stays(
    plan_house: PlanHouse, kind: str
) -> None:
    house = plan_house
    house.write(WANTS, WORDS)
    sent = fields(house, kind)
    house.write(WANTS, "Written meanwhile")
    before = len(files_kept(house))
    page = house.as_("person").post(house.url(WANTS, kind), {**sent, **a_file(kind)}, status=422)
    assert "Somebody changed this part just now." in page.text
    assert len(files_kept(house)) == before and len(texts(house)) == 2
    assert house.rows(StoredPhoto) == house.rows(StoredSound) == []


@pytest.mark.parametrize(
    ("kind", "wrong", "says"),
    [
        ("photo", {"photo": ""}, "Choose a photo."),
        ("photo", {"alt": ""}, "Write what is in the picture."),
        ("photo", {"photo": b"no photo"}, "This is not a photo that we can open."),
        ("sound", {"sound": ""}, "Record a sound first."),
        ("sound", {"sound": b"no sound"}, "This is not a sound that we can open."),
        ("sound", {"said": "a\u202eb"}, "There is a sign in it that we cannot keep."),
    ],
)
def test_what_is_wrong_is_said_and_nothing_is_kept(
    plan_home: PlanHouse, kind: str, wrong: dict[str, Any], says: str
) -> None:
    house = plan_home
    before = len(files_kept(house))
    given = {
        name: (io.BytesIO(value), "file") if isinstance(value, bytes) else value
        for name, value in wrong.items()
    }
    page = send(house, kind, status=422, **given)
    assert says in page.text
    typed = page.fields("form.question")
    if kind == "photo" and "alt" not in wrong:
        assert typed["alt"] == "A dog in a garden"
    assert texts(house) == [] and len(files_kept(house)) == before


@pytest.mark.parametrize(
    ("kind", "most", "says"),
    [
        ("photo", LIMITS.picture_bytes, "This photo is too big."),
        ("sound", LIMITS.sound_bytes, "This sound is too big."),
    ],
)
def test_a_file_over_the_limit_is_refused(
    plan_home: PlanHouse, kind: str, most: int, says: str
) -> None:
    """Sent as it comes over the wire: the test's own client would keep so large a file open."""
    head = (
        f'--cut\r\nContent-Disposition: form-data; name="{kind}"; filename="big"\r\n'
        "Content-Type: application/octet-stream\r\n\r\n"
    )
    answer = plan_home.as_("person").client.post(
        plan_home.url(WANTS, kind),
        data=head.encode() + b"x" * (most + 1) + b"\r\n--cut--\r\n",
        content_type="multipart/form-data; boundary=cut",
    )
    assert answer.status_code == 422 and says in answer.get_data(as_text=True)
    assert texts(plan_home) == []


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("role", ["friend", "stranger"])
def test_nobody_without_leave_to_write_sends_one(
    plan_home: PlanHouse, role: str, kind: str
) -> None:
    plan_home.share("friend", WANTS)
    plan_home.as_(role).get(plan_home.url(WANTS, kind), status=404)
    plan_home.as_(role).post(plan_home.url(WANTS, kind), a_file(kind), status=404)
    assert plan_home.rows(StoredPhoto) == plan_home.rows(StoredSound) == []
