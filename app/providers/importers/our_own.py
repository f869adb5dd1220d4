"""Our own file of places: JSON, with photos beside it. For who writes down what a place tells.

    {"places": [{"key": "h1", "name": "Hazel Room", "kind": "group", "postcode": "M33 7ZF",
      "provider": "Hazel Trust", "hour_pence": 1600, "facets": ["pay:free"], "areas": ["M41"],
      "sentences": [{"language": "en", "concept": "garden", "words": "We grow beans."}],
      "people": [{"name": "Tansy", "line": "I bake.", "language": "en",
        "said_yes_on": "2026-05-01", "photo": "tansy.jpg",
        "video": {"link": "https://films.example/1", "words": "Tansy bakes bread."}}]}]}

`said_yes_on` is the day on which who is shown said yes to all that stands there of them. Without
that day they are left out; so is a video without its words. What else may stand in a place:
description, address, phone, email, website, language. Photos are drawn anew, as every photo here.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import Any, TypeVar

from app.config import LIMITS
from app.language import pictures
from app.language.locales import KNOWN
from app.people.actions.records import today
from app.providers import postcodes
from app.providers.facets import FACETS, FOLLOWING
from app.providers.importers import values
from app.providers.importers.reading import Entry, Reading, Sentence, Supporter
from app.providers.importers.rows import UnreadableFile
from app.providers.importers.values import Refused
from app.providers.models import NAME_CHARACTERS, Kind
from app.providers.models.directory import MOST_SENTENCES, SENTENCE_CHARACTERS, VIDEO_CHARACTERS
from app.storage import BadPicture, DrawnPicture, draw_anew

NAME = "our-own"
_WORDS = LIMITS.section_characters
Known = TypeVar("Known")


def read_places(content: bytes, beside: Path) -> Reading:
    """The places of a file; `beside` is the folder with its photos. Each is told by its number,
    from 1. Raises UnreadableFile."""
    try:
        places = json.loads(content.decode("utf-8-sig"))["places"]
    except (ValueError, KeyError, TypeError, RecursionError):
        places = None
    if not isinstance(places, list):
        raise UnreadableFile('The file is not JSON with a list of "places".')
    reading = Reading()
    seen: dict[str, int] = {}
    for number, place in enumerate(places, 1):
        try:
            entry = _entry(place, beside)
            if entry.key in seen:
                raise Refused(f"duplicate key: the same as place {seen[entry.key]}")
        except Refused as problem:
            reading.refused.append((number, str(problem)))
            continue
        seen[entry.key] = number
        reading.entries.append(entry)
        reading.noted += [(number, note) for note in entry.notes]
    return reading


def _entry(place: Any, beside: Path) -> Entry:
    told = _mapping(place, "place")
    at = values.postcode(_text(told, "postcode", 40))
    phone, phone_note = values.phone(_text(told, "phone", 60))
    email, email_note = values.email(_text(told, "email", 254))
    website, website_note = values.website(_text(told, "website", 500))
    people = [_supporter(each, beside) for each in _list(told, "people")]
    notes = (
        phone_note,
        email_note,
        website_note,
        *(note for _who, some in people for note in some),
    )
    return Entry(
        key=_needed(told, "key", 80),
        name=_needed(told, "name", NAME_CHARACTERS),
        kind=_one_of(_needed(told, "kind", 40), {each.value: each for each in Kind}, "kind"),
        postcode=at.label,
        latitude=at.latitude,
        longitude=at.longitude,
        description=_text(told, "description", _WORDS),
        address=_text(told, "address", LIMITS.line_characters),
        phone=phone,
        email=email,
        website=website,
        provider=_text(told, "provider", NAME_CHARACTERS),
        language=_language(told),
        hour_pence=_pence(told),
        sentences=_sentences(told),
        workers=tuple(who for who, _some in people if who is not None),
        facets=tuple(_facet(each) for each in _list(told, "facets")),
        areas=tuple(_district(each) for each in _list(told, "areas")),
        notes=tuple(note for note in notes if note),
    )


def _sentences(told: Mapping[str, Any]) -> tuple[Sentence, ...]:
    found = tuple(_sentence(each) for each in _list(told, "sentences"))
    of_each = Counter(each.language for each in found)
    if any(count > MOST_SENTENCES for count in of_each.values()):
        raise Refused(f"more than {MOST_SENTENCES} sentences in one language")
    return found


def _sentence(given: Any) -> Sentence:
    told = _mapping(given, "sentence")
    concept = _needed(told, "concept", 40)
    _one_of(concept, {each.concept: each for each in pictures.concepts()}, "concept")
    return Sentence(_language(told), concept, _needed(told, "words", SENTENCE_CHARACTERS))


def _supporter(given: Any, beside: Path) -> tuple[Supporter | None, list[str]]:
    """Somebody who would support you, None without their yes; and what was left out."""
    told = _mapping(given, "person")
    name, yes = _needed(told, "name", 80), _day(told)
    video = _mapping(told.get("video") or {}, "video")
    link, note = values.website(_text(video, "link", 500))
    words = _text(video, "words", VIDEO_CHARACTERS)
    file_name = _text(told, "photo", 200)
    line = _text(told, "line", SENTENCE_CHARACTERS)
    language = _language(told)
    photo: DrawnPicture | None = None
    notes = [note]
    if yes is None:
        return None, [*notes, f"{name} is not shown: said_yes_on is missing"]
    if link and not words:
        notes.append(f"the video of {name} is left out: its words are missing")
        link = ""
    if file_name:
        photo, problem = _photo(beside, file_name)
        notes.append(problem)
    return Supporter(name, line, yes, language, photo, link, words if link else ""), notes


def _photo(beside: Path, file_name: str) -> tuple[DrawnPicture | None, str]:
    """A photo drawn anew, or why it is left out. Only from the folder of the file itself."""
    path = beside / file_name
    try:
        there = Path(file_name).name == file_name and not path.is_symlink() and path.is_file()
    except OSError:
        # A name that no disk can hold.
        there = False
    if not there:
        return None, f"the photo {file_name!r} is not beside the file"
    with path.open("rb") as file:
        given = file.read(LIMITS.picture_bytes + 1)
    try:
        return draw_anew(given), ""
    except BadPicture as problem:
        return None, f"the photo {file_name!r} cannot be kept: {problem.why}"


def _mapping(given: Any, what: str) -> Mapping[str, Any]:
    if not isinstance(given, dict):
        raise Refused(f"the {what} is not an object")
    return given


def _list(told: Mapping[str, Any], what: str) -> list[Any]:
    found = told.get(what, [])
    if not isinstance(found, list):
        raise Refused(f"{what} is not a list")
    return found


def _text(told: Mapping[str, Any], what: str, longest: int) -> str:
    found = told.get(what, "")
    if not isinstance(found, str):
        raise Refused(f"the {what} is not a text")
    return values.text(found, what, longest)


def _needed(told: Mapping[str, Any], what: str, longest: int) -> str:
    found = _text(told, what, longest)
    if not found:
        raise Refused(f"missing {what}")
    return found


def _one_of(given: Any, known: Mapping[str, Known], what: str) -> Known:
    if not isinstance(given, str) or given not in known:
        raise Refused(f"unknown {what} {given!r}")
    return known[given]


def _language(told: Mapping[str, Any]) -> str:
    return _one_of(told.get("language", "en"), {code: code for code in KNOWN}, "language")


def _facet(given: Any) -> str:
    written = {key: key for key in FACETS if key not in FOLLOWING}
    return _one_of(given, written, "facet")


def _district(given: Any) -> str:
    place = postcodes.find(given) if isinstance(given, str) else None
    if place is None:
        raise Refused(f"unknown area {given!r}")
    return place.district


def _pence(told: Mapping[str, Any]) -> int | None:
    found = told.get("hour_pence")
    if found is not None and (type(found) is not int or not 0 <= found <= 1_000_000):
        raise Refused("hour_pence is not a number of whole pence")
    return found


def _day(told: Mapping[str, Any]) -> date | None:
    found = _text(told, "said_yes_on", 10)
    try:
        day = date.fromisoformat(found) if found else None
    except ValueError:
        raise Refused(f"said_yes_on is no day: {found!r}") from None
    if day is not None and day > today():
        raise Refused("said_yes_on is in the future")
    return day
