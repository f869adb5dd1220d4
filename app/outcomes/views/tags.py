"""Tags behind an outcome: a page for people at work, never for the person."""

from __future__ import annotations

import uuid
from typing import Any

from flask import Blueprint, flash, url_for
from flask.typing import ResponseReturnValue

from app.audit import looked
from app.htmx import go_to, page
from app.language import _, current_locale
from app.language.forms import MultiCheckboxField, PortalForm
from app.outcomes.actions import tags as actions
from app.outcomes.framework import framework_in_use
from app.outcomes.queries.tags import tags_of
from app.outcomes.views.reading import chosen
from app.people.looking import me, viewing
from app.people.parts import Part
from app.security import Permission, requires

views = Blueprint(
    "outcome_tags", __name__, url_prefix="/people/<uuid:person_id>/outcomes/<uuid:outcome_id>/tags"
)


def _form(**given: Any) -> PortalForm:
    """A group of boxes for each group of the framework, in the reader's language."""
    code = current_locale().code
    fields = {
        f"group_{number}": MultiCheckboxField(
            group.in_language(code),
            choices=[(tag.key, tag.in_language(code)) for tag in group.tags],
        )
        for number, group in enumerate(framework_in_use().groups)
    }
    form: PortalForm = type("TagsForm", (PortalForm,), fields)(**given)
    return form


def _groups(form: PortalForm) -> list[Any]:
    return [field for field in form if field.name.startswith("group_")]


@views.get("")
@requires(Permission.TAG_OUTCOMES)
def show_tags(person_id: uuid.UUID, outcome_id: uuid.UUID) -> ResponseReturnValue:
    viewer = viewing(person_id)
    shown = chosen(viewer, outcome_id)
    looked(person_id, Part.OUTCOMES.value)
    set_now = tags_of(outcome_id)
    form = _form(formdata=None)
    for field in _groups(form):
        field.data = list(set_now)
    return page(
        "outcomes/tags/tags.html",
        person=viewer.person,
        shown=shown,
        form=form,
        groups=_groups(form),
        set_now=[
            tag.in_language(current_locale().code)
            for tag in framework_in_use().tags.values()
            if tag.key in set_now
        ],
    )


@views.post("")
@requires(Permission.TAG_OUTCOMES)
def set_tags(person_id: uuid.UUID, outcome_id: uuid.UUID) -> ResponseReturnValue:
    viewer = viewing(person_id)
    shown = chosen(viewer, outcome_id)
    chosen_tags = [tag for field in _groups(_form()) for tag in field.data or []]
    actions.set_tags(by=me(), viewer=viewer, shown=shown, tags=chosen_tags)
    flash(_("Kept."), "done")
    return go_to(url_for(".show_tags", person_id=person_id, outcome_id=outcome_id))
