"""Photos: of a part, and the person's own picture. They are shown to those who may see the part."""

from __future__ import annotations

import uuid

from flask import Blueprint, abort, flash, request, url_for
from flask.typing import ResponseReturnValue

from app.audit import looked
from app.htmx import go_to, page
from app.language import _
from app.language.photo_forms import PhotoForm
from app.people.actions import about_me, photos
from app.people.faces import face
from app.people.file_answers import photo_answer
from app.people.forms.photos import picture_form
from app.people.looking import me, there, viewing
from app.people.parts import ABOUT_ME, Part
from app.people.queries.about_me import newest_entry
from app.people.queries.photos import photo_for
from app.security import Permission, requires
from app.storage import keep_picture, throw_away

views = Blueprint("photos", __name__, url_prefix="/people/<uuid:person_id>")
OWN_PICTURE = "picture"


@views.get("/photos/<uuid:photo_id>")
@requires(Permission.SEE_ABOUT_ME)
def show_photo(person_id: uuid.UUID, photo_id: uuid.UUID) -> ResponseReturnValue:
    photo = there(photo_for(viewing(person_id), photo_id))
    answer = photo_answer(photo)
    looked(person_id, photo.part.value if photo.part else OWN_PICTURE, how="photo")
    return answer


@views.get("/about-me/<part:part>/photo")
@requires(Permission.WRITE_PART)
def change_photo(person_id: uuid.UUID, part: Part) -> ResponseReturnValue:
    return _photo_page(person_id, part, PhotoForm(formdata=None))


@views.post("/about-me/<part:part>/photo")
@requires(Permission.WRITE_PART)
def keep_photo(person_id: uuid.UUID, part: Part) -> ResponseReturnValue:
    """The picture is drawn anew by the form, before the action takes the write lock."""
    if part not in ABOUT_ME:
        abort(404)
    if request.form.get("answer") == "remove":
        about_me.save_photo(by=me(), person_id=person_id, part=part, kept=None)
        flash(_("The photo is gone from this part."), "done")
        return go_to(url_for("about_me.show_part", person_id=person_id, part=part))
    form = PhotoForm()
    if not form.validate() or form.drawn is None:
        return _photo_page(person_id, part, form, status=422)
    kept = keep_picture(form.drawn)
    saved = about_me.save_photo(
        by=me(), person_id=person_id, part=part, kept=kept, alt=form.alt.cleaned()
    )
    if isinstance(saved, about_me.Overtaken):
        throw_away(kept)
        form.form_errors = [_("Somebody changed this part just now. Send the photo again.")]
        return _photo_page(person_id, part, form, status=422)
    flash(_("We kept the photo."), "done")
    return go_to(url_for("about_me.show_part", person_id=person_id, part=part))


def _photo_page(
    person_id: uuid.UUID, part: Part, form: PhotoForm, status: int = 200
) -> ResponseReturnValue:
    if part not in ABOUT_ME:
        abort(404)
    viewer = viewing(person_id)
    entry = newest_entry(viewer, part)
    if entry is not None and entry.photo is not None:
        looked(person_id, part.value)
    return page(
        "people/about_me/photo.html",
        status=status,
        viewer=viewer,
        part=part,
        form=form,
        photo=entry.photo if entry else None,
    )


@views.get("/picture")
@requires(Permission.CHOOSE_PICTURE)
def change_picture(person_id: uuid.UUID) -> ResponseReturnValue:
    """Something that one likes, seven at a time, or a photo of oneself."""
    viewer = viewing(person_id)
    group = 1 if request.args.get("more") else 0
    form = picture_form(group)
    form.picture.data = viewer.person.picture
    return page(
        "people/about_me/picture.html", viewer=viewer, face=face(viewer), form=form, group=group
    )


@views.post("/picture")
@requires(Permission.CHOOSE_PICTURE)
def keep_picture_choice(person_id: uuid.UUID) -> ResponseReturnValue:
    viewer = viewing(person_id)
    form = picture_form(0, request.form)
    if not form.validate():
        shown = picture_form(0)
        shown.picture.errors = form.picture.errors
        return page(
            "people/about_me/picture.html",
            status=422,
            viewer=viewer,
            face=face(viewer),
            form=shown,
            group=0,
        )
    photos.choose_picture(by=me(), person_id=person_id, picture=form.picture.data)
    flash(_("This is your picture now."), "done")
    return go_to(url_for("about_me.show_list", person_id=person_id))


@views.get("/picture/photo")
@requires(Permission.CHOOSE_PICTURE)
def change_own_photo(person_id: uuid.UUID) -> ResponseReturnValue:
    return _own_photo_page(person_id, PhotoForm(formdata=None))


@views.post("/picture/photo")
@requires(Permission.CHOOSE_PICTURE)
def keep_own_photo(person_id: uuid.UUID) -> ResponseReturnValue:
    form = PhotoForm()
    if not form.validate() or form.drawn is None:
        return _own_photo_page(person_id, form, status=422)
    kept = keep_picture(form.drawn)
    photos.use_photo(by=me(), person_id=person_id, kept=kept, alt=form.alt.cleaned())
    flash(_("This is your picture now."), "done")
    return go_to(url_for("about_me.show_list", person_id=person_id))


def _own_photo_page(
    person_id: uuid.UUID, form: PhotoForm, status: int = 200
) -> ResponseReturnValue:
    viewer = viewing(person_id)
    return page(
        "people/about_me/own_photo.html", status=status, viewer=viewer, face=face(viewer), form=form
    )
