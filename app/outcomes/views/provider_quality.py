"""Quality at a provider: the theme of the quarter, and what it says of each line, with evidence."""

from __future__ import annotations

import uuid

from flask import Blueprint, abort, flash, request, url_for
from flask.typing import ResponseReturnValue

from app.database import now
from app.htmx import go_to, page
from app.language import _, current_locale
from app.organisations.models import Organisation
from app.organisations.queries import managed_by
from app.outcomes.actions import council_quality as actions
from app.outcomes.forms.council_quality import ClaimForm, ThemeForm
from app.outcomes.models import Theme
from app.outcomes.quarters import quarter_of
from app.outcomes.queries import quality as queries
from app.outcomes.standards import LINES, REACH, SMALL_SUPPORTS
from app.people.looking import me, there
from app.security import Permission, requires

views = Blueprint("provider_quality", __name__, url_prefix="/provider/quality")


def _place(place_id: uuid.UUID | None = None) -> Organisation:
    """A provider that this account manages: the one of the address, else the first by name."""
    return there(next((each for each in managed_by(me()) if place_id in (None, each.id)), None))


@views.get("")
@requires(Permission.RUN_PROVIDER)
def show_quality() -> ResponseReturnValue:
    place = _place(request.args.get("place", type=uuid.UUID))
    quarter = quarter_of(now())
    return page(
        "outcomes/provider/quality.html",
        place=place,
        others=[each for each in managed_by(me()) if each.id != place.id],
        quarter=quarter,
        theme=next(iter(queries.theme_texts(quarter, [place.id])), None),
        said={each.claim.line: each for each in queries.claims([place.id])},
        groups=((_("Small Supports"), SMALL_SUPPORTS), (_("Choice in my life"), REACH)),
    )


@views.get("/<uuid:place_id>/theme")
@requires(Permission.RUN_PROVIDER)
def show_theme(place_id: uuid.UUID) -> ResponseReturnValue:
    place = _place(place_id)
    form = ThemeForm(formdata=None)
    there = next(iter(queries.theme_texts(quarter_of(now()), [place.id])), None)
    if there is not None:
        text = there[0]
        form.theme.data, form.reflection.data = text.theme.value, text.reflection
        form.feedback.data = text.feedback
    return _theme_page(place, form)


def _theme_page(place: Organisation, form: ThemeForm, status: int = 200) -> ResponseReturnValue:
    return page(
        "outcomes/provider/theme.html",
        status=status,
        place=place,
        quarter=quarter_of(now()),
        form=form,
    )


@views.post("/<uuid:place_id>/theme")
@requires(Permission.RUN_PROVIDER)
def write_theme(place_id: uuid.UUID) -> ResponseReturnValue:
    place, form = _place(place_id), ThemeForm()
    if not form.validate():
        return _theme_page(place, form, 422)
    try:
        actions.write_theme(
            by=me(),
            organisation=place,
            quarter=quarter_of(now()),
            theme=Theme(form.theme.data),
            reflection=form.reflection.cleaned(),
            feedback=form.feedback.cleaned(),
            language=current_locale().code,
        )
    except actions.Refused as refused:
        form.form_errors = [refused.words]
        return _theme_page(place, form, 422)
    flash(_("Kept."), "done")
    return go_to(url_for(".show_quality", place=place.id))


@views.get("/<uuid:place_id>/lines/<line>")
@requires(Permission.RUN_PROVIDER)
def show_line(place_id: uuid.UUID, line: str) -> ResponseReturnValue:
    place = _place(place_id)
    if line not in LINES:
        abort(404)
    said = next((s for s in queries.claims([place.id]) if s.claim.line == line), None)
    form = ClaimForm(formdata=None)
    if said is not None:
        form.says.data, form.evidence.data = said.claim.says, said.claim.evidence
    return _line_page(place, line, form)


def _line_page(
    place: Organisation, line: str, form: ClaimForm, status: int = 200
) -> ResponseReturnValue:
    return page(
        "outcomes/provider/line.html", status=status, place=place, line=LINES[line], form=form
    )


@views.post("/<uuid:place_id>/lines/<line>")
@requires(Permission.RUN_PROVIDER)
def write_line(place_id: uuid.UUID, line: str) -> ResponseReturnValue:
    place, form = _place(place_id), ClaimForm()
    if line not in LINES:
        abort(404)
    if not form.validate():
        return _line_page(place, line, form, 422)
    try:
        actions.say(
            by=me(),
            organisation=place,
            line=line,
            says=form.says.cleaned(),
            evidence=form.evidence.cleaned(),
            language=current_locale().code,
        )
    except actions.Refused as refused:
        form.form_errors = [refused.words]
        return _line_page(place, line, form, 422)
    flash(_("Kept."), "done")
    return go_to(url_for(".show_quality", place=place.id))
