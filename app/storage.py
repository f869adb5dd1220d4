"""Files: a folder, or S3. Pictures are drawn anew before they are kept: nothing rides along.

Keys are random and say nothing; that of a picture for everybody is made of the picture. Call the
slow work here before an action takes the write lock.
"""

from __future__ import annotations

import contextlib
import hashlib
import io
import secrets
import struct
import warnings
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, Protocol
from urllib.parse import parse_qs, urlsplit

from flask import current_app
from PIL import Image, ImageOps, UnidentifiedImageError

from app.config import LIMITS

FORMATS = ("JPEG", "PNG", "WEBP")
LARGEST_SIDE = 1600
THUMB_SIDE = 160
THUMB_BYTES = 8_000
# The folders of the two kinds of file.
PICTURES, SOUNDS = "pictures", "sounds"
# What Pillow raises for files that only look like pictures; nothing of it may become a 500.
_BROKEN = (
    OSError,
    ValueError,
    SyntaxError,
    EOFError,
    IndexError,
    KeyError,
    TypeError,
    OverflowError,
    ZeroDivisionError,
    MemoryError,
    struct.error,
    NotImplementedError,
    UnidentifiedImageError,
    Image.DecompressionBombError,
    Image.DecompressionBombWarning,
)


class NoSuchFile(KeyError):
    """There is no file with this key."""


class BadPicture(ValueError):
    """Not a picture that can be kept. `why` is one of: large, pixels, heic, format, broken."""

    def __init__(self, why: str) -> None:
        super().__init__(why)
        self.why = why


class Files(Protocol):
    """Where files are kept. Keys have slashes; a missing key raises NoSuchFile on get."""

    def put(self, key: str, content: bytes, content_type: str) -> None: ...

    def get(self, key: str) -> bytes: ...

    def delete(self, key: str) -> None: ...

    def listed(self, folder: str) -> Iterator[tuple[str, datetime]]:
        """Every key below a folder, with when it was put there."""
        ...


class Folder:
    """Files in a folder of this machine. A file appears whole or not at all."""

    def __init__(self, root: Path) -> None:
        self.root = root

    def _path(self, key: str) -> Path:
        path = (self.root / key).resolve()
        if not path.is_relative_to(self.root.resolve()):
            raise NoSuchFile(key)
        return path

    def put(self, key: str, content: bytes, content_type: str) -> None:
        path = self._path(key)
        path.parent.mkdir(parents=True, exist_ok=True)
        half = path.with_name(f"{path.name}.{secrets.token_hex(4)}.part")
        try:
            half.write_bytes(content)
            half.replace(path)
        finally:
            half.unlink(missing_ok=True)

    def get(self, key: str) -> bytes:
        try:
            return self._path(key).read_bytes()
        except (FileNotFoundError, IsADirectoryError):
            raise NoSuchFile(key) from None

    def delete(self, key: str) -> None:
        self._path(key).unlink(missing_ok=True)

    def listed(self, folder: str) -> Iterator[tuple[str, datetime]]:
        for path in self._path(folder).rglob("*"):
            # One that is deleted meanwhile is no file any more.
            with contextlib.suppress(FileNotFoundError):
                if path.is_file():
                    at = datetime.fromtimestamp(path.stat().st_mtime, UTC)
                    yield path.relative_to(self.root.resolve()).as_posix(), at


class Bucket:
    """Files in S3-compatible storage: s3://bucket/prefix?endpoint=https://…&region=…"""

    def __init__(self, url: str) -> None:
        # Only portals that keep files in S3 pay for loading this.
        import boto3

        parts = urlsplit(url)
        options = {name: values[-1] for name, values in parse_qs(parts.query).items()}
        self.name = parts.netloc
        self.prefix = parts.path.strip("/")
        self.client: Any = boto3.client(
            "s3",
            endpoint_url=options.get("endpoint"),
            region_name=options.get("region", "eu-west-2"),
        )

    def _key(self, key: str) -> str:
        return f"{self.prefix}/{key}" if self.prefix else key

    def put(self, key: str, content: bytes, content_type: str) -> None:
        self.client.put_object(
            Bucket=self.name, Key=self._key(key), Body=content, ContentType=content_type
        )

    def get(self, key: str) -> bytes:
        try:
            found = self.client.get_object(Bucket=self.name, Key=self._key(key))
        except self.client.exceptions.NoSuchKey:
            raise NoSuchFile(key) from None
        content: bytes = found["Body"].read()
        return content

    def delete(self, key: str) -> None:
        self.client.delete_object(Bucket=self.name, Key=self._key(key))

    def listed(self, folder: str) -> Iterator[tuple[str, datetime]]:
        pages = self.client.get_paginator("list_objects_v2").paginate(
            Bucket=self.name, Prefix=self._key(f"{folder}/")
        )
        for each in (found for page in pages for found in page.get("Contents", ())):
            key: str = each["Key"]
            yield key.removeprefix(self._key("")), each["LastModified"].astimezone(UTC)


