"""None of these: what could not be found, told in one tap; and its table for commissioners."""

from __future__ import annotations

import csv
import io

from flask import Blueprint, Response, abort, request, url_for
from flask.typing import ResponseReturnValue
from uuid_utils.compat import uuid7

from app.audit import SYSTEM
from app.database import now
from app.extensions import csrf
from app.htmx import go_to, page
from app.language import current_locale
from app.outcomes.quarters import Quarter, newest_quarters
from app.providers.actions.unmet import tell_unmet_need
from app.providers.facets import FACETS, chosen_in
from app.providers.forms.my_list import CHOSEN_WHY, MORE_WHY, NoneForm
from app.providers.models import WhyNone
from app.providers.queries.unmet import Missing, MissingTables, Shown, Wanted, missing_in
from app.providers.views.my_list import from_our_pages
from app.security import Permission, limits, public, requires

views = Blueprint("unmet", __name__)
QUARTERS = 8
PICTURES = {
    WhyNone.TOO_FAR.value: "place",
    WhyNone.WRONG_KIND.value: "find_support",
    WhyNone.NO_ROOM.value: "leave",
    WhyNone.COSTS_TOO_MUCH.value: "money",
    WhyNone.CANNOT_PAY_MY_WAY.value: "money",
    WhyNone.NOT_MY_LANGUAGE.value: "languages",
    WhyNone.NOT_MY_CULTURE.value: "cook",
    WhyNone.CANNOT_GET_IN.value: "home",
    WhyNone.WRONG_TIMES.value: "calendar",
    WhyNone.NOT_SURE.value: "question",
}


@views.app_template_global()
def new_key() -> str:
    """For a form of one tap: sent twice, it is kept once."""
    return str(uuid7())


@views.get("/none-of-these")
@public
def show_none() -> ResponseReturnValue:
    """Why none of them will do. The address brings the district and the facets, never words."""
    form = NoneForm(
        formdata=None,
        data={
            "district": request.args.get("district", "")[:4],
            "facets": " ".join(sorted(chosen_in(request.args))),
        },
    )
    return _ask(form)


def _ask(form: NoneForm, status: int = 200) -> Response:
    return page(
        "providers/none/ask.html",
        status=status,
        form=form,
        pictures=PICTURES,
        first=[why for why in CHOSEN_WHY if why not in MORE_WHY],
        rest=MORE_WHY,
    )


@views.post("/none-of-these")
@csrf.exempt
@public
@limits.kept(limits.UNMET_FROM_ONE_PLACE, "unmet-need", limits.from_here)
def tell_none() -> ResponseReturnValue:
    from_our_pages()
    form = NoneForm()
    if not form.validate():
        return _ask(form, 422)
    tell_unmet_need(
        by=SYSTEM,
        key=form.key.key,
        why=WhyNone(form.why.data),
        district=form.where,
        facets=form.known_facets,
        hours=None if form.half_hours is None else -(-form.half_hours // 2),
        language=current_locale().code,
    )
    return go_to(url_for(".show_told"))


@views.get("/none-of-these/told")
@public
def show_told() -> ResponseReturnValue:
    return page("providers/none/told.html")


@views.get("/council/unmet-need")
@requires(Permission.SEE_UNMET_NEED)
def show_unmet() -> ResponseReturnValue:
    quarters = _over()
    asked = request.args.get("quarter", "")
    quarter = next((each for each in quarters if each.key == asked), quarters[0])
    return page(
        "providers/none/council.html",
        tables=missing_in(quarter),
        quarters=quarters,
        in_words=in_words,
    )


@views.get("/council/unmet-need/<int:year>-q<int:number>.csv")
@requires(Permission.SEE_UNMET_NEED)
def download_unmet(year: int, number: int) -> ResponseReturnValue:
    quarter = next((each for each in _over() if (each.year, each.number) == (year, number)), None)
    if quarter is None:
        abort(404)
    return Response(
        _csv(missing_in(quarter)),
        mimetype="text/csv",
        headers={"Content-Disposition": f'attachment; filename="unmet-need-{quarter.key}.csv"'},
    )


def _over() -> list[Quarter]:
    """The quarters that are over, the newest first."""
    return newest_quarters(now(), QUARTERS + 1)[-2::-1]


def in_words(keys: tuple[str, ...]) -> str:
    """Kinds, languages or days that were asked for together; empty where none was."""
    return ", ".join(str(FACETS[key].words) for key in keys)


def _csv(tables: MissingTables) -> str:
    """All three tables, a line each: which table, then what it counts."""
    out = io.StringIO()
    lines = csv.writer(out)
    lines.writerow(("quarter", "table", "district", "asked-for", "reason", "times"))
    quarter = tables.quarter.key
    for each in tables.missing.lines:
        why = "search-without-result" if each.by_itself else each.why.value
        asked = " ".join(each.kinds)
        lines.writerow((quarter, "missing", each.district, asked, why, each.count))
    lines.writerows(_not_shown(quarter, "missing", tables.missing))
    for name, table in (("languages", tables.languages), ("days", tables.days)):
        for wanted in table.lines:
            lines.writerow((quarter, name, "", " ".join(wanted.keys), "", wanted.count))
        lines.writerows(_not_shown(quarter, name, table))
    return out.getvalue()


def _not_shown(
    quarter: str, name: str, table: Shown[Missing] | Shown[Wanted]
) -> list[tuple[str | int, ...]]:
    """The line of what a table hides, where it hides something."""
    together = "" if table.others is None else table.others
    hidden = "not-shown"
    return [(quarter, name, hidden, hidden, hidden, together)] if table.hides else []
