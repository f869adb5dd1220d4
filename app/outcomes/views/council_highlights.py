"""The report for the board: a quarter, facts with their sources, on paper and as a file."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator

from flask import Blueprint, Response, abort, flash, request, url_for
from flask.typing import ResponseReturnValue

from app.database import now
from app.htmx import go_to, page
from app.language import _, current_locale
from app.outcomes.actions import council_highlights as actions
from app.outcomes.forms.council_quality import report_form
from app.outcomes.quarters import Quarter, newest_quarters
from app.outcomes.queries import council_highlights as queries
from app.people.actions.records import today
from app.people.looking import me
from app.security import Permission, requires

views = Blueprint("council_highlights", __name__, url_prefix="/council/highlights")
QUARTERS = 8


def _quarter(year: int, number: int) -> Quarter:
    """The quarter of the address, begun already; else 404."""
    try:
        found = Quarter(year, number)
    except ValueError:
        abort(404)
    if found.begins > now():
        abort(404)
    return found


@views.get("")
@requires(Permission.SEE_FIGURES)
def show_quarters() -> ResponseReturnValue:
    return page(
        "outcomes/council/highlights.html",
        quarters=newest_quarters(now(), QUARTERS)[::-1],
        written=queries.quarters_written(),
    )


@views.get("/<int:year>-q<int:number>")
@requires(Permission.PUBLISH_FIGURES)
def show_report(year: int, number: int) -> ResponseReturnValue:
    quarter = _quarter(year, number)
    kept = queries.newest_report(quarter)
    facts = queries.with_own_heads(kept.content) if kept else queries.draft(quarter, today())
    form, _fields = report_form(facts)
    form.number.data = str(kept.number if kept else 0)
    return _report_page(quarter, facts, form)


def _report_page(
    quarter: Quarter, facts: list[queries.Fact], form: object, status: int = 200
) -> ResponseReturnValue:
    return page(
        "outcomes/council/report.html", status=status, quarter=quarter, facts=facts, form=form
    )


@views.post("/<int:year>-q<int:number>")
@requires(Permission.PUBLISH_FIGURES)
def keep_report(year: int, number: int) -> ResponseReturnValue:
    quarter = _quarter(year, number)
    kept = queries.newest_report(quarter)
    facts = queries.with_own_heads(kept.content) if kept else queries.draft(quarter, today())
    form, fields = report_form(facts, request.form)
    if not form.validate():
        return _report_page(quarter, facts, form, 422)
    said = [{**each, "words": box.cleaned()} for each, box in zip(facts, fields, strict=True)]
    try:
        actions.keep_report(
            by=me(), quarter=quarter, facts=said, seen=form.seen(), language=current_locale().code
        )
    except actions.Refused as refused:
        form.form_errors = [refused.words]
        form.number.data = str(kept.number if kept else 0)
        return _report_page(quarter, facts, form, 422)
    flash(_("Kept. The older version is kept, too."), "done")
    return go_to(url_for(".show_report", year=year, number=number))


@views.get("/<int:year>-q<int:number>/print")
@requires(Permission.SEE_FIGURES)
def print_report(year: int, number: int) -> ResponseReturnValue:
    quarter = _quarter(year, number)
    kept = queries.newest_report(quarter)
    return page(
        "outcomes/council/report_print.html",
        quarter=quarter,
        kept=kept,
        facts=kept.content if kept else queries.draft(quarter, today()),
    )


@views.get("/<int:year>-q<int:number>.csv")
@requires(Permission.SEE_FIGURES)
def download_figures(year: int, number: int) -> ResponseReturnValue:
    """UTF-8 with its mark, so that programs of tables read every language."""
    quarter = _quarter(year, number)
    rows = list(queries.rows_of(quarter, today()))
    answer = Response(_as_csv(rows), content_type="text/csv; charset=utf-8")
    answer.headers["Content-Disposition"] = f'attachment; filename="figures-{quarter.key}.csv"'
    return answer


def _as_csv(rows: list[list[str]]) -> Iterator[str]:
    yield "\ufeff"
    for row in rows:
        line = io.StringIO()
        csv.writer(line).writerow(row)
        yield line.getvalue()
