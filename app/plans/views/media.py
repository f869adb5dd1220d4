"""A photo or a sound of a section, on the blueprint of `writing`.

Files are drawn and encoded anew by their forms, before an action takes the write lock.
"""

from __future__ import annotations

import uuid
from typing import Any

from flask import flash, request, url_for
from flask.typing import ResponseReturnValue

from app import sounds
from app.audit import looked
from app.htmx import go_to, page
from app.language import current_locale
from app.language.words import LazyWords
from app.language.words import lazy as _l
from app.language.written_forms import language_of
from app.people.looking import me, viewing
from app.people.parts import Part
from app.people.predicates import Relation
from app.plans.actions.media import Sent, put_photo, put_sound
from app.plans.actions.words import Overtaken, Refused
from app.plans.forms.answers import SectionPhotoForm, SectionSoundForm
from app.plans.models import SectionText, Suggestion
from app.plans.queries.plan import working_text
from app.plans.views.scope import only_sections
from app.plans.views.writing import decides, to_suggestion, views
from app.security import Permission, requires
from app.storage import KeptPicture, keep_picture, throw_away

__all__ = ["views"]
PHOTO_AGAIN = _l("Somebody changed this part just now. Send the photo again.")
PHOTO_KEPT = _l("We kept the photo.")
PHOTO_GONE = _l("The photo is gone from this part.")
SOUND_KEPT = _l("We kept the sound.")
SOUND_GONE = _l("The sound is gone from this part.")
SOUND_AGAIN = _l("Somebody changed this part just now. Send the sound again.")


@views.get("/<part:part>/photo")
@requires(Permission.WRITE_PART)
def change_photo(person_id: uuid.UUID, part: Part) -> ResponseReturnValue:
    only_sections(part)
    return _photo_page(viewing(person_id), part, SectionPhotoForm(formdata=None))


@views.post("/<part:part>/photo")
@requires(Permission.WRITE_PART)
def keep_photo(person_id: uuid.UUID, part: Part) -> ResponseReturnValue:
    only_sections(part)
    viewer = viewing(person_id)
    form = SectionPhotoForm()
    kept: KeptPicture | None = None
    if request.form.get("answer") != "remove":
        if not form.validate() or form.drawn is None:
            return _photo_page(viewer, part, form, 422)
        kept = keep_picture(form.drawn)
    elif not form.key.validate(form):
        return _photo_page(viewer, part, form, 422)
    try:
        made = put_photo(
            by=me(),
            person=viewer.person,
            section=part,
            sent=Sent(form.key.key, form.base()),
            kept=kept,
            alt=form.alt.cleaned() if kept else "",
        )
    except Refused as refused:
        made, form.form_errors = Overtaken(None), [refused.words]
    if kept is not None and not _has_photo(made, kept):
        throw_away(kept)
    if isinstance(made, Overtaken):
        form.form_errors = form.form_errors or [PHOTO_AGAIN]
        return _photo_page(viewer, part, form, 422)
    return _after(viewer, part, made, PHOTO_KEPT if kept else PHOTO_GONE)


def _has_photo(made: SectionText | Suggestion | Overtaken, kept: KeptPicture) -> bool:
    """False for a form sent twice: the first photo stands, and this one belongs to nothing."""
    if isinstance(made, Overtaken):
        return False
    return made.photo is not None and made.photo.file_key == kept.file_key


def _photo_page(
    viewer: Relation, part: Part, form: SectionPhotoForm, status: int = 200
) -> ResponseReturnValue:
    return _page("plans/writing/photo.html", viewer, part, form, status)


def _page(
    template: str, viewer: Relation, part: Part, form: Any, status: int
) -> ResponseReturnValue:
    """The page of a file: what stands now, and the form on top of it."""
    stands = working_text(viewer, part)
    looked(viewer.person.id, part.value)
    form.base_id.data = str(stands.id) if stands else ""
    return page(
        template,
        status=status,
        viewer=viewer,
        part=part,
        form=form,
        stands=stands,
        keeps=decides(viewer, part),
    )


def _after(
    viewer: Relation, part: Part, made: SectionText | Suggestion, told: LazyWords
) -> ResponseReturnValue:
    flash(str(told), "done")
    if isinstance(made, SectionText):
        return go_to(url_for("plan.show_section", person_id=viewer.person.id, part=part))
    return to_suggestion(made)


@views.get("/<part:part>/sound")
@requires(Permission.WRITE_PART)
def change_sound(person_id: uuid.UUID, part: Part) -> ResponseReturnValue:
    only_sections(part)
    return _sound_page(viewing(person_id), part, SectionSoundForm(formdata=None))


@views.post("/<part:part>/sound")
@requires(Permission.WRITE_PART)
def keep_sound(person_id: uuid.UUID, part: Part) -> ResponseReturnValue:
    only_sections(part)
    viewer = viewing(person_id)
    form = SectionSoundForm()
    kept: sounds.KeptSound | None = None
    if request.form.get("answer") != "remove":
        if not form.validate() or form.encoded is None:
            return _sound_page(viewer, part, form, 422)
        kept = sounds.keep_sound(form.encoded)
    elif not form.key.validate(form):
        return _sound_page(viewer, part, form, 422)
    said = form.said.cleaned() if kept else ""
    try:
        made = put_sound(
            by=me(),
            person=viewer.person,
            section=part,
            sent=Sent(form.key.key, form.base()),
            kept=kept,
            said=said,
            language=language_of(current_locale().code, said),
        )
    except Refused as refused:
        made, form.form_errors = Overtaken(None), [refused.words]
    if kept is not None and not _has_sound(made, kept):
        sounds.throw_sound_away(kept)
    if isinstance(made, Overtaken):
        form.form_errors = form.form_errors or [SOUND_AGAIN]
        return _sound_page(viewer, part, form, 422)
    return _after(viewer, part, made, SOUND_KEPT if kept else SOUND_GONE)


def _has_sound(made: SectionText | Suggestion | Overtaken, kept: sounds.KeptSound) -> bool:
    if isinstance(made, Overtaken):
        return False
    return made.sound is not None and made.sound.file_key == kept.file_key


def _sound_page(
    viewer: Relation, part: Part, form: SectionSoundForm, status: int = 200
) -> ResponseReturnValue:
    return _page("plans/writing/sound.html", viewer, part, form, status)
