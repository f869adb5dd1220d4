"""Asking for a job on a phone, without an account: one calm step a page, nothing kept on the way.

What was typed travels in the form itself, signed. A step back keeps it; an error keeps it; the
last step sends it. See `app.staff_choice.draft`.
"""

from __future__ import annotations

from dataclasses import dataclass

from flask import Blueprint, abort, request, url_for
from flask.typing import ResponseReturnValue

from app import sounds
from app.audit import SYSTEM
from app.database import now
from app.htmx import go_to, page
from app.language import current_locale
from app.language.forms import MultiCheckboxField, PortalForm, WordsArea
from app.language.words import lazy as _l
from app.language.written_forms import language_of
from app.security import limits, public
from app.staff_choice.actions import applying as actions
from app.staff_choice.draft import PHOTO, SOUND, ApplicationDraft, read_draft, typed_in
from app.staff_choice.forms.applying import (
    CountedForm,
    LikesForm,
    NeedsForm,
    ReachForm,
    ShowForm,
    WordsForm,
    YesForm,
)
from app.staff_choice.models import Vacancy, VacancyStage
from app.staff_choice.queries.jobs import job_by_number
from app.storage import keep_picture

views = Blueprint("applying", __name__, url_prefix="/support-jobs/<number>")


@dataclass(frozen=True)
class Step:
    """One page: its name, its form, the scripts that help it; does it send files?"""

    name: str
    form: type[PortalForm]
    scripts: tuple[str, ...] = ()
    files: bool = False


SHOW = Step("show", ShowForm, ("record",), files=True)
STEPS = (
    Step("words", WordsForm),
    Step("likes", LikesForm),
    SHOW,
    Step("reach", ReachForm),
    Step("needs", NeedsForm),
    Step("counted", CountedForm),
    Step("yes", YesForm),
)


def _job(number: str) -> Vacancy:
    """The job, open now; else the kind page of a job that is gone, or never was."""
    job = job_by_number(number)
    if job is not None and job.stage is VacancyStage.PUBLISHED:
        return job.vacancy
    gone = "staff_choice/public/gone.html"
    abort(page(gone, status=404 if job is None else 410, was=job is not None))


def _typed_email() -> str:
    """The address in the draft, and from where: nobody fills one mailbox from here."""
    email = typed_in(request.form.get("draft", "")).get("email", "")
    return f"{limits.from_here()}|{email}".lower()


@views.get("/apply")
@public
def show_apply(number: str) -> ResponseReturnValue:
    vacancy = _job(number)
    return _step_page(vacancy, ApplicationDraft(vacancy.id), 1)


@views.post("/apply")
@limits.requests(limits.STEPS_FROM_ONE_PLACE, "apply-steps", limits.from_here)
@limits.kept(limits.APPLICATIONS_FROM_ONE_PLACE, "apply-from", limits.from_here)
@limits.kept(limits.LINKS_ASKED_FOR, "apply-email", _typed_email)
@public
def apply(number: str) -> ResponseReturnValue:
    vacancy = _job(number)
    draft, late = read_draft(request.form.get("draft", ""), vacancy.id)
    now_at = min(max(request.form.get("step", 1, type=int), 1), len(STEPS))
    form = STEPS[now_at - 1].form()
    good = form.validate()
    take_up(draft, form)
    if "back" in request.form:
        return _step_page(vacancy, draft, max(now_at - 1, 1))
    if not good:
        return _step_page(vacancy, draft, now_at, form)
    if late:
        return _files_again(vacancy, draft)
    if now_at < len(STEPS):
        return _step_page(vacancy, draft, now_at if "drop" in request.form else now_at + 1)
    return _send(vacancy, draft)


@views.get("/applied")
@public
def show_applied(number: str) -> ResponseReturnValue:
    """The same page for everybody: who sent, who sent twice, who sent as another."""
    return page("staff_choice/applying/applied.html")


def take_up(draft: ApplicationDraft, form: PortalForm) -> None:
    """What a step says, as it was typed. A good photo is put away, whatever else is wrong."""
    if isinstance(form, ShowForm):
        draft.said["video_link"] = form.video_link.data or ""
        draft.files.pop(request.form.get("drop", ""), None)
        if form.drawn is not None:
            kept = keep_picture(form.drawn)
            draft.files[PHOTO] = {"file_key": kept.file_key, "thumb_key": kept.thumb_key}
        if form.encoded is not None:
            draft.files[SOUND] = {"file_key": sounds.keep_sound(form.encoded).file_key}
        return
    for field in form:
        if field.name in ("csrf_token", "agrees"):
            continue
        is_list = isinstance(field, MultiCheckboxField)
        draft.said[field.name] = list(field.data or ()) if is_list else (field.data or "")
        if isinstance(field, WordsArea):
            language = language_of(current_locale().code, field.data or "")
            draft.said[f"{field.name}_language"] = language


def filled(step: Step, draft: ApplicationDraft) -> PortalForm:
    """The form of a step with what was said, not checked."""
    return step.form(formdata=None, data=draft.said)


def _send(vacancy: Vacancy, draft: ApplicationDraft) -> ResponseReturnValue:
    """Every step is checked once more: a step can be passed over by hand."""
    for at, step in enumerate(STEPS[:-1], 1):
        checked = step.form(formdata=draft.typed(), meta={"csrf": False})
        if not checked.validate():
            form = filled(step, draft)
            for name, errors in checked.errors.items():
                form[name].errors = errors
            return _step_page(vacancy, draft, at, form)
    actions.apply(by=SYSTEM, vacancy_id=vacancy.id, draft=draft)
    return go_to(url_for("applying.show_applied", number=vacancy.number))


def _files_again(vacancy: Vacancy, draft: ApplicationDraft) -> ResponseReturnValue:
    """The form lay open for a day. The words are here; a photo or a sound must come once more."""
    form = ShowForm(formdata=None, data=draft.said)
    form.photo.errors = [_l("Add your photo or sound once more.")]
    return _step_page(vacancy, draft, STEPS.index(SHOW) + 1, form)


def _step_page(
    vacancy: Vacancy, draft: ApplicationDraft, at: int, form: PortalForm | None = None
) -> ResponseReturnValue:
    """A step. `form` is given where something in it is wrong. The address of all is the same."""
    response = page(
        "staff_choice/applying/step.html",
        status=422 if form is not None else 200,
        vacancy=vacancy,
        draft=draft,
        at=at,
        all_steps=len(STEPS),
        step=STEPS[at - 1],
        form=form if form is not None else filled(STEPS[at - 1], draft),
        have=draft.files,
        kept_until=now() + actions.KEPT_FOR,
    )
    response.headers["Cache-Control"] = "no-store"
    return response
