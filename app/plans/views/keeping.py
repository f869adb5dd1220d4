"""Who keeps the plan in order, and what waits for them."""

from __future__ import annotations

import uuid

from flask import Blueprint, flash, url_for
from flask.typing import ResponseReturnValue

from app.database import now
from app.htmx import go_to, page
from app.language import _
from app.language.formats import LONDON
from app.people.looking import me, viewing
from app.people.models import CircleMember
from app.people.predicates import Relation
from app.plans.actions import keeping as actions
from app.plans.forms.comments import KeeperForm
from app.plans.predicates import keeper_of, named_keeper
from app.plans.queries import keeping as queries
from app.plans.queries.reviewing import sees_sections
from app.security import Permission, requires

views = Blueprint("plan_keeping", __name__, url_prefix="/people/<uuid:person_id>/plan")
# The rest stands behind one more tap.
SHOWN_AT_ONCE = 4


def _form(viewer: Relation) -> tuple[KeeperForm, dict[str, CircleMember]]:
    members = {str(each.id): each for each in queries.possible_keepers(viewer)}
    form = KeeperForm()
    form.keeper.choices = [
        *((key, each.shown_name) for key, each in members.items()),
        ("", _("My care manager")),
    ]
    return form, members


def _page(viewer: Relation, form: KeeperForm, status: int = 200) -> ResponseReturnValue:
    return page(
        "plans/keeping/keeper.html",
        status=status,
        person=viewer.person,
        form=form,
        at_once=SHOWN_AT_ONCE,
    )


@views.get("/keeper")
@requires(Permission.NAME_KEEPER)
def show_keeper(person_id: uuid.UUID) -> ResponseReturnValue:
    viewer = viewing(person_id)
    form, _members = _form(viewer)
    named = named_keeper(keeper_of(person_id))
    form.keeper.data = str(named.id) if named is not None else ""
    return _page(viewer, form)


@views.post("/keeper")
@requires(Permission.NAME_KEEPER)
def name_keeper(person_id: uuid.UUID) -> ResponseReturnValue:
    viewer = viewing(person_id)
    form, members = _form(viewer)
    if not form.validate():
        return _page(viewer, form, 422)
    keeper = members.get(form.keeper.data or "")
    try:
        actions.name_keeper(by=me(), person=viewer.person, keeper=keeper)
    except actions.Refused as refused:
        form.form_errors = [refused.words]
        return _page(viewer, form, 422)
    flash(_("Kept."), "done")
    return go_to(url_for("plan.show_plan", person_id=person_id))


@views.get("/keep")
@requires(Permission.KEEP_PLAN)
def show_keeping(person_id: uuid.UUID) -> ResponseReturnValue:
    """What waits. Of what the keeper may not see only that something does: no text, no number."""
    viewer = viewing(person_id)
    at = now()
    return page(
        "plans/keeping/keep.html",
        viewer=viewer,
        keeping=queries.keeping(viewer, at, at.astimezone(LONDON).date()),
        sees_plan=sees_sections(viewer),
    )
