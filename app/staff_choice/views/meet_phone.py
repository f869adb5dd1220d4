"""Hand me the phone: "shall we meet?" about each who asked, and nothing else.

Names, photos and voices stay hidden, and what others think. Who gains hands over nothing.
"""

from __future__ import annotations

import uuid
from datetime import datetime
from typing import Any

from flask import Blueprint, request, url_for
from flask.typing import ResponseReturnValue

from app.htmx import go_to
from app.language import current_locale
from app.people.actions import phone
from app.people.handing import Handed, HandedFor, hand_for
from app.people.looking import me
from app.security import Permission, allowed, refuse, requires
from app.staff_choice import saying
from app.staff_choice.actions import meeting as actions
from app.staff_choice.forms.meeting import PICTURES, MeetForm
from app.staff_choice.queries.applicants import Shown, match_for, still_to_ask
from app.staff_choice.views.job_scope import AtJob, at_job

views = Blueprint(
    "meet_phone",
    __name__,
    url_prefix="/people/<uuid:person_id>/staff/jobs/<uuid:vacancy_id>/applicants",
)
MEETING = "whom-to-meet"


def _ids(handed: Handed) -> dict[str, Any]:
    return {
        "person_id": uuid.UUID(handed["person"]),
        "vacancy_id": uuid.UUID(handed["about"]),
    }


def _question(handed: Handed) -> str:
    return url_for("meet_phone.show_question", **_ids(handed))


def _may(handed: Handed) -> bool:
    return allowed(Permission.HAND_OVER_MEETING, **_ids(handed))


def _back_to(handed: Handed) -> str | None:
    if not allowed(Permission.SEE_APPLICANTS, **_ids(handed)):
        return None
    return url_for("applicants.show_applicants", **_ids(handed))


hand_for(MEETING, HandedFor(_question, _may, _back_to))


def _is_handing(at: AtJob) -> bool:
    return allowed(Permission.HAND_OVER_MEETING, person_id=at.person.id, vacancy_id=at.vacancy.id)


@views.get("/hand-over")
@requires(Permission.SEE_APPLICANTS)
def show_hand_over(person_id: uuid.UUID, vacancy_id: uuid.UUID) -> ResponseReturnValue:
    """Whoever may not learns why, and who could."""
    at = at_job(person_id, vacancy_id)
    if at.viewer.is_person:
        refuse()
    return at.show("applicants/hand_over.html", may=_is_handing(at))


@views.post("/hand-over")
@requires(Permission.HAND_OVER_MEETING)
def hand_over(person_id: uuid.UUID, vacancy_id: uuid.UUID) -> ResponseReturnValue:
    at = at_job(person_id, vacancy_id)
    phone.hand_over(by=at.by, person_id=person_id, kind=MEETING, about=str(vacancy_id))
    return go_to(url_for(".show_question", person_id=person_id, vacancy_id=vacancy_id))


def _since(vacancy_id: uuid.UUID) -> datetime:
    """Since when this phone is handed over for this job; 404 where it is not."""
    sign_in = me().sign_in
    handed: Handed | None = sign_in.handed if sign_in is not None else None
    if handed is None or (handed.get("kind"), handed.get("about")) != (MEETING, str(vacancy_id)):
        refuse()
    return datetime.fromisoformat(handed["since"])


@views.get("/question")
@requires(Permission.HAND_OVER_MEETING)
def show_question(person_id: uuid.UUID, vacancy_id: uuid.UUID) -> ResponseReturnValue:
    """About the next of them; the phone goes back when each has an answer."""
    since, at = _since(vacancy_id), at_job(person_id, vacancy_id)
    found = still_to_ask(at.viewer, at.vacancy, since)
    if not found:
        return at.show("applicants/asked_all.html", helping=None)
    return _page(at, found[0], MeetForm(formdata=None))


def _page(at: AtJob, shown: Shown, form: MeetForm, status: int = 200) -> ResponseReturnValue:
    columns, lines = match_for(at.vacancy, shown)
    return at.show(
        "applicants/question.html",
        status=status,
        # Nothing of the phone's owner is on this page.
        helping=None,
        shown=shown,
        form=form,
        columns=columns,
        lines=lines,
        saying=saying,
        pictures=PICTURES,
    )


@views.post("/question")
@requires(Permission.HAND_OVER_MEETING)
def keep_answer(person_id: uuid.UUID, vacancy_id: uuid.UUID) -> ResponseReturnValue:
    """Kept as said on this phone, and on to the next; or the phone goes back."""
    since, at = _since(vacancy_id), at_job(person_id, vacancy_id)
    if "stop" in request.form:
        phone.finish_question(by=at.by, declined=True)
        return go_to(url_for("phone.show_back"))
    shown, form = _asked(at, since), MeetForm()
    if shown is None:
        # Tapped twice, or they are gone.
        return _next(at, since)
    if not form.validate():
        return _page(at, shown, form, 422)
    try:
        actions.say_on_phone(
            by=at.by,
            viewer=at.viewer,
            vacancy=at.vacancy,
            applicant=shown.applicant,
            said=form.said(current_locale().code),
            since=since,
        )
    except actions.Refused as refused:
        form.form_errors = [refused.words]
        return _page(at, shown, form, 422)
    return _next(at, since)


def _asked(at: AtJob, since: datetime) -> Shown | None:
    """Whom the form was about, while they are still asked about."""
    found = still_to_ask(at.viewer, at.vacancy, since)
    return next((each for each in found if str(each.id) == request.form.get("about")), None)


def _next(at: AtJob, since: datetime) -> ResponseReturnValue:
    if still_to_ask(at.viewer, at.vacancy, since):
        here: dict[str, Any] = {"person_id": at.person.id, "vacancy_id": at.vacancy.id}
        return go_to(url_for(".show_question", **here))
    phone.finish_question(by=at.by)
    return go_to(url_for("phone.show_back"))
