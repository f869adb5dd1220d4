"""The published tables, for everybody. One table a page, in easy words."""

from __future__ import annotations

from flask import Blueprint
from flask.typing import ResponseReturnValue

from app.htmx import page
from app.outcomes.quarters import Quarter
from app.outcomes.queries.published import as_table, published_cells, quarters_published
from app.outcomes.sheets import SHEET_NAMED, SHEETS
from app.people.looking import there
from app.security import public

views = Blueprint("published_figures", __name__, url_prefix="/figures")


@views.get("")
@public
def show_quarters() -> ResponseReturnValue:
    return page("outcomes/published/quarters.html", quarters=quarters_published())


def _published(year: int, number: int) -> Quarter:
    """The quarter of the address; 404 while it is not out."""
    asked = (year, number)
    return there(next((q for q in quarters_published() if (q.year, q.number) == asked), None))


@views.get("/<int:year>-q<int:number>")
@public
def show_tables(year: int, number: int) -> ResponseReturnValue:
    return page("outcomes/published/tables.html", quarter=_published(year, number), sheets=SHEETS)


@views.get("/<int:year>-q<int:number>/<sheet>")
@public
def show_table(year: int, number: int, sheet: str) -> ResponseReturnValue:
    quarter, shown = _published(year, number), there(SHEET_NAMED.get(sheet))
    return page(
        "outcomes/published/table.html",
        quarter=quarter,
        sheet=shown,
        numbers=as_table(published_cells(quarter), shown),
    )
