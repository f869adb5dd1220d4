"""Who can see what: the person decides part by part, and stops in two taps."""

from __future__ import annotations

import uuid
from collections.abc import Iterable

from flask import Blueprint, abort, flash, request, url_for
from flask.typing import ResponseReturnValue

from app.database import now
from app.htmx import go_to, page
from app.language import _, current_locale
from app.language.locales import needs_interpreter
from app.people.actions import sharing as actions
from app.people.forms.sharing import (
    GROUP_NAMED,
    PART_GROUPS,
    LevelForm,
    PartGroup,
    PartsForm,
    level_form,
)
from app.people.looking import me, viewing
from app.people.parts import Level, Part
from app.people.predicates import Relation, works_as_advocate
from app.people.queries import sharing as queries
from app.people.queries.sharing import Receiver
from app.people.rules import can_go_to
from app.security import Permission, requires
from app.security.guard import others_in_words, rules_in_words

views = Blueprint("sharing", __name__, url_prefix="/people/<uuid:person_id>/sharing")
# One of `GROUP_NAMED`, with its receiver before it.
GROUP = (
    "/<any('member', 'organisation'):kind>/<uuid:receiver_id>"
    "/<any('about-me', 'plan', 'plan-more', 'outcomes', 'other'):group>"
)


def chosen_receiver(
    person_id: uuid.UUID, kind: str, receiver_id: uuid.UUID
) -> tuple[Relation, Receiver]:
    """Who is looking, and the one receiver of the URL; 404 when they may not see that one."""
    viewer = viewing(person_id)
    found = queries.receiver(viewer, kind, receiver_id)
    if found is None:
        abort(404)
    return viewer, found


@views.get("")
@requires(Permission.SEE_SHARING)
def show_sharing(person_id: uuid.UUID) -> ResponseReturnValue:
    viewer = viewing(person_id)
    found = queries.receivers(viewer)
    return page(
        "people/sharing/overview.html",
        person=viewer.person,
        receivers=found,
        # Asked once of each, not once for each part and each.
        levels={each.key: each.levels for each in found},
        groups=PART_GROUPS,
    )


@views.get("/rules")
@requires(Permission.SEE_SHARING)
def show_rules(person_id: uuid.UUID) -> ResponseReturnValue:
    """Who may do what, drawn from the table that the guard asks."""
    return page(
        "people/sharing/rules.html",
        person=viewing(person_id).person,
        rules=rules_in_words(),
        others=others_in_words(),
    )


@views.get("/<any('member', 'organisation'):kind>/<uuid:receiver_id>")
@requires(Permission.DECIDE_SHARING)
def show_receiver(person_id: uuid.UUID, kind: str, receiver_id: uuid.UUID) -> ResponseReturnValue:
    viewer, found = chosen_receiver(person_id, kind, receiver_id)
    return page(
        "people/sharing/receiver.html",
        person=viewer.person,
        receiver=found,
        groups=PART_GROUPS,
        # The same for every advocate, whatever was ever written to them.
        is_advocate=found.member is not None and works_as_advocate(found.member),
    )


@views.get(GROUP)
@requires(Permission.DECIDE_SHARING)
def choose_parts(
    person_id: uuid.UUID, kind: str, receiver_id: uuid.UUID, group: str
) -> ResponseReturnValue:
    """First question: what can they see? Answered by GET, so that nothing is kept half-way."""
    viewer, found = chosen_receiver(person_id, kind, receiver_id)
    form = PartsForm(formdata=None, data={"parts": [part.value for part in _chosen_before(found)]})
    offered = _offered(found, group)
    form.parts.choices = [(part.value, part.words) for part in offered]
    return page(
        "people/sharing/parts.html",
        person=viewer.person,
        receiver=found,
        form=form,
        group=GROUP_NAMED[group],
        pictures={part.value: part.picture for part in offered},
    )


@views.get(f"{GROUP}/level")
@requires(Permission.DECIDE_SHARING)
def choose_level(
    person_id: uuid.UUID, kind: str, receiver_id: uuid.UUID, group: str
) -> ResponseReturnValue:
    """Second question: what can they do with it? The parts travel along."""
    viewer, found = chosen_receiver(person_id, kind, receiver_id)
    chosen = GROUP_NAMED[group]
    parts = _chosen(request.args.getlist("parts"), _offered(found, group))
    return _level_page(viewer, found, chosen, parts, level_form(chosen, asked=False))


