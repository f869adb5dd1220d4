"""The plan from the council: where it is. Nobody writes, suggests or agrees it here."""

from __future__ import annotations

import uuid

from flask import Blueprint, abort, flash, url_for
from flask.typing import ResponseReturnValue

from app.audit import looked
from app.htmx import go_to, page
from app.language import _, current_locale
from app.language.written_forms import language_of
from app.people.looking import me, viewing
from app.people.parts import Part
from app.people.predicates import Relation
from app.plans.actions import council_plan as actions
from app.plans.actions.words import Refused
from app.plans.forms.council_plan import CouncilPlanForm
from app.plans.queries import council_plan as queries
from app.security import Permission, allowed, requires

views = Blueprint("council_plan", __name__, url_prefix="/people/<uuid:person_id>/plan")


@views.get("/from-the-council")
@requires(Permission.SEE_PLAN)
def show_council_plan(person_id: uuid.UUID) -> ResponseReturnValue:
    viewer = viewing(person_id)
    records = allowed(Permission.RECORD_COUNCIL_PLAN, person_id=person_id)
    if not (viewer.may(Part.PLAN_COUNCIL) or records):
        abort(404)
    plans = queries.council_plans(viewer)
    if plans:
        looked(person_id, Part.PLAN_COUNCIL.value)
    standing = next((each for each in plans if each.ended_at is None), None)
    return page(
        "plans/council_plan/show.html",
        viewer=viewer,
        standing=standing,
        writer=queries.recorder_of(viewer, standing) if standing else None,
        older=[each for each in plans if each is not standing],
        records=records,
    )


@views.get("/from-the-council/new")
@requires(Permission.RECORD_COUNCIL_PLAN)
def show_new(person_id: uuid.UUID) -> ResponseReturnValue:
    return _new_page(viewing(person_id), CouncilPlanForm())


@views.post("/from-the-council/new")
@requires(Permission.RECORD_COUNCIL_PLAN)
def record(person_id: uuid.UUID) -> ResponseReturnValue:
    viewer = viewing(person_id)
    form = CouncilPlanForm()
    if not form.validate():
        return _new_page(viewer, form, status=422)
    try:
        actions.name_council_plan(
            by=me(), person=viewer.person, key=form.key.key, named=_named(form)
        )
    except actions.WrongDay as wrong:
        form.dated.errors = [wrong.words]
        return _new_page(viewer, form, status=422)
    except Refused as refused:
        form.form_errors = [refused.words]
        return _new_page(viewer, form, status=422)
    flash(_("We wrote it down."), "done")
    sees = allowed(Permission.SEE_PLAN, person_id=person_id)
    return go_to(url_for(".show_council_plan" if sees else ".show_new", person_id=person_id))


def _new_page(viewer: Relation, form: CouncilPlanForm, status: int = 200) -> ResponseReturnValue:
    """The form, and above it what this care manager may see of what stands."""
    plans = queries.council_plans(viewer)
    if plans:
        looked(viewer.person.id, Part.PLAN_COUNCIL.value)
    return page(
        "plans/council_plan/new.html",
        status=status,
        viewer=viewer,
        form=form,
        standing=plans[0] if plans else None,
        sees_plan=allowed(Permission.SEE_PLAN, person_id=viewer.person.id),
    )


def _named(form: CouncilPlanForm) -> actions.Named:
    where_kept, needs = form.where_kept.cleaned(), form.needs.cleaned()
    return actions.Named(
        council=form.council.cleaned(),
        dated=form.dated.data,
        where_kept=where_kept,
        needs=needs,
        language=language_of(current_locale().code, where_kept + needs),
    )
