"""Writing the sheet: new lines, a line in other words, how much it matters, taking it out.

What is typed is kept as a draft on the way: for whoever types it, and for nobody else.
"""

from __future__ import annotations

import uuid

from flask import Blueprint, flash, request, url_for
from flask.typing import ResponseReturnValue

from app.audit import looked
from app.htmx import go_to, page
from app.language import _
from app.language.words import lazy as _l
from app.people.looking import me, viewing
from app.people.models import Draft
from app.people.parts import Part
from app.people.predicates import Relation
from app.people.unkept import KEEP_OR_THROW, Unkept, stopped
from app.security import Permission, requires
from app.staff_choice.actions import sheet as actions
from app.staff_choice.cards import card
from app.staff_choice.forms.sheet import (
    LineForm,
    MattersForm,
    NewLinesForm,
    fill,
    groups_of,
    line_form,
    new_lines_form,
)
from app.staff_choice.helping_to_write import with_helpers
from app.staff_choice.models import Box
from app.staff_choice.queries.sheet import Line, sheet_for
from app.staff_choice.views.sheet import BOX, chosen

views = Blueprint("sheet_writing", __name__, url_prefix="/people/<uuid:person_id>/staff/sheet")
CHANGED_MEANWHILE = _l("Somebody changed this just now. Look at both, then keep yours or not.")
MOST_GROUPS = 50


def unkept_new(person_id: uuid.UUID, box: Box) -> Unkept:
    return Unkept(person_id, f"sheet-{box.value}-new")


def unkept_line(person_id: uuid.UUID, line_id: uuid.UUID) -> Unkept:
    return Unkept(person_id, f"sheet-line-{line_id}")


def _group() -> int:
    return min(abs(request.args.get("more", 0, type=int)), MOST_GROUPS)


@views.get(f"/{BOX}/new")
@requires(Permission.WRITE_SHEET)
def new_lines(person_id: uuid.UUID, box: str) -> ResponseReturnValue:
    viewer, unkept = viewing(person_id), unkept_new(person_id, Box(box))
    form = _new_form(viewer, Box(box))
    draft = unkept.offered(form)
    return _new_page(viewer, Box(box), form, draft=draft)


def _new_form(viewer: Relation, box: Box, formdata: object = None) -> NewLinesForm:
    there = {line.text.concept for line in sheet_for(viewer, box)}
    groups = groups_of(box, there)
    shown = groups[_group() % len(groups)] if groups else []
    return with_helpers(viewer, new_lines_form(box, shown, formdata))


def _new_page(
    viewer: Relation,
    box: Box,
    form: NewLinesForm,
    status: int = 200,
    draft: Draft | None = None,
    named: actions.Named | None = None,
) -> ResponseReturnValue:
    looked(viewer.person.id, Part.STAFF.value)
    return page(
        "staff_choice/sheet/new.html",
        status=status,
        viewer=viewer,
        person=viewer.person,
        box=box,
        form=form,
        draft=draft,
        named=named,
        only_nice=actions.only_nice(box),
        next_group=_group() + 1,
        picture_of_card=_picture_of_card,
    )


def _picture_of_card(box: Box, value: str) -> str:
    found = card(box, value)
    return found.picture if found else box.picture


@views.post(f"/{BOX}/new/{KEEP_OR_THROW}")
@requires(Permission.WRITE_SHEET)
def draft_new(person_id: uuid.UUID, box: str, what: str) -> ResponseReturnValue:
    form = _new_form(viewing(person_id), Box(box), request.form)
    here = url_for(".new_lines", person_id=person_id, box=box)
    return unkept_new(person_id, Box(box)).answer(what, form, here)