def _level_page(
    viewer: Relation,
    found: Receiver,
    group: PartGroup,
    parts: list[Part],
    form: LevelForm,
    status: int = 200,
) -> ResponseReturnValue:
    return page(
        "people/sharing/level.html",
        status=status,
        person=viewer.person,
        receiver=found,
        form=form,
        group=group,
        parts=parts,
        asks_interpreter=needs_interpreter(),
    )


@views.post(GROUP)
@requires(Permission.DECIDE_SHARING)
def decide(
    person_id: uuid.UUID, kind: str, receiver_id: uuid.UUID, group: str
) -> ResponseReturnValue:
    """The person's yes. What the other groups of parts say stays as it is."""
    viewer, found = chosen_receiver(person_id, kind, receiver_id)
    chosen = GROUP_NAMED[group]
    parts = _chosen(request.form.getlist("parts"), chosen.parts)
    form = level_form(chosen, asked=True)
    waits = _keep(viewer, found, chosen, parts, form) if not parts or form.validate() else None
    if waits is None:
        return _level_page(viewer, found, chosen, parts, form, status=422)
    flash(
        _("This counts as not sure yet.") if waits else _("Kept. You can change it any day."),
        "done",
    )
    # Back to this one receiver: the next group of parts is one tap away.
    return go_to(url_for(".show_receiver", person_id=person_id, kind=kind, receiver_id=receiver_id))


def _keep(
    viewer: Relation, found: Receiver, group: PartGroup, parts: list[Part], form: LevelForm
) -> bool | None:
    """Keep the choice: does it wait? None where it is refused: the form says why."""
    try:
        return actions.decide(
            by=me(),
            person=viewer.person,
            receiver=found,
            levels={part: Level(form.level.data) for part in parts},
            asked=group.parts,
            language=current_locale().code,
            interpreter=form.interpreter.cleaned() if parts else "",
        )
    except actions.Refused as refused:
        form.form_errors = [refused.words]
        return None


@views.get("/<any('member', 'organisation'):kind>/<uuid:receiver_id>/stop")
@requires(Permission.STOP_SHARING)
def confirm_stop(person_id: uuid.UUID, kind: str, receiver_id: uuid.UUID) -> ResponseReturnValue:
    viewer, found = chosen_receiver(person_id, kind, receiver_id)
    return page("people/sharing/stop.html", person=viewer.person, receiver=found)


@views.post("/<any('member', 'organisation'):kind>/<uuid:receiver_id>/stop")
@requires(Permission.STOP_SHARING)
def stop(person_id: uuid.UUID, kind: str, receiver_id: uuid.UUID) -> ResponseReturnValue:
    """The second tap: it works at once."""
    viewer, found = chosen_receiver(person_id, kind, receiver_id)
    actions.stop(by=me(), person=viewer.person, receiver=found)
    return go_to(url_for(".show_stopped", person_id=person_id, kind=kind, receiver_id=receiver_id))


@views.get("/<any('member', 'organisation'):kind>/<uuid:receiver_id>/stopped")
@requires(Permission.STOP_SHARING)
def show_stopped(person_id: uuid.UUID, kind: str, receiver_id: uuid.UUID) -> ResponseReturnValue:
    """What the other still has, or may remember."""
    viewer, found = chosen_receiver(person_id, kind, receiver_id)
    return page("people/sharing/stopped.html", person=viewer.person, receiver=found, at=now())


def _offered(receiver: Receiver, group: str) -> list[Part]:
    """The parts of a group that this receiver can get."""
    return [part for part in GROUP_NAMED[group].parts if can_go_to(part, receiver.member)]


def _chosen_before(receiver: Receiver) -> set[Part]:
    """What is open, and what the person said yes to that nobody explained yet."""
    unsure = {shared.part for decision in receiver.unsure for shared in decision.parts}
    return {*receiver.levels, *unsure}


def _chosen(values: list[str], parts: Iterable[Part]) -> list[Part]:
    return [part for part in parts if part.value in values]
