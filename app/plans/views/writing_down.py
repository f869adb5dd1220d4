"""What others write down of an answer, who saw it, and a start without the person's yes."""

from __future__ import annotations

import uuid

from flask import abort, flash, request, url_for
from flask.typing import ResponseReturnValue

from app.accounts.queries import account_by_email
from app.audit import looked
from app.htmx import go_to, page
from app.language import _, current_locale
from app.language.words import lazy as _l
from app.language.written_forms import language_of
from app.people.looking import me, viewing
from app.people.models import BestInterestsDecision, Draft, SaidHow
from app.people.parts import Part
from app.people.predicates import Relation
from app.people.queries.records import best_interests_decisions
from app.people.unkept import KEEP_OR_THROW, Unkept, stopped
from app.plans.actions import agreements as actions
from app.plans.actions import starting
from app.plans.actions.said import Refused
from app.plans.forms.agreeing import PICTURES, StartForm, WriteDownForm
from app.plans.models import AgreementAnswer, AgreementWitness, PlanVersion, VersionSection
from app.plans.queries import agreements as queries
from app.plans.queries.agreements import newest_with_sections
from app.plans.views.agreeing import views
from app.security import Permission, allowed, requires

__all__ = ["views"]
WHOLE = "whole"
# L10n: register=work
NEW_VERSION = _l("There is a new plan now. Read it, then send this again.")


@views.get("/answers/write-down")
@requires(Permission.RECORD_AGREEMENT)
def show_write_down(person_id: uuid.UUID) -> ResponseReturnValue:
    viewer = viewing(person_id)
    version, sections = newest_with_sections(viewer)
    form = _write_down_form(viewer, version, sections)
    if version is not None:
        form.show(version.number, None)
    draft = _unkept(person_id).offered(form)
    return _write_down_page(viewer, version, form, draft=draft)


def _unkept(person_id: uuid.UUID) -> Unkept:
    return Unkept(person_id, "answer-written-down")


@views.post(f"/answers/write-down/{KEEP_OR_THROW}")
@requires(Permission.RECORD_AGREEMENT)
def draft_written_down(person_id: uuid.UUID, what: str) -> ResponseReturnValue:
    form = _write_down_form(viewing(person_id), None, {})
    return _unkept(person_id).answer(what, form, url_for(".show_write_down", person_id=person_id))


@views.post("/answers/write-down")
@requires(Permission.RECORD_AGREEMENT)
def write_down(person_id: uuid.UUID) -> ResponseReturnValue:
    viewer = viewing(person_id)
    if stopped():
        _unkept(person_id).throw()
        return go_to(_back(person_id))
    version, sections = newest_with_sections(viewer)
    form = _write_down_form(viewer, version, sections)
    if version is None or form.seen_number() != version.number:
        form.form_errors = [NEW_VERSION]
        if version is not None:
            form.show(version.number, None)
        return _refused(viewer, version, form)
    if form.validate():
        part = Part(form.about.data) if form.about.data != WHOLE else None
        text_id = sections[part].text_id if part is not None else None
        asked = actions.Asked(version.number, part, text_id)
        try:
            made = actions.write_down(
                by=me(),
                person=viewer.person,
                key=form.key.key,
                asked=asked,
                given=_written_down(form),
            )
        except Refused as refused:
            form.form_errors = [refused.words]
        else:
            if not isinstance(made, actions.Outdated):
                _unkept(person_id).throw()
                flash(_("We wrote it down."), "done")
                return go_to(url_for(".show_answers", person_id=person_id))
            form.form_errors = [NEW_VERSION]
    return _refused(viewer, version, form)


def _back(person_id: uuid.UUID) -> str:
    may_see = allowed(Permission.SEE_PLAN, person_id=person_id)
    return url_for(".show_answers" if may_see else "circle.show_circle", person_id=person_id)


def _refused(
    viewer: Relation, version: PlanVersion | None, form: WriteDownForm
) -> ResponseReturnValue:
    _unkept(viewer.person.id).keep_refused(form)
    return _write_down_page(viewer, version, form, 422)


def _write_down_form(
    viewer: Relation, version: PlanVersion | None, sections: dict[Part, VersionSection]
) -> WriteDownForm:
    """The sections that the writer sees; the whole only for whoever sees all of it."""
    form = WriteDownForm()
    form.offer_languages(viewer.person.language)
    own = [(part.value, part.words) for part in sections if viewer.shares(part)]
    if own and version is not None and queries.shares_all(viewer):
        own.append((WHOLE, _l("The whole plan")))
    # Nothing is chosen before somebody chooses.
    form.about.choices = [("", _l("Choose one.")), *own] if own else []
    return form


def _written_down(form: WriteDownForm) -> actions.WrittenDown:
    emails = (form.first_witness.cleaned(), form.second_witness.cleaned())
    return actions.WrittenDown(
        answer=AgreementAnswer(form.answer.data),
        words=form.words.cleaned(),
        shown_how=tuple(form.shown_how.data or ()),
        shown_in=form.shown_in.data,
        interpreter=form.interpreter.cleaned(),
        said_how=SaidHow(form.said_how.data),
        evidence=form.evidence.cleaned(),
        helper=form.helper.cleaned(),
        witnesses=tuple(w for w in map(account_by_email, emails) if w is not None),
    )