@views.post(f"/{BOX}/new")
@requires(Permission.WRITE_SHEET)
def make_lines(person_id: uuid.UUID, box: str) -> ResponseReturnValue:
    """Keep them. "More pictures" keeps what is chosen and shows others."""
    viewer, unkept = viewing(person_id), unkept_new(person_id, Box(box))
    form, then = _new_form(viewer, Box(box), request.form), request.form.get("then")
    here = url_for(".new_lines", person_id=person_id, box=box)
    back = url_for("sheet.show_box", person_id=person_id, box=box)
    if stopped():
        unkept.throw()
        return go_to(back)
    is_empty = not (form.cards.data or (form.words.data or "").strip())
    if then == "council" and not is_empty:
        _keep_cards(viewer, Box(box), form)
        unkept.keep(form)
        return go_to(url_for("sheet_council.ask_new", person_id=person_id, box=box))
    if then == "pictures" and is_empty:
        return go_to(f"{here}?more={_group()}")
    refused = _why_not_made(viewer, Box(box), form)
    if refused is not None:
        unkept.keep_refused(form)
        named = refused if isinstance(refused, actions.Named) else None
        return _new_page(viewer, Box(box), form, 422, named=named)
    unkept.throw()
    flash(_("Kept."), "done")
    return go_to(f"{here}?more={_group()}" if then == "pictures" else back)


def _keep_cards(viewer: Relation, box: Box, form: NewLinesForm) -> None:
    """The cards need no answer of the council: they stand at once."""
    if form.cards.data and form.validate():
        actions.write(
            by=me(),
            viewer=viewer,
            key=form.key.key,
            box=box,
            cards=form.cards.data,
            said=actions.Words(helped_by=tuple(form.helpers())),
        )
        form.cards.data = []


def _why_not_made(viewer: Relation, box: Box, form: NewLinesForm) -> actions.Refused | None:
    """Keep the lines. None when they are; else why not, which the form says too."""
    if not form.validate():
        return actions.Refused(actions.NOTHING_SAID)
    try:
        actions.write(
            by=me(),
            viewer=viewer,
            key=form.key.key,
            box=box,
            cards=form.cards.data or [],
            said=form.said(),
        )
    except actions.Refused as refused:
        say(form, refused)
        return refused
    return None


def say(form: LineForm, refused: actions.Refused) -> None:
    """A refusal where it belongs: at the words that name something, or above the form."""
    if isinstance(refused, actions.Named):
        form.words.errors = [refused.words]
    else:
        form.form_errors = [refused.words]


@views.get("/lines/<uuid:line_id>/change")
@requires(Permission.WRITE_SHEET)
def change_line(person_id: uuid.UUID, line_id: uuid.UUID) -> ResponseReturnValue:
    viewer = viewing(person_id)
    line, unkept = chosen(viewer, line_id), unkept_line(person_id, line_id)
    form = with_helpers(viewer, line_form())
    fill(form, line.text)
    draft = unkept.found()
    offered = unkept.offer(draft, form)
    if draft is not None and offered is None and draft.content.get("number") != form.number.data:
        # Typed beside other words than those that stand now: both are shown.
        form.form_errors = [CHANGED_MEANWHILE]
    return change_page(viewer, line, form, draft=offered)


def change_page(
    viewer: Relation,
    line: Line,
    form: LineForm,
    status: int = 200,
    draft: Draft | None = None,
    named: actions.Named | None = None,
) -> ResponseReturnValue:
    looked(viewer.person.id, Part.STAFF.value)
    return page(
        "staff_choice/sheet/change.html",
        status=status,
        viewer=viewer,
        person=viewer.person,
        line=line,
        form=form,
        draft=draft,
        named=named,
        only_nice=actions.only_nice(line.text.box),
    )


@views.post(f"/lines/<uuid:line_id>/change/{KEEP_OR_THROW}")
@requires(Permission.WRITE_SHEET)
def draft_change(person_id: uuid.UUID, line_id: uuid.UUID, what: str) -> ResponseReturnValue:
    viewer = viewing(person_id)
    chosen(viewer, line_id)
    form = with_helpers(viewer, line_form(request.form))
    here = url_for(".change_line", person_id=person_id, line_id=line_id)
    return unkept_line(person_id, line_id).answer(what, form, here)


@views.post("/lines/<uuid:line_id>/change")
@requires(Permission.WRITE_SHEET)
def keep_line(person_id: uuid.UUID, line_id: uuid.UUID) -> ResponseReturnValue:
    viewer = viewing(person_id)
    line, unkept = chosen(viewer, line_id), unkept_line(person_id, line_id)
    form = with_helpers(viewer, line_form(request.form))
    back = url_for("sheet.show_line", person_id=person_id, line_id=line_id)
    if stopped():
        unkept.throw()
        return go_to(back)
    if request.form.get("then") == "council":
        unkept.keep(form)
        return go_to(url_for("sheet_council.ask_line", person_id=person_id, line_id=line_id))
    refused = _why_not_kept(viewer, line, form)
    if refused is not None:
        unkept.keep_refused(form)
        named = refused if isinstance(refused, actions.Named) else None
        return change_page(viewer, chosen(viewer, line_id), form, 422, named=named)
    unkept.throw()
    flash(_("Kept."), "done")
    return go_to(back)


