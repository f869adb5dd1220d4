"""The report for the board: facts of a quarter with their sources, and as rows of a file."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from sqlalchemy import select

from app.extensions import db
from app.language import _
from app.outcomes.models import HighlightText
from app.outcomes.quarters import Quarter
from app.outcomes.queries.counted import EVERYBODY
from app.outcomes.queries.figures import Change, figures
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


@dataclass(frozen=True)
class Line:
    """One figure. `of`: of how many people or plans, where it is a part. `box`: of which fact."""

    box: str
    what: str
    number: int
    of: int | None
    source: str

    @property
    def words(self) -> str:
        """As a line of the report, with its share."""
        if self.of is None:
            return f"{self.what}: {self.number}"
        if not self.of:
            return f"{self.what}: {_('Nobody yet')}"
        share = round(100 * self.number / self.of)
        part = _("%(num)s of %(all)s (%(share)s%%)", num=self.number, all=self.of, share=share)
        return f"{self.what}: {part}"


def draft(quarter: Quarter, today: date) -> list[Fact]:
    """A first report from the figures: facts, each with its source, and room for the board."""
    found = _lines(quarter, today)

    def told(box: str, *before: str) -> str:
        return "\n".join([*before, *(line.words for line in found if line.box == box)])

    by_themselves = _(
        "From what people say themselves, with their own account: the newest answer of the quarter"
        " beside the newest before."
    )
    words = {
        "much": told("much"),
        "well": told("well"),
        "better": told("better", by_themselves),
        "benefit": _good(quarter),
        "more": "",
    }
    return [{"key": key, "words": words[key], **head} for key, head in _heads().items()]


def with_own_heads(facts: list[Fact]) -> list[Fact]:
    """Kept facts under the titles of the reader's language; the words stay as they were written."""
    heads = _heads()
    return [{**each, **heads[each["key"]]} for each in facts]


def _heads() -> dict[str, Fact]:
    """What each fact is called and where it comes from, in the order of the report."""
    portal = _("Source: answers in the portal")
    return {
        "much": {"title": _("How much"), "source": portal},
        "well": {"title": _("How well"), "source": _("Source: answers and plans, today")},
        "better": {"title": _("Is anyone better off"), "source": portal},
        "benefit": {"title": _("What else is good"), "source": _("Source: as each line says")},
        "more": {"title": _("What the board must know"), "source": _("Source: the writer")},
    }


def _lines(quarter: Quarter, today: date) -> list[Line]:
    """The figures of one quarter, each with its words: for the report and for the file alike."""
    quarters, plans = figures(EVERYBODY, [quarter], today)
    told, portal = quarters[0], _("answers in the portal")
    people, before = told.people, told.compared

    def much(what: str, number: int) -> Line:
        return Line("much", what, number, None, portal)

    def went(what: str, change: Change) -> Line:
        return Line("better", what, told.own[change], before, portal)

    return [
        much(_("People who want something now"), told.wanting),
        much(_("Answers of people themselves"), told.answers),
        much(_("Views of others"), told.views),
        much(_("Steps that were done"), told.steps_done),
        Line("well", _("People who said it themselves"), told.answered, people, portal),
        Line(
            "well",
            _("Support plans that were looked at again"),
            told.reviews,
            None,
            _("support plans"),
        ),
        Line(
            "well",
            _("Plans past their day"),
            plans.overdue,
            plans.started,
            _("support plans, today"),
        ),
        went(_("Something goes better"), Change.BETTER),
        went(_("Some things better, some not"), Change.MIXED),
        went(_("The same as before"), Change.SAME),
        went(_("Something goes less well"), Change.LESS_WELL),
        Line("better", _("People who got something that they want"), told.reached, None, portal),
    ]


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
    yield [quarter.name, _("For the board. Small groups are shown: do not pass it on.")]
    yield [_("What is counted"), _("Number"), _("Of"), _("Source")]
    for line in _lines(quarter, today):
        of = "" if line.of is None else line.of
        yield [safe(cell) for cell in (line.what, line.number, of, line.source)]
    for row, place in benefits(quarter):
        cells = (row.line.words, row.counted, "", f"{place.name}: {row.source.words}")
        yield [safe(cell) for cell in cells]
