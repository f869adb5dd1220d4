"""The person sets how often, and on which day, we ask how it is going."""

from __future__ import annotations

import uuid

from flask import Blueprint, flash, url_for
from flask.typing import ResponseReturnValue

from app.htmx import go_to, page
from app.language import _
from app.outcomes.actions import reminders as actions
from app.outcomes.forms.reminders import ReminderForm
from app.outcomes.models import HowOften
from app.outcomes.queries.reminders import reminder_of
from app.people.looking import me, viewing
from app.security import Permission, requires

views = Blueprint(
    "outcome_reminders", __name__, url_prefix="/people/<uuid:person_id>/outcomes/reminders"
)


@views.get("")
@requires(Permission.SET_REMINDERS)
def show_reminders(person_id: uuid.UUID) -> ResponseReturnValue:
    stands = reminder_of(person_id)
    form = ReminderForm(formdata=None)
    form.how_often.data = (stands.how_often if stands else HowOften.NEVER).value
    form.weekday.data = str(stands.weekday) if stands else "0"
    return _page(person_id, form)


def _page(person_id: uuid.UUID, form: ReminderForm, status: int = 200) -> ResponseReturnValue:
    return page(
        "outcomes/reminders/reminders.html",
        status=status,
        person=viewing(person_id).person,
        form=form,
        stands=reminder_of(person_id),
    )


@views.post("")
@requires(Permission.SET_REMINDERS)
def set_reminders(person_id: uuid.UUID) -> ResponseReturnValue:
    form = ReminderForm()
    if not form.validate():
        return _page(person_id, form, 422)
    actions.set_reminder(
        by=me(),
        viewer=viewing(person_id),
        how_often=HowOften(form.how_often.data),
        weekday=int(form.weekday.data),
    )
    flash(_("Kept."), "done")
    return go_to(url_for(".show_reminders", person_id=person_id))
