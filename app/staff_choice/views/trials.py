"""A short time together with somebody who wants the job: asked, agreed, stopped."""

from __future__ import annotations

import uuid
from typing import Any

from flask import Blueprint, abort, flash
from flask.typing import ResponseReturnValue

from app.htmx import go_to
from app.language import _, current_locale
from app.security import Permission, requires
from app.staff_choice.actions import trials as actions
from app.staff_choice.fairness.deciding import TRIALS_AT_MOST, Stands
from app.staff_choice.forms.trials import OfferForm
from app.staff_choice.models import Trial
from app.staff_choice.queries.deciding import answers_of_both
from app.staff_choice.queries.trials import TrialShown, trial_for, trials_for
from app.staff_choice.views.deciding import AtApplicant, at_applicant

views = Blueprint(
    "staff_trials",
    __name__,
    url_prefix="/people/<uuid:person_id>/staff/jobs/<uuid:vacancy_id>/applicants/"
    "<uuid:applicant_id>/trial",
)


def back_to_trials(it: AtApplicant) -> ResponseReturnValue:
    return go_to(f"{it.url}/trial")


def one_trial(it: AtApplicant, trial_id: uuid.UUID) -> TrialShown:
    found = trial_for(it.at.viewer, it.shown.applicant, trial_id)
    if found is None:
        abort(404)
    return found


@views.get("")
@requires(Permission.SEE_APPLICANTS)
def show_trials(
    person_id: uuid.UUID, vacancy_id: uuid.UUID, applicant_id: uuid.UUID
) -> ResponseReturnValue:
    it = at_applicant(person_id, vacancy_id, applicant_id)
    locks = answers_of_both(it.shown.applicant)
    trials = trials_for(it.at.viewer, it.shown.applicant)
    ended = locks.is_no or locks.stands is Stands.STARTED
    room = not any(each.can_stop for each in trials) and not ended
    may_offer = it.may(Permission.OFFER_TRIAL)
    return it.show(
        "trials.html",
        trials=trials,
        is_open=not ended,
        may_agree=actions.may_agree(it.at.by, it.at.viewer),
        may_offer=room and may_offer and _has_room(trials),
        takes_back=it.at.by.id if may_offer and not it.at.viewer.is_person else None,
        may_say=it.may(Permission.SAY_ABOUT_TRIAL),
    )


def _has_room(trials: list[TrialShown]) -> bool:
    return sum(each.stands.value != "off" for each in trials) < TRIALS_AT_MOST


def _offer_page(it: AtApplicant, form: OfferForm, status: int = 200) -> ResponseReturnValue:
    return it.show("trial_offer.html", status=status, form=form)


@views.get("/offer")
@requires(Permission.OFFER_TRIAL)
def show_offer(
    person_id: uuid.UUID, vacancy_id: uuid.UUID, applicant_id: uuid.UUID
) -> ResponseReturnValue:
    it, form = at_applicant(person_id, vacancy_id, applicant_id), OfferForm(formdata=None)
    form.fill(it.at.vacancy)
    return _offer_page(it, form)


@views.post("/offer")
@requires(Permission.OFFER_TRIAL)
def offer(
    person_id: uuid.UUID, vacancy_id: uuid.UUID, applicant_id: uuid.UUID
) -> ResponseReturnValue:
    it, form = at_applicant(person_id, vacancy_id, applicant_id), OfferForm()
    form.fill(it.at.vacancy)
    if not form.validate():
        return _offer_page(it, form, 422)
    said = form.said(current_locale().code)
    try:
        actions.offer(**it.given, key=form.key.key, said=said)
    except actions.Refused as refused:
        form.form_errors = [refused.words]
        return _offer_page(it, form, 422)
    flash(_("We asked. Both say yes first."), "done")
    return back_to_trials(it)


def _deciding_on(
    person_id: uuid.UUID, vacancy_id: uuid.UUID, applicant_id: uuid.UUID, trial_id: uuid.UUID
) -> tuple[AtApplicant, Trial]:
    """404 for who decides for the person, where the person can say it themselves."""
    it = at_applicant(person_id, vacancy_id, applicant_id)
    if not actions.may_agree(it.at.by, it.at.viewer):
        abort(404)
    return it, one_trial(it, trial_id).trial


@views.post("/<uuid:trial_id>/yes")
@requires(Permission.AGREE_TO_TRIAL)
def agree(
    person_id: uuid.UUID, vacancy_id: uuid.UUID, applicant_id: uuid.UUID, trial_id: uuid.UUID
) -> ResponseReturnValue:
    it, trial = _deciding_on(person_id, vacancy_id, applicant_id, trial_id)
    return _done(it, actions.agree, trial)


@views.get("/<uuid:trial_id>/stop")
@requires(Permission.AGREE_TO_TRIAL)
def ask_stop(
    person_id: uuid.UUID, vacancy_id: uuid.UUID, applicant_id: uuid.UUID, trial_id: uuid.UUID
) -> ResponseReturnValue:
    it, trial = _deciding_on(person_id, vacancy_id, applicant_id, trial_id)
    return it.show("trial_stop.html", trial=trial)


@views.post("/<uuid:trial_id>/stop")
@requires(Permission.AGREE_TO_TRIAL)
def stop(
    person_id: uuid.UUID, vacancy_id: uuid.UUID, applicant_id: uuid.UUID, trial_id: uuid.UUID
) -> ResponseReturnValue:
    it, trial = _deciding_on(person_id, vacancy_id, applicant_id, trial_id)
    return _done(it, actions.stop, trial)


def _own_offer(it: AtApplicant, trial_id: uuid.UUID) -> Trial:
    """404 for somebody else's, and for the person, who stops any without a reason."""
    trial = one_trial(it, trial_id).trial
    if trial.made_by != it.at.by.id or it.at.viewer.is_person:
        abort(404)
    return trial


@views.get("/<uuid:trial_id>/take-back")
@requires(Permission.OFFER_TRIAL)
def ask_take_back(
    person_id: uuid.UUID, vacancy_id: uuid.UUID, applicant_id: uuid.UUID, trial_id: uuid.UUID
) -> ResponseReturnValue:
    it = at_applicant(person_id, vacancy_id, applicant_id)
    return it.show("trial_take_back.html", trial=_own_offer(it, trial_id))


@views.post("/<uuid:trial_id>/take-back")
@requires(Permission.OFFER_TRIAL)
def take_back(
    person_id: uuid.UUID, vacancy_id: uuid.UUID, applicant_id: uuid.UUID, trial_id: uuid.UUID
) -> ResponseReturnValue:
    it = at_applicant(person_id, vacancy_id, applicant_id)
    return _done(it, actions.take_back, _own_offer(it, trial_id))


def _done(it: AtApplicant, write: Any, trial: Trial) -> ResponseReturnValue:
    try:
        write(**it.given, trial=trial)
        flash(_("Kept."), "done")
    except actions.Refused as refused:
        flash(str(refused.words), "bad")
    return back_to_trials(it)
