"""Writing down what the person decided elsewhere about sharing, and witnesses."""

from __future__ import annotations

import uuid
from collections.abc import Sequence
from datetime import UTC, datetime, time
from typing import TypeVar

from flask import Blueprint, abort, flash, request, url_for
from flask.typing import ResponseReturnValue

from app.accounts.queries import account_by_email
from app.audit import looked
from app.database import Entity
from app.htmx import go_to, page
from app.language import _
from app.organisations.queries import read_roles
from app.people.actions import sharing as actions
from app.people.actions.notify import ask_witnesses
from app.people.actions.sharing import may_receive
from app.people.forms.sharing import RecordForm
from app.people.looking import me, viewing
from app.people.models import Basis, SaidHow
from app.people.parts import Level, Part
from app.people.predicates import Relation, is_care_manager_of, is_professional_of
from app.people.queries import sharing as queries
from app.people.queries.records import (
    authorities,
    best_interests_decisions,
    capacity_records,
    records_seen,
)
from app.people.queries.sharing import Receiver
from app.security import Permission, requires

Row = TypeVar("Row", bound=Entity)
views = Blueprint("recording", __name__, url_prefix="/people/<uuid:person_id>/sharing")


def _form(viewer: Relation, receivers: list[Receiver]) -> RecordForm:
    """The form with its choices. Records and papers only for those who may write them."""
    form = RecordForm(formdata=request.form or None)
    form.offer_languages(viewer.person.language)
    read_roles(
        each.member.account_id for each in receivers if each.member and each.member.account_id
    )
    form.receiver.choices = [(each.key, each.name) for each in receivers if may_receive(me(), each)]
    person_id = viewer.person.id
    if not _may_record_without_yes(person_id):
        form.basis.choices = form.basis.choices[:1]
        form.record.choices = form.authority.choices = []
        return form
    looked(person_id, "records")
    capacities, decisions = records_seen(viewer)
    form.record.choices = [
        *((f"capacity:{each.id}", each.decision) for each in capacities),
        *((f"best:{each.id}", each.decided) for each in decisions),
    ]
    form.authority.choices = [
        (str(each.id), f"{each.member.name}: {each.kind.words}") for each in authorities(viewer)
    ]
    return form


@views.get("/write-down")
@requires(Permission.RECORD_SHARING)
def show_write_down(person_id: uuid.UUID) -> ResponseReturnValue:
    viewer = viewing(person_id)
    form = _form(viewer, queries.in_the_circle(viewer))
    return page("people/sharing/write_down.html", person=viewer.person, form=form)


@views.post("/write-down")
@requires(Permission.RECORD_SHARING)
def write_down(person_id: uuid.UUID) -> ResponseReturnValue:
    viewer = viewing(person_id)
    receivers = queries.in_the_circle(viewer)
    form = _form(viewer, receivers)
    if form.validate():
        try:
            made = actions.write_down(
                by=me(),
                person=viewer.person,
                receiver=next(each for each in receivers if each.key == form.receiver.data),
                key=form.key.key,
                said=_said(form, viewer),
                may_record_without_yes=_may_record_without_yes(person_id),
            )
        except actions.Refused as refused:
            form.form_errors = [refused.words]
        else:
            if made is not None:
                ask_witnesses(by=me(), decision=made)
            flash(_("We wrote it down."), "done")
            return go_to(url_for(".show_write_down", person_id=person_id))
    return page("people/sharing/write_down.html", status=422, person=viewer.person, form=form)


def _may_record_without_yes(person_id: uuid.UUID) -> bool:
    scope = {"person_id": person_id}
    return is_care_manager_of(me(), scope) or is_professional_of(me(), scope)


def _said(form: RecordForm, viewer: Relation) -> actions.Recorded:
    kind, _colon, key = (form.record.data or "").partition(":")
    until = form.until.data
    witnesses = (form.first_witness.cleaned(), form.second_witness.cleaned())
    return actions.Recorded(
        basis=Basis(form.basis.data),
        said_how=SaidHow(form.said_how.data),
        shown_in=form.shown_in.data,
        interpreter=form.interpreter.cleaned(),
        helped_by=form.helped_by.cleaned(),
        note=form.note.cleaned(),
        ends_at=datetime.combine(until, time(23, 59), UTC) if until else None,
        witnesses=tuple(w for w in map(account_by_email, witnesses) if w is not None),
        capacity=_one(capacity_records(viewer), key) if kind == "capacity" else None,
        best_interests=_one(best_interests_decisions(viewer), key) if kind == "best" else None,
        authority=_one(authorities(viewer), form.authority.data or ""),
        levels={Part(value): Level(form.level.data) for value in form.parts.data or []},
    )


def _one(rows: Sequence[Row], key: str) -> Row | None:
    return next((row for row in rows if str(row.id) == key), None)


@views.get("/witness/<uuid:decision_id>")
@requires(Permission.CONFIRM_WITNESSED)
def show_witness(person_id: uuid.UUID, decision_id: uuid.UUID) -> ResponseReturnValue:
    witness = queries.witness_of(me(), person_id, decision_id)
    if witness is None:
        abort(404)
    return page("people/sharing/witness.html", person=viewing(person_id).person, witness=witness)


@views.post("/witness/<uuid:decision_id>")
@requires(Permission.CONFIRM_WITNESSED)
def answer_witness(person_id: uuid.UUID, decision_id: uuid.UUID) -> ResponseReturnValue:
    witness = queries.witness_of(me(), person_id, decision_id)
    if witness is None:
        abort(404)
    answer = request.form.get("answer")
    if answer not in ("there", "not-there"):
        abort(422)
    actions.answer_as_witness(by=me(), witness=witness, was_there=answer == "there")
    flash(_("Thank you. We kept your answer."), "done")
    return go_to("/my")
