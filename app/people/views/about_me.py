"""About me: the list of parts, each part on a page of its own, changing it, its earlier words."""

from __future__ import annotations

import uuid
from collections.abc import Mapping, Sequence
from typing import Any

from flask import Blueprint, abort, flash, request, url_for
from flask.typing import ResponseReturnValue

from app.audit import looked
from app.htmx import go_to, page
from app.language import _
from app.people.actions import about_me as actions
from app.people.actions import drafts
from app.people.faces import face
from app.people.forms.about_me import (
    PROMPTS,
    THINK_OF,
    PartForm,
    fill,
    fill_from,
    language_of,
    part_form,
)
from app.people.looking import me, viewing
from app.people.models import AboutMeEntry, CommunicationNeed
from app.people.parts import ABOUT_ME, ABOUT_ME_SEVEN, Part
from app.people.predicates import Relation
from app.people.queries import about_me as queries
from app.people.queries.circle import members_for
from app.people.queries.drafts import draft_of
from app.people.queries.needs import flags
from app.security import Permission, requires

views = Blueprint("about_me", __name__, url_prefix="/people/<uuid:person_id>/about-me")
# No part is saved as often: a larger number in an address is beyond what a database can hold.
MOST_SAVES = 1_000_000


@views.before_request
def only_about_me() -> None:
    """`<part:part>` knows every part; only those of about me have a page here."""
    part = (request.view_args or {}).get("part")
    if part is not None and part not in ABOUT_ME:
        abort(404)


@views.get("")
@requires(Permission.SEE_ABOUT_ME)
def show_list(person_id: uuid.UUID) -> ResponseReturnValue:
    viewer = viewing(person_id)
    parts = queries.visible_parts(viewer, ABOUT_ME_SEVEN)
    if not parts:
        # Only "what people like about me" is shared: it stands on the profile.
        return go_to(url_for("profile.show_profile", person_id=person_id))
    entries = queries.newest_entries(viewer, ABOUT_ME_SEVEN)
    newest = queries.last_changed(entries.values())
    for part, entry in entries.items():
        if entry.has_words:
            looked(person_id, part.value)
    return page(
        "people/about_me/list.html",
        viewer=viewer,
        face=face(viewer),
        parts=parts,
        entries=entries,
        needs=_flags(viewer),
        newest=newest,
        credit=queries.credits_for(viewer, [newest])[newest.id] if newest else None,
        beginning=queries.beginning,
    )


def _flags(viewer: Relation) -> Sequence[CommunicationNeed]:
    """What helps the person take part: flagged to whoever may see it. Source: DAPB1605."""
    if viewer.is_person:
        return ()
    found = flags(viewer.person.id, viewer)
    if found:
        looked(viewer.person.id, Part.NEEDS.value)
    return found


@views.get("/<part:part>")
@requires(Permission.SEE_PART)
def show_part(person_id: uuid.UUID, part: Part) -> ResponseReturnValue:
    viewer = viewing(person_id)
    looked(person_id, part.value)
    return page(
        "people/about_me/part.html", **_of_entry(viewer, part, queries.newest_entry(viewer, part))
    )


@views.get("/<part:part>/earlier")
@requires(Permission.SEE_PART)
def show_earlier(person_id: uuid.UUID, part: Part) -> ResponseReturnValue:
    """The old words of a part, newest first, for the person alone."""
    viewer = viewing(person_id)
    if not viewer.is_person:
        abort(404)
    before = request.args.get("before", type=int)
    entries, more = queries.earlier_entries(viewer, part, before and min(before, MOST_SAVES))
    looked(person_id, part.value)
    return page(
        "people/about_me/earlier.html",
        viewer=viewer,
        part=part,
        entries=entries,
        credits=queries.credits_for(viewer, entries),
        more=more,
        beginning=queries.beginning,
    )


@views.get("/<part:part>/earlier/<int(max=1000000):number>")
@requires(Permission.SEE_PART)
def show_entry(person_id: uuid.UUID, part: Part, number: int) -> ResponseReturnValue:
    viewer = viewing(person_id)
    entry = queries.entry_numbered(viewer, part, number)
    if entry is None:
        abort(404)
    looked(person_id, part.value)
    return page("people/about_me/entry.html", **_of_entry(viewer, part, entry))


def _of_entry(viewer: Relation, part: Part, entry: AboutMeEntry | None) -> dict[str, Any]:
    return {
        "viewer": viewer,
        "face": face(viewer),
        "part": part,
        "entry": entry,
        "credit": queries.credits_for(viewer, [entry])[entry.id] if entry else None,
        "place": _place(viewer, part),
    }


