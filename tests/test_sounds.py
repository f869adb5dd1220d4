"""Sounds written anew: every phone's kind is kept, and nothing that rode along in the file."""

from __future__ import annotations

import contextlib
import io
import zipfile
from pathlib import Path
from typing import Any

import av
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from PIL import Image

from app import sounds, sounds_apart
from app.config import LIMITS
from app.sounds import BadSound, EncodedSound, encode_anew, keep_sound, throw_sound_away
from tests.conftest import make_portal
from tests.recordings import KINDS, SECRET, tone, wav

MOST = LIMITS.sound_seconds + 2


def heard(content: bytes) -> tuple[Any, float]:
    """The kept sound's stream and its length, as a player reads it."""
    with av.open(io.BytesIO(content)) as source:
        (stream,) = source.streams
        assert stream.type == "audio"
        seconds = sum(f.samples / f.sample_rate for f in source.decode(stream))
        return stream.codec_context, seconds


@pytest.mark.parametrize("kind", KINDS)
def test_whatever_a_phone_records_becomes_one_kind_that_all_play(kind: str) -> None:
    given = tone(kind)
    made = encode_anew(given)
    codec, seconds = heard(made.content)
    assert (codec.name, codec.channels, made.seconds) == ("aac", 1, 1)
    assert 0.9 < seconds < 1.2
    assert made.content[4:8] == b"ftyp" and made.content.find(b"moov") < made.content.find(b"mdat")


@pytest.mark.parametrize("kind", ["webm", "mp4", "mp3", "flac"])
def test_no_title_and_no_place_survives(kind: str) -> None:
    given = tone(kind)
    assert SECRET.encode() in given
    made = encode_anew(given).content
    assert SECRET.encode() not in made and b"Zebedee" not in made


def test_of_a_film_only_the_sound_is_kept() -> None:
    content = encode_anew(tone("mp4", video=True)).content
    assert heard(content)[0].name == "aac"


def test_three_minutes_are_kept_and_a_phone_may_stop_a_moment_late() -> None:
    for seconds in (180, 181.5):
        assert encode_anew(wav(seconds)).seconds == 180


def zip_named_webm() -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr("a.txt", "hello")
    return out.getvalue()


def jpeg() -> bytes:
    out = io.BytesIO()
    Image.new("RGB", (300, 200), "teal").save(out, "JPEG")
    return out.getvalue()


@pytest.mark.parametrize(
    ("content", "why"),
    [
        (b"", "format"),
        (zip_named_webm(), "format"),
        (jpeg(), "format"),
        (b"\0\0\0\x18ftypheic" + b"\0" * 60, "format"),
        (
            b"#EXTM3U\n#EXT-X-TARGETDURATION:9\n#EXTINF:9,\n/etc/hostname\n#EXT-X-ENDLIST\n",
            "format",
        ),
        (b"ffconcat version 1.0\nfile /etc/hostname\n", "format"),
        (tone("mp4", video=True, sound=False), "format"),
        (tone("mp4")[:400], "broken"),
        (b"\x1a\x45\xdf\xa3 not a recording", "broken"),
        (b"OggS" + b"\0" * 600, "broken"),
        (wav(30, claims=1), "broken"),
        (wav(0), "empty"),
        (wav(0.1), "empty"),
        (wav(3, loud=0), "empty"),
        (wav(184), "long"),
        (wav(240), "long"),
        (b"RIFF" + b"x" * LIMITS.sound_bytes, "large"),
    ],
    ids=[
        "nothing",
        "zip",
        "photo",
        "heic",
        "playlist",
        "list of files",
        "silent film",
        "cut off",
        "fake webm",
        "fake ogg",
        "one sample a second",
        "no samples",
        "a click",
        "silence",
        "184 seconds",
        "4 minutes",
        "10 MB and more",
    ],
)
def test_what_is_no_sound_is_refused_with_its_reason(content: bytes, why: str) -> None:
    with pytest.raises(BadSound) as refused:
        encode_anew(content)
    assert refused.value.why == why


