"""A time together, on the applicant's own page: yes, or no without a reason, and how it was."""

from __future__ import annotations

import uuid
from typing import Any

from flask import abort, flash, url_for
from flask.typing import ResponseReturnValue

from app.audit import SYSTEM
from app.htmx import go_to, page
from app.language import _, current_locale
from app.language.written_forms import language_of
from app.security import limits, public
from app.staff_choice.actions import own_trial as own_actions
from app.staff_choice.actions import trials as actions
from app.staff_choice.forms.trials import OwnWordsForm
from app.staff_choice.models import Applicant
from app.staff_choice.queries.trials import TrialShown, own_trial, own_words
from app.staff_choice.views.own_application import bad_links, mine, over, views

__all__ = ["views"]


def _page(token: str, shown: TrialShown, **more: Any) -> ResponseReturnValue:
    return page("staff_choice/own/trial.html", token=token, shown=shown, **more)


@views.get("/<token>/trial")
@bad_links
@public
def show_trial(token: str) -> ResponseReturnValue:
    applicant = mine(token)
    if applicant is None:
        return over(token)
    shown = own_trial(applicant)
    if shown is None:
        abort(404)
    may_say = own_actions.may_say(applicant, shown)
    return _page(token, shown, may_say=may_say, told=own_words(applicant))


@views.post("/<token>/trial/<uuid:trial_id>/yes")
@bad_links
@public
def agree_to_trial(token: str, trial_id: uuid.UUID) -> ResponseReturnValue:
    return _say(token, trial_id, actions.applicant_agrees)


@views.get("/<token>/trial/<uuid:trial_id>/stop")
@bad_links
@public
def ask_stop_trial(token: str, trial_id: uuid.UUID) -> ResponseReturnValue:
    applicant = mine(token)
    if applicant is None:
        return over(token)
    shown = own_trial(applicant)
    if shown is None or shown.trial.id != trial_id:
        abort(404)
    return _page(token, shown, stopping=True)


@views.post("/<token>/trial/<uuid:trial_id>/stop")
@bad_links
@public
def stop_trial(token: str, trial_id: uuid.UUID) -> ResponseReturnValue:
    return _say(token, trial_id, actions.applicant_stops)


def _say(token: str, trial_id: uuid.UUID, write: Any) -> ResponseReturnValue:
    applicant = mine(token)
    if applicant is None:
        return over(token)
    shown = own_trial(applicant)
    if shown is None or shown.trial.id != trial_id:
        abort(404)
    try:
        write(by=SYSTEM, applicant=applicant, trial=shown.trial)
        flash(_("We kept your answer."), "done")
    except actions.Refused as refused:
        flash(str(refused.words), "bad")
    return go_to(url_for("own_application.show_trial", token=token))


def _sayable(token: str, trial_id: uuid.UUID) -> tuple[Applicant, TrialShown] | None:
    """Whose page it is, with the trial that they may tell of; None where the link is over."""
    applicant = mine(token)
    if applicant is None:
        return None
    shown = own_trial(applicant)
    if shown is None or shown.trial.id != trial_id or not own_actions.may_say(applicant, shown):
        abort(404)
    return applicant, shown


def _how_page(
    token: str, shown: TrialShown, form: OwnWordsForm, status: int = 200
) -> ResponseReturnValue:
    return page("staff_choice/own/how.html", status=status, token=token, shown=shown, form=form)


@views.get("/<token>/trial/<uuid:trial_id>/how")
@bad_links
@public
def show_how_trial_was(token: str, trial_id: uuid.UUID) -> ResponseReturnValue:
    found = _sayable(token, trial_id)
    if found is None:
        return over(token)
    shown = found[1]
    before = shown.own.words if shown.own is not None else ""
    return _how_page(token, shown, OwnWordsForm(formdata=None, data={"words": before}))


@views.post("/<token>/trial/<uuid:trial_id>/how")
@bad_links
@limits.kept(limits.STEPS_FROM_ONE_PLACE, "change-steps", limits.from_here)
@public
def say_how_trial_was(token: str, trial_id: uuid.UUID) -> ResponseReturnValue:
    found = _sayable(token, trial_id)
    if found is None:
        return over(token)
    applicant, shown = found
    form = OwnWordsForm()
    if not form.validate():
        return _how_page(token, shown, form, 422)
    words = form.words.cleaned()
    try:
        own_actions.say(
            by=SYSTEM,
            applicant=applicant,
            trial=shown.trial,
            words=words,
            language=language_of(current_locale().code, words),
        )
    except actions.Refused as refused:
        form.form_errors = [refused.words]
        return _how_page(token, shown, form, 422)
    flash(_("Thank you. We kept it.") if words else _("We took your words away."), "done")
    return go_to(url_for("own_application.show_trial", token=token))


@views.post("/<token>/trial/<uuid:trial_id>/how/away")
@bad_links
@public
def take_words_away(token: str, trial_id: uuid.UUID) -> ResponseReturnValue:
    """Theirs to take away, also after it ended, and those of an earlier time."""
    applicant = mine(token)
    if applicant is None:
        return over(token)
    if not any(trial.id == trial_id for trial, _own in own_words(applicant)):
        abort(404)
    own_actions.take_away(by=SYSTEM, applicant=applicant, trial_id=trial_id)
    flash(_("We took your words away."), "done")
    return go_to(url_for("own_application.show_trial", token=token))
