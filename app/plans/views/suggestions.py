"""Suggestions: what waits, one beside what stands now, and the answer to it."""

from __future__ import annotations

import uuid
from typing import Any

from flask import Blueprint, abort, flash, request, url_for
from flask.typing import ResponseReturnValue

from app.audit import looked
from app.htmx import go_to, page
from app.language import _, current_locale
from app.language.words import LazyWords
from app.language.words import lazy as _l
from app.people.actions import drafts
from app.people.faces import face
from app.people.looking import me, viewing
from app.people.parts import Level, Part
from app.people.predicates import Relation
from app.plans.actions import words as actions
from app.plans.forms.answers import SayNoForm, TakeForm
from app.plans.forms.words import SectionForm
from app.plans.queries import suggestions as queries
from app.plans.queries.plan import working_text
from app.plans.queries.suggestions import Seen
from app.plans.sections import SECTIONS
from app.plans.views.scope import only_sections
from app.plans.views.section_page import filled, form_for, keep_typed, said_in, section_page
from app.security import Permission, requires

views = Blueprint("plan_suggestions", __name__, url_prefix="/people/<uuid:person_id>/plan")
ONE = "/<part:part>/suggestions/<uuid:suggestion_id>"
CHANGED_NOW = _l("Somebody changed this part just now. Look again.")


def _one(person_id: uuid.UUID, part: Part, suggestion_id: uuid.UUID) -> tuple[Relation, Seen]:
    """Who is looking, and the suggestion; 404 for whoever neither decides nor wrote it."""
    only_sections(part)
    viewer = viewing(person_id)
    found = queries.suggestion_for(viewer, me(), part, suggestion_id)
    if found is None:
        abort(404)
    return viewer, found


@views.get("/suggestions")
@requires(Permission.SEE_PLAN)
def show_suggestions(person_id: uuid.UUID) -> ResponseReturnValue:
    viewer = viewing(person_id)
    before = request.args.get("before", type=uuid.UUID)
    found, more = queries.waiting(viewer, me(), before)
    return page("plans/suggestions/list.html", viewer=viewer, found=found, more=more)


@views.get("/suggestions/answered")
@requires(Permission.SEE_PLAN)
def show_answered(person_id: uuid.UUID) -> ResponseReturnValue:
    """What became of what was suggested: for the person all, for a writer their own."""
    viewer = viewing(person_id)
    found, more = queries.answered(viewer, me(), request.args.get("before", type=uuid.UUID))
    return page("plans/suggestions/answered.html", viewer=viewer, found=found, more=more)


@views.get("/suggestions/<uuid:suggestion_id>")
@requires(Permission.SEE_PLAN)
def find_suggestion(person_id: uuid.UUID, suggestion_id: uuid.UUID) -> ResponseReturnValue:
    """Where messages lead: their address names no section, which may be closed by then."""
    part = queries.section_of(viewing(person_id), me(), suggestion_id)
    if part is None:
        abort(404)
    return go_to(
        url_for(".show_suggestion", person_id=person_id, part=part, suggestion_id=suggestion_id)
    )


@views.get(ONE)
@requires(Permission.SEE_PART)
def show_suggestion(
    person_id: uuid.UUID, part: Part, suggestion_id: uuid.UUID
) -> ResponseReturnValue:
    viewer, seen = _one(person_id, part, suggestion_id)
    return _page(viewer, seen)


def _page(
    viewer: Relation, seen: Seen, status: int = 200, why: LazyWords | None = None, **given: Any
) -> ResponseReturnValue:
    """The suggestion beside what stands now."""
    part = seen.suggestion.section
    stands = working_text(viewer, part)
    # What is in no plan yet is for whoever writes or decides.
    sees_it = seen.how is not None or viewer.may(part, Level.WRITE)
    looked(viewer.person.id, part.value)
    take = TakeForm(formdata=None, data={"seen_id": str(stands.id) if stands else ""})
    no = given.pop("no", None) or SayNoForm(formdata=None)
    if why is not None:
        take.form_errors = [why]
    base_id = stands.id if stands else None
    return page(
        "plans/suggestions/show.html",
        status=status,
        viewer=viewer,
        face=face(viewer),
        part=part,
        section=SECTIONS[part],
        seen=seen,
        stands=stands,
        sees_it=sees_it,
        changed_since=seen.is_waiting and seen.suggestion.base_id != base_id,
        form=no if no.errors else take,
        take=take,
        no=no,
    )


