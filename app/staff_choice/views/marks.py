"""A talk with an applicant, from hello to what all marks say."""

from __future__ import annotations

import uuid
from collections.abc import Callable

from flask import Blueprint, abort, flash, url_for
from flask.typing import ResponseReturnValue

from app.htmx import go_to
from app.language import current_locale
from app.people.models import Draft
from app.people.unkept import KEEP_OR_THROW, Unkept
from app.security import Permission, allowed, requires
from app.staff_choice.actions import marks as actions
from app.staff_choice.actions.unsent_marks import place_of
from app.staff_choice.forms.panel import MARK_PICTURES, MarkForm
from app.staff_choice.models import Interview, QuestionCard
from app.staff_choice.queries.cards import cards_asked, cards_of
from app.staff_choice.queries.marks import answered_by, finished, given_by, revealed
from app.staff_choice.queries.panel import own_place
from app.staff_choice.views.job_scope import AtJob, at_job

views = Blueprint(
    "staff_marks",
    __name__,
    url_prefix="/people/<uuid:person_id>/staff/jobs/<uuid:vacancy_id>/interviews/"
    "<uuid:interview_id>",
)


def _may(at: AtJob, permission: Permission) -> bool:
    return allowed(permission, person_id=at.person.id, vacancy_id=at.vacancy.id)


def _here(at: AtJob, interview: Interview, view: str = ".show_interview", **more: object) -> str:
    return url_for(
        view,
        person_id=at.person.id,
        vacancy_id=at.vacancy.id,
        interview_id=interview.id,
        **more,  # type: ignore[arg-type]
    )


def _to_give(at: AtJob, interview: Interview) -> list[QuestionCard]:
    """The questions that this member has not answered yet, in their order."""
    done = answered_by(interview, own_place(at.viewer, at.vacancy))
    return [card for card in cards_asked(interview) if card.id not in done]


@views.get("")
@requires(Permission.SEE_CHOOSING)
def show_interview(
    person_id: uuid.UUID, vacancy_id: uuid.UUID, interview_id: uuid.UUID
) -> ResponseReturnValue:
    at = at_job(person_id, vacancy_id)
    interview = at.interview(interview_id)
    is_open = interview.left_at is not None and interview.closed_at is None
    scores = is_open and _may(at, Permission.GIVE_MARKS)
    leads = is_open and _may(at, Permission.LEAD_PANEL)
    given = given_by(interview.id) if scores or leads else {}
    place = own_place(at.viewer, at.vacancy) if scores else None
    return at.show(
        "marks/interview.html",
        interview=interview,
        cards=cards_asked(interview) or cards_of(vacancy_id),
        hosts=_may(at, Permission.SAY_THEY_LEFT),
        scores=scores,
        gave_all=place is not None and given.get(place.id, 0) >= len(interview.cards),
        leads=leads,
        finished=finished(interview, at.vacancy, given) if leads else None,
        plans=not interview.cards and _may(at, Permission.RUN_PANEL),
        sees_marks=interview.closed_at is not None and _may(at, Permission.SEE_MARKS),
    )


def _done(
    at: AtJob, interview: Interview, write: Callable[..., None], kind: str = "bad"
) -> ResponseReturnValue:
    """Do it and go back to the talk, with why not where the rules refuse it."""
    try:
        write(by=at.by, vacancy=at.vacancy, interview=interview)
    except actions.Refused as refused:
        flash(str(refused.words), kind)
    return go_to(_here(at, interview))


@views.post("/came")
@requires(Permission.SAY_THEY_LEFT)
def say_they_came(
    person_id: uuid.UUID, vacancy_id: uuid.UUID, interview_id: uuid.UUID
) -> ResponseReturnValue:
    at = at_job(person_id, vacancy_id)
    return _done(at, at.interview(interview_id), actions.say_they_came)


@views.post("/left")
@requires(Permission.SAY_THEY_LEFT)
def say_they_left(
    person_id: uuid.UUID, vacancy_id: uuid.UUID, interview_id: uuid.UUID
) -> ResponseReturnValue:
    at = at_job(person_id, vacancy_id)
    return _done(at, at.interview(interview_id), actions.say_they_left)


def _asked(interview: Interview, card_id: uuid.UUID) -> tuple[QuestionCard, tuple[int, int]]:
    """The question with its step: which of how many."""
    cards = cards_asked(interview)
    for number, card in enumerate(cards, 1):
        if card.id == card_id:
            return card, (number, len(cards))
    abort(404)


@views.get("/marks")
@requires(Permission.GIVE_MARKS)
def begin_marks(
    person_id: uuid.UUID, vacancy_id: uuid.UUID, interview_id: uuid.UUID
) -> ResponseReturnValue:
    """To the first question without a mark; to the training card, where it was not read."""
    at = at_job(person_id, vacancy_id)
    interview = at.interview(interview_id)
    place = own_place(at.viewer, at.vacancy)
    if place is None or place.trained_at is None:
        here = _here(at, interview, ".begin_marks")
        training = "staff_panel.show_training"
        return go_to(url_for(training, person_id=person_id, vacancy_id=vacancy_id, then=here))
    return _on(at, interview)


