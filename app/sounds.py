"""Recorded sound, written anew before it is kept: nothing of the phone's file rides along.

Call the slow work here before an action takes the write lock.
"""

from __future__ import annotations

import secrets
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

from app.config import LIMITS
from app.storage import SOUNDS, files

MIMETYPE = "audio/mp4"
_APART = Path(__file__).with_name("sounds_apart.py")
# A phone that stops at three minutes stops a moment later.
_GRACE_SECONDS = 2
_WAIT_SECONDS = 40
_REASONS = frozenset({"long", "format", "broken", "empty"})
# At 48 kbit a second the longest sound has 1.1 MB; the decoder is not trusted to keep to it.
_LARGEST_BYTES = 4 * 1024 * 1024


class BadSound(ValueError):
    """Not a sound that can be kept. `why` is one of: large, long, format, broken, empty."""

    def __init__(self, why: str) -> None:
        super().__init__(why)
        self.why = why


@dataclass(frozen=True)
class EncodedSound:
    """AAC in an .m4a, one channel, about 48 kbit a second. `seconds` is at least 1."""

    content: bytes
    seconds: int


@dataclass(frozen=True)
class KeptSound:
    """Where a sound was put, and how long it is."""

    file_key: str
    seconds: int


def encode_anew(given: bytes) -> EncodedSound:
    """Decode and encode again: the sound alone, at most three minutes. Raises BadSound.

    A process of its own does it, without the portal's settings in its environment: a file that
    breaks the decoder breaks nothing else.
    """
    if len(given) > LIMITS.sound_bytes:
        raise BadSound("large")
    try:
        done = subprocess.run(
            [sys.executable, "-I", str(_APART), str(LIMITS.sound_seconds + _GRACE_SECONDS)],
            input=given,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            timeout=_WAIT_SECONDS,
            env={},
            cwd="/",
            check=True,
        )
    except subprocess.SubprocessError as problem:
        raise BadSound("broken") from problem
    return _read(done.stdout)


def _read(answer: bytes) -> EncodedSound:
    head, _line, content = answer.partition(b"\n")
    verdict, _space, told = head.decode("ascii", "replace").partition(" ")
    if verdict != "ok":
        raise BadSound(told if told in _REASONS else "broken")
    try:
        seconds = round(float(told))
    except (ValueError, OverflowError) as problem:
        raise BadSound("broken") from problem
    if len(content) > _LARGEST_BYTES:
        raise BadSound("broken")
    return EncodedSound(content, min(max(seconds, 1), LIMITS.sound_seconds))


def keep_sound(encoded: EncodedSound) -> KeptSound:
    """Put it under a new random key."""
    key = f"{SOUNDS}/{secrets.token_hex(16)}.m4a"
    files().put(key, encoded.content, MIMETYPE)
    return KeptSound(key, encoded.seconds)


def throw_sound_away(kept: KeptSound) -> None:
    """Remove it: what it belongs to was not kept."""
    files().delete(kept.file_key)
