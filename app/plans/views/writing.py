"""Changing a section: whoever decides about it keeps it, everybody else suggests it."""

from __future__ import annotations

import uuid
from typing import Any

from flask import Blueprint, flash, request, url_for
from flask.typing import ResponseReturnValue
from werkzeug.datastructures import MultiDict

from app.htmx import go_to
from app.language import _
from app.language.words import LazyWords
from app.language.words import lazy as _l
from app.people.actions import drafts
from app.people.looking import me, viewing
from app.people.parts import Part
from app.people.predicates import Relation
from app.people.queries.drafts import draft_of
from app.plans.actions import words as actions
from app.plans.forms.words import SectionForm, both_together, content_of
from app.plans.models import DecidedBy, SectionText, Suggestion
from app.plans.predicates import deciding
from app.plans.queries.plan import working_text
from app.plans.queries.suggestions import own_waiting
from app.plans.views.opened import put_before_guard
from app.plans.views.scope import only_sections
from app.plans.views.section_page import (
    Typed,
    filled,
    form_for,
    keep_typed,
    said_in,
    section_page,
)
from app.security import Permission, requires

views = Blueprint("plan_writing", __name__, url_prefix="/people/<uuid:person_id>/plan")
views.record_once(put_before_guard)
# Where the words go next: a photo or a sound with them.
ON_TO = {"photo": ".change_photo", "sound": ".change_sound"}
NOTHING_CHANGED = _l("You changed nothing yet.")


def decides(viewer: Relation, part: Part) -> bool:
    """May this account keep its own words, now? Who speaks for the person suggests them."""
    how = deciding(me(), viewer.person.id, part)
    return how is not None and how.basis is not DecidedBy.SPEAKER


@views.get("/<part:part>/change")
@requires(Permission.WRITE_PART)
def change_section(person_id: uuid.UUID, part: Part) -> ResponseReturnValue:
    """The form, with what stands now, or with the draft that the writer left."""
    only_sections(part)
    viewer = viewing(person_id)
    draft = draft_of(me(), person_id, part.value)
    if draft is not None and request.args.get("draft") == "use":
        return _change_page(viewer, part, form_for(viewer, part, content=draft.content))
    stands = working_text(viewer, part)
    form = form_for(viewer, part, content=filled(viewer, stands, stands))
    return _change_page(viewer, part, form, draft=_of_draft(viewer, part, draft), is_new=True)


def _of_draft(viewer: Relation, part: Part, draft: Any) -> Typed | None:
    """A draft as the page shows it. It is as it was typed: nothing in it was checked."""
    if draft is None:
        return None
    return Typed(viewer.person.id, content_of(part, draft.content), None, None, None)


@views.post("/<part:part>/change")
@requires(Permission.WRITE_PART)
def keep_section(person_id: uuid.UUID, part: Part) -> ResponseReturnValue:
    only_sections(part)
    viewer = viewing(person_id)
    answer = request.form.get("answer", "keep")
    if answer in ("stop", "theirs"):
        drafts.throw_draft(by=me(), person_id=person_id, place=part.value)
        return go_to(url_for("plan.show_section", person_id=person_id, part=part))
    form = form_for(viewer, part, request.form, one_more=answer == "add")
    if answer == "add":
        keep_typed(viewer, part, form)
        return _change_page(viewer, part, form, added=True)
    if answer == "both":
        return _both(viewer, part, form)
    if not form.validate():
        return _refused(viewer, part, form)
    if answer == "suggest" or (answer in ON_TO and not decides(viewer, part)):
        return _suggest(viewer, part, form, answer)
    return _keep(viewer, part, form, answer)


def _keep(viewer: Relation, part: Part, form: SectionForm, answer: str) -> ResponseReturnValue:
    stands = working_text(viewer, part)
    said = said_in(form, stands)
    if stands is None and not said.content and form.base() is None:
        return _after(viewer, part, answer)
    try:
        kept = actions.write(
            by=me(),
            person=viewer.person,
            section=part,
            key=form.key.key,
            base_id=form.base(),
            said=said,
        )
    except actions.Refused as refused:
        return _refused(viewer, part, form, refused.words)
    if isinstance(kept, actions.Overtaken):
        return _two_texts(viewer, part, form, kept.theirs)
    flash(_("Kept."), "done")
    return _after(viewer, part, answer)


