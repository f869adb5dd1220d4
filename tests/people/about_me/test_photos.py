"""A photo belongs to its part: who may see the part may see it, and nobody else."""

from __future__ import annotations

import io
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from PIL import Image

from app.audit.models import AccessEvent
from app.people.models import Person, StoredPhoto
from app.people.parts import Level, Part
from tests.page_client import SeenPage
from tests.people.about_me.house import House

ALT = "A dog in a garden"


def jpeg(size: tuple[int, int] = (300, 200)) -> tuple[io.BytesIO, str]:
    out = io.BytesIO()
    Image.new("RGB", size, "teal").save(out, "JPEG")
    out.seek(0)
    return out, "dog.jpg"


def send(house: House, role: str = "owner", status: int = 303, **given: object) -> SeenPage:
    form = {"photo": jpeg(), "alt": ALT, **given}
    return house.as_(role).post(house.url(Part.WELLNESS, "photo"), form, status=status)


def photo_url(house: House, which: int = -1) -> str:
    return f"/people/{house.person_id}/photos/{house.rows(StoredPhoto)[which].id}"


def files_kept(house: House) -> list[Path]:
    return [p for p in Path(house.portal.config["FILES_URL"]).rglob("*") if p.is_file()]


def test_a_photo_stands_on_its_part_with_its_words(either_house: House) -> None:
    house = either_house
    house.write(Part.WELLNESS, text="I walk the dog")
    send(house)
    page = house.as_("owner").get(house.url(Part.WELLNESS))
    assert page.find("img.whole-photo").get("alt") == ALT and "I walk the dog" in page.text
    rows = house.entries(Part.WELLNESS)
    assert rows[1].content == rows[0].content and rows[0].photo_id is None
    thumb = [one.get("src") for one in house.as_("owner").get(house.url()).find_all("main img")]
    assert f"{photo_url(house)}?size=small" in thumb


def test_words_written_later_keep_the_photo_and_the_photo_keeps_the_writer(house: House) -> None:
    house.share("sister", Part.WELLNESS, level=Level.WRITE)
    house.write(Part.WELLNESS, text="I walk the dog")
    send(house, "sister")
    assert "I wrote this myself." in house.as_("owner").get(house.url(Part.WELLNESS)).text
    house.write(Part.WELLNESS, text="I walk two dogs")
    assert house.entries(Part.WELLNESS)[-1].photo_id is not None


def test_the_file_is_served_for_no_cache_and_as_a_picture_only(house: House) -> None:
    send(house)
    answer = house.as_("owner").client.get(photo_url(house))
    assert answer.mimetype == "image/jpeg" and Image.open(io.BytesIO(answer.data)).size == (
        300,
        200,
    )
    assert answer.headers["Cache-Control"] == "no-store"
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert answer.headers["Content-Disposition"] == "inline"
    small = house.as_("owner").client.get(photo_url(house), query_string={"size": "small"})
    assert len(small.data) <= 8_000
    assert [each.how for each in house.rows(AccessEvent)][-2:] == ["photo", "photo"]


def test_a_photo_opens_to_whom_its_part_is_open(house: House) -> None:
    send(house)
    house.share("sister", Part.PEOPLE)
    for role in ("sister", "friend", "stranger"):
        assert house.as_(role).client.get(photo_url(house)).status_code == 404
    assert house.portal.test_client().get(photo_url(house)).status_code == 303
    house.share("sister", Part.WELLNESS)
    assert house.as_("sister").client.get(photo_url(house)).status_code == 200
    other = photo_url(house).replace(str(house.person_id), str(house.accounts["owner"]))
    assert house.as_("sister").client.get(other).status_code == 404


def test_a_photo_taken_away_is_gone_from_the_part_and_stays_with_the_old_words(
    house: House,
) -> None:
    send(house)
    house.as_("owner").post(house.url(Part.WELLNESS, "photo"), {"answer": "remove"})
    assert not house.as_("owner").get(house.url(Part.WELLNESS)).find_all("img.whole-photo")
    old = house.as_("owner").get(house.url(Part.WELLNESS, "earlier/1"))
    assert old.find_all("img.whole-photo")


def test_words_about_the_photo_are_needed_and_what_was_typed_stays(house: House) -> None:
    before = len(files_kept(house))
    page = send(house, status=422, alt="")
    assert "Write what is in the picture." in page.text
    page = send(house, status=422, photo=(io.BytesIO(b"not a photo"), "dog.jpg"))
    assert "This is not a photo that we can open." in page.text
    assert page.fields("#photo-form")["alt"] == ALT
    assert "Choose a photo." in send(house, status=422, photo="").text
    assert house.entries(Part.WELLNESS) == [] and len(files_kept(house)) == before


def test_sharing_to_see_is_not_enough_to_add_a_photo(house: House) -> None:
    house.share("sister", Part.WELLNESS)
    send(house, "sister", status=404)
    house.as_("sister").get(house.url(Part.WELLNESS, "photo"), status=404)


@settings(
    max_examples=40,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(content=st.binary(max_size=400), name=st.text(max_size=30))
def test_whatever_is_sent_as_a_photo_never_breaks_the_page(
    house: House, content: bytes, name: str
) -> None:
    answer = house.as_("owner").client.post(
        house.url(Part.WELLNESS, "photo"),
        data={"photo": (io.BytesIO(content), name or "x"), "alt": ALT},
    )
    assert answer.status_code in (303, 422)


def test_the_person_chooses_what_stands_for_them(either_house: House) -> None:
    house = either_house
    where = f"/people/{house.person_id}/picture"
    first = house.as_("owner").get(where)
    more = house.as_("owner").get(first.links["Show me more pictures"])
    assert len(first.find_all("main label.choice")) == len(more.find_all("main label.choice")) == 7
    house.as_("owner").post(where, {"picture": "guitar"})
    assert house.rows(Person)[0].picture == "guitar"
    assert house.as_("owner").get(house.url()).find_all("main .head .lit")
    for wrong in ({"picture": "warning"}, {}):
        house.as_("owner").post(where, wrong, status=422)
    assert house.rows(Person)[0].picture == "guitar"


def test_the_own_photo_shows_to_those_who_see_some_of_about_me(house: House) -> None:
    house.as_("owner").post(
        f"/people/{house.person_id}/picture/photo", {"photo": jpeg(), "alt": "Me"}
    )
    url = photo_url(house)
    assert house.as_("friend").client.get(url).status_code == 404
    house.share("friend", Part.PEOPLE)
    assert house.as_("friend").client.get(url).status_code == 200
    assert url in house.as_("friend").get(house.url()).html
    house.as_("owner").post(f"/people/{house.person_id}/picture", {"picture": "cat"})
    assert url not in house.as_("friend").get(house.url()).html


@pytest.mark.parametrize("role", ["sister", "friend", "stranger"])
def test_only_the_person_chooses_their_picture(house: House, role: str) -> None:
    house.share("sister", *Part, level=Level.WRITE)
    for where in ("picture", "picture/photo"):
        house.as_(role).get(f"/people/{house.person_id}/{where}", status=404)
        house.as_(role).post(f"/people/{house.person_id}/{where}", {}, status=404)
