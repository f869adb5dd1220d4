"""A photo or a sound of an outcome: to say something new with it, or to add it to what stands.

Files are drawn and encoded anew by their forms, before an action takes the write lock.
"""

from __future__ import annotations

import uuid
from collections.abc import Callable
from typing import TypeVar

from flask import Blueprint, flash, request, url_for
from flask.typing import ResponseReturnValue

from app import sounds
from app.audit import looked
from app.htmx import go_to, page
from app.language import _, current_locale
from app.language.words import lazy as _l
from app.language.written_forms import language_of
from app.outcomes.actions import media as actions
from app.outcomes.forms.media import Kind, MediaForm, OutcomePhotoForm, media_form
from app.outcomes.models import Outcome, OutcomeText
from app.outcomes.queries.outcomes import Shown
from app.outcomes.views.making import own_outcome
from app.outcomes.views.reading import chosen
from app.people.looking import me, viewing
from app.people.models import StoredPhoto, StoredSound
from app.people.parts import Part
from app.people.predicates import Relation
from app.security import Permission, requires
from app.storage import keep_picture, throw_away

views = Blueprint("outcome_media", __name__, url_prefix="/people/<uuid:person_id>/outcomes")
KINDS = "<any(photo, sound):kind>"
AGAIN = _l("Somebody changed this just now. Send it again.")


@views.get(f"/new/{KINDS}")
@requires(Permission.THINK_OF_OUTCOME)
def new_with(person_id: uuid.UUID, kind: Kind) -> ResponseReturnValue:
    return _page(viewing(person_id), kind, media_form(kind))


@views.post(f"/new/{KINDS}")
@requires(Permission.THINK_OF_OUTCOME)
def make_with(person_id: uuid.UUID, kind: Kind) -> ResponseReturnValue:
    viewer = viewing(person_id)
    form = media_form(kind, sent=True)
    if not form.validate():
        return _page(viewer, kind, form, status=422)
    made = _sent(
        form,
        lambda sent: actions.make_with(
            by=me(), viewer=viewer, key=form.key.key, sent=sent, section=Part.PLAN_WANTS
        ),
    )
    if not isinstance(made, Outcome):
        return _page(viewer, kind, form, status=422)
    return _kept(viewer, made.id)


@views.get(f"/<uuid:outcome_id>/{KINDS}")
@requires(Permission.THINK_OF_OUTCOME)
def change_file(person_id: uuid.UUID, outcome_id: uuid.UUID, kind: Kind) -> ResponseReturnValue:
    viewer = viewing(person_id)
    return _page(viewer, kind, media_form(kind), own_outcome(viewer, outcome_id))


@views.post(f"/<uuid:outcome_id>/{KINDS}")
@requires(Permission.THINK_OF_OUTCOME)
def keep_file(person_id: uuid.UUID, outcome_id: uuid.UUID, kind: Kind) -> ResponseReturnValue:
    viewer = viewing(person_id)
    shown = own_outcome(viewer, outcome_id)
    form = media_form(kind, sent=True)
    removes = request.form.get("answer") == "remove"
    if form.seen_number() != shown.text.number:
        form.form_errors = [AGAIN]
        return _page(viewer, kind, form, shown, 422)
    if not removes and not form.validate():
        return _page(viewer, kind, form, shown, 422)

    def put(sent: actions.FileSent) -> OutcomeText | None:
        return actions.put(by=me(), viewer=viewer, shown=shown, kind=kind, sent=sent)

    if _sent(form, put, removes) is None:
        return _page(viewer, kind, form, chosen(viewer, outcome_id), 422)
    return _kept(viewer, outcome_id)


Made = TypeVar("Made", Outcome, OutcomeText)


def _sent(
    form: MediaForm, write: Callable[[actions.FileSent], Made | None], removes: bool = False
) -> Made | None:
    """Keep the file, and say so with `write`. What then belongs to nothing is thrown away."""
    photo = sound = None
    words = ""
    if removes:
        pass
    elif isinstance(form, OutcomePhotoForm):
        assert form.drawn is not None
        photo, words = keep_picture(form.drawn), form.alt.cleaned()
    else:
        assert form.encoded is not None
        sound, words = sounds.keep_sound(form.encoded), form.said.cleaned()
    language = language_of(current_locale().code, words)
    sent = actions.FileSent(photo, sound, words, language)
    made = None
    try:
        made = write(sent)
        form.form_errors = [] if made is not None else [AGAIN]
    except actions.Refused as refused:
        form.form_errors = [refused.words]
    if made is None or not actions.uses(_outcome_id(made), sent):
        _throw(sent)
    return made


def _outcome_id(made: Outcome | OutcomeText) -> uuid.UUID:
    return made.id if isinstance(made, Outcome) else made.outcome_id


def _throw(sent: actions.FileSent) -> None:
    if sent.photo is not None:
        throw_away(sent.photo)
    if sent.sound is not None:
        sounds.throw_sound_away(sent.sound)


def _kept(viewer: Relation, outcome_id: uuid.UUID) -> ResponseReturnValue:
    flash(_("Kept."), "done")
    return go_to(
        url_for("outcomes.show_outcome", person_id=viewer.person.id, outcome_id=outcome_id)
    )


def _page(
    viewer: Relation, kind: Kind, form: MediaForm, shown: Shown | None = None, status: int = 200
) -> ResponseReturnValue:
    stands: StoredPhoto | StoredSound | None = None
    if shown is not None:
        looked(viewer.person.id, Part.OUTCOMES.value)
        form.number.data = str(shown.text.number)
        stands = shown.text.photo if kind == "photo" else shown.text.sound
    return page(
        f"outcomes/making/{kind}.html",
        status=status,
        viewer=viewer,
        person=viewer.person,
        form=form,
        shown=shown,
        stands=stands,
        # Without what stands beside it, nothing would say what is wanted.
        may_go=stands is not None and shown is not None and shown.text.says_more_than(kind),
    )
