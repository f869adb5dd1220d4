"""An applicant's own page, behind a link that was mailed to them: see, correct, take back, ask.

No page of it is kept by a cache, found by a search engine or named to another website.
"""

from __future__ import annotations

from flask import Blueprint, Response, abort, flash, request, url_for
from flask.typing import ResponseReturnValue

from app.audit import SYSTEM
from app.htmx import go_to, page
from app.language import _, current_locale
from app.language.forms import PortalForm
from app.language.words import lazy as _l
from app.language.written_forms import language_of
from app.people.file_answers import file_answer
from app.security import limits, public
from app.staff_choice.actions import applying, erasing
from app.staff_choice.actions import own_application as actions
from app.staff_choice.draft import ApplicationDraft
from app.staff_choice.forms.applying import (
    AgainForm,
    AskForm,
    LikesForm,
    NeedsForm,
    ReachForm,
    ShowForm,
    WordsForm,
)
from app.staff_choice.models import Applicant, ApplicantFileKind, AskKind
from app.staff_choice.queries.own_application import (
    PLANNED,
    applicant_of,
    file_of,
    kept_of,
    needs_of,
    standing_of,
    talk_of,
)
from app.staff_choice.queries.trials import own_trial
from app.staff_choice.views.applying import take_up

views = Blueprint("own_application", __name__, url_prefix="/applications")

CHANGES: dict[str, type[PortalForm]] = {
    "words": WordsForm,
    "likes": LikesForm,
    "show": ShowForm,
    "reach": ReachForm,
    "needs": NeedsForm,
}
FILES_AGAIN = _l("Add your photo or sound once more.")
bad_links = limits.failures(limits.BAD_LINKS, "bad-links", limits.from_here)


@views.after_request
def keep_it_private(response: Response) -> Response:
    """The address is the key: nobody keeps the page, and no search engine lists it."""
    response.headers["Cache-Control"] = "no-store"
    response.headers["X-Robots-Tag"] = "noindex, nofollow, noarchive"
    return response


def mine(token: str) -> Applicant | None:
    """Whose link it is, while we keep something of theirs."""
    found = applicant_of(token)
    return found if found is not None and found.erased_at is None else None


def over(token: str) -> ResponseReturnValue:
    """A link that opens nothing. Whose own it was learns that we keep nothing any more."""
    gone = applicant_of(token)
    if gone is not None:
        return page("staff_choice/own/gone.html", status=410)
    return page("staff_choice/own/over.html", status=410, form=AgainForm(formdata=None))


@views.get("/<token>")
@bad_links
@public
def show_own(token: str) -> ResponseReturnValue:
    applicant = mine(token)
    if applicant is None:
        return over(token)
    standing = standing_of(applicant)
    return page(
        "staff_choice/own/show.html",
        applicant=applicant,
        token=token,
        standing=standing,
        talk=talk_of(applicant) if standing is PLANNED else None,
        kept=kept_of(applicant),
        works_here=erasing.works_here(applicant.id),
        trial=own_trial(applicant),
    )


@views.get("/<token>/kept")
@bad_links
@public
def show_kept(token: str) -> ResponseReturnValue:
    """Everything that we keep, with a way to change each part."""
    applicant = mine(token)
    if applicant is None:
        return over(token)
    return page(
        "staff_choice/own/kept.html", applicant=applicant, token=token, kept=kept_of(applicant)
    )


@views.get("/<token>/change/<step>")
@bad_links
@public
def show_change(token: str, step: str) -> ResponseReturnValue:
    applicant = mine(token)
    if applicant is None:
        return over(token)
    if step not in CHANGES:
        abort(404)
    return _change_page(applicant, token, step, CHANGES[step](formdata=None, data=_now(applicant)))


@views.post("/<token>/change/<step>")
@bad_links
@limits.kept(limits.STEPS_FROM_ONE_PLACE, "change-steps", limits.from_here)
@public
def change(token: str, step: str) -> ResponseReturnValue:
    applicant = mine(token)
    if applicant is None:
        return over(token)
    if step not in CHANGES:
        abort(404)
    drop = request.form.get("drop", "")
    if step == "show" and drop in ("photo", "sound"):
        actions.take_file_away(by=SYSTEM, applicant=applicant, kind=drop)
        return _done(token)
    form = CHANGES[step]()
    if not form.validate():
        _ask_for_files_again(form)
        return _change_page(applicant, token, step, form, 422)
    draft = ApplicationDraft(applicant.vacancy_id, applicant.id)
    take_up(draft, form)
    before = applicant.email
    actions.correct(by=SYSTEM, applicant=applicant, step=step, draft=draft)
    if applicant.email != before:
        actions.move_email(by=SYSTEM, applicant=applicant, before=before)
        flash(_("We kept what you changed."), "done")
        return go_to(url_for(".show_sent"))
    return _done(token)