def files() -> Files:
    """The portal's files, as FILES_URL says; made once an app."""
    kept: Files | None = current_app.extensions.get("files")
    if kept is None:
        url = current_app.config["FILES_URL"]
        kept = Bucket(url) if url.startswith("s3://") else Folder(Path(url))
        current_app.extensions["files"] = kept
    return kept


@dataclass(frozen=True)
class DrawnPicture:
    """A picture drawn anew as JPEG, with a small one of at most 8 kB. Sizes in pixels."""

    content: bytes
    thumb: bytes
    width: int
    height: int


@dataclass(frozen=True)
class KeptPicture:
    """Where a picture was put."""

    file_key: str
    thumb_key: str
    width: int
    height: int


def draw_anew(given: bytes) -> DrawnPicture:
    """Decode and encode again: upright, at most 1600 pixels, no place in it. Raises BadPicture.

    Size and format are read from the head of the file; only then is it decoded.
    """
    if len(given) > LIMITS.picture_bytes:
        raise BadPicture("large")
    if given[4:8] == b"ftyp" and given[8:12] in (
        b"heic",
        b"heix",
        b"hevc",
        b"mif1",
        b"msf1",
        b"avif",
    ):
        raise BadPicture("heic")
    try:
        with warnings.catch_warnings():
            # Our own limit, below, is stricter than Pillow's and known before it decodes.
            warnings.simplefilter("ignore", Image.DecompressionBombWarning)
            return _drawn(given)
    except BadPicture:
        raise
    except _BROKEN as problem:
        raise BadPicture("broken") from problem


def _drawn(given: bytes) -> DrawnPicture:
    try:
        picture: Image.Image = Image.open(io.BytesIO(given), formats=FORMATS)
    except Image.DecompressionBombError as problem:
        raise BadPicture("pixels") from problem
    except UnidentifiedImageError as problem:
        raise BadPicture("format") from problem
    if picture.width * picture.height > LIMITS.picture_pixels:
        raise BadPicture("pixels")
    # A JPEG can be decoded at half or quarter size: a large photo costs little memory.
    picture.draft("RGB", (LARGEST_SIDE * 2, LARGEST_SIDE * 2))
    picture.load()
    picture = _plain_colours(ImageOps.exif_transpose(picture))
    picture.thumbnail((LARGEST_SIDE, LARGEST_SIDE), Image.Resampling.LANCZOS)
    return DrawnPicture(_as_jpeg(picture, 85), _thumb(picture), picture.width, picture.height)


def _plain_colours(picture: Image.Image) -> Image.Image:
    """RGB on white. Sixteen-bit greys are scaled down, not cut off."""
    if picture.mode.startswith(("I", "F")):
        grey = picture.convert("F")
        _lowest, highest = grey.getextrema()
        scale = 255 / 65535 if float(highest) > 255 else 1.0  # type: ignore[arg-type]
        return grey.point(lambda value: value * scale + 0).convert("L").convert("RGB")
    if picture.mode in ("RGBA", "LA", "PA", "RGBa", "La") or "transparency" in picture.info:
        seen = picture.convert("RGBA")
        white = Image.new("RGBA", seen.size, "white")
        return Image.alpha_composite(white, seen).convert("RGB")
    return picture.convert("RGB")


def _as_jpeg(picture: Image.Image, quality: int) -> bytes:
    out = io.BytesIO()
    # A fresh image holds no EXIF, no place and no colour profile of the first one.
    clean = Image.new("RGB", picture.size)
    clean.paste(picture)
    clean.save(out, "JPEG", quality=quality, optimize=True)
    return out.getvalue()


def _thumb(picture: Image.Image) -> bytes:
    """At most 160 pixels and 8 kB: the quality goes down until it fits."""
    small = picture.copy()
    small.thumbnail((THUMB_SIDE, THUMB_SIDE), Image.Resampling.LANCZOS)
    for quality in (80, 65, 50, 35, 20):
        drawn = _as_jpeg(small, quality)
        if len(drawn) <= THUMB_BYTES:
            return drawn
    small.thumbnail((THUMB_SIDE // 2, THUMB_SIDE // 2))
    return _as_jpeg(small, 20)


def keep_picture(drawn: DrawnPicture) -> KeptPicture:
    """Put both sizes under a new random key."""
    return _keep(drawn, secrets.token_hex(16))


def keep_for_everybody(drawn: DrawnPicture) -> KeptPicture:
    """Put both sizes under a key made of the picture: the same one again is the same file."""
    return _keep(drawn, hashlib.sha256(drawn.content).hexdigest()[:32])


def _keep(drawn: DrawnPicture, key: str) -> KeptPicture:
    name = f"{PICTURES}/{key}"
    kept = KeptPicture(f"{name}.jpg", f"{name}-small.jpg", drawn.width, drawn.height)
    files().put(kept.file_key, drawn.content, "image/jpeg")
    files().put(kept.thumb_key, drawn.thumb, "image/jpeg")
    return kept


def throw_away(kept: KeptPicture) -> None:
    """Remove both sizes: what they belong to was not kept."""
    files().delete(kept.file_key)
    files().delete(kept.thumb_key)