def _place(viewer: Relation, part: Part) -> int | None:
    """ "Part 2 of 7", to the person only: to others it would tell how much they do not see."""
    return ABOUT_ME_SEVEN.index(part) + 1 if viewer.is_person and part in ABOUT_ME_SEVEN else None


@views.get("/<part:part>/change")
@requires(Permission.WRITE_PART)
def change_part(person_id: uuid.UUID, part: Part) -> ResponseReturnValue:
    """The one field of a part, with what stands now, or with the draft that the writer left."""
    viewer = viewing(person_id)
    entry = queries.newest_entry(viewer, part)
    form = _form(viewer, part)
    fill(form, part, entry, viewer.account_id)
    draft = draft_of(me(), person_id, part.value)
    if draft is not None and request.args.get("draft") == "use":
        fill_from(form, part, draft.content, draft.base_number)
        draft = None
    looked(person_id, part.value)
    return _change_page(viewer, part, form, entry=entry, draft=draft)


@views.get("/<part:part>/paper")
@requires(Permission.WRITE_PART)
def show_paper(person_id: uuid.UUID, part: Part) -> ResponseReturnValue:
    """The paper twin: questions only, to answer by hand and type in later."""
    return page(
        "people/about_me/paper.html",
        viewer=viewing(person_id),
        part=part,
        fields=part_form(part).words_fields(),
        think_of=THINK_OF.get(part, ()),
    )


@views.post("/<part:part>/change")
@requires(Permission.WRITE_PART)
def keep_part(person_id: uuid.UUID, part: Part) -> ResponseReturnValue:
    viewer = viewing(person_id)
    answer = request.form.get("answer", "keep")
    if answer in ("stop", "theirs"):
        drafts.throw_draft(by=me(), person_id=person_id, place=part.value)
        return go_to(_after(person_id, part))
    form = _form(viewer, part, chosen_words(answer))
    if not form.validate():
        keep_typed(person_id, part, form)
        return _change_page(viewer, part, form, status=422)
    saved = actions.save_part(
        by=me(),
        person_id=person_id,
        part=part,
        content=form.content(),
        language=language_of(form),
        helped_by=form.helpers(),
        base_number=form.base(),
    )
    if isinstance(saved, actions.Overtaken):
        keep_typed(person_id, part, form)
        return two_texts(viewer, part, form, saved.theirs)
    flash(_("Kept."), "done")
    if answer == "photo":
        return go_to(url_for("photos.change_photo", person_id=person_id, part=part))
    return go_to(_after(person_id, part))


def _form(viewer: Relation, part: Part, formdata: object = None) -> PartForm:
    form = part_form(part, formdata)
    if viewer.is_person:
        form.offer_helpers(members_for(viewer))
    else:
        # Nobody says of another that they helped, also where the circle is shared.
        own = [viewer.member] if viewer.member is not None else []
        form.offer_helpers(own, viewer.person.called)
    return form


def _change_page(
    viewer: Relation, part: Part, form: PartForm, status: int = 200, **given: Any
) -> ResponseReturnValue:
    return page(
        "people/about_me/change.html",
        status=status,
        viewer=viewer,
        face=face(viewer),
        part=part,
        form=form,
        prompt=PROMPTS.get(part),
        think_of=THINK_OF.get(part, ()),
        place=_place(viewer, part),
        **given,
    )


def chosen_words(answer: str) -> Mapping[str, str]:
    """What was sent; after "put both together" the words of the joined field."""
    if answer != "both":
        return request.form
    joined = request.form.copy()
    for name, text in request.form.items():
        if name.startswith("both-"):
            joined[name.removeprefix("both-")] = text
    return joined


def keep_typed(person_id: uuid.UUID, part: Part, form: PartForm) -> None:
    """A refused form is kept as a draft too: a closed tab loses nothing."""
    drafts.keep_draft_in_any_case(me(), person_id, part.value, form.typed(), form.base())


def two_texts(
    viewer: Relation, part: Part, form: PartForm, theirs: AboutMeEntry, **given: Any
) -> ResponseReturnValue:
    """Somebody else saved first: both texts, and the choice between them."""
    looked(viewer.person.id, part.value)
    form.base_number.data = str(theirs.number)
    return page(
        "people/about_me/two_texts.html",
        status=422,
        viewer=viewer,
        part=part,
        words_form=form,
        mine=form.content(),
        theirs=theirs,
        credit=queries.credits_for(viewer, [theirs])[theirs.id],
        **given,
    )


def _after(person_id: uuid.UUID, part: Part) -> str:
    return url_for("about_me.show_part", person_id=person_id, part=part)