def _suggest(viewer: Relation, part: Part, form: SectionForm, answer: str) -> ResponseReturnValue:
    stands = working_text(viewer, part)
    said = said_in(form, stands)
    if _says_the_same(said, stands):
        # Only a photo or a sound is new: nothing to suggest before it is there.
        if answer in ON_TO:
            return _after(viewer, part, answer)
        return _refused(viewer, part, form, NOTHING_CHANGED)
    try:
        made = actions.suggest(
            by=me(),
            person=viewer.person,
            section=part,
            key=form.key.key,
            base_id=form.base(),
            said=said,
        )
    except actions.Refused as refused:
        return _refused(viewer, part, form, refused.words)
    flash(_("Sent. Nothing in the plan is changed yet."), "done")
    if answer in ON_TO:
        return _after(viewer, part, answer)
    drafts.throw_draft(by=me(), person_id=viewer.person.id, place=part.value)
    return to_suggestion(made)


def to_suggestion(made: Suggestion) -> ResponseReturnValue:
    return go_to(
        url_for(
            "plan_suggestions.show_suggestion",
            person_id=made.person_id,
            part=made.section,
            suggestion_id=made.id,
        )
    )


def _says_the_same(said: actions.Said, stands: SectionText | None) -> bool:
    if stands is None:
        return not said.content
    return said.content == stands.content and said.language == stands.language


def _after(viewer: Relation, part: Part, answer: str) -> ResponseReturnValue:
    drafts.throw_draft(by=me(), person_id=viewer.person.id, place=part.value)
    where = ON_TO.get(answer, "plan.show_section")
    return go_to(url_for(where, person_id=viewer.person.id, part=part))


def _refused(
    viewer: Relation, part: Part, form: SectionForm, why: LazyWords | None = None
) -> ResponseReturnValue:
    keep_typed(viewer, part, form)
    if why is not None:
        form.form_errors = [why]
    return _change_page(viewer, part, form, status=422)


def _change_page(
    viewer: Relation,
    part: Part,
    form: SectionForm,
    status: int = 200,
    is_new: bool = False,
    **given: Any,
) -> ResponseReturnValue:
    keeps = decides(viewer, part)
    # Who opens the page hears that a suggestion of theirs still waits.
    waits = own_waiting(me().id, viewer.person.id, part) if is_new and not keeps else None
    return section_page(
        "plans/writing/change.html", viewer, part, form, status, keeps=keeps, waits=waits, **given
    )


def _two_texts(
    viewer: Relation, part: Part, form: SectionForm, theirs: SectionText | None
) -> ResponseReturnValue:
    """Somebody else was first: both texts, and the choice between them."""
    form.base_id.data = str(theirs.id) if theirs else ""
    if theirs is None:
        return _refused(viewer, part, form, _l("Somebody changed this part just now."))
    keep_typed(viewer, part, form)
    mine = Typed(viewer.person.id, form.content(), form.said_in(), theirs.photo, theirs.sound)
    return section_page(
        "plans/writing/two_texts.html", viewer, part, form, 422, mine=mine, theirs=theirs
    )


def _both(viewer: Relation, part: Part, form: SectionForm) -> ResponseReturnValue:
    """Both texts in one form, for the writer to put in order. Nothing is kept yet."""
    theirs = working_text(viewer, part)
    if theirs is not None:
        mine = content_of(part, form.typed())
        sent = {**request.form.to_dict(), **both_together(part, theirs.content, mine)}
        form = form_for(viewer, part, MultiDict(sent))
        form.base_id.data = str(theirs.id)
    keep_typed(viewer, part, form)
    return _change_page(viewer, part, form)


@views.post("/<part:part>/draft")
@requires(Permission.WRITE_PART)
def save_draft(person_id: uuid.UUID, part: Part) -> ResponseReturnValue:
    """Called by the page's script while one types. Answers 204: nothing to show."""
    only_sections(part)
    form = form_for(viewing(person_id), part, request.form)
    drafts.save_draft(
        by=me(), person_id=person_id, place=part.value, content=form.typed(), base_number=0
    )
    return "", 204


@views.post("/<part:part>/draft/throw-away")
@requires(Permission.WRITE_PART)
def throw_draft(person_id: uuid.UUID, part: Part) -> ResponseReturnValue:
    only_sections(part)
    drafts.throw_draft(by=me(), person_id=person_id, place=part.value)
    return go_to(url_for(".change_section", person_id=person_id, part=part))
