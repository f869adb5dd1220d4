"""The council's approver: may a job name what somebody is? Yes or no, with words."""

from __future__ import annotations

import uuid

from flask import Blueprint, abort, flash, request, url_for
from flask.typing import ResponseReturnValue

from app.audit import looked
from app.htmx import go_to, page
from app.language import _
from app.people.looking import me, viewing
from app.people.parts import Part
from app.security import Permission, requires
from app.staff_choice.actions import requirements as actions
from app.staff_choice.actions.sheet import Refused
from app.staff_choice.forms.requirements import AnswerForm
from app.staff_choice.models import OccupationalRequirement
from app.staff_choice.queries import requirements as queries

views = Blueprint("requirements", __name__, url_prefix="/council/requirements")


@views.get("")
@requires(Permission.ANSWER_REQUIREMENT)
def show_requirements() -> ResponseReturnValue:
    """Only what kind of thing waits, and since when: the words stand on a page of their own."""
    return page("council/requirements/list.html", waiting=queries.waiting_for(me()))


def _found(requirement_id: uuid.UUID) -> OccupationalRequirement:
    found = queries.requirement_for(me(), requirement_id)
    if found is None:
        # As if it were not there: who has a part in it learns nothing here.
        abort(404)
    return found


def _page(
    found: OccupationalRequirement, form: AnswerForm, status: int = 200
) -> ResponseReturnValue:
    """Each look at the words stands in the log of the person, under what the reader is."""
    viewing(found.person_id)
    looked(found.person_id, Part.STAFF.value)
    return page(
        "council/requirements/requirement.html", status=status, requirement=found, form=form
    )


@views.get("/<uuid:requirement_id>")
@requires(Permission.ANSWER_REQUIREMENT)
def show_requirement(requirement_id: uuid.UUID) -> ResponseReturnValue:
    return _page(_found(requirement_id), AnswerForm(formdata=None))


@views.post("/<uuid:requirement_id>")
@requires(Permission.ANSWER_REQUIREMENT)
def answer(requirement_id: uuid.UUID) -> ResponseReturnValue:
    found = _found(requirement_id)
    form, said = AnswerForm(), request.form.get("answer")
    if said not in ("yes", "no"):
        abort(422)
    if not (form.validate() and _is_answered(found, form, is_yes=said == "yes")):
        return _page(found, form, 422)
    flash(_("We kept your answer."), "done")
    return go_to(url_for(".show_requirements"))


def _is_answered(found: OccupationalRequirement, form: AnswerForm, is_yes: bool) -> bool:
    try:
        actions.answer(by=me(), requirement=found, is_yes=is_yes, words=form.words.cleaned())
    except Refused as refused:
        form.form_errors = [refused.words]
        return False
    return True
