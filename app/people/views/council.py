"""The care manager's list and tasks, opening a person, and whom a provider supports."""

from __future__ import annotations

import uuid

from flask import Blueprint, abort, flash, request, url_for
from flask.typing import ResponseReturnValue

from app.database import without_bad_letters
from app.htmx import go_to, page
from app.language import _, offered_locales
from app.people.actions import council as actions
from app.people.forms.council import OpenPersonForm
from app.people.looking import me, viewing
from app.people.queries import council as queries
from app.security import Permission, requires

views = Blueprint("council", __name__)
# No list is as long: a larger number in an address is beyond what a database can hold.
MOST_PAGES = 1_000_000


@views.get("/council/people")
@requires(Permission.SEE_COUNCIL_PEOPLE)
def show_people() -> ResponseReturnValue:
    words = without_bad_letters(request.args.get("q", "").strip()[:120])
    number = min(max(1, request.args.get("page", 1, type=int)), MOST_PAGES)
    people, more = queries.people_of(me(), words, number)
    return page("council/people.html", people=people, words=words, number=number, more=more)


def _form() -> OpenPersonForm:
    form = OpenPersonForm()
    form.language.choices = [(each.code, each.name) for each in offered_locales()]
    return form


@views.get("/council/people/new")
@requires(Permission.OPEN_PERSON)
def show_open_person() -> ResponseReturnValue:
    return page("council/person_new.html", form=_form())


@views.post("/council/people/new")
@requires(Permission.OPEN_PERSON)
def open_person() -> ResponseReturnValue:
    form = _form()
    opened = form.validate() and actions.open_person(
        by=me(),
        key=form.key.key,
        called=form.called.cleaned(),
        contact=form.contact.cleaned(),
        language=form.language.data,
    )
    if not opened:
        return page("council/person_new.html", status=422, form=form)
    flash(_("The page is open. The person has no account yet."), "done")
    return go_to(url_for("records.show_records", person_id=opened.id))


@views.get("/people/<uuid:person_id>/tasks")
@requires(Permission.DO_TASKS)
def show_tasks(person_id: uuid.UUID) -> ResponseReturnValue:
    return page(
        "council/tasks.html", person=viewing(person_id).person, tasks=queries.tasks_of(person_id)
    )


@views.post("/people/<uuid:person_id>/tasks/<uuid:task_id>/done")
@requires(Permission.DO_TASKS)
def finish_task(person_id: uuid.UUID, task_id: uuid.UUID) -> ResponseReturnValue:
    found = queries.task_of(person_id, task_id)
    if found is None:
        abort(404)
    actions.finish_task(by=me(), task=found)
    flash(_("Done."), "done")
    return go_to(url_for(".show_tasks", person_id=person_id))


@views.get("/provider/people")
@requires(Permission.SEE_SUPPORTED_PEOPLE)
def show_supported() -> ResponseReturnValue:
    return page("provider/people.html", people=queries.supported_by(me()))
