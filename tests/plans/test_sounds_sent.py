"""A recorded sound, from the form to the player: what was typed is never lost, nothing breaks."""

from __future__ import annotations

import io
from pathlib import Path

import av
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from app.language.sound_forms import SEND_AGAIN, WHY_NOT
from app.people.models import StoredSound
from app.people.parts import Part
from app.security.headers import HEADERS
from tests.page_client import SeenPage
from tests.plans.house import PlanHouse
from tests.recordings import SECRET, tone, wav
from tests.test_sounds import jpeg, zip_named_webm

WHERE = (Part.PLAN_WANTS, "sound")
SAID = "I want a dog"


def send(house: PlanHouse, content: bytes, status: int = 303, said: str = SAID) -> SeenPage:
    """The form as it comes over the wire: the test's own client would keep large files open."""
    browser = house.as_("person")
    fields = browser.get(house.url(*WHERE)).fields("#sound-form")
    given = {**fields, "said": said, "answer": "keep"}
    given.pop("sound", None)
    head = 'Content-Disposition: form-data; name="{}"'
    body = "".join(f"--cut\r\n{head.format(n)}\r\n\r\n{v}\r\n" for n, v in given.items())
    body += f'--cut\r\n{head.format("sound")}; filename="me.webm"\r\n\r\n'
    answer = browser.client.post(
        house.url(*WHERE),
        data=body.encode() + content + b"\r\n--cut--\r\n",
        content_type="multipart/form-data; boundary=cut",
    )
    assert answer.status_code == status
    return SeenPage(answer, house.url(*WHERE))


def kept_files(house: PlanHouse) -> list[Path]:
    return [p for p in Path(house.portal.config["FILES_URL"]).rglob("sounds/*") if p.is_file()]


def test_a_sound_is_kept_anew_and_plays_with_its_words(plan_home: PlanHouse) -> None:
    house = plan_home
    send(house, tone("webm", seconds=2))
    (sound,) = house.rows(StoredSound)
    assert (sound.part, sound.seconds, sound.said) == (Part.PLAN_WANTS, 2, SAID)
    assert sound.added_by == house.accounts["person"]
    answer = house.as_("person").client.get(house.url("sounds", sound.id))
    assert answer.mimetype == "audio/mp4" and SECRET.encode() not in answer.data
    with av.open(io.BytesIO(answer.data)) as source:
        assert [stream.codec_context.name for stream in source.streams] == ["aac"]
    page = house.as_("person").get(house.url(*WHERE))
    player = page.find("audio[src]")
    assert player.get("src") == house.url("sounds", sound.id)
    assert player.get("preload") == "none" and player.get("autoplay") is None
    assert player.get("aria-label") == "A sound: 2 seconds" and SAID in page.text


@pytest.mark.parametrize(
    ("content", "why"),
    [
        (b"\x1a\x45\xdf\xa3" + b"\0" * 40 * 1024 * 1024, "large"),
        (wav(240), "long"),
        (zip_named_webm(), "format"),
        (jpeg(), "format"),
        (tone("mp4", video=True, sound=False), "format"),
        (tone("mp4")[:400], "broken"),
        (wav(2, loud=0), "empty"),
    ],
    ids=["40 MB", "4 minutes", "zip", "photo", "silent film", "cut off", "silence"],
)
def test_what_cannot_be_kept_is_told_and_the_words_stay(
    plan_home: PlanHouse, content: bytes, why: str
) -> None:
    house = plan_home
    before = len(kept_files(house))
    page = send(house, content, status=422)
    assert str(WHY_NOT[why].msgid) in page.text
    assert page.fields("#sound-form")["said"] == SAID
    assert house.rows(StoredSound) == [] and len(kept_files(house)) == before


def test_a_good_sound_beside_bad_words_is_asked_for_again(plan_home: PlanHouse) -> None:
    page = send(plan_home, tone("webm"), status=422, said="dog \u202e dog")
    assert SEND_AGAIN.msgid in page.text and plan_home.rows(StoredSound) == []


@settings(
    max_examples=15,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(start=st.sampled_from([b"", b"OggS", b"\x1a\x45\xdf\xa3"]), rest=st.binary(max_size=300))
def test_whatever_is_sent_as_a_sound_never_breaks_the_page(
    plan_home: PlanHouse, start: bytes, rest: bytes
) -> None:
    answer = plan_home.as_("person").client.post(
        plan_home.url(*WHERE), data={"sound": (io.BytesIO(start + rest), "x"), "said": SAID}
    )
    assert answer.status_code == 422


def test_without_javascript_the_phone_records(plan_home: PlanHouse) -> None:
    page = plan_home.as_("person").get(plan_home.url(*WHERE))
    field = page.find("input[name=sound]")
    assert field.get("accept") == "audio/*" and field.get("capture") is not None
    # The buttons of the recorder wait for their script.
    assert page.find("[data-recorder-buttons]").get("hidden") is not None
    assert any("/js/record." in (each.get("src") or "") for each in page.find_all("script"))
    assert page.find("form[id=sound-form]").get("enctype") == "multipart/form-data"


def test_only_our_own_pages_may_use_the_microphone() -> None:
    allowed = HEADERS["Permissions-Policy"].split(", ")
    assert "microphone=(self)" in allowed
    assert "media-src 'self' blob:" in HEADERS["Content-Security-Policy"]
