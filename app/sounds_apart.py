"""Decode a recording and write it anew: run as a process of its own by `app.sounds`.

Decoders read what strangers send, and are written in C. Here they have no settings, no database
and no secrets, little memory and little time. Nothing of the portal is imported.

It reads the recording and writes, first, a line: "ok" and the seconds, or "no" and the reason.
"""

from __future__ import annotations

import io
import resource
import sys
from collections.abc import Iterator
from contextlib import suppress
from fractions import Fraction
from typing import Any

RATE = 32_000
BITS_A_SECOND = 48_000
# What phones and browsers record into, by how the file begins. The library never guesses: a
# playlist, or a list of other files, must not be opened at all.
_BEGINS = (
    (0, b"\x1a\x45\xdf\xa3", "matroska"),
    (0, b"OggS", "ogg"),
    (8, b"WAVE", "wav"),
    (0, b"#!AMR", "amr"),
    (0, b"caff", "caf"),
    (0, b"fLaC", "flac"),
    (0, b"ID3", "mp3"),
)
_PICTURES = (b"heic", b"heix", b"hevc", b"mif1", b"msf1", b"avif", b"crx ")
CODECS = (
    "opus,libopus,vorbis,libvorbis,aac,aac_fixed,mp3,mp3float,flac,alac,amrnb,amrwb,"
    "pcm_s16le,pcm_s16be,pcm_s24le,pcm_s32le,pcm_u8,pcm_f32le,pcm_alaw,pcm_mulaw"
)
# A recording that claims fewer would grow without end when it is brought to our rate.
SLOWEST, FASTEST = 4_000, 384_000
MOST_BAD_PACKETS = 50
# Of 1. A microphone that is switched off leaves less.
SILENCE = 0.0003
SHORTEST = RATE // 5
MEMORY_BYTES = 1_500_000_000
CPU_SECONDS = 20


class Refused(Exception):
    """Not a sound that can be kept. `why`: long, format, broken or empty."""

    def __init__(self, why: str) -> None:
        super().__init__(why)
        self.why = why


def kind_of(given: bytes) -> str | None:
    """Which kind of recording the bytes begin like; None for anything else."""
    for at, mark, kind in _BEGINS:
        if given[at : at + len(mark)] == mark:
            return kind
    if given[4:8] == b"ftyp" and given[8:12] not in _PICTURES:
        return "mov"
    # No head: the first frame of MPEG sound. Layer 0 means AAC.
    if len(given) > 2 and given[0] == 0xFF and given[1] & 0xE0 == 0xE0:
        return "aac" if given[1] & 0x06 == 0 else "mp3"
    return None


def write_anew(given: bytes, longest: int) -> tuple[bytes, float]:
    """The sound alone as AAC in one channel, and its seconds, at most `longest`. Raises Refused.

    Pictures, places, names and whatever else stood in the file stay behind.
    """
    import av

    kind = kind_of(given)
    if kind is None:
        raise Refused("format")
    try:
        return _written(av, given, kind, longest * RATE)
    except Refused:
        raise
    except Exception as problem:
        # Whatever a decoder says of a broken file, MemoryError among it.
        raise Refused("broken") from problem


def _written(av: Any, given: bytes, kind: str, most: int) -> tuple[bytes, float]:
    out = io.BytesIO()
    samples, loudest = 0, 0.0
    with (
        av.open(
            io.BytesIO(given),
            format=kind,
            container_options={"codec_whitelist": CODECS, "protocol_whitelist": "none"},
            metadata_errors="replace",
            io_open=_open_nothing,
        ) as source,
        av.open(
            out,
            "w",
            format="ipod",
            container_options={"movflags": "+faststart", "fflags": "+bitexact"},
            io_open=lambda *_asked: _SecondLook(out),
        ) as made,
    ):
        stream = made.add_stream("aac", rate=RATE, layout="mono")
        stream.bit_rate = BITS_A_SECOND
        for frame in _plain_frames(av, source, most):
            frame.pts, frame.time_base = samples, Fraction(1, RATE)
            samples += frame.samples
            if samples > most:
                raise Refused("long")
            loudest = max(loudest, _peak(frame))
            made.mux(stream.encode(frame))
        if samples < SHORTEST or loudest < SILENCE:
            raise Refused("empty")
        made.mux(stream.encode(None))
    return out.getvalue(), samples / RATE


def _plain_frames(av: Any, source: Any, most: int) -> Iterator[Any]:
    """The first sound of the file, decoded, in our rate and one channel."""
    if not source.streams.audio:
        raise Refused("format")
    to_ours = av.AudioResampler(format="fltp", layout="mono", rate=RATE)
    for frame in _frames(av, source):
        rate = frame.sample_rate
        if not SLOWEST <= rate <= FASTEST:
            raise Refused("broken")
        if frame.samples * RATE > most * rate:
            raise Refused("long")
        # Times in a broken file jump. Sound follows sound.
        frame.pts = None
        yield from to_ours.resample(frame)
    yield from to_ours.resample(None)


def _frames(av: Any, source: Any) -> Iterator[Any]:
    """Decoded frames; a few broken packets in a recording that was cut off are left out."""
    bad = 0
    packets = source.demux(source.streams.audio[0])
    while True:
        try:
            packet = next(packets)
            yield from packet.decode()
        except StopIteration:
            return
        except av.error.FFmpegError:
            bad += 1
            if bad > MOST_BAD_PACKETS:
                raise


def _peak(frame: Any) -> float:
    heard = memoryview(frame.planes[0]).cast("B")[: frame.samples * 4].cast("f")
    return max(max(heard), -min(heard))


def _open_nothing(*_asked: Any) -> None:
    """A recording that names another file does not get it."""
    raise PermissionError


class _SecondLook(io.RawIOBase):
    """Reads what was written so far: the table of contents moves to the front that way."""

    def __init__(self, out: io.BytesIO) -> None:
        self.out = out
        self.at = 0

    def readable(self) -> bool:
        return True

    def read(self, size: int = -1) -> bytes:
        whole = self.out.getbuffer()
        end = len(whole) if size < 0 else self.at + size
        found = bytes(whole[self.at : end])
        self.at += len(found)
        return found

    def seek(self, offset: int, whence: int = 0) -> int:
        start = (0, self.at, len(self.out.getbuffer()))[whence]
        self.at = start + offset
        return self.at

    def tell(self) -> int:
        return self.at


def main() -> None:
    """The process: limits first, then the work."""
    for what, most in ((resource.RLIMIT_AS, MEMORY_BYTES), (resource.RLIMIT_CPU, CPU_SECONDS)):
        # Some systems know no such limit; the time is limited from outside, too.
        with suppress(ValueError, OSError):
            resource.setrlimit(what, (most, most))
    try:
        content, seconds = write_anew(sys.stdin.buffer.read(), int(sys.argv[1]))
    except Refused as refused:
        sys.stdout.buffer.write(f"no {refused.why}\n".encode())
    else:
        sys.stdout.buffer.write(f"ok {seconds:.3f}\n".encode() + content)


if __name__ == "__main__":
    main()
