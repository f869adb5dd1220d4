"""Files in a folder and in S3; pictures drawn anew leave behind what rode along in a file."""

from __future__ import annotations

import contextlib
import io
import os
import random
import struct
import zipfile
import zlib
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from PIL import Image

from app.storage import THUMB_BYTES, BadPicture, Bucket, Files, Folder, NoSuchFile, draw_anew


def encoded(picture: Image.Image, kind: str = "JPEG", **given: object) -> bytes:
    out = io.BytesIO()
    picture.save(out, kind, **given)
    return out.getvalue()


def opened(content: bytes) -> Image.Image:
    return Image.open(io.BytesIO(content))


@pytest.fixture(scope="module")
def s3_address() -> Iterator[str]:
    """moto's server, in this process, on a free port."""
    pytest.importorskip("moto.server")
    from moto.server import ThreadedMotoServer

    server = ThreadedMotoServer(ip_address="127.0.0.1", port=0, verbose=False)
    server.start()
    host, port = server.get_host_and_port()
    yield f"http://{host}:{port}"
    server.stop()


@pytest.fixture(params=["folder", "s3"])
def files(request: pytest.FixtureRequest, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Files:
    if request.param == "folder":
        return Folder(tmp_path)
    monkeypatch.setenv("AWS_ACCESS_KEY_ID", "test")
    monkeypatch.setenv("AWS_SECRET_ACCESS_KEY", "test")
    address = request.getfixturevalue("s3_address")
    bucket = Bucket(f"s3://portal-files/here?endpoint={address}&region=us-east-1")
    bucket.client.create_bucket(Bucket="portal-files")
    return bucket


def test_a_file_is_put_got_and_deleted(files: Files) -> None:
    files.put("pictures/abc.jpg", b"first", "image/jpeg")
    files.put("pictures/abc.jpg", b"second", "image/jpeg")
    assert files.get("pictures/abc.jpg") == b"second"
    files.delete("pictures/abc.jpg")
    files.delete("pictures/abc.jpg")
    with pytest.raises(NoSuchFile):
        files.get("pictures/abc.jpg")


def test_what_is_there_is_listed_with_when_it_was_put(files: Files) -> None:
    assert list(files.listed("pictures")) == []
    before = datetime.now(UTC) - timedelta(seconds=2)
    for key in ("pictures/abc.jpg", "pictures/abc-small.jpg", "sounds/abc.m4a"):
        files.put(key, b"x", "image/jpeg")
    found = dict(files.listed("pictures"))
    assert found.keys() == {"pictures/abc.jpg", "pictures/abc-small.jpg"}
    assert all(before <= at <= datetime.now(UTC) + timedelta(seconds=2) for at in found.values())
    assert [key for key, _at in files.listed("sounds")] == ["sounds/abc.m4a"]


def test_a_folder_keeps_to_itself(tmp_path: Path) -> None:
    (tmp_path / "secret").write_bytes(b"x")
    inner = Folder(tmp_path / "files")
    for key in ("../secret", "/etc/hostname", "a/../../secret"):
        with pytest.raises(NoSuchFile):
            inner.get(key)
        with pytest.raises(NoSuchFile):
            inner.put(key, b"y", "image/jpeg")
    assert (tmp_path / "secret").read_bytes() == b"x"


def test_place_and_camera_do_not_survive() -> None:
    exif = Image.Exif()
    exif[0x010F] = "Camera of Zebedee"
    exif[0x8825] = {1: "N", 2: (53.0, 23.0, 1.0)}
    drawn = draw_anew(encoded(Image.new("RGB", (400, 300), "teal"), exif=exif, comment=b"secret"))
    for content in (drawn.content, drawn.thumb):
        assert b"Zebedee" not in content and b"secret" not in content
        assert not opened(content).getexif() and "icc_profile" not in opened(content).info


def test_a_photo_taken_sideways_stands_upright() -> None:
    exif = Image.Exif()
    exif[0x0112] = 6
    drawn = draw_anew(encoded(Image.new("RGB", (400, 200), "teal"), exif=exif))
    assert (drawn.width, drawn.height) == (200, 400)


def test_the_long_side_has_at_most_1600_pixels_and_the_small_one_8_kb() -> None:
    noise = Image.frombytes("RGB", (2400, 1200), random.Random(7).randbytes(2400 * 1200 * 3))
    drawn = draw_anew(encoded(noise, quality=60))
    assert (drawn.width, drawn.height) == opened(drawn.content).size == (1600, 800)
    assert len(drawn.thumb) <= THUMB_BYTES and max(opened(drawn.thumb).size) <= 160


def test_a_photo_of_forty_megapixels_is_kept() -> None:
    drawn = draw_anew(encoded(Image.new("RGB", (8000, 5000), "teal")))
    assert drawn.width == 1600


@pytest.mark.parametrize("mode", ["RGB", "L", "CMYK", "RGBA", "LA", "P", "1", "I;16"])
def test_every_kind_of_colour_becomes_plain(mode: str) -> None:
    kind = "JPEG" if mode == "CMYK" else "PNG"
    if mode == "I;16":
        picture = Image.new("I;16", (40, 30), 40_000)
    else:
        picture = Image.new("RGB", (40, 30), "teal").convert(mode)
    drawn = draw_anew(encoded(picture, kind))
    assert opened(drawn.content).mode == "RGB" and opened(drawn.content).format == "JPEG"


def test_sixteen_bit_grey_keeps_its_shades() -> None:
    drawn = draw_anew(encoded(Image.new("I;16", (40, 30), 32_768), "PNG"))
    grey = opened(drawn.content).convert("L").getpixel((20, 15))
    assert isinstance(grey, int) and 110 < grey < 145


def test_what_is_see_through_becomes_white() -> None:
    drawn = draw_anew(encoded(Image.new("RGBA", (40, 30), (0, 0, 0, 0)), "PNG"))
    assert opened(drawn.content).getpixel((5, 5)) == (255, 255, 255)


def test_a_moving_picture_stands_still() -> None:
    frames = [Image.new("RGB", (60, 40), colour) for colour in ("red", "blue")]
    moving = encoded(frames[0], "WEBP", save_all=True, append_images=frames[1:], duration=100)
    assert getattr(opened(draw_anew(moving).content), "n_frames", 1) == 1


def zip_named_jpg() -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr("a.txt", "hello")
    return out.getvalue()


def png_that_claims(width: int, height: int) -> bytes:
    """A few bytes that would decode to an enormous picture."""

    def chunk(name: bytes, body: bytes) -> bytes:
        return (
            struct.pack(">I", len(body)) + name + body + struct.pack(">I", zlib.crc32(name + body))
        )

    head = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", zlib.compress(b"\0" * 9))


@pytest.mark.parametrize(
    ("content", "why"),
    [
        (b"", "format"),
        (zip_named_jpg(), "format"),
        (b"\xff\xd8\xff\xe0 not a JPEG at all", "format"),
        (encoded(Image.new("RGB", (300, 300), "teal"))[:200], "broken"),
        (b"\0\0\0\x18ftypheic" + b"\0" * 60, "heic"),
        (b"<svg xmlns='http://www.w3.org/2000/svg' onload='alert(1)'/>", "format"),
        (encoded(Image.new("P", (20, 20)), "GIF"), "format"),
        (b"x" * (15 * 1024 * 1024 + 1), "large"),
        (png_that_claims(8_000, 7_000), "pixels"),
        (png_that_claims(60_000, 60_000), "pixels"),
    ],
    ids=["empty", "zip", "fake", "cut off", "heic", "svg", "gif", "16 MB", "56 megapixels", "bomb"],
)
def test_what_is_no_photo_is_refused_with_its_reason(content: bytes, why: str) -> None:
    with pytest.raises(BadPicture) as refused:
        draw_anew(content)
    assert refused.value.why in {why, "broken" if why == "format" else why}


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(
    start=st.sampled_from(
        [b"", b"\xff\xd8\xff\xe0", b"\x89PNG\r\n\x1a\n", b"RIFF\0\0\0\0WEBPVP8 "]
    ),
    rest=st.binary(max_size=300),
)
def test_random_bytes_are_a_picture_or_refused_and_nothing_else(start: bytes, rest: bytes) -> None:
    with contextlib.suppress(BadPicture):
        draw_anew(start + rest)


@settings(max_examples=150, deadline=None)
@given(
    at=st.integers(0, 2000), byte=st.integers(0, 255), kind=st.sampled_from(["JPEG", "PNG", "WEBP"])
)
def test_one_wrong_byte_in_a_real_picture_never_breaks_us(at: int, byte: int, kind: str) -> None:
    content = bytearray(encoded(Image.effect_noise((40, 30), 50).convert("RGB"), kind))
    content[at % len(content)] = byte
    with contextlib.suppress(BadPicture):
        draw_anew(bytes(content))


def test_keys_say_nothing(tmp_path: Path) -> None:
    from app.storage import DrawnPicture, keep_picture, throw_away
    from tests.conftest import make_portal

    portal = make_portal(f"sqlite:///{tmp_path}/x.sqlite3", tmp_path / "files")
    with portal.app_context():
        one = keep_picture(DrawnPicture(b"1", b"2", 1, 1))
        two = keep_picture(DrawnPicture(b"1", b"2", 1, 1))
        assert one.file_key != two.file_key and len(os.path.basename(one.file_key)) == 36
        throw_away(one)
        assert sorted(p.name for p in (tmp_path / "files/pictures").iterdir()) == sorted(
            Path(key).name for key in (two.file_key, two.thumb_key)
        )
    portal.extensions["db_engine"].dispose()
