"""Private notes between the person and one advocate. Each page opens only after a fresh sign-in.

No trace elsewhere: not in who looked, no draft, no count, no message to the person.
"""

from __future__ import annotations

import uuid

from flask import Blueprint, abort, request, url_for
from flask.typing import ResponseReturnValue

from app.accounts.fresh import requires_fresh
from app.htmx import go_to, page
from app.people.looking import me, viewing
from app.people.models import CircleMember
from app.people.predicates import Relation
from app.plans.actions import notes as actions
from app.plans.forms.notes import NoteForm
from app.plans.queries import notes as queries
from app.security import Permission, requires

views = Blueprint("private_notes", __name__, url_prefix="/people/<uuid:person_id>/private")


@views.get("")
@requires(Permission.WRITE_PRIVATE_NOTE)
def show_advocates(person_id: uuid.UUID) -> ResponseReturnValue:
    """Whom the person can write to. The same page whether or not they ever did."""
    stale = requires_fresh(url_for(".show_advocates", person_id=person_id))
    if stale is not None:
        return stale
    viewer = viewing(person_id)
    return page(
        "plans/notes/advocates.html",
        person=viewer.person,
        advocates=queries.advocates_of(viewer),
    )


def _advocate(person_id: uuid.UUID, member_id: uuid.UUID) -> tuple[Relation, CircleMember, bool]:
    viewer = viewing(person_id)
    found = queries.advocate(viewer, member_id)
    if found is None:
        abort(404)
    return viewer, *found


def _persons_page(
    viewer: Relation,
    member: CircleMember,
    is_advocate: bool,
    form: NoteForm,
    status: int = 200,
) -> ResponseReturnValue:
    notes, more = queries.notes_between(viewer, member, request.args.get("before", type=uuid.UUID))
    return page(
        "plans/notes/with_advocate.html",
        status=status,
        viewer=viewer,
        member=member,
        is_advocate=is_advocate,
        form=form,
        notes=notes,
        more_notes=more,
    )


@views.get("/<uuid:member_id>")
@requires(Permission.WRITE_PRIVATE_NOTE)
def show_private(person_id: uuid.UUID, member_id: uuid.UUID) -> ResponseReturnValue:
    stale = requires_fresh(url_for(".show_private", person_id=person_id, member_id=member_id))
    if stale is not None:
        return stale
    return _persons_page(*_advocate(person_id, member_id), NoteForm(formdata=None))


@views.post("/<uuid:member_id>")
@requires(Permission.WRITE_PRIVATE_NOTE)
def write_private(person_id: uuid.UUID, member_id: uuid.UUID) -> ResponseReturnValue:
    here = url_for(".show_private", person_id=person_id, member_id=member_id)
    stale = requires_fresh(here)
    if stale is not None:
        return stale
    viewer, member, is_advocate = _advocate(person_id, member_id)
    form = NoteForm()
    if not form.validate() or not _is_kept(viewer, member, form):
        return _persons_page(viewer, member, is_advocate, form, 422)
    # No message: it would still stand on the next page, for whoever looks over a shoulder.
    return go_to(here)


def _is_kept(viewer: Relation, member: CircleMember, form: NoteForm) -> bool:
    try:
        actions.write_note(
            by=me(),
            person=viewer.person,
            member=member,
            key=form.key.key,
            text=form.text.cleaned(),
            language=form.language(),
        )
    except actions.Refused as refused:
        form.form_errors = [refused.words]
        return False
    return True


@views.post("/<uuid:member_id>/<uuid:note_id>/throw-away")
@requires(Permission.WRITE_PRIVATE_NOTE)
def throw_away(
    person_id: uuid.UUID, member_id: uuid.UUID, note_id: uuid.UUID
) -> ResponseReturnValue:
    here = url_for(".show_private", person_id=person_id, member_id=member_id)
    stale = requires_fresh(here)
    if stale is not None:
        return stale
    viewer = viewing(person_id)
    if queries.note_of(viewer, member_id, note_id) is None:
        abort(404)
    actions.throw_away(by=me(), person=viewer.person, note_id=note_id)
    # With the last note a former advocate is gone from here too.
    if queries.advocate(viewer, member_id) is None:
        return go_to(url_for(".show_advocates", person_id=person_id))
    return go_to(here)


def _advocates_page(viewer: Relation, form: NoteForm, status: int = 200) -> ResponseReturnValue:
    if viewer.member is None:
        abort(404)
    notes, more = queries.notes_between(
        viewer, viewer.member, request.args.get("before", type=uuid.UUID)
    )
    return page(
        "plans/notes/for_advocate.html",
        status=status,
        viewer=viewer,
        form=form,
        notes=notes,
        more_notes=more,
    )


@views.get("/notes")
@requires(Permission.READ_PRIVATE_NOTES)
def show_notes(person_id: uuid.UUID) -> ResponseReturnValue:
    """For the advocate: what the person wrote to them, and what they wrote back."""
    stale = requires_fresh(url_for(".show_notes", person_id=person_id))
    if stale is not None:
        return stale
    return _advocates_page(viewing(person_id), NoteForm(formdata=None))


@views.post("/notes")
@requires(Permission.READ_PRIVATE_NOTES)
def answer_notes(person_id: uuid.UUID) -> ResponseReturnValue:
    stale = requires_fresh(url_for(".show_notes", person_id=person_id))
    if stale is not None:
        return stale
    viewer = viewing(person_id)
    form = NoteForm()
    if not form.validate() or viewer.member is None or not _is_kept(viewer, viewer.member, form):
        return _advocates_page(viewer, form, 422)
    return go_to(url_for(".show_notes", person_id=person_id))
