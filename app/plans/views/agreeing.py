"""Agreeing: what was answered, one question a page, and what others write down or start."""

from __future__ import annotations

import uuid
from typing import Any

from flask import Blueprint, abort, flash, request, url_for
from flask.typing import ResponseReturnValue

from app.audit import looked
from app.htmx import go_to, page
from app.language import _, current_locale
from app.language.locales import needs_interpreter
from app.language.words import LazyWords
from app.people.faces import face
from app.people.looking import me, viewing
from app.people.models import Draft
from app.people.parts import PLAN_SECTIONS, Part
from app.people.predicates import Relation
from app.people.queries.circle import members_for
from app.people.unkept import KEEP_OR_THROW, Unkept, stopped
from app.plans.actions import agreements as actions
from app.plans.actions.said import Refused
from app.plans.forms.agreeing import PICTURES, AnswerForForm, AnswerForm
from app.plans.models import AgreementAnswer, PlanVersion, StartedAs, VersionSection
from app.plans.predicates import papers_of
from app.plans.queries import agreements as queries
from app.plans.queries.agreements import newest_with_sections
from app.plans.rules import started_words
from app.plans.sections import SECTIONS
from app.plans.views.scope import only_sections
from app.security import Permission, allowed, requires

views = Blueprint("plan_agreeing", __name__, url_prefix="/people/<uuid:person_id>/plan")


@views.before_request
def only_the_plan() -> None:
    part = (request.view_args or {}).get("part")
    if part is not None:
        only_sections(part)


@views.get("/answers")
@requires(Permission.SEE_PLAN)
def show_answers(person_id: uuid.UUID) -> ResponseReturnValue:
    viewer = viewing(person_id)
    version, sections = newest_with_sections(viewer)
    if version is None or not sections:
        return page("plans/agreeing/none.html", viewer=viewer, person=viewer.person)
    for part in sections:
        looked(person_id, part.value)
    answers = queries.all_answers(viewer, version, sections)
    whole = answers.states[None]
    return page(
        "plans/agreeing/answers.html",
        viewer=viewer,
        person=viewer.person,
        version=version,
        sections=sections,
        answers=answers,
        started=started_words(version.start, whole) if version.start else None,
        not_agreed=version.start is not None
        and version.start.started_as is StartedAs.NOT_AGREED_BY_ME,
        may_answer=allowed(Permission.ANSWER_PLAN, person_id=person_id),
        decisions_url=_decisions_url(viewer),
        may_write_down=allowed(Permission.RECORD_AGREEMENT, person_id=person_id),
        may_start=version.start is None
        and not whole.is_own_yes
        and allowed(Permission.START_UNAGREED, person_id=person_id),
    )


def _decisions_url(viewer: Relation) -> str | None:
    """Where one reads, or writes down, how decisions about the plan were made."""
    person_id = viewer.person.id
    if viewer.is_person:
        there = queries.has_capacity_records(viewer)
        return url_for("decisions.show_decisions", person_id=person_id) if there else None
    if allowed(Permission.RECORD_DECISIONS, person_id=person_id):
        return url_for("records.show_records", person_id=person_id)
    return None


@views.get("/answer")
@requires(Permission.ANSWER_PLAN)
def ask_whole(person_id: uuid.UUID) -> ResponseReturnValue:
    return _ask(viewing(person_id), None)


@views.post("/answer")
@requires(Permission.ANSWER_PLAN)
def answer_whole(person_id: uuid.UUID) -> ResponseReturnValue:
    viewer = viewing(person_id)
    # The council's own plan alone is none of it.
    if not any(viewer.shares(part) for part in PLAN_SECTIONS):
        abort(404)
    return _answer(viewer, None)


@views.get("/<part:part>/answer")
@requires(Permission.ANSWER_PLAN)
def ask_section(person_id: uuid.UUID, part: Part) -> ResponseReturnValue:
    return _ask(_sharing(person_id, part), part)


@views.post("/<part:part>/answer")
@requires(Permission.ANSWER_PLAN)
def answer_section(person_id: uuid.UUID, part: Part) -> ResponseReturnValue:
    return _answer(_sharing(person_id, part), part)


@views.post(f"/answer/{KEEP_OR_THROW}")
@requires(Permission.ANSWER_PLAN)
def draft_whole(person_id: uuid.UUID, what: str) -> ResponseReturnValue:
    return _draft(viewing(person_id), None, what)


@views.post(f"/<part:part>/answer/{KEEP_OR_THROW}")
@requires(Permission.ANSWER_PLAN)
def draft_section(person_id: uuid.UUID, part: Part, what: str) -> ResponseReturnValue:
    return _draft(_sharing(person_id, part), part, what)


def _draft(viewer: Relation, part: Part | None, what: str) -> ResponseReturnValue:
    return _unkept(viewer, part).answer(what, _form(viewer), _question_url(viewer, part))


