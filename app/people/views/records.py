"""Legal papers, capacity and best interests: written down by the care manager or a professional."""

from __future__ import annotations

import uuid

from flask import Blueprint, abort, flash, request, url_for
from flask.typing import ResponseReturnValue

from app.audit import looked
from app.database import now
from app.htmx import go_to, page
from app.language import _, current_locale
from app.language import _l as lazy
from app.people.actions import records as actions
from app.people.actions.sharing import Refused
from app.people.decided_about import decided_about, kinds
from app.people.forms.council import BestInterestsForm, CapacityForm
from app.people.looking import me, viewing
from app.people.models import CapacityRecord, Conclusion
from app.people.models.records import ABOUT_THE_PLAN
from app.people.parts import Part
from app.people.predicates import Relation
from app.people.queries import records as queries
from app.people.queries.sharing import receivers
from app.security import Permission, requires

views = Blueprint("records", __name__, url_prefix="/people/<uuid:person_id>/records")


def chosen_capacity(person_id: uuid.UUID, capacity_id: uuid.UUID) -> CapacityRecord:
    """The record of the URL; 404 when it is about somebody else."""
    found = queries.capacity_of(viewing(person_id), capacity_id)
    if found is None:
        abort(404)
    return found


def _agreed_how(viewer: Relation) -> Part | None:
    """Where the plan says how decisions are made, for whoever may read it before they weigh one."""
    return Part.PLAN_DECISIONS if viewer.shares(Part.PLAN_DECISIONS) else None


@views.get("")
@requires(Permission.RECORD_DECISIONS)
def show_records(person_id: uuid.UUID) -> ResponseReturnValue:
    viewer = viewing(person_id)
    looked(person_id, "records")
    return page(
        "council/records.html",
        person=viewer.person,
        authorities=queries.authorities(viewing(person_id)),
        capacities=queries.capacity_records(viewing(person_id)),
        best_interests=queries.best_interests_decisions(viewing(person_id)),
        agreed_how=_agreed_how(viewer),
        at=now(),
    )


def _capacity_form(viewer: Relation) -> CapacityForm:
    # Who comes from a decision of another room has chosen already which one it is.
    asked = request.args.get("about", "")
    form = CapacityForm(data={"assessed_on": actions.today(), "receiver": asked})
    others = [each for each in receivers(viewer) if not _is_mine(each.key, viewer)]
    form.receiver.choices = [
        ("", lazy("It is about something else")),
        (ABOUT_THE_PLAN, lazy("It is about what the plan says")),
        *((o.key, o.name) for o in others),
        *(
            (f"{kind}:{key}", f"{about.words} {name}")
            for kind, about in kinds().items()
            for key, name in about.offered(viewer)
        ),
    ]
    return form


def _is_mine(key: str, viewer: Relation) -> bool:
    return viewer.member is not None and key in (
        f"member:{viewer.member.id}",
        f"organisation:{viewer.member.organisation_id}",
    )


@views.get("/capacity/new")
@requires(Permission.RECORD_DECISIONS)
def show_new_capacity(person_id: uuid.UUID) -> ResponseReturnValue:
    viewer = viewing(person_id)
    return _capacity_page(viewer, _capacity_form(viewer))


def _capacity_page(viewer: Relation, form: CapacityForm, status: int = 200) -> ResponseReturnValue:
    return page(
        "council/capacity_new.html",
        status=status,
        person=viewer.person,
        form=form,
        agreed_how=_agreed_how(viewer),
    )


@views.post("/capacity/new")
@requires(Permission.RECORD_DECISIONS)
def record_capacity(person_id: uuid.UUID) -> ResponseReturnValue:
    viewer = viewing(person_id)
    form = _capacity_form(viewer)
    if form.validate():
        try:
            made = actions.record_capacity(
                by=me(), person=viewer.person, key=form.key.key, found=_found(form)
            )
        except Refused as refused:
            form.decision.errors = [refused.words]
        else:
            flash(_("We wrote it down."), "done")
            return go_to(url_for(".show_capacity", person_id=person_id, capacity_id=made.id))
    return _capacity_page(viewer, form, 422)


