"""Hide what was said, or only its photo, from one member. Opens after a fresh sign-in alone."""

from __future__ import annotations

import uuid

from flask import Blueprint, abort, request, url_for
from flask.typing import ResponseReturnValue

from app.accounts.fresh import requires_fresh
from app.audit import looked
from app.htmx import go_to, page
from app.outcomes.actions import hiding as actions
from app.outcomes.forms.hiding import HideViewForm
from app.outcomes.models import CheckIn, Question
from app.outcomes.queries.check_ins import View, check_in_for, page_of_views
from app.outcomes.queries.hiding import can_be_hidden_from, hidden_rows, one_to_hide_from
from app.people.faces import face
from app.people.looking import me, viewing
from app.people.models import CircleMember
from app.people.parts import Part
from app.people.predicates import Relation
from app.security import Permission, requires

views = Blueprint("view_hiding", __name__, url_prefix="/people/<uuid:person_id>/outcomes/hide")


def _view(viewer: Relation, check_in_id: uuid.UUID) -> View:
    found = check_in_for(viewer, check_in_id)
    if found is None:
        abort(404)
    return found


@views.get("")
@requires(Permission.HIDE_FROM_MEMBER)
def show_views(person_id: uuid.UUID) -> ResponseReturnValue:
    """What was said, to choose what to hide."""
    viewer = viewing(person_id)
    looked(person_id, Part.OUTCOMES.value)
    found, more = page_of_views(
        viewer,
        CheckIn.question != Question.STAFF,
        before=request.args.get("before", type=uuid.UUID),
    )
    return page(
        "outcomes/hiding/views.html",
        viewer=viewer,
        person=viewer.person,
        views=found,
        more=more,
    )


@views.get("/<uuid:check_in_id>")
@requires(Permission.HIDE_FROM_MEMBER)
def show_members(person_id: uuid.UUID, check_in_id: uuid.UUID) -> ResponseReturnValue:
    here = url_for(".show_members", person_id=person_id, check_in_id=check_in_id)
    stale = requires_fresh(here)
    if stale is not None:
        return stale
    viewer = viewing(person_id)
    view = _view(viewer, check_in_id)
    looked(person_id, Part.OUTCOMES.value)
    rows = hidden_rows(view.check_in)
    return page(
        "outcomes/hiding/members.html",
        viewer=viewer,
        person=viewer.person,
        face=face(viewer),
        view=view,
        members=[
            (member, actions.hides(rows.get(member.account_id)))
            for member in can_be_hidden_from(viewer, view.check_in)
        ],
    )


@views.get("/<uuid:check_in_id>/<uuid:member_id>")
@requires(Permission.HIDE_FROM_MEMBER)
def show_hide(
    person_id: uuid.UUID, check_in_id: uuid.UUID, member_id: uuid.UUID
) -> ResponseReturnValue:
    stale = requires_fresh(_here(person_id, check_in_id, member_id))
    if stale is not None:
        return stale
    viewer = viewing(person_id)
    view, member, account_id = _both(viewer, check_in_id, member_id)
    form = HideViewForm(formdata=None)
    form.how.data = actions.hides(hidden_rows(view.check_in).get(account_id)).value
    return _page(viewer, view, member, form)


def _here(person_id: uuid.UUID, check_in_id: uuid.UUID, member_id: uuid.UUID) -> str:
    return url_for(".show_hide", person_id=person_id, check_in_id=check_in_id, member_id=member_id)


def _both(
    viewer: Relation, check_in_id: uuid.UUID, member_id: uuid.UUID
) -> tuple[View, CircleMember, uuid.UUID]:
    view = _view(viewer, check_in_id)
    member = one_to_hide_from(viewer, view.check_in, member_id)
    if member is None or member.account_id is None:
        abort(404)
    return view, member, member.account_id


def _page(
    viewer: Relation, view: View, member: CircleMember, form: HideViewForm, status: int = 200
) -> ResponseReturnValue:
    looked(viewer.person.id, Part.OUTCOMES.value)
    form.offer(view.check_in.photo_id is not None)
    return page(
        "outcomes/hiding/hide.html",
        status=status,
        viewer=viewer,
        person=viewer.person,
        face=face(viewer),
        view=view,
        member=member,
        form=form,
    )


@views.post("/<uuid:check_in_id>/<uuid:member_id>")
@requires(Permission.HIDE_FROM_MEMBER)
def hide(person_id: uuid.UUID, check_in_id: uuid.UUID, member_id: uuid.UUID) -> ResponseReturnValue:
    stale = requires_fresh(_here(person_id, check_in_id, member_id))
    if stale is not None:
        return stale
    viewer = viewing(person_id)
    view, member, account_id = _both(viewer, check_in_id, member_id)
    form = HideViewForm()
    form.offer(view.check_in.photo_id is not None)
    if not form.validate():
        return _page(viewer, view, member, form, 422)
    try:
        actions.hide_view(
            by=me(),
            viewer=viewer,
            check_in=view.check_in,
            account_id=account_id,
            how=form.chosen(),
        )
    except actions.Refused as refused:
        form.form_errors = [refused.words]
        return _page(viewer, view, member, form, 422)
    # No message: it would still stand on the next page, for whoever looks over a shoulder.
    return go_to(url_for(".show_views", person_id=person_id))
