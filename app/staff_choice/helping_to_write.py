"""Who may be named as having helped to write on the sheet."""

from __future__ import annotations

from typing import TypeVar

from app.language.written_forms import WrittenForm
from app.people.predicates import Relation
from app.people.queries.circle import members_for

Form = TypeVar("Form", bound=WrittenForm)


def with_helpers(viewer: Relation, form: Form) -> Form:
    """The person names whom they like; a supporter says only that they wrote it together."""
    if viewer.is_person:
        form.offer_helpers(members_for(viewer))
    else:
        form.offer_helpers([viewer.member] if viewer.member else [], viewer.person.called)
    return form
