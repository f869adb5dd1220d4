"""Legal papers: written down by whoever may record, checked by the council."""

from __future__ import annotations

import uuid
from collections.abc import Callable

from flask import Blueprint, abort, flash, url_for
from flask.typing import ResponseReturnValue

from app.audit import looked
from app.database import now
from app.htmx import go_to, page
from app.language import _
from app.language.words import LazyWords
from app.language.words import lazy as _l
from app.people.actions import authority as actions
from app.people.actions.sharing import Refused
from app.people.forms.council import AuthorityForm
from app.people.looking import me, viewing
from app.people.models import AuthorityKind, CircleMember, LegalAuthority
from app.people.parts import Part
from app.people.predicates import Relation
from app.people.queries.circle import members_for
from app.people.queries.records import authority_of
from app.security import Permission, requires

views = Blueprint("authority", __name__, url_prefix="/people/<uuid:person_id>/records/papers")


def chosen_authority(person_id: uuid.UUID, authority_id: uuid.UUID) -> LegalAuthority:
    """The paper of the URL; 404 when it is about somebody else."""
    found = authority_of(viewing(person_id), authority_id)
    if found is None:
        abort(404)
    return found


def _form(viewer: Relation) -> tuple[AuthorityForm, dict[str, CircleMember]]:
    members = {
        str(each.id): each
        for each in members_for(viewer)
        if each.accepted_at is not None and each.account_id != viewer.account_id
    }
    form = AuthorityForm()
    form.member.choices = [(key, each.name) for key, each in members.items()]
    return form, members


@views.get("/new")
@requires(Permission.RECORD_DECISIONS)
def show_new_authority(person_id: uuid.UUID) -> ResponseReturnValue:
    viewer = viewing(person_id)
    form, _members = _form(viewer)
    return page("council/authority_new.html", person=viewer.person, form=form)


@views.post("/new")
@requires(Permission.RECORD_DECISIONS)
def record_authority(person_id: uuid.UUID) -> ResponseReturnValue:
    viewer = viewing(person_id)
    form, members = _form(viewer)
    if form.validate():
        try:
            made = actions.record_authority(
                by=me(),
                person=viewer.person,
                member=members[form.member.data],
                key=form.key.key,
                paper=_paper(form),
            )
        except Refused as refused:
            form.kind.errors = [refused.words]
        else:
            flash(_("We wrote it down. It counts once the council checked it."), "done")
            return go_to(url_for(".show_authority", person_id=person_id, authority_id=made.id))
    return page("council/authority_new.html", status=422, person=viewer.person, form=form)


def _paper(form: AuthorityForm) -> actions.Paper:
    return actions.Paper(
        kind=AuthorityKind(form.kind.data),
        scope=tuple(Part(value) for value in form.scope.data or []),
        evidence=form.evidence.cleaned(),
        reference=form.reference.cleaned(),
        starts_on=form.starts_on.data,
        ends_on=form.ends_on.data,
    )


@views.get("/<uuid:authority_id>")
@requires(Permission.RECORD_DECISIONS)
def show_authority(person_id: uuid.UUID, authority_id: uuid.UUID) -> ResponseReturnValue:
    viewer = viewing(person_id)
    found = chosen_authority(person_id, authority_id)
    looked(person_id, "records")
    return page(
        "council/authority.html",
        person=viewer.person,
        authority=found,
        scope=[Part(value) for value in found.scope],
        in_force=found.is_in_force(now()),
    )


@views.post("/<uuid:authority_id>/verify")
@requires(Permission.VERIFY_AUTHORITY)
def verify_authority(person_id: uuid.UUID, authority_id: uuid.UUID) -> ResponseReturnValue:
    return _change(person_id, authority_id, actions.verify_authority, _l("You checked the paper."))


@views.post("/<uuid:authority_id>/suspend")
@requires(Permission.VERIFY_AUTHORITY)
def suspend_authority(person_id: uuid.UUID, authority_id: uuid.UUID) -> ResponseReturnValue:
    return _change(
        person_id, authority_id, actions.suspend_authority, _l("Nothing rests on the paper now.")
    )


@views.get("/<uuid:authority_id>/end")
@requires(Permission.VERIFY_AUTHORITY)
def show_end_authority(person_id: uuid.UUID, authority_id: uuid.UUID) -> ResponseReturnValue:
    found = chosen_authority(person_id, authority_id)
    looked(person_id, "records")
    return page("council/authority_end.html", person=viewing(person_id).person, authority=found)


@views.post("/<uuid:authority_id>/end")
@requires(Permission.VERIFY_AUTHORITY)
def end_authority(person_id: uuid.UUID, authority_id: uuid.UUID) -> ResponseReturnValue:
    return _change(person_id, authority_id, actions.end_authority, _l("The paper has ended."))


def _change(
    person_id: uuid.UUID, authority_id: uuid.UUID, change: Callable[..., None], done: LazyWords
) -> ResponseReturnValue:
    """Do it, or say why the rules do not allow it."""
    found = chosen_authority(person_id, authority_id)
    try:
        change(by=me(), authority=found)
    except Refused as refused:
        viewer = viewing(person_id)
        return page(
            "council/authority.html",
            status=422,
            person=viewer.person,
            authority=found,
            scope=[Part(value) for value in found.scope],
            in_force=found.is_in_force(now()),
            refused=refused.words,
        )
    flash(str(done), "done")
    return go_to(url_for(".show_authority", person_id=person_id, authority_id=authority_id))