def _ask_for_files_again(form: PortalForm) -> None:
    """A page cannot hand a file back. Who sent a good one must know that it is not kept yet."""
    if isinstance(form, ShowForm) and (form.drawn is not None or form.encoded is not None):
        form.photo.errors = [FILES_AGAIN]


def _now(applicant: Applicant) -> dict[str, object]:
    """What is kept, as the forms of the steps name it."""
    needs = needs_of(applicant)
    names = ("words", "video_link", "name", "email", "phone", *applying.LISTS)
    return {name: getattr(applicant, name) for name in names} | {
        "needs": needs.words if needs else ""
    }


def _done(token: str) -> ResponseReturnValue:
    flash(_("We kept what you changed."), "done")
    return go_to(url_for("own_application.show_kept", token=token))


def _change_page(
    applicant: Applicant, token: str, step: str, form: PortalForm, status: int = 200
) -> ResponseReturnValue:
    have = {kind.value: True for kind in ApplicantFileKind if file_of(applicant, kind)}
    return page(
        "staff_choice/own/change.html",
        status=status,
        applicant=applicant,
        token=token,
        step=step,
        form=form,
        have=have,
    )


@views.get("/<token>/take-back")
@bad_links
@public
def show_take_back(token: str) -> ResponseReturnValue:
    applicant = mine(token)
    if applicant is None or erasing.works_here(applicant.id):
        return over(token) if applicant is None else abort(404)
    return page("staff_choice/own/take_back.html", token=token)


@views.post("/<token>/take-back")
@bad_links
@public
def take_back(token: str) -> ResponseReturnValue:
    applicant = mine(token)
    if applicant is None:
        return over(token)
    try:
        actions.take_back(by=SYSTEM, applicant=applicant)
    except actions.Refused:
        abort(404)
    return go_to(url_for("own_application.show_gone"))


@views.get("/gone")
@public
def show_gone() -> ResponseReturnValue:
    return page("staff_choice/own/gone.html")


@views.get("/<token>/ask/<any('reasons', 'review'):kind>")
@bad_links
@public
def show_ask(token: str, kind: str) -> ResponseReturnValue:
    applicant = mine(token)
    if applicant is None:
        return over(token)
    if not standing_of(applicant).is_no:
        abort(404)
    return _ask_page(token, kind, AskForm(formdata=None))


@views.post("/<token>/ask/<any('reasons', 'review'):kind>")
@bad_links
@public
def ask(token: str, kind: str) -> ResponseReturnValue:
    applicant = mine(token)
    if applicant is None:
        return over(token)
    form = AskForm()
    if not form.validate():
        return _ask_page(token, kind, form, 422)
    try:
        actions.ask(
            by=SYSTEM,
            applicant=applicant,
            kind=AskKind(kind),
            words=form.words.cleaned(),
            language=language_of(current_locale().code, form.words.cleaned()),
        )
    except actions.Refused:
        abort(404)
    flash(_("We got it. Somebody answers you here."), "done")
    return go_to(url_for("own_application.show_own", token=token))


def _ask_page(token: str, kind: str, form: AskForm, status: int = 200) -> ResponseReturnValue:
    return page("staff_choice/own/ask.html", status=status, token=token, kind=kind, form=form)


@views.get("/<token>/files/<any('photo', 'sound'):kind>")
@bad_links
@public
def show_file(token: str, kind: str) -> ResponseReturnValue:
    applicant = mine(token)
    found = file_of(applicant, ApplicantFileKind(kind)) if applicant is not None else None
    if found is None:
        abort(404)
    return file_answer(found.file_key, found.mime)


@views.get("/again")
@public
def show_again() -> ResponseReturnValue:
    return page("staff_choice/own/over.html", form=AgainForm(formdata=None))


@views.post("/again")
@limits.requests(limits.LINKS_FROM_ONE_PLACE, "links-from", limits.from_here)
@limits.requests(limits.LINKS_ASKED_FOR, "links", limits.typed_email_from_here)
@public
def send_again() -> ResponseReturnValue:
    """The same answer, whether or not anybody with this address asked for a job."""
    form = AgainForm()
    if not form.validate():
        return page("staff_choice/own/over.html", status=422, form=form)
    applying.renew_links(by=SYSTEM, email=form.email.data or "")
    return go_to(url_for("own_application.show_sent"))


@views.get("/sent")
@public
def show_sent() -> ResponseReturnValue:
    return page("staff_choice/own/sent.html")