def _write_down_page(
    viewer: Relation,
    version: PlanVersion | None,
    form: WriteDownForm,
    status: int = 200,
    draft: Draft | None = None,
) -> ResponseReturnValue:
    return page(
        "plans/agreeing/write_down.html",
        draft=draft,
        back=_back(viewer.person.id),
        status=status,
        person=viewer.person,
        version=version,
        form=form,
        pictures=PICTURES,
    )


@views.get("/answers/<uuid:agreement_id>/witness")
@requires(Permission.CONFIRM_AGREEMENT)
def show_witness(person_id: uuid.UUID, agreement_id: uuid.UUID) -> ResponseReturnValue:
    witness = _own_place(person_id, agreement_id)
    viewer = viewing(person_id)
    section = witness.agreement.section
    return page(
        "plans/agreeing/witness.html",
        person=viewer.person,
        witness=witness,
        # The title of a section is not told to whoever may not see it.
        part=section if section is not None and viewer.may(section) else None,
    )


@views.post("/answers/<uuid:agreement_id>/witness")
@requires(Permission.CONFIRM_AGREEMENT)
def confirm_witness(person_id: uuid.UUID, agreement_id: uuid.UUID) -> ResponseReturnValue:
    witness = _own_place(person_id, agreement_id)
    answer = request.form.get("answer")
    if answer not in ("there", "not-there"):
        abort(422)
    actions.answer_as_witness(
        by=me(), person=viewing(person_id).person, witness=witness, was_there=answer == "there"
    )
    flash(_("Thank you. We kept your answer."), "done")
    return go_to("/my")


def _own_place(person_id: uuid.UUID, agreement_id: uuid.UUID) -> AgreementWitness:
    found = queries.witness_of(me(), person_id, agreement_id)
    if found is None:
        abort(404)
    return found


@views.get("/start")
@requires(Permission.START_UNAGREED)
def show_start(person_id: uuid.UUID) -> ResponseReturnValue:
    viewer = viewing(person_id)
    version = _version_to_start(viewer)
    form = StartForm()
    form.show(version.number, None)
    _offer_decisions(viewer, version, form)
    return _start_page(viewer, version, form)


@views.post("/start")
@requires(Permission.START_UNAGREED)
def start(person_id: uuid.UUID) -> ResponseReturnValue:
    viewer = viewing(person_id)
    version = _version_to_start(viewer)
    form = StartForm()
    decisions = _offer_decisions(viewer, version, form)
    if form.seen_number() != version.number:
        form.form_errors = [NEW_VERSION]
        form.show(version.number, None)
    # Without a decision there is no form to mark: the page says what is lacking.
    elif decisions and form.validate():
        try:
            made = starting.start_without_yes(
                by=me(),
                person=viewer.person,
                key=form.key.key,
                seen_number=version.number,
                why=_why(form, decisions),
            )
        except Refused as refused:
            form.form_errors = [refused.words]
        else:
            if made is not None:
                flash(_("The plan started. Now talk about it."), "done")
                return go_to(url_for(".show_answers", person_id=person_id))
            form.form_errors = [NEW_VERSION]
    return _start_page(viewer, version, form, 422)


def _version_to_start(viewer: Relation) -> PlanVersion:
    """The newest version that the viewer is told of; 404 for whoever sees nothing of it.

    Where there is a newer one, it changed what they do not see: then no decision is on offer.
    """
    version, sections = newest_with_sections(viewer)
    if version is None or not any(viewer.shares(part) for part in sections):
        abort(404)
    return version


def _offer_decisions(
    viewer: Relation, version: PlanVersion, form: StartForm
) -> dict[str, BestInterestsDecision]:
    """The decisions that a start can rest on, by their value in the form."""
    looked(viewer.person.id, "records")
    decisions = best_interests_decisions(viewer, among=starting.unspent(version))
    found = starting.fitting_decisions(viewer, version, decisions)
    form.best_interests.choices = [(str(each.id), each.decided) for each in found]
    return {str(each.id): each for each in found}


def _why(form: StartForm, decisions: dict[str, BestInterestsDecision]) -> starting.WithoutYes:
    dissent = form.dissent.cleaned()
    return starting.WithoutYes(
        best_interests=decisions.get(form.best_interests.data),
        dissent=dissent,
        review_on=form.review_on.data,
        language=language_of(current_locale().code, dissent),
    )


def _start_page(
    viewer: Relation, version: PlanVersion, form: StartForm, status: int = 200
) -> ResponseReturnValue:
    return page(
        "plans/agreeing/start.html",
        status=status,
        person=viewer.person,
        version=version,
        form=form,
        state=queries.states(viewer, version, {})[None],
    )