@views.post(f"{ONE}/take")
@requires(Permission.ANSWER_SUGGESTION)
def take(person_id: uuid.UUID, part: Part, suggestion_id: uuid.UUID) -> ResponseReturnValue:
    viewer, seen = _one(person_id, part, suggestion_id)
    form = TakeForm()
    try:
        taken = actions.take(
            by=me(), person=viewer.person, suggestion=seen.suggestion, seen_id=form.seen()
        )
    except actions.Refused as refused:
        return _again(viewer, seen, refused.words)
    if isinstance(taken, actions.Overtaken):
        return _page(viewer, seen, 422, CHANGED_NOW)
    flash(_("Kept."), "done")
    return _after(viewer)


def _again(viewer: Relation, seen: Seen, why: LazyWords) -> ResponseReturnValue:
    """Refused: the page as it is now. Somebody else may have answered."""
    now = queries.suggestion_for(viewer, me(), seen.suggestion.section, seen.suggestion.id)
    return _page(viewer, now or seen, 422, why)


def _after(viewer: Relation) -> ResponseReturnValue:
    return go_to(url_for(".show_suggestions", person_id=viewer.person.id))


@views.get(f"{ONE}/change")
@requires(Permission.ANSWER_SUGGESTION)
def change_suggestion(
    person_id: uuid.UUID, part: Part, suggestion_id: uuid.UUID
) -> ResponseReturnValue:
    """The words of the suggestion, to take them in other words."""
    viewer, seen = _one(person_id, part, suggestion_id)
    if not seen.may_change:
        abort(404)
    stands = working_text(viewer, part)
    form = form_for(viewer, part, content=filled(viewer, seen.suggestion, stands))
    return _change_page(viewer, seen, form)


@views.post(f"{ONE}/change")
@requires(Permission.ANSWER_SUGGESTION)
def take_changed(person_id: uuid.UUID, part: Part, suggestion_id: uuid.UUID) -> ResponseReturnValue:
    viewer, seen = _one(person_id, part, suggestion_id)
    form = form_for(viewer, part, request.form, one_more=request.form.get("answer") == "add")
    if request.form.get("answer") == "add":
        keep_typed(viewer, part, form)
        return _change_page(viewer, seen, form, added=True)
    if not form.validate():
        return _refused(viewer, seen, form)
    try:
        taken = actions.take_changed(
            by=me(),
            person=viewer.person,
            suggestion=seen.suggestion,
            seen_id=form.base(),
            said=said_in(form, seen.suggestion),
        )
    except actions.Refused as refused:
        return _refused(viewer, seen, form, refused.words)
    if isinstance(taken, actions.Overtaken):
        form.base_id.data = str(taken.theirs.id) if taken.theirs else ""
        return _refused(viewer, seen, form, CHANGED_NOW, stands=taken.theirs)
    drafts.throw_draft(by=me(), person_id=person_id, place=part.value)
    flash(_("Kept."), "done")
    return _after(viewer)


def _refused(
    viewer: Relation, seen: Seen, form: SectionForm, why: LazyWords | None = None, **given: Any
) -> ResponseReturnValue:
    keep_typed(viewer, seen.suggestion.section, form)
    if why is not None:
        form.form_errors = [why]
    return _change_page(viewer, seen, form, 422, **given)


def _change_page(
    viewer: Relation, seen: Seen, form: SectionForm, status: int = 200, **given: Any
) -> ResponseReturnValue:
    return section_page(
        "plans/suggestions/change.html",
        viewer,
        seen.suggestion.section,
        form,
        status,
        seen=seen,
        **given,
    )


@views.post(f"{ONE}/no")
@requires(Permission.ANSWER_SUGGESTION)
def say_no(person_id: uuid.UUID, part: Part, suggestion_id: uuid.UUID) -> ResponseReturnValue:
    viewer, seen = _one(person_id, part, suggestion_id)
    form = SayNoForm()
    if not form.validate():
        return _page(viewer, seen, 422, no=form)
    try:
        actions.say_no(
            by=me(),
            person=viewer.person,
            suggestion=seen.suggestion,
            words=form.words.cleaned(),
            language=current_locale().code,
        )
    except actions.Refused as refused:
        return _again(viewer, seen, refused.words)
    flash(_("You said no. Nothing is changed."), "done")
    return _after(viewer)


@views.post(f"{ONE}/take-back")
@requires(Permission.WRITE_PART)
def take_back(person_id: uuid.UUID, part: Part, suggestion_id: uuid.UUID) -> ResponseReturnValue:
    viewer, seen = _one(person_id, part, suggestion_id)
    try:
        actions.take_back(by=me(), person=viewer.person, suggestion=seen.suggestion)
    except actions.Refused as refused:
        return _again(viewer, seen, refused.words)
    flash(_("You took it back."), "done")
    return _after(viewer)