def _on(at: AtJob, interview: Interview) -> ResponseReturnValue:
    left = [] if interview.closed_at or interview.left_at is None else _to_give(at, interview)
    if not left:
        return go_to(_here(at, interview))
    return go_to(_here(at, interview, ".ask_mark", card_id=left[0].id))


def _unkept(at: AtJob, interview: Interview, card_id: uuid.UUID) -> Unkept:
    """What this scorer types beside the mark: for nobody else, also after a sign-out."""
    return Unkept(at.person.id, place_of(interview.id, card_id))


@views.post(f"/marks/<uuid:card_id>/{KEEP_OR_THROW}")
@requires(Permission.GIVE_MARKS)
def draft_mark(
    person_id: uuid.UUID,
    vacancy_id: uuid.UUID,
    interview_id: uuid.UUID,
    card_id: uuid.UUID,
    what: str,
) -> ResponseReturnValue:
    """404 once all see the marks: then nothing is kept that could not be sent."""
    at = at_job(person_id, vacancy_id)
    interview = at.interview(interview_id)
    _asked(interview, card_id)
    if not actions.takes_marks(by=at.by, interview=interview):
        abort(404)
    here = _here(at, interview, ".ask_mark", card_id=card_id)
    return _unkept(at, interview, card_id).answer(what, MarkForm(), here)


def _mark_page(
    at: AtJob,
    interview: Interview,
    card_id: uuid.UUID,
    form: MarkForm,
    status: int = 200,
    draft: Draft | None = None,
) -> ResponseReturnValue:
    card, step = _asked(interview, card_id)
    return at.show(
        "marks/give.html",
        status=status,
        interview=interview,
        card=card,
        step=step,
        form=form,
        pictures=MARK_PICTURES,
        draft=draft,
    )


def _refused(
    at: AtJob, interview: Interview, card_id: uuid.UUID, form: MarkForm
) -> ResponseReturnValue:
    """The form again, with all that was typed; kept as a draft while it can still be sent."""
    shown = _mark_page(at, interview, card_id, form, 422)
    if interview.left_at is not None and interview.closed_at is None:
        _unkept(at, interview, card_id).keep_refused(form)
    return shown


@views.get("/marks/<uuid:card_id>")
@requires(Permission.GIVE_MARKS)
def ask_mark(
    person_id: uuid.UUID, vacancy_id: uuid.UUID, interview_id: uuid.UUID, card_id: uuid.UUID
) -> ResponseReturnValue:
    at = at_job(person_id, vacancy_id)
    interview = at.interview(interview_id)
    if interview.closed_at or interview.left_at is None:
        return go_to(_here(at, interview))
    form = MarkForm(formdata=None)
    draft = _unkept(at, interview, card_id).offered(form)
    return _mark_page(at, interview, card_id, form, draft=draft)


@views.post("/marks/<uuid:card_id>")
@requires(Permission.GIVE_MARKS)
def give_mark(
    person_id: uuid.UUID, vacancy_id: uuid.UUID, interview_id: uuid.UUID, card_id: uuid.UUID
) -> ResponseReturnValue:
    at = at_job(person_id, vacancy_id)
    interview, form = at.interview(interview_id), MarkForm()
    if not form.validate():
        return _refused(at, interview, card_id, form)
    said = form.said(current_locale().code)
    try:
        actions.give_mark(
            by=at.by, vacancy=at.vacancy, interview=interview, card_id=card_id, said=said
        )
    except actions.Refused as refused:
        # What was typed stays on the page, also where it comes too late to count.
        form.form_errors = [refused.words]
        return _refused(at, at.interview(interview_id), card_id, form)
    _unkept(at, interview, card_id).throw()
    return _on(at, at.interview(interview_id))


@views.get("/close")
@requires(Permission.LEAD_PANEL)
def ask_close(
    person_id: uuid.UUID, vacancy_id: uuid.UUID, interview_id: uuid.UUID
) -> ResponseReturnValue:
    at = at_job(person_id, vacancy_id)
    interview = at.interview(interview_id)
    if interview.closed_at or interview.left_at is None:
        return go_to(_here(at, interview))
    return at.show(
        "marks/close.html",
        interview=interview,
        finished=finished(interview, at.vacancy, given_by(interview.id)),
    )


@views.post("/close")
@requires(Permission.LEAD_PANEL)
def close(
    person_id: uuid.UUID, vacancy_id: uuid.UUID, interview_id: uuid.UUID
) -> ResponseReturnValue:
    at = at_job(person_id, vacancy_id)
    return _done(at, at.interview(interview_id), actions.close, "plain")


@views.get("/all-marks")
@requires(Permission.SEE_MARKS)
def show_marks(
    person_id: uuid.UUID, vacancy_id: uuid.UUID, interview_id: uuid.UUID
) -> ResponseReturnValue:
    at = at_job(person_id, vacancy_id)
    interview = at.interview(interview_id)
    if interview.closed_at is None:
        return go_to(_here(at, interview))
    return at.show("marks/all.html", interview=interview, asked=revealed(at.viewer, interview))