def _found(form: CapacityForm) -> actions.Assessed:
    receiver = form.receiver.data or ""
    about = decided_about(receiver)
    parts = tuple(Part(value) for value in form.parts.data or [])
    return actions.Assessed(
        receiver=receiver,
        parts=(about.part,) if about is not None else parts,
        decision=form.decision.cleaned(),
        why_in_doubt=form.why_in_doubt.cleaned(),
        help_given=form.help_given.cleaned(),
        understands=form.understands.data == "yes",
        retains=form.retains.data == "yes",
        weighs=form.weighs.data == "yes",
        communicates=form.communicates.data == "yes",
        because_of=form.because_of.cleaned(),
        conclusion=Conclusion(form.conclusion.data),
        assessed_on=form.assessed_on.data,
        review_on=form.review_on.data,
        language=current_locale().code,
    )


@views.get("/capacity/<uuid:capacity_id>")
@requires(Permission.RECORD_DECISIONS)
def show_capacity(person_id: uuid.UUID, capacity_id: uuid.UUID) -> ResponseReturnValue:
    viewer = viewing(person_id)
    found = chosen_capacity(person_id, capacity_id)
    looked(person_id, "records")
    return page(
        "council/capacity.html",
        person=viewer.person,
        capacity=found,
        parts=[Part(value) for value in found.parts],
        receiver=queries.receiver_name(viewer, found),
        about=decided_about(found.receiver),
        is_live=found.is_live(now()),
        best_interests=queries.best_interests_decisions(viewing(person_id), capacity_id),
    )


@views.get("/capacity/<uuid:capacity_id>/take-back")
@requires(Permission.RECORD_DECISIONS)
def show_take_back(person_id: uuid.UUID, capacity_id: uuid.UUID) -> ResponseReturnValue:
    found = chosen_capacity(person_id, capacity_id)
    looked(person_id, "records")
    return page("council/capacity_take_back.html", person=viewing(person_id).person, capacity=found)


@views.post("/capacity/<uuid:capacity_id>/take-back")
@requires(Permission.RECORD_DECISIONS)
def take_back_capacity(person_id: uuid.UUID, capacity_id: uuid.UUID) -> ResponseReturnValue:
    actions.take_back_capacity(by=me(), capacity=chosen_capacity(person_id, capacity_id))
    flash(_("Nothing rests on this record now."), "done")
    return go_to(url_for(".show_capacity", person_id=person_id, capacity_id=capacity_id))


@views.get("/capacity/<uuid:capacity_id>/best-interests")
@requires(Permission.RECORD_DECISIONS)
def show_new_best_interests(person_id: uuid.UUID, capacity_id: uuid.UUID) -> ResponseReturnValue:
    found = chosen_capacity(person_id, capacity_id)
    looked(person_id, "records")
    form = BestInterestsForm(data={"decided_on": actions.today()})
    return _best_interests_page(viewing(person_id), found, form)


def _best_interests_page(
    viewer: Relation, capacity: CapacityRecord, form: BestInterestsForm, status: int = 200
) -> ResponseReturnValue:
    return page(
        "council/best_interests_new.html",
        status=status,
        person=viewer.person,
        capacity=capacity,
        form=form,
        agreed_how=_agreed_how(viewer),
    )


@views.post("/capacity/<uuid:capacity_id>/best-interests")
@requires(Permission.RECORD_DECISIONS)
def record_best_interests(person_id: uuid.UUID, capacity_id: uuid.UUID) -> ResponseReturnValue:
    person = viewing(person_id).person
    found = chosen_capacity(person_id, capacity_id)
    form = BestInterestsForm()
    if form.validate():
        try:
            actions.record_best_interests(
                by=me(), person=person, capacity=found, key=form.key.key, weighed=_weighed(form)
            )
        except Refused as refused:
            form.decided.errors = [refused.words]
        else:
            flash(_("We wrote it down."), "done")
            return go_to(url_for(".show_capacity", person_id=person_id, capacity_id=capacity_id))
    return _best_interests_page(viewing(person_id), found, form, 422)


def _weighed(form: BestInterestsForm) -> actions.Weighed:
    return actions.Weighed(
        wishes=form.wishes.cleaned(),
        consulted=form.consulted.cleaned(),
        options=form.options.cleaned(),
        least_restrictive=form.least_restrictive.cleaned(),
        decided=form.decided.cleaned(),
        dissent=form.dissent.cleaned(),
        decided_on=form.decided_on.data,
        language=current_locale().code,
    )
