"""Sounds that a phone could have recorded, made here: no file of anybody's voice is needed."""

from __future__ import annotations

import array
import io
import math
import wave

import av

SECRET = "Recorded by Zebedee at 53.38, -1.47"
# Container → codec, as phones and browsers record.
KINDS = {
    "webm": "libopus",
    "mp4": "aac",
    "ogg": "libopus",
    "mp3": "libmp3lame",
    "wav": "pcm_s16le",
    "adts": "aac",
    "3gp": "aac",
    "flac": "flac",
    "caf": "pcm_s16le",
}


def tone(
    kind: str = "webm", seconds: float = 1.0, video: bool = False, sound: bool = True
) -> bytes:
    """A hum in one of `KINDS`, with a title that nobody should get to read; or a film of it."""
    out = io.BytesIO()
    with av.open(out, "w", format=kind) as made:
        made.metadata["title"] = made.metadata["comment"] = SECRET
        film = made.add_stream("mpeg4", rate=10) if video else None
        stream = made.add_stream(KINDS[kind], rate=48_000, layout="mono") if sound else None
        if film is not None:
            film.width = film.height = 64
            film.pix_fmt = "yuv420p"
            for number in range(int(seconds * 10)):
                picture = av.VideoFrame(64, 64, "yuv420p")
                picture.pts = number
                made.mux(film.encode(picture))
            made.mux(film.encode(None))
        if stream is not None:
            fitting = av.AudioResampler(format=stream.codec_context.format, layout="mono")
            for frame in _frames(seconds):
                for each in fitting.resample(frame):
                    made.mux(stream.encode(each))
            made.mux(stream.encode(None))
    return out.getvalue()


def _frames(seconds: float) -> list[av.AudioFrame]:
    frames = []
    for start in range(0, int(seconds * 48_000), 1024):
        frame = av.AudioFrame(format="s16", layout="mono", samples=1024)
        hum = [int(9000 * math.sin((start + at) / 20)) for at in range(1024)]
        frame.planes[0].update(array.array("h", hum).tobytes())
        frame.sample_rate, frame.pts = 48_000, start
        frames.append(frame)
    return frames


def wav(seconds: float, rate: int = 8_000, loud: int = 9_000, claims: int | None = None) -> bytes:
    """Plain samples, quick to make. `claims`: the rate that its head tells, true or not."""
    out = io.BytesIO()
    with wave.open(out, "wb") as made:
        made.setnchannels(1)
        made.setsampwidth(2)
        made.setframerate(claims or rate)
        cycle = array.array("h", [int(loud * math.sin(at / 5)) for at in range(rate)]).tobytes()
        made.writeframes((cycle * (int(seconds) + 1))[: int(seconds * rate) * 2])
    return out.getvalue()
