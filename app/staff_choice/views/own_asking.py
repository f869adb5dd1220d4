"""For somebody of the circle who asked for a job: why they see nothing of it, and a way out."""

from __future__ import annotations

import uuid

from flask import Blueprint, flash, url_for
from flask.typing import ResponseReturnValue

from app.audit import looked
from app.htmx import go_to, page
from app.language import _
from app.people.looking import me, viewing
from app.people.parts import Part
from app.people.predicates import Relation
from app.security import Permission, refuse, requires
from app.staff_choice.actions import own_asking as actions
from app.staff_choice.queries.own_asking import jobs_asked_for, own_asking

# Not below the job's own address, where the guard lets nobody in who asked for it.
views = Blueprint(
    "own_asking", __name__, url_prefix="/people/<uuid:person_id>/staff/asked/<uuid:asked_id>"
)


def _theirs(person_id: uuid.UUID, asked_id: uuid.UUID) -> Relation:
    """404 for whoever did not ask for it."""
    viewer = viewing(person_id)
    if asked_id not in jobs_asked_for(me(), viewer):
        refuse()
    return viewer


@views.get("")
@requires(Permission.SEE_CHOOSING)
def show_asked(person_id: uuid.UUID, asked_id: uuid.UUID) -> ResponseReturnValue:
    viewer = _theirs(person_id, asked_id)
    looked(person_id, Part.STAFF.value)
    kept = own_asking(me(), asked_id)
    return page(
        "staff_choice/jobs/asked.html",
        viewer=viewer,
        person=viewer.person,
        here=url_for(".disown", person_id=person_id, asked_id=asked_id),
        can_disown=kept is None or kept.used_at is None,
    )


@views.post("")
@requires(Permission.SEE_CHOOSING)
def disown(person_id: uuid.UUID, asked_id: uuid.UUID) -> ResponseReturnValue:
    _theirs(person_id, asked_id)
    try:
        actions.disown(by=me(), vacancy_id=asked_id)
    except actions.Refused as refused:
        flash(str(refused.words), "bad")
    else:
        flash(_("It is gone. You see the job again."), "done")
    return go_to(url_for("jobs.show_jobs", person_id=person_id))
