"""Hide a part from one member. Opens only after a fresh sign-in; leaves no trace elsewhere."""

from __future__ import annotations

import uuid

from flask import Blueprint, abort, url_for
from flask.typing import ResponseReturnValue

from app.accounts.fresh import requires_fresh
from app.htmx import go_to, page
from app.people.actions import sharing as actions
from app.people.forms.sharing import HideForm
from app.people.looking import me, viewing
from app.people.models import CircleMember
from app.people.parts import Part
from app.people.queries.circle import member_for
from app.people.queries.sharing import hidden_parts
from app.security import Permission, requires

views = Blueprint("hiding", __name__, url_prefix="/people/<uuid:person_id>/hide")


def _member(person_id: uuid.UUID, member_id: uuid.UUID) -> tuple[CircleMember, uuid.UUID]:
    found = member_for(viewing(person_id), member_id)
    if found is None or found.account_id is None:
        abort(404)
    return found, found.account_id


@views.get("/<uuid:member_id>")
@requires(Permission.HIDE_FROM_MEMBER)
def show_hide(person_id: uuid.UUID, member_id: uuid.UUID) -> ResponseReturnValue:
    stale = requires_fresh(url_for(".show_hide", person_id=person_id, member_id=member_id))
    if stale is not None:
        return stale
    member, account_id = _member(person_id, member_id)
    form = HideForm(
        formdata=None, data={"parts": [p.value for p in hidden_parts(person_id, account_id)]}
    )
    return _page(person_id, member, form)


def _page(
    person_id: uuid.UUID, member: CircleMember, form: HideForm, status: int = 200
) -> ResponseReturnValue:
    return page(
        "people/sharing/hide.html",
        status=status,
        person=viewing(person_id).person,
        member=member,
        form=form,
    )


@views.post("/<uuid:member_id>")
@requires(Permission.HIDE_FROM_MEMBER)
def hide(person_id: uuid.UUID, member_id: uuid.UUID) -> ResponseReturnValue:
    stale = requires_fresh(url_for(".show_hide", person_id=person_id, member_id=member_id))
    if stale is not None:
        return stale
    member, account_id = _member(person_id, member_id)
    form = HideForm()
    if not form.validate():
        abort(422)
    try:
        actions.hide(
            by=me(),
            person=viewing(person_id).person,
            account_id=account_id,
            parts={Part(value) for value in form.parts.data or []},
        )
    except actions.Refused as refused:
        form.form_errors = [refused.words]
        return _page(person_id, member, form, 422)
    # No message: it would still stand on the next page, for whoever looks over a shoulder.
    return go_to(url_for("sharing.show_sharing", person_id=person_id))