def test_a_recording_that_was_cut_off_is_kept_as_far_as_it_goes() -> None:
    whole = tone("webm", seconds=4)
    assert 1 <= encode_anew(whole[: len(whole) // 2]).seconds <= 3


@pytest.mark.parametrize(
    "process",
    [
        "import os; os.abort()",
        "import time; time.sleep(60)",
        "import sys; sys.stdout.write('ok many\\n')",
        "import sys; sys.stdout.write('no idea\\n')",
        "import sys; sys.stdout.write('ok 3.0\\n' + 'x' * 5_000_000)",
        "pass",
    ],
    ids=["crash", "never ends", "no number", "unknown reason", "too much", "says nothing"],
)
def test_a_decoder_that_breaks_breaks_nothing_else(
    process: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    apart = tmp_path / "apart.py"
    apart.write_text(process)
    monkeypatch.setattr(sounds, "_APART", apart)
    monkeypatch.setattr(sounds, "_WAIT_SECONDS", 1)
    with pytest.raises(BadSound) as refused:
        encode_anew(wav(1))
    assert refused.value.why == "broken"


def test_the_process_apart_knows_no_secret(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    apart = tmp_path / "apart.py"
    told = tmp_path / "told"
    apart.write_text(
        "import importlib.util, os\n"
        f"told = repr(dict(os.environ)) + repr(importlib.util.find_spec('app'))\n"
        f"open({str(told)!r}, 'w').write(told)"
    )
    monkeypatch.setattr(sounds, "_APART", apart)
    monkeypatch.setenv("SECRET_KEY", "tell-nobody")
    with pytest.raises(BadSound):
        encode_anew(wav(1))
    assert "tell-nobody" not in told.read_text() and told.read_text().endswith("None")


def kept_apart(content: bytes) -> None:
    """The work of the process, in this one: sound or refused, and nothing else is raised."""
    with contextlib.suppress(sounds_apart.Refused):
        sounds_apart.write_anew(content, MOST)


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(
    start=st.sampled_from(
        [
            b"",
            b"\x1a\x45\xdf\xa3",
            b"OggS\0\2",
            b"RIFF\x24\0\0\0WAVEfmt ",
            b"\0\0\0\x1cftypM4A ",
            b"\xff\xfb\x90",
            b"\xff\xf1\x50",
            b"ID3\4",
            b"#!AMR\n",
            b"caff\0\1",
            b"fLaC",
        ]
    ),
    rest=st.binary(max_size=400),
)
def test_random_bytes_are_a_sound_or_refused_and_nothing_else(start: bytes, rest: bytes) -> None:
    kept_apart(start + rest)


REAL = {kind: tone(kind, seconds=0.4) for kind in KINDS}


@settings(max_examples=200, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(
    kind=st.sampled_from(sorted(KINDS)),
    at=st.integers(0, 100_000),
    byte=st.integers(0, 255),
    cut=st.one_of(st.none(), st.integers(0, 100_000)),
)
def test_a_wrong_byte_or_a_missing_end_never_breaks_us(
    kind: str, at: int, byte: int, cut: int | None
) -> None:
    content = bytearray(REAL[kind])
    content[at % min(len(content), 3_000)] = byte
    kept_apart(bytes(content[: cut % len(content)] if cut is not None else content))


def test_keys_say_nothing_and_what_was_not_kept_is_thrown_away(tmp_path: Path) -> None:
    portal = make_portal(f"sqlite:///{tmp_path}/x.sqlite3", tmp_path / "files")
    with portal.app_context():
        one, two = (keep_sound(EncodedSound(b"1", 5)) for _ in range(2))
        assert one.file_key != two.file_key and one.seconds == 5
        assert len(Path(one.file_key).name) == 36
        throw_sound_away(one)
        assert [p.name for p in (tmp_path / "files/sounds").iterdir()] == [Path(two.file_key).name]
    portal.extensions["db_engine"].dispose()
