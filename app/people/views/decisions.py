"""A decision made with me: the person reads what is written, and says who speaks for them."""

from __future__ import annotations

import uuid

from flask import Blueprint, abort, flash, url_for
from flask.typing import ResponseReturnValue

from app.audit import looked
from app.database import now
from app.htmx import go_to, page
from app.language import _
from app.people.actions import records as actions
from app.people.actions.sharing import Refused
from app.people.decided_about import decided_about
from app.people.forms.records import SpeakerForm
from app.people.looking import me, viewing
from app.people.models import Area, CircleMember, SpokenFor
from app.people.parts import Part
from app.people.predicates import Relation
from app.people.queries import records as queries
from app.people.queries.circle import members_for
from app.security import Permission, requires

views = Blueprint("decisions", __name__, url_prefix="/people/<uuid:person_id>")


@views.get("/decisions")
@requires(Permission.SEE_DECISIONS)
def show_decisions(person_id: uuid.UUID) -> ResponseReturnValue:
    looked(person_id, "decisions")
    return page(
        "people/records/decisions.html",
        person=viewing(person_id).person,
        authorities=queries.authorities(viewing(person_id)),
        capacities=queries.capacity_records(viewing(person_id)),
        agreed_how=Part.PLAN_DECISIONS,
        at=now(),
    )


@views.get("/decisions/<uuid:capacity_id>")
@requires(Permission.SEE_DECISIONS)
def show_decision(person_id: uuid.UUID, capacity_id: uuid.UUID) -> ResponseReturnValue:
    viewer = viewing(person_id)
    found = queries.capacity_of(viewing(person_id), capacity_id)
    if found is None:
        abort(404)
    looked(person_id, "decisions")
    return page(
        "people/records/decision.html",
        person=viewer.person,
        capacity=found,
        receiver=queries.receiver_name(viewer, found),
        about=decided_about(found.receiver),
        is_live=found.is_live(now()),
        best_interests=queries.best_interests_decisions(viewing(person_id), capacity_id),
    )


def _form(viewer: Relation) -> tuple[SpeakerForm, dict[str, CircleMember]]:
    members = {str(each.id): each for each in members_for(viewer) if each.accepted_at is not None}
    form = SpeakerForm()
    form.member.choices = [(key, each.shown_name) for key, each in members.items()]
    return form, members


def _at_work(members: dict[str, CircleMember]) -> set[str]:
    """Those who come for an organisation: they stand behind one more tap."""
    return {key for key, each in members.items() if each.organisation_id is not None}


def _area(value: str) -> Area:
    try:
        return Area(value)
    except ValueError:
        abort(404)


def _question(
    viewer: Relation, area: Area, form: SpeakerForm, members: dict[str, CircleMember], status: int
) -> ResponseReturnValue:
    return page(
        "people/records/speaker_new.html",
        status=status,
        person=viewer.person,
        area=area,
        form=form,
        at_work=_at_work(members),
    )


@views.get("/speaks-for-me")
@requires(Permission.NAME_SPEAKER)
def show_speakers(person_id: uuid.UUID) -> ResponseReturnValue:
    looked(person_id, "speaks-for-me")
    return page(
        "people/records/speakers.html",
        person=viewing(person_id).person,
        speakers=queries.speakers(person_id),
    )


@views.get("/speaks-for-me/new")
@requires(Permission.NAME_SPEAKER)
def show_areas(person_id: uuid.UUID) -> ResponseReturnValue:
    return page("people/records/areas.html", person=viewing(person_id).person, areas=Area)


@views.get("/speaks-for-me/new/<area>")
@requires(Permission.NAME_SPEAKER)
def show_new_speaker(person_id: uuid.UUID, area: str) -> ResponseReturnValue:
    viewer = viewing(person_id)
    form, members = _form(viewer)
    return _question(viewer, _area(area), form, members, 200)


@views.post("/speaks-for-me/new/<area>")
@requires(Permission.NAME_SPEAKER)
def name_speaker(person_id: uuid.UUID, area: str) -> ResponseReturnValue:
    viewer, chosen = viewing(person_id), _area(area)
    form, members = _form(viewer)
    if not form.validate():
        return _question(viewer, chosen, form, members, 422)
    try:
        actions.name_speaker(
            by=me(), person=viewer.person, member=members[form.member.data], area=chosen
        )
    except Refused as refused:
        form.form_errors = [refused.words]
        return _question(viewer, chosen, form, members, 422)
    flash(_("We kept it. You can change it any day."), "done")
    return go_to(url_for(".show_speakers", person_id=person_id))


def _speaker(person_id: uuid.UUID, spoken_id: uuid.UUID) -> SpokenFor:
    found = queries.speaker_of(person_id, spoken_id)
    if found is None:
        abort(404)
    return found


@views.get("/speaks-for-me/<uuid:spoken_id>/stop")
@requires(Permission.NAME_SPEAKER)
def show_stop_speaker(person_id: uuid.UUID, spoken_id: uuid.UUID) -> ResponseReturnValue:
    found = _speaker(person_id, spoken_id)
    return page("people/records/speaker_stop.html", person=viewing(person_id).person, spoken=found)


@views.post("/speaks-for-me/<uuid:spoken_id>/stop")
@requires(Permission.NAME_SPEAKER)
def end_speaker(person_id: uuid.UUID, spoken_id: uuid.UUID) -> ResponseReturnValue:
    actions.end_speaker(by=me(), spoken=_speaker(person_id, spoken_id))
    flash(_("They no longer speak for you on this."), "done")
    return go_to(url_for(".show_speakers", person_id=person_id))
