"""A line names what nobody may ask for: asking the council, with the task and the reason."""

from __future__ import annotations

import uuid

from flask import Blueprint, flash, request, url_for
from flask.typing import ResponseReturnValue

from app.audit import looked
from app.htmx import go_to, page
from app.language import _
from app.people.looking import me, viewing
from app.people.parts import Part
from app.people.predicates import Relation
from app.people.typed import bring_back
from app.people.unkept import Unkept, stopped
from app.security import Permission, requires
from app.staff_choice.actions import requirements as actions
from app.staff_choice.actions.sheet import OPEN_AGAIN, Refused, only_nice
from app.staff_choice.fairness.protected import named
from app.staff_choice.forms.sheet import CouncilForm, council_form
from app.staff_choice.helping_to_write import with_helpers
from app.staff_choice.models import Box
from app.staff_choice.queries.sheet import Line
from app.staff_choice.views.sheet import BOX, chosen
from app.staff_choice.views.sheet_writing import CHANGED_MEANWHILE, unkept_line, unkept_new

views = Blueprint("sheet_council", __name__, url_prefix="/people/<uuid:person_id>/staff/sheet")


@views.get(f"/{BOX}/new/council")
@requires(Permission.WRITE_SHEET)
def ask_new(person_id: uuid.UUID, box: str) -> ResponseReturnValue:
    """The words are those in the writer's draft: they typed them on the page before."""
    back = url_for("sheet_writing.new_lines", person_id=person_id, box=box)
    return _ask(viewing(person_id), Box(box), unkept_new(person_id, Box(box)), back)


@views.get("/lines/<uuid:line_id>/council")
@requires(Permission.WRITE_SHEET)
def ask_line(person_id: uuid.UUID, line_id: uuid.UUID) -> ResponseReturnValue:
    viewer = viewing(person_id)
    line = chosen(viewer, line_id)
    back = url_for("sheet_writing.change_line", person_id=person_id, line_id=line_id)
    return _ask(viewer, line.text.box, unkept_line(person_id, line_id), back, line)


def _ask(
    viewer: Relation, box: Box, unkept: Unkept, back: str, line: Line | None = None
) -> ResponseReturnValue:
    """Without words that name something there is nothing to ask: back to writing."""
    draft = unkept.found()
    if draft is None or not named(draft.content.get("words", "")) or only_nice(box):
        return go_to(back)
    form = with_helpers(viewer, council_form())
    bring_back(form, draft.content)
    if line is not None:
        form.number.data = draft.content.get("number", "0")
    return _page(viewer, box, form, back, line)


def _page(
    viewer: Relation,
    box: Box,
    form: CouncilForm,
    back: str,
    line: Line | None,
    status: int = 200,
) -> ResponseReturnValue:
    looked(viewer.person.id, Part.STAFF.value)
    return page(
        "staff_choice/sheet/council.html",
        status=status,
        viewer=viewer,
        person=viewer.person,
        box=box,
        form=form,
        line=line,
        back=back,
        names=named(form.words.data or ""),
    )


@views.post(f"/{BOX}/new/council")
@requires(Permission.WRITE_SHEET)
def send_new(person_id: uuid.UUID, box: str) -> ResponseReturnValue:
    back = url_for("sheet_writing.new_lines", person_id=person_id, box=box)
    return _send(viewing(person_id), Box(box), unkept_new(person_id, Box(box)), back)


@views.post("/lines/<uuid:line_id>/council")
@requires(Permission.WRITE_SHEET)
def send_line(person_id: uuid.UUID, line_id: uuid.UUID) -> ResponseReturnValue:
    viewer = viewing(person_id)
    line = chosen(viewer, line_id)
    back = url_for("sheet_writing.change_line", person_id=person_id, line_id=line_id)
    return _send(viewer, line.text.box, unkept_line(person_id, line_id), back, line)


def _send(
    viewer: Relation, box: Box, unkept: Unkept, back: str, line: Line | None = None
) -> ResponseReturnValue:
    form = with_helpers(viewer, council_form(request.form))
    if stopped():
        return go_to(f"{back}?draft=use")
    made = form.validate() and _is_asked(viewer, box, form, line)
    if not made:
        unkept.keep_refused(form)
        return _page(viewer, box, form, back, line, 422)
    unkept.throw()
    flash(_("We asked the council. We tell you what it says."), "done")
    return go_to(url_for("sheet.show_box", person_id=viewer.person.id, box=box.value))


def _is_asked(viewer: Relation, box: Box, form: CouncilForm, line: Line | None) -> bool:
    try:
        made = actions.ask(
            by=me(),
            viewer=viewer,
            key=form.key.key,
            box=box,
            said=form.said(),
            why=form.why(),
            line_id=line.id if line else None,
            seen=form.seen_number(),
        )
    except Refused as refused:
        form.form_errors = [refused.words]
        return False
    if made is None:
        form.form_errors = [CHANGED_MEANWHILE if line else OPEN_AGAIN]
        if line is not None:
            form.number.data = str(chosen(viewer, line.id).text.number)
    return made is not None
