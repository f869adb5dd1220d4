"""Drafts, for any form: what somebody types is kept as they type, for nobody but its writer."""

from __future__ import annotations

import uuid
from dataclasses import dataclass

from flask import request
from flask.typing import ResponseReturnValue
from wtforms import Form

from app.htmx import go_to
from app.people.actions import drafts
from app.people.looking import me
from app.people.models import Draft
from app.people.queries.drafts import draft_of
from app.people.typed import bring_back, typed

# The end of an address: keep what is typed, or throw it away.
KEEP_OR_THROW = "<any('draft', 'throw-away'):what>"


@dataclass(frozen=True)
class Unkept:
    """What this account types at one place and has not kept yet."""

    person_id: uuid.UUID
    place: str

    def answer(self, what: str, form: Form, page: str) -> ResponseReturnValue:
        """The page's script keeps what is typed (204: nothing to show); or it is thrown away."""
        if what == "throw-away":
            self.throw()
            return go_to(page)
        self.keep(form)
        return "", 204

    def keep(self, form: Form) -> None:
        drafts.save_draft(
            by=me(),
            person_id=self.person_id,
            place=self.place,
            content=typed(form),
            base_number=0,
        )

    def keep_refused(self, form: Form) -> None:
        """A refused form is kept too: a closed tab loses nothing."""
        drafts.keep_draft_in_any_case(me(), self.person_id, self.place, typed(form), 0)

    def found(self) -> Draft | None:
        """The draft, for a page that must know it before it has its form."""
        return draft_of(me(), self.person_id, self.place)

    def throw(self) -> None:
        drafts.throw_draft(by=me(), person_id=self.person_id, place=self.place)

    def offered(self, form: Form) -> Draft | None:
        """The draft to offer above the form; None where there is none, or it is in the form."""
        return self.offer(self.found(), form)

    def offer(self, draft: Draft | None, form: Form) -> Draft | None:
        """The same for a page that read the draft already."""
        if draft is None or not self.is_used:
            return draft
        bring_back(form, draft.content)
        return None

    @property
    def is_used(self) -> bool:
        """Did the writer ask for their words of before?"""
        return request.args.get("draft") == "use"


def stopped() -> bool:
    """Did the writer stop, so that nothing is kept?"""
    return request.form.get("then") == "stop"