def _why_not_kept(viewer: Relation, line: Line, form: LineForm) -> actions.Refused | None:
    if not form.validate():
        return actions.Refused(actions.NOTHING_SAID)
    try:
        seen, said = form.seen_number(), form.said()
        if actions.reword(by=me(), viewer=viewer, line_id=line.id, seen=seen, said=said):
            return None
    except actions.Refused as refused:
        say(form, refused)
        return refused
    # Somebody else wrote meanwhile: their words stand above, the reader's own in the form.
    form.number.data = str(chosen(viewer, line.id).text.number)
    form.form_errors = [CHANGED_MEANWHILE]
    return actions.Refused(CHANGED_MEANWHILE)


@views.get("/lines/<uuid:line_id>/matters")
@requires(Permission.WRITE_SHEET)
def ask_matters(person_id: uuid.UUID, line_id: uuid.UUID) -> ResponseReturnValue:
    viewer = viewing(person_id)
    line = chosen(viewer, line_id)
    form = MattersForm(formdata=None)
    form.number.data = str(line.text.number)
    form.matters.data = "needed" if line.text.essential else "nice"
    return _matters_page(viewer, line, form)


def _matters_page(
    viewer: Relation, line: Line, form: MattersForm, status: int = 200
) -> ResponseReturnValue:
    looked(viewer.person.id, Part.STAFF.value)
    return page(
        "staff_choice/sheet/matters.html",
        status=status,
        viewer=viewer,
        person=viewer.person,
        line=line,
        form=form,
        only_nice=actions.only_nice(line.text.box),
    )


@views.post("/lines/<uuid:line_id>/matters")
@requires(Permission.WRITE_SHEET)
def keep_matters(person_id: uuid.UUID, line_id: uuid.UUID) -> ResponseReturnValue:
    viewer = viewing(person_id)
    line, form = chosen(viewer, line_id), MattersForm()
    if not (form.validate() and _is_weighed(viewer, line, form)):
        return _matters_page(viewer, chosen(viewer, line_id), form, 422)
    flash(_("Kept."), "done")
    return go_to(url_for("sheet.show_box", person_id=person_id, box=line.text.box.value))


def _is_weighed(viewer: Relation, line: Line, form: MattersForm) -> bool:
    try:
        seen, needed = form.seen_number(), form.matters.data == "needed"
        made = actions.weigh(by=me(), viewer=viewer, line_id=line.id, seen=seen, essential=needed)
    except actions.Refused as refused:
        form.form_errors = [refused.words]
        return False
    if made is None:
        form.number.data = str(chosen(viewer, line.id).text.number)
        form.form_errors = [CHANGED_MEANWHILE]
    return made is not None


@views.get("/lines/<uuid:line_id>/out")
@requires(Permission.WRITE_SHEET)
def confirm_out(person_id: uuid.UUID, line_id: uuid.UUID) -> ResponseReturnValue:
    viewer = viewing(person_id)
    line = chosen(viewer, line_id)
    looked(person_id, Part.STAFF.value)
    return page("staff_choice/sheet/out.html", viewer=viewer, person=viewer.person, line=line)


@views.post("/lines/<uuid:line_id>/out")
@requires(Permission.WRITE_SHEET)
def take_out(person_id: uuid.UUID, line_id: uuid.UUID) -> ResponseReturnValue:
    viewer = viewing(person_id)
    line = chosen(viewer, line_id)
    seen = request.form.get("seen", 0, type=int)
    if not actions.take_out(by=me(), viewer=viewer, line_id=line_id, seen=seen):
        flash(str(CHANGED_MEANWHILE), "bad")
        return go_to(url_for("sheet.show_line", person_id=person_id, line_id=line_id))
    flash(_("Taken out."), "done")
    return go_to(url_for("sheet.show_box", person_id=person_id, box=line.text.box.value))
