"""How a time together was: what the person showed, what others saw, with a photo and a sound.

Files are drawn and encoded anew by their forms, before an action takes the write lock.
"""

from __future__ import annotations

import uuid

from flask import abort, flash
from flask.typing import ResponseReturnValue

from app import sounds
from app.audit import looked
from app.language import _, current_locale
from app.language.written_forms import language_of
from app.outcomes.actions.given_files import GivenFiles
from app.people.file_answers import photo_answer, sound_answer
from app.people.looking import there
from app.people.parts import Part
from app.security import Permission, requires
from app.staff_choice.actions import trials as actions
from app.staff_choice.forms.trials import SHOWED_PICTURES, ObservedForm, ShowedForm
from app.staff_choice.models import Trial, TrialNote
from app.staff_choice.queries.trials import TrialShown, note_for
from app.staff_choice.views.deciding import AtApplicant, at_applicant
from app.staff_choice.views.trials import back_to_trials, one_trial, views
from app.storage import keep_picture, throw_away

__all__ = ["views"]


def _how_page(
    it: AtApplicant, trial: TrialShown, form: ShowedForm | ObservedForm, status: int = 200
) -> ResponseReturnValue:
    return it.show(
        "trial_how.html", status=status, trial=trial.trial, form=form, pictures=SHOWED_PICTURES
    )


def _sayable(it: AtApplicant, trial_id: uuid.UUID) -> TrialShown:
    found = one_trial(it, trial_id)
    if not found.can_say:
        abort(404)
    return found


@views.get("/<uuid:trial_id>/how")
@requires(Permission.SAY_ABOUT_TRIAL)
def show_how(
    person_id: uuid.UUID, vacancy_id: uuid.UUID, applicant_id: uuid.UUID, trial_id: uuid.UUID
) -> ResponseReturnValue:
    it = at_applicant(person_id, vacancy_id, applicant_id)
    kind = ShowedForm if it.at.viewer.is_person else ObservedForm
    return _how_page(it, _sayable(it, trial_id), kind(formdata=None))


@views.post("/<uuid:trial_id>/how")
@requires(Permission.SAY_ABOUT_TRIAL)
def say_how(
    person_id: uuid.UUID, vacancy_id: uuid.UUID, applicant_id: uuid.UUID, trial_id: uuid.UUID
) -> ResponseReturnValue:
    it = at_applicant(person_id, vacancy_id, applicant_id)
    trial = _sayable(it, trial_id)
    form = ShowedForm() if it.at.viewer.is_person else ObservedForm()
    if not form.validate() or not _kept(it, trial.trial, form):
        return _how_page(it, trial, form, 422)
    flash(_("Thank you. We kept it."), "done")
    return back_to_trials(it)


def _kept(it: AtApplicant, trial: Trial, form: ShowedForm | ObservedForm) -> bool:
    """Keep the files, and say how it was with them. What then belongs to nothing is thrown away."""
    language = current_locale().code
    heard = form.said.cleaned()
    files = GivenFiles(
        keep_picture(form.drawn) if form.drawn is not None else None,
        form.alt.cleaned(),
        sounds.keep_sound(form.encoded) if form.encoded is not None else None,
        heard,
        language_of(language, heard),
    )
    said = form.given(language, files)
    made = None
    try:
        made = actions.say_how(**it.given, trial=trial, key=form.key.key, said=said)
    except actions.Refused as refused:
        form.form_errors = [refused.words]
    _throw(files, made)
    return made is not None


def _throw(files: GivenFiles, made: TrialNote | None) -> None:
    """A form that was sent twice, or refused, keeps nothing of what came with it."""
    held = [made.photo, made.sound] if made is not None else []
    keys = {each.file_key for each in held if each is not None}
    if files.photo is not None and files.photo.file_key not in keys:
        throw_away(files.photo)
    if files.sound is not None and files.sound.file_key not in keys:
        sounds.throw_sound_away(files.sound)


def _note(
    person_id: uuid.UUID, vacancy_id: uuid.UUID, applicant_id: uuid.UUID, note_id: uuid.UUID
) -> TrialNote:
    it = at_applicant(person_id, vacancy_id, applicant_id)
    return there(note_for(it.at.viewer, it.shown.applicant, note_id))


@views.get("/notes/<uuid:note_id>/photo")
@requires(Permission.SEE_APPLICANTS)
def show_photo(
    person_id: uuid.UUID, vacancy_id: uuid.UUID, applicant_id: uuid.UUID, note_id: uuid.UUID
) -> ResponseReturnValue:
    note = _note(person_id, vacancy_id, applicant_id, note_id)
    answer = photo_answer(there(note.photo))
    looked(person_id, Part.STAFF.value, how="photo")
    return answer


@views.get("/notes/<uuid:note_id>/sound")
@requires(Permission.SEE_APPLICANTS)
def show_sound(
    person_id: uuid.UUID, vacancy_id: uuid.UUID, applicant_id: uuid.UUID, note_id: uuid.UUID
) -> ResponseReturnValue:
    note = _note(person_id, vacancy_id, applicant_id, note_id)
    answer = sound_answer(there(note.sound))
    looked(person_id, Part.STAFF.value, how="sound")
    return answer