def _unkept(viewer: Relation, part: Part | None) -> Unkept:
    return Unkept(viewer.person.id, f"answer-{part.value if part else 'whole'}")


def _question_url(viewer: Relation, part: Part | None) -> str:
    if part is None:
        return url_for(".ask_whole", person_id=viewer.person.id)
    return url_for(".ask_section", person_id=viewer.person.id, part=part)


def _sharing(person_id: uuid.UUID, part: Part) -> Relation:
    """Who looks; 404 for a section that is not theirs, or that only an override opens."""
    viewer = viewing(person_id)
    if not viewer.shares(part):
        abort(404)
    return viewer


def _form(viewer: Relation) -> AnswerForm:
    """Whoever holds, or held, a legal paper says for whom they speak."""
    holds = not viewer.is_person and bool(papers_of(me(), viewer.person.id))
    form = AnswerForForm() if holds else AnswerForm()
    form.offer_helpers(members_for(viewer) if viewer.is_person else ())
    return form


def _ask(viewer: Relation, part: Part | None) -> ResponseReturnValue:
    version, sections = newest_with_sections(viewer)
    row = sections.get(part) if part is not None else None
    if version is None or (part is not None and row is None) or not sections:
        abort(404)
    form = _form(viewer)
    form.show(version.number, row)
    unkept = _unkept(viewer, part)
    before, draft = queries.own_answer(viewer, version, row, unkept.place)
    if before.said is not None:
        form.answer.data, form.words.data = before.said.value, before.words
    offered = unkept.offer(draft, form)
    if unkept.is_used and not _is_about(draft, form):
        # Chosen about other words: what was typed comes back, the answer does not.
        form.answer.data = None
    return _question(viewer, part, form, version, sections, draft=offered)


def _is_about(draft: Draft | None, form: AnswerForm) -> bool:
    """Was the draft typed beside what is on the page now: this text, for the whole this version?"""
    if draft is None:
        return True
    name = "text_id" if form.text_id.data else "number"
    return bool(draft.content.get(name) == form[name].data)


def _question(
    viewer: Relation,
    part: Part | None,
    form: AnswerForm,
    version: PlanVersion | None,
    sections: dict[Part, VersionSection],
    status: int = 200,
    **given: Any,
) -> ResponseReturnValue:
    row = sections.get(part) if part is not None else None
    if part is not None:
        looked(viewer.person.id, part.value)
    about = {part: row} if part is not None and row is not None else {}
    return page(
        "plans/agreeing/ask.html",
        status=status,
        viewer=viewer,
        person=viewer.person,
        face=face(viewer),
        part=part,
        section=SECTIONS[part] if part is not None else None,
        form=form,
        version=version,
        row=row,
        state=queries.states(viewer, version, about).get(part) if version is not None else None,
        pictures=PICTURES,
        asks_interpreter=needs_interpreter() and (viewer.is_person or "speaks_as" in form),
        **given,
    )


def _answer(viewer: Relation, part: Part | None) -> ResponseReturnValue:
    if stopped():
        _unkept(viewer, part).throw()
        return go_to(url_for(".show_answers", person_id=viewer.person.id))
    form = _form(viewer)
    if not form.validate():
        return _again(viewer, part, form)
    given = actions.Given(
        answer=AgreementAnswer(form.answer.data),
        words=form.words.cleaned(),
        shown_how=tuple(form.shown_how.data or ()),
        shown_in=current_locale().code,
        interpreter=form.interpreter.cleaned(),
        helped_by=form.helpers(),
    )
    try:
        made = actions.answer(
            by=me(),
            person=viewer.person,
            key=form.key.key,
            asked=actions.Asked(form.seen_number(), part, form.seen_text()),
            given=given,
            for_person=request.form.get("speaks_as") == "representative",
        )
    except Refused as refused:
        return _again(viewer, part, form, refused.words)
    if isinstance(made, actions.Outdated):
        return _again(viewer, part, form, is_outdated=True)
    _unkept(viewer, part).throw()
    flash(_("Kept."), "done")
    return go_to(url_for(".show_answers", person_id=viewer.person.id))


def _again(
    viewer: Relation,
    part: Part | None,
    form: AnswerForm,
    refused: LazyWords | None = None,
    is_outdated: bool = False,
) -> ResponseReturnValue:
    """The question once more with all that was typed; with the new text where there is one.

    The old answer is not taken over to a new text: it was about other words.
    """
    _unkept(viewer, part).keep_refused(form)
    version, sections = newest_with_sections(viewer)
    to_change = []
    if refused is not None:
        form.form_errors = [refused]
        if part is None and viewer.is_person and version is not None:
            to_change = queries.all_answers(viewer, version, sections).to_change
    if is_outdated:
        form.answer.data = None
        if version is not None:
            form.show(version.number, sections.get(part) if part is not None else None)
    return _question(
        viewer, part, form, version, sections, 422, is_outdated=is_outdated, to_change=to_change
    )
