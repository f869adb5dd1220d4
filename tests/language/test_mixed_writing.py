"""Names, times and punctuation where the writing changes: Urdu runs from the right."""

import re
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from app.language.extraction import ROOT
from app.language.formats import format_datetime
from app.language.locales import speaking

TEMPLATES = ROOT / "templates"
# A bare value beside its words: `name(…)`, `latin(…)` and the like keep it apart from them.
BARE = re.compile(r'_\("[^"]*%\(name\)s[^"]*", name=[a-z_]+\.[a-z_.]+[),]')
LATIN_MARK = re.compile(r"\}\}[.,;] ?(?!\w)")
# What a browser shows as plain text has no tags in it; open data is English by its own `lang`.
PLAIN = ("block title", "aria-label", "alt=")
ENGLISH = 'lang="en"'


def found(wanted: re.Pattern[str], *, but: tuple[str, ...]) -> Iterator[str]:
    for path in sorted(Path(TEMPLATES).rglob("*.html")):
        for line in path.read_text(encoding="utf-8").splitlines():
            if wanted.search(line) and not any(each in line for each in but):
                yield f"{path.relative_to(TEMPLATES)}: {line.strip()}"


def test_names_keep_their_own_direction() -> None:
    assert list(found(BARE, but=PLAIN)) == []


def test_stops_and_commas_come_from_the_catalogue() -> None:
    assert list(found(LATIN_MARK, but=(ENGLISH,))) == []


@pytest.mark.parametrize(
    ("code", "written"),
    [
        ("en", "12 March 2026, 5:30 pm"),
        ("pl", "12 marca 2026, 17:30"),
        ("ur", "12 مارچ 2026، سہ پہر 5:30"),
    ],
)
def test_a_time_is_written_as_the_language_does(code: str, written: str) -> None:
    with speaking(code):
        assert format_datetime(datetime(2026, 3, 12, 17, 30, tzinfo=UTC)) == written
