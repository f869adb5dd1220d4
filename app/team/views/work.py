"""A worker's own pages: whom they support, when they cannot come, their page about themselves."""

from __future__ import annotations

import uuid

from flask import Blueprint, abort, flash, request, url_for
from flask.typing import ResponseReturnValue

from app.htmx import go_to, page
from app.language import _, current_locale
from app.people.file_answers import file_answer
from app.people.looking import me
from app.security import Permission, requires
from app.storage import keep_picture
from app.team.actions import cover, profile
from app.team.forms import AwayForm, OwnPhotoForm, ProfileForm
from app.team.models import Absence, TeamMember
from app.team.queries import work as queries
from app.team.rules import Refused

views = Blueprint("work", __name__, url_prefix="/work")


@views.get("")
@requires(Permission.WORK_IN_TEAM)
def show_work() -> ResponseReturnValue:
    teams = queries.own_teams(me())
    return page(
        "work/work.html",
        teams=teams,
        worker=queries.own_worker(me()),
        asked=queries.asked_for_cover(me(), teams),
        times=queries.own_times(me(), teams),
        called={each.person_id: each.person.called for each in teams},
        mine={each.id for each in teams},
        me=me(),
        thanks=queries.thanks_to(me()),
    )


def _profile_page(form: ProfileForm, status: int = 200) -> ResponseReturnValue:
    return page("work/profile.html", status=status, form=form, worker=queries.own_worker(me()))


@views.get("/profile")
@requires(Permission.WORK_IN_TEAM)
def show_profile() -> ResponseReturnValue:
    return _profile_page(ProfileForm(formdata=None, obj=queries.own_worker(me())))


@views.post("/profile")
@requires(Permission.WORK_IN_TEAM)
def write_profile() -> ResponseReturnValue:
    form = ProfileForm()
    if not form.validate():
        return _profile_page(form, 422)
    profile.write(by=me(), said=form.said(current_locale().code))
    flash(_("We kept your page."), "done")
    return go_to(url_for(".show_profile"))


@views.get("/profile/photo")
@requires(Permission.WORK_IN_TEAM)
def change_photo() -> ResponseReturnValue:
    form = OwnPhotoForm(formdata=None)
    return page("work/photo.html", form=form, worker=queries.own_worker(me()))


@views.post("/profile/photo")
@requires(Permission.WORK_IN_TEAM)
def keep_photo() -> ResponseReturnValue:
    """The picture is drawn anew by the form, before the action takes the write lock."""
    if request.form.get("answer") == "remove":
        profile.take_photo_away(by=me())
        flash(_("Your photo is gone."), "done")
        return go_to(url_for(".show_profile"))
    form = OwnPhotoForm()
    if not form.validate() or form.drawn is None:
        worker = queries.own_worker(me())
        return page("work/photo.html", status=422, form=form, worker=worker)
    profile.use_photo(by=me(), kept=keep_picture(form.drawn))
    flash(_("We kept the photo."), "done")
    return go_to(url_for(".show_profile"))


@views.get("/profile/photo.jpg")
@requires(Permission.WORK_IN_TEAM)
def show_photo() -> ResponseReturnValue:
    """One's own photo."""
    worker = queries.own_worker(me())
    if worker is None or not worker.thumb_key:
        abort(404)
    return file_answer(worker.thumb_key, "image/jpeg")


def _own(member_id: uuid.UUID) -> TeamMember:
    found = queries.own_place(me(), member_id)
    if found is None:
        abort(404)
    return found


@views.get("/away/<uuid:member_id>")
@requires(Permission.WORK_IN_TEAM)
def show_away(member_id: uuid.UUID) -> ResponseReturnValue:
    return page("work/away.html", member=_own(member_id), form=AwayForm(formdata=None))


@views.post("/away/<uuid:member_id>")
@requires(Permission.WORK_IN_TEAM)
def say_away(member_id: uuid.UUID) -> ResponseReturnValue:
    member, form = _own(member_id), AwayForm()
    if form.validate():
        starts_at, ends_at = form.times()
        try:
            cover.say_away(by=me(), member=member, starts_at=starts_at, ends_at=ends_at)
        except Refused as refused:
            form.form_errors = [refused.words]
        else:
            flash(_("We ask the team now."), "done")
            return go_to(url_for(".show_work"))
    return page("work/away.html", status=422, member=member, form=form)


def _own_absence(absence_id: uuid.UUID) -> Absence:
    found = queries.own_absence(me(), absence_id)
    if found is None:
        abort(404)
    return found


@views.get("/away/<uuid:absence_id>/take-back")
@requires(Permission.WORK_IN_TEAM)
def show_take_back(absence_id: uuid.UUID) -> ResponseReturnValue:
    found = _own_absence(absence_id)
    return page("work/take_back.html", absence=found, here=url_for(".show_work"))


@views.post("/away/<uuid:absence_id>/take-back")
@requires(Permission.WORK_IN_TEAM)
def take_back(absence_id: uuid.UUID) -> ResponseReturnValue:
    try:
        cover.take_back(by=me(), absence=_own_absence(absence_id))
    except Refused as refused:
        flash(str(refused.words), "plain")
    else:
        flash(_("Kept. We tell the team."), "done")
    return go_to(url_for(".show_work"))


def _asked(absence_id: uuid.UUID) -> queries.Asked:
    found = queries.asked_one(me(), absence_id)
    if found is None:
        abort(404)
    return found


@views.get("/cover/<uuid:absence_id>")
@requires(Permission.WORK_IN_TEAM)
def show_cover(absence_id: uuid.UUID) -> ResponseReturnValue:
    return page("work/cover.html", asked=_asked(absence_id))


@views.post("/cover/<uuid:absence_id>")
@requires(Permission.WORK_IN_TEAM)
def answer_cover(absence_id: uuid.UUID) -> ResponseReturnValue:
    """I can, or I cannot. No reason is asked."""
    asked, said = _asked(absence_id), request.form.get("answer")
    if said not in ("can", "cannot"):
        abort(422)
    try:
        cover.answer(by=me(), absence=asked.absence, member=asked.mine, can=said == "can")
    except Refused as refused:
        flash(str(refused.words), "plain")
    else:
        flash(_("Thank you. We kept your answer."), "done")
    return go_to(url_for(".show_work"))
