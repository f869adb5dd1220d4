"""Fitting words on one side of A4 or on a few, and drawing them as a PDF where there is pango.

Nothing is cut: the letters get smaller step by step, then the pictures go, then there are two
columns and lists run on. `static/css/_fit.css` has a class for each step.
"""

from __future__ import annotations

import math
import re
import uuid
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from io import BytesIO
from pathlib import Path
from typing import Any, Protocol
from urllib.parse import urlsplit

from flask import current_app

from app.people.predicates import Relation
from app.people.queries.photos import photo_for
from app.storage import NoSuchFile, files

BASE = "http://sheet.invalid"
RUN_ON = " · "
_POINT = 0.3528  # millimetres


class CannotDraw(Exception):
    """This system has no pango: the browser's own print is the way."""


@dataclass(frozen=True)
class Step:
    """How the sheet is set: letters in points, columns, and whether lines run on."""

    points: float
    columns: int = 1
    dense: bool = False


STEPS = (
    Step(14),
    Step(12.5),
    Step(11),
    Step(10),
    Step(9),
    Step(8),
    Step(8, 2),
    Step(7, 2),
    Step(6, 2),
    Step(6, 2, dense=True),
    Step(5, 2, dense=True),
    Step(4.3, 2, dense=True),
    Step(3.6, 2, dense=True),
    Step(3, 2, dense=True),
    Step(2.4, 2, dense=True),
    Step(1.7, 2, dense=True),
    Step(1.3, 2, dense=True),
    Step(1, 2, dense=True),
)
# Smaller letters than these, in points, are hard to read on paper: the page says so.
READABLE = 8

# A page of more letters takes many seconds to draw: no larger letters are tried for it.
QUICK = 60_000


@dataclass(frozen=True)
class Room:
    """How many sides there are, and how many headings stand on them.

    A heading with what stands around it is so many times as high as a letter, and so many
    millimetres more. As it is: the profile with its three.
    """

    sides: int = 1
    headings: int = 3
    times: float = 2.4
    more: float = 6


class Written(Protocol):
    """Something that a sheet has room for: texts in one language."""

    @property
    def texts(self) -> Sequence[str]: ...

    @property
    def language(self) -> str: ...


_TEXT = re.compile(r">[^<]+<")
_LONG = re.compile(r"[^\s<>&;]{60,}")
_PIECE = re.compile(r".{20}")


def step_class(index: int) -> str:
    """The class of the page's body for a step."""
    step = STEPS[index]
    return f"fit-{index}" + (" columns" if step.columns > 1 else "")


def likely_step(written: Iterable[Written], room: Room | None = None) -> int:
    """The first step at which the words should fit, for the browser's print, from their length.

    A little too small rather than too large: nobody can measure another's printer.
    """
    written, room = list(written), room or Room()
    for index, step in enumerate(STEPS):
        if sum(_height(each, step) for each in written) <= _left(step, room):
            return index
    return len(STEPS) - 1


def _left(step: Step, room: Room) -> float:
    """Millimetres of column height for words: A4 without margins, head, foot and headings."""
    headings = room.headings * (room.times * step.points * _POINT + room.more)
    # Columns end raggedly; what is left over at their ends is lost. So do the sides of a sheet.
    sure = 1.05 if step.columns == 1 else 1.0
    turned = (room.sides - 1) * 12
    return (269 * room.sides - 36 - 12 - turned - headings) * step.columns * sure


def _height(written: Written, step: Step) -> float:
    """Millimetres that some words take. Nastaliq is narrow and needs the room of two."""
    urdu = written.language == "ur"
    high_of_letter = step.points * _POINT
    wide = 182 / step.columns - (8 if step.dense or step.columns > 1 else 20)
    texts = [text for text in written.texts if text]
    capitals = sum(letter.isupper() for text in texts for letter in text)
    each = 0.48 if urdu else 0.53 + 0.43 * capitals / max(1, sum(map(len, texts)))
    in_a_line = max(1.0, wide / (high_of_letter * each))
    if step.dense:
        texts = [text.replace("\n", RUN_ON) for text in texts]
    lines = sum(
        max(1, math.ceil(len(line) / in_a_line)) for text in texts for line in text.split("\n")
    )
    high = 2.2 if urdu else (1.25 if step.columns > 1 else 1.4)
    return (lines + 1.5 * len(texts)) * high_of_letter * high


