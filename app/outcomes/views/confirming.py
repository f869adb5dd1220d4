"""What the place that supports me says of itself: the person says if it is so."""

from __future__ import annotations

import uuid

from flask import Blueprint, abort, flash, request, url_for
from flask.typing import ResponseReturnValue

from app.htmx import go_to, page
from app.language import _
from app.outcomes.actions import council_quality as actions
from app.outcomes.models import Confirms
from app.outcomes.queries import quality as queries
from app.outcomes.standards import LINES
from app.people.looking import me, there, viewing
from app.people.models import Person
from app.security import Permission, requires

views = Blueprint("confirming", __name__, url_prefix="/people/<uuid:person_id>/is-it-so")


def _said_to(person: Person) -> list[queries.Said]:
    """What the providers in the person's circle say now."""
    places = queries.places_that_support(person)
    return queries.claims(places) if places else []


@views.get("")
@requires(Permission.CONFIRM_CLAIMS)
def show_claims(person_id: uuid.UUID) -> ResponseReturnValue:
    person = viewing(person_id).person
    said = _said_to(person)
    answers = queries.answers_of(person, [each.claim.id for each in said])
    return page(
        "outcomes/confirming/list.html",
        person=person,
        lines=LINES,
        waiting=[each for each in said if each.claim.id not in answers],
        answered=[(each, answers[each.claim.id]) for each in said if each.claim.id in answers],
    )


def _one(person: Person, claim_id: uuid.UUID) -> queries.Said:
    return there(next((each for each in _said_to(person) if each.claim.id == claim_id), None))


@views.get("/<uuid:claim_id>")
@requires(Permission.CONFIRM_CLAIMS)
def show_claim(person_id: uuid.UUID, claim_id: uuid.UUID) -> ResponseReturnValue:
    person = viewing(person_id).person
    said = _one(person, claim_id)
    return page(
        "outcomes/confirming/one.html",
        person=person,
        said=said,
        line=LINES[said.claim.line],
        choices=list(Confirms),
        mine=queries.answers_of(person, [claim_id]).get(claim_id),
    )


@views.post("/<uuid:claim_id>")
@requires(Permission.CONFIRM_CLAIMS)
def answer_claim(person_id: uuid.UUID, claim_id: uuid.UUID) -> ResponseReturnValue:
    person = viewing(person_id).person
    said = _one(person, claim_id)
    try:
        answer = Confirms(request.form.get("answer", ""))
    except ValueError:
        abort(422)
    actions.answer_claim(by=me(), person=person, claim=said.claim, answer=answer)
    flash(_("We kept what you said. Thank you."), "done")
    return go_to(url_for(".show_claims", person_id=person_id))
