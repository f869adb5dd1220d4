"""The report for the board: facts of a quarter with their sources, and as rows of a file."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from sqlalchemy import select

from app.extensions import db
from app.language import _
from app.outcomes.models import HighlightText
from app.outcomes.quarters import Quarter
from app.outcomes.queries.counted import EVERYBODY
from app.outcomes.queries.figures import Change, Figures, Plans, figures
from app.outcomes.queries.quality import benefits

Fact = dict[str, str]
RISKY = ("=", "+", "-", "@", "\t", "\r")


def newest_report(quarter: Quarter) -> HighlightText | None:
    """The report as it was kept last."""
    return db.session.scalar(
        select(HighlightText)
        .where(HighlightText.year == quarter.year, HighlightText.quarter == quarter.number)
        .order_by(HighlightText.number.desc())
        .limit(1)
    )


def quarters_written() -> set[Quarter]:
    rows = db.session.execute(select(HighlightText.year, HighlightText.quarter).distinct())
    return {Quarter(*row) for row in rows}


def draft(quarter: Quarter, today: date) -> list[Fact]:
    """A first report from the figures: facts, each with its source, and room for the board."""
    told, plans = _figures(quarter, today)
    portal = _("Source: answers in the portal")
    facts = [
        _fact("much", _("How much"), _much(told), portal),
        _fact("well", _("How well"), _well(told, plans), _("Source: answers and plans, today")),
        _fact("better", _("Is anyone better off"), _better(told), portal),
        _fact("benefit", _("What else is good"), _good(quarter), _("Source: as each line says")),
        _fact("more", _("What the board must know"), "", _("Source: the writer")),
    ]
    return facts


def _figures(quarter: Quarter, today: date) -> tuple[Figures, Plans]:
    found, plans = figures(EVERYBODY, [quarter], today)
    return found[0], plans


def _fact(key: str, title: str, words: str, source: str) -> Fact:
    return {"key": key, "title": title, "words": words, "source": source}


def _much(told: Figures) -> str:
    return _(
        "People who want something now: %(wanting)s. Answers of people themselves: %(answers)s."
        " Views of others: %(views)s. Steps that were done: %(steps)s.",
        wanting=told.wanting,
        answers=told.answers,
        views=told.views,
        steps=told.steps_done,
    )


def _well(told: Figures, plans: Plans) -> str:
    return _(
        "People who said it themselves: %(answered)s of %(people)s. Plans that were looked at"
        " again: %(reviews)s. Plans past their day today: %(overdue)s of %(started)s.",
        answered=told.answered,
        people=told.people,
        reviews=told.reviews,
        overdue=plans.overdue,
        started=plans.started,
    )


def _better(told: Figures) -> str:
    return _(
        "Of people who said it before too, by their own words: %(compared)s. Something goes"
        " better: %(better)s. Some things better, some not: %(mixed)s. The same: %(same)s."
        " Something goes less well: %(less)s. They got something that they want: %(reached)s.",
        compared=told.compared,
        better=told.own[Change.BETTER],
        mixed=told.own[Change.MIXED],
        same=told.own[Change.SAME],
        less=told.own[Change.LESS_WELL],
        reached=told.reached,
    )


def _good(quarter: Quarter) -> str:
    lines = [
        f"{row.line.words}: {row.counted} ({place.name}; {row.source.words})"
        for row, place in benefits(quarter)
    ]
    return "\n".join(lines)


def safe(cell: object) -> str:
    """A cell that no program of tables takes for a formula."""
    text = str(cell)
    return f"'{text}" if text.startswith(RISKY) else text


def rows_of(quarter: Quarter, today: date) -> Iterator[list[str]]:
    """The figures of a quarter as rows of a file: what, number, of how many, source."""
    told, plans = _figures(quarter, today)
    yield [quarter.name, _("For the board. Small groups are shown: do not pass it on.")]
    yield [_("What is counted"), _("Number"), _("Of"), _("Source")]
    portal, plan = _("answers in the portal"), _("support plans, today")
    lines: list[tuple[str, int, int | str, str]] = [
        (_("People who want something now"), told.wanting, "", portal),
        (_("Answers of people themselves"), told.answers, "", portal),
        (_("Views of others"), told.views, "", portal),
        (_("Steps that were done"), told.steps_done, "", portal),
        (_("People who said it themselves"), told.answered, told.people, portal),
        (_("Plans past their day"), plans.overdue, plans.started, plan),
        (_("Something goes better"), told.own[Change.BETTER], told.compared, portal),
        (_("Some things better, some not"), told.own[Change.MIXED], told.compared, portal),
        (_("The same as before"), told.own[Change.SAME], told.compared, portal),
        (_("Something goes less well"), told.own[Change.LESS_WELL], told.compared, portal),
        (_("People who got something that they want"), told.reached, "", portal),
    ]
    for line in lines:
        yield [safe(cell) for cell in line]
    for row, place in benefits(quarter):
        cells = (row.line.words, row.counted, "", f"{place.name}: {row.source.words}")
        yield [safe(cell) for cell in cells]