def draw_pdf(viewer: Relation, html_at: Callable[[int], str], likely: int, sides: int = 1) -> bytes:
    """The sheet as a PDF of at most so many pages. `html_at` gives the page at a step.

    From `likely` it goes larger while that fits, else smaller until it does: two or three
    drawings, for each of a long text takes seconds. Raises CannotDraw.
    """
    weasyprint = _weasyprint()
    sources = _Sources(viewer, weasyprint.urls.URLFetcherResponse)
    fonts = weasyprint.text.fonts.FontConfiguration()

    def drawn(index: int) -> Any:
        html = weasyprint.HTML(string=breakable(html_at(index)), base_url=BASE, url_fetcher=sources)
        return html.render(font_config=fonts)

    index, sheet = likely, drawn(likely)
    if len(sheet.pages) <= sides and len(html_at(index)) <= QUICK:
        while index > 0 and len((larger := drawn(index - 1)).pages) <= sides:
            index, sheet = index - 1, larger
    while len(sheet.pages) > sides and index < len(STEPS) - 1:
        index += 1
        sheet = drawn(index)
    pdf: bytes = sheet.write_pdf(pdf_variant="pdf/ua-1")
    return pdf


def breakable(html: str) -> str:
    """Let words of more than 60 letters break: without it such a text takes a minute to lay out."""
    return _TEXT.sub(
        lambda text: _LONG.sub(lambda word: _PIECE.sub("\\g<0>\u200b", word[0]), text[0]), html
    )


def _weasyprint() -> Any:
    try:
        # It takes seconds to load, and its system libraries may be missing.
        import weasyprint
    except (ImportError, OSError) as problem:
        raise CannotDraw from problem
    return weasyprint


class _Sources:
    """Gives WeasyPrint our own static files and the viewer's photos. Nothing leaves the machine."""

    # A picture that is missing leaves a gap, it does not stop the page.
    _fail_on_errors = False

    def __init__(self, viewer: Relation, response: Any) -> None:
        self.viewer = viewer
        self.response = response
        self.root = (Path(current_app.root_path).parent / ".build" / "static").resolve()

    def __call__(self, url: str) -> Any:
        path = urlsplit(url).path
        if not url.startswith(f"{BASE}/"):
            raise ValueError("only files of this portal")
        if path.startswith("/static/"):
            return self.response(url, self._static(path), {"Content-Type": _kind(path)})
        return self.response(url, self._photo(path), {"Content-Type": "image/jpeg"})

    def _static(self, path: str) -> bytes:
        file = (self.root / path.removeprefix("/static/")).resolve()
        if not file.is_relative_to(self.root):
            raise ValueError("outside the static files")
        return _unpacked(file) if file.suffix == ".woff2" else file.read_bytes()

    def _photo(self, path: str) -> bytes:
        photo = photo_for(self.viewer, uuid.UUID(path.rsplit("/", 1)[-1]))
        if photo is None:
            raise ValueError("no such photo")
        try:
            return files().get(photo.thumb_key)
        except NoSuchFile as problem:
            raise ValueError("no such photo") from problem


@lru_cache(maxsize=8)
def _unpacked(font: Path) -> bytes:
    """A font as it stands after unpacking, which takes half a second: WeasyPrint would do it anew
    for each sheet. The names of these files change with what they hold."""
    from fontTools.ttLib import woff2

    plain = BytesIO()
    woff2.decompress(BytesIO(font.read_bytes()), plain)
    return plain.getvalue()


def _kind(path: str) -> str:
    ending = path.rsplit(".", 1)[-1]
    return {"css": "text/css", "svg": "image/svg+xml", "woff2": "font/woff2"}.get(
        ending, "application/octet-stream"
    )
