"""The form of a section on a page: filled, sent, refused, overtaken. Shared by who writes in it."""

from __future__ import annotations

import uuid
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from flask.typing import ResponseReturnValue

from app.audit import looked
from app.htmx import page
from app.people.actions import drafts
from app.people.faces import face
from app.people.looking import me
from app.people.models import StoredPhoto, StoredSound
from app.people.parts import Part
from app.people.predicates import Relation
from app.people.queries.circle import members_for
from app.plans.actions.words import Said
from app.plans.forms.words import SectionForm, flat, section_form
from app.plans.models import SectionText, Suggestion
from app.plans.sections import SECTIONS
from app.plans.views.opened import proof


@dataclass(frozen=True)
class Typed:
    """What stands in a form, as the pages show the text of a section."""

    person_id: uuid.UUID
    content: dict[str, Any]
    language: str | None
    photo: StoredPhoto | None
    sound: StoredSound | None


def form_for(
    viewer: Relation,
    part: Part,
    formdata: Any = None,
    content: Mapping[str, str] | None = None,
    one_more: bool = False,
) -> SectionForm:
    """The form, with whom its writer may name as having helped."""
    form = (
        section_form(part, formdata, None, one_more)
        if formdata is not None
        else (section_form(part, None, content, one_more=True))
    )
    if viewer.is_person:
        form.offer_helpers(members_for(viewer))
    else:
        # Nobody says of another that they helped, also where the circle is shared.
        own = [viewer.member] if viewer.member is not None else []
        form.offer_helpers(own, viewer.person.called)
    form.forget_unknown_helper()
    form.opened.data = proof(viewer.person.id, part)
    return form


def filled(
    viewer: Relation, text: SectionText | Suggestion | None, stands: SectionText | None
) -> dict[str, str]:
    """What the form begins with: the words of `text`, seen beside what `stands` now.

    Who helped is taken over only from the writer's own words.
    """
    seen = {"base_id": str(stands.id)} if stands else {}
    if text is None:
        return seen
    helped = text.helped_by[0] if text.helped_by and text.written_by == viewer.account_id else ""
    return {**flat(text.content), **seen, "language": text.language, "helped_by": helped}


def said_in(form: SectionForm, files: SectionText | Suggestion | None) -> Said:
    """What the form says, with the photo and the sound of `files`. Call after validate."""
    return Said(
        content=form.content(),
        language=form.said_in(),
        photo_id=files.photo_id if files else None,
        sound_id=files.sound_id if files else None,
        helped_by=tuple(form.helpers()),
        on_paper_on=form.on_paper_on.data,
    )


def keep_typed(viewer: Relation, part: Part, form: SectionForm) -> None:
    """A refused form is kept as a draft too: a closed tab loses nothing."""
    drafts.keep_draft_in_any_case(me(), viewer.person.id, part.value, form.typed(), 0)


def section_page(
    template: str, viewer: Relation, part: Part, form: SectionForm, status: int, **given: Any
) -> ResponseReturnValue:
    """A page around the form of a section."""
    looked(viewer.person.id, part.value)
    return page(
        template,
        status=status,
        viewer=viewer,
        face=face(viewer),
        part=part,
        section=SECTIONS[part],
        form=form,
        **given,
    )
