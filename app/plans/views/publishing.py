"""Making a new plan: everything that was taken since the last one, in a numbered version."""

from __future__ import annotations

import uuid

from flask import Blueprint, flash, url_for
from flask.typing import ResponseReturnValue

from app.audit import looked
from app.htmx import go_to, page
from app.language import _
from app.people.looking import me, viewing
from app.people.predicates import Relation
from app.plans.actions import words as actions
from app.plans.forms.answers import PublishForm
from app.plans.queries.publishing import New, what_is_new
from app.security import Permission, requires

views = Blueprint("plan_publishing", __name__, url_prefix="/people/<uuid:person_id>/plan")


@views.get("/publish")
@requires(Permission.PUBLISH_PLAN)
def show_publish(person_id: uuid.UUID) -> ResponseReturnValue:
    viewer = viewing(person_id)
    return _page(viewer, what_is_new(viewer, me()))


def _page(viewer: Relation, new: New) -> ResponseReturnValue:
    for told in new.changes:
        looked(viewer.person.id, told.section.value)
    form = PublishForm(formdata=None, data={"seen_number": str(new.number)})
    return page("plans/publishing/publish.html", viewer=viewer, new=new, form=form)


@views.post("/publish")
@requires(Permission.PUBLISH_PLAN)
def publish(person_id: uuid.UUID) -> ResponseReturnValue:
    """On to the person's answer. Somebody was quicker: that plan is shown instead."""
    viewer = viewing(person_id)
    seen = PublishForm().seen()
    made = actions.publish(by=me(), person=viewer.person, seen_number=seen)
    if isinstance(made, actions.NothingNew):
        number = made.newest.number if made.newest else 0
        return page(
            "plans/publishing/nothing_new.html",
            status=422,
            viewer=viewer,
            newest=made.newest,
            was_quicker=number > seen >= 0,
        )
    flash(_("The new plan is made."), "done")
    if viewer.is_person:
        return go_to(url_for("plan_agreeing.ask_whole", person_id=person_id))
    return go_to(url_for("plan.show_plan", person_id=person_id))
