"""My matching sheet, to read: its five boxes, one box, one line, on paper, and as it was before."""

from __future__ import annotations

import uuid

from flask import Blueprint, abort
from flask.typing import ResponseReturnValue

from app.audit import looked
from app.htmx import page
from app.people.looking import me, viewing
from app.people.parts import Part
from app.people.predicates import Relation
from app.people.queries.names import Names
from app.security import Permission, requires
from app.staff_choice.actions.sheet import may_write
from app.staff_choice.cards import Card, card
from app.staff_choice.models import Box, Criterion
from app.staff_choice.models.sheet import NEVER_ESSENTIAL
from app.staff_choice.queries import sheet as queries

views = Blueprint("sheet", __name__, url_prefix="/people/<uuid:person_id>/staff/sheet")
BOX = "<any(support, skills, kind, shared, times):box>"


@views.get("")
@requires(Permission.SEE_CHOOSING)
def show_sheet(person_id: uuid.UUID) -> ResponseReturnValue:
    viewer = viewing(person_id)
    looked(person_id, Part.STAFF.value)
    lines = queries.sheet_for(viewer)
    return page(
        "staff_choice/sheet/sheet.html",
        viewer=viewer,
        person=viewer.person,
        boxes=[(box, [line for line in lines if line.text.box is box]) for box in Box],
    )


@views.get(f"/{BOX}")
@requires(Permission.SEE_CHOOSING)
def show_box(person_id: uuid.UUID, box: str) -> ResponseReturnValue:
    viewer = viewing(person_id)
    looked(person_id, Part.STAFF.value)
    return page(
        "staff_choice/sheet/box.html",
        viewer=viewer,
        person=viewer.person,
        box=Box(box),
        lines=queries.sheet_for(viewer, Box(box)),
        may_write=may_write(me(), viewer),
    )


def chosen(viewer: Relation, line_id: uuid.UUID) -> queries.Line:
    """A line that stands; 404 for one that does not, or that this viewer may not read."""
    found = queries.line_for(viewer, line_id)
    if found is None:
        abort(404)
    return found


@views.get("/lines/<uuid:line_id>")
@requires(Permission.SEE_CHOOSING)
def show_line(person_id: uuid.UUID, line_id: uuid.UUID) -> ResponseReturnValue:
    viewer = viewing(person_id)
    line = chosen(viewer, line_id)
    looked(person_id, Part.STAFF.value)
    earlier = queries.earlier_for(viewer, line_id)
    credit = queries.credit_for(viewer, line)
    names = _names(viewer, [line.text, credit, *earlier])
    return page(
        "staff_choice/sheet/line.html",
        viewer=viewer,
        person=viewer.person,
        line=line,
        credit=credit,
        tells_why=may_write(me(), viewer),
        earlier=earlier,
        card_of=_card_of,
        who=names.who,
        helped=_helped(names),
        may_write=may_write(me(), viewer),
        may_be_needed=line.text.box not in NEVER_ESSENTIAL and not line.names,
    )


def _names(viewer: Relation, texts: list[Criterion]) -> Names:
    return Names(viewer, (text.written_by for text in texts))


def _card_of(text: Criterion) -> Card | None:
    return card(text.box, text.concept)


def _helped(names: Names) -> dict[str, str | None]:
    """Member → their name, or None for one whom this viewer may not know."""
    return {key: names.of_member(member) for key, member in names.by_member.items()}


@views.get("/earlier")
@requires(Permission.SEE_CHOOSING)
def show_earlier(person_id: uuid.UUID) -> ResponseReturnValue:
    """Everything that was said before: for the person alone."""
    viewer = viewing(person_id)
    if not viewer.is_person:
        abort(404)
    looked(person_id, Part.STAFF.value)
    earlier = list(queries.earlier_for(viewer))
    return page(
        "staff_choice/sheet/earlier.html",
        viewer=viewer,
        person=viewer.person,
        earlier=earlier,
        card_of=_card_of,
        who=_names(viewer, earlier).who,
    )


@views.get("/print")
@requires(Permission.SEE_CHOOSING)
def print_sheet(person_id: uuid.UUID) -> ResponseReturnValue:
    """The sheet on paper, with empty lines to write more on."""
    viewer = viewing(person_id)
    looked(person_id, Part.STAFF.value, how="print")
    lines = queries.sheet_for(viewer)
    return page(
        "staff_choice/sheet/print.html",
        viewer=viewer,
        person=viewer.person,
        boxes=[(box, [line for line in lines if line.text.box is box]) for box in Box],
    )
