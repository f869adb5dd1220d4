"""Who asked for jobs and who got them, in numbers for everybody. No small group can be worked out.

Requirement 48, as the domain narrows it: who applied and who was chosen, council-wide, at least 10
in each number that is shown. What keeps a number from being worked out by taking others away:

- a year is shown once it is over and every answer in it is closed. From then on its numbers stay
  as they are, so that no two days' pages can be compared;
- years stand alone; nothing is added up over years, and no total of a question is shown, nor how
  many said nothing: no number is the rest of others;
- who was chosen is shown only where those who were not are 10 or more, too.

`app/outcomes/suppression.py` is for tables whose sums are shown; here no sum is.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass

from sqlalchemy import func, select

from app.extensions import db
from app.language.words import LazyWords
from app.people.actions.records import today
from app.staff_choice.equal import QUESTIONS
from app.staff_choice.models import EqualAnswer

FEWEST = 10


@dataclass(frozen=True)
class Line:
    """One answer of one question. None is not shown."""

    words: LazyWords
    applied: int | None
    chosen: int | None


@dataclass(frozen=True)
class Table:
    """One question of one year. `lines` has each answer of its list, shown or not."""

    words: LazyWords
    lines: tuple[Line, ...]


@dataclass(frozen=True)
class Year:
    year: int
    tables: tuple[Table, ...]


def who_applies() -> list[Year]:
    """Every year that may be shown, the newest first. A question without any number is left out."""
    years = _closed_years()
    counts: dict[int, Counter[tuple[str, str, bool]]] = defaultdict(Counter)
    for quarter, answers, chosen in db.session.execute(
        select(EqualAnswer.quarter, EqualAnswer.answers, EqualAnswer.chosen)
    ):
        for question, value in answers.items():
            counts[_year(quarter)][question, value, chosen] += 1
    found = [_shown(year, counts[year]) for year in sorted(years, reverse=True)]
    return [each for each in found if each.tables]


def _closed_years() -> set[int]:
    """Years that are over, in which no answer waits for its decision."""
    this_year = today().year
    waiting = func.count(EqualAnswer.key)
    rows = db.session.execute(
        select(EqualAnswer.quarter, waiting).group_by(EqualAnswer.quarter)
    ).all()
    open_years = {_year(quarter) for quarter, open_keys in rows if open_keys}
    return {_year(quarter) for quarter, _open in rows if _year(quarter) < this_year} - open_years


def _year(quarter: str) -> int:
    return int(quarter[:4])


def _shown(year: int, counts: Counter[tuple[str, str, bool]]) -> Year:
    tables = []
    for name, question in QUESTIONS.items():
        lines = tuple(
            _line(words, counts[name, value, True], counts[name, value, False])
            for value, words in question.answers
        )
        if any(line.applied is not None for line in lines):
            tables.append(Table(question.words, lines))
    return Year(year, tuple(tables))


def _line(words: LazyWords, chosen: int, others: int) -> Line:
    """Those who were not chosen are a group as well: it is small where the rest is."""
    applied = chosen + others
    may_tell = chosen >= FEWEST and others >= FEWEST
    return Line(words, applied if applied >= FEWEST else None, chosen if may_tell else None)
